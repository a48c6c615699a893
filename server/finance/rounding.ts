// The rounding note and the three verdicts: whether displayed parts, or a printed figure, agree with a total.

/** What can be said of a printed total beside the total of its parts. */
export type Verdict = "adds up" | "consistent with rounding" | "does not add up";

/**
 * Compares a printed figure with the computed one, both in whole units of the last printed place, where `parts` displayed parts were
 * added. It is consistent with rounding while it is off by less than (parts + 1) / 2.
 * Essex prints 16,603 where five rows give 16,604: `verdict(16603n, 16604n, 5)` is "consistent with rounding".
 */
export function verdict(printed: bigint, computed: bigint, parts: number): Verdict {
  const difference = printed > computed ? printed - computed : computed - printed;
  if (difference === 0n) return "adds up";
  return difference * 2n < BigInt(parts + 1) ? "consistent with rounding" : "does not add up";
}
