// What is not known: one rule for all that is worked out from it.
import { type Figure, sum } from "./figure.ts";

/** A figure, or why there is none. Not known is not nil, and nothing is worked out from it. */
export interface Unknown {
  readonly kind: "unknown";
  /** A whole sentence: what would have to be stated. */
  readonly why: string;
}

export type Known = Figure | Unknown;

export function isUnknown(known: Known | null): known is Unknown {
  return known?.kind === "unknown";
}

/** The figure; null where it is not known. */
export function figureOf(known: Known | null): Figure | null {
  return known === null || isUnknown(known) ? null : known;
}

/** Why something with a name is not known: "Beds: no amount is stated for 2025/26." */
export function unknownOf(name: string, { why }: Unknown): Unknown {
  return { kind: "unknown", why: `${name}: ${why.charAt(0).toLowerCase()}${why.slice(1)}` };
}

/** The same of what is known; what is not known stays so, for its own reason. */
export function ofKnown(known: Known, make: (figure: Figure) => Figure): Known {
  return isUnknown(known) ? known : make(known);
}

/** What a table says where something of it is not known. */
export const notKnownNote = "[x]: no amount is recorded, so it is not known, and neither is what would be worked out from it. That is not nil.";

/** The reasons of all parts that are not known, each once; null where all are. */
export function unknownAmong(parts: readonly (Known | null)[]): Unknown | null {
  const unknown = parts.filter(isUnknown);
  return unknown.length === 0 ? null : { kind: "unknown", why: [...new Set(unknown.map(({ why }) => why))].join(" ") };
}

/**
 * What is worked out from figures; not known where one of them is not. `workedOut([spot, block], (spot, block) => sum([spot, deducted(block)]))`
 * has no value without a spot price.
 */
export function workedOut<const Parts extends readonly Known[], Result>(parts: Parts, work: (...figures: { [Index in keyof Parts]: Figure }) => Result): Result | Unknown {
  return unknownAmong(parts) ?? work(...(parts as unknown as { [Index in keyof Parts]: Figure }));
}

/** The same of figures whose reasons the table gives: null where one of them is. `sumIfKnown([£1,000.00, null])` is null. */
export function sumIfKnown(parts: readonly (Figure | null)[]): Figure | null {
  return parts.includes(null) ? null : sum(parts as readonly Figure[]);
}

/** All parts added; not known where one of them is not. `sumOfKnown([£1,000.00, unknown])` is not £1,000.00. */
export function sumOfKnown(parts: readonly Known[]): Known {
  return unknownAmong(parts) ?? sum(parts as readonly Figure[]);
}
