// The benefits register: where each stands on a day; adding, changing and removing.
import { randomUUID } from "node:crypto";
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import { type BenefitWithParts, benefits, type StatedBenefit } from "../../db/benefits.ts";
import { dataVersion } from "../../db/changes.ts";
import { writeOnce } from "../../db/once.ts";
import type { On } from "../../db/open.ts";
import { kpis } from "../../db/outcomes.ts";
import { requireOwn } from "../../db/parts.ts";
import { requireChange, requireWholeCounts, seesWholeCounts, type Viewer } from "../../db/viewer.ts";
import { BenefitInput, BenefitPage } from "../../schema/outcome.ts";
import { PageArguments } from "../../schema/page.ts";
import { ReportTable } from "../../schema/reportTable.ts";
import { DayScalar } from "../../schema/scalars.ts";
import { Key, Seen, WriteResult } from "../../schema/write.ts";
import type { Context } from "../context.ts";
import { benefitStanding, checkBenefit } from "../finance/benefit.ts";
import { benefitsRegister } from "../finance/benefitsTable.ts";
import { dayInYears } from "../finance/financialYear.ts";
import { grouped } from "../finance/grouped.ts";
import { InputError } from "../finance/inputError.ts";
import { measure } from "../finance/kpi.ts";
import { decimalGiven, nameGiven, nameIfGiven, noteIfGiven } from "../words.ts";
import { outcomeWorld } from "./outcomeWorld.ts";
import { written } from "./written.ts";

@Resolver()
export class BenefitResolver {
  @Query(() => BenefitPage, { description: "The benefits that an authority promised, each as it stands on a day." })
  benefits(
    @Ctx() { db, viewer, today }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("asAt", () => DayScalar, { nullable: true, description: "The day; today where nothing is said." }) asAt?: string,
  ) {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      const found = await benefits.page(on, viewer, authorityId, page);
      const { standing } = await standings(on, viewer, authorityId, found.nodes, dayAsked(asAt, today));
      return { ...found, nodes: found.nodes.map((benefit) => ({ ...benefit, ...standing(benefit), baselineValue: baselineSeen(viewer, benefit) })) };
    });
  }

  @Query(() => ReportTable, { description: "The benefits register: accountable post, baseline, how, when and how often it is measured, resources, and where it stands." })
  benefitsRegister(
    @Ctx() { db, viewer, today }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("asAt", () => DayScalar, { nullable: true, description: "The day; today where nothing is said." }) asAt?: string,
  ): Promise<ReportTable> {
    return db.read(async (on) => {
      const authority = await authorityById(on, viewer, authorityId);
      const held = await benefits.all(on, viewer, authorityId);
      const day = dayAsked(asAt, today);
      const { standing, kpiName } = await standings(on, viewer, authorityId, held, day);
      const rows = held.map((benefit) => ({ ...benefit, standing: standing(benefit), kpiName: kpiName(benefit) }));
      return { ...benefitsRegister(authority.name, rows, day), dataVersion: await dataVersion(on) };
    });
  }

  @Mutation(() => WriteResult, { description: "Adds a benefit." })
  async createBenefit(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("input", () => BenefitInput, { description: "The benefit." }) input: BenefitInput,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const id = randomUUID();
    const kept = await writeOnce(db, viewer, key, authorityId, async (on) => {
      await authorityById(on, viewer, authorityId);
      requireChangeOfCounts(viewer, authorityId);
      return benefits.create(on, viewer, authorityId, id, await statedBenefit(on, viewer, authorityId, input));
    });
    return written(kept, id);
  }

  @Mutation(() => WriteResult, { description: "Puts this in place of a benefit." })
  async changeBenefit(
    @Ctx() { db, viewer }: Context,
    @Arg("id", () => ID, { description: "The benefit." }) id: string,
    @Arg("input", () => BenefitInput, { description: "The whole of it, as it is to be." }) input: BenefitInput,
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const kept = await writeOnce(db, viewer, key, id, async (on) => {
      const held = await benefits.byId(on, viewer, id);
      requireChangeOfCounts(viewer, held.authorityId);
      return benefits.change(on, viewer, id, await statedBenefit(on, viewer, held.authorityId, input), seen);
    });
    return written(kept, id);
  }

  @Mutation(() => WriteResult, { description: "Removes a benefit. `undoBatch` brings it back." })
  async removeBenefit(
    @Ctx() { db, viewer }: Context,
    @Arg("id", () => ID, { description: "The benefit." }) id: string,
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const kept = await writeOnce(db, viewer, key, id, async (on) => {
      requireChangeOfCounts(viewer, (await benefits.byId(on, viewer, id)).authorityId);
      return benefits.remove(on, viewer, id, seen);
    });
    return written(kept, id);
  }
}

