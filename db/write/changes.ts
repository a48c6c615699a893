// The one way to write: a batch of changes, checked as a whole, applied in one transaction and kept in the log.
import { and, eq, getTableColumns, inArray, notInArray, type Table } from "drizzle-orm";
import type { LeftRow, On } from "../engine/open.ts";
import { StoreFailure } from "../engine/storeFailure.ts";
import { besideFacts } from "../read/numbers.ts";
import type { FactTable, Tables } from "../tables.ts";
import { requireChange, type Viewer } from "../viewer.ts";
import { type Batch, type Change, type Kept, rowKey, same, sameImage, sameRow } from "./change.ts";
import { refuseIssued, refusePublished } from "./fixed.ts";
import { partOfRow } from "./partOfRow.ts";
import { Refusal } from "./refusal.ts";
import { checkRules } from "./rules.ts";
import { inChunks, log, paced, put, store } from "./storing.ts";

type Image = Record<string, unknown>;
export type Apply = (on: On, viewer: Viewer, batch: Batch) => Promise<Kept>;

/**
 * Applies a batch inside the caller's transaction and logs it. One that leaves everything as it is writes nothing, not even its key: sent
 * again it changes nothing again. Only what is about another batch is kept also without a change: that it is left as it is.
 * @throws Refusal STALE, with the value found, where a change expects another; PUBLISHED where a version takes no more changes; and then the
 * caller's transaction keeps nothing of the batch.
 */
export async function applyBatch(on: On, viewer: Viewer, batch: Batch): Promise<Kept> {
  requireChange(viewer, batch.authorityId);
  requireOwner(on.written, batch.authorityId);
  const requestKey = batch.requestKey ?? on.requestKey ?? null;
  const isNew = on.begun?.met !== undefined && on.begun.authorityId === batch.authorityId && requestKey === on.requestKey;
  const before = isNew ? undefined : await keptUnder(on, batch.authorityId, requestKey);
  if (before) return before;

  const worked = await workOut(on, batch);
  if (worked === null) return { batchId: null, repeated: false };
  const { touched, images, logged } = worked;
  const pace = paced(batch.changes.length * 2, batch.onProgress);
  await store(on, touched, images, pace);
  await checkRules(on, batch.authorityId, worked.left);
  return log(on, viewer, { ...batch, requestKey, changes: logged }, worked.partOf, pace);
}

/** What a batch comes to, against what is stored. */
export interface WorkedOut {
  readonly touched: ReadonlyMap<string, { table: FactTable; id: string; before: Image | null }>;
  /** The rows as they are to be. */
  readonly images: Map<string, Image | null>;
  readonly left: ReadonlyMap<FactTable, readonly LeftRow[]>;
  /** What of it is for the log. */
  readonly logged: readonly Change[];
  partOf(change: Change): string | null;
}

/** Works out what a batch comes to; null where it leaves everything as it is. @throws Refusal STALE or PUBLISHED as `applyBatch`. */
export async function workOut(on: On, batch: Batch): Promise<WorkedOut | null> {
  const changes = batch.changes.map((change) => whole(on, change, batch.authorityId));
  const images = await readImages(on, batch);
  const touched = new Map<string, { table: FactTable; id: string; before: Image | null }>();
  for (const change of changes) {
    const key = `${change.table}:${change.id}`;
    const image = images.get(key) ?? null;
    if (!touched.has(key)) touched.set(key, { table: change.table, id: change.id, before: image && { ...image } });
    images.set(key, changed(change, image));
  }
  await refusePublished(on, touched.values(), images, batch.read);
  refuseIssued(touched.values(), images);
  const isChanged = [...touched].some(([key, { before }]) => !sameImage(before, images.get(key) ?? null));
  if (!isChanged && batch.undoesId === undefined) return null;
  const partOf = ({ table, id }: Change) => partOfRow(table, images.get(`${table}:${id}`) ?? touched.get(`${table}:${id}`)?.before ?? null);
  const logged = changes.filter(({ field, from, to }) => field === "*" || !same(from, to));
  return { touched, images, left: left(changes, touched, images), logged, partOf };
}

/** What the batch left, by table, each row where the caller named it first. */
function left(changes: readonly Change[], touched: ReadonlyMap<string, { before: Image | null }>, images: ReadonlyMap<string, Image | null>): Map<FactTable, LeftRow[]> {
  const rows = new Map<FactTable, LeftRow[]>();
  const named = new Set<string>();
  for (const { table, id, at } of changes) {
    const key = `${table}:${id}`;
    if (named.has(key)) continue;
    named.add(key);
    put(rows, table, { id, before: touched.get(key)?.before ?? null, after: images.get(key) ?? null, at: at ?? "id" });
  }
  return rows;
}

