// Arrangements: reading them with what follows from them on a day, the register, adding, changing and removing.
import { randomUUID } from "node:crypto";
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { type ArrangementWithParts, arrangements, requireAround, type StatedArrangement } from "../../db/arrangements.ts";
import { authorityById } from "../../db/authorities.ts";
import { dataVersion } from "../../db/changes.ts";
import { writeOnce } from "../../db/once.ts";
import { requireChange } from "../../db/viewer.ts";
import { idsByName } from "../../db/whole.ts";
import { Arrangement, ArrangementFilterInput, ArrangementInput, ArrangementPage } from "../../schema/arrangement.ts";
import { NamedOrder } from "../../schema/costCentre.ts";
import { MoneyUnit } from "../../schema/enums.ts";
import { PageArguments } from "../../schema/page.ts";
import { ReportTable } from "../../schema/reportTable.ts";
import { DayScalar } from "../../schema/scalars.ts";
import { Key, Seen, WriteResult } from "../../schema/write.ts";
import type { Context } from "../context.ts";
import { checkArrangement } from "../finance/arrangement.ts";
import { arrangementRegister } from "../finance/arrangementTable.ts";
import { InputError } from "../finance/inputError.ts";
import { storablePence, type MoneyUnit as Unit } from "../finance/money.ts";
import { nameGiven, nameIfGiven, noteIfGiven } from "../words.ts";
import { dayAsked, details } from "./arrangementsAsAt.ts";
import { committedUnder } from "./committed.ts";
import { written } from "./written.ts";

@Resolver()
export class ArrangementResolver {
  @Query(() => ArrangementPage, { description: "An authority's arrangements, with what follows from them on a day." })
  arrangements(
    @Ctx() { db, viewer, today }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => ArrangementFilterInput, { nullable: true, description: "Which ones." }) filter?: ArrangementFilterInput,
    @Arg("by", () => NamedOrder, { nullable: true, description: "The order; as the register prints them where nothing is said." }) by?: "position" | "name",
    @Arg("asAt", () => DayScalar, { nullable: true, description: "The day; today where nothing is said." }) asAt?: string,
  ) {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      const found = await arrangements.page(on, viewer, authorityId, page, { ...filter, ...(by && { by }) });
      const detailed = await details(on, viewer, authorityId, dayAsked(asAt, today));
      return { ...found, nodes: found.nodes.map((each) => detailed(each)) };
    });
  }

  @Query(() => Arrangement, { description: "One arrangement, with what follows from it on a day." })
  arrangement(
    @Ctx() { db, viewer, today }: Context,
    @Arg("id", () => ID, { description: "Its id." }) id: string,
    @Arg("asAt", () => DayScalar, { nullable: true, description: "The day; today where nothing is said." }) asAt?: string,
  ): Promise<Arrangement> {
    return db.read(async (on) => {
      const found = await arrangements.byId(on, viewer, id);
      return (await details(on, viewer, found.authorityId, dayAsked(asAt, today)))(found);
    });
  }

  @Query(() => ReportTable, {
    description:
      "The register of an authority's arrangements: who leads, when each opens and ends, its value and what is committed under it, with gaps in cover and late stages in its notes.",
  })
  arrangementRegister(
    @Ctx() { db, viewer, today }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("asAt", () => DayScalar, { nullable: true, description: "The day; today where nothing is said." }) asAt?: string,
    @Arg("unit", () => MoneyUnit, { nullable: true, description: "What the money is shown in; £000s where nothing is said." }) unit?: Unit,
  ): Promise<ReportTable> {
    return db.read(async (on) => {
      const authority = await authorityById(on, viewer, authorityId);
      const all = await arrangements.all(on, viewer, authorityId);
      const committed = await committedUnder(on, authorityId, all);
      const rows = all.map((each) => ({ ...each, committed: committed.get(each.id) ?? null }));
      const table = arrangementRegister({ authorityName: authority.name, arrangements: rows }, { asAt: dayAsked(asAt, today), unit: unit ?? "thousands" });
      return { ...table, dataVersion: await dataVersion(on) };
    });
  }

  @Mutation(() => WriteResult, { description: "Adds an arrangement behind those there are." })
  async createArrangement(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("input", () => ArrangementInput, { description: "The arrangement." }) input: ArrangementInput,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const id = randomUUID();
    const kept = await writeOnce(db, viewer, key, authorityId, async (on) => {
      await authorityById(on, viewer, authorityId);
      const stated = statedArrangement(input, null);
      await requireAround(on, authorityId, stated);
      return arrangements.create(on, viewer, authorityId, id, stated);
    });
    return written(kept, id);
  }

  @Mutation(() => WriteResult, { description: "Puts this in place of an arrangement. Lots are known by their id or their name: what is bought under one stays under it." })
  async changeArrangement(
    @Ctx() { db, viewer }: Context,
    @Arg("id", () => ID, { description: "The arrangement." }) id: string,
    @Arg("input", () => ArrangementInput, { description: "The whole of it, as it is to be." }) input: ArrangementInput,
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const kept = await writeOnce(db, viewer, key, id, async (on) => {
      const held = await arrangements.byId(on, viewer, id);
      const stated = statedArrangement(input, held);
      requireChange(viewer, held.authorityId);
      await requireAround(on, held.authorityId, stated);
      return arrangements.change(on, viewer, id, stated, seen);
    });
    return written(kept, id);
  }

  @Mutation(() => WriteResult, { description: "Removes an arrangement that nothing is bought under. `undoBatch` brings it back." })
  async removeArrangement(
    @Ctx() { db, viewer }: Context,
    @Arg("id", () => ID, { description: "The arrangement." }) id: string,
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    return written(await writeOnce(db, viewer, key, id, (on) => arrangements.remove(on, viewer, id, seen)), id);
  }
}

