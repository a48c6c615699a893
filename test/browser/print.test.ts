// The page on paper, printed by a real browser and read back by other programs: the whole table, its headings on every page, and no more.
import { describe, expect, test } from "vitest";
import { given } from "../api/officer.ts";
import { latest } from "../setup/latest.ts";
import { onPages } from "../setup/pages.ts";
import { hasPdftotext, type PdfPage, readByPdftotext, readPdf } from "../setup/pdf.ts";

const at = onPages();
const a4 = { upright: [595, 842], across: [842, 595] };
const sizes = (pages: readonly PdfPage[]) => [...new Set(pages.map(({ width, height }) => `${Math.round(width)} × ${Math.round(height)}`))];
const size = (way: keyof typeof a4) => a4[way].join(" × ");

interface Table {
  title: string;
  columns: { label: string; status: string }[];
  rows: { label: string; status: string | null; cells: { shown: string }[] }[];
  notes: string[];
  dataVersion: number;
}
const wanted = "title dataVersion notes columns { label status } rows { label status cells { shown } }";
const lineOf = ({ label, status, cells }: Table["rows"][number], from = 0, to = cells.length) =>
  [label, status, ...cells.slice(from, to).map(({ shown }) => shown)].filter(Boolean).join(" ");
const headingsOf = ({ columns }: Table, from = 0, to = columns.length) =>
  columns
    .slice(from, to)
    .map(({ label, status }) => [label, status].filter(Boolean).join(" "))
    .join(" ");

async function print(): Promise<{ pages: PdfPage[]; pdf: Buffer }> {
  const pdf = await at.page.pdf({ preferCSSPageSize: true });
  // Nothing of it is left on the screen.
  await expect.poll(() => at.page.locator(".printed").count()).toBe(0);
  return { pages: await readPdf(pdf), pdf };
}

describe("The medium-term table", () => {
  const read = async (more = "") => (await at.served.ask(`{ mediumTermTable(authority: "essex"${more}) { ${wanted} } }`)).data.mediumTermTable as Table;

  test("is printed upright: its title, each row whole, its notes and its source, and nothing that it is worked with", async () => {
    await at.open("/medium-term?authority=essex&panel=keys", "remaining", "2023/24");
    const { pages, pdf } = await print();
    const table = await read();
    expect(sizes(pages)).toEqual([size("upright")]);
    expect(pages).toHaveLength(1);
    const { text } = pages[0] as PdfPage;
    for (const part of [table.title, `Data version ${table.dataVersion}.`, headingsOf(table), ...table.rows.map((row) => lineOf(row)), ...table.notes])
      expect(text).toContain(part);
    expect(text).toContain("Source: Cabinet, 12 September 2023, 6.1.6 (FP/155/06/23).");
    expect(text).toContain("Page 1 of 1");
    for (const chrome of ["Copy figure", "Filter and columns", "Arrows, Page Up", "Add a commitment", "History", "Benefits", "Not the whole table"]) {
      expect(text).not.toContain(chrome);
    }
    // A second program, where there is one: a label of two lines stands otherwise there, so figures are looked for beside their first line.
    if (!hasPdftotext) return;
    const other = readByPdftotext(pdf).join(" ");
    for (const { label, cells } of table.rows) {
      expect(other).toContain(label.slice(0, 40));
      expect(other).toContain(cells.map(({ shown }) => shown).join(" "));
    }
  });

  test("is printed as it is arranged, which is said above it, with what is typed in pounds", async () => {
    await at.open("/medium-term?authority=essex&unit=POUNDS&sort=2023/24+down&where=2023/24+over+3000000&hide=2025/26", "remaining", "2023/24");
    const { text } = (await print()).pages[0] as PdfPage;
    expect(text).toContain("2023/24 budget is over 3000000; sorted by 2023/24 budget, the largest first; 1 column is hidden. Totals are of all rows, 3 of 10 are shown.");
    expect(text).toMatch(/South 4,780,000\.00 4,747,000\.00 4,321,000\.00 .*North 4,646,000\.00 4,614,000\.00 4,200,000\.00 .*West 3,266,000\.00/);
    expect(text).not.toContain("Mainstream Residential Mid");
    expect(text).not.toContain("2025/26 draft");
  });

  test("has an open chart below it, in words that are as large as the table's", async () => {
    const drawnForPaper = at.page.waitForResponse(/\/charts\/.*width=680/);
    await at.open("/medium-term?authority=essex&chart=shown", "remaining", "2023/24");
    await (await drawnForPaper).finished();
    await at.page.locator(".chart svg").waitFor();
    const { text } = (await print()).pages[0] as PdfPage;
    expect(text).toMatch(/Remaining unallocated budget 10,698 4,346 2,900 3,949 .*£5m £10m .*Remaining unallocated .*Amounts are in thousands/);
    // Drawn for the paper, and for the screen again.
    await expect.poll(() => at.page.locator(".chart svg").getAttribute("width")).not.toBe("680");
  });
});

