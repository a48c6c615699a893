// Filling: what each cell of a range is given from the cells beside it, from a block that is pasted, or by a rate from year to year.
import { isMoneyUnit, roundedHalfUp } from "./amounts.ts";
import type { Displayed } from "./displayed.ts";
import type { Box, Spot } from "./range.ts";
import type { SheetCell } from "./table.ts";

/** A text for a cell of the sheet. */
export interface Given extends Spot {
  typed: string;
}

/** What one would type to have the same figure again, whatever unit the table is in: pounds in full, and nothing for a blank. */
export function typedAgain(cell: SheetCell | undefined, entered = true): string {
  // An amount that was entered as a sum stays one.
  if (entered && cell?.entry?.startsWith("=")) return cell.entry;
  if (typeof cell?.pence !== "number") return cell?.entry ?? "";
  return finerThanPence(cell) ?? `${plusOf(cell, cell.pence)}£${inPounds(BigInt(cell.pence))}`;
}

/** In a commitment's cell a number is a cost, with or without a minus: income has a plus. */
function plusOf(cell: SheetCell | undefined, pence: number): string {
  return pence > 0 && cell?.edits?.startsWith("commitment:") ? "+" : "";
}

/** A price that has parts of a penny, in full: "£2149.125"; null of any other amount. */
export function finerThanPence({ shown }: SheetCell): string | null {
  return /^£[\d,]+\.\d{3,}$/.test(shown) ? shown.replaceAll(",", "") : null;
}

/** The same for a table in another unit: a sum that does not say what its numbers are in says it at its end, "=4600+14 in £000s". */
export function typedElsewhere(cell: SheetCell, unit: string): string {
  const typed = typedAgain(cell);
  // £, k, m and bn are pounds in whichever table, and so is a sum that says its unit already.
  return typed.startsWith("=") && !/[£a-z]/i.test(typed) && isMoneyUnit(unit) ? `${typed} in ${unit}` : typed;
}

/** Whole pence as pounds to be typed: -42200050n is "-422000.50". */
export function inPounds(pence: bigint): string {
  const digits = String(pence < 0n ? -pence : pence).padStart(3, "0");
  return `${pence < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Repeats a block over a box that is a multiple of it; otherwise the block stands once, from the box's top left. */
export function repeated(block: readonly (readonly string[])[], box: Box): Given[] {
  const height = block.length;
  const width = Math.max(0, ...block.map((line) => line.length));
  if (height === 0 || width === 0) return [];
  const [rows, columns] = [box.bottom - box.top + 1, box.right - box.left + 1];
  const fits = rows % height === 0 && columns % width === 0;
  const [down, across] = fits ? [rows, columns] : [height, width];
  return Array.from({ length: down * across }, (_, index) => {
    const [row, column] = [Math.floor(index / across), index % across];
    return { row: box.top + row, column: box.left + column, typed: block[row % height]?.[column % width] ?? "" };
  });
}

/** Ctrl+D and Ctrl+R: the first row, or column, of the box into the rest of it. A box of one row, or column, takes what stands before it. */
export function filledOn(displayed: Displayed, box: Box, direction: "down" | "right"): Given[] {
  const down = direction === "down";
  const single = down ? box.top === box.bottom : box.left === box.right;
  const from = (down ? box.top : box.left) - (single ? 1 : 0);
  if (from < 0) return [];
  const source: Box = down ? { ...box, top: from, bottom: from } : { ...box, left: from, right: from };
  const rest: Box = down ? { ...box, top: from + 1 } : { ...box, left: from + 1 };
  return repeatedFrom(displayed, source, rest);
}

/** What a box holds, repeated over another that lies beside it: whatever the rest of the box is, its lines go on in turn. */
export function repeatedFrom(displayed: Displayed, source: Box, rest: Box): Given[] {
  const [height, width] = [source.bottom - source.top + 1, source.right - source.left + 1];
  const given: Given[] = [];
  for (let row = rest.top; row <= rest.bottom; row += 1) {
    for (let column = rest.left; column <= rest.right; column += 1) {
      const of = { row: source.top + ((row - rest.top) % height), column: source.left + ((column - rest.left) % width) };
      given.push({ row, column, typed: typedAgain(displayed.cell(of)) });
    }
  }
  return given;
}

/**
 * Each row's first figure, and in every other column that times 1 + rate for each year from the first: worked out from the first each time and
 * rounded once, half-up, to the penny. 100,000.00 at 3.5% is 103,500.00, 107,122.50, 110,871.79. The rate is a ratio above -1: 35/1000. A year
 * that is hidden counts as one that is shown.
 */
export function grown(displayed: Displayed, box: Box, rate: { numerator: bigint; denominator: bigint }): Given[] {
  const factor = rate.denominator + rate.numerator;
  const given: Given[] = [];
  for (let row = box.top; row <= box.bottom; row += 1) {
    const source = displayed.cell({ row, column: box.left });
    const first = source?.pence;
    if (typeof first !== "number") continue;
    for (let column = box.left + 1; column <= box.right; column += 1) {
      const years = yearsBetween(displayed, box.left, column);
      const [to, of] = years < 0 ? [rate.denominator, factor] : [factor, rate.denominator];
      const power = BigInt(Math.abs(years));
      const magnitude = roundedHalfUp(BigInt(Math.abs(first)) * to ** power, of ** power);
      given.push({ row, column, typed: `${plusOf(source, first)}£${inPounds(first < 0 ? -magnitude : magnitude)}` });
    }
  }
  return given;
}

/** How many years lie from one column to another; where they are no years, how many columns. */
function yearsBetween(displayed: Displayed, from: number, to: number): number {
  const [first, other] = [from, to].map((column) => /^(\d{4})\/\d\d$/.exec(displayed.columns[column] ?? "")?.[1]);
  return first && other ? Number(other) - Number(first) : to - from;
}
