// Storing what a batch left, and logging it: in statements of many rows, at a pace that lets others in.
import { setImmediate as breathe } from "node:timers/promises";
import { inArray, sql } from "drizzle-orm";
import type { NumbersMet, On } from "../engine/open.ts";
import { usualLongFrom } from "../engine/timeouts.ts";
import { numberOf, numbersMet } from "../read/numbers.ts";
import { pointers } from "../references.ts";
import type { FactTable, Tables } from "../tables.ts";
import type { Viewer } from "../viewer.ts";
import type { Batch, Change, Kept } from "./change.ts";

type Image = Record<string, unknown>;
const rowsInOneStatement = 400;
export const rowsInserted = 2_000;

export type Pace = (count: number, writing: PromiseLike<unknown>) => Promise<void>;
/** Waits for each write; between those of a long batch others are let in, who read what was there before, and the writer is told how far it is. */
export function paced(of: number, onProgress: Batch["onProgress"], from = usualLongFrom): Pace {
  let done = 0;
  return async (count, writing) => {
    await writing;
    if (of < from) return;
    done += count;
    onProgress?.(Math.min(done, of), of);
    await breathe();
  };
}

export function* inChunks<Item>(items: readonly Item[], size = rowsInOneStatement): Generator<Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

/** The rows that a batch left, by what is done with them. */
export interface Sorted {
  /** Altered so that they no longer name a row which is removed. */
  readonly freed: ReadonlyMap<FactTable, Image[]>;
  readonly gone: ReadonlyMap<FactTable, string[]>;
  readonly made: ReadonlyMap<FactTable, Image[]>;
  readonly altered: ReadonlyMap<FactTable, Image[]>;
}

/**
 * Writes what the batch left. Tables are declared in such an order that a row points only at tables before its own: rows are removed from
 * the last table to the first, and made from the first to the last. A row that stops naming one which is removed is altered before that.
 */
export async function store(on: On, touched: ReadonlyMap<string, { table: FactTable; id: string; before: Image | null }>, images: Map<string, Image | null>, pace: Pace) {
  const { freed, gone, made, altered } = sorted(touched, images);
  const replace = async (rowsOf: ReadonlyMap<FactTable, Image[]>) => {
    for (const [table, rows] of rowsOf) for (const some of inChunks(rows, rowsInserted)) await pace(some.length, on.replaceRows(on.t[table], some));
  };
  const tables = Object.keys(on.t) as FactTable[];
  await replace(freed);
  for (const table of [...tables].reverse()) {
    const stored = on.t[table] as Tables["costCentre"];
    for (const some of inChunks(gone.get(table) ?? [])) await pace(some.length, on.q.delete(stored).where(inArray(stored.id, some)));
  }
  for (const table of tables) {
    // Without a conflict clause: an id that another authority's row has is refused, and never overwritten.
    for (const some of inChunks(made.get(table) ?? [], rowsInserted)) await pace(some.length, on.insertRows(on.t[table], some));
  }
  await replace(altered);
}

export function sorted(touched: ReadonlyMap<string, { table: FactTable; id: string; before: Image | null }>, images: Map<string, Image | null>): Sorted {
  const made = new Map<FactTable, Image[]>();
  const going = new Set([...touched].flatMap(([key, { id }]) => ((images.get(key) ?? null) === null ? [id] : [])));
  const freed = new Map<FactTable, Image[]>();
  const altered = new Map<FactTable, Image[]>();
  const gone = new Map<FactTable, string[]>();
  for (const [key, { table, id, before }] of touched) {
    const after = images.get(key) ?? null;
    const named = going.size > 0 && before !== null && Object.keys(pointers[table]).some((column) => going.has(before[column] as string));
    if (after !== null) put(before === null ? made : named ? freed : altered, table, after);
    else if (before !== null) put(gone, table, id);
  }
  return { freed, gone, made, altered };
}

export function put<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

const given = (name: string) => sql.placeholder(name);

