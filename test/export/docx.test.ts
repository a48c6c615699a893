// Word documents of every table, read by mammoth and, where it is installed, by LibreOffice: each cell is what /graphql says, and nothing runs off the page.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSheet } from "../api/officer.ts";
import type { Served } from "../setup/served.ts";
import { byLibreOffice, byMammoth, soffice, tablesOf, unzipped } from "./docxRead.ts";
import { type AskedTable, asked, cellText, everyAddress, everyKind, file, follow, rowText, savedReport, serveTables } from "./everyTable.ts";
import { all, readHtml, textOf } from "./htmlRead.ts";

const essex = "mediumTermTable?authority=essex&unit=THOUSANDS&version=essex-mtrs-2023";

let served: Served;
beforeAll(async () => {
  served = await serveTables();
});
afterAll(() => served.stop());

const documents = new Map<string, Promise<Buffer>>();
/** The document of a table, made once for all tests of it. */
function documentOf(address: string): Promise<Buffer> {
  const made = documents.get(address) ?? file(served, address, "docx");
  documents.set(address, made);
  return made;
}
const xmlOf = async (address: string, part = "word/document.xml") => (unzipped(await documentOf(address)).get(part) as Buffer).toString("utf8");
const spaced = (text: string) => text.replace(/\s+/g, " ").trim();

/** The rows that a document of the table has to have, with its notes' marks. */
function expected(table: AskedTable): string[][] {
  const notes = [...new Set([...table.notes, ...table.rows.flatMap(({ cells }) => cells.flatMap(({ note }) => note ?? []))])];
  const numbers = new Map(notes.map((note) => [note, table.notes.includes(note) ? table.notes.indexOf(note) + 1 : 0]));
  let number = table.notes.length;
  for (const note of notes) if (!table.notes.includes(note)) numbers.set(note, ++number);
  return table.rows.map((row) => [
    spaced(rowText(row)),
    ...(row.kind === "HEADING" ? table.columns.map(() => "") : row.cells.map((cell) => spaced(cellText(cell) + (cell.note ? ` [note ${numbers.get(cell.note)}]` : "")))),
  ]);
}

/** The rows of a table's parts, put together again. */
function joined(parts: string[][][]): string[][] {
  const [first, ...others] = parts as [string[][], ...string[][][]];
  return first.map((row, at) => [...row, ...others.flatMap((part) => part[at]?.slice(1) ?? [])]);
}

