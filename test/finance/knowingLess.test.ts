// Whatever is forgotten of the facts behind a table, each of its figures is as it was or is not known: never another one.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { comparison } from "../../server/finance/comparison.ts";
import { type ContributionFacts, contributionTable } from "../../server/finance/contributions.ts";
import { Exact } from "../../server/finance/exact.ts";
import type { CommitmentFacts, MediumTermFacts } from "../../server/finance/facts.ts";
import { yearsFrom } from "../../server/finance/financialYear.ts";
import type { ForecastFacts } from "../../server/finance/forecast.ts";
import { mediumTerm } from "../../server/finance/mediumTerm.ts";
import { monitoring } from "../../server/finance/monitoring.ts";
import { optionsTable } from "../../server/finance/options.ts";
import type { ReportTable } from "../../server/finance/table.ts";
import { notKnownNote } from "../../server/finance/unknown.ts";
import { UpliftGaps } from "../../server/finance/upliftGaps.ts";
import { runs } from "../setup/samples.ts";
import { statedCommitment } from "./statedCommitment.ts";

const years = yearsFrom("2024/25", 3);
const money = fc.integer({ min: -9_000_000, max: 90_000_000 });
const byYear = fc.array(money, { minLength: 3, maxLength: 3 });

const stated = (id: string, amounts: readonly number[], draws: CommitmentFacts["draws"] = []): CommitmentFacts =>
  statedCommitment(id, years, amounts, { draws, groupName: id === "k0" || id === "k1" ? "Block" : null });

const budget = fc
  .record({
    centres: fc.array(fc.tuple(fc.constantFrom("A", "B", null), byYear), { minLength: 1, maxLength: 5 }),
    commitments: fc.array(byYear, { maxLength: 4 }),
  })
  .map(
    ({ centres, commitments }): MediumTermFacts => ({
      authorityName: "Anyshire",
      versionName: "Draft",
      source: null,
      firstYear: "2024/25",
      yearCount: 3,
      costCentres: centres.map(([serviceGroup], index) => ({ id: `c${index}`, name: `Centre ${index}`, serviceGroup })),
      lines: centres.flatMap(([, amounts], index) => amounts.map((amountPence, year) => ({ costCentreId: `c${index}`, year: years[year] as string, amountPence }))),
      commitments: commitments.map((amounts, index) => stated(`k${index}`, amounts, [{ costCentreId: "c0", drawnShare: "1" }])),
      upliftSeries: [],
      printed: [],
    }),
  );

/** The facts with each amount forgotten where the next of `keep` is false. */
function forgetting(facts: MediumTermFacts, keep: readonly boolean[]): MediumTermFacts {
  let next = 0;
  const kept = () => keep[next++ % keep.length] as boolean;
  return {
    ...facts,
    lines: facts.lines.filter(kept),
    commitments: facts.commitments.map((each) => ({ ...each, amounts: each.amounts.filter(kept) })),
  };
}
const keep = fc.array(fc.boolean(), { minLength: 5, maxLength: 23 });

/** Each cell that has a figure has the one that it has when everything is known. @returns how many have none. */
function knowsNoOther(less: ReportTable, all: ReportTable): number {
  expect(less.rows.map(({ key }) => key)).toEqual(all.rows.map(({ key }) => key));
  let unknown = 0;
  for (const [at, { key, cells }] of less.rows.entries()) {
    for (const [column, cell] of cells.entries()) {
      const whole = all.rows[at]?.cells[column];
      if (cell.figure === null) {
        // What stands there is [x], and not nil, whatever is known in part.
        expect(whole?.figure && cell.shown !== "[x]", `${key} ${column}`).toBeFalsy();
        // A rating that is given is the one that it has when everything is known.
        expect(cell.shown === "[x]" ? null : cell.rag, `${key} ${column}`).toBe(cell.shown === "[x]" ? null : (whole?.rag ?? null));
        unknown += cell.shown === "[x]" ? 1 : 0;
      } else expect(whole?.figure && cell.figure.value.equals(whole.figure.value), `${key} ${column}`).toBe(true);
    }
  }
  return unknown;
}

