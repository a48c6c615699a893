// Every note is a claim: each that a table of random facts makes is checked against its cells, and each that is owed is made.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ContributionFacts, contributionTable } from "../../server/finance/contributions.ts";
import { Exact } from "../../server/finance/exact.ts";
import type { CommitmentFacts, MediumTermFacts } from "../../server/finance/facts.ts";
import { yearsFrom } from "../../server/finance/financialYear.ts";
import type { ForecastFacts } from "../../server/finance/forecast.ts";
import { mediumTerm } from "../../server/finance/mediumTerm.ts";
import { type MoneyUnit, poundsAndPence, shownMoney } from "../../server/finance/money.ts";
import { monitoring } from "../../server/finance/monitoring.ts";
import type { MonitoringFacts } from "../../server/finance/monitoringLines.ts";
import { optionsTable } from "../../server/finance/options.ts";
import type { ReportCell, ReportRow, ReportTable } from "../../server/finance/table.ts";
import { UpliftGaps } from "../../server/finance/upliftGaps.ts";
import { runs } from "../setup/samples.ts";
import { statedCommitment } from "./statedCommitment.ts";

const years = yearsFrom("2024/25", 3);
const units: readonly MoneyUnit[] = ["pounds", "thousands", "millions"];
const unitOf = fc.constantFrom(...units);
const money = fc.integer({ min: -9_000_000, max: 90_000_000 });
const maybe = fc.option(money, { nil: null, freq: 6 });
const byYear = fc.array(maybe, { minLength: 3, maxLength: 3 });

/** What a note of this form claims; null where it is not of this form. */
type Claim = (note: string) => (() => void) | null;
const saying = (form: RegExp, check: (found: RegExpExecArray) => void): Claim => {
  return (note) => {
    const found = form.exec(note);
    return found && (() => check(found));
  };
};

/** Each note is of one of these forms, and is so. */
function checkNotes(table: ReportTable, claims: readonly Claim[]): void {
  for (const note of table.notes) {
    const made = claims.flatMap((claim) => claim(note) ?? []);
    expect(made, `a claim that nothing checks: ${note}`).toHaveLength(1);
    made[0]?.();
  }
}

