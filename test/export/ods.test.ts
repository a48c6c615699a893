// What the guidance asks of a spreadsheet and OpenDocument of its parts, held against the XML of every .ods workbook.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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
    const bytes = await file(served, address, "ods");
    workbooks.push({ address, bytes, parts: partsOf(bytes) });
  }
});
afterAll(() => served.stop());

const found = (xml: string, pattern: RegExp) => [...xml.matchAll(pattern)].map(([, one]) => one as string);

describe("a workbook for LibreOffice, of every table and of a report", () => {
  test("says what it is in its first bytes", () => {
    for (const { bytes } of workbooks) {
      expect(bytes.subarray(30, 38).toString()).toBe("mimetype");
      expect(bytes.subarray(38, 38 + 46).toString()).toBe("application/vnd.oasis.opendocument.spreadsheet");
    }
  });

  test("declares every part that it has and every style that it uses", () => {
    for (const { address, parts } of workbooks) {
      const declared = found(parts.get("META-INF/manifest.xml") as string, /manifest:full-path="([^"]+)"/g);
      expect(declared.sort(), address).toEqual(["/", "content.xml", "meta.xml", "styles.xml"]);
      const used = new Set(found(parts.get("content.xml") as string, /table-cell table:style-name="([^"]+)"/g));
      const styles = parts.get("styles.xml") as string;
      const known = found(styles, /<style:style style:name="([^"]+)" style:family="table-cell"/g);
      expect([...used].filter((name) => !known.includes(name))).toEqual([]);
      const formats = found(styles, /<number:[a-z]+-style style:name="([^"]+)"/g);
      expect(
        [...found(styles, /style:data-style-name="([^"]+)"/g), ...found(styles, /value\(\)[^"]*" style:apply-style-name="([^"]+)"/g)].filter((name) => !formats.includes(name)),
      ).toEqual([]);
      expect(new Set(formats).size).toBe(formats.length);
    }
  });

  test("has a cover, contents and notes, then one marked-up table a sheet, with no merged, hidden or blank cell", () => {
    for (const { address, parts } of workbooks) {
      const content = parts.get("content.xml") as string;
      const sheets = [...content.matchAll(/<table:table table:name="([^"]+)"(.*?)<\/table:table>/gs)];
      expect(
        sheets.slice(0, 2).map(([, name]) => name),
        address,
      ).toEqual(["Cover", "Contents"]);
      expect(content).not.toMatch(/spanned|covered-table-cell|visibility=|table:display="false"|<table:filter|<table:table-cell[^>]*\/>|<text:p\/>|<text:p><\/text:p><\/table/);
      const ranges = new Map(
        [...content.matchAll(/target-range-address="([^".]+)\.A(\d+):[^".]+\.([A-Z]+)(\d+)" table:contains-header="true"/g)].map(([, name, first, column, last]) => [
          name,
          { first, column, last },
        ]),
      );
      for (const [, name, xml] of sheets) {
        const range = ranges.get(name as string);
        if (name === "Cover") {
          expect(range).toBeUndefined();
          continue;
        }
        const rows = found(xml as string, /<table:table-row [^>]*>(.*?)<\/table:table-row>/gs);
        expect(Number(range?.last)).toBe(rows.length);
        const widths = rows.slice(Number(range?.first) - 1).map((row) => found(row, /<(table:table-cell)/g).length);
        expect(new Set(widths).size, `${address}, ${name}`).toBe(1);
        expect(found(xml as string, /(<table:table-header-rows>)/g)).toHaveLength(1);
      }
    }
  });

  test("says its title and language", () => {
    for (const { parts } of workbooks) {
      expect(parts.get("meta.xml")).toMatch(/<dc:title>.+<\/dc:title>.*<dc:creator>Tabled<\/dc:creator>.*<dc:language>en-GB<\/dc:language>/s);
      expect(parts.get("styles.xml")).toContain('fo:language="en" fo:country="GB"');
    }
  });
});
