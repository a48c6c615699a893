// Financial KPIs from placements' activity: each by a sum made by hand, with its workings in words.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Activity, activityFigure, type ComputedKpi, mergedActivity } from "../../server/finance/activity.ts";
import { derive } from "../../server/finance/derivation.ts";
import type { CellUnit } from "../../server/finance/money.ts";
import { figureOf, isUnknown } from "../../server/finance/unknown.ts";
import { runs } from "../setup/samples.ts";

const row = (stated: Partial<Activity>): Activity => ({
  arrangementId: null,
  arrangementKind: null,
  area: "inside",
  placements: 1,
  bedWeeks: "0",
  costPence: 0,
  directBedWeeks: null,
  ended: null,
  endedWeeks: null,
  availableBedWeeks: null,
  ...stated,
});
const outside = row({ area: "outside", placements: 7, bedWeeks: "100", costPence: 42_000_000, ended: 3, endedWeeks: "120.5" });
const inside = row({ placements: 9, bedWeeks: "250", costPence: 75_000_000, directBedWeeks: "40" });
const block = row({
  arrangementId: "block",
  arrangementKind: "block contract",
  placements: 6,
  bedWeeks: "234",
  costPence: 70_200_000,
  availableBedWeeks: "260",
  ended: 2,
  endedWeeks: "79.5",
});
const unknown = row({ area: "not known", placements: 2, bedWeeks: "50", costPence: 900_000_000 });

const exact = (computed: ComputedKpi, rows: readonly Activity[]) => figureOf(activityFigure(computed, rows))?.value.fraction() ?? null;
const why = (computed: ComputedKpi, rows: readonly Activity[]) => {
  const found = activityFigure(computed, rows);
  return isUnknown(found) ? found.why : null;
};
const worked = (computed: ComputedKpi, rows: readonly Activity[], unit: CellUnit) => {
  const figure = figureOf(activityFigure(computed, rows));
  return figure && derive(figure, unit);
};

