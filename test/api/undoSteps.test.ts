// Step by step back and forth: each person along a line of her own changes, read from the log, whoever else writes meanwhile.
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { numbersOf } from "../../db/read/numbers.ts";
import { undoable } from "../../db/write/undo.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { everything, storedFacts } from "../db/rows.ts";
import { latest } from "../setup/latest.ts";
import { type Answer, type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { adding, editing, get, given, nineBedsIn, post, refusal, type Sheet, startSheet } from "./officer.ts";

const stepping = (deed: "undoLast" | "redoLast") => `
  mutation($authority: ID!, $expected: ID, $key: String${deed === "undoLast" ? ", $skip: Boolean" : ""}) {
    step: ${deed}(authority: $authority, expected: $expected, key: $key${deed === "undoLast" ? ", skip: $skip" : ""}) {
      batchId why repeated next { undo { batchId why } redo { batchId why } }
    }
  }`;
const next = `query($authority: ID!) { undoable(authority: $authority) { undo { batchId why madeAt } redo { batchId why } } }`;

describe.each(engines)("steps on %s", (engine) => {
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

  const as = async (who: string, query: string, variables: Record<string, unknown>) =>
    (await post(served.app, query, variables, { "tabled-person": encodeURIComponent(who) })).json() as Answer;
  const north = (year = "2024/25") => `budget:${sheet.centres[0]}:${year}`;
  const type = async (who: string, pence: number | null, expected: number | null, cell = north()) =>
    given(await as(who, editing, { authority: sheet.authority, version: sheet.version, edits: [{ cell, pence, expected }] })).editCells.batchId as string;
  const ahead = async (who: string) => given(await as(who, next, { authority: sheet.authority })).undoable;
  const step = (who: string, deed: "undoLast" | "redoLast", more: Record<string, unknown> = {}) => as(who, stepping(deed), { authority: sheet.authority, ...more });
  const undo = async (who: string, more = {}) => given(await step(who, "undoLast", more)).step;
  const redo = async (who: string, more = {}) => given(await step(who, "redoLast", more)).step;
  const held = async (cell = north()) => {
    const [, centre, year] = cell.split(":");
    const { nodes } = given(await served.ask(`query($a: ID!) { budgetLines(authority: $a) { nodes { costCentreId year amountPence } } }`, { a: sheet.authority })).budgetLines;
    return nodes.find((line: { costCentreId: string; year: string }) => line.costCentreId === centre && line.year === year)?.amountPence ?? null;
  };

  test("back through one's own changes, others' left alone, and forth again", async () => {
    await type("Ann", 1, 10_000_000);
    await type("Bob", 7, 12_000_000, north("2026/27"));
    const second = await type("Ann", 2, 1);
    expect((await ahead("Ann")).undo).toMatchObject({ batchId: second, why: "Change one amount" });
    expect(await undo("Ann")).toMatchObject({ why: "Change one amount", repeated: false });
    expect(await held()).toBe(1);
    expect((await undo("Ann")).next.undo).toBeNull();
    expect(await held()).toBe(10_000_000);
    expect(await held(north("2026/27"))).toBe(7);
    expect(refusal(await step("Ann", "undoLast"))).toMatchObject({ code: "NOT_FOUND", message: "Nothing of yours to undo here." });
    await redo("Ann");
    expect(await held()).toBe(1);
    expect((await redo("Ann")).next.redo).toBeNull();
    expect(await held()).toBe(2);
    expect(refusal(await step("Ann", "redoLast")).code).toBe("NOT_FOUND");
    // Bob, who did nothing of this, has his own line.
    await undo("Bob");
    expect(await held(north("2026/27"))).toBe(12_000_000);
  });

  test("a new change ends what could be done again", async () => {
    await type("Ann", 1, 10_000_000);
    await undo("Ann");
    await type("Ann", 5, 11_000_000, north("2025/26"));
    expect((await ahead("Ann")).redo).toBeNull();
    await undo("Ann");
    // The change that was taken back before it does not come up again.
    expect((await redo("Ann")).next.redo).toBeNull();
    expect([await held(), await held(north("2025/26"))]).toEqual([10_000_000, 5]);
  });

  test("where another has changed the cell since, it is refused with who, when, what and the value now, and can be left so", async () => {
    await type("Ann", 3, 12_000_000, north("2026/27"));
    const mine = await type("Ann", 1, 10_000_000);
    await type("Bob", 500_000_000, 1);
    const before = await everything(served.db);
    const found = refusal(await step("Ann", "undoLast", { expected: mine }));
    expect(found).toMatchObject({ code: "STALE", current: 500_000_000 });
    expect(found.message).toMatch(/^Bob changed North, 2024\/25 to £5,000,000\.00 at \d\d:\d\d, after your change\. It was left unchanged\.$/);
    expect(await everything(served.db)).toEqual(before);
    const left = await undo("Ann", { expected: mine, skip: true });
    expect(left.next).toMatchObject({ undo: { why: "Change one amount" }, redo: null });
    expect(await held()).toBe(500_000_000);
    await undo("Ann");
    expect(await held(north("2026/27"))).toBe(12_000_000);
    const { nodes } = given(
      await served.ask(`query($a: ID!) { history(authority: $a, first: 2) { nodes { why madeBy changes { what fromSaid toSaid } } } }`, { a: sheet.authority }),
    ).history;
    expect(nodes).toEqual([
      { why: "Undo: Change one amount", madeBy: "Ann", changes: [{ what: "North, 2026/27", fromSaid: "£0.03", toSaid: "£120,000.00" }] },
      { why: "Skip: Change one amount", madeBy: "Ann", changes: [] },
    ]);
  });

  test("a cell emptied by one and filled by another is told as well, and so is one that was removed", async () => {
    await type("Ann", null, 10_000_000);
    await type("Bob", 900, null);
    expect(refusal(await step("Ann", "undoLast"))).toMatchObject({ code: "STALE", current: 900, message: expect.stringMatching(/^Bob changed North, 2024\/25 to £9\.00 at/) });
    await type("Carol", null, 900);
    expect(refusal(await step("Bob", "undoLast")).message).toMatch(/^Carol emptied North, 2024\/25 at \d\d:\d\d, after your change\. It was left unchanged\.$/);
    await undo("Carol");
    await undo("Bob");
    await undo("Ann");
    expect(await held()).toBe(10_000_000);
  });

  test("terms that another has changed are named by their field", async () => {
    const { id } = given(await as("Ann", adding, { authority: sheet.authority, input: nineBedsIn(sheet.authority) })).createCommitment;
    given(await as("Bob", `mutation($id: ID!) { endCommitment(seen: ${latest}, id: $id, endsOn: "2025-03-31") { id } }`, { id }));
    expect(refusal(await step("Ann", "undoLast")).message).toMatch(/^Bob changed Nine beds \(ends on\) to 31 Mar 2025 at \d\d:\d\d, after your change\. Nothing was changed\.$/);
  });

  test("what somebody else has taken back is not taken back twice, and taking back another's is a change of one's own", async () => {
    const first = await type("Ann", 1, 10_000_000);
    given(await as("Bob", `mutation($batch: ID!) { undoBatch(batch: $batch) { batchId } }`, { batch: first }));
    expect((await ahead("Ann")).undo).toBeNull();
    expect((await ahead("Bob")).undo.why).toBe("Undo: Change one amount");
    await undo("Bob");
    expect(await held()).toBe(1);
    expect((await ahead("Ann")).undo.batchId).toBe(first);
  });

  test("another than the expected is refused, and a step sent twice under one key is taken once", async () => {
    const first = await type("Ann", 1, 10_000_000);
    const second = await type("Ann", 2, 1);
    expect(refusal(await step("Ann", "undoLast", { expected: first }))).toMatchObject({ code: "STALE", field: "expected", current: Number(second) });
    const taken = await undo("Ann", { expected: second, key: "once" });
    expect(await undo("Ann", { expected: second, key: "once" })).toEqual({ ...taken, why: null, repeated: true });
    expect(await held()).toBe(1);
    expect(refusal(await step("Ann", "undoLast", { expected: "x" }))).toMatchObject({ code: "BAD_INPUT", field: "expected" });
  });

  test("the adding of an authority is passed over, and a publication stays", async () => {
    const owner = async (query: string, variables: Record<string, unknown> = {}) => served.ask(query, { authority: sheet.authority, ...variables });
    // Its cost centres, its version; its adding is no step.
    for (let steps = 0; steps < 2; steps += 1) given(await owner(stepping("undoLast")));
    expect(given(await owner(next)).undoable.undo).toBeNull();
    for (let steps = 0; steps < 2; steps += 1) given(await owner(stepping("redoLast")));
    expect(await held()).toBe(10_000_000);
    given(await as("Ann", `mutation($version: ID!) { publishVersion(seen: ${latest}, version: $version) { id } }`, { version: sheet.version }));
    expect(refusal(await step("Ann", "undoLast"))).toMatchObject({ code: "PUBLISHED" });
    given(await step("Ann", "undoLast", { skip: true }));
    expect((await ahead("Ann")).undo).toBeNull();
  });

  test("thousands of steps are walked, a hundred at a time", async () => {
    const stored = (rows: { why: string; undoesId: number | null }[]) =>
      served.db.write(async (on) => {
        const ids: number[] = [];
        for (let start = 0; start < rows.length; start += 500) {
          const { dataVersion, logNumber } = await numbersOf(on, sheet.authority);
          const some = rows
            .slice(start, start + 500)
            .map((row, index) => ({ ...row, authorityId: sheet.authority, madeBy: "Ann", madeAt: "2026-01-01T00:00:00.000Z", dataVersion, logNumber: logNumber + index + 1 }));
          ids.push(...(await on.q.insert(on.t.changeBatch).values(some).returning({ id: on.t.changeBatch.id })).map(({ id }) => id));
        }
        return ids;
      });
    const done = await stored(Array.from({ length: 3_000 }, (_, index) => ({ why: `Change ${index}`, undoesId: null })));
    // All but the first have been taken back, the last first. A batch with no changes leaves another as it was, which ends it all the same.
    await stored(
      done
        .slice(1)
        .reverse()
        .map((undoesId) => ({ why: "Take back", undoesId })),
    );
    expect((await ahead("Ann")).undo).toMatchObject({ batchId: String(done[0]), why: "Change 0" });
    let statements = 0;
    await served.db.read((on) => {
      const select: typeof on.q.select = (...of: []) => {
        statements += 1;
        return on.q.select(...of);
      };
      return undoable({ ...on, q: Object.assign(Object.create(on.q), { select }) }, { ...machineOwner, name: "Ann" }, sheet.authority);
    });
    // One for each batch with no changes, which is looked into, and a few for each hundred: what takes a batch back is not followed from each anew.
    expect(statements).toBeLessThan(done.length * 1.1);
    expect(statements).toBeGreaterThan((2 * done.length) / 100);
  });

  test("whatever two persons do, it is what two lines of changes come to", { timeout: 240_000 }, async () => {
    type Filled = { row: number; pence: number } | null;
    interface Deed {
      cell: number;
      from: Filled;
      to: Filled;
    }
    const cells = [north("2024/25"), north("2025/26"), `budget:${sheet.centres[1]}:2025/26`];
    const deeds = fc.array(fc.tuple(fc.constantFrom("Ann", "Bob"), fc.constantFrom("type", "type", "undo", "undo", "redo"), fc.nat({ max: 2 }), fc.nat({ max: 3 }), fc.boolean()), {
      minLength: 25,
      maxLength: 40,
    });
    let refused = 0;
    let stepped = 0;
    await fc.assert(
      fc.asyncProperty(deeds, async (all) => {
        const at = await Promise.all(cells.map((cell) => held(cell)));
        let rows = 0;
        const now: Filled[] = at.map((pence) => (pence === null ? null : { row: ++rows, pence }));
        const lines: Record<string, { done: Deed[]; undone: Deed[] }> = { Ann: { done: [], undone: [] }, Bob: { done: [], undone: [] } };
        // Each run starts with names of its own, so that no line goes on from the run before.
        const run = `${engine} ${Math.random()}`;
        for (const [who, deed, cell, value, skip] of all) {
          const line = lines[who] as { done: Deed[]; undone: Deed[] };
          const name = `${who} ${run}`;
          if (deed === "type") {
            const from = now[cell] as Filled;
            const pence = value === 0 ? null : value * 100;
            if ((from?.pence ?? null) === pence) continue;
            await type(name, pence, from?.pence ?? null, cells[cell] as string);
            const to = pence === null ? null : { row: from?.row ?? ++rows, pence };
            line.done.push({ cell, from, to });
            line.undone = [];
            now[cell] = to;
            continue;
          }
          const [source, target] = deed === "undo" ? [line.done, line.undone] : [line.undone, line.done];
          const top = source[source.length - 1];
          const answer = await step(name, deed === "undo" ? "undoLast" : "redoLast");
          if (!top) {
            expect(refusal(answer).code).toBe("NOT_FOUND");
            continue;
          }
          const [expected, wanted] = deed === "undo" ? [top.to, top.from] : [top.from, top.to];
          const is = now[cell === top.cell ? cell : top.cell] as Filled;
          if (is?.row === expected?.row && is?.pence === expected?.pence) {
            given(answer);
            source.pop();
            target.push(top);
            now[top.cell] = wanted;
            stepped += 1;
          } else {
            refused += 1;
            expect(refusal(answer).message).toMatch(/ (changed|emptied) .* at \d\d:\d\d, after (your change|that)\. It was left unchanged\.$/);
            if (deed === "undo" && skip) {
              await undo(name, { skip: true });
              source.pop();
            }
          }
          const { undo: back, redo: forth } = await ahead(name);
          expect([back !== null, forth !== null]).toEqual([line.done.length > 0, line.undone.length > 0]);
        }
        expect(await Promise.all(cells.map((cell) => held(cell)))).toEqual(now.map((filled) => filled?.pence ?? null));
      }),
      { numRuns: 8, seed: 5, endOnFailure: true },
    );
    expect(stepped).toBeGreaterThan(30);
    expect(refused).toBeGreaterThan(5);
    const { facts, log } = await everything(served.db);
    expect(Object.keys(facts)).toContain("note");
    expect(log.length).toBeGreaterThan(50);
    expect(await storedFacts(served.db)).toEqual(facts);
  });

  describe("who asks", () => {
    test("an answer that depends on her name is not given to another, and every other is kept once for all", async () => {
      const own = `{ undoable(authority: "${sheet.authority}") { undo { why } } }`;
      const common = `{ authority(id: "${sheet.authority}") { name } }`;
      await type("Ann", 1, 10_000_000);
      const asked = (who: string, query: string, tag?: string) => get(served.app, query, { "tabled-person": encodeURIComponent(who), ...(tag && { "if-none-match": tag }) });
      for (let turn = 0; turn < 2; turn += 1) {
        expect((await asked("Ann", own)).json().data.undoable.undo).toEqual({ why: "Change one amount" });
        expect((await asked("Bob", own)).json().data.undoable.undo).toBeNull();
      }
      const [ann, bob] = [await asked("Ann", own), await asked("Bob", own)];
      expect(ann.headers.etag).not.toBe(bob.headers.etag);
      expect(ann.headers.vary).toContain("tabled-person");
      expect((await asked("Bob", own, String(ann.headers.etag))).statusCode).toBe(200);
      expect((await asked("Ann", own, String(ann.headers.etag))).statusCode).toBe(304);
      expect((await asked("Ann", common)).headers.etag).toBe((await asked("Bob", common)).headers.etag);
    });

    test("the log has the name that the browser sent, in whatever script, and the machine's owner where it sent none", async () => {
      await type("  Prif Swyddog Cyllid – Ynys Môn ", 1, 10_000_000);
      given(await served.ask(editing, { authority: sheet.authority, version: sheet.version, edits: [{ cell: north(), pence: 2, expected: 1 }] }));
      const { nodes } = given(await served.ask(`query($a: ID!) { history(authority: $a, first: 2) { nodes { madeBy } } }`, { a: sheet.authority })).history;
      expect(nodes).toEqual([{ madeBy: "This machine's owner" }, { madeBy: "Prif Swyddog Cyllid – Ynys Môn" }]);
    });

    test.each([
      ["%E0%A4%A", "cannot be read"],
      [encodeURIComponent("a".repeat(101)), "101 characters"],
      [encodeURIComponent("Ann\nBob"), "control characters"],
      [encodeURIComponent("Ann\u202eBob"), "control characters"],
      [encodeURIComponent("Ann\u0000"), "control characters"],
    ])("the name %s is refused", async (name, reason) => {
      const response = await post(served.app, "{ __typename }", {}, { "tabled-person": name });
      expect(response.statusCode).toBe(400);
      const found = refusal(response.json() as Answer);
      expect(found).toMatchObject({ code: "BAD_INPUT", field: "tabled-person" });
      expect(found.message).toContain(reason);
    });
  });
});
