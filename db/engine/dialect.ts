// The column kinds that tables.ts is written against: one set for SQLite, one for Postgres, the same TypeScript type for both.
import * as pg from "drizzle-orm/pg-core";
import * as sqlite from "drizzle-orm/sqlite-core";

/** What sort of value a column holds. The GraphQL scalar follows from this, never from the column's name. */
export type ColumnKind = "id" | "text" | "whole" | "place" | "pence" | "exact" | "financialYear" | "day" | "instant" | "flag" | "enum" | "sequence" | "bytes";

function marked<Builder>(builder: Builder, kind: ColumnKind): Builder {
  // The builder hands its config object on to the column, so the mark is still there when fromTable asks.
  (builder as { config: { kind?: ColumnKind } }).config.kind = kind;
  return builder;
}

/** The kind that a column was declared with. */
export function kindOf(column: object): ColumnKind {
  const kind = (column as { config?: { kind?: ColumnKind } }).config?.kind;
  if (kind === undefined) throw new Error("This column was not declared with a kind of db/dialect.ts.");
  return kind;
}

interface OfOwner {
  config: { ofOwner?: boolean };
}

/** Marks a column as naming the thing that its row is a part of. */
export function ofOwner<Builder>(builder: Builder): Builder {
  (builder as OfOwner).config.ofOwner = true;
  return builder;
}

/** Whether a column names the thing that its row is a part of. */
export function isOfOwner(column: object): boolean {
  return (column as OfOwner).config.ofOwner === true;
}

const instant = pg.customType<{ data: string; driverData: string | Date }>({
  dataType: () => "timestamp with time zone",
  // Postgres prints its own form of a timestamp; everybody else in Tabled reads ISO 8601.
  fromDriver: (value) => new Date(value).toISOString(),
});

const bytea = pg.customType<{ data: Buffer }>({ dataType: () => "bytea" });

const postgresKinds = {
  table: pg.pgTable,
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
  /** A row's identifier, chosen by Tabled. */
  id: () => marked(pg.text(), "id"),
  text: () => marked(pg.text(), "text"),
  /** A whole number that fits 32 bits: a count, a position. */
  whole: () => marked(pg.integer(), "whole"),
  /** A place in an order, with a fraction where it stands between two others. */
  place: () => marked(pg.doublePrecision(), "place"),
  /** Money: whole pence in a safe integer. */
  pence: () => marked(pg.bigint({ mode: "number" }), "pence"),
  /** An exact decimal (a rate, a share, a price with parts of a penny), kept as written. */
  exact: () => marked(pg.numeric(), "exact"),
  /** "2023/24". Text, because it sorts as written and needs no explaining in a log. */
  financialYear: () => marked(pg.text(), "financialYear"),
  /** A day, "2023-10-01". */
  day: () => marked(pg.date({ mode: "string" }), "day"),
  /** A moment, ISO 8601 in UTC. */
  instant: () => marked(instant(), "instant"),
  flag: () => marked(pg.boolean(), "flag"),
  oneOf: <const Value extends readonly [string, ...string[]]>(values: Value) => marked(pg.text({ enum: values }), "enum"),
  /** A number that the database hands out, always rising. */
  sequence: () => marked(pg.bigserial({ mode: "number" }), "sequence"),
  /** A number that a sequence handed out, held in another table. */
  sequenceOf: () => marked(pg.bigint({ mode: "number" }), "sequence"),
  /** A part of a file. */
  bytes: () => marked(bytea(), "bytes"),
};

export type Kinds = typeof postgresKinds;

const sqliteKinds = {
  table: sqlite.sqliteTable,
  index: sqlite.index,
  uniqueIndex: sqlite.uniqueIndex,
  id: () => marked(sqlite.text(), "id"),
  text: () => marked(sqlite.text(), "text"),
  whole: () => marked(sqlite.integer({ mode: "number" }), "whole"),
  // SQLite keeps a number with a fraction as it is in a column of whole numbers.
  place: () => marked(sqlite.integer({ mode: "number" }), "place"),
  pence: () => marked(sqlite.integer({ mode: "number" }), "pence"),
  exact: () => marked(sqlite.text(), "exact"),
  financialYear: () => marked(sqlite.text(), "financialYear"),
  day: () => marked(sqlite.text(), "day"),
  instant: () => marked(sqlite.text(), "instant"),
  flag: () => marked(sqlite.integer({ mode: "boolean" }), "flag"),
  oneOf: <const Value extends readonly [string, ...string[]]>(values: Value) => marked(sqlite.text({ enum: values }), "enum"),
  sequence: () => marked(sqlite.integer({ mode: "number" }), "sequence"),
  sequenceOf: () => marked(sqlite.integer({ mode: "number" }), "sequence"),
  bytes: () => marked(sqlite.blob({ mode: "buffer" }), "bytes"),
};

export const kinds = {
  postgres: postgresKinds,
  // The one cast: both sets build columns that read and write the same TypeScript values, so every query is typed once.
  sqlite: sqliteKinds as unknown as Kinds,
};
