// npm run import, as a process of its own on a data directory: what it says, and the code it ends with.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Db } from "../../db/engine/open.ts";
import { openDb } from "../../db/engine/store.ts";
import { makeApp } from "../../server/http/app.ts";
import { rules } from "../../server/rules/rules.ts";
import { added, newAuthority, outcomes, percentage } from "../api/commissioner.ts";
import { given } from "../api/officer.ts";
import { everything } from "../db/rows.ts";
import type { Answer, Served } from "../setup/served.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "tabled-command-"));
const map = { target: "outcomes", layout: "rows", period: "Year", subject: "Place", values: [{ kpi: "moves", numerator: "Moved", denominator: "Children" }], newSubjects: true };
const header = "Year,Place,Moved,Children\n";

let db: Db;
let served: Served;
let authority: string;

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** What `npm run import` runs, without npm, which takes as long again. */
const run = (...given: string[]) => ran(process.execPath, "--import", "tsx", "server/import/main.ts", ...given);
const npmRun = (...given: string[]) => ran("npm", "run", "-s", "import", "--", ...given);
const ran = (command: string, ...given: string[]) => {
  const { status, stdout, stderr } = spawnSync(command, given, { cwd: root, encoding: "utf8", env: { ...process.env, DATA_DIR: join(folder, "data"), DATABASE_URL: "" } });
  return { status, out: stdout.trim(), said: stderr.replace(/^npm warn.*\n/gm, "").trim() };
};

beforeAll(async () => {
  mkdirSync(join(folder, "data"));
  db = await openDb({ dataDir: join(folder, "data") }, rules);
  const app = await makeApp(db);
  served = {
    db,
    app,
    async ask(query: string, variables = {}) {
      const response = await app.inject({
        method: "POST",
        url: "/graphql",
        headers: { host: "localhost", "content-type": "application/json" },
        payload: JSON.stringify({ query, variables }),
      });
      return response.json() as Answer;
    },
  } as Served;
  authority = await newAuthority(served, "Commandshire");
  await added(served, "Kpi", authority, percentage);
  file("map.json", `\uFEFF${JSON.stringify(map)}`);
});
afterAll(async () => {
  await served.app.close();
  await db.close();
  rmSync(folder, { recursive: true });
});

