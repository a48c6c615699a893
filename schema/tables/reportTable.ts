// The one shape of every computed table, as GraphQL gives it.
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { VarianceSign } from "../monitoring.ts";
import { DecimalScalar, PenceScalar, SequenceScalar } from "../scalars.ts";

export const ReportRowKind = {
  COST_CENTRE: "cost centre",
  SUBTOTAL: "subtotal",
  TOTAL: "total",
  COMMITMENT: "commitment",
  REMAINING: "remaining",
  HEADING: "heading",
  LINE: "line",
} as const;
registerEnumType(ReportRowKind, {
  name: "ReportRowKind",
  description: "What a row of a table is.",
  valuesConfig: {
    COST_CENTRE: { description: "A cost centre's budget." },
    SUBTOTAL: { description: "The total of a service group." },
    TOTAL: { description: "The total budget." },
    COMMITMENT: { description: "A commitment, deducted." },
    REMAINING: { description: "What is left of the total when the commitments are deducted." },
    HEADING: { description: "A heading over the rows below it, with no figures of its own." },
    LINE: { description: "Any other line." },
  },
});

export const RagStatus = { GREEN: "green", AMBER: "amber", RED: "red" } as const;
registerEnumType(RagStatus, {
  name: "RagStatus",
  description: "How a value stands to its target, judged on the exact value.",
  valuesConfig: {
    GREEN: { description: "The target is met, inclusive." },
    AMBER: { description: "Off by no more than the tolerance, inclusive." },
    RED: { description: "Further off, or off where no tolerance is stated." },
  },
});

export const CellKind = {
  POUNDS: "pounds",
  THOUSANDS: "thousands",
  MILLIONS: "millions",
  PRICE: "price",
  PERCENT: "percent",
  POINTS: "points",
  NUMBER: "number",
  DAY: "day",
  WORDS: "words",
} as const;
registerEnumType(CellKind, {
  name: "CellUnit",
  description: "What a cell holds, or would hold where its figure is missing or hidden.",
  valuesConfig: {
    POUNDS: { description: "Money in pounds and pence: 1,399,098.69." },
    THOUSANDS: { description: "Money in thousands of pounds: 1,399." },
    MILLIONS: { description: "Money in millions of pounds: 1.4." },
    PRICE: { description: "Money that says its own £, whatever its table is in: £26.50." },
    PERCENT: { description: "A share, as a percentage: 5.5%." },
    POINTS: { description: "A difference of two percentages: 3.2 points." },
    NUMBER: { description: "A number of something, or a plain number." },
    DAY: { description: "A day: 30 Jun 2018." },
    WORDS: { description: "Words, or nothing." },
  },
});

@ObjectType({ description: "An input of a figure." })
export class DerivationInput {
  @Field(() => String, { description: "What it is: places, price a week, or the name of another row." })
  name!: string;

  @Field(() => String, { description: "Its value, as the workings print it." })
  value!: string;
}

export const FigureRounding = {
  AS_PRINTED: "as printed",
  MILLIONS_TO_ONE_DECIMAL: "£m with one decimal",
  MILLIONS_TO_TWO_DECIMALS: "£m with two decimals",
  THOUSANDS_IN_FULL: "thousands in full",
  THOUSANDS_WITH_K: "thousands with k",
  THOUSANDS_IN_UNIT: "thousands in £000s",
  POUNDS: "pounds",
  PENCE: "pence",
  WHOLE: "whole",
  ONE_DECIMAL: "one decimal",
  TWO_DECIMALS: "two decimals",
  NIL: "nil",
} as const;
registerEnumType(FigureRounding, {
  name: "FigureRounding",
  description: "How a figure is rounded where a sentence says it: once, half-up, from its exact value.",
  valuesConfig: {
    AS_PRINTED: { description: "As its table prints it: (1,399)." },
    MILLIONS_TO_ONE_DECIMAL: { description: "–£1.4m." },
    MILLIONS_TO_TWO_DECIMALS: { description: "–£1.40m." },
    THOUSANDS_IN_FULL: { description: "To the nearest thousand pounds: –£1,399,000." },
    THOUSANDS_WITH_K: { description: "The same, shorter: –£1,399k." },
    THOUSANDS_IN_UNIT: { description: "The same with the unit behind it: –1,399 (£000s)." },
    POUNDS: { description: "To the pound: –£1,399,099." },
    PENCE: { description: "To the penny: –£1,399,098.69." },
    WHOLE: { description: "A percentage, points or a number of something with no decimals: 5%." },
    ONE_DECIMAL: { description: "The same with one decimal: 5.5%." },
    TWO_DECIMALS: { description: "The same with two decimals: 5.48%." },
    NIL: { description: "The word for a true nil." },
  },
});

