// What a column of words in a table of outcomes is for: it names KPIs, or parts of a whole, or it says nothing that its place and period do not.
import type { Column } from "./columns.ts";
import { wholeForm } from "./measures.ts";
import type { ReadRow } from "./rows.ts";

export interface PartColumns {
  /** Each value of theirs is a definition of its own. */
  readonly kpis: readonly Column[];
  /** Parts of a whole, which has a row too. */
  readonly breakdowns: readonly { readonly column: Column; readonly whole: string }[];
  readonly leftOut: Readonly<Record<string, string>>;
}

const kpiHeading = /indicator|measure|metric|\bkpi|definition|statistic|variable|population_type|performance/i;
const noteHeading = /^(notes?|footnotes?|comments?|status|flag|source)$/i;

/** What each of the columns is for. `placeOf` tells a row's place, and `isIn` which of them somebody wants whatever they hold. */
export function partColumns<Row extends ReadRow>(
  rows: readonly Row[],
  words: readonly Column[],
  placeOf: (row: Row) => string,
  isIn: (column: Column) => boolean = () => false,
): PartColumns {
  const leftOut: Record<string, string> = {};
  const telling = words.filter((column) => {
    if (isIn(column)) return true;
    const values = new Set(rows.map(({ cells }) => cells[column.index] ?? ""));
    if (values.size <= 1) leftOut[column.name] = `every row says “${[...values][0] ?? ""}”`;
    else if (noteHeading.test(column.name)) leftOut[column.name] = "it holds notes";
    else if (!kpiHeading.test(column.name) && followsFrom(rows, column, placeOf)) leftOut[column.name] = "it follows from the place";
    else return true;
    return false;
  });
  const own = telling.filter((column) => {
    if (isIn(column)) return true;
    const other = telling.find((each) => each !== column && !(each.name in leftOut) && followsFrom(rows, column, ({ cells }) => cells[each.index] ?? ""));
    if (other) leftOut[column.name] = `it follows from ${other.name}`;
    return !other;
  });
  const kpis: Column[] = [];
  const breakdowns: { column: Column; whole: string }[] = [];
  for (const column of own) {
    const whole = rows.map(({ cells }) => cells[column.index] ?? "").find((value) => wholeForm.test(value));
    if (whole === undefined || kpiHeading.test(column.name)) kpis.push(column);
    else breakdowns.push({ column, whole });
  }
  return { kpis, breakdowns, leftOut };
}

/** Whether all rows of one key have one value in a column. One key a row tells nothing. */
function followsFrom<Row extends ReadRow>(rows: readonly Row[], { index }: Column, keyOf: (row: Row) => string): boolean {
  const values = new Map<string, string>();
  for (const row of rows) {
    const [key, value] = [keyOf(row), row.cells[index] ?? ""];
    const before = values.get(key);
    if (before !== undefined && before !== value) return false;
    values.set(key, value);
  }
  return true;
}