const row = (table: ReportTable, key: string) => table.rows.find((each) => each.key === key) as ReportRow;
const labelled = (table: ReportTable, label: string) => table.rows.filter((each) => each.label === label);
const cells = (table: ReportTable) => table.rows.flatMap((each) => each.cells);
const isUnknown = (cell: ReportCell) => cell.shown === "[x]";
const has = (table: ReportTable, form: RegExp) => table.notes.some((note) => form.test(note));
const inUnits = (shown: string) => (shown === "–" ? 0 : Math.round(Number(shown.replace(/[(),+–]/g, "")) * 1_000) * (/^[(–]/.test(shown) ? -1 : 1));

/** "A and B", "A, B and C". */
const list = (text: string) => text.split(/, | and /);

const notKnown: Claim = saying(/^\[x\]: no amount is recorded/, () => {});
const unit = (said: MoneyUnit): Claim =>
  saying(/^Amounts are (?:costs )?in (.+?)\. /, ([, words]) => expect(words).toContain({ pounds: "pounds", thousands: "thousands", millions: "millions" }[said]));

/** What a total's displayed parts come to, for a rounding note and where none is owed. */
function checkRounding(table: ReportTable, totals: readonly (readonly [total: ReportRow, parts: readonly ReportRow[]])[]): void {
  const said = table.notes.find((note) => note.startsWith("Figures may not sum due to rounding: "));
  const owed = totals.flatMap(([total, parts]) => {
    const off = total.cells.flatMap((cell, column) => {
      if (!cell.figure) return [];
      const added = parts.reduce((sum, part) => sum + (part.cells[column]?.figure ? inUnits(part.cells[column]?.shown ?? "–") : 0), 0);
      return added === inUnits(cell.shown) ? [] : [table.columns[column]?.label as string];
    });
    return off.length === 0 ? [] : [`${total.label} in ${off.length === 1 ? off[0] : `${off.slice(0, -1).join(", ")} and ${off.at(-1)}`}`];
  });
  expect(said ?? null).toBe(owed.length === 0 ? null : `Figures may not sum due to rounding: ${owed.join("; ")}.`);
}

const stated = (id: string, amounts: readonly (number | null)[], more: Partial<CommitmentFacts> = {}): CommitmentFacts => statedCommitment(id, years, amounts, more);

const place = fc.record({
  start: fc.constantFrom("2023-04-01", "2024-04-01", "2025-04-01", "2025-10-01", "2027-04-01"),
  end: fc.constantFrom(null, "2025-03-31", "2025-09-30", "2026-03-31"),
  base: fc.constantFrom("2023/24", "2025/26", "2026/27"),
});
const budget = fc
  .record({
    centres: fc.array(fc.tuple(fc.constantFrom("A", null), byYear), { maxLength: 4 }),
    commitments: fc.array(byYear, { maxLength: 3 }),
    priced: fc.array(place, { maxLength: 2 }),
    rates: fc.subarray(["2024/25", "2025/26", "2026/27"]),
  })
  .map(
    ({ centres, commitments, priced, rates }): MediumTermFacts => ({
      authorityName: "Anyshire",
      versionName: "Draft",
      source: null,
      firstYear: "2024/25",
      yearCount: 3,
      costCentres: centres.map(([serviceGroup], index) => ({ id: `c${index}`, name: `Centre ${index}`, serviceGroup })),
      lines: centres.flatMap(([, amounts], index) =>
        amounts.flatMap((amountPence, year) => (amountPence === null ? [] : [{ costCentreId: `c${index}`, year: years[year] as string, amountPence }])),
      ),
      commitments: [
        ...commitments.map((amounts, index) => stated(`k${index}`, amounts)),
        ...priced.map(({ start, end, base }, index) =>
          stated(`p${index}`, [], {
            basis: "weekly price",
            weeklyRatePounds: "123.45",
            weeksPerYear: "52 weeks",
            partYear: "by days",
            upliftSeriesId: "s",
            priceBaseYear: base,
            places: [
              { places: 2, startsOn: start, endsOn: end !== null && end > start ? end : null, firstYearShare: null, lastYearShare: null, ...(index === 1 && { replacesId: "p0" }) },
            ],
          }),
        ),
      ],
      upliftSeries: [{ id: "s", name: "Prices", rates: rates.map((year) => ({ year, rateShare: "0.03" })) }],
      printed: [],
    }),
  );

/** The years for which a price of `base` that is charged in a year between `first` and `last` meets no rate. */
function gapsOf(facts: MediumTermFacts): string[] {
  const rated = new Set(facts.upliftSeries[0]?.rates.map(({ year }) => year));
  const found = new Set<string>();
  for (const { priceBaseYear, places } of facts.commitments) {
    if (priceBaseYear === null) continue;
    for (const year of years) {
      const charged = places.some(({ startsOn, endsOn }) => startsOn <= `${Number(year.slice(0, 4)) + 1}-03-31` && (endsOn === null || endsOn >= `${year.slice(0, 4)}-04-01`));
      if (!charged) continue;
      const [from, to] = [priceBaseYear, year].sort() as [string, string];
      for (const each of yearsFrom("2020/21", 10)) if (each > from && each <= to && !rated.has(each)) found.add(each);
    }
  }
  return [...found].sort();
}

describe("The notes of a medium-term table", () => {
  test.each([false, true])("are so, and are all that is owed (by cost centre: %s)", (byCostCentre) => {
    fc.assert(
      fc.property(budget, unitOf, (facts, unitAsked) => {
        const table = mediumTerm(facts, { from: "2024/25", years: 3, unit: unitAsked, editable: false, byCostCentre });
        const remaining = row(table, "remaining");
        const exceeds = years.flatMap((year, column) => {
          const left = remaining?.cells[column]?.figure?.value;
          const charged = facts.commitments.reduce<Exact>((sum, { id }) => sum.minus(row(table, `commitment:${id}`).cells[column]?.figure?.value ?? Exact.nil), Exact.nil);
          return left?.isNegative() && charged.compare(Exact.nil) > 0 ? [`${year} by ${poundsAndPence(left.negated())}`] : [];
        });
        checkNotes(table, [
          unit(unitAsked),
          notKnown,
          saying(/^Commitments exceed the budget in (.+)\.$/, ([, places]) => expect(places).toBe(exceeds.join(", "))),
          saying(/^Prices states no uplift for (.+); prices are left unchanged there\.$/, ([, gaps]) => expect(list(gaps as string)).toEqual(gapsOf(facts))),
          saying(/^p1 replaces p0 from .+?(, the day after it ends|, \d+ days after it ends|, which has no end(: both are charged)?|, and it runs on to .+)\.$/, ([, how]) => {
            const [old, now] = facts.commitments.filter(({ id }) => id.startsWith("p")) as [CommitmentFacts, CommitmentFacts];
            const [end, start] = [old.places[0]?.endsOn ?? null, now.places[0]?.startsOn as string];
            const gap = end === null ? null : (Date.parse(start) - Date.parse(end)) / 86_400_000;
            if (gap === null) expect(how).toContain("which has no end");
            else if (gap === 1) expect(how).toContain("the day after it ends");
            else expect(how).toContain(gap > 1 ? `${gap - 1} days after it ends` : "and it runs on to");
          }),
          saying(/^What is drawn from a cost centre is shown there and deducted once/, () => expect(byCostCentre && facts.commitments.length > 0).toBe(true)),
          saying(/^Figures may not sum due to rounding: /, () => {}),
        ]);
        expect(has(table, /^\[x\]: no amount/)).toBe(cells(table).some(isUnknown));
        expect(has(table, /^Commitments exceed/)).toBe(exceeds.length > 0);
        expect(has(table, /states no uplift/)).toBe(gapsOf(facts).length > 0);
        if (table.rows.length === 0) return;
        const centres = facts.costCentres.map(({ id }) => row(table, `costCentre:${id}`));
        const group = row(table, "subtotal:A");
        const alone = facts.costCentres.flatMap(({ id, serviceGroup }) => (serviceGroup === null ? [row(table, `costCentre:${id}`)] : []));
        const total = row(table, "total");
        checkRounding(table, [
          ...(group ? [[group, centres.filter((_, index) => facts.costCentres[index]?.serviceGroup === "A")] as const] : []),
          [total, [...(group ? [group] : []), ...alone]],
          [remaining, [total, ...facts.commitments.map(({ id }) => row(table, `commitment:${id}`))]],
        ]);
      }),
      runs(1_000),
    );
  });
});

describe("The notes of monitoring", () => {
  const ids = ["a", "b", "c"] as const;
  const months = ["2024-07-31", "2024-09-30", "2024-10-31"] as const;
  const asAt = "2024-09-30";
  const parts = fc.record({ net: maybe, "gross expenditure": maybe, "gross income": maybe }).map((of) => Object.entries(of) as [ForecastFacts["part"], number | null][]);
  const facts = fc
    .record({
      lines: fc.array(maybe, { minLength: 3, maxLength: 3 }),
      forecasts: fc.array(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...months), parts, fc.boolean()), { maxLength: 6 }),
      moves: fc.array(fc.tuple(fc.constantFrom("2023/24", "2024/25"), fc.boolean(), money), { maxLength: 2 }),
      published: fc.boolean(),
    })
    .map(
      ({ lines, forecasts, moves, published }): MonitoringFacts => ({
        authorityName: "Shire",
        versionName: "Budget",
        source: null,
        published,
        costCentres: ids.map((id) => ({ id, name: id.toUpperCase(), serviceGroup: id === "c" ? null : "Homes" })),
        lines: lines.flatMap((amountPence, index) => (amountPence === null ? [] : [{ costCentreId: ids[index] as string, year: "2024/25", amountPence }])),
        movements: moves.flatMap(([year, permanent, amountPence], index) =>
          [amountPence, -amountPence].map((each, at) => ({ year, permanent, number: index + 1, costCentreId: "ab"[at] as string, amountPence: each })),
        ),
        // Of a month and a cost centre, either a net amount or gross ones.
        forecasts: [...new Map(forecasts.map((each) => [`${each[0]}${each[1]}`, each])).values()].flatMap(([costCentreId, month, of, isNet]) =>
          of.flatMap(([part, pence]): ForecastFacts[] =>
            pence === null || (part === "net") !== isNet ? [] : [{ costCentreId, asAt: month, part, amountPence: part === "gross income" ? Math.abs(pence) : pence }],
          ),
        ),
        settings: null,
      }),
    );

  /** Net, what stands at the end of a month; null where it is not known. */
  function netAt(of: MonitoringFacts, id: string, month: string): Exact | null {
    const own = of.forecasts.filter((each) => each.costCentreId === id && each.asAt <= month);
    const newest = (part: ForecastFacts["part"]) => own.filter((each) => each.part === part).sort((one, other) => (one.asAt < other.asAt ? 1 : -1))[0];
    const [net, expenditure, income] = [newest("net"), newest("gross expenditure"), newest("gross income")];
    const since = own
      .map((each) => each.asAt)
      .sort()
      .at(-1);
    if (net && net.asAt === since) return Exact.pence(net.amountPence);
    const isNewer = (each: ForecastFacts | undefined) => each && each.asAt > (net?.asAt ?? "");
    return isNewer(expenditure) && isNewer(income) ? Exact.pence((expenditure?.amountPence ?? 0) - (income?.amountPence ?? 0)) : null;
  }
  const same = (one: Exact | null, other: Exact | null) => expect(one?.fraction() ?? null).toBe(other?.fraction() ?? null);

  test.each([false, true])("are so, and are all that is owed (gross: %s)", (gross) => {
    fc.assert(
      fc.property(facts, unitOf, (of, unitAsked) => {
        const table = monitoring(of, { year: "2024/25", asAt, unit: unitAsked, gross, editable: false });
        const column = (key: string) => table.columns.findIndex((each) => each.key === key);
        const at = (each: ReportRow, key: string) => each.cells[column(key)] as ReportCell;
        const value = (each: ReportRow, key: string) => at(each, key).figure?.value ?? null;
        const inYear = of.movements.filter(({ year, permanent }) => year === "2024/25" || (year < "2024/25" && permanent));
        const numbers = [...new Set(inYear.map(({ number }) => number))];
        const negative = ids.filter((id) => {
          const original = of.lines.find(({ costCentreId }) => costCentreId === id)?.amountPence ?? null;
          const moved = inYear.filter(({ costCentreId }) => costCentreId === id).reduce((sum, { amountPence }) => sum + amountPence, 0);
          return original !== null && original >= 0 && original + moved < 0;
        });
        const upToNow = of.forecasts.filter((each) => each.asAt <= asAt);
        const older = ids.filter((id) => upToNow.some(({ costCentreId }) => costCentreId === id) && !upToNow.some((each) => each.costCentreId === id && each.asAt === asAt));
        const hasEarlier = upToNow.some((each) => each.asAt < asAt);
        const bySize = table.rows.some((each) => at(each, "variance").figure !== null && value(each, "latest")?.isNegative());
        // Where three amounts that are printed beside each other are all known, they add up as they are printed, or the note names the row.
        const adds = (each: ReportRow, keys: readonly string[], sum: string) => {
          if ([...keys, sum].some((key) => at(each, key).figure === null)) return true;
          return keys.reduce((added, key) => added + inUnits(at(each, key).shown), 0) === inUnits(at(each, sum).shown);
        };
        const apart = table.rows.filter(
          (each) =>
            !adds(each, ["original", "movements"], "latest") || !adds(each, ["latest", "variance"], "forecast") || (gross && !adds(each, ["expenditure", "income"], "forecast")),
        );
        checkNotes(table, [
          unit(unitAsked),
          notKnown,
          saying(/^The original budget is Budget as it was published\.$/, () => expect(of.published).toBe(true)),
          saying(/^Budget is a draft: /, () => expect(of.published).toBe(false)),
          saying(/^No virement moves budget in 2024\/25\.$/, () => expect(numbers).toEqual([])),
          saying(/^Movements are virements? ([\d and]+)\./, ([, said]) => expect(list(said as string).map(Number)).toEqual(numbers)),
          saying(/^Forecasts are as at the end of September 2024\.( Brackets in what they rose are falls\.)?$/, ([, falls]) => {
            expect(falls !== undefined).toBe(hasEarlier);
            expect(column("change") >= 0).toBe(hasEarlier);
            for (const id of ids) {
              const each = row(table, `costCentre:${id}`);
              const [now, then] = [netAt(of, id, asAt), netAt(of, id, months[0])];
              same(value(each, "forecast"), now);
              if (hasEarlier) same(value(each, "change"), now && then && now.minus(then));
            }
            // A fall that rounds to nothing is shown as 0.
            if (hasEarlier)
              for (const each of table.rows) {
                const { shown } = at(each, "change");
                expect(shown.startsWith("(")).toBe(!isUnknown(at(each, "change")) && inUnits(shown) !== 0 && (value(each, "change")?.isNegative() ?? false));
              }
          }),
          saying(/^Carried forward from July 2024, as nothing later is recorded: (.+)\.$/, ([, said]) => expect(list(said as string)).toEqual(older.map((id) => id.toUpperCase()))),
          saying(/^Budgets are held net\. Gross income is deducted from gross expenditure\.$/, () => {
            expect(gross).toBe(true);
            for (const each of table.rows) {
              const [expenditure, income] = [value(each, "expenditure"), value(each, "income")];
              if (expenditure && income) same(value(each, "forecast"), expenditure.plus(income));
              else if (expenditure || income) same(value(each, "forecast"), null);
            }
          }),
          saying(/^Variance is forecast outturn less latest budget: .+ Variance % is variance over latest budget(, or over its size where it is negative)?\.$/, ([, size]) => {
            expect(size !== undefined).toBe(bySize);
            for (const each of table.rows) {
              const [forecast, latest, variance] = [value(each, "forecast"), value(each, "latest"), value(each, "variance")];
              // It is of the same cost centres: where one of the two is not known, neither is it.
              same(variance, forecast && latest && forecast.minus(latest));
              const divisor = latest?.isNegative() ? latest.negated() : latest;
              same(value(each, "variancePercent"), variance && divisor && !divisor.isNil() ? variance.dividedBy(divisor) : null);
            }
          }),
          saying(/^Green: no overspend\./, () => {
            for (const each of table.rows) expect(each.cells.some(({ rag }) => rag !== null)).toBe(at(each, "variance").figure !== null);
          }),
          saying(/^\[z\]: the latest budget is nil/, () => {
            for (const each of table.rows) if (at(each, "variancePercent").shown === "[z]") expect(value(each, "latest")?.isNil()).toBe(true);
          }),
          saying(/^More has been moved than there was, so the latest budget is negative: (.+)\.$/, ([, said]) =>
            expect(list(said as string)).toEqual(negative.map((id) => id.toUpperCase())),
          ),
          // It is checked below, where none is owed too.
          saying(/^Figures may not sum due to rounding: /, () => {}),
          saying(/^Figures may not sum across due to rounding: (.+)\.$/, ([, said]) => expect(list(said as string)).toEqual(apart.map(({ label }) => label))),
        ]);
        expect(has(table, /^\[x\]: no amount/)).toBe(cells(table).some(isUnknown));
        expect(has(table, /^\[z\]/)).toBe(cells(table).some(({ shown }) => shown === "[z]"));
        expect(has(table, /^More has been moved/)).toBe(negative.length > 0);
        expect(has(table, /^Carried forward/)).toBe(older.length > 0);
        expect(has(table, /^Figures may not sum across/)).toBe(apart.length > 0);
        const ofMoney = (key: string): ReportRow => ({ ...row(table, key), cells: row(table, key).cells.slice(0, column("variancePercent")) });
        checkRounding(table, [
          [ofMoney("subtotal:Homes"), [ofMoney("costCentre:a"), ofMoney("costCentre:b")]],
          [ofMoney("total"), [ofMoney("subtotal:Homes"), ofMoney("costCentre:c")]],
        ]);
      }),
      runs(1_000),
    );
  });
});

