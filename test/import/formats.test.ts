import { strToU8, unzipSync, zipSync } from "fflate";
import { writeOds } from "hucre/ods";
import { writeXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import { readFileAs } from "../../server/import/reading.ts";
import { ownFiles } from "./ownFiles.ts";

const { file, tables } = ownFiles("formats");
const cells = async (content: string | Uint8Array) => (await tables(content)).map(({ grid }) => grid.map((row) => row.cells));
const refused = (message: RegExp) => expect.objectContaining({ code: "BAD_INPUT", field: "file", message: expect.stringMatching(message) });
const read = (content: string | Uint8Array, choices = {}) => readFileAs(null, { path: file(content), choices });

describe("a workbook", () => {
  const money = { numFmt: '"£"#,##0' };
  const bold = { font: { bold: true } };
  const sheet = {
    name: "Budget",
    rows: [
      ["Placements", null],
      ["Total", 4_646_123.45],
      [null, 0.275],
      ["Day", new Date(Date.UTC(2026, 3, 1))],
      ["High", 1_250_000],
    ],
    merges: [{ startRow: 1, endRow: 2, startCol: 0, endCol: 0 }],
    cells: new Map([
      ["1,0", { value: "Total", style: bold }],
      ["1,1", { value: 4_646_123.45, style: money }],
      ["2,1", { value: 0.275, style: { numFmt: "0.0%" } }],
      ["3,1", { value: new Date(Date.UTC(2026, 3, 1)), style: { numFmt: "dd/mm/yyyy" } }],
      ["4,1", { value: 1_250_000, style: { numFmt: "#,##0," } }],
    ]),
  };

  test(".xlsx gives signs, percentages, thousands, days, bold names, and a merged name in each of its rows", async () => {
    const [table] = await tables(await writeXlsx({ sheets: [sheet, { name: "Secret", rows: [["a", 1]], hidden: true }] }));
    expect(table?.grid.map((row) => row.cells.filter((cell) => cell !== ""))).toEqual([
      ["Placements"],
      ["Total", "£4646123.45"],
      ["Total", "27.5%"],
      ["Day", "2026-04-01"],
      ["High", "1250"],
    ]);
    expect(table?.grid[1]?.bold).toBe(true);
    expect(table?.grid[4]?.bold ?? false).toBe(false);
  });

  test.each([
    ['"£"#,##0.0,,"m"', 5_234_567, "£5.234567m", 523_456_700],
    ['"£"#,##0.0,,\\m;[Red]-"£"#,##0.0,,\\m', -5_234_567, "-£5.234567m", -523_456_700],
    ['#,##0,"k"', 5_234_567, "5234.567k", 523_456_700],
    ['0.0,,," £bn"', 5_200_000_000, "£5.2bn", 520_000_000_000],
    ['#,##0,,"m"', 5_000_000.5, "5.0000005m", 500_000_050],
    ['[$£-809]#,##0.00,,"mn"', 5_234_567.25, "£5.23456725m", 523_456_725],
  ])("a number that is shown as %s keeps its multiple, and all of its pence", async (numFmt, value, shown, pence) => {
    const cells = new Map([["1,1", { value, style: { numFmt } }]]);
    const book = await writeXlsx({
      sheets: [
        {
          name: "Budget",
          rows: [
            ["Service", "2026/27"],
            ["Care", value],
          ],
          cells,
        },
      ],
    });
    expect((await tables(book))[0]?.grid[1]?.cells[1]).toBe(shown);
    expect((await read(book)).incoming.sumPence).toBe(pence);
  });

  test(".ods gives the same figures and days", async () => {
    const [table] = await cells(
      await writeOds({
        sheets: [
          {
            name: "Budget",
            rows: [
              ["Care", 4_646.5, new Date(Date.UTC(2026, 3, 1))],
              ["£ é", -1.25],
            ],
          },
        ],
      }),
    );
    expect(table).toEqual([
      ["Care", "4646.5", "2026-04-01"],
      ["£ é", "-1.25"],
    ]);
  });

  test("a formula without a cached value does not come in, and that is said", async () => {
    const sheet = {
      name: "a",
      rows: [
        ["Service", "2026/27, £", "2027/28, £"],
        ["Care", null, 1],
        ["Foster", 2, "tbc"],
      ],
      cells: new Map([["1,1", { value: null, formula: "1+2" }]]),
    };
    const proposal = await read(await writeXlsx({ sheets: [sheet] }), { unit: "pounds" });
    expect(proposal.leftOut.map(({ at, label, why }) => [at, label, why])).toEqual([
      ["row 2, 2026/27, £", "Care", "“formula without a value” is no amount"],
      ["row 3, 2027/28, £", "Foster", "“tbc” is no amount"],
    ]);
    expect(proposal.incoming).toEqual({ count: 2, sumPence: 300 });
  });

  const zip = (parts: Record<string, string>) => zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
  test.each([
    ["an .xlsb", () => zip({ "[Content_Types].xml": "", "xl/workbook.bin": "" }), /^This is an \.xlsb workbook.*Save it as/],
    ["a .docx", () => zip({ "[Content_Types].xml": "", "word/document.xml": "" }), /^This is a Word document \(\.docx\).*Copy its table/],
    ["slides", () => zip({ "[Content_Types].xml": "", "ppt/presentation.xml": "" }), /^These are slides/],
    ["an .odt", () => zip({ mimetype: "application/vnd.oasis.opendocument.text", "content.xml": "" }), /no spreadsheet/],
    ["another archive", () => zip({ "a.csv": "a,b" }), /^This is a zip archive\. Unpack it/],
    ["an .xls", () => Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600), Buffer.from("Workbook", "utf16le")]), /old \.xls workbook/],
    ["a .doc", () => Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600), Buffer.from("WordDocument", "utf16le")]), /old Word document/],
    [
      "an .ods with a byte in two that is none of it",
      () => Buffer.concat([zip({ mimetype: "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a><b" })]),
      /There are no rows|damaged/,
    ],
  ])("%s is refused with what to do", async (_, bytes, message) => {
    await expect(tables(bytes())).rejects.toEqual(refused(message));
  });

  test("that was cut off in the middle, in either format, is refused", async () => {
    for (const whole of [await writeXlsx({ sheets: [sheet] }), await writeOds({ sheets: [{ name: "a", rows: [["a", 1]] }] })])
      await expect(tables(whole.subarray(0, whole.length / 2))).rejects.toEqual(refused(/damaged or was cut off/));
  });

  test("that would unpack to much more than it is, is refused before it is unpacked", async () => {
    const bomb = zipSync({ mimetype: strToU8("application/vnd.oasis.opendocument.spreadsheet"), "content.xml": new Uint8Array(40 * 1_048_576) });
    await expect(tables(bomb)).rejects.toEqual(refused(/^The workbook would unpack to 41 MiB/));
  });

  test("entities of XML are not followed", async () => {
    const whole = unzipSync(
      await writeXlsx({
        sheets: [
          {
            name: "a",
            rows: [
              ["Service", "2026/27"],
              ["Care", 1],
            ],
          },
        ],
        stringMode: "inline",
      }),
    );
    const name = "xl/worksheets/sheet1.xml";
    const text = Buffer.from(whole[name] as Uint8Array).toString();
    const laughs = `<!DOCTYPE a [<!ENTITY a "lol"><!ENTITY b "${"&a;".repeat(50)}"><!ENTITY c "${"&b;".repeat(50)}"><!ENTITY d SYSTEM "file:///etc/passwd">]>`;
    const changed = text.replace(/^(<\?xml[^>]*\?>)?/, (start) => start + laughs).replace("Care", "&c;&d;");
    const outcome = await tables(zipSync({ ...whole, [name]: strToU8(changed) })).then(
      (found) => JSON.stringify(found),
      (error: Error) => error.message,
    );
    expect(outcome.length).toBeLessThan(1_000);
    expect(outcome).not.toMatch(/lollol|root:/);
  });
});

