// A table read as contributions: each member's share, weight or amount of a pool by year, or what each pool costs.

import { Exact } from "../finance/exact.ts";
import { grouped } from "../finance/grouped.ts";
import { listed } from "../finance/listed.ts";
import type { MoneyUnit } from "../finance/money.ts";
import { inPence, penceIn, whyLeftOut } from "./budgetLines.ts";
import { markOf, printedNumber, twoYearsOf } from "./cellKinds.ts";
import type { Column } from "./columns.ts";
import { isTotalName } from "./foundSum.ts";
import { alike } from "./named.ts";
import type { Ask, Choices, LeftOut, ReadTotal } from "./proposal.ts";
import { cellOf, halfOf, type ReadRow } from "./rows.ts";
import type { TableReading } from "./table.ts";
import { allInPounds, guessedUnit, yearColumns } from "./unitAndYears.ts";

/** What the figures are: shares of 1, weights such as places, or money. */
export type Figures = "shares" | "weights" | "amounts";

export interface ContributionEntry {
  readonly at: number;
  /** Empty where the table is of pools alone. */
  readonly member: string;
  /** Empty where no column says it. */
  readonly pool: string;
  /** Null where the table says no year. */
  readonly year: string | null;
  /** Shares of 1; of money pounds. */
  readonly value: Exact;
}

export interface ContributionsRead {
  readonly figures: Figures;
  readonly unit: MoneyUnit | null;
  readonly years: readonly string[];
  readonly entries: readonly ContributionEntry[];
  readonly totals: readonly ReadTotal[];
  readonly leftOut: readonly LeftOut[];
  readonly asks: readonly Ask[];
  readonly columnsLeftOut: Readonly<Record<string, string>>;
  readonly refused: string | null;
}

const memberName = /\b(member|partner|contributor|contributing)\b/i;
const councilName = /\b(authority|council|borough|la)\b/i;
const poolName = /\bpool\b/i;
const isShared = /\b(contributions?|apportion\w*|cost[- ]shar\w*|shares? of (the )?(cost|budget)|partnership|pooled)\b/i;
const weightName = /\b(places|beds|population|pupils|children)\b/i;

interface ContributionColumns {
  readonly members: Column | null;
  readonly pools: Column | null;
  readonly years: Column | null;
  readonly figures: Figures;
  readonly values: readonly { readonly column: Column; readonly year: string | null }[];
}

/** The columns of a table of contributions; null where it names neither members nor pools, or has no figures of theirs. */
function contributionColumns(table: TableReading, choices: Choices = {}, asks: Ask[] = []): ContributionColumns | null {
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
    };
  const found = chosen ?? best(table, numbers);
  return found ? { members, pools, years, figures: figuresOf(table, [found]), values: [{ column: found, year: null }] } : null;
}

