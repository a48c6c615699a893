// Forecasts read out of the tables that councils keep of them: months across, a row a month, and a monitoring report of one month.
import { describe, expect, test } from "vitest";
import { forecastsIn, ownMonth, wholeYear } from "../../server/reading/forecasts.ts";
import type { Choices } from "../../server/reading/proposal.ts";
import { targetOf } from "../../server/reading/targetOf.ts";
import { tableOf } from "./given.ts";

const read = (lines: readonly string[], choices: Choices = {}, near: () => typeof wholeYear | typeof ownMonth | null = () => null) => forecastsIn(tableOf(lines), choices, near);
const linesOf = (found: ReturnType<typeof read>) =>
  found.lines.map(({ name, year, asAt, part, pence }) => `${name} ${year} ${asAt} ${part === "net" ? "" : `${part} `}${pence / 100}`);
const twelve = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"];

describe("months across", () => {
  const body = ["North|4,600|4,650|4,700", "South|2,000|–|2,100", "Total|6,600|4,650|6,801"];
  test.each([
    ["by name", "Cost centre|Apr|May|Jun", { year: "2025/26" }],
    ["with the year", "Cost centre|Apr-25|May-25|Jun-25", {}],
    ["as codes", "Cost centre|2025-04|2025-05|2025-06", {}],
    ["as days", "Cost centre|30/04/2025|31/05/2025|30/06/2025", {}],
    ["as periods", "Cost centre|Period 1|Period 2|Period 3", { year: "2025/26" }],
    ["as numbers of periods", "Service|P1 forecast|P2 forecast|P3 forecast", { year: "2025/26" }],
  ] as const)("%s", (_name, header, choices) => {
    const lines = ["Full year forecast, £000s|||", header, ...body];
    expect(targetOf(tableOf(lines))).toMatchObject({ as: "forecasts", ask: null });
    const found = read(lines, choices);
    expect(linesOf(found)).toEqual([
      "North 2025/26 2025-04-30 4600000",
      "North 2025/26 2025-05-31 4650000",
      "North 2025/26 2025-06-30 4700000",
      "South 2025/26 2025-04-30 2000000",
      "South 2025/26 2025-05-31 0",
      "South 2025/26 2025-06-30 2100000",
    ]);
    // 6,801 stands where 4,700 and 2,100 are 6,800: as much as rounding explains.
    expect(found.totals).toMatchObject([{ label: "Total, all 3 months; the last", agrees: [true] }]);
    expect(found.asks).toMatchObject([{ about: "months", taken: wholeYear }]);
    expect(found.leftOut).toMatchObject([{ at: "row 5", label: "Total" }]);
  });

  test("says of each month whose total is not what its rows come to", () => {
    const found = read(["Forecast outturn 2025/26, £||", "Cost centre|Apr|May|Jun", "North|100|110|120", "South|200|210|220", "Total|300|350|340"]);
    expect(found.totals).toEqual([{ at: "row 5", label: "Total, May 2025", stated: [35_000], computed: [32_000], agrees: [false] }]);
  });

  test("take the forecast of a month that has a budget and an actual beside it", () => {
    const lines = [
      "Forecast outturn 2025/26||||||",
      "|Apr||May||Jun|",
      "Cost centre|Budget|Forecast|Budget|Forecast|Budget|Forecast",
      "North|£1|£2|£3|£4|£5|£6",
      "South|£1|£2|£3|£4|£5|£7",
    ];
    expect(linesOf(read(lines))).toEqual(
      ["North", "South"].flatMap((name, at) => [2, 4, 6 + at].map((amount, month) => `${name} 2025/26 2025-0${4 + month}-${["30", "31", "30"][month]} ${amount}`)),
    );
  });

  test("are asked about where nothing tells a year's forecast from a month's, and told by the budget that is stored", () => {
    const lines = ["Cost centre|Apr-25|May-25|Jun-25", "North|£100|£110|£120"];
    expect(read(lines).asks).toMatchObject([{ about: "months", options: [wholeYear, ownMonth] }]);
    expect(read(lines).asks[0]).not.toHaveProperty("taken");
    expect(read(lines, {}, () => wholeYear).asks[0]).toMatchObject({ taken: wholeYear, question: expect.stringContaining("June 2025 is a whole year") });
    expect(read(lines, { months: ownMonth }).refused).toBe("These are 3 months of the year, and what is stored is what a whole year is forecast to come to.");
  });

  test("that a column adds up are parts of the year: together they are one forecast", () => {
    const header = `Cost centre|${twelve.map((month, index) => `${month} ${index < 6 ? "actual" : "forecast"}`).join("|")}|Total`;
    const row = (name: string, amounts: readonly number[], total: number) => [name, ...amounts, total].join("|");
    const [north, south] = [twelve.map((_, index) => 100 + index), twelve.map((_, index) => 50 - index)];
    // 12 × 100 + 66 is 1,266; 12 × 50 − 66 is 534.
    const lines = [
      "Monitoring 2025/26 (£)|",
      header,
      row("North", north, 1266),
      row("South", south, 534),
      row(
        "Total",
        twelve.map(() => 150),
        1800,
      ),
    ];
    expect(targetOf(tableOf(lines)).as).toBe("forecasts");
    const found = read(lines);
    expect(linesOf(found)).toEqual(["North 2025/26 2025-09-30 1266", "South 2025/26 2025-09-30 534"]);
    expect(found.asks).toMatchObject([
      { about: "months", taken: ownMonth, question: expect.stringContaining("“Total” is the sum of the months") },
      { about: "period", taken: "September 2025", question: expect.stringContaining("is the last that was spent") },
    ]);
    expect(linesOf(read(lines, { period: "October 2025" }))[0]).toBe("North 2025/26 2025-10-31 1266");
    expect(found.totals).toMatchObject([
      { label: "Total, all rows", stated: [180_000], computed: [180_000], agrees: [true] },
      { label: "Total, all 12 months; the last", agrees: [true] },
    ]);
    expect(found.columnsLeftOut).toEqual({ Total: "it is the sum of other columns" });
    const wrong = read([...lines.slice(0, 2), row("North", north, 1266), row("South", south, 543), ...Array.from({ length: 9 }, (_, index) => row(`Other ${index}`, north, 1266))]);
    expect(wrong.totals).toEqual([{ at: "row 4", label: "South, Total", stated: [54_300], computed: [53_400], agrees: [false] }]);
  });
});

