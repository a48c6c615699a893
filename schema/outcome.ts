// Outcomes as they are asked for and entered.
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { sqliteTables as t } from "../db/tables.ts";
import { Kpi, KpiSubject } from "./nouns/kpi.ts";
import { noun } from "./nouns/noun.ts";
import { KpiCategory, SubjectKind } from "./outcomeEnums.ts";
import { DayScalar, DecimalScalar, InstantScalar } from "./scalars.ts";
import { Derivation, RagStatus } from "./tables/reportTable.ts";

export const OutcomeDimension = {
  DEFINITION: "definition",
  CATEGORY: "category",
  SUBJECT: "subject",
  LEVEL: "level",
  PERIOD: "period",
  RAG: "rag",
  BREAKDOWN: "breakdown",
} as const;
registerEnumType(OutcomeDimension, {
  name: "OutcomeDimension",
  description: "What outcomes are put together by.",
  valuesConfig: {
    DEFINITION: { description: "The version of the KPI." },
    CATEGORY: { description: "What the KPI is about." },
    SUBJECT: { description: "Whose they are." },
    LEVEL: { description: "What sort of subject." },
    PERIOD: { description: "The period." },
    RAG: { description: "How each stands to its target." },
    BREAKDOWN: { description: "The part of the whole." },
  },
});

export const Comparator = { COUNTRY: "country", REGION: "region", STATISTICAL_NEIGHBOURS: "statistical neighbours" } as const;
registerEnumType(Comparator, {
  name: "Comparator",
  description: "Whom an outcome is compared with.",
  valuesConfig: {
    COUNTRY: { description: "The country: England." },
    REGION: { description: "The subject's region." },
    STATISTICAL_NEIGHBOURS: { description: "Its statistical neighbours: as published together, else their counts added." },
  },
});

export const Peers = { LEVEL: "level", REGION: "region", STATISTICAL_NEIGHBOURS: "statistical neighbours" } as const;
registerEnumType(Peers, {
  name: "Peers",
  description: "Among whom a subject is ranked.",
  valuesConfig: {
    LEVEL: { description: "All subjects of its sort." },
    REGION: { description: "Those of its sort in its region." },
    STATISTICAL_NEIGHBOURS: { description: "Itself and its statistical neighbours." },
  },
});

@ObjectType({ simpleResolvers: true, description: "A period." })
export class OutcomePeriod {
  @Field(() => String, { description: 'As it is said: "2024/25 Q1".' })
  said!: string;

  @Field(() => DayScalar, { description: "Its first day." })
  startsOn!: string;

  @Field(() => DayScalar, { description: "Its last day." })
  endsOn!: string;
}

@ObjectType({ simpleResolvers: true, description: "A value beside another: a target, a comparator, an earlier period." })
export class Comparison {
  @Field(() => String, { description: "What it is compared with." })
  name!: string;

  @Field(() => DecimalScalar, { nullable: true, description: "That value; of a percentage a share of 1." })
  exact!: string | null;

  @Field(() => String, { description: "That value as shown." })
  shown!: string;

  @Field(() => DecimalScalar, { nullable: true, description: "The value less that one." })
  difference!: string | null;

  @Field(() => String, { nullable: true, description: 'The same as shown, of percentages in points: "+3.2 points".' })
  differenceShown!: string | null;

  @Field(() => String, { nullable: true, description: "up, down or level." })
  direction!: string | null;

  @Field(() => String, { nullable: true, description: "better, worse or the same, by the KPI's polarity; null where neither way is better." })
  verdict!: string | null;

  @Field(() => String, { nullable: true, description: "Why there is nothing to compare with." })
  why!: string | null;

  @Field(() => String, { nullable: true, description: "Who is left out of several added, since another of them holds them. Null where nobody is." })
  leftOut!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "A place among peers: 1 is the best, and equals share a place." })
export class OutcomeRank {
  @Field(() => Int, { description: "The place." })
  rank!: number;

  @Field(() => Int, { description: "Among how many that have a figure." })
  of!: number;
}

@ObjectType({ simpleResolvers: true, description: "How many outcomes are rated how." })
export class RagCounts {
  @Field(() => Int, { description: "Green." })
  green!: number;

  @Field(() => Int, { description: "Amber." })
  amber!: number;

  @Field(() => Int, { description: "Red." })
  red!: number;

  @Field(() => Int, { description: "Not rated: no target, no figure, or neither way is better." })
  none!: number;
}

@ObjectType({ simpleResolvers: true, description: "One outcome, or several put together by their counts. A mean of percentages cannot be asked for." })
export class KpiOutcome {
  @Field(() => ID, { description: "The outcome's id, or what the group has in common." })
  key!: string;

  @Field(() => Kpi, { nullable: true, description: "The version of the KPI; null where they differ." })
  kpi!: object | null;

  @Field(() => KpiCategory, { nullable: true, description: "What it is about; null where they differ." })
  category!: string | null;

  @Field(() => KpiSubject, { nullable: true, description: "Whose it is; null where they differ." })
  subject!: object | null;

