// Starts and stops the server: environment, store, examples, listening.
import { randomUUID } from "node:crypto";
import { StoreFailure } from "../db/engine/storeFailure.ts";
import { loadExamples } from "../db/examples/load.ts";
import { makeApp } from "./http/app.ts";
import { faultsGoTo } from "./http/faults.ts";
import { logOptions } from "./http/observed.ts";
import { type Settings, settingsFrom } from "./http/settings.ts";
import { stoppable } from "./http/stopping.ts";
import { openedStore } from "./openedStore.ts";
import { announce } from "./running.ts";
import { Pool, usualSize } from "./workers/pool.ts";

const say = (text: string) => console.log(text);
// A log that cannot be written, on a disk that is full, is no reason to stop.
process.stdout.on("error", () => {});
process.stderr.on("error", () => {});

const settings = settingsGiven();
const db = await openedStore(settings);
say(settings.databaseUrl ? "Store: Postgres, by DATABASE_URL." : `Store: SQLite under ${settings.dataDir}.`);
try {
  await db.tryWrite();
  if (settings.examples) for (const example of await loadExamples(db)) say(`Loaded: ${example}.`);
} catch (error) {
  // What is there can be read all the same; /ready goes on saying what is wrong.
  if (!(error instanceof StoreFailure)) throw error;
  console.error(`Nothing can be saved at the moment. ${error.message}`);
}

const loopback = ["127.0.0.1", "::1", "localhost"].includes(settings.host);
// A person at a terminal wants to know of what goes wrong; a program that reads the lines, of everything.
const level = settings.logLevel ?? (process.stdout.isTTY ? "warn" : "info");
const instance = randomUUID();
const pool = new Pool({ address: { dataDir: settings.dataDir, databaseUrl: settings.databaseUrl, timeouts: settings.timeouts }, limits: settings.limits }, db.alone, usualSize());
const app = await makeApp(db, {
  pool,
  limits: settings.limits,
  hosts: loopback || settings.allowedHosts.length > 0 ? ["localhost", "127.0.0.1", "[::1]", settings.host, ...settings.allowedHosts] : null,
  log: logOptions(level, process.stdout),
  instance,
});
faultsGoTo(({ message, ...fault }) => app.log.error(fault, message || fault.kind));
const stopWithin = stoppable(app);
try {
  await app.listen({ host: settings.host, port: settings.port, listenTextResolver: () => "listening" });
} catch (error) {
  if ((error as { code?: string }).code !== "EADDRINUSE") throw error;
  console.error(`Port ${settings.port} is in use. Stop what uses it, or choose another: PORT=4001 npm start`);
  process.exit(1);
}
if (!loopback) say("Tabled can be reached from other machines, and there is no sign-in yet: anyone who reaches it can read and change everything.");
const { port } = app.server.address() as { port: number };
const withdraw = announce(settings, settings.host, port, instance);
say(`Tabled is at http://${settings.host === "0.0.0.0" ? "localhost" : settings.host}:${port}/ and its GraphQL at /graphql. Stop it with Ctrl+C.`);
pool.warm();

let stopping = false;
async function stop(): Promise<void> {
  // Whoever asks twice does not want to wait.
  if (stopping) process.exit(1);
  stopping = true;
  // Whatever does not even break off in time.
  setTimeout(() => process.exit(1), settings.stopMs + 5_000).unref();
  withdraw();
  const cut = await stopWithin(settings.stopMs);
  await pool.close();
  await db.close();
  if (cut.length > 0) app.log.warn({ cut }, `Stopped before this was finished: ${cut.join(", ")}. What was being saved was saved whole or not at all.`);
  else app.log.info("Stopped. Everything that had begun was finished.");
  process.exit(0);
}
process.on("SIGINT", stop);
process.on("SIGTERM", stop);

function settingsGiven(): Settings {
  try {
    return settingsFrom(process.env);
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}
