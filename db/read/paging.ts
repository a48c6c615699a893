// Pages by cursor: a page is found by the last row's place in the order, so that it costs the same on page one and on page thousand.
import { and, asc, desc, eq, gt, lt, or, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { kindOf } from "../engine/dialect.ts";
import { Refusal } from "../write/refusal.ts";

export interface PageArgs {
  first?: number | null | undefined;
  after?: string | null | undefined;
  descending?: boolean | null | undefined;
}

export interface Page<Node> {
  nodes: Node[];
  endCursor: string | null;
  hasNextPage: boolean;
}

export const mostInPage = 500;
const usualInPage = 50;

/** The order of a page: by `column`, and by `id` where two rows tie. */
export function pageOrder(column: AnyPgColumn, id: AnyPgColumn, args: PageArgs): SQL[] {
  const direction = args.descending ? desc : asc;
  return column === id ? [direction(id)] : [direction(column), direction(id)];
}

/** The rows behind the cursor. @throws Refusal BAD_INPUT for a cursor that no page gave. */
export function pageStart(column: AnyPgColumn, id: AnyPgColumn, args: PageArgs): SQL | undefined {
  if (!args.after) return undefined;
  const [value, lastId] = readCursor(args.after);
  if (!holds(column, value) || !holds(id, lastId)) throw notACursor();
  const beyond = args.descending ? lt : gt;
  if (column === id) return beyond(id, lastId);
  return or(beyond(column, value), and(eq(column, value), beyond(id, lastId)));
}

/** How many rows to read: one more than the page, which tells whether there is another. @throws Refusal BAD_INPUT. */
export function pageLimit(args: PageArgs): number {
  const first = args.first ?? usualInPage;
  if (first < 1 || first > mostInPage) throw new Refusal("BAD_INPUT", "first", `A page has 1 to ${mostInPage} rows; ${first} were asked for.`);
  return first + 1;
}

/** Makes the page from the rows read. `key` is the field of the order. */
export function page<Node extends { id: string | number }>(rows: Node[], key: keyof Node, args: PageArgs): Page<Node> {
  const limit = pageLimit(args) - 1;
  const nodes = rows.slice(0, limit);
  const last = nodes[nodes.length - 1];
  return { nodes, endCursor: last ? Buffer.from(JSON.stringify([last[key], last.id])).toString("base64url") : null, hasNextPage: rows.length > limit };
}

/** Every row of a list, for a table that shows them all: a page at a time. */
export async function everyPage<Node>(read: (args: PageArgs) => Promise<Page<Node>>): Promise<Node[]> {
  const all: Node[] = [];
  for (let after: string | null = null; ; ) {
    const { nodes, endCursor, hasNextPage }: Page<Node> = await read({ first: mostInPage, after });
    for (const node of nodes) all.push(node);
    if (!hasNextPage) return all;
    after = endCursor;
  }
}

function readCursor(cursor: string): [string | number, string | number] {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    if (Array.isArray(read) && read.length === 2 && read.every((part) => typeof part === "string" || typeof part === "number")) {
      return read as [string | number, string | number];
    }
  } catch {
    // Falls through to the refusal: whatever was wrong, the remedy is the same.
  }
  throw notACursor();
}

function notACursor(): Refusal {
  return new Refusal("BAD_INPUT", "after", "This cursor is not from a page. Ask for the first page again.");
}

/** Whether a value from a cursor is one that the column could hold: Postgres fails on any other, and SQLite compares it to no purpose. */
function holds(column: AnyPgColumn, value: string | number): boolean {
  switch (kindOf(column)) {
    case "sequence":
      return Number.isSafeInteger(value);
    case "whole":
      return typeof value === "number" && (value | 0) === value;
    case "place":
      return typeof value === "number";
    case "instant":
      return typeof value === "string" && !Number.isNaN(Date.parse(value));
    default:
      return typeof value === "string";
  }
}

const longestSought = 1_000;

/** The rows whose column contains a text, whatever its case. */
export function contains(column: AnyPgColumn, text: string | null | undefined): SQL | undefined {
  if (!text) return undefined;
  // Longer than any name that is stored, and than what an engine compares.
  if (text.length > longestSought) return sql`1 = 0`;
  return sql`lower(${column}) like ${`%${text.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`} escape '\\'`;
}
