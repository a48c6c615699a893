// Benefits: when each is due, and by what it is on course, achieved or missed.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BenefitFacts, type BenefitFrequency, benefitStanding, checkBenefit, dueDates, type Measurement } from "../../server/finance/benefit.ts";
import { benefitsRegister, type RegisteredBenefit } from "../../server/finance/benefitsTable.ts";
import { addMonths } from "../../server/finance/day.ts";
import { Exact } from "../../server/finance/exact.ts";
import type { Polarity } from "../../server/finance/kpi.ts";
import type { PeriodKind } from "../../server/finance/period.ts";

const benefit = (stated: Partial<BenefitFacts> = {}): BenefitFacts => ({
  name: "Fewer placements outside the area",
  countedFrom: "2018-04-01",
  afterMonths: 12,
  frequency: "each year",
  comparedWith: "its baseline",
  baselineValue: "0.4",
  targetValue: null,
  reviews: [],
  ...stated,
});
const measured = (startsOn: string, value: string, kind: PeriodKind = "financial year"): Measurement => ({ period: { kind, startsOn }, value: Exact.decimal(value) });
const standing = (asAt: string, stated: Partial<BenefitFacts> = {}, measurements: Measurement[] = [], polarity: Polarity | null = "lower is better") =>
  benefitStanding(benefit(stated), polarity, measurements, asAt);

describe("due dates", () => {
  test("from 1 April 2018, after 12 months and each year: on 1 June 2020 it was last due on 1 April 2020 and is next on 1 April 2021", () => {
    expect(dueDates(benefit(), "2020-06-01")).toEqual({ last: "2020-04-01", next: "2021-04-01" });
  });

  test.each<[BenefitFrequency, string, string | null, string | null]>([
    ["once", "2019-03-31", null, "2019-04-01"],
    ["once", "2019-04-01", "2019-04-01", null],
    ["once", "2030-01-01", "2019-04-01", null],
    ["each month", "2019-03-31", null, "2019-04-01"],
    ["each month", "2019-06-15", "2019-06-01", "2019-07-01"],
    ["each quarter", "2019-06-30", "2019-04-01", "2019-07-01"],
    ["each quarter", "2019-07-01", "2019-07-01", "2019-10-01"],
    ["each year", "2018-01-01", null, "2019-04-01"],
    ["each year", "2021-04-01", "2021-04-01", "2022-04-01"],
  ])("%s, on %s: %s and %s", (frequency, asAt, last, next) => {
    expect(dueDates(benefit({ frequency }), asAt)).toEqual({ last, next });
  });

  test("from the end of a long month it is the end of a shorter one, and of the next long one again", () => {
    const monthly = { countedFrom: "2024-01-31", afterMonths: 0, frequency: "each month" } as const;
    expect(dueDates(monthly, "2024-03-01")).toEqual({ last: "2024-02-29", next: "2024-03-31" });
    expect(dueDates(monthly, "2024-04-30")).toEqual({ last: "2024-04-30", next: "2024-05-31" });
    expect(dueDates({ ...monthly, countedFrom: "2024-02-29", frequency: "each year" }, "2025-03-01")).toEqual({ last: "2025-02-28", next: "2026-02-28" });
  });

  test("not known from when, or after how long: none", () => {
    expect(dueDates(benefit({ countedFrom: null, afterMonths: null }), "2020-01-01")).toEqual({ last: null, next: null });
    expect(dueDates(benefit({ afterMonths: null }), "2020-01-01")).toEqual({ last: null, next: null });
  });

  test("the last is not after the day, the next is, and between them is as long as between any two", () => {
    const often = { "each month": 1, "each quarter": 3, "each year": 12 } as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(often) as (keyof typeof often)[])),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 4_000 }),
        (frequency, afterMonths, days) => {
          const asAt = new Date(Date.UTC(2018, 0, 31) + days * 86_400_000).toISOString().slice(0, 10);
          const { last, next } = dueDates({ countedFrom: "2018-01-31", afterMonths, frequency }, asAt);
          const due = (count: number) => addMonths("2018-01-31", afterMonths + count * often[frequency]);
          expect(next && next > asAt).toBe(true);
          if (last === null) expect(next).toBe(due(0));
          else {
            expect(last <= asAt).toBe(true);
            const count = Array.from({ length: 200 }, (_, at) => at).find((at) => due(at) === last) as number;
            expect(next).toBe(due(count + 1));
          }
        },
      ),
    );
  });
});

