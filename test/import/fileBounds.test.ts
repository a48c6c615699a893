import { strToU8, zipSync } from "fflate";
import { writeXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import { readFileAs } from "../../server/import/reading.ts";
import { openSheet } from "../../server/import/readSheet.ts";
import { measureIn } from "../../server/reading/activityColumns.ts";
import { longestCell, longestHeading } from "../../server/reading/grid.ts";
import { yearHeading } from "../../server/reading/header.ts";
import { ownFiles } from "./ownFiles.ts";

const { file, tables } = ownFiles("bounds");
const read = (content: string | Uint8Array) => readFileAs(null, { path: file(content), choices: {} });
const refused = (message: RegExp) => expect.objectContaining({ code: "BAD_INPUT", field: "file", message: expect.stringMatching(message) });
const counting = (count: number) => Array.from({ length: count }, (_, index) => index);
const html = (rows: readonly (readonly unknown[])[]) => `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</table>`;
const csv = (rows: readonly (readonly unknown[])[]) => rows.map((row) => row.join(",")).join("\n");
const json = (rows: readonly (readonly unknown[])[]) =>
  JSON.stringify({
    title: "T",
    columns: rows[0]?.slice(1).map((label) => ({ label })),
    rows: rows.slice(1).map(([label, ...cells]) => ({ label: `${label}`, cells: cells.map((shown) => ({ shown: `${shown}` })) })),
  });
const xlsx = (rows: (string | number)[][]) => writeXlsx({ sheets: [{ name: "S", rows }] });
const ods = (content: string) => zipSync({ mimetype: strToU8("application/vnd.oasis.opendocument.spreadsheet"), "content.xml": strToU8(content) });
const odsOf = (rows: string) =>
  ods(
    `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="S">${rows}</table:table></office:spreadsheet></office:body></office:document-content>`,
  );
const odsRow = (cells: readonly unknown[]) =>
  `<table:table-row>${cells.map((cell) => `<table:table-cell office:value-type="string"><text:p>${cell}</text:p></table:table-cell>`).join("")}</table:table-row>`;

const formats: Record<string, (rows: (string | number)[][]) => string | Uint8Array | Promise<Uint8Array>> = {
  CSV: csv,
  HTML: html,
  JSON: json,
  ".xlsx": xlsx,
  ".ods": (rows) => odsOf(rows.map(odsRow).join("")),
};

describe.each(Object.keys(formats))("a table as %s", (format) => {
  const made = formats[format] as (rows: (string | number)[][]) => string | Uint8Array | Promise<Uint8Array>;

  test("has 1,000 columns at the most", async () => {
    const wide = (width: number) => [
      ["Cost centre", ...counting(width - 1).map((at) => `C${at}`)],
      ["Homes", ...counting(width - 1)],
      ["Fostering", ...counting(width - 1)],
    ];
    expect((await tables(await made(wide(1_000))))[0]?.grid.at(-1)?.cells).toHaveLength(1_000);
    await expect(tables(await made(wide(1_001)))).rejects.toEqual(refused(/goes on to column 1,001, and 1,000 columns is the most/));
  });

  test("has no cell longer than what is looked at, and says which rows were cut", async () => {
    const rows = [
      ["Cost centre", "Remarks", "2026/27"],
      ["Homes", "x".repeat(longestCell + 1), 100],
      ["Fostering", "y".repeat(longestCell), 200],
    ];
    const content = await made(rows);
    const found = (await tables(content))[0]?.grid ?? [];
    expect(Math.max(...found.flatMap(({ cells }) => cells.map(({ length }) => length)))).toBe(longestCell);
    expect(found.flatMap(({ cut, cells }) => (cut ? [cells[0]] : []))).toEqual(["Homes"]);
    const { leftOut } = await read(content);
    expect(leftOut.filter(({ why }) => why.includes("4,000 characters"))).toHaveLength(1);
  });
});

test("nothing to the right of a table counts as its columns, however far its rows go on", async () => {
  const [table] = await tables(
    csv(
      [
        ["a", "b"],
        [1, 2],
      ].map((row) => [...row, ...counting(3_000).map(() => "")]),
    ),
  );
  expect(table?.grid[0]?.cells).toHaveLength(2);
});

test("a text that very many cells share counts for each of them", async () => {
  const shared = "Ab ".repeat(3_000);
  const rows = [["Cost centre", "2026/27"], ...counting(600).map(() => counting(50).map(() => shared))];
  await expect(tables(await xlsx(rows))).rejects.toEqual(refused(/more than 100,000,000 characters/));
});

test("a column that an import reads has no cell longer than what is looked at", async () => {
  const [page] = await tables(
    html([
      ["Name", "Value"],
      ["x".repeat(longestCell + 1), 1],
    ]),
  );
  expect(page?.grid[1]?.cut).toBe(true);
  const sheet = await openSheet(
    file(
      html([
        ["Name", "Value"],
        ["x".repeat(longestCell + 1), 1],
      ]),
    ),
  );
  const problems: (string | undefined)[] = [];
  for await (const { problem } of sheet.rows) problems.push(problem);
  expect(problems).toEqual(["has a cell of more than 4,000 characters"]);
});

describe("what looks for words in a heading", () => {
  // Each of these took the square or the cube of its length: of a text like this, minutes or hours.
  const long = 2_000_000;

  test("looks at no more than the most of a heading", () => {
    expect(yearHeading(`2026/27${" ,".repeat(long / 2)}!`)).toBeNull();
    expect(yearHeading(`2026/27${" ".repeat(longestHeading)}`)).toBeNull();
    expect(yearHeading("2026/27 budget (,")).toEqual({ year: "2026/27", one: null });
    expect(measureIn("weeks ".repeat(long / 6))).toEqual({ measure: "bedWeeks", per: 1 });
  });

  test("names columns by no more than that", async () => {
    const { columns } = await read(
      csv([
        ["Cost centre", "x ".repeat(1_000), "2026/27"],
        ["Homes", "a", 1],
        ["Fostering", "b", 2],
      ]),
    );
    expect(columns.map(({ name }) => name.length <= longestHeading)).toEqual([true, true, true]);
  });
});

describe("a small file", () => {
  const plain = [odsRow(["Cost centre", "2026/27"]), odsRow(["Homes", "100"])].join("");

  test(".ods with groups of rows that never end is read or refused at once", async () => {
    await expect(tables(odsOf(`${plain}${"<table:table-rows ".repeat(200_000)}`)).catch((error: unknown) => error)).resolves.toBeDefined();
  });

  test(".xlsx with a number format of brackets is read by no more of it than Excel allows", async () => {
    const rows = [["Homes", 1]];
    const cells = new Map([["0,1", { value: 1, style: { numFmt: `0${"[$".repeat(50_000)}` } }]]);
    const [table] = await tables(await writeXlsx({ sheets: [{ name: "S", rows, cells }] }));
    expect(table?.grid[0]?.cells).toEqual(["Homes", "1"]);
  });

  test(".xlsx still shows the signs of its formats", async () => {
    const forms = ["[$£-809]#,##0", "[$£]#,##0", '"£"#,##0', "\\£#,##0"];
    const cells = new Map(forms.map((numFmt, at) => [`0,${at}`, { value: 7, style: { numFmt } }] as const));
    const [table] = await tables(await writeXlsx({ sheets: [{ name: "S", rows: [forms.map(() => 7)], cells }] }));
    expect(table?.grid[0]?.cells).toEqual(forms.map(() => "£7"));
  });

  test.each([
    ["tables in tables", "<table><tr><td>"],
    ["elements in elements", "<div>"],
    ["elements of which each is bold in another way", (at: number) => `<b id=b${at}><p>`],
  ])(".html of %s is refused in words of the file, however many there are", async (_, nested) => {
    const deep = counting(300_000).map((at) => (typeof nested === "string" ? nested : nested(at)));
    await expect(tables(`<html>${deep.join("")}<table><tr><td>a</td></tr></table>`)).rejects.toEqual(
      refused(/^This file is nested deeper than Tabled can follow\. Save the table alone/),
    );
  });

  test(".html gives each table the rows that are its own", async () => {
    const found = await tables("<table><caption>Outer</caption><tr><td>a<table><tr><td>b</td></tr><tr><td>c</td></tr></table></td></tr><tr><td>d</td></tr></table>");
    expect(found.map(({ name, grid }) => [name, grid.length])).toEqual([
      ["Outer", 3],
      ["Table 2", 2],
    ]);
  });

  test(".html with a style sheet of rules that never end is read", async () => {
    const [table] = await tables(
      `<html><style>${".a{".repeat(500_000)}</style>${html([
        ["a", "2026/27"],
        ["x", 1],
      ])}`,
    );
    expect(table?.grid[1]?.cells).toEqual(["x", "1"]);
  });

  test(".html of tables with wide and high cells has so many cells in all of them together", async () => {
    const one = `<table><tr><td rowspan=1000 colspan=1000>x</td></tr>${"<tr></tr>".repeat(999)}</table>`;
    await expect(tables(one.repeat(3))).rejects.toEqual(refused(/The tables have more than 2,000,000 cells/));
  });
});

test("a table of exactly 50,000 rows is read with its title and header, and one more is not", async () => {
  const table = (rows: number) =>
    `Budget of a council 2026/27,\nCost centre,2026/27\n${counting(rows)
      .map((at) => `Centre ${at},1\n`)
      .join("")}`;
  const most = await read(table(50_000));
  expect(most.refused).toBeNull();
  expect(most.incoming.count).toBe(50_000);
  expect((await read(table(50_001))).refused).toMatch(/more than 50,000 rows/);
});
