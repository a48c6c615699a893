// A write that would leave everything as it is writes nothing: no batch, no new version of the data, nothing to take back. And says so.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { numbersOf } from "../../db/read/numbers.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { everything } from "../db/rows.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { edit, given, nineBedsIn, startSheet, statedIn } from "./officer.ts";

interface Saved {
  /** The mutation that adds it, and the one that puts the same in place of itself. */
  make: string;
  again: string;
  /** What it is, or what it is of an authority. */
  input: Record<string, unknown> | ((authority: string) => Record<string, unknown>);
  type: string;
}

const saved: Record<string, Saved> = {
  "a commitment at a price": { make: "createCommitment", again: "changeCommitment", type: "CommitmentInput", input: nineBedsIn },
  "a commitment of amounts": { make: "createCommitment", again: "changeCommitment", type: "CommitmentInput", input: statedIn },
  "an arrangement": {
    make: "createArrangement",
    again: "changeArrangement",
    type: "ArrangementInput",
    input: {
      name: "Framework",
      kind: "FRAMEWORK",
      opensOn: "2024-04-01",
      terms: [{ months: 36, state: "AGREED" }],
      lots: [{ name: "Lot 1" }],
      participants: [{ name: "Essex", role: "LEAD", authorities: 1 }],
    },
  },
  "a partnership": {
    make: "createPartnership",
    again: "changePartnership",
    type: "PartnershipInput",
    input: {
      name: "Together",
      firstYear: "2024/25",
      yearCount: 3,
      partners: [{ name: "One" }, { name: "Two" }],
      pools: [{ name: "Placements", kind: "PLACEMENTS", basis: "EQUAL" }],
    },
  },
  "an option": { make: "createOption", again: "changeOption", type: "OptionInput", input: { decision: "Beds", name: "Fewer", points: [{ kind: "BENEFIT", said: "Cheaper" }] } },
  "a KPI": {
    make: "createKpi",
    again: "changeKpi",
    type: "KpiInput",
    input: { code: "k1", name: "Moves", category: "STABILITY", unit: "PERCENT", decimals: 1, polarity: "LOWER_IS_BETTER", frequency: "FINANCIAL_YEAR" },
  },
  "a subject": { make: "createKpiSubject", again: "changeKpiSubject", type: "KpiSubjectInput", input: { kind: "PROVIDER", name: "Home One" } },
  "a publication": { make: "createOutcomePublication", again: "changeOutcomePublication", type: "OutcomePublicationInput", input: { name: "Scorecard" } },
  "a status": { make: "createCommitmentStatus", again: "changeCommitmentStatus", type: "CommitmentStatusInput", input: { name: "At panel", kind: "IN_GOVERNANCE" } },
  "a benefit": { make: "createBenefit", again: "changeBenefit", type: "BenefitInput", input: { name: "Fewer moves", accountable: "Head of service", frequency: "EACH_QUARTER" } },
};

