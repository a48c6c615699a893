// Written by `npm run schema` from server/reading. Change a declaration there, and run it again.

export type Holds = "words" | "code" | "year" | "day" | "money" | "count" | "share" | "nothing";
export type DayOrder = "day first" | "month first";

/** What a column is made of, and in how many of the rows that have figures that holds. */
export interface ColumnCheck {
  readonly column: string;
  /** "C1 + C2", by the columns' names. */
  readonly is: string;
  readonly rows: number;
  readonly agrees: number;
  /** The rows in which it does not, by where they are in the file; the first few of them. */
  readonly wrong: readonly number[];
}

export type RowKind = "leaf" | "heading" | "subtotal" | "total" | "memorandum" | "excluded" | "note" | "blank";

export const rowChoices = ["leaf", "heading", "subtotal", "total", "memorandum", "out"] as const;
/** What a person says that a row is. */
export type RowChoice = (typeof rowChoices)[number];

export interface ReadRow {
  readonly at: number;
  readonly kind: RowKind;
  readonly label: string;
  /** The headings over it, the outermost first. */
  readonly groups: readonly string[];
  readonly cells: readonly string[];
  /** Whether somebody said what it is. */
  readonly chosen?: true;
  /** Why it is none of the lines, where its kind does not say it. */
  readonly why?: string;
  /** Whether its figures are taken off: "Less: contribution" over a net that says so. */
  readonly deducted?: true;
}

export const targets = ["budget", "commitments", "outcomes", "activity", "forecasts", "contributions", "neighbours", "printed table"] as const;
export type Target = (typeof targets)[number];

/** What is told without a question, since the table itself decides it. */
export type Told = "prices" | "nights" | "ends" | "codes" | "shares" | "sums";
/** What a question is about: the choice that answers it, or for "places" the choice `each`. */
export type Asked = Exclude<keyof Choices, "sheet" | "headerRow" | "each" | "afresh" | "columns" | "rows" | "names"> | "places" | Told;

