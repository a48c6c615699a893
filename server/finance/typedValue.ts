// What is typed for a whole number, a percentage, a number of something or a price: each exactly, or refused in words.
import { Exact } from "./exact.ts";
import { InputError } from "./inputError.ts";
import { quotedText, type TypedNumber, typedNumber } from "./typedNumber.ts";
import { readWorkings } from "./workings.ts";

const wholeWanted = { noun: "number", otherwise: "is not a whole number. Type it in figures, as 10." };
const numberWanted = { noun: "number", otherwise: "is not a number. Type it in figures, as 1,200 or 26.5." };
const percentWanted = { noun: "percentage", otherwise: "is not a percentage. Type it as 2.8 or 2.8%." };
/** What fits the store's whole numbers. */
const largestWhole = 2_147_483_647n;

/**
 * Reads a whole number: "1,200", "1.2k", "=12+12". Where it counts something, that word may stand behind it: "48 months". Blank is none (null).
 * @throws InputError naming `field`: a number in words, one with a fraction, an amount of money, a percentage, and what is too large.
 */
export function typedWhole(typed: string, count: string | null = null, field = "typed"): number | null {
  const value = numberOf(withoutCount(typed, count), wholeWanted, field);
  if (value === null) return null;
  const { numerator, denominator } = value.reduced();
  if (denominator !== 1n) throw new InputError(field, `${quotedText(typed)} is not a whole number. Type one without a fraction, as ${value.rounded(0)}.`);
  if (numerator > largestWhole || numerator < -largestWhole) throw new InputError(field, `${quotedText(typed)} is too large a number for this.`);
  return Number(numerator);
}

/** "48 months" without the word that says what is counted. */
function withoutCount(typed: string, count: string | null): string {
  const word = /(?<=\d)\s*([a-z]+)\s*$/i.exec(typed);
  return count !== null && word && (word[1] as string).toLowerCase().replace(/s$/, "") === count ? typed.slice(0, word.index) : typed;
}

/**
 * Reads a plain number exactly: "26.5", "1,200", "=365/5". Blank is none (null).
 * @throws InputError naming `field`: what is no number, an amount of money, a percentage, and a sum whose decimals do not end.
 */
export function typedDecimal(typed: string, field = "typed"): Exact | null {
  const value = numberOf(typed, numberWanted, field);
  if (value !== null && !value.ends()) throw new InputError(field, "The decimals of this sum do not end. Round it, and type that.");
  return value;
}

/** A number, or what an expression behind = gives, without pounds or per cent. */
function numberOf(typed: string, wanted: typeof wholeWanted, field: string): Exact | null {
  if (/^\s*=/.test(typed)) {
    if (/[£%]/.test(typed)) throw new InputError(field, `${quotedText(typed)} has a £ or a %, and a ${wanted.noun} is wanted here. Type it without.`);
    return readWorkings(typed, null, field).value;
  }
  const found = typedNumber(typed, wanted, field);
  if (found) refuseUnits(found, typed, wanted.noun, field);
  return found?.value ?? null;
}

function refuseUnits(found: TypedNumber, typed: string, noun: string, field: string): void {
  if (found.pounds) throw new InputError(field, `${quotedText(typed)} is an amount of money, and a ${noun} is wanted here. Type it without the £.`);
  if (found.percent) throw new InputError(field, `${quotedText(typed)} is a percentage, and a ${noun} is wanted here. Type it without the %.`);
}

/**
 * Reads a percentage as a share: "2.8%", "2.8" and "2.8 per cent" are all 0.028. Blank is none (null).
 * @throws InputError naming `field`: what is no percentage, an amount of money, and sums, in which 1/3 could be a share or a third of one per cent.
 */
export function typedShare(typed: string, field = "typed"): Exact | null {
  if (/^\s*=/.test(typed)) throw new InputError(field, "A percentage is not worked out here. Type the percentage itself, as 2.8.");
  const found = typedNumber(typed, percentWanted, field);
  if (found === null) return null;
  if (found.pounds) throw new InputError(field, `${quotedText(typed)} is an amount of money, and a percentage is wanted here. Type it as 2.8 or 2.8%.`);
  if (found.multiplied) throw new InputError(field, `${quotedText(typed)} ${percentWanted.otherwise}`);
  return found.value.times(Exact.ratio(1n, 100n)).reduced();
}

/** A share said in per cent, with all its digits: 0.028 is "2.8%". */
export function shareInPercent(share: Exact): string {
  return `${share.times(Exact.whole(100)).toString().replace("-", "–")}%`;
}
