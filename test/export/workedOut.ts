// The formulas of a workbook worked out by fast-formula-parser, which takes nothing for granted of what is written beside them.
import FormulaParser from "fast-formula-parser";
import { readXlsx } from "hucre";
import type { ReadCell } from "./sheets.ts";

export interface WorkedOut {
  name: string;
  rows: ReadCell[][];
  /** By cell: "C12". */
  formulas: Map<string, string>;
}

type ValueAt = (sheet: string, row: number, column: number) => unknown;

/** One for each depth: a parser cannot be asked anew while it works. */
const parsers: FormulaParser[] = [];
let depth = 0;
let asking: ValueAt;

function evaluated(formula: string, at: { sheet: string; row: number; col: number }, valueAt: ValueAt): unknown {
  asking = valueAt;
  parsers[depth] ??= new FormulaParser({
    onCell: ({ sheet, row, col }) => asking(sheet, row - 1, col - 1),
    onRange: ({ sheet, from, to }) =>
      Array.from({ length: to.row - from.row + 1 }, (_, row) => Array.from({ length: to.col - from.col + 1 }, (_, col) => asking(sheet, from.row - 1 + row, from.col - 1 + col))),
  });
  depth += 1;
  try {
    return (parsers[depth - 1] as FormulaParser).parse(formula, at);
  } finally {
    depth -= 1;
  }
}

export async function workedOut(bytes: Uint8Array): Promise<WorkedOut[]> {
  const { sheets } = await readXlsx(bytes);
  const formulas = new Map(
    sheets.map(({ name, cells }) => [name, new Map([...(cells ?? [])].flatMap(([at, { formula }]) => (formula === undefined ? [] : [[at, formula] as const])))]),
  );
  const known = new Map<string, unknown>();
  const valueAt: ValueAt = (sheet, row, column) => {
    const key = `${sheet}!${row},${column}`;
    if (known.has(key)) return known.get(key);
    known.set(key, Number.NaN);
    const formula = formulas.get(sheet)?.get(`${row},${column}`);
    const value = formula === undefined ? sheets.find(({ name }) => name === sheet)?.rows[row]?.[column] : evaluated(formula, { sheet, row: row + 1, col: column + 1 }, valueAt);
    known.set(key, value);
    return value;
  };
  return sheets.map(({ name, rows }) => ({
    name,
    rows: rows.map((row, at) =>
      row.map((_, column) => {
        const value = valueAt(name, at, column);
        return typeof value === "number" ? { value, text: null } : { value: null, text: String(value) };
      }),
    ),
    formulas: new Map([...(formulas.get(name) ?? [])].map(([at, formula]) => [cellName(at), formula])),
  }));
}

/** "11,2" is C12. */
function cellName(at: string): string {
  const [row, column] = at.split(",").map(Number) as [number, number];
  return `${column < 26 ? "" : "A"}${String.fromCharCode(65 + (column % 26))}${row + 1}`;
}
