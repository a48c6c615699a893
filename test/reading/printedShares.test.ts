// The percentages of a printed table are checked by the figures that they are made of, down, across and in a row of their own.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkPrinted } from "../../server/reading/printed.ts";
import { shareSaid } from "../../server/reading/printedWords.ts";
import { runs } from "../setup/samples.ts";
import { tableOf } from "./given.ts";

const told = (lines: readonly string[]) => {
  const table = tableOf(lines);
  const { shares, failing } = checkPrinted(table);
  return { shares: shares.length, wrong: shares.filter(({ agrees }) => !agrees).map((share) => shareSaid(table, share)), failing: failing.length };
};

describe("the shares of a printed table", () => {
  const ofTotal = (mid: string) => ["£000s||", "Service|2026/27|% of total", "North|4,646|49.6%", `Mid|2,632|${mid}`, "South|2,082|22.2%", "Total|9,360|100%"];

  test("of a total are right as far as their digits tell, or said with what they come to", () => {
    expect(told(ofTotal("28.1%"))).toEqual({ shares: 4, wrong: [], failing: 0 });
    // 2,632 out of 9,360 is 28.12%.
    expect(told(ofTotal("28.2%"))).toEqual({ shares: 4, wrong: ["Mid, % of total: printed 28.2%; 2,632 out of 9,360 is 28.1%."], failing: 0 });
  });

  test("of an amount beside them", () => {
    const lines = ["£000s|||", "Service|Budget|Variance|Variance %", "North|4,646|232|5%", "Mid|2,632|(132)|-5%", "South|2,082|250|10%", "Total|9,360|350|3.7%"];
    // 250 out of 2,082 is 12%.
    expect(told(lines)).toEqual({ shares: 4, wrong: ["South, Variance %: printed 10%; 250 out of 2,082 is 12%."], failing: 0 });
  });

  test("in a row of their own", () => {
    const lines = ["£000s|||", "|2026/27|2027/28|2028/29", "Total budget|9,000|9,100|9,200", "Block contracts|4,500|4,550|5,060", "Block contracts, % of budget|50%|50%|50%"];
    expect(told(lines)).toMatchObject({ shares: 3, wrong: ["Block contracts, % of budget, 2028/29: printed 50%; 5,060 out of 9,200 is 55%."] });
  });

  test("that no figures of the table tell are not checked", () => {
    expect(told(["£000s||", "Service|2026/27|Growth %", "North|4,646|3%", "Mid|2,632|7%", "Total|7,278|4%"])).toMatchObject({ shares: 0, wrong: [] });
  });

  test("whatever the amounts, are right as printed, and one that is two points off is found", () => {
    const amounts = fc.array(fc.integer({ min: 1_000, max: 9_000 }), { minLength: 4, maxLength: 8 });
    fc.assert(
      fc.property(amounts, fc.nat(), (lines, at) => {
        const total = lines.reduce((sum, each) => sum + each, 0);
        const printed = lines.map((each) => Math.round((each / total) * 1_000) / 10);
        const body = (shares: readonly number[]) => [
          "£000s||",
          "Service|2026/27|% of total",
          ...lines.map((each, line) => `Line ${line}|${each}|${shares[line]?.toFixed(1)}%`),
          `Total|${total}|100%`,
        ];
        expect(told(body(printed))).toEqual({ shares: lines.length + 1, wrong: [], failing: 0 });
        const spoilt = printed.map((each, line) => (line === at % lines.length ? each + 2 : each));
        expect(told(body(spoilt)).wrong).toHaveLength(1);
      }),
      runs(300),
    );
  });
});
