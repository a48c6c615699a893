// Percentages are known by their heading, in whichever of the ways of writing that.
import { describe, expect, test } from "vitest";
import { outcomesIn } from "../../server/reading/outcomes.ts";
import { cleanRows, tableOf } from "./given.ts";

describe("a column of percentages", () => {
  const read = (heading: string) =>
    outcomesIn(
      tableOf([
        `time_period|geographic_level|country_code|country_name|la_name|new_la_code|cla_group|number|${heading}`,
        ...["Havering|E09000016|284|160|124|56|44", "Essex|E10000012|1149|620|529|54|46"].flatMap((line) => {
          const [name, code, all, boys, girls, one, other] = line.split("|");
          const place = `2024|Local authority|E92000001|England|${name}|${code}`;
          return [`${place}|Total|${all}|100`, `${place}|Male|${boys}|${one}`, `${place}|Female|${girls}|${other}`];
        }),
      ]),
    );
  const plain = cleanRows(read("percentage"));

  test.each(["pc", "PC", "pct", "perc", "percent", "per cent", "%", "number_pc", "number_pct", "cla_perc", "p.c."])("called “%s” is one", (heading) => {
    expect(plain).toHaveLength(4);
    expect(cleanRows(read(heading))).toEqual(plain);
  });

  test("is no column of what only has the letters in its name", () => {
    for (const heading of ["pcn", "epc", "specific", "children"])
      expect([heading, tableOf([`Line|${heading}`, "Homes|12", "Care|13"]).columns[1]?.holds]).toEqual([heading, "count"]);
  });
});
