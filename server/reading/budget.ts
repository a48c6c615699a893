// A table read as a budget: its lines as cost centres, down or across, each year's amounts, what is left out and why, and what a person has to say.
import { monthNames } from "../finance/day.ts";
import { yearOf } from "../finance/financialYear.ts";
import { listed } from "../finance/listed.ts";
import { type MoneyUnit, unitLabel } from "../finance/money.ts";
import { withCommas } from "../finance/withCommas.ts";
import { across, columnsAcross } from "./budgetAcross.ts";
import { amountColumn, furtherColumns } from "./budgetColumns.ts";
import { type BudgetChoices, type BudgetLineRead, type BudgetRead, halfIn, inPence, penceIn, whyLeftOut } from "./budgetLines.ts";
import { markOf, printedNumber, twoYearsOf } from "./cellKinds.ts";
import type { Column } from "./columns.ts";
import { unitIn } from "./columnUnits.ts";
import { repeatsHeader, yearHeading } from "./header.ts";
import { firstDayOf, monthIn } from "./months.ts";
import { alike } from "./named.ts";
import type { Ask, LeftOut, ReadTotal } from "./proposal.ts";
import type { ReadRow } from "./rows.ts";
import { ofRows, scaled, type TableReading, yearNamed } from "./table.ts";
import { guessedUnit, type YearColumn, yearColumns, yearOfHeading } from "./unitAndYears.ts";

/** Reads a budget out of a table. */
export function budgetIn(table: TableReading, choices: BudgetChoices): BudgetRead {
  const asks: Ask[] = [];
  const unit = choices.unit ?? table.unit ?? guessedUnit(table, asks, choices.amount);
  const years = yearColumns(table, choices.years, asks);
  if (years.length > 0) return down(table, years, unit, asks, choices);
  const under = underYears(table, choices, asks);
  if (under) return under.length === 0 ? { ...nothing, unit, years: [], asks } : down(table, under, unit, asks, choices);
  const periods = yearsDown(table);
  if (periods && (periods.years.length > 1 || choices.year === undefined)) return ofYears(table, periods, choices);
  const columnsAsked: Ask[] = [];
  const lines = columnsAcross(table, choices, columnsAsked);
  const column = lines ? null : amountColumn(table, choices, columnsAsked);
  const own = column && yearNamed([column.name]);
  const titled = choices.year === undefined && own === null && table.year === null ? yearOfMonth(table.header.above) : null;
  const year = choices.year ?? own ?? table.year ?? titled?.year ?? "";
  if (titled) asks.push({ about: "year", question: `The year is that of ${titled.month}, which the title has.`, options: [titled.year], taken: titled.year });
  // Which year it is, each column that may be chosen says by itself.
  const byColumn = columnsAsked.length > 0 && columnsAsked.every(({ options }) => options.every((name) => yearNamed([name]) !== null));
  if (year === "" && !byColumn) asks.push({ about: "year", question: "Which financial year are these amounts of?", options: [] });
  asks.push(...columnsAsked);
  if (lines) return { ...across(table, lines, year, unit, choices), asks };
  return column ? down(table, [{ column, year }], unit, asks, choices) : { ...nothing, unit, years: [year], asks };
}

const nothing = { columns: [], across: false, lines: [], totals: [], leftOut: [], columnsLeftOut: {} };

/** The columns of amounts under years that each stand over several: a measure of each, which a person says where there are more; null where no years stand so. */
function underYears(table: TableReading, { amount, years }: BudgetChoices, asks: Ask[]): YearColumn[] | null {
  const under = table.adding.filter(({ over }) => over !== null);
  if (under.length === 0) return null;
  const measures = [...new Set(under.map(({ called }) => called))];
  const measure = measures.length === 1 ? measures[0] : measures.find((each) => alike(each, amount));
  if (measure === undefined) {
    asks.push({ about: "amount", question: "Which column has the amounts?", options: measures });
    return [];
  }
  return under.flatMap((column) => {
    const heading = column.called === measure ? yearHeading(column.over as string) : null;
    return heading ? [{ column, year: yearOfHeading(heading, years, asks) }] : [];
  });
}

interface YearsDown {
  readonly column: Column;
  readonly years: readonly string[];
}

const yearIn = (cells: readonly string[], { index }: Column) => twoYearsOf(cells[index] ?? "");

/** The column that has each row's financial year, and those that it has; null where none does. */
function yearsDown({ columns, rows }: TableReading): YearsDown | null {
  const column = columns.find(({ holds }) => holds === "year");
  const years = column ? [...new Set(rows.flatMap(({ cells }) => yearIn(cells, column) ?? []))].sort() : [];
  return column && years.length > 0 ? { column, years } : null;
}