describe("DOCX", () => {
  test("of every table has every cell as /graphql prints it", async () => {
    const addresses = await everyAddress(served);
    expect([...new Set(addresses.map((address) => address.split("?")[0]))].sort()).toEqual(everyKind);
    let cells = 0;
    for (const address of addresses) {
      const table = await asked(served, address);
      const html = await byMammoth(await documentOf(address));
      const [head, ...rows] = joined(tablesOf(html));
      expect(head).toHaveLength(table.columns.length + 1);
      expect(rows, address).toEqual(expected(table));
      const { document } = readHtml(html);
      expect(all(document, "h1").map((each) => textOf(each))).toEqual([table.title]);
      const said = all(document, "p").map((each) => textOf(each));
      expect(said.some((each) => each.startsWith("Table ") && each.endsWith(`: ${table.title}`))).toBe(true);
      expect(said).toContain(`Tabled, version ${table.dataVersion} of the data; made on 21 November 2026.`);
      const notes = all(document, "li").map((each) => textOf(each).replaceAll("\n", " "));
      expect(notes.slice(0, table.notes.length)).toEqual(table.notes.map((note) => note.replaceAll("\n", " ")));
      cells += rows.reduce((sum, row) => sum + row.length, 0);
    }
    expect(cells).toBeGreaterThan(2_000);
  });

  test("of a report has its tables in order, each under a heading and numbered", async () => {
    const items = [{ address: essex, heading: "What remains" }, { address: `${essex}&years=24` }, { address: "blockCase.curve?id=havering-block-case" }];
    const id = await savedReport(served, "essex", "Cabinet, December", items);
    const buffer = await documentOf(`report?id=${id}`);
    const { document } = readHtml(await byMammoth(buffer));
    const tables = await Promise.all(items.map(({ address }) => asked(served, address)));
    const titles = ["What remains", tables[1]?.title, tables[2]?.title];
    expect(all(document, "h1").map((each) => textOf(each))).toEqual(["Cabinet, December"]);
    expect(all(document, "h2").map((each) => textOf(each))).toEqual(titles);
    const links = all(document, "a").filter((each) => textOf(each).startsWith("Table "));
    expect(links.map((each) => textOf(each))).toEqual(titles.map((title, index) => `Table ${index + 1}: ${title}`));
    const xml = (unzipped(buffer).get("word/document.xml") as Buffer).toString("utf8");
    // Upright, then across for 24 years, then upright again.
    expect([...xml.matchAll(/<w:pgSz ([^>]*)\/>/g)].map(([, size]) => (size?.includes("landscape") ? "across" : "upright"))).toEqual(["upright", "across", "upright"]);
    expect([...xml.matchAll(/SEQ Table/g)].length).toBeGreaterThanOrEqual(3);
  });

  test("has tables that Word repeats the head of, breaks no row of, and reads aloud", async () => {
    for (const address of [essex, "outcomesByPeriod?against=COUNTRY&authority=essex&subject=essex-subject"]) {
      const table = await asked(served, address);
      const xml = await xmlOf(address);
      const rows = [...xml.matchAll(/<w:tr>.*?<\/w:tr>/gs)].map(([row]) => row);
      expect(rows).toHaveLength(table.rows.length + 1);
      expect(rows.map((row) => row.includes("<w:tblHeader/>"))).toEqual(rows.map((_, index) => index === 0));
      expect(rows.every((row) => row.includes("<w:cantSplit/>"))).toBe(true);
      expect(xml).not.toMatch(/<w:(gridSpan|vMerge|hMerge)/);
      expect(xml).toContain(`<w:tblCaption w:val="${table.title}"/>`);
      expect(xml).toMatch(/<w:tblDescription w:val="[^"]{20,}"\/>/);
      expect(/<w:tblLook [^>]*>/.exec(xml)?.[0]).toMatch(/w:firstRow="(1|true)".*w:firstColumn="(1|true)"|w:firstColumn="(1|true)".*w:firstRow="(1|true)"/);
      expect(xml).toMatch(/<w:fldSimple w:instr="SEQ Table [^"]*"><w:r><w:t[^>]*>1<\/w:t>/);
    }
    const chart = await xmlOf(essex);
    expect(chart).toMatch(/<wp:docPr [^>]*descr="Commitments against the budget, in £000s\. /);
    const rules = [...chart.matchAll(/<w:tr>.*?<\/w:tr>/gs)].map(([row]) => [/<w:top w:val="single"/.test(row), /<w:bottom w:val="double"/.test(row)]);
    const { rows } = await asked(served, essex);
    expect(rules.slice(1)).toEqual(rows.map(({ kind }) => [["SUBTOTAL", "TOTAL", "REMAINING"].includes(kind), ["TOTAL", "REMAINING"].includes(kind)]));
  });

  test("is in English, says what it is, and names no machine and nobody", async () => {
    const parts = unzipped(await documentOf(essex));
    expect(parts.get("word/styles.xml")?.toString()).toMatch(/<w:lang [^>]*w:val="en-GB"/);
    const core = parts.get("docProps/core.xml")?.toString() as string;
    expect(core).toContain(`<dc:title>${(await asked(served, essex)).title}</dc:title>`);
    expect(core).toContain("<dc:creator>Tabled</dc:creator>");
    expect(core).toContain("<cp:lastModifiedBy>Tabled</cp:lastModifiedBy>");
  });

  test("lies within the margins, in parts with the rows' names again where 24 years do not fit", async () => {
    for (const address of await everyAddress(served)) {
      const xml = await xmlOf(address);
      const across = xml.includes('w:orient="landscape"');
      const widths = [...xml.matchAll(/<w:tblGrid>(.*?)<\/w:tblGrid>/gs)].map(([, grid]) =>
        [...(grid as string).matchAll(/w:w="(\d+)"/g)].reduce((sum, [, width]) => sum + Number(width), 0),
      );
      // A4 is 11,906 by 16,838 twips, with margins of 2 cm.
      for (const width of widths) expect(width, address).toBeLessThanOrEqual((across ? 16_838 : 11_906) - 2 * 1_134);
      for (const [, emus] of xml.matchAll(/<wp:extent cx="(\d+)"/g)) expect(Number(emus) / 635).toBeLessThanOrEqual((across ? 16_838 : 11_906) - 2 * 1_134);
    }
    const parts = tablesOf(await byMammoth(await documentOf(`${essex}&years=24`)));
    expect(parts.length).toBeGreaterThan(1);
    const names = (await asked(served, essex)).rows.map(rowText);
    expect(parts.map((part) => part.slice(1).map(([name]) => name))).toEqual(parts.map(() => names));
  });

  test("with more rows than a document holds is refused, and says what to take", async () => {
    const { authority, version } = await startSheet(served, "Long");
    const rows = Array.from({ length: 400 }, (_, index) => ({ name: `Centre ${index}`, amounts: ["1"] }));
    const added = await served.ask(`mutation($v: ID!, $r: [NewCostCentreInput!]!) { addCostCentres(version: $v, rows: $r) { batchId } }`, { v: version, r: rows });
    expect(added.errors).toBeUndefined();
    const response = await follow(served, `/export/mediumTermTable.docx?authority=${authority}&years=30`);
    expect(response.statusCode).toBe(400);
    expect(response.json().errors[0]).toMatchObject({ extensions: { code: "BAD_INPUT", field: "format" }, message: expect.stringContaining("Export .xlsx") });
  });

  describe("of a report with every kind of table", () => {
    let byKind: string[];
    let buffer: Buffer;
    beforeAll(async () => {
      const addresses = await everyAddress(served);
      byKind = everyKind.map((kind) => addresses.find((address) => address.split("?")[0] === kind) as string);
      buffer = await documentOf(
        `report?id=${await savedReport(
          served,
          "essex",
          "All",
          byKind.map((address) => ({ address })),
        )}`,
      );
    });

    /** Asserts that the tables that were read are the report's, each perhaps in several parts. */
    async function hasEveryCell(found: string[][][]) {
      let at = 0;
      for (const address of byKind) {
        const table = await asked(served, address);
        const parts: string[][][] = [];
        for (let columns = 0; columns < table.columns.length; at += 1) {
          const part = found[at] as string[][];
          parts.push(part);
          columns += (part[0] as string[]).length - 1;
        }
        expect(joined(parts).slice(1), address).toEqual(expected(table));
      }
      expect(at).toBe(found.length);
    }

    test("has every cell, by mammoth", async () => {
      await hasEveryCell(tablesOf(await byMammoth(buffer)));
      const xml = (unzipped(buffer).get("word/document.xml") as Buffer).toString("utf8");
      expect(xml.match(/<w:tblHeader\/>/g)?.length).toBeGreaterThanOrEqual(byKind.length);
    });

    test.skipIf(soffice === null)("has every cell, by LibreOffice", async () => {
      const { document } = readHtml(byLibreOffice(buffer, "html").toString("utf8"));
      await hasEveryCell(all(document, "table").map((table) => all(table, "tr").map((row) => all(row, "td", "th").map((cell) => spaced(textOf(cell))))));
      const fodt = byLibreOffice(buffer, "fodt").toString("utf8");
      expect(fodt).toContain("<table:table-header-rows>");
      expect(fodt).toContain('fo:language="en" fo:country="GB"');
    });
  });
});
