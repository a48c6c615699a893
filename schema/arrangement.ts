// Arrangements: as stored, as stated, and what follows from them on a day.
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { type Row, sqliteTables } from "../db/tables.ts";
import { ArrangementKind, ParticipantRole, TermState, VoidCarrier } from "./enums.ts";
import { fromTable } from "./fromTable.ts";
import { pageOf } from "./page.ts";
import { DayScalar, DecimalScalar, PenceScalar } from "./scalars.ts";
import { Typed } from "./typed.ts";

@ObjectType({ description: "An authority that takes part in an arrangement, or several that a report counts and does not name." })
export class ArrangementParticipant extends fromTable(sqliteTables.arrangementParticipant, {
  name: "Its name, or what the authorities counted here have in common.",
  role: "What part it takes.",
  authorities: "How many authorities this line stands for.",
  detail: "What it takes part in.",
}) {}

@ObjectType({ description: "A lot or a category." })
export class ArrangementLot extends fromTable(sqliteTables.arrangementLot, {
  id: "Identifies the lot.",
  name: "Its name.",
  detail: "What is bought in it.",
  fundedFrom: "Where its money comes from, in words.",
  averageWeeklyPounds: "The average price of a place for a week, in pounds.",
  providerCount: "How many providers are on it, where they are counted and not named.",
  wasId: "The arrangement by which this was bought before.",
}) {}

@ObjectType({ description: "A provider." })
export class ArrangementProvider extends fromTable(sqliteTables.arrangementProvider, {
  lotId: "The lot that it is on; null where it is on the arrangement as a whole.",
  name: "Its name.",
  places: "How many places it provides.",
  detail: "What for.",
}) {}

@ObjectType({ description: "The initial period or an extension, with the days that follow from its months." })
export class ArrangementTerm extends fromTable(sqliteTables.arrangementTerm, { months: "How many months it runs.", state: "Where it stands." }) {
  @Field(() => String, { description: "Which part of the term: initial, first extension, second extension." })
  part!: string;

  @Field(() => DayScalar, { nullable: true, description: "Its first day; null where the opening is not known." })
  startsOn!: string | null;

  @Field(() => DayScalar, { nullable: true, description: "Its last day, which follows from the months." })
  endsOn!: string | null;
}

@ObjectType({ description: "A stage of a procurement." })
export class ProcurementStage extends fromTable(sqliteTables.procurementStage, {
  name: "The stage.",
  startsOn: "Its first day.",
  endsOn: "Its last day; null where it is one day.",
  complete: "Whether it is complete.",
}) {
  @Field(() => String, { description: "Where it stands on the day asked for: complete, in progress, due or late." })
  state!: string;

  @Field(() => Int, { description: "By how many days it is late; 0 where it is not." })
  daysLate!: number;
}

@ObjectType({ description: "A weight by which offers are evaluated." })
export class EvaluationWeight extends fromTable(sqliteTables.evaluationWeight, {
  criterion: "What is evaluated.",
  weightShare: "Its share: 0.7 is 70%. The shares add up to exactly 1.",
}) {}

@ObjectType({ description: "A way in which a placement is called off." })
export class CallOffRoute extends fromTable(sqliteTables.callOffRoute, { name: "The route.", detail: "When it is used." }) {}

@ObjectType({ description: "A time in which nothing covers what an arrangement did." })
export class CoverGap {
  @Field(() => DayScalar, { description: "The first day without cover." })
  from!: string;

  @Field(() => DayScalar, { nullable: true, description: "The last day without cover; null where nothing comes after it." })
  to!: string | null;

  @Field(() => Int, { nullable: true, description: "How many days; null where nothing comes after it." })
  days!: number | null;

  @Field(() => String, { description: "The gap in a sentence." })
  sentence!: string;
}

@ObjectType({ description: "What is committed under an arrangement beside its estimated value." })
export class ValueAgainstCommitted {
  @Field(() => PenceScalar, { nullable: true, description: "The estimated total value; null where none is stated." })
  estimatedPence!: number | null;

  @Field(() => PenceScalar, { description: "What the commitments under it come to, over the years that they state or over its term." })
  committedPence!: number;

  @Field(() => PenceScalar, { nullable: true, description: "By how much that is over the value; below nil where something is left." })
  overPence!: number | null;

  @Field(() => DecimalScalar, { nullable: true, description: "The same as a share of the value: 1 is 100% over." })
  overShare!: string | null;

  @Field(() => Boolean, { description: "Whether more is committed than the value." })
  exceeded!: boolean;
}