/** Counted where nobody else of this authority is writing, so that no number is left out and none is given before a lower one is kept. */
async function followed({ begun, ...on }: On, { authorityId, changes }: Batch): Promise<NumbersMet> {
  const met = begun?.authorityId === authorityId ? begun.met : undefined;
  // A second batch of the same write follows the first.
  if (begun) begun.met = undefined;
  // With a publisher that it takes up it meets that one's number, too.
  return met && !changes.some(({ table }) => table === "publisherUse") ? met : numbersMet(on, authorityId);
}

export async function log(on: On, viewer: Viewer, batch: Batch, partOf: (change: Change) => string | null, pace: Pace): Promise<Kept> {
  const kept = await logBatch(on, viewer, batch);
  const rows = batch.changes.map((each) => ({ ...logRow(batch.authorityId, each, partOf), batchId: kept.batchId }));
  for (const some of inChunks(rows, rowsInserted)) await pace(some.length, on.insertRows(on.t.change, some));
  return kept;
}

/** A change as the log has it, but for the number of its batch. */
export function logRow(authorityId: string, each: Change, partOf: (change: Change) => string | null) {
  return {
    authorityId,
    tableName: each.table,
    rowId: each.id,
    field: each.field,
    fromValue: each.from === null || each.from === undefined ? null : JSON.stringify(each.from),
    toValue: each.to === null || each.to === undefined ? null : JSON.stringify(each.to),
    partOf: partOf(each),
  };
}

/** Logs that there is a batch, before its changes. */
export async function logBatch(on: On, viewer: Viewer, batch: Batch): Promise<Kept> {
  await batch.confirm?.(on);
  const { row, seen } = batchRow(viewer, batch, await followed(on, batch));
  const columns = Object.keys(row) as (keyof typeof row)[];
  const [kept] = await on
    .prepared("logBatch", ({ q, t: { changeBatch } }) =>
      q
        .insert(changeBatch)
        .values(Object.fromEntries(columns.map((column) => [column, given(column)])) as never)
        .returning({ id: changeBatch.id }),
    )
    .execute(row);
  return { batchId: (kept as { id: number }).id, repeated: false, seen };
}

/** The same of batches of several authorities, in one statement. `met` are their numbers now, while nobody else writes them. */
export async function logBatches(on: On, viewer: Viewer, batches: readonly Batch[], met: ReadonlyMap<string, NumbersMet>): Promise<Kept[]> {
  for (const batch of batches) await batch.confirm?.(on);
  const rows = batches.map((batch) => batchRow(viewer, batch, met.get(batch.authorityId) as NumbersMet));
  const kept: { id: number; authorityId: string }[] = [];
  const { changeBatch } = on.t;
  for (const some of inChunks(rows))
    kept.push(
      ...(await on.q
        .insert(changeBatch)
        .values(some.map(({ row }) => row))
        .returning({ id: changeBatch.id, authorityId: changeBatch.authorityId })),
    );
  const ids = new Map(kept.map(({ id, authorityId }) => [authorityId, id]));
  return rows.map(({ row, seen }) => ({ batchId: ids.get(row.authorityId) as number, repeated: false, seen }));
}

function batchRow(viewer: Viewer, batch: Batch, met: NumbersMet) {
  const changesFacts = batch.changes.some(({ table }) => numberOf(table) === "dataVersion");
  const numbers = { dataVersion: met.dataVersion + (changesFacts ? 1 : 0), logNumber: met.logNumber + 1 };
  const row = {
    authorityId: batch.authorityId,
    madeBy: viewer.name,
    madeAt: new Date().toISOString(),
    why: batch.why,
    requestKey: batch.requestKey || null,
    undoesId: batch.undoesId ?? null,
    togetherId: batch.togetherId ?? null,
    ...numbers,
    publisherVersions: Object.keys(met.publishers).length > 0 ? JSON.stringify(met.publishers) : null,
  };
  return { row, seen: numbers[changesFacts ? "dataVersion" : "logNumber"] };
}
