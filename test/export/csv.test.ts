// CSV of every table, read by csv-parse: money as printed but in digits that a machine reads, and one row a value with the value not rounded.
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Exact } from "../../server/finance/exact.ts";
import type { Served } from "../setup/served.ts";
import { type AskedCell, type AskedTable, asked, everyAddress, everyKind, file, savedReport, serveTables } from "./everyTable.ts";

let served: Served;
beforeAll(async () => {
  served = await serveTables();
});
afterAll(() => served.stop());

const pounds: Record<string, bigint> = { "£": 1n, "£000s": 1_000n, "£m": 1_000_000n };
const read = async (address: string) => parse(await file(served, address, "csv"), { bom: true }) as string[][];
const values = async (address: string) => parse(await file(served, address, "values.csv"), { columns: true, bom: true }) as Record<string, string>[];

/** What a spreadsheet would take for a formula has an apostrophe before it. */
const guarded = (text: string) => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text);
/** "(1,399)" and "–5.5%" as a machine reads them: "-1399", "-5.5%". A true nil of money is printed as a dash, and is 0 with its decimals. */
function machine({ shown, exact }: AskedCell, unit: string): string {
  if (exact === null) return guarded(shown || "[z]");
  if (shown === "–") return { "£": "0.00", "£000s": "0", "£m": "0.0" }[unit] as string;
  return shown
    .replaceAll(",", "")
    .replace(/^\((.*)\)$/, "-$1")
    .replace("–", "-")
    .replace(" points", "");
}

