// Files that were sent to be imported, in the store, so that each server of it knows them and a restart forgets none. They are no facts, and not in the log.
import { setImmediate as breathe } from "node:timers/promises";
import { and, asc, eq, gt, inArray, lt, ne, or, type SQL, sql } from "drizzle-orm";
import type { Db, On } from "./engine/open.ts";
import type { Row } from "./tables.ts";
import { keptUnder } from "./write/changes.ts";
import { Refusal } from "./write/refusal.ts";

export type Upload = Row<"upload">;

export interface Quota {
  readonly files: number;
  readonly bytes: number;
}

/** What may wait at once: of one authority, and of all. */
export interface Quotas {
  readonly authority: Quota;
  readonly all: Quota;
}

/** How a refusal begins where too much waits. */
export const manyWait = "Many files";

const now = () => new Date().toISOString();
const before = (ms: number) => new Date(Date.now() - ms).toISOString();
/** Told at most so often that a file was asked for. */
const touchEveryMs = 60_000;

/** By which the batch of an import is known. */
export const keyOfRun = (run: string) => `import:${run}`;

/**
 * Keeps a file, a piece at a time, so that nobody's change waits for long. It counts from the first, and takes itself away again where there is
 * no room for it: of two that come at once neither is let past the quota.
 * @throws Refusal BAD_INPUT where too much waits already.
 */
export async function keepUpload(db: Db, file: Pick<Upload, "id" | "authorityId" | "person" | "name" | "bytes">, quotas: Quotas, pieces: AsyncIterable<Buffer>): Promise<void> {
  const { id, authorityId } = file;
  const at = now();
  await db.aside(({ q, t }) => q.insert(t.upload).values({ ...file, state: "sending", stopping: false, touchedAt: at, beatAt: at }));
  try {
    await db.read((on) => refuseOver(on, authorityId, quotas));
    let number = 0;
    for await (const content of pieces) {
      await db.aside(async ({ q, t }) => {
        await q.insert(t.uploadPart).values({ id: `${id}:${number}`, uploadId: id, number, content });
        await q.update(t.upload).set({ beatAt: now() }).where(eq(t.upload.id, id));
      });
      number += 1;
      await breathe();
    }
    await db.aside(({ q, t }) => q.update(t.upload).set({ state: "kept" }).where(eq(t.upload.id, id)));
  } catch (error) {
    await forgetUpload(db, id).catch(() => {});
    throw error;
  }
}

async function refuseOver(on: On, authorityId: string, { authority, all }: Quotas): Promise<void> {
  const own = await waiting(on, eq(on.t.upload.authorityId, authorityId));
  if (own.files > authority.files || own.bytes > authority.bytes)
    throw new Refusal("BAD_INPUT", "file", `${manyWait} of this authority wait to be imported. Finish or close one of them first; what nobody looks at is closed after an hour.`);
  const total = await waiting(on);
  if (total.files > all.files || total.bytes > all.bytes) throw new Refusal("BAD_INPUT", "file", `${manyWait} of other authorities wait to be imported. Try again later.`);
}

async function waiting({ q, t: { upload } }: On, whose?: SQL): Promise<Quota> {
  const [found] = await q
    .select({ files: sql<number>`count(*)`.mapWith(Number), bytes: sql<number>`coalesce(sum(${upload.bytes}), 0)`.mapWith(Number) })
    .from(upload)
    .where(and(ne(upload.state, "leaving"), whose));
  return found as Quota;
}

/** A file that was sent by a person; undefined where there is none of hers. Its import has failed where the server that was at it is gone. */
export async function uploadOf(db: Db, id: string, person: string, goneMs: number): Promise<Upload | undefined> {
  const find = async (): Promise<Upload | undefined> => {
    const mine = await db.read(({ q, t: { upload } }) =>
      q
        .select()
        .from(upload)
        .where(and(eq(upload.id, id), eq(upload.person, person), inArray(upload.state, ["kept", "running", "done", "failed"]))),
    );
    return mine[0];
  };
  const found = await find();
  if (found?.state === "running" && found.beatAt < before(goneMs)) {
    await tellGone(db, found);
    return find();
  }
  if (found && found.touchedAt < before(touchEveryMs)) await db.aside(({ q, t: { upload } }) => q.update(upload).set({ touchedAt: now() }).where(eq(upload.id, id)));
  return found;
}

/**
 * The batch of an import and its end are not saved at once: whether it was kept is known by its key. A server that is there after all, and only
 * was not heard of, finds that its import has ended, or has kept it before this goes on.
 */
async function tellGone(db: Db, { id, run, authorityId }: Upload): Promise<void> {
  await db.aside(async (on) => {
    await ended(on, id, run as string, { stopping: true });
    const kept = await keptUnder(on, authorityId, keyOfRun(run as string));
    const message = kept
      ? "The server stopped just after this file was imported: all of it was saved, and History can undo it."
      : "The server stopped while this file was imported, and nothing was saved. Begin again.";
    await ended(on, id, run as string, { state: "failed", error: JSON.stringify({ message, code: "UNAVAILABLE", field: null }) });
  });
}

