// A long import is prepared beside the store and put into it at once: nothing of it is half there, nobody's edit beside it is lost, and no rule is passed by.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import type { Db, Rule } from "../../db/engine/open.ts";
import { openDb } from "../../db/engine/store.ts";
import { type Change, insertion } from "../../db/write/change.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { importFile } from "../../server/import/importFile.ts";
import { rules } from "../../server/rules/rules.ts";
import { added, newAuthority, percentage, undo } from "../api/commissioner.ts";
import { given } from "../api/officer.ts";
import { canonical, everything, replayed, storedFacts, storedLog } from "../db/rows.ts";
import { serve } from "../setup/served.ts";
import { type Engine, engines, freshStore, type TestStore } from "../setup/stores.ts";
import { killedAt } from "./killed.ts";

const folder = mkdtempSync(join(tmpdir(), "tabled-long-"));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, "returns.csv");
writeFileSync(path, `Year,Place,Moved,Children\n${["Oak", "Elm", "Ash", "Fir"].map((home) => `2024/25,${home},10,40`).join("\n")}\n`);
const map = JSON.stringify({
  target: "outcomes",
  layout: "rows",
  period: "Year",
  subject: "Place",
  values: [{ kpi: "moves", numerator: "Moved", denominator: "Children" }],
  newSubjects: true,
});
const asked = { authorityId: "council", path, name: "Returns.csv", map, preview: false };
const longFrom = 4;

const kpi = {
  ...{ id: "moves", code: "moves", version: 1, name: "Moves", category: "stability", unit: "percent", polarity: "neither", frequency: "financial year" },
  ...{ counts: "over the period", numeratorSaid: "who moved", denominatorSaid: "children", decimals: 1, ofPeople: false, position: 1 },
};
const write = (db: Db, why: string, changes: Change[]) => db.write((on) => applyBatch(on, machineOwner, { authorityId: "council", why, changes }));
const centre = (id: string) => insertion("costCentre", { id, name: id, fundingSource: "grant", position: 1 });

let store: TestStore;
afterEach(() => store.remove());

/** A store with a council and its KPI. `beside` is run as a rule each time that the import is held to the rules, and may write beside it. */
async function council(engine: Engine, beside: (db: Db, times: number) => Promise<unknown> = async () => {}, under: readonly Rule[] = rules): Promise<() => number> {
  let times = 0;
  const watching: Rule = {
    name: "Beside",
    runsOn: ["outcome"],
    async check(_, left) {
      if (left.rows("outcome").length < longFrom) return;
      times += 1;
      await beside(store.db, times);
    },
  };
  store = await freshStore(engine, [...under, watching], { longFrom });
  await write(store.db, "Begin", [insertion("authority", { id: "council", name: "Council" }), insertion("kpi", kpi)]);
  return () => times;
}

const counted = async () => {
  const facts = await storedFacts(store.db);
  return { outcomes: Object.keys(facts.outcome ?? {}).length, costCentres: Object.keys(facts.costCentre ?? {}).sort() };
};
const whys = async () => (await storedLog(store.db)).map(({ why }) => why);

