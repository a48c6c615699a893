// Essex's facts around its table, asked of a real server on each engine: conventions, uplifts, its contract, and what replaces what.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { given } from "../api/officer.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import report from "./essex.json" with { type: "json" };

const question = /* GraphQL */ `
  query {
    authority(id: "essex") { name }
    commitments(authority: "essex") {
      nodes { id name status { name } basis weeklyRatePounds rateSource weeksPerYear partYear priceBaseYear arrangementId
        places { places startsOn endsOn firstYearShare lastYearShare replacesId } amounts { year amountPence } }
    }
    upliftSeries(authority: "essex") { nodes { rates { year rateShare } } }
    budgetVersions(authority: "essex") { nodes { source } }
    arrangements(authority: "essex", asAt: "2023-09-12") {
      nodes { id name kind opensOn endsOn longestEndOn state breakMonths earliestBreakOn mostPlacesInHome mostProviders voidsCarriedBy note
        terms { part months state startsOn endsOn } weights { criterion weightShare } value { committedPence } gaps { from to } }
    }
    mediumTermTable(authority: "essex", unit: THOUSANDS) { unit notes rows { label status cells { exact shown } } }
  }
`;

test("every part of the report is asserted", () => {
  // The table is in essex.test.ts, the figures in printed.test.ts.
  expect(Object.keys(report)).toEqual(["source", "conventions", "uplifts", "mediumTermTable", "figures"]);
  expect(Object.keys(report.conventions)).toEqual(["weeksPerYear", "rounding", "totals", "unit", "why"]);
});

describe.each(engines)("Essex on %s", (engine) => {
  let served: Served;
  // biome-ignore lint/suspicious/noExplicitAny: the answer has the shape of the question above.
  let facts: any;
  const commitment = (id: string) => facts.commitments.nodes.find((each: { id: string }) => each.id === id);
  const contract = () => facts.arrangements.nodes.find((each: { id: string }) => each.id === "essex-block-contracts");
  beforeAll(async () => {
    served = await serve(engine);
    facts = given(await served.ask(question));
  });
  afterAll(() => served.stop());

  test("names its source", () => {
    expect(facts.authority.name).toBe(report.source.authority);
    expect(facts.budgetVersions.nodes[0].source).toContain(report.source.meeting);
    expect(facts.budgetVersions.nodes[0].source).toContain(report.source.ref);
  });

  test("counts 52.14 weeks, rounds half-up at the cell, and adds before it rounds", () => {
    for (const id of ["essex-solo-beds", "essex-group-beds"]) expect(commitment(id).weeksPerYear).toBe(`WEEKS_${report.conventions.weeksPerYear.replace(".", "_")}`);
    expect(facts.mediumTermTable.unit).toBe(report.conventions.unit);
    expect([report.conventions.rounding, report.conventions.totals]).toEqual(["half-up, at the cell", "summed unrounded, then rounded"]);
    const rows = facts.mediumTermTable.rows;
    const cellsOf = (label: string) => rows.find((row: { label: string }) => row.label === label).cells;
    const parts = ["Total budget", "Roach Vale", "Woodlands", "New Farm Road", commitment("essex-solo-beds").name, commitment("essex-group-beds").name];
    for (const column of [0, 1, 2, 3]) {
      const added = parts.reduce((sum, label) => sum + Number(cellsOf(label)[column].exact), 0);
      expect(Number(cellsOf("Remaining unallocated budget")[column].exact)).toBeCloseTo(added, 4);
      expect(Number(cellsOf("Remaining unallocated budget")[column].shown.replace(",", ""))).toBe(Math.round(added / 1_000));
    }
  });

  test("lifts prices by the rates that the table implies", () => {
    expect(facts.upliftSeries.nodes).toEqual([{ rates: Object.entries(report.uplifts).map(([year, rateShare]) => ({ year, rateShare })) }]);
    expect(commitment("essex-solo-beds").priceBaseYear).toBe("2023/24");
  });

  test.each(report.mediumTermTable.rows.filter((row) => row.kind === "commitment"))("$label is $status, on the terms printed", (printed) => {
    const held = facts.commitments.nodes.find((each: { name: string }) => each.name === printed.label);
    expect(held.status.name).toBe(printed.status);
    expect(facts.mediumTermTable.rows.find((row: { label: string }) => row.label === printed.label).status).toBe(printed.status);
    if (!printed.terms) {
      expect(held.amounts.map((amount: { amountPence: number }) => -amount.amountPence / 100_000 || 0)).toEqual(printed.given);
      return;
    }
    expect(Number(held.weeklyRatePounds)).toBe(Number(printed.terms.weeklyRate));
    const places = printed.terms.places.map((period: { count: number; from: string; to?: string }) => ({ places: period.count, startsOn: period.from, endsOn: period.to ?? null }));
    expect(held.places.map(({ places, startsOn, endsOn }: { places: number; startsOn: string; endsOn: string | null }) => ({ places, startsOn, endsOn }))).toEqual(places);
    expect(printed.terms.partYear).toBe("half a year is 0.5");
    expect(held.partYear).toBe("STATED");
    for (const period of held.places) expect([period.firstYearShare, period.lastYearShare ?? "0.5"]).toEqual(["0.5", "0.5"]);
    expect(held.rateSource.toLowerCase()).toContain(printed.terms.rateIs.split(",")[0]);
  });

  test("nine more group beds replace the solo beds, from the day after those end", () => {
    const solo = commitment("essex-solo-beds");
    const group = commitment("essex-group-beds");
    expect(solo.places.map((period: { endsOn: string }) => period.endsOn)).toEqual(["2026-09-30"]);
    expect(group.places.map(({ startsOn, replacesId }: { startsOn: string; replacesId: string | null }) => [startsOn, replacesId])).toEqual([
      ["2023-10-01", null],
      ["2026-10-01", "essex-solo-beds"],
    ]);
    expect(facts.mediumTermTable.notes).toContain(`${group.name} replaces ${solo.name} from 1 October 2026, the day after it ends.`);
  });

  test("the block contracts: 1 + 1 + 1 years, a break at six months, 70:30, five places in a home, eight providers", () => {
    expect(contract()).toMatchObject({
      kind: "BLOCK_CONTRACT",
      breakMonths: 6,
      mostPlacesInHome: 5,
      mostProviders: 8,
      voidsCarriedBy: "AUTHORITY",
      endsOn: "2024-09-30",
      longestEndOn: "2026-09-30",
      state: "not yet open",
      // Six months from the opening, since notice cannot be given of what has not begun.
      earliestBreakOn: "2024-04-01",
      weights: [
        { criterion: "Price", weightShare: "0.7" },
        { criterion: "Quality", weightShare: "0.3" },
      ],
    });
    expect(contract().terms.map(({ months, state, endsOn }: { months: number; state: string; endsOn: string }) => [months, state, endsOn])).toEqual([
      [12, "AGREED", "2024-09-30"],
      [12, "AVAILABLE", "2025-09-30"],
      [12, "AVAILABLE", "2026-09-30"],
    ]);
    expect(contract().note).toContain("charges them to March 2027, six months beyond the longest term");
  });

  test("the framework before it ends on 31 January 2024, with nothing after", () => {
    expect(facts.arrangements.nodes[0]).toMatchObject({ name: "Residential framework", endsOn: "2024-01-31", gaps: [{ from: "2024-02-01", to: null }] });
  });
});
