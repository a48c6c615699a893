// KPIs, whom they are counted for, and how outcomes are published: reading, adding, changing and removing.
import { randomUUID } from "node:crypto";
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import type { Kept } from "../../db/changes.ts";
import { writeOnce } from "../../db/once.ts";
import type { On } from "../../db/open.ts";
import { importMaps, kpiSeen, kpiSubjects, kpis, publications, type StatedKpi, type StatedKpiSubject } from "../../db/outcomes.ts";
import { requireOwn } from "../../db/parts.ts";
import { refuseIfRemovedSince } from "../../db/seen.ts";
import { requireChange, requireWholeCounts } from "../../db/viewer.ts";
import { ImportMapPage, Kpi, KpiInput, KpiPage, KpiSubjectInput, KpiSubjectPage, OutcomePublicationInput, OutcomePublicationPage } from "../../schema/kpi.ts";
import { PageArguments } from "../../schema/page.ts";
import { Key, Seen, WriteResult } from "../../schema/write.ts";
import type { Context } from "../context.ts";
import { dayInYears } from "../finance/financialYear.ts";
import { InputError } from "../finance/inputError.ts";
import { checkKpi } from "../finance/kpi.ts";
import { checkRule } from "../finance/published.ts";
import { readMapping } from "../import/mapping.ts";
import { decimalGiven, nameGiven, nameIfGiven, noteIfGiven } from "../words.ts";
import { written } from "./written.ts";

