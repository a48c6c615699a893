// Registers that are typed into: what is asked of them, their cells changed, and their things duplicated.
import { graphql } from "../graphql.ts";

/** What a sheet shows of a register whose cells can be typed over. */
export const registerTable = graphql(`
  fragment RegisterTable on ReportTable @_unmask {
    address charted title source unit dataVersion notes
    columns { key label status words }
    rows { key kind level label status subjectId edits cells { shown pence note edits entry fixed } }
  }
`);

export const editFields = graphql(`
  mutation EditFields($authority: ID!, $edits: [FieldEditInput!]!, $unit: MoneyUnit!, $why: String, $key: String!, $addRows: [RowToAddInput!]) {
    editFields(authority: $authority, edits: $edits, unit: $unit, why: $why, key: $key, addRows: $addRows) { batchId seen cells { pence shown entry } }
  }
`);
export const previewFields = graphql(`
  query PreviewFields($authority: ID!, $edits: [FieldEditInput!]!, $unit: MoneyUnit!, $addRows: [RowToAddInput!]) {
    previewFields(authority: $authority, edits: $edits, unit: $unit, addRows: $addRows) { cells { shown error } rows { error cells { shown error } } }
  }
`);
export const duplicate = graphql(`mutation Duplicate($thing: String!, $key: String) { duplicate(thing: $thing, key: $key) { id batchId seen } }`);
