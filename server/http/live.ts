// Tells an open page what is changed beside it: the change log as server-sent events, in order, from wherever the page left off.
import { once } from "node:events";
import { PassThrough } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { authorityById } from "../../db/authorities.ts";
import type { Db, Numbers } from "../../db/engine/open.ts";
import { ownersRead } from "../../db/publishers.ts";
import { changesSince, type KeptBatch } from "../../db/read/changesSince.ts";
import { numbersOf } from "../../db/read/numbers.ts";
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
  /** The number in the log of the last batch that it was told of, or that it needs not be told of: of its authority's, and of each publisher's that it uses. */
  readonly upTo: Map<string, number>;
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
    const reader: Reader = { authorityId: authority, viewer, client, stream: new PassThrough(), upTo: new Map() };
    // Counted from here on: many that ask at once are as many.
    open.add(reader);
    reader.stream.once("close", () => open.delete(reader));
    request.raw.socket.once("close", () => reader.stream.destroy());
    let now: Map<string, Numbers>;
    let after: ReadonlyMap<string, number>;
    try {
      after = numbersKnown(request);
      now = await stored.read(async (on) => {
        await authorityById(on, viewer, authority);
        const numbers = new Map<string, Numbers>();
        for (const owner of await ownersRead(on, viewer, authority)) numbers.set(owner, await numbersOf(on, owner));
        return numbers;
      });
    } catch (error) {
      reader.stream.destroy();
      const shown = publicError(error);
      return refused(reply, statusOf(shown), String(shown.extensions?.code), shown.extensions?.field as string | null, shown.message);
    }
    // A number that the log has not reached is of another log: a store put back from its backup. The page has to read everything anew.
    const resumed = [...now].every(([owner, { logNumber }]) => (after.get(owner) ?? Number.POSITIVE_INFINITY) <= logNumber);
    for (const [owner, { logNumber }] of now) reader.upTo.set(owner, resumed ? (after.get(owner) as number) : logNumber);
    const start = { ...now.get(authority), resumed, shared: now.size > 1 };
    reader.stream.write(`retry: 1000\nevent: start\nid: ${placeOf(reader)}\ndata: ${JSON.stringify(start)}\n\n`);
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
    async write(work, owners) {
      const result = await stored.write(work, owners);
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

/** Where a reader has come to, "essex:482,dfe:9": the number in the log of its authority, which is another's no number, and in those of its publishers. */
function placeOf({ upTo }: Reader): string {
  return [...upTo].map(([owner, number]) => `${owner}:${number}`).join(",");
}

const mostPlaced = 200;

/**
 * The numbers that the page says it knows: as a browser says them when it connects again, or in the address. None where it says none, or one from when
 * all authorities were counted together: that page has to read everything anew. @throws InputError.
 */
function numbersKnown({ headers, query }: FastifyRequest): Map<string, number> {
  const said = headers["last-event-id"] || (query as { after?: string }).after || "";
  const places = typeof said === "string" ? said.split(",", mostPlaced).map((place) => /^(?:([^,]+):)?(\d{1,15})$/.exec(place)) : [null];
  if (said !== "" && places.includes(null)) throw new InputError("after", "This is not the number of a batch.");
  return new Map(places.flatMap((place) => (place?.[1] === undefined ? [] : [[place[1], Number(place[2])]])));
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
      for (;;) {
        const batches = await db.read((on) => changesSince(on, reader.upTo, batchesAtOnce));
        for (const batch of batches) {
          tellBatch(reader, batch);
          // A page that missed much takes it as fast as it can read: what waits for it never comes to as much as would have it dropped.
          if (reader.stream.writableNeedDrain) await drained(reader.stream);
          if (reader.stream.destroyed) return;
        }
        // What the others have been told since, this one has to read for itself.
        if (batches.length < batchesAtOnce && [...reader.upTo].every(([owner, number]) => number >= (upTo.get(owner) ?? 0))) break;
      }
      for (const [owner, number] of reader.upTo) if (!upTo.has(owner)) upTo.set(owner, number);
      following.add(reader);
      timer ??= setInterval(look, lookEveryMs);
      look();
    },
    leave(reader: Reader): void {
      following.delete(reader);
      for (const owner of reader.upTo.keys()) if (![...following].some((each) => each.upTo.has(owner))) upTo.delete(owner);
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
  if (logNumber <= (reader.upTo.get(authorityId) ?? Number.POSITIVE_INFINITY)) return;
  reader.upTo.set(authorityId, logNumber);
  const seen = seesWholeCounts(reader.viewer, authorityId) ? touched : touched.filter(({ tableName }) => !countsOfPeople.includes(tableName));
  const told = { batch: id, dataVersion, logNumber, madeBy, madeAt, why, touched: seen.map(({ tableName, rowId, field }) => ({ table: tableName, row: rowId, field })), many };
  tell(reader, `event: change\nid: ${placeOf(reader)}\ndata: ${JSON.stringify(told)}\n\n`);
  // It asks again, and from then on follows the publishers that it uses now.
  if (authorityId === reader.authorityId && touched.some(({ tableName }) => tableName === "publisherUse")) reader.stream.end();
}

function tell({ stream }: Reader, text: string): void {
  if (stream.destroyed || stream.writableEnded) return;
  if (stream.writableLength + stream.readableLength > mostWaitingBytes) stream.destroy();
  else stream.write(text);
}
