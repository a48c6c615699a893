// A real browser takes tables away: each kind of file from each page, and a report put together by keyboard and mouse.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";

const pages = onPages();

/** How each kind of file begins, so that one which holds an error or another file is told. */
const beginnings: Record<string, readonly string[]> = {
  docx: ["PK\u0003\u0004"],
  xlsx: ["PK\u0003\u0004"],
  "formulas.xlsx": ["PK\u0003\u0004"],
  ods: ["PK\u0003\u0004"],
  csv: ["\u00ef\u00bb\u00bfItem,", "\u00ef\u00bb\u00bfGroup,Item,"],
  "values.csv": ["table,row,"],
  html: ["<!doctype html>"],
  md: ["# "],
  json: ["{"],
  svg: ["<svg ", "<?xml "],
  png: ["\u0089PNG\r\n\u001a\n"],
};
const begins = (beginning: string, ending: string) => (beginnings[ending] ?? []).some((each) => beginning.toLowerCase().startsWith(each.toLowerCase()));

async function saved(name: string): Promise<{ file: string; beginning: string; bytes: Buffer }> {
  const link = pages.page.locator(".export-files li", { has: pages.page.getByText(`.${name}`, { exact: true }) }).locator("a");
  const [download] = await Promise.all([pages.page.waitForEvent("download"), link.click()]);
  const bytes = readFileSync(await download.path());
  return { file: download.suggestedFilename(), beginning: bytes.subarray(0, 200).toString("latin1"), bytes };
}

/** Every page with a table, and whether the table has a chart. */
const sheets: [address: string, title: string, charted: boolean][] = [
  ["/medium-term?authority=essex", "Essex County Council, medium-term table, MTRS draft 2023", true],
  ["/medium-term?authority=essex&view=byCostCentre", "Essex County Council, medium-term table by cost centre, MTRS draft 2023", true],
  ["/monitoring?authority=essex&from=2023/24", "Essex County Council, budget monitoring 2023-24", false],
  ["/commitments?authority=essex", "Essex County Council, commitments", false],
  ["/arrangements?authority=cambridgeshire&asAt=2018-10-09", "Cambridgeshire", true],
  ["/block-case?authority=havering", "", false],
  ["/block-case?authority=havering&view=curve", "", true],
  ["/partnership?authority=havering", "", false],
  ["/options?authority=essex", "Essex County Council", false],
  ["/outcomes?authority=west-sussex&of=west-sussex-subject-residential", "West Sussex", false],
  ["/outcomes?authority=west-sussex&view=bySubject", "West Sussex", false],
  ["/outcomes?authority=west-sussex&kpi=west-sussex-kpi-on-the-system", "", true],
  ["/benefits?authority=havering", "London Borough of Havering, benefits", false],
  ["/figures?authority=sefton", "Sefton", false],
];

test.each(sheets)("%s gives its table as every kind of file", async (address, title, charted) => {
  const opened = async () => {
    await pages.goTo(address);
    await pages.page.locator(".ag-row").first().waitFor();
    await pages.page.getByRole("button", { name: "Export", exact: true }).click();
    // The panel is whole once it has read the reports.
    await pages.page.getByRole("button", { name: "Start it with this table" }).waitFor();
  };
  await opened();
  const endings = (await pages.page.locator(".export-ending").allInnerTexts()).map((ending) => ending.slice(1));
  expect(endings).toEqual(Object.keys(beginnings).filter((ending) => charted || !["svg", "png"].includes(ending)));
  for (const ending of endings) {
    // Chromium lets a page save ten files and then asks its reader.
    if (ending === "svg") await opened();
    const { file, beginning } = await saved(ending);
    expect(begins(beginning, ending), `${ending}: ${beginning}`).toBe(true);
    expect(file).toContain(title);
    expect(file).toMatch(new RegExp(`, data \\d+\\.${ending.split(".").at(-1)}$`));
  }
});

test("the page says where there is no table, and what to do", async () => {
  await pages.goTo("/partnership?authority=essex&panel=export");
  await pages.page.getByRole("button", { name: "Open Exports" }).click();
  await expect.poll(() => pages.page.url()).toContain("/exports?authority=essex");
});

