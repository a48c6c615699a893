// Editing cells: one batch, kept whole or not at all, each edit naming the value that it replaces.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { machineOwner } from "../../server/http/viewer.ts";
import { everything } from "../db/rows.ts";
import { latest } from "../setup/latest.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { addCommitment, type Edit, edit, given, nineBeds, refusal, type Sheet, shownTable, startSheet, statedAmounts } from "./officer.ts";

describe.each(engines)("editing cells on %s", (engine) => {
  let served: Served;
  let sheet: Sheet;
  let stated: string;
  let beds: string;
  let sheets = 0;
  beforeAll(async () => {
    served = await serve(engine, { examples: false });
  });
  beforeEach(async () => {
    sheets += 1;
    sheet = await startSheet(served, `Authority ${sheets}`);
    stated = await addCommitment(served, sheet.authority, statedAmounts);
    beds = await addCommitment(served, sheet.authority, nineBeds);
  });
  afterAll(() => served.stop());

  const north = (year: string) => `budget:${sheet.centres[0]}:${year}`;
  const south = (year: string) => `budget:${sheet.centres[1]}:${year}`;

  /** Asserts that a batch is refused and that not a row of the store moved. */
  async function refused(edits: Edit[], more: { key?: string; unit?: string } = {}, target: { authority: string; version: string } = sheet) {
    const before = await everything(served.db);
    const found = refusal(await edit(served, target, edits, more));
    expect(await everything(served.db)).toEqual(before);
    return found;
  }

  test("an authority made from nothing has its table", async () => {
    // 9 × £1,000 × 52 = £468,000 of beds; stated 50 and 60. 100 + 200 - 50 - 468 = (218).
    expect(await shownTable(served, sheet)).toEqual({
      North: ["100", "110", "120"],
      South: ["200", "[x]", "220"],
      "Total Homes": ["300", "[x]", "340"],
      "Total budget": ["300", "[x]", "340"],
      Stated: ["(50)", "(60)", "[x]"],
      "Nine beds": ["(468)", "(468)", "(468)"],
      "Remaining unallocated budget": ["(218)", "[x]", "[x]"],
    });
  });

  test("the addresses that a table gives are those that an edit takes", async () => {
    const { rows } = given(
      await served.ask(`query($id: ID!) { mediumTermTable(authority: $id) { rows { key kind cells { edits pence } } } }`, { id: sheet.authority }),
    ).mediumTermTable;
    const cells = rows.flatMap((row: { kind: string; cells: { edits: string | null; pence: number | null }[] }) =>
      row.cells.filter((cell) => cell.edits !== null).map((cell) => ({ ...cell, kind: row.kind })),
    );
    // Two cost centres and one stated commitment of three years; totals and what follows from terms take no edit.
    expect(cells).toHaveLength(9);
    const answer = await edit(
      served,
      sheet,
      cells.map((cell: { edits: string; pence: number | null }, index: number) => ({ cell: cell.edits, expected: cell.pence, pence: (index + 1) * 100_000 })),
    );
    given(answer);
    const table = await shownTable(served, sheet);
    expect([table.North, table.South, table.Stated]).toEqual([
      ["1", "2", "3"],
      ["4", "5", "6"],
      ["(7)", "(8)", "(9)"],
    ]);
  });

  test.each([
    ["4,646", "THOUSANDS", "4,646"],
    ["£4.646m", "THOUSANDS", "4,646"],
    ["(422)", "THOUSANDS", "(422)"],
    ["1.5", "MILLIONS", "1,500"],
    ["250000", "POUNDS", "250"],
    ["-", "THOUSANDS", "–"],
    ["12k", "MILLIONS", "12"],
  ])("%s typed in %s is %s", async (typed, unit, shown) => {
    given(await edit(served, sheet, [{ cell: north("2024/25"), typed, expected: 10_000_000 }], { unit }));
    expect((await shownTable(served, sheet)).North?.[0]).toBe(shown);
  });

  test("pence are taken as they are, and every dependent figure follows", async () => {
    given(
      await edit(served, sheet, [
        { cell: north("2025/26"), pence: 61_800_050, expected: 11_000_000 },
        { cell: south("2025/26"), pence: 0, expected: null },
      ]),
    );
    const { rows } = given(
      await served.ask(`query($id: ID!) { mediumTermTable(authority: $id, unit: POUNDS) { rows(keys: ["total", "remaining"]) { cells { exact pence } } } }`, {
        id: sheet.authority,
      }),
    ).mediumTermTable;
    // £618,000.50 - £60,000 - £468,000 = £90,000.50.
    expect(rows[0].cells[1].pence).toBe(61_800_050);
    expect(rows[1].cells[1].pence).toBe(9_000_050);
    expect(Number(rows[1].cells[1].exact)).toBe(90_000.5);
  });

  test("an empty cell is filled, and a filled one emptied, by text and by neither amount", async () => {
    given(
      await edit(served, sheet, [
        { cell: south("2025/26"), typed: "7", expected: null },
        { cell: south("2024/25"), typed: "", expected: 20_000_000 },
        { cell: south("2026/27"), expected: 22_000_000 },
      ]),
    );
    expect((await shownTable(served, sheet)).South).toEqual(["[x]", "7", "[x]"]);
  });

  test("emptying what is empty is no fault: a pasted blank", async () => {
    given(await edit(served, sheet, [{ cell: south("2025/26"), typed: "" }]));
    given(await edit(served, sheet, [{ cell: `commitment:${stated}:2026/27`, typed: "", expected: null }]));
    expect((await shownTable(served, sheet)).South).toEqual(["200", "[x]", "220"]);
  });

  test("a stated commitment's amounts change by year, whichever sign is typed", async () => {
    given(
      await edit(served, sheet, [
        { cell: `commitment:${stated}:2024/25`, typed: "(55)", expected: -5_000_000 },
        { cell: `commitment:${stated}:2025/26`, typed: "65", expected: -6_000_000 },
        // Of a year that nothing was stated for nothing is known, and that is what the officer saw.
        { cell: `commitment:${stated}:2026/27`, pence: -7_500_000, expected: null },
      ]),
    );
    expect((await shownTable(served, sheet)).Stated).toEqual(["(55)", "(65)", "(75)"]);
    const { commitment } = given(await served.ask(`query($id: ID!) { commitment(id: $id) { amounts { year amountPence } } }`, { id: stated }));
    expect(commitment.amounts.map((each: { amountPence: number }) => each.amountPence)).toEqual([5_500_000, 6_500_000, 7_500_000]);
    // A nil is stated, and is not the same as nothing.
    const nil = await refused([{ cell: `commitment:${stated}:2026/27`, typed: "1", expected: 0 }]);
    expect(nil.code).toBe("STALE");
  });

  test("what a commitment brings in is typed with a plus, adds to what remains, and is typed again as it is shown", async () => {
    const [cell, other] = [`commitment:${stated}:2024/25`, `commitment:${stated}:2025/26`];
    given(await edit(served, sheet, [{ cell, typed: "+55", expected: -5_000_000 }]));
    given(await edit(served, sheet, [{ cell: other, typed: "+£6,000.50", expected: -6_000_000 }]));
    const table = await shownTable(served, sheet);
    expect(table.Stated).toEqual(["55", "6", "[x]"]);
    // 300 + 55 – 468
    expect(table["Remaining unallocated budget"]?.[0]).toBe("(113)");
    const { rows } = given(
      await served.ask(`query($id: ID!) { mediumTermTable(authority: $id) { rows { label cells { entry pence } } } }`, { id: sheet.authority }),
    ).mediumTermTable;
    const cells = rows.find((row: { label: string }) => row.label === "Stated").cells;
    expect(cells.slice(0, 2)).toEqual([
      { entry: "+55", pence: 5_500_000 },
      { entry: "+6.0005", pence: 600_050 },
    ]);
    given(await edit(served, sheet, [{ cell, typed: "55", expected: 5_500_000 }]));
    expect((await shownTable(served, sheet)).Stated?.[0]).toBe("(55)");
  });

  test("a batch sent again under its key is kept once", async () => {
    const edits = [{ cell: north("2024/25"), typed: "1", expected: 10_000_000 }];
    const first = given(await edit(served, sheet, edits, { key: "k1" })).editCells;
    const before = await everything(served.db);
    const second = given(await edit(served, sheet, edits, { key: "k1" })).editCells;
    expect([first.repeated, second.repeated]).toEqual([false, true]);
    expect(second.batchId).toBe(first.batchId);
    expect(await everything(served.db)).toEqual(before);
    // Under another key it is another batch, and meets an amount that it does not expect.
    expect((await refused(edits, { key: "k2" })).code).toBe("STALE");
  });

  test("a batch sent many times at once under one key is kept once", async () => {
    const edits = [{ cell: north("2024/25"), typed: "1", expected: 10_000_000 }];
    const answers = await Promise.all(Array.from({ length: 12 }, () => edit(served, sheet, edits, { key: "at once" })));
    const results = answers.map((answer) => given(answer).editCells);
    expect(results.filter((result) => !result.repeated)).toHaveLength(1);
    expect(new Set(results.map((result) => result.batchId)).size).toBe(1);
  });

  test("an empty key is no key, and one too long is refused", async () => {
    given(await edit(served, sheet, [{ cell: north("2024/25"), typed: "1", expected: 10_000_000 }], { key: "" }));
    given(await edit(served, sheet, [{ cell: north("2024/25"), typed: "2", expected: 100_000 }], { key: "" }));
    expect(await refused([{ cell: north("2024/25"), typed: "3", expected: 200_000 }], { key: "k".repeat(5_000) })).toMatchObject({ code: "BAD_INPUT", field: "key" });
  });

  test("a stale expectation is refused with the value that is there", async () => {
    expect(await refused([{ cell: north("2024/25"), typed: "5", expected: 9_000_000 }])).toMatchObject({ code: "STALE", field: "edits[0]", current: 10_000_000 });
    expect(await refused([{ cell: north("2024/25"), typed: "5" }])).toMatchObject({ code: "STALE", current: 10_000_000 });
    expect(await refused([{ cell: south("2025/26"), typed: "5", expected: 1 }])).toMatchObject({ code: "STALE", current: null });
    expect(await refused([{ cell: `commitment:${stated}:2024/25`, typed: "5", expected: 0 }])).toMatchObject({ code: "STALE", current: 5_000_000 });
  });

  test("a batch that meets others' amounts is told all of them, with who put each there and when", async () => {
    given(await edit(served, sheet, [{ cell: north("2024/25"), typed: "101", expected: 10_000_000 }]));
    given(await edit(served, sheet, [{ cell: south("2026/27"), typed: "", expected: 22_000_000 }]));
    const before = await everything(served.db);
    const { conflicts, ...first } = (await refused([
      { cell: north("2025/26"), typed: "1", expected: 11_000_000 },
      { cell: south("2026/27"), typed: "2", expected: 22_000_000 },
      { cell: north("2024/25"), typed: "3", expected: 10_000_000 },
      { cell: `commitment:${stated}:2024/25`, typed: "4", expected: 1 },
      { cell: south("2025/26"), typed: "5", expected: 1 },
    ])) as ReturnType<typeof refusal> & { conflicts: unknown };
    expect(first).toMatchObject({ code: "STALE", field: "edits[1]", current: null });
    const by = machineOwner.name;
    const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
    expect(conflicts).toEqual([
      { field: "edits[1]", cell: south("2026/27"), current: null, by, at },
      { field: "edits[2]", cell: north("2024/25"), current: 10_100_000, by, at },
      { field: "edits[3]", cell: `commitment:${stated}:2024/25`, current: 5_000_000, by, at },
      // Nobody ever filled it: there is no one to be named.
      { field: "edits[4]", cell: south("2025/26"), current: null, by: null, at: null },
    ]);
    expect(await everything(served.db)).toEqual(before);
  });

  test("a batch answers what each edit left, also where it is sent again", async () => {
    const asked = `mutation($authority: ID!, $version: ID!, $edits: [CellEditInput!]!) { editCells(authority: $authority, version: $version, edits: $edits, key: "left") { repeated amountsPence cells { pence shown } } }`;
    const edits = [
      { cell: north("2024/25"), typed: "£1.2m", expected: 10_000_000 },
      { cell: north("2025/26"), typed: "", expected: 11_000_000 },
      { cell: `commitment:${stated}:2024/25`, typed: "(60)", expected: -5_000_000 },
    ];
    for (const repeated of [false, true]) {
      expect(given(await served.ask(asked, { ...sheet, edits })).editCells).toEqual({
        repeated,
        amountsPence: [120_000_000, null, 6_000_000],
        // As the table shows them: the cost of a commitment is a deduction.
        cells: [
          { pence: 120_000_000, shown: "1,200" },
          { pence: null, shown: "[x]" },
          { pence: -6_000_000, shown: "(60)" },
        ],
      });
    }
  });

  test("of two officers who fill one empty cell at once, one is told what the other put there", async () => {
    const answers = await Promise.all([111, 222].map((pence) => edit(served, sheet, [{ cell: south("2025/26"), pence, expected: null }])));
    const kept = answers.filter((answer) => !answer.errors);
    expect(kept).toHaveLength(1);
    const lost = refusal(answers.find((answer) => answer.errors) as (typeof answers)[number]);
    expect(lost.code).toBe("STALE");
    expect([111, 222]).toContain(lost.current);
  });

  test.each<[string, (good: Edit) => Edit[], string, string]>([
    ["the last is stale", (good) => [good, { cell: "NORTH:2025/26", typed: "1", expected: 1 }], "STALE", "edits[1]"],
    ["the last is no amount", (good) => [good, { cell: "NORTH:2025/26", typed: "lots", expected: 11_000_000 }], "BAD_INPUT", "edits[1].typed"],
    ["the last is a part of a penny", (good) => [good, { cell: "NORTH:2025/26", typed: "£1.005", expected: 11_000_000 }], "BAD_INPUT", "edits[1].typed"],
    ["the last says its amount twice", (good) => [good, { cell: "NORTH:2025/26", typed: "1", pence: 1, expected: 11_000_000 }], "BAD_INPUT", "edits[1].pence"],
    ["the last is over a trillion pounds", (good) => [good, { cell: "NORTH:2025/26", pence: 100_000_000_000_001, expected: 11_000_000 }], "BAD_INPUT", "edits[1].pence"],
    ["the last is typed in the wrong unit", (good) => [good, { cell: "NORTH:2025/26", typed: "9999999999999", expected: 11_000_000 }], "BAD_INPUT", "edits[1].typed"],
    ["a cell is named twice", (good) => [good, { ...good, typed: "9" }], "BAD_INPUT", "edits[1]"],
    ["the last is no address", (good) => [good, { cell: "North 2025/26", typed: "1" }], "BAD_INPUT", "edits[1].cell"],
    ["the last is the address of a total", (good) => [good, { cell: "total:x:2025/26", typed: "1" }], "BAD_INPUT", "edits[1].cell"],
    ["the last names no year", (good) => [good, { cell: "NORTH:2025/27", typed: "1" }], "BAD_INPUT", "edits[1].cell"],
    ["the last names a year out of reach", (good) => [good, { cell: "NORTH:1066/67", typed: "1" }], "BAD_INPUT", "edits[1].cell"],
    ["the last names no cost centre", (good) => [good, { cell: "budget:nowhere:2025/26", typed: "1" }], "NOT_FOUND", "edits[1]"],
    ["the last names no commitment", (good) => [good, { cell: "commitment:nowhere:2025/26", typed: "1" }], "NOT_FOUND", "edits[1]"],
    ["the last follows from its terms", (good) => [good, { cell: "BEDS:2025/26", typed: "1", expected: 46_800_000 }], "BAD_INPUT", "edits[1]"],
  ])("nothing is kept where %s", async (_, batch, code, field) => {
    const edits = batch({ cell: north("2024/25"), typed: "1", expected: 10_000_000 }).map((each) => ({
      ...each,
      cell: each.cell.replace("NORTH", `budget:${sheet.centres[0]}`).replace("BEDS", `commitment:${beds}`),
    }));
    expect(await refused(edits)).toMatchObject({ code, field });
  });

  test("an empty batch is refused", async () => {
    expect(await refused([])).toMatchObject({ code: "BAD_INPUT", field: "edits" });
  });

  test("an amount beyond a safe integer is refused as a variable and as it is written", async () => {
    expect(await refused([{ cell: north("2024/25"), pence: 2 ** 53, expected: 10_000_000 }])).toMatchObject({ code: "BAD_INPUT", field: "edits[0].pence" });
    const before = await everything(served.db);
    const literal = `mutation { editCells(authority: "${sheet.authority}", version: "${sheet.version}", edits: [{ cell: "${north("2024/25")}", pence: 9007199254740993, expected: 10000000 }]) { batchId } }`;
    expect(refusal(await served.ask(literal))).toMatchObject({ code: "BAD_INPUT", field: "edits[0].pence" });
    expect(await everything(served.db)).toEqual(before);
  });

  test("another authority's cost centre, commitment and version are not there", async () => {
    const other = await startSheet(served, `Other ${sheets}`);
    const theirs = await addCommitment(served, other.authority, statedAmounts);
    expect(await refused([{ cell: `budget:${other.centres[0]}:2024/25`, typed: "1", expected: 10_000_000 }])).toMatchObject({ code: "NOT_FOUND", field: "edits[0]" });
    expect(await refused([{ cell: `commitment:${theirs}:2024/25`, typed: "1", expected: 5_000_000 }])).toMatchObject({ code: "NOT_FOUND", field: "edits[0]" });
    expect(await refused([{ cell: north("2024/25"), typed: "1", expected: 10_000_000 }], {}, { authority: sheet.authority, version: other.version })).toMatchObject({
      code: "NOT_FOUND",
      field: "version",
    });
    expect(await refused([{ cell: north("2024/25"), typed: "1", expected: 10_000_000 }], {}, { authority: "nowhere", version: sheet.version })).toMatchObject({
      code: "NOT_FOUND",
    });
  });

  describe("an expression", () => {
    const rows = async (unit: string, version = sheet.version) =>
      given(
        await served.ask(
          `query($id: ID!, $version: ID!, $unit: MoneyUnit!) {
            mediumTermTable(authority: $id, version: $version, unit: $unit) { rows { label cells { pence entry derivation { workings result } } } }
          }`,
          { id: sheet.authority, version, unit },
        ),
      ).mediumTermTable.rows as { label: string; cells: { pence: number; entry: string; derivation: { workings: string; result: string } }[] }[];
    const cell = async (label: string, year: number, unit = "THOUSANDS", version?: string) => (await rows(unit, version)).find((row) => row.label === label)?.cells[year];

    test("is evaluated exactly, kept beside its amount, and said in the cell's workings", async () => {
      given(await edit(served, sheet, [{ cell: north("2024/25"), typed: "=£5,963*9*26.07", expected: 10_000_000 }]));
      expect(await cell("North", 0)).toEqual({
        pence: 139_909_869,
        entry: "=£5,963*9*26.07",
        derivation: { workings: "typed as =£5,963*9*26.07", result: "£1,399,098.69" },
      });
      // In a total it is an amount as any other.
      expect((await cell("Total Homes", 0))?.derivation.workings).toBe("North £1,399,098.69 + South £200,000.00");
    });

    test("means the same amount in whichever unit the sheet is shown and it is typed again", async () => {
      given(await edit(served, sheet, [{ cell: north("2024/25"), typed: "=4646+354", expected: 10_000_000 }]));
      expect(await cell("North", 0)).toMatchObject({ pence: 500_000_000, entry: "=4646+354", derivation: { workings: "typed as =4646+354 in £000s" } });
      const inPounds = await cell("North", 0, "POUNDS");
      expect(inPounds).toMatchObject({ pence: 500_000_000, entry: "=4646+354 in £000s" });
      const before = await everything(served.db);
      given(await edit(served, sheet, [{ cell: north("2024/25"), typed: inPounds?.entry as string, expected: 500_000_000 }], { unit: "POUNDS" }));
      const facts = (rows: Record<string, unknown>) => rows.budgetLine;
      expect(facts(await everything(served.db))).toEqual(facts(before));
    });

    test("of a commitment is its cost, rounded once to the penny, and the workings say so", async () => {
      given(await edit(served, sheet, [{ cell: `commitment:${stated}:2024/25`, typed: "=1000/7", expected: -5_000_000 }]));
      expect(await cell("Stated", 0)).toEqual({
        pence: -14_285_714,
        entry: "=1000/7",
        derivation: { workings: "typed as =1000/7 in £000s, rounded to the penny, deducted", result: "–£142,857.14" },
      });
    });

    test("goes when a number takes its place, comes back by undo, and its history shows it", async () => {
      given(await edit(served, sheet, [{ cell: north("2024/25"), typed: "=50+50", expected: 10_000_000 }]));
      // The same amount as a number: what was typed changes, and the amount does not.
      const { batchId } = given(await edit(served, sheet, [{ cell: north("2024/25"), typed: "100", expected: 10_000_000 }])).editCells;
      expect(await cell("North", 0)).toMatchObject({ pence: 10_000_000, entry: "100", derivation: { workings: "as entered" } });
      given(await served.ask(`mutation($batch: ID!) { undoBatch(batch: $batch) { batchId } }`, { batch: batchId }));
      expect(await cell("North", 0)).toMatchObject({ pence: 10_000_000, entry: "=50+50" });
      const { nodes } = given(
        await served.ask(`query($id: ID!) { history(authority: $id, first: 3) { nodes { changes { field fromValue toValue } } } }`, { id: sheet.authority }),
      ).history;
      expect(nodes.map((node: { changes: unknown[] }) => node.changes)).toEqual([
        [{ field: "entered", fromValue: null, toValue: '"=50+50 in £000s"' }],
        [{ field: "entered", fromValue: '"=50+50 in £000s"', toValue: null }],
        [{ field: "entered", fromValue: null, toValue: '"=50+50 in £000s"' }],
      ]);
    });

    test("is copied with its version, and stays in the version that was published", async () => {
      given(await edit(served, sheet, [{ cell: north("2024/25"), typed: "=60+50", expected: 10_000_000 }]));
      const copy = given(await served.ask(`mutation($version: ID!) { copyVersion(version: $version, name: "Copy") { id } }`, { version: sheet.version })).copyVersion.id;
      expect(await cell("North", 0, "THOUSANDS", copy)).toMatchObject({ pence: 11_000_000, entry: "=60+50" });
      given(await served.ask(`mutation($version: ID!) { publishVersion(seen: ${latest}, version: $version) { id } }`, { version: sheet.version }));
      expect(await cell("North", 0)).toMatchObject({ derivation: { workings: "typed as =60+50 in £000s" } });
    });

    test("that cannot be read is refused where it stands, and nothing is kept", async () => {
      expect(await refused([{ cell: north("2024/25"), typed: "=A1+B2", expected: 10_000_000 }])).toMatchObject({
        code: "BAD_INPUT",
        field: "edits[0].typed",
        message: expect.stringMatching(/“A1” cannot be read/),
      });
    });
  });

  describe("seen beforehand", () => {
    const previews = async (edits: Edit[], unit = "THOUSANDS", target: { authority: string; version: string } = sheet) => {
      const before = await everything(served.db);
      const answer = await served.ask(
        `query($authority: ID!, $version: ID!, $edits: [CellEditInput!]!, $unit: MoneyUnit) {
          previewCells(authority: $authority, version: $version, edits: $edits, unit: $unit) { pence shown note error }
        }`,
        { authority: target.authority, version: target.version, edits, unit },
      );
      expect(await everything(served.db)).toEqual(before);
      return answer;
    };

    test("each edit says what it comes to, or why it is refused, whatever the others are", async () => {
      const shown = given(
        await previews([
          { cell: north("2024/25"), typed: "£4.646m", expected: 10_000_000 },
          { cell: north("2025/26"), typed: "lots", expected: 11_000_000 },
          { cell: north("2026/27"), typed: "9", expected: 11_999_999 },
          { cell: south("2024/25"), typed: "", expected: 20_000_000 },
          { cell: south("2025/26"), typed: "9999999999999", expected: null },
          { cell: "budget:nowhere:2025/26", typed: "1" },
          { cell: "total", typed: "1" },
          { cell: `commitment:${stated}:2024/25`, typed: "55", expected: -5_000_000 },
          { cell: `commitment:${stated}:2025/26`, typed: "1", expected: -1 },
          { cell: `commitment:${stated}:2026/27`, typed: "", expected: null },
          { cell: `commitment:${beds}:2024/25`, typed: "1", expected: -46_800_000 },
          { cell: north("2024/25"), typed: "1", expected: 10_000_000 },
        ]),
      ).previewCells;
      expect(shown).toEqual([
        { pence: 464_600_000, shown: "4,646", note: null, error: null },
        { pence: null, shown: null, note: null, error: expect.stringMatching(/“lots” is not an amount/) },
        { pence: 900_000, shown: "9", note: null, error: "Somebody changed this first. Look at the amount that is there now, then change it again. It is now 120." },
        { pence: null, shown: "[x]", note: null, error: null },
        { pence: null, shown: null, note: null, error: expect.stringMatching(/over a trillion pounds/) },
        { pence: 100_000, shown: "1", note: null, error: "There is no such cost centre in this authority." },
        { pence: null, shown: null, note: null, error: expect.stringMatching(/not the address of a cell/) },
        { pence: -5_500_000, shown: "(55)", note: null, error: null },
        { pence: -100_000, shown: "(1)", note: null, error: expect.stringMatching(/It is now \(60\)\.$/) },
        { pence: null, shown: "[x]", note: null, error: null },
        { pence: -100_000, shown: "(1)", note: null, error: "Nine beds is worked out from its terms. Change the terms, and the amount follows." },
        { pence: 100_000, shown: "1", note: null, error: expect.stringMatching(/changed twice/) },
      ]);
    });

    test("what is refused beforehand is what is refused, and what is not is kept as it was shown", async () => {
      const edits = [
        { cell: south("2025/26"), typed: "(1,234)", expected: null },
        { cell: `commitment:${stated}:2024/25`, typed: "£1.2m", expected: -5_000_000 },
      ];
      const before = given(await previews(edits, "MILLIONS")).previewCells;
      expect(before.map((each: { shown: string }) => each.shown)).toEqual(["(1,234.0)", "(1.2)"]);
      given(await edit(served, sheet, edits, { unit: "MILLIONS" }));
      const { rows } = given(
        await served.ask(`query($id: ID!) { mediumTermTable(authority: $id, unit: MILLIONS) { rows { label cells { pence shown } } } }`, { id: sheet.authority }),
      ).mediumTermTable;
      const row = (label: string) => rows.find((each: { label: string }) => each.label === label).cells;
      expect([row("South")[1], row("Stated")[0]]).toEqual(before.map(({ pence, shown }: { pence: number; shown: string }) => ({ pence, shown })));
    });

    test("an expression says what it came to", async () => {
      const [exact, rounded] = given(
        await previews([
          { cell: north("2024/25"), typed: "=5963*9*26.07", expected: 10_000_000 },
          { cell: `commitment:${stated}:2024/25`, typed: "=£10/3", expected: -5_000_000 },
        ]),
      ).previewCells;
      expect(exact).toEqual({ pence: 139_909_869_000, shown: "1,399,099", note: "=5963*9*26.07 in £000s is £1,399,098,690.00.", error: null });
      expect(rounded).toEqual({ pence: -333, shown: "0", note: "=£10/3 is £3.33, rounded to the penny.", error: null });
    });

    test("of a published version every edit is refused, and every text is still read", async () => {
      given(await served.ask(`mutation($version: ID!) { publishVersion(seen: ${latest}, version: $version) { id } }`, { version: sheet.version }));
      const shown = given(
        await previews([
          { cell: north("2024/25"), typed: "1", expected: 10_000_000 },
          { cell: north("2025/26"), typed: "lots" },
        ]),
      ).previewCells;
      expect(shown).toEqual([
        { pence: 100_000, shown: "1", note: null, error: expect.stringMatching(/has been published/) },
        { pence: null, shown: null, note: null, error: expect.stringMatching(/not an amount/) },
      ]);
    });

    test("nothing to see is nothing, and more than one batch may have is refused", async () => {
      expect(given(await previews([])).previewCells).toEqual([]);
      const many = Array.from({ length: 10_001 }, () => ({ cell: north("2024/25"), typed: "1" }));
      expect(refusal(await previews(many))).toMatchObject({ code: "BAD_INPUT", field: "edits" });
      expect(refusal(await previews([], "THOUSANDS", { authority: sheet.authority, version: "nowhere" }))).toMatchObject({ code: "NOT_FOUND", field: "version" });
    });

    test("10,000 edits of rows that are not there are each answered", async () => {
      const many = Array.from({ length: 10_000 }, (_, index) => ({ cell: `budget:c${index}:2024/25`, typed: "1" }));
      const shown = given(await previews(many)).previewCells;
      expect(shown).toHaveLength(10_000);
      expect(shown.every((each: { error: string }) => each.error === "There is no such cost centre in this authority.")).toBe(true);
    });
  });

  test("a paste of 2,000 cells is one batch", async () => {
    const rows = Array.from({ length: 1_000 }, (_, index) => ({ name: `Centre ${index}`, amounts: ["1", "2"] }));
    given(
      await served.ask(`mutation($version: ID!, $rows: [NewCostCentreInput!]!) { addCostCentres(version: $version, rows: $rows) { batchId } }`, { version: sheet.version, rows }),
    );
    const nodes: { id: string }[] = [];
    for (let after: string | null = null; ; ) {
      const page: { nodes: { id: string }[]; endCursor: string; hasNextPage: boolean } = given(
        await served.ask(`query($id: ID!, $after: String) { costCentres(authority: $id, first: 500, after: $after) { nodes { id } endCursor hasNextPage } }`, {
          id: sheet.authority,
          after,
        }),
      ).costCentres;
      nodes.push(...page.nodes);
      after = page.endCursor;
      if (!page.hasNextPage) break;
    }
    const edits = nodes.slice(2).flatMap(({ id }) => [
      { cell: `budget:${id}:2024/25`, typed: "3", expected: 100_000 },
      { cell: `budget:${id}:2025/26`, typed: "4", expected: 200_000 },
    ]);
    expect(edits).toHaveLength(2_000);
    given(await edit(served, sheet, edits));
    // 1,000 × 3 + North 100 + South 200.
    expect((await shownTable(served, sheet))["Total budget"]?.[0]).toBe("3,300");
  });
});
