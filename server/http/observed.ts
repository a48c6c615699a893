// What the server's log and its figures have of each request: what was asked, how long it took, and what became of it. No figures, no names, no variables.
import type { FastifyInstance, FastifyRequest, FastifyServerOptions } from "fastify";
import { newOutcome } from "./context.ts";
import { faultOf } from "./faults.ts";
import type { Metrics } from "./metrics.ts";

/** What a request was for, of which there are few: the log's `kind` and the figures' label. */
export type RequestKind = "query" | "mutation" | "export" | "chart" | "import" | "changes" | "check" | "page";

const byRoute: Record<string, RequestKind> = {
  "/export/:file": "export",
  "/charts/:table": "chart",
  "/changes": "changes",
  "/health": "check",
  "/ready": "check",
  "/metrics": "check",
};

export function kindOfRequest({ routeOptions, outcome }: FastifyRequest): RequestKind {
  const { url = "" } = routeOptions;
  if (url === "/graphql") return outcome?.does === "mutation" ? "mutation" : "query";
  return byRoute[url] ?? (url.startsWith("/imports") ? "import" : "page");
}

/** A name of an operation or of a file, where it is one: not whatever else somebody put in its place. */
const name = /^[\w.]{1,80}$/;

/** What was asked by its name: a GraphQL operation's, an export's table and format. */
export function operationOf({ outcome, params, body }: FastifyRequest): string | null {
  const { file, table } = (params ?? {}) as { file?: string; table?: string };
  // An answer that was kept is given without a look at the question.
  const given = outcome?.operation ?? file ?? table ?? (body as { operationName?: unknown } | null | undefined)?.operationName;
  return typeof given === "string" && name.test(given) ? given : null;
}

/** One line of JSON for each request, with the level by its status, and figures of it. What is asked all the time is logged at `debug`. */
export function observeRequests(app: FastifyInstance, metrics: Metrics): void {
  app.decorateRequest("outcome", undefined);
  app.addHook("onRequest", (request, _, done) => {
    request.outcome = newOutcome();
    done();
  });
  app.addHook("onResponse", (request, reply, done) => {
    const kind = kindOfRequest(request);
    const status = reply.statusCode;
    const { codes } = request.outcome ?? {};
    metrics.request(kind, status, reply.elapsedTime / 1_000);
    const level = status >= 500 ? (codes?.includes("INTERNAL") ? "error" : "warn") : kind === "check" || kind === "page" ? "debug" : "info";
    request.log[level](
      {
        kind,
        operation: operationOf(request),
        method: request.method,
        status,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        ...(codes && { error: [...new Set(codes)].join(" ") }),
        ...(!reply.raw.writableEnded && { cutOff: true }),
      },
      "request",
    );
    done();
  });
}

/** The log's lines: JSON, with the time and the level in words. Of a request or an error they have what `observeRequests` and `faultOf` let through. */
export function logOptions(level: string, out: { write(line: string): void }): Exclude<FastifyServerOptions["logger"], boolean | undefined> {
  return {
    level,
    stream: out,
    base: { pid: process.pid },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: faultOf as never, req: ({ id }: { id: string }) => ({ id }) as never, res: ({ statusCode }: { statusCode: number }) => ({ statusCode }) },
  };
}
