// What every resolver is given.
import type { GraphQLSchema } from "graphql";
import type { Db } from "../../db/engine/open.ts";
import type { Viewer } from "../../db/viewer.ts";
import type { Limits } from "./settings.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** What became of it, for the log and for whoever answers. */
    outcome?: Outcome;
  }
}

export interface Outcome {
  /** The name of the operation, where it has one, and what it does. */
  operation?: string | null;
  does?: "query" | "mutation" | "subscription";
  /** The codes of what was refused, each as often as it was. */
  codes?: string[];
  /** The answer is a query's, whole and without errors, so that it may be given again. */
  cacheable: boolean;
  /** The answer depends on who asks, beside what she may see: it is given again to her alone. */
  ofPerson?: boolean;
  /** A write of this request has been kept, whatever becomes of the rest. */
  saved?: boolean;
  /** The answer is to what somebody is typing: it is not worth keeping. */
  passing?: boolean;
}

/** Notes what was refused. */
export function noteCodes(outcome: Outcome, codes: readonly string[]): void {
  if (codes.length > 0) outcome.codes = [...(outcome.codes ?? []), ...codes];
}

/** The store as one request sees it: whether it has written is noted, since what fails later must not say that nothing was changed. */
export function noting(db: Db, outcome: Outcome): Db {
  return {
    ...db,
    async write(work) {
      const result = await db.write(work);
      outcome.saved = true;
      return result;
    },
  };
}

export interface Context {
  db: Db;
  viewer: Viewer;
  limits: Limits;
  /** What may be asked. */
  schema: GraphQLSchema;
  /** The day it is, in England: what stands or is late is told as at a day. */
  today: string;
  /** Set by execution. An object of its own, because Apollo runs each query on a copy of the context. */
  outcome: Outcome;
}