describe("by hand", () => {
  test("£420,000 for 100 bed-weeks outside the area is £4,200 a week", () => {
    expect(worked("average weekly cost outside the area", [outside, inside], { poundsTo: 2 })).toMatchObject({
      workings: "£420,000.00 ÷ 100 bed-weeks",
      result: "£4,200.00",
    });
  });

  test("£750,000 for 250 inside is £3,000, and with a block's £702,000 for 234 it stays so: (750,000 + 702,000) ÷ (250 + 234)", () => {
    expect(worked("average weekly cost inside the area", [outside, inside], { poundsTo: 2 })).toMatchObject({
      workings: "£750,000.00 ÷ 250 bed-weeks",
      result: "£3,000.00",
    });
    expect(worked("average weekly cost inside the area", [inside, block], { poundsTo: 2 })).toMatchObject({
      workings: "(£750,000.00 + £702,000.00) ÷ (250 bed-weeks + 234 bed-weeks)",
      result: "£3,000.00",
    });
  });

  test("it is weighted by bed-weeks: £1,000 for 1 and £1,000 for 3 are £500 a week, and not the mean of £1,000 and £333", () => {
    expect(exact("average weekly cost inside the area", [row({ bedWeeks: "1", costPence: 100_000 }), row({ bedWeeks: "3", costPence: 100_000 })])).toBe("500/1");
    expect(exact("average weekly cost inside the area", [row({ bedWeeks: "52.142857", costPence: 1 })])).toBe("10000/52142857");
  });

  test("a premium of £4,200 – £3,000 = £1,200", () => {
    expect(worked("premium outside the area", [outside, inside], { poundsTo: 2 })).toMatchObject({
      workings: "Average weekly cost outside the area £4,200.00 – Average weekly cost inside £3,000.00",
      result: "£1,200.00",
      inputs: [
        { name: "Average weekly cost outside the area", value: "£4,200.00" },
        { name: "Average weekly cost inside", value: "£3,000.00" },
      ],
    });
  });

  test("40 bed-weeks of children placed directly inside the area avoided 40 × £1,200 = £48,000", () => {
    expect(worked("cost avoided", [outside, inside], { poundsTo: 2 })).toMatchObject({ workings: "40 bed-weeks × Premium outside the area £1,200.00", result: "£48,000.00" });
    // Of those placed directly outside, nothing is avoided; (40 + 10) × £1,200 with a block's.
    const all = [{ ...outside, directBedWeeks: "99" }, inside, { ...block, directBedWeeks: "10" }];
    expect(worked("cost avoided", all, { poundsTo: 2 })).toMatchObject({ workings: "(40 bed-weeks + 10 bed-weeks) × Premium outside the area £1,200.00", result: "£60,000.00" });
  });

  test("where it is dearer inside, it is a cost and not avoided", () => {
    const cheap = { ...outside, costPence: 20_000_000 };
    // £2,000 – £3,000 = –£1,000 a week.
    expect(exact("premium outside the area", [cheap, inside])).toBe("-1000/1");
    expect(worked("cost avoided", [cheap, inside], { poundsTo: 2 })).toMatchObject({ workings: "40 bed-weeks × (–Premium outside the area £1,000.00)", result: "–£40,000.00" });
  });

  test("(120.5 + 79.5) weeks of 3 + 2 placements that ended are 40 weeks each", () => {
    expect(worked("average duration", [outside, { ...inside, ended: 0 }, block], { count: "weeks", decimals: 1 })).toMatchObject({
      workings: "(120.5 weeks + 79.5 weeks) ÷ (3 placements ended + 2 placements ended)",
      result: "40.0 weeks",
    });
  });

  test("6 of 7 + 9 + 6 + 2 placements are under an arrangement", () => {
    expect(worked("share under an arrangement", [outside, inside, block, unknown], { percent: 1 })).toMatchObject({
      workings:
        "(0 placements under an arrangement + 0 placements under an arrangement + 6 placements under an arrangement + 0 placements under an arrangement) ÷ (7 placements + 9 placements + 6 placements + 2 placements)",
      result: "25.0%",
    });
    expect(exact("share under an arrangement", [inside])).toBe("0/1");
  });

  test("234 of 260 bed-weeks paid for were used: 90%", () => {
    expect(worked("occupancy of block places", [inside, block], { percent: 1 })).toMatchObject({ workings: "234 bed-weeks ÷ 260 bed-weeks paid for", result: "90.0%" });
    expect(exact("occupancy of block places", [block, { ...block, bedWeeks: "26" }])).toBe("1/2");
  });
});