describe("With less known there is no other figure", () => {
  test.each([false, true])("in a medium-term table (by cost centre: %s)", (byCostCentre) => {
    const table = (facts: MediumTermFacts) => mediumTerm(facts, { from: "2024/25", years: 3, unit: "pounds", editable: false, byCostCentre });
    fc.assert(
      fc.property(budget, keep, (facts, kept) => {
        const less = table(forgetting(facts, kept));
        const unknown = knowsNoOther(less, table(facts));
        expect(less.notes.includes(notKnownNote)).toBe(unknown > 0);
        for (const row of less.rows) for (const { partial } of row.cells) if (partial) expect(partial.known).toBeLessThan(partial.of);
      }),
      runs(1_000),
    );
  });

  test("between two versions", () => {
    const table = (one: MediumTermFacts, other: MediumTermFacts) => comparison(one, other, { from: "2024/25", years: 3, unit: "pounds", differing: false });
    fc.assert(
      fc.property(budget, money, keep, (facts, more, kept) => {
        const other = { ...facts, versionName: "Second", lines: facts.lines.map((line) => ({ ...line, amountPence: line.amountPence + more })) };
        knowsNoOther(table(forgetting(facts, kept), other), table(facts, other));
        knowsNoOther(table(other, forgetting(facts, kept)), table(other, facts));
      }),
      runs(500),
    );
  });

  test.each([false, true])("in monitoring (gross: %s)", (gross) => {
    const [july, september] = ["2024-07-31", "2024-09-30"] as const;
    /** What each centre has: net or gross amounts in September, and a net one in July. */
    const forecast = fc.record({ july: fc.option(money, { nil: null }), expenditure: money, income: money, isGross: fc.boolean() });
    const move = fc.record({ from: fc.nat(4), to: fc.nat(4), amountPence: money, year: fc.constantFrom("2023/24", "2024/25", "2025/26"), permanent: fc.boolean() });
    type Forecast = typeof forecast extends fc.Arbitrary<infer Each> ? Each : never;
    const forecastsOf = (each: Forecast, costCentreId: string, isFirst: boolean, kept: (of: number) => boolean): ForecastFacts[] => {
      const of = (asAt: string, part: ForecastFacts["part"], amountPence: number) => ({ costCentreId, asAt, part, amountPence });
      // Without an amount of September July's is carried forward, which is no less known: of two gross ones at most one is forgotten.
      const isStated = kept(0);
      return [
        // One is always there, so that the table has its column of what forecasts rose.
        ...(isFirst || (each.july !== null && each.isGross && kept(1)) ? [of(july, "net", each.july ?? 0)] : []),
        ...(each.isGross
          ? [
              ...(isStated || kept(2) ? [of(september, "gross expenditure", each.expenditure)] : []),
              ...(isStated || !kept(2) ? [of(september, "gross income", Math.abs(each.income))] : []),
            ]
          : isStated || isFirst
            ? [of(september, "net", each.expenditure)]
            : []),
      ];
    };
    fc.assert(
      fc.property(budget, fc.array(forecast, { minLength: 5, maxLength: 5 }), fc.array(move, { maxLength: 4 }), keep, (facts, forecasts, moves, kept) => {
        const { costCentres } = facts;
        const movements = moves.flatMap(({ from, to, amountPence, ...of }, index) =>
          [-amountPence, amountPence].map((each, at) => ({
            ...of,
            number: index + 1,
            amountPence: each,
            costCentreId: costCentres[(at === 0 ? from : to) % costCentres.length]?.id as string,
          })),
        );
        const table = (lines: MediumTermFacts["lines"], isKept: (of: number) => boolean) =>
          monitoring(
            {
              authorityName: "Shire",
              versionName: "Budget",
              source: null,
              published: true,
              costCentres,
              lines,
              movements,
              forecasts: costCentres.flatMap(({ id }, index) => forecastsOf(forecasts[index] as Forecast, id, index === 0, (of) => isKept(index * 3 + of))),
              settings: null,
            },
            { year: "2024/25", asAt: september, unit: "pounds", gross, editable: false },
          );
        const lines = forgetting(facts, kept).lines;
        const [less, all] = [table(lines, (of) => kept[of % kept.length] as boolean), table(facts.lines, () => true)];
        const unknown = knowsNoOther(less, all);
        expect(less.notes.includes(notKnownNote)).toBe(unknown > 0);
        const latest = less.columns.findIndex(({ key }) => key === "latest");
        for (const { key, subjectId, cells } of less.rows) {
          if (subjectId) expect(cells[latest]?.figure === null, key).toBe(!lines.some(({ costCentreId, year }) => costCentreId === subjectId && year === "2024/25"));
          for (const { partial } of cells) if (partial) expect(partial.known).toBeLessThan(partial.of);
        }
      }),
      runs(500),
    );
  });

  test("between options", () => {
    const table = ({ commitments }: MediumTermFacts) =>
      optionsTable(
        {
          authorityName: "Anyshire",
          decision: "What to buy",
          source: null,
          adoption: null,
          commitments,
          rates: new Map(),
          remaining: null,
          options: ["A", "B"].map((id, index) => ({
            id,
            name: id,
            recommended: false,
            costed: true,
            adopted: false,
            overrides: commitments.map(
              (each, at) => ({ commitmentId: each.id, field: (at + index) % 2 === 0 ? "occupancy" : "left out", value: (at + index) % 2 === 0 ? "0.5" : "yes" }) as const,
            ),
            own: [],
          })),
        },
        { from: "2024/25", years: 3, unit: "pounds", reference: null },
      );
    fc.assert(
      fc.property(budget, keep, (facts, kept) => {
        const less = table(forgetting(facts, kept));
        const unknown = knowsNoOther(less, table(facts));
        expect(less.notes.includes(notKnownNote)).toBe(unknown > 0);
      }),
      runs(500),
    );
  });

  test("and what is known of a total stands beside it: of options the commitments, of contributions the members", () => {
    const commitments = [stated("k0", [100, 100, 100]), stated("k1", [200])];
    const table = optionsTable(
      {
        authorityName: "Anyshire",
        decision: "What to buy",
        source: null,
        adoption: null,
        commitments,
        rates: new Map(),
        remaining: null,
        options: [
          {
            id: "A",
            name: "A",
            recommended: false,
            costed: true,
            adopted: false,
            own: [],
            overrides: [
              { commitmentId: "k0", field: "occupancy", value: "0.5" },
              { commitmentId: "k1", field: "occupancy", value: "0.5" },
            ],
          },
        ],
      },
      { from: "2024/25", years: 3, unit: "pounds", reference: null },
    );
    expect(table.rows.find(({ key }) => key === "option:A:cost")?.cells.map(({ shown, partial }) => [shown, partial])).toEqual([
      ["1.50", null],
      ["[x]", { shown: "0.50", known: 1, of: 2, parts: "commitments" }],
      ["[x]", { shown: "0.50", known: 1, of: 2, parts: "commitments" }],
      ["[x]", { shown: "1.50", known: 1, of: 2, parts: "commitments" }],
    ]);
  });

  test("in contributions", () => {
    const partners = ["A", "B", "C"].map((name) => ({ id: name.toLowerCase(), name, shares: true }));
    const pools = [
      { id: "p0", name: "Beds", kind: "placements", basis: "equal" },
      { id: "p1", name: "Office", kind: "other", basis: "equal" },
    ] as const;
    const whole = fc.array(fc.integer({ min: -300_000, max: 300_000 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.tuple(whole, whole), fc.nat(600_000), fc.constantFrom(1, 100, 100_000), keep, (costs, grant, roundToPence, kept) => {
        const amounts = costs.flatMap((of, pool) => of.map((each, year) => ({ poolId: `p${pool}`, year: years[year] as string, amountPence: each })));
        const facts: ContributionFacts = {
          name: "Three",
          source: null,
          firstYear: "2024/25",
          yearCount: 3,
          roundToPence,
          settledBy: "places allocated",
          internalPricePounds: null,
          outsidePricePounds: null,
          outsideFeePounds: null,
          partners,
          pools,
          amounts,
          weights: [],
          grants: [{ poolId: "p0", name: "Grant", year: "2024/25", amountPence: grant, condition: "none" }],
          fees: [],
          allocations: [],
          committed: new Map(),
          bedWeeks: new Map(),
          upliftGaps: new UpliftGaps(),
        };
        const table = (of: ContributionFacts) => contributionTable(of, { from: "2024/25", years: 3, unit: "pounds" });
        const [all, less] = [table(facts), table({ ...facts, amounts: amounts.filter((_, index) => kept[index % kept.length]) })];
        // A row of grant that would be nil throughout is not there.
        const inBoth = new Set(all.rows.map(({ key }) => key));
        const only = (of: ReportTable) => ({ ...of, rows: of.rows.filter(({ key }) => inBoth.has(key) && less.rows.some((row) => row.key === key)) });
        const unknown = knowsNoOther(only(less), only(all));
        expect(less.notes.some((note) => note.startsWith("[x]: no cost of "))).toBe(unknown > 0);
        // What is shared, a credit as a charge, adds up to what there is to share.
        for (const column of [0, 1, 2]) {
          const at = (key: string) => less.rows.find((row) => row.key === key)?.cells[column]?.figure?.value ?? null;
          const shared = partners.map(({ id }) => at(`share:p0:${id}`));
          const due = at("toShare:p0");
          if (due === null) expect(shared).toEqual([null, null, null]);
          else if (!shared.includes(null)) expect(shared.reduce<Exact>((sum, part) => sum.plus(part as Exact), Exact.nil).equals(due)).toBe(true);
        }
      }),
      runs(500),
    );
  });
});