describe("The notes of options", () => {
  test("are so, and are all that is owed", () => {
    fc.assert(
      fc.property(budget, unitOf, fc.boolean(), fc.boolean(), (facts, unitAsked, costed, budgeted) => {
        const table = optionsTable(
          {
            authorityName: "Anyshire",
            decision: "What to buy",
            source: null,
            adoption: null,
            commitments: facts.commitments,
            rates: new Map([["s", facts.upliftSeries[0]?.rates ?? []]]),
            seriesNames: new Map([["s", "Prices"]]),
            remaining: budgeted ? new Map() : null,
            options: ["A", "B"].map((id, index) => ({
              id,
              name: id,
              recommended: false,
              costed: index === 0 || costed,
              adopted: false,
              overrides: facts.commitments.map((each) => ({ commitmentId: each.id, field: "occupancy" as const, value: "0.5" })),
              own: [],
            })),
          },
          { from: "2024/25", years: 3, unit: unitAsked, reference: null },
        );
        const commitmentUnknown = table.rows.some(({ key, cells: of }) => key.includes(":commitment:") && of.some(isUnknown));
        checkNotes(table, [
          unit(unitAsked),
          saying(/^\[x\]: no amount is recorded/, () => expect(commitmentUnknown).toBe(true)),
          saying(/^\[x\]: B is not costed\./, () => expect(row(table, "option:B:cost").cells.every(isUnknown)).toBe(true)),
          saying(/^\[x\]: no budget is recorded, or only a part of it/, () =>
            expect(labelled(table, "Remaining unallocated budget").some((each) => each.cells.some(isUnknown))).toBe(true),
          ),
          saying(/^Prices states no uplift for (.+); prices are left unchanged there\.$/, ([, gaps]) => expect(list(gaps as string)).toEqual(gapsOf(facts))),
          saying(/^Figures may not sum due to rounding: /, () => {}),
        ]);
        expect(has(table, /^\[x\]: no amount/)).toBe(commitmentUnknown);
        expect(has(table, /not costed/)).toBe(!costed);
        expect(has(table, /states no uplift/)).toBe(gapsOf(facts).length > 0);
      }),
      runs(600),
    );
  });
});

