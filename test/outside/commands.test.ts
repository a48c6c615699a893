// npm run import and npm run export, beside a server that runs on their store: it does the work, and the commands say what they say without it.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSheet } from "../api/officer.ts";
import type { Answer, Served } from "../setup/served.ts";
import { type ServerProcess, startServer } from "../setup/serverProcess.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "tabled-beside-"));
const at = (name: string) => join(folder, name);
const announcement = at("data/server.json");
const map = { target: "budget lines", version: "Draft", costCentre: "Cost centre", years: { "2024/25": "Budget" }, unit: "thousands" };

let server: ServerProcess;
let authority: string;

const run = (command: "import" | "export", ...given: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", `server/${command}/main.ts`, ...given], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, DATA_DIR: at("data"), DATABASE_URL: "" },
  });
  return { status, out: stdout.trim(), said: stderr.trim() };
};
const exporting = (out: string, of = authority) => run("export", "mediumTermTable", "--authority", of, "--unit", "POUNDS", "--format", "csv", "--out", out);
const importing = (file: string, ...more: string[]) => run("import", "budget-lines", file, "--map", at("map.json"), "--authority", "Besideshire", ...more);
/** How often the server has answered requests of this kind, by its own count. */
async function answered(kind: string): Promise<number> {
  const figures = await (await fetch(`${server.url}/metrics`)).text();
  return [...figures.matchAll(new RegExp(`^tabled_requests_total\\{kind="${kind}".*\\} (\\d+)$`, "gm"))].reduce((sum, [, count]) => sum + Number(count), 0);
}

async function begin(): Promise<void> {
  const started = await startServer({ DATA_DIR: at("data"), EXAMPLES: "none" });
  if (!("url" in started)) throw new Error(started.said);
  server = started;
}

beforeAll(async () => {
  await begin();
  const ask = async (query: string, variables = {}) =>
    (await (
      await fetch(`${server.url}/graphql`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ query, variables }) })
    ).json()) as Answer;
  authority = (await startSheet({ ask } as Served, "Besideshire")).authority;
  writeFileSync(at("map.json"), JSON.stringify(map));
  writeFileSync(at("lines.csv"), "Cost centre,Budget\nNorth,101\nSouth,202\n");
  writeFileSync(at("wrong.csv"), "Cost centre,Budget\nNorth,many\n");
});
afterAll(async () => {
  await server.end("SIGKILL");
  rmSync(folder, { recursive: true });
});

test("a running server leaves word for its own user alone, and takes it away as it stops", async () => {
  expect(statSync(announcement).mode & 0o777).toBe(0o600);
  expect(await server.end("SIGTERM")).toBe(0);
  expect(statSync(announcement, { throwIfNoEntry: false })).toBeUndefined();
  await begin();
  expect(JSON.parse(readFileSync(announcement, "utf8")).url).toBe(server.url);
});

test("both are done by the server, with the words and the codes that they have without it", async () => {
  expect(importing(at("lines.csv"), "--preview")).toEqual({ status: 0, out: "2 rows: 0 would be added, 2 revised, 0 unchanged. Nothing was written.", said: "" });
  const imported = importing(at("lines.csv"));
  expect(imported).toMatchObject({ status: 0, said: "" });
  expect(imported.out).toMatch(/^2 rows: 0 added, 2 revised, 0 unchanged\. Batch \d+: it can be undone in History\.$/);
  expect(importing(at("wrong.csv"))).toEqual({
    status: 1,
    out: "1 row: 1 with errors. Nothing was written.",
    said: expect.stringMatching(/^line 2, Budget: /),
  });
  expect(run("import", "budget-lines", at("lines.csv"), "--map", at("map.json"), "--authority", "Nowhere")).toEqual({
    status: 1,
    out: "",
    said: "authority: There is no authority “Nowhere”, by name, code or id.",
  });
  expect(await answered("import")).toBeGreaterThan(6);

  const exported = exporting(at("by-server.csv"));
  expect(exported).toMatchObject({ status: 0, out: expect.stringMatching(/^Wrote .*by-server\.csv, of data version \d+\.$/) });
  expect(exporting(at("none.csv"), "nowhere")).toEqual({ status: 1, out: "", said: "authority: There is no such authority, or you may not see it." });
  expect(await answered("export")).toBe(2);
});

test("neither asks a server that was killed, or another one at its address; both then open the store themselves", async () => {
  const word = readFileSync(announcement, "utf8");
  // The address is another server's by now.
  writeFileSync(announcement, JSON.stringify({ ...JSON.parse(word), instance: "another" }));
  const before = await answered("export");
  expect(exporting(at("other.csv")).status).toBe(0);
  expect(await answered("export")).toBe(before);
  writeFileSync(announcement, word);
  await server.end("SIGKILL");
  expect(exporting(at("beside.csv")).status).toBe(0);
  expect(readFileSync(at("beside.csv"), "utf8")).toBe(readFileSync(at("by-server.csv"), "utf8"));
});
