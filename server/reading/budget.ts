// A table read as a budget: its lines as cost centres, down or across, each year's amounts, what is left out and why, and what a person has to say.
import { Exact } from "../finance/exact.ts";
import { listed } from "../finance/listed.ts";
import { type MoneyUnit, poundsIn, unitLabel } from "../finance/money.ts";
import { withCommas } from "../finance/withCommas.ts";
import { amountColumn, columnsOfLines, furtherColumns } from "./budgetColumns.ts";
import { markOf, printedNumber } from "./cellKinds.ts";
import { choiceOf } from "./columnChoices.ts";
import type { Column } from "./columns.ts";
import { yearsAcross } from "./header.ts";
import type { Ask, Choices, LeftOut, ReadTotal } from "./proposal.ts";
import { halfOf } from "./rows.ts";
import { scaled, type TableReading } from "./table.ts";

export interface BudgetLineRead {
  /** The row of the file, or of a table that goes across, the column. */
  readonly at: string;
  /** The number of its row in the file. */
  readonly row: number;
  /** The place of the column of each of its amounts. */
  readonly columns: readonly number[];
  readonly name: string;
  /** The headings over it. */
  readonly group: string | null;
  /** By which others know it, where somebody wants the column that has it. */
  readonly code: string | null;
  /** Of each year in turn; null where the table has none. */
  readonly pence: readonly (number | null)[];
  /** Half of the last digit that each is printed with, in pence: what was rounded to it lies so near. */
  readonly halves: readonly number[];
}

export interface BudgetRead {
  readonly unit: MoneyUnit;
  readonly years: readonly string[];
  /** The places of the columns of its amounts: one a year, or where its lines go across, one a line and a total. */
  readonly columns: readonly number[];
  readonly across: boolean;
  readonly lines: readonly BudgetLineRead[];
  readonly totals: readonly ReadTotal[];
  readonly leftOut: readonly LeftOut[];
  /** Why columns do not come in, by their names. */
  readonly columnsLeftOut: Readonly<Record<string, string>>;
  readonly asks: readonly Ask[];
}

/** What a person has said of it. */
export type BudgetChoices = Pick<Choices, "year" | "years" | "amount" | "unit" | "pounds" | "columns">;

/** From so much on a figure without a unit is in pounds: nobody writes a billion in thousands. */
const surelyPounds = Exact.whole(1_000_000);

/** Reads a budget out of a table. */
export function budgetIn(table: TableReading, choices: BudgetChoices): BudgetRead {
  const asks: Ask[] = [];
  const unit = choices.unit ?? table.unit ?? guessedUnit(table, asks);
  const years = yearsAcross(table.columns.map(({ name }) => name));
  if (years.length > 0)
    return down(
      table,
      years.map(({ column, year, one }) => ({ column: table.columns[column] as Column, year: year ?? yearOfOne(one as number, choices.years, asks) })),
      unit,
      asks,
      choices,
    );
  const year = choices.year ?? table.year ?? "";
  if (year === "") asks.push({ about: "year", question: "Which financial year are these amounts of?", options: [] });
  const beside = table.rows.filter(({ kind }) => kind === "leaf").length === 1 ? columnsOfLines(table, choices, asks) : null;
  if (beside) return across(table, beside, year, unit, asks, choices);
  const column = amountColumn(table, choices, asks);
  return column ? down(table, [{ column, year }], unit, asks, choices) : { ...nothing, unit, years: [year], asks };
}

const nothing = { columns: [], across: false, lines: [], totals: [], leftOut: [], columnsLeftOut: {} };

function guessedUnit(table: TableReading, asks: Ask[]): MoneyUnit {
  const numbers = table.below.flatMap(({ cells }) => table.adding.flatMap(({ index }) => printedNumber(cells[index] ?? "") ?? []));
  const large = numbers.some(({ value }) => !value.minus(surelyPounds).isNegative());
  const pence = numbers.some(({ decimals }) => decimals === 2);
  if (!large && !pence) asks.push({ about: "unit", question: "Are these amounts in pounds, in thousands or in millions?", options: ["pounds", "thousands", "millions"] });
  return "pounds";
}

function yearOfOne(one: number, chosen: BudgetChoices["years"], asks: Ask[]): string {
  const [started, ended] = [`${one}/${String((one + 1) % 100).padStart(2, "0")}`, `${one - 1}/${String(one % 100).padStart(2, "0")}`];
  if (!asks.some(({ about }) => about === "years"))
    asks.push({
      about: "years",
      question: `Is ${one} the year ${started} or ${ended}?`,
      options: ["starting", "ending"],
      called: [started, ended],
      ...(chosen !== undefined && { taken: chosen }),
    });
  return chosen === "ending" ? ended : started;
}

interface YearColumn {
  readonly column: Column;
  readonly year: string;
}

