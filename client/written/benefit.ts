// Written by `npm run schema` from schema/nouns. Change a noun's declaration there, and run it again.
import { describe } from "../forms/describe.ts";
import { graphql } from "../data/graphql.ts";
import { choices } from "./choices.ts";

export const benefitForm = describe("BenefitInput", "benefit", {
  name: { kind: "words", needed: true, label: "Expected benefit" },
  accountable: { kind: "words", needed: true, label: "Accountable post", hint: "A post, never a person's name." },
  baseline: { kind: "words", label: "Baseline, in words" },
  baselineValue: { kind: "number", label: "Baseline, as a number" },
  targetValue: { kind: "number", label: "What has to be reached", hint: "Left empty, better is enough.", beside: true },
  measuredBy: { kind: "words", label: "How it is measured" },
  measuredWhen: { kind: "words", label: "When, in words" },
  countedFrom: { kind: "day", label: "Counted from" },
  afterMonths: { kind: "count", label: "First due after, months", beside: true },
  frequency: { kind: "choice", needed: true, label: "How often from then on", begins: "EACH_YEAR_AFTER", choices: choices.BenefitFrequency },
  comparedWith: { kind: "choice", label: "Compared with", beside: true, begins: "BASELINE", choices: choices.BenefitComparison },
  kpiId: { kind: "choice", label: "KPI that tells of it", none: "none" },
  subjectId: { kind: "choice", label: "Whose outcomes", beside: true, none: "nobody's" },
  resources: { kind: "words", label: "Resources required for review" },
  reviews: { kind: "list", label: "Reviews", add: "Add a review", fields: { reviewedOn: { kind: "day", needed: true, label: "On", width: "140px" }, achieved: { kind: "tick", label: "It had come", width: "90px", begins: false }, found: { kind: "words", label: "What was found" } } },
  source: { kind: "words", label: "Source" },
});

/** What the form reads of one that is stored. */
export const benefitStored = graphql(`fragment BenefitStored on Benefit @_unmask { id name accountable baseline baselineValue targetValue measuredBy measuredWhen countedFrom afterMonths frequency comparedWith kpiId subjectId resources source reviews { reviewedOn achieved found } }`);

export const benefitWrites = {
  create: graphql(`mutation CreateBenefit($authority: ID!, $input: BenefitInput!, $key: String) { written: createBenefit(authority: $authority, input: $input, key: $key) { id batchId seen } }`),
  change: graphql(`mutation ChangeBenefit($id: ID!, $input: BenefitInput!, $seen: DataVersion!, $key: String) { written: changeBenefit(id: $id, input: $input, seen: $seen, key: $key) { batchId seen } }`),
  remove: graphql(`mutation RemoveBenefit($id: ID!, $seen: DataVersion!, $key: String) { written: removeBenefit(id: $id, seen: $seen, key: $key) { batchId seen } }`),
};

/** Its register, and the columns of it that a new row is typed into. */
export const benefitRegister = {"of":"benefit","noun":"benefit","columns":["accountable","baseline","measuredBy","measuredWhen","often","resources"]} as const;
