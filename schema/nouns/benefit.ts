// Benefits that were promised, with what reviews found of them.
import { Field, ObjectType, registerEnumType } from "type-graphql";
import { sqliteTables as t } from "../../db/tables.ts";
import { pageOf } from "../page.ts";
import { DayScalar } from "../scalars.ts";
import { noun } from "./noun.ts";

export const BenefitState = { NOT_DUE: "not due", DUE: "due", ON_COURSE: "on course", ACHIEVED: "achieved", MISSED: "missed" } as const;
registerEnumType(BenefitState, {
  name: "BenefitState",
  description: "Where a benefit stands.",
  valuesConfig: {
    NOT_DUE: { description: "Its first due date lies ahead." },
    DUE: { description: "It was due, and nothing that tells of it is held." },
    ON_COURSE: { description: "It is not due yet, and its KPI has got there already." },
    ACHIEVED: { description: "When last due it had come." },
    MISSED: { description: "When last due it had not." },
  },
});

const benefitReview = noun(
  t.benefitReview,
  "BenefitReview",
  { description: "What a review of a benefit found." },
  {
    reviewedOn: { description: "When.", label: "On", width: "140px" },
    achieved: { description: "Whether it had come.", label: "It had come", width: "90px" },
    found: { description: "What was found.", long: true, label: "What was found" },
  },
);

export const benefitNoun = noun(
  t.benefit,
  "Benefit",
  {
    description: "A benefit that was promised.",
    input: { description: "A benefit as its officer states it." },
    fixed: {
      state: "This cannot be typed over: it follows from what the KPI came to, or from the reviews. Press Enter to open them.",
      lastDue: "This cannot be typed over: it follows from when the months are counted. Press Enter to open it.",
      nextDue: "This cannot be typed over: it follows from when the months are counted. Press Enter to open it.",
      kpi: "This cannot be typed over: a KPI goes with whose outcomes tell of it. Press Enter to choose both.",
    },
    parts: { reviews: { noun: benefitReview, description: "What reviews found.", label: "Reviews", add: "Add a review", after: "resources" } },
  },
  {
    id: "Identifies it.",
    authorityId: "The authority whose it is.",
    position: "Its place in the order.",
    name: { description: "The expected benefit.", label: "Expected benefit", register: "heading" },
    accountable: {
      description: "The post that is accountable for it.",
      input: "The post that is accountable for it: never a person's name.",
      label: "Accountable post",
      register: "accountable",
      hint: "A post, never a person's name.",
    },
    baseline: { description: "How things stood before, in words.", long: true, label: "Baseline, in words", register: "baseline" },
    baselineValue: {
      description: "The same as a number; of a percentage a share of 1.",
      input: 'The same as a number: "0.141" for 14.1%.',
      typed: { as: "unit" },
      label: "Baseline, as a number",
    },
    targetValue: {
      description: "What has to be reached; null where better is enough.",
      input: "What has to be reached; left out where better is enough.",
      typed: { as: "unit" },
      label: "What has to be reached",
      hint: "Left empty, better is enough.",
      beside: true,
    },
    measuredBy: { description: "How it is measured.", long: true, label: "How it is measured", register: "measuredBy" },
    measuredWhen: { description: "When, in words.", label: "When, in words", register: "measuredWhen" },
    countedFrom: { description: "From when the months are counted: the start of the contract.", input: "From when the months are counted.", label: "Counted from" },
    afterMonths: { description: "How many months after that it is first due.", typed: { count: "month", most: 600 }, label: "First due after, months", beside: true },
    frequency: { description: "How often it is measured from then on.", label: "How often from then on", begins: "each year", register: "often" },
    comparedWith: {
      description: "What it is compared with.",
      input: "What it is compared with; its baseline where nothing is said.",
      usual: "its baseline",
      label: "Compared with",
      beside: true,
    },
    kpiId: { description: "The KPI that tells of it.", none: "none", label: "KPI that tells of it" },
    subjectId: { description: "Whose outcomes tell of it.", none: "nobody's", label: "Whose outcomes", beside: true },
    resources: { description: "What it takes.", long: true, label: "Resources required for review", register: "resources" },
    source: { description: "Where it comes from.", label: "Source" },
  },
);

@ObjectType({ description: "A benefit that was promised." })
export class Benefit extends benefitNoun.Stored {
  @Field(() => BenefitState, { description: "Where it stands." })
  state!: string;

  @Field(() => String, { description: "Why, in a sentence." })
  why!: string;

  @Field(() => DayScalar, { nullable: true, description: "When it was last due." })
  lastDue!: string | null;

  @Field(() => DayScalar, { nullable: true, description: "When it is next due." })
  nextDue!: string | null;
}

export const BenefitPage = pageOf(Benefit, "BenefitPage", "benefits");
