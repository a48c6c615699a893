// What the pages ask of the change log, and of what one may take back.
import type { ResultOf, VariablesOf } from "gql.tada";
import { graphql } from "../graphql.ts";

const step = graphql(`fragment Step on UndoStep @_unmask { batchId why madeAt }`);
const steps = graphql(`fragment Steps on Undoable @_unmask { undo { ...Step } redo { ...Step } }`, [step]);

export const undoableQuery = graphql(`query Undoable($authority: ID!, $kinds: [UndoKind!]!) { undoable(authority: $authority, kinds: $kinds) { ...Steps } }`, [steps]);
export const undoLast = graphql(
  `
  mutation UndoLast($authority: ID!, $expected: ID!, $skip: Boolean!, $kinds: [UndoKind!]!, $key: String!) {
    undoLast(authority: $authority, expected: $expected, skip: $skip, kinds: $kinds, key: $key) { batchId seen next { ...Steps } }
  }
`,
  [steps],
);
export const redoLast = graphql(
  `
  mutation RedoLast($authority: ID!, $expected: ID!, $kinds: [UndoKind!]!, $key: String!) {
    redoLast(authority: $authority, expected: $expected, kinds: $kinds, key: $key) { batchId seen next { ...Steps } }
  }
`,
  [steps],
);
export const undoBatch = graphql(`mutation UndoBatch($batch: ID!, $key: String) { undoBatch(batch: $batch, key: $key) { batchId seen } }`);

export const historyQuery = graphql(`
  query History($authority: ID!, $first: Int!, $after: String) {
    history(authority: $authority, first: $first, after: $after) {
      endCursor hasNextPage
      nodes { id madeBy madeAt why takenBack together { authorityName } changes { tableName rowId field what fieldSaid fromSaid toSaid } }
    }
  }
`);

export const cellHistoryQuery = graphql(`
  query CellHistory($authority: ID!, $version: ID, $cell: ID, $thing: ID, $after: String) {
    cellHistory(authority: $authority, version: $version, cell: $cell, thing: $thing, first: 30, after: $after) {
      endCursor hasNextPage
      nodes { batchId madeBy madeAt why rowId field what fieldSaid fromSaid toSaid }
    }
  }
`);

export type UndoSteps = ResultOf<typeof undoableQuery>["undoable"];
export type UndoStep = NonNullable<UndoSteps["undo"]>;
export type ChangeSaid = Pick<ResultOf<typeof cellHistoryQuery>["cellHistory"]["nodes"][number], "what" | "fieldSaid" | "fromSaid" | "toSaid">;
export type UndoKind = VariablesOf<typeof undoableQuery>["kinds"][number];
