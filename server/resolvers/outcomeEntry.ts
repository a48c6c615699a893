// Outcomes and activity as they are entered: entering, removing, and what was revised.
import { Arg, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import { writeOnce } from "../../db/once.ts";
import { activityRead, enterActivity, enterOutcomes, kpiSubjects, kpis, type NewOutcome, removeOutcomes, revisionsOf } from "../../db/outcomes.ts";
import { requireOwn } from "../../db/parts.ts";
import { Refusal } from "../../db/refusal.ts";
import type { Row } from "../../db/tables.ts";
import { requireWholeCounts } from "../../db/viewer.ts";
import { PlacementActivity, PlacementActivityInput } from "../../schema/kpi.ts";
import { OutcomeInput, OutcomeRevision } from "../../schema/outcome.ts";
import { DayScalar } from "../../schema/scalars.ts";
import { Key, Seen, WriteResult } from "../../schema/write.ts";
import type { Context } from "../context.ts";
import { breakdownInOrder } from "../finance/breakdown.ts";
import { Exact } from "../finance/exact.ts";
import { dayInYears } from "../finance/financialYear.ts";
import { InputError } from "../finance/inputError.ts";
import { checkApplies, checkOutcome } from "../finance/kpi.ts";
import { storablePence } from "../finance/money.ts";
import { readPeriod } from "../finance/period.ts";
import { nameIfGiven, noteIfGiven } from "../words.ts";
import { written } from "./written.ts";

@Resolver()
export class OutcomeEntryResolver {
  @Query(() => [OutcomeRevision], { description: "What was changed in a KPI's outcomes after they were first entered, the newest first: at most 200." })
  kpiRevisions(@Ctx() { db, viewer }: Context, @Arg("kpi", () => ID, { description: "The version of the KPI." }) kpiId: string): Promise<OutcomeRevision[]> {
    return db.read(async (on) => {
      const kpi = await kpis.byId(on, viewer, kpiId);
      return revisionsOf(on, viewer, kpi.authorityId, kpi.id, 200);
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
      const definitions = new Map((await kpis.all(on, viewer, authorityId)).map((kpi) => [kpi.id, kpi]));
      const subjects = new Set((await kpiSubjects.all(on, viewer, authorityId)).map(({ id }) => id));
      const stated = outcomes.map((each, index): NewOutcome => {
        const at = `outcomes[${index}]`;
        const kpi = definitions.get(each.kpiId);
        if (!kpi) throw new Refusal("NOT_FOUND", `${at}.kpiId`, "There is no such KPI in this authority's set.");
        if (!subjects.has(each.subjectId)) throw new Refusal("NOT_FOUND", `${at}.subjectId`, "There is no such subject in this authority's set.");
        const row = {
          kpiId: kpi.id,
          subjectId: each.subjectId,
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
    @Arg("rows", () => [PlacementActivityInput], { description: "Its placements by arrangement and area." }) rows: PlacementActivityInput[],
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const sort = (["month", "quarter", "financial year", "reporting year", "academic year"] as const).find((each) => (kind ? each === kind : canRead(period, each)));
    if (!sort && kind) throw new InputError("kind", "This is no sort of period: month, quarter, financial year, reporting year or academic year.");
    if (!sort) throw new InputError("period", "This is not a period. Write 2024/25, 2024/25 Q1 or June 2024.");
    const of = { subjectId, kind: sort, startsOn: readPeriod(period, sort, "period").startsOn };
    return written(
      await writeOnce(db, viewer, key, authorityId, async (on) => {
        await authorityById(on, viewer, authorityId);
        await requireOwn(on, authorityId, "kpiSubject", subjectId, "subject");
        for (const [index, row] of rows.entries()) await requireOwn(on, authorityId, "arrangement", row.arrangementId, `rows[${index}].arrangementId`);
        return enterActivity(on, viewer, authorityId, of, rows.map(statedActivity), seen);
      }),
    );
  }
}

function statedActivity(row: PlacementActivityInput, index: number, all: readonly PlacementActivityInput[]) {
  const field = (name: string) => `rows[${index}].${name}`;
  const notBelowNil = (text: string | undefined, name: string) => {
    if (text !== undefined && text !== null && Exact.decimal(text, field(name)).isNegative()) throw new InputError(field(name), "This is below nil.");
    return text ?? null;
  };
  if (row.placements < 0) throw new InputError(field("placements"), "This is below nil.");
  if ((row.ended ?? 0) < 0) throw new InputError(field("ended"), "This is below nil.");
  if (storablePence(row.costPence, field("costPence")) < 0) throw new InputError(field("costPence"), "A cost is not below nil.");
  if (all.findIndex((other) => (other.arrangementId ?? null) === (row.arrangementId ?? null) && other.area === row.area) < index) {
    throw new InputError(field("area"), "This arrangement and area stand here twice. Add the two together.");
  }
  const bedWeeks = notBelowNil(row.bedWeeks, "bedWeeks") as string;
  const available = notBelowNil(row.availableBedWeeks, "availableBedWeeks");
  const direct = notBelowNil(row.directBedWeeks, "directBedWeeks");
  if (available !== null && Exact.decimal(available).compare(Exact.decimal(bedWeeks)) < 0)
    throw new InputError(field("availableBedWeeks"), "More bed-weeks were used than were paid for.");
  if (direct !== null && Exact.decimal(direct).compare(Exact.decimal(bedWeeks)) > 0)
    throw new InputError(field("directBedWeeks"), "More bed-weeks were of children placed directly than there were.");
  return {
    arrangementId: row.arrangementId ?? null,
    area: row.area,
    placements: row.placements,
    bedWeeks,
    costPence: row.costPence,
    directBedWeeks: direct,
    ended: row.ended ?? null,
    endedWeeks: notBelowNil(row.endedWeeks, "endedWeeks"),
    availableBedWeeks: available,
    source: nameIfGiven(row.source, field("source")),
  };
}

function canRead(period: string, kind: Row<"kpi">["frequency"]): boolean {
  try {
    readPeriod(period, kind, "period");
    return true;
  } catch {
    return false;
  }
}
