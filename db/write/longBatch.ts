// Long batches, of one authority or of several: prepared and checked beside the store, and put into it in one short transaction, so that others' edits wait for no more than that.
import { and, eq, getTableName, gt, inArray, or } from "drizzle-orm";
import type { Db, NumbersMet, On } from "../engine/open.ts";
import { numbersMetByEach } from "../read/numbers.ts";
import { requireChange, type Viewer } from "../viewer.ts";
import type { Batch, Kept } from "./change.ts";
import { type Apply, applyBatch, keptUnder, requireOwner, type WorkedOut, workOut } from "./changes.ts";
import { checkRules } from "./rules.ts";
import { asIfStored, type Staged, stage, switchIn, unstage } from "./staging.ts";
import { inChunks, logBatches, type Pace, paced } from "./storing.ts";

/** Where others go on changing what it was prepared against, it is written at the last as a short batch is: while they wait. */
const mostTries = 3;

/**
 * Runs `write`, which applies batches of these authorities, one of each, by the `apply` that it is given and stores nothing else; perhaps several times.
 * What `apply` gives is filled in once the batches are in the store. They are there as a whole or not at all, whenever the process ends: until one
 * transaction puts them there they are in temporary tables, which are gone with their connection.
 *
 * They were worked out, and held to the rules, in snapshots of before. That is sound where nobody has changed since any of the tables that
 * their queries named, of these authorities or of a publisher that they use: they would find the same again. Else they are prepared anew.
 */
export async function writeLong<Result>(db: Db, owners: readonly string[], write: (on: On, apply: Apply) => Promise<Result>): Promise<Result> {
  return db.apart(async (own, named) => {
    for (let tries = 0; tries < mostTries; tries += 1) {
      named.clear();
      const { result, prepared } = await prepare(own, owners, write);
      if (!prepared) return result;
      const switched = await own.write((on) => putIn(on, prepared, named), { written: owners });
      if (switched) {
        for (const [index, { kept }] of prepared.batches.entries()) Object.assign(kept, switched[index]);
        return result;
      }
      await unstage(own, prepared.staged);
    }
    return own.write((on) => write(on, applyBatch), { written: owners });
  });
}

interface PreparedBatch {
  readonly viewer: Viewer;
  readonly batch: Batch;
  readonly worked: WorkedOut;
  /** What its writer was given for it. */
  readonly kept: Kept;
}

interface Prepared {
  readonly batches: readonly PreparedBatch[];
  readonly met: ReadonlyMap<string, NumbersMet>;
  readonly staged: Staged;
  readonly pace: Pace;
}

async function prepare<Result>(own: Db, owners: readonly string[], write: (on: On, apply: Apply) => Promise<Result>): Promise<{ result: Result; prepared: Prepared | null }> {
  const batches: PreparedBatch[] = [];
  const { met, result } = await own.read(async (on) => {
    const result = await write(on, async (_, viewer, batch) => {
      requireChange(viewer, batch.authorityId);
      requireOwner(owners, batch.authorityId);
      const before = await keptUnder(on, batch.authorityId, batch.requestKey);
      if (before) return before;
      const kept: Kept = { batchId: null, repeated: false };
      const worked = await workOut(on, batch);
      if (worked) batches.push({ viewer, batch, worked, kept });
      return kept;
    });
    return { met: await numbersMetByEach(on, owners), result };
  });
  const [first] = batches;
  if (!first) return { result, prepared: null };
  // Each row and each change is put beside the store first, and then into it.
  const pace = paced(
    batches.reduce((sum, { batch }) => sum + batch.changes.length * 4, 0),
    first.batch.onProgress,
    0,
  );
  const all = batches.map(({ batch: { authorityId }, worked }) => ({ authorityId, worked }));
  const staged = await stage(own, all, pace);
  await asIfStored(own, staged, async (on) => {
    for (const { authorityId, worked } of all) await checkRules(on, authorityId, worked.left);
  });
  return { result, prepared: { batches, met, staged, pace } };
}

/** Puts the batches into the store; undefined where they have to be prepared anew. */
async function putIn(on: On, { batches, met, staged, pace }: Prepared, named: ReadonlySet<string>): Promise<Kept[] | undefined> {
  const before: Kept[] = [];
  if (await anyKept(on, batches)) {
    for (const { batch } of batches) {
      const found = await keptUnder(on, batch.authorityId, batch.requestKey);
      if (found) before.push(found);
    }
  }
  if (before.length === batches.length) return before;
  // One that was kept meanwhile has changed what they were worked out from.
  if (await hasMoved(on, met, named)) return undefined;
  const { viewer } = batches[0] as PreparedBatch;
  const logged = batches.map(({ batch, worked }) => ({ ...batch, changes: worked.logged }));
  const kept = await logBatches(on, viewer, logged, await numbersMetByEach(on, [...met.keys()]));
  await switchIn(
    on,
    staged,
    kept.map(({ batchId }) => batchId as number),
    pace,
  );
  return kept;
}

/** Whether one of them may have been kept under its key before: asked at once of all, while others wait. */
async function anyKept(on: On, batches: readonly PreparedBatch[]): Promise<boolean> {
  const { changeBatch } = on.t;
  const keys = [...new Set(batches.flatMap(({ batch }) => batch.requestKey ?? []))];
  if (keys.length === 0) return false;
  for (const some of inChunks(batches)) {
    const authorityIds = some.map(({ batch }) => batch.authorityId);
    const found = await on.q
      .select({ id: changeBatch.id })
      .from(changeBatch)
      .where(and(inArray(changeBatch.authorityId, authorityIds), inArray(changeBatch.requestKey, keys)))
      .limit(1);
    if (found.length > 0) return true;
  }
  return false;
}

/** So many authorities are asked about by one statement. */
const authoritiesAsked = 100;

/** Whether anybody has changed one of these tables since authorities' numbers were those: themselves, or a publisher that they used. */
async function hasMoved(on: On, met: Prepared["met"], named: ReadonlySet<string>): Promise<boolean> {
  const { change, changeBatch } = on.t;
  for (const some of inChunks([...met], authoritiesAsked)) {
    const publishers = new Map(some.flatMap(([, each]) => Object.entries(each.publishers)));
    const since = [
      ...some.map(([authorityId, { logNumber }]) => and(eq(changeBatch.authorityId, authorityId), gt(changeBatch.logNumber, logNumber))),
      ...[...publishers].map(([id, version]) => and(eq(changeBatch.authorityId, id), gt(changeBatch.dataVersion, version))),
    ];
    const tables = await on.q
      .selectDistinct({ name: change.tableName })
      .from(change)
      .innerJoin(changeBatch, eq(changeBatch.id, change.batchId))
      .where(or(...since));
    if (tables.some(({ name }) => named.has(getTableName(on.t[name as keyof On["t"]])))) return true;
  }
  return false;
}
