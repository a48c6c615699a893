// The rule for the unknown: what is worked out from something that is not known is not known either, and says each reason.
import fc from "fast-check";
import { expect, test } from "vitest";
import { Exact } from "../../server/finance/exact.ts";
import { input, sum } from "../../server/finance/figure.ts";
import { figureOf, isUnknown, type Known, sumOfKnown } from "../../server/finance/unknown.ts";

const known = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((pence): Known => input(Exact.pence(pence), "pounds"));
const unknown = fc.integer({ min: 0, max: 9 }).map((n): Known => ({ kind: "unknown", why: `Reason ${n}.` }));

test("a sum has a value where all of its parts have, and then it is theirs; else every reason", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(known, unknown), { maxLength: 12 }), (parts) => {
      const found = sumOfKnown(parts);
      const missing = parts.filter(isUnknown);
      if (missing.length > 0) {
        expect(figureOf(found)).toBeNull();
        for (const { why } of missing) expect((found as { why: string }).why).toContain(why);
      } else expect(figureOf(found)?.value.equals(sum(parts.map((part) => figureOf(part) as never)).value)).toBe(true);
    }),
  );
});