describe("where it stands", () => {
  test("not due: from when is not known, or it is not yet", () => {
    expect(standing("2020-01-01", { countedFrom: null, afterMonths: null })).toEqual({
      state: "not due",
      why: "The day from which it is counted is not known.",
      lastDue: null,
      nextDue: null,
    });
    expect(standing("2019-03-31")).toEqual({ state: "not due", why: "It is first due on 1 Apr 2019.", lastDue: null, nextDue: "2019-04-01" });
    // It has not got there: 0.4 is no less than its baseline.
    expect(standing("2018-12-01", {}, [measured("2018-07-01", "0.4", "quarter")]).state).toBe("not due");
  });

  test("on course: not due, and there already", () => {
    expect(standing("2018-12-01", {}, [measured("2018-07-01", "0.39", "quarter")])).toEqual({
      state: "on course",
      why: "2018/19 Q2 was better than its baseline. It is due on 1 Apr 2019.",
      lastDue: null,
      nextDue: "2019-04-01",
    });
    // A quarter that has not ended tells nothing yet, nor does one before it is counted.
    expect(standing("2018-09-29", {}, [measured("2018-07-01", "0.39", "quarter")]).state).toBe("not due");
    expect(standing("2018-12-01", {}, [measured("2018-01-01", "0.39", "quarter")]).state).toBe("not due");
  });

  test("due: nobody has measured it, or what was measured tells nothing", () => {
    const why = "It was due on 1 Apr 2020, and nothing that measures it is recorded.";
    expect(standing("2020-06-01")).toEqual({ state: "due", why, lastDue: "2020-04-01", nextDue: "2021-04-01" });
    // Of the year before that the due date before told.
    expect(standing("2020-06-01", {}, [measured("2018-04-01", "0.3")])).toMatchObject({ state: "due", why });
    expect(standing("2020-06-01", {}, [measured("2020-04-01", "0.3", "month")])).toMatchObject({ state: "due", why });
    const alone = "It was due on 1 Apr 2020, and there is nothing that 2019/20 can be compared with.";
    expect(standing("2020-06-01", { baselineValue: null }, [measured("2019-04-01", "0.3")])).toMatchObject({ state: "due", why: alone });
    expect(standing("2020-06-01", {}, [measured("2019-04-01", "0.3")], null)).toMatchObject({ state: "due", why: alone });
    expect(standing("2020-06-01", {}, [measured("2019-04-01", "0.3")], "neither")).toMatchObject({ state: "due", why: alone });
  });

  test("achieved or missed, by its baseline", () => {
    const state = (value: string, polarity?: Polarity) => standing("2020-06-01", {}, [measured("2019-04-01", value)], polarity);
    expect(state("0.39")).toMatchObject({ state: "achieved", why: "2019/20 was better than its baseline." });
    expect(state("0.41")).toMatchObject({ state: "missed", why: "2019/20 was worse than its baseline." });
    expect(state("0.4")).toMatchObject({ state: "missed", why: "2019/20 was the same as its baseline." });
    expect(state("0.41", "higher is better")).toMatchObject({ state: "achieved" });
  });

  test("by what was promised, inclusive, whatever the baseline", () => {
    const state = (value: string, polarity?: Polarity) => standing("2020-06-01", { targetValue: "0.35" }, [measured("2019-04-01", value)], polarity);
    expect(state("0.35")).toMatchObject({ state: "achieved", why: "2019/20 reached what was promised." });
    expect(state("0.36")).toMatchObject({ state: "missed", why: "2019/20 did not reach what was promised." });
    expect(state("0.36", "higher is better")).toMatchObject({ state: "achieved" });
    expect(state("0.35", "neither")).toMatchObject({ state: "due" });
  });

  test("by the same period a year before", () => {
    const year = { comparedWith: "the same period a year before" as const };
    const quarters = [measured("2019-01-01", "0.5", "quarter"), measured("2019-10-01", "0.2", "quarter"), measured("2020-01-01", "0.45", "quarter")];
    expect(standing("2020-06-01", year, quarters)).toMatchObject({ state: "achieved", why: "2019/20 Q4 was better than 2018/19 Q4." });
    expect(standing("2020-06-01", year, [measured("2018-04-01", "0.44"), measured("2019-04-01", "0.45")])).toMatchObject({
      state: "missed",
      why: "2019/20 was worse than 2018/19.",
    });
    expect(standing("2020-06-01", year, [measured("2019-04-01", "0.45")])).toMatchObject({ state: "due" });
  });

  test("by the last period that ended by the day it was due", () => {
    const quarters = ["2019-07-01", "2020-01-01", "2019-10-01", "2020-04-01"].map((startsOn, index) =>
      measured(startsOn, ["0.5", "0.3", "0.6", "0.7"][index] as string, "quarter"),
    );
    expect(standing("2020-09-01", {}, quarters)).toMatchObject({ state: "achieved", why: "2019/20 Q4 was better than its baseline." });
  });

  test("one that is due once is judged by what there was by then, ever after", () => {
    const once = { frequency: "once" as const };
    expect(standing("2030-01-01", once, [measured("2018-04-01", "0.3"), measured("2019-04-01", "0.9")])).toEqual({
      state: "achieved",
      why: "2018/19 was better than its baseline.",
      lastDue: "2019-04-01",
      nextDue: null,
    });
  });

  test("a review since it was due goes before the figures, the last before others, with its own words", () => {
    const missed = [measured("2019-04-01", "0.9")];
    const reviews = [
      { reviewedOn: "2020-05-01", achieved: false, found: null },
      { reviewedOn: "2020-05-20", achieved: true, found: "Seven of nine came back." },
      { reviewedOn: "2020-07-01", achieved: false, found: "Later." },
    ];
    expect(standing("2020-06-01", { reviews }, missed)).toMatchObject({ state: "achieved", why: "Seven of nine came back." });
    expect(standing("2020-05-10", { reviews }, missed)).toMatchObject({ state: "missed", why: "Reviewed on 1 May 2020." });
    // Before any of them, and after it was due again, they tell nothing.
    expect(standing("2020-04-30", { reviews }, missed)).toMatchObject({ state: "missed", why: "2019/20 was worse than its baseline." });
    expect(standing("2021-04-01", { reviews })).toMatchObject({ state: "due" });
    // On the very day that it was due.
    expect(standing("2020-06-01", { reviews: [{ reviewedOn: "2020-04-01", achieved: true, found: null }] })).toMatchObject({ state: "achieved", why: "Reviewed on 1 Apr 2020." });
    // Before it is first due a review settles nothing.
    expect(standing("2019-03-01", { reviews: [{ reviewedOn: "2019-02-01", achieved: false, found: null }] })).toMatchObject({ state: "not due" });
  });
});

