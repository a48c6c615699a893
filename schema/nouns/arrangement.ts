// Arrangements: as stored and as stated, and what follows from them on a day.
import { Field, InputType, Int, ObjectType } from "type-graphql";
import { sqliteTables as t } from "../../db/tables.ts";
import { pageOf } from "../page.ts";
import { DayScalar, DecimalScalar, PenceScalar } from "../scalars.ts";
import { noun } from "./noun.ts";

const participant = noun(
  t.arrangementParticipant,
  "ArrangementParticipant",
  {
    description: "An authority that takes part in an arrangement, or several that a report counts and does not name.",
    input: { name: "ParticipantInput", description: "An authority that takes part." },
  },
  {
    name: { description: "Its name, or what the authorities counted here have in common.", input: "Its name.", label: "Authority" },
    role: { description: "What part it takes.", label: "Part", width: "110px" },
    authorities: {
      description: "How many authorities this line stands for.",
      input: "How many authorities this line stands for; 1 where nothing is said.",
      usual: 1,
      typed: { least: 1 },
      label: "How many",
      width: "70px",
    },
    detail: { description: "What it takes part in.", label: "In what" },
  },
);

const lot = noun(
  t.arrangementLot,
  "ArrangementLot",
  { description: "A lot or a category.", input: { name: "LotInput" }, said: "lot" },
  {
    id: { description: "Identifies the lot.", input: "The lot, where it is one that there is: give it to rename a lot." },
    name: { description: "Its name.", label: "Lot or category" },
    detail: { description: "What is bought in it.", label: "What is bought" },
    fundedFrom: { description: "Where its money comes from, in words.", input: "Where its money comes from.", label: "Funded from" },
    averageWeeklyPounds: { description: "The average price of a place for a week, in pounds.", typed: { as: "pounds", least: 0 }, label: "£ a week", width: "80px" },
    providerCount: {
      description: "How many providers are on it, where they are counted and not named.",
      input: "How many providers are on it.",
      typed: { count: "provider" },
      label: "Providers",
      width: "64px",
    },
    wasId: { description: "The arrangement by which this was bought before." },
  },
);

const provider = noun(
  t.arrangementProvider,
  "ArrangementProvider",
  { description: "A provider.", input: { name: "ProviderInput" } },
  {
    name: { description: "Its name.", label: "Provider" },
    lotId: {
      description: "The lot that it is on; null where it is on the arrangement as a whole.",
      input: "The name of the lot that it is on.",
      byName: { of: "lots", as: "lot" },
      none: "The whole",
      label: "Lot",
    },
    places: { description: "How many places it provides.", typed: { count: "place" }, label: "Places", width: "60px" },
    detail: { description: "What for.", label: "What for" },
  },
);

const term = noun(
  t.arrangementTerm,
  "ArrangementTerm",
  { description: "The initial period or an extension.", input: { name: "TermInput", description: "The initial period, which comes first, or an extension." } },
  {
    months: { description: "How many months it runs.", input: "How many months.", typed: { count: "month", least: 1 }, label: "Months", width: "90px" },
    state: { description: "Where it stands.", input: "Where it stands. The initial period is agreed.", label: "State" },
  },
);

@ObjectType({ description: "The initial period or an extension, with the days that follow from its months." })
export class ArrangementTerm extends term.Stored {
  @Field(() => String, { description: "Which part of the term: initial, first extension, second extension." })
  part!: string;

  @Field(() => DayScalar, { nullable: true, description: "Its first day; null where the opening is not known." })
  startsOn!: string | null;

  @Field(() => DayScalar, { nullable: true, description: "Its last day, which follows from the months." })
  endsOn!: string | null;
}

const stage = noun(
  t.procurementStage,
  "ProcurementStage",
  { description: "A stage of a procurement.", input: { name: "StageInput" } },
  {
    name: { description: "The stage.", label: "Stage" },
    startsOn: { description: "Its first day.", label: "From", width: "128px" },
    endsOn: { description: "Its last day; null where it is one day.", input: "Its last day; left out where it is one day.", label: "To", width: "128px" },
    complete: { description: "Whether it is complete.", usual: false, label: "Complete", width: "64px" },
  },
);

@ObjectType({ description: "A stage of a procurement." })
export class ProcurementStage extends stage.Stored {
  @Field(() => String, { description: "Where it stands on the day asked for: complete, in progress, due or late." })
  state!: string;

  @Field(() => Int, { description: "By how many days it is late; 0 where it is not." })
  daysLate!: number;
}

const weight = noun(
  t.evaluationWeight,
  "EvaluationWeight",
  { description: "A weight by which offers are evaluated.", input: { name: "WeightInput" } },
  {
    criterion: { description: "What is evaluated.", label: "Criterion" },
    weightShare: {
      description: "Its share: 0.7 is 70%. The shares add up to exactly 1.",
      typed: { as: "percent", least: 0, most: 1 },
      label: "Per cent",
      width: "80px",
    },
  },
);

const route = noun(
  t.callOffRoute,
  "CallOffRoute",
  { description: "A way in which a placement is called off.", input: { name: "RouteInput" } },
  { name: { description: "The route.", label: "Route" }, detail: { description: "When it is used.", label: "When" } },
);

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

  @Field(() => PenceScalar, {
    nullable: true,
    description: "What the commitments under it come to, over the years that they state or over its term; null where one of them has no end and neither has it.",
  })
  committedPence!: number | null;

  @Field(() => String, { nullable: true, description: "Why what is committed is not known; null where it is." })
  committedNotKnown!: string | null;

  @Field(() => PenceScalar, { nullable: true, description: "By how much that is over the value; below nil where something is left. Null where either is not known." })
  overPence!: number | null;

  @Field(() => DecimalScalar, { nullable: true, description: "The same as a share of the value: 1 is 100% over." })
  overShare!: string | null;

  @Field(() => Boolean, { nullable: true, description: "Whether more is committed than the value; null where either is not known." })
  exceeded!: boolean | null;
}