describe("npm run import", () => {
  const mapPath = () => join(folder, "map.json");
  const unchanged = async (asking: () => ReturnType<typeof run>) => {
    const before = await everything(db);
    const found = asking();
    expect(await everything(db)).toEqual(before);
    return found;
  };

  test("previews, imports, imports again, and revises", async () => {
    const path = file("returns.csv", `${header}2024/25,Home,10,40\n2023/24,Home,4,40\n`);
    expect(await unchanged(() => npmRun("outcomes", path, "--map", mapPath(), "--preview"))).toEqual({
      status: 0,
      out: "2 rows: 2 would be added, 0 revised, 0 unchanged. Nothing was written.",
      said: "",
    });
    const first = run("outcomes", path, "--map", mapPath());
    expect(first).toMatchObject({ status: 0, said: "" });
    expect(first.out).toMatch(/^2 rows: 2 added, 0 revised, 0 unchanged\. Batch \d+: it can be undone in History\.$/);
    expect((await outcomes(served, `authority: "${authority}"`)).nodes.map((node: { numerator: string }) => node.numerator)).toEqual(["4", "10"]);
    expect(await unchanged(() => run("outcomes", path, "--map", mapPath()))).toEqual({ status: 0, out: "2 rows: 0 added, 0 revised, 2 unchanged.", said: "" });
    file("returns.csv", `${header}2024/25,Home,11,40\n2023/24,Home,4,40\n`);
    expect(run("outcomes", path, "--map", mapPath()).out).toMatch(/^2 rows: 0 added, 1 revised, 1 unchanged\. Batch/);
    const { nodes } = given(await served.ask(`{ history(authority: "${authority}", first: 1) { nodes { why madeBy } } }`)).history;
    expect(nodes).toEqual([{ why: "Import returns.csv", madeBy: "This machine's owner" }]);
  });

  test("says each bad row, 20 of them at most, and ends with 1", async () => {
    const few = file("few.csv", `${header}2024/25,Home,41,40\n2023/24,Home\n2022/23,Home,1,40\n`);
    expect(await unchanged(() => run("outcomes", few, "--map", mapPath()))).toEqual({
      status: 1,
      out: "3 rows: 2 with errors. Nothing was written.",
      said: expect.stringMatching(/^line 2, Moved: The numerator 41 is above its denominator 40.*\nline 3: The row has 2 values where the header has 4 columns\.$/),
    });
    const many = file("many.csv", `${header}${"2024/25,Home,many,40\n".repeat(25)}`);
    const { status, said } = run("outcomes", many, "--map", mapPath());
    expect(status).toBe(1);
    expect(said.split("\n")).toHaveLength(21);
    expect(said).toMatch(/and 5 more\.$/);
  });

  test("says how it is used and ends with 2, where it is called otherwise", async () => {
    for (const given of [[], ["outcomes", "x.csv"], ["outcomes", "x.csv", "--map", mapPath(), "--all"], ["outcomes", "x.csv", "--map"]]) {
      const found = run(...given);
      expect(found).toMatchObject({ status: 2, out: "" });
      expect(found.said).toContain("npm run import -- FILE\nnpm run import -- <outcomes | budget-lines | commitments> FILE --map MAP.json");
      expect(found.said).not.toContain("    at ");
    }
  });

  test("says what is wrong with the file or the mapping in a line, and ends with 1", async () => {
    const path = file("one.csv", `${header}2024/25,Home,10,40\n`);
    const wrong = (...given: string[]) => {
      const found = run(...given);
      expect(found).toMatchObject({ status: 1, out: "" });
      expect(found.said.split("\n")).toHaveLength(1);
      return found.said;
    };
    expect(wrong("outcomes", join(folder, "none.csv"), "--map", mapPath())).toBe(`There is no file ${join(folder, "none.csv")}.`);
    expect(wrong("outcomes", path, "--map", join(folder, "none.json"))).toBe(`There is no file ${join(folder, "none.json")}.`);
    expect(wrong("budget-lines", path, "--map", mapPath())).toBe("map.target: This mapping is of outcomes, and budget-lines were asked for.");
    expect(wrong("outcomes", path, "--map", file("bad.json", "{"))).toBe("map: The mapping is not JSON.");
    expect(wrong("outcomes", path, "--map", file("column.json", JSON.stringify({ ...map, subject: "Council" })))).toMatch(/^map\.subject: The file has no column “Council”/);
    expect(wrong("outcomes", path, "--map", mapPath(), "--authority", "Nowhere")).toBe("authority: There is no authority “Nowhere”, by name, code or id.");
    expect(wrong("outcomes", file("empty.csv", ""), "--map", mapPath())).toBe("file: The file is empty.");
  });

  test("with several authorities wants one named, here or in the mapping", async () => {
    await newAuthority(served, "Elsewhere");
    const path = file("several.csv", `${header}2024/25,Home,12,40\n`);
    expect(await unchanged(() => run("outcomes", path, "--map", mapPath()))).toEqual({
      status: 1,
      out: "",
      said: "authority: There are several authorities. Say whose facts these are.",
    });
    expect(run("outcomes", path, "--map", mapPath(), "--authority", "commandshire", "--preview")).toMatchObject({ status: 0 });
    const named = file("named.json", JSON.stringify({ ...map, authority: "Commandshire" }));
    expect(run("outcomes", path, "--map", named, "--preview")).toMatchObject({ status: 0 });
    expect(run("outcomes", path, "--map", named, "--authority", "Elsewhere", "--preview")).toMatchObject({
      status: 1,
      said: expect.stringMatching(/^map\.values\[0\]\.kpi: There is no KPI/),
    });
  });
});