/** Of several columns the amounts, from which shares follow, or else the shares. */
function best(table: TableReading, numbers: readonly Column[]): Column | null {
  const of = (figures: Figures) => numbers.find((column) => figuresOf(table, [column]) === figures) ?? null;
  return of("amounts") ?? of("shares") ?? of("weights");
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

/** Reads contributions out of a table. */
export function contributionsIn(table: TableReading, choices: Choices): ContributionsRead {
  const columns = contributionColumns(table, choices);
  const asks: Ask[] = [];
  const leftOut: LeftOut[] = [];
  if (!columns)
    return {
      figures: "shares",
      unit: null,
      years: [],
      entries: [],
      totals: [],
      leftOut,
      asks,
      columnsLeftOut: {},
      refused: "No column names the members or the pools beside shares or amounts.",
    };
  const unit = columns.figures === "amounts" ? (choices.unit ?? table.unit ?? (allInPounds(table, columns.values) ? "pounds" : guessedUnit(table, asks))) : null;
  const year = choices.year ?? table.year;
  if (columns.figures === "amounts" && columns.years === null && columns.values.every((each) => each.year === null) && year === null)
    asks.push({ about: "year", question: "Which financial year are these amounts of?", options: [] });
  const read = table.rows.flatMap((row) => entriesOf(row, columns, unit, year, leftOut));
  const { entries, refused } = columns.figures === "shares" ? wholeShares(table, columns, read, asks) : { entries: read, refused: null };
  const years = [...new Set(entries.flatMap((entry) => entry.year ?? []))].sort();
  const used = [columns.members, columns.pools, columns.years, ...columns.values.map(({ column }) => column)];
  return {
    figures: columns.figures,
    unit,
    years,
    entries,
    totals: unit ? totalsOf(table, columns, unit) : [],
    leftOut,
    asks,
    columnsLeftOut: Object.fromEntries(
      table.columns.flatMap((column) =>
        used.includes(column) || column.holds === "nothing"
          ? []
          : [[column.name, columns.figures === "amounts" && column.holds === "share" ? "shares follow from the amounts" : "contributions have no place for it"]],
      ),
    ),
    refused: refused ?? (entries.length === 0 && asks.length === 0 ? "No row has a member or a pool with a figure." : null),
  };
}

/** The same of entries that share one pool of one year. */
export const ofOnePool = ({ pool, year }: ContributionEntry) => `${pool}\n${year ?? ""}`;

function entriesOf(
  row: ReadRow,
  { members, pools, years, figures, values }: ContributionColumns,
  unit: MoneyUnit | null,
  year: string | null,
  leftOut: LeftOut[],
): ContributionEntry[] {
  const cell = (column: Column | null) => cellOf(row, column);
  const name = cell(members ?? pools);
  const out = (why: string): [] => {
    leftOut.push({ at: `row ${row.at}`, label: name || row.label, why, pence: [] });
    return [];
  };
  if (row.kind === "blank" || values.every(({ column }) => cell(column) === "")) return [];
  if (isTotalName(name) || isTotalName(row.label) || ((row.kind === "subtotal" || row.kind === "total") && name === "")) return out(whyLeftOut("total", name));
  if (row.kind === "memorandum") return out(whyLeftOut(row.kind, name));
  if (name === "") return out(members ? "it names no member" : "it names no pool");
  const own = years === null ? null : twoYearsOf(cell(years));
  if (years !== null && own === null && cell(years) !== "") return out(`“${cell(years)}” is no financial year`);
  return values.flatMap(({ column, year: across }): ContributionEntry[] => {
    const text = cell(column);
    const number = printedNumber(text);
    if (!number) {
      if (text !== "" && markOf(text) === null) leftOut.push({ at: `row ${row.at}, ${column.name}`, label: name, why: `“${text}” is no figure`, pence: [] });
      return [];
    }
    const value = figures === "amounts" ? Exact.pence(penceIn(text, unit ?? "pounds") ?? 0) : number.value;
    return [{ at: row.at, member: cell(members), pool: cell(pools), year: across ?? own ?? (figures === "amounts" ? year : null), value }];
  });
}

/** The shares of each pool and year as parts that come to exactly 1. Printed shares that come to it as far as their digits tell are taken in proportion. */
function wholeShares(
  table: TableReading,
  { values }: ContributionColumns,
  entries: readonly ContributionEntry[],
  asks: Ask[],
): { entries: ContributionEntry[]; refused: string | null } {
  const numbers = table.rows.flatMap(({ cells }) => values.flatMap(({ column }) => printedNumber(cells[column.index] ?? "") ?? []));
  const half = numbers.reduce((most, number) => (halfOf(number).compare(most) > 0 ? halfOf(number) : most), Exact.nil);
  const groups = grouped(entries, ofOnePool);
  const hundred = Exact.whole(100);
  const said: string[] = [];
  const rounded: string[] = [];
  const wrong: string[] = [];
  const whole = [...groups.values()].flatMap((group) => {
    const [{ pool, year }] = group as [ContributionEntry, ...ContributionEntry[]];
    const sum = group.reduce((total, { value }) => total.plus(value), Exact.nil);
    const of = sum.compare(Exact.whole(2)) < 0 ? Exact.one : hundred;
    const [percent, width] = [sum.times(hundred).dividedBy(of), half.times(Exact.whole(group.length))];
    const text = `${[pool, year].filter(Boolean).join(", ") || "All"}: ${Number(percent.rounded(4)) / 10_000}%`;
    const apart = sum.minus(of);
    if (apart.isNil()) said.push(text);
    else if (width.compare(apart.isNegative() ? apart.negated() : apart) >= 0) rounded.push(text);
    else wrong.push(text);
    return inProportion(group, apart.isNil() ? of : sum);
  });
  if (wrong.length > 0) return { entries: [], refused: `The shares have to add up to 100%. ${listed(wrong)}.` };
  if (said.length > 0)
    asks.push({ about: "shares", question: `The shares add up to 100%${said.length > 1 ? ` in all ${said.length} years or pools` : ""}.`, options: ["100%"], taken: "100%" });
  if (rounded.length > 0)
    asks.push({
      about: "shares",
      question: `As printed the shares add up to 100% but for their rounding (${listed(rounded)}): they are taken in proportion.`,
      options: ["in proportion"],
      taken: "in proportion",
    });
  return { entries: whole, refused: null };
}

const decimals = 12;
const scale = 10n ** BigInt(decimals);

/** Each part of a sum as a decimal, so that together they are exactly 1: what rounding leaves goes to the largest. */
export function inProportion<Entry extends { readonly value: Exact }>(group: readonly Entry[], sum: Exact): Entry[] {
  if (sum.isNil()) return [];
  const parts = group.map(({ value }) => value.dividedBy(sum).rounded(decimals));
  const left = scale - parts.reduce((total, part) => total + part, 0n);
  const largest = parts.reduce((most, part, index) => (part > (parts[most] as bigint) ? index : most), 0);
  return group.map((entry, index) => ({ ...entry, value: Exact.ratio((parts[index] as bigint) + (index === largest ? left : 0n), scale) }));
}

/** The totals of the file, year by year. */
function totalsOf(table: TableReading, { values }: ContributionColumns, unit: MoneyUnit): ReadTotal[] {
  return table.totals.map(({ row, label, sum }) => {
    const at = values.map(({ column }) => table.adding.indexOf(column));
    return {
      at: `row ${table.rows[row]?.at}`,
      label,
      stated: values.map(({ column }) => penceIn(table.rows[row]?.cells[column.index] ?? "", unit)),
      computed: at.map((place) => inPence(sum.sums[place] ?? null, unit)),
      agrees: at.map((place) => sum.agrees[place] ?? null),
    };
  });
}
