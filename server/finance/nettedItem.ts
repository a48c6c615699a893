// What is netted off the saving of a block case, for some years of its term.
import { Exact } from "./exact.ts";
import { deducted, type Figure, input, product } from "./figure.ts";
import { InputError } from "./inputError.ts";
import { storablePence } from "./money.ts";

/** In which years of the term, from 1: a cost, a grant, or a grant that depends on something and is not counted. */
export interface NettedItem {
  name: string;
  kind: "cost" | "grant" | "conditional grant";
  time: "each year" | "once";
  amountPence: number;
  fromYear: number;
  toYear: number;
}

/** @throws InputError naming the field at fault below `at`. */
export function checkNettedItem(item: NettedItem, lastYear: number, at: string): void {
  if (storablePence(item.amountPence, `${at}.amountPence`) < 0) throw new InputError(`${at}.amountPence`, "Give a positive amount: its kind says whether it is deducted.");
  if (!(item.fromYear >= 1 && item.fromYear <= item.toYear && item.toYear <= lastYear)) {
    throw new InputError(`${at}.fromYear`, `${item.name} falls in years ${item.fromYear} to ${item.toYear}; the term has years 1 to ${lastYear}.`);
  }
}

/** A cost is taken off; a grant is added. */
export function nettedAmount(item: NettedItem): Figure {
  const amount = input(Exact.pence(item.amountPence), "pounds");
  const time = item.toYear - item.fromYear + 1;
  const whole = item.time === "once" ? amount : product([amount, input(Exact.whole(time), { count: "years" })]);
  return item.kind === "cost" ? deducted(whole) : whole;
}
