// KPIs with their versions, whom they are counted for, their outcomes, and the benefits that were promised.
import type { Kinds } from "../engine/dialect.ts";
import type { declareArrangements } from "./arrangements.ts";
import { type Owner, pointing } from "./authorities.ts";
import {
  benefitComparisons,
  benefitFrequencies,
  computedKpis,
  importTargets,
  kpiCategories,
  kpiCounts,
  kpiUnits,
  missingReasons,
  periodKinds,
  placementAreas,
  polarities,
  subjectKinds,
  suppressionMarks,
  toleranceUnits,
} from "./choices.ts";
import type { declarePartnerships } from "./partnerships.ts";

export function declareOutcomes(
  k: Kinds,
  owner: Owner,
  { arrangement, arrangementLot, partnership }: ReturnType<typeof declareArrangements> & ReturnType<typeof declarePartnerships>,
) {
  const { of, partOf } = pointing(k);

  /** Whom an outcome is of, or is compared with: an authority by its codes, a region, a partnership, a provider. */
  const kpiSubject = k.table(
    "kpi_subject",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      kind: k.oneOf(subjectKinds).notNull(),
      name: k.text().notNull(),
      oldCode: k.text(),
      gssCode: k.text(),
      /** What it is within: an authority's region, a region's country, a lot's arrangement. Of statistical neighbours: whose they are. */
      withinId: k.id(),
      partnershipId: k.id().references(() => partnership.id),
      arrangementId: k.id().references(() => arrangement.id),
      lotId: k.id().references(() => arrangementLot.id),
      position: k.whole().notNull(),
    },
    (t) => [
      k.uniqueIndex("kpi_subject_name").on(t.authorityId, t.kind, t.name),
      k.index("kpi_subject_order").on(t.authorityId, t.position, t.id),
      k.index("kpi_subject_partnership").on(t.partnershipId),
      k.index("kpi_subject_arrangement").on(t.arrangementId),
      k.index("kpi_subject_lot").on(t.lotId),
    ],
  );

  /** Its statistical neighbours. */
  const kpiNeighbour = k.table(
    "kpi_neighbour",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      subjectId: partOf(() => kpiSubject.id),
      neighbourId: of(() => kpiSubject.id),
      position: k.whole().notNull(),
    },
    (t) => [k.uniqueIndex("kpi_neighbour_of").on(t.subjectId, t.neighbourId), k.index("kpi_neighbour_other").on(t.neighbourId), k.index("kpi_neighbour_owner").on(t.authorityId)],
  );

  /** A version of a KPI: outcomes counted by another definition belong to another version, and are never added to these. */
  const kpi = k.table(
    "kpi",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      /** What all its versions are known by. */
      code: k.text().notNull(),
      version: k.whole().notNull(),
      name: k.text().notNull(),
      category: k.oneOf(kpiCategories).notNull(),
      unit: k.oneOf(kpiUnits).notNull(),
      polarity: k.oneOf(polarities).notNull(),
      frequency: k.oneOf(periodKinds).notNull(),
      counts: k.oneOf(kpiCounts).notNull(),
      numeratorSaid: k.text(),
      denominatorSaid: k.text(),
      decimals: k.whole().notNull(),
      /** Whether it counts people, so that small counts of it are hidden where it is published. */
      ofPeople: k.flag().notNull(),
      /** How it is computed from the facts, where nobody enters it. */
      computed: k.oneOf(computedKpis),
      /** From when this version is counted. */
      appliesFrom: k.day(),
      source: k.text(),
      note: k.text(),
      position: k.whole().notNull(),
    },
    (t) => [k.uniqueIndex("kpi_version").on(t.authorityId, t.code, t.version), k.index("kpi_order").on(t.authorityId, t.position, t.id)],
  );

  const kpiTarget = k.table(
    "kpi_target",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      kpiId: partOf(() => kpi.id),
      /** Whose target it is; null for everybody who has none of their own. */
      subjectId: k.id().references(() => kpiSubject.id),
      startsOn: k.day().notNull(),
      endsOn: k.day(),
      target: k.exact().notNull(),
      tolerance: k.exact(),
      toleranceIn: k.oneOf(toleranceUnits),
      source: k.text(),
      position: k.whole().notNull(),
    },
    (t) => [k.index("kpi_target_of").on(t.kpiId, t.position), k.index("kpi_target_subject").on(t.subjectId), k.index("kpi_target_owner").on(t.authorityId)],
  );

  /** Where things stood before. */
  const kpiBaseline = k.table(
    "kpi_baseline",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      kpiId: partOf(() => kpi.id),
      subjectId: k.id().references(() => kpiSubject.id),
      value: k.exact().notNull(),
      asAt: k.text(),
      source: k.text(),
      position: k.whole().notNull(),
    },
    (t) => [k.index("kpi_baseline_of").on(t.kpiId, t.position), k.index("kpi_baseline_subject").on(t.subjectId), k.index("kpi_baseline_owner").on(t.authorityId)],
  );

  /** What a KPI came to, for a subject and a period: a numerator and a denominator, or a value, or why there is none. Percentages are shares of 1. */
  const outcome = k.table(
    "outcome",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      kpiId: of(() => kpi.id),
      subjectId: of(() => kpiSubject.id),
      /** The period's first day; its kind is the KPI's frequency. */
      startsOn: k.day().notNull(),
      /** A part of the whole, "Gender: Female"; empty for the whole itself. */
      breakdown: k.text().notNull(),
      numerator: k.exact(),
      denominator: k.exact(),
      value: k.exact(),
      missing: k.oneOf(missingReasons),
      /** What published it. */
      release: k.text(),
      note: k.text(),
    },
    (t) => [
      // An authority may have an outcome of its own beside a publisher's of the same KPI and subject.
      k.uniqueIndex("outcome_of").on(t.kpiId, t.breakdown, t.startsOn, t.subjectId, t.authorityId),
      k.index("outcome_subject").on(t.subjectId, t.kpiId, t.breakdown, t.startsOn),
      // None by the owner: a set may be a million outcomes of one authority, and SQLite would go through them all.
    ],
  );

  /** What happened to placements in a period, added up: no record of a child. The financial KPIs are computed from it. */
  const placementActivity = k.table(
    "placement_activity",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      subjectId: of(() => kpiSubject.id),
      kind: k.oneOf(periodKinds).notNull(),
      startsOn: k.day().notNull(),
      /** What they were bought under; null for spot purchase. */
      arrangementId: k.id().references(() => arrangement.id),
      area: k.oneOf(placementAreas).notNull(),
      /** How many there were in the period. */
      placements: k.whole().notNull(),
      /** Bed-weeks of them that fell in the period, and what those cost. */
      bedWeeks: k.exact().notNull(),
      costPence: k.pence().notNull(),
      /** Of the bed-weeks, those of children placed directly, who avoid a cost. */
      directBedWeeks: k.exact(),
      /** How many ended in the period, and how many weeks those had lasted in all. */
      ended: k.whole(),
      endedWeeks: k.exact(),
      /** Bed-weeks that were paid for, used or not. */
      availableBedWeeks: k.exact(),
      source: k.text(),
      position: k.whole().notNull(),
    },
    (t) => [
      k.index("placement_activity_order").on(t.authorityId, t.startsOn, t.position),
      k.index("placement_activity_subject").on(t.subjectId),
      k.index("placement_activity_arrangement").on(t.arrangementId),
    ],
  );

  /** A benefit that was promised: whose it is to bring about, how it is measured, when and how often. */
  const benefit = k.table(
    "benefit",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      /** The expected benefit. */
      name: k.text().notNull(),
      /** A post, never a person. */
      accountable: k.text().notNull(),
      baseline: k.text(),
      baselineValue: k.exact(),
      measuredBy: k.text(),
      measuredWhen: k.text(),
      /** From when the months are counted: the start of the contract. */
      countedFrom: k.day(),
      afterMonths: k.whole(),
      frequency: k.oneOf(benefitFrequencies).notNull(),
      comparedWith: k.oneOf(benefitComparisons).notNull(),
      /** What has to be reached; without it, to be better than what it is compared with is enough. */
      targetValue: k.exact(),
      resources: k.text(),
      kpiId: k.id().references(() => kpi.id),
      subjectId: k.id().references(() => kpiSubject.id),
      source: k.text(),
      position: k.whole().notNull(),
    },
    (t) => [k.index("benefit_order").on(t.authorityId, t.position, t.id), k.index("benefit_kpi").on(t.kpiId), k.index("benefit_subject").on(t.subjectId)],
  );

  /** What a review of a benefit found, where no KPI tells. */
  const benefitReview = k.table(
    "benefit_review",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      benefitId: partOf(() => benefit.id),
      reviewedOn: k.day().notNull(),
      achieved: k.flag().notNull(),
      found: k.text(),
      position: k.whole().notNull(),
    },
    (t) => [k.index("benefit_review_of").on(t.benefitId, t.position), k.index("benefit_review_owner").on(t.authorityId)],
  );

  /** How outcomes are published: which small counts are hidden, and by what mark. */
  const outcomePublication = k.table(
    "outcome_publication",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      name: k.text().notNull(),
      /** Counts from 1 to this are hidden. */
      hiddenUpTo: k.whole().notNull(),
      mark: k.oneOf(suppressionMarks).notNull(),
      position: k.whole().notNull(),
    },
    (t) => [k.uniqueIndex("outcome_publication_name").on(t.authorityId, t.name), k.index("outcome_publication_order").on(t.authorityId, t.position, t.id)],
  );

  /** Which column of a file is which field, kept under a name. */
  const importMap = k.table(
    "import_map",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      name: k.text().notNull(),
      target: k.oneOf(importTargets).notNull(),
      /** JSON. */
      map: k.text().notNull(),
      position: k.whole().notNull(),
    },
    (t) => [k.uniqueIndex("import_map_name").on(t.authorityId, t.target, t.name), k.index("import_map_order").on(t.authorityId, t.position, t.id)],
  );

  return { kpiSubject, kpiNeighbour, kpi, kpiTarget, kpiBaseline, outcome, placementActivity, benefit, benefitReview, outcomePublication, importMap };
}