@ObjectType({ simpleResolvers: true, description: "A figure as a sentence of a report would say it." })
export class FigureWords {
  @Field(() => FigureRounding, { description: "How it is rounded." })
  rounding!: (typeof FigureRounding)[keyof typeof FigureRounding];

  @Field(() => String, { description: 'The words: "£4.3m", "–£1.4m", "5.5%", "[c]".' })
  text!: string;

  @Field(() => String, { nullable: true, description: "The unit that they leave unsaid: £000s of 4,346; null where they say their own." })
  unit!: string | null;
}

@ObjectType({ description: "How a figure was made: printed from the same tree that gave its value." })
export class Derivation {
  @Field(() => String, { description: 'The workings: "9 places × £5,963.00 a week × 52.14 weeks × 0.5 year".' })
  workings!: string;

  @Field(() => String, { description: 'The exact result: "£1,399,098.69", or "73.15%".' })
  result!: string;

  @Field(() => [DerivationInput], { description: "The inputs that the workings name, in order." })
  inputs!: DerivationInput[];
}

@ObjectType({ simpleResolvers: true, description: "A column of a table." })
export class ReportColumn {
  @Field(() => ID, { description: "Stays the same from one reading to the next; of a column that holds a financial year it is the year." })
  key!: string;

  @Field(() => String, { description: "Its heading." })
  label!: string;

  @Field(() => String, { description: "What its figures are: budget or draft; empty where there is nothing to say." })
  status!: string;

  @Field(() => Boolean, { nullable: true, description: "True where its cells are words and not figures." })
  words?: boolean;

  @Field(() => VarianceSign, { nullable: true, description: "Of a column of variances: how their sign is printed. Brackets there may be an overspend, which is above nil." })
  varianceSign?: (typeof VarianceSign)[keyof typeof VarianceSign];
}

// A table has thousands of these, so its fields are read as plain properties, with no resolver that could hold a guard: guards stand on the query.
@ObjectType({ simpleResolvers: true, description: "What the known parts of a total come to, where others are not known." })
export class PartialAmount {
  @Field(() => String, { description: "What they come to, as the table would print it." })
  shown!: string;

  @Field(() => Int, { description: "How many parts are known." })
  known!: number;

  @Field(() => Int, { description: "How many parts there are." })
  of!: number;

  @Field(() => String, { description: "What is counted: cost centres." })
  parts!: string;
}

@ObjectType({ simpleResolvers: true, description: "One figure of a table." })
export class ReportCell {
  @Field(() => DecimalScalar, {
    nullable: true,
    description: "The exact value, money in pounds; null where no figure is held. A decimal that does not end is rounded at 20 places; its workings have the whole of it.",
  })
  exact!: string | null;

  @Field(() => PenceScalar, {
    nullable: true,
    description:
      "Money rounded half-up to whole pence; null where no figure is held, for a figure that is no money, and beyond 9,007,199,254,740,991 pence, which `exact` still has.",
  })
  pence!: number | null;

  @Field(() => String, { description: "The value as the table prints it, in its unit: brackets for deductions, – for nil, [x] where no figure is held." })
  shown!: string;

