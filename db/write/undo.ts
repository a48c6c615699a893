// What a person may take back and do again: a straight line of her own batches, read from the log and kept nowhere else.
import { and, asc, desc, eq, gt, inArray, isNull, lt, ne, notInArray, notLike, or, type SQL, sql } from "drizzle-orm";
import type { On } from "../engine/open.ts";
import type { undoKinds } from "../tables/choices.ts";
import type { Row } from "../tables.ts";
import { requireChange, type Viewer } from "../viewer.ts";
import type { Change, Kept } from "./change.ts";
import { type Apply, applyBatch, keptUnder } from "./changes.ts";
import { Refusal } from "./refusal.ts";
import { applyReversed, type Explaining } from "./reversing.ts";
import { undoing } from "./undoing.ts";

type LoggedBatch = Row<"changeBatch">;

/** A batch that comes next, back or forth. */
export interface Step {
  batchId: number;
  /** What was done, as the log says of it: "Change Roach Vale, 2023/24". */
  why: string;
  madeAt: string;
}

export type UndoKind = (typeof undoKinds)[number];
/** The tables of each kind that is not of facts. */
const arranged = { reports: ["report", "reportItem"], views: ["savedView"], mappings: ["importMap"] } as const;

export interface Undoable {
  undo: Step | null;
  /** What was taken back last. `batchId` is the batch that took it back. */
  redo: Step | null;
}

const besideMark = "beside undo:";
/** The key of a batch that comes of something else that was done, and has no place of its own in Undo: History alone takes it back. */
export const besideUndo = (key: string) => besideMark + key;

/** How many of a person's batches are read at a time, the newest first. The first lot nearly always has both answers. */
const readAtOnce = 100;

/**
 * What the viewer would take back next of an authority, and what do again.
 *
 * Her own batches alone count. One that has been taken back, by her or by anybody, is passed over; what she left as it was is, too. A batch
 * that takes back somebody else's is a deed like any other. Any deed ends what could be done again before it. After the deeds A and B and the
 * taking back of B, A is next to be taken back, and B is next to be done again; after a deed C, C is, and nothing. With `kinds` all this is of
 * batches of these kinds alone, as though there were no others.
 */
export async function undoable(on: On, viewer: Viewer, authorityId: string, kinds: readonly UndoKind[] | null = null): Promise<Undoable> {
  const log = new Log(on);
  let redo: Step | null | undefined;
  let before: number | null = null;
  for (;;) {
    const lot = await ownBatches(on, viewer, authorityId, before, kinds);
    await log.read(lot);
    for (const batch of lot) {
      const deed = log.deed(batch);
      if (deed === "deed" && redo === undefined) redo = null;
      if (!log.stands(batch.id)) continue;
      if (deed === "undo" && redo === undefined && !(await isEmpty(on, batch.id))) redo = step(log.deedOf(batch), batch.id);
      if (deed === "deed" && !(await addsAuthority(on, batch.id))) return { undo: step(batch), redo: redo ?? null };
    }
    const last = lot[readAtOnce - 1];
    if (!last) return { undo: null, redo: redo ?? null };
    before = last.id;
  }
}

function step(batch: LoggedBatch, batchId = batch.id): Step {
  return { batchId, why: batch.why, madeAt: batch.madeAt };
}

/** Whether a batch is of these kinds, which its first change tells: none is of several. */
function ofKinds(on: On, kinds: readonly UndoKind[] | null): SQL | undefined {
  if (kinds === null) return undefined;
  if (kinds.length === 0) return sql`1 = 0`;
  const { change, changeBatch } = on.t;
  const first = sql<string>`(select ${change.tableName} from ${change} where ${change.batchId} = ${changeBatch.id} order by ${change.id} limit 1)`;
  const named = kinds.flatMap((kind) => (kind === "facts" ? [] : arranged[kind]));
  const all = Object.values(arranged).flat();
  return or(named.length > 0 ? inArray(first, named) : undefined, kinds.includes("facts") ? notInArray(first, all) : undefined);
}

