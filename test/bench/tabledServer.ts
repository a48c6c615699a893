// The real server in a process of its own: `tabledServer.ts <data folder or postgres://…> <answer cache bytes> [threads]`. Prints its port.
import { openDb } from "../../db/engine/store.ts";
import { makeApp } from "../../server/http/app.ts";
import { usualLimits } from "../../server/http/settings.ts";
import { rules } from "../../server/rules/rules.ts";
import { Pool, usualSize } from "../../server/workers/pool.ts";

const [store, answerCacheBytes, threads] = process.argv.slice(2) as [string, string, string?];
const address = store.startsWith("postgres://") ? { dataDir: "", databaseUrl: store } : { dataDir: store };
const db = await openDb(address, rules);
const limits = { ...usualLimits, answerCacheBytes: Number(answerCacheBytes) };
const pool = threads ? new Pool({ address, limits }, db.alone, usualSize()) : undefined;
pool?.warm();
const app = await makeApp(db, { limits, ...(pool && { pool }) });
await app.listen({ host: "127.0.0.1", port: 0 });
console.log((app.server.address() as { port: number }).port);
