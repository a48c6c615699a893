// Options for a decision: as stored, and as stated. What they come to side by side is a table.
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { type Row, sqliteTables } from "../db/tables.ts";
import { Commitment } from "./commitment.ts";
import { OptionPointKind, OverrideField } from "./enums.ts";
import { fromTable } from "./fromTable.ts";
import { pageOf } from "./page.ts";
import { Typed } from "./typed.ts";

@ObjectType({ description: "What is said of an option." })
export class OptionPoint extends fromTable(sqliteTables.optionPoint, { kind: "A benefit, a risk, or what is done about one.", said: "What it is." }) {}

@ObjectType({ description: "What an option takes otherwise in a commitment that is a fact. The fact stays as it is." })
export class OptionOverride extends fromTable(sqliteTables.optionOverride, { commitmentId: "The commitment.", field: "What is taken otherwise.", value: "As what." }) {}

@ObjectType({ description: "An option: what would be bought, and what would be otherwise, without touching the facts." })
export class Option extends fromTable(sqliteTables.option, {
  id: "Identifies the option.",
  authorityId: "The authority whose it is.",
  decision: "What is to be decided; the options of one decision are compared.",
  name: "Its name.",
  summary: "What it is, in a sentence.",
  recommended: "Whether it is the one recommended.",
  costed: "Whether its cost is known. False where what would be bought instead has no price yet: its figures are then [x], and not nil.",
  adoptedAt: "When it was adopted.",
  adoptedBy: "Who adopted it.",
  source: "Where it comes from.",
  position: "Its place in the order.",
}) {
  @Field(() => [OptionPoint], { description: "Its benefits, its risks, and what is done about those." })
  points!: OptionPoint[];

  @Field(() => [OptionOverride], { description: "What it takes otherwise." })
  overrides!: OptionOverride[];

  @Field(() => [Commitment], { description: "Commitments of its own, which are no facts until it is adopted." })
  commitments!: Commitment[];
}

export const OptionPage = pageOf(Option, "OptionPage", "options");

@ObjectType({ description: "Something to be decided." })
export class Decision {
  @Field(() => String, { description: "What is to be decided." })
  decision!: string;

  @Field(() => Int, { description: "How many options there are for it." })
  options!: number;
}

@InputType({ description: "What is said of an option." })
export class OptionPointInput {
  @Field(() => OptionPointKind, { description: "A benefit, a risk, or what is done about one." })
  kind!: Row<"optionPoint">["kind"];

  @Field(() => String, { description: "What it is." })
  said!: string;
}

@InputType({ description: "What an option takes otherwise in a commitment." })
export class OptionOverrideInput {
  @Field(() => ID, { description: "The commitment." })
  commitmentId!: string;

  @Field(() => OverrideField, { description: "What is taken otherwise." })
  field!: Row<"optionOverride">["field"];

  @Typed({ as: "unit" })
  @Field(() => String, { description: 'As what: "5500.00" pounds, "12" places, "0.03" for an uplift of 3%, "2027-03-31", "0.85" of its places, or "yes" to leave it out.' })
  value!: string;
}

@InputType({ description: "An option as its officer states it." })
export class OptionInput {
  @Field(() => String, { description: "What is to be decided." })
  decision!: string;

  @Field(() => String, { description: "Its name." })
  name!: string;

  @Field(() => String, { nullable: true, description: "What it is, in a sentence." })
  summary?: string;

  @Field(() => Boolean, { nullable: true, description: "Whether it is the one recommended." })
  recommended?: boolean;

  @Field(() => Boolean, { nullable: true, description: "False where what would be bought instead has no price yet; true where nothing is said." })
  costed?: boolean;

  @Field(() => String, { nullable: true, description: "Where it comes from." })
  source?: string;

  @Field(() => [OptionPointInput], { nullable: true, description: "Its benefits, its risks, and what is done about those." })
  points?: OptionPointInput[];

  @Field(() => [OptionOverrideInput], { nullable: true, description: "What it takes otherwise." })
  overrides?: OptionOverrideInput[];
}
