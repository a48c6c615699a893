// What each row of a table is: a heading over others, a line, a total, a memorandum, a note, or nothing.
import { Exact } from "../finance/exact.ts";
import { markOf, type PrintedNumber, printedNumber } from "./cellKinds.ts";
import type { Column } from "./columns.ts";
import { differencesIn, withDeductions } from "./differences.ts";
import { type FoundSum, isTotalName, type SumRow } from "./foundSum.ts";
import { type GridRow, isBlankRow } from "./grid.ts";
import { inAnyCase } from "./named.ts";
import { sumsIn } from "./sums.ts";

export type RowKind = "leaf" | "heading" | "subtotal" | "total" | "memorandum" | "excluded" | "note" | "blank";

export const rowChoices = ["leaf", "heading", "subtotal", "total", "memorandum", "out"] as const;
/** What a person says that a row is. */
export type RowChoice = (typeof rowChoices)[number];

export interface ReadRow {
  readonly at: number;
  readonly kind: RowKind;
  readonly label: string;
  /** The headings over it, the outermost first. */
  readonly groups: readonly string[];
  readonly cells: readonly string[];
  /** Whether somebody said what it is. */
  readonly chosen?: true;
  /** Why it is none of the lines, where its kind does not say it. */
  readonly why?: string;
  /** Whether its figures are taken off: "Less: contribution" over a net that says so. */
  readonly deducted?: true;
}

/** A total of the file beside what its rows come to. */
export interface StatedTotal {
  readonly row: number;
  readonly label: string;
  readonly sum: FoundSum;
}

/** What is no amount of its own among amounts: a running sum, and what is counted. */
const running = /\bcumulative\b|\brunning total\b/i;
const counted = /^(number|no\.?|count) of\b|\bfte'?s?\b|\bfull[- ]time equivalents?\b|\bheadcount\b/i;
const deducted = /^(less|minus|deduct)\b/i;
const memorandum = /\b(included? (in|above|within)|of which|memo(randum)?( item)?|for information( only)?|not included|does not feed)\b/i;
const noteStart =
  /^(notes?\b|source\b|\*|†|¹|\[?\d{1,2}[\].)]\s|[a-z]\)\s|this (row|table|worksheet)|data are|figures (are|may)|last updated|produced on|some cells|crown copyright)/i;

/** The figures of a row in the columns that add up. */
export function figuresOf(cells: readonly string[], columns: readonly Column[], numberOf = printedNumber): (PrintedNumber | null)[] {
  return columns.map(({ index, holds }) => {
    const number = numberOf(cells[index] ?? "");
    // A share among amounts is none of them: "Increase %" below a budget.
    return number?.percent && holds !== "share" ? null : number;
  });
}

/** The text of a row in a column; empty where there is no such column. */
export function cellOf({ cells }: Pick<ReadRow, "cells">, column: Pick<Column, "index"> | null): string {
  return column === null ? "" : (cells[column.index] ?? "");
}

/** What a column has in some rows, without its empty cells. */
export function cellsIn(rows: readonly Pick<ReadRow, "cells">[], column: Pick<Column, "index">): string[] {
  return rows.flatMap((row) => cellOf(row, column) || []);
}

const halves = Array.from({ length: 41 }, (_, decimals) => Exact.ratio(1n, 2n * 10n ** BigInt(decimals)));
/** Half of the last digit of a printed number. */
export function halfOf(number: PrintedNumber | null): Exact {
  return number === null || number.multiplied ? Exact.nil : (halves[number.decimals] as Exact);
}

