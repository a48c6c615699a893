// The grammar of a number as people type it: signs, brackets, thousands, multiples, and nil. Amounts, percentages and counts are read by it.
import { Exact } from "./exact.ts";
import { InputError } from "./inputError.ts";

/** A number as typed, and the signs that say what it is in. */
export interface TypedNumber {
  /** With k, m or bn multiplied in, and negative for brackets or a minus. */
  value: Exact;
  /** It has a £. */
  pounds: boolean;
  /** It ends in k, m or bn. */
  multiplied: boolean;
  /** It ends in % or per cent; the value is the number in front of that. */
  percent: boolean;
}

/** What a reader wants, for the sentence that refuses anything else. */
export interface Wanted {
  /** "amount". */
  noun: string;
  /** What is said of other text: "is not an amount of money. Type it as 4,646." */
  otherwise: string;
}

const multiples: Record<string, bigint> = {
  k: 1_000n,
  thousand: 1_000n,
  m: 1_000_000n,
  mn: 1_000_000n,
  million: 1_000_000n,
  b: 1_000_000_000n,
  bn: 1_000_000_000n,
  billion: 1_000_000_000n,
};

const form =
  /^(?<lead>£)?(?<open>\()?(?<before>[-+])?(?<pound>£)?(?<inner>[-+])?(?<digits>\d[\d,]*(?:\.\d*)?|\.\d+)(?<suffix>billion|bn|b|million|mn|m|thousand|k)?(?<percent>%|percent)?(?<after>-)?(?<close>\))?(?<share>%|percent)?$/i;
const nil = /^£?(?:[-—]|nil|zero)$/i;
const blank = /^(?:\[x\])?$/i;
const longest = 30;

/** What a spreadsheet or a report prints where it has no number, and what that means. */
const noNumbers: [RegExp, string][] = [
  [/^#N\/A$/i, "is Excel's error for a value that was not found"],
  [/^#REF!$/i, "is Excel's error for a cell that was deleted"],
  [/^#DIV\/0!$/i, "is Excel's error for a division by nil"],
  [/^#VALUE!$/i, "is Excel's error for a sum of something that is not a number"],
  [/^#NAME\?$/i, "is Excel's error for a name that it does not know"],
  [/^#NUM!$/i, "is Excel's error for a number that it cannot work out"],
  [/^#NULL!$/i, "is Excel's error for ranges that do not meet"],
  [/^#(SPILL|CALC|FIELD|BLOCKED|CONNECT|GETTING_DATA|BUSY|UNKNOWN)!?$/i, "is Excel's error for a value that it could not work out"],
  [/^#+$/, "is what Excel shows where a column is too narrow for the number; widen it and copy again"],
  [/^\[c\]$/i, "marks a figure that is hidden because it is of few people"],
  [/^\[z\]$/i, "marks a figure that does not apply"],
];

/** Signs that have no width, as text copied from Word or a PDF carries them. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060]/g;
/** The dashes and minus signs that people and programs write for a minus. */
const minuses = /[\u2010-\u2013\u2212]/g;

/** A text as every reader takes it: without invisible signs, with one minus for all, trimmed. */
export function plainText(typed: string): string {
  return typed.replace(invisible, "").replace(minuses, "-").trim();
}

/** A text as a sentence quotes it. */
export function quotedText(typed: string): string {
  return `“${typed.trim().slice(0, 40)}”`;
}

/**
 * Reads a number as a person types it. Commas or blanks may stand before each three digits; k, m, bn and the words for them multiply;
 * brackets or a minus, before or behind, make it negative, and a plus changes nothing; a dash alone, nil and zero are nil; blank is no
 * number (null), and so is [x], which is how a table shows that.
 * `typedNumber("(£1.5 million)", …)` is -1500000 in pounds.
 * @throws InputError naming `field`: what is no number, two signs, commas or blanks in odd places, and what Excel prints for an error.
 */
export function typedNumber(typed: string, wanted: Wanted, field: string): TypedNumber | null {
  const plain = plainText(typed);
  const text = plain.replace(/\s/g, "");
  if (blank.test(text)) return null;
  if (nil.test(text)) return { value: Exact.nil, pounds: text.startsWith("£"), multiplied: false, percent: false };
  const quoted = quotedText(typed);
  if ((plain.match(/\d[\d\s.,]*\d/g) ?? []).some((digits) => /\s/.test(digits) && !blankGrouped.test(digits))) {
    throw new InputError(field, `${quoted} has a blank between its digits. If these are two ${wanted.noun}s, each has a place of its own.`);
  }
  const found = form.exec(text)?.groups;
  if (!found || Boolean(found.open) !== Boolean(found.close) || !plainlyGrouped(found.digits as string) || contradictory(found)) {
    throw new InputError(field, refused(text, quoted, wanted));
  }
  const signs = [found.open, found.before, found.inner, found.after].filter((sign) => sign !== undefined);
  if (signs.length > 1) throw new InputError(field, `${quoted} has more than one sign. Use brackets or one minus: (422) or -422.`);
  const digits = (found.digits as string).replaceAll(",", "").replace(/^\./, "0.").replace(/\.$/, "");
  if (digits.length > longest) throw new InputError(field, `This ${wanted.noun} is too long to be read.`);
  const value = Exact.decimal(digits, field).times(Exact.whole(multiples[(found.suffix ?? "").toLowerCase()] ?? 1n));
  return {
    value: signs.length === 1 && signs[0] !== "+" ? value.negated() : value,
    pounds: Boolean(found.lead ?? found.pound),
    multiplied: found.suffix !== undefined,
    percent: Boolean(found.percent ?? found.share),
  };
}

/** It says twice what it is in, or two things: ££5, £5%. */
function contradictory({ lead, pound, percent, share, suffix }: Record<string, string | undefined>): boolean {
  const isPercent = percent !== undefined || share !== undefined;
  return Boolean(lead && pound) || Boolean(percent && share) || (isPercent && Boolean(lead || pound || suffix));
}

/** Blanks, where there are any, stand before each three digits: 4 646 does; 4646 4614 does not, nor does what a line break parts. */
const blankGrouped = /^\d{1,3}(?:[^\S\n\r\t\v\f\u2028\u2029]\d{3})+(?:\.\d*)?$/;

/** Commas, where there are any, stand before each three digits: 4,646 and 4646 do, 46,46 does not. */
function plainlyGrouped(digits: string): boolean {
  return !digits.includes(",") || /^\d{1,3}(,\d{3})+(\.\d*)?$/.test(digits);
}

const hedges = /^(none|n\/a|na|tbc|tba|unknown|notknown)$/i;

function refused(text: string, quoted: string, { noun, otherwise }: Wanted): string {
  const meaning = noNumbers.find(([excel]) => excel.test(text))?.[1];
  if (meaning) return `${quoted} ${meaning}, and no ${noun}. Type the ${noun}, or leave this empty.`;
  if (hedges.test(text)) return `${quoted} can mean nil or not known. Type 0 for nil, or leave this empty where it is not known.`;
  return `${quoted} ${otherwise}`;
}
