// The registers of commitments and of virements as tables: what stands in each column, and how its figures were made.
import { describe, expect, test } from "vitest";
import { commitmentRegister } from "../../server/finance/commitmentRegister.ts";
import type { CommitmentFacts, PlacesFacts } from "../../server/finance/facts.ts";
import type { ReportTable } from "../../server/finance/table.ts";
import { type RegisteredVirement, virementRegister } from "../../server/finance/virementRegister.ts";

const shown = ({ rows }: ReportTable) => rows.map(({ label, cells }) => [label, ...cells.map((cell) => cell.shown)]);
const period = (places: number, startsOn: string, more: Partial<PlacesFacts> = {}): PlacesFacts => ({
  places,
  startsOn,
  endsOn: null,
  firstYearShare: null,
  lastYearShare: null,
  ...more,
});

/** Essex 6.1.6: nine places at £5,963.00 a week from October 2023. */
const beds: CommitmentFacts = {
  id: "beds",
  name: "Nine beds",
  status: "at Design Authority",
  basis: "weekly price",
  weeklyRatePounds: "5963",
  weeksPerYear: "52.14 weeks",
  partYear: "stated",
  priceBaseYear: "2023/24",
  firstYearUplifted: false,
  endsOn: null,
  endYearShare: null,
  upliftSeriesId: "prices",
  places: [period(9, "2023-10-01")],
  amounts: [],
};

describe("the register of commitments", () => {
  const register = (commitments: readonly Partial<CommitmentFacts>[], asAt = "2023-10-01", unit: "pounds" | "thousands" = "pounds") =>
    commitmentRegister(
      { authorityName: "Essex", commitments: commitments.map((each) => ({ ...beds, ...each })), seriesNames: new Map([["prices", "RPI"]]), narrowedTo: [] },
      { asAt, unit },
    );

  test("has a row for each, with its price as a figure and its days in words", () => {
    const table = register([{}]);
    expect(table.title).toBe("Essex: commitments on 1 October 2023");
    expect(table.columns.map(({ label, status }) => `${label} ${status}`.trim())).toEqual([
      "Status",
      "Cost follows from",
      "Price £",
      "Places on 1 Oct 2023",
      "From",
      "To",
      "Uplift",
      "Weeks in a year",
      "Provider",
    ]);
    expect(shown(table)).toEqual([["Nine beds", "At Design Authority", "A price a week", "5,963.00", "9", "1 Oct 2023", "open", "RPI", "52.14 weeks", ""]]);
    expect(table.rows[0]).toMatchObject({ key: "beds", kind: "commitment", subjectId: "beds" });
    expect(table.rows[0]?.cells[2]).toMatchObject({ exact: "5963", pence: 596_300, edits: null });
    expect(table.rows[0]?.cells[3]).toMatchObject({ exact: "9", pence: null });
  });

  test.each([
    ["the day before it starts", [period(9, "2023-10-01")], null, "2023-09-30", "0"],
    ["its first day", [period(9, "2023-10-01")], null, "2023-10-01", "9"],
    ["the last day of its places", [period(9, "2023-10-01", { endsOn: "2024-03-31" })], null, "2024-03-31", "9"],
    ["the day after", [period(9, "2023-10-01", { endsOn: "2024-03-31" })], null, "2024-04-01", "0"],
    ["the day after it was ended", [period(9, "2023-10-01")], "2024-02-29", "2024-03-01", "0"],
    ["a day of two periods, 9 + 8", [period(9, "2023-10-01"), period(8, "2024-04-01")], null, "2024-04-01", "17"],
    ["a day with support for places that are held", [period(9, "2023-10-01"), period(2, "2023-10-01", { volume: "support" })], null, "2023-10-01", "9"],
  ])("counts the places of %s", (_, places, endsOn, asAt, expected) => {
    expect(register([{ places, endsOn }], asAt).rows[0]?.cells[3]?.shown).toBe(expected);
  });

  test("says how the places add up", () => {
    const places = [period(9, "2023-10-01"), period(8, "2023-10-01", { label: "high support" })];
    expect(register([{ places }]).rows[0]?.cells[3]?.derivation).toMatchObject({ workings: "9 places + 8 places (high support)", result: "17 places" });
    expect(register([{ places }], "2023-09-30").rows[0]?.cells[3]?.derivation).toMatchObject({ workings: "0 places", result: "0 places" });
  });

  test.each([
    ["the later of two ends", [period(1, "2023-04-01", { endsOn: "2024-03-31" }), period(1, "2023-10-01", { endsOn: "2025-03-31" })], null, "1 Apr 2023", "31 Mar 2025"],
    ["open, while one has no end", [period(1, "2023-10-01", { endsOn: "2024-03-31" }), period(1, "2023-04-01")], null, "1 Apr 2023", "open"],
    ["the day that it was ended on", [period(1, "2023-04-01", { endsOn: "2025-03-31" })], "2024-09-30", "1 Apr 2023", "30 Sep 2024"],
    ["its places' end where that is earlier", [period(1, "2023-04-01", { endsOn: "2024-03-31" })], "2025-09-30", "1 Apr 2023", "31 Mar 2024"],
  ])("runs to %s", (_, places, endsOn, from, to) => {
    expect(
      register([{ places, endsOn }])
        .rows[0]?.cells.slice(4, 6)
        .map((cell) => cell.shown),
    ).toEqual([from, to]);
  });

  test("has years for amounts stated by year, and neither price nor places", () => {
    const amounts = ["2025/26", "2024/25"].map((year) => ({ year, amountPence: 100 }));
    const stated = { basis: "amounts by year", weeklyRatePounds: null, places: [], amounts, upliftSeriesId: null, status: "block bookings" } as const;
    expect(shown(register([stated]))).toEqual([["Nine beds", "Block bookings", "Stated year by year", "", "", "2024/25", "2025/26", "", "", ""]]);
    expect(register([{ ...stated, endsOn: "2025-09-30" }]).rows[0]?.cells[5]?.shown).toBe("30 Sep 2025");
  });

  test("has the whole price of a fixed amount, and no places", () => {
    const fixed = { basis: "fixed by year", weeklyRatePounds: null, yearlyRatePounds: "120000.5", places: [period(1, "2023-04-01")] } as const;
    expect(shown(register([fixed]))[0]?.slice(2, 5)).toEqual(["A fixed amount a year", "120,000.50", ""]);
  });

  test("rounds no part of a penny away in pounds, and shows thousands where they are asked for", () => {
    expect(register([{ weeklyRatePounds: "2149.125" }]).rows[0]?.cells[2]?.shown).toBe("£2,149.125");
    const thousands = register([{ weeklyRatePounds: "5963.499" }], "2023-10-01", "thousands");
    expect(thousands.unit).toBe("thousands");
    expect(thousands.columns[2]?.status).toBe("£000s");
    // 5,963.499 ÷ 1,000 = 5.963499, half-up 6.
    expect(thousands.rows[0]?.cells[2]).toMatchObject({ shown: "6", exact: "5963.499" });
  });

  test("says what it is narrowed to, and how what it shows is counted only where it shows something", () => {
    const narrowedTo = ["Only commitments under X are listed."];
    const empty = commitmentRegister({ authorityName: "Essex", commitments: [], seriesNames: new Map(), narrowedTo }, { asAt: "2023-10-01", unit: "pounds" });
    expect(empty).toMatchObject({ rows: [], notes: narrowedTo });
    expect(register([{}]).notes).toEqual([
      "Prices are in pounds and pence, as stated, before any uplift: of a place for a week or a year, or of the whole for a fixed amount a year.",
      "Places are those held on 1 October 2023. Support is for places that are counted already.",
    ]);
  });
});