describe.each(engines)("a write that changes nothing on %s", (engine) => {
  let served: Served;
  let authority: string;
  let version: string;
  beforeAll(async () => {
    served = await serve(engine, { examples: false });
    ({ authority, version } = await startSheet(served, "Unchanged"));
  });
  afterAll(() => served.stop());

  const seen = async () => (await served.db.read((on) => numbersOf(on, authority))).dataVersion;
  const seenBeside = async () => (await served.db.read((on) => numbersOf(on, authority))).logNumber;
  /** Runs a mutation that is to write nothing, and gives its answer. */
  async function leavesAll(query: string, variables: Record<string, unknown>) {
    const before = await everything(served.db);
    const answer = given(await served.ask(query, variables));
    expect(await everything(served.db)).toEqual(before);
    const [result] = Object.values(answer) as { batchId: string | null; repeated: boolean }[];
    expect(result).toMatchObject({ batchId: null, repeated: false });
    return result;
  }

  test.each(Object.entries(saved))("%s, saved as it is", async (_, { make, again, type, input: stated }) => {
    const input = typeof stated === "function" ? stated(authority) : stated;
    const made = given(await served.ask(`mutation($a: ID!, $i: ${type}!) { ${make}(authority: $a, input: $i) { id batchId } }`, { a: authority, i: input }))[make];
    expect(made.batchId).not.toBeNull();
    const query = `mutation($id: ID!, $i: ${type}!, $seen: DataVersion!) { ${again}(id: $id, input: $i, seen: $seen) { id batchId repeated } }`;
    const asked = { id: made.id, i: input, seen: await seen() };
    expect(await leavesAll(query, asked)).toMatchObject({ id: made.id });
    // Anything else is a change as before.
    const changed = given(await served.ask(query, { ...asked, i: { ...input, name: `Other ${input.name}` } }))[again];
    expect(Number(changed.batchId)).toBeGreaterThan(Number(made.batchId));
  });

  test("cells typed over with what they hold, under one key or again", async () => {
    const centre = given(await served.ask(`query($a: ID!) { costCentres(authority: $a, first: 5) { nodes { id } } }`, { a: authority })).costCentres.nodes[0].id;
    const cell = `budget:${centre}:2024/25`;
    const read = async () =>
      (await served.db.read((on) => on.q.select().from(on.t.budgetLine))).find((line) => line.costCentreId === centre && line.year === "2024/25")?.amountPence ?? null;
    const held = await read();
    given(await edit(served, { authority, version }, [{ cell, pence: 5_000, expected: held }]));
    const before = await everything(served.db);
    for (const key of ["once", "once", "other"]) {
      const { editCells } = given(await edit(served, { authority, version }, [{ cell, pence: 5_000, expected: 5_000 }], { key }));
      expect(editCells).toEqual({ batchId: null, repeated: false });
    }
    expect(await everything(served.db)).toEqual(before);
    // One that does change is kept, and the others of its batch leave no trace in the log.
    const mixed = given(
      await edit(served, { authority, version }, [
        { cell, pence: 5_000, expected: 5_000 },
        { cell: `budget:${centre}:2025/26`, pence: 77, expected: 11_000_000 },
      ]),
    ).editCells;
    const log = (await everything(served.db)).log.at(-1);
    expect([String(log?.id), log?.changes.length]).toEqual([mixed.batchId, 1]);
    // An edit that expects another value is refused, though what it would write is there.
    const { errors } = await edit(served, { authority, version }, [{ cell, pence: 5_000, expected: 1 }]);
    expect(errors?.[0]?.extensions.code).toBe("STALE");
  });

  test("settings, a report that shows a table twice, a view and a mapping", async () => {
    const settings = `mutation($a: ID!, $i: MonitoringSettingsInput!, $seen: DataVersion!) { changeMonitoringSettings(authority: $a, input: $i, seen: $seen) { batchId repeated } }`;
    const asked = { a: authority, i: { varianceSign: "PLUS" } };
    given(await served.ask(settings, { ...asked, seen: await seen() }));
    await leavesAll(settings, { ...asked, seen: await seen() });
    const address = `mediumTermTable?authority=${authority}`;
    const items = [{ address }, { address: `monitoringTable?authority=${authority}` }, { address }];
    const report = `mutation($a: ID!, $id: ID, $items: [ReportItemInput!]!, $seen: DataVersion) { saveReport(authority: $a, id: $id, name: "Cabinet", items: $items, seen: $seen) { id batchId repeated } }`;
    const id = given(await served.ask(report, { a: authority, items })).saveReport.id;
    await leavesAll(report, { a: authority, id, items, seen: await seenBeside() });
    const view = `mutation($a: ID!, $seen: DataVersion!) { saveView(authority: $a, seen: $seen, sheet: "medium-term", name: "Mine", held: "") { batchId repeated } }`;
    given(await served.ask(view, { a: authority, seen: await seenBeside() }));
    await leavesAll(view, { a: authority, seen: await seenBeside() });
    const map = JSON.stringify({ target: "budget lines", version: "Draft", costCentre: "Centre", years: { "2024/25": "24/25" } });
    const mapping = `mutation($a: ID!, $map: String!, $seen: DataVersion!) { saveImportMap(authority: $a, seen: $seen, name: "Ours", map: $map) { batchId repeated } }`;
    given(await served.ask(mapping, { a: authority, map, seen: await seenBeside() }));
    await leavesAll(mapping, { a: authority, map, seen: await seenBeside() });
  });

  test("nothing is offered to be taken back of it", async () => {
    const undoable = `query($a: ID!) { undoable(authority: $a) { undo { batchId } redo { batchId } } }`;
    const before = given(await served.ask(undoable, { a: authority }));
    expect(await served.db.write((on) => applyBatch(on, machineOwner, { authorityId: authority, why: "Nothing", changes: [] }))).toEqual({ batchId: null, repeated: false });
    expect(given(await served.ask(undoable, { a: authority }))).toEqual(before);
  });
});
