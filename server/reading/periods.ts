// Which period each row or column of outcomes is of: by a column, by the table's title, by headings, or by what a person says once.
import { monthNames } from "../finance/day.ts";
import { oneYearOf, twoYearsOf } from "./cellKinds.ts";
import type { Column } from "./columns.ts";
import { yearHeading } from "./header.ts";
import type { Ask, Choices } from "./proposal.ts";
import { cellsIn, type ReadRow } from "./rows.ts";
import type { TableReading } from "./table.ts";

export type Frequency = "month" | "quarter" | "financial year" | "reporting year" | "academic year";

/** A period in the two columns of the DfE's open data, which every importer reads. */
export interface PeriodRead {
  /** "202425", "2024". */
  readonly time: string;
  /** "Financial year", "Reporting year", "Financial year Q1", "June". */
  readonly identifier: string;
  readonly frequency: Frequency;
  /** "2024/25", "2024 (reporting year)". */
  readonly text: string;
}

export interface PeriodColumns {
  readonly used: readonly Column[];
  /** Null of a row without a period. */
  readonly of: (row: ReadRow) => PeriodRead | null;
}

/** A period as a table or a person writes it: 2024/25, 202425, "2024 (reporting year)", 2017, "Q1 2024/25", June 2024. */
export function periodOf(text: string, identifier = ""): PeriodRead | null {
  const plain = text.trim().replace(/[()]/g, " ").replace(/\s+/g, " ").trim();
  const sort = /(financial|reporting|academic)/i.exec(`${identifier} ${plain}`)?.[1]?.toLowerCase();
  const quarter = /\bq(?:uarter ?)?([1-4])\b/i.exec(`${identifier} ${plain}`)?.[1];
  const years = /\d{4} ?[-/–] ?\d{2,4}|\b\d{6}\b|\b\d{2}\/\d{2}\b|\bfy ?\d{2}\b/i.exec(plain)?.[0] ?? /\b(19|20)\d{2}\b/.exec(plain)?.[0];
  if (years === undefined) return null;
  const month = monthNames.find((name) => new RegExp(`\\b(${name}|${name.slice(0, 3)})\\b`, "i").test(`${identifier} ${plain}`));
  const both = twoYearsOf(years.replace(/ /g, ""));
  if (both !== null) {
    const time = `${both.slice(0, 4)}${both.slice(5)}`;
    if (quarter) return { time, identifier: `Financial year Q${quarter}`, frequency: "quarter", text: `${both} Q${quarter}` };
    if (sort === "academic") return { time, identifier: "Academic year", frequency: "academic year", text: `${both} (academic year)` };
    return { time, identifier: "Financial year", frequency: "financial year", text: both };
  }
  const one = oneYearOf(years);
  if (one === null) return null;
  if (month && sort === undefined) return { time: String(one), identifier: month, frequency: "month", text: `${month} ${one}` };
  return { time: String(one), identifier: "Reporting year", frequency: "reporting year", text: `${one} (reporting year)` };
}

/** A heading that has a year behind what is measured: "Rate per 10,000 2024". Null of one without, and of a day or a part of a year. */
export function measureWithYear(heading: string): { measure: string; period: PeriodRead } | null {
  const found = /^(.*[a-z].*?)[\s,:(–-]+((?:19|20)\d{2}(?: ?[-/–] ?\d{2,4})?)\)?$/i.exec(heading);
  const [, measure = "", year = ""] = found ?? [];
  const period = periodOf(year);
  if (period === null || yearHeading(heading) !== null || periodOf(heading)?.identifier !== period.identifier) return null;
  return { measure: measure.trim(), period };
}

/** Where the periods are; asks once where only a title or nothing has one. */
export function periodColumns(table: TableReading, choices: Choices, asks: Ask[]): PeriodColumns {
  const chosen = periodOf(choices.period ?? choices.year ?? "");
  const column =
    table.columns.find(({ name }) => /^time_period$/i.test(name)) ??
    table.columns.find(({ holds }) => holds === "year") ??
    table.columns.find(
      ({ name, holds }) => /\b(period|quarter|month|year)\b/i.test(name) && holds !== "nothing" && holds !== "money" && holds !== "share" && isOfPeriods(table, name),
    );
  if (column) {
    const identifier = table.columns.find(({ name }) => /^time_?identifier$|period type/i.test(name)) ?? null;
    const known = new Map<string, PeriodRead | null>();
    return {
      used: identifier ? [column, identifier] : [column],
      of({ cells }) {
        const [time = "", sort = ""] = [cells[column.index], identifier ? cells[identifier.index] : ""];
        const key = `${time}|${sort}`;
        if (!known.has(key)) known.set(key, periodOf(time, sort));
        return known.get(key) ?? chosen;
      },
    };
  }
  if (chosen) return { used: [], of: () => chosen };
  const titled = table.year === null ? yearOfTitle(table) : periodOf(table.year);
  if (titled) {
    asks.push({ about: "period", question: `The period is read from the title: ${titled.text}.`, options: [titled.text], taken: titled.text });
    return { used: [], of: () => titled };
  }
  const options = yearsInHeadings(table);
  asks.push({ about: "period", question: "Which period are these figures of? No column has it.", options });
  return { used: [], of: () => null };
}

/** "Years: 2014", "Year ending 31 March 2014" over a table. */
function yearOfTitle({ header }: TableReading): PeriodRead | null {
  const said = new Set(header.above.flatMap((text) => /^(?:years?|periods?|year ending(?: 31 march)?)\s*:?\s*((?:19|20)\d{2})\.?$/i.exec(text)?.[1] ?? []));
  return said.size === 1 ? periodOf([...said][0] as string) : null;
}

function isOfPeriods(table: TableReading, name: string): boolean {
  const column = table.columns.find((each) => each.name === name) as Column;
  const cells = cellsIn(table.rows, column);
  return cells.length > 0 && cells.filter((cell) => periodOf(cell) !== null).length * 2 > cells.length;
}

/** The years that titles and headings have, the ones that most have first. */
function yearsInHeadings({ columns, header }: TableReading): string[] {
  const often = new Map<string, number>();
  for (const text of [...header.above, ...columns.map(({ name }) => name)])
    for (const year of text.match(/(?<!\d)(19|20)\d{2}(?!\d)/g) ?? []) often.set(year, (often.get(year) ?? 0) + 1);
  return [...often].sort((a, b) => b[1] - a[1]).map(([year]) => year);
}
