// Which figure of a table of placements' activity is which: what it counts, of which period, by its heading, its group or a column beside it.
import { periodSaid } from "../finance/period.ts";
import { type Column, headingOf } from "./columns.ts";
import { isTotalName } from "./foundSum.ts";
import { longestHeading } from "./grid.ts";
import { firstDayOf, monthIn } from "./months.ts";
import { periodOf } from "./periods.ts";
import type { Choices } from "./proposal.ts";
import { cellOf, cellsIn, type ReadRow } from "./rows.ts";
import type { TableReading } from "./table.ts";

/** What is stored of placements in a period. */
export type Measure = "placements" | "bedWeeks" | "cost" | "directBedWeeks" | "ended" | "endedWeeks" | "availableBedWeeks";
/** So many of what is printed are one of what is stored: seven nights are a bed-week. */
export interface Measured {
  readonly measure: Measure;
  readonly per: 1 | 7;
}

export interface FigureColumn {
  readonly column: Column;
  /** Null where a column beside it says it of each row. */
  readonly measured: Measured | null;
  readonly period: string | null;
}

export interface ActivityColumns {
  readonly figures: readonly FigureColumn[];
  /** Says what the figures of each row are. */
  readonly measures: Column | null;
  readonly periods: Column | null;
  readonly provider: Column | null;
  readonly arrangement: Column | null;
  readonly area: Column | null;
  /** The sort of placement, by which nothing is stored. */
  readonly type: Column | null;
  readonly used: readonly Column[];
}

const rate = /\b(average|avg|mean|unit|per|weekly (cost|price|rate|fee)|rate|price|%|per ?cent|share|budget|forecast|variance)\b|%|\bp\.?\/?w\b/i;
const nights = /\b(bed[ -]?)?(nights?|days)\b/i;
const weeks = /weeks?\b/i;
const measures: readonly [RegExp, Measure][] = [
  [
    /(weeks?|nights?|days|duration|length).*\b(ended|ending|leavers?|left|ceased|closed)\b|\b(ended|leavers?|left|ceased|closed)\b.*(weeks?|nights?|days|duration|length)/i,
    "endedWeeks",
  ],
  [/\b(ended|endings?|leavers?|moved on|ceased|closed|discharged)\b/i, "ended"],
  [
    /\b(available|paid for|contracted|purchased|capacity|commissioned)\b.*(weeks?|nights?|days)|(weeks?|nights?|days)\b.*\b(available|paid for|contracted|purchased|capacity|commissioned)\b/i,
    "availableBedWeeks",
  ],
  [/\bdirect(ly)?\b/i, "directBedWeeks"],
  [/\b(bed|placement|care)?[ -]?(weeks?|nights?|days)\b/i, "bedWeeks"],
  [/\b(costs?|spend|spent|expenditure|charges?|invoiced|paid|amount|fees)\b|£/i, "cost"],
  [/\b(children|young people|placements?|cla|lac|clients|headcount|occupied|number|no\.?|count)\b/i, "placements"],
];

/** What a heading says that its figures are; null of a price, a rate, and of what is not stored. */
export function measureIn(text: string): Measured | null {
  const heading = text.slice(0, longestHeading);
  const found = rate.test(heading) ? undefined : measures.find(([form]) => form.test(heading))?.[1];
  if (found === undefined) return null;
  const isTime = found !== "cost" && found !== "placements" && found !== "ended";
  return { measure: found, per: isTime && !weeks.test(heading) && nights.test(heading) ? 7 : 1 };
}

/** The period that a text names, in the words that are stored: "2024/25 Q1", "June 2024", "2024/25". `year` is of a text that names a month or a quarter alone. */
export function activityPeriod(text: string, year: string | null): string | null {
  const quarter = /\b(?:q|qtr|quarter) ?([1-4])\b/i.exec(text);
  if (quarter) {
    const found = periodOf(text) ?? (year === null ? null : periodOf(`${year} Q${quarter[1]}`));
    return found?.frequency === "quarter" ? found.text : null;
  }
  const month = monthIn(text);
  const startsOn = month && firstDayOf(month, year);
  if (startsOn) return periodSaid({ kind: "month", startsOn });
  const found = month ? null : periodOf(text);
  return found === null ? null : found.text.replace(/ \(reporting year\)/, "").replace(/ \(academic year\)/, " academic");
}

const forms = {
  provider: /provider|supplier|organisation|agency|company|vendor|operator/i,
  whose: /\b(authority|council|la name|subject|borough|partner|member|area name)\b|^home$/i,
  arrangement: /arrangement|contract|framework|block|purchas|procure|bought|funding route|\blot\b/i,
  type: /\btype\b|categor|provision|service|placement$/i,
  period: /period|quarter|month|year|week ending|date/i,
} as const;

const insideForm = /^(in|inside|within|internal|local)\b/i;
const outsideForm = /^(out|outside|external|ooa|oob|at (a )?distance)\b/i;
const yes = /^(y|yes|true|1)$/i;
const no = /^(n|no|false|0)$/i;

/** Where placements were, as a cell of a column says it. */
export function areaIn(cell: string, { name }: Pick<Column, "name">): "inside" | "outside" | "not known" {
  if (outsideForm.test(cell)) return "outside";
  if (insideForm.test(cell)) return "inside";
  if (!yes.test(cell) && !no.test(cell)) return "not known";
  return /\bout/i.test(name) === yes.test(cell) ? "outside" : "inside";
}

