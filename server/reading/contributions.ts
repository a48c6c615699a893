// A table read as contributions: each member's share, weight or amount of a pool by year, or what each pool costs.

import { Exact } from "../finance/exact.ts";
import { grouped } from "../finance/grouped.ts";
import { listed } from "../finance/listed.ts";
import type { MoneyUnit } from "../finance/money.ts";
import { inPence, penceIn, whyLeftOut } from "./budgetLines.ts";
import { markOf, printedNumber, twoYearsOf } from "./cellKinds.ts";
import type { Column } from "./columns.ts";
import { type ContributionColumns, contributionColumns, eachIsPool, type Figures, type ValueColumn } from "./contributionColumns.ts";
import { isTotalName } from "./foundSum.ts";
import type { Ask, Choices, LeftOut, ReadTotal } from "./proposal.ts";
import { cellOf, halfOf, type ReadRow } from "./rows.ts";
import type { TableReading } from "./table.ts";
import { allInPounds, guessedUnit } from "./unitAndYears.ts";

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

/** Reads contributions out of a table. */
export function contributionsIn(table: TableReading, choices: Choices): ContributionsRead {
  const asks: Ask[] = [];
  const columns = contributionColumns(table, choices, asks);
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
  if (columns.undecided.length > 0) {
    const options = [...columns.undecided.map(({ name }) => name), ...(columns.members && !columns.pools ? [eachIsPool] : [])];
    asks.push({ about: "amount", question: `Which column has the ${columns.figures}?`, options });
    return { figures: columns.figures, unit, years: [], entries: [], totals: [], leftOut, asks, columnsLeftOut: {}, refused: null };
  }
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
          : [
              [
                column.name,
                table.totalColumns.some(({ row }) => row === column.index)
                  ? "it is the sum of other columns"
                  : columns.figures === "amounts" && column.holds === "share"
                    ? "shares follow from the amounts"
                    : "contributions have no place for it",
              ],
            ],
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
  return values.flatMap(({ column, year: across, pool }): ContributionEntry[] => {
    const text = cell(column);
    const number = printedNumber(text);
    if (!number) {
      if (text !== "" && markOf(text) === null) leftOut.push({ at: `row ${row.at}, ${column.name}`, label: name, why: `“${text}” is no figure`, pence: [] });
      return [];
    }
    const value = figures === "amounts" ? Exact.pence(penceIn(text, unit ?? "pounds") ?? 0) : number.value;
    return [{ at: row.at, member: cell(members), pool: pool ?? cell(pools), year: across ?? own ?? (figures === "amounts" ? year : null), value }];
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
  // Of a column for each pool each has a total.
  if (values.some(({ pool }) => pool !== undefined)) {
    const of = ({ label, ...total }: ReadTotal, index: number) => ({ ...total, label: `${label}, ${values[index]?.pool}` });
    return values.flatMap((value, index) => totalsOfColumns(table, [value], unit).map((total) => of(total, index)));
  }
  return totalsOfColumns(table, values, unit);
}

function totalsOfColumns(table: TableReading, values: readonly ValueColumn[], unit: MoneyUnit): ReadTotal[] {
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
