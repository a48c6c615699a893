// Tells an open page what is changed beside it: the change log as server-sent events, in order, from wherever the page left off.
import { once } from "node:events";
import { PassThrough } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { authorityById } from "../../db/authorities.ts";
import type { Db } from "../../db/engine/open.ts";
import { changesSince, type KeptBatch } from "../../db/read/changesSince.ts";
import { type Numbers, numbersOf } from "../../db/read/numbers.ts";
import { seesWholeCounts, type Viewer } from "../../db/viewer.ts";
import { countsOfPeople } from "../../db/write/undoing.ts";
import { InputError } from "../finance/inputError.ts";
import { publicError, statusOf } from "./errors.ts";

/** How often the log is looked at for what other processes wrote (another server, an import by command): a page is to have it within a second, drawn. */
const lookEveryMs = 200;
/** Something is said at least so often, so that nothing on the way takes the stream for dead. */
const heartbeatMs = 15_000;
/** A stream ends after this long and is asked for again, which looks at the viewer's rights anew. */
const longestMs = 30 * 60_000;
/** How much may wait for a reader that takes nothing. It is dropped, and catches up when it asks again. */
const mostWaitingBytes = 512 * 1024;
const batchesAtOnce = 100;

export interface StreamLimits {
  /** Open streams of one client, by its address, and of all. */
  perClient: number;
  all: number;
}
export const usualStreamLimits: StreamLimits = { perClient: 60, all: 2_000 };

interface Reader {
  readonly authorityId: string;
  readonly viewer: Viewer;
  readonly client: string;
  readonly stream: PassThrough;
  /** The number in its authority's log of the last batch that it was told of, or that it needs not be told of. */
  upTo: number;
}

/** Serves GET /changes?authority=…, and gives the store whose writes wake its readers at once. */
export function serveChanges(app: FastifyInstance, stored: Db, viewerOf: (request: FastifyRequest) => Viewer, limits: StreamLimits = usualStreamLimits): Db {
  const open = new Set<Reader>();
  const log = followedLog(stored);

  app.get("/changes", { exposeHeadRoute: false, compress: false }, async (request, reply) => {
    const viewer = viewerOf(request);
    const { authority = "" } = request.query as { authority?: string };
    const client = request.ip;
    if (open.size >= limits.all || [...open].filter((each) => each.client === client).length >= limits.perClient) {
      return refused(reply, 429, "TOO_MUCH", "authority", "Too many pages of yours follow the changes at once. Close some of them.");
    }
    const reader: Reader = { authorityId: authority, viewer, client, stream: new PassThrough(), upTo: 0 };
    // Counted from here on: many that ask at once are as many.
    open.add(reader);
    reader.stream.once("close", () => open.delete(reader));
    request.raw.socket.once("close", () => reader.stream.destroy());
    let now: Numbers;
    let after: number | null;
    try {
      after = numberKnown(request, authority);
      now = await stored.read(async (on) => {
        await authorityById(on, viewer, authority);
        return numbersOf(on, authority);
      });
    } catch (error) {
      reader.stream.destroy();
      const shown = publicError(error);
      return refused(reply, statusOf(shown), String(shown.extensions?.code), shown.extensions?.field as string | null, shown.message);
    }
    // A number that the log has not reached is of another log: a store put back from its backup. The page has to read everything anew.
    const resumed = after !== null && after <= now.logNumber;
    reader.upTo = resumed ? (after as number) : now.logNumber;
    reader.stream.write(`retry: 1000\nevent: start\nid: ${placeOf(reader)}\ndata: ${JSON.stringify({ ...now, resumed })}\n\n`);
    follow(reader);
    // A connection of its own, which ends with it: a server that stops does not wait for it.
    return reply.headers({ "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store", "x-accel-buffering": "no", connection: "close" }).send(reader.stream);
  });
  app.addHook("preClose", async () => {
    for (const { stream } of open) stream.destroy();
    log.stop();
  });

  function follow(reader: Reader): void {
    const beat = setInterval(() => tell(reader, ": still here\n\n"), heartbeatMs);
    const end = setTimeout(() => reader.stream.end(), longestMs);
    reader.stream.once("close", () => {
      clearInterval(beat);
      clearTimeout(end);
      log.leave(reader);
    });
    log.join(reader).catch(() => reader.stream.destroy());
  }

  return {
    ...stored,
    async write(work) {
      const result = await stored.write(work);
      log.look();
      return result;
    },
    async apart(work) {
      const result = await stored.apart(work);
      log.look();
      return result;
    },
  };
}

