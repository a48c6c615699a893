// What every resolver is given.
import type { GraphQLSchema } from "graphql";
import type { Db, On } from "../../db/engine/open.ts";
import type { Viewer } from "../../db/viewer.ts";
import type { KeptTables } from "../tables/builtTables.ts";
import type { Whose } from "./etag.ts";
import type { Limits } from "./settings.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** What became of it, for the log and for whoever answers. */
    outcome?: Outcome;
  }
}

/** Whose facts an answer was made from. */
export class AuthoritiesRead {
  private readonly ids = new Set<string>();
  private all = false;

  /** Reads, noting whose facts. Where it is not said whose, they may be anybody's. */
  async during<Result>(on: On, work: (on: On) => Promise<Result>): Promise<Result> {
    let told = false;
    const noteRead = (...authorityIds: string[]) => {
      told = true;
      for (const id of authorityIds) this.ids.add(id);
      on.noteRead?.(...authorityIds);
    };
    const noteReadOfAll = () => {
      this.all = true;
      on.noteReadOfAll?.();
    };
    const result = await work({ ...on, noteRead, noteReadOfAll });
    if (!told) this.all = true;
    return result;
  }

  /** Notes what was read elsewhere for the same answer. */
  add(whose: Whose): void {
    if (whose === "all") this.all = true;
    else for (const id of whose) this.ids.add(id);
  }

  /** The authorities' ids, none where nothing was read; "all" where it cannot be told. */
  get whose(): Whose {
    return this.all ? "all" : [...this.ids].sort();
  }
}

export interface Outcome {
  /** The name of the operation, where it has one, and what it does. */
  operation?: string | null;
  does?: "query" | "mutation" | "subscription";
  /** The codes of what was refused, each as often as it was. */
  codes?: string[];
  /** What the answer follows from. */
  reads: AuthoritiesRead;
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

export function newOutcome(): Outcome {
  return { reads: new AuthoritiesRead(), cacheable: false };
}

/**
 * The store as one request sees it. Noted are whose facts it reads, and whether it has written, since what fails later must not say that nothing
 * was changed.
 */
export function noting(db: Db, outcome: Outcome): Db {
  return {
    ...db,
    read: (work) => db.read((on) => outcome.reads.during(on, work)),
    async write(work, owners) {
      const result = await db.write(work, owners);
      outcome.saved = true;
      return result;
    },
    async apart(work) {
      const result = await db.apart(work);
      outcome.saved = true;
      return result;
    },
  };
}

export interface Context {
  db: Db;
  viewer: Viewer;
  limits: Limits;
  /** Tables that were worked out for others who asked. */
  tables: KeptTables;
  /** What may be asked. */
  schema: GraphQLSchema;
  /** The day it is, in England: what stands or is late is told as at a day. */
  today: string;
  /** Set by execution. An object of its own, because Apollo runs each query on a copy of the context. */
  outcome: Outcome;
}
