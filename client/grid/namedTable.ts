// A pasted table with the names of its rows: as it is sent to be read, and as it was read.

/** A table with names, as it is sent to be read. */
export interface NamedBlock {
  content: string;
  /** Whether it names its years itself; else they are those of the columns that it falls on, in the sheet's unit. */
  namesYears: boolean;
}

/** What names near a stored one come in as. */
export type NearNames = "same" | "new";

/** A pasted table as the server read it. */
export interface NamedLines {
  /** Each with its amounts, in pounds, by the year. */
  lines: readonly { name: string; amounts: Readonly<Record<string, string>> }[];
  /** What of it does not come in, and why. */
  leftOut: readonly { said: string; why: string }[];
  /** Names that are near one that is stored: they come in as that one or as new, as was asked. */
  near: readonly { name: string; stored: string }[];
  /** Totals that are not the sum of their lines. */
  wrong: readonly string[];
  /** "£000s". */
  unit: string;
}
