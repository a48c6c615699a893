// A file of several authorities is one import: each authority's rows are read by themselves and saved as a batch of its own, all of them or none.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { amountsByName } from "../../db/budgetNames.ts";
import type { Viewer } from "../../db/viewer.ts";
import { makeApp } from "../../server/http/app.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { importFile } from "../../server/import/importFile.ts";
import { readFileAs } from "../../server/import/reading.ts";
import { importThroughServer } from "../../server/import/throughServer.ts";
import { readingInWords } from "../../server/import/told.ts";
import type { Choices } from "../../server/reading/proposal.ts";
import { everything, storedFacts, storedLog } from "../db/rows.ts";
import { few, seed } from "../setup/samples.ts";
import { statementsOf } from "../setup/statements.ts";
import { type Engine, engines, freshStore, type TestStore } from "../setup/stores.ts";
import { killedAt } from "./killed.ts";
import { addCouncils, council, header, type RegionLine, rowsOf } from "./regionFile.ts";

const folder = mkdtempSync(join(tmpdir(), "tabled-region-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, rows: readonly string[]) => {
  const path = join(folder, name);
  writeFileSync(path, `${rows.join("\n")}\n`);
  return path;
};

const lines = (least: number): RegionLine[] => [
  { line: "Children's homes", pounds: least + 1_000_000 },
  { line: "Fostering", pounds: least + 2_000 },
  { line: "Commissioning", pounds: least + 300 },
];
const names = ["Essex", "Kent", "Surrey"];
const region = file("region.csv", [
  header,
  ...names.flatMap((name, index) => rowsOf(name, `E1000000${index + 1}`, lines(index * 10))),
  ...rowsOf("Rutland", "E06000017", lines(5)),
  ",,Figures are as returned.,",
]);
const all: Choices = { authorities: "all", year: "2023/24" };

let store: TestStore;
afterEach(() => store.remove());
async function opened(engine: Engine, more: Parameters<typeof freshStore>[2] = {}, draft?: (name: string) => string | null): Promise<void> {
  store = await freshStore(engine, undefined, more);
  await addCouncils(store, names, draft);
}
const read = (choices: Choices, path = region, authorityId = "essex") => readFileAs({ db: store.db, viewer: machineOwner, authorityId }, { path, choices });
const asked = (choices: Choices = all, path = region) => ({ authorityId: "essex", path, name: "region.csv", choices, preview: false });
const amounts = async (id: string, version = "Draft") => {
  const found = await store.db.read((on) => amountsByName(on, machineOwner, new Map([[id, version]])));
  return Object.fromEntries(found.map(({ costCentre, amountPence }) => [costCentre, amountPence]));
};
const pence = (least: number) => Object.fromEntries(lines(least).map(({ line, pounds }) => [line, pounds * 100]));

test("what all of them hold is asked for at once, and not of one after the other", async () => {
  await opened("sqlite");
  const asksFor = async (table: string) => (await statementsOf(() => read(all))).filter((statement) => statement.includes(`from "${table}"`)).length;
  expect({ lines: await asksFor("budget_line"), centres: await asksFor("cost_centre"), commitments: await asksFor("commitment") }).toEqual({
    lines: 1,
    centres: 1,
    commitments: 1,
  });
});

test("is asked about with one more answer, and read for each by itself, with what it leaves out", async () => {
  await opened("sqlite");
  const first = await read({ year: "2023/24" });
  const where = first.asks.find(({ about }) => about === "where");
  expect(where).toMatchObject({ taken: "LA Name=Essex", all: "All 3 authorities of this file that are in Tabled" });
  expect(where?.options).toEqual(["Essex", "Kent", "Surrey", "Rutland"].map((name) => `LA Name=${name}`));
  const proposal = await read(all);
  expect(proposal).toMatchObject({ as: "budget", unit: "pounds", years: ["2023/24"], refused: null, clean: null });
  expect(proposal.authorities?.map(({ clean, ...each }) => ({ ...each, rows: clean?.table.rows.length }))).toEqual(
    names.map((name, index) => ({
      id: name.toLowerCase(),
      name: council(name),
      called: name,
      // 1,000,000 + 2,000 + 300 and three times the least
      incoming: { count: 3, sumPence: 100_230_000 + 3_000 * index },
      totals: { count: 1, agree: 1 },
      leftOut: 1,
      rows: 3,
    })),
  );
  expect(proposal.incoming).toEqual({ count: 9, sumPence: 3 * 100_230_000 + 9_000 });
  expect(proposal.leftOut.slice(0, 2)).toEqual([
    { at: "4 rows", label: "Rutland", why: "it is of one that is no authority in Tabled", pence: [] },
    { at: "1 row", label: "", why: "LA Name is empty in them, so that they are of no authority", pence: [] },
  ]);
  expect(proposal.totals.map(({ label, agrees }) => [label, agrees])).toEqual(names.map((name) => [`${council(name)}: TOTAL`, [true]]));
  expect(readingInWords(proposal)).toContain("Kent County Council: 3 lines, £1,002,330.00. Its total agrees. 1 left out.");
});

test("is read by its lines where it has more councils than lines, and would be labelled by those", async () => {
  await opened("sqlite");
  const rows = names.flatMap((name, index) => [`${name},,Homes,${(index + 1) * 1_000_000}`, `${name},,Fostering,${index + 5}`]);
  const path = file("few lines.csv", [header, ...rows]);
  expect((await read({ year: "2023/24" }, path)).asks.find(({ about }) => about === "where")).toMatchObject({ taken: "LA Name=Essex", all: expect.stringMatching(/^All 3/) });
  await importFile(store.db, machineOwner, asked(all, path));
  expect(await amounts("surrey")).toEqual({ Homes: 300_000_000, Fostering: 700 });
});

test("that goes across, a council a row, is read of each row", async () => {
  await opened("sqlite");
  const path = file("across.csv", [
    "Revenue account 2023-24 budget, £ thousand",
    "E-code,ONS Code,Local authority,Early years,Homes,Fostering,Leaving care,TOTAL",
    ...names.map((name, index) => `E${index},E1000000${index + 1},${name},110,${index + 201},3015,47,${index + 3373}`),
  ]);
  const result = await importFile(store.db, machineOwner, asked({ authorities: "all", as: "budget" }, path));
  expect(result.authorities.map(({ added }) => added)).toEqual([4, 4, 4]);
  expect(await amounts("kent")).toEqual({ "Early years": 11_000_000, Homes: 20_200_000, Fostering: 301_500_000, "Leaving care": 4_700_000 });
});

test("a total that does not agree is told of the authority that it is of", async () => {
  await opened("sqlite");
  const rows = [header, ...rowsOf("Essex", "", lines(0)), ...rowsOf("Kent", "", lines(10)).map((row) => row.replace("TOTAL,1002330", "TOTAL,1002930"))];
  const proposal = await read(all, file("wrong.csv", rows));
  expect(proposal.authorities?.map(({ totals }) => totals)).toEqual([
    { count: 1, agree: 1 },
    { count: 1, agree: 0 },
  ]);
  expect(readingInWords(proposal)).toContain("Kent County Council: TOTAL: £1,002,930.00 does not agree: its rows come to £1,002,330.00.");
});

test("goes into the draft of one name that all have; where one has none, or another, it is named", async () => {
  await opened("sqlite", {}, (name) => (name === "Kent" ? null : "Draft"));
  expect((await read(all)).asks.find(({ about }) => about === "version")).toEqual({
    about: "version",
    question: "There is no draft of a budget in Kent County Council that these could go into. Add one first.",
    options: [],
  });
  await store.remove();
  await opened("sqlite", {}, (name) => (name === "Kent" ? "Other" : "Draft"));
  expect((await read({ ...all, version: "Draft" })).refused).toBe("There is no draft “Draft” in Kent County Council. Add it there first, or choose a draft that all have.");
  await expect(importFile(store.db, machineOwner, asked({ ...all, version: "Draft" }))).rejects.toThrow("in Kent County Council");
  await importFile(store.db, machineOwner, asked());
  expect(await amounts("kent", "Other")).toEqual(pence(10));
});

describe.each(engines)("on %s", (engine) => {
  test.each([5_000, 4])("is a batch of each authority, saved as one, long from %i changes", async (longFrom) => {
    await opened(engine, { longFrom });
    const preview = await importFile(store.db, machineOwner, { ...asked(), preview: true });
    expect(preview).toMatchObject({ added: 9, revised: 0, batchId: null });
    const result = await importFile(store.db, machineOwner, asked());
    expect(result).toMatchObject({ rows: 9, added: 9, revised: 0, errorCount: 0 });
    expect(result.authorities.map(({ name, added }) => [name, added])).toEqual(names.map((name) => [council(name), 3]));
    for (const [index, name] of names.entries()) expect(await amounts(name.toLowerCase())).toEqual(pence(index * 10));
    const log = (await storedLog(store.db)).filter(({ why }) => why === "Import region.csv");
    expect(log.map(({ authorityId, dataVersion }) => [authorityId, dataVersion])).toEqual(names.map((name) => [name.toLowerCase(), 2]));
    expect(new Set(log.map(({ togetherId }) => togetherId)).size).toBe(1);
    expect(log[0]?.togetherId).not.toBeNull();
    expect(result.authorities.map(({ batchId }) => batchId)).toEqual(log.map(({ id }) => id));
    expect(log.every(({ authorityId, changes }) => changes.every((each) => each.authorityId === authorityId))).toBe(true);
    const before = await everything(store.db);
    expect(await importFile(store.db, machineOwner, asked())).toMatchObject({ added: 0, revised: 0, batchId: null });
    expect(await everything(store.db)).toEqual(before);
  });

  test("is refused whole, with the name of the authority that the importer may not change", async () => {
    await opened(engine);
    const before = await everything(store.db);
    const viewer: Viewer = { ...machineOwner, reads: "all", changes: ["essex", "kent"] };
    const refused = "You may not change Surrey County Council, and this file has rows of theirs. It comes in for all of its authorities or for none.";
    expect((await readFileAs({ db: store.db, viewer, authorityId: "essex" }, { path: region, choices: all })).refused).toBe(refused);
    await expect(importFile(store.db, viewer, asked())).rejects.toMatchObject({ code: "FORBIDDEN", message: refused });
    expect(await everything(store.db)).toEqual(before);
    // Of what she may not even see she is told as of any other name.
    const hidden = await readFileAs({ db: store.db, viewer: { ...viewer, reads: ["essex", "kent"] }, authorityId: "essex" }, { path: region, choices: all });
    expect(hidden.authorities?.map(({ name }) => name)).toEqual(["Essex County Council", "Kent County Council"]);
    expect(hidden.leftOut[0]).toMatchObject({ at: "8 rows", label: "Surrey and Rutland" });
  });

  test("that is killed is in the store of all authorities or of none, and the next one works", async () => {
    await opened(engine, { longFrom: 4 });
    const figures = async () => {
      const { costCentre, budgetLine } = await storedFacts(store.db);
      return { costCentre, budgetLine };
    };
    const before = await figures();
    // Cost centres, their amounts and the log of both, of three lines of three authorities: each put beside the store, and then into it.
    const of = 18 * 4;
    for (const at of [`writing 36 of ${of}`, `writing 45 of ${of}`, `writing ${of} of ${of}`]) {
      await killedAt({ address: store.address, asked: asked(), at });
      expect(await figures(), at).toEqual(before);
      expect((await storedLog(store.db)).filter(({ why }) => why.startsWith("Import"))).toEqual([]);
    }
    await importFile(store.db, machineOwner, asked());
    expect(Object.keys((await storedFacts(store.db)).budgetLine ?? {})).toHaveLength(9);
  });

  test("gives each authority its own outcomes, and leaves what is of none", async () => {
    await opened(engine);
    const level = (row: string) => `2024,Financial year,${row}`;
    const path = file("open-data.csv", [
      "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,new_la_code,la_name,number",
      level("National,E92000001,England,,,,,900"),
      ...names.map((name, index) => level(`Local authority,E92000001,England,E12000008,South East,E1000000${index + 1},${name},${10 + index}`)),
    ]);
    expect((await read({}, path)).asks.find(({ about }) => about === "authorities")).toMatchObject({ options: ["one", "all"], taken: "one" });
    const result = await importFile(store.db, machineOwner, asked({ authorities: "all" }, path));
    expect(result.authorities.map(({ added }) => added)).toEqual([1, 1, 1]);
    const outcomes = Object.values((await storedFacts(store.db)).outcome ?? {}) as { authorityId: string; numerator: string | null; value: string | null }[];
    expect(Object.fromEntries(outcomes.map(({ authorityId, numerator, value }) => [authorityId, numerator ?? value]))).toEqual({ essex: "10", kent: "11", surrey: "12" });
  });
});

test("comes in by the command, which need not be told for whom", async () => {
  await opened("sqlite");
  const env = { ...process.env, DATA_DIR: store.address.dataDir, DATABASE_URL: "" };
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const command = (...more: string[]) =>
    spawnSync(process.execPath, ["--import", "tsx", "server/import/main.ts", region, "--where", "all", "--year", "2023/24", ...more], { cwd: root, env, encoding: "utf8" });
  const preview = JSON.parse(command("--preview", "--json").stdout);
  expect(preview.authorities).toHaveLength(3);
  const { stdout, stderr } = command();
  expect(stderr).toBe("");
  expect(stdout.trim().split("\n").at(-1)).toMatch(
    /^9 rows: 9 added, 0 revised, 0 unchanged\. 3 batches, one of each authority, from \d+ on: they can be undone together in History\.$/,
  );
});

test("comes in through a server, which is not told for whom either", async () => {
  await opened("sqlite");
  const app = await makeApp(store.db);
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  try {
    const result = await importThroughServer(url, { authority: undefined, several: true }, { path: region, name: "region.csv", choices: all, preview: false });
    expect(result.authorities.map(({ added }) => added)).toEqual([3, 3, 3]);
    expect(await amounts("surrey")).toEqual(pence(20));
    await expect(importThroughServer(url, { authority: undefined, several: false }, { path: region, name: "region.csv", choices: all, preview: false })).rejects.toThrow(
      "There are several authorities.",
    );
  } finally {
    await app.close();
  }
});

test("however its rows are mixed, what comes in for each is what a file of its own rows would bring", async () => {
  await opened("sqlite");
  const line = fc.record({ line: fc.constantFrom("Homes", "Fostering", "Adoption", "Leaving care", "Assessment", "Secure"), pounds: fc.integer({ min: -5_000, max: 9_000_000 }) });
  const own = fc.uniqueArray(line, { selector: (each) => each.line, minLength: 1, maxLength: 6 });
  let times = 0;
  await fc.assert(
    fc.asyncProperty(fc.tuple(own, own, own), fc.infiniteStream(fc.nat(2)), async (of, picks) => {
      times += 1;
      const alone = names.map((name, index) => rowsOf(name, `E1000000${index + 1}`, of[index] as RegionLine[]));
      const left = alone.map((rows) => [...rows]);
      const mixed: string[] = [];
      while (left.some((rows) => rows.length > 0)) mixed.push(...((left[picks.next().value as number] as string[]).splice(0, 1) as string[]));
      const together = await read(all, file(`mixed ${times}.csv`, [header, ...mixed]));
      for (const [index, name] of names.entries()) {
        const only = await read({ year: "2023/24" }, file(`alone ${times}.csv`, [header, ...(alone[index] as string[])]), name.toLowerCase());
        const found = together.authorities?.find(({ called }) => called === name);
        expect(found?.clean?.table.rows.map(({ values }) => values)).toEqual(only.clean?.table.rows.map(({ values }) => values));
        expect(found?.incoming).toEqual(only.incoming);
        expect(found?.totals).toEqual({ count: only.totals.length, agree: only.totals.filter(({ agrees }) => !agrees.includes(false)).length });
        expect(found?.leftOut).toBe(only.leftOut.length);
      }
    }),
    { numRuns: few(100, 12), seed },
  );
});
