// Registers typed over cell by cell, rows added below them and copied, over HTTP: the address that a cell gives is the one that changes it.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { everything } from "../db/rows.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { addCommitment, given, nineBeds, refusal, type Sheet, startSheet, statedAmounts } from "./officer.ts";

interface Cell {
  shown: string;
  edits: string | null;
  entry: string | null;
  fixed: string | null;
}
interface Row {
  key: string;
  label: string;
  edits: string | null;
  cells: Cell[];
}
interface Register {
  columns: { key: string }[];
  rows: Row[];
}
interface Edit {
  cell: string;
  typed: string;
  expected?: string | null;
}

const shape = "{ columns { key } rows { key label edits cells { shown edits entry fixed } } }";
const editing = `mutation($edits: [FieldEditInput!]!, $authority: ID, $addRows: [RowToAddInput!], $unit: MoneyUnit, $key: String) {
  written: editFields(edits: $edits, authority: $authority, addRows: $addRows, unit: $unit, key: $key) { batchId repeated added cells { shown entry pence error } }
}`;
const previewing = `query($edits: [FieldEditInput!]!, $authority: ID!, $addRows: [RowToAddInput!], $unit: MoneyUnit) {
  previewFields(edits: $edits, authority: $authority, addRows: $addRows, unit: $unit) { cells { shown entry error } rows { error cells { shown error } } }
}`;

