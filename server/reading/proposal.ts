// What a reading proposes before anything is written: what the table was read as, what will come in, what is left out and why, and what is asked.
import type { Holds } from "./columns.ts";
import type { ReadRow, RowKind } from "./rows.ts";

export const targets = ["budget", "commitments", "outcomes", "activity", "forecasts", "contributions", "neighbours", "printed table"] as const;
export type Target = (typeof targets)[number];

/** A question that only a person can answer, or that was answered by what the table itself shows. */
export interface Ask {
  readonly about:
    | "as"
    | "where"
    | "year"
    | "years"
    | "unit"
    | "amount"
    | "pounds"
    | "period"
    | "kpi"
    | "denominator"
    | "version"
    | "days"
    | "names"
    | "prices"
    | "places"
    | "subject"
    | "unknown"
    | "arrangement"
    | "months"
    | "partnership"
    | "pool"
    | "shares"
    | "sums"
    | "reference";
  readonly question: string;
  /** What may be answered, where it can be listed; about "where" each is "COLUMN=VALUE". */
  readonly options: readonly string[];
  /** The answer that was taken, where the table shows it. */
  readonly taken?: string;
}

/** A row or a column that does not come in. */
export interface LeftOut {
  /** "row 42", "column DOB". */
  readonly at: string;
  readonly label: string;
  /** Completes "left out, since …". */
  readonly why: string;
  /** What stands in it, in whole pence, where it is of money. */
  readonly pence: readonly (number | null)[];
}

/** A total of the file, and what its lines come to, in whole pence by year. */
export interface ReadTotal {
  readonly at: string;
  readonly label: string;
  readonly stated: readonly (number | null)[];
  readonly computed: readonly (number | null)[];
  readonly agrees: readonly (boolean | null)[];
}

/** The table that comes in: one line a fact or a thing, in texts that every importer reads, with the row of the file that each is from. */
export interface CleanTable {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly at: number; readonly values: readonly string[] }[];
}

/** The amounts of a budget that come in, in whole pence: each line's by year, and what all lines come to in each. */
export interface AmountsRead {
  readonly lines: readonly { readonly at: number; readonly name: string; readonly pence: readonly (number | null)[] }[];
  readonly byYear: readonly number[];
}

/** A reading as the command prints it and the page shows it. */
export interface Proposal {
  readonly as: Target;
  readonly format: string;
  /** Of a file of text. */
  readonly encoding: string | null;
  readonly sheet: string | null;
  readonly sheets: readonly string[];
  readonly headerRow: number | null;
  /** How many rows name columns or groups of them. */
  readonly headingRows: number;
  readonly title: string | null;
  readonly unit: string | null;
  readonly period: string | null;
  readonly years: readonly string[];
  readonly columns: readonly { readonly name: string; readonly group: string | null; readonly holds: Holds; readonly leftOut: string | null }[];
  readonly rows: Readonly<Record<RowKind, number>>;
  /** The first rows as they were read, for the page. */
  readonly seen: readonly ReadRow[];
  readonly totals: readonly ReadTotal[];
  /** How many lines or things come in, and what they come to in all of their years. */
  readonly incoming: { readonly count: number; readonly sumPence: number | null };
  /** Null of what is no budget, or while something is asked. */
  readonly amounts: AmountsRead | null;
  readonly leftOut: readonly LeftOut[];
  readonly asks: readonly Ask[];
  /** By which a table with the same columns is known; null where none names them. */
  readonly shape: string | null;
  /** What was said of a table with these columns the time before, where it was taken. */
  readonly remembered: Choices | null;
  /** Why nothing of it can come in; null where something can. */
  readonly refused: string | null;
  /** What is handed to the importer, with the mapping of its columns; null where something is still asked or it is refused. */
  readonly clean: { readonly table: CleanTable; readonly map: object } | null;
}

/** What a target makes of a table that was read: the parts of a proposal that are its own. */
export interface Proposed extends Pick<Proposal, "period" | "totals" | "incoming" | "leftOut" | "asks" | "refused" | "clean"> {
  /** Why columns do not come in, by their names. */
  readonly columnsLeftOut: Readonly<Record<string, string>>;
}

/** Nothing that can come in, and why. */
export function refusedAs(refused: string, asks: readonly Ask[] = []): Proposed {
  return { period: null, totals: [], incoming: { count: 0, sumPence: null }, leftOut: [], asks, refused, clean: null, columnsLeftOut: {} };
}

/** What a person has said of a file: by clicks, by the command's options, or the time before of a file of the same shape. */
export interface Choices {
  readonly as?: Target | undefined;
  readonly sheet?: string | undefined;
  readonly headerRow?: number | undefined;
  readonly where?: readonly { readonly column: string; readonly value: string }[] | undefined;
  readonly year?: string | undefined;
  readonly amount?: string | undefined;
  readonly unit?: "pounds" | "thousands" | "millions" | undefined;
  readonly kpi?: string | undefined;
  readonly denominator?: string | undefined;
  readonly period?: string | undefined;
  /** Whose the figures are, where no column names places. */
  readonly subject?: string | undefined;
  /** What is done with names that are not stored: "add them" or "leave them out". */
  readonly unknown?: string | undefined;
  /** Of activity under an arrangement that is not stored: "as spot purchase" or "leave them out". */
  readonly arrangement?: string | undefined;
  /** Of forecasts by month: whether each month's amount is of "the whole year" or of "its own month". */
  readonly months?: string | undefined;
  /** Of contributions: the partnership and the cost pool, by name. */
  readonly partnership?: string | undefined;
  readonly pool?: string | undefined;
  /** Of a printed table: which report printed it, and where. */
  readonly reference?: string | undefined;
  /** Of a list of placements: a commitment for each, rather than one for all of a home. */
  readonly each?: boolean | undefined;
  /** Of a budget: the draft's name. */
  readonly version?: string | undefined;
  /** True to leave aside what was said the time before. */
  readonly afresh?: boolean | undefined;
  /** Columns that are left out, or that come in although they would be left out. */
  readonly columns?: Readonly<Record<string, "in" | "out">> | undefined;
}
