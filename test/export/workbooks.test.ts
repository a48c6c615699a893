// What an auditor finds who types over the inputs of a workbook, and a publisher who reads its small print.
import { readOds } from "hucre";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { heldText } from "../../server/export/numberText.ts";
import { Exact } from "../../server/finance/exact.ts";
import { given } from "../api/officer.ts";
import { latest } from "../setup/latest.ts";
import type { Served } from "../setup/served.ts";
import { type AskedTable, asked, everyAddress, file, serveTables } from "./everyTable.ts";
import { compareSheet, partsOf, rewritten } from "./sheets.ts";
import { type WorkedOut, workedOut } from "./workedOut.ts";

let served: Served;
beforeAll(async () => {
  served = await serveTables();
});
afterAll(() => served.stop());

const essex = "mediumTermTable?authority=essex&version=essex-mtrs-2023";
const how = { more: ["Input or formula"], recalculated: true };

const stated = `id name statusId basis weeklyRatePounds weeksPerYear partYear priceBaseYear firstYearUplifted upliftSeriesId rateSource
  places { places startsOn endsOn firstYearShare lastYearShare replacesId }`;

/** The rows of the Inputs worksheet: where each value stands, and what it is. */
async function inputsOf(bytes: Uint8Array): Promise<{ at: string; row: string; what: string; value: number }[]> {
  const sheet = (await workedOut(bytes)).find(({ name }) => name === "Inputs") as WorkedOut;
  const head = sheet.rows.findIndex(([first]) => first?.text === "Worksheet");
  return sheet.rows.slice(head + 1).map((row, index) => ({
    at: `E${head + 2 + index}`,
    row: row[1]?.text as string,
    what: row[3]?.text as string,
    value: row[4]?.value as number,
  }));
}

/** The workbook with another number in one cell of a sheet, as if it had been typed there. */
function typedOver(bytes: Uint8Array, sheet: string, at: string, value: string): Uint8Array {
  const names = [...(partsOf(bytes).get("xl/workbook.xml") as string).matchAll(/<sheet name="([^"]+)"/g)].map(([, name]) => name);
  const path = `xl/worksheets/sheet${names.indexOf(sheet) + 1}.xml`;
  const typed = rewritten(bytes, (text, part) => (part === path ? text.replace(new RegExp(`(<c r="${at}"[^>]*>)<v>[^<]*</v>`), `$1<v>${value}</v>`) : text));
  expect(Buffer.from(partsOf(typed).get(path) as string).equals(Buffer.from(partsOf(bytes).get(path) as string))).toBe(false);
  return typed;
}

