// A workbook in which every computed cell is a formula over the workbook's own inputs, so that an auditor can follow it.
import type { Figure } from "../finance/figure.ts";
import type { Exported, Pieces } from "./exported.ts";
import { flatRows } from "./flat.ts";
import { FormulaInputs } from "./formulaInputs.ts";
import { type FigureCell, FormulaWriter, scaleOf } from "./formulaText.ts";
import type { PrintedNumber } from "./printed.ts";
import { headingRow } from "./spreadsheet.ts";
import { type MadeCell, type PlacedTable, type Workings, workbook } from "./workbook.ts";
import { xlsxOf } from "./xlsx.ts";

/** A workbook with formulas of some tables. @throws InputError for a table of more rows than a sheet has. */
export function formulasXlsx(exported: Exported): Pieces {
  return xlsxOf(workbook(exported, "formulas.xlsx", workings));
}

/** One cell with a number: where it is, and what it says of itself. */
interface NumberCell {
  readonly table: number;
  readonly row: number;
  readonly label: string;
  readonly at: FigureCell;
  readonly number: PrintedNumber;
}

type Made = "Input" | "Formula" | "Set by a rule" | "Nothing falls here";

const stated: MadeCell = { formula: null, stated: true };
const held: MadeCell = { formula: null, stated: false };

function workings(placed: readonly PlacedTable[]): Workings {
  const cells = cellsOf(placed);
  const shared = sharedIn(placed, cells);
  const inputs = new FormulaInputs();
  const made = placed.map(() => [] as Map<number, MadeCell>[]);
  const said = placed.map(() => [] as Map<Made, string[]>[]);
  for (const { table, row, label, at, number } of numberCells(placed)) {
    const { sheet, columns } = placed[table] as PlacedTable;
    const column = columns[at.column]?.label ?? "";
    const how = howMade(number.figure, cells, at);
    const rows = made[table] as Map<number, MadeCell>[];
    const ofRow = rows[row] ?? new Map<number, MadeCell>();
    rows[row] = ofRow;
    if (how === "Formula") {
      const writer = new FormulaWriter(cells, shared, inputs, { sheet, row: label, column }, at);
      ofRow.set(at.column, { formula: writer.formula(number.figure), stated: false });
    } else if (how === "Input") ofRow.set(at.column, stated);
    const words = said[table] as Map<Made, string[]>[];
    const ofWords = words[row] ?? new Map<Made, string[]>();
    words[row] = ofWords;
    ofWords.set(how, [...(ofWords.get(how) ?? []), column]);
  }
  return {
    made: (table, row, column) => made[table]?.[row]?.get(column) ?? held,
    said: (table, row) => sentence(said[table]?.[row]),
    inputs: inputs.sheet(),
    cover: [
      "Every figure that is worked out is a formula. It refers to figures of its own table, and to the Inputs worksheet for prices, places, weeks, shares and uplifts, which are in pounds and in full.",
      "A table in £000s is in thousands of pounds, so its formulas divide by 1000 what is in pounds; one in £m divides by 1000000.",
      "The last column of each table says which figures are inputs, which are also tinted. Type over one, and every figure that depends on it follows. Notes, ratings and words stay as they were when the file was made, and so does [x], which is not known, and what is not known for it.",
      "What is set by a rule is a number, not a formula: shares that must add up to the penny are rounded together, on their running total, and not each in its own cell. It stays as it was when the file was made, whatever is typed over, and so does what is added up from it.",
    ],
  };
}

function* numberCells(placed: readonly PlacedTable[]): Generator<NumberCell> {
  for (const [table, { table: printed, sheet, above, columns }] of placed.entries()) {
    let row = 0;
    for (const { row: printedRow, cells } of flatRows(printed, columns)) {
      for (const [column, { number }] of cells.entries()) {
        if (!number) continue;
        const at: FigureCell = { sheet, column, row: headingRow({ above }) + 1 + row, sign: 1, scale: scaleOf(number.unit) };
        yield { table, row, label: printedRow.label, at, number };
      }
      row += 1;
    }
  }
}

/** The cells by the figures that they hold. */
function cellsOf(placed: readonly PlacedTable[]): Map<Figure, FigureCell> {
  const cells = new Map<Figure, FigureCell>();
  const manifold = new Set<Figure>();
  for (const { at, number } of numberCells(placed)) holdIn(cells, manifold, number.figure, at);
  for (const nothing of manifold) cells.delete(nothing);
  return cells;
}

/** A cell holds its figure, and what that names or takes off; what stands in two cells is the first one's, and nothing at all is then neither's. */
function holdIn(cells: Map<Figure, FigureCell>, manifold: Set<Figure>, figure: Figure, at: FigureCell): void {
  let each = figure;
  let cell = at;
  for (;;) {
    if (!cells.has(each)) cells.set(each, cell);
    else if (each.kind === "sum" && each.of.length === 0) manifold.add(each);
    if (each.kind === "deducted") cell = { ...cell, sign: cell.sign === 1 ? -1 : 1 };
    if (each.kind !== "named" && each.kind !== "deducted") return;
    each = each.of;
  }
}

/** How a cell's figure came to be there. */
function howMade(figure: Figure, cells: ReadonlyMap<Figure, FigureCell>, at: FigureCell): Made {
  const cell = cells.get(figure);
  if (cell && !isAt(cell, at)) return "Formula";
  switch (figure.kind) {
    case "named":
    case "deducted":
      return howMade(figure.of, cells, at);
    case "input":
      return "Input";
    case "settled":
      return "Set by a rule";
    case "sum":
      return figure.of.length === 0 ? "Nothing falls here" : "Formula";
    default:
      return "Formula";
  }
}

function isAt(one: FigureCell, other: FigureCell): boolean {
  return one.sheet === other.sheet && one.column === other.column && one.row === other.row;
}

/** The figures that stand in no cell and are used more than once: they are worked out once. */
function sharedIn(placed: readonly PlacedTable[], cells: ReadonlyMap<Figure, FigureCell>): Set<Figure> {
  const seen = new Set<Figure>();
  const shared = new Set<Figure>();
  const look = (figure: Figure, own: FigureCell): void => {
    const cell = cells.get(figure);
    if (cell && !isAt(cell, own)) return;
    switch (figure.kind) {
      case "input":
      case "settled":
        return;
      case "named":
      case "deducted":
        look(figure.of, own);
        return;
      default: {
        if (seen.has(figure)) {
          shared.add(figure);
          return;
        }
        seen.add(figure);
        if (figure.kind === "quotient") {
          look(figure.of, own);
          look(figure.by, own);
        } else if (figure.kind === "power") look(figure.of, own);
        else for (const part of figure.of) look(part, own);
      }
    }
  };
  for (const { at, number } of numberCells(placed)) look(number.figure, at);
  return shared;
}

/** "Formula", or "Formula; input in 2023/24 budget". */
function sentence(ways: ReadonlyMap<Made, string[]> | undefined): string {
  if (!ways) return "None";
  if (ways.size === 1) return [...ways.keys()][0] as string;
  const parts = (["Formula", "Input", "Set by a rule", "Nothing falls here"] as const).flatMap((way) => {
    const columns = ways.get(way);
    return columns ? [way === "Formula" ? way : `${way} in ${columns.join(", ")}`] : [];
  });
  return parts.map((part, index) => (index === 0 ? part : part.charAt(0).toLowerCase() + part.slice(1))).join("; ");
}