/** A question that only a person can answer, or that was answered by what the table itself shows. */
export interface Ask {
  readonly about: Asked;
  readonly question: string;
  /** What may be answered, where it can be listed; about "where" each is "COLUMN=VALUE". */
  readonly options: readonly string[];
  /** What the page calls each of them, where that is not plain. */
  readonly called?: readonly string[];
  /** One more answer, "all": the rows of every authority of the table that is in Tabled, each to its own. In words: "All 5 authorities of …". */
  readonly all?: string;
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

/** A cell that has an amount, as it was read. */
export interface SeenAmount {
  /** The column's place. */
  readonly column: number;
  /** Whole pence. */
  readonly pence: number;
  /** In words, where its text does not plainly say it: "£5,200,000" of "£5.2m". */
  readonly inWords: string | null;
  /** Of a total, whether it is the sum of its lines; null of what is none, and where there is nothing to compare. */
  readonly agrees: boolean | null;
}

/** A row of the table with what becomes of it. */
export interface SeenRow extends ReadRow {
  /** The name that it comes in by; null where it does not come in. */
  readonly name: string | null;
  /** Why it does not come in, where it is one that could. */
  readonly leftOut: string | null;
  readonly amounts: readonly SeenAmount[];
}

/** A name of the table beside those that are stored. */
export interface NameMatch {
  readonly of: "cost centre" | "provider" | "commitment";
  readonly name: string;
  /** The first row of the file that has it. */
  readonly at: number;
  /** "near": one that may be the same in another spelling; "exchanged": it has the figures that are stored of the other. */
  readonly how: "same" | "near" | "exchanged" | "new";
  /** The stored name that it is the same as, near, or exchanged with. */
  readonly stored: string | null;
  /** The name that it comes in by; null while that is asked. */
  readonly taken: string | null;
}

/** The amounts of a budget that come in, in whole pence: each line's by year, and what all lines come to in each. */
export interface AmountsRead {
  readonly lines: readonly { readonly at: number; readonly name: string; readonly pence: readonly (number | null)[] }[];
  readonly byYear: readonly number[];
}

/** What of a table of several authorities is one's own: its lines, its totals and their sums are read by themselves. */
export interface AuthorityRead {
  readonly id: string;
  readonly name: string;
  /** As the table calls it. */
  readonly called: string;
  readonly incoming: { readonly count: number; readonly sumPence: number | null };
  /** How many totals of the table are its own, and how many of those are what its lines come to. */
  readonly totals: { readonly count: number; readonly agree: number };
  /** How many of its rows and columns do not come in. */
  readonly leftOut: number;
  readonly clean: { readonly table: CleanTable; readonly map: object } | null;
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
  readonly columns: readonly {
    readonly name: string;
    readonly group: string | null;
    readonly holds: Holds;
    readonly leftOut: string | null /** Never to come in, whatever is chosen. */;
    readonly never: boolean;
  }[];
  readonly rows: Readonly<Record<RowKind, number>>;
  /** The first rows as they were read, for the page. */
  readonly seen: readonly SeenRow[];
  /** The place of the column that names the lines; null where none does. */
  readonly labels: number | null;
  /** The places of the columns whose amounts come in, of a budget; or of a table that goes across, of all that are its lines and totals. */
  readonly amountColumns: readonly number[];
  /** Whether the lines of a budget stand beside each other in one row, and not below each other. */
  readonly across: boolean;
  readonly totals: readonly ReadTotal[];
  /** The names of what comes in beside those that are stored. */
  readonly names: readonly NameMatch[];
  /** Columns that are the sum or the difference of others, and in how many rows they are. */
  readonly columnChecks: readonly ColumnCheck[];
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
  /** What of the choices is kept for the next table of this shape, when this one comes in. */
  readonly toRemember: Choices;
  /** Why nothing of it can come in; null where something can. */
  readonly refused: string | null;
  /** Of a table that comes in for several authorities, each with its own; null of any other. */
  readonly authorities: readonly AuthorityRead[] | null;
  /** What is handed to the importer, with the mapping of its columns; null where something is still asked, it is refused, or it is of several authorities. */
  readonly clean: { readonly table: CleanTable; readonly map: object } | null;
}

/** What a target makes of a table that was read: the parts of a proposal that are its own. */
export interface Proposed extends Pick<Proposal, "period" | "totals" | "incoming" | "leftOut" | "asks" | "refused" | "clean"> {
  /** Why columns do not come in, by their names. */
  readonly columnsLeftOut: Readonly<Record<string, string>>;
}

/** What a person has said of a file: by clicks, by the command's options, or the time before of a file of the same shape. */
export interface Choices {
  readonly as?: Target | undefined;
  readonly sheet?: string | undefined;
  readonly headerRow?: number | undefined;
  readonly where?: readonly { readonly column: string; readonly value: string }[] | undefined;
  /** "all": the rows of every authority of the table that is in Tabled, each to its own. "one": all rows to the one that was chosen. */
  readonly authorities?: "all" | "one" | undefined;
  readonly year?: string | undefined;
  readonly amount?: string | undefined;
  readonly unit?: "pounds" | "thousands" | "millions" | undefined;
  /** What amounts with a £ of their own are in, in a table of thousands or millions. */
  readonly pounds?: "pounds" | "unit" | undefined;
  /** Whether one year alone, 2026, is the financial year that starts in it or the one that ends in it. */
  readonly years?: "starting" | "ending" | undefined;
  /** In which order days are written. */
  readonly days?: "day first" | "month first" | undefined;
  /** Of a list of placements: whether rows with provider and home the other way round than others are read as those. */
  readonly turned?: "turned" | "as they are" | undefined;
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
  /** Of a budget: whether lines come in that its total is without. */
  readonly apart?: "in" | "out" | undefined;
  /** Of a budget: the draft's name. */
  readonly version?: string | undefined;
  /** True to leave aside what was said the time before. */
  readonly afresh?: boolean | undefined;
  /** What rows are: by their numbers in the file, or by their names, where one row alone has the name. Those by number are remembered by name, since the next file has other rows. */
  readonly rows?: Readonly<Record<string, RowChoice>> | undefined;
  /** By which name a name of the table comes in: a stored one that it is, or its own where it is new. */
  readonly names?: Readonly<Record<string, string>> | undefined;
  /** Whether all names near one that is stored are the same, of which nothing was said by itself. */
  readonly near?: "same" | "new" | undefined;
  /** Whether names that have the stored figures of each other are exchanged. */
  readonly exchanged?: "exchanged" | "as they are" | undefined;
  /** Columns that are left out, or that come in although they would be left out. */
  readonly columns?: Readonly<Record<string, "in" | "out">> | undefined;
}