/** The arrangement as it is to be stored. @throws InputError naming the field at fault. */
function statedArrangement(input: ArrangementInput, held: ArrangementWithParts | null): StatedArrangement {
  const name = (text: string, field: string) => nameGiven(text, `input.${field}`);
  const text = (given: string | undefined, field: string) => nameIfGiven(given, `input.${field}`);
  const lotNames = (input.lots ?? []).map((lot, index) => name(lot.name, `lots[${index}].name`));
  for (const [index, lot] of (input.lots ?? []).entries()) {
    if (lot.id && !held?.lots.some((each) => each.id === lot.id))
      throw new InputError(`input.lots[${index}].id`, "This arrangement has no such lot. Leave the id out for a new one.");
    if (lot.id && input.lots?.findIndex((each) => each.id === lot.id) !== index) throw new InputError(`input.lots[${index}].id`, "This lot is listed twice. List each once.");
  }
  const lotIds = idsByName(
    held?.lots ?? [],
    (input.lots ?? []).map((lot, index) => ({ id: lot.id ?? null, name: lotNames[index] as string })),
  );
  const stated: StatedArrangement = {
    name: name(input.name, "name"),
    kind: input.kind,
    openList: input.openList ?? false,
    opensOn: input.opensOn ?? null,
    statedEndOn: input.statedEndOn ?? null,
    openEnded: input.openEnded ?? false,
    estimatedValuePence:
      input.estimatedValuePence === undefined || input.estimatedValuePence === null ? null : storablePence(input.estimatedValuePence, "input.estimatedValuePence"),
    valueBasis: text(input.valueBasis, "valueBasis"),
    breakMonths: input.breakMonths ?? null,
    firstReviewMonths: input.firstReviewMonths ?? null,
    reviewEveryMonths: input.reviewEveryMonths ?? null,
    mostPlacesInHome: input.mostPlacesInHome ?? null,
    mostProviders: input.mostProviders ?? null,
    voidsCarriedBy: input.voidsCarriedBy ?? null,
    followsId: input.followsId ?? null,
    interim: input.interim ?? false,
    source: text(input.source, "source"),
    note: noteIfGiven(input.note, "input.note"),
    participants: (input.participants ?? []).map((each, index) => ({
      name: name(each.name, `participants[${index}].name`),
      role: each.role,
      authorities: each.authorities ?? 1,
      detail: text(each.detail, `participants[${index}].detail`),
    })),
    lots: (input.lots ?? []).map((each, index) => ({
      id: lotIds.get(lotNames[index] as string) as string,
      name: lotNames[index] as string,
      detail: text(each.detail, `lots[${index}].detail`),
      fundedFrom: text(each.fundedFrom, `lots[${index}].fundedFrom`),
      averageWeeklyPounds: each.averageWeeklyPounds ?? null,
      providerCount: each.providerCount ?? null,
      wasId: each.wasId ?? null,
    })),
    providers: (input.providers ?? []).map((each, index) => {
      const lotId = each.lot ? (lotIds.get(name(each.lot, `providers[${index}].lot`)) ?? null) : null;
      if (each.lot && lotId === null)
        throw new InputError(`input.providers[${index}].lot`, `There is no lot “${each.lot.slice(0, 60)}” among these. Name one of them, or leave it out.`);
      return { name: name(each.name, `providers[${index}].name`), lotId, places: each.places ?? null, detail: text(each.detail, `providers[${index}].detail`) };
    }),
    terms: (input.terms ?? []).map(({ months, state }) => ({ months, state })),
    stages: (input.stages ?? []).map((each, index) => ({
      name: name(each.name, `stages[${index}].name`),
      startsOn: each.startsOn,
      endsOn: each.endsOn ?? null,
      complete: each.complete ?? false,
    })),
    weights: (input.weights ?? []).map((each, index) => ({ criterion: name(each.criterion, `weights[${index}].criterion`), weightShare: each.weightShare })),
    routes: (input.routes ?? []).map((each, index) => ({ name: name(each.name, `routes[${index}].name`), detail: text(each.detail, `routes[${index}].detail`) })),
  };
  checkArrangement(stated, "input");
  return stated;
}
