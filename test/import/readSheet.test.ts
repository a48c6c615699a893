// Reading an officer's table: what a file is taken for, what its rows come to as text, and what stops the reading.
import { closeSync, mkdtempSync, openSync, rmSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { type CellValue, type WriteOptions, writeXlsx, writeXlsxStream } from "hucre/xlsx";
import { afterAll, describe, expect, test } from "vitest";
import { openSheet } from "../../server/import/readSheet.ts";
import type { SheetRow } from "../../server/import/sheetSource.ts";

const folder = mkdtempSync(join(tmpdir(), "tabled-sheets-"));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function file(content: string | Uint8Array, name = `${++files}.csv`): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function read(path: string, sheet?: string): Promise<{ columns: readonly string[]; rows: SheetRow[]; sheets?: readonly string[] | undefined }> {
  const opened = await openSheet(path, sheet === undefined ? {} : { sheet });
  const rows: SheetRow[] = [];
  for await (const row of opened.rows) rows.push(row);
  expect(opened.bytesRead()).toBe(opened.bytes);
  return { columns: opened.columns, rows, sheets: opened.sheets };
}

const values = async (content: string | Uint8Array) => (await read(file(content))).rows.map((row) => row.values);
const refused = (message: string | RegExp) =>
  expect.objectContaining({ code: "BAD_INPUT", field: "file", message: typeof message === "string" ? message : expect.stringMatching(message) });
const utf16 = (text: string, mark: "le" | "be") => (mark === "le" ? Buffer.from(`\uFEFF${text}`, "utf16le") : Buffer.from(`\uFEFF${text}`, "utf16le").swap16());

/** A letter's byte in Windows-1251. */
const cyrillic = (letter: string) => (letter >= "А" && letter <= "я" ? letter.charCodeAt(0) - 0x410 + 0xc0 : letter.charCodeAt(0));

describe("a CSV's text", () => {
  const table = "la,spend\nEssex,£1\nSefton,é😀\n";
  test.each([
    ["UTF-8", Buffer.from(table)],
    ["UTF-8 with a mark", Buffer.from(`\uFEFF${table}`)],
    ["UTF-16 LE", utf16(table, "le")],
    ["UTF-16 BE", utf16(table, "be")],
    ["CRLF", Buffer.from(table.replaceAll("\n", "\r\n"))],
    ["CR", Buffer.from(table.replaceAll("\n", "\r"))],
    ["no last line break", Buffer.from(table.trimEnd())],
  ])("%s", async (_, bytes) => {
    expect(await read(file(bytes))).toEqual({
      columns: ["la", "spend"],
      rows: [
        { line: 2, values: ["Essex", "£1"] },
        { line: 3, values: ["Sefton", "é😀"] },
      ],
    });
  });

  test("in Windows-1252 is read as that, wherever its first such letter is", async () => {
    expect(await values(Buffer.from("la,spend\nEssex,£1\nSefton,caf\xe9 \x96 5\n", "latin1"))).toEqual([
      ["Essex", "£1"],
      ["Sefton", "café – 5"],
    ]);
    const late = Buffer.concat([Buffer.from(`la,spend\r\n${"Essex,1\r\n".repeat(300_000)}`), Buffer.from("Sefton,£1\r\n", "latin1")]);
    const { rows } = await read(file(late));
    expect(rows.at(-1)).toEqual({ line: 300_002, values: ["Sefton", "£1"] });
  });

  test("in the old Macintosh encoding is told by its quotation marks", async () => {
    const bytes = Buffer.from("service,spend\nChildren\xd5s homes,\xa35\n\xd2Other\xd3 \xd0 care,6\n", "latin1");
    expect(await values(bytes)).toEqual([
      ["Children’s homes", "£5"],
      ["“Other” – care", "6"],
    ]);
  });

  test("in UTF-16 without a mark, and in another alphabet", async () => {
    expect(await values(Buffer.from("la,spend\nEssex,£1\n", "utf16le"))).toEqual([["Essex", "£1"]]);
    // "Имя,Расход" and a long word, in Windows-1251.
    const russian = Buffer.concat(
      ["Имя,Сумма", ...Array.from({ length: 20 }, () => "Расходы на содержание детей в области,5")].map((line) => Buffer.from([...line, "\n"].map((letter) => cyrillic(letter)))),
    );
    expect((await read(file(russian))).columns).toEqual(["Имя", "Сумма"]);
  });

  test("that is UTF-8 at first and then not, or breaks off within a letter, is refused with the line", async () => {
    const mixed = Buffer.concat([Buffer.from("la,spend\nEssex,£1\n"), Buffer.from("Sefton,£1\n", "latin1")]);
    await expect(read(file(mixed))).rejects.toEqual(refused(/^Line 3 is not UTF-8, and lines before it are/));
    await expect(read(file(Buffer.from("a\n£1\n😀").subarray(0, -1)))).rejects.toEqual(refused(/^The file breaks off within a letter/));
  });

  test("a character may lie across two pieces of the file", async () => {
    for (let shift = 0; shift < 4; shift += 1) {
      const text = "x".repeat(shift) + "😀".repeat(20_000);
      expect(await values(`a\n${text}\n`)).toEqual([[text]]);
    }
  });

  test("UTF-16 that breaks off is refused", async () => {
    await expect(read(file(utf16(table, "le").subarray(0, -1)))).rejects.toEqual(refused(/UTF-16/));
  });

  test.each([
    ["semicolons", "a;b, c;d\n1;2,5;3\n", [["1", "2,5", "3"]]],
    ["tabs", "a\tb\n1,5\t2\n", [["1,5", "2"]]],
    ["commas, with semicolons only in quotation marks", '"a;;",b\n1;2,3\n', [["1;2", "3"]]],
    [
      "bars",
      "a|b, c\n1|2\n3|4,5\n",
      [
        ["1", "2"],
        ["3", "4,5"],
      ],
    ],
    [
      "semicolons under a title with commas",
      "Title, of the table, made in May\na;b\n1;2\n3;4\n",
      [
        ["a", "b"],
        ["1", "2"],
        ["3", "4"],
      ],
    ],
    ["commas where there is a tie", "a,b;c\n1;2,3\n", [["1;2", "3"]]],
    ["quoted commas, quotes and line breaks", 'a,b\n"1,2","say ""yes""\r\nor\nno"\n', [["1,2", 'say "yes"\r\nor\nno']]],
  ])("%s", async (_, text, expected) => {
    const found = await values(text);
    expect(found.map((row) => row.slice(0, expected[0]?.length))).toEqual(expected);
  });

  test("tabs tell columns apart whose amounts have commas", async () => {
    const path = file("Cost centre\t2026/27\t2027/28\nResidential\t4,200,500\t4,300,000\nFostering\t2,100,000\t2,150,000\n");
    expect((await openSheet(path)).columns).toEqual(["Cost centre", "2026/27", "2027/28"]);
  });

  test("lines are the file's own: blank ones and those within quotation marks count", async () => {
    const text = '\r\na,b\r\n\r\n1,"x\r\ny"\r\n,\r\n \r\n\r\n2,"p\nq\rr"\r\n3,z\r\n';
    const { rows } = await read(file(text));
    expect(rows.map(({ line, values }) => [line, values[0]])).toEqual([
      [4, "1"],
      [9, "2"], // 4 and 5 are the first row's, 6 to 8 hold nothing
      [12, "3"], // two breaks within the row on 9
    ]);
  });

  test("any table comes back as it was written", async () => {
    const text = fc
      .oneof(fc.string({ unit: "binary" }), fc.string({ unit: fc.constantFrom(",", ";", "\t", '"', "\n", "\r", " ", "a", "é", "😀") }))
      .map((found) => found.replaceAll("\0", ""));
    const tables = fc.integer({ min: 1, max: 6 }).chain((width) => fc.array(fc.array(text, { minLength: width, maxLength: width }), { maxLength: 8 }));
    await fc.assert(
      fc.asyncProperty(tables, fc.constantFrom("\n", "\r\n", "\r"), fc.constantFrom(",", ";", "\t"), async (table, lineBreak, delimiter) => {
        const width = table[0]?.length ?? 1;
        const header = Array.from({ length: width }, (_, index) => `c${index}`);
        const written = [header, ...table].map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(delimiter)).join(lineBreak);
        expect(await values(written)).toEqual(table.filter((row) => row.some((value) => value.trim() !== "")));
      }),
    );
  });
});