describe("Other sheets", () => {
  test("monitoring has the words of its ratings", async () => {
    const asked = 'monitoringTable(authority: "essex", version: "essex-mtrs-2023", year: "2023/24", asAt: "2023-09-30")';
    const cells = given(await at.served.ask(`{ ${asked} { rows(keys: ["costCentre:essex-north"]) { cells { edits } } } }`)).monitoringTable.rows[0].cells as {
      edits: string | null;
    }[];
    const edits = cells.flatMap(({ edits }) => (edits ? [{ cell: edits, expected: null, typed: "4,700" }] : []));
    given(await at.served.ask(`mutation($edits: [CellEditInput!]!) { editForecasts(authority: "essex", edits: $edits) { batchId } }`, { edits }));
    await at.open("/monitoring?authority=essex&version=essex-mtrs-2023&from=2023/24&asAt=2023-09-30", "costCentre:essex-north", "forecast");
    const table = (await at.served.ask(`{ ${asked} { ${wanted} } }`)).data.monitoringTable as Table;
    const text = (await print()).pages.map((page) => page.text).join(" ");
    expect(text).toContain(table.title);
    // 54 over 4,646 is 1.16%, within the tolerance of 2%.
    expect(text).toContain("+54 +1.2% Amber");
    for (const row of table.rows) expect(text).toContain(lineOf(row));
    for (const note of table.notes) expect(text).toContain(note);
  });

  test("outcomes lie across, and a rating that the screen shows by its shape is a word", async () => {
    const kpi = "havering-kpi-within-20-miles";
    const of = (period: string, numerator: string) => ({ kpiId: kpi, subjectId: "havering-subject", period, numerator, denominator: "40" });
    const outcomes = [of("2023/24 Q4", "30"), ...["33", "36", "38", "40"].map((numerator, index) => of(`2024/25 Q${index + 1}`, numerator))];
    given(
      await at.served.ask(`mutation($outcomes: [OutcomeInput!]!) { enterOutcomes(seen: ${latest}, authority: "havering", outcomes: $outcomes, why: "Returns") { batchId } }`, {
        outcomes,
      }),
    );
    await at.open("/outcomes?authority=havering", `kpi:${kpi}`, "rag");
    const { pages } = await print();
    expect(sizes(pages)).toEqual([size("across")]);
    const text = pages.map((page) => page.text).join(" ");
    const table = (await at.served.ask(`{ outcomesByPeriod(authority: "havering", against: COUNTRY) { ${wanted} rated: rows { cells { rag } } } }`)).data
      .outcomesByPeriod as Table & {
      rated: { cells: { rag: string | null }[] }[];
    };
    for (const [row, { label, cells }] of table.rows.entries()) {
      expect(text).toContain(label);
      for (const [index, { shown }] of cells.entries()) {
        const rag = table.rated[row]?.cells[index]?.rag;
        const word = rag ? `${rag.slice(0, 1)}${rag.slice(1).toLowerCase()}` : "";
        expect(text).toContain(shown.includes(word) ? shown : `${shown} ${word}`);
      }
    }
    expect(text).toMatch(/100\.0% Green/);
  });
});

