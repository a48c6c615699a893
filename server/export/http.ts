// GET /export/<table>.<format>?<the query's arguments>: a file of the table. GET /export/report.<format>?id=…: of a report's tables.
import { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Refusal } from "../../db/write/refusal.ts";
import { ExportFormat } from "../../schema/tables/export.ts";
import { listed } from "../finance/listed.ts";
import { AnswerTags } from "../http/answerTags.ts";
import type { Context } from "../http/context.ts";
import { publicError } from "../http/errors.ts";
import { isKept, keptHeaders } from "../http/etag.ts";
import { whenGone } from "../http/gone.ts";
import { refused } from "../http/refused.ts";
import type { Beside } from "../workers/answering.ts";
import type { Pieces } from "./exported.ts";
import { type ExportedFile, fileAt } from "./exporting.ts";
import { saveAs } from "./fileName.ts";
import { schemaPath, tableSchema } from "./jsonSchema.ts";
import { nameAndFormat } from "./links.ts";

/** More at once would hold up those who work in the sheets. */
const mostAtOnce = 4;
/** Whoever takes nothing of a file for so long has given it up: its place and its memory are others'. */
const longestStall = 60_000;

/** Serves the files. `contextOf` says who asks, as for GraphQL; a download that stands still for `stall` milliseconds is ended. */
export function serveExports(app: FastifyInstance, contextOf: (request: FastifyRequest) => Context, beside: Beside | null, stall = longestStall): void {
  let running = 0;
  const tags = new AnswerTags();
  const schema = JSON.stringify(tableSchema, null, 2);
  app.get(schemaPath, (_, reply) => reply.type("application/schema+json; charset=utf-8").send(schema));

  app.get("/export/:file", async (request, reply) => {
    if (running >= mostAtOnce)
      return refused(reply.header("retry-after", "3"), { message: "Other files are being made just now. Try again in a few seconds.", extensions: { code: "BUSY", field: null } });
    running += 1;
    const done = () => {
      running -= 1;
    };
    try {
      const context = contextOf(request);
      const tag = await tags.begin(context, request.url);
      if (tag.known !== null && isKept(request, tag.known)) {
        done();
        return reply.code(304).headers(keptHeaders(tag.known)).send();
      }
      const file = await fileAsked(context, request, beside, whenGone(reply));
      reply.headers(keptHeaders(tag.finish()));
      reply.headers({ "content-type": file.mediaType, "content-disposition": saveAs(file.name), "tabled-data-version": String(file.dataVersion) });
      if (request.method === "HEAD") {
        done();
        return reply.send();
      }
      reply.raw.setTimeout(stall, () => reply.raw.destroy());
      return reply.send(Readable.from(unhurried(file.pieces), { objectMode: false }).once("close", done));
    } catch (error) {
      done();
      reply.removeHeader("etag");
      return refused(reply, publicError(error));
    }
  });
}

async function fileAsked(context: Context, request: FastifyRequest, beside: Beside | null, gone: AbortSignal): Promise<ExportedFile> {
  const asked = nameAndFormat((request.params as { file: string }).file);
  if (!asked) throw new Refusal("NOT_FOUND", "format", `A file's address has one of these endings: ${listed(Object.values(ExportFormat).map((ending) => `.${ending}`))}.`);
  const search = request.url.indexOf("?");
  const address = asked.name + (search < 0 ? "" : request.url.slice(search));
  return beside ? beside.file(context, address, asked.format, gone) : fileAt(context, address, asked.format);
}

/** Piece by piece, with room between them for whoever else asks. */
async function* unhurried(pieces: Pieces): Pieces & AsyncGenerator<string | Uint8Array> {
  for await (const piece of pieces) {
    yield piece;
    await setImmediate();
  }
}
