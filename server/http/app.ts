// The whole server on a store: what main starts, and what every test starts.
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import staticFiles from "@fastify/static";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, type FastifyServerOptions, LogController } from "fastify";
import { Registry } from "prom-client";
import type { Db } from "../../db/engine/open.ts";
import { logNumbers } from "../../db/read/numbers.ts";
import type { Viewer } from "../../db/viewer.ts";
import { dayInEngland } from "../dayInEngland.ts";
import { serveCharts } from "../export/charts/http.ts";
import { serveExports } from "../export/http.ts";
import { InputError } from "../finance/inputError.ts";
import { serveImports } from "../import/http.ts";
import { type UploadLimits, usualUploads } from "../import/uploadLimits.ts";
import { instanceHeader } from "../running.ts";
import { KeptTables } from "../tables/builtTables.ts";
import { type Answering, Beside } from "../workers/answering.ts";
import type { Pool } from "../workers/pool.ts";
import { type Thresholds, usualThresholds, Weighing } from "../workers/weighing.ts";
import { compressAnswers } from "./compression.ts";
import { type Context, newOutcome, noteCodes, noting } from "./context.ts";
import { publicError } from "./errors.ts";
import { keptHeaders } from "./etag.ts";
import { whenGone } from "./gone.ts";
import { type GraphqlAnswers, graphqlAnswers, graphqlRequest } from "./graphqlAnswers.ts";
import { nestsTooDeep, valueNestsTooDeep } from "./limits.ts";
import { type StreamLimits, serveChanges } from "./live.ts";
import { countedIn, type Metrics, serveMetrics } from "./metrics.ts";
import { observeRequests } from "./observed.ts";
import { bodyFor } from "./packed.ts";
import { serveReady } from "./ready.ts";
import { refused } from "./refused.ts";
import { questionKey, ResponseCache } from "./responseCache.ts";
import { tabledSchema } from "./schema.ts";
import { type Limits, usualLimits } from "./settings.ts";
import { personAsking, scopeOf } from "./viewer.ts";

export interface AppOptions {
  limits?: Limits;
  /** Who a request comes from. Sign-in will take this place. */
  viewerOf?: (request: FastifyRequest) => Viewer;
  /** Host names that a browser may call the server by; null where any will do. */
  hosts?: readonly string[] | null;
  /** How many pages may follow the changes at once. */
  streams?: StreamLimits;
  /** How many files may wait to be imported, and how soon a server that imports one is known to be gone. */
  uploads?: Partial<UploadLimits>;
  /** The day it is. */
  today?: () => string;
  /** By which /health says which server this is. */
  instance?: string;
  /** How the log is kept; there is none where this is left out. */
  log?: FastifyServerOptions["logger"];
  /** Threads beside the event loop; without them everything is worked out on it. */
  pool?: Pool;
  /** What is for those threads. */
  thresholds?: Thresholds;
}

const clientFolder = join(fileURLToPath(new URL("../..", import.meta.url)), "dist/client");
const loopbackHosts = ["localhost", "127.0.0.1", "[::1]"];