describe("a page of HTML", () => {
  test("gives spans, line breaks, blanks, bold by a class, and the number of a cell that is too narrow", async () => {
    const [table] = await tables(`Version:0.9
StartHTML:0000000105
<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style><!-- .xl65 {font-weight:700;} .xl66 {color:red;} --></style></head><body><!--StartFragment-->
<table><tr><td colspan=2 class=xl65>Title &amp; more</td><td>a</td></tr>
<tr><td rowspan=2>North<br>and Mid</td><td rowspan=2>5</td><td class=xl66 x:num="1234.5">####</td></tr>
<tr><td>6&nbsp;100</td></tr></table></body></html>`);
    expect(table?.grid).toEqual([
      { at: 1, cells: ["Title & more", "", "a"], bold: true },
      { at: 2, cells: ["North and Mid", "5", "1234.5"], bold: false },
      { at: 3, cells: ["North and Mid", "", "6 100"], bold: false },
    ]);
  });

  test("with several tables gives each, by its caption", async () => {
    const page = "<!doctype html><table><caption>Spend</caption><tr><td>a</td></tr></table><table><tr><td>b</td></tr></table>";
    expect((await tables(page)).map(({ name }) => name)).toEqual(["Spend", "Table 2"]);
  });
});

describe("several tables on one sheet", () => {
  const sheet = [
    "Spend,,",
    "Service,2026/27,2027/28",
    "Care,£1.00,£2.00",
    "",
    "Foster,£3.00,£4.00",
    "",
    "Places of each kind,,",
    "Service,Places,Price",
    "Care,1,2",
    "",
    "Income,,",
    "Service,2026/27,2027/28",
    "Health,£5.00,£6.00",
    "Schools,£5.00,£6.00",
    "Others,£5.00,£6.00",
  ].join("\n");

  test("are read one at a time, and each that is not is said", async () => {
    const first = await read(sheet);
    expect(first.sheets).toEqual(["Spend", "Places of each kind", "Income"]);
    expect(first).toMatchObject({ sheet: "Income", incoming: { count: 3, sumPence: 3_300 } });
    expect(first.leftOut.map(({ label, why }) => [label, why])).toEqual([
      ["Spend", "another table of the file is read; choose it to read it next"],
      ["Places of each kind", "another table of the file is read; choose it to read it next"],
    ]);
    // A blank row without a header below it is in the midst of a table.
    expect(await read(sheet, { sheet: "Spend" })).toMatchObject({ headerRow: 2, incoming: { count: 2, sumPence: 1_000 } });
  });

  test("of a workbook are called by their sheet", async () => {
    const rows = sheet.split("\n").map((line) => line.split(","));
    const book = await writeXlsx({
      sheets: [
        { name: "Figures", rows },
        { name: "Notes", rows: [["None"]] },
      ],
    });
    expect((await read(book)).sheet).toBe("Figures: Income");
    expect((await read(book, { sheet: "Figures" })).sheet).toBe("Figures: Income");
    expect((await read(book, { sheet: "Figures: Spend" })).headerRow).toBe(2);
    await expect(read(book, { sheet: "Nothing" })).rejects.toEqual(refused(/no sheet “Nothing”/));
  });
});