const given = ({ rows }: TableReading, column: Column) => cellsIn(rows, column).filter((cell) => !isTotalName(cell));

/** Whether four of five fit. Each text is looked at once: a long table says the same of many rows. */
function mostly(values: readonly string[], fits: (value: string) => boolean): boolean {
  const fitting = new Set([...new Set(values)].filter(fits));
  return values.length > 0 && values.filter((value) => fitting.has(value)).length >= values.length * 0.8;
}
/** A column that says what the figures of its rows are, or where placements were, says few things. */
const fewest = 20;

/** The columns of a table of activity; null where it has not all that is stored of placements: how many, their bed-weeks and what those cost, each of a period. */
export function activityColumns(table: TableReading, choices: Choices = {}): ActivityColumns | null {
  const year = choices.year ?? table.year;
  const words = table.columns.filter(({ holds }) => holds === "words" || holds === "code");
  const numbers = table.columns.filter(({ holds }) => holds === "count" || holds === "money");
  const measureColumn = words.find((column) => {
    const said = [...values(table, column)];
    return said.length <= fewest && mostly(said, (value) => measureIn(value) !== null) && new Set(said.map((value) => measureIn(value)?.measure)).size >= 2;
  });
  const headed = numbers.map((column) => {
    const text = headingOf(column);
    const period = activityPeriod(text, year);
    const heading = period === null ? text : withoutPeriod(text);
    return { column, period, measured: measureColumn ? null : (measureIn(heading) ?? (heading === "" ? null : byHolding(column, heading))) };
  });
  const dated = headed.filter(({ period }) => period !== null);
  const across = dated.length >= 2;
  const figures = (across ? dated : headed).filter(({ measured }) => measureColumn !== undefined || measured !== null);
  const isPeriod = (column: Column) => forms.period.test(column.name) && mostly(given(table, column), (value) => activityPeriod(value, year ?? "2000/01") !== null);
  const periods = across ? null : (table.columns.find((column) => column.holds !== "money" && !figures.some((each) => each.column === column) && isPeriod(column)) ?? null);
  const has = new Set(measureColumn ? given(table, measureColumn).map((value) => measureIn(value)?.measure) : figures.map(({ measured }) => measured?.measure));
  if (!has.has("placements") || !has.has("bedWeeks") || !has.has("cost")) return null;
  const taken = new Set<Column | undefined>([measureColumn, periods ?? undefined]);
  const take = (test: (column: Column) => boolean): Column | null => {
    const found = words.find((column) => !taken.has(column) && test(column)) ?? null;
    if (found) taken.add(found);
    return found;
  };
  const isArea = (column: Column) => {
    const said = [...values(table, column)];
    if (said.length > 5) return false;
    return (
      mostly(said, (value) => insideForm.test(value) || outsideForm.test(value) || /^(not )?known$|^n\/?a$/i.test(value)) ||
      (/\b(in|out)\b.*\b(area|borough|county|house)\b/i.test(column.name) && mostly(said, (value) => yes.test(value) || no.test(value)))
    );
  };
  const area = take(isArea);
  const provider = take(({ name }) => forms.provider.test(name)) ?? take(({ name }) => forms.whose.test(name));
  const arrangement = take(({ name }) => forms.arrangement.test(name));
  const type = take(({ name }) => forms.type.test(name));
  const used = [...figures.map(({ column }) => column), measureColumn ?? null, periods, provider, arrangement, area, type].filter((column) => column !== null);
  return { figures, measures: measureColumn ?? null, periods, provider, arrangement, area, type, used };
}

const values = (table: TableReading, column: Column) => new Set(given(table, column).map((value) => value.toLowerCase()));

/** A heading without the period in it. */
function withoutPeriod(text: string): string {
  const month = monthIn(text)?.text;
  return (month ? text.replace(month, "") : text)
    .replace(/\b(?:q|qtr|quarter) ?[1-4]\b/i, "")
    .replace(/(?<!\d)(\d{4}|\d{2}) ?[-/–] ?\d{2,4}(?!\d)|\b20\d{2}\b|\bfy ?\d\d\b/gi, "")
    .replace(/[(),:]/g, " ")
    .trim();
}

/** A heading of money that says no more is what was spent. */
function byHolding({ holds }: Column, heading: string): Measured | null {
  return holds === "money" && !rate.test(heading) && /^(net|gross|total|actual|£)?$/i.test(heading) ? { measure: "cost", per: 1 } : null;
}

/** Whether a table is one of activity: all that is stored of placements, by period, with whose or what sort they were. */
export function looksLikeActivity(table: TableReading): boolean {
  const columns = activityColumns(table);
  if (!columns) return false;
  const isDated = columns.periods !== null || columns.figures.some(({ period }) => period !== null) || table.year !== null;
  return isDated && [columns.provider, columns.arrangement, columns.area, columns.type].some((column) => column !== null);
}

/** What a row's figure counts. */
export function measuredIn(row: ReadRow, { measured }: FigureColumn, { measures }: ActivityColumns): Measured | null {
  return measured ?? (measures && measureIn(cellOf(row, measures)));
}