/** Makes the server. It listens to nothing yet: `app.listen(…)` or `app.inject(…)`. */
export async function makeApp(stored: Db, options: AppOptions = {}): Promise<FastifyInstance> {
  const limits = options.limits ?? usualLimits;
  const viewerOf = options.viewerOf ?? personAsking;
  const app = Fastify({
    bodyLimit: limits.bodyBytes,
    requestTimeout: 30_000,
    http: { headersTimeout: 10_000 },
    routerOptions: { maxParamLength: 200 },
    logger: options.log ?? false,
    // Fastify's own lines of a request have its address, and so whatever was asked.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
  });
  const registry = new Registry();
  const metrics = countedIn(registry);
  observeRequests(app, metrics);
  refuseForeignHosts(app, options.hosts === undefined ? loopbackHosts : options.hosts);
  setHeaders(app, options.instance);
  await compressAnswers(app);
  const db = serveChanges(app, stored, viewerOf, options.streams);
  const schema = tabledSchema();
  const tables = new KeptTables();
  const contextOf = (request: FastifyRequest): Context => {
    const outcome = request.outcome ?? newOutcome();
    return { db: noting(db, outcome), schema, tables, viewer: viewerOf(request), limits, today: (options.today ?? dayInEngland)(), outcome };
  };
  const pool = options.pool ?? null;
  const inline = await graphqlAnswers(schema, limits);
  app.addHook("onClose", () => inline.stop());
  const beside = pool && new Beside(pool, new Weighing(schema, limits, options.thresholds ?? usualThresholds));
  serveGraphql(app, limits, contextOf, inline, beside ? beside.answering(inline) : (request, context) => inline.answer(request, context), metrics);
  serveExports(app, contextOf, beside);
  serveCharts(app, contextOf, beside);
  serveImports(app, db, viewerOf, pool, { ...usualUploads, ...options.uploads });
  // It asks the store, and tells of it no more than that it answers.
  app.get("/health", async () => {
    await db.read(logNumbers);
    return { ok: true };
  });
  serveReady(app, stored);
  serveMetrics(app, registry);
  await serveClient(app);
  return app;
}

function serveGraphql(app: FastifyInstance, limits: Limits, contextOf: (request: FastifyRequest) => Context, inline: GraphqlAnswers, answering: Answering, metrics: Metrics): void {
  const answers = limits.answerCacheBytes > 0 ? new ResponseCache(limits.answerCacheBytes) : null;
  app.route({
    method: ["GET", "POST"],
    url: "/graphql",
    async handler(request, reply) {
      if (Array.isArray(request.body) && request.body.length > limits.batch) {
        return refuse(reply, 400, "TOO_MUCH", "batch", `One request may carry ${limits.batch} queries; this one carries ${request.body.length}.`);
      }
      if (questionsIn(request).some(nestsTooDeep) || valueNestsTooDeep(request.body)) {
        return refuse(reply, 400, "TOO_MUCH", "depth", "This request is nested deeper than Tabled can follow. Ask for it in several.");
      }
      const context = contextOf(request);
      // A change is answered by nothing that is kept, and is worked out here.
      if (questionsIn(request).every((each) => /^\s*mutation\b/.test(each))) {
        const { status, headers, body } = await inline.answer(graphqlRequest(request), context);
        return reply.code(status).headers(Object.fromEntries(headers)).send(body);
      }
      const { db, viewer, today, outcome } = context;
      // What is late changes with the day, though no fact does.
      const key = answers && questionKey(`${today} ${scopeOf(viewer)}`, request);
      // Read before the query runs: should a write come between, the answer is kept under the older numbers and never given again.
      const numbers = await db.read(logNumbers);
      // What depends on who asks is kept under her name, and everything else once for all who see the same.
      const ownKey = key && JSON.stringify([viewer.name, key]);
      if (answers && key !== null && ownKey !== null) {
        const found = answers.answer(key, numbers, request, reply) || answers.answer(ownKey, numbers, request, reply);
        metrics.keptAnswer(found);
        if (found) return reply;
      }
      const { status, headers, ...answer } = await answering(graphqlRequest(request), context, numbers, whenGone(reply));
      reply.code(status).headers(Object.fromEntries(headers));
      if (answers && key !== null && ownKey !== null && outcome.cacheable && status === 200) {
        reply.headers(keptHeaders(answers.keep(outcome.ofPerson ? ownKey : key, numbers, outcome.reads.whose, answer), "accept"));
      }
      return bodyFor(request, reply, answer);
    },
  });
}

/** The texts of the questions that a request carries, by whichever method. */
function questionsIn({ body, query }: FastifyRequest): string[] {
  const carried = [...(Array.isArray(body) ? body : [body]), query] as ({ query?: unknown } | null | undefined)[];
  return carried.flatMap((each) => (typeof each?.query === "string" ? [each.query] : []));
}

