// Workbooks of every table, read back by hucre and, where it is installed, by LibreOffice: each number is the one that /graphql gives, and shows what it prints.
import { readOds, readXlsx } from "hucre";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formats } from "../../server/export/formats.ts";
import type { PrintedTable } from "../../server/export/printed.ts";
import { given, startSheet } from "../api/officer.ts";
import type { Served } from "../setup/served.ts";
import { unzipped } from "./docxRead.ts";
import { asked, everyAddress, everyKind, file, savedReport, serveTables } from "./everyTable.ts";
import { hasOffice, readByOffice } from "./office.ts";
import { compareSheet, type ReadCell, rewritten } from "./sheets.ts";

let served: Served;
let addresses: string[];
beforeAll(async () => {
  served = await serveTables();
  addresses = await everyAddress(served);
});
afterAll(() => served.stop());

const readers = {
  xlsx: readXlsx,
  /** hucre passes over the rows that are printed again on each page: here they are rows like the others. */
  ods: (bytes: Uint8Array) => readOds(rewritten(bytes, (text) => text.replace(/<\/?table:table-header-rows>/g, ""))),
};
const cellsFew = 2_000;

describe.each(["xlsx", "ods"] as const)("a workbook (.%s)", (format) => {
  test("of every table has every cell as a number unrounded or a text, by hucre", async () => {
    expect([...new Set(addresses.map((address) => address.split("?")[0]))].sort()).toEqual(everyKind);
    let cells = 0;
    for (const address of addresses) {
      const { sheets } = await readers[format](await file(served, address, format));
      expect(sheets.map(({ name }) => name).filter((name) => name !== "Notes")).toEqual(["Cover", "Contents", "Table_1"]);
      const rows = (sheets[sheets.length - 1] as (typeof sheets)[number]).rows.map((row) => row.map(cellOf));
      cells += compareSheet(await asked(served, address), rows);
    }
    expect(cells).toBeGreaterThan(cellsFew);
  });

  test.skipIf(!hasOffice)(
    "of every table shows what the table prints, by LibreOffice",
    async () => {
      const files = new Map<string, Buffer>();
      for (const [index, address] of addresses.entries()) files.set(`table${index}.${format}`, await file(served, address, format));
      const read = [...readByOffice(files).values()];
      let cells = 0;
      for (const [index, sheets] of read.entries()) {
        const { rows } = sheets[sheets.length - 1] as (typeof sheets)[number];
        cells += compareSheet(await asked(served, addresses[index] as string), rows);
      }
      expect(cells).toBeGreaterThan(cellsFew);
    },
    300_000,
  );

  test("of a report has a sheet a table in the author's order, with its headings and one numbering of notes", async () => {
    const items = [{ address: "mediumTermTable?authority=essex" }, { address: "blockCase.table?id=havering-block-case", heading: "What the block saves" }];
    const id = await savedReport(served, "essex", `Both ${format}`, items);
    const { sheets } = await readers[format](await file(served, `report?id=${id}`, format));
    expect(sheets.map(({ name }) => name)).toEqual(["Cover", "Contents", "Notes", "Table_1", "Table_2"]);
    const first = sheets.map(({ rows }) => rows[0]?.[0] as string);
    expect(first[0]).toBe(`Both ${format}`);
    expect(first[4]).toMatch(/^What the block saves \[note \d+\]/);
    const notes = sheets[2]?.rows.slice(3).map(([number]) => number);
    expect(notes).toEqual(notes?.map((_, index) => `[note ${index + 1}]`));
    for (const [index, { address }] of items.entries())
      compareSheet(
        await asked(served, address),
        (sheets[3 + index] as (typeof sheets)[number]).rows.map((row) => row.map(cellOf)),
      );
    const numbersUsed = (sheet: number) => [...(first[sheet] as string).matchAll(/\[note (\d+)\]/g)].map(([, number]) => Number(number));
    expect(Math.min(...numbersUsed(4))).toBeGreaterThan(Math.max(...numbersUsed(3)));
  });
});

function cellOf(value: unknown): ReadCell {
  return typeof value === "number" ? { value, text: null } : { value: null, text: value === null ? null : String(value) };
}

const hostile = [
  '=HYPERLINK("http://example.org","x")',
  "+1",
  "-1",
  "@SUM(A1)",
  "Quotes \" and ' and, commas; <b>&amp;</b>",
  "Ŵyn a Thŷ Gŵydd",
  "مجلس",
  "👩‍👧 placements",
  "  two  blanks  ",
  "_x0041_ is no A",
  "[z]",
  "1,399",
  "01/02/2024",
];