@ObjectType({ description: "A way of buying: a framework, a purchasing system, a block contract, or none of these. Its dates follow from its terms." })
export class Arrangement extends fromTable(sqliteTables.arrangement, {
  id: "Identifies the arrangement.",
  authorityId: "The authority whose record it is.",
  name: "Its name.",
  kind: "What sort of way of buying it is.",
  openList: "Whether it is continually open to new providers.",
  opensOn: "Its first day; null where it is not known.",
  statedEndOn: "Its last day, only where its terms are not known.",
  openEnded: "Whether it has no end.",
  estimatedValuePence: "The estimated total value.",
  valueBasis: "What that value is for.",
  breakMonths: "The notice of its break clause, in months.",
  firstReviewMonths: "After how many months it is first reviewed.",
  reviewEveryMonths: "Every how many months it is reviewed.",
  mostPlacesInHome: "The most places in one home.",
  mostProviders: "The most providers.",
  voidsCarriedBy: "Who pays for places that stand empty.",
  followsId: "The arrangement that it follows, as its replacement or in the interim.",
  interim: "Whether it is interim cover.",
  source: "Where these facts come from.",
  note: "What else a reader has to know.",
  position: "Its place in the order of the register.",
}) {
  @Field(() => [ArrangementParticipant], { description: "Who takes part, the lead first." })
  participants!: ArrangementParticipant[];

  @Field(() => [ArrangementLot], { description: "Its lots or categories." })
  lots!: ArrangementLot[];

  @Field(() => [ArrangementProvider], { description: "Its providers." })
  providers!: ArrangementProvider[];

  @Field(() => [ArrangementTerm], { description: "The initial period and the extensions, with their days." })
  terms!: ArrangementTerm[];

  @Field(() => [ProcurementStage], { description: "The timetable of its procurement." })
  stages!: ProcurementStage[];

  @Field(() => [EvaluationWeight], { description: "By what offers are evaluated." })
  weights!: EvaluationWeight[];

  @Field(() => [CallOffRoute], { description: "How placements are called off." })
  routes!: CallOffRoute[];

  @Field(() => DayScalar, { nullable: true, description: "Its last day as it stands: the terms agreed and exercised. Null where it is open ended or not known." })
  endsOn!: string | null;

  @Field(() => DayScalar, { nullable: true, description: "Its last day if every extension that has not lapsed is taken up." })
  longestEndOn!: string | null;

  @Field(() => String, { description: "Where it stands on the day asked for: not yet open, running, in extension, ended, open ended." })
  state!: string;

  @Field(() => DayScalar, { nullable: true, description: "The next review after the day asked for." })
  nextReviewOn!: string | null;

  @Field(() => DayScalar, { nullable: true, description: "The earliest end by its break clause, were notice given on the day asked for." })
  earliestBreakOn!: string | null;

  @Field(() => [CoverGap], { description: "Gaps in cover after it." })
  gaps!: CoverGap[];

  @Field(() => ValueAgainstCommitted, { description: "Its value against what is committed under it." })
  value!: ValueAgainstCommitted;
}

export const ArrangementPage = pageOf(Arrangement, "ArrangementPage", "arrangements");

@InputType({ description: "Which arrangements to read." })
export class ArrangementFilterInput {
  @Field(() => String, { nullable: true, description: "A part of the name, in any case." })
  nameContains?: string;
}

@InputType({ description: "An authority that takes part." })
export class ParticipantInput {
  @Field(() => String, { description: "Its name." })
  name!: string;

  @Field(() => ParticipantRole, { description: "What part it takes." })
  role!: Row<"arrangementParticipant">["role"];

  @Typed({ least: 1 })
  @Field(() => Int, { nullable: true, description: "How many authorities this line stands for; 1 where nothing is said." })
  authorities?: number;

  @Field(() => String, { nullable: true, description: "What it takes part in." })
  detail?: string;
}

@InputType({ description: "A lot or a category." })
export class LotInput {
  @Field(() => ID, { nullable: true, description: "The lot, where it is one that there is: give it to rename a lot." })
  id?: string;

  @Field(() => String, { description: "Its name." })
  name!: string;

  @Field(() => String, { nullable: true, description: "What is bought in it." })
  detail?: string;

  @Field(() => String, { nullable: true, description: "Where its money comes from." })
  fundedFrom?: string;

  @Typed({ as: "pounds", least: 0 })
  @Field(() => DecimalScalar, { nullable: true, description: "The average price of a place for a week, in pounds." })
  averageWeeklyPounds?: string;

  @Typed({ count: "provider" })
  @Field(() => Int, { nullable: true, description: "How many providers are on it." })
  providerCount?: number;

  @Field(() => ID, { nullable: true, description: "The arrangement by which this was bought before." })
  wasId?: string;
}

@InputType({ description: "A provider." })
export class ProviderInput {
  @Field(() => String, { description: "Its name." })
  name!: string;

  @Field(() => String, { nullable: true, description: "The name of the lot that it is on." })
  lot?: string;

