// What the documents (HTML, Word, Markdown) say about a table in the same words.
import { dayInWords } from "../finance/day.ts";
import type { PrintedCell, PrintedRow, PrintedTable } from "./printed.ts";

/** The unit over the figures: "£000s"; null where each figure says its own, or where there are words alone. */
export function unitOver({ unit, moneyUnit }: PrintedTable): string | null {
  return moneyUnit === null ? null : unit;
}

/** A row's name with its status: "Roach Vale (approved)". */
export function rowSaid({ label, status }: Pick<PrintedRow, "label" | "status">): string {
  return status ? `${label} (${status})` : label;
}

/** A figure with its rating before it, so that figures end under one another: "Amber 5.5%". */
export function cellSaid({ shown, rating }: PrintedCell): string {
  return rating ? `${rating} ${shown}` : shown;
}

/** True of a deduction in brackets, whose last bracket stands outside the column of digits. */
export function isBracketed({ number, shown }: PrintedCell): boolean {
  return number !== null && shown.endsWith(")");
}

/** What the marks mean, in one line: "[x] not available: no figure is held. [z] not applicable."; null where there are none. */
export function marksSaid({ shorthands }: PrintedTable): string | null {
  const printed = shorthands.filter(({ inCells }) => inCells);
  return printed.length === 0 ? null : printed.map(({ mark, means }) => `${mark} ${means}.`).join(" ");
}

export function sourceSaid({ source }: PrintedTable): string | null {
  return source ? `Source: ${sentence(source)}` : null;
}

/** "Tabled, version 482 of the data; made on 21 November 2026." */
export function versionSaid(dataVersion: number, madeOn: string): string {
  return `Tabled, version ${dataVersion} of the data; made on ${dayInWords(madeOn)}.`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