describe("tables one under the other", () => {
  const budget = ["Table 1: Budget 2026/27 (£000)", "Service,2026/27", "Residential,500", "Fostering,300", "Total,800"];
  const counts = ["Table 2: Placements at 31 March", "Service,2026/27", "Residential,51", "Fostering,110", "Total,161"];
  const days = ["Table 3: Placements", "Type,31 March 2025", "Residential,51"];
  const tablesOfLines = async (lines: readonly string[]) => (await read(lines.join("\n"))).sheets;
  const sum = async (lines: readonly string[]) => (await read(lines.join("\n"))).incoming;

  test.each([
    ["with a blank row between", [...budget, "", ...counts, "", ...days]],
    ["without one", [...budget, ...counts, ...days]],
  ])("%s are told apart by their titles and headers, though each has one year alone", async (_, lines) => {
    expect(await tablesOfLines(lines)).toEqual([budget[0], counts[0], days[0]]);
    const first = await read(lines.join("\n"));
    expect(first).toMatchObject({ sheet: budget[0], unit: "thousands", incoming: { count: 2, sumPence: 80_000_000 } });
    expect(first.leftOut.filter(({ at }) => at.startsWith("table")).map(({ label }) => label)).toEqual([counts[0], days[0]]);
  });

  test("without titles are told apart by another first column or another unit", async () => {
    const service = ["Service,2025/26 £000,2026/27 £000", "Care,500,510", "Foster,300,310", "Play,10,20"];
    expect(await sum([...service, "Saving,2025/26 £000,2026/27 £000", "Edge of care,-5,-6"])).toEqual({ count: 3, sumPence: 165_000_000 });
    expect(await sum([...service, "Service,2025/26 £m,2026/27 £m", "Schools,5,6"])).toEqual({ count: 3, sumPence: 165_000_000 });
    // The same header again is that of the same table.
    expect(await sum([...service, service[0] as string, "Schools,5,6"])).toEqual({ count: 4, sumPence: 166_100_000 });
    expect(await sum([...service, "Budget (continued)", service[0] as string, "Schools,5,6"])).toEqual({ count: 4, sumPence: 166_100_000 });
  });

  test("are none where an amount could be a year, or a group of lines has a heading", async () => {
    expect(await tablesOfLines(["Service,2026/27 (£)", "Residential,3000", "Fostering,2000", "Total,5000", "Adoption,2024", "Play,1"])).toEqual([]);
    expect(await tablesOfLines(["Service,2026/27 (£)", "Care", "Residential,3000", "Fostering,see note", "Adoption,2024", "Others", "Play,n/a", "Games,202425"])).toEqual([]);
  });

  test("of the same title are each chosen by a name of its own", async () => {
    const one = ["Budget £000", "Service,2025/26,2026/27", "Care,1,2"];
    expect(await tablesOfLines([...one, "", ...one, "Foster,1,2"])).toEqual(["Budget £000", "Budget £000 (2)"]);
  });
});

test("a table with more than 50,000 rows is read row by row, and says so", async () => {
  expect(await read(`Service,2026/27,2027/28\n${"Care,1,2\n".repeat(50_001)}`)).toMatchObject({
    clean: null,
    refused: expect.stringMatching(/^The table has more than 50,000 rows/),
  });
});