/** The lines of each year, with the amounts of all of them: those of the same name in the same place are one line. */
function ofYears(table: TableReading, { column, years }: YearsDown, choices: BudgetChoices): BudgetRead {
  const wanted = choices.year === undefined ? years : years.filter((year) => year === choices.year);
  const parts = wanted.map((year) => {
    const rows = ofRows(table, (cells) => yearIn(cells, column) === year);
    return budgetIn({ ...rows, columns: rows.columns.filter((each) => each !== column) }, { ...choices, year });
  });
  const [first] = parts;
  if (!first)
    return {
      ...nothing,
      unit: "pounds",
      years: [],
      asks: [{ about: "year", question: `No row is of ${choices.year}. Which year is wanted?`, options: years }],
    };
  const lines = new Map<string, BudgetLineRead>();
  const totals: ReadTotal[] = [];
  for (const [index, part] of parts.entries()) {
    const spread = <Value>(values: readonly Value[], none: Value) => wanted.map((_, year) => (year === index ? (values[0] as Value) : none));
    const often = new Map<string, number>();
    for (const line of part.lines) {
      const named = `${line.group ?? ""}\n${line.name}`.toLowerCase();
      often.set(named, (often.get(named) ?? 0) + 1);
      const key = `${named}\n${often.get(named)}`;
      const before = lines.get(key) ?? { ...line, places: wanted.map(() => none), pence: wanted.map(() => null), halves: wanted.map(() => 0) };
      const ofYear = <Value>(values: readonly Value[], value: Value | undefined) => values.map((each, year) => (year === index && value !== undefined ? value : each));
      lines.set(key, {
        ...before,
        places: ofYear(before.places, line.places[0]),
        pence: ofYear(before.pence, line.pence[0]),
        halves: ofYear(before.halves, line.halves[0]),
      });
    }
    for (const { at, label, stated, computed, agrees } of part.totals)
      totals.push({ at, label, stated: spread(stated, null), computed: spread(computed, null), agrees: spread(agrees, null) });
  }
  return { ...first, years: wanted, lines: [...lines.values()], totals, leftOut: parts.flatMap(({ leftOut }) => leftOut) };
}

/** Where an amount stands of which a year has none. */
const none = { row: -1, column: -1 };

function whyNoLine({ kind, label, cells, chosen, why }: ReadRow, columns: readonly YearColumn[], headings: readonly Column[]): string {
  if (why !== undefined) return why;
  if (chosen) return whyLeftOut(kind, label, true);
  if (kind === "note" && columns.every(({ column }) => cells[column.index] === column.called) && repeatsHeader({ cells }, headings)) return "it repeats the header";
  if (columns.some(({ column }) => printedNumber(cells[column.index] ?? "")?.percent)) return "its figures are shares, and no amounts";
  const words = kind === "note" ? columns.flatMap(({ column }) => cells[column.index] || []) : [];
  if (words.length > 0 && words.every((text) => unitIn(text) !== null)) return "it says what the amounts are in";
  if (words.length > 0 && words[0] !== label) return `“${words[0]}” is no amount`;
  return kind === "leaf" && label === "" ? "it has no name" : whyLeftOut(kind, label);
}

const lineNumber = /^(\d{1,3})[.)]? +(?=\D)/;

/** Whether names of lines begin with the numbers of the lines, one after the other: "5 Residential care". */
function isNumbered({ rows }: TableReading): boolean {
  const named = rows.filter(({ label, kind }) => label !== "" && kind !== "note" && kind !== "heading");
  const numbers = named.flatMap(({ label }) => lineNumber.exec(label)?.[1] ?? []).map(Number);
  return named.length >= 3 && numbers.length >= named.length * 0.9 && numbers.every((number, index) => index === 0 || number === (numbers[index - 1] as number) + 1);
}

