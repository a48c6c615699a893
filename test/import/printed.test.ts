// A table as a report printed it, beside the computed cells of a draft: read with what its sums come to, imported, the same again no change, undone.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { machineOwner } from "../../server/http/viewer.ts";
import { importFile } from "../../server/import/importFile.ts";
import { readFileAs } from "../../server/import/reading.ts";
import type { Choices } from "../../server/reading/proposal.ts";
import { newAuthority, undo } from "../api/commissioner.ts";
import { addCommitment, given, statedIn } from "../api/officer.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";

describe.each(engines)("a printed table on %s", (engine) => {
  const folder = mkdtempSync(join(tmpdir(), "tabled-printed-"));
  let served: Served;
  let authority: string;
  let version: string;
  let count = 0;
  beforeAll(async () => {
    served = await serve(engine, { examples: false });
  });
  afterAll(async () => {
    await served.stop();
    rmSync(folder, { recursive: true });
  });
  const file = (name: string, lines: readonly string[]) => {
    const path = join(folder, name);
    writeFileSync(path, lines.join("\n"));
    return path;
  };
  const as: Choices = { as: "printed table" };
  const read = (path: string, choices = as) => readFileAs({ db: served.db, viewer: machineOwner, authorityId: authority }, { path, choices });
  const imported = (path: string, choices = as) => importFile(served.db, machineOwner, { authorityId: authority, path, name: "Cabinet", choices, preview: false });
  const notes = async () => {
    const { mediumTermTable } = given(await served.ask(`{ mediumTermTable(authority: "${authority}", version: "${version}") { notes rows { label cells { note } } } }`));
    return mediumTermTable.notes.filter((note: string) => note.includes(" prints ")) as string[];
  };
  beforeEach(async () => {
    authority = await newAuthority(served, `Printed ${++count}`);
    version = given(await served.ask(`mutation($a: ID!) { createVersion(authority: $a, input: { name: "Draft", firstYear: "2024/25", yearCount: 2 }) { id } }`, { a: authority }))
      .createVersion.id;
    const map = JSON.stringify({
      target: "budget lines",
      version: "Draft",
      costCentre: "Cost centre",
      serviceGroup: "Service group",
      years: { "2024/25": "2024/25", "2025/26": "2025/26" },
    });
    const budget = file("budget.csv", [
      "Cost centre,Service group,2024/25,2025/26",
      "North,Residential,4646000,4614000",
      "Mid,Residential,2632000,2614000",
      "Carers,,5200000,5300000",
    ]);
    await importFile(served.db, machineOwner, { authorityId: authority, path: budget, name: "budget", map, preview: false });
    await addCommitment(served, authority, {
      ...statedIn(authority),
      name: "Block contract",
      amounts: [
        { year: "2024/25", amountPence: 100_000_000 },
        { year: "2025/26", amountPence: 100_000_000 },
      ],
    });
  });
  // 4,646 and 2,632 are 7,278; with 5,200 they are 12,478. The report prints 7,287, and 12,478 less 1,000 is 11,478.
  const printed = [
    '"Cabinet 12 March 2024, 6.1: budget, £000s",,,',
    "Service,2024/25,2025/26,Share",
    'North,"4,646","4,614",37.2%',
    'Mid,"2,632","2,614",21.1%',
    'Total Residential,"7,287","7,228",58.3%',
    'Carers,"5,200","5,301",41.7%',
    'TOTAL,"12,478","12,529",100%',
    'Block contract,"1,000","1,000",',
    'Remaining unallocated,"11,478","11,528",',
    "Something else,5,6,",
  ];

  test("is read with its findings, and stands beside the computed cells as it was printed", async () => {
    const path = file("cabinet.csv", printed);
    const proposal = await read(path);
    expect(proposal).toMatchObject({ as: "printed table", unit: "thousands", years: ["2024/25", "2025/26"], incoming: { count: 14, sumPence: null }, refused: null });
    expect(proposal.totals).toContainEqual({
      at: "row 5",
      label: "Total Residential",
      stated: [728_700_000, 722_800_000],
      computed: [727_800_000, 722_800_000],
      agrees: [false, true],
    });
    expect(proposal.leftOut).toMatchObject([{ label: "Something else", why: "no row of the table is called this" }]);
    expect(proposal.asks.map(({ about, taken }) => [about, taken])).toEqual(
      expect.arrayContaining([
        ["version", "Draft"],
        ["reference", "Cabinet 12 March 2024, 6.1: budget, £000s"],
        ["sums", "deducted"],
      ]),
    );
    const choices = { ...as, reference: "Cabinet 12 March 2024, 6.1" };
    const first = await imported(path, choices);
    expect(first).toMatchObject({ stated: 14, added: 14, errors: [] });
    expect(await notes()).toEqual([
      "Cabinet 12 March 2024, 6.1 prints 7,287 for Total Residential in 2024/25, where these facts give 7,278 (£000s): does not add up.",
      "Cabinet 12 March 2024, 6.1 prints 5,301 for Carers in 2025/26, where these facts give 5,300 (£000s): does not add up.",
      "Cabinet 12 March 2024, 6.1 prints 12,529 for Total budget in 2025/26, where these facts give 12,528 (£000s): consistent with rounding.",
    ]);
    expect(await imported(path, choices)).toMatchObject({ added: 0, revised: 0, batchId: null });
    const mended = file("mended.csv", [...printed.slice(0, 4), printed[4]?.replace("7,287", "7,278") ?? "", ...printed.slice(5)]);
    const second = await imported(mended, choices);
    expect(second).toMatchObject({ added: 0, revised: 1 });
    expect(await notes()).toHaveLength(2);
    const { nodes } = given(await served.ask(`{ history(authority: "${authority}", first: 1) { nodes { why changes { what fromSaid toSaid } } } }`)).history;
    expect(nodes[0]).toMatchObject({ why: "Import Cabinet", changes: [{ what: "Draft, Cabinet 12 March 2024, 6.1, 2024/25", fromSaid: "7287", toSaid: "7278" }] });
    given(await undo(served, String(second.batchId)));
    expect(await notes()).toHaveLength(3);
    given(await undo(served, String(first.batchId)));
    expect(await notes()).toEqual([]);
  });

  test("of some of the cost centres has a total of its own, which is not the whole budget's", async () => {
    const path = file("part.csv", ["£000s,", ",2024/25", 'North,"4,646"', 'Mid,"2,632"', 'Total,"7,278"']);
    const proposal = await read(path);
    expect(proposal).toMatchObject({ incoming: { count: 2 }, totals: [{ label: "Total", agrees: [true] }] });
    expect(proposal.leftOut).toMatchObject([{ at: "row 5", label: "Total", why: "no row of the table is called this" }]);
  });

  test("is asked which report printed it where it has no title, and told of a share that is wrong", async () => {
    const path = file("untitled.csv", ['"",2024/25 (£000s),% of total', 'North,"4,646",37.2%', 'Mid,"2,632",31.1%', 'Carers,"5,200",41.7%', 'Total,"12,478",100%']);
    const proposal = await read(path);
    expect(proposal.clean).toBeNull();
    expect(proposal.asks).toContainEqual({ about: "reference", question: "Which report printed it, and where?", options: [] });
    expect(proposal.asks).toContainEqual(expect.objectContaining({ about: "sums", question: "Mid, % of total: printed 31.1%; 2,632 out of 12,478 is 21.1%." }));
    expect(await imported(path, { ...as, reference: "Scrutiny, 3.2" })).toMatchObject({ added: 4, errorCount: 0 });
  });

  test("is refused by its line in a mapping that names no row, and of a version that was published", async () => {
    const path = file("mapped.csv", ["Name,One", "North,4646", "Nobody,1", "north,2"]);
    const map = (years: object) => JSON.stringify({ target: "printed table", version: "Draft", row: "Name", years, unit: "thousands", reference: "R" });
    const run = (years: object) => importFile(served.db, machineOwner, { authorityId: authority, path, name: "mapped.csv", map: map(years), preview: false });
    expect((await run({ "2024/25": "One" })).errors.map(({ line, column }) => [line, column])).toEqual([
      [3, "Name"],
      [4, "Name"],
    ]);
    await expect(run({ "2031/32": "One" })).rejects.toMatchObject({ field: "map.years.2031/32" });
  });
});
