// Placements' activity out of a file: read, imported as it is, the same again no change, and undone.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { machineOwner } from "../../server/http/viewer.ts";
import { importFile } from "../../server/import/importFile.ts";
import { readFileAs } from "../../server/import/reading.ts";
import type { Choices } from "../../server/reading/proposal.ts";
import { added, newAuthority, undo } from "../api/commissioner.ts";
import { given } from "../api/officer.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";

const header = "Quarter,Provider,Contract,In or out of area,Children,Nights,Cost,Leavers";
const lines = [
  "Q1 2024/25,Alder Care Ltd,Block North,Inside,12,1092,652860.00,2",
  "Q1 2024/25,Birch Homes,Spot,Outside,3,270,174150.50,",
  "Q2 2024/25,Alder Care Ltd,Block North,Inside,11,1001,598455.00,1",
];

describe.each(engines)("placements' activity on %s", (engine) => {
  const folder = mkdtempSync(join(tmpdir(), "tabled-activity-"));
  let served: Served;
  let authority: string;
  let count = 0;
  beforeAll(async () => {
    served = await serve(engine, { examples: false });
  });
  afterAll(async () => {
    await served.stop();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    authority = await newAuthority(served, `Activity ${++count}`);
    await added(served, "Arrangement", authority, { name: "Block North", kind: "BLOCK_CONTRACT" });
    await added(served, "KpiSubject", authority, { kind: "PROVIDER", name: "Alder Care Ltd" });
  });
  const file = (rows: readonly string[]) => {
    const path = join(folder, "activity.csv");
    writeFileSync(path, [header, ...rows].join("\n"));
    return path;
  };
  const run = (rows: readonly string[], choices: Choices = { unknown: "add them" }) =>
    importFile(served.db, machineOwner, { authorityId: authority, path: file(rows), name: "activity.csv", choices, preview: false });
  const stored = async () => {
    const found = given(
      await served.ask(
        `query($a: ID!) {
          placementActivity(authority: $a) { subjectId kind startsOn arrangementId area placements bedWeeks costPence ended }
          kpiSubjects(authority: $a) { nodes { id name kind } }
        }`,
        { a: authority },
      ),
    );
    const names = new Map(found.kpiSubjects.nodes.map(({ id, name, kind }: { id: string; name: string; kind: string }) => [id, `${name} ${kind}`]));
    return found.placementActivity.map(({ subjectId, arrangementId, ...row }: { subjectId: string; arrangementId: string | null }) => [
      names.get(subjectId),
      arrangementId === null ? "spot" : "under an arrangement",
      ...Object.values(row),
    ]);
  };

  test("comes in by provider, arrangement and area, is no change the second time, and is undone whole", async () => {
    const first = await run(lines);
    expect(first).toMatchObject({ stated: 3, added: 3, revised: 0, errors: [] });
    expect(await stored()).toEqual([
      ["Alder Care Ltd PROVIDER", "under an arrangement", "QUARTER", "2024-04-01", "INSIDE", 12, "156", 65_286_000, 2],
      ["Birch Homes PROVIDER", "spot", "QUARTER", "2024-04-01", "OUTSIDE", 3, "38.571429", 17_415_050, null],
      ["Alder Care Ltd PROVIDER", "under an arrangement", "QUARTER", "2024-07-01", "INSIDE", 11, "143", 59_845_500, 1],
    ]);
    expect(await run(lines, {})).toMatchObject({ added: 0, revised: 0, batchId: null });
    const second = await run([(lines[0] as string).replace("1092", "1099"), "Q3 2024/25,Birch Homes,,Outside,1,7,4000,"], {});
    expect(second).toMatchObject({ added: 1, revised: 1 });
    expect((await stored()).map((row: unknown[]) => row[6])).toEqual(["157", "38.571429", "143", "1"]);
    given(await undo(served, String(second.batchId)));
    given(await undo(served, String(first.batchId)));
    expect(await stored()).toEqual([]);
    expect(given(await served.ask(`{ kpiSubjects(authority: "${authority}") { nodes { name } } }`)).kpiSubjects.nodes).toEqual([{ name: "Alder Care Ltd" }]);
  });

  test("is asked of providers that are not there, and refused while they are nobody's", async () => {
    const proposal = await readFileAs({ db: served.db, viewer: machineOwner, authorityId: authority }, { path: file(lines), choices: {} });
    expect(proposal).toMatchObject({ as: "activity", incoming: { count: 3, sumPence: 142_546_550 }, clean: null, refused: null });
    expect(proposal.asks.filter(({ taken }) => taken === undefined)).toMatchObject([{ about: "unknown", options: ["add them", "leave them out"] }]);
    await expect(run(lines, {})).rejects.toMatchObject({ field: "choices.unknown" });
    expect(await run(lines, { unknown: "leave them out" })).toMatchObject({ added: 2, errorCount: 0 });
  });

  test("is refused by its line where a mapping names what is not there, or rows are the same", async () => {
    const map = JSON.stringify({ target: "activity", subject: "Provider", period: "Quarter", placements: "Children", bedWeeks: "Nights", cost: "Cost", arrangement: "Contract" });
    const path = join(folder, "mapped.csv");
    writeFileSync(
      path,
      [
        header,
        "2024/25 Q1,Alder Care Ltd,,,1,2,3,",
        "2024/25 Q1,Alder Care Ltd,,,1,2,3,",
        "2024/25 Q1,Nobody,,,1,2,3,",
        "soon,Alder Care Ltd,,,1,2,3,",
        "2024/25,Alder Care Ltd,Other,,1.5,2,3,",
      ].join("\n"),
    );
    const result = await importFile(served.db, machineOwner, { authorityId: authority, path, name: "mapped.csv", map, preview: false });
    expect(result.errors.map(({ line, column }) => [line, column])).toEqual([
      [3, "Provider"],
      [4, "Provider"],
      [5, "Quarter"],
      [6, "Contract"],
    ]);
    expect(await stored()).toEqual([]);
  });

  test("is refused by its line and column where a figure is more than anybody has", async () => {
    const rows = ["1000001,7,1,", "900719925474099300000,7,1,", "1,9999999999,1,", "1,7,1,5000000000", "1,7,99999999999999999999,", "1000000,7,1,1000000"];
    const { errors, errorCount } = await importFile(served.db, machineOwner, {
      authorityId: authority,
      path: file(rows.map((row, at) => `${2001 + at}/${String(2 + at).padStart(2, "0")} Q1,Alder Care Ltd,,,${row}`)),
      name: "activity.csv",
      map: JSON.stringify({ target: "activity", subject: "Provider", period: "Quarter", placements: "Children", bedWeeks: "Nights", cost: "Cost", ended: "Leavers" }),
      preview: false,
    });
    expect(errors.map(({ line, column }) => [line, column])).toEqual([
      [2, "Children"],
      [3, "Children"],
      [4, "Nights"],
      [5, "Leavers"],
      [6, "Cost"],
    ]);
    expect(errorCount).toBe(5);
    const [subject] = given(await served.ask(`{ kpiSubjects(authority: "${authority}") { nodes { id } } }`)).kpiSubjects.nodes;
    const entered = (row: object) =>
      served.ask(`mutation($a: ID!, $s: ID!, $r: [PlacementActivityInput!]!) { enterActivity(authority: $a, subject: $s, period: "2024/25", rows: $r, seen: 0) { batchId } }`, {
        a: authority,
        s: subject.id,
        r: [{ area: "INSIDE", placements: 1, bedWeeks: "1", costPence: 1, ...row }],
      });
    expect((await entered({ placements: 1_000_001 })).errors?.[0]?.extensions).toMatchObject({ field: "rows[0].placements" });
    expect((await entered({ bedWeeks: "9".repeat(30) })).errors?.[0]?.extensions).toMatchObject({ field: "rows[0].bedWeeks" });
  });
});
