// A table read as a budget: its lines as cost centres, down or across, each year's amounts, what is left out and why, and what a person has to say.
import { Exact } from "../finance/exact.ts";
import { listed } from "../finance/listed.ts";
import { type MoneyUnit, poundsIn, unitLabel } from "../finance/money.ts";
import { markOf, printedNumber } from "./cellKinds.ts";
import type { Column } from "./columns.ts";
import { yearsAcross } from "./header.ts";
import type { Ask, LeftOut, ReadTotal } from "./proposal.ts";
import { halfOf } from "./rows.ts";
import { scaled, type TableReading } from "./table.ts";

export interface BudgetLineRead {
  /** The row of the file, or of a table that goes across, the column. */
  readonly at: string;
  readonly name: string;
  /** The headings over it. */
  readonly group: string | null;
  /** Of each year in turn; null where the table has none. */
  readonly pence: readonly (number | null)[];
  /** Half of the last digit that each is printed with, in pence: what was rounded to it lies so near. */
  readonly halves: readonly number[];
}

export interface BudgetRead {
  readonly unit: MoneyUnit;
  readonly years: readonly string[];
  readonly lines: readonly BudgetLineRead[];
  readonly totals: readonly ReadTotal[];
  readonly leftOut: readonly LeftOut[];
  readonly asks: readonly Ask[];
}

/** What a person has said of it. */
export interface BudgetChoices {
  readonly year?: string | undefined;
  /** The column of the amounts, or the group of columns that are the lines. */
  readonly amount?: string | undefined;
  readonly unit?: MoneyUnit | undefined;
}

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
      years.map(({ column, year, one }) => ({ column: table.columns[column] as Column, year: year ?? yearOfOne(one as number, asks) })),
      unit,
      asks,
    );
  const year = choices.year ?? table.year ?? "";
  if (year === "") asks.push({ about: "year", question: "Which financial year are these amounts of?", options: [] });
  const leaves = table.rows.filter(({ kind }) => kind === "leaf");
  const money = table.adding.filter(({ holds }) => holds === "money");
  const grouped = choices.amount === undefined ? [] : table.adding.filter(({ group }) => alike(group, choices.amount as string));
  if (leaves.length === 1 && (grouped.length > 0 || money.length > 3)) return across(table, grouped.length > 0 ? grouped : ofGroups(money, asks), year, unit, asks);
  const column = amountColumn(table, money, choices.amount, asks);
  return column ? down(table, [{ column, year }], unit, asks) : { unit, years: [year], lines: [], totals: [], leftOut: [], asks };
}

const alike = (one: string | null, other: string) => one !== null && one.trim().toLowerCase() === other.trim().toLowerCase();

function guessedUnit(table: TableReading, asks: Ask[]): MoneyUnit {
  if (!isSurelyPounds(table)) asks.push({ about: "unit", question: "Are these amounts in pounds, in thousands or in millions?", options: ["pounds", "thousands", "millions"] });
  return "pounds";
}

/** Whether amounts without a unit tell that they are in pounds: one is very large, or they have pence. */
export function isSurelyPounds(table: TableReading): boolean {
  const numbers = table.below.flatMap(({ cells }) => table.adding.flatMap(({ index }) => printedNumber(cells[index] ?? "") ?? []));
  return numbers.some(({ value, decimals }) => decimals === 2 || !value.minus(surelyPounds).isNegative());
}

function yearOfOne(one: number, asks: Ask[]): string {
  const [started, ended] = [`${one}/${String((one + 1) % 100).padStart(2, "0")}`, `${one - 1}/${String(one % 100).padStart(2, "0")}`];
  if (!asks.some(({ about }) => about === "years")) asks.push({ about: "years", question: `Is ${one} the year ${started} or ${ended}?`, options: [started, ended] });
  return started;
}

/** The one column of amounts: the one that was chosen, the only one, or else a person says. */
function amountColumn(table: TableReading, money: readonly Column[], chosen: string | undefined, asks: Ask[]): Column | null {
  if (chosen !== undefined) {
    const found = table.adding.find(({ name }) => alike(name, chosen));
    if (found) return found;
  }
  if (money.length === 1) return money[0] as Column;
  if (money.length > 0) asks.push({ about: "amount", question: "Which column has the amounts?", options: money.map(({ name }) => name) });
  return null;
}

/** Of columns in several groups those of one, which a person says; of children where one group alone is. */
function ofGroups(money: readonly Column[], asks: Ask[]): readonly Column[] {
  const groups = [...new Set(money.flatMap(({ group }) => group ?? []))];
  if (groups.length < 2) return money;
  const ofChildren = groups.filter((group) => /\bchild/i.test(group));
  const taken = ofChildren.length === 1 ? ofChildren[0] : undefined;
  asks.push({ about: "amount", question: "Which group of columns has the lines?", options: groups, ...(taken !== undefined && { taken }) });
  return taken === undefined ? money : money.filter(({ group }) => group === taken);
}

interface YearColumn {
  readonly column: Column;
  readonly year: string;
}

