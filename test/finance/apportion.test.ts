// Apportionment: every total is met to the last unit, and nobody gains by the order or the number of the splits.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apportion, checkStatedShares, type WeightedMember } from "../../server/finance/apportion.ts";
import { Exact } from "../../server/finance/exact.ts";
import { InputError } from "../../server/finance/inputError.ts";

const units = [1n, 100n, 1_000n, 100_000n];
const weight = fc.oneof(
  fc.constant(null),
  fc.nat({ max: 60 }).map(Exact.whole),
  fc.tuple(fc.nat({ max: 999 }), fc.constantFrom(1n, 7n, 10n, 366n)).map(([n, d]) => Exact.ratio(BigInt(n), d)),
);

/** Members with weights that may differ from period to period, totals in whole units, and somebody to bear each of them. */
const splits = fc
  .record({ unit: fc.constantFrom(...units), members: fc.integer({ min: 1, max: 9 }), periods: fc.integer({ min: 1, max: 7 }) })
  .chain(({ unit, members, periods }) =>
    fc.record({
      unit: fc.constant(unit),
      totals: fc.array(
        fc.nat({ max: 50_000_000 }).map((total) => BigInt(total) * unit),
        { minLength: periods, maxLength: periods },
      ),
      weights: fc.array(fc.array(weight, { minLength: members, maxLength: members }), { minLength: periods, maxLength: periods }),
    }),
  )
  .filter(({ weights }) => weights.every((period) => period.some((each) => each !== null && !each.isNil())));

const membersOf = (weights: readonly (readonly (Exact | null)[])[]): WeightedMember[] =>
  (weights[0] ?? []).map((_, index) => ({ name: `Member ${index + 1}`, weights: weights.map((period) => period[index] ?? null) }));
const amountsOf = (parts: ReturnType<typeof apportion>, period: number) => parts.map((part) => part.amounts?.[period] ?? 0n);

/** The exact running share of each member after each period, worked out apart from the code: Σ total × weight / Σ weights. */
function exactShares(totals: readonly bigint[], weights: readonly (readonly (Exact | null)[])[]): Exact[][] {
  const running = (weights[0] ?? []).map(() => Exact.nil);
  return totals.map((total, period) => {
    const together = (weights[period] ?? []).reduce<Exact>((sum, each) => sum.plus(each ?? Exact.nil), Exact.nil);
    for (const [index, each] of (weights[period] ?? []).entries()) {
      running[index] = (running[index] as Exact).plus(
        Exact.ratio(total, 1n)
          .times(each ?? Exact.nil)
          .dividedBy(together),
      );
    }
    return [...running];
  });
}

describe("any totals, any weights", () => {
  test("in every period the amounts add up to the total, in whole units", () => {
    fc.assert(
      fc.property(splits, ({ unit, totals, weights }) => {
        const parts = apportion(totals, membersOf(weights), unit, "x");
        for (const [period, total] of totals.entries()) {
          const amounts = amountsOf(parts, period);
          expect(amounts.reduce((sum, amount) => sum + amount, 0n)).toBe(total);
          expect(amounts.every((amount) => amount % unit === 0n)).toBe(true);
        }
      }),
    );
  });

  test("after every period each member's running total is within a unit of its exact share", () => {
    fc.assert(
      fc.property(splits, ({ unit, totals, weights }) => {
        const parts = apportion(totals, membersOf(weights), unit, "x");
        const exact = exactShares(totals, weights);
        const running = parts.map(() => 0n);
        for (const period of totals.keys()) {
          for (const [index, part] of parts.entries()) {
            running[index] = (running[index] as bigint) + (part.amounts?.[period] ?? 0n);
            const off = Exact.ratio(running[index] as bigint, 1n).minus(exact[period]?.[index] as Exact);
            expect((off.isNegative() ? off.negated() : off).compare(Exact.ratio(unit, 1n))).toBe(-1);
          }
        }
        for (const [index, part] of parts.entries()) expect(part.exact.equals(exact[exact.length - 1]?.[index] as Exact)).toBe(true);
      }),
    );
  });

  test("however a period is split into smaller ones with the same weights, the running totals at its end are the same", () => {
    fc.assert(
      fc.property(splits, fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 4 }), ({ unit, totals, weights }, cuts) => {
        const whole = apportion(totals, membersOf(weights), unit, "x");
        const pieces: bigint[] = [];
        const finer: (Exact | null)[][] = [];
        for (const [period, total] of totals.entries()) {
          let left = total;
          for (const cut of cuts) {
            const piece = ((total * BigInt(cut)) / 40n / unit) * unit;
            pieces.push(piece);
            left -= piece;
            finer.push(weights[period] as (Exact | null)[]);
          }
          pieces.push(left);
          finer.push(weights[period] as (Exact | null)[]);
        }
        const split = apportion(pieces, membersOf(finer), unit, "x");
        for (const [index, part] of whole.entries()) {
          for (const period of totals.keys()) {
            const upTo = (amounts: readonly bigint[] | null, count: number) => (amounts ?? []).slice(0, count).reduce((sum, amount) => sum + amount, 0n);
            expect(upTo(split[index]?.amounts ?? null, (period + 1) * (cuts.length + 1))).toBe(upTo(part.amounts, period + 1));
          }
        }
      }),
    );
  });

  test("a credit is the mirror of its charge: each part is the same with a minus", () => {
    fc.assert(
      fc.property(splits, ({ unit, totals, weights }) => {
        const charged = apportion(totals, membersOf(weights), unit, "x");
        const credited = apportion(
          totals.map((total) => -total),
          membersOf(weights),
          unit,
          "x",
        );
        expect(credited.map(({ amounts }) => amounts?.map((amount) => -amount) ?? null)).toEqual(charged.map(({ amounts }) => amounts));
      }),
    );
  });

  test("the order of the members does not matter, but for ties, which go by it", () => {
    fc.assert(
      fc.property(splits, fc.nat(), ({ unit, totals, weights }, turn) => {
        const members = membersOf(weights);
        const moved = members.map((_, index) => members[(index + turn) % members.length] as WeightedMember);
        const [one, other] = [apportion(totals, members, unit, "x"), apportion(totals, moved, unit, "x")];
        const exact = exactShares(totals, weights)[totals.length - 1] as Exact[];
        for (const [index, part] of one.entries()) {
          const same = other.find((each) => each.name === part.name);
          const sums = [part, same].map((each) => (each?.amounts ?? []).reduce((sum, amount) => sum + amount, 0n));
          // A tie: another member's exact share leaves the same remainder of the unit.
          const remainder = (share: Exact) => share.minus(Exact.ratio((share.numerator / share.denominator / unit) * unit, 1n));
          const tied = exact.some((share, at) => at !== index && remainder(share).equals(remainder(exact[index] as Exact)));
          if (!tied) expect(sums[0]).toBe(sums[1]);
        }
      }),
    );
  });
});

