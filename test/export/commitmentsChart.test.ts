// The chart of commitments where some are not known and some are income: what is not known is not drawn, and all words are to the penny.
import fc from "fast-check";
import { expect, test } from "vitest";
import { commitmentsChart } from "../../server/export/charts/commitments.tsx";
import { fileSvg, pageSvg } from "../../server/export/charts/sheet.tsx";
import { stackOf } from "../../server/export/charts/stack.ts";
import { linePath, told } from "../../server/export/charts/words.ts";
import type { CommitmentFacts, MediumTermFacts } from "../../server/finance/facts.ts";
import { mediumTerm } from "../../server/finance/mediumTerm.ts";
import { runs } from "../setup/samples.ts";

const years = ["2024/25", "2025/26", "2026/27"];

/** Commitments by name with an amount a year in pence; null is not stated. */
function tableOf(budget: readonly (number | null)[], commitments: Readonly<Record<string, readonly (number | null)[]>>) {
  const stated = (amounts: readonly (number | null)[]) => amounts.flatMap((amountPence, index) => (amountPence === null ? [] : [{ year: years[index] as string, amountPence }]));
  const facts: MediumTermFacts = {
    authorityName: "Anyshire",
    versionName: "Draft",
    source: null,
    firstYear: "2024/25",
    yearCount: 3,
    costCentres: [{ id: "c0", name: "Homes", serviceGroup: null }],
    lines: stated(budget).map((line) => ({ ...line, costCentreId: "c0" })),
    commitments: Object.entries(commitments).map(
      ([name, amounts]): CommitmentFacts => ({
        id: name,
        name,
        status: "approved",
        basis: "amounts by year",
        weeklyRatePounds: null,
        weeksPerYear: null,
        partYear: null,
        upliftSeriesId: null,
        priceBaseYear: null,
        firstYearUplifted: false,
        endsOn: null,
        endYearShare: null,
        places: [],
        amounts: stated(amounts),
      }),
    ),
    upliftSeries: [],
    printed: [],
  };
  return mediumTerm(facts, { from: "2024/25", years: 3, unit: "pounds", editable: false });
}

const example = tableOf([100_000, null, 100_000], {
  Beds: [45_000, 45_000, null],
  Block: [31_481, 85_519, 85_519],
  Grant: [-20_000, -20_000, -20_000],
});
const draw = commitmentsChart(example);
if (!draw) throw new Error("Nothing is drawn.");
const drawings = { "in a file": fileSvg(draw, 900, { title: "Chart", source: null, dataVersion: 1 }), "in a page": pageSvg(draw, 900) };

test.each(Object.entries(drawings))("What is not known is not drawn, and income hangs below nil, %s", (_, { svg, alt }) => {
  const bars = [...svg.matchAll(/<rect class="(tone-\d)( chart-income)?" x="[\d.]+" width="[\d.]+" y="([\d.]+)" height="([\d.]+)"><title>([^<]*)<\/title>/g)].map(
    ([, tone, income, top, high, title]) => ({ tone, income: income !== undefined, top: Number(top), foot: Number(top) + Number(high), title }),
  );
  expect(bars.map(({ title }) => title)).toEqual([
    "Beds, 2024/25: £450.00",
    "Block, 2024/25: £314.81",
    "Grant, 2024/25: income of £200.00",
    "Beds, 2025/26: £450.00",
    "Block, 2025/26: £855.19",
    "Grant, 2025/26: income of £200.00",
    "Block, 2026/27: £855.19",
    "Grant, 2026/27: income of £200.00",
  ]);
  const zero = Number(/class="chart-zero"[^>]* y1="([\d.]+)"/.exec(svg)?.[1]);
  for (const { income, top, foot } of bars) expect(income ? top : -foot).toBeGreaterThanOrEqual((income ? zero : -zero) - 0.01);
  // A commitment keeps its colour where one before it is not known.
  expect(new Set(bars.map(({ title, tone }) => `${title?.split(",")[0]} ${tone}`)).size).toBe(3);
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)(?:<title>([^<]*)<\/title>)?<\/text>/g)].map(([, text, title]) => (title ? `${text} · ${title}` : text));
  expect(texts).toContain("2 of 3 known · Beds, 2026/27: not known");
  expect(texts).toContain("Beds: not known");
  expect(texts).toContain("Grant (income)");
  // Neither the budget's line nor what remains goes through the year that is not known.
  for (const name of ["budget", "remaining"]) expect(new RegExp(`<path class="chart-${name}-line" d="([^"]*)"`).exec(svg)?.[1]).not.toContain("L");
  expect(alt).toContain("Total budget: 1,000.00 in 2024/25, 1,000.00 in 2026/27; highest 1,000.00 in 2024/25; not known in 2025/26.");
  expect(alt).toContain("Remaining unallocated: 435.19 in 2024/25; not known in 2025/26 and 2026/27.");
  expect(alt).toContain("2 commitments are deducted; the largest follows. Block: (314.81) in 2024/25, (855.19) in 2026/27");
  expect(alt).toContain("One commitment is income. Grant: 200.00 in 2024/25");
  expect(alt).toContain("2 of 3 commitments are known in 2026/27; not known: Beds.");
  expect(svg).toContain(alt);
});

test("A year's bars are the known costs upon nil and the income below it, none on another, whatever is not known", () => {
  const amount = fc.option(fc.integer({ min: -900_000, max: 900_000 }), { nil: null, freq: 3 });
  fc.assert(
    fc.property(fc.array(amount, { minLength: 1, maxLength: 9 }), fc.integer({ min: 0, max: 6 }), (amounts, ownCount) => {
      const table = tableOf([null, null, null], Object.fromEntries(amounts.map((each, index) => [`K${index}`, [each, each, each]])));
      const rows = table.rows.filter(({ key }) => key.startsWith("commitment:"));
      const { parts, unknown } = stackOf(rows, new Map(rows.slice(0, ownCount).map(({ key }, tone) => [key, tone])), 0);
      expect(unknown).toHaveLength(amounts.filter((each) => each === null).length);
      for (const side of [false, true]) {
        const its = parts.filter(({ income }) => income === side);
        for (const [index, { from }] of its.entries()) expect(from).toBe(its[index - 1]?.to ?? 0);
        const pence = amounts.reduce<number>((sum, each) => sum + (each !== null && each < 0 === side ? each : 0), 0);
        expect(its.at(-1)?.to ?? 0).toBeCloseTo(pence / 100, 6);
      }
      for (const { said } of parts) expect(said).toMatch(/^(income of )?£[\d,]+\.\d\d$/);
    }),
    runs(200),
  );
});

test("A line stops at a point that is not known, and its words say so", () => {
  expect(linePath([{ x: 0, y: 1 }, { x: 1, y: 2 }, false, { x: 3, y: 4 }])).toBe("M0 1L1 2M3 4");
  const point = (label: string, value: number | null) => ({ label, shown: value === null ? "[x]" : String(value), value });
  expect(told("Cost", [point("a", null), point("b", null)])).toBe("Cost: not known.");
  expect(told("Cost", [point("a", 1), ..."bcde".split("").map((label) => point(label, null))])).toBe("Cost: 1 in a; not known in 4 of 5.");
});