describe("the register of virements", () => {
  const virement: RegisteredVirement = {
    id: "v1",
    number: 12,
    year: "2023/24",
    permanent: false,
    approver: "Director of finance",
    reference: "FP/2023/41",
    approvedOn: "2023-07-03",
    reason: null,
    reversesId: null,
    reversedById: null,
    lines: [
      { costCentreId: "f", amountPence: -2_000_000 },
      { costCentreId: "n", amountPence: 1_500_000 },
      { costCentreId: "s", amountPence: 500_000 },
    ],
  };
  const centreNames = new Map([
    ["f", "Fostering"],
    ["n", "North"],
    ["s", "South"],
  ]);
  const register = (virements: RegisteredVirement[], onlyOf: string | null = null) =>
    virementRegister({ authorityName: "Essex", versionName: "Budget 2023", virements, centreNames, onlyOf });

  test("has a row for each under its decision, with what it moves as a figure", () => {
    const table = register([virement]);
    expect(table.title).toBe("Essex: virements, Budget 2023");
    expect(table.columns.map(({ label }) => label)).toEqual(["No.", "From", "To", "Moved", "Year", "Approved", "By", "Reason"]);
    expect(shown(table)).toEqual([["FP/2023/41", "12", "Fostering", "North, South", "20,000.00", "2023/24 only", "3 Jul 2023", "Director of finance", ""]]);
    expect(table.rows[0]).toMatchObject({ key: "v1", subjectId: "v1", status: null });
    expect(table.rows[0]?.cells[3]).toMatchObject({ pence: 2_000_000, exact: "20000" });
    expect(table.rows[0]?.cells[3]?.derivation).toMatchObject({ workings: "North £15,000.00 + South £5,000.00", result: "£20,000.00" });
  });

  test("says which is permanent, a reversal, and reversed", () => {
    const table = register([
      { ...virement, permanent: true, reason: "Demand", reversesId: "v0" },
      { ...virement, id: "v0", reversedById: "v1" },
    ]);
    expect(table.rows.map(({ status }) => status)).toEqual(["a reversal", "reversed"]);
    expect(table.rows[0]?.cells[4]?.shown).toBe("2023/24 and later");
    expect(table.rows[0]?.cells[7]?.shown).toBe("Demand");
  });

  test("says whose budget alone it is of, where that is so, also where none moves it", () => {
    expect(register([], "North")).toMatchObject({ rows: [], notes: ["Only virements that move the budget of North are listed."] });
    expect(register([]).notes).toEqual([]);
  });
});
