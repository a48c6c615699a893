// What the pages ask of notes, and change of them.
import type { ResultOf } from "gql.tada";
import { graphql } from "../graphql.ts";

export const notesQuery = graphql(`
  query Notes($authority: ID!, $sheet: String!, $subject: ID, $notesAfter: String) {
    notes(authority: $authority, sheet: $sheet, subject: $subject, first: 500, after: $notesAfter) {
      endCursor hasNextPage
      nodes { id rowKey columnKey place said madeBy madeAt resolvedBy resolvedAt answers { id said madeBy madeAt } }
    }
  }
`);
export const saveNote = graphql(`
  mutation SaveNote($authority: ID!, $input: NoteInput!, $seen: DataVersion!, $key: String!) { saveNote(authority: $authority, input: $input, seen: $seen, key: $key) { batchId seen } }
`);
export const removeNote = graphql(`mutation RemoveNote($id: ID!, $seen: DataVersion!, $key: String) { removeNote(id: $id, seen: $seen, key: $key) { batchId seen } }`);

export type Note = ResultOf<typeof notesQuery>["notes"]["nodes"][number];
