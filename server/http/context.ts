// What every resolver is given.
import type { GraphQLSchema } from "graphql";
import type { Db } from "../../db/engine/open.ts";
import type { Viewer } from "../../db/viewer.ts";
import type { Limits } from "./settings.ts";

export interface Outcome {
  /** The answer is a query's, whole and without errors, so that it may be given again. */
  cacheable: boolean;
  /** The answer depends on who asks, beside what she may see: it is given again to her alone. */
  ofPerson?: boolean;
  /** A write of this request has been kept, whatever becomes of the rest. */
  saved?: boolean;
  /** The answer is to what somebody is typing: it is not worth keeping. */
  passing?: boolean;
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