describe("by hand", () => {
  const equal = (...names: string[]) => names.map((name): WeightedMember => ({ name, weights: [Exact.one, Exact.one, Exact.one] }));

  test("£70,000 among seven of eight members is £10,000 each, and nothing is asked of the eighth", () => {
    const parts = apportion(
      [7_000_000n],
      ["A", "B", "C", "D", "E", "F", "G", "City of London"].map((name) => ({ name, weights: [name === "City of London" ? null : Exact.one] })),
      1n,
      "x",
    );
    expect(parts.map((part) => part.amounts)).toEqual([...Array.from({ length: 7 }, () => [1_000_000n]), null]);
  });

  test("a penny a month among three goes round, and after three months each has paid one", () => {
    const parts = apportion([1n, 1n, 1n], equal("A", "B", "C"), 1n, "x");
    // Running: 1/3 each gives the first the penny by the tie; 2/3 each gives the first two theirs; then one each.
    expect(parts.map((part) => part.amounts)).toEqual([
      [1n, 0n, 0n],
      [0n, 1n, 0n],
      [0n, 0n, 1n],
    ]);
  });

  test("£10,000 among three in whole £10 is 3,330, 3,330 and 3,340 to the largest remainder, by the order where they tie", () => {
    expect(
      apportion(
        [1_000_000n],
        [
          { name: "A", weights: [Exact.one] },
          { name: "B", weights: [Exact.one] },
          { name: "C", weights: [Exact.one] },
        ],
        1_000n,
        "x",
      ).map((part) => part.amounts?.[0]),
    ).toEqual([334_000n, 333_000n, 333_000n]);
  });

  test("a credit of 10,001 pence among three is 3,334, 3,334 and 3,333, as its charge is", () => {
    const members = equal("A", "B", "C").map((member) => ({ ...member, weights: [Exact.one] }));
    for (const sign of [1n, -1n]) {
      const parts = apportion([10_001n * sign], members, 1n, "x");
      expect(parts.map((part) => (part.amounts?.[0] as bigint) * sign)).toEqual([3_334n, 3_334n, 3_333n]);
    }
  });

  test.each<[string, () => unknown, string, RegExp]>([
    ["no members", () => apportion([1n], [], 1n, "x"), "x.members", /Name the members/],
    ["a member listed twice", () => apportion([1n], [...equal("A", "a")], 1n, "x"), "x.members[1].name", /a is listed twice/],
    ["a weight below nil", () => apportion([1n], [{ name: "A", weights: [Exact.whole(-1)] }], 1n, "x"), "x.members[0].weight", /negative/],
    ["shares that sum to nothing", () => apportion([1n], [{ name: "A", weights: [Exact.nil] }], 1n, "x"), "x.members", /sum to nothing/],
    ["a total that is no multiple of the unit", () => apportion([100n, 150n], equal("A"), 100n, "x"), "x.totals[1]", /150 pence cannot be split into whole multiples of 100/],
    ["stated shares of 99%", () => checkStatedShares([Exact.decimal("0.5"), Exact.decimal("0.49"), null], "x"), "x", /add up to 99%/],
  ])("%s is refused", (_, run, field, message) => {
    expect(run).toThrow(InputError);
    expect(run).toThrow(expect.objectContaining({ field }));
    expect(run).toThrow(message);
  });
});
