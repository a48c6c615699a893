// What each column of a table holds, and by which grammar its cells are read: the column decides, never one cell.
import { dayOf, isCode, markOf, oneYearOf, type PrintedNumber, printedNumber, twoYearsOf } from "./cellKinds.ts";
import type { HeaderColumn } from "./headerNames.ts";

export type Holds = "words" | "code" | "year" | "day" | "money" | "count" | "share" | "nothing";
export type DayOrder = "day first" | "month first";

export interface Column extends HeaderColumn {
  readonly index: number;
  readonly holds: Holds;
  /** Of days: which part comes first, and by which cell that is known; null where no cell decides it and days are taken as they are written in England. */
  readonly days?: { readonly order: DayOrder; readonly known: string | null };
  /** Cells that are nothing that the column holds, as they stand; the first few of them. */
  readonly odd: readonly string[];
  readonly oddCount: number;
}

/** Nine of ten say what a column holds; the rest is odd, and is shown. */
const enough = 0.9;
const shownOdd = 5;

const moneyName = /£|\b(costs?|prices?|spend|income|fees?|grants?|charges?|net current|weekly rate|paid|allocation)\b|expenditure/i;
/** Words over money, unless the table is one of measures, whose actual, budget or value is of anything. */
const moneyUnlessMeasured = /\b(net|gross|actuals?|budgets?|forecasts?|outturns?|variances?|amounts?|values?|(under|over) ?-?spends?|savings?|pressures?)\b/i;
/** What is counted is no money, whatever its actual is. */
const countedName = /\b(number|no\.?|count|places|beds|children|people|ftes?|headcount|staff|posts|nights|weeks|days|hours)\b/i;
/** A heading that says that a table is of measures. */
const measureName = /^(performance )?(indicators?|measures?|metrics?|kpis?|targets?)\b|\b(numerator|denominator)\b/i;
/** Over what is one column less another, where it is what is looked at and not what is to be spent. */
const varianceName = /\b(variances?|differences?|(under|over) ?-?spends?|movements?|changes?|(under|over) ?\/ ?\(?(under|over))\b/i;

/** Whether the columns of a table are of measures. */
export function areMeasures(headings: readonly HeaderColumn[]): boolean {
  return headings.some(({ name }) => measureName.test(name));
}

/** A column's name with the group that it stands in, where the name does not have it. */
export function headingOf({ name, group }: HeaderColumn): string {
  return group && !name.includes(group) ? `${name} (${group})` : name;
}

/** Whether a heading says that something is counted. */
export function isCounted(name: string): boolean {
  return countedName.test(name);
}

/** Whether a heading is of a difference, such as a variance. */
export function isVariance(name: string): boolean {
  return varianceName.test(name);
}
const percentName = /%|per ?cent\b|percentage|(pct|perc|percent)s?\b|(^|[_ ])p\.?c\.?$|^pc[_ ]/i;
const partName = /\b(share|proportion)\b/i;

/** Whether a heading is of percentages, in whichever of the ways of writing that: %, pc, pct, perc, per cent, percentage. */
export function isOfPercent(name: string): boolean {
  return percentName.test(name);
}

/** A heading over what tells things apart and is not to be added. */
const codeName =
  /(^|[ _])(code|ref(erence)?|id|la|lea|order|ind|rank|key):?$|(line|row|ref(erence)?|account|serial|order|invoice|vendor|case|la|lea|authority) ?_?(no|number)[.:]?$|^(line|row|no|la)\b.{0,3}$/i;

/** What accounts and contracts are known by: C1001, CS-0012, CH/4410. */
const referenceForm = /^[A-Z]{1,4}[-/ ]?\d{3,8}[A-Z]?$/;

/** What the lines of a return are known by: 3.1.2a, 1.10.3. Two parts alone are a decimal, unless others of the column have three. */
const lineForm = /^\d{1,2}(\.\d{1,2}){1,3}[a-z]?$/;
const isOfThreeParts = (text: string) => /^\d{1,2}\.\d{1,2}\.\d{1,2}/.test(text);

/** What a column holds, by all of its cells in the table's rows, its heading, and whether the table is of money throughout or of measures. */
export function columnOf(heading: HeaderColumn, index: number, cells: readonly string[], tableIs: "of money" | "of measures" | null, numberOf = printedNumber): Column {
  const given = cells.filter((cell) => cell !== "" && markOf(cell) === null);
  const marked = cells.some((cell) => cell !== "" && markOf(cell) !== null);
  const made = (holds: Holds, fits: (cell: string) => boolean, days?: Column["days"]): Column => {
    const odd = given.filter((cell) => !fits(cell));
    return { ...heading, index, holds, ...(days && { days }), odd: [...new Set(odd)].slice(0, shownOdd), oddCount: odd.length };
  };
  if (given.length === 0) return made(marked ? "count" : "nothing", () => true);
  const mostly = (fits: (cell: string) => unknown) => given.filter(fits).length >= given.length * enough;

  const days = daysOf(given);
  if (days && mostly((cell) => dayOf(cell, days.order) !== null)) return made("day", (cell) => dayOf(cell, days.order) !== null, days);
  if (mostly((cell) => twoYearsOf(cell) !== null)) return made("year", (cell) => twoYearsOf(cell) !== null);
  if (/\byear|time_period|period\b/i.test(heading.name) && mostly((cell) => twoYearsOf(cell) ?? oneYearOf(cell)))
    return made("year", (cell) => Boolean(twoYearsOf(cell) ?? oneYearOf(cell)));
  if (codeName.test(heading.name) && mostly((cell) => /^[A-Z]{0,3}\d{1,9}$/i.test(cell))) return made("code", (cell) => /^[A-Z]{0,3}\d{1,9}$/i.test(cell));
  if (mostly(isCode)) return made("code", isCode);
  if (given.some(isOfThreeParts) && mostly((cell) => lineForm.test(cell))) return made("code", (cell) => lineForm.test(cell));
  if (mostly((cell) => referenceForm.test(cell))) return made("code", (cell) => referenceForm.test(cell));

  const numbers = new Map<string, PrintedNumber>();
  for (const cell of given) {
    const number = numberOf(cell);
    if (number) numbers.set(cell, number);
  }
  if (mostly((cell) => numbers.has(cell))) {
    const all = [...numbers.values()];
    const holds =
      all.filter(({ percent }) => percent).length * 2 > all.length || isOfPercent(heading.name) || partName.test(heading.name)
        ? "share"
        : all.some(({ pounds }) => pounds) || tableIs === "of money" || (isOfMoney(heading.name, tableIs) && !/^values?$/i.test(heading.name))
          ? "money"
          : "count";
    return made(holds, (cell) => numbers.has(cell));
  }
  return made("words", () => true);
}

function isOfMoney(name: string, tableIs: "of measures" | null): boolean {
  return moneyName.test(name) || (tableIs === null && moneyUnlessMeasured.test(name) && !countedName.test(name));
}

/**
 * In which order a column writes its days: by any cell that is a day in one order alone. Where none is, day first, as in England; a column that proves both is
 * read day first, and what is no day in it is odd. Null where it has no day.
 */
export function daysOf(cells: readonly string[]): { order: DayOrder; known: string | null } | null {
  let dayFirst: string | null = null;
  let monthFirst: string | null = null;
  let some = false;
  for (const cell of cells) {
    const [one, other] = [dayOf(cell, "day first"), dayOf(cell, "month first")];
    some ||= one !== null || other !== null;
    if (one !== null && other === null) dayFirst ??= cell;
    if (one === null && other !== null) monthFirst ??= cell;
  }
  if (!some) return null;
  if (monthFirst !== null && dayFirst === null) return { order: "month first", known: monthFirst };
  return { order: "day first", known: dayFirst };
}

/** Columns of days that no cell decides are written as the others of their table, where those agree. */
export function inOneOrder(columns: readonly Column[]): readonly Column[] {
  const decided = columns.flatMap(({ days }) => (days && days.known !== null ? days : []));
  const [first] = decided;
  if (!first || decided.some(({ order }) => order !== first.order)) return columns;
  return columns.map((column) => (column.days?.known === null ? { ...column, days: first } : column));
}