describe.each(engines)("Fields on %s", (engine) => {
  let served: Served;
  let sheet: Sheet;
  let beds: string;
  let stated: string;
  const registers = {
    commitments: () => `commitmentRegister(authority: "${sheet.authority}", asAt: "2024-05-01")`,
    arrangements: () => `arrangementRegister(authority: "${sheet.authority}", asAt: "2024-05-01")`,
    benefits: () => `benefitsRegister(authority: "${sheet.authority}", asAt: "2024-05-01")`,
  };
  const register = async (of: keyof typeof registers = "commitments"): Promise<Register> => given(await served.ask(`{ table: ${registers[of]()} ${shape} }`)).table;
  const cellIn = ({ columns, rows }: Register, row: string, column: string): Cell => {
    const found = rows.find(({ label }) => label === row)?.cells[columns.findIndex(({ key }) => key === column)];
    if (!found) throw new Error(`There is no ${row}, ${column}.`);
    return found;
  };
  const cellOf = async (row: string, column: string, of: keyof typeof registers = "commitments") => cellIn(await register(of), row, column);
  /** Types over a cell as the page does: at its address, expecting its text. */
  const typeOver = async (row: string, column: string, typed: string, of: keyof typeof registers = "commitments", unit = "POUNDS") => {
    const { edits, entry } = await cellOf(row, column, of);
    return served.ask(editing, { edits: [{ cell: edits, expected: entry === "" ? null : entry, typed }], unit });
  };
  const edit = (edits: Edit[], more: Record<string, unknown> = {}) => served.ask(editing, { edits, ...more });
  const undo = async (batch: string) => given(await served.ask(`mutation($b: ID!) { undoBatch(batch: $b) { batchId } }`, { b: batch }));

  beforeAll(async () => {
    served = await serve(engine, { examples: false });
    sheet = await startSheet(served, "Mineshire");
    beds = await addCommitment(served, sheet.authority, { ...nineBeds, partYear: "BY_MONTHS" });
    stated = await addCommitment(served, sheet.authority, statedAmounts);
    given(
      await served.ask(`mutation($a: ID!) { createUpliftSeries(input: { authority: $a, name: "Prices", rates: [{ year: "2025/26", rateShare: "0.02" }] }) { id } }`, {
        a: sheet.authority,
      }),
    );
    await addCommitment(served, sheet.authority, {
      ...nineBeds,
      name: "Ramp",
      places: [
        { places: 9, startsOn: "2024-04-01" },
        { places: 9, startsOn: "2025-04-01" },
      ],
    });
  });
  afterAll(() => served.stop());

  test("a register gives each stored fact its address with the text to type over, and says of the rest why not", async () => {
    const { rows, columns } = await register();
    const nine = Object.fromEntries(columns.map(({ key }, index) => [key, rows[0]?.cells[index]]));
    expect(rows[0]?.edits).toBe(`commitment:${beds}:name`);
    expect(Object.fromEntries(Object.entries(nine).map(([key, cell]) => [key, [cell?.edits?.replace(`commitment:${beds}:`, "") ?? null, cell?.entry]]))).toEqual({
      status: ["statusId", "Proposed"],
      basis: [null, null],
      price: ["weeklyRatePounds", "1000"],
      places: ["places[0].places", "9"],
      from: ["places[0].startsOn", "01/04/2024"],
      to: ["endsOn", ""],
      uplift: ["upliftSeriesId", ""],
      weeks: ["weeksPerYear", "52 weeks"],
      provider: ["provider", ""],
      notes: ["notes", ""],
    });
    expect(nine.basis?.fixed).toContain("decides which terms there are");
    expect(await cellOf("Stated", "price")).toMatchObject({ edits: null, fixed: expect.stringContaining("has no price") });
    expect(await cellOf("Ramp", "places")).toMatchObject({ shown: "9", edits: null, fixed: expect.stringContaining("more than one run") });
    expect(await cellOf("Ramp", "to")).toMatchObject({ shown: "open", edits: expect.stringMatching(/:endsOn$/) });
  });

  test.each([
    ["price", "£1,234.56", "1,234.56", "1234.56"],
    ["places", "=3*4", "12", "12"],
    ["from", "1 May 2024", "1 May 2024", "01/05/2024"],
    ["to", "31/3/26", "31 Mar 2026", "31/03/2026"],
    ["status", "in Governance", "In governance", "In governance"],
    ["weeks", "52.14 WEEKS", "52.14 weeks", "52.14 weeks"],
    ["provider", "  Homes & Co ", "Homes & Co", "Homes & Co"],
  ])("%s is typed as %s, shown as such, and taken back", async (column, typed, shown, entry) => {
    const before = await register();
    const { written } = given(await typeOver("Nine beds", column, typed));
    expect(written.cells[0]).toMatchObject({ entry, error: null });
    expect(written.cells[0].shown).toBe(shown);
    expect(await cellOf("Nine beds", column)).toMatchObject({ shown, entry });
    await undo(written.batchId);
    expect(await register()).toEqual(before);
  });

  test("a thing is named by its name, and none by nothing", async () => {
    given(await edit([{ cell: `commitment:${beds}:priceBaseYear`, typed: "2024-25" }]));
    const { written } = given(await typeOver("Nine beds", "uplift", "prices"));
    expect(written.cells[0].shown).toBe("Prices");
    const emptied = given(await edit([{ cell: `commitment:${beds}:upliftSeriesId`, expected: "Prices", typed: "" }])).written;
    expect(emptied.batchId).not.toBeNull();
    expect((await cellOf("Nine beds", "uplift")).shown).toBe("");
  });

  test("what is so already is no change, however it is typed", async () => {
    const { written } = given(await typeOver("Nine beds", "price", "£1,000.00"));
    expect(written).toMatchObject({ batchId: null, cells: [{ shown: "1,000.00" }] });
    expect(given(await edit([{ cell: `commitment:${beds}:endsOn`, typed: "open" }])).written.batchId).toBeNull();
  });

  test("several fields of several things are one batch, sent twice kept once", async () => {
    const edits = [
      { cell: `commitment:${beds}:provider`, typed: "North Homes" },
      { cell: `commitment:${beds}:weeklyRatePounds`, expected: "1000", typed: "1001" },
      { cell: `commitment:${stated}:provider`, typed: "South Homes" },
    ];
    const { written } = given(await edit(edits, { key: "twice" }));
    expect(given(await edit(edits, { key: "twice" })).written).toMatchObject({ batchId: written.batchId, repeated: true });
    const { history } = given(await served.ask(`{ history(authority: "${sheet.authority}", first: 1) { nodes { why } } }`));
    expect(history.nodes[0].why).toBe("Change 2 rows");
    await undo(written.batchId);
    expect(await cellOf("Stated", "provider")).toMatchObject({ shown: "" });
  });

  test("two who write to two fields of one thing both keep what they wrote; to one field, the second is asked", async () => {
    given(await edit([{ cell: `commitment:${beds}:provider`, typed: "First" }]));
    given(await edit([{ cell: `commitment:${beds}:rateSource`, typed: "Tender" }]));
    const refused = refusal(await edit([{ cell: `commitment:${beds}:provider`, expected: null, typed: "Second" }]));
    expect(refused).toMatchObject({
      code: "STALE",
      field: "edits[0]",
      current: "First",
      conflicts: [{ cell: `commitment:${beds}:provider`, current: "First", by: expect.any(String) }],
    });
    given(await edit([{ cell: `commitment:${beds}:provider`, expected: "First", typed: "" }]));
  });

  test.each([
    ["a price in words", "weeklyRatePounds", "1000", "a lot", "BAD_INPUT", /“a lot” is not/],
    ["a day that is none", "endsOn", null, "31/02/2026", "BAD_INPUT", /31/],
    ["a status of its own", "statusId", null, "nearly", "BAD_INPUT", /There is no commitment status named “nearly” in this authority\. Type the name of one\./],
    ["an empty name", "name", "Nine beds", " ", "BAD_INPUT", /cannot be left empty/],
    ["another's name", "name", "Nine beds", "Stated", "DUPLICATE", /./],
    ["a series that there is none of", "upliftSeriesId", null, "RPI", "BAD_INPUT", /There is no uplift series named “RPI” in this authority/],
    ["a negative price", "weeklyRatePounds", "1000", "-5", "BAD_INPUT", /cannot be negative/],
    ["an end before the start", "places[0].endsOn", null, "31/03/2024", "BAD_INPUT", /./],
    ["too few places of all", "mostPlaces", null, "8", "BAD_INPUT", /more than the 8 that exist/],
  ])("%s is refused at its cell, in plain words", async (_, path, expected, typed, code, said) => {
    const before = await everything(served.db);
    const edits = [
      { cell: `commitment:${stated}:provider`, typed: "Kept nowhere" },
      { cell: `commitment:${beds}:${path}`, expected, typed },
    ];
    const refused = refusal(await edit(edits));
    expect(refused).toMatchObject({ code, field: "edits[1].typed" });
    expect(refused.message).toMatch(said);
    expect(await everything(served.db)).toEqual(before);
  });

  test.each([
    ["no address", "budget", "edits[0].cell"],
    ["no such field", "commitment:x:position", "edits[0].cell"],
    ["no such thing", "commitment:x:name", "edits[0].cell"],
    ["a noun that is not written so", "option:x:name", "edits[0].cell"],
  ])("%s is refused", async (_, cell, field) => {
    expect(refusal(await edit([{ cell, typed: "x" }])).field).toBe(field);
  });

  test("a preview says of each what it would come to, and stores nothing", async () => {
    const before = await everything(served.db);
    const edits = [
      { cell: `commitment:${beds}:weeklyRatePounds`, expected: "1000", typed: "1,050.5" },
      { cell: `commitment:${stated}:endsOn`, typed: "some day" },
      { cell: `commitment:${stated}:provider`, expected: "Other", typed: "x" },
    ];
    const { cells } = given(await served.ask(previewing, { edits, authority: sheet.authority })).previewFields;
    expect(cells).toEqual([
      { shown: "1,050.50", entry: "1050.5", error: null },
      { shown: null, entry: null, error: expect.stringContaining("“some day” is not a day") },
      { shown: "x", entry: "x", error: "Somebody changed this first. It is now empty." },
    ]);
    expect(await everything(served.db)).toEqual(before);
  });

  const row = (name: string, cells: Record<string, string>) => ({ of: "commitment", name, cells: Object.entries(cells).map(([column, typed]) => ({ column, typed })) });

  test("rows are added in one batch, with what a form begins with, behind each other", async () => {
    const addRows = [
      row("Pasted week", { status: "Approved", price: "£5,963", places: "3", from: "01/10/2024", to: "31/03/2026" }),
      row("Pasted year", { price: "92000", basis: "A price a year", places: "2", from: "1 April 2025", to: "open", provider: "Homes & Co" }),
    ];
    const { rows } = given(await served.ask(previewing, { edits: [], authority: sheet.authority, addRows })).previewFields;
    expect(rows[0]).toEqual({ error: null, cells: ["Approved", "5,963.00", "3", "1 Oct 2024", "31 Mar 2026"].map((shown) => ({ shown, error: null })) });
    const { written } = given(await edit([], { authority: sheet.authority, addRows }));
    expect(written.added).toHaveLength(2);
    const table = await register();
    expect(table.rows.slice(-2).map(({ label, cells }) => [label, ...cells.map(({ shown }) => shown)])).toEqual([
      ["Pasted week", "Approved", "A price a week", "5,963.00", "0", "1 Oct 2024", "31 Mar 2026", "", "52.14 weeks", "", ""],
      ["Pasted year", "Proposed", "A price a year", "92,000.00", "0", "1 Apr 2025", "open", "", "", "Homes & Co", ""],
    ]);
    await undo(written.batchId);
    expect((await register()).rows.map(({ label }) => label)).toEqual(["Nine beds", "Stated", "Ramp"]);
  });

  test("a row at a price is taken as its register shows it", async () => {
    const { columns, rows: there } = given(
      await served.ask(`{ commitmentRegister(authority: "${sheet.authority}", asAt: "2030-01-01") { columns { key } rows { label cells { shown } } } }`),
    ).commitmentRegister;
    const typedColumns = ["status", "basis", "price", "from", "to", "weeks", "provider"];
    const addRows = there
      .filter(({ label }: { label: string }) => label !== "Stated")
      .map(({ label, cells }: { label: string; cells: { shown: string }[] }) =>
        row(
          `${label} again`,
          Object.fromEntries(columns.flatMap(({ key }: { key: string }, at: number) => (typedColumns.includes(key) && cells[at]?.shown ? [[key, cells[at].shown]] : []))),
        ),
      );
    const { rows } = given(await served.ask(previewing, { edits: [], authority: sheet.authority, addRows })).previewFields;
    for (const [index, { cells }] of addRows.entries()) expect(rows[index].cells).toEqual(cells.map(({ typed }: { typed: string }) => ({ shown: typed, error: null })));
  });

  test.each([
    ["without places", { price: "1" }, "addRows[0].name", /Places: Say how many places are bought/],
    ["with a day that is none", { price: "1", places: "1", from: "soon" }, "addRows[0].cells[2].typed", /“soon” is not a day/],
    ["with what follows from others", { state: "open" }, "addRows[0].cells[0].typed", /follows from the others/],
  ])("a row %s is refused at its cell", async (_, cells, field, said) => {
    const addRows = [row("Pasted", cells as Record<string, string>)];
    const refused = refusal(await edit([], { authority: sheet.authority, addRows }));
    expect(refused.field).toBe(field);
    expect(refused.message).toMatch(said);
    const [preview] = given(await served.ask(previewing, { edits: [], authority: sheet.authority, addRows })).previewFields.rows;
    expect([preview.error, ...preview.cells.map((cell: { error: string | null }) => cell.error)].filter(Boolean)).toEqual([refused.message]);
  });

  test.each([
    ["a post that is needed", { of: "benefit", name: "T", cells: [] }, "addRows[0].name", /cannot be left empty|needed/],
    ["a price of amounts by year", row("By year", { basis: "Stated year by year", price: "100" }), "addRows[0].cells[1].typed", /does not go with/],
    ["a column twice", { ...row("Twice", { price: "1" }), cells: [1, 2].map((typed) => ({ column: "price", typed: String(typed) })) }, "addRows[0].cells[0].typed", /given twice/],
    ["a name twice", row("Named", { heading: "Other" }), "addRows[0].name", /given twice/],
  ])("a row is refused for %s, in the preview too", async (_, added, field, said) => {
    const refused = refusal(await edit([], { authority: sheet.authority, addRows: [added] }));
    expect([refused.field, refused.code]).toEqual([field, "BAD_INPUT"]);
    expect(refused.message).toMatch(said);
    const { rows } = given(await served.ask(previewing, { edits: [], authority: sheet.authority, addRows: [added, { of: "nothing", name: "x", cells: [] }] })).previewFields;
    expect(JSON.stringify(rows[0])).toContain(refused.message.slice(0, 20));
    expect(rows[1].error).toContain("nothing");
  });

  test("what does not apply is refused, and not told as written", async () => {
    const cell = `commitment:${beds}:yearlyRatePounds`;
    expect(refusal(await edit([{ cell, typed: "500" }])).message).toMatch(/does not go with what “Its cost follows from” says/);
    const [preview] = given(await served.ask(previewing, { edits: [{ cell, typed: "500" }], authority: sheet.authority })).previewFields.cells;
    expect(preview.error).toMatch(/does not go with/);
  });

  test("a commitment is duplicated with all its terms under a name of its own, and gone again by one step back", async () => {
    const copy = async () => given(await served.ask(`mutation { written: duplicate(thing: "commitment:${beds}") { id batchId } }`)).written;
    const [first, second] = [await copy(), await copy()];
    const terms = "status { name } basis weeklyRatePounds weeksPerYear partYear places { places startsOn endsOn }";
    const read = async (id: string) => given(await served.ask(`{ commitment(id: "${id}") { name ${terms} } }`)).commitment;
    expect(await read(first.id)).toEqual({ ...(await read(beds)), name: "Nine beds (copy)" });
    expect((await read(second.id)).name).toBe("Nine beds (copy 2)");
    for (const { batchId } of [second, first]) await undo(batchId);
    expect((await register()).rows).toHaveLength(3);
    expect(refusal(await served.ask(`mutation { duplicate(thing: "commitment:nothing") { id } }`)).code).toBe("NOT_FOUND");
  });

  test("arrangements are typed over and duplicated from the same declaration, in the unit of their register", async () => {
    const made = await served.ask(
      `mutation($a: ID!) { createArrangement(authority: $a, input: { name: "Homes", kind: FRAMEWORK, opensOn: "2024-04-01", terms: [{ months: 36, state: AGREED }], lots: [{ name: "North" }], providers: [{ name: "Acorn", lot: "North" }] }) { id } }`,
      { a: sheet.authority },
    );
    const id = given(made).createArrangement.id;
    expect(await cellOf("Homes", "ends", "arrangements")).toMatchObject({ edits: null, fixed: expect.stringContaining("follows from the terms") });
    expect(given(await typeOver("Homes", "value", "4,600", "arrangements", "THOUSANDS")).written.cells[0]).toMatchObject({ shown: "4,600", pence: 460_000_000 });
    given(await typeOver("Homes", "kind", "block contract", "arrangements"));
    given(await typeOver("Homes", "opens", "1/5/2024", "arrangements"));
    expect((await register("arrangements")).rows[0]?.cells.slice(0, 6).map(({ shown }) => shown)).toEqual([
      "block contract",
      "running",
      "1 May 2024",
      "30 Apr 2027",
      "30 Apr 2027",
      "4,600",
    ]);
    const copy = given(await served.ask(`mutation { written: duplicate(thing: "arrangement:${id}") { id } }`)).written.id;
    const read = async (of: string) => given(await served.ask(`{ arrangement(id: "${of}") { name kind opensOn endsOn lots { id name } providers { name lotId } } }`)).arrangement;
    const [held, copied] = [await read(id), await read(copy)];
    expect(copied).toMatchObject({ name: "Homes (copy)", kind: held.kind, opensOn: held.opensOn, endsOn: held.endsOn });
    // Its lots are its own, and its providers stand on them.
    expect(copied.lots[0].id).not.toBe(held.lots[0].id);
    expect(copied.providers).toEqual([{ name: "Acorn", lotId: copied.lots[0].id }]);
  });

  test("benefits are typed over and duplicated from the same declaration", async () => {
    const id = given(
      await served.ask(
        `mutation($a: ID!) { createBenefit(authority: $a, input: { name: "Stability", accountable: "Head of placements", frequency: ONCE, reviews: [{ reviewedOn: "2024-04-30", achieved: true }] }) { id } }`,
        {
          a: sheet.authority,
        },
      ),
    ).createBenefit.id;
    given(await typeOver("Stability", "accountable", "Director of children's services", "benefits"));
    given(await typeOver("Stability", "often", "each quarter", "benefits"));
    given(await typeOver("Stability", "baseline", "14 moves a year,\nof 95 children", "benefits"));
    expect((await register("benefits")).rows[0]?.cells.map(({ shown }) => shown)).toEqual([
      "not due",
      "",
      "",
      "Director of children's services",
      "14 moves a year,\nof 95 children",
      "",
      "",
      "Quarterly",
      "",
      "",
    ]);
    expect(await cellOf("Stability", "state", "benefits")).toMatchObject({ edits: null, fixed: expect.stringContaining("reviews") });
    given(await served.ask(`mutation { duplicate(thing: "benefit:${id}") { id } }`));
    expect((await register("benefits")).rows.map(({ label }) => label)).toEqual(["Stability", "Stability (copy)"]);
  });
});
