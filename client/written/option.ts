// Written by `npm run schema` from schema/nouns. Change a noun's declaration there, and run it again.
import { describe } from "../forms/describe.ts";
import { graphql } from "../data/graphql.ts";
import { choices } from "./choices.ts";

export const optionForm = describe("OptionInput", "option", {
  name: { kind: "words", needed: true, label: "Name" },
  decision: { kind: "words", needed: true, label: "For which decision", hint: "Options of one decision are compared." },
  summary: { kind: "words", label: "What it is, in a sentence" },
  recommended: { kind: "tick", label: "Recommended", begins: false },
  costed: { kind: "tick", label: "Its cost is known", beside: true, begins: true },
  overrides: { kind: "list", label: "Overrides", hint: "The commitments themselves stay as they are. Nothing is typed for “Left out”.", add: "Add an override", fields: { commitmentId: { kind: "choice", needed: true, label: "In the commitment" }, field: { kind: "choice", needed: true, label: "What", width: "130px", choices: choices.OverrideField }, value: { kind: "number", needed: true, label: "As", width: "120px" } } },
  points: { kind: "list", label: "Benefits, risks and mitigations", add: "Add a point", fields: { kind: { kind: "choice", needed: true, label: "Sort", width: "110px", choices: choices.OptionPointKind }, said: { kind: "words", needed: true, label: "What it is" } } },
  source: { kind: "words", label: "Source" },
});

/** What the form reads of one that is stored. */
export const optionStored = graphql(`fragment OptionStored on Option @_unmask { id name decision summary recommended costed source overrides { commitmentId field value } points { kind said } }`);

export const optionWrites = {
  create: graphql(`mutation CreateOption($authority: ID!, $input: OptionInput!, $key: String) { written: createOption(authority: $authority, input: $input, key: $key) { id batchId seen } }`),
  change: graphql(`mutation ChangeOption($id: ID!, $input: OptionInput!, $seen: DataVersion!, $key: String) { written: changeOption(id: $id, input: $input, seen: $seen, key: $key) { batchId seen } }`),
  remove: graphql(`mutation RemoveOption($id: ID!, $seen: DataVersion!, $key: String) { written: removeOption(id: $id, seen: $seen, key: $key) { batchId seen } }`),
};