@Resolver()
export class KpiResolver {
  @Query(() => KpiPage, { description: "The KPIs that an authority keeps, every version of each." })
  kpis(@Ctx() { db, viewer }: Context, @Arg("authority", () => ID, { description: "The authority." }) authorityId: string, @Args(() => PageArguments) page: PageArguments) {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      const found = await kpis.page(on, viewer, authorityId, page);
      return { ...found, nodes: found.nodes.map((kpi) => kpiSeen(viewer, kpi)) };
    });
  }

  @Query(() => Kpi, { description: "One version of a KPI." })
  kpi(@Ctx() { db, viewer }: Context, @Arg("id", () => ID, { description: "Its id." }) id: string): Promise<Kpi> {
    return db.read(async (on) => kpiSeen(viewer, await kpis.byId(on, viewer, id)));
  }

  @Query(() => KpiSubjectPage, { description: "Whom an authority keeps outcomes of." })
  kpiSubjects(@Ctx() { db, viewer }: Context, @Arg("authority", () => ID, { description: "The authority." }) authorityId: string, @Args(() => PageArguments) page: PageArguments) {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      return kpiSubjects.page(on, viewer, authorityId, page);
    });
  }

  @Query(() => OutcomePublicationPage, { description: "How an authority's outcomes are published. The first is what those see who may not see whole counts." })
  outcomePublications(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Args(() => PageArguments) page: PageArguments,
  ) {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      return publications.page(on, viewer, authorityId, page);
    });
  }

  @Query(() => ImportMapPage, { description: "Mappings of files' columns that an authority has saved." })
  importMaps(@Ctx() { db, viewer }: Context, @Arg("authority", () => ID, { description: "The authority." }) authorityId: string, @Args(() => PageArguments) page: PageArguments) {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      return importMaps.page(on, viewer, authorityId, page);
    });
  }

  @Mutation(() => WriteResult, { description: "Saves a mapping under its name, in place of one that had it." })
  async saveImportMap(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("name", () => String, { description: "Its name." }) name: string,
    @Arg("map", () => String, { description: "The mapping, as JSON." }) map: string,
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const id = randomUUID();
    const stated = { name: nameGiven(name, "name"), target: readMapping(map).target, map };
    if (map.length > 20_000) throw new InputError("map", "A mapping is at most 20,000 characters long.");
    const kept = await writeOnce(db, viewer, key, authorityId, async (on) => {
      await authorityById(on, viewer, authorityId);
      const held = (await importMaps.all(on, viewer, authorityId)).find((each) => each.name === stated.name && each.target === stated.target);
      if (!held) await refuseIfRemovedSince<typeof stated>(on, authorityId, "importMap", seen, "name", (map) => map.name === stated.name && map.target === stated.target);
      return held ? importMaps.change(on, viewer, held.id, stated, seen) : importMaps.create(on, viewer, authorityId, id, stated);
    });
    return written(kept, id);
  }

  @Mutation(() => WriteResult, { description: "Removes a saved mapping. `undoBatch` brings it back." })
  async removeImportMap(
    @Ctx() { db, viewer }: Context,
    @Arg("id", () => ID, { description: "The mapping." }) id: string,
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    return written(await writeOnce(db, viewer, key, id, (on) => importMaps.remove(on, viewer, id, seen)), id);
  }

  @Mutation(() => WriteResult, { description: "Adds a KPI, or a new version of one." })
  createKpi(
    @Ctx() context: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("input", () => KpiInput, { description: "The KPI." }) input: KpiInput,
    @Key() key?: string,
  ): Promise<WriteResult> {
    return added(context, key, authorityId, async (on, id) => kpis.create(on, context.viewer, authorityId, id, await statedKpi(on, authorityId, input)));
  }

  @Mutation(() => WriteResult, { description: "Puts this in place of a version of a KPI. Where what is counted changes, add a new version instead." })
  changeKpi(
    @Ctx() context: Context,
    @Arg("id", () => ID, { description: "The version." }) id: string,
    @Arg("input", () => KpiInput, { description: "The whole of it, as it is to be." }) input: KpiInput,
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    return changed(context, key, kpis, id, async (on, held) => {
      return kpis.change(on, context.viewer, id, await statedKpi(on, held.authorityId, input), seen);
    });
  }

  @Mutation(() => WriteResult, { description: "Removes a version of a KPI that has no outcomes. `undoBatch` brings it back." })
  removeKpi(@Ctx() context: Context, @Arg("id", () => ID, { description: "The version." }) id: string, @Seen() seen: number, @Key() key?: string): Promise<WriteResult> {
    return changed(context, key, kpis, id, (on) => kpis.remove(on, context.viewer, id, seen));
  }

  @Mutation(() => WriteResult, { description: "Adds somebody whom outcomes are of." })
  createKpiSubject(
    @Ctx() context: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("input", () => KpiSubjectInput, { description: "The subject." }) input: KpiSubjectInput,
    @Key() key?: string,
  ): Promise<WriteResult> {
    return added(context, key, authorityId, async (on, id) => kpiSubjects.create(on, context.viewer, authorityId, id, await statedSubject(on, authorityId, id, input)));
  }

  @Mutation(() => WriteResult, { description: "Puts this in place of a subject." })
  changeKpiSubject(
    @Ctx() context: Context,
    @Arg("id", () => ID, { description: "The subject." }) id: string,
    @Arg("input", () => KpiSubjectInput, { description: "The whole of it, as it is to be." }) input: KpiSubjectInput,
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    return changed(context, key, kpiSubjects, id, async (on, held) => kpiSubjects.change(on, context.viewer, id, await statedSubject(on, held.authorityId, id, input), seen));
  }

  @Mutation(() => WriteResult, { description: "Removes a subject that has no outcomes. `undoBatch` brings it back." })
  removeKpiSubject(@Ctx() context: Context, @Arg("id", () => ID, { description: "The subject." }) id: string, @Seen() seen: number, @Key() key?: string): Promise<WriteResult> {
    return changed(context, key, kpiSubjects, id, (on) => kpiSubjects.remove(on, context.viewer, id, seen));
  }

  @Mutation(() => WriteResult, { description: "Adds a way of publishing outcomes." })
  createOutcomePublication(
    @Ctx() context: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("input", () => OutcomePublicationInput, { description: "The publication." }) input: OutcomePublicationInput,
    @Key() key?: string,
  ): Promise<WriteResult> {
    return added(context, key, authorityId, (on, id) => publications.create(on, context.viewer, authorityId, id, statedPublication(input)));
  }

  @Mutation(() => WriteResult, { description: "Puts this in place of a publication." })
  changeOutcomePublication(
    @Ctx() context: Context,
    @Arg("id", () => ID, { description: "The publication." }) id: string,
    @Arg("input", () => OutcomePublicationInput, { description: "The whole of it, as it is to be." }) input: OutcomePublicationInput,
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    return changed(context, key, publications, id, (on) => publications.change(on, context.viewer, id, statedPublication(input), seen));
  }

  @Mutation(() => WriteResult, { description: "Removes a publication. `undoBatch` brings it back." })
  removeOutcomePublication(
    @Ctx() context: Context,
    @Arg("id", () => ID, { description: "The publication." }) id: string,
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    return changed(context, key, publications, id, (on) => publications.remove(on, context.viewer, id, seen));
  }
}

/** Adds a thing that small counts may depend on: only who sees those may. */
async function added({ db, viewer }: Context, key: string | undefined, authorityId: string, create: (on: On, id: string) => Promise<Kept>): Promise<WriteResult> {
  const id = randomUUID();
  const kept = await writeOnce(db, viewer, key, authorityId, async (on) => {
    await authorityById(on, viewer, authorityId);
    requireChange(viewer, authorityId);
    requireWholeCounts(viewer, authorityId);
    return create(on, id);
  });
  return written(kept, id);
}

interface Held<Row> {
  byId(on: On, viewer: Context["viewer"], id: string): Promise<Row>;
}

async function changed<Row extends { authorityId: string }>(
  { db, viewer }: Context,
  key: string | undefined,
  things: Held<Row>,
  id: string,
  change: (on: On, held: Row) => Promise<Kept>,
): Promise<WriteResult> {
  const kept = await writeOnce(db, viewer, key, id, async (on) => {
    const held = await things.byId(on, viewer, id);
    requireChange(viewer, held.authorityId);
    requireWholeCounts(viewer, held.authorityId);
    return change(on, held);
  });
  return written(kept, id);
}