describe("where one row does not record what it needs, it is not known, and the others are not the whole", () => {
  const area = "Whether some of these placements were inside the area or outside it is not recorded.";
  const ends = "Of some of these placements it is not recorded how many ended, or how many weeks those had lasted.";
  const paid = "Of some block places it is not recorded how many bed-weeks were paid for.";
  const direct = "Of some placements inside the area it is not recorded how many bed-weeks were of children placed directly.";
  test.each<[ComputedKpi, string, Activity[], string]>([
    ["average weekly cost inside the area", "bed-weeks of an unknown area", [outside, inside, unknown], area],
    ["average weekly cost outside the area", "bed-weeks of an unknown area", [outside, inside, unknown], area],
    ["premium outside the area", "a cost of an unknown area", [outside, inside, { ...unknown, bedWeeks: "0" }], area],
    ["average duration", "no number that ended", [outside, row({ endedWeeks: "9" })], ends],
    ["average duration", "no weeks of those that ended", [outside, row({ ended: 9 })], ends],
    ["average duration", "neither", [outside, inside], ends],
    ["occupancy of block places", "a block without what was paid for", [block, { ...block, arrangementId: "other", availableBedWeeks: null }], paid],
    ["cost avoided", "bed-weeks inside, placed by whom is not known", [outside, inside, { ...block, directBedWeeks: null }], direct],
    ["cost avoided", "both", [outside, { ...inside, directBedWeeks: null }, unknown], `${area} ${direct}`],
  ])("%s, with %s", (computed, _, rows, said) => {
    expect(why(computed, rows)).toBe(said);
    expect(activityFigure(computed, mergedActivity(computed, rows))).toEqual(activityFigure(computed, rows));
  });

  test("and nil is recorded: no bed-weeks of an unknown area, and none that ended", () => {
    const nil = { ...unknown, bedWeeks: "0", costPence: 0 };
    expect(exact("average weekly cost inside the area", [inside, nil])).toBe("3000/1");
    expect(exact("average duration", [outside, row({ ended: 0 })])).toBe("241/6");
    expect(exact("cost avoided", [outside, inside, row({ placements: 0 })])).toBe("48000/1");
    // What is bought as it is needed is paid for as it is used.
    expect(exact("occupancy of block places", [block, inside, row({ arrangementId: "frame", arrangementKind: "framework", bedWeeks: "9" })])).toBe("9/10");
  });

  const kpis: ComputedKpi[] = [
    "average weekly cost inside the area",
    "average weekly cost outside the area",
    "premium outside the area",
    "average duration",
    "share under an arrangement",
    "occupancy of block places",
    "cost avoided",
  ];
  const count = fc.nat(50);
  const whole = fc
    .record({
      kind: fc.constantFrom("block contract", "framework", null),
      area: fc.constantFrom<Activity["area"]>("inside", "outside"),
      placements: count,
      bedWeeks: count,
      costPence: count,
      direct: count,
      ended: count,
      endedWeeks: count,
      spare: count,
    })
    .map(({ kind, area: where, placements, bedWeeks, costPence, direct: placed, ended, endedWeeks, spare }) =>
      row({
        arrangementId: kind,
        arrangementKind: kind,
        area: where,
        placements,
        bedWeeks: String(bedWeeks),
        costPence,
        directBedWeeks: String(placed),
        ended,
        endedWeeks: String(endedWeeks),
        availableBedWeeks: kind === "block contract" ? String(bedWeeks + spare) : null,
      }),
    );
  const forgotten = fc.subarray(["area", "directBedWeeks", "ended", "endedWeeks", "availableBedWeeks"] as const);

  test("whatever is forgotten of the rows, a KPI is as it was or not known, and the same of merged rows", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(whole, forgotten, fc.boolean()), { minLength: 1, maxLength: 5 }), (rows) => {
        const all = rows.map(([each]) => each);
        const less = rows.map(([each, fields, isWhole]) =>
          isWhole ? each : { ...each, ...Object.fromEntries(fields.map((field) => [field, field === "area" ? "not known" : null])) },
        );
        for (const computed of kpis) {
          const known = exact(computed, less);
          if (known !== null) expect(known, computed).toBe(exact(computed, all));
          const merged = mergedActivity(computed, less);
          expect([exact(computed, merged), why(computed, merged)], computed).toEqual([known, why(computed, less)]);
        }
      }),
      runs(500),
    );
  });
});

describe("where what it needs is not held there is none", () => {
  test.each<[ComputedKpi, string, Activity[]]>([
    ["average weekly cost inside the area", "only outside", [outside]],
    ["average weekly cost outside the area", "only inside", [inside]],
    ["average weekly cost inside the area", "no bed-weeks", [row({ costPence: 100 })]],
    ["premium outside the area", "only inside", [inside]],
    ["premium outside the area", "only outside", [outside]],
    ["cost avoided", "no premium", [inside]],
    ["average duration", "nobody ended", [row({ ended: 0, endedWeeks: "0" })]],
    ["share under an arrangement", "no placements", [row({ placements: 0 })]],
    ["occupancy of block places", "no block", [inside, outside]],
    ["occupancy of block places", "nothing paid for", [row({ availableBedWeeks: "0" })]],
  ])("%s, of %s", (computed, _, rows) => {
    expect(why(computed, rows)).toBe("What this is computed from is not recorded.");
    expect(why(computed, [])).toBe("What this is computed from is not recorded.");
  });
  test("and none placed directly, which is known, avoided nothing", () => {
    expect(exact("cost avoided", [outside, { ...inside, directBedWeeks: "0" }])).toBe("0/1");
  });
});
