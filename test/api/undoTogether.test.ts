// Batches of several authorities that were saved as one: each has its own number and history, and they are undone and redone together or not at all.
import { afterEach, describe, expect, test } from "vitest";
import type { Viewer } from "../../db/viewer.ts";
import { type Batch, insertion, type Kept } from "../../db/write/change.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { writeLong } from "../../db/write/longBatch.ts";
import { applyTogether } from "../../db/write/together.ts";
import { takeStep } from "../../db/write/undo.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { storedFacts, storedLog } from "../db/rows.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { given, refusal } from "./officer.ts";

const councils = ["essex", "kent", "surrey"];
const nameOf = (id: string) => `${id.charAt(0).toUpperCase()}${id.slice(1)} Council`;

describe.each(engines.flatMap((engine) => [5_000, 2].map((longFrom) => [engine, longFrom] as const)))("on %s, long from %i changes", (engine, longFrom) => {
  let served: Served;
  afterEach(() => served.stop());

  const batchOf = (authorityId: string): Batch => ({
    authorityId,
    why: "Import region.csv",
    changes: [1, 2].map((position) => insertion("costCentre", { id: `${authorityId} ${position}`, name: `Homes ${position}`, fundingSource: "grant", position })),
  });
  async function saved(): Promise<number[]> {
    served = await serve(engine, { examples: false, longFrom });
    for (const id of councils)
      await served.db.write((on) => applyBatch(on, machineOwner, { authorityId: id, why: "Add", changes: [insertion("authority", { id, name: nameOf(id) })] }));
    const batches = councils.map(batchOf);
    const kept: Kept[] =
      longFrom > 2
        ? await served.db.write((on) => applyTogether(batches, (batch) => applyBatch(on, machineOwner, batch)), { written: councils })
        : await writeLong(served.db, councils, (on, apply) => applyTogether(batches, (batch) => apply(on, machineOwner, batch)));
    return kept.map(({ batchId }) => batchId as number);
  }
  const step = (way: "undo" | "redo", authority: string) => served.ask(`mutation { ${way}Last(authority: "${authority}") { batchId why next { undo { why } redo { why } } } }`);
  const centres = async () => Object.keys((await storedFacts(served.db)).costCentre ?? {}).sort();
  const history = async (authority: string) =>
    given(await served.ask(`{ history(authority: "${authority}", first: 5) { nodes { why takenBack logNumber changes { rowId } together { authorityName batchId } } } }`)).history
      .nodes;
  const all = councils.flatMap((id) => [`${id} 1`, `${id} 2`]);

  test("the history of each names the others, and has its own changes alone", async () => {
    const [essex, kent, surrey] = await saved();
    expect(await centres()).toEqual(all);
    const [last] = await history("kent");
    expect(last).toMatchObject({
      why: "Import region.csv",
      logNumber: 2,
      together: [
        { authorityName: "Essex Council", batchId: String(essex) },
        { authorityName: "Surrey Council", batchId: String(surrey) },
      ],
    });
    expect(last.changes.map(({ rowId }: { rowId: string }) => rowId)).toEqual(["kent 1", "kent 2"]);
    expect(new Set((await storedLog(served.db)).slice(3).map(({ togetherId }) => togetherId)).size).toBe(1);
    expect([essex, kent, surrey].every((id) => id !== undefined)).toBe(true);
  });

  test("undo in one undoes all, redo in another does all again, and so does the undo of a batch by its number", async () => {
    const [, , surrey] = await saved();
    expect(given(await step("undo", "kent")).undoLast).toMatchObject({ why: "Import region.csv", next: { redo: { why: "Import region.csv" } } });
    expect(await centres()).toEqual([]);
    expect((await history("essex")).map(({ why, takenBack, together }: { why: string; takenBack: boolean; together: unknown[] }) => [why, takenBack, together.length])).toEqual([
      ["Undo: Import region.csv", false, 2],
      ["Import region.csv", true, 2],
      ["Add", false, 0],
    ]);
    given(await step("redo", "essex"));
    expect(await centres()).toEqual(all);
    given(await served.ask(`mutation { undoBatch(batch: "${surrey}") { batchId } }`));
    expect(await centres()).toEqual([]);
  });

  test("where one of them was changed since, none is undone, and the refusal names the authority and the change", async () => {
    await saved();
    await served.db.write((on) =>
      applyBatch(
        on,
        { ...machineOwner, name: "Ann" },
        {
          authorityId: "surrey",
          why: "Rename",
          changes: [{ table: "costCentre", id: "surrey 1", field: "name", from: "Homes 1", to: "Houses" }],
        },
      ),
    );
    const refused = refusal(await step("undo", "essex"));
    expect(refused.code).toBe("STALE");
    expect(refused.message).toMatch(/^Surrey Council, whose changes were saved as one with these: Ann changed .*Houses .*Nothing was changed\.$/);
    expect(await centres()).toEqual(all);
    expect(await storedLog(served.db)).toHaveLength(7);
  });

  test("who may not change one of them undoes none, and is told which; of one that she may not see, not its name", async () => {
    const [essex] = await saved();
    const before = await storedLog(served.db);
    const asked = { authorityId: "essex", expected: essex as number, requestKey: null, skip: false, kinds: null };
    const undo = (viewer: Viewer) => served.db.write((on) => takeStep(on, viewer, "undo", asked, (_, apply) => apply()), { written: councils });
    const one: Viewer = { ...machineOwner, reads: "all", changes: ["essex", "kent"] };
    await expect(undo(one)).rejects.toThrow("This was saved as one with changes of Surrey Council, and can only be undone with them. You may not change those.");
    await expect(undo({ ...one, reads: ["essex", "kent"] })).rejects.toThrow("changes of an authority that you may not see");
    expect(await storedLog(served.db)).toEqual(before);
  });
});