  @Field(() => CellKind, { description: "What it holds: money in the table's unit, a percentage, a day, words." })
  unit!: (typeof CellKind)[keyof typeof CellKind];

  @Field(() => String, { nullable: true, description: "What a reader has to know of this figure: rounding, or what a report printed instead." })
  note!: string | null;

  @Field(() => PartialAmount, {
    nullable: true,
    description: "Of a total that is not known, because some of its parts are not: what is there of it so far. Nothing is worked out from it, and no file has it.",
  })
  partial!: PartialAmount | null;

  @Field(() => RagStatus, { nullable: true, description: "How it stands to its target; null where it has none." })
  rag!: (typeof RagStatus)[keyof typeof RagStatus] | null;

  @Field(() => String, {
    nullable: true,
    description: "The address to give to `editCells` to change this amount, or in a register to `editFields`; null where it is computed or may not be changed.",
  })
  edits!: string | null;

  @Field(() => String, { nullable: true, description: "Why it cannot be typed over, where its register says so." })
  fixed!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The value in full, as one would type it over: an amount in the table's unit, a day, a choice or a name as its form says it; null unless it can be changed.",
  })
  entry!: string | null;

  @Field(() => Derivation, { simple: false, nullable: true, description: "How it was made; worked out only when asked for." })
  derivation!: Derivation | null;

  @Field(() => [FigureWords], {
    simple: false,
    description: "The wordings in which a report would say it, worked out only when asked for. What is hidden or not held has the one that is shown; a blank has none.",
  })
  said!: FigureWords[];
}

@ObjectType({ simpleResolvers: true, description: "A row of a table." })
export class ReportRow {
  @Field(() => ID, { description: "Stays the same from one reading of the table to the next." })
  key!: string;

  @Field(() => ReportRowKind, { description: "What the row is." })
  kind!: (typeof ReportRowKind)[keyof typeof ReportRowKind];

  @Field(() => Int, { description: "0 for a row of the table itself, 1 for a row within a group." })
  level!: number;

  @Field(() => String, { description: "Its heading." })
  label!: string;

  @Field(() => String, { nullable: true, description: "Its status in words: of a commitment, of a term." })
  status!: string | null;

  @Field(() => ID, { nullable: true, description: "The stored thing that it shows: a cost centre, a commitment, an authority." })
  subjectId!: string | null;

  @Field(() => String, { nullable: true, description: "The address to change the name by that its heading shows, with `editFields`; null where that cannot be typed over." })
  edits?: string | null;

  @Field(() => [ReportCell], { description: "Its cells, one a column." })
  cells!: ReportCell[];
}

@ObjectType({ simpleResolvers: true, description: "That a row, or a column, of a table is worked out from another." })
export class FigureUse {
  @Field(() => ID, { description: "The key of what is used." })
  of!: string;

  @Field(() => ID, { description: "The key of what is worked out from it: a total from its parts, a variance from the forecast." })
  in!: string;

  @Field(() => Int, { description: "1 where it is added as it is shown, -1 where it is taken off, 0 where it is used otherwise." })
  sign!: number;
}

@ObjectType({ description: "A computed table, in the one shape that the page, the chart and every export render." })
export class ReportTable {
  @Field(() => ID, { description: "Which table this is." })
  id!: string;

  @Field(() => String, { description: "Its title." })
  title!: string;

  @Field(() => String, { nullable: true, description: "Where its facts come from." })
  source!: string | null;

  @Field(() => String, { description: "The unit of its figures: £, £000s or £m." })
  unit!: string;

  @Field(() => SequenceScalar, { description: "The version of its authority's data that it was made from; 0 of what nothing stored goes into." })
  dataVersion!: number;

  @Field(() => [ReportColumn], { description: "Its columns." })
  columns!: ReportColumn[];

  @Field(() => [ReportRow], { description: "Its rows, in order." })
  rows!: ReportRow[];

  @Field(() => [String], { description: "Its notes, in order." })
  notes!: string[];
}
