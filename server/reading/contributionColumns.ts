// Which columns of a table of contributions are for what: its members, its pools, its years, and the figures of each.
import { Exact } from "../finance/exact.ts";
import { printedNumber } from "./cellKinds.ts";
import { type Column, isVariance } from "./columns.ts";
import { alike } from "./named.ts";
import type { Ask, Choices } from "./proposal.ts";
import type { TableReading } from "./table.ts";
import { yearColumns } from "./unitAndYears.ts";

/** What the figures are: shares of 1, weights such as places, or money. */
export type Figures = "shares" | "weights" | "amounts";

const memberName = /\b(member|partner|contributor|contributing)\b/i;
const councilName = /\b(authority|council|borough|la)\b/i;
const poolName = /\bpool\b/i;
const isShared = /\b(contributions?|apportion\w*|cost[- ]shar\w*|shares? of (the )?(cost|budget)|partnership|pooled)\b/i;
const weightName = /\b(places|beds|population|pupils|children)\b/i;

export interface ContributionColumns {
  readonly members: Column | null;
  readonly pools: Column | null;
  readonly years: Column | null;
  readonly figures: Figures;
  readonly values: readonly ValueColumn[];
  /** Columns of which nothing says whether each is a pool's or one of them is meant: a person does. */
  readonly undecided: readonly Column[];
}

export interface ValueColumn {
  readonly column: Column;
  readonly year: string | null;
  /** Whose it is where each pool has a column of its own. */
  readonly pool?: string;
}

/** What a person answers where every column of figures is a pool's. */
export const eachIsPool = "each is a pool";

/** The columns of a table of contributions; null where it names neither members nor pools, or has no figures of theirs. */
export function contributionColumns(table: TableReading, choices: Choices = {}, asks: Ask[] = []): ContributionColumns | null {
  const words = table.columns.filter(({ holds }) => holds === "words");
  const members = words.find(({ name }) => memberName.test(name)) ?? words.find(({ name }) => councilName.test(name)) ?? null;
  const pools = words.find((column) => column !== members && poolName.test(column.name)) ?? null;
  if (!members && !pools) return null;
  const chosen = table.columns.find(({ name }) => alike(name, choices.amount)) ?? null;
  const numbers = table.columns.filter(({ holds }) => holds === "share" || holds === "money" || holds === "count");
  const years = table.columns.find(({ holds, name }) => holds === "year" && /year|from|period/i.test(name)) ?? null;
  const across = yearColumns(table, choices.years, asks).filter(({ column }) => numbers.includes(column));
  if (across.length > 0 && !chosen)
    return {
      members,
      pools,
      years: null,
      figures: figuresOf(
        table,
        across.map(({ column }) => column),
      ),
      values: across,
      undecided: [],
    };
  const found = chosen ? [chosen] : best(table, numbers);
  const [first] = found;
  if (!first) return null;
  const arePools = found.length > 1 && members !== null && pools === null && (choices.amount === eachIsPool || addUp(table, found));
  return {
    members,
    pools,
    years,
    figures: figuresOf(table, [first]),
    values: found.map((column) => ({ column, year: null, ...(arePools && { pool: column.name }) })),
    undecided: found.length > 1 && !arePools ? found : [],
  };
}

/** Of several columns those with the amounts, from which shares follow, or else with the shares; without the totals of others and what differs. */
function best(table: TableReading, numbers: readonly Column[]): readonly Column[] {
  const made = new Set([...table.totalColumns.map(({ row }) => row), ...table.differences.map(({ column }) => column)]);
  const own = numbers.filter(({ index, name }) => !made.has(index) && !isVariance(name));
  const of = (figures: Figures) => (own.length > 0 ? own : numbers).filter((column) => figuresOf(table, [column]) === figures);
  return [of("amounts"), of("shares"), of("weights")].find((columns) => columns.length > 0) ?? [];
}

/** Whether a column is the sum of these. */
function addUp({ totalColumns }: TableReading, columns: readonly Column[]): boolean {
  return totalColumns.some(({ of }) => of.length === columns.length && columns.every(({ index }) => of.includes(index)));
}

function figuresOf(table: TableReading, columns: readonly Column[]): Figures {
  if (columns.every((column) => column.holds === "share" || isOne(table, column))) return "shares";
  if (columns.some(({ holds }) => holds === "money")) return "amounts";
  return columns.every(({ name, group }) => weightName.test(`${group ?? ""} ${name}`)) || table.unit === null ? "weights" : "amounts";
}

/** So many rows tell it. */
const looked = 200;

/** Whether a column's figures are parts of 1. */
function isOne(table: TableReading, { index }: Column): boolean {
  const values = table.rows.slice(0, looked).flatMap(({ cells }) => printedNumber(cells[index] ?? "") ?? []);
  return values.length > 1 && values.some(({ decimals }) => decimals > 0) && values.every(({ value }) => !value.isNegative() && value.compare(Exact.one) <= 0);
}

/** A return of councils has many more columns of figures. */
const mostFigures = 12;

/** Whether a table is one of contributions: members with their shares or amounts, or what pools cost. */
export function looksLikeContributions(table: TableReading): boolean {
  const columns = contributionColumns(table);
  if (!columns || columns.figures === "weights" || table.columns.filter(({ holds }) => holds === "money" || holds === "count" || holds === "share").length > mostFigures)
    return false;
  if (columns.pools !== null && columns.figures === "amounts") return true;
  const texts = [...table.header.above, ...columns.values.map(({ column: { name, group } }) => `${group ?? ""} ${name}`)];
  return columns.members !== null && (memberName.test(columns.members.name) || texts.some((text) => isShared.test(text)));
}
