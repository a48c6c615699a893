// Files from the page: kept while they are imported, looked at first, then imported with progress, and stopped when asked.
import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { authorityById, authorityCalled } from "../../db/authorities.ts";
import type { Db } from "../../db/engine/open.ts";
import { StoreFailure } from "../../db/engine/storeFailure.ts";
import { requireChange, type Viewer } from "../../db/viewer.ts";
import { InputError } from "../finance/inputError.ts";
import { publicError } from "../http/errors.ts";
import { refused } from "../http/refused.ts";
import { workOf } from "../http/stopping.ts";
import type { Pool } from "../workers/pool.ts";
import { type ImportProgress, type ImportResult, importFile } from "./importFile.ts";
import { type FileLook, lookAt } from "./look.ts";
import { mostBytes } from "./throughServer.ts";

/** A file that was sent, and what is done with it. */
interface Upload {
  readonly id: string;
  readonly owner: string;
  readonly authorityId: string;
  readonly name: string;
  readonly path: string;
  state: "kept" | "running" | "done" | "failed";
  progress: ImportProgress | null;
  result: ImportResult | null;
  error: { message: string; code: string; field: string | null } | null;
  stopping: AbortController | null;
  touchedAt: number;
}

const mostFiles = 20;
const keptFor = 60 * 60 * 1000;