function ownBatches(on: On, viewer: Viewer, authorityId: string, before: number | null, kinds: readonly UndoKind[] | null): Promise<LoggedBatch[]> {
  const { changeBatch } = on.t;
  const isInUndo = or(isNull(changeBatch.requestKey), notLike(changeBatch.requestKey, `${besideMark}%`));
  return on.q
    .select()
    .from(changeBatch)
    .where(
      and(eq(changeBatch.authorityId, authorityId), eq(changeBatch.madeBy, viewer.name), isInUndo, before === null ? undefined : lt(changeBatch.id, before), ofKinds(on, kinds)),
    )
    .orderBy(desc(changeBatch.id))
    .limit(readAtOnce);
}

/** The batches about some of a person's: those that they take back, and those that take them back. */
class Log {
  private readonly batches = new Map<number, LoggedBatch>();
  /** By a batch's number, the numbers of those that take it back. */
  private readonly takenBackBy = new Map<number, Set<number>>();
  /** The batches of which it has been read what takes them back. */
  private readonly followed = new Set<number>();

  constructor(private readonly on: On) {}

  async read(lot: readonly LoggedBatch[]): Promise<void> {
    const { undoesId, id } = this.on.t.changeBatch;
    for (const batch of lot) this.add(batch);
    // What took them back, and what took that back in turn: later each time, so that it ends.
    for (let ids = this.unfollowed(lot.map((batch) => batch.id)); ids.length > 0; ) ids = this.unfollowed(await this.find(inArray(undoesId, ids)));
    for (let ids = this.missing(); ids.length > 0; ids = this.missing()) await this.find(inArray(id, ids));
  }

  /** Those of these that have not been followed yet: a long chain of taking back is walked once, and not from each of its links. */
  private unfollowed(ids: readonly number[]): number[] {
    const fresh = ids.filter((id) => !this.followed.has(id));
    for (const id of fresh) this.followed.add(id);
    return fresh;
  }

  /** Reads the batches that meet a condition, and gives the numbers of those. */
  private async find(which: SQL): Promise<number[]> {
    const { changeBatch } = this.on.t;
    const found = await this.on.q.select().from(changeBatch).where(which);
    for (const batch of found) this.add(batch);
    return found.map((batch) => batch.id);
  }

  private add(batch: LoggedBatch): void {
    this.batches.set(batch.id, batch);
    if (batch.undoesId !== null) this.takenBackBy.set(batch.undoesId, (this.takenBackBy.get(batch.undoesId) ?? new Set()).add(batch.id));
  }

  /** What these take back, where it has not been read. */
  private missing(): number[] {
    return [...new Set([...this.batches.values()].flatMap(({ undoesId }) => (undoesId === null || this.batches.has(undoesId) ? [] : [undoesId])))];
  }

  /** Whether what the batch did is still so: nothing that itself still stands takes it back. */
  stands(id: number): boolean {
    return ![...(this.takenBackBy.get(id) ?? [])].some((by) => this.stands(by));
  }

  /** What the batch is to who made it: a deed, the taking back of one of her own, or the doing again of that. */
  deed(batch: LoggedBatch): "deed" | "undo" | "redo" {
    const target = batch.undoesId === null ? undefined : this.batches.get(batch.undoesId);
    if (target?.madeBy !== batch.madeBy) return "deed";
    return this.deed(target) === "undo" ? "redo" : "undo";
  }

  /** The deed that a batch takes back or does again in the end. */
  deedOf(batch: LoggedBatch): LoggedBatch {
    const target = batch.undoesId === null ? undefined : this.batches.get(batch.undoesId);
    return target?.madeBy === batch.madeBy ? this.deedOf(target) : batch;
  }
}

/** Which of these batches have been taken back, and not done again since. */
export async function takenBack(on: On, batches: readonly LoggedBatch[]): Promise<Set<number>> {
  const log = new Log(on);
  await log.read(batches);
  return new Set(batches.flatMap(({ id }) => (log.stands(id) ? [] : [id])));
}

/** A batch with no changes says of another that it was left as it is. */
async function isEmpty(on: On, batchId: number): Promise<boolean> {
  return (await firstChange(on, batchId)) === undefined;
}

/** An authority that was added stays, and its adding is the first change of its batch. */
async function addsAuthority(on: On, batchId: number): Promise<boolean> {
  const first = await firstChange(on, batchId);
  return first?.tableName === "authority" && first.field === "*";
}

async function firstChange(on: On, batchId: number): Promise<Pick<Row<"change">, "tableName" | "field"> | undefined> {
  const { change } = on.t;
  const found = await on.q.select({ tableName: change.tableName, field: change.field }).from(change).where(eq(change.batchId, batchId)).orderBy(asc(change.id)).limit(1);
  return found[0];
}