export const arrangementNoun = noun(
  t.arrangement,
  "Arrangement",
  {
    description: "A way of buying: a framework, a purchasing system, a block contract, or none of these. Its dates follow from its terms.",
    input: { description: "An arrangement as its officer states it." },
    fixed: {
      state: "This cannot be typed over: it follows from the terms, on the day. Press Enter to open them.",
      ends: "This cannot be typed over: it follows from the terms. Press Enter to open them.",
      longest: "This cannot be typed over: it follows from the terms, with each extension that has not lapsed. Press Enter to open them.",
      committed: "This cannot be typed over: it is what the commitments under the arrangement come to. Change those, and it follows.",
      left: "This cannot be typed over: it is the value less what is committed.",
      over: "This cannot be typed over: it is what is committed above the value, as a share of the value.",
      lead: "This cannot be typed over: it is the participant that leads. Press Enter to open the participants.",
      authorities: "This cannot be typed over: it counts the participants. Press Enter to open them.",
    },
    parts: {
      terms: {
        noun: term,
        type: () => ArrangementTerm,
        description: "The initial period and the extensions, with their days.",
        input: "The initial period, then the extensions.",
        label: "Terms",
        hint: "The initial term first, then the extensions. The end follows from them.",
        after: "openList",
      },
      participants: {
        noun: participant,
        description: "Who takes part, the lead first.",
        input: "Who takes part.",
        label: "Participants",
        add: "Add a participant",
        after: "valueBasis",
      },
      lots: { noun: lot, description: "Its lots or categories.", label: "Lots", add: "Add a lot", after: "valueBasis" },
      providers: { noun: provider, description: "Its providers.", label: "Providers", add: "Add a provider", after: "valueBasis" },
      stages: { noun: stage, type: () => ProcurementStage, description: "The timetable of its procurement.", label: "Procurement stages", add: "Add a stage", after: "valueBasis" },
      weights: {
        noun: weight,
        description: "By what offers are evaluated.",
        label: "Evaluation weights",
        add: "Add a weight",
        hint: "Together they come to 100%.",
        after: "valueBasis",
      },
      routes: { noun: route, description: "How placements are called off.", label: "Call-off routes", add: "Add a route", after: "valueBasis" },
    },
  },
  {
    id: "Identifies the arrangement.",
    authorityId: "The authority whose record it is.",
    position: "Its place in the order of the register.",
    name: { description: "Its name.", label: "Name", register: "heading" },
    kind: { description: "What sort of way of buying it is.", label: "Kind", register: "kind" },
    opensOn: { description: "Its first day; null where it is not known.", input: "Its first day.", label: "Opens", beside: true, register: "opens", blank: "not known" },
    openList: { description: "Whether it is continually open to new providers.", usual: false, label: "Continually open to new providers" },
    statedEndOn: {
      description: "Its last day, only where its terms are not known.",
      label: "Ends on",
      hint: "Only where its terms are not known.",
      register: "ends",
      blank: "not known",
    },
    openEnded: { description: "Whether it has no end.", usual: false, label: "It has no end", beside: true },
    estimatedValuePence: { description: "The estimated total value.", typed: { least: 0 }, label: "Estimated total value, £", register: "value" },
    valueBasis: { description: "What that value is for.", label: "What that is for", placeholder: "7 years, all partners", beside: true },
    breakMonths: { description: "The notice of its break clause, in months.", typed: { count: "month", least: 1 }, label: "Break clause, months" },
    firstReviewMonths: {
      description: "After how many months it is first reviewed.",
      typed: { count: "month", least: 1 },
      label: "First review after, months",
      beside: true,
    },
    reviewEveryMonths: { description: "Every how many months it is reviewed.", typed: { count: "month", least: 1 }, label: "Reviewed every, months", beside: true },
    mostPlacesInHome: { description: "The most places in one home.", typed: { count: "place", least: 1 }, label: "Most places in a home" },
    mostProviders: { description: "The most providers.", typed: { count: "provider", least: 1 }, label: "Most providers", beside: true },
    voidsCarriedBy: { description: "Who pays for places that stand empty.", none: "Not said", label: "Voids carried by", beside: true },
    followsId: {
      description: "The arrangement that it follows, as its replacement or in the interim.",
      input: "The arrangement that it follows.",
      none: "None",
      label: "Follows",
    },
    interim: { description: "Whether it is interim cover.", usual: false, label: "Interim cover" },
    contractReference: { description: "The reference under which its contract is kept.", label: "Contract reference", placeholder: "CS/2024/117", register: "contractReference" },
    notes: { description: "Notes for whoever works with it.", long: true, label: "Working notes", register: "notes" },
    note: { description: "What else a reader has to know.", long: true, label: "Note for readers" },
    source: { description: "Where these facts come from.", label: "Source" },
  },
);

@ObjectType({ description: "A way of buying: a framework, a purchasing system, a block contract, or none of these. Its dates follow from its terms." })
export class Arrangement extends arrangementNoun.Stored {
  declare terms: ArrangementTerm[];
  declare stages: ProcurementStage[];

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
