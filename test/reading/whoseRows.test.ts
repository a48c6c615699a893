// Whose rows are wanted is asked of a table whose lines are places, and not of one whose areas are of service.
import { describe, expect, test } from "vitest";
import { whoseAsked } from "../../server/import/whoseAsked.ts";
import { tableOf } from "./given.ts";

const asked = (lines: readonly string[], authority: string | null = null) => whoseAsked(tableOf(lines), "budget", authority, null, undefined)?.question ?? null;
/** A line each, with four columns of money. */
const across = (heading: string, ...names: string[]) => [
  `${heading}|Budget £000|Forecast £000|Spent £000|Variance £000`,
  ...names.map((name, at) => `${name}|50${at}|55${at}|30${at}|50`),
];

describe("whose rows are wanted", () => {
  test("is not asked by areas of service, regions of a ledger or organisations within a council", () => {
    for (const heading of ["Service Area", "Area", "Area of spend", "Region", "Organisation"])
      expect([heading, asked(across(heading, "Residential care", "In-house fostering", "Leaving care"))]).toEqual([heading, null]);
  });

  test("is asked where the heading is of authorities, or the values are places", () => {
    for (const heading of ["Local authority", "LA", "Council", "Borough", "la_name"]) expect(asked(across(heading, "Havering", "Essex", "Kent"))).toContain(heading);
    expect(asked(across("Area", "Essex County Council", "London Borough of Havering", "Kent County Council"))).toContain("Area");
    expect(asked(across("Region", "London", "South East", "Yorkshire and The Humber"))).toContain("Region");
    expect(asked(across("Area", "Havering", "Essex", "Kent"), "Essex")).toContain("Area");
    const coded = ["Code|Area|Budget £000|Forecast £000|Spent £000|Variance £000", "E09000016|Havering|500|550|300|50", "E10000012|Essex|501|551|301|50"];
    expect(asked(coded)).toContain("Area");
  });
});
