// Names of a table beside those that are stored: the same, near one by another spelling, new, or with each other's figures; and by which each comes in.
import { expect, test } from "vitest";
import { matchedNames, namesAsked, renaming, withExchanged } from "../../server/reading/names.ts";
import type { Choices } from "../../server/reading/proposal.ts";

const matched = (names: string[], stored: string[], choices: Choices = {}, repeats = false) =>
  matchedNames(
    "cost centre",
    names.map((name, index) => ({ name, at: index + 2 })),
    stored,
    choices,
    repeats,
  );
const howOf = (names: string[], stored: string[], repeats = false) =>
  Object.fromEntries(matched(names, stored, {}, repeats).map(({ name, how, stored: other }) => [name, how === "near" ? `near ${other}` : how]));

test("the same whatever its case, near by a plural, a number, a letter or what sort of company it is, and else new", () => {
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
  expect(howOf(["South Care Ltd", "Limited"], ["South Care Limited", "Ltd"])).toEqual({ "South Care Ltd": "near South Care Limited", Limited: "new" });
  // A list has one provider often, and may spell it in both ways.
  expect(howOf(["South Care Ltd", "South Care Limited"], ["South Care Limited"], true)).toEqual({ "South Care Ltd": "near South Care Limited", "South Care Limited": "same" });
});

test("what is near is asked, and comes in as is said of all or of it alone", () => {
  const names = ["Residental North", "12 Fostering & adoption"];
  const stored = ["Residential North", "Fostering & adoption"];
  const takenOf = (choices: Choices) => matched(names, stored, choices).map(({ taken }) => taken);
  expect(takenOf({})).toEqual([null, null]);
  expect(namesAsked(matched(names, stored))).toMatchObject([
    {
      about: "near",
      question: "“Residental North” is near “Residential North” and “12 Fostering & adoption” is near “Fostering & adoption”, which are stored. Are they the same?",
      options: ["same", "new"],
    },
  ]);
  expect(takenOf({ near: "same" })).toEqual(stored);
  expect(takenOf({ near: "new" })).toEqual(names);
  expect(takenOf({ near: "same", names: { "residental north": "Residental North" } })).toEqual(["Residental North", "Fostering & adoption"]);
  expect(namesAsked(matched(names, stored, { near: "same", names: { "residental north": "Residental North" } }))).toMatchObject([{ taken: "each by itself" }]);
  // A name that is stored no more is none that it can be.
  expect(takenOf({ near: "new", names: { "Residental North": "Residential Far" } })).toEqual(names);
  expect(renaming(matched(names, stored, { near: "same" }))("RESIDENTAL NORTH")).toBe("Residential North");
});

test("two names that have the stored figures of each other are exchanged, or as they are, as is said", () => {
  const names = ["North", "South", "West", "East"];
  const stored: Record<string, number> = { North: 1, South: 2, West: 3, East: 4 };
  const read: Record<string, number> = { North: 2, South: 1, West: 4, East: 5 };
  const exchanged = (choices: Choices = {}) => withExchanged(matched(names, names, choices), choices, ({ name }, other) => read[name] === stored[other]);
  expect(exchanged().map(({ how, stored: other, taken }) => [how, other, taken])).toEqual([
    ["exchanged", "South", null],
    ["exchanged", "North", null],
    ["same", "West", "West"],
    ["same", "East", "East"],
  ]);
  expect(namesAsked(exchanged())[0]?.question).toBe("“North” and “South” have the figures that are stored of each other. Are their names exchanged?");
  expect(exchanged({ exchanged: "exchanged" }).map(({ taken }) => taken)).toEqual(["South", "North", "West", "East"]);
  expect(exchanged({ exchanged: "as they are" }).map(({ taken }) => taken)).toEqual(names);
  expect(exchanged({ names: { North: "North", South: "South" } }).map(({ taken }) => taken)).toEqual(names);
});

test("of very many names other spellings are found, and no slips of letters", () => {
  const stored = Array.from({ length: 2_100 }, (_, index) => `Stored service ${index} & more`);
  const names = [...Array.from({ length: 1_000 }, (_, index) => `Another thing ${index}`), "Stored service 7 and more", "Stored servicee 8 and more"];
  expect(matched(names, stored).flatMap(({ name, how }) => (how === "new" && name.startsWith("Another") ? [] : [[name, how]]))).toEqual([
    ["Stored service 7 and more", "near"],
    ["Stored servicee 8 and more", "new"],
  ]);
});
