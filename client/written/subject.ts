// Written by `npm run schema` from schema/nouns. Change a noun's declaration there, and run it again.
import { describe } from "../forms/describe.ts";
import { graphql } from "../data/graphql.ts";
import { choices } from "./choices.ts";

export const subjectForm = describe("KpiSubjectInput", "subject", {
  kind: { kind: "choice", needed: true, label: "Sort", choices: choices.SubjectKind },
  name: { kind: "words", needed: true, label: "Name" },
  oldCode: { kind: "words", label: "Old code", placeholder: "343" },
  gssCode: { kind: "words", label: "GSS code", placeholder: "E08000014", beside: true },
  withinId: { kind: "choice", label: "Within", none: "nothing" },
  partnershipId: { kind: "choice" },
  arrangementId: { kind: "choice" },
  lotId: { kind: "choice" },
  neighbourIds: { kind: "ids", from: ["neighbours","neighbourId"], label: "Statistical neighbours", add: "Add a neighbour", when: {"kind":["AUTHORITY"]} },
});

/** What the form reads of one that is stored. */
export const subjectStored = graphql(`fragment KpiSubjectStored on KpiSubject @_unmask { id kind name oldCode gssCode withinId partnershipId arrangementId lotId neighbours { neighbourId } }`);

export const subjectWrites = {
  create: graphql(`mutation CreateKpiSubject($authority: ID!, $input: KpiSubjectInput!, $key: String) { written: createKpiSubject(authority: $authority, input: $input, key: $key) { id batchId seen } }`),
  change: graphql(`mutation ChangeKpiSubject($id: ID!, $input: KpiSubjectInput!, $seen: DataVersion!, $key: String) { written: changeKpiSubject(id: $id, input: $input, seen: $seen, key: $key) { batchId seen } }`),
  remove: graphql(`mutation RemoveKpiSubject($id: ID!, $seen: DataVersion!, $key: String) { written: removeKpiSubject(id: $id, seen: $seen, key: $key) { batchId seen } }`),
};
