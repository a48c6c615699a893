// Markdown of every table, read by marked, which we did not write: each cell is what /graphql says.
import { marked, type Token, type Tokens } from "marked";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Served } from "../setup/served.ts";
import { asked, cellText, everyAddress, everyKind, file, rowText, savedReport, serveTables } from "./everyTable.ts";
import { readHtml, textOf } from "./htmlRead.ts";

let served: Served;
beforeAll(async () => {
  served = await serveTables();
});
afterAll(() => served.stop());

const read = async (address: string) => marked.lexer((await file(served, address, "md")).toString("utf8"), { gfm: true });
const tablesIn = (tokens: Token[]) => tokens.filter((token): token is Tokens.Table => token.type === "table");
/** What a reader sees of it. */
const seen = (token: { tokens?: Token[] }) => textOf(readHtml(marked.parser([{ type: "paragraph", raw: "", text: "", tokens: token.tokens ?? [] }])).document).trim();
const notesIn = (tokens: Token[]) =>
  tokens.filter((token): token is Tokens.List => token.type === "list" && !token.ordered).flatMap(({ items }) => items.map((item) => seen(item.tokens[0] as Tokens.Text)));

describe("Markdown", () => {
  test("of every table has every cell as /graphql prints it", async () => {
    const addresses = await everyAddress(served);
    expect([...new Set(addresses.map((address) => address.split("?")[0]))].sort()).toEqual(everyKind);
    let cells = 0;
    for (const address of addresses) {
      const table = await asked(served, address);
      const tokens = await read(address);
      const heading = tokens[0] as Tokens.Heading;
      expect([heading.type, heading.depth, seen(heading)]).toEqual(["heading", 1, table.title]);
      const [grid, ...more] = tablesIn(tokens);
      expect(more).toHaveLength(0);
      expect(grid?.align).toEqual(["left", ...table.columns.map(({ words }) => (words ? "left" : "right"))]);
      expect(grid?.rows).toHaveLength(table.rows.length);
      const notes = notesIn(tokens);
      expect(notes.slice(0, table.notes.length)).toEqual(table.notes.map((note, index) => `[note ${index + 1}] ${note.trim()}`));
      for (const [at, row] of table.rows.entries()) {
        const [name, ...rest] = (grid?.rows[at] ?? []).map(seen);
        expect(name).toBe(rowText(row));
        const expected = row.cells.map((cell) => cellText(cell) + (cell.note ? ` [note ${notes.findIndex((note) => note.replace(/^\[note \d+\] /, "") === cell.note) + 1}]` : ""));
        expect(rest, `${address}, ${name}`).toEqual(row.kind === "HEADING" ? table.columns.map(() => "") : expected);
        cells += rest.length;
      }
      const said = tokens.filter(({ type }) => type === "paragraph").map((token) => seen(token as Tokens.Paragraph));
      expect(said.some((each) => each === `Tabled, version ${table.dataVersion} of the data; made on 21 November 2026.`)).toBe(true);
      if (table.source) expect(said.some((each) => each.startsWith(`Source: ${table.source}`))).toBe(true);
    }
    expect(cells).toBeGreaterThan(2_000);
  });

  test("of a report has its tables in order, each under its heading", async () => {
    const items = [{ address: "blockCase.table?id=havering-block-case" }, { address: "mediumTermTable?authority=essex&unit=THOUSANDS", heading: "1. What | remains_" }];
    const tokens = await read(`report?id=${await savedReport(served, "essex", "# Cabinet #", items)}`);
    const headings = tokens.filter((token): token is Tokens.Heading => token.type === "heading");
    expect(headings.map((heading) => [heading.depth, seen(heading)])).toEqual([
      [1, "# Cabinet #"],
      [2, (await asked(served, items[0]?.address as string)).title],
      [2, "1. What | remains_"],
    ]);
    expect(tablesIn(tokens)).toHaveLength(2);
  });
});
