// Written by `npm run schema` from schema/nouns. Change a noun's declaration there, and run it again.
import { describe } from "../forms/describe.ts";
import { graphql } from "../data/graphql.ts";
import { choices } from "./choices.ts";

export const statusForm = describe("CommitmentStatusInput", "status", {
  name: { kind: "words", needed: true, label: "Status", placeholder: "At Design Authority" },
  kind: { kind: "choice", needed: true, label: "Which is", beside: true, choices: choices.CommitmentStatusKind },
});

/** What the form reads of one that is stored. */
export const statusStored = graphql(`fragment CommitmentStatusStored on CommitmentStatus @_unmask { id name kind }`);

export const statusWrites = {
  create: graphql(`mutation CreateCommitmentStatus($authority: ID!, $input: CommitmentStatusInput!, $key: String) { written: createCommitmentStatus(authority: $authority, input: $input, key: $key) { id batchId seen } }`),
  change: graphql(`mutation ChangeCommitmentStatus($id: ID!, $input: CommitmentStatusInput!, $seen: DataVersion!, $key: String) { written: changeCommitmentStatus(id: $id, input: $input, seen: $seen, key: $key) { batchId seen } }`),
  remove: graphql(`mutation RemoveCommitmentStatus($id: ID!, $seen: DataVersion!, $key: String) { written: removeCommitmentStatus(id: $id, seen: $seen, key: $key) { batchId seen } }`),
};