  @Field(() => SubjectKind, { nullable: true, description: "What sort of subject; null where they differ." })
  level!: string | null;

  @Field(() => OutcomePeriod, { nullable: true, description: "The period; null where they differ." })
  period!: OutcomePeriod | null;

  @Field(() => String, { nullable: true, description: 'The part of the whole, empty for the whole itself; null where they differ: "Gender: Female".' })
  breakdown!: string | null;

  @Field(() => Int, { description: "How many outcomes it is put together from, without those that are left out." })
  count!: number;

  @Field(() => DecimalScalar, { nullable: true, description: "The numerators added up." })
  numerator!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "The denominators added up." })
  denominator!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "The figure; of a percentage a share of 1. A decimal that does not end is rounded at 20 places." })
  exact!: string | null;

  @Field(() => String, { description: 'The figure as shown, rounded half-up, or the mark in its place: "5.5%", "[c]".' })
  shown!: string;

  @Field(() => String, { nullable: true, description: "Why there is no figure." })
  why!: string | null;

  @Field(() => RagStatus, { nullable: true, description: "How it stands to its target; null where it has none." })
  rag!: string | null;

  @Field(() => RagCounts, { description: "How the outcomes that it is put together from are rated, each by itself." })
  rated!: RagCounts;

  @Field(() => String, {
    nullable: true,
    description: 'Who is left out, since another of these holds them: "Inner London and Outer London are within London and are not counted again." Null where nobody is.',
  })
  leftOut!: string | null;

  @Field(() => Comparison, { nullable: true, description: "The target, and how far off it is." })
  target!: Comparison | null;

  @Field(() => Comparison, { nullable: true, description: "The comparator asked for." })
  comparator!: Comparison | null;

  @Field(() => Comparison, { nullable: true, description: "The period before." })
  previous!: Comparison | null;

  @Field(() => Comparison, { nullable: true, description: "The same period a year before." })
  yearBefore!: Comparison | null;

  @Field(() => OutcomeRank, { nullable: true, description: "Its place among the peers asked for." })
  rank!: OutcomeRank | null;

  @Field(() => String, { nullable: true, description: "Why it has no place though it has a figure: another of the peers holds its subject, and has the place." })
  rankWhy!: string | null;

  @Field(() => Derivation, { simple: false, nullable: true, description: "How it was made." })
  derivation!: object | null;

  @Field(() => String, { nullable: true, description: "What published it; null where they differ." })
  release!: string | null;

  @Field(() => String, { nullable: true, description: "A note on it." })
  note!: string | null;
}

@ObjectType({ description: "A page of outcomes." })
export class KpiOutcomePage {
  @Field(() => [KpiOutcome], { description: "The outcomes of this page: by KPI, then subject, then period." })
  nodes!: object[];

  @Field(() => String, { nullable: true, description: "Give this as `after` to read the next page; null where the page is empty." })
  endCursor!: string | null;

  @Field(() => Boolean, { description: "Whether there are more behind this page." })
  hasNextPage!: boolean;

  @Field(() => Int, { description: "How many there are in all." })
  total!: number;

  @Field(() => String, { nullable: true, description: "What was hidden, and by which rule." })
  hiddenNote!: string | null;
}

const outcomeNoun = noun(
  t.outcome,
  "Outcome",
  { description: "An outcome as it is entered: a numerator with a denominator, or a value, or why there is none.", input: { name: "OutcomeColumns" } },
  {
    kpiId: { description: "The version of the KPI." },
    subjectId: { description: "Whose it is." },
    breakdown: { description: 'A part of the whole: "Gender: Female".', usual: "" },
    numerator: { description: "How many.", typed: { as: "number" } },
    denominator: { description: "Out of how many.", typed: { as: "number", least: 0 } },
    value: { description: 'The value alone; of a percentage a share of 1: "0.83".', typed: { as: "unit" } },
    missing: { description: "Why there is none." },
    release: { description: "What published it." },
    note: { description: "A note on it.", long: true },
  },
);

@InputType({ description: "An outcome as it is entered: a numerator with a denominator, or a value, or why there is none." })
export class OutcomeInput extends outcomeNoun.Input {
  @Field(() => String, { description: 'The period, as the KPI is counted: "2024/25", "2024/25 Q1", "June 2024", "2025".' })
  period!: string;
}

@ObjectType({ description: "A change of an outcome after it was first entered. What was there before stays." })
export class OutcomeRevision {
  @Field(() => InstantScalar, { description: "When." })
  madeAt!: string;

  @Field(() => String, { description: "Who." })
  madeBy!: string;

  @Field(() => String, { description: "Why." })
  why!: string;

  @Field(() => ID, { description: "Which outcome." })
  outcomeId!: string;

  @Field(() => String, { description: "Which field." })
  field!: string;

  @Field(() => String, { nullable: true, description: "What was there before." })
  from!: string | null;

  @Field(() => String, { nullable: true, description: "What was put there." })
  to!: string | null;
}
