// The form of a KPI's definition, with its targets and baselines: what they are in follows from its unit.
import type { KpiHeld } from "../documents/outcomes.ts";
import { describe, type TextAt } from "../forms/describe.ts";
import type { Opening } from "../forms/input.ts";
import { categoriesSaid, countsSaid, frequenciesSaid, kpiUnitsSaid, polaritiesSaid } from "../kpiWords.ts";
import { said } from "../words.ts";

const inPercent = { unit: "PERCENT" as const };
const ofUnit = (_: TextAt, form: TextAt) => (form("unit") === "PERCENT" ? inPercent : { unit: "NUMBER" as const });

export const kpiForm = describe("KpiInput", {
  name: { kind: "words", needed: true, label: "Name" },
  code: { kind: "words", needed: true, label: "Code", hint: "All its versions are known by it, in files too." },
  version: { kind: "kept" },
  computed: { kind: "choice" },
  category: { kind: "choice", needed: true, label: "About", choices: said(categoriesSaid) },
  numeratorSaid: { kind: "words", label: "What is counted" },
  denominatorSaid: { kind: "words", label: "Out of what" },
  unit: { kind: "choice", needed: true, label: "Unit", choices: said(kpiUnitsSaid) },
  decimals: { kind: "count", label: "Decimals" },
  polarity: { kind: "choice", needed: true, label: "Which way is better", choices: said(polaritiesSaid) },
  frequency: { kind: "choice", needed: true, label: "How often", choices: said(frequenciesSaid) },
  counts: { kind: "choice", label: "Counts what there was", choices: said(countsSaid) },
  appliesFrom: { kind: "day", label: "Counted so from" },
  ofPeople: { kind: "tick", label: "It counts people: small counts are hidden where it is published" },
  targets: {
    kind: "list",
    label: "Targets",
    add: "Add a target",
    columns: ["subjectId", "startsOn", "endsOn", "target", "tolerance", "toleranceIn"],
    fields: {
      subjectId: { kind: "choice", label: "Of" },
      startsOn: { kind: "day", needed: true, label: "From", width: "128px" },
      endsOn: { kind: "day", label: "To", width: "128px" },
      target: { kind: "number", needed: true, label: "Target", width: "76px", as: ofUnit },
      tolerance: {
        kind: "number",
        label: "Amber within",
        width: "76px",
        as: (beside: TextAt, form: TextAt) => (beside("toleranceIn") === "RELATIVE" ? inPercent : ofUnit(beside, form)),
      },
      toleranceIn: {
        kind: "choice",
        label: "",
        width: "92px",
        when: (beside: TextAt) => beside("tolerance").trim() !== "",
        choices: [
          ["POINTS", "points"],
          ["RELATIVE", "% of it"],
        ],
      },
      source: { kind: "words" },
    },
  },
  baselines: {
    kind: "list",
    label: "Baselines",
    add: "Add a baseline",
    columns: ["subjectId", "value", "asAt", "source"],
    fields: {
      subjectId: { kind: "choice", label: "Of" },
      value: { kind: "number", needed: true, label: "Value", width: "90px", as: ofUnit },
      asAt: { kind: "words", label: "When", width: "130px" },
      source: { kind: "words", label: "Source" },
    },
  },
  source: { kind: "words", label: "Source" },
  note: { kind: "words", label: "Note" },
});

const begin: Opening<"KpiInput"> = {
  name: "",
  code: "",
  version: null,
  computed: null,
  category: "GENERAL",
  numeratorSaid: null,
  denominatorSaid: null,
  unit: "PERCENT",
  decimals: 1,
  polarity: "HIGHER_IS_BETTER",
  frequency: "FINANCIAL_YEAR",
  counts: "OVER_THE_PERIOD",
  appliesFrom: null,
  ofPeople: true,
  targets: [],
  baselines: [],
  source: null,
  note: null,
};

export function storedKpi(held: KpiHeld | null): Opening<"KpiInput"> {
  if (!held) return begin;
  return { ...held, targets: held.targets.map((target) => ({ ...target, toleranceIn: target.toleranceIn ?? "POINTS" })) };
}
