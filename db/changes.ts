// The one way to write: a batch of changes, checked as a whole, applied in one transaction and kept in the log.
import { setImmediate as breathe } from "node:timers/promises";
import { and, desc, eq, getTableColumns, inArray, max } from "drizzle-orm";
import type { On } from "./open.ts";
import { Refusal } from "./refusal.ts";
import { checkRules, type LeftRow } from "./rules.ts";
import type { Row, Tables } from "./tables.ts";
import { mayRead, requireChange, requireWholeCounts, type Viewer } from "./viewer.ts";

/** The tables whose rows are facts, which change through here and nowhere else. */
export type FactTable = Exclude<keyof Tables, "changeBatch" | "change" | "publication">;

/**
 * One change. `field` names a column, and `from` the value that the writer expects to replace. The field "*" is a whole row: from
 * nothing to a row is an insertion, from a row to nothing a removal.
 */
export interface Change {
  table: FactTable;
  id: string;
  field: string;
  from: unknown;
  to: unknown;
  /** Where the caller named this value ("edits[3].typed"), for the refusal. */
  at?: string;
}

export interface Batch {
  authorityId: string;
  why: string;
  changes: readonly Change[];
  /** A key that the caller chose: a batch sent twice under one key is kept once. */
  requestKey?: string | null;
  undoesId?: number;
  /** Told how many changes of a long batch are stored. What it throws stops the batch. */
  onProgress?: (done: number, of: number) => void;
}

export interface Kept {
  /** Null where nothing would be other than it was: then nothing is written, and the data's version stays. */
  batchId: number | null;
  /** True where this key was already kept, and nothing was done this time. */
  repeated: boolean;
}

type Image = Record<string, unknown>;
const rowsInOneStatement = 400;
const rowsInserted = 2_000;

/** The number of the last batch that the viewer's authorities hold: the data's version. It moves with every write. */
export async function dataVersion(on: On): Promise<number> {
  const query = on.prepared("dataVersion", ({ q, t }) => q.select({ last: max(t.changeBatch.id) }).from(t.changeBatch));
  return (await query.execute())[0]?.last ?? 0;
}

/**
 * Applies a batch inside the caller's transaction and logs it. One that leaves everything as it is writes nothing, not even its key: sent
 * again it changes nothing again. Only what is about another batch is kept also without a change: that it is left as it is.
 * @throws Refusal STALE, with the value found, where a change expects another; PUBLISHED where a version takes no more changes; and then the
 * caller's transaction keeps nothing of the batch.
 */
