import { Arg, Args, Ctx, ID, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import { type BenefitWithParts, benefits } from "../../db/benefits.ts";
import type { On } from "../../db/engine/open.ts";
import { kpis } from "../../db/outcomes.ts";
import { dataVersion } from "../../db/read/numbers.ts";
import { requireWholeCounts, seesWholeCounts, type Viewer } from "../../db/viewer.ts";
import { BenefitPage, benefitNoun } from "../../schema/nouns/benefit.ts";
import { PageArguments } from "../../schema/page.ts";
import { DayScalar } from "../../schema/scalars.ts";
import { ReportTable } from "../../schema/tables/reportTable.ts";
import { typedRegister } from "../fields/register.ts";
import { benefitStanding, checkBenefit } from "../finance/benefit.ts";
import { benefitsRegister } from "../finance/benefitsTable.ts";
import { dayInYears } from "../finance/financialYear.ts";
import { grouped } from "../finance/grouped.ts";
import { InputError } from "../finance/inputError.ts";
import { measure } from "../finance/kpi.ts";
import { SubjectTree } from "../finance/subjectTree.ts";
import type { Context } from "../http/context.ts";
import { nounWrites } from "./nounWrites.ts";
import { outcomeWorld } from "./outcomeWorld.ts";
import { sharedSet } from "./sharedSet.ts";

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
      const { standing, kpiName, sharedNotes } = await standings(on, viewer, authorityId, held, day);
      const rows = held.map((benefit) => ({ ...benefit, standing: standing(benefit), kpiName: kpiName(benefit) }));
      const table = await typedRegister({ on, viewer, authorityId, noun: benefitNoun, unit: "pounds" }, benefitsRegister(authority.name, rows, day), held);
      return { ...table, notes: [...table.notes, ...sharedNotes], dataVersion: await dataVersion(on, authorityId) };
    });
  }
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
  const measured = held.filter(({ kpiId }) => kpiId !== null);
  const set = measured.length === 0 ? null : await sharedSet(on, viewer, authorityId);
  const one = (id: string | null) => (id === null ? "" : (set?.one(id) ?? id));
  const ids = new Set(measured.map(({ kpiId }) => one(kpiId)));
  const subjectIds = [...new Set(measured.map(({ subjectId }) => one(subjectId)))];
  const world = set && (await outcomeWorld(on, viewer, set, { kpis: ({ id }) => ids.has(id), subjectIds, breakdown: "" }));
  const kpis = new Map((world?.kpis ?? []).map((kpi) => [kpi.id, kpi]));
  const outcomes = grouped(world?.outcomes ?? [], ({ kpiId, subjectId }) => `${kpiId} ${subjectId}`);
  const subjects = new SubjectTree(world?.subjects ?? []);
  const kpiOf = (benefit: BenefitWithParts) => kpis.get(one(benefit.kpiId));
  return {
    sharedNotes: world?.sharedNotes ?? [],
    kpiName: (benefit: BenefitWithParts) => kpiOf(benefit)?.name ?? null,
    standing: (benefit: BenefitWithParts) => {
      const kpi = kpiOf(benefit);
      const measurements = (outcomes.get(`${one(benefit.kpiId)} ${one(benefit.subjectId)}`) ?? []).flatMap((outcome) => {
        if (!kpi || outcome.breakdown !== "") return [];
        const { figure } = measure(kpi, [outcome], subjects);
        return figure ? [{ period: { kind: kpi.frequency, startsOn: outcome.startsOn }, value: figure.value }] : [];
      });
      return benefitStanding(benefit, kpi?.polarity ?? null, measurements, asAt);
    },
  };
}

export const BenefitWrites = nounWrites(benefitNoun, benefits, {
  create: "Adds a benefit.",
  change: "Puts this in place of a benefit.",
  remove: "Removes a benefit. `undoBatch` brings it back.",
  // A baseline may be a count of few people: who may not see it would overwrite it unseen.
  rights: requireWholeCounts,
  async check(benefit, { on, viewer }) {
    if (Boolean(benefit.kpiId) !== Boolean(benefit.subjectId))
      throw new InputError(benefit.kpiId ? "input.subjectId" : "input.kpiId", "Name both the KPI that measures the benefit and the subject whose outcomes are used.");
    const kpi = benefit.kpiId ? await kpis.byId(on, viewer, benefit.kpiId) : null;
    checkBenefit(benefit, kpi?.unit === "percent");
    return benefit;
  },
});
