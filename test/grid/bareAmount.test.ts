// A typed text as its cell shows it until the server has read it.
import { describe, expect, test } from "vitest";
import { isBare, shownTyped, withUnit } from "../../client/grid/bareAmount.ts";

describe("A typed text", () => {
  test.each([
    ["4700", "£000s", "4,700"],
    ["4,700", "£000s", "4,700"],
    ["-4700", "£000s", "(4,700)"],
    ["(422)", "£000s", "(422)"],
    ["0", "£000s", "–"],
    ["4700.5", "£000s", "4,700.5"],
    ["4700", "£", "4,700.00"],
    ["4.7", "£m", "4.7"],
    ["4", "£m", "4.0"],
    // A figure of the sheet itself, as it is filled and pasted.
    ["£4646500.00", "£000s", "4,647"],
    // What the page does not read stands as it was typed.
    ["£4.7m", "£000s", "£4.7m"],
    ["=4646+54", "£000s", "=4646+54"],
    ["46,46", "£000s", "46,46"],
    ["", "£000s", ""],
  ])("%s in a table of %s is shown as %s", (typed, unit, shown) => expect(shownTyped(typed, unit, false)).toBe(shown));

  test("of a commitment is a deduction, whichever sign it has", () => {
    expect(["422", "-422", "(422)"].map((typed) => shownTyped(typed, "£000s", true))).toEqual(["(422)", "(422)", "(422)"]);
  });

  test("says its unit in a table of another", () => {
    expect(["4,700", "(422)", "-4.5", "£4.7m", "=1+2"].map((typed) => withUnit(typed, "£000s"))).toEqual(["4,700k", "(422k)", "-4.5k", "£4.7m", "=1+2"]);
    expect(withUnit("4,700", "£")).toBe("£4,700");
    expect(["4700", "£4700", "4.7m", "4 700", ""].map(isBare)).toEqual([true, false, false, false, false]);
  });
});
