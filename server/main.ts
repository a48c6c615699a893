// Starts and stops the server: environment, store, examples, listening.
import { loadExamples } from "../db/examples/load.ts";
import { makeApp } from "./http/app.ts";
import { settingsFrom } from "./http/settings.ts";
import { openedStore } from "./openedStore.ts";
import { Pool, usualSize } from "./workers/pool.ts";

const settings = settingsFrom(process.env);
const say = (text: string) => console.log(text);

const db = await openedStore(settings);
say(settings.databaseUrl ? "Store: Postgres, by DATABASE_URL." : `Store: SQLite under ${settings.dataDir}.`);
if (settings.examples) for (const example of await loadExamples(db)) say(`Loaded: ${example}.`);

const loopback = ["127.0.0.1", "::1", "localhost"].includes(settings.host);
const pool = new Pool({ address: { dataDir: settings.dataDir, databaseUrl: settings.databaseUrl }, limits: settings.limits }, db.alone, usualSize());
const app = await makeApp(db, {
  pool,
  limits: settings.limits,
  hosts: loopback || settings.allowedHosts.length > 0 ? ["localhost", "127.0.0.1", "[::1]", settings.host, ...settings.allowedHosts] : null,
});
try {
  await app.listen({ host: settings.host, port: settings.port });
} catch (error) {
  if ((error as { code?: string }).code !== "EADDRINUSE") throw error;
  console.error(`Port ${settings.port} is in use. Stop what uses it, or choose another: PORT=4001 npm start`);
  process.exit(1);
}
if (!loopback) say("Tabled can be reached from other machines, and there is no sign-in yet: anyone who reaches it can read and change everything.");
const { port } = app.server.address() as { port: number };
say(`Tabled is at http://${settings.host === "0.0.0.0" ? "localhost" : settings.host}:${port}/ and its GraphQL at /graphql. Stop it with Ctrl+C.`);
pool.warm();

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await app.close();
  await pool.close();
  await db.close();
  process.exit(0);
}
process.on("SIGINT", stop);
process.on("SIGTERM", stop);