/** A new row with its id, its owner and every column, whoever leaves them out: the log holds the row as it is stored, so that it can be taken back. */
function whole(on: On, change: Change, authorityId: string): Change {
  if (change.field !== "*" || change.to === null) return change;
  return { ...change, to: { ...emptyRow(on.t[change.table]), ...(change.to as Image), id: change.id, ...(change.table !== "authority" && { authorityId }) } };
}

const emptyRows = new WeakMap<Table, Image>();

/** A row with nothing in any of its columns. */
function emptyRow(table: Table): Image {
  const known = emptyRows.get(table);
  if (known) return known;
  const empty = Object.fromEntries(Object.keys(getTableColumns(table)).map((column) => [column, null]));
  emptyRows.set(table, empty);
  return empty;
}

/** What the row is after the change. Checks that the change meets what it expects. */
function changed(change: Change, image: Image | null): Image | null {
  const at = change.at ?? `${change.table}.${change.field}`;
  if (change.field === "*") {
    if (change.from === null) {
      if (image !== null) throw new Refusal("STALE", at, "This is there already.", image);
      return change.to as Image;
    }
    if (image === null || !sameRow(image, change.from as Image)) {
      throw new Refusal("STALE", at, "Somebody has changed this since, so it was left unchanged.", image);
    }
    return null;
  }
  if (image === null) throw new Refusal("NOT_FOUND", at, "This is no longer there: somebody removed it.");
  if (!(change.field in image)) throw new Refusal("NOT_FOUND", at, `There is no field ${change.field}.`);
  if (!same(image[change.field], change.from)) {
    throw new Refusal("STALE", at, "Somebody changed this first. Look at the value that is there now, then change it again.", image[change.field]);
  }
  return { ...image, [change.field]: change.to };
}

/** @throws StoreFailure where the write began for others: what the batch is of was being added or moved at that moment, and nothing keeps others from it. */
export function requireOwner(written: readonly string[] | undefined, authorityId: string): void {
  if (written && !written.includes(authorityId)) throw new StoreFailure("UNAVAILABLE", "What this changes was being added at the same moment.");
}

const longestKey = 200;

/** @throws Refusal BAD_INPUT for a key that is too long to keep. */
export function checkKey(key: string): void {
  if (key.length > longestKey) throw new Refusal("BAD_INPUT", "key", `This key has ${key.length} characters; ${longestKey} is the most.`);
}

/**
 * What was kept under a key before. A writer whose checks would refuse its own repeated batch asks this first.
 * @throws Refusal BAD_INPUT for a key that is too long to keep.
 */
export async function keptUnder(on: On, authorityId: string, requestKey: string | null | undefined): Promise<Kept | undefined> {
  if (!requestKey) return undefined;
  checkKey(requestKey);
  const { changeBatch, change } = on.t;
  const [found] = await on.q
    .select({ id: changeBatch.id, dataVersion: changeBatch.dataVersion, logNumber: changeBatch.logNumber })
    .from(changeBatch)
    .where(and(eq(changeBatch.authorityId, authorityId), eq(changeBatch.requestKey, requestKey)));
  if (!found) return undefined;
  const [fact] = await on.q
    .select({ id: change.id })
    .from(change)
    .where(and(eq(change.batchId, found.id), notInArray(change.tableName, [...besideFacts])))
    .limit(1);
  return { batchId: found.id, repeated: true, seen: fact ? found.dataVersion : found.logNumber };
}

/** The rows as they are, of this authority alone: another authority's row is not there. */
async function readImages(on: On, batch: Batch): Promise<Map<string, Image | null>> {
  const images = new Map<string, Image | null>();
  const unread = batch.changes.filter(({ table, id }) => !batch.read?.has(rowKey(table, id)));
  for (const { table, id } of batch.changes) images.set(rowKey(table, id), batch.read?.get(rowKey(table, id)) ?? null);
  for (const [name, ids] of idsByTable(unread)) {
    const table = on.t[name] as Tables["costCentre"];
    const owner = name === "authority" ? on.t.authority.id : table.authorityId;
    for (const some of inChunks([...ids])) {
      const rows = await on.q
        .select()
        .from(table)
        .where(and(inArray(table.id, some), eq(owner, batch.authorityId)));
      for (const row of rows) images.set(`${name}:${row.id}`, row);
    }
  }
  return images;
}

function idsByTable(changes: readonly Change[]): Map<FactTable, Set<string>> {
  const byTable = new Map<FactTable, Set<string>>();
  for (const { table, id } of changes) byTable.set(table, (byTable.get(table) ?? new Set()).add(id));
  return byTable;
}
