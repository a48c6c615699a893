// A long batch: prepared and checked beside the store, and put into it in one short transaction, so that others' edits wait for no more than that.
import { and, eq, getTableName, gt, or } from "drizzle-orm";
import type { Db, NumbersMet, On } from "../engine/open.ts";
import { numbersMet } from "../read/numbers.ts";
import { requireChange, type Viewer } from "../viewer.ts";
import type { Batch, Kept } from "./change.ts";
import { type Apply, applyBatch, keptUnder, type WorkedOut, workOut } from "./changes.ts";
import { checkRules } from "./rules.ts";
import { asIfStored, type Staged, stage, switchIn, unstage } from "./staging.ts";
import { logBatch, type Pace, paced } from "./storing.ts";

/** Where others go on changing what it was prepared against, it is written at the last as a short batch is: while they wait. */
const mostTries = 3;

/**
 * Runs `write`, which applies one batch of an authority by the `apply` that it is given and stores nothing else; perhaps several times. What `apply`
 * gives is filled in once the batch is in the store. It is there as a whole or not at all, whenever the process ends: until one transaction puts it
 * there it is in temporary tables, which are gone with their connection.
 *
 * The batch was worked out, and held to the rules, in snapshots of before. That is sound where nobody has changed since any of the tables that
 * their queries named, of this authority or of a publisher that it uses: they would find the same again. Else it is prepared anew.
 */
export async function writeLong<Result>(db: Db, authorityId: string, write: (on: On, apply: Apply) => Promise<Result>): Promise<Result> {
  return db.apart(async (own, named) => {
    for (let tries = 0; tries < mostTries; tries += 1) {
      named.clear();
      const { result, kept, prepared } = await prepare(own, authorityId, write);
      if (!prepared) return result;
      const switched = await own.write((on) => putIn(on, prepared, named), { written: [authorityId] });
      if (switched) {
        Object.assign(kept, switched);
        return result;
      }
      await unstage(own, prepared.staged);
    }
    return own.write((on) => write(on, applyBatch), { written: [authorityId] });
  });
}

interface Prepared {
  readonly viewer: Viewer;
  readonly batch: Batch;
  readonly logged: Batch["changes"];
  readonly met: NumbersMet;
  readonly staged: Staged;
  readonly pace: Pace;
}

async function prepare<Result>(own: Db, authorityId: string, write: (on: On, apply: Apply) => Promise<Result>) {
  const kept: Kept = { batchId: null, repeated: false };
  const asked: { viewer: Viewer; batch: Batch; worked: WorkedOut }[] = [];
  const { met, result } = await own.read(async (on) => {
    const result = await write(on, async (_, viewer, batch) => {
      requireChange(viewer, batch.authorityId);
      const before = await keptUnder(on, authorityId, batch.requestKey);
      if (before) return Object.assign(kept, before);
      const worked = await workOut(on, batch);
      if (worked) asked.push({ viewer, batch, worked });
      return kept;
    });
    return { met: await numbersMet(on, authorityId), result };
  });
  const [only] = asked;
  if (!only) return { result, kept, prepared: null };
  const { viewer, batch, worked } = only;
  // Each row and each change is put beside the store first, and then into it.
  const pace = paced(batch.changes.length * 4, batch.onProgress, 0);
  const staged = await stage(own, authorityId, worked, pace);
  await asIfStored(own, staged, (on) => checkRules(on, authorityId, worked.left));
  const prepared: Prepared = { viewer, batch, logged: worked.logged, met, staged, pace };
  return { result, kept, prepared };
}

/** Puts the batch into the store; undefined where it has to be prepared anew. */
async function putIn(on: On, { viewer, batch, logged, met, staged, pace }: Prepared, named: ReadonlySet<string>): Promise<Kept | undefined> {
  const before = await keptUnder(on, batch.authorityId, batch.requestKey);
  if (before) return before;
  if (await hasMoved(on, batch.authorityId, met, named)) return undefined;
  const kept = await logBatch(on, viewer, { ...batch, changes: logged });
  await switchIn(on, staged, kept.batchId as number, pace);
  return kept;
}

/** Whether anybody has changed one of these tables since an authority's numbers were those: itself, or a publisher that it used. */
async function hasMoved(on: On, authorityId: string, { logNumber, publishers }: NumbersMet, named: ReadonlySet<string>): Promise<boolean> {
  const { change, changeBatch } = on.t;
  const since = [
    and(eq(changeBatch.authorityId, authorityId), gt(changeBatch.logNumber, logNumber)),
    ...Object.entries(publishers).map(([id, version]) => and(eq(changeBatch.authorityId, id), gt(changeBatch.dataVersion, version))),
  ];
  const tables = await on.q
    .selectDistinct({ name: change.tableName })
    .from(change)
    .innerJoin(changeBatch, eq(changeBatch.id, change.batchId))
    .where(or(...since));
  return tables.some(({ name }) => named.has(getTableName(on.t[name as keyof On["t"]])));
}
