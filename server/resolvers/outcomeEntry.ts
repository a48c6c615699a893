// Outcomes and activity as they are entered: entering, removing, and what was revised.
import { Arg, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import { activityRead, enterActivity, enterOutcomes, kpis, type NewOutcome, removeOutcomes, revisionsOf } from "../../db/outcomes.ts";
import { requireWholeCounts } from "../../db/viewer.ts";
import { writeOnce } from "../../db/write/once.ts";
import { requireOwn } from "../../db/write/parts.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { activityNoun, PlacementActivity } from "../../schema/nouns/kpi.ts";
import type { InputOf } from "../../schema/nouns/noun.ts";
import { OutcomeInput, OutcomeRevision } from "../../schema/outcome.ts";
import { DayScalar } from "../../schema/scalars.ts";
import { Key, Seen, WriteResult } from "../../schema/write.ts";
import { checkActivity, periodKindCalled, periodKindOf } from "../entry/checkedActivity.ts";
import { stated } from "../entry/stated.ts";
import { nameIfGiven, noteIfGiven } from "../entry/words.ts";
import { breakdownInOrder } from "../finance/breakdown.ts";
import { dayInYears } from "../finance/financialYear.ts";
import { InputError } from "../finance/inputError.ts";
import { checkApplies, checkOutcome } from "../finance/kpi.ts";
import { readPeriod } from "../finance/period.ts";
import type { Context } from "../http/context.ts";
import { sharedSet } from "./sharedSet.ts";
import { written } from "./written.ts";

@Resolver()
export class OutcomeEntryResolver {
  @Query(() => [OutcomeRevision], { description: "What was changed in a KPI's outcomes after they were first entered, the newest first: at most 200." })
  kpiRevisions(
    @Ctx() { db, viewer }: Context,
    @Arg("kpi", () => ID, { description: "The version of the KPI." }) kpiId: string,
    @Arg("authority", () => ID, { nullable: true, description: "Whose outcomes of it; those of its owner where nothing is said." }) authorityId?: string,
  ): Promise<OutcomeRevision[]> {
    return db.read(async (on) => {
      if (authorityId) await authorityById(on, viewer, authorityId);
      const kpi = await kpis.byId(on, viewer, kpiId);
      return revisionsOf(on, viewer, authorityId ?? kpi.authorityId, kpi.id, 200);
    });
  }

  @Query(() => [PlacementActivity], { description: "What happened to placements, period by period, added up. The financial KPIs are computed from it." })
  placementActivity(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("from", () => DayScalar, { nullable: true, description: "Only periods that start on this day or later." }) from?: string,
    @Arg("to", () => DayScalar, { nullable: true, description: "Only periods that start on this day or before." }) to?: string,
  ): Promise<PlacementActivity[]> {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      requireWholeCounts(viewer, authorityId);
      if (from) dayInYears(from, "from");
      if (to) dayInYears(to, "to");
      return activityRead(on, viewer, authorityId, { from: from ?? undefined, to: to ?? undefined });
    });
  }

  @Mutation(() => WriteResult, { description: "Enters outcomes, all or none: a new one is added, one that differs is revised, and what was there before stays in its history." })
  async enterOutcomes(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority that keeps the outcomes." }) authorityId: string,
    @Arg("outcomes", () => [OutcomeInput], { description: "The outcomes: 1 to 5,000." }) outcomes: OutcomeInput[],
    @Seen() seen: number,
    @Arg("why", () => String, { nullable: true, description: "Why, for the history." }) why?: string,
    @Key() key?: string,
  ): Promise<WriteResult> {
    if (outcomes.length === 0 || outcomes.length > 5_000) throw new InputError("outcomes", "Enter 1 to 5,000 outcomes at once. Longer files are imported.");
    const kept = await writeOnce(db, viewer, key, authorityId, async (on) => {
      await authorityById(on, viewer, authorityId);
      requireWholeCounts(viewer, authorityId);
      const set = await sharedSet(on, viewer, authorityId);
      const definitions = new Map(set.kpis.map((kpi) => [kpi.id, kpi]));
      const subjects = new Set(set.subjects.map(({ id }) => id));
      const stated = outcomes.map((each, index): NewOutcome => {
        const at = `outcomes[${index}]`;
        const kpi = definitions.get(set.one(each.kpiId));
        const subjectId = set.one(each.subjectId);
        if (!kpi) throw new Refusal("NOT_FOUND", `${at}.kpiId`, "There is no such KPI in this authority's set.");
        if (!subjects.has(subjectId)) throw new Refusal("NOT_FOUND", `${at}.subjectId`, "There is no such subject in this authority's set.");
        const row = {
          kpiId: kpi.id,
          subjectId,
          startsOn: readPeriod(each.period, kpi.frequency, `${at}.period`).startsOn,
          breakdown: breakdownInOrder(nameIfGiven(each.breakdown, `${at}.breakdown`) ?? ""),
          numerator: each.numerator ?? null,
          denominator: each.denominator ?? null,
          value: each.value ?? null,
          missing: each.missing ?? null,
          release: nameIfGiven(each.release, `${at}.release`),
          note: noteIfGiven(each.note, `${at}.note`),
        };
        checkApplies(kpi, row.startsOn, `${at}.period`);
        checkOutcome(kpi, row, at);
        return row;
      });
      return enterOutcomes(on, viewer, authorityId, stated, nameIfGiven(why, "why") ?? `Enter ${stated.length === 1 ? "an outcome" : `${stated.length} outcomes`}`, seen);
    });
    return written(kept);
  }

  @Mutation(() => WriteResult, { description: "Removes outcomes. `undoBatch` brings them back." })
  async removeOutcomes(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority that keeps them." }) authorityId: string,
    @Arg("ids", () => [ID], { description: "Their ids: 1 to 500." }) ids: string[],
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    if (ids.length === 0 || ids.length > 500) throw new InputError("ids", "Name 1 to 500 outcomes.");
    return written(
      await writeOnce(db, viewer, key, authorityId, async (on) => {
        await authorityById(on, viewer, authorityId);
        return removeOutcomes(on, viewer, authorityId, ids, seen);
      }),
    );
  }

  @Mutation(() => WriteResult, { description: "Puts what happened to a subject's placements in a period in place of what was held of that period." })
  async enterActivity(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("subject", () => ID, { description: "Whose placements." }) subjectId: string,
    @Arg("period", () => String, { description: 'The period: "2024/25", "2024/25 Q1", "June 2024".' }) period: string,
    @Arg("kind", () => String, { nullable: true, description: "What sort of period; told from how it is said where nothing is said." }) kind: string | undefined,
    @Arg("rows", () => [activityNoun.Input], { description: "Its placements by arrangement and area." }) rows: InputOf<typeof activityNoun>[],
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const sort = kind ? periodKindCalled(kind) : periodKindOf(period);
    if (!sort && kind) throw new InputError("kind", "This is not a kind of period: month, quarter, financial year, reporting year or academic year.");
    if (!sort) throw new InputError("period", "This is not a period. Write 2024/25, 2024/25 Q1 or June 2024.");
    const of = { subjectId, kind: sort, startsOn: readPeriod(period, sort, "period").startsOn };
    return written(
      await writeOnce(db, viewer, key, authorityId, async (on) => {
        await authorityById(on, viewer, authorityId);
        await requireOwn(on, authorityId, "kpiSubject", subjectId, "subject");
        for (const [index, row] of rows.entries()) await requireOwn(on, authorityId, "arrangement", row.arrangementId, `rows[${index}].arrangementId`);
        return enterActivity(on, viewer, authorityId, of, rows.map(checkedActivity), seen);
      }),
    );
  }
}

function checkedActivity(given: InputOf<typeof activityNoun>, index: number, all: readonly InputOf<typeof activityNoun>[]) {
  const at = `rows[${index}]`;
  const row = stated(activityNoun, given, at);
  if (all.findIndex((other) => (other.arrangementId ?? null) === row.arrangementId && other.area === row.area) < index) {
    throw new InputError(`${at}.area`, "This arrangement and area are listed twice. Add the two together.");
  }
  checkActivity(row, `${at}.`);
  return row;
}
