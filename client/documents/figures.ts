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
  mutation CreateFigure($authority: ID!, $input: PrintedFigureInput!) { createPrintedFigure(authority: $authority, input: $input) { id batchId } }
`);
export const changeFigure = graphql(`
  mutation ChangeFigure($authority: ID!, $id: ID!, $input: PrintedFigureInput!, $seen: DataVersion!) {
    changePrintedFigure(authority: $authority, id: $id, input: $input, seen: $seen) { batchId }
  }
`);
export const removeFigure = graphql(`mutation RemoveFigure($id: ID!, $seen: DataVersion!) { removePrintedFigure(id: $id, seen: $seen) { batchId } }`);

export type PrintedFigure = ResultOf<typeof figuresQuery>["printedFigures"][number];
