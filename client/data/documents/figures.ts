// What the figures sheet asks.
import type { ResultOf } from "gql.tada";
import { figureStored } from "../../written/figure.ts";
import { reportTable, rowWorkings } from "../documents.ts";
import { graphql } from "../graphql.ts";

export const figuresTableQuery = graphql(`query FiguresTable($authority: ID!) { printedFiguresTable(authority: $authority) { ...ReportTable } }`, [reportTable]);
export const figureWorkingsQuery = graphql(
  `query FigureWorkings($authority: ID!, $rows: [ID!]!) { printedFiguresTable(authority: $authority) { rows(keys: $rows) { ...RowWorkings } } }`,
  [rowWorkings],
);
export const figuresQuery = graphql(
  `
  query Figures($authority: ID!) {
    printedFigures(authority: $authority) { ...PrintedFigureStored }
  }
`,
  [figureStored],
);

export type PrintedFigure = ResultOf<typeof figuresQuery>["printedFigures"][number];