describe("a CSV's rows", () => {
  test("more or fewer values than columns are a problem of the row, save empty ones too many", async () => {
    const { rows } = await read(file("a,b,c,\n1,2,3\n1,2\n1,2,3,4,\n1,2,3,,,\n1,2,\n1\n"));
    expect(rows).toEqual([
      { line: 2, values: ["1", "2", "3"] },
      { line: 3, values: ["1", "2"], problem: "has 2 values where the header has 3 columns" },
      { line: 4, values: ["1", "2", "3", "4", ""], problem: "has 4 values where the header has 3 columns" },
      { line: 5, values: ["1", "2", "3"] },
      { line: 6, values: ["1", "2", ""] },
      { line: 7, values: ["1"], problem: "has 1 value where the header has 3 columns" },
    ]);
  });

  test("can be gone through twice, and left in the middle", async () => {
    const opened = await openSheet(file("a\n1\n2\n"));
    for (let time = 0; time < 2; time += 1) {
      for await (const row of opened.rows) {
        expect(row).toEqual({ line: 2, values: ["1"] });
        break;
      }
    }
  });

  test("a quotation mark never closed, or within a value, is refused with its line", async () => {
    await expect(read(file('a,b\n1,"x\ny"\n2,"z\n3,4\n'))).rejects.toEqual(refused("The record that begins on line 4 has a quotation mark that is never closed."));
    await expect(read(file('a,b\n1,5" pipe\n'))).rejects.toEqual(refused(/line 2 has a quotation mark within a value/));
    await expect(read(file('a,b\n1,"5" pipe"\n'))).rejects.toEqual(refused(/line 2 has a quotation mark within a value/));
  });

  test.each([
    ["of one letter", "a,b\n1,", "x"],
    ["of commas", "a,b\n1,", ","],
    ["within a quotation mark", 'a,b\n1,"', "x"],
    ["of many lines within a quotation mark", 'a,b\n1,"', "xxxxxxx\n"],
    ["of many values with line breaks", "a,b\n1,", '"xxxxxxxx\n",'],
  ])("a record of 64 MiB %s stops the reading at once", async (_, start, piece) => {
    const path = file(start);
    const handle = openSync(path, "a");
    const block = Buffer.from(piece.repeat(Math.ceil(1_048_576 / piece.length)));
    for (let times = 0; times < 64; times += 1) writeSync(handle, block);
    closeSync(handle);
    const opened = await openSheet(path);
    const all = async () => {
      for await (const _ of opened.rows);
    };
    await expect(all()).rejects.toEqual(refused(/^The record that begins on line 2 is longer than 1,048,576 bytes/));
    expect(opened.bytesRead()).toBeLessThan(4 * 1_048_576);
    rmSync(path);
  });

  test("2,000,000 are read and one more is not", async () => {
    const path = file(`a\n${"1\n".repeat(2_000_001)}`);
    const opened = await openSheet(path);
    let rows = 0;
    const all = async () => {
      for await (const _ of opened.rows) rows += 1;
    };
    await expect(all()).rejects.toEqual(refused(/more than 2,000,000 rows/));
    expect(rows).toBe(2_000_000);
  });
});