describe("The notes of contributions", () => {
  const partners = ["A", "B", "C"].map((name) => ({ id: name.toLowerCase(), name, shares: true }));
  test("are so, and are all that is owed", () => {
    fc.assert(
      fc.property(byYear, fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }), fc.nat(20_000_000), fc.constantFrom(1, 100, 100_000), (amounts, used, grant, roundToPence) => {
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
          pools: [{ id: "p", name: "Beds", kind: "placements", basis: "bed-weeks used" }],
          amounts: amounts.flatMap((amountPence, index) => (amountPence === null ? [] : [{ poolId: "p", year: years[index] as string, amountPence }])),
          weights: [],
          grants: [{ poolId: "p", name: "Grant", year: "2024/25", amountPence: grant, condition: "none" }],
          fees: [],
          allocations: [],
          committed: new Map(),
          bedWeeks: new Map(years.map((year, index) => [year, new Map(used[index] ? [["a", Exact.one]] : [])])),
          upliftGaps: new UpliftGaps(),
        };
        const table = contributionTable(facts, { from: "2024/25", years: 3, unit: "pounds" });
        const cost = row(table, "cost:p");
        const toShare = row(table, "toShare:p");
        const unknown = years.filter((_, column) => cost.cells[column]?.figure === null);
        const unshared = years.filter((_, column) => !used[column] && toShare.cells[column]?.figure && !toShare.cells[column]?.figure?.value.isNil());
        checkNotes(table, [
          unit("pounds"),
          saying(/^Contributions are .+, by largest remainder on the running total: they add up to what is to be shared\.$/, () => {
            for (const column of years.keys()) {
              const parts = partners.map(({ id }) => row(table, `share:p:${id}`).cells[column]?.figure ?? null);
              if (parts.some((part) => part === null)) continue;
              const added = parts.reduce<Exact>((sum, part) => sum.plus(part?.value ?? Exact.nil), Exact.nil);
              expect(added.equals(toShare.cells[column]?.figure?.value ?? Exact.nil)).toBe(true);
            }
          }),
          saying(/^\[x\]: no cost of Beds is recorded for (.+?), or a commitment in it states none\./, ([, said]) => expect(list(said as string)).toEqual(unknown)),
          saying(/^\[x\]: what is left of grants and fees of Beds for (.+) depends on what is not known before\.$/, ([, said]) => {
            for (const year of list(said as string)) expect(isUnknown(toShare.cells[years.indexOf(year)] as ReportCell)).toBe(true);
          }),
          saying(/^\[x\]: the members' parts of Beds for (.+) are not known while (.+) is not: /, ([, said, first]) => {
            for (const year of list(said as string)) {
              expect(year > (first as string)).toBe(true);
              expect(toShare.cells[years.indexOf(year)]?.figure ?? cost.cells[years.indexOf(year)]?.figure).not.toBeNull();
              for (const { id } of partners) expect(isUnknown(row(table, `share:p:${id}`).cells[years.indexOf(year)] as ReportCell)).toBe(true);
            }
          }),
          saying(/^Beds is not shared: nobody has a weight in it for (.+?)\. Record the places used, and it is\.$/, ([, said]) => expect(list(said as string)).toEqual(unshared)),
          saying(/^Beds: (.+) of grant and fees is not used by the end of 2026\/27\.$/, ([, said]) => {
            const paid = row(table, "grant:p")?.cells.reduce<Exact>((sum, cell) => sum.minus(cell.figure?.value ?? Exact.nil), Exact.nil) ?? Exact.nil;
            expect(said).toBe(poundsAndPence(Exact.pence(grant).minus(paid)));
          }),
          saying(/^In whole amounts of /, () => expect(roundToPence).not.toBe(1)),
        ]);
        expect(has(table, /^\[x\]: no cost/)).toBe(unknown.length > 0);
        expect(has(table, /is not shared/)).toBe(unshared.length > 0);
      }),
      runs(1_000),
    );
  });
});

test("a shown amount is read back as it is shown", () => {
  for (const [value, shown] of [
    ["-1399.5", "(1,399.50)"],
    ["1399.5", "1,399.50"],
    ["0", "–"],
  ] as const) {
    expect(shownMoney(Exact.decimal(value), "pounds")).toBe(shown);
    expect(inUnits(shown)).toBe(Math.round(Number(value) * 1_000));
  }
});
