// Files from the page: kept in the store while they are imported, looked at first, then imported with progress, and stopped when asked.
import { randomUUID } from "node:crypto";
import { stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { authorityById } from "../../db/authorities.ts";
import type { Db } from "../../db/engine/open.ts";
import { askToStop, beginRun, forgetOld, forgetUpload, keepUpload, type Upload, uploadedBytes, uploadOf } from "../../db/uploads.ts";
import { requireChange, type Viewer } from "../../db/viewer.ts";
import { InputError } from "../finance/inputError.ts";
import { publicError } from "../http/errors.ts";
import { refused } from "../http/refused.ts";
import { workOf } from "../http/stopping.ts";
import type { Pool } from "../workers/pool.ts";
import { choicesGiven } from "./choices.ts";
import { importedFor } from "./importedFor.ts";
import { importFile } from "./importFile.ts";
import { ImportRun } from "./importRun.ts";
import { type FileLook, lookAt } from "./look.ts";
import { readFileAs } from "./reading.ts";
import { Readings } from "./stoppedReadings.ts";
import { mostBytes } from "./throughServer.ts";
import { piecesOf, sweepLeft, UploadFiles } from "./uploadFiles.ts";
import type { UploadLimits } from "./uploadLimits.ts";

/** Serves /imports: POST a file's bytes to it, then POST /imports/:id to preview or run, GET it for its progress (/look for another sheet of it), POST /imports/:id/reading to see what it is read as, DELETE it to stop or forget it: with ?forget=stopped both, with ?forget=ended to forget it when its import has ended. */
export function serveImports(app: FastifyInstance, db: Db, viewerOf: (request: FastifyRequest) => Viewer, pool: Pool | null, limits: UploadLimits): void {
  const look = (path: string, signal: AbortSignal, sheet?: string): Promise<FileLook> => pool?.run("look", { path, sheet }, { signal, long: true }) ?? lookAt(path, sheet);
  const files = new UploadFiles();
  const readings = new Readings(limits.readingMs);
  /** Those that this server is importing, by the file's id. */
  const runs = new Map<string, ImportRun>();
  const running = workOf(app);

  const found = async (request: FastifyRequest): Promise<Upload> => {
    const upload = await uploadOf(db, (request.params as { id: string }).id, viewerOf(request).name, limits.goneMs);
    // Whose it is not is told the same as that there is none.
    if (!upload) throw new InputError("id", "There is no such file here any more. Choose it again.");
    return upload;
  };
  const answering = (handle: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) => async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      return await handle(request, reply);
    } catch (error) {
      return refused(reply, publicError(error));
    }
  };

  void sweepLeft();
  // What nobody asks for any more goes whether or not another file comes; where the store cannot be had, the next time.
  const forgetting = setInterval(() => void forgetOld(db, limits).catch(() => {}), Math.min(limits.keptMs, limits.importedMs) / 4).unref();
  app.addHook("onClose", async () => {
    clearInterval(forgetting);
    await Promise.all([...running].map(({ done }) => done));
    await files.close();
  });

  app.register(async (sending) => {
    // The body is written to disk as it comes, whatever its size, and into the store when it is whole and can be read.
    sending.addContentTypeParser("application/octet-stream", (_, payload, done) => done(null, payload));
    sending.post(
      "/imports",
      { bodyLimit: mostBytes },
      answering(async (request, reply) => {
        const viewer = viewerOf(request);
        const { authority, called, name, several } = request.query as { authority?: string; called?: string; name?: string; several?: string };
        // A page knows whose facts these are by their id; a command names the authority as its user does, or not at all where there is one.
        const { id: authorityId } = await db.read((on) =>
          authority === undefined ? importedFor(on, viewer, { authority: called, several: several === "true" }) : authorityById(on, viewer, authority),
        );
        requireChange(viewer, authorityId);
        await forgetOld(db, limits);
        const stream = request.body as Readable | undefined;
        if (!stream || typeof stream.pipe !== "function") throw new InputError("file", "Send the file's bytes as application/octet-stream.");
        // A body that is broken off takes its connection, and the reason, with it: what says its size is refused before it is read.
        if (Number(request.headers["content-length"]) > mostBytes) throw tooLarge();
        return files.with(bounded(stream), async (path) => {
          const id = randomUUID();
          const seen = await readings.of(id, reply, (signal) => look(path, signal));
          const file = { id, authorityId, person: viewer.name, name: (name ?? "a file").slice(0, 120), bytes: (await stat(path)).size };
          await keepUpload(db, file, limits.quotas, piecesOf(path));
          // Whoever sent it is gone, and will never know by which id to close it.
          if (reply.raw.destroyed) await forgetUpload(db, file.id);
          return { id: file.id, ...seen };
        });
      }),
    );
  });

  app.post(
    "/imports/:id",
    answering(async (request) => {
      const { id, authorityId, name } = await found(request);
      const viewer = viewerOf(request);
      const { map, preview, sheet, choices } = (request.body ?? {}) as { map?: unknown; preview?: unknown; sheet?: unknown; choices?: unknown };
      const said = choices === undefined ? undefined : choicesGiven(choices);
      const run = randomUUID();
      if (!(await beginRun(db, id, run))) throw new InputError("id", "This file is being imported. Wait for it, or stop it.");
      const told = {
        authorityId,
        name,
        map: typeof map === "string" ? map : JSON.stringify(map ?? null),
        preview: preview !== false,
        sheet: typeof sheet === "string" ? sheet : undefined,
        choices: said,
        of: { upload: id, run },
      };
      const begun = new ImportRun(db, id, run, limits, (signal, onProgress) =>
        files.with(uploadedBytes(db, id), (path) => {
          const asked = { ...told, path };
          return pool
            ? pool.run("import", { viewer, asked }, { signal, long: true, endsItself: true, take: (part) => onProgress(part as Parameters<typeof onProgress>[0]) })
            : importFile(db, viewer, { ...asked, signal, onProgress });
        }),
      );
      runs.set(id, begun);
      void begun.done.then(() => runs.get(id) === begun && runs.delete(id));
      running.add({ what: "import", done: begun.done, stop: () => begun.stop() });
      return { id, state: "running", progress: null, result: null, error: null };
    }),
  );
  app.get(
    "/imports/:id",
    answering(async (request, reply) => {
      const upload = await found(request);
      const own = upload.state === "running" ? runs.get(upload.id)?.progress : undefined;
      const [progress, result, error] = [upload.progress, upload.result, upload.error].map((json) => (json === null ? null : JSON.parse(json)));
      return reply.header("cache-control", "no-store").send({ id: upload.id, state: upload.state, progress: own ?? progress, result, error });
    }),
  );
  app.get(
    "/imports/:id/look",
    answering(async (request, reply) => {
      const { sheet } = request.query as { sheet?: string };
      const { id } = await found(request);
      return readings.of(id, reply, (signal) => files.with(uploadedBytes(db, id), (path) => look(path, signal, sheet)));
    }),
  );
  app.post(
    "/imports/:id/reading",
    answering(async (request, reply) => {
      const { id, authorityId } = await found(request);
      const viewer = viewerOf(request);
      const choices = choicesGiven(request.body ?? {});
      return readings.of(id, reply, (signal) =>
        files.with(uploadedBytes(db, id), async (path) => {
          const asked = { path, choices };
          return (await pool?.run("reading", { viewer, authorityId, asked }, { signal, long: true })) ?? readFileAs({ db, viewer, authorityId }, asked);
        }),
      );
    }),
  );
  app.delete(
    "/imports/:id",
    answering(async (request) => {
      const { id, state } = await found(request);
      const { forget } = request.query as { forget?: string };
      const stopped = state === "running";
      readings.stop(id);
      const run = runs.get(id);
      if (stopped && forget === "ended") void run?.done.then(() => forgetUpload(db, id)).catch(() => {});
      else if (stopped) {
        await askToStop(db, id);
        run?.stop();
        if (forget === "stopped") {
          await run?.done;
          await forgetUpload(db, id);
        }
      } else await forgetUpload(db, id);
      return { stopped };
    }),
  );
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
