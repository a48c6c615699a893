// Which amount of a reading belongs to which cell of its table, and which rows are left out and why: what the table as it was read is drawn from.
import type { Proposal, ReadColumn } from "./proposal.ts";

export interface CellsRead {
  /** By row of the file: what stands in its amounts' columns, in whole pence, by the column's place. */
  readonly amounts: ReadonlyMap<number, ReadonlyMap<number, number>>;
  /** By row of the file. */
  readonly whyLeftOut: ReadonlyMap<number, string>;
  /** The name that a row comes in by. */
  readonly names: ReadonlyMap<number, string>;
  /** The column of the names of lines. */
  readonly labels: number;
  /** The columns of amounts, by their places. */
  readonly amountColumns: readonly number[];
  /** Rows whose total is not the sum of its lines, with the years in which it is not. */
  readonly wrong: ReadonlyMap<number, ReadonlySet<number>>;
}

const rowOf = (at: string): number | null => {
  const found = /^row (\d+)$/.exec(at);
  return found ? Number(found[1]) : null;
};

export function cellsRead(proposal: Proposal, amount: string | undefined): CellsRead {
  const { columns, years, clean, leftOut, totals, seen, as, amounts: comesIn } = proposal;
  const amountColumns = as === "budget" || as === "printed table" ? columnsOfAmounts(columns, years, amount) : [];
  const amounts = new Map<number, Map<number, number>>();
  const put = (row: number | null, pence: readonly (number | null)[]) => {
    if (row === null || pence.length !== amountColumns.length) return;
    amounts.set(row, new Map(pence.flatMap((each, index) => (each === null ? [] : [[amountColumns[index] as number, each] as const]))));
  };
  for (const { at, pence } of leftOut) put(rowOf(at), pence);
  for (const { at, stated } of totals) put(rowOf(at), stated);
  if (amountColumns.length > 0) for (const { at, pence } of comesIn?.lines ?? []) put(at, pence);
  const labels = columns.findIndex((_, index) => seen.some(({ label }) => label !== "") && seen.every(({ label, cells }) => label === (cells[index] ?? "")));
  return {
    amounts,
    amountColumns,
    labels,
    names: new Map(clean?.table.rows.map(({ at, values }) => [at, values[0] ?? ""])),
    whyLeftOut: new Map(leftOut.flatMap(({ at, why }) => (rowOf(at) === null ? [] : [[rowOf(at) as number, why] as const]))),
    wrong: new Map(
      totals.flatMap(({ at, agrees }) => {
        const row = rowOf(at);
        const years = agrees.flatMap((each, index) => (each === false ? [amountColumns[index] ?? -1] : []));
        return row === null || years.length === 0 ? [] : [[row, new Set(years)] as const];
      }),
    ),
  };
}

/** A column for each year; of one year the one that was chosen, or the only one that holds money. */
function columnsOfAmounts(columns: readonly ReadColumn[], years: readonly string[], amount: string | undefined): number[] {
  const places = columns.flatMap(({ name, holds }, index) => (holds === "money" || holds === "count" ? [{ name, holds, index }] : []));
  if (years.length > 1) {
    const ofYears = places.filter(({ name }) => /\b(\d{4}|\d{2}) ?[/–-] ?\d{2,4}\b|\b20\d\d\b|\bfy ?\d\d\b/i.test(name));
    return ofYears.length === years.length ? ofYears.map(({ index }) => index) : [];
  }
  const chosen = amount === undefined ? undefined : places.find(({ name }) => name.trim().toLowerCase() === amount.trim().toLowerCase());
  const money = places.filter(({ holds }) => holds === "money");
  const only = chosen ?? (money.length === 1 ? money[0] : undefined);
  return only ? [only.index] : [];
}
