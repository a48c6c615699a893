// Columns, rows and choices that are called like what every object of JavaScript has: names as any others.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { InputError } from "../../server/finance/inputError.ts";
import { choicesGiven } from "../../server/import/choices.ts";
import { readMapping } from "../../server/import/mapping.ts";
import { readFileAs } from "../../server/import/reading.ts";
import { partColumns } from "../../server/reading/parts.ts";
import { readTable } from "../../server/reading/table.ts";

const folder = mkdtempSync(join(tmpdir(), "tabled-names-"));
afterAll(() => rmSync(folder, { recursive: true }));
const read = (text: string, choices: unknown = {}) => {
  const path = join(folder, "table.csv");
  writeFileSync(path, text);
  return readFileAs(null, { path, choices: choicesGiven(choices) });
};

const names = [...Object.getOwnPropertyNames(Object.prototype), "prototype", "length"];

describe.each(names)("called %s", (name) => {
  const of = (value: unknown) => JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`);

  test("a choice and an entry of a mapping are refused as any that there is not", () => {
    expect(() => choicesGiven(of("x"))).toThrow(InputError);
    expect(() => readMapping(`{"target":"budget lines",${JSON.stringify(name)}:"x"}`)).toThrow(/has no entry/);
  });

  test("a column has its reason to be left out, or none, and is left out where somebody says so", async () => {
    const text = `Cost centre,${name},2024/25\nHomes,some,100\nFostering,more,300\n`;
    const plain = await read(text);
    const like = await read(text.replace(name, "Remarks"));
    expect(plain.columns.map(({ leftOut }) => leftOut)).toEqual(like.columns.map(({ leftOut }) => leftOut));
    const out = await read(text, { columns: of("out") });
    expect(out.columns.map((column) => [column.name, column.leftOut])).toContainEqual([name, "you left it out"]);
    expect(out.incoming.count).toBe(2);
  });

  test("a line comes in under its name", async () => {
    const { clean } = await read(`Cost centre,2024/25\nHomes,100\n${name},300\n`);
    expect(clean?.table.rows.map(({ values }) => values[0]) ?? []).toEqual(
      (await read("Cost centre,2024/25\nHomes,100\nOther,300\n")).clean?.table.rows.map(({ values }, at) => (at === 1 ? name : values[0])) ?? [],
    );
  });

  test("a column of one text says why no outcome comes of it", () => {
    const table = readTable([
      { at: 1, cells: ["Place", name, "2024/25"] },
      { at: 2, cells: ["Essex", "same", "1"] },
      { at: 3, cells: ["Kent", "same", "2"] },
    ]);
    const columns = table?.columns.filter((column) => column.name === name) ?? [];
    const { leftOut } = partColumns(table?.rows ?? [], columns, ({ cells }) => cells[0] ?? "");
    expect(Object.entries(leftOut)).toEqual([[name, "every row says “same”"]]);
  });
});
