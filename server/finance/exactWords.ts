// Exact values in words, so that whoever reads a figure's workings can work it out again: nothing is rounded away without its fraction.
import { decimalText, Exact } from "./exact.ts";
import { poundsAndPence } from "./money.ts";

/** A decimal or a fraction with more characters than this is more than anybody reads. */
export const longestExact = 30;
const manyDecimals = 12;

/** Thousands by commas in each whole number of a text, none behind a point, and a proper minus. */
export function grouped(text: string): string {
  return text.replace("-", "–").replace(/(?<![.\d])\d+/g, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
}

/** The value as a decimal that ends or a fraction: "1,234.567", "2,176,495/7". */
export function exactText(value: Exact): string {
  return grouped(value.ends() ? value.toString() : value.fraction());
}

/** A number with every decimal that it has, or as a fraction in its lowest terms: "52.14", "365/7". */
export function exactNumber(value: Exact): string {
  const text = exactText(value);
  return text.length <= longestExact ? text : cutOff(value);
}

/**
 * Pounds with every part of a penny that they have: £4,604,643.375. Where the decimals do not end, the fraction is behind what is rounded to
 * the penny: £310,927.86 (exactly 2,176,495/7). What would be longer than anybody reads is cut off after twelve decimals, with a … .
 */
export function exactPounds(value: Exact): string {
  const minus = value.isNegative() ? "–" : "";
  const size = value.isNegative() ? value.negated() : value;
  const text = exactText(size);
  if (text.length > longestExact) return `${minus}£${cutOff(size)}`;
  if (!size.ends()) return `${poundsAndPence(value)} (exactly ${minus}${text})`;
  const decimals = Math.max(2, (text.split(".")[1] ?? "").length);
  return `${minus}£${decimalText(size.rounded(decimals), decimals, ",")}`;
}

/** A share as a percentage with every decimal that it has; where those do not end it is the fraction: "2.8%", "23/307". */
export function exactPercent(share: Exact): string {
  const percent = share.times(Exact.whole(100));
  return share.ends() ? `${exactNumber(percent)}%` : exactNumber(share);
}

function cutOff(value: Exact): string {
  const text = decimalText(value.rounded(manyDecimals), manyDecimals, ",").replace("-", "–");
  return `${text}…`;
}
