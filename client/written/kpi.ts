// Written by `npm run schema` from schema/nouns. Change a noun's declaration there, and run it again.
import { describe } from "../forms/describe.ts";
import { graphql } from "../data/graphql.ts";
import { choices } from "./choices.ts";

export const kpiForm = describe("KpiInput", "KPI", {
  name: { kind: "words", needed: true, label: "Name" },
  code: { kind: "words", needed: true, label: "Code", hint: "All its versions are known by it, in files too." },
  version: { kind: "kept", begins: 1 },
  category: { kind: "choice", needed: true, label: "About", beside: true, begins: "GENERAL", choices: choices.KpiCategory },
  numeratorSaid: { kind: "words", label: "What is counted" },
  denominatorSaid: { kind: "words", label: "Out of what", hint: "Leave it empty for a count or an amount by itself. Otherwise every number entered needs what it is out of." },
  unit: { kind: "choice", needed: true, label: "Unit", choices: choices.KpiUnit },
  decimals: { kind: "count", label: "Decimals", beside: true, begins: 1 },
  polarity: { kind: "choice", needed: true, label: "Which way is better", choices: choices.Polarity },
  frequency: { kind: "choice", needed: true, label: "How often", beside: true, begins: "FINANCIAL_YEAR", choices: choices.PeriodKind },
  counts: { kind: "choice", label: "Counts what there was", begins: "OVER_THE_PERIOD", choices: choices.KpiCounts },
  appliesFrom: { kind: "day", label: "Counted so from", beside: true },
  ofPeople: { kind: "tick", label: "It counts people: small counts are hidden where it is published", begins: true },
  targets: { kind: "list", label: "Targets", add: "Add a target", fields: { subjectId: { kind: "choice", label: "Of", none: "everybody" }, startsOn: { kind: "day", needed: true, label: "From", width: "128px" }, endsOn: { kind: "day", label: "To", width: "128px" }, target: { kind: "number", needed: true, label: "Target", width: "76px" }, tolerance: { kind: "number", label: "Amber within", width: "76px" }, toleranceIn: { kind: "choice", label: "", width: "92px", when: {"tolerance":"given"}, begins: "POINTS", choices: choices.ToleranceUnit }, source: { kind: "words" } } },
  baselines: { kind: "list", label: "Baselines", add: "Add a baseline", fields: { subjectId: { kind: "choice", label: "Of", none: "everybody" }, value: { kind: "number", needed: true, label: "Value", width: "90px" }, asAt: { kind: "words", label: "When", width: "130px" }, source: { kind: "words", label: "Source" } } },
  computed: { kind: "choice", choices: choices.ComputedKpi },
  source: { kind: "words", label: "Source" },
  note: { kind: "words", label: "Note" },
});

/** What the form reads of one that is stored. */
export const kpiStored = graphql(`fragment KpiStored on Kpi @_unmask { id name code version category numeratorSaid denominatorSaid unit decimals polarity frequency counts appliesFrom ofPeople computed source note targets { subjectId startsOn endsOn target tolerance toleranceIn source } baselines { subjectId value asAt source } }`);

export const kpiWrites = {
  create: graphql(`mutation CreateKpi($authority: ID!, $input: KpiInput!, $key: String) { written: createKpi(authority: $authority, input: $input, key: $key) { id batchId seen } }`),
  change: graphql(`mutation ChangeKpi($id: ID!, $input: KpiInput!, $seen: DataVersion!, $key: String) { written: changeKpi(id: $id, input: $input, seen: $seen, key: $key) { batchId seen } }`),
  remove: graphql(`mutation RemoveKpi($id: ID!, $seen: DataVersion!, $key: String) { written: removeKpi(id: $id, seen: $seen, key: $key) { batchId seen } }`),
};