/**
 * A page on another site can make a browser call a server on its own machine, under a name that it has pointed there. Answering only to
 * names that are ours stops that.
 */
function refuseForeignHosts(app: FastifyInstance, hosts: readonly string[] | null): void {
  if (hosts === null) return;
  app.addHook("onRequest", async (request, reply) => {
    const name = (request.headers.host ?? "").replace(/:\d+$/, "").toLowerCase();
    if (hosts.includes(name)) return;
    return refuse(reply, 421, "FORBIDDEN", "host", `Tabled does not answer under the name ${name.slice(0, 100)}. Whoever runs it can allow that with ALLOWED_HOSTS.`);
  });
}

const retryAfterSeconds = "2";
/** What may have been saved must not be sent again unseen, and what somebody has to mend does not pass by itself. */
const notByItself = ["UNCERTAIN", "UNUSABLE"];
const headersOfAll = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "x-frame-options": "DENY",
  // The grid writes its theme into style elements; nothing else is let in from anywhere.
  "content-security-policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'",
};

function setHeaders(app: FastifyInstance, instance: string | undefined): void {
  app.addHook("onSend", (request, reply, payload, done) => {
    reply.headers(headersOfAll);
    if (instance && request.routeOptions.url === "/health") reply.header(instanceHeader, instance);
    const passes = !request.outcome?.codes?.some((code) => notByItself.includes(code));
    if (reply.statusCode === 503 && passes && !reply.hasHeader("retry-after")) reply.header("retry-after", retryAfterSeconds);
    done(null, payload);
  });
  app.setErrorHandler((error: { statusCode?: number; code?: string; message: string }, _, reply) => {
    // Whoever asked has gone while the answer was on its way: there is nobody to tell, and nothing went wrong.
    if (error.code === "ERR_STREAM_PREMATURE_CLOSE") {
      reply.hijack();
      reply.raw.destroy();
      return;
    }
    if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") return refuse(reply, 413, "TOO_MUCH", "body", "This request is too large. Send it in smaller parts.");
    if (error.statusCode !== undefined && error.statusCode < 500) return refuse(reply, error.statusCode, "BAD_REQUEST", "body", `This request could not be read: ${error.message}`);
    if (error instanceof InputError) return refuse(reply, 400, error.code, error.field, error.message);
    // Whatever writes tells of its own failures; what fails before it or beside it has saved nothing.
    const shown = publicError(error, false);
    const tooMuch = shown.extensions?.code === "TOO_MUCH";
    return tooMuch ? refuse(reply, 400, "TOO_MUCH", "depth", shown.message) : refused(reply, shown, 500);
  });
}

function refuse(reply: FastifyReply, status: number, code: string, field: string | null, message: string): FastifyReply {
  if (reply.request.outcome) noteCodes(reply.request.outcome, [code]);
  return reply.code(status).send({ errors: [{ message, extensions: { code, field } }] });
}

/** The client's files, and its page for each sheet's address. */
async function serveClient(app: FastifyInstance): Promise<void> {
  const nothingHere = (reply: FastifyReply) => refuse(reply, 404, "NOT_FOUND", null, "There is nothing at this address.");
  if (!existsSync(join(clientFolder, "index.html"))) {
    app.setNotFoundHandler((_, reply) => nothingHere(reply));
    return;
  }
  await app.register(staticFiles, {
    root: clientFolder,
    index: "index.html",
    // Its own header would overwrite ours.
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply, path) => {
      // Built files carry their content's hash in their name; the page itself is asked for each time.
      reply.setHeader("vary", "accept-encoding");
      reply.setHeader("cache-control", path.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  app.setNotFoundHandler((request, reply) => {
    const page = request.method === "GET" && request.headers.accept?.includes("text/html");
    return page ? reply.header("cache-control", "no-cache").sendFile("index.html") : nothingHere(reply);
  });
}
