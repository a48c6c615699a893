// What the figures sheet asks.
import type { ResultOf } from "gql.tada";
import { reportTable, rowWorkings } from "../documents.ts";
import { graphql } from "../graphql.ts";

export const figuresTableQuery = graphql(`query FiguresTable($authority: ID!) { printedFiguresTable(authority: $authority) { ...ReportTable } }`, [reportTable]);
export const figureWorkingsQuery = graphql(
  `query FigureWorkings($authority: ID!, $rows: [ID!]!) { printedFiguresTable(authority: $authority) { rows(keys: $rows) { ...RowWorkings } } }`,
  [rowWorkings],
);
export const figuresQuery = graphql(`
  query Figures($authority: ID!) {
    printedFigures(authority: $authority) { id reference what printed printedValue unit nearest workings why arrangementId }
  }
`);
export const createFigure = graphql(`
  mutation CreateFigure($authority: ID!, $input: PrintedFigureInput!, $key: String) { createPrintedFigure(authority: $authority, input: $input, key: $key) { id batchId } }
`);
export const changeFigure = graphql(`
  mutation ChangeFigure($authority: ID!, $id: ID!, $input: PrintedFigureInput!, $seen: DataVersion!, $key: String) {
    changePrintedFigure(authority: $authority, id: $id, input: $input, seen: $seen, key: $key) { batchId }
  }
`);
export const removeFigure = graphql(`mutation RemoveFigure($id: ID!, $seen: DataVersion!, $key: String) { removePrintedFigure(id: $id, seen: $seen, key: $key) { batchId } }`);

export type PrintedFigure = ResultOf<typeof figuresQuery>["printedFigures"][number];
