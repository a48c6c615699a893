// GET /ready: whether changes can be saved now, and if not, why. /health says only that the server answers.
import type { FastifyInstance } from "fastify";
import type { Db } from "../../db/engine/open.ts";
import { publicError } from "./errors.ts";
import { refused } from "./refused.ts";

/** However often it is asked, the store is tried once in this time. */
const keptForMs = 1_000;

/** Serves /ready. */
export function serveReady(app: FastifyInstance, db: Pick<Db, "engine" | "tryWrite">): void {
  let last: { tried: Promise<void>; until: number } | undefined;
  const tried = (): Promise<void> => {
    if (last && performance.now() < last.until) return last.tried;
    const trying = { tried: db.tryWrite(), until: Number.POSITIVE_INFINITY };
    const settled = () => {
      trying.until = performance.now() + keptForMs;
    };
    trying.tried.then(settled, settled);
    last = trying;
    return trying.tried;
  };
  app.get("/ready", async (_, reply) => {
    reply.header("cache-control", "no-store");
    try {
      await tried();
    } catch (error) {
      return refused(reply, publicError(error));
    }
    return { ok: true, engine: db.engine };
  });
}
