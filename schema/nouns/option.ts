// Options for a decision: as stored, and as stated. What they come to side by side is a table.
import { Field, Int, ObjectType } from "type-graphql";
import { sqliteTables as t } from "../../db/tables.ts";
import { pageOf } from "../page.ts";
import { Commitment } from "./commitment.ts";
import { noun } from "./noun.ts";

const point = noun(
  t.optionPoint,
  "OptionPoint",
  { description: "What is said of an option." },
  {
    kind: { description: "A benefit, a risk, or what is done about one.", label: "Sort", width: "110px" },
    said: { description: "What it is.", long: true, label: "What it is" },
  },
);

const override = noun(
  t.optionOverride,
  "OptionOverride",
  {
    description: "What an option takes otherwise in a commitment that is a fact. The fact stays as it is.",
    input: { description: "What an option takes otherwise in a commitment." },
  },
  {
    commitmentId: { description: "The commitment.", label: "In the commitment" },
    field: { description: "What is taken otherwise.", label: "What", width: "130px" },
    value: {
      description: "As what.",
      input: 'As what: "5500.00" pounds, "12" places, "0.03" for an uplift of 3%, "2027-03-31", "0.85" of its places, or "yes" to leave it out.',
      typed: { as: "unit" },
      label: "As",
      width: "120px",
    },
  },
);

export const optionNoun = noun(
  t.option,
  "Option",
  {
    description: "An option: what would be bought, and what would be otherwise, without touching the facts.",
    input: { description: "An option as its officer states it." },
    parts: {
      overrides: {
        noun: override,
        description: "What it takes otherwise.",
        label: "Overrides",
        add: "Add an override",
        hint: "The commitments themselves stay as they are. Nothing is typed for “Left out”.",
        after: "costed",
      },
      points: {
        noun: point,
        description: "Its benefits, its risks, and what is done about those.",
        label: "Benefits, risks and mitigations",
        add: "Add a point",
        after: "costed",
      },
    },
  },
  {
    id: "Identifies the option.",
    authorityId: "The authority whose it is.",
    position: "Its place in the order.",
    adoptedAt: "When it was adopted.",
    adoptedBy: "Who adopted it.",
    name: { description: "Its name.", label: "Name" },
    decision: {
      description: "What is to be decided; the options of one decision are compared.",
      input: "What is to be decided.",
      label: "For which decision",
      hint: "Options of one decision are compared.",
    },
    summary: { description: "What it is, in a sentence.", long: true, label: "What it is, in a sentence" },
    recommended: { description: "Whether it is the one recommended.", usual: false, label: "Recommended" },
    costed: {
      description: "Whether its cost is known. False where what would be bought instead has no price yet: its figures are then [x], and not nil.",
      input: "False where what would be bought instead has no price yet; true where nothing is said.",
      usual: true,
      label: "Its cost is known",
      beside: true,
    },
    source: { description: "Where it comes from.", label: "Source" },
  },
);

@ObjectType({ description: "An option: what would be bought, and what would be otherwise, without touching the facts." })
export class Option extends optionNoun.Stored {
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
