// What the Analysis Function's guidance asks of a spreadsheet, held against the XML of every workbook; and what Excel needs to open it without repairing it.
import { a11y, readXlsx } from "hucre";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatOf } from "../../server/export/numberFormat.ts";
import { formatCode } from "../../server/export/xlsxStyles.ts";
import { Exact } from "../../server/finance/exact.ts";
import type { Served } from "../setup/served.ts";
import { everyAddress, file, savedReport, serveTables } from "./everyTable.ts";
import { partsOf } from "./sheets.ts";

let served: Served;
let workbooks: { address: string; bytes: Buffer; parts: Map<string, string> }[];
beforeAll(async () => {
  served = await serveTables();
  const report = await savedReport(served, "essex", "Two", [{ address: "mediumTermTable?authority=essex" }, { address: "blockCase.table?id=havering-block-case" }]);
  workbooks = [];
  for (const address of [...(await everyAddress(served)), `report?id=${report}`]) {
    for (const format of ["xlsx", "formulas.xlsx"] as const) {
      const bytes = await file(served, address, format);
      workbooks.push({ address: `${address}, ${format}`, bytes, parts: partsOf(bytes) });
    }
  }
});
afterAll(() => served.stop());

const sheetsOf = (parts: ReadonlyMap<string, string>) => [...parts].filter(([path]) => path.startsWith("xl/worksheets/sheet"));
const found = (xml: string, pattern: RegExp) => [...xml.matchAll(pattern)].map(([, one]) => one as string);

describe("a workbook for Excel, of every table and of a report", () => {
  test("has a cover, contents and notes, then one table a sheet", () => {
    expect(workbooks.length).toBeGreaterThan(100);
    for (const { address, parts } of workbooks) {
      const names = found(parts.get("xl/workbook.xml") as string, /<sheet name="([^"]*)"/g);
      expect(names.slice(0, 2), address).toEqual(["Cover", "Contents"]);
      expect(names.filter((name) => !/^(Cover|Contents|Notes|Inputs|Table_\d+)$/.test(name))).toEqual([]);
      expect(new Set(names).size).toBe(names.length);
      expect(Math.max(...names.map(({ length }) => length))).toBeLessThanOrEqual(31);
      for (const [index, [path, xml]] of sheetsOf(parts).entries()) {
        expect(found(xml, /<tablePart (r:id)/g), `${address}, ${path}`).toHaveLength(index === 0 ? 0 : 1);
      }
    }
  });

  test("merges no cells, freezes no panes, hides nothing and filters nothing away", () => {
    for (const { address, parts } of workbooks) {
      for (const [path, xml] of sheetsOf(parts)) {
        expect(found(xml, /<(mergeCell|pane|autoFilter|filterColumn|sheetProtection|drawing|legacyDrawing)\b/g), `${address}, ${path}`).toEqual([]);
        expect(xml).not.toMatch(/hidden=|state="hidden"|outlineLevel/);
        expect(xml).toContain('<selection activeCell="A1" sqref="A1"/>');
      }
      expect(
        sheetsOf(parts)
          .filter(([, xml]) => xml.includes('tabSelected="1"'))
          .map(([path]) => path),
      ).toEqual(["xl/worksheets/sheet1.xml"]);
      expect(parts.get("xl/workbook.xml")).not.toMatch(/hidden/);
    }
  });

  test("has its title in A1, and marks up the whole table below it, with no blank in it", () => {
    for (const { address, parts } of workbooks) {
      for (const [path, xml] of sheetsOf(parts)) {
        const cells = new Map([...xml.matchAll(/<c r="([A-Z]+\d+)"[^>]*>(.*?)<\/c>/gs)].map(([, at, content]) => [at as string, content as string]));
        expect(cells.get("A1"), `${address}, ${path}`).toMatch(/<t xml:space="preserve">.+<\/t>/s);
        const table = parts.get(path.replace("worksheets/sheet", "tables/table"));
        const rows = found(xml, /<row r="(\d+)"/g).map(Number);
        expect(rows).toEqual(rows.map((_, index) => index + 1));
        if (!table) continue;
        const [, first, lastColumn, last] = / ref="A(\d+):([A-Z]+)(\d+)"/.exec(table) as unknown as [string, string, string, string];
        expect(Number(last)).toBe(rows.length);
        const columns = found(table, /<tableColumn id="\d+" name="([^"]*)"/g);
        expect(new Set(columns.map((name) => name.toLowerCase())).size).toBe(columns.length);
        expect(columns).not.toContain("");
        const letters = columns.map((_, index) => (index < 26 ? "" : "A") + String.fromCharCode(65 + (index % 26)));
        expect(letters[letters.length - 1]).toBe(lastColumn);
        for (const [index, letter] of letters.entries()) expect(textIn(cells.get(`${letter}${first}`))).toBe(columns[index]);
        for (let row = Number(first); row <= rows.length; row += 1)
          for (const letter of letters) expect(cells.get(`${letter}${row}`), `${address}, ${path}, ${letter}${row}`).toMatch(/<v>-?\d[\d.]*<\/v>|<t xml:space="preserve">.+<\/t>/s);
        expect([...cells.keys()].filter((at) => Number(at.replace(/\D/g, "")) < Number(first) && !at.startsWith("A"))).toEqual([]);
      }
    }
  });

  test("says its title, its language and who made it, and no machine's name; prints on A4, its headings on each page", () => {
    for (const { address, parts } of workbooks) {
      const core = parts.get("docProps/core.xml") as string;
      expect(core, address).toMatch(/<dc:title>.+<\/dc:title><dc:creator>Tabled<\/dc:creator>/);
      expect(core).toContain("<dc:language>en-GB</dc:language>");
      expect(core).toContain("2026-11-21T00:00:00Z");
      expect(parts.get("docProps/app.xml")).toContain("<Application>Tabled</Application>");
      const names = parts.get("xl/workbook.xml") as string;
      expect(found(names, /(_xlnm\.Print_Area)/g)).toHaveLength(sheetsOf(parts).length);
      expect(found(names, /(_xlnm\.Print_Titles)/g)).toHaveLength(sheetsOf(parts).length - 1);
      for (const [, xml] of sheetsOf(parts)) expect(xml).toMatch(/<pageSetup paperSize="9" orientation="(portrait|landscape)" fitToWidth="1" fitToHeight="0"\/>/);
    }
  });

  test("is without a fault to hucre's own audit, but that a cover has no table", async () => {
    for (const { address, bytes } of workbooks) {
      const issues = a11y.audit(await readXlsx(bytes, { readStyles: true }));
      expect(
        issues.filter(({ code, location }) => !(code === "no-header-row" && location?.sheet === "Cover")),
        address,
      ).toEqual([]);
    }
  });

  test("writes a text that looks like a formula as a text, and has formulas only where they were asked for", () => {
    for (const { address, parts } of workbooks) {
      const formulas = sheetsOf(parts).flatMap(([, xml]) => found(xml, /<f>(.*?)<\/f>/g));
      if (!address.endsWith("formulas.xlsx")) expect(formulas, address).toEqual([]);
      for (const formula of formulas) expect(formula).toMatch(/^[-A-Za-z0-9_!$:,.()+*/^]+$/);
    }
  });
});

