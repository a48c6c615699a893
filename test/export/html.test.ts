// Pages of every table, read by parse5: each cell is what /graphql says, each note is reached and left again, and a screen reader is told what belongs to what.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startBrowser } from "../setup/browser.ts";
import type { Served } from "../setup/served.ts";
import { type AskedTable, asked, cellText, everyAddress, everyKind, file, rowText, savedReport, serveTables } from "./everyTable.ts";
import { all, attribute, type Element, readHtml, textOf } from "./htmlRead.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const essex = "mediumTermTable?authority=essex&unit=THOUSANDS&version=essex-mtrs-2023";

let served: Served;
beforeAll(async () => {
  served = await serveTables();
});
afterAll(() => served.stop());

const pageOf = async (address: string) => (await file(served, address, "html")).toString("utf8");
const figureOf = (cell: Element) => textOf(cell, "sup").trim();

/** Compares a table of the page with what was asked; how many cells there were. */
function compare(page: Element[], id: string, section: Element, table: AskedTable): number {
  const [head, ...rows] = all(section, "tr");
  const headings = all(head as Element, "th");
  expect(headings.map((each) => attribute(each, "scope"))).toEqual(headings.map(() => "col"));
  expect(headings.slice(1).map((each) => textOf(each).replace(/ \(\d+\)$/, ""))).toEqual(
    table.columns.map(({ label, status }) => (`${label} ${status}`.trim() || "Figure").replace(/ \(\d+\)$/, "")),
  );
  expect(rows).toHaveLength(table.rows.length);
  let cells = 0;
  for (const [at, row] of table.rows.entries()) {
    const element = rows[at] as Element;
    const [name] = all(element, "th") as [Element];
    expect(textOf(name)).toBe(rowText(row));
    expect(attribute(name, "scope")).toBe(row.kind === "HEADING" ? "rowgroup" : "row");
    const found = all(element, "td");
    if (row.kind === "HEADING") {
      expect(found).toHaveLength(0);
      expect(attribute(name, "colspan")).toBe(String(table.columns.length + 1));
      continue;
    }
    expect(found.map(figureOf), `${table.address}, ${row.label}`).toEqual(row.cells.map(cellText));
    for (const [index, cell] of row.cells.entries()) {
      const links = all(found[index] as Element, "a");
      expect(links).toHaveLength(cell.note ? 1 : 0);
      for (const link of links) {
        const note = page.find((each) => attribute(each, "id") === attribute(link, "href")?.slice(1)) as Element;
        expect(textOf(note)).toBe(`${textOf(link)} ${cell.note}`);
        const back = attribute(all(note, "a")[0] as Element, "href");
        expect(page.some((each) => attribute(each, "id") === back?.slice(1))).toBe(true);
      }
      cells += 1;
    }
  }
  const notes = all(section, "li").map((each) => textOf(each).replace(/^\[note \d+\] /, ""));
  expect(notes.slice(0, table.notes.length)).toEqual(table.notes);
  expect(attribute(section, "id")).toBe(id);
  return cells;
}

