// Placement activity over HTTP: what is entered of a period, and the financial KPIs that follow from it.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { latest } from "../setup/latest.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { added, enter, newAuthority, nothingStored, outcomes, percentage, undo } from "./commissioner.ts";
import { given } from "./officer.ts";

describe.each(engines)("activity on %s", (engine) => {
  let served: Served;
  let count = 0;
  beforeAll(async () => {
    served = await serve(engine, { examples: false });
  });
  afterAll(() => served.stop());

  let authority: string;
  let subject: string;
  let block: string;
  const activity = (rows: object[], period = "2024/25", more: object = {}) =>
    served.ask(
      `mutation($a: ID!, $s: ID!, $p: String!, $k: String, $rows: [PlacementActivityInput!]!) { enterActivity(seen: ${latest}, authority: $a, subject: $s, period: $p, kind: $k, rows: $rows) { batchId } }`,
      { a: authority, s: subject, p: period, rows, ...more },
    );
  const computed = [
    ["inside", "WEEKLY_COST_INSIDE", "POUNDS_A_WEEK"],
    ["outside", "WEEKLY_COST_OUTSIDE", "POUNDS_A_WEEK"],
    ["premium", "PREMIUM_OUTSIDE", "POUNDS_A_WEEK"],
    ["duration", "AVERAGE_DURATION", "WEEKS"],
    ["under", "UNDER_ARRANGEMENT", "PERCENT"],
    ["occupancy", "OCCUPANCY", "PERCENT"],
    ["avoided", "COST_AVOIDED", "POUNDS"],
  ] as const;
  const exact = async (args = "") =>
    Object.fromEntries(
      (await outcomes(served, `authority: "${authority}"${args}`)).nodes.map((each: { kpi: { code: string }; exact: string | null }) => [each.kpi.code, each.exact]),
    );
  const stored = async () =>
    given(
      await served.ask(
        `query($a: ID!) { placementActivity(authority: $a) { kind startsOn arrangementId area placements bedWeeks costPence directBedWeeks ended endedWeeks availableBedWeeks source } }`,
        { a: authority },
      ),
    ).placementActivity;
  const rows = () => [
    // Inside: £750,000 over 250 bed-weeks, £3,000 a week; of them 40 of children placed directly.
    { area: "INSIDE", arrangementId: block, placements: 30, bedWeeks: "200", costPence: 60_000_000, directBedWeeks: "40", ended: 4, endedWeeks: "100", availableBedWeeks: "250" },
    { area: "INSIDE", placements: 10, bedWeeks: "50", costPence: 15_000_000, directBedWeeks: "0", ended: 1, endedWeeks: "25.5" },
    // Outside: £420,000 over 100 bed-weeks, £4,200 a week.
    { area: "OUTSIDE", placements: 20, bedWeeks: "100", costPence: 42_000_000, ended: 5, endedWeeks: "74.5" },
    { area: "NOT_KNOWN", placements: 20, bedWeeks: "0", costPence: 0, ended: 0 },
  ];

  beforeEach(async () => {
    authority = await newAuthority(served, `Activity ${++count}`);
    subject = await added(served, "KpiSubject", authority, { kind: "AUTHORITY", name: `Activity ${count}` });
    block = await added(served, "Arrangement", authority, { name: "Block", kind: "BLOCK_CONTRACT" });
    for (const [code, how, unit] of computed)
      await added(served, "Kpi", authority, {
        ...percentage,
        code,
        name: `Cost ${code}`,
        category: "FINANCIAL",
        unit,
        computed: how,
        numeratorSaid: null,
        denominatorSaid: null,
      });
  });

  test("gives every financial KPI by hand-made sums", async () => {
    given(await activity(rows()));
    expect(await exact()).toEqual({
      inside: "3000",
      outside: "4200",
      premium: "1200",
      duration: "20", // 200 weeks of 10 that ended
      under: "0.375", // 30 of 80
      occupancy: "0.8", // 200 of 250
      avoided: "48000", // 40 at £1,200
    });
  });

  test("gives none that a row leaves out a part of, and says what is not recorded", async () => {
    const [first, second, third, fourth] = rows();
    const said = async () =>
      Object.fromEntries(
        (await outcomes(served, `authority: "${authority}"`, "why")).nodes.flatMap((each: { kpi: { code: string }; exact: string | null; why: string | null }) =>
          each.exact === null ? [[each.kpi.code, each.why]] : [],
        ),
      );
    given(await activity([first, second, third, { ...fourth, bedWeeks: "10.5" }] as object[]));
    const area = "Whether some of these placements were inside the area or outside it is not recorded.";
    expect(await said()).toEqual({ inside: area, outside: area, premium: area, avoided: area });
    given(await activity([{ ...first, availableBedWeeks: null }, { ...second, directBedWeeks: null, ended: null }, third] as object[]));
    expect(await said()).toEqual({
      duration: "Of some of these placements it is not recorded how many ended, or how many weeks those had lasted.",
      occupancy: "Of some block places it is not recorded how many bed-weeks were paid for.",
      avoided: "Of some placements inside the area it is not recorded how many bed-weeks were of children placed directly.",
    });
  });

  test("is put in place of what was held of the period, and comes back", async () => {
    given(await activity(rows()));
    const before = await stored();
    expect(before).toHaveLength(4);
    expect(before[0]).toEqual({ kind: "FINANCIAL_YEAR", startsOn: "2024-04-01", ...rows()[0], source: null });
    const batch: string = given(await activity([{ ...rows()[2], costPence: 50_000_000 }])).enterActivity.batchId;
    expect(await exact()).toMatchObject({ inside: null, outside: "5000", premium: null, duration: "14.9", under: "0", occupancy: null, avoided: null });
    expect(await stored()).toHaveLength(1);
    given(await undo(served, batch));
    expect(await stored()).toEqual(before);
    given(await activity([]));
    expect(await stored()).toEqual([]);
    expect((await outcomes(served, `authority: "${authority}"`)).nodes).toEqual([]);
  });

  test("of several periods adds up by its sums, save for the share at a moment", async () => {
    given(await activity(rows()));
    given(await activity([{ area: "INSIDE", placements: 10, bedWeeks: "250", costPence: 100_000_000 }], "2023/24"));
    const { nodes } = await outcomes(served, `authority: "${authority}", groupBy: [DEFINITION]`);
    const by = Object.fromEntries(nodes.map((each: { kpi: { code: string } }) => [each.kpi.code, each]));
    // £1,750,000 over 500 bed-weeks.
    expect(by.inside).toMatchObject({ count: 2, exact: "3500" });
    expect(by.under).toMatchObject({ count: 2, exact: null, why: /different moments/ as unknown as string });
    expect(await exact(`, to: "2024-03-31"`)).toMatchObject({ inside: "4000", outside: null });
  });

  test("of months and quarters is apart from that of years", async () => {
    given(await activity(rows(), "2024/25 Q1"));
    given(await activity(rows(), "2024/25", { k: "academic year" }));
    expect((await stored()).map((row: { kind: string }) => row.kind)).toEqual([...Array(4).fill("QUARTER"), ...Array(4).fill("ACADEMIC_YEAR")]);
    expect((await outcomes(served, `authority: "${authority}"`)).nodes).toEqual([]);
  });

  test("is read from a day to a day", async () => {
    given(await activity(rows()));
    const ask = async (args: string) => given(await served.ask(`{ placementActivity(authority: "${authority}"${args}) { id } }`)).placementActivity;
    expect(await ask(`, from: "2024-04-02"`)).toEqual([]);
    expect(await ask(`, to: "2024-03-31"`)).toEqual([]);
    expect(await ask(`, to: "2024-04-01"`)).toHaveLength(4);
    expect(await ask(`, from: "2024-04-01"`)).toHaveLength(4);
  });

  test("shows its workings", async () => {
    given(await activity(rows()));
    const workings = async (code: string) => (await outcomes(served, `authority: "${authority}", kpis: ["${code}"]`, "derivation { workings }")).nodes[0].derivation.workings;
    expect(await workings("avoided")).toBe("(40 bed-weeks + 0 bed-weeks) × Premium outside the area £1,200.00");
    for (const part of ["600,000", "150,000", "200", "50"]) expect(await workings("inside")).toContain(part);
  });

  test("is not entered as an outcome", async () => {
    const { nodes } = given(await served.ask(`query($a: ID!) { kpis(authority: $a) { nodes { id } } }`, { a: authority })).kpis;
    const refused = await nothingStored(served, () => enter(served, authority, [{ kpiId: nodes[0].id, subjectId: subject, period: "2024/25", value: "3000" }]));
    expect(refused).toMatchObject({ code: "BAD_INPUT", field: "outcomes[0].kpi" });
  });

  test.each<[string, object, string, string]>([
    ["placements below nil", { placements: -1 }, "BAD_INPUT", "rows[1].placements"],
    ["bed-weeks below nil", { bedWeeks: "-1" }, "BAD_INPUT", "rows[1].bedWeeks"],
    ["bed-weeks that are no number", { bedWeeks: "some" }, "BAD_INPUT", "rows[1].bedWeeks"],
    ["a cost below nil", { costPence: -1 }, "BAD_INPUT", "rows[1].costPence"],
    ["half a penny", { costPence: 0.5 }, "BAD_INPUT", "rows[1].costPence"],
    ["fewer than none ended", { ended: -1 }, "BAD_INPUT", "rows[1].ended"],
    ["more used than paid for", { availableBedWeeks: "49" }, "BAD_INPUT", "rows[1].availableBedWeeks"],
    ["more placed directly than placed", { directBedWeeks: "51" }, "BAD_INPUT", "rows[1].directBedWeeks"],
    ["an arrangement that is not there", { arrangementId: "none" }, "NOT_FOUND", "rows[1].arrangementId"],
    ["one arrangement and area twice", { area: "OUTSIDE" }, "BAD_INPUT", "rows[1].area"],
  ])("with %s is refused", async (_, wrong, code, field) => {
    const fair = { area: "INSIDE", placements: 10, bedWeeks: "50", costPence: 1 };
    expect(
      await nothingStored(served, () =>
        activity([
          { ...fair, area: "OUTSIDE" },
          { ...fair, ...wrong },
        ]),
      ),
    ).toMatchObject({ code, field });
  });

  test("of no period, of nobody here and of a sort of period that is none is refused", async () => {
    expect(await nothingStored(served, () => activity([], "the year"))).toMatchObject({ code: "BAD_INPUT", field: "period" });
    expect(await nothingStored(served, () => activity([], "2024/25", { k: "quarter" }))).toMatchObject({ code: "BAD_INPUT", field: "period" });
    expect(await nothingStored(served, () => activity([], "2024/25", { k: "week" }))).toMatchObject({ code: "BAD_INPUT", field: "kind" });
    expect(await nothingStored(served, () => activity([], "2024/25", { s: "nobody" }))).toMatchObject({ code: "NOT_FOUND", field: "subject" });
  });
});
