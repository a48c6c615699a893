// KPIs, whom they are counted for, and how outcomes are published: reading, adding, changing and removing.
import { randomUUID } from "node:crypto";
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import { importMaps, kpiSeen, kpiSubjects, kpis, publications } from "../../db/outcomes.ts";
import { ownersRead } from "../../db/publishers.ts";
import { requireWholeCounts } from "../../db/viewer.ts";
import { writeOnce } from "../../db/write/once.ts";
import { refuseIfRemovedSince } from "../../db/write/seen.ts";
import { ImportMapPage, Kpi, KpiPage, KpiSubjectPage, kpiNoun, OutcomePublicationPage, publicationNoun, subjectNoun } from "../../schema/nouns/kpi.ts";
import { PageArguments } from "../../schema/page.ts";
import { Key, Seen, WriteResult } from "../../schema/write.ts";
import { nameGiven } from "../entry/words.ts";
import { InputError } from "../finance/inputError.ts";
import { checkKpi } from "../finance/kpi.ts";
import { checkRule } from "../finance/published.ts";
import type { Context } from "../http/context.ts";
import { readMapping } from "../import/mapping.ts";
import { nounWrites } from "./nounWrites.ts";
import { sharedSet, subjectsRead } from "./sharedSet.ts";
import { written } from "./written.ts";

@Resolver()
export class KpiResolver {
  @Query(() => KpiPage, {
    description:
      "The KPIs of an authority and of the publishers that it uses, every version of each. A publisher's has the authority's own targets and baselines where there are any; one that the authority has itself is not listed again.",
  })
  kpis(@Ctx() { db, viewer }: Context, @Arg("authority", () => ID, { description: "The authority." }) authorityId: string, @Args(() => PageArguments) page: PageArguments) {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      const set = await sharedSet(on, viewer, authorityId);
      const all = new Map(set.kpis.map((each) => [each.id, each]));
      const found = await kpis.page(on, viewer, set.owners, page);
      return { ...found, nodes: found.nodes.flatMap(({ id }) => all.get(id) ?? []).map((kpi) => kpiSeen(viewer, kpi)) };
    });
  }

  @Query(() => Kpi, { description: "One version of a KPI." })
  kpi(@Ctx() { db, viewer }: Context, @Arg("id", () => ID, { description: "Its id." }) id: string): Promise<Kpi> {
    return db.read(async (on) => kpiSeen(viewer, await kpis.byId(on, viewer, id)));
  }

  @Query(() => KpiSubjectPage, {
    description: "Whom an authority and the publishers that it uses keep outcomes of. One that the authority has itself is not listed again.",
  })
  kpiSubjects(@Ctx() { db, viewer }: Context, @Arg("authority", () => ID, { description: "The authority." }) authorityId: string, @Args(() => PageArguments) page: PageArguments) {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      const found = await kpiSubjects.page(on, viewer, await ownersRead(on, viewer, authorityId), page);
      const all = new Map((await subjectsRead(on, viewer, authorityId)).map((each) => [each.id, each]));
      return { ...found, nodes: found.nodes.flatMap(({ id }) => all.get(id) ?? []) };
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
    const { target } = readMapping(map);
    if (target === "neighbours") throw new InputError("map", "A list of statistical neighbours has the same columns each time, and needs no saved mapping.");
    const stated = { name: nameGiven(name, "name"), target, map };
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
}

/** Small counts may depend on these: only who sees those may change them. */
const rights = requireWholeCounts;

export const KpiWrites = nounWrites(kpiNoun, kpis, {
  create: "Adds a KPI, or a new version of one.",
  change: "Puts this in place of a version of a KPI. Where what is counted changes, add a new version instead.",
  remove: "Removes a version of a KPI that has no outcomes. `undoBatch` brings it back.",
  one: "The version.",
  rights,
  check(wanted) {
    const targets = wanted.targets.map((target) => ({ ...target, toleranceIn: target.tolerance === null ? null : (target.toleranceIn ?? "points") }));
    checkKpi({ ...wanted, targets });
    return { ...wanted, targets };
  },
});

export const KpiSubjectWrites = nounWrites(subjectNoun, kpiSubjects, {
  create: "Adds somebody whom outcomes are of.",
  change: "Puts this in place of a subject.",
  remove: "Removes a subject that has no outcomes. `undoBatch` brings it back.",
  rights,
  check(wanted, { id }) {
    checkCode(wanted.oldCode, /^\d{3}$/, "input.oldCode", "an old code of three digits, such as 343");
    checkCode(wanted.gssCode, /^[A-Z]\d{8}$/, "input.gssCode", "a code of a letter and eight digits, such as E08000014");
    const neighbours = wanted.neighbours.map(({ neighbourId }) => neighbourId);
    for (const [index, neighbourId] of neighbours.entries())
      if (neighbourId === id || neighbours.indexOf(neighbourId) < index) throw new InputError(`input.neighbourIds[${index}]`, "A neighbour is another subject, and is named once.");
    return wanted;
  },
});

function checkCode(code: string | null, form: RegExp, field: string, said: string): void {
  if (code !== null && !form.test(code)) throw new InputError(field, `“${code.slice(0, 20)}” is not ${said}.`);
}

export const PublicationWrites = nounWrites(publicationNoun, publications, {
  create: "Adds a way of publishing outcomes.",
  change: "Puts this in place of a publication.",
  remove: "Removes a publication. `undoBatch` brings it back.",
  rights,
  check(wanted, _, { hiddenUpTo }) {
    // A form that could not be read sends nothing: that must not become a lower limit than the one that protects people now.
    if (hiddenUpTo === null) throw new InputError("input.hiddenUpTo", "Say up to which count of people is hidden, as 5; 0 hides none.");
    checkRule(wanted);
    return wanted;
  },
});