test("an answer of the query page gives the files that it links to", async () => {
  await pages.goTo("/query?authority=essex");
  const editor = pages.page.locator(".graphiql-query-editor .CodeMirror");
  await expect.poll(() => editor.evaluate((found) => (found as unknown as { CodeMirror: { getValue(): string } }).CodeMirror.getValue())).not.toBe("");
  await editor.locator(".CodeMirror-lines").click();
  await pages.page.keyboard.press("Control+a");
  await pages.page.keyboard.insertText('query AsFiles { mediumTermTable(authority: "essex") { export(format: VALUES_CSV) } }');
  await pages.page.keyboard.press("Control+Enter");
  const link = pages.page.getByRole("link", { name: "mediumTermTable.values.csv" });
  const [download] = await Promise.all([pages.page.waitForEvent("download"), link.click()]);
  expect(readFileSync(await download.path(), "utf8")).toMatch(/^table,row,[\s\S]*Remaining unallocated budget/);
});

/** What a report's file of values says of its tables, in order. */
async function tablesIn(): Promise<string[]> {
  const { bytes } = await saved("values.csv");
  const { parse } = await import("csv-parse/sync");
  const rows = parse(bytes, { columns: true }) as { table: string }[];
  return [...new Set(rows.map(({ table }) => table))];
}

test("a report: started, filled from a sheet and from the list, ordered by keyboard, renamed, taken back, and saved as one file", async () => {
  const { page } = pages;
  await pages.goTo("/exports?authority=essex");
  await page.getByLabel("Name of the report").fill("Cabinet, 12 September");
  await page.getByRole("button", { name: "Start this report" }).click();
  await page.getByRole("button", { name: "Add Medium term: MTRS draft 2023" }).click();
  await page.getByText("1 table", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Add Figures as printed" }).click();
  await page.getByText("2 tables, in the order").waitFor();

  // From its own sheet, with the unit that the sheet has.
  await pages.goTo("/medium-term?authority=essex&unit=MILLIONS&panel=export");
  await page.getByRole("button", { name: "Add this table" }).click();
  await page.getByRole("link", { name: "Open the report" }).click();
  const headings = () => page.getByLabel(/^Title in the report of table/);
  await expect.poll(() => headings().count()).toBe(3);
  await expect.poll(() => headings().nth(2).getAttribute("placeholder")).toBe("Essex County Council: medium-term table, MTRS draft 2023");
  await headings().nth(2).fill("The same in millions");
  await headings().nth(2).press("Enter");
  await page.getByText("Renamed table 3 of Cabinet, 12 September: The same in millions.").waitFor();
  await headings().nth(2).press("Alt+ArrowUp");
  await expect.poll(() => headings().nth(1).inputValue()).toBe("The same in millions");
  await page.getByRole("button", { name: "Move The same in millions up" }).click();
  await expect.poll(() => headings().nth(0).inputValue()).toBe("The same in millions");
  // Keys that come faster than the server keeps them are kept all the same.
  await headings().nth(0).press("Alt+ArrowDown");
  await page.keyboard.press("Alt+ArrowDown");
  await expect.poll(() => headings().nth(2).inputValue()).toBe("The same in millions");
  await page.getByRole("button", { name: "Move The same in millions up" }).dblclick();
  await expect.poll(() => headings().nth(0).inputValue()).toBe("The same in millions");
  expect(await tablesIn()).toEqual(["The same in millions", "Essex County Council: medium-term table, MTRS draft 2023", "Essex County Council: figures as printed"]);

  await page.getByRole("button", { name: "Take The same in millions out" }).click();
  await expect.poll(() => headings().count()).toBe(2);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => headings().count()).toBe(3);
  const files = ["docx", "xlsx", "formulas.xlsx", "ods", "values.csv", "html", "md", "json"];
  expect((await page.locator(".export-ending").allInnerTexts()).map((ending) => ending.slice(1))).toEqual(files);
  for (const ending of files) {
    const { file, beginning } = await saved(ending);
    expect(begins(beginning, ending), `${ending}: ${beginning}`).toBe(true);
    expect(file).toMatch(/^Cabinet, 12 September/);
  }
  await page.getByRole("button", { name: "Remove this report" }).click();
  await page.getByText("Put a report's tables together").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => headings().count()).toBe(3);
  await pages.fits();
  await pages.goTo("/exports?authority=essex&of=gone");
  await page.getByText("The report at this address has been removed.").waitFor();
});
