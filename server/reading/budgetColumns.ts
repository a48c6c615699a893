// Which columns of a table that is read as a budget have its amounts, its lines where they go across, its codes and groups, and why the others do not come in.
import { type ColumnChoices, choiceOf } from "./columnChoices.ts";
import { type Column, isVariance } from "./columns.ts";
import { alike } from "./named.ts";
import type { Ask, Choices } from "./proposal.ts";
import { type TableReading, yearNamed } from "./table.ts";

/** The columns of money that may have the amounts: a variance is none, which is one of them less another. */
export function withoutVariances({ adding, differences }: TableReading): readonly Column[] {
  const money = adding.filter(({ holds }) => holds === "money");
  const others = money.filter(({ name, index }) => !(isVariance(name) && (money.length > 2 || differences.some(({ column }) => column === index))));
  return others.length === 0 ? money : others;
}

/** The one column of amounts: the one that was chosen, the only one, or else a person says. */
export function amountColumn(table: TableReading, { amount, columns }: Pick<Choices, "amount" | "columns">, asks: Ask[]): Column | null {
  const money = withoutVariances(table);
  const named = table.adding.find(({ name }) => alike(name, amount));
  const wanted = table.adding.filter(({ name }) => choiceOf(columns, name) === "in");
  const [only] = wanted.length === 1 ? wanted : money.length === 1 ? money : [];
  if (named ?? only) return named ?? only ?? null;
  if (money.length > 0) asks.push({ about: "amount", question: "Which column has the amounts?", options: money.map(({ name }) => name) });
  return null;
}

/** The column of the groups that lines stand in, left or right of their names: the one with the most of them that is called so. */
function groupColumn({ rows }: TableReading, others: readonly Column[]): Column | null {
  const leaves = rows.filter(({ kind }) => kind === "leaf");
  const distinct = ({ index }: Column) => new Set(leaves.map(({ cells }) => cells[index] ?? "")).size;
  const named = others.filter(({ holds, name }) => holds === "words" && /group|service|category|heading|division|section|department|directorate/i.test(name));
  const several = named.filter((column) => distinct(column) > 1 && distinct(column) < leaves.length);
  return several.sort((a, b) => distinct(b) - distinct(a))[0] ?? null;
}

/** The columns beside the names and the amounts: the code and the group of each line where somebody wants them, and why the others do not come in. */
export function furtherColumns(
  table: TableReading,
  chosen: ColumnChoices,
  amounts: readonly number[],
): { code: Column | null; group: Column | null; leftOut: Record<string, string> } {
  const others = table.columns.filter(({ index, holds }) => index !== table.labels?.index && !amounts.includes(index) && holds !== "nothing");
  const wanted = others.filter(({ name }) => choiceOf(chosen, name) === "in");
  const code = wanted.find(({ holds }) => holds === "code" || holds === "count") ?? null;
  const group = wanted.find(({ holds }) => holds === "words") ?? groupColumn(table, others);
  const named = new Set(amounts.map((index) => table.columns[index]?.called));
  const only = named.size === 1 ? [...named][0] : undefined;
  const why = ({ holds, index, name, over }: Column) => {
    const difference = table.differences.find(({ column }) => column === index);
    if (holds === "money" && difference) return `it is ${table.columns[difference.from]?.name} less ${table.columns[difference.less]?.name}`;
    const year = yearNamed([name, over ?? ""]);
    if (holds === "money") return only !== undefined ? `“${only}” has the amounts` : year === null ? "it is of no one year" : `it is another amount of ${year}`;
    if (holds === "count" || holds === "share") return "it is no money";
    return "no amount depends on it";
  };
  return { code, group, leftOut: Object.fromEntries(others.flatMap((column) => (column === code || column === group ? [] : [[column.name, why(column)]]))) };
}
