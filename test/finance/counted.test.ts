// Numbers of things: the singular of one, of the word that names the thing.
import { expect, test } from "vitest";
import { counted, countOf, singular } from "../../server/finance/counted.ts";
import { Exact } from "../../server/finance/exact.ts";

test.each([
  ["places", "place"],
  ["places (high support)", "place (high support)"],
  ["authorities", "authority"],
  ["children in care homes", "child in care homes"],
  ["looked after children", "looked after child"],
  ["mainstream residential placements", "mainstream residential placement"],
  ["bed-weeks paid for", "bed-week paid for"],
  ["months from 2019-04-01 to 2019-04-30", "month from 2019-04-01 to 2019-04-30"],
  ["people", "person"],
  ["business cases", "business case"],
  ["", ""],
])("one of “%s” is one “%s”", (of, one) => {
  expect(singular(of)).toBe(one);
});

test("of one thing, of several, and of parts of one", () => {
  expect(countOf(1, "places")).toBe("1 place");
  expect(countOf(0, "places")).toBe("0 places");
  expect(countOf(1_150, "children")).toBe("1,150 children");
  expect(counted(Exact.decimal("0.5"), "years")).toBe("0.5 years");
  expect(counted(Exact.ratio(365n, 7n), "weeks")).toBe("365/7 weeks");
});
