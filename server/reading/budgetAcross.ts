// A budget of which one row is wanted, with its lines across: which columns are the lines, and what each comes to.
import { type MoneyUnit, poundsIn } from "../finance/money.ts";
import { withoutVariances } from "./budgetColumns.ts";
import { type BudgetChoices, type BudgetLineRead, type BudgetRead, halfIn, penceIn } from "./budgetLines.ts";
import { choiceOf } from "./columnChoices.ts";
import { measureOfService, withoutFormula } from "./columnSums.ts";
import type { Column } from "./columns.ts";
import { isTotalName } from "./foundSum.ts";
import { alike } from "./named.ts";
import type { Ask, LeftOut, ReadTotal } from "./proposal.ts";
import type { TableReading } from "./table.ts";

/** A column that is a line, and what the line is called. */
export interface LineColumn {
  readonly column: Column;
  readonly name: string;
}

const ownName = (column: Column): LineColumn => ({ column, name: column.name });

/** The columns that are lines where one row has all of them, those among them that somebody wants; null where lines go down or the amounts are too few to be lines. */
export function columnsAcross(table: TableReading, { amount, columns }: BudgetChoices, asks: Ask[]): readonly LineColumn[] | null {
  if (table.rows.filter(({ kind }) => kind === "leaf").length !== 1) return null;
  const money = withoutVariances(table);
  const grouped = table.adding.filter(({ group }) => alike(group, amount));
  if (grouped.length === 0 && money.length <= 3) return null;
  const lines = grouped.length > 0 ? grouped.map(ownName) : (ofOneMeasure(table, money, amount, asks) ?? ofGroups(table, money, amount, asks).map(ownName));
  const lineOf = new Map(lines.map((line) => [line.column.index, line]));
  return table.adding.flatMap((column) => lineOf.get(column.index) ?? (choiceOf(columns, column.name) === "in" ? ownName(column) : []));
}

/** Of columns that are several measures of each service (gross, income, net) those of the one that a person says: they cannot be added to each other. */
function ofOneMeasure({ differences }: TableReading, money: readonly Column[], chosen: string | undefined, asks: Ask[]): readonly LineColumn[] | null {
  // Without one that is the difference of others a dash in a heading is no more than a dash.
  if (differences.length === 0) return null;
  const split: (LineColumn & { readonly measure: string })[] = [];
  let called = 0;
  for (const column of money) {
    const found = measureOfService(column.name);
    if (found) called += 1;
    const name = found?.service ?? split.at(-1)?.name;
    // A column that has the measure alone is of the service before it.
    if (name !== undefined) split.push({ column, name, measure: found?.measure ?? withoutFormula(column.name) });
  }
  const often = new Map<string, number>();
  for (const { measure } of split) often.set(measure, (often.get(measure) ?? 0) + 1);
  const services = new Set(split.map(({ name }) => name)).size;
  const measures = [...often].flatMap(([measure, times]) => (times >= 2 && times * 2 > services ? [measure] : []));
  if (measures.length < 2 || called < money.length * 0.8) return null;
  const of = split.filter(({ measure }) => alike(measure, chosen));
  if (of.length > 0) return of;
  asks.push({ about: "amount", question: "Which of these are the amounts?", options: measures });
  return [];
}

/** Of columns in several groups those of one, which a person says; of children where one group alone is. Where no row names groups, each ends with its total. */
function ofGroups(table: TableReading, money: readonly Column[], chosen: string | undefined, asks: Ask[]): readonly Column[] {
  const named = new Map<string, readonly Column[]>();
  for (const column of money) if (column.group !== null) named.set(column.group, [...(named.get(column.group) ?? []), column]);
  const groups = named.size > 1 ? named : endedByTotals(table, money);
  if (groups.size < 2) return money;
  const own = [...groups].find(([name]) => alike(name, chosen));
  if (own) return own[1];
  const ofChildren = [...groups.keys()].filter((group) => /\bchild/i.test(group));
  const taken = ofChildren.length === 1 ? ofChildren[0] : undefined;
  asks.push({ about: "amount", question: "Which group of columns has the lines?", options: [...groups.keys()], ...(taken !== undefined && { taken }) });
  return taken === undefined ? money : (groups.get(taken) as readonly Column[]);
}

/** The columns that each total adds up, with it, by its name; totals of totals are left aside. */
function endedByTotals({ totalColumns }: TableReading, money: readonly Column[]): Map<string, readonly Column[]> {
  const sums = new Set(totalColumns.map(({ row }) => row));
  const groups = totalColumns.filter(({ of }) => of.every((each) => !sums.has(each)));
  const names = new Map(money.map((column) => [column.index, column]));
  return new Map(groups.flatMap(({ row, of }) => (names.has(row) ? [[(names.get(row) as Column).name, [...of, row].flatMap((each) => names.get(each) ?? [])] as const] : [])));
}

/** A line a column, of the one row that is left. */
export function across(table: TableReading, columns: readonly LineColumn[], year: string, unit: MoneyUnit, choices: BudgetChoices): Omit<BudgetRead, "asks"> {
  const { cells, at } = table.rows.find(({ kind }) => kind === "leaf") as TableReading["rows"][number];
  const penceOf = (column: number) => penceIn(cells[column] ?? "", unit, table.ownPounds);
  const lines: BudgetLineRead[] = [];
  const leftOut: LeftOut[] = [];
  const totals: ReadTotal[] = [];
  for (const { column, name } of columns) {
    const { index, group } = column;
    const pence = penceOf(index);
    const parts = choiceOf(choices.columns, column.name) === "in" ? null : partsOf(table, columns, column, name);
    if (!parts) {
      if (pence === null) leftOut.push({ at: `column ${column.name}`, label: column.name, why: `it says “${cells[index]}”`, pence: [] });
      else
        lines.push({
          at: `row ${at}, column ${column.name}`,
          row: at,
          places: [{ row: at, column: index }],
          name,
          group,
          code: null,
          pence: [pence],
          halves: [halfIn(cells[index] ?? "", unit)],
        });
      continue;
    }
    const computed = parts.reduce((total, each) => total + (penceOf(each) ?? 0), 0);
    const width = Number(poundsIn(unit).rounded(2)) * (parts.length + 1);
    totals.push({
      at: `column ${column.name}`,
      label: column.name,
      stated: [pence],
      computed: [computed],
      agrees: [pence === null ? null : Math.abs(pence - computed) * 2 <= width],
    });
    leftOut.push({ at: `column ${column.name}`, label: column.name, why: "it is the sum of other columns", pence: [pence] });
  }
  return { unit, years: [year], columns: columns.map(({ column }) => column.index), across: true, lines, totals, leftOut, columnsLeftOut: {} };
}

/** The columns that one adds up, as they stand in the table; null of what is a line. */
function partsOf(table: TableReading, columns: readonly LineColumn[], column: Column, name: string): readonly number[] | null {
  const among = new Set(columns.map((each) => each.column.index));
  const sum = table.totalColumns.find(({ row }) => row === column.index);
  if (sum?.of.every((each) => among.has(each))) return sum.of;
  // Of one measure the total of all services before it.
  if (name === column.name || !isTotalName(name)) return sum && name === column.name ? sum.of : null;
  return columns
    .slice(
      0,
      columns.findIndex((each) => each.column === column),
    )
    .map((each) => each.column.index);
}