describe("a fact that is typed over in a workbook with formulas", () => {
  test("is one input in all commitments that it lifts, and gives what Tabled gives once its uplift series has it", async () => {
    const bytes = await file(served, essex, "formulas.xlsx");
    const uplifts = (await inputsOf(bytes)).filter(({ what }) => what === "uplift for 2024/25");
    expect(uplifts).toMatchObject([{ value: 1.028 }]);
    const [uplift] = uplifts as [(typeof uplifts)[number]];
    expect(uplift.row).toBe("Residential places for young people coming into care, Block contracts for mainstream residential placements");
    const sheets = await workedOut(typedOver(bytes, "Inputs", uplift.at, "1.1"));
    const { rates, id } = given(await served.ask(`{ upliftSeries(authority: "essex") { nodes { id rates { year rateShare } } } }`)).upliftSeries.nodes[0];
    const change = (to: { year: string; rateShare: string }[]) =>
      served.ask(`mutation($id: ID!, $rates: [UpliftRateInput!]!) { changeUpliftRates(seen: ${latest}, id: $id, rates: $rates) { batchId } }`, { id, rates: to });
    given(await change(rates.map((rate: { year: string; rateShare: string }) => (rate.year === "2024/25" ? { ...rate, rateShare: "0.1" } : rate))));
    try {
      expect(compareSheet(await asked(served, essex), (sheets[sheets.length - 1] as WorkedOut).rows, how)).toBeGreaterThan(40);
    } finally {
      given(await change(rates));
    }
  });

  test("is the same in an option as in what remains of the budget", async () => {
    const address = "optionsTable?authority=essex&decision=Block+contracts+for+mainstream+residential+placements";
    const bytes = await file(served, address, "formulas.xlsx");
    const prices = (await inputsOf(bytes)).filter(({ value }) => value === 5_963);
    expect(prices).toHaveLength(1);
    const sheets = await workedOut(typedOver(bytes, "Inputs", prices[0]?.at as string, "7000"));
    const { nodes } = given(await served.ask(`{ commitments(authority: "essex") { nodes { ${stated} } } }`)).commitments;
    const { id, ...input } = nodes.find(({ weeklyRatePounds }: { weeklyRatePounds: string | null }) => Number(weeklyRatePounds) === 5_963);
    const change = (to: object) =>
      served.ask(`mutation($id: ID!, $input: CommitmentInput!) { changeCommitment(seen: ${latest}, id: $id, input: $input) { batchId } }`, { id, input: to });
    given(await change({ ...input, weeklyRatePounds: "7000.00" }));
    try {
      expect(compareSheet(await asked(served, address), (sheets[sheets.length - 1] as WorkedOut).rows, how)).toBeGreaterThan(40);
    } finally {
      given(await change(input));
    }
  });

  test("is one input of a block case, though spot and block are both bought by the week", async () => {
    const inputs = await inputsOf(await file(served, "blockCase.table?id=sefton-care-assist-case", "formulas.xlsx"));
    expect(inputs.filter(({ what }) => what === "weeks")).toMatchObject([{ row: "Spot cost, Block cost", value: 52 }]);
  });

  test("is one input of a block case at an occupancy, by which all of its rows go", async () => {
    const address = (occupancy: string) => `blockCase.table?id=havering-block-case&unit=POUNDS&occupancy=${occupancy}`;
    const bytes = await file(served, address("0.78"), "formulas.xlsx");
    const used = (await inputsOf(bytes)).filter(({ value }) => value === 0.78);
    const empty = (await inputsOf(bytes)).filter(({ value }) => value === 0.22);
    expect([used.length, empty.length]).toEqual([1, 1]);
    const typed = typedOver(typedOver(bytes, "Inputs", used[0]?.at as string, "0.6"), "Inputs", empty[0]?.at as string, "0.4");
    const table = await asked(served, address("0.6"));
    const sheets = await workedOut(typed);
    // The name of a row has its occupancy, which nobody types over in a workbook.
    const rows = table.rows.map((row) => ({ ...row, label: row.label.replace("60%", "78%") }));
    expect(compareSheet({ ...table, rows }, (sheets[sheets.length - 1] as WorkedOut).rows, how)).toBeGreaterThan(40);
  });

  test("is followed by a total also where nothing stood before", async () => {
    const address = "monitoringTable?authority=cambridgeshire&version=cambridgeshire-2018&year=2018%2F19";
    const bytes = await file(served, address, "formulas.xlsx");
    const before = (await workedOut(bytes)).find(({ name }) => name === "Table_1") as WorkedOut;
    const head = before.rows.findIndex(([first]) => first?.text === "Item");
    expect(before.rows[head]?.[2]?.text).toBe("Movements virements");
    const after = (await workedOut(typedOver(bytes, "Table_1", `C${head + 2}`, "5"))).find(({ name }) => name === "Table_1") as WorkedOut;
    const total = after.rows.find(([first]) => first?.text === "Total");
    expect(total?.[2]?.value).toBe(5);
  });

  test("leaves what a rule has set, which the cover says", async () => {
    const cover = (await workedOut(await file(served, "contributionTable?partnership=havering-partnership", "formulas.xlsx")))[0] as WorkedOut;
    expect(cover.rows.map(([line]) => line?.text)).toContainEqual(
      expect.stringContaining("It stays as it was when the file was made, whatever is typed over, and so does what is added up from it."),
    );
  });
});

