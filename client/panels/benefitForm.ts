// The form of a promised benefit. What its values are in follows from its KPI.
import type { BenefitHeld, KpiHeld } from "../documents/outcomes.ts";
import { describe } from "../forms/describe.ts";
import type { Opening } from "../forms/input.ts";
import { benefitFrequenciesSaid, comparisonsSaid } from "../kpiWords.ts";
import { said } from "../words.ts";

/** The form, where these KPIs can tell of a benefit. */
export function benefitForm(kpis: readonly KpiHeld[]) {
  const ofKpi = (beside: (name: string) => string) => ({ unit: inPercent(kpis, beside("kpiId")) ? ("PERCENT" as const) : ("NUMBER" as const) });
  return describe("BenefitInput", {
    name: { kind: "words", needed: true, label: "Expected benefit" },
    accountable: { kind: "words", needed: true, label: "Accountable post", hint: "A post, never a person's name." },
    baseline: { kind: "words", label: "Baseline, in words" },
    baselineValue: { kind: "number", label: "Baseline, as a number", as: ofKpi },
    targetValue: { kind: "number", label: "What has to be reached", hint: "Left empty, better is enough.", as: ofKpi },
    measuredBy: { kind: "words", label: "How it is measured" },
    measuredWhen: { kind: "words", label: "When, in words" },
    countedFrom: { kind: "day", label: "Counted from" },
    afterMonths: { kind: "count", label: "First due after, months" },
    frequency: { kind: "choice", needed: true, label: "How often from then on", choices: said(benefitFrequenciesSaid) },
    comparedWith: { kind: "choice", label: "Compared with", choices: said(comparisonsSaid) },
    kpiId: { kind: "choice", label: "KPI that tells of it" },
    subjectId: { kind: "choice", label: "Whose outcomes" },
    resources: { kind: "words", label: "Resources required for review" },
    reviews: {
      kind: "list",
      label: "Reviews",
      add: "Add a review",
      columns: ["reviewedOn", "achieved", "found"],
      fields: {
        reviewedOn: { kind: "day", needed: true, label: "On", width: "140px" },
        achieved: { kind: "tick", label: "It had come", width: "90px" },
        found: { kind: "words", label: "What was found" },
      },
    },
    source: { kind: "words", label: "Source" },
  });
}

export function inPercent(kpis: readonly KpiHeld[], kpi: string): boolean {
  return kpis.find(({ id }) => id === kpi)?.unit === "PERCENT";
}

const begin: Opening<"BenefitInput"> = {
  name: "",
  accountable: "",
  baseline: null,
  baselineValue: null,
  targetValue: null,
  measuredBy: null,
  measuredWhen: null,
  countedFrom: null,
  afterMonths: null,
  frequency: "EACH_YEAR_AFTER",
  comparedWith: "BASELINE",
  kpiId: null,
  subjectId: null,
  resources: null,
  reviews: [],
  source: null,
};

export function storedBenefit(held: BenefitHeld | null): Opening<"BenefitInput"> {
  return held ?? begin;
}
