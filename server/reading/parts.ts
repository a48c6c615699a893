// What a column of words in a table of outcomes is for: it names KPIs, or parts of a whole, or it says nothing that its place and period do not.
import type { Column } from "./columns.ts";
import { wholeForm } from "./measures.ts";
import type { ReadRow } from "./rows.ts";

/** What a value is in, where a column says so of each row. */
export const unitForm =
  /^(per ?cent(age)?s?|%|p\.?c\.?|pct|perc|counts?|numbers?|no\.?|rates?\b.*|ratios?|scores?|persons?|people|children|days|pounds|£|£ ?millions?|£ ?thousands?)$/i;

export interface PartColumns {
  /** Each value of theirs is a definition of its own. */
  readonly kpis: readonly Column[];
  /** Parts of a whole, which has a row too. */
  readonly breakdowns: readonly { readonly column: Column; readonly whole: string }[];
  /** Says of each row what its value is in; null where none does. */
  readonly unit: Column | null;
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
  const leftOut = new Map<string, string>();
  const valuesOf = ({ index }: Column) => new Set(rows.map(({ cells }) => cells[index] ?? ""));
  const ofUnits = words.filter((column) => [...valuesOf(column)].every((value) => unitForm.test(value)));
  const unit = ofUnits.find(({ name }) => /measure|unit|type|metric|statistic/i.test(name)) ?? null;
  for (const column of ofUnits)
    if (column === unit || valuesOf(column).size === 1) leftOut.set(column.name, column === unit ? "it says what the values are in" : sameInAll(valuesOf(column)));
  const telling = words.filter((column) => {
    if (isIn(column)) return true;
    if (leftOut.has(column.name)) return false;
    const values = valuesOf(column);
    if (values.size === 1 && kpiHeading.test(column.name) && ![...values][0]?.match(wholeForm) && [...values][0] !== "") return true;
    if (values.size <= 1) leftOut.set(column.name, sameInAll(values));
    else if (noteHeading.test(column.name)) leftOut.set(column.name, "it holds notes");
    else if (!kpiHeading.test(column.name) && followsFrom(rows, column, placeOf)) leftOut.set(column.name, "it follows from the place");
    else return true;
    return false;
  });
  const own = telling.filter((column) => {
    if (isIn(column)) return true;
    const other =
      valuesOf(column).size > 1 && telling.find((each) => each !== column && !leftOut.has(each.name) && followsFrom(rows, column, ({ cells }) => cells[each.index] ?? ""));
    if (other) leftOut.set(column.name, `it follows from ${other.name}`);
    return !other;
  });
  const kpis: Column[] = [];
  const breakdowns: { column: Column; whole: string }[] = [];
  for (const column of own) {
    const whole = rows.map(({ cells }) => cells[column.index] ?? "").find((value) => wholeForm.test(value));
    if (whole === undefined || kpiHeading.test(column.name)) kpis.push(column);
    else breakdowns.push({ column, whole });
  }
  return { kpis, breakdowns, unit, leftOut: Object.fromEntries(leftOut) };
}

/** Why a column that says the same in every row is left out. */
function sameInAll([value = ""]: ReadonlySet<string>): string {
  return value === "" ? "no row that comes in has anything in it" : `every row says “${value}”`;
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