describe("a number that a workbook holds", () => {
  test.each([
    [Exact.nil, "0"],
    [Exact.decimal("-1399.09869"), "-1399.09869"],
    [Exact.ratio(63n, 1150n), "0.0547826086956522"],
    [Exact.ratio(2n, 3n), "0.666666666666667"],
    [Exact.ratio(-53n, 7_000n), "-0.00757142857142857"],
    [Exact.ratio(29n, 3n), "9.66666666666667"],
    [Exact.decimal("123456789012345678.9"), "123456789012345679"],
  ])("has its first fifteen digits: %s as %s", (value, expected) => {
    expect(heldText(value)).toBe(expected);
  });
});

describe("the small print of a workbook", () => {
  const unitLines = (table: AskedTable, lines: readonly (string | null | undefined)[]) => ({
    unit: table.unit,
    said: lines.filter((line) => /^(Amounts|Units|Cells) are /.test(line ?? "")),
  });

  test("says of every table what its cells are in, in words that a reader knows", async () => {
    const said = new Set<string>();
    for (const address of await everyAddress(served)) {
      const [cover] = await workedOut(await file(served, address, "xlsx"));
      const { unit, said: lines } = unitLines(
        await asked(served, address),
        (cover as WorkedOut).rows.map(([line]) => line?.text),
      );
      expect(lines, address).toHaveLength(1);
      said.add(`${unit}: ${lines[0]}`);
    }
    expect([...said].sort()).toEqual([
      "Figure: Units are as stated.",
      "as stated: Units are as stated.",
      "words: Cells are words.",
      "£000s: Amounts are in thousands of pounds.",
      "£: Amounts are in pounds and pence.",
      "£m: Amounts are in millions of pounds.",
    ]);
  });

  test("has the room above a heading of its cover, and not between it and what it heads", async () => {
    const parts = partsOf(await file(served, essex, "xlsx"));
    const style = /<c r="A3" s="(\d+)"[^>]*><is><t xml:space="preserve">Source</.exec(parts.get("xl/worksheets/sheet1.xml") as string)?.[1];
    const looks = /<cellXfs[^>]*>(.*)<\/cellXfs>/.exec(parts.get("xl/styles.xml") as string)?.[1]?.match(/<xf .*?<\/xf>/g);
    expect(looks?.[Number(style)]).toContain('vertical="bottom"');
    expect((partsOf(await file(served, essex, "ods")).get("styles.xml") as string).match(/style:name="heading".*?<\/style:style>/)?.[0]).toContain("fo:padding-top");
  });
});

describe("an OpenDocument workbook", () => {
  test("has its kind before all else with its size before it, for programs that read it as a stream", async () => {
    const bytes = await file(served, essex, "ods");
    const kind = "application/vnd.oasis.opendocument.spreadsheet";
    // Of the first local header: its flags, its method, both sizes, and the lengths of its name and of what is beside it.
    expect([bytes.readUInt16LE(6) & 8, bytes.readUInt16LE(8), bytes.readUInt32LE(18), bytes.readUInt32LE(22), bytes.readUInt16LE(26), bytes.readUInt16LE(28)]).toEqual([
      0,
      0,
      kind.length,
      kind.length,
      8,
      0,
    ]);
    expect(bytes.subarray(30, 38 + kind.length).toString()).toBe(`mimetype${kind}`);
    expect(bytes.readUInt32LE(38 + kind.length)).toBe(0x04034b50);
    expect([...partsOf(bytes).keys()].sort()).toEqual(["META-INF/manifest.xml", "content.xml", "meta.xml", "mimetype", "styles.xml"]);
    expect((await readOds(bytes)).sheets.map(({ name }) => name)).toContain("Table_1");
  });
});
