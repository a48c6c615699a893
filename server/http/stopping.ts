// Stops a server whole: what it is doing is finished within a time, and what was not is named.
import type { FastifyInstance, FastifyRequest } from "fastify";
import { kindOfRequest, operationOf } from "./observed.ts";

/** Work that goes on after its request was answered. */
interface Work {
  what: string;
  done: Promise<unknown>;
  stop(): void;
}

const works = new WeakMap<object, Set<Work>>();

/** What a server is doing beside its requests. Whoever adds something need not take it away. */
export function workOf(app: FastifyInstance): { add(work: Work): void } & Iterable<Work> {
  const set = works.get(app.server) ?? new Set<Work>();
  works.set(app.server, set);
  return {
    add(work) {
      set.add(work);
      const end = () => set.delete(work);
      work.done.then(end, end);
    },
    [Symbol.iterator]: () => set[Symbol.iterator](),
  };
}

const lookEveryMs = 50;

/**
 * Listens no more, waits up to `ms` for what has begun, and then breaks it off. Returns what was broken off, in words for the log: "export
 * mediumTermTable.xlsx". To be made before the server listens.
 */
export function stoppable(app: FastifyInstance): (ms: number) => Promise<string[]> {
  const open = new Set<FastifyRequest>();
  app.addHook("onRequest", (request, _, done) => {
    open.add(request);
    done();
  });
  app.addHook("onResponse", (request, _, done) => {
    open.delete(request);
    done();
  });
  return async (ms) => {
    const cut: string[] = [];
    // A connection whose answer is whole is idle, and would be kept for its next question.
    const looking = setInterval(() => app.server.closeIdleConnections(), lookEveryMs);
    const deadline = setTimeout(() => {
      cut.push(...[...open].map((request) => [kindOfRequest(request), operationOf(request)].filter(Boolean).join(" ")), ...[...workOf(app)].map(({ what }) => what));
      for (const work of workOf(app)) work.stop();
      app.server.closeAllConnections();
    }, ms);
    await app.close();
    clearInterval(looking);
    clearTimeout(deadline);
    return cut;
  };
}
