// Numbers that can hardly be meant in a table's unit, and what they may mean.
import { describe, expect, test } from "vitest";
import { unlikely } from "../../server/finance/unlikely.ts";

const readings = (...given: Parameters<typeof unlikely>) => unlikely(...given)?.readings.map(({ typed, said, as }) => `${typed}: ${said}, ${as}`) ?? null;

describe("A bare number", () => {
  test("of more than ten times what was there is asked about, with both readings", () => {
    expect(unlikely("4700000", "thousands", 464_600_000, null)).toEqual({
      said: "4700000 in £000s is more than ten times what was there, £4,646,000.00.",
      readings: [
        { typed: "4700000", said: "£4.7bn", as: "as typed in £000s" },
        { typed: "£4700000", said: "£4.7m", as: "as pounds" },
      ],
    });
    expect(readings("(4,700,000)", "thousands", -464_600_000, null)).toEqual(["(4,700,000): –£4.7bn, as typed in £000s", "£(4,700,000): –£4.7m, as pounds"]);
    expect(readings("47", "millions", 400_000_000, null)).toEqual(["47: £47.0m, as typed in £m", "£47: £47, as pounds"]);
    expect(readings("50000", "pounds", 400_000, null)).toEqual(["50000: £50,000, as typed"]);
  });

  test.each([
    ["ten times as much", "46460", 464_600_000, null],
    ["less", "4", 464_600_000, null],
    ["one with a unit", "£4700000000", 464_600_000, null],
    ["one with another unit", "4.7bn", 464_600_000, null],
    ["a sum", "=4700000", 464_600_000, null],
    ["nothing", "", 464_600_000, null],
    ["nil", "0", 464_600_000, null],
    ["one with nothing to be measured by", "4700000", null, null],
    ["one over nil, with nothing beside it", "4700000", 0, null],
    // What was there comes first: what stands beside it is as large, and is not asked.
    ["one that is no more than what was there", "4,700", 464_600_000, 1],
  ] as const)("%s is not asked about", (_, typed, before, beside) => expect(unlikely(typed, "thousands", before, beside)).toBeNull());

  test("where nothing or nil was there is measured by the largest beside it", () => {
    for (const before of [null, 0]) {
      expect(unlikely("4700000", "thousands", before, 478_000_000)?.said).toBe("4700000 in £000s is more than ten times everything beside it: the largest is £4,780,000.00.");
      expect(unlikely("47800", "thousands", before, 478_000_000)).toBeNull();
    }
  });
});
