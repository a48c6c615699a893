// How a sheet is arranged: which of its rows and columns are shown, and in which order. All of it stands in the address, readably.

import type { SheetRow } from "../grid/table.ts";

export type RowKind = SheetRow["kind"];

/** What a cell can be tested for. Numbers are compared as they are shown, in the unit of the sheet. */
export const tests = ["over", "under", "between", "is", "not", "missing", "held", "noted", "among"] as const;
export type Test = (typeof tests)[number];

export interface Condition {
  column: string;
  test: Test;
  /** The numbers compared with, or the words that it may be: two for `between`, none for `missing`, `held` and `noted`. */
  values: readonly string[];
}

export interface Arrangement {
  /** A part of the rows' names. */
  rows: string;
  /** The kinds of rows that are shown; none named is all. */
  kinds: readonly RowKind[];
  where: readonly Condition[];
  /** `column` is "label" where the rows' names are sorted. */
  sort: { column: string; down: boolean } | null;
  /** The columns that are hidden. */
  hide: readonly string[];
  /** The columns that come first, in this order; the others follow in their own. */
  order: readonly string[];
  /** How many of the first columns stay beside the rows' names. */
  freeze: number;
}

/** The parts of the address that an arrangement stands in. */
export const arrangedKeys = ["rows", "kinds", "where", "sort", "hide", "order", "freeze"] as const;
export type ArrangedParts = { [Key in (typeof arrangedKeys)[number]]?: string | undefined };

export const asItStands: Arrangement = { rows: "", kinds: [], where: [], sort: null, hide: [], order: [], freeze: 0 };

export const rowKinds: Record<RowKind, string> = {
  COST_CENTRE: "Cost centres",
  LINE: "Lines",
  COMMITMENT: "Commitments",
  SUBTOTAL: "Subtotals",
  TOTAL: "Totals",
  REMAINING: "What remains",
  HEADING: "Headings",
};

/** How many values each test takes; null is any number of them. */
export const valuesTaken: Record<Test, number | null> = { over: 1, under: 1, between: 2, is: 1, not: 1, missing: 0, held: 0, noted: 0, among: null };

/** Reads the address. What it cannot read is left out, so that an address of another day still opens. */
export function arrangementIn(parts: ArrangedParts): Arrangement {
  const [column = "", direction] = (parts.sort ?? "").split(" ").map(plain);
  return {
    rows: parts.rows ?? "",
    kinds: list(parts.kinds).filter((kind): kind is RowKind => kind in rowKinds),
    where: (parts.where ?? "").split(";").flatMap(conditionIn),
    sort: column === "" ? null : { column, down: direction === "down" },
    hide: list(parts.hide),
    order: list(parts.order),
    freeze: /^\d{1,2}$/.test(parts.freeze ?? "") ? Number(parts.freeze) : 0,
  };
}

/** The parts of the address for an arrangement; what is as it stands has no part in it. */
export function partsOf({ rows, kinds, where, sort, hide, order, freeze }: Arrangement): Record<(typeof arrangedKeys)[number], string | undefined> {
  return {
    rows: rows || undefined,
    kinds: kinds.join(",") || undefined,
    where: where.map(({ column, test, values }) => [guarded(column), test, values.map(guarded).join(",")].join(" ").trim()).join(";") || undefined,
    sort: sort ? `${guarded(sort.column)}${sort.down ? " down" : ""}` : undefined,
    hide: hide.map(guarded).join(",") || undefined,
    order: order.map(guarded).join(",") || undefined,
    freeze: freeze > 0 ? String(freeze) : undefined,
  };
}

export function isArranged(arrangement: Arrangement): boolean {
  return Object.values(partsOf(arrangement)).some((part) => part !== undefined);
}

function conditionIn(text: string): Condition[] {
  const [column = "", test = "", ...rest] = text.trim().split(" ");
  const values = list(rest.join(" "));
  const taken = valuesTaken[test as Test];
  if (column === "" || taken === undefined || (taken !== null && values.length !== taken)) return [];
  return [{ column: plain(column), test: test as Test, values }];
}

/** Keeps the signs that part the address from being taken for such: "a,b c" is "a%2Cb%20c". */
function guarded(text: string): string {
  return text.replace(/[%;, ]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
function plain(text: string): string {
  return text.replace(/%([0-9A-F]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}
function list(text: string | undefined): string[] {
  return (text ?? "").split(",").filter(Boolean).map(plain);
}