async function statedKpi(on: On, authorityId: string, input: KpiInput): Promise<StatedKpi> {
  const dayIfGiven = (day: string | null | undefined, field: string) => (day === null || day === undefined ? null : dayInYears(day, field));
  const stated: StatedKpi = {
    code: nameGiven(input.code, "input.code"),
    version: input.version ?? 1,
    name: nameGiven(input.name, "input.name"),
    category: input.category,
    unit: input.unit,
    polarity: input.polarity,
    frequency: input.frequency,
    counts: input.counts ?? "over the period",
    numeratorSaid: nameIfGiven(input.numeratorSaid, "input.numeratorSaid"),
    denominatorSaid: nameIfGiven(input.denominatorSaid, "input.denominatorSaid"),
    decimals: input.decimals ?? 1,
    ofPeople: input.ofPeople ?? true,
    computed: input.computed ?? null,
    appliesFrom: dayIfGiven(input.appliesFrom, "input.appliesFrom"),
    source: nameIfGiven(input.source, "input.source"),
    note: noteIfGiven(input.note, "input.note"),
    targets: (input.targets ?? []).map(({ subjectId, startsOn, endsOn, target, tolerance, toleranceIn, source }, index) => ({
      subjectId: subjectId ?? null,
      startsOn: dayInYears(startsOn, `input.targets[${index}].startsOn`),
      endsOn: dayIfGiven(endsOn, `input.targets[${index}].endsOn`),
      target,
      tolerance: tolerance ?? null,
      toleranceIn: tolerance === undefined || tolerance === null ? null : (toleranceIn ?? "points"),
      source: nameIfGiven(source, `input.targets[${index}].source`),
    })),
    baselines: (input.baselines ?? []).map(({ subjectId, value, asAt, source }, index) => ({
      subjectId: subjectId ?? null,
      value: decimalGiven(value, `input.baselines[${index}].value`),
      asAt: nameIfGiven(asAt, `input.baselines[${index}].asAt`),
      source: nameIfGiven(source, `input.baselines[${index}].source`),
    })),
  };
  checkKpi(stated as Parameters<typeof checkKpi>[0]);
  for (const [index, { subjectId }] of (input.targets ?? []).entries()) await requireOwn(on, authorityId, "kpiSubject", subjectId, `input.targets[${index}].subjectId`);
  for (const [index, { subjectId }] of (input.baselines ?? []).entries()) await requireOwn(on, authorityId, "kpiSubject", subjectId, `input.baselines[${index}].subjectId`);
  return stated;
}

async function statedSubject(on: On, authorityId: string, id: string, input: KpiSubjectInput): Promise<StatedKpiSubject> {
  const code = (text: string | undefined, form: RegExp, field: string, said: string) => {
    const given = nameIfGiven(text, field);
    if (given !== null && !form.test(given)) throw new InputError(field, `“${given.slice(0, 20)}” is not ${said}.`);
    return given;
  };
  await requireOwn(on, authorityId, "kpiSubject", input.withinId, "input.withinId");
  await requireOwn(on, authorityId, "partnership", input.partnershipId, "input.partnershipId");
  await requireOwn(on, authorityId, "arrangement", input.arrangementId, "input.arrangementId");
  await requireOwn(on, authorityId, "arrangementLot", input.lotId, "input.lotId");
  const neighbours = input.neighbourIds ?? [];
  for (const [index, neighbourId] of neighbours.entries()) {
    if (neighbourId === id || neighbours.indexOf(neighbourId) < index) throw new InputError(`input.neighbourIds[${index}]`, "A neighbour is another subject, and is named once.");
    await requireOwn(on, authorityId, "kpiSubject", neighbourId, `input.neighbourIds[${index}]`);
  }
  return {
    kind: input.kind,
    name: nameGiven(input.name, "input.name"),
    oldCode: code(input.oldCode, /^\d{3}$/, "input.oldCode", "an old code of three digits, such as 343"),
    gssCode: code(input.gssCode, /^[A-Z]\d{8}$/, "input.gssCode", "a code of a letter and eight digits, such as E08000014"),
    withinId: input.withinId ?? null,
    partnershipId: input.partnershipId ?? null,
    arrangementId: input.arrangementId ?? null,
    lotId: input.lotId ?? null,
    neighbours: neighbours.map((neighbourId) => ({ neighbourId })) as StatedKpiSubject["neighbours"],
  };
}

function statedPublication(input: OutcomePublicationInput) {
  // A form that could not be read sends nothing: that must not become a lower limit than the one that protects people now.
  if (input.hiddenUpTo === null) throw new InputError("input.hiddenUpTo", "Say up to which count of people is hidden, as 5; 0 hides none.");
  const stated = { name: nameGiven(input.name, "input.name"), hiddenUpTo: input.hiddenUpTo ?? 5, mark: input.mark ?? ("c" as const) };
  checkRule(stated);
  return stated;
}
