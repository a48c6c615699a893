// KPIs, whom they are counted for, and how outcomes are published: as stored and as stated.
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { type Row, sqliteTables } from "../db/tables.ts";
import { ComputedKpi, KpiCategory, KpiCounts, KpiUnit, PeriodKind, PlacementArea, Polarity, SubjectKind, SuppressionMark, ToleranceUnit } from "./enums.ts";
import { fromTable } from "./fromTable.ts";
import { pageOf } from "./page.ts";
import { DayScalar, DecimalScalar, PenceScalar } from "./scalars.ts";
import { Typed } from "./typed.ts";

@ObjectType({ description: "What a KPI is to come to, and from when to when." })
export class KpiTarget extends fromTable(sqliteTables.kpiTarget, {
  subjectId: "Whose target it is; null for everybody who has none of their own.",
  startsOn: "The first day that it holds for.",
  endsOn: "The last day; null while it has no end.",
  target: "The target; of a percentage a share of 1.",
  tolerance: "How far off is amber, inclusive; null where there is no amber.",
  toleranceIn: "What the tolerance is in.",
  source: "Where it comes from.",
}) {}

@ObjectType({ description: "Where things stood before." })
export class KpiBaseline extends fromTable(sqliteTables.kpiBaseline, {
  subjectId: "Whose baseline it is; null for everybody.",
  value: "What it was; of a percentage a share of 1.",
  asAt: "When, in words.",
  source: "Where it comes from.",
}) {}

@ObjectType({ description: "A version of a KPI. Outcomes counted by another definition belong to another version, and are never added to these." })
export class Kpi extends fromTable(sqliteTables.kpi, {
  id: "Identifies this version.",
  authorityId: "The authority that keeps it.",
  code: "What all its versions are known by.",
  version: "Which version of the definition this is.",
  name: "Its name.",
  category: "What it is about.",
  unit: "What it is measured in.",
  polarity: "Which way is better.",
  frequency: "How often it is counted.",
  counts: "What a count of it is of.",
  numeratorSaid: "What the numerator counts.",
  denominatorSaid: "What it is out of.",
  decimals: "How many decimals it is shown with.",
  ofPeople: "Whether it counts people, so that small counts of it are hidden where outcomes are published.",
  computed: "How it is computed from placements' activity; null where its outcomes are entered.",
  appliesFrom: "From when this version is counted.",
  source: "Where the definition comes from.",
  note: "What else is to be known of it.",
  position: "Its place in the order.",
}) {
  @Field(() => [KpiTarget], { description: "Its targets." })
  targets!: KpiTarget[];

  @Field(() => [KpiBaseline], { description: "Where things stood before." })
  baselines!: KpiBaseline[];
}

export const KpiPage = pageOf(Kpi, "KpiPage", "KPIs");

@ObjectType({ description: "A statistical neighbour." })
export class KpiNeighbour extends fromTable(sqliteTables.kpiNeighbour, { neighbourId: "The subject that is a neighbour." }) {}

@ObjectType({ description: "Whom outcomes are of, or are compared with." })
export class KpiSubject extends fromTable(sqliteTables.kpiSubject, {
  id: "Identifies it.",
  authorityId: "The authority that keeps it.",
  kind: "What sort of subject it is.",
  name: "Its name.",
  oldCode: "Its old code, of three digits: 343.",
  gssCode: "Its code of nine characters: E08000014.",
  withinId: "What it is within: an authority's region, a region's country, a lot's arrangement; of statistical neighbours, whose they are.",
  partnershipId: "The partnership that it is.",
  arrangementId: "The arrangement that it is.",
  lotId: "The lot that it is.",
  position: "Its place in the order.",
}) {
  @Field(() => [KpiNeighbour], { description: "Its statistical neighbours." })
  neighbours!: KpiNeighbour[];
}

export const KpiSubjectPage = pageOf(KpiSubject, "KpiSubjectPage", "subjects");

