// What a reading proposes before anything is written: what is asked, what is left out and why, and the file's totals beside what will come in.

/** A question that only a person can answer, or that was answered by what the table itself shows. */
export interface Ask {
  readonly about: "year" | "years" | "unit" | "amount" | "where" | "pounds" | "period" | "kpi";
  readonly question: string;
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
