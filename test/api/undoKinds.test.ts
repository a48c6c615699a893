// Taking back what is of one kind alone: a report's order is no step of the figures, nor the other way round.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { latest } from "../setup/latest.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { edit, given, refusal, type Sheet, startSheet } from "./officer.ts";

const next = `query($a: ID!, $kinds: [UndoKind!]) { undoable(authority: $a, kinds: $kinds) { undo { batchId } redo { batchId } } }`;
const stepped = (deed: string) =>
  `mutation($a: ID!, $kinds: [UndoKind!]) { step: ${deed}(authority: $a, kinds: $kinds) { batchId why next { undo { batchId } redo { batchId } } } }`;
const saving = `mutation($a: ID!, $id: ID, $items: [ReportItemInput!]!, $seen: DataVersion) { saveReport(authority: $a, id: $id, name: "Cabinet", items: $items, seen: $seen) { id batchId seen } }`;

describe.each(engines)("steps of one kind on %s", (engine) => {
  let served: Served;
  let sheet: Sheet;
  beforeAll(async () => {
    served = await serve(engine, { examples: false });
    sheet = await startSheet(served, "Kinds");
  });
  afterAll(() => served.stop());

  const ahead = async (...kinds: string[]) => {
    const { undo, redo } = given(await served.ask(next, { a: sheet.authority, ...(kinds.length > 0 && { kinds }) })).undoable;
    return [undo?.batchId ?? null, redo?.batchId ?? null];
  };
  const step = async (deed: string, kinds: string[]) => given(await served.ask(stepped(deed), { a: sheet.authority, kinds })).step;

  test("go back and forth by themselves", async () => {
    const cell = `budget:${sheet.centres[0]}:2024/25`;
    const figure = given(await edit(served, sheet, [{ cell, pence: 1, expected: 10_000_000 }])).editCells.batchId;
    const [one, two] = [{ address: `mediumTermTable?authority=${sheet.authority}` }, { address: `monitoringTable?authority=${sheet.authority}` }];
    const { id, batchId: started, seen } = given(await served.ask(saving, { a: sheet.authority, items: [one, two] })).saveReport;
    const ordered = given(await served.ask(saving, { a: sheet.authority, id, items: [two, one], seen })).saveReport.batchId;
    const view = given(
      await served.ask(`mutation($a: ID!) { saveView(seen: ${latest}, authority: $a, sheet: "medium-term", name: "Mine", held: "") { batchId } }`, { a: sheet.authority }),
    ).saveView.batchId;
    expect(await ahead()).toEqual([view, null]);
    expect(await ahead("FACTS")).toEqual([figure, null]);
    expect(await ahead("REPORTS")).toEqual([ordered, null]);
    expect(await ahead("VIEWS", "FACTS")).toEqual([view, null]);
    expect(await ahead("MAPPINGS")).toEqual([null, null]);

    const back = await step("undoLast", ["FACTS"]);
    expect(back.next.redo.batchId).toBe(back.batchId);
    expect(await ahead("REPORTS")).toEqual([ordered, null]);
    expect((await step("undoLast", ["REPORTS"])).next.undo.batchId).toBe(started);
    // Neither ends what can be done again of the other.
    expect(await ahead("FACTS")).toEqual([expect.anything(), back.batchId]);
    const items = async () => given(await served.ask(`query($id: ID!) { report(id: $id) { items { address } } }`, { id })).report.items;
    expect(await items()).toEqual([one, two]);
    await step("redoLast", ["REPORTS"]);
    expect(await items()).toEqual([two, one]);
    await step("redoLast", ["FACTS"]);
    expect(refusal(await served.ask(stepped("redoLast"), { a: sheet.authority, kinds: ["FACTS"] })).code).toBe("NOT_FOUND");
    expect(refusal(await served.ask(stepped("undoLast"), { a: sheet.authority, kinds: ["MAPPINGS"] })).code).toBe("NOT_FOUND");
  });
});