  @Typed({ count: "place" })
  @Field(() => Int, { nullable: true, description: "How many places it provides." })
  places?: number;

  @Field(() => String, { nullable: true, description: "What for." })
  detail?: string;
}

@InputType({ description: "The initial period, which comes first, or an extension." })
export class TermInput {
  @Typed({ count: "month", least: 1 })
  @Field(() => Int, { description: "How many months." })
  months!: number;

  @Field(() => TermState, { description: "Where it stands. The initial period is agreed." })
  state!: Row<"arrangementTerm">["state"];
}

@InputType({ description: "A stage of a procurement." })
export class StageInput {
  @Field(() => String, { description: "The stage." })
  name!: string;

  @Field(() => DayScalar, { description: "Its first day." })
  startsOn!: string;

  @Field(() => DayScalar, { nullable: true, description: "Its last day; left out where it is one day." })
  endsOn?: string;

  @Field(() => Boolean, { nullable: true, description: "Whether it is complete." })
  complete?: boolean;
}

@InputType({ description: "A weight by which offers are evaluated." })
export class WeightInput {
  @Field(() => String, { description: "What is evaluated." })
  criterion!: string;

  @Typed({ as: "percent", least: 0, most: 1 })
  @Field(() => DecimalScalar, { description: "Its share: 0.7 is 70%. The shares add up to exactly 1." })
  weightShare!: string;
}

@InputType({ description: "A way in which a placement is called off." })
export class RouteInput {
  @Field(() => String, { description: "The route." })
  name!: string;

  @Field(() => String, { nullable: true, description: "When it is used." })
  detail?: string;
}

@InputType({ description: "An arrangement as its officer states it." })
export class ArrangementInput {
  @Field(() => String, { description: "Its name." })
  name!: string;

  @Field(() => ArrangementKind, { description: "What sort of way of buying it is." })
  kind!: Row<"arrangement">["kind"];

  @Field(() => Boolean, { nullable: true, description: "Whether it is continually open to new providers." })
  openList?: boolean;

  @Field(() => DayScalar, { nullable: true, description: "Its first day." })
  opensOn?: string;

  @Field(() => DayScalar, { nullable: true, description: "Its last day, only where its terms are not known." })
  statedEndOn?: string;

  @Field(() => Boolean, { nullable: true, description: "Whether it has no end." })
  openEnded?: boolean;

  @Typed({ least: 0 })
  @Field(() => PenceScalar, { nullable: true, description: "The estimated total value." })
  estimatedValuePence?: number;

  @Field(() => String, { nullable: true, description: "What that value is for." })
  valueBasis?: string;

  @Typed({ count: "month", least: 1 })
  @Field(() => Int, { nullable: true, description: "The notice of its break clause, in months." })
  breakMonths?: number;

  @Typed({ count: "month", least: 1 })
  @Field(() => Int, { nullable: true, description: "After how many months it is first reviewed." })
  firstReviewMonths?: number;

  @Typed({ count: "month", least: 1 })
  @Field(() => Int, { nullable: true, description: "Every how many months it is reviewed." })
  reviewEveryMonths?: number;

  @Typed({ count: "place", least: 1 })
  @Field(() => Int, { nullable: true, description: "The most places in one home." })
  mostPlacesInHome?: number;

  @Typed({ count: "provider", least: 1 })
  @Field(() => Int, { nullable: true, description: "The most providers." })
  mostProviders?: number;

  @Field(() => VoidCarrier, { nullable: true, description: "Who pays for places that stand empty." })
  voidsCarriedBy?: NonNullable<Row<"arrangement">["voidsCarriedBy"]>;

  @Field(() => ID, { nullable: true, description: "The arrangement that it follows." })
  followsId?: string;

  @Field(() => Boolean, { nullable: true, description: "Whether it is interim cover." })
  interim?: boolean;

  @Field(() => String, { nullable: true, description: "Where these facts come from." })
  source?: string;

  @Field(() => String, { nullable: true, description: "What else a reader has to know." })
  note?: string;

  @Field(() => [ParticipantInput], { nullable: true, description: "Who takes part." })
  participants?: ParticipantInput[];

  @Field(() => [LotInput], { nullable: true, description: "Its lots or categories." })
  lots?: LotInput[];

  @Field(() => [ProviderInput], { nullable: true, description: "Its providers." })
  providers?: ProviderInput[];

  @Field(() => [TermInput], { nullable: true, description: "The initial period, then the extensions." })
  terms?: TermInput[];

  @Field(() => [StageInput], { nullable: true, description: "The timetable of its procurement." })
  stages?: StageInput[];

  @Field(() => [WeightInput], { nullable: true, description: "By what offers are evaluated." })
  weights?: WeightInput[];

  @Field(() => [RouteInput], { nullable: true, description: "How placements are called off." })
  routes?: RouteInput[];
}