describe("HTML", () => {
  test("of every table has every cell as /graphql prints it", async () => {
    const addresses = await everyAddress(served);
    expect([...new Set(addresses.map((address) => address.split("?")[0]))].sort()).toEqual(everyKind);
    let cells = 0;
    for (const address of addresses) {
      const table = await asked(served, address);
      const { document, errors } = readHtml(await pageOf(address));
      expect(errors, address).toEqual([]);
      const [title, caption, heading] = ["title", "caption", "h1"].map((name) => all(document, name)[0] as Element) as [Element, Element, Element];
      expect([textOf(title), textOf(heading)]).toEqual([table.title, table.title]);
      expect(textOf(caption)).toBe(table.title + (table.unit.startsWith("£") ? table.unit : ""));
      const [section] = all(document, "section") as [Element];
      cells += compare(all(document, "a", "li", "sup"), "table-1", section, table);
      const foot = textOf(all(document, "main")[0] as Element);
      if (table.source) expect(foot).toContain(`Source: ${table.source}`);
      expect(foot).toContain(`Tabled, version ${table.dataVersion} of the data; made on 21 November 2026.`);
      expect(all(document, "script", "link", "img", "iframe")).toEqual([]);
    }
    expect(cells).toBeGreaterThan(2_000);
  });

  test("of a report has its tables under one list, each with notes of its own", async () => {
    const items = [{ address: essex, heading: "What remains" }, { address: "blockCase.curve?id=havering-block-case" }, { address: "arrangementRegister?authority=cambridgeshire" }];
    const id = await savedReport(served, "essex", "Cabinet, December", items);
    const { document, errors } = readHtml(await pageOf(`report?id=${id}`));
    expect(errors).toEqual([]);
    expect(all(document, "h1").map((each) => textOf(each))).toEqual(["Cabinet, December"]);
    const sections = all(document, "section");
    const tables = await Promise.all(items.map(({ address }) => asked(served, address)));
    for (const [index, table] of tables.entries()) compare(all(document, "a", "li", "sup"), `table-${index + 1}`, sections[index] as Element, table);
    const titles = ["What remains", tables[1]?.title, tables[2]?.title];
    expect(all(document, "h2").map((each) => textOf(each))).toEqual(titles);
    expect(all(all(document, "nav")[0] as Element, "a").map((each) => [textOf(each), attribute(each, "href")])).toEqual(titles.map((each, index) => [each, `#table-${index + 1}`]));
    const ids = all(document, "a", "li", "section", "div", "h2").flatMap((each) => attribute(each, "id") ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("has its chart drawn in it, and says what it shows", async () => {
    const { document } = readHtml(await pageOf(essex));
    const [chart] = all(document, "svg") as [Element];
    expect(attribute(chart, "role")).toBe("img");
    expect(attribute(chart, "aria-label")).toMatch(/^Commitments against the budget, in £000s\. .*Remaining unallocated/);
    expect(all(document, "figure")).toHaveLength(1);
  });

  test("gives rows under one heading a body of their own", async () => {
    const address = "outcomesByPeriod?against=COUNTRY&authority=west-sussex&subject=west-sussex-subject-schools";
    const table = await asked(served, address);
    const { document } = readHtml(await pageOf(address));
    const headed = all(document, "tbody").filter((body) => all(body, "th").some((each) => attribute(each, "scope") === "rowgroup"));
    expect(headed.length).toBe(table.rows.filter(({ kind }) => kind === "HEADING").length);
    expect(headed.length).toBeGreaterThan(0);
  });
});

describe("in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  test.each([1440, 1024])("at %i pixels has nothing that keeps people out, loads nothing, and does not scroll sideways", async (width) => {
    for (const address of [essex, "outcomesByPeriod?against=COUNTRY&authority=essex&subject=essex-subject", "arrangementRegister?authority=cambridgeshire"]) {
      const page = await browser.newPage({ viewport: { width, height: 800 }, bypassCSP: true });
      const asks: string[] = [];
      page.on("request", (request) => asks.push(request.url()));
      await page.setContent(await pageOf(address));
      expect(asks).toEqual([]);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => (window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run());
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
      await page.close();
    }
  });

  /** A4 between its margins, in pixels: 182 mm by 269 mm. */
  const paper = { upright: 687, across: 1016 };

  test("is cut off at no edge of a printed page, with 24 years or ten columns of words", async () => {
    const page = await browser.newPage();
    await page.emulateMedia({ media: "print" });
    for (const address of [
      essex,
      `${essex}&years=24`,
      "outcomesByPeriod?against=COUNTRY&authority=havering",
      "benefitsRegister?authority=havering",
      "commitmentRegister?authority=essex",
    ]) {
      await page.setContent(await pageOf(address));
      const turned = await page.evaluate(() => getComputedStyle(document.getElementsByTagName("section")[0] as HTMLElement).page === "landscape");
      await page.setViewportSize({ width: turned ? paper.across : paper.upright, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), address).toBeLessThanOrEqual(0);
    }
    await page.close();
  });

  test("has digits end under one another, with brackets and notes behind some", async () => {
    const page = await browser.newPage();
    await page.setContent(await pageOf(essex));
    const ends = await page.evaluate(() =>
      [...document.querySelectorAll("tbody tr")].map((row) => {
        const text = row.querySelectorAll("td")[1]?.firstChild as Text;
        const range = document.createRange();
        range.setStart(text, 0);
        range.setEnd(text, text.data.replace(/\)$/, "").length);
        return Math.round(range.getBoundingClientRect().right);
      }),
    );
    const { rows } = await asked(served, essex);
    expect(rows.map(({ cells }) => [cells[1]?.note !== null, cells[1]?.shown.endsWith(")")].join(" ")).sort()).toEqual(
      expect.arrayContaining(["false false", "false true", "true false"]),
    );
    // A bracket is about a third of the type's size in most fonts.
    expect(Math.max(...ends) - Math.min(...ends)).toBeLessThanOrEqual(2);
    await page.close();
  });

  test("lets no script run, whatever a page is made to hold", async () => {
    const page = await browser.newPage();
    await page.setContent((await pageOf(essex)).replace("</main>", "<script>document.title = 'run'</script></main>"));
    expect(await page.title()).toBe((await asked(served, essex)).title);
    await page.close();
  });
});
