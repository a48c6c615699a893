// Adding, changing, ending and removing commitments, and the uplift series that lift their prices.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { statusIdOf } from "../../db/commitmentStatuses.ts";
import { everything, storedFacts } from "../db/rows.ts";
import { latest } from "../setup/latest.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { addCommitment, adding, edit, given, nineBeds, nineBedsIn, refusal, type Sheet, shownTable, startSheet, statedAmounts, statedIn } from "./officer.ts";

const changing = `mutation($id: ID!, $input: CommitmentInput!, $seen: DataVersion! = ${latest}) { changeCommitment(id: $id, input: $input, seen: $seen) { id batchId } }`;
const ending = `mutation($id: ID!, $endsOn: Day, $share: Decimal, $seen: DataVersion! = ${latest}) { endCommitment(id: $id, endsOn: $endsOn, endYearShare: $share, seen: $seen) { id } }`;
const removing = `mutation($id: ID!, $seen: DataVersion! = ${latest}) { removeCommitment(id: $id, seen: $seen) { batchId } }`;
const reading = `query($id: ID!) { commitment(id: $id) { name statusId status { name kind } basis weeklyRatePounds weeksPerYear partYear firstYearUplifted endsOn endYearShare upliftSeriesId priceBaseYear
  places { places startsOn endsOn firstYearShare lastYearShare } amounts { year amountPence } } }`;
const addingSeries = `mutation($input: NewUpliftSeriesInput!, $key: String) { createUpliftSeries(input: $input, key: $key) { id repeated } }`;
const changingRates = `mutation($id: ID!, $rates: [UpliftRateInput!]!, $seen: DataVersion! = ${latest}) { changeUpliftRates(id: $id, rates: $rates, seen: $seen) { id } }`;

const period = (change: object) => ({ places: [{ ...nineBeds.places[0], ...change }] });

/** Terms that cannot be, and the field that says so. */
const badTerms: [string, object, string | RegExp][] = [
  ["a negative number of places", period({ places: -1 }), "input.places[0].places"],
  ["more places than one period holds", period({ places: 10_001 }), "input.places[0].places"],
  ["an end before the start", period({ startsOn: "2024-04-01", endsOn: "2024-03-31" }), "input.places[0].endsOn"],
  ["29 February 2023", period({ startsOn: "2023-02-29" }), "input.places[0].startsOn"],
  ["the 13th month", period({ endsOn: "2025-13-01" }), "input.places[0].endsOn"],
  ["a stated part year without its share", period({ startsOn: "2024-10-01" }), "input.places[0].firstYearShare"],
  ["a stated end without its share", period({ endsOn: "2025-09-30" }), "input.places[0].lastYearShare"],
  ["a share above 1", period({ startsOn: "2024-10-01", firstYearShare: "1.5" }), "input.places[0].firstYearShare"],
  ["a share that is no decimal", period({ startsOn: "2024-10-01", firstYearShare: "a half" }), "input.places[0].firstYearShare"],
  ["no places", { places: [] }, "input.places"],
  ["a negative price", { weeklyRatePounds: "-0.01" }, "input.weeklyRatePounds"],
  ["a price of over ten million", { weeklyRatePounds: "10000000.01" }, "input.weeklyRatePounds"],
  ["a weekly price without a rate", { weeklyRatePounds: null }, "input.weeklyRatePounds"],
  ["a weekly price without weeks", { weeksPerYear: null }, "input.weeksPerYear"],
  ["a weekly price without a way to count part years", { partYear: null }, "input.partYear"],
  ["amounts under a weekly price", { amounts: [{ year: "2024/25", amountPence: 1 }] }, "input.amounts"],
  ["a commitment that ends before it starts", { endsOn: "2024-03-31" }, "input.endsOn"],
  ["an end in mid year without its share", { endsOn: "2025-09-30" }, "input.endYearShare"],
  ["an empty name", { name: "  " }, "input.name"],
  ["a name of two lines", { name: "Nine\nbeds" }, "input.name"],
  ["a name of 201 characters", { name: "x".repeat(201) }, "input.name"],
  ["no status", { statusId: undefined }, "input.statusId"],
  ["an unknown week convention", { weeksPerYear: "WEEKS_53" }, "input.weeksPerYear"],
];
const badAmounts: [string, object, string][] = [
  ["an amount beyond a safe integer", { amounts: [{ year: "2024/25", amountPence: 2 ** 53 }] }, "input.amounts[0].amountPence"],
  ["an amount of over a trillion pounds", { amounts: [{ year: "2024/25", amountPence: 100_000_000_000_001 }] }, "input.amounts[0].amountPence"],
  ["an amount of half a penny", { amounts: [{ year: "2024/25", amountPence: 0.5 }] }, "input.amounts[0].amountPence"],
  ["an unknown year", { amounts: [{ year: "2024/26", amountPence: 1 }] }, "input.amounts[0].year"],
  ["one year twice", { amounts: [...statedAmounts.amounts, { year: "2025/26", amountPence: 1 }] }, "input.amounts[2].year"],
  ["places", { places: nineBeds.places }, "input.places"],
];

