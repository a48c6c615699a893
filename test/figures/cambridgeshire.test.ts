// Cambridgeshire's report asked of a real server on each engine: four ways of buying, their ends, their gaps, and the one system after them.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { given } from "../api/officer.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import report from "./cambridgeshire.json" with { type: "json" };

const question = /* GraphQL */ `
  query($asAt: Day) {
    authority(id: "cambridgeshire") { name }
    arrangements(authority: "cambridgeshire", asAt: $asAt) {
      nodes {
        id name kind opensOn endsOn openList followsId interim source note state
        participants { name role } terms { months state } gaps { from to days sentence }
        lots { name detail fundedFrom averageWeeklyPounds providerCount wasId }
        value { estimatedPence committedPence overPence overShare exceeded }
      }
    }
    arrangementRegister(authority: "cambridgeshire", asAt: $asAt) { notes columns { key } rows { label status cells { shown note } } }
    commitments(authority: "cambridgeshire") { nodes { name arrangementId lotId draws { costCentreId drawnShare } } }
    costCentres(authority: "cambridgeshire") { nodes { id name fundingSource } }
  }
`;

/** What the json says of each lot, asserted of the lot and of the arrangement by which it was bought before. */
const asserted: Record<string, (said: unknown, of: Found) => void> = {
  lot: (said, { lot }) => expect(lot.name.toLowerCase()).toBe(said),
  was: (said, { before }) => {
    const names: Record<string, [name: string, kind: string, months?: number[]]> = {
      "Eastern Region ER4 framework": ["Eastern Region framework ER4", "FRAMEWORK"],
      framework: ["Framework for children's residential homes", "FRAMEWORK"],
      "spot purchase, exemption sought": ["Spot purchase of independent special schools", "SPOT_PURCHASE"],
      "framework, two years plus 1 plus 1": ["Framework for out of school tuition", "FRAMEWORK", [24, 12, 12]],
    };
    const [name, kind, months = []] = names[said as string] ?? [];
    expect(before).toMatchObject({ name, kind });
    expect(before.terms.map((term: { months: number }) => term.months)).toEqual(months);
  },
  opened: (said, { before }) => expect(before.opensOn).toBe(`${said}-01`),
  ends: (said, { before }) => expect(before.endsOn.startsWith(said as string)).toBe(true),
  providers: (said, { before }) => expect(before.lots.map((lot: { providerCount: number }) => lot.providerCount)).toEqual([said]),
  averageWeekly: (said, { before }) => expect(before.lots.map((lot: { averageWeeklyPounds: string }) => Number(lot.averageWeeklyPounds))).toEqual([said]),
  interim: (said, { interim }) => {
    expect(interim).toMatchObject({ kind: "SPOT_PURCHASE", interim: true });
    expect((said as string).endsWith(`to ${interim.endsOn}`)).toBe(true);
  },
  fundedFrom: (said, { lot, before }) => {
    expect(lot.fundedFrom).toBe((said as string[]).join(", "));
    expect(before.lots[0].fundedFrom).toBe(lot.fundedFrom);
  },
  provision: (said, { lot }) => {
    const [day, short, long] = said as string[];
    expect(lot.detail.toLowerCase()).toBe(`${day}, ${short} and ${long}`);
  },
};
// biome-ignore lint/suspicious/noExplicitAny: the answer has the shape of the question above.
type Found = { lot: any; before: any; interim: any };

test("every part of the report is asserted", () => {
  // The figures are in printed.test.ts.
  expect(Object.keys(report)).toEqual(["source", "arrangement", "lots", "figures"]);
  expect([...new Set(report.lots.flatMap((lot) => Object.keys(lot)))].sort()).toEqual(Object.keys(asserted).sort());
});