/** A line a row. */
function down(table: TableReading, columns: readonly YearColumn[], unit: MoneyUnit, asks: Ask[], choices: BudgetChoices): BudgetRead {
  const doubtful = poundsInUnit(table, columns, unit, choices.pounds);
  if (doubtful) asks.push(doubtful);
  const places = columns.map(({ column }) => column.index);
  const more = furtherColumns(table, choices.columns, places);
  const lines: BudgetLineRead[] = [];
  const leftOut: LeftOut[] = [];
  const numbered = isNumbered(table);
  /** The group beside the line above: a pivot table has it in the first line of each group alone. */
  let beside = "";
  for (const row of table.rows) {
    const { kind, label, groups, cells, at, chosen = false } = row;
    beside = (more.group && kind === "leaf" && (cells[more.group.index] || beside)) || "";
    const sign = row.deducted ? -1 : 1;
    const pence = columns.map(({ column }) => {
      const found = penceIn(cells[column.index] ?? "", unit, table.ownPounds);
      return found === null || found === 0 ? found : sign * found;
    });
    if (kind === "leaf" && label !== "" && pence.some((each) => each !== null)) {
      const halves = columns.map(({ column }) => halfIn(cells[column.index] ?? "", unit));
      const code = more.code && cells[more.code.index];
      lines.push({
        at: `row ${at}`,
        row: at,
        places: places.map((column) => ({ row: at, column })),
        name: numbered ? label.replace(lineNumber, "") : label,
        group: beside || (groups.at(-1) ?? null),
        code: code || null,
        pence,
        halves,
      });
      for (const [index, { column }] of columns.entries()) {
        const text = cells[column.index] ?? "";
        if (pence[index] === null && text !== "" && markOf(text) === null) leftOut.push({ at: `row ${at}, ${column.name}`, label, why: `“${text}” is no amount`, pence: [] });
      }
    } else if (kind !== "blank" && (kind !== "heading" || (chosen && pence.some((each) => each !== null))))
      leftOut.push({ at: `row ${at}`, label, why: whyNoLine(row, columns, table.columns), pence: kind === "note" ? [] : pence });
  }
  const totals = table.totals.map(({ label, row, sum }): ReadTotal => {
    const at = table.rows[row]?.at ?? 0;
    const per = columns.map(({ column }) => table.adding.indexOf(column));
    const stated = columns.map(({ column }) => penceIn(table.rows[row]?.cells[column.index] ?? "", unit, table.ownPounds));
    return { at: `row ${at}`, label, stated, computed: per.map((each) => inPence(sum.sums[each] ?? null, unit)), agrees: per.map((each) => sum.agrees[each] ?? null) };
  });
  return { unit, years: columns.map(({ year }) => year), columns: places, across: false, lines, totals, leftOut, columnsLeftOut: more.leftOut, asks };
}

const monthAndYear = new RegExp(`\\b(?:${monthNames.join("|")}) 20\\d{2}\\b`, "g");

/** The financial year of the month that a title names: "Period 6 (September 2026)". Null where it names none, or months of several years. */
function yearOfMonth(titles: readonly string[]): { month: string; year: string } | null {
  const found = titles
    .flatMap((text) => text.match(monthAndYear) ?? [])
    .flatMap((month) => {
      const read = monthIn(month);
      const day = read && firstDayOf(read, null);
      return day === null ? [] : [{ month, year: yearOf(day) }];
    });
  return new Set(found.map(({ year }) => year)).size === 1 ? (found[0] ?? null) : null;
}

/** Cells with a £ of their own in a table of thousands or millions where others have none: their totals tell what they are in, or a person does. */
function poundsInUnit(table: TableReading, columns: readonly YearColumn[], unit: MoneyUnit, chosen: BudgetChoices["pounds"]): Ask | null {
  if (unit === "pounds") return null;
  const cells = table.rows.flatMap(({ cells, kind }) => (kind === "leaf" ? columns.map(({ column }) => cells[column.index] ?? "") : []));
  const amounts = cells.filter((cell) => cell !== "" && markOf(cell) === null);
  const odd = [...new Set(amounts.filter((cell) => printedNumber(cell)?.pounds))];
  if (odd.length === 0 || odd.length === amounts.length) return null;
  const settled = chosen === undefined && table.totals.length > 0 && table.totals.every(({ sum }) => sum.agrees.filter((each) => each === false).length <= 1);
  const readAs = odd.map((cell) => `${cell} as ${withCommas(Number(scaled(printedNumber(cell) as NonNullable<ReturnType<typeof printedNumber>>, unit).rounded(0)))}`);
  const taken = chosen ?? (settled ? "unit" : undefined);
  return {
    about: "pounds",
    question: `${listed(odd)} ${odd.length === 1 ? "has" : "have"} a £ in a table of ${unitLabel(unit)}. ${settled ? `Read ${listed(readAs)} (${unitLabel(unit)}), since the subtotals then agree.` : "Are they in the table's unit, or in pounds?"}`,
    options: ["unit", "pounds"],
    called: [unitLabel(unit), "£"],
    ...(taken !== undefined && { taken }),
  };
}