describe("A sheet of two thousand rows", () => {
  const names = Array.from({ length: 2_000 }, (_, index) => `Centre ${String(index + 1).padStart(4, "0")}`);

  test("is printed whole, a row on one page, with its headings on every page; before it is read, it says that it is not", async () => {
    const rows = names.map((name, index) => ({ name, amounts: [String(index + 1), "2", "3", "4"] }));
    given(await at.served.ask(`mutation($rows: [NewCostCentreInput!]!) { addCostCentres(version: "essex-mtrs-2023", rows: $rows, unit: THOUSANDS) { batchId } }`, { rows }));
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await at.page.route(/\/graphql/, async (route) => {
      if (decodeURIComponent(route.request().url()).includes('"upTo":null')) await released;
      await route.continue();
    });
    await at.open("/medium-term?authority=essex&version=essex-mtrs-2023", "costCentre:essex-north", "2023/24");
    const first = (await print()).pages.map(({ text }) => text).join(" ");
    expect(/Not the whole table: .*? rows are here\./.exec(first)?.[0]).toBe("Not the whole table: it was still being read when it was printed. Its first 150 rows are here.");
    expect(first.includes("Centre 2000")).toBe(false);
    release();
    await expect.poll(() => at.page.locator(".sheet [role=grid], .sheet [role=treegrid]").getAttribute("aria-rowcount")).toBe(String(2_000 + 13 + 1));

    const { pages, pdf } = await print();
    expect(sizes(pages)).toEqual([size("upright")]);
    for (const [number, { text }] of pages.entries()) {
      expect(/Page \d+ of \d+/.exec(text)?.[0]).toBe(`Page ${number + 1} of ${pages.length}`);
      // The last page may have no more than notes.
      expect(number === pages.length - 1 || text.includes("2023/24 budget 2024/25 draft 2025/26 draft 2026/27 draft")).toBe(true);
    }
    const text = pages.map((page) => page.text);
    expect(text.some((page) => page.includes("Not the whole table"))).toBe(false);
    const torn = names.filter((name, index) => !text.some((page) => page.includes(`${name} ${(index + 1).toLocaleString("en-GB")} 2 3 4`)));
    expect(torn).toEqual([]);
    // 16,604 and 1 + 2 + … + 2,000 = 2,001,000 thousand.
    expect(text.filter((page) => page.includes("Total budget 2,017,604"))).toHaveLength(1);
    if (hasPdftotext) expect(readByPdftotext(pdf)).toHaveLength(pages.length);
  });
});

test("twenty-four years lie across in parts, each with the rows' headings and all of its own figures", async () => {
  const authority = given(await at.served.ask(`mutation { createAuthority(input: { name: "Widecombe Council" }) { id } }`)).createAuthority.id as string;
  const version = given(
    await at.served.ask(`mutation($a: ID!) { createVersion(authority: $a, input: { name: "Long draft", firstYear: "2020/21", yearCount: 24 }) { id } }`, { a: authority }),
  ).createVersion.id as string;
  const rows = Array.from({ length: 60 }, (_, row) => ({ name: `Centre ${row}, residential`, amounts: Array.from({ length: 24 }, (_, year) => String(1_000 * row + year)) }));
  given(await at.served.ask(`mutation($v: ID!, $rows: [NewCostCentreInput!]!) { addCostCentres(version: $v, rows: $rows, unit: THOUSANDS) { batchId } }`, { v: version, rows }));
  const table = (await at.served.ask(`{ mediumTermTable(authority: "${authority}") { ${wanted} } }`)).data.mediumTermTable as Table;
  await at.open(
    `/medium-term?authority=${authority}`,
    given(await at.served.ask(`{ mediumTermTable(authority: "${authority}") { rows(upTo: 1) { key } } }`)).mediumTermTable.rows[0].key,
    "2020/21",
  );
  const { pages } = await print();
  expect(sizes(pages)).toEqual([size("across")]);
  const text = pages.map((page) => page.text);
  const parts = [...text.join(" ").matchAll(/(\d{4}\/\d\d) to (\d{4}\/\d\d) \(part (\d) of (\d)\)/g)];
  expect(parts.length).toBeGreaterThan(1);
  const reached = parts.reduce((from, [, first, last, , of]) => {
    expect(table.columns[from]?.label).toBe(first);
    expect(Number(of)).toBe(parts.length);
    const to = table.columns.findIndex(({ label }) => label === last) + 1;
    const own = text.filter((page) => page.includes(headingsOf(table, from, to)));
    expect(own.length).toBeGreaterThan(0);
    expect(table.rows.filter((row) => !own.some((page) => page.includes(lineOf(row, from, to)))).map(({ label }) => label)).toEqual([]);
    return to;
  }, 0);
  expect(reached).toBe(24);
});