describe.each(engines)("commitments on %s", (engine) => {
  let served: Served;
  let sheet: Sheet;
  let sheets = 0;
  beforeAll(async () => {
    served = await serve(engine, { examples: false });
  });
  beforeEach(async () => {
    sheets += 1;
    sheet = await startSheet(served, `Authority ${sheets}`);
  });
  afterAll(() => served.stop());

  async function refused(query: string, variables: Record<string, unknown>) {
    const before = await everything(served.db);
    const found = refusal(await served.ask(query, variables));
    expect(await everything(served.db)).toEqual(before);
    return found;
  }
  const read = async (id: string) => given(await served.ask(reading, { id })).commitment;
  const seenNow = async () => given(await served.ask(`query($id: ID!) { mediumTermTable(authority: $id) { dataVersion } }`, { id: sheet.authority })).mediumTermTable.dataVersion;

  test("what is stated is what is read", async () => {
    const terms = {
      ...nineBedsIn(sheet.authority),
      weeklyRatePounds: "1000.125",
      weeksPerYear: "WEEKS_365_7",
      partYear: "BY_DAYS",
      endsOn: "2026-12-31",
      places: [
        { places: 3, startsOn: "2025-10-01", endsOn: "2026-03-31" },
        { places: 0, startsOn: "2024-02-29" },
      ],
    };
    const id = await addCommitment(served, sheet.authority, terms);
    expect(await read(id)).toEqual({
      name: "Nine beds",
      statusId: `${sheet.authority}-status-proposed`,
      status: { name: "Proposed", kind: "PROPOSED" },
      basis: "WEEKLY_PRICE",
      weeklyRatePounds: "1000.125",
      weeksPerYear: "WEEKS_365_7",
      partYear: "BY_DAYS",
      firstYearUplifted: false,
      endsOn: "2026-12-31",
      endYearShare: null,
      upliftSeriesId: null,
      priceBaseYear: null,
      places: [
        { places: 0, startsOn: "2024-02-29", endsOn: null, firstYearShare: null, lastYearShare: null },
        { places: 3, startsOn: "2025-10-01", endsOn: "2026-03-31", firstYearShare: null, lastYearShare: null },
      ],
      amounts: [],
    });
  });

  describe.each([
    ["adding", true],
    ["changing to", false],
  ])("%s", (_, adds) => {
    test.each([...badTerms.map((bad) => [nineBeds, ...bad] as const), ...badAmounts.map((bad) => [statedAmounts, ...bad] as const)])(
      "%j with %s is refused",
      async (base, _said, change, field) => {
        const input = { statusId: statusIdOf(sheet.authority, "Proposed"), ...base, ...change };
        const id = adds ? null : await addCommitment(served, sheet.authority, base);
        const found = adds ? await refused(adding, { authority: sheet.authority, input }) : await refused(changing, { id, input });
        expect(found.code).toBe("BAD_INPUT");
        if (typeof field === "string") expect(found.field).toBe(field);
        else expect(found.field).toMatch(field);
      },
    );
  });

  test("a name that is taken is refused", async () => {
    await addCommitment(served, sheet.authority, nineBeds);
    expect((await refused(adding, { authority: sheet.authority, input: { ...nineBedsIn(sheet.authority), name: " Nine beds " } })).code).toBe("DUPLICATE");
    const other = await startSheet(served, `Other ${sheets}`);
    await addCommitment(served, other.authority, nineBeds);
  });

  test("an unknown authority, commitment and series are not found", async () => {
    expect(await refused(adding, { authority: "nowhere", input: nineBedsIn(sheet.authority) })).toMatchObject({ code: "NOT_FOUND", field: "authority" });
    expect(await refused(changing, { id: "nowhere", input: nineBedsIn(sheet.authority) })).toMatchObject({ code: "NOT_FOUND", field: "id" });
    expect(await refused(ending, { id: "nowhere", endsOn: "2025-03-31" })).toMatchObject({ code: "NOT_FOUND", field: "id" });
    expect(await refused(removing, { id: "nowhere" })).toMatchObject({ code: "NOT_FOUND", field: "id" });
    expect(await refused(adding, { authority: sheet.authority, input: { ...nineBedsIn(sheet.authority), priceBaseYear: "2024/25", upliftSeriesId: "nowhere" } })).toMatchObject({
      code: "NOT_FOUND",
      field: "input.upliftSeriesId",
    });
  });

  test("another authority's uplift series is not there", async () => {
    const other = await startSheet(served, `Other ${sheets}`);
    const series = given(await served.ask(addingSeries, { input: { authority: other.authority, name: "Theirs", rates: [] } })).createUpliftSeries.id;
    const input = { ...nineBedsIn(sheet.authority), priceBaseYear: "2024/25", upliftSeriesId: series };
    expect(await refused(adding, { authority: sheet.authority, input })).toMatchObject({ code: "NOT_FOUND", field: "input.upliftSeriesId" });
    const id = await addCommitment(served, sheet.authority, nineBeds);
    expect(await refused(changing, { id, input })).toMatchObject({ code: "NOT_FOUND", field: "input.upliftSeriesId" });
  });

  test("an uplift needs the year of its price", async () => {
    const series = given(await served.ask(addingSeries, { input: { authority: sheet.authority, name: "Prices", rates: [] } })).createUpliftSeries.id;
    expect(await refused(adding, { authority: sheet.authority, input: { ...nineBedsIn(sheet.authority), upliftSeriesId: series } })).toMatchObject({
      code: "BAD_INPUT",
      field: "input.priceBaseYear",
    });
  });

  test("added twice under one key, it is there once", async () => {
    const first = given(await served.ask(adding, { authority: sheet.authority, input: nineBedsIn(sheet.authority), key: "once" })).createCommitment;
    const before = await everything(served.db);
    const second = given(await served.ask(adding, { authority: sheet.authority, input: nineBedsIn(sheet.authority), key: "once" })).createCommitment;
    expect(second).toEqual({ id: null, batchId: first.batchId, repeated: true });
    expect(await everything(served.db)).toEqual(before);
  });

  test("changed terms stand in place of the old: periods and amounts with them", async () => {
    const id = await addCommitment(served, sheet.authority, {
      ...nineBedsIn(sheet.authority),
      places: [
        { places: 9, startsOn: "2024-04-01" },
        { places: 1, startsOn: "2025-04-01" },
      ],
    });
    // 9 × £1,000 × 52 = £468,000, and ten places £520,000.
    expect((await shownTable(served, sheet))["Nine beds"]).toEqual(["(468)", "(520)", "(520)"]);
    given(await served.ask(changing, { id, input: { ...nineBedsIn(sheet.authority), name: "Two beds", places: [{ places: 2, startsOn: "2025-04-01" }] } }));
    expect((await shownTable(served, sheet))["Two beds"]).toEqual(["–", "(104)", "(104)"]);
    given(await served.ask(changing, { id, input: { ...statedIn(sheet.authority), name: "Two beds" } }));
    expect(await read(id)).toMatchObject({ basis: "AMOUNTS_BY_YEAR", weeklyRatePounds: null, places: [], amounts: statedAmounts.amounts });
    expect((await shownTable(served, sheet))["Two beds"]).toEqual(["(50)", "(60)", "[x]"]);
    // A credit of £1,000 is what comes in.
    given(await served.ask(changing, { id, input: { ...statedIn(sheet.authority), name: "Two beds", amounts: [{ year: "2026/27", amountPence: -100_000 }] } }));
    expect((await shownTable(served, sheet))["Two beds"]).toEqual(["[x]", "[x]", "1"]);
    const facts = await storedFacts(served.db);
    expect(Object.values(facts.commitmentPlaces ?? {}).filter((row) => row.commitmentId === id)).toEqual([]);
    expect(Object.values(facts.commitmentAmount ?? {}).filter((row) => row.commitmentId === id)).toHaveLength(1);
  });

  test("ended, it charges nothing after; and it can run on again", async () => {
    const id = await addCommitment(served, sheet.authority, nineBeds);
    given(await served.ask(ending, { id, endsOn: "2025-09-30", share: "0.5" }));
    expect((await shownTable(served, sheet))["Nine beds"]).toEqual(["(468)", "(234)", "–"]);
    given(await served.ask(ending, { id, endsOn: null }));
    expect((await shownTable(served, sheet))["Nine beds"]).toEqual(["(468)", "(468)", "(468)"]);
  });

  test.each([
    ["before its first places", { endsOn: "2024-03-31" }, "endsOn"],
    ["in mid year without the share", { endsOn: "2025-09-30" }, "endYearShare"],
    ["with a share above 1", { endsOn: "2025-09-30", share: "1.01" }, "endYearShare"],
    ["on a day that is not", { endsOn: "2025-02-29" }, "endsOn"],
  ])("an end %s is refused", async (_, end, field) => {
    const id = await addCommitment(served, sheet.authority, nineBeds);
    expect(await refused(ending, { id, ...end })).toMatchObject({ code: "BAD_INPUT", field });
  });

  test("removed, it is gone from the table with its parts", async () => {
    const id = await addCommitment(served, sheet.authority, nineBeds);
    given(await served.ask(removing, { id }));
    expect(await shownTable(served, sheet)).not.toHaveProperty("Nine beds");
    expect(refusal(await served.ask(reading, { id })).code).toBe("NOT_FOUND");
    const facts = await storedFacts(served.db);
    expect(Object.values(facts.commitmentPlaces ?? {}).filter((row) => row.commitmentId === id)).toEqual([]);
  });

  describe("who has not seen the last change", () => {
    test("may not change, end or remove, and is told what is there", async () => {
      const id = await addCommitment(served, sheet.authority, nineBeds);
      const seen = await seenNow();
      given(await served.ask(changing, { id, input: { ...nineBedsIn(sheet.authority), weeklyRatePounds: "1100" }, seen }));
      const found = await refused(changing, { id, input: nineBedsIn(sheet.authority), seen });
      expect(found).toMatchObject({ code: "STALE", field: "id", current: "1100" });
      expect(await refused(ending, { id, endsOn: "2025-03-31", seen })).toMatchObject({ code: "STALE" });
      expect(await refused(removing, { id, seen })).toMatchObject({ code: "STALE" });
      given(await served.ask(changing, { id, input: nineBedsIn(sheet.authority), seen: await seenNow() }));
    });

    test("is told of places that were changed, and of some that were removed", async () => {
      const two = { ...nineBedsIn(sheet.authority), places: [...nineBeds.places, { places: 1, startsOn: "2025-04-01" }] };
      const id = await addCommitment(served, sheet.authority, two);
      const seen = await seenNow();
      given(await served.ask(changing, { id, input: nineBedsIn(sheet.authority) }));
      expect(await refused(changing, { id, input: two, seen })).toMatchObject({ code: "STALE" });
      const later = await seenNow();
      given(await served.ask(changing, { id, input: { ...nineBedsIn(sheet.authority), ...period({ places: 8 }) } }));
      expect(await refused(changing, { id, input: nineBedsIn(sheet.authority), seen: later })).toMatchObject({ code: "STALE", current: 8 });
    });

    test("is told of an amount that was typed over in the grid, and of one emptied there", async () => {
      const id = await addCommitment(served, sheet.authority, statedAmounts);
      const seen = await seenNow();
      given(await edit(served, sheet, [{ cell: `commitment:${id}:2025/26`, typed: "61", expected: -6_000_000 }]));
      expect(await refused(changing, { id, input: statedIn(sheet.authority), seen })).toMatchObject({ code: "STALE" });
      const later = await seenNow();
      given(await edit(served, sheet, [{ cell: `commitment:${id}:2025/26`, typed: "", expected: -6_100_000 }]));
      expect(await refused(changing, { id, input: statedIn(sheet.authority), seen: later })).toMatchObject({ code: "STALE" });
    });

    test("is not troubled by what happened elsewhere", async () => {
      const id = await addCommitment(served, sheet.authority, nineBeds);
      const seen = await seenNow();
      const other = await addCommitment(served, sheet.authority, statedAmounts);
      given(await served.ask(removing, { id: other }));
      given(await edit(served, sheet, [{ cell: `budget:${sheet.centres[0]}:2024/25`, typed: "", expected: 10_000_000 }]));
      given(await served.ask(changing, { id, input: nineBedsIn(sheet.authority), seen }));
    });
  });

  describe("uplift series", () => {
    const series = async (name: string, rates: object[]) => given(await served.ask(addingSeries, { input: { authority: sheet.authority, name, rates } })).createUpliftSeries.id;
    const rate = (year: string, rateShare: string) => ({ year, rateShare });

    test("a changed rate moves every price that it lifts", async () => {
      const id = await series("Prices", [rate("2025/26", "0.1")]);
      await addCommitment(served, sheet.authority, { ...nineBeds, priceBaseYear: "2024/25", upliftSeriesId: id });
      // £468,000 × 1.1 = £514,800, carried forward.
      expect((await shownTable(served, sheet))["Nine beds"]).toEqual(["(468)", "(515)", "(515)"]);
      given(await served.ask(changingRates, { id, rates: [rate("2025/26", "0.2"), rate("2026/27", "-0.5")] }));
      // £468,000 × 1.2 = £561,600; halved, £280,800.
      expect((await shownTable(served, sheet))["Nine beds"]).toEqual(["(468)", "(562)", "(281)"]);
      given(await served.ask(changingRates, { id, rates: [rate("2026/27", "0")] }));
      expect((await shownTable(served, sheet))["Nine beds"]).toEqual(["(468)", "(468)", "(468)"]);
    });

    test.each([
      ["300%", [rate("2025/26", "0"), rate("2026/27", "3")], "rates[1].rateShare"],
      ["less than -50%", [rate("2025/26", "-0.51")], "rates[0].rateShare"],
      ["2.8% as text", [rate("2025/26", "2.8%")], "rates[0].rateShare"],
      ["one year twice", [rate("2025/26", "0.1"), rate("2025/26", "0.2")], "rates[1].year"],
      ["an unknown year", [rate("2025", "0.1")], "rates[0].year"],
    ])("an uplift of %s is refused", async (_, rates, field) => {
      expect(await refused(addingSeries, { input: { authority: sheet.authority, name: "Bad", rates } })).toMatchObject({ code: "BAD_INPUT", field: `input.${field}` });
      const id = await series("Good", [rate("2025/26", "0.1")]);
      expect(await refused(changingRates, { id, rates })).toMatchObject({ code: "BAD_INPUT", field });
    });

    test("a series that was changed since is not overwritten, nor one that lost a rate", async () => {
      const id = await series("Prices", [rate("2025/26", "0.1"), rate("2026/27", "0.1")]);
      const seen = await seenNow();
      given(await served.ask(changingRates, { id, rates: [rate("2025/26", "0.1")] }));
      expect(await refused(changingRates, { id, rates: [rate("2025/26", "0.3")], seen })).toMatchObject({ code: "STALE", field: "rates" });
      const later = await seenNow();
      given(await served.ask(changingRates, { id, rates: [rate("2025/26", "0.2")], seen: later }));
      expect(await refused(changingRates, { id, rates: [], seen: later })).toMatchObject({ code: "STALE", current: "0.2" });
    });

    test("an unknown series is not found, and a taken name is refused", async () => {
      expect(await refused(changingRates, { id: "nowhere", rates: [] })).toMatchObject({ code: "NOT_FOUND", field: "id" });
      expect(await refused(addingSeries, { input: { authority: "nowhere", name: "X", rates: [] } })).toMatchObject({ code: "NOT_FOUND", field: "input.authority" });
      await series("Prices", []);
      expect((await refused(addingSeries, { input: { authority: sheet.authority, name: "Prices", rates: [] } })).code).toBe("DUPLICATE");
    });
  });
});