/** A baseline may be a count of few people: who may not see it would overwrite it unseen. */
function requireChangeOfCounts(viewer: Viewer, authorityId: string): void {
  requireChange(viewer, authorityId);
  requireWholeCounts(viewer, authorityId);
}

/** Where things stood before, unless it may be a count of few people that is hidden from the viewer. */
function baselineSeen(viewer: Viewer, { authorityId, baselineValue, kpiId }: BenefitWithParts): string | null {
  return kpiId === null || seesWholeCounts(viewer, authorityId) ? baselineValue : null;
}

function dayAsked(asAt: string | null | undefined, today: string): string {
  return asAt ? dayInYears(asAt, "asAt") : today;
}

/** Where benefits stand, by what their KPIs came to: as the viewer may see it, so that a state tells of no hidden count. */
async function standings(on: On, viewer: Viewer, authorityId: string, held: readonly BenefitWithParts[], asAt: string) {
  const ids = new Set(held.flatMap(({ kpiId }) => kpiId ?? []));
  const subjectIds = [...new Set(held.flatMap(({ subjectId }) => subjectId ?? []))];
  const world = ids.size === 0 ? null : await outcomeWorld(on, viewer, authorityId, { kpis: ({ id }) => ids.has(id), subjectIds, breakdown: "" });
  const kpis = new Map((world?.kpis ?? []).map((kpi) => [kpi.id, kpi]));
  const outcomes = grouped(world?.outcomes ?? [], ({ kpiId, subjectId }) => `${kpiId} ${subjectId}`);
  const kpiOf = (benefit: BenefitWithParts) => kpis.get(benefit.kpiId ?? "");
  return {
    kpiName: (benefit: BenefitWithParts) => kpiOf(benefit)?.name ?? null,
    standing: (benefit: BenefitWithParts) => {
      const kpi = kpiOf(benefit);
      const measurements = (outcomes.get(`${benefit.kpiId} ${benefit.subjectId}`) ?? []).flatMap((outcome) => {
        if (!kpi || outcome.breakdown !== "") return [];
        const { figure } = measure(kpi, [outcome], () => "");
        return figure ? [{ period: { kind: kpi.frequency, startsOn: outcome.startsOn }, value: figure.value }] : [];
      });
      return benefitStanding(benefit, kpi?.polarity ?? null, measurements, asAt);
    },
  };
}

async function statedBenefit(on: On, viewer: Viewer, authorityId: string, input: BenefitInput): Promise<StatedBenefit> {
  await requireOwn(on, authorityId, "kpi", input.kpiId, "input.kpiId");
  await requireOwn(on, authorityId, "kpiSubject", input.subjectId, "input.subjectId");
  if (Boolean(input.kpiId) !== Boolean(input.subjectId))
    throw new InputError(input.kpiId ? "input.subjectId" : "input.kpiId", "Name both the KPI that tells of the benefit and whose outcomes do.");
  const decimal = (text: string | undefined, field: string) => (text === undefined || text === null ? null : decimalGiven(text, field));
  const stated = {
    name: nameGiven(input.name, "input.name"),
    accountable: nameGiven(input.accountable, "input.accountable"),
    baseline: noteIfGiven(input.baseline, "input.baseline"),
    baselineValue: decimal(input.baselineValue, "input.baselineValue"),
    measuredBy: noteIfGiven(input.measuredBy, "input.measuredBy"),
    measuredWhen: nameIfGiven(input.measuredWhen, "input.measuredWhen"),
    countedFrom: input.countedFrom === undefined || input.countedFrom === null ? null : dayInYears(input.countedFrom, "input.countedFrom"),
    afterMonths: input.afterMonths ?? null,
    frequency: input.frequency,
    comparedWith: input.comparedWith ?? ("its baseline" as const),
    targetValue: decimal(input.targetValue, "input.targetValue"),
    resources: noteIfGiven(input.resources, "input.resources"),
    kpiId: input.kpiId ?? null,
    subjectId: input.subjectId ?? null,
    source: nameIfGiven(input.source, "input.source"),
    reviews: (input.reviews ?? []).map(({ reviewedOn, achieved, found }, index) => ({
      reviewedOn: dayInYears(reviewedOn, `input.reviews[${index}].reviewedOn`),
      achieved,
      found: noteIfGiven(found, `input.reviews[${index}].found`),
    })),
  };
  const kpi = input.kpiId ? await kpis.byId(on, viewer, input.kpiId) : null;
  checkBenefit(stated, kpi?.unit === "percent");
  return stated;
}
