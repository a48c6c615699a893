// The work of a table grows with its rows and not with their square: counted in what is read of the facts, so that no clock decides it.
import { describe, expect, test } from "vitest";
import type { StoredArrangementFacts } from "../../server/finance/arrangement.ts";
import { arrangementRegister } from "../../server/finance/arrangementTable.ts";
import { comparison } from "../../server/finance/comparison.ts";
import type { CommitmentFacts, MediumTermFacts } from "../../server/finance/facts.ts";
import { mediumTerm } from "../../server/finance/mediumTerm.ts";
import { monitoring } from "../../server/finance/monitoring.ts";
import { checkOverrides, optionsTable } from "../../server/finance/options.ts";
import type { Override } from "../../server/finance/override.ts";

/** Plain values as they are, but every reading of a property, however deep, counts one. */
function counting(): { of: <Value>(value: Value) => Value; reads: () => number } {
  let reads = 0;
  const known = new WeakMap<object, object>();
  const of = <Value>(value: Value): Value => {
    if (typeof value !== "object" || value === null || !(Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype)) return value;
    const get = (target: object, key: PropertyKey) => {
      reads += 1;
      return of(Reflect.get(target, key));
    };
    const made = known.get(value) ?? new Proxy(value, { get });
    known.set(value, made);
    return made as Value;
  };
  return { of, reads: () => reads };
}

const many = <Item>(count: number, item: (index: number) => Item): Item[] => Array.from({ length: count }, (_, index) => item(index));

function commitment(index: number): CommitmentFacts {
  return {
    id: `commitment-${index}`,
    name: `Commitment ${index}`,
    status: "agreed",
    basis: "weekly price",
    weeklyRatePounds: "100",
    weeksPerYear: "52 weeks",
    partYear: "by days",
    upliftSeriesId: `series-${index}`,
    priceBaseYear: "2024/25",
    firstYearUplifted: false,
    endsOn: "2024-09-30",
    endYearShare: null,
    // Each takes the place of the one behind it, so that whoever searches for it from the front reads half of the others.
    places: [{ places: 1, startsOn: "2024-04-01", endsOn: null, firstYearShare: null, lastYearShare: null, replacesId: `commitment-${index + 1}` }],
    amounts: [],
    draws: [{ costCentreId: `centre-${index}`, drawnShare: "1" }],
    groupName: null,
  };
}

function budget(rows: number): MediumTermFacts {
  return {
    authorityName: "Authority",
    versionName: "Draft",
    source: null,
    firstYear: "2024/25",
    yearCount: 2,
    costCentres: many(rows, (index) => ({ id: `centre-${index}`, name: `Centre ${index}`, serviceGroup: index % 2 ? null : `Group ${index}` })),
    lines: many(rows, (index) => ({ costCentreId: `centre-${index}`, year: "2024/25", amountPence: 100_000_00 })),
    commitments: many(rows, commitment),
    upliftSeries: many(rows, (index) => ({ id: `series-${index}`, name: `Series ${index}`, rates: [{ year: "2025/26", rateShare: "0.02" }] })),
    printed: many(rows, (index) => ({ rowKey: `costCentre:centre-${index}`, year: "2024/25", printed: "99", unit: "thousands", reference: "A report" })),
  };
}

const options = { from: "2024/25", years: 2, unit: "pounds", editable: true } as const;
const overrides = (rows: number): Override[] => many(rows, (index) => ({ commitmentId: `commitment-${index}`, field: "price", value: "90" }));

function arrangement(index: number): StoredArrangementFacts {
  return {
    id: `arrangement-${index}`,
    name: `Arrangement ${index}`,
    kind: "framework",
    openList: false,
    opensOn: "2020-04-01",
    statedEndOn: "2024-03-31",
    openEnded: false,
    estimatedValuePence: null,
    breakMonths: null,
    firstReviewMonths: null,
    reviewEveryMonths: null,
    mostPlacesInHome: null,
    mostProviders: null,
    followsId: `arrangement-${index + 1}`,
    interim: false,
    committed: null,
    participants: [],
    lots: [],
    providers: [],
    terms: [],
    stages: [],
    weights: [],
  };
}

const tables: Record<string, (rows: number, of: <Value>(value: Value) => Value) => unknown> = {
  "the medium-term table": (rows, of) => mediumTerm(of(budget(rows)), options),
  "the medium-term table by cost centre": (rows, of) => mediumTerm(of(budget(rows)), { ...options, byCostCentre: true }),
  "two versions beside each other that have no row in common": (rows, of) => {
    const [a, b] = [budget(rows), budget(rows)];
    const other = {
      ...b,
      costCentres: b.costCentres.map((each) => ({ ...each, id: `other-${each.id}` })),
      lines: b.lines.map((each) => ({ ...each, costCentreId: `other-${each.costCentreId}` })),
    };
    return comparison(of(a), of(other), { from: "2024/25", years: 2, unit: "pounds", differing: false });
  },
  "the monitoring table": (rows, of) =>
    monitoring(
      of({
        ...budget(rows),
        published: true,
        movements: [],
        forecasts: many(rows, (index) => ({ costCentreId: `centre-${index}`, asAt: "2024-04-30", part: "net" as const, amountPence: 90_000_00 })),
        settings: null,
      }),
      { year: "2024/25", asAt: "2024-06-30", unit: "pounds", gross: false, editable: true },
    ),
  "the options of a decision": (rows, of) =>
    optionsTable(
      of({
        authorityName: "Authority",
        decision: "Buy",
        source: null,
        options: [{ id: "option", name: "Cheaper", recommended: false, costed: true, adopted: false, overrides: overrides(rows), own: [] }],
        adoption: null,
        commitments: many(rows, commitment),
        rates: new Map(many(rows, (index) => [`series-${index}`, [{ year: "2025/26", rateShare: "0.02" }]])),
        remaining: null,
      }),
      { from: "2024/25", years: 2, unit: "pounds", reference: null },
    ),
  "the check of what options take otherwise": (rows, of) => checkOverrides(of(many(rows, commitment)), of(overrides(rows)), "input.overrides"),
  "the register of arrangements": (rows, of) =>
    arrangementRegister(of({ authorityName: "Authority", arrangements: many(rows, arrangement) }), { asAt: "2023-09-30", unit: "pounds" }),
};

describe("twice the rows are twice the work, and no more", () => {
  test.each(Object.entries(tables))("of %s", (_, made) => {
    const readOf = (rows: number) => {
      const counter = counting();
      made(rows, counter.of);
      return counter.reads();
    };
    const [few, twice] = [readOf(100), readOf(200)];
    expect(few).toBeGreaterThan(100);
    // A search of all for each would come to nearly four times.
    expect(twice / few).toBeLessThan(2.2);
  });
});