/** A line a row. */
function down(table: TableReading, columns: readonly YearColumn[], unit: MoneyUnit, asks: Ask[], choices: BudgetChoices): BudgetRead {
  const doubtful = poundsInUnit(table, columns, unit, choices.pounds);
  if (doubtful) asks.push(doubtful);
  const places = columns.map(({ column }) => column.index);
  const more = furtherColumns(table, choices.columns, places);
  const lines: BudgetLineRead[] = [];
  const leftOut: LeftOut[] = [];
  for (const { kind, label, groups, cells, at, chosen = false } of table.rows) {
    const pence = columns.map(({ column }) => penceIn(cells[column.index] ?? "", unit, table.ownPounds));
    if (kind === "leaf" && label !== "" && pence.some((each) => each !== null)) {
      const halves = columns.map(({ column }) => halfIn(cells[column.index] ?? "", unit));
      const [group, code] = [more.group && cells[more.group.index], more.code && cells[more.code.index]];
      lines.push({ at: `row ${at}`, row: at, columns: places, name: label, group: group || (groups.at(-1) ?? null), code: code || null, pence, halves });
      for (const [index, { column }] of columns.entries()) {
        const text = cells[column.index] ?? "";
        if (pence[index] === null && text !== "" && markOf(text) === null) leftOut.push({ at: `row ${at}, ${column.name}`, label, why: `“${text}” is no amount`, pence: [] });
      }
    } else if (kind !== "blank" && (kind !== "heading" || (chosen && pence.some((each) => each !== null))))
      leftOut.push({ at: `row ${at}`, label, why: whyLeftOut(kind, label, chosen), pence: kind === "note" ? [] : pence });
  }
  const totals = table.totals.map(({ label, row, sum }): ReadTotal => {
    const at = table.rows[row]?.at ?? 0;
    const per = columns.map(({ column }) => table.adding.indexOf(column));
    const stated = columns.map(({ column }) => penceIn(table.rows[row]?.cells[column.index] ?? "", unit, table.ownPounds));
    return { at: `row ${at}`, label, stated, computed: per.map((each) => inPence(sum.sums[each] ?? null, unit)), agrees: per.map((each) => sum.agrees[each] ?? null) };
  });
  return { unit, years: columns.map(({ year }) => year), columns: places, across: false, lines, totals, leftOut, columnsLeftOut: more.leftOut, asks };
}

/** A line a column, of the one row that is left. */
function across(table: TableReading, columns: readonly Column[], year: string, unit: MoneyUnit, asks: Ask[], choices: BudgetChoices): BudgetRead {
  const { cells, at } = table.rows.find(({ kind }) => kind === "leaf") as TableReading["rows"][number];
  const sums = new Map(table.totalColumns.map((sum) => [sum.row, sum]));
  const lines: BudgetLineRead[] = [];
  const leftOut: LeftOut[] = [];
  const totals: ReadTotal[] = [];
  for (const { index, name, group } of columns) {
    const pence = penceIn(cells[index] ?? "", unit, table.ownPounds);
    const sum = choiceOf(choices.columns, name) === "in" ? undefined : sums.get(index);
    if (!sum) {
      if (pence === null) leftOut.push({ at: `column ${name}`, label: name, why: `it says “${cells[index]}”`, pence: [] });
      else lines.push({ at: `row ${at}, column ${name}`, row: at, columns: [index], name, group, code: null, pence: [pence], halves: [halfIn(cells[index] ?? "", unit)] });
      continue;
    }
    const computed = sum.of.reduce<number | null>((total, each) => (total === null ? null : total + (penceIn(cells[each] ?? "", unit, table.ownPounds) ?? 0)), 0);
    const width = Number(poundsIn(unit).rounded(2)) * (sum.of.length + 1);
    totals.push({
      at: `column ${name}`,
      label: name,
      stated: [pence],
      computed: [computed],
      agrees: [pence === null || computed === null ? null : Math.abs(pence - computed) * 2 <= width],
    });
    leftOut.push({ at: `column ${name}`, label: name, why: "it is the sum of other columns", pence: [pence] });
  }
  return { unit, years: [year], columns: columns.map(({ index }) => index), across: true, lines, totals, leftOut, columnsLeftOut: {}, asks };
}

/** Why a row of a kind that is no line does not come in. */
export function whyLeftOut(kind: string, label: string, chosen = false): string {
  if (chosen) return kind === "excluded" ? "you left it out" : kind === "leaf" ? "it has no amount" : `you said that it is a ${kind}`;
  if (kind === "subtotal") return "it is the sum of lines above it";
  if (kind === "total") return "it is the sum of what stands above it";
  if (kind === "memorandum") return "it is counted in other lines already";
  if (kind === "excluded") return "the total below leaves it out by name";
  return label === "" ? "it has no name" : "it is a note";
}

/** A cell in whole pence; null where it has no amount. With `ownPounds` what has a £ of its own is in pounds. */
export function penceIn(cell: string, unit: MoneyUnit, ownPounds = false): number | null {
  const number = printedNumber(cell);
  return number && inPence(scaled(number, unit, ownPounds), unit);
}

function halfIn(cell: string, unit: MoneyUnit): number {
  return inPence(halfOf(printedNumber(cell)), unit) ?? 0;
}

function inPence(value: Exact | null, unit: MoneyUnit): number | null {
  return value && Number(value.times(poundsIn(unit)).rounded(2));
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