/** Serves /imports: POST a file's bytes to it, then POST /imports/:id to preview or run, GET it for its progress (/look for another sheet of it), DELETE it to stop or forget it. */
export function serveImports(app: FastifyInstance, db: Db, viewerOf: (request: FastifyRequest) => Viewer, pool: Pool | null): void {
  const look = (path: string, sheet?: string): Promise<FileLook> => pool?.run("look", { path, sheet }) ?? lookAt(path, sheet);
  const uploads = new Map<string, Upload>();
  let folder: Promise<string> | null = null;
  const running = workOf(app);

  const forget = async (upload: Upload) => {
    upload.stopping?.abort();
    uploads.delete(upload.id);
    await rm(upload.path, { force: true });
  };
  const forgetOld = async () => {
    const old = [...uploads.values()].filter(({ state, touchedAt }) => state !== "running" && Date.now() - touchedAt > keptFor);
    await Promise.all(old.map(forget));
  };
  const found = (request: FastifyRequest): Upload => {
    const upload = uploads.get((request.params as { id: string }).id);
    // Whose it is not is told the same as that there is none.
    if (!upload || upload.owner !== viewerOf(request).name) throw new InputError("id", "There is no such file here any more. Choose it again.");
    upload.touchedAt = Date.now();
    return upload;
  };
  const answering = (handle: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) => async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      return await handle(request, reply);
    } catch (error) {
      return refused(reply, publicError(error));
    }
  };

  app.addHook("onClose", async () => {
    await Promise.all([...running].map(({ done }) => done));
    if (folder) await rm(await folder, { recursive: true, force: true });
  });

  app.register(async (files) => {
    // The body is written to disk as it comes, whatever its size.
    files.addContentTypeParser("application/octet-stream", (_, payload, done) => done(null, payload));
    files.post(
      "/imports",
      { bodyLimit: mostBytes },
      answering(async (request) => {
        const viewer = viewerOf(request);
        const { authority, called, name } = request.query as { authority?: string; called?: string; name?: string };
        // A page knows whose facts these are by their id; a command names the authority as its user does, or not at all where there is one.
        const { id: authorityId } = await db.read((on) => (authority === undefined ? authorityCalled(on, viewer, called) : authorityById(on, viewer, authority)));
        requireChange(viewer, authorityId);
        await forgetOld();
        if (uploads.size >= mostFiles) throw new InputError("file", "Many files wait to be imported. Finish or close one of them first.");
        const stream = request.body as Readable | undefined;
        if (!stream || typeof stream.pipe !== "function") throw new InputError("file", "Send the file's bytes as application/octet-stream.");
        // A body that is broken off takes its connection, and the reason, with it: what says its size is refused before it is read.
        if (Number(request.headers["content-length"]) > mostBytes) throw tooLarge();
        const id = randomUUID();
        // One that could not be made is made when the next file comes.
        folder ??= mkdtemp(join(tmpdir(), "tabled-import-")).catch((error) => {
          folder = null;
          throw unkept(error);
        });
        const path = join(await folder, id);
        const upload: Upload = {
          id,
          owner: viewer.name,
          authorityId,
          name: (name ?? "a file").slice(0, 120),
          path,
          state: "kept",
          progress: null,
          result: null,
          error: null,
          stopping: null,
          touchedAt: Date.now(),
        };
        try {
          await pipeline(stream, bounded, createWriteStream(path));
          const seen = await look(path);
          uploads.set(id, upload);
          return { id, ...seen };
        } catch (error) {
          await rm(path, { force: true });
          throw unkept(error);
        }
      }),
    );
  });

  app.post(
    "/imports/:id",
    answering(async (request) => {
      const upload = found(request);
      if (upload.state === "running") throw new InputError("id", "This file is being imported. Wait for it, or stop it.");
      const { map, preview, sheet } = (request.body ?? {}) as { map?: unknown; preview?: unknown; sheet?: unknown };
      const stopping = new AbortController();
      Object.assign(upload, { state: "running", progress: null, result: null, error: null, stopping });
      const asked = {
        authorityId: upload.authorityId,
        path: upload.path,
        name: upload.name,
        map: typeof map === "string" ? map : JSON.stringify(map ?? null),
        preview: preview !== false,
        sheet: typeof sheet === "string" ? sheet : undefined,
      };
      const { signal } = stopping;
      const onProgress = (progress: ImportProgress) => {
        upload.progress = progress;
      };
      const viewer = viewerOf(request);
      const imported = pool
        ? pool.run("import", { viewer, asked }, { signal, long: true, endsItself: true, take: (part) => onProgress(part as ImportProgress) })
        : importFile(db, viewer, { ...asked, signal, onProgress });
      const done = imported.then(
        (result) => Object.assign(upload, { state: "done", result, stopping: null }),
        (error: unknown) => {
          // An import is one write, so that one which failed has saved nothing, unless it says that this is not known.
          const { message, extensions } = publicError(error, false);
          Object.assign(upload, { state: "failed", error: { message, code: String(extensions?.code), field: (extensions?.field as string | null) ?? null }, stopping: null });
        },
      );
      running.add({ what: "import", done, stop: () => stopping.abort() });
      return standing(upload);
    }),
  );
  app.get(
    "/imports/:id",
    answering(async (request, reply) => reply.header("cache-control", "no-store").send(standing(found(request)))),
  );
  app.get(
    "/imports/:id/look",
    answering((request) => {
      const { sheet } = request.query as { sheet?: string };
      return look(found(request).path, sheet);
    }),
  );
  app.delete(
    "/imports/:id",
    answering(async (request) => {
      const upload = found(request);
      const running = upload.state === "running";
      if (running) upload.stopping?.abort();
      else await forget(upload);
      return { stopped: running };
    }),
  );
}

function standing({ id, state, progress, result, error }: Upload) {
  return { id, state, progress, result, error };
}

/** Why a file could not be put on the disk, in words; every other error as it is. */
function unkept(error: unknown): unknown {
  const { code = "", syscall } = error as { code?: string; syscall?: string };
  const instead = "or start Tabled with TMPDIR set to another folder.";
  if (/^(ENOSPC|EDQUOT)$/.test(code))
    return new StoreFailure("UNAVAILABLE", `There is no room left on the disk that files are put on while they are imported. Make room there, ${instead}`, error);
  return syscall === undefined
    ? error
    : new StoreFailure("UNAVAILABLE", `The folder that files are put into while they are imported cannot be written. Give Tabled the right to it, ${instead}`, error);
}

function tooLarge(): InputError {
  return new InputError("file", "This file is larger than 200 MB. Import it with npm run import, which reads any size.");
}

/** What is beyond the limit is read to its end and kept nowhere: an answer to a sender who is still sending would not be read. */
async function* bounded(source: AsyncIterable<string | Buffer>): AsyncGenerator<string | Buffer> {
  let bytes = 0;
  for await (const piece of source) {
    bytes += piece.length;
    if (bytes <= mostBytes) yield piece;
  }
  if (bytes > mostBytes) throw tooLarge();
}
