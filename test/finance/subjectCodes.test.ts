// What a place is part of by its code: completed where nothing or less is stated, and otherwise left.
import { describe, expect, test } from "vitest";
import type { SubjectKind } from "../../server/finance/outcomeWorld.ts";
import { type CodedSubject, heldBy, placesAbove, withinByCode } from "../../server/finance/subjectCodes.ts";

describe("what a place is part of by its code", () => {
  const coded = (gssCode: string | null, withinId: string | null = null, kind: SubjectKind = "region"): CodedSubject => ({ id: gssCode ?? "none", kind, gssCode, withinId });
  const within = (...of: CodedSubject[]) => Object.fromEntries(withinByCode(of).map(({ id, withinId }) => [id, withinId]));
  const country = coded("E92000001", null, "country");

  test.each([
    ["E13000001", ["E12000007", "E92000001"]],
    ["E13000002", ["E12000007", "E92000001"]],
    ["E12000002", ["E92000001"]],
    ["E09000014", ["E13000001", "E12000007", "E92000001"]], // Haringey
    ["E09000016", ["E13000002", "E12000007", "E92000001"]], // Havering
    ["E08000014", ["E92000001"]],
    ["E92000001", []],
    ["W06000001", []],
  ])("%s", (code, above) => {
    expect(placesAbove(code)).toEqual(above);
  });

  test("Inner London is within London, as earlier imports left it within England, and in whatever order they are", () => {
    const of = [coded("E13000001", "E92000001"), coded("E09000014", "E12000007", "authority"), coded("E12000007"), country];
    for (const order of [of, [...of].reverse()]) expect(within(...order)).toEqual({ E92000001: null, E12000007: "E92000001", E13000001: "E12000007", E09000014: "E13000001" });
  });

  test("what is not there is passed over", () => {
    expect(within(coded("E13000001", "E92000001"), country)).toMatchObject({ E13000001: "E92000001" });
    expect(within(coded("E09000014", null, "authority"), country)).toMatchObject({ E09000014: "E92000001" });
    expect(within(coded("E13000001"))).toEqual({ E13000001: null });
  });

  test("what is stated otherwise stays, and a circle is not made", () => {
    const north = coded(null);
    expect(within(coded("E08000014", "none", "authority"), north, country)).toMatchObject({ E08000014: "none" });
    expect(within(coded("E13000001", "none"), north, coded("E12000007"))).toMatchObject({ E13000001: "none" });
    expect(within(coded("E12000007", "E13000001"), coded("E13000001"))).toEqual({ E12000007: "E13000001", E13000001: null });
    expect(
      heldBy(
        "A",
        new Map([
          ["A", "B"],
          ["B", "A"],
        ]),
      ),
    ).toEqual(["B"]);
  });

  test("of statistical neighbours, whose they are stays", () => {
    expect(within({ ...coded("E09000016", "A", "statistical neighbours") }, coded("E12000007"))).toMatchObject({ E09000016: "A" });
  });
});
