// Fresh stores for tests: the same tests run on SQLite and on Postgres.
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { inject } from "vitest";
import type { Db } from "../../db/engine/open.ts";
import { openDb, type StoreAddress } from "../../db/engine/store.ts";
import { usualTimeouts } from "../../db/engine/timeouts.ts";
import { rules } from "../../server/rules/rules.ts";

export const engines = ["sqlite", "postgres"] as const;
export type Engine = (typeof engines)[number];

export interface TestStore {
  db: Db;
  /** What a second process would open the same store with. */
  address: StoreAddress;
  remove(): Promise<void>;
}

/** On a busy machine a write may wait long for those before it: no test is to fail by that. */
const timeouts = { ...usualTimeouts, lockMs: 120_000 };

/** Opens an empty store of its own, under the rules of any other unless a test needs rows that make no sense. A few changes make a long batch where `more` says so. */
export async function freshStore(engine: Engine, under = rules, more: Pick<StoreAddress, "longFrom"> = {}): Promise<TestStore> {
  const dataDir = mkdtempSync(join(tmpdir(), "tabled-store-"));
  const address: StoreAddress = { dataDir, timeouts, ...more, ...(engine === "postgres" && { databaseUrl: await emptyDatabase() }) };
  const db = await openDb(address, under);
  return {
    db,
    address,
    async remove() {
      await db.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A database with nothing in it, by its address. */
export async function emptyDatabase(): Promise<string> {
  const url = inject("postgresUrl");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const client = new pg.Client({ connectionString: `${url}/postgres` });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return `${url}/${name}`;
}