@ObjectType({ description: "Placements of one sort in a period, added up. It holds nothing of any child." })
export class PlacementActivity extends fromTable(sqliteTables.placementActivity, {
  id: "Identifies it.",
  subjectId: "Whose placements they were.",
  kind: "What sort of period.",
  startsOn: "The period's first day.",
  arrangementId: "What they were bought under; null for spot purchase.",
  area: "Where they were.",
  placements: "How many there were in the period.",
  bedWeeks: "Their bed-weeks in the period.",
  costPence: "What those cost.",
  directBedWeeks: "Of the bed-weeks, those of children placed directly.",
  ended: "How many ended in the period.",
  endedWeeks: "How many weeks those had lasted in all.",
  availableBedWeeks: "Bed-weeks that were paid for, used or not.",
  source: "Where it comes from.",
}) {}

@ObjectType({ description: "How outcomes are published." })
export class OutcomePublication extends fromTable(sqliteTables.outcomePublication, {
  id: "Identifies it.",
  name: "Its name.",
  hiddenUpTo: "Counts of people from 1 to this are hidden, and what would give them away.",
  mark: "What stands in their place.",
  position: "Its place in the order; the first is what those see who may not see whole counts.",
}) {}

export const OutcomePublicationPage = pageOf(OutcomePublication, "OutcomePublicationPage", "publications");

@ObjectType({ description: "Which column of a file is which field, kept under a name." })
export class ImportMap extends fromTable(sqliteTables.importMap, {
  id: "Identifies it.",
  name: "Its name.",
  target: "What a file so mapped is imported as.",
  map: "The mapping, as JSON.",
  position: "Its place in the order.",
}) {}

export const ImportMapPage = pageOf(ImportMap, "ImportMapPage", "mappings");

@InputType({ description: "What a KPI is to come to, and from when to when." })
export class KpiTargetInput {
  @Field(() => ID, { nullable: true, description: "Whose target it is; left out for everybody who has none of their own." })
  subjectId?: string;

  @Field(() => DayScalar, { description: "The first day that it holds for." })
  startsOn!: string;

  @Field(() => DayScalar, { nullable: true, description: "The last day." })
  endsOn?: string;

  @Typed({ as: "unit" })
  @Field(() => DecimalScalar, { description: 'The target: "0.8" for 80%.' })
  target!: string;

  @Typed({ as: "unit", least: 0 })
  @Field(() => DecimalScalar, { nullable: true, description: 'How far off is amber: "0.05".' })
  tolerance?: string;

  @Field(() => ToleranceUnit, { nullable: true, description: "What the tolerance is in; points where nothing is said." })
  toleranceIn?: Row<"kpiTarget">["toleranceIn"];

  @Field(() => String, { nullable: true, description: "Where it comes from." })
  source?: string;
}

@InputType({ description: "Where things stood before." })
export class KpiBaselineInput {
  @Field(() => ID, { nullable: true, description: "Whose baseline it is; left out for everybody." })
  subjectId?: string;

  @Typed({ as: "unit" })
  @Field(() => DecimalScalar, { description: 'What it was: "0.8" for 80%.' })
  value!: string;

  @Field(() => String, { nullable: true, description: "When, in words." })
  asAt?: string;

  @Field(() => String, { nullable: true, description: "Where it comes from." })
  source?: string;
}

@InputType({ description: "A KPI as its commissioner states it." })
export class KpiInput {
  @Field(() => String, { description: "What all its versions are known by." })
  code!: string;

  @Field(() => Int, { nullable: true, description: "Which version of the definition this is; 1 where nothing is said." })
  version?: number;

  @Field(() => String, { description: "Its name." })
  name!: string;

  @Field(() => KpiCategory, { description: "What it is about." })
  category!: Row<"kpi">["category"];

  @Field(() => KpiUnit, { description: "What it is measured in." })
  unit!: Row<"kpi">["unit"];

  @Field(() => Polarity, { description: "Which way is better." })
  polarity!: Row<"kpi">["polarity"];

  @Field(() => PeriodKind, { description: "How often it is counted." })
  frequency!: Row<"kpi">["frequency"];

  @Field(() => KpiCounts, { nullable: true, description: "What a count of it is of; of all that happened in the period where nothing is said." })
  counts?: Row<"kpi">["counts"];

  @Field(() => String, { nullable: true, description: "What the numerator counts." })
  numeratorSaid?: string;

