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

/** A printed table, checked by its own sums. */
export const checkTableQuery = graphql(`
  query CheckTable($text: String!) {
    checkTable(text: $text) {
      title columns said
      rows { at kind label cells }
      failing { at { row column } said }
      failingShares { at { row column } said }
      named { at { row column } said }
    }
  }
`);

export type TableChecked = ResultOf<typeof checkTableQuery>["checkTable"];
