// What is read aloud of a cell: signs by what they mean, and what is not known as not known.
import { expect, test } from "vitest";
import { spokenCell, spokenOf } from "../../client/grid/spoken.ts";

test("brackets are a minus, and of a variance what its column means by them", () => {
  expect(["(1,399)", "–46", "–", "+54", "4,646", "[x]"].map((shown) => spokenCell(shown))).toEqual(["minus 1,399", "minus 46", "nil", null, null, "[x], no amount is recorded"]);
  expect(["(100)", "46", "–", "(2.4%)", "0"].map((shown) => spokenCell(shown, "BRACKETS"))).toEqual(["overspend of 100", "underspend of 46", "nil", "overspend of 2.4%", null]);
  expect(["(100) ADV", "46 FAV", "(2.4%)"].map((shown) => spokenCell(shown, "BRACKETS_AND_WORDS"))).toEqual(["overspend of 100", "underspend of 46", "overspend of 2.4%"]);
  expect(["+54", "–46"].map((shown) => spokenCell(shown, "PLUS"))).toEqual([null, "minus 46"]);
});

test("a place to type what is not known says so, and a total of known parts what it is of", () => {
  expect(spokenOf({ shown: "[x]", edits: "budget:a:2024/25" }, "", null)).toBe("not known");
  // A register's blank is a blank.
  expect(spokenOf({ shown: "", edits: "name:a" }, "", null)).toBeNull();
  const partial = { shown: "(16,000)", known: 1, of: 3, parts: "cost centres" };
  expect(spokenOf({ shown: "[x]", partial }, "[x] (16,000)", null)).toBe("[x], not known: 1 of 3 cost centres comes to minus 16,000");
  expect(spokenOf({ shown: "[x]", partial }, "[x] (16,000)", "BRACKETS")).toBe("[x], not known: 1 of 3 cost centres comes to overspend of 16,000");
});
