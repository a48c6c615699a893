// Written by `npm run schema` from schema/nouns. Change a noun's declaration there, and run it again.
import { describe } from "../forms/describe.ts";
import { graphql } from "../data/graphql.ts";
import { choices } from "./choices.ts";

export const publicationForm = describe("OutcomePublicationInput", "publication", {
  name: { kind: "words", needed: true, label: "Name", placeholder: "Cabinet report" },
  hiddenUpTo: { kind: "count", needed: true, label: "Hide counts of people from 1 to", hint: "And those from which they could be worked out. 0 hides nothing.", begins: 5 },
  mark: { kind: "choice", label: "Mark", begins: "CONFIDENTIAL", choices: choices.SuppressionMark },
});

/** What the form reads of one that is stored. */
export const publicationStored = graphql(`fragment OutcomePublicationStored on OutcomePublication @_unmask { id name hiddenUpTo mark }`);

export const publicationWrites = {
  create: graphql(`mutation CreateOutcomePublication($authority: ID!, $input: OutcomePublicationInput!, $key: String) { written: createOutcomePublication(authority: $authority, input: $input, key: $key) { id batchId seen } }`),
  change: graphql(`mutation ChangeOutcomePublication($id: ID!, $input: OutcomePublicationInput!, $seen: DataVersion!, $key: String) { written: changeOutcomePublication(id: $id, input: $input, seen: $seen, key: $key) { batchId seen } }`),
  remove: graphql(`mutation RemoveOutcomePublication($id: ID!, $seen: DataVersion!, $key: String) { written: removeOutcomePublication(id: $id, seen: $seen, key: $key) { batchId seen } }`),
};
