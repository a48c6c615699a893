// The real server in a process of its own: `tabledServer.ts <data folder or postgres://…> <answer cache bytes>`. Prints its port.
import { openDb } from "../../db/engine/store.ts";
import { makeApp } from "../../server/http/app.ts";
import { usualLimits } from "../../server/http/settings.ts";
import { rules } from "../../server/rules/rules.ts";

const [store, answerCacheBytes] = process.argv.slice(2) as [string, string];
const db = await openDb(store.startsWith("postgres://") ? { dataDir: "", databaseUrl: store } : { dataDir: store }, rules);
const app = await makeApp(db, { limits: { ...usualLimits, answerCacheBytes: Number(answerCacheBytes) } });
await app.listen({ host: "127.0.0.1", port: 0 });
console.log((app.server.address() as { port: number }).port);
