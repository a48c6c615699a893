import { Arg, Args, Ctx, ID, Query, Resolver } from "type-graphql";
import { arrangements } from "../../db/arrangements.ts";
import { authorityById } from "../../db/authorities.ts";
import { dataVersion } from "../../db/read/numbers.ts";
import { NamedOrder } from "../../schema/costCentre.ts";
import { MoneyUnit } from "../../schema/enums.ts";
import { Arrangement, ArrangementFilterInput, ArrangementPage, arrangementNoun } from "../../schema/nouns/arrangement.ts";
import { PageArguments } from "../../schema/page.ts";
import { DayScalar } from "../../schema/scalars.ts";
import { ReportTable } from "../../schema/tables/reportTable.ts";
import { typedRegister } from "../fields/register.ts";
import { checkArrangement } from "../finance/arrangement.ts";
import { arrangementRegister } from "../finance/arrangementTable.ts";
import type { MoneyUnit as Unit } from "../finance/money.ts";
import type { Context } from "../http/context.ts";
import { dayAsked, details } from "./arrangementsAsAt.ts";
import { committedUnder } from "./committed.ts";
import { nounWrites } from "./nounWrites.ts";

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
      await typedRegister({ on, viewer, authorityId, noun: arrangementNoun, unit: unit ?? "thousands" }, table, all);
      return { ...table, dataVersion: await dataVersion(on, authorityId) };
    });
  }
}

export const ArrangementWrites = nounWrites(arrangementNoun, arrangements, {
  create: "Adds an arrangement behind those there are.",
  change: "Puts this in place of an arrangement. Lots are known by their id or their name: what is bought under one stays under it.",
  remove: "Removes an arrangement that nothing is bought under. `undoBatch` brings it back.",
  check(arrangement) {
    checkArrangement(arrangement, "input");
    return arrangement;
  },
});