describe.each(engines)("Cambridgeshire on %s", (engine) => {
  let served: Served;
  // biome-ignore lint/suspicious/noExplicitAny: the answer has the shape of the question above.
  let facts: any;
  const named = (name: string) => facts.arrangements.nodes.find((each: { name: string }) => each.name === name);
  const byId = (id: string) => facts.arrangements.nodes.find((each: { id: string }) => each.id === id);
  const registerCells = (name: string, ...keys: string[]) => {
    const { columns, rows } = facts.arrangementRegister;
    const row = rows.find((each: { label: string }) => each.label === name);
    return keys.map((key) => row.cells[columns.findIndex((column: { key: string }) => column.key === key)]);
  };
  const system = () => byId("cambridgeshire-dps");
  beforeAll(async () => {
    served = await serve(engine);
    facts = given(await served.ask(question, { asAt: "2018-10-09" }));
  });
  afterAll(() => served.stop());

  test("names its source", () => {
    expect(facts.authority.name).toBe(report.source.authority);
    for (const each of facts.arrangements.nodes) {
      expect(each.source).toContain(report.source.meeting);
      expect(each.source).toContain(report.source.ref);
    }
  });

  test("one system with a lot for each service, with Peterborough", () => {
    expect(report.arrangement).toBe("one Dynamic Purchasing System with a lot for each service, with Peterborough");
    expect(system()).toMatchObject({ kind: "DYNAMIC_PURCHASING_SYSTEM", openList: true, opensOn: null });
    expect(system().participants).toEqual([
      { name: "Cambridgeshire County Council", role: "LEAD" },
      { name: "Peterborough City Council", role: "PARTNER" },
    ]);
    expect(system().lots).toHaveLength(report.lots.length);
  });

  test.each(report.lots.map((lot, index) => [lot.lot, index, lot] as const))("lot: %s", (_, index, said) => {
    const lot = system().lots[index];
    const before = byId(lot.wasId);
    const interim = facts.arrangements.nodes.find((each: { followsId: string | null }) => each.followsId === lot.wasId);
    for (const [key, value] of Object.entries(said)) asserted[key]?.(value, { lot, before, interim });
    // Where the report names no interim, there is none.
    if (!("interim" in said)) expect(interim).toBeUndefined();
  });

  test("residential homes have had no cover since 30 June 2018, and nothing comes after", () => {
    const sentence = "Framework for children's residential homes ends on 30 June 2018, and nothing follows it.";
    expect(named("Framework for children's residential homes")).toMatchObject({ state: "ended", gaps: [{ from: "2018-07-01", to: null, days: null, sentence }] });
    expect(facts.arrangementRegister.notes).toContain(`Gap in cover: ${sentence}`);
    const [end] = registerCells("Framework for children's residential homes", "ends");
    expect([end.shown, end.note]).toEqual(["30 Jun 2018", `Gap in cover: ${sentence}`]);
  });

  test("fostering has no gap until its interim cover ends, and then no known follower", () => {
    expect(named("Eastern Region framework ER4").gaps).toEqual([]);
    expect(named("Spot purchase of fostering, up to six months").gaps).toMatchObject([{ from: "2019-07-01", to: null }]);
  });

  test("under the tuition framework twice its value is committed, and it is flagged", () => {
    const { value } = named("Framework for out of school tuition");
    // £2,000,000 less £1,000,000 is £1,000,000 over: 100% of the value.
    expect(value).toEqual({ estimatedPence: 100_000_000, committedPence: 200_000_000, overPence: 100_000_000, overShare: "1", exceeded: true });
    const note = "More is committed under Framework for out of school tuition than its value: £1,000,000.00 more, 100% over.";
    expect(facts.arrangementRegister.notes).toContain(note);
    const cells = registerCells("Framework for out of school tuition", "value", "committed", "left", "over");
    expect(cells.map((cell) => cell.shown)).toEqual(["1,000", "2,000", "(1,000)", "100.0%"]);
    expect(cells[2].note).toBe(note);
  });

  test("special schools: £9m on the High Needs Block, £14m in all, and no value to measure it by", () => {
    expect(named("Spot purchase of independent special schools").value).toEqual({
      estimatedPence: null,
      committedPence: 1_400_000_000,
      overPence: null,
      overShare: null,
      exceeded: null,
    });
    const [block] = facts.commitments.nodes;
    expect(block).toMatchObject({ name: "Special schools: High Needs Block", draws: [{ costCentreId: "cambridgeshire-high-needs", drawnShare: "1" }] });
    expect(facts.costCentres.nodes.map(({ name, fundingSource }: { name: string; fundingSource: string }) => [name, fundingSource])).toEqual([
      ["High Needs Block", "HIGH_NEEDS_BLOCK"],
      ["LAC placements budget", "GENERAL_FUND"],
      ["Clinical Commissioning Group", "HEALTH"],
    ]);
  });
});