/** A line a row. */
function down(table: TableReading, columns: readonly YearColumn[], unit: MoneyUnit, asks: Ask[]): BudgetRead {
  const doubtful = poundsInUnit(table, columns, unit);
  if (doubtful) asks.push(doubtful);
  const lines: BudgetLineRead[] = [];
  const leftOut: LeftOut[] = [];
  for (const { kind, label, groups, cells, at } of table.rows) {
    const pence = columns.map(({ column }) => penceIn(cells[column.index] ?? "", unit));
    if (kind === "leaf" && label !== "" && pence.some((each) => each !== null)) {
      const halves = columns.map(({ column }) => halfIn(cells[column.index] ?? "", unit));
      lines.push({ at: `row ${at}`, name: label, group: groups.at(-1) ?? null, pence, halves });
      for (const [index, { column }] of columns.entries()) {
        const text = cells[column.index] ?? "";
        if (pence[index] === null && text !== "" && markOf(text) === null) leftOut.push({ at: `row ${at}, ${column.name}`, label, why: `“${text}” is no amount`, pence: [] });
      }
    } else if (kind !== "blank" && kind !== "heading") leftOut.push({ at: `row ${at}`, label, why: whyLeftOut(kind, label), pence: kind === "note" ? [] : pence });
  }
  const totals = table.totals.map(({ label, row, sum }): ReadTotal => {
    const at = table.rows[row]?.at ?? 0;
    const per = columns.map(({ column }) => table.adding.indexOf(column));
    const stated = columns.map(({ column }) => penceIn(table.rows[row]?.cells[column.index] ?? "", unit));
    return { at: `row ${at}`, label, stated, computed: per.map((each) => inPence(sum.sums[each] ?? null, unit)), agrees: per.map((each) => sum.agrees[each] ?? null) };
  });
  return { unit, years: columns.map(({ year }) => year), lines, totals, leftOut, asks };
}

/** A line a column, of the one row that is left. */
function across(table: TableReading, columns: readonly Column[], year: string, unit: MoneyUnit, asks: Ask[]): BudgetRead {
  const { cells, at } = table.rows.find(({ kind }) => kind === "leaf") as TableReading["rows"][number];
  const sums = new Map(table.totalColumns.map((sum) => [sum.row, sum]));
  const lines: BudgetLineRead[] = [];
  const leftOut: LeftOut[] = [];
  const totals: ReadTotal[] = [];
  for (const { index, name, group } of columns) {
    const pence = penceIn(cells[index] ?? "", unit);
    const sum = sums.get(index);
    if (!sum) {
      if (pence === null) leftOut.push({ at: `column ${name}`, label: name, why: `it says “${cells[index]}”`, pence: [] });
      else lines.push({ at: `column ${name}`, name, group, pence: [pence], halves: [halfIn(cells[index] ?? "", unit)] });
      continue;
    }
    const computed = sum.of.reduce<number | null>((total, each) => (total === null ? null : total + (penceIn(cells[each] ?? "", unit) ?? 0)), 0);
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
  return { unit, years: [year], lines: lines.map((line) => ({ ...line, at: `row ${at}, ${line.at}` })), totals, leftOut, asks };
}

/** Why a row of a kind that is no line does not come in. */
export function whyLeftOut(kind: string, label: string): string {
  if (kind === "subtotal") return "it is the sum of lines above it";
  if (kind === "total") return "it is the sum of what stands above it";
  if (kind === "memorandum") return "it is counted in other lines already";
  if (kind === "excluded") return "the total below leaves it out by name";
  return label === "" ? "it has no name" : "it is a note";
}

/** A cell in whole pence; null where it has no amount. */
export function penceIn(cell: string, unit: MoneyUnit): number | null {
  const number = printedNumber(cell);
  return number && inPence(scaled(number, unit), unit);
}

function halfIn(cell: string, unit: MoneyUnit): number {
  return inPence(halfOf(printedNumber(cell)), unit) ?? 0;
}

function inPence(value: Exact | null, unit: MoneyUnit): number | null {
  return value && Number(value.times(poundsIn(unit)).rounded(2));
}

/** Cells with a £ of their own in a table of thousands or millions where others have none: their totals tell what they are in, or a person does. */
function poundsInUnit(table: TableReading, columns: readonly YearColumn[], unit: MoneyUnit): Ask | null {
  if (unit === "pounds") return null;
  const cells = table.rows.flatMap(({ cells, kind }) => (kind === "leaf" ? columns.map(({ column }) => cells[column.index] ?? "") : []));
  const amounts = cells.filter((cell) => cell !== "" && markOf(cell) === null);
  const odd = [...new Set(amounts.filter((cell) => printedNumber(cell)?.pounds))];
  if (odd.length === 0 || odd.length === amounts.length) return null;
  const settled = table.totals.length > 0 && table.totals.every(({ sum }) => sum.agrees.filter((each) => each === false).length <= 1);
  const readAs = odd.map((cell) => `${cell} as ${scaled(printedNumber(cell) as NonNullable<ReturnType<typeof printedNumber>>, unit).rounded(0)}`);
  return {
    about: "pounds",
    question: `${listed(odd)} ${odd.length === 1 ? "has" : "have"} a £ in a table of ${unitLabel(unit)}. ${settled ? `Read ${listed(readAs)} (${unitLabel(unit)}), since the subtotals then agree.` : "Are they in the table's unit, or in pounds?"}`,
    options: [unitLabel(unit), "£"],
    ...(settled && { taken: unitLabel(unit) }),
  };
}
