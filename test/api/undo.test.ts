// Taking a batch back: what was there before is there again, or, where somebody has changed it since, nothing moves.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { everything, storedFacts } from "../db/rows.ts";
import { latest } from "../setup/latest.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { addCommitment, adding, edit, editing, given, nineBeds, nineBedsIn, refusal, type Sheet, startSheet, statedAmounts, statedIn } from "./officer.ts";

const undoing = `mutation($batch: ID!) { undoBatch(batch: $batch) { batchId } }`;

describe.each(engines)("undo on %s", (engine) => {
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

  const north = (year: string) => `budget:${sheet.centres[0]}:${year}`;
  const undo = async (batch: string) => given(await served.ask(undoing, { batch })).undoBatch.batchId as string;
  async function refused(batch: string) {
    const before = await everything(served.db);
    const found = refusal(await served.ask(undoing, { batch }));
    expect(await everything(served.db)).toEqual(before);
    return found;
  }

  /** Writes, each with what it needs to be there first. */
  const writes: [string, (prepared: { beds: string; stated: string; series: string }) => [string, Record<string, unknown>]][] = [
    [
      "cells filled, changed and emptied",
      ({ stated }) => [
        editing,
        {
          authority: sheet.authority,
          version: sheet.version,
          edits: [
            { cell: north("2024/25"), typed: "1", expected: 10_000_000 },
            { cell: north("2025/26"), typed: "", expected: 11_000_000 },
            { cell: `budget:${sheet.centres[1]}:2025/26`, typed: "7" },
            { cell: `commitment:${stated}:2024/25`, typed: "", expected: -5_000_000 },
          ],
        },
      ],
    ],
    ["a commitment added", () => [adding, { authority: sheet.authority, input: { ...nineBedsIn(sheet.authority), name: "More beds" } }]],
    [
      "a commitment changed",
      ({ beds }) => [
        `mutation($id: ID!, $input: CommitmentInput!) { write: changeCommitment(seen: ${latest}, id: $id, input: $input) { batchId } }`,
        { id: beds, input: { ...statedIn(sheet.authority), name: "Other terms" } },
      ],
    ],
    ["a commitment ended", ({ beds }) => [`mutation($id: ID!) { write: endCommitment(seen: ${latest}, id: $id, endsOn: "2025-03-31") { batchId } }`, { id: beds }]],
    ["a commitment removed", ({ beds }) => [`mutation($id: ID!) { write: removeCommitment(seen: ${latest}, id: $id) { batchId } }`, { id: beds }]],
    ["stated amounts removed", ({ stated }) => [`mutation($id: ID!) { write: removeCommitment(seen: ${latest}, id: $id) { batchId } }`, { id: stated }]],
    [
      "cost centres added with amounts",
      () => [
        `mutation($version: ID!) { write: addCostCentres(version: $version, rows: [{ name: "East", amounts: ["1", "2"] }, { name: "West" }]) { batchId } }`,
        { version: sheet.version },
      ],
    ],
    [
      "a cost centre changed",
      () => [`mutation($id: ID!) { write: changeCostCentre(seen: ${latest}, id: $id, input: { name: "N", serviceGroup: null }) { batchId } }`, { id: sheet.centres[0] }],
    ],
    [
      "a version changed",
      () => [`mutation($id: ID!) { write: changeVersion(seen: ${latest}, version: $id, input: { name: "N", yearCount: 9 }) { batchId } }`, { id: sheet.version }],
    ],
    ["a version copied", () => [`mutation($id: ID!) { write: copyVersion(version: $id, name: "N") { batchId } }`, { id: sheet.version }]],
    [
      "a series added",
      () => [
        `mutation($id: ID!) { write: createUpliftSeries(input: { authority: $id, name: "N", rates: [{ year: "2025/26", rateShare: "0.1" }] }) { batchId } }`,
        { id: sheet.authority },
      ],
    ],
    [
      "rates changed",
      ({ series }) => [
        `mutation($id: ID!) { write: changeUpliftRates(seen: ${latest}, id: $id, rates: [{ year: "2025/26", rateShare: "0.2" }, { year: "2027/28", rateShare: "0" }]) { batchId } }`,
        { id: series },
      ],
    ],
  ];

  test.each(writes)("%s: taken back, and that taken back in turn", async (_, write) => {
    const series = given(
      await served.ask(
        `mutation($id: ID!) { createUpliftSeries(input: { authority: $id, name: "Prices", rates: [{ year: "2025/26", rateShare: "0.030" }, { year: "2026/27", rateShare: "0.1" }] }) { id } }`,
        { id: sheet.authority },
      ),
    ).createUpliftSeries.id;
    const prepared = {
      series,
      stated: await addCommitment(served, sheet.authority, statedAmounts),
      beds: await addCommitment(served, sheet.authority, {
        ...nineBedsIn(sheet.authority),
        weeklyRatePounds: "1000.10",
        priceBaseYear: "2024/25",
        upliftSeriesId: series,
        places: [...nineBeds.places, { places: 1, startsOn: "2025-04-01" }],
      }),
    };
    const before = await storedFacts(served.db);
    const data = given(await served.ask(...write(prepared)));
    const { batchId } = data.write ?? data.editCells ?? data.createCommitment;
    const after = await storedFacts(served.db);
    expect(after).not.toEqual(before);
    const undone = await undo(batchId);
    expect(await storedFacts(served.db)).toEqual(before);
    const redone = await undo(undone);
    expect(await storedFacts(served.db)).toEqual(after);
    await undo(redone);
    expect(await storedFacts(served.db)).toEqual(before);
    const { nodes } = given(await served.ask(`query($id: ID!) { history(authority: $id, first: 3) { nodes { id undoesId why } } }`, { id: sheet.authority })).history;
    expect(nodes.map((node: { undoesId: number }) => String(node.undoesId))).toEqual([redone, undone, batchId]);
    expect(nodes[2].why).toMatch(/^Undo: /);
  });

  test("a batch whose cell was changed since is refused with the value there", async () => {
    const first = given(
      await edit(served, sheet, [
        { cell: north("2025/26"), typed: "3", expected: 11_000_000 },
        { cell: north("2024/25"), typed: "1", expected: 10_000_000 },
      ]),
    ).editCells.batchId;
    given(await edit(served, sheet, [{ cell: north("2024/25"), typed: "2", expected: 100_000 }]));
    expect(await refused(first)).toMatchObject({ code: "STALE", current: 200_000 });
  });

  test("twice is once too often", async () => {
    const { batchId } = given(await edit(served, sheet, [{ cell: north("2024/25"), typed: "1", expected: 10_000_000 }])).editCells;
    await undo(batchId);
    expect((await refused(batchId)).code).toBe("STALE");
  });

  test("two officers who take one batch back at once take it back once", async () => {
    const { batchId } = given(await edit(served, sheet, [{ cell: north("2024/25"), typed: "1", expected: 10_000_000 }])).editCells;
    const answers = await Promise.all([1, 2, 3].map(() => served.ask(undoing, { batch: batchId })));
    expect(answers.filter((answer) => !answer.errors)).toHaveLength(1);
  });

  test("a commitment that was changed since stays where its addition is taken back", async () => {
    const { id, batchId } = given(await served.ask(adding, { authority: sheet.authority, input: nineBedsIn(sheet.authority) })).createCommitment;
    given(await served.ask(`mutation($id: ID!) { endCommitment(seen: ${latest}, id: $id, endsOn: "2025-03-31") { id } }`, { id }));
    expect((await refused(batchId)).code).toBe("STALE");
  });

  test("what others now stand on cannot be taken away", async () => {
    const { nodes } = given(await served.ask(`query($id: ID!) { history(authority: $id, descending: true) { nodes { id why } } }`, { id: sheet.authority })).history;
    expect(nodes.map((node: { why: string }) => node.why)).toEqual([expect.stringContaining("Authority"), "Start Draft", "Add 2 cost centres"]);
    expect((await refused(String(nodes[0].id))).code).toBe("IN_USE");
    expect((await refused(String(nodes[1].id))).code).toBe("IN_USE");
  });

  test.each([
    ["0", "BAD_INPUT"],
    ["-1", "BAD_INPUT"],
    ["1.5", "BAD_INPUT"],
    ["one", "BAD_INPUT"],
    ["9007199254740993", "BAD_INPUT"],
    ["999999999", "NOT_FOUND"],
  ])("the batch %s is refused", async (batch, code) => {
    expect(await refused(batch)).toMatchObject({ code, field: "batch" });
  });
});