describe("a header", () => {
  test("alone is a table without rows", async () => {
    expect(await read(file("a,b\n"))).toEqual({ columns: ["a", "b"], rows: [] });
  });

  test("without a name in the middle gives the column its place, and at the end no column", async () => {
    expect((await read(file("a,, c ,,\n"))).columns).toEqual(["a", "column 2", "c"]);
  });

  test.each([
    ["", "The file is empty."],
    ["\uFEFF\n\n", /^There is nothing in the file/],
    ["a,b,a\n", "The header names the column “a” twice. Give each column a name of its own."],
    [Array.from({ length: 1_001 }, (_, index) => `c${index}`).join(","), "The header has 1,001 columns, and 1,000 is the most."],
  ])("%#: is refused", async (text, message) => {
    await expect(read(file(text))).rejects.toEqual(refused(message));
  });
});

describe("what is no table", () => {
  test.each([
    ["an .xls", Buffer.from("d0cf11e0a1b11ae1", "hex"), /old \.xls workbook, or one with a password.*Save it as “CSV UTF-8” or \.xlsx/],
    ["a PDF", Buffer.from("%PDF-1.7\n"), /PDF.*Save it as “CSV UTF-8” or \.xlsx/],
    ["a text of Word", Buffer.from("{\\rtf1 a"), /\.rtf.*Copy its table into a workbook/],
    ["XML", Buffer.from('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), /^This is XML/],
    ["JSON of something else", Buffer.from('{"a": [1]}'), /^This is JSON, and no table that Tabled exported/],
    ["JSON that was cut off", Buffer.from('{"title": "a", "rows": ['), /was changed or cut off/],
    ["a page without a table", Buffer.from("<html><body>Budget</body></html>"), /^There is no table on this page/],
    ["a picture", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), /not a table of text.*Save it as “CSV UTF-8” or \.xlsx/],
    ["a text with NULs further on", Buffer.from(`a\n${"1\n".repeat(4_000)}\0\n`), /^Line 4002 has bytes that no text has/],
    ["a zip of something else", Buffer.from(`504b0506${"00".repeat(18)}`, "hex"), /damaged or was cut off, or is not an \.xlsx/],
    ["the first bytes of a zip", Buffer.from("PK\x03\x04 and no more"), /damaged or was cut off, or is not an \.xlsx/],
  ])("%s is refused whatever its name", async (_, bytes, message) => {
    for (const end of ["csv", "xlsx"]) await expect(read(file(bytes, `${++files}.${end}`))).rejects.toEqual(refused(message));
  });
});

describe("a workbook", () => {
  const workbook = async (sheets: WriteOptions["sheets"], more: Partial<WriteOptions> = {}) => file(await writeXlsx({ sheets, ...more }), `${++files}.csv`);
  const sheet = (rows: CellValue[][], name = "Sheet1") => ({ name, rows });

  test("gives numbers in full, days, truth and texts as text, under the sheet's own row numbers", async () => {
    const numbers = [0.1, 12345678901, 1e21, 1.5e-7, -2.5e22, 0, -0.07, 1234.5];
    const path = await workbook([
      sheet([[], ["name", "number", "day", "yes"], ...numbers.map((number): CellValue[] => [" £ é ", number, new Date(Date.UTC(2024, 1, 29)), number > 0]), [], ["last"]]),
    ]);
    const { columns, rows, sheets } = await read(path);
    expect({ columns, sheets }).toEqual({ columns: ["name", "number", "day", "yes"], sheets: ["Sheet1"] });
    expect(rows.map((row) => row.values[1])).toEqual(["0.1", "12345678901", "1000000000000000000000", "0.00000015", "-25000000000000000000000", "0", "-0.07", "1234.5", ""]);
    expect(rows[0]).toEqual({ line: 3, values: [" £ é ", "0.1", "2024-02-29", "true"] });
    expect(rows[4]?.values[3]).toBe("false");
    expect(rows[8]).toEqual({ line: 12, values: ["last", "", "", ""] });
  });

  test("gives any number of the sheet so that it is the same number again, with no exponent", async () => {
    const numbers = fc.sample(fc.double({ noNaN: true, noDefaultInfinity: true }), 500);
    const { rows } = await read(await workbook([sheet([["n"], ...numbers.map((number) => [number])])]));
    expect(rows.map(({ values }) => Number(values[0]))).toEqual(numbers.map((number) => number + 0));
    for (const { values } of rows) expect(values[0]).toMatch(/^-?\d+(\.\d+)?$/);
  });

  test("gives a formula by its value, and an error as the row's problem", async () => {
    const cells = new Map([
      ["1,0", { value: 3, formula: "1+2", formulaResult: 3 }],
      ["2,1", { value: "#REF!", type: "error" as const }],
    ]);
    const { rows } = await read(
      await workbook([
        {
          ...sheet([
            ["a", "b"],
            [3, 1],
            [4, "#REF!"],
            [5, "x", "beyond"],
          ]),
          cells,
        },
      ]),
    );
    expect(rows).toEqual([
      { line: 2, values: ["3", "1"] },
      { line: 3, values: ["4", "#REF!"], problem: "cell B3 holds #REF!" },
      { line: 4, values: ["5", "x", "beyond"], problem: "has 3 values where the header has 2 columns" },
    ]);
  });

  test("a time without a day is the row's problem", async () => {
    const time = { value: 0.5, type: "number" as const, style: { numFmt: "hh:mm" } };
    const { rows } = await read(await workbook([{ ...sheet([["a"], [0.5]]), cells: new Map([["1,0", time]]) }]));
    expect(rows[0]?.problem).toBe("cell A2 holds no day or number that can be read");
  });

  test("is read by the sheet's name, else from the first visible one with rows", async () => {
    const path = await workbook([{ ...sheet([["hidden"]], "Lists"), hidden: true }, sheet([], "Empty"), sheet([["b"], ["2"]], "Spend"), sheet([["c"], ["3"]], "Notes")]);
    expect(await read(path)).toEqual({ columns: ["b"], rows: [{ line: 2, values: ["2"] }], sheets: ["Empty", "Spend", "Notes"] });
    expect((await read(path, "Notes")).columns).toEqual(["c"]);
    await expect(read(path, "Spending")).rejects.toEqual(refused("The workbook has no sheet “Spending”. It has: “Empty”, “Spend”, “Notes”."));
    await expect(read(path, "Empty")).rejects.toEqual(refused(/^There is nothing/));
    await expect(read(await workbook([sheet([])]))).rejects.toEqual(refused("There are no rows on any sheet."));
  });

  test("can be gone through twice, left in the middle, and taken slowly", async () => {
    const opened = await openSheet(await workbook([sheet([["n"], ...Array.from({ length: 3_000 }, (_, index) => [index])])]));
    for await (const row of opened.rows) if (row.line === 10) break;
    let next = 0;
    for await (const row of opened.rows) {
      expect(row).toEqual({ line: next + 2, values: [String(next)] });
      if (next % 500 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      next += 1;
    }
    expect(next).toBe(3_000);
  });

  test("may say its sizes after each part, and in 64 bits", async () => {
    const stream = writeXlsxStream([["a"], ["1"]], { name: "Spend", zip64: true });
    expect((await read(file(new Uint8Array(await new Response(stream).arrayBuffer())))).rows).toEqual([{ line: 2, values: ["1"] }]);
  });

  test("with a password, cut short, or with a byte changed is refused", async () => {
    const encrypted = await writeXlsx({ sheets: [sheet([["a"]])], encryption: { password: "x", spinCount: 1 } });
    await expect(read(file(encrypted))).rejects.toEqual(refused(/^This file has a password/));
    const whole = Buffer.from(await writeXlsx({ sheets: [sheet(Array.from({ length: 500 }, (_, index) => [`a${index}`, index * 7.3]))] }));
    await expect(read(file(whole.subarray(0, -100)))).rejects.toEqual(refused(/^This workbook is damaged/));
    const at = whole.indexOf("xl/worksheets/sheet1.xml") + 24;
    await expect(read(file(Buffer.concat([whole.subarray(0, at), Buffer.alloc(400, 0xff), whole.subarray(at + 400)])))).rejects.toEqual(refused(/^This workbook is damaged/));
  });

  test("that would unpack to too much, or does not say to how much, is refused before it is unpacked", async () => {
    const whole = Buffer.from(await writeXlsx({ sheets: [sheet([["a"]])] }));
    const entry = whole.indexOf("PK\x01\x02", 0, "latin1");
    const saying = (bytes: number) => {
      const changed = Buffer.from(whole);
      changed.writeUInt32LE(bytes, entry + 24);
      return file(changed);
    };
    await expect(read(saying(501 * 1_048_576))).rejects.toEqual(refused(/^The workbook would unpack to 502 MiB/));
    await expect(read(saying(17 * 1_048_576))).rejects.toEqual(refused(/^The workbook would unpack to 18 MiB/));
    await expect(read(saying(0))).rejects.toEqual(refused(/^This workbook is damaged/));
    await expect(read(saying(10))).rejects.toEqual(refused(/^This workbook is damaged/));
    const large = saying(1);
    truncateSync(large, 51 * 1_048_576);
    await expect(read(large)).rejects.toEqual(refused(/larger than 50 MiB/));
  });

  test("with cells far to the right of the table is refused", async () => {
    const far = [...Array<null>(1_000).fill(null), "x"];
    await expect(read(await workbook([sheet([["a"], far])]))).rejects.toEqual(refused(/^Row 2 goes on to column 1,001, and 1,000 columns is the most/));
  });
});