/** The kinds of the rows below a header, and the totals among them. `labels` are their names; `adding` the columns whose figures add up, in the table's unit. */
export function rowsOf(
  rows: readonly GridRow[],
  labels: readonly string[],
  adding: readonly Column[],
  inUnit: (number: PrintedNumber) => Exact,
  numberOf = printedNumber,
  chosen: Readonly<Record<string, RowChoice>> = {},
): { rows: ReadRow[]; totals: StatedTotal[] } {
  const figures = rows.map(({ cells }) => figuresOf(cells, adding, numberOf));
  const valued = rows.map((row, index) => figures[index]?.some((figure) => figure !== null) || adding.some(({ index: column }) => markOf(row.cells[column] ?? "") !== null));
  const ofShares = rows.map(({ cells }, index) => !valued[index] && adding.some(({ index: column }) => numberOf(cells[column] ?? "")?.percent));
  const first = rows.map((row, index) => (isBlankRow(row) ? "blank" : valued[index] ? (memorandum.test(labels[index] as string) ? "memorandum" : "leaf") : null));
  const lastValued = valued.lastIndexOf(true);
  // "tbc" where an amount would stand makes no heading of its row.
  const inWords = rows.map(({ cells }, index) => !valued[index] && adding.some(({ index: column }) => cells[column] && cells[column] !== labels[index]));
  const told = chosenKinds(rows, labels, chosen);
  const kinds: RowKind[] = first.map((kind, index) => {
    const said = told[index];
    // A total that somebody said is looked for among the lines.
    if (said !== null && said !== undefined) return said === "subtotal" || said === "total" ? "leaf" : said;
    if (kind === null && ofShares[index]) return "memorandum";
    return (kind === null && inWords[index] ? "note" : kind) ?? withoutValues(rows[index] as GridRow, index < lastValued);
  });
  const isOfMoney = adding.some(({ holds }) => holds === "money");
  const whys = new Map<number, string>();
  for (const [index, kind] of kinds.entries()) {
    const name = labels[index] as string;
    if (kind !== "leaf" || told[index] !== null || isTotalName(name)) continue;
    if (running.test(name)) whys.set(index, "it adds up what is in the years before it");
    else if (isOfMoney && counted.test(name)) whys.set(index, "it is counted, and no amount");
    if (whys.has(index)) kinds[index] = "memorandum";
  }
  const sumRows: SumRow[] = rows.map((row, index) => {
    const printed = figures[index] as (PrintedNumber | null)[];
    return {
      label: labels[index] as string,
      figures: printed.map((number) => number && inUnit(number)),
      halves: printed.map((number) => halfOf(number)),
      ...(row.bold !== undefined && { bold: row.bold }),
      ...(row.indent !== undefined && { indent: row.indent }),
      ...(told[index] === "leaf" && { told: "line" as const }),
      ...((told[index] === "subtotal" || told[index] === "total") && { told: "sum" as const }),
    };
  });
  const isLine = (index: number) => kinds[index] === "leaf";
  const plain = sumsIn(sumRows, (index) => !isLine(index));
  const { sums, taken } = withDeductions(
    sumRows,
    plain,
    (index) => !isLine(index),
    (index) => told[index] === null && deducted.test(labels[index] as string),
  );
  const inSums = new Set(sums.flatMap(({ of }) => of));
  const summed = new Set(sums.map(({ row }) => row));
  for (const sum of sums) {
    kinds[sum.row] = sum.of.some((each) => summed.has(each)) || !inSums.has(sum.row) ? "total" : "subtotal";
    for (const each of sum.excluded) kinds[each] = "excluded";
    if (sum.of[0] !== undefined && sum.of[0] > sum.row) whys.set(sum.row, "it is the sum of lines below it");
  }
  const isTotal = (index: number) => kinds[index] === "subtotal" || kinds[index] === "total";
  for (const { row, from, less } of differencesIn(sumRows, (index) => (isLine(index) && told[index] === null) || isTotal(index))) {
    if (!isLine(row)) continue;
    kinds[row] = "memorandum";
    whys.set(row, `it is ${labels[from]} less ${labels[less]}`);
    // What is held against a total below it is no line of it either.
    if (isLine(less) && isTotal(from) && less > from) {
      kinds[less] = "memorandum";
      whys.set(less, `${labels[row]} is ${labels[from]} less this`);
    }
  }
  for (const [index, said] of told.entries()) if (said === "subtotal" || said === "total") kinds[index] = said;
  const groups: { label: string; at: number }[] = [];
  const read = rows.map(({ at, cells }, index): ReadRow => {
    const kind = kinds[index] as RowKind;
    const name = labels[index] as string;
    const why = whys.get(index);
    const isChosen = { ...(told[index] !== null && { chosen: true as const }), ...(why !== undefined && { why }), ...(taken.has(index) && { deducted: true as const }) };
    if (kind === "heading") {
      // A heading right below another is within it; after lines it takes the place of the one before.
      const within = index > 0 && kinds[index - 1] === "heading";
      if (!within) groups.length = 0;
      groups.push({ label: name || cells.find((cell) => cell !== "") || "", at });
    } else if (kind === "subtotal" || kind === "total") {
      const over = groups.map((group) => group.label);
      groups.length = 0;
      return { at, kind, label: name, groups: over, cells, ...isChosen };
    }
    return { at, kind, label: name, groups: groups.map((group) => group.label), cells, ...isChosen };
  });
  return { rows: read, totals: sums.map((sum) => ({ row: sum.row, label: labels[sum.row] as string, sum })) };
}

/** What somebody said of each row, by its number or else by its name where no other row has it; null of the others. */
function chosenKinds(rows: readonly GridRow[], labels: readonly string[], chosen: Readonly<Record<string, RowChoice>>): (RowKind | null)[] {
  if (Object.keys(chosen).length === 0) return rows.map(() => null);
  const often = new Map<string, number>();
  for (const label of labels) often.set(inAnyCase(label), (often.get(inAnyCase(label)) ?? 0) + 1);
  const byName = new Map(Object.entries(chosen).map(([name, kind]) => [inAnyCase(name), kind]));
  return rows.map(({ at }, index) => {
    const name = inAnyCase(labels[index] as string);
    const said = chosen[String(at)] ?? (often.get(name) === 1 && !isRowNumber(name) ? byName.get(name) : undefined);
    return said === undefined ? null : said === "out" ? "excluded" : said;
  });
}

/** Whether a choice of a row is by its number. */
export function isRowNumber(name: string): boolean {
  return /^\d+$/.test(name);
}

/** A row without a figure: a heading where lines follow it, and a note where none does or where it reads like one. */
function withoutValues({ cells }: GridRow, linesFollow: boolean): RowKind {
  const text = cells.find((cell) => cell !== "") ?? "";
  if (noteStart.test(text) || text.length > 120) return "note";
  return linesFollow ? "heading" : "note";
}