/** Where a reader has come to, "essex:482": the number in the log of its authority, which is another's no number. */
function placeOf({ authorityId, upTo }: Reader): string {
  return `${authorityId}:${upTo}`;
}

/** The number that the page says it knows: as a browser says it when it connects again, or in the address. @throws InputError. */
function numberKnown({ headers, query }: FastifyRequest, authorityId: string): number | null {
  const said = headers["last-event-id"] || (query as { after?: string }).after;
  if (said === undefined || said === "") return null;
  const found = typeof said === "string" ? /^(?:(.+):)?(\d{1,15})$/.exec(said) : null;
  if (!found) throw new InputError("after", "This is not the number of a batch.");
  // Of another authority, or from when all authorities were counted together: that page has to read everything anew.
  return found[1] === authorityId ? Number(found[2]) : null;
}

function refused(reply: FastifyReply, status: number, code: string, field: string | null, message: string): FastifyReply {
  return reply.code(status).send({ errors: [{ message, extensions: { code, field } }] });
}

/** One look at the log serves all who follow it, and there is none while nobody does. */
function followedLog(db: Db) {
  const following = new Set<Reader>();
  /** Up to which number of each authority's log its readers have been told. */
  const upTo = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let looking = false;
  let again = false;

  function look(): void {
    again = true;
    if (!looking && following.size > 0) void lookUntilStill();
  }
  async function lookUntilStill(): Promise<void> {
    looking = true;
    try {
      while (again && following.size > 0) {
        again = false;
        const known = new Map(upTo);
        const batches = await db.read((on) => changesSince(on, known, batchesAtOnce));
        // From here to the end nothing is waited for: whoever joins meanwhile has either been told or will be.
        for (const { authorityId, logNumber } of batches) if (upTo.has(authorityId)) upTo.set(authorityId, Math.max(upTo.get(authorityId) as number, logNumber));
        for (const reader of following) for (const batch of batches) tellBatch(reader, batch);
        again ||= batches.length >= batchesAtOnce;
      }
    } catch {
      // The store is away for now; the next look asks again, from the same number.
    } finally {
      looking = false;
    }
  }
  return {
    look,
    /** Tells a reader what it has missed, then what comes. */
    async join(reader: Reader): Promise<void> {
      const { authorityId } = reader;
      for (;;) {
        const batches = await db.read((on) => changesSince(on, new Map([[authorityId, reader.upTo]]), batchesAtOnce));
        for (const batch of batches) {
          tellBatch(reader, batch);
          // A page that missed much takes it as fast as it can read: what waits for it never comes to as much as would have it dropped.
          if (reader.stream.writableNeedDrain) await drained(reader.stream);
          if (reader.stream.destroyed) return;
        }
        // What the others have been told since, this one has to read for itself.
        if (batches.length < batchesAtOnce && reader.upTo >= (upTo.get(authorityId) ?? 0)) break;
      }
      if (!upTo.has(authorityId)) upTo.set(authorityId, reader.upTo);
      following.add(reader);
      timer ??= setInterval(look, lookEveryMs);
      look();
    },
    leave(reader: Reader): void {
      following.delete(reader);
      if (![...following].some(({ authorityId }) => authorityId === reader.authorityId)) upTo.delete(reader.authorityId);
      if (following.size === 0) this.stop();
    },
    stop(): void {
      clearInterval(timer);
      timer = undefined;
    },
  };
}

/** Until the stream takes more, or is no more. */
async function drained(stream: PassThrough): Promise<void> {
  const closed = new AbortController();
  const stop = () => closed.abort();
  stream.once("close", stop);
  await once(stream, "drain", { signal: closed.signal }).catch(() => {});
  stream.off("close", stop);
}

function tellBatch(reader: Reader, { id, authorityId, dataVersion, logNumber, madeBy, madeAt, why, touched, many }: KeptBatch): void {
  if (authorityId !== reader.authorityId || logNumber <= reader.upTo) return;
  reader.upTo = logNumber;
  const seen = seesWholeCounts(reader.viewer, authorityId) ? touched : touched.filter(({ tableName }) => !countsOfPeople.includes(tableName));
  const told = { batch: id, dataVersion, logNumber, madeBy, madeAt, why, touched: seen.map(({ tableName, rowId, field }) => ({ table: tableName, row: rowId, field })), many };
  tell(reader, `event: change\nid: ${placeOf(reader)}\ndata: ${JSON.stringify(told)}\n\n`);
}

function tell({ stream }: Reader, text: string): void {
  if (stream.destroyed || stream.writableEnded) return;
  if (stream.writableLength + stream.readableLength > mostWaitingBytes) stream.destroy();
  else stream.write(text);
}