describe("a row a month", () => {
  test("is read by its month, net or gross with income", () => {
    const lines = [
      "Cost centre|Code|Month|Gross expenditure|Income|Net forecast",
      "North|A1|Apr-25|£120|(£20)|£100",
      "North|A1|May-25|£125|(£20)|£105",
      "South|A2|Apr-25|£70|£0|£70",
    ];
    const found = read(lines, { months: wholeYear });
    expect(linesOf(found)).toEqual([
      "North 2025/26 2025-04-30 gross expenditure 120",
      "North 2025/26 2025-04-30 gross income 20",
      "North 2025/26 2025-05-31 gross expenditure 125",
      "North 2025/26 2025-05-31 gross income 20",
      "South 2025/26 2025-04-30 gross expenditure 70",
      "South 2025/26 2025-04-30 gross income 0",
    ]);
    expect(found.lines[0]).toMatchObject({ code: "A1" });
    expect(found.columnsLeftOut).toEqual({ "Net forecast": "it is the sum of other columns" });
  });

  test("that has no month is left out", () => {
    const found = read(["Cost centre|Month|Forecast outturn", ...twelve.map((month) => `North|${month}-25|£100`), "South|later|£70"]);
    expect(found.leftOut).toMatchObject([{ at: "row 14", label: "South", why: "“later” is no month" }]);
  });
});

describe("a report of one month", () => {
  const lines = ["|Budget|Forecast outturn|Variance", "North|£100|£110|£10", "South|£70|£60|(£10)"];
  test("is as at the month of its title, or of an answer", () => {
    expect(linesOf(read(["Budget monitoring 2025/26 as at 30 September 2025|||", ...lines]))).toEqual(["North 2025/26 2025-09-30 110", "South 2025/26 2025-09-30 60"]);
    const asked = read(["Budget monitoring 2025/26|||", ...lines]);
    expect(asked.asks).toMatchObject([{ about: "period", options: expect.arrayContaining(["April 2025", "March 2026"]) }]);
    expect(linesOf(read(["Budget monitoring 2025/26|||", ...lines], { period: "January 2026" }))[0]).toBe("North 2025/26 2026-01-31 110");
  });
});
