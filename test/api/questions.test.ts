// Numbers that can hardly be meant: asked about once, where whoever sends them wants to be asked, and nothing is stored before.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { everything } from "../db/rows.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { addCommitment, given, refusal, type Sheet, startSheet, statedAmounts } from "./officer.ts";

interface Edit {
  cell: string;
  typed: string;
  expected?: number | null;
  ask?: boolean;
}

describe.each(engines)("numbers that can hardly be meant on %s", (engine) => {
  let served: Served;
  let sheet: Sheet;
  let stated: string;
  let sheets = 0;
  beforeAll(async () => {
    served = await serve(engine, { examples: false });
  });
  beforeEach(async () => {
    sheets += 1;
    // North has 100, 110 and 120 (£000s), South has 200, nothing and 220; what is stated is 50, 60 and so on.
    sheet = await startSheet(served, `Authority ${sheets}`);
    stated = await addCommitment(served, sheet.authority, statedAmounts);
  });
  afterAll(() => served.stop());
  const edit = (edits: Edit[], key?: string) =>
    served.ask(
      `mutation($authority: ID!, $version: ID!, $edits: [CellEditInput!]!, $key: String) { editCells(authority: $authority, version: $version, edits: $edits, key: $key) { batchId repeated cells { shown } } }`,
      { authority: sheet.authority, version: sheet.version, edits, key },
    );
  const preview = async (edits: Edit[]) =>
    given(
      await served.ask(
        `query($authority: ID!, $version: ID!, $edits: [CellEditInput!]!) { previewCells(authority: $authority, version: $version, edits: $edits) { shown error question { said readings { typed } } } }`,
        { authority: sheet.authority, version: sheet.version, edits },
      ),
    ).previewCells;
  const north = (typed: string, ask?: boolean): Edit => ({ cell: `budget:${sheet.centres[0]}:2024/25`, typed, expected: 10_000_000, ...(ask && { ask }) });
  const empty = (typed: string): Edit => ({ cell: `budget:${sheet.centres[1]}:2025/26`, typed, expected: null, ask: true });

  test("are asked about, with each reading, and stored once they are confirmed or say their unit", async () => {
    const before = await everything(served.db);
    const asked = refusal(await edit([north("100000", true)])) as unknown as { code: string; field: string; questions: object[] };
    expect(asked).toMatchObject({ code: "CONFIRM", field: "edits[0].typed" });
    expect(asked.questions).toEqual([
      {
        field: "edits[0].typed",
        cell: `budget:${sheet.centres[0]}:2024/25`,
        said: "100000 in £000s is more than ten times what was there, £100,000.00.",
        readings: [
          { typed: "100000", said: "£100.0m", as: "as typed in £000s" },
          { typed: "£100000", said: "£100,000", as: "as pounds" },
        ],
      },
    ]);
    expect(await everything(served.db)).toEqual(before);
    expect(given(await edit([north("100000")])).editCells.cells).toEqual([{ shown: "100,000" }]);
    expect(given(await edit([{ ...north("£100000", true), expected: 10_000_000_000 }])).editCells.cells).toEqual([{ shown: "100" }]);
  });

  test("are not asked about of whoever does not want to be, nor in a batch that was kept or would be refused", async () => {
    const kept = given(await edit([north("100000")], "kept")).editCells;
    expect(given(await edit([north("100000", true)], "kept")).editCells).toMatchObject({ batchId: kept.batchId, repeated: true });
    // Another amount is there by now: that is said first.
    expect(refusal(await edit([north("9000000", true)])).code).toBe("STALE");
  });

  test("where nothing was there, are measured by the row and the column, and by nothing where there is none", async () => {
    // South has 200 and 220 beside it, North 110 above it: the largest is 220.
    expect(refusal(await edit([empty("2201")])).code).toBe("CONFIRM");
    given(await edit([empty("2200")]));
    // A commitment's amounts stand beside each other.
    const ofStated = (typed: string): Edit => ({ cell: `commitment:${stated}:2026/27`, typed, expected: null, ask: true });
    expect(refusal(await edit([ofStated("601")])).code).toBe("CONFIRM");
    given(await edit([ofStated("600")]));
    const bare = await startSheet(served, `Bare ${sheets}`);
    given(await served.ask(`mutation { createVersion(authority: "${bare.authority}", input: { name: "New", firstYear: "2024/25", yearCount: 1 }) { id } }`));
    const { nodes } = given(await served.ask(`{ budgetVersions(authority: "${bare.authority}", first: 5) { nodes { id name } } }`)).budgetVersions;
    const empties = nodes.find(({ name }: { name: string }) => name === "New").id as string;
    sheet = { ...bare, version: empties };
    given(await edit([{ cell: `budget:${bare.centres[0]}:2024/25`, typed: "4700000", expected: null, ask: true }]));
  });

  test("are told of beforehand, each with its cell, and of the forecasts of a month as well", async () => {
    const [asked, likely, unread] = await preview([north("100000", true), empty("150"), { ...north("x", true), cell: `budget:${sheet.centres[0]}:2026/27` }]);
    expect(asked).toMatchObject({ shown: "100,000", error: null, question: { readings: [{ typed: "100000" }, { typed: "£100000" }] } });
    expect(likely).toEqual({ shown: "150", error: null, question: null });
    expect(unread).toEqual({ shown: null, error: expect.any(String), question: null });
    expect(await preview([north("100000")])).toEqual([{ shown: "100,000", error: null, question: null }]);
    const forecasts = (typed: string) =>
      served.ask(`mutation($edits: [CellEditInput!]!) { editForecasts(authority: "${sheet.authority}", edits: $edits) { cells { pence shown } } }`, {
        edits: [{ cell: `forecast:net:${sheet.centres[0]}:2024/25:2024-08-31`, typed, expected: null, ask: true }],
      });
    // Its budget is 100, and the largest beside it 200.
    expect(refusal(await forecasts("2001")).code).toBe("CONFIRM");
    expect(given(await forecasts("2000")).editForecasts.cells).toEqual([{ pence: 200_000_000, shown: "2,000" }]);
  });
});