describe("CSV", () => {
  test("of every table has every cell, its numbers rounded as the table prints them", async () => {
    const addresses = await everyAddress(served);
    expect([...new Set(addresses.map((address) => address.split("?")[0]))].sort()).toEqual(everyKind);
    let cells = 0;
    for (const address of addresses) {
      const table = await asked(served, address);
      const [headings, ...rows] = (await read(address)) as [string[], ...string[][]];
      expect(new Set(headings.map((each) => each.toLowerCase())).size, address).toBe(headings.length);
      const own = table.rows.filter(({ kind }) => kind !== "HEADING");
      expect(rows).toHaveLength(own.length);
      const places = placesOf(table, headings);
      for (const [at, row] of own.entries()) {
        expect(rows[at]?.[headings.indexOf("Item")]).toBe(guarded(row.label));
        expect(
          places.map((place) => rows[at]?.[place]),
          `${address}, ${row.label}`,
        ).toEqual(row.cells.map((cell) => machine(cell, table.unit)));
        expect(rows[at]).not.toContain("");
        cells += row.cells.length;
      }
    }
    expect(cells).toBeGreaterThan(2_000);
  });

  test("in one row a value has each value unrounded, with what it is of beside it", async () => {
    for (const address of await everyAddress(served)) {
      const table = await asked(served, address);
      const found = await values(address);
      const cells = table.rows.flatMap((row) => (row.kind === "HEADING" ? [] : row.cells.map((cell, index) => ({ row, cell, index }))));
      expect(found).toHaveLength(cells.length);
      for (const [at, { row, cell, index }] of cells.entries()) {
        const got = found[at] as Record<string, string>;
        expect(got).toMatchObject({
          table: guarded(table.title),
          row: guarded(row.label),
          data_version: String(table.dataVersion),
          row_kind: row.kind.toLowerCase().replace("_", " "),
        });
        expect(got.shown).toBe(cell.exact === null ? guarded(cell.shown || "[z]") : cell.shown);
        const year = /^(\d{4})\/(\d{2})$/.exec(table.columns[index]?.key ?? "");
        expect([got.time_identifier, got.time_period]).toEqual(year ? ["Financial year", `${year[1]}${year[2]}`] : ["z", "z"]);
        if (cell.exact === null) expect(got.value).toBe(guarded(/^\[(c|k|low|x|z)\]$/.exec(cell.shown || "[z]")?.[1] ?? cell.shown));
        else expect(inPounds(got.value as string, got.unit as string, cell.exact), `${address}, ${row.label}`).toBe(true);
      }
    }
  });

  test("says of each value what its cell is in, whatever its table is in", async () => {
    const met = new Set<string>();
    for (const address of await everyAddress(served)) {
      const table = await asked(served, address);
      const found = await values(address);
      const cells = table.rows.flatMap((row) => (row.kind === "HEADING" ? [] : row.cells));
      for (const [at, { shown, exact, unit }] of cells.entries()) {
        met.add(`${unit}${exact === null ? " not held" : ""}`);
        const said = found[at]?.unit;
        if (exact === null) expect(said, `${address}, ${shown}`).toBe("z");
        else if (unit === "NUMBER") expect(said, `${address}, ${shown}`).not.toMatch(/^(£.*|share|percentage points|z)$/);
        else expect(said, `${address}, ${shown}`).toBe(unitsSaid[unit]);
        if (unit === "DAY") expect(shown).toMatch(/^\d{1,2} [A-Z][a-z]+ \d{4}$/);
        if (unit === "PRICE" && exact !== null) expect(shown).toContain("£");
        if (unit === "PERCENT" && exact !== null) expect(shown).toContain("%");
      }
    }
    // A percentage that is hidden is still one, and so is the difference of two of them that is said in words.
    expect([...met]).toEqual(
      expect.arrayContaining(["POUNDS", "THOUSANDS", "MILLIONS", "PERCENT", "PERCENT not held", "POINTS not held", "NUMBER", "DAY not held", "WORDS not held"]),
    );
  });

  test("of the figures that a report prints says what each is in", async () => {
    const found = (await values("printedFiguresTable?authority=essex")).filter(({ column }) => column === "Worked out");
    const units = new Set(found.map(({ unit }) => unit));
    expect(units).toContain("£");
    expect(units).not.toContain("Figure");
  });

  test("of a report is one row a value, and never a sheet of several tables", async () => {
    const id = await savedReport(served, "essex", "Both", [{ address: "mediumTermTable?authority=essex" }, { address: "blockCase.table?id=havering-block-case" }]);
    const found = await values(`report?id=${id}`);
    const tables = await Promise.all(["mediumTermTable?authority=essex", "blockCase.table?id=havering-block-case"].map((address) => asked(served, address)));
    expect([...new Set(found.map(({ table }) => table))]).toEqual(tables.map(({ title }) => title));
    const refused = await served.app.inject({ url: `/export/report.csv?id=${id}`, headers: { host: "localhost" } });
    expect(refused.statusCode).toBe(400);
    expect(refused.json().errors[0]).toMatchObject({ extensions: { code: "BAD_INPUT", field: "format" }, message: expect.stringContaining("holds one table") });
  });

  test("begins with a mark by which Excel reads Welsh letters", async () => {
    expect((await file(served, "mediumTermTable?authority=essex", "csv")).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  });
});

const unitsSaid: Record<string, string> = { POUNDS: "£", THOUSANDS: "£000s", MILLIONS: "£m", PRICE: "£", PERCENT: "share", POINTS: "percentage points" };

/** Where the table's own columns stand: neither ratings nor what a page says otherwise. */
function placesOf(table: AskedTable, headings: readonly string[]): number[] {
  const own = headings.flatMap((heading, place) => (heading.endsWith(": rating") ? [] : [place]));
  const first = headings.includes("Status") && table.rows.some(({ status }) => status) ? headings.indexOf("Status") : headings.indexOf("Item");
  return own.filter((place) => place > first).slice(0, table.columns.length);
}

/** True where a value is the exact one to the 15 digits that a spreadsheet holds. */
function inPounds(value: string, unit: string, exact: string): boolean {
  const factor = pounds[unit];
  const given = unit === "percentage points" ? Exact.decimal(value).dividedBy(Exact.whole(100)) : factor ? Exact.decimal(value).times(Exact.whole(factor)) : Exact.decimal(value);
  const off = Math.abs(Number(given.minus(Exact.decimal(exact)).toString()));
  return off <= 1e-14 * Math.max(Number(factor ?? 1n), Math.abs(Number(exact)));
}
