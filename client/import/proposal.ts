// What the server read a table as, and what a person has said of it: the answers of POST /imports/:id/reading, as the page uses them.
import { answerOf } from "./files.ts";

export const targets = ["budget", "commitments", "outcomes", "activity", "forecasts", "contributions", "neighbours", "printed table"] as const;
export type ReadAs = (typeof targets)[number];

export type RowKind = "leaf" | "heading" | "subtotal" | "total" | "memorandum" | "excluded" | "note" | "blank";

export interface ReadRow {
  readonly at: number;
  readonly kind: RowKind;
  readonly label: string;
  readonly groups: readonly string[];
  readonly cells: readonly string[];
}

export interface Ask {
  readonly about: string;
  readonly question: string;
  readonly options: readonly string[];
  /** The answer that was taken. */
  readonly taken?: string;
}

export interface LeftOut {
  /** "row 42", "column DOB". */
  readonly at: string;
  readonly label: string;
  readonly why: string;
  readonly pence: readonly (number | null)[];
}

export interface ReadTotal {
  readonly at: string;
  readonly label: string;
  readonly stated: readonly (number | null)[];
  readonly computed: readonly (number | null)[];
  readonly agrees: readonly (boolean | null)[];
}

export interface ReadColumn {
  readonly name: string;
  readonly group: string | null;
  readonly holds: "words" | "code" | "year" | "day" | "money" | "count" | "share" | "nothing";
  readonly leftOut: string | null;
}

export interface Proposal {
  readonly as: string;
  readonly format: string;
  readonly encoding: string | null;
  readonly sheet: string | null;
  readonly sheets: readonly string[];
  readonly headerRow: number | null;
  readonly title: string | null;
  readonly unit: string | null;
  readonly period: string | null;
  readonly years: readonly string[];
  readonly columns: readonly ReadColumn[];
  readonly rows: Readonly<Record<RowKind, number>>;
  readonly seen: readonly ReadRow[];
  readonly totals: readonly ReadTotal[];
  readonly incoming: { readonly count: number; readonly sumPence: number | null };
  /** Of a budget, in whole pence: each line's by year, and what all come to in each. */
  readonly amounts: {
    readonly lines: readonly { readonly at: number; readonly name: string; readonly pence: readonly (number | null)[] }[];
    readonly byYear: readonly number[];
  } | null;
  readonly leftOut: readonly LeftOut[];
  readonly asks: readonly Ask[];
  /** What was said of a table with these columns the time before, where it was taken. */
  readonly remembered?: Choices | null;
  readonly refused: string | null;
  readonly clean: { readonly table: { readonly columns: readonly string[]; readonly rows: readonly { readonly at: number; readonly values: readonly string[] }[] } } | null;
}

/** Each entry is what one question, or one control of the page, was answered with. */
export interface Choices {
  readonly as?: string | undefined;
  readonly sheet?: string | undefined;
  readonly headerRow?: number | undefined;
  readonly where?: readonly { readonly column: string; readonly value: string }[] | undefined;
  readonly year?: string | undefined;
  readonly amount?: string | undefined;
  readonly unit?: string | undefined;
  readonly kpi?: string | undefined;
  readonly denominator?: string | undefined;
  readonly version?: string | undefined;
  readonly period?: string | undefined;
  readonly subject?: string | undefined;
  readonly unknown?: string | undefined;
  readonly arrangement?: string | undefined;
  readonly months?: string | undefined;
  readonly partnership?: string | undefined;
  readonly pool?: string | undefined;
  readonly reference?: string | undefined;
  readonly each?: boolean | undefined;
  /** True to leave aside what was said the time before. */
  readonly afresh?: boolean | undefined;
  readonly columns?: Readonly<Record<string, "in" | "out">> | undefined;
}

/** @throws Refused */
export function askReading(id: string, choices: Choices, signal?: AbortSignal): Promise<Proposal> {
  return answerOf(`/imports/${id}/reading`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(choices), ...(signal && { signal }) });
}

const texts = [
  "as",
  "year",
  "unit",
  "amount",
  "kpi",
  "denominator",
  "version",
  "period",
  "subject",
  "unknown",
  "arrangement",
  "months",
  "partnership",
  "pool",
  "reference",
] as const;
const eachPlacement = "one for each placement";

/** Whether a person can answer it here; else it only tells what was decided. */
export function isAnswerable({ about, options }: Ask): boolean {
  return about === "where" || (about === "places" && options.includes(eachPlacement)) || texts.some((each) => each === about);
}

/** The choices with a question answered. What an answer about the whole table says puts aside the answers that were of its columns. */
export function answered(choices: Choices, about: string, answer: string): Choices {
  if (about === "as") return { as: answer, ...(choices.sheet !== undefined && { sheet: choices.sheet }), ...(choices.headerRow !== undefined && { headerRow: choices.headerRow }) };
  if (about === "places") return { ...choices, each: answer === eachPlacement };
  if (about !== "where") return { ...choices, [about]: answer };
  const cut = answer.indexOf("=");
  return { ...choices, where: [{ column: answer.slice(0, cut), value: answer.slice(cut + 1) }] };
}

/** The choices with a column left out, or taken in. */
export function withColumn(choices: Choices, name: string, said: "in" | "out"): Choices {
  return { ...choices, columns: { ...choices.columns, [name]: said } };
}

/** What a question was answered with; undefined where it was not. */
export function answerIn(choices: Choices, about: string): string | undefined {
  if (about === "where") return choices.where?.[0] && `${choices.where[0].column}=${choices.where[0].value}`;
  if (about === "places") return choices.each ? eachPlacement : undefined;
  const text = texts.find((each) => each === about);
  return text && choices[text];
}

/** The questions of a reading beside those that were asked before: an answered one stays where it is, so that it can be answered otherwise. */
export function questionsOf(before: readonly Ask[], asks: readonly Ask[], choices: Choices): readonly Ask[] {
  const withAnswer = (ask: Ask): Ask => {
    const answer = answerIn(choices, ask.about);
    return answer === undefined ? ask : { ...ask, taken: answer };
  };
  const abouts = [...new Set([...before, ...asks].map(({ about }) => about))];
  return abouts.flatMap((about) => {
    const now = asks.filter((ask) => ask.about === about);
    if (now.length > 0) return now.map(withAnswer);
    return answerIn(choices, about) === undefined ? [] : before.filter((ask) => ask.about === about).map(withAnswer);
  });
}