export async function applyBatch(on: On, viewer: Viewer, batch: Batch): Promise<Kept> {
  requireChange(viewer, batch.authorityId);
  const requestKey = batch.requestKey ?? on.requestKey ?? null;
  const before = await keptUnder(on, batch.authorityId, requestKey);
  if (before) return before;

  const changes = batch.changes.map((change) => whole(on, change, batch.authorityId));
  const images = await readImages(on, batch);
  const touched = new Map<string, { table: FactTable; id: string; before: Image | null }>();
  for (const change of changes) {
    const key = `${change.table}:${change.id}`;
    const image = images.get(key) ?? null;
    if (!touched.has(key)) touched.set(key, { table: change.table, id: change.id, before: image && { ...image } });
    images.set(key, changed(change, image));
  }
  await refusePublished(on, touched.values(), images);
  refuseIssued(touched.values(), images);
  const isChanged = [...touched].some(([key, { before }]) => !sameImage(before, images.get(key) ?? null));
  if (!isChanged && batch.undoesId === undefined) return { batchId: null, repeated: false };
  const pace = paced(changes.length * 2, batch.onProgress);
  await store(on, touched, images, pace);
  await checkRules(on, batch.authorityId, left(changes, touched, images));
  const partOf = ({ table, id }: Change) => partOfRow(table, images.get(`${table}:${id}`) ?? touched.get(`${table}:${id}`)?.before ?? null);
  const logged = changes.filter(({ field, from, to }) => field === "*" || !same(from, to));
  return { batchId: await log(on, viewer, { ...batch, requestKey, changes: logged }, partOf, pace), repeated: false };
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

/** What a row is a part of, as the log keeps it. */
export function partOfRow(table: FactTable, image: Image | null): string | null {
  if (image === null) return null;
  if (table === "budgetLine") return cellOfLine(image as Row<"budgetLine">);
  if (table === "forecast") return cellOfForecast(image as Row<"forecast">);
  const by = partOfBy[table];
  return by === undefined ? null : ((image[by] as string | null) ?? null);
}

/** The cell that a budget line fills, whichever line it is. */
export function cellOfLine({ versionId, costCentreId, year }: Pick<Row<"budgetLine">, "versionId" | "costCentreId" | "year">): string {
  return `${versionId}:${costCentreId}:${year}`;
}

/** The cell that a forecast fills, whichever row holds it. */
export function cellOfForecast({ costCentreId, year, asAt, part }: Pick<Row<"forecast">, "costCentreId" | "year" | "asAt" | "part">): string {
  return `${costCentreId}:${year}:${asAt}:${part}`;
}

/** A new row with its id, its owner and every column, whoever leaves them out: the log holds the row as it is stored, so that it can be taken back. */
function whole(on: On, change: Change, authorityId: string): Change {
  if (change.field !== "*" || change.to === null) return change;
  const empty = Object.fromEntries(Object.keys(getTableColumns(on.t[change.table])).map((column) => [column, null]));
  return { ...change, to: { ...empty, ...(change.to as Image), id: change.id, ...(change.table !== "authority" && { authorityId }) } };
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
      throw new Refusal("STALE", at, "This has been changed by somebody since, and was left as it is.", image);
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

function same(a: unknown, b: unknown): boolean {
  return (a ?? null) === (b ?? null);
}
function sameRow(a: Image, b: Image): boolean {
  return Object.keys(a).every((field) => same(a[field], b[field]));
}

function sameImage(a: Image | null, b: Image | null): boolean {
  return a === null || b === null ? a === b : sameRow(a, b);
}

const longestKey = 200;

/**
 * What was kept under a key before. A writer whose checks would refuse its own repeated batch asks this first.
 * @throws Refusal BAD_INPUT for a key that is too long to keep.
 */
export async function keptUnder(on: On, authorityId: string, requestKey: string | null | undefined): Promise<Kept | undefined> {
  if (!requestKey) return undefined;
  if (requestKey.length > longestKey) throw new Refusal("BAD_INPUT", "key", `This key has ${requestKey.length} characters; ${longestKey} is the most.`);
  const { changeBatch } = on.t;
  const [found] = await on.q
    .select({ id: changeBatch.id })
    .from(changeBatch)
    .where(and(eq(changeBatch.authorityId, authorityId), eq(changeBatch.requestKey, requestKey)));
  return found && { batchId: found.id, repeated: true };
}

/** The rows as they are, of this authority alone: another authority's row is not there. */
async function readImages(on: On, batch: Batch): Promise<Map<string, Image | null>> {
  const images = new Map<string, Image | null>();
  for (const [name, ids] of idsByTable(batch.changes)) {
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

type Pace = (count: number, writing: PromiseLike<unknown>) => Promise<void>;
/** Fewer than this are written in one go. */
const longBatch = 5_000;

/** Waits for each write; between those of a long batch others are let in, who read what was there before, and the writer is told how far it is. */
function paced(of: number, onProgress: Batch["onProgress"]): Pace {
  let done = 0;
  return async (count, writing) => {
    await writing;
    if (of < longBatch) return;
    done += count;
    onProgress?.(Math.min(done, of), of);
    await breathe();
  };
}

export function* inChunks<Item>(items: readonly Item[], size = rowsInOneStatement): Generator<Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

/** A published version never changes: neither its lines nor itself, but for its being superseded by the next. */
async function refusePublished(on: On, touched: Iterable<{ table: FactTable; id: string; before: Image | null }>, images: Map<string, Image | null>) {
  const versionIds = new Set<string>();
  for (const { table, id, before } of touched) {
    const after = images.get(`${table}:${id}`) ?? null;
    for (const image of [before, after]) {
      if (image && (table === "budgetLine" || table === "printedCell")) versionIds.add(image.versionId as string);
    }
    if (table === "budgetVersion" && before?.publishedAt) {
      const superseded = after !== null && sameRow({ ...before, state: "superseded" }, after);
      if (!superseded) throw published(before.name as string);
    }
  }
  if (versionIds.size === 0) return;
  const { budgetVersion } = on.t;
  const versions = await on.q
    .select()
    .from(budgetVersion)
    .where(inArray(budgetVersion.id, [...versionIds]));
  for (const version of versions) {
    const after = images.get(`budgetVersion:${version.id}`);
    if (version.publishedAt && after === undefined) throw published(version.name);
  }
}

/** What stays of a period when its statements are issued. What it cost may still be corrected. */
const issuedFields = ["name", "startsOn", "endsOn", "issuedAt", "issuedBy", "issuedFacts"];

/** A statement that was issued is never rewritten or taken back: what was wrong with it goes into the next one. */
function refuseIssued(touched: Iterable<{ table: FactTable; id: string; before: Image | null }>, images: Map<string, Image | null>): void {
  for (const { table, id, before } of touched) {
    const after = images.get(`${table}:${id}`) ?? null;
    const rewritten = table === "settlementStatement" && before !== null;
    const reopened = table === "settlementPeriod" && Boolean(before?.issuedAt) && issuedFields.some((field) => !same(before?.[field], after?.[field]));
    if (rewritten || reopened)
      throw new Refusal("PUBLISHED", "statement", "Statements that were issued stay as they are. Correct what was used or paid, and the next statements carry the difference.");
  }
}

function published(name: string): Refusal {
  return new Refusal("PUBLISHED", "version", `${name} has been published and takes no more changes. Copy it as a new draft and change that.`);
}

/**
 * Writes what the batch left. Tables are declared in such an order that a row points only at tables before its own: rows are removed from
 * the last table to the first, and made from the first to the last.
 */
async function store(on: On, touched: ReadonlyMap<string, { table: FactTable; id: string; before: Image | null }>, images: Map<string, Image | null>, pace: Pace) {
  const made = new Map<FactTable, Image[]>();
  const altered = new Map<FactTable, Image[]>();
  const gone = new Map<FactTable, string[]>();
  for (const [key, { table, id, before }] of touched) {
    const after = images.get(key) ?? null;
    if (after !== null) put(before === null ? made : altered, table, after);
    else if (before !== null) put(gone, table, id);
  }
  const tables = Object.keys(on.t) as FactTable[];
  for (const table of [...tables].reverse()) {
    const stored = on.t[table] as Tables["costCentre"];
    for (const some of inChunks(gone.get(table) ?? [])) await pace(some.length, on.q.delete(stored).where(inArray(stored.id, some)));
  }
  for (const table of tables) {
    // Without a conflict clause: an id that another authority's row has is refused, and never overwritten.
    for (const some of inChunks(made.get(table) ?? [], rowsInserted)) await pace(some.length, on.insertRows(on.t[table], some));
  }
  for (const [table, rows] of altered) {
    for (const some of inChunks(rows, rowsInserted)) await pace(some.length, on.replaceRows(on.t[table], some));
  }
}

function put<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

async function log(on: On, viewer: Viewer, batch: Batch, partOf: (change: Change) => string | null, pace: Pace): Promise<number> {
  const { changeBatch, change } = on.t;
  const [kept] = await on.q
    .insert(changeBatch)
    .values({
      authorityId: batch.authorityId,
      madeBy: viewer.name,
      madeAt: new Date().toISOString(),
      why: batch.why,
      requestKey: batch.requestKey || null,
      undoesId: batch.undoesId ?? null,
    })
    .returning({ id: changeBatch.id });
  const batchId = (kept as { id: number }).id;
  const rows = batch.changes.map((each) => ({
    authorityId: batch.authorityId,
    batchId,
    tableName: each.table,
    rowId: each.id,
    field: each.field,
    fromValue: each.from === null || each.from === undefined ? null : JSON.stringify(each.from),
    toValue: each.to === null || each.to === undefined ? null : JSON.stringify(each.to),
    partOf: partOf(each),
  }));
  for (const some of inChunks(rows, rowsInserted)) await pace(some.length, on.insertRows(change, some));
  return batchId;
}

/** What these hold may be a count of so few that it is hidden; a note may speak of one. */
export const countsOfPeople = ["outcome", "placementActivity", "kpiBaseline", "benefit", "benefitReview", "note"];

/** The changes that take a batch back: each in reverse, expecting what the batch left. @throws Refusal NOT_FOUND. */
export async function undoing(on: On, viewer: Viewer, batchId: number): Promise<Batch> {
  const { changeBatch, change } = on.t;
  const [batch] = await on.q.select().from(changeBatch).where(eq(changeBatch.id, batchId));
  // The same for a batch that the viewer may not see: its number tells nothing.
  if (!batch || !mayRead(viewer, batch.authorityId)) throw new Refusal("NOT_FOUND", "batch", "There is no such change to take back.");
  requireChange(viewer, batch.authorityId);
  const changes = await on.q.select().from(change).where(eq(change.batchId, batchId)).orderBy(desc(change.id));
  // What a batch left is told to whoever cannot take it back for its having changed since.
  if (changes.some(({ tableName }) => countsOfPeople.includes(tableName))) requireWholeCounts(viewer, batch.authorityId);
  if (changes.some((each) => each.tableName === "authority" && each.field === "*")) {
    throw new Refusal("IN_USE", "batch", "An authority that was added stays: what changed since is part of its history.");
  }
  return {
    authorityId: batch.authorityId,
    why: `Take back: ${batch.why}`,
    undoesId: batchId,
    changes: changes.map((each, index) => ({
      at: `changes[${index}]`,
      table: each.tableName as FactTable,
      id: each.rowId,
      field: each.field,
      from: each.toValue === null ? null : JSON.parse(each.toValue),
      to: each.fromValue === null ? null : JSON.parse(each.fromValue),
    })),
  };
}

/** The changes that turn a row as it is into the row wanted, one a field that differs. */
export function fieldChanges(table: FactTable, id: string, current: Image, wanted: Image, at: string): Change[] {
  return Object.keys(wanted)
    .filter((field) => !same(current[field], wanted[field]))
    .map((field) => ({ table, id, field, from: current[field] ?? null, to: wanted[field] ?? null, at: `${at}.${field}` }));
}

/** The change that makes a new row. */
export function insertion(table: FactTable, row: Image & { id: string }, at?: string): Change {
  return { table, id: row.id, field: "*", from: null, to: row, ...(at !== undefined && { at }) };
}

/** The change that removes a row. */
export function removal(table: FactTable, row: Image & { id: string }, at?: string): Change {
  return { table, id: row.id, field: "*", from: row, to: null, ...(at !== undefined && { at }) };
}

/** The tables whose rows are a part of another's (a commitment's places and amounts, an arrangement's terms), and the field that names it. */
export const partOfBy: { readonly [Table in FactTable]?: string } = {
  commitmentPlaces: "commitmentId",
  commitmentAmount: "commitmentId",
  commitmentDraw: "commitmentId",
  upliftRate: "seriesId",
  arrangementParticipant: "arrangementId",
  arrangementLot: "arrangementId",
  arrangementProvider: "arrangementId",
  arrangementTerm: "arrangementId",
  procurementStage: "arrangementId",
  evaluationWeight: "arrangementId",
  callOffRoute: "arrangementId",
  blockCaseItem: "blockCaseId",
  partner: "partnershipId",
  costPool: "partnershipId",
  poolAmount: "partnershipId",
  poolWeight: "partnershipId",
  partnershipGrant: "partnershipId",
  outsideFee: "partnershipId",
  allocation: "partnershipId",
  optionPoint: "optionId",
  optionOverride: "optionId",
  kpiNeighbour: "subjectId",
  kpiTarget: "kpiId",
  kpiBaseline: "kpiId",
  benefitReview: "benefitId",
  reportItem: "reportId",
};