/** The bytes of a file, a piece at a time. */
export async function* uploadedBytes(db: Db, id: string): AsyncGenerator<Buffer> {
  for (let number = 0; ; number += 1) {
    const [part] = await db.read(({ q, t: { uploadPart } }) =>
      q
        .select({ content: uploadPart.content })
        .from(uploadPart)
        .where(and(eq(uploadPart.uploadId, id), eq(uploadPart.number, number))),
    );
    if (!part) return;
    yield part.content;
  }
}

/** Begins to import a file; false where another has begun. */
export async function beginRun(db: Db, id: string, run: string): Promise<boolean> {
  const begun = await db.aside(({ q, t: { upload } }) =>
    q
      .update(upload)
      .set({ state: "running", run, stopping: false, progress: null, result: null, error: null, touchedAt: now(), beatAt: now() })
      .where(and(eq(upload.id, id), inArray(upload.state, ["kept", "done", "failed"])))
      .returning({ id: upload.id }),
  );
  return begun.length > 0;
}

/** Says that a server is at an import, and how far it is. Returns whether it is to stop: since somebody asks for it, or thinks that it has ended. */
export async function beat(db: Db, id: string, run: string, progress: string | null): Promise<boolean> {
  const [found] = await db.aside(({ q, t: { upload } }) =>
    q
      .update(upload)
      .set({ beatAt: now(), progress })
      .where(ofRun(upload, id, run))
      .returning({ stopping: upload.stopping }),
  );
  return found?.stopping ?? true;
}

/** Asked by an import as its batch is kept. @throws Refusal where it was told to have ended, since its server was not heard of. */
export async function refuseEnded({ q, t: { upload } }: On, id: string, run: string): Promise<void> {
  const running = await q
    .update(upload)
    .set({ beatAt: now() })
    .where(ofRun(upload, id, run))
    .returning({ id: upload.id });
  if (running.length === 0) throw new Refusal("BAD_INPUT", "file", "This import was ended because its server was not heard of for a while, and nothing was written. Begin again.");
}

export function endRun(db: Db, id: string, run: string, end: Pick<Upload, "state"> & Partial<Pick<Upload, "progress" | "result" | "error">>): Promise<void> {
  return db.aside((on) => ended(on, id, run, end));
}

async function ended({ q, t: { upload } }: On, id: string, run: string, end: Partial<Upload>): Promise<void> {
  await q
    .update(upload)
    .set(end)
    .where(ofRun(upload, id, run));
}

const ofRun = (upload: On["t"]["upload"], id: string, run: string) => and(eq(upload.id, id), eq(upload.run, run), eq(upload.state, "running"));

/** Asks whichever server imports a file to stop. */
export async function askToStop(db: Db, id: string): Promise<void> {
  await db.aside(({ q, t: { upload } }) => q.update(upload).set({ stopping: true }).where(eq(upload.id, id)));
}

/** Removes a file: a piece at a time, since much is not removed in a moment. */
export async function forgetUpload(db: Db, id: string): Promise<void> {
  await db.aside(({ q, t: { upload } }) => q.update(upload).set({ state: "leaving", beatAt: now() }).where(eq(upload.id, id)));
  for (let last = -1; ; ) {
    const gone = await db.aside(async ({ q, t: { uploadPart } }) => {
      const [part] = await q
        .select({ number: uploadPart.number })
        .from(uploadPart)
        .where(and(eq(uploadPart.uploadId, id), gt(uploadPart.number, last)))
        .orderBy(asc(uploadPart.number))
        .limit(1);
      if (part) await q.delete(uploadPart).where(and(eq(uploadPart.uploadId, id), eq(uploadPart.number, part.number)));
      return part;
    });
    if (!gone) break;
    last = gone.number;
    await breathe();
  }
  await db.aside(({ q, t: { upload } }) => q.delete(upload).where(eq(upload.id, id)));
}

export interface Lasting {
  /** What nobody has asked for in so long goes; what has come in, after `importedMs`: its page may yet take in another of its tables, or undo it and choose again. */
  readonly keptMs: number;
  readonly importedMs: number;
  /** A server that has not been heard of for so long is gone. */
  readonly goneMs: number;
}

/** Removes what nobody has asked for, and what a server was sent or was removing when it stopped. */
export async function forgetOld(db: Db, { keptMs, importedMs, goneMs }: Lasting): Promise<void> {
  const old = await db.read(({ q, t: { upload } }) =>
    q
      .select({ id: upload.id })
      .from(upload)
      .where(
        or(
          and(inArray(upload.state, ["kept", "done", "failed"]), lt(upload.touchedAt, before(keptMs))),
          and(inArray(upload.state, ["sending", "leaving"]), lt(upload.beatAt, before(goneMs))),
          and(eq(upload.state, "running"), lt(upload.beatAt, before(keptMs))),
        ),
      ),
  );
  const done = await db.read(({ q, t: { upload } }) =>
    q
      .select({ id: upload.id, result: upload.result })
      .from(upload)
      .where(and(eq(upload.state, "done"), lt(upload.touchedAt, before(importedMs)))),
  );
  const imported = done.filter(({ result }) => result !== null && (JSON.parse(result) as { batchId: number | null }).batchId !== null);
  for (const id of new Set([...old, ...imported].map(({ id }) => id))) await forgetUpload(db, id);
}
