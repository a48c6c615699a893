// Names that are no plain words come back unchanged from every format, and are neither formulas nor markup in any.
import { parse } from "csv-parse/sync";
import { readOds, readXlsx } from "hucre";
import { marked, type Tokens } from "marked";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ExportFormat } from "../../schema/tables/export.ts";
import { formats } from "../../server/export/formats.ts";
import { added, newAuthority } from "../api/commissioner.ts";
import { given } from "../api/officer.ts";
import { type Served, serve } from "../setup/served.ts";
import { byMammoth, unzipped } from "./docxRead.ts";
import { file } from "./everyTable.ts";
import { all, attribute, readHtml, textOf } from "./htmlRead.ts";

const names = [
  '=HYPERLINK("http://x")',
  "+1",
  "@x",
  "-1",
  "=cmd|' /C calc'!A0",
  '"Quoted", with commas, "twice"',
  "Tŷ Gwyn, Ysgol y Bont Faen",
  "بيت الأمل 12",
  "בית (חם), 3",
  "Home بيت and home",
  "👩🏽‍👩🏽‍👧🏽 and 👍🏿",
  "<script>alert(1)</script>",
  "<b>bold</b> &amp; &lt;",
  "a | b || c",
  "back\\slash \\| \\\\",
  "_x0041_ and _x000D_",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is no template here.
  "${x} {{y}} $z$",
  "**not bold** `not code` [no](http://link) ![no](http://picture)",
  "1. first",
  "# heading #",
  "~~struck~~ https://example.org www.example.org a@example.org",
  "]]> --> <!-- </table> <!DOCTYPE",
  "' apostrophe",
  "50% &c",
];
/** Where a text may have lines. */
const lines = "=first line\n- second | line\n\n<i>third</i>, Tŷ";
const title = '=1+1 "Ŵ" <u>';

let served: Served;
let centres: string;
let kpi: string;
beforeAll(async () => {
  served = await serve("sqlite", { examples: false, today: () => "2026-11-21" });
  const authority = await newAuthority(served, title);
  const input = { name: "Draft", firstYear: "2024/25", yearCount: 2, source: '=source, "quoted" <b>' };
  const version = given(await served.ask(`mutation($a: ID!, $i: NewVersionInput!) { createVersion(authority: $a, input: $i) { id } }`, { a: authority, i: input })).createVersion
    .id;
  const rows = names.map((name, index) => ({ name, amounts: [String(index + 1), "2"], serviceGroup: index > 20 ? "=Group <i>" : null }));
  given(await served.ask(`mutation($v: ID!, $r: [NewCostCentreInput!]!) { addCostCentres(version: $v, rows: $r) { batchId } }`, { v: version, r: rows }));
  centres = `mediumTermTable?authority=${authority}&version=${version}`;
  await added(served, "Benefit", authority, { name: "With lines", accountable: "A post", frequency: "ONCE", baseline: lines, resources: lines });
  kpi = `benefitsRegister?authority=${authority}&asAt=2026-11-21`;
});
afterAll(() => served.stop());

interface Read {
  /** Every text that stands in a cell, or in a list of notes. */
  texts: string[];
  /** What is no plain text and should not be there. */
  other: string[];
}

const plainCsv = (text: string) => (/^'[=+\-@\t\r\n]/.test(text) ? text.slice(1) : text);

function readCsv(buffer: Buffer): Read {
  const cells = (parse(buffer, { bom: true }) as string[][]).flat();
  return { texts: cells.map(plainCsv), other: cells.filter((cell) => /^[=+@\t\r\n]|^-(?!\d+(\.\d+)?$)/.test(cell)) };
}

function readPage(html: string): Read {
  const { document, errors } = readHtml(html);
  const links = all(document, "a").flatMap((link) => attribute(link, "href") ?? []);
  const other = [...errors, ...all(document, "script", "i", "b", "u", "img", "iframe", "code").map(({ tagName }) => tagName), ...links.filter((href) => !href.startsWith("#"))];
  return { texts: all(document, "td", "th", "li", "h1", "p").map((each) => textOf(each, "sup").trim()), other };
}

async function readSpreadsheet(buffer: Buffer, read: typeof readXlsx | typeof readOds, formula: RegExp): Promise<Read> {
  const { sheets } = await read(new Uint8Array(buffer));
  const parts = [...unzipped(buffer)].filter(([name]) => name.endsWith(".xml"));
  return {
    texts: sheets.flatMap(({ rows }) => rows.flatMap((row) => row.flatMap((cell) => (typeof cell === "string" ? [cell] : [])))),
    other: parts.flatMap(([name, part]) => (formula.test(part.toString("utf8")) ? [name] : [])),
  };
}

const read: Partial<Record<ExportFormat, (buffer: Buffer) => Read | Promise<Read>>> = {
  csv: readCsv,
  "values.csv": readCsv,
  xlsx: (buffer) => readSpreadsheet(buffer, readXlsx, /<f[ >]/),
  "formulas.xlsx": (buffer) => readSpreadsheet(buffer, readXlsx, /<f[ >][^<]*(HYPERLINK|cmd|SUM\(1\)1)/),
  ods: (buffer) => readSpreadsheet(buffer, readOds, /table:formula/),
  html: (buffer) => readPage(buffer.toString("utf8").replace(/<figure>.*?<\/figure>/gs, "")),
  async docx(buffer) {
    const { texts, other } = readPage(await byMammoth(buffer));
    const outside = [...unzipped(buffer)].flatMap(([name, part]) => (part.toString("latin1").includes('TargetMode="External"') ? [name] : []));
    // The picture of its chart.
    return { texts, other: [...other.filter((each) => each !== "img"), ...outside] };
  },
  md(buffer) {
    const tokens = marked.lexer(buffer.toString("utf8"), { gfm: true });
    const other: string[] = [];
    marked.walkTokens(tokens, (token) => {
      if (["link", "image", "codespan", "code", "del", "em", "hr", "blockquote"].includes(token.type)) other.push(token.raw);
      if (token.type === "html" && (token as Tokens.HTML).raw !== "<br>") other.push(token.raw);
    });
    return { texts: readPage(`<!doctype html><html lang="en"><title>Read</title><body>${marked.parser(tokens)}`).texts, other };
  },
  json: (buffer) => ({ texts: textsIn(JSON.parse(buffer.toString("utf8"))), other: [] }),
};

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const held = (Object.keys(formats) as ExportFormat[]).filter((format) => format !== "svg" && format !== "png");

describe.each(held)("%s", (format) => {
  const readBack = async (address: string) => {
    const reader = read[format];
    if (!reader) throw new Error(`No reader of .${format}: what it does with names is not tested.`);
    return reader(await file(served, address, format));
  };

  test("has every name as it was given, and nothing that is more than a name", async () => {
    const { texts, other } = await readBack(centres);
    expect(names.filter((name) => !texts.includes(name))).toEqual([]);
    // A plain CSV is the table alone, without its title.
    if (format !== "csv") expect(texts.some((text) => text.includes(title))).toBe(true);
    expect(other).toEqual([]);
  });

  test("has a text of several lines with its lines", async () => {
    const { texts, other } = await readBack(kpi);
    expect(texts.filter((text) => text === lines).length).toBeGreaterThanOrEqual(2);
    expect(other).toEqual([]);
  });
});