function textIn(cell: string | undefined): string {
  return /<t xml:space="preserve">(.*?)<\/t>/s.exec(cell ?? "")?.[1] ?? "";
}

describe("a number's format", () => {
  const format = (value: string, unit: Parameters<typeof formatOf>[0]["unit"]) => formatCode(formatOf({ value: Exact.decimal(value), unit, figure: undefined as never }));
  test.each([
    ["brackets below nil and a dash for nil", "-1399.09", "thousands", '#,##0;(#,##0);"–"'],
    ["no sign where a number below nil rounds to nil", "-0.49", "thousands", '#,##0;#,##0;"–"'],
    ["its sign from a half on", "-0.5", "thousands", '#,##0;(#,##0);"–"'],
    ["pounds and pence", "-1.5", "pounds", '#,##0.00;(#,##0.00);"–"'],
    ["a decimal of £m", "1", "millions", '#,##0.0;(#,##0.0);"–"'],
    ["a percentage, a minus below nil", "0.055", { percent: 1 }, '#,##0.0%;"–"#,##0.0%'],
    ["a percentage that rounds to nil", "-0.0004", { percent: 1 }, "#,##0.0%;#,##0.0%"],
    ["points", "1.2", { points: 1 }, '#,##0.0" points";"–"#,##0.0" points"'],
    ["an amount with its £", "26.5", { poundsTo: 2 }, '"£"#,##0.00;"–""£"#,##0.00'],
    ["a count", "7", { count: "places", decimals: 0 }, '#,##0;"–"#,##0'],
  ] as const)("has %s", (_, value, unit, expected) => {
    expect(format(value, unit)).toBe(expected);
  });
});