describe.each(engines)("a long import on %s", (engine) => {
  test("is in the store once, with its log, and edits of other tables beside it are kept and do not make it begin anew", async () => {
    const times = await council(engine, (db, time) => write(db, `Edit ${time}`, [centre(`centre ${time}`)]));
    expect(await importFile(store.db, machineOwner, asked)).toMatchObject({ added: 4, revised: 0, batchId: 3 });
    expect({ times: times(), ...(await counted()) }).toEqual({ times: 1, outcomes: 4, costCentres: ["centre 1"] });
    expect(await whys()).toEqual(["Begin", "Edit 1", "Import Returns.csv"]);
    expect(canonical(await storedFacts(store.db))).toBe(canonical(replayed(await storedLog(store.db))));
    const numbers = (await storedLog(store.db)).map(({ dataVersion, logNumber }) => [dataVersion, logNumber]);
    expect(numbers).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
  });

  test("meets an edit of its own tables: the edit is kept, and what the file states is put over it", async () => {
    const subject = { id: "oak", kind: "provider", name: "Oak", position: 1 };
    const outcome = { id: "one", kpiId: "moves", subjectId: "oak", startsOn: "2024-04-01", breakdown: "", numerator: "1", denominator: "40" };
    const times = await council(engine, async (db, time) => {
      if (time === 1) await write(db, "Edit", [{ table: "outcome", id: "one", field: "numerator", from: "1", to: "2" }]);
    });
    await write(store.db, "Oak", [insertion("kpiSubject", subject), insertion("outcome", outcome)]);
    expect(await importFile(store.db, machineOwner, asked)).toMatchObject({ added: 3, revised: 1 });
    expect(times()).toBe(2);
    expect(await whys()).toEqual(["Begin", "Oak", "Edit", "Import Returns.csv"]);
    const log = await storedLog(store.db);
    expect(log[3]?.changes.filter(({ rowId }) => rowId === "one").map(({ field, fromValue, toValue }) => [field, fromValue, toValue])).toEqual([["numerator", '"2"', '"10"']]);
    expect(canonical(await storedFacts(store.db))).toBe(canonical(replayed(log)));
  });

  test("is written all the same where others change its tables again and again", async () => {
    const times = await council(engine, async (db, time) => {
      if (time <= 3) await write(db, `Edit ${time}`, [insertion("kpiSubject", { id: `subject ${time}`, kind: "provider", name: `Home ${time}`, position: time })]);
    });
    expect(await importFile(store.db, machineOwner, asked)).toMatchObject({ added: 4 });
    expect(times()).toBe(4);
    expect(await whys()).toEqual(["Begin", "Edit 1", "Edit 2", "Edit 3", "Import Returns.csv"]);
  });

  test("is refused by a rule that an edit has broken after it was prepared", async () => {
    const few: Rule = {
      name: "At most five subjects",
      runsOn: ["kpiSubject"],
      async check(on) {
        const found = await on.q.select({ id: on.t.kpiSubject.id }).from(on.t.kpiSubject);
        if (found.length > 5) throw new Refusal("BAD_INPUT", "subject", `There are ${found.length} subjects.`);
      },
    };
    const subject = (id: string) => insertion("kpiSubject", { id, kind: "provider", name: id, position: 9 });
    await council(engine, async (db, time) => void (time === 1 && (await write(db, "Edit", [subject("Yew"), subject("Box")]))), [few, ...rules]);
    await expect(importFile(store.db, machineOwner, asked)).rejects.toThrow("There are 6 subjects.");
    expect(await whys()).toEqual(["Begin", "Edit"]);
    expect(await counted()).toMatchObject({ outcomes: 0 });
  });

  test("that is stopped at any of its stages has saved nothing", async () => {
    await council(engine);
    const before = await everything(store.db);
    const stages: string[] = [];
    await importFile(store.db, machineOwner, { ...asked, preview: true, onProgress: ({ stage }) => void stages.push(stage) });
    for (let steps = 1; ; steps += 1) {
      const stopping = new AbortController();
      let left = steps;
      const onProgress = () => {
        left -= 1;
        if (left === 0) stopping.abort();
      };
      const result = await importFile(store.db, machineOwner, { ...asked, signal: stopping.signal, onProgress }).catch((error: Error) => error.message);
      if (typeof result !== "string") break;
      expect(result).toBe("The import was stopped, and nothing was written.");
      expect(await everything(store.db)).toEqual(before);
      stages.push("stopped");
    }
    // Read and compared, two tables and the log put beside the store, and then into it.
    expect(stages.filter((each) => each === "stopped")).toHaveLength(6);
    expect(await counted()).toMatchObject({ outcomes: 4 });
  });

  test("that is killed is in the store as a whole or not at all, and the next one works", async () => {
    await council(engine);
    const before = await everything(store.db);
    const of = 8 * 4;
    for (const at of ["comparing", `writing 8 of ${of}`, `writing 24 of ${of}`, `writing ${of} of ${of}`]) {
      await killedAt({ address: store.address, asked, at });
      expect(await everything(store.db), at).toEqual(before);
    }
    await killedAt({ address: store.address, asked, at: "saved" });
    expect(await counted()).toMatchObject({ outcomes: 4 });
    expect(await whys()).toEqual(["Begin", "Import Returns.csv"]);
    const again = await openDb(store.address, rules);
    expect(await importFile(again, machineOwner, asked)).toMatchObject({ added: 0, revised: 0, batchId: null });
    await again.close();
  });
});

test.each(engines)("the undo of a long import on %s is one step, as long, and leaves things as they were", async (engine) => {
  const served = await serve(engine, { examples: false, longFrom });
  store = { ...served, remove: () => served.stop() };
  const authority = await newAuthority(served, "Council");
  await added(served, "Kpi", authority, percentage);
  const before = await storedFacts(served.db);
  const { batchId } = await importFile(served.db, machineOwner, { ...asked, authorityId: authority });
  const after = await storedFacts(served.db);
  const step = (way: "undo" | "redo") =>
    served.ask(`mutation { ${way}Last(authority: "${authority}", key: "${way}") { batchId repeated why next { undo { why } redo { why } } } }`);
  const undone = given(await step("undo")).undoLast;
  expect(undone).toMatchObject({ repeated: false, why: "Import Returns.csv", next: { redo: { why: "Import Returns.csv" } } });
  expect(await storedFacts(served.db)).toEqual(before);
  expect(given(await step("undo")).undoLast).toMatchObject({ repeated: true, batchId: undone.batchId });
  given(await step("redo"));
  expect(await storedFacts(served.db)).toEqual(after);
  const last = (await storedLog(served.db)).at(-1);
  given(await undo(served, String(last?.id)));
  expect(await storedFacts(served.db)).toEqual(before);
  expect((await storedLog(served.db)).map(({ undoesId }) => undoesId !== null)).toEqual([false, false, false, true, true, true]);
  expect(batchId).not.toBeNull();
});
