// The figures of one outcome as its cells have them: a count out of another, a value of its own, or the mark that says why there is none.
import { Exact } from "../finance/exact.ts";
import { type MoneyUnit, poundsIn } from "../finance/money.ts";
import { markOf, printedNumber } from "./cellKinds.ts";
import type { Column } from "./columns.ts";
import type { CleanOutcome, Unit } from "./outcomeTable.ts";
import { scaled } from "./table.ts";

export interface Figures {
  readonly unit: Unit;
  readonly cells: Pick<CleanOutcome, "numerator" | "denominator" | "value">;
}

const letters = { confidential: "c", "not available": "x", "not applicable": "z", low: "low" } as const;
const markLetter = (cell: string) => letters[markOf(cell) ?? "not available"];

/** Whether a cell has a figure, or a mark in place of one. */
export const isFigure = (cell: string) => cell !== "" && (printedNumber(cell) !== null || markOf(cell) !== null);

/** A figure out of another. Where there is nothing to divide by, the share that is printed, or why there is none. */
export function over(count: string, whole: string, share = ""): Figures {
  const [numerator, denominator, printed] = [printedNumber(count)?.value, printedNumber(whole)?.value, printedNumber(share)];
  if (numerator && denominator && !denominator.isNil())
    return { unit: numerator.compare(denominator) > 0 ? "score" : "percent", cells: { numerator: numerator.toString(), denominator: denominator.toString(), value: "" } };
  if (printed) return { unit: isShare(printed.value) ? "percent" : "score", cells: { numerator: "", denominator: "", value: printed.value.toString() } };
  const why = !numerator ? markLetter(count) : denominator ? "z" : markLetter(whole);
  return { unit: "percent", cells: { numerator: "", denominator: "", value: why } };
}

/** A figure of its own: an amount in pounds, a percentage or a count; or the mark in its place. */
export function plain(cell: string, { holds }: Column, money: MoneyUnit | null): Figures {
  const number = printedNumber(cell);
  const unit: Unit = number?.pounds || (holds === "money" && !number?.percent) ? "pounds" : holds === "share" || number?.percent ? "percent" : "count";
  if (!number) return { unit, cells: { numerator: "", denominator: "", value: markLetter(cell) } };
  const value = unit === "pounds" && money !== null ? scaled(number, money).times(poundsIn(money)) : number.value;
  const fits = unit === "count" ? !value.isNegative() && value.equals(Exact.whole(value.rounded(0))) : unit !== "percent" || isShare(value);
  return { unit: fits ? unit : "score", cells: { numerator: "", denominator: "", value: value.toString() } };
}

/** A change of 12 percentage points down, or 130%, is no share of anything. */
const isShare = (percent: Exact) => !percent.isNegative() && percent.compare(Exact.whole(100)) <= 0;
