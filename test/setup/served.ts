// A whole server on a fresh store, asked as a client asks it.
import type { FastifyInstance, InjectOptions } from "fastify";
import type { Db } from "../../db/engine/open.ts";
import { loadExamples } from "../../db/examples/load.ts";
import { type AppOptions, makeApp } from "../../server/http/app.ts";
import { usualLimits } from "../../server/http/settings.ts";
import { Pool, type PoolSize, usualSize } from "../../server/workers/pool.ts";
import { latest, latestIn } from "./latest.ts";
import { type Engine, freshStore, type TestStore } from "./stores.ts";

export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its question, which differs with every test.
  data: any;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string; field: string | null; current?: unknown } }[];
}

export interface Served extends TestStore {
  app: FastifyInstance;
  /** How often the store has been asked, to read and to write: what is refused before it is asked costs nothing more. */
  asked(): number;
  /** The threads beside it, where it has any. */
  pool: Pool | undefined;
  /** Asks over HTTP and reads the answer. */
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  stop(): Promise<void>;
}

export type ServeOptions = Omit<AppOptions, "pool"> & { examples?: boolean; threads?: Partial<PoolSize>; longFrom?: number };

/** Serves a fresh store. The public examples are in it unless `examples` is false; it has threads beside it where their number is given. */
export async function serve(engine: Engine, options: ServeOptions = {}): Promise<Served> {
  const store = await freshStore(engine, undefined, options.longFrom === undefined ? {} : { longFrom: options.longFrom });
  if (options.examples !== false) await loadExamples(store.db);
  let asked = 0;
  const counted: Db = {
    ...store.db,
    read(work) {
      asked += 1;
      return store.db.read(work);
    },
    write(work, owners) {
      asked += 1;
      return store.db.write(work, owners);
    },
  };
  const { threads, longFrom: _, ...given } = options;
  const pool = threads && new Pool({ address: store.address, limits: options.limits ?? usualLimits }, store.db.alone, { ...usualSize(), ...threads });
  const app = await makeApp(counted, { ...given, ...(pool && { pool }) });
  const inject = app.inject.bind(app) as (asking: InjectOptions) => Promise<unknown>;
  // `latest` stands for the number at which it is asked.
  app.inject = (async (asking: InjectOptions) => {
    const { payload } = asking;
    if (typeof payload !== "string" || !payload.includes(String(latest))) return inject(asking);
    return inject({ ...asking, payload: payload.replaceAll(String(latest), String(await store.db.read((on) => latestIn(on, payload)))) });
  }) as typeof app.inject;
  return {
    ...store,
    app,
    asked: () => asked,
    pool,
    async ask(query, variables = {}) {
      const response = await app.inject({
        method: "POST",
        url: "/graphql",
        headers: { host: "localhost", "content-type": "application/json" },
        payload: JSON.stringify({ query, variables }),
      });
      return response.json() as Answer;
    },
    async stop() {
      await app.close();
      await pool?.close();
      await store.remove();
    },
  };
}
