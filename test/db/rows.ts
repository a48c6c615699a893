// Everything that a store holds, and what its change log says that it should hold.

import { getTableColumns } from "drizzle-orm";
import type { Db } from "../../db/engine/open.ts";
import type { FactTable } from "../../db/tables.ts";
import { type Row, sqliteTables } from "../../db/tables.ts";

/** Every table whose rows are facts: what is declared, without the log and the publications. */
export const factTables = Object.keys(sqliteTables).filter((name) => !["changeBatch", "change", "publication", "upgrade", "upload", "uploadPart"].includes(name)) as FactTable[];

type Image = Record<string, unknown>;
/** Rows by table and id. */
export type Facts = Record<string, Record<string, Image>>;
export type LoggedBatch = Row<"changeBatch"> & { changes: Row<"change">[] };

/** The facts as the tables hold them. */
export function storedFacts(db: Db): Promise<Facts> {
  return db.read(async (on) => {
    const facts: Facts = {};
    for (const name of factTables) {
      const rows: Image[] = await on.q.select().from(on.t[name] as (typeof on.t)["costCentre"]);
      facts[name] = Object.fromEntries(rows.map((row) => [row.id as string, row]));
    }
    return facts;
  });
}

/** The change log in the order of its numbers. */
export function storedLog(db: Db): Promise<LoggedBatch[]> {
  return db.read(async (on) => {
    const batches = await on.q.select().from(on.t.changeBatch).orderBy(on.t.changeBatch.id);
    const changes = await on.q.select().from(on.t.change).orderBy(on.t.change.id);
    const byBatch = new Map(batches.map((batch): [number, LoggedBatch] => [batch.id, { ...batch, changes: [] }]));
    for (const change of changes) byBatch.get(change.batchId)?.changes.push(change);
    return [...byBatch.values()];
  });
}

/** Every row of every table, the log and the publications with them: two readings are equal where nothing at all was written. */
export async function everything(db: Db) {
  const publications = await db.read((on) => on.q.select().from(on.t.publication));
  return { facts: await storedFacts(db), log: await storedLog(db), publications };
}

/** What the log comes to, played from an empty store. Throws where a change does not meet the value that it says it replaced. */
export function replayed(log: readonly LoggedBatch[]): Facts {
  const facts: Facts = Object.fromEntries(factTables.map((name) => [name, {}]));
  for (const batch of log) {
    for (const { tableName, rowId, field, fromValue, toValue } of batch.changes) {
      const rows = facts[tableName];
      if (!rows) throw new Error(`Batch ${batch.id} names a table ${tableName}.`);
      // A column that came later is empty in what was logged before.
      const read = (json: string | null) => (json === null ? null : field === "*" ? { ...emptyRow(tableName), ...JSON.parse(json) } : JSON.parse(json));
      const [from, to] = [read(fromValue), read(toValue)];
      const held = rows[rowId];
      const found = field === "*" ? (held ?? null) : held?.[field];
      if (canonical(found ?? null) !== canonical(from))
        throw new Error(`Batch ${batch.id} replaces ${canonical(from)} in ${tableName} ${rowId} ${field}, where ${canonical(found)} is.`);
      if (field !== "*") rows[rowId] = { ...held, [field]: to };
      else if (to === null) delete rows[rowId];
      else rows[rowId] = to;
    }
  }
  return facts;
}

function emptyRow(tableName: string): Record<string, null> {
  return Object.fromEntries(Object.keys(getTableColumns(sqliteTables[tableName as keyof typeof sqliteTables])).map((column) => [column, null]));
}

/** JSON with the fields in the order of their names, so that two equal rows are one text. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}