describe("labels that a spreadsheet could take for something else", () => {
  let address: string;
  beforeAll(async () => {
    const { authority, version } = await startSheet(served, "=Hostile, & co");
    const rows = hostile.map((name) => ({ name, amounts: ["1"] }));
    given(await served.ask(`mutation($v: ID!, $r: [NewCostCentreInput!]!) { addCostCentres(version: $v, rows: $r) { batchId } }`, { v: version, r: rows }));
    address = `mediumTermTable?authority=${authority}&version=${version}`;
  });

  test.each(["xlsx", "ods", "formulas.xlsx"] as const)("stay what they are in .%s", async (format) => {
    const labels = (await asked(served, address)).rows.map(({ label }) => label);
    expect(labels.filter((label) => hostile.includes(label)).length).toBeGreaterThan(10);
    const bytes = await file(served, address, format);
    const { sheets } = await readers[format === "ods" ? "ods" : "xlsx"](bytes);
    const { rows } = sheets[sheets.length - 1] as (typeof sheets)[number];
    const read = rows.slice(rows.findIndex(([first]) => first === "Item") + 1).map(([first]) => first);
    expect(read).toEqual(labels);
    const formulas = [...unzipped(Buffer.from(bytes)).values()].flatMap((part) =>
      [...part.toString("utf8").matchAll(/<f>([^<]*)<\/f>|table:formula="([^"]*)"/g)].map(([all]) => all),
    );
    expect(formulas.filter((formula) => /HYPERLINK|SUM\(A1\)/.test(formula))).toEqual([]);
    expect(formulas.length > 0).toBe(format === "formulas.xlsx");
    if (!hasOffice) return;
    const [office] = [...readByOffice(new Map([[`hostile.${format.replace("formulas.", "")}`, bytes]])).values()];
    const seen = office?.[office.length - 1]?.rows ?? [];
    const from = seen.findIndex(([first]) => first?.text === "Item") + 1;
    for (const [index, label] of labels.entries()) expect(seen[from + index]?.[0]).toMatchObject({ text: label, type: "string", formula: null });
  });
});

/** A table of nothing but names, in pounds. */
const named = (labels: readonly string[]): PrintedTable => ({
  address: "mediumTermTable?authority=own",
  title: "Names",
  source: null,
  unit: "£",
  moneyUnit: "pounds",
  unitSaid: "Amounts are in pounds and pence.",
  dataVersion: 1,
  labelHeading: "Item",
  columns: [],
  notes: [],
  shorthands: [],
  grouped: false,
  stated: false,
  size: labels.length,
  rows: () => labels.map((label, index) => ({ key: String(index), kind: "line", level: 0, label, status: null, group: null, cells: [] })),
});

async function written(format: "xlsx" | "ods" | "formulas.xlsx", tables: PrintedTable[]): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of formats[format]?.write({ title: "Own", isReport: false, tables, dataVersion: 1, madeOn: "2026-11-21", chart: () => null }) ?? [])
    pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

describe("texts that no name may be, but that an imported one can", () => {
  const texts = ["Two\nlines", "Tab\there", " \n ", "a\r\nb", "\u000bcontrol\u0007", "_x000D_", "x".repeat(40_000)];

  test("are in .xlsx as they are, and cut with an ellipsis where no cell holds them", async () => {
    const { sheets } = await readXlsx(await written("xlsx", [named(texts)]));
    const rows = sheets[2]?.rows ?? [];
    const read = rows.slice(rows.findIndex(([first]) => first === "Item") + 1).map(([first]) => first);
    expect(read.slice(0, 6)).toEqual(texts.slice(0, 6));
    expect(read[6]).toBe(`${"x".repeat(32_766)}…`);
  });

  test("are in .ods as they are, but for what XML cannot hold", async () => {
    const { sheets } = await readers.ods(await written("ods", [named(texts)]));
    const rows = sheets[2]?.rows ?? [];
    const read = rows.slice(rows.findIndex(([first]) => first === "Item") + 1).map(([first]) => first);
    expect(read.slice(0, 6)).toEqual(["Two\nlines", "Tab\there", " \n ", "a\nb", "control", "_x000D_"]);
  });

  test.skipIf(!hasOffice)("are read so by LibreOffice, too", async () => {
    const read = readByOffice(
      new Map([
        ["own.xlsx", await written("xlsx", [named(texts)])],
        ["other.ods", await written("ods", [named(texts)])],
      ]),
    );
    for (const sheets of read.values()) {
      const rows = sheets[2]?.rows ?? [];
      const from = rows.findIndex(([first]) => first?.text === "Item") + 1;
      expect(rows[from]?.[0]?.text).toBe("Two\nlines");
      expect(rows[from + 5]?.[0]?.text).toBe("_x000D_");
    }
  });
});

test("a table of more rows than a sheet is refused before anything is written", () => {
  // Three lines and the headings stand above them.
  const exported = (size: number) => ({ title: "Large", isReport: false, tables: [{ ...named([]), size }], dataVersion: 1, madeOn: "2026-11-21", chart: () => null });
  for (const format of ["xlsx", "ods", "formulas.xlsx"] as const) {
    expect(() => formats[format]?.write(exported(1_048_573))).toThrow(/has 1,048,573 rows; a sheet holds 1,048,572. Export it as .csv/);
    expect(() => formats[format]?.write(exported(1_048_572))).not.toThrow();
  }
});