export type Direction = "undo" | "redo";

export interface StepAsked {
  authorityId: string;
  /** The batch that the person saw as the next. */
  expected: number | null;
  requestKey: string | null;
  /** True to leave it as it is, and to go on to the one before. */
  skip: boolean;
  /** The kinds of batches that are walked; all of them where null. */
  kinds: readonly UndoKind[] | null;
}

/** A step as it was kept. */
export interface StepTaken {
  kept: Kept;
  of: Step;
}

const nothingLeft = {
  undo: "Nothing of yours to undo here.",
  redo: "Nothing to redo: nothing was undone since your last change.",
};

/**
 * Takes the viewer's last deed back, or does again what she took back last. `explaining` runs the write, and may say more of its refusal.
 * @throws Refusal NOT_FOUND where there is none, STALE where another than the expected is next, and what `applyBatch` refuses.
 */
export async function takeStep(on: On, viewer: Viewer, direction: Direction, asked: StepAsked, explaining: Explaining, apply: Apply = applyBatch): Promise<StepTaken | Kept> {
  requireChange(viewer, asked.authorityId);
  const before = await keptUnder(on, asked.authorityId, asked.requestKey);
  if (before) return before;
  const next = (await undoable(on, viewer, asked.authorityId, asked.kinds))[direction];
  if (!next) throw new Refusal("NOT_FOUND", "authority", nothingLeft[direction]);
  if (asked.expected !== null && asked.expected !== next.batchId)
    throw new Refusal("STALE", "expected", `Since you looked, another of your changes has become the next to ${direction}: ${next.why}. Look at it, then try again.`, next.batchId);
  if (asked.skip && direction === "undo") {
    // In the authority where she is: what was saved as one with it can still be undone with it from the others.
    const left = { authorityId: asked.authorityId, why: `Skip: ${next.why}`, undoesId: next.batchId, requestKey: asked.requestKey, changes: [] };
    return { kept: await apply(on, viewer, left), of: next };
  }
  const why = `${direction === "undo" ? "Undo" : "Redo"}: ${next.why}`;
  const reversed = (await undoing(on, viewer, next.batchId)).map((batch) => ({ ...batch, why, requestKey: asked.requestKey }));
  return { kept: await applyReversed(on, viewer, reversed, explaining, apply), of: next };
}

export interface LaterChange extends Row<"change"> {
  madeBy: string;
  madeAt: string;
}

/** The newest change since a batch of what one of its changes is about: that field, or the row's being made or removed. */
export async function changedSince(on: On, authorityId: string, batchId: number, { table, id, field, to }: Change): Promise<LaterChange | undefined> {
  const { change, changeBatch } = on.t;
  const image = to as (Row<"budgetLine"> & Row<"commitmentAmount">) | null;
  // What fills the cell of a line that is to come back has another id.
  const cell = field !== "*" || image === null ? null : table === "budgetLine" ? `${image.versionId}:${image.costCentreId}:${image.year}` : image.commitmentId;
  const same = and(eq(change.rowId, id), field === "*" ? undefined : inArray(change.field, [field, "*"]));
  const found = (where: SQL | undefined) =>
    on.q
      .select({ change, madeBy: changeBatch.madeBy, madeAt: changeBatch.madeAt })
      .from(change)
      .innerJoin(changeBatch, eq(changeBatch.id, change.batchId))
      .where(and(eq(change.authorityId, authorityId), gt(change.batchId, batchId), where))
      .orderBy(desc(change.id))
      .limit(20);
  const of = [...(await found(same)), ...(cell ? await found(and(eq(change.partOf, cell), eq(change.tableName, table), ne(change.rowId, id))) : [])];
  const about = of.filter((each) => table !== "commitmentAmount" || each.change.rowId === id || fills(each.change, image?.year));
  const newest = about.reduce<(typeof of)[number] | undefined>((last, each) => (last && last.change.id > each.change.id ? last : each), undefined);
  return newest && { ...newest.change, madeBy: newest.madeBy, madeAt: newest.madeAt };
}

function fills({ field, toValue }: Row<"change">, year: string | undefined): boolean {
  return field !== "*" || (toValue !== null && (JSON.parse(toValue) as { year?: string }).year === year);
}