describe("a benefit of a percentage, or with reviews", () => {
  const day = { reviewedOn: "2025-04-01", achieved: true, found: null };
  test.each<[Partial<BenefitFacts>, string]>([
    [{ targetValue: "14" }, "input.targetValue"],
    [{ baselineValue: "14.1" }, "input.baselineValue"],
    [{ reviews: [day, { ...day, achieved: false }] }, "input.reviews[1].reviewedOn"],
  ])("%o is refused", (stated, field) => {
    expect(() => checkBenefit(benefit(stated), true)).toThrow(expect.objectContaining({ code: "BAD_INPUT", field }));
  });
  test("a share is not, nor a number of a KPI that is none", () => {
    expect(() => checkBenefit(benefit({ targetValue: "0.14", baselineValue: "1" }), true)).not.toThrow();
    expect(() => checkBenefit(benefit({ targetValue: "14", baselineValue: "180" }), false)).not.toThrow();
  });
});

describe("a benefit that cannot be", () => {
  test.each<[Partial<BenefitFacts>, string]>([
    [{ afterMonths: -1 }, "input.afterMonths"],
    [{ afterMonths: 601 }, "input.afterMonths"],
    [{ countedFrom: null }, "input.countedFrom"],
  ])("%o", (stated, field) => {
    expect(() => checkBenefit(benefit(stated), false)).toThrow(expect.objectContaining({ code: "BAD_INPUT", field }));
  });
  test.each<Partial<BenefitFacts>>([{ afterMonths: 0 }, { afterMonths: 600 }, { afterMonths: null }, { afterMonths: null, countedFrom: null }])("%o can be", (stated) => {
    expect(() => checkBenefit(benefit(stated), false)).not.toThrow();
  });
});

test("the register has a row for each, every column of it, and why in a note", () => {
  const registered: RegisteredBenefit = {
    ...benefit(),
    id: "b1",
    accountable: "Head of Commissioning",
    baseline: "40% in 2017/18",
    measuredBy: null,
    measuredWhen: "Each April",
    resources: "=none",
    kpiName: "Outside the area",
    standing: standing("2020-06-01", {}, [measured("2019-04-01", "0.39")]),
  };
  const table = benefitsRegister("Havering", [registered, { ...registered, id: "b2", name: "Later", standing: standing("2019-03-31") }], "2020-06-01");
  expect(table).toMatchObject({ id: "benefits", title: "Havering: benefits on 1 June 2020" });
  expect(table.columns.map(({ label, words }) => [label, words])).toEqual(
    ["State", "Last due", "Next due", "Accountable post", "Baseline", "How measured", "When measured", "How often", "Resources", "KPI"].map((label) => [label, true]),
  );
  expect(table.rows.map(({ key, label, subjectId, cells }) => [key, label, subjectId, ...cells.map(({ shown }) => shown)])).toEqual([
    [
      "benefit:b1",
      "Fewer placements outside the area",
      "b1",
      "achieved",
      "1 Apr 2020",
      "1 Apr 2021",
      "Head of Commissioning",
      "40% in 2017/18",
      "",
      "Each April",
      "Annually",
      "=none",
      "Outside the area",
    ],
    ["benefit:b2", "Later", "b2", "not due", "", "1 Apr 2019", "Head of Commissioning", "40% in 2017/18", "", "Each April", "Annually", "=none", "Outside the area"],
  ]);
  expect(table.rows[0]?.cells[0]?.note).toBe("2019/20 was better than its baseline.");
  expect(table.notes).toEqual(["Fewer placements outside the area: achieved. 2019/20 was better than its baseline.", "Later: not due. It is first due on 1 Apr 2019."]);
});
