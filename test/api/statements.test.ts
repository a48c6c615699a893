// How many statements what is done most comes to: an edit of cells, and a medium-term table.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Served, serve } from "../setup/served.ts";
import { statementsOf } from "../setup/statements.ts";
import { engines } from "../setup/stores.ts";
import { addCommitment, type Edit, edit, given, type Sheet, startSheet, statedIn } from "./officer.ts";

// Counted is whatever the request puts to the store, in each of its transactions, but for what begins them (with their locks) and ends them.
const mostOfEdit = 6;
const mostOfTable = 8;

describe.each(engines)("Statements on %s", (engine) => {
  let served: Served;
  let sheet: Sheet;
  beforeAll(async () => {
    served = await serve(engine);
    sheet = await startSheet(served, "Counted");
    await addCommitment(served, sheet.authority, statedIn(sheet.authority));
  });
  afterAll(() => served.stop());

  const north = (year: string) => `budget:${sheet.centres[0]}:${year}`;
  const south = (year: string) => `budget:${sheet.centres[1]}:${year}`;
  const edited = (edits: Edit[], key: string = randomUUID()) => statementsOf(async () => given(await edit(served, sheet, edits, { key })));

  test.each([
    ["changed", () => [{ cell: north("2024/25"), pence: 10_000_100, expected: 10_000_000 }]],
    ["filled", () => [{ cell: south("2025/26"), pence: 100, expected: null }]],
    ["emptied", () => [{ cell: north("2026/27"), pence: null, expected: 12_000_000 }]],
  ] as [string, () => Edit[]][])(`an edit of one cell of a budget, %s, comes to at most ${mostOfEdit}`, async (_, edits) => {
    const found = await edited(edits());
    expect(found.length, found.join("\n")).toBeLessThanOrEqual(mostOfEdit);
  });

  test("an edit of several cells comes to no more, and the same again under its key to less", async () => {
    const several = [north("2025/26"), south("2024/25"), south("2026/27")].map((cell, index) => ({
      cell,
      pence: 1,
      expected: [11_000_000, 20_000_000, 22_000_000][index] as number,
    }));
    const found = await edited(several, "one key");
    expect(found.length, found.join("\n")).toBeLessThanOrEqual(mostOfEdit);
    expect((await edited(several, "one key")).length).toBeLessThan(found.length);
    // Without a key too.
    const back = several.map(({ cell, pence, expected }) => ({ cell, pence: expected, expected: pence }));
    const without = await statementsOf(async () => given(await edit(served, sheet, back)));
    expect(without.length, without.join("\n")).toBeLessThanOrEqual(mostOfEdit);
  });

  test(`a medium-term table comes to at most ${mostOfTable}, with the look for an answer that is kept`, async () => {
    for (const [authority, version] of [
      [sheet.authority, sheet.version],
      [sheet.authority, null],
      ["essex", "essex-mtrs-2023"],
    ]) {
      const table = `query($authority: ID!, $version: ID) { mediumTermTable(authority: $authority, version: $version) { rows { key cells { pence } } } }`;
      const found = await statementsOf(async () => given(await served.ask(table, { authority, version })));
      expect(found.length, found.join("\n")).toBeLessThanOrEqual(mostOfTable);
      // Made anew, and not from what is kept.
      expect(found.length).toBeGreaterThan(1);
    }
  });
});
