// Names of a table beside those that are stored: the same, near one by another spelling, or new.
import { expect, test } from "vitest";
import { matchedNames } from "../../client/import/matchedNames.ts";

const howOf = (names: string[], stored: string[]) =>
  Object.fromEntries([...matchedNames(names, stored)].map(([name, match]) => [name, match.how === "near" ? `near ${match.to}` : match.how]));

test("the same whatever its case, near by a plural, a number or a letter, and else new", () => {
  const stored = ["Residential North", "Fostering & adoption", "Secure"];
  expect(howOf(["residential  north", "Fostering and Adoptions", "12 Residential North ", "Residental North", "Secured", "Youth work"], stored)).toEqual({
    "residential  north": "same",
    "Fostering and Adoptions": "near Fostering & adoption",
    // Residential North itself is in the table, so that these are other lines.
    "12 Residential North ": "new",
    "Residental North": "new",
    // Short names are a letter apart by chance.
    Secured: "new",
    "Youth work": "new",
  });
  expect(howOf(["Residental North", "12 Fostering & adoption"], stored)).toEqual({
    "Residental North": "near Residential North",
    "12 Fostering & adoption": "near Fostering & adoption",
  });
});