  @Field(() => String, { nullable: true, description: "What it is out of." })
  denominatorSaid?: string;

  @Typed({ count: "decimal", most: 6 })
  @Field(() => Int, { nullable: true, description: "How many decimals it is shown with, 0 to 6; 1 where nothing is said." })
  decimals?: number;

  @Field(() => Boolean, { nullable: true, description: "Whether it counts people; true where nothing is said." })
  ofPeople?: boolean;

  @Field(() => ComputedKpi, { nullable: true, description: "How it is computed from placements' activity." })
  computed?: Row<"kpi">["computed"];

  @Field(() => DayScalar, { nullable: true, description: "From when this version is counted." })
  appliesFrom?: string;

  @Field(() => String, { nullable: true, description: "Where the definition comes from." })
  source?: string;

  @Field(() => String, { nullable: true, description: "What else is to be known of it." })
  note?: string;

  @Field(() => [KpiTargetInput], { nullable: true, description: "Its targets." })
  targets?: KpiTargetInput[];

  @Field(() => [KpiBaselineInput], { nullable: true, description: "Where things stood before." })
  baselines?: KpiBaselineInput[];
}

@InputType({ description: "Whom outcomes are of." })
export class KpiSubjectInput {
  @Field(() => SubjectKind, { description: "What sort of subject it is." })
  kind!: Row<"kpiSubject">["kind"];

  @Field(() => String, { description: "Its name." })
  name!: string;

  @Field(() => String, { nullable: true, description: "Its old code, of three digits." })
  oldCode?: string;

  @Field(() => String, { nullable: true, description: "Its code of nine characters." })
  gssCode?: string;

  @Field(() => ID, { nullable: true, description: "The subject that it is within." })
  withinId?: string;

  @Field(() => ID, { nullable: true, description: "The partnership that it is." })
  partnershipId?: string;

  @Field(() => ID, { nullable: true, description: "The arrangement that it is." })
  arrangementId?: string;

  @Field(() => ID, { nullable: true, description: "The lot that it is." })
  lotId?: string;

  @Field(() => [ID], { nullable: true, description: "The subjects that are its statistical neighbours." })
  neighbourIds?: string[];
}

@InputType({ description: "Placements of one sort in a period, added up." })
export class PlacementActivityInput {
  @Field(() => ID, { nullable: true, description: "What they were bought under; left out for spot purchase." })
  arrangementId?: string;

  @Field(() => PlacementArea, { description: "Where they were." })
  area!: Row<"placementActivity">["area"];

  @Typed({ count: "placement" })
  @Field(() => Int, { description: "How many there were in the period." })
  placements!: number;

  @Typed({ as: "number", least: 0 })
  @Field(() => DecimalScalar, { description: "Their bed-weeks in the period." })
  bedWeeks!: string;

  @Typed({ least: 0 })
  @Field(() => PenceScalar, { description: "What those cost." })
  costPence!: number;

  @Typed({ as: "number", least: 0 })
  @Field(() => DecimalScalar, { nullable: true, description: "Of the bed-weeks, those of children placed directly." })
  directBedWeeks?: string;

  @Field(() => Int, { nullable: true, description: "How many ended in the period." })
  ended?: number;

  @Typed({ as: "number", least: 0 })
  @Field(() => DecimalScalar, { nullable: true, description: "How many weeks those had lasted in all." })
  endedWeeks?: string;

  @Typed({ as: "number", least: 0 })
  @Field(() => DecimalScalar, { nullable: true, description: "Bed-weeks that were paid for, used or not." })
  availableBedWeeks?: string;

  @Field(() => String, { nullable: true, description: "Where it comes from." })
  source?: string;
}

@InputType({ description: "How outcomes are published." })
export class OutcomePublicationInput {
  @Field(() => String, { description: "Its name." })
  name!: string;

  @Typed({ most: 100, needed: true })
  @Field(() => Int, { nullable: true, description: "Counts of people from 1 to this are hidden; 5 where it is left out. Null is refused." })
  hiddenUpTo?: number | null;

  @Field(() => SuppressionMark, { nullable: true, description: "What stands in their place; [c] where nothing is said." })
  mark?: Row<"outcomePublication">["mark"];
}
