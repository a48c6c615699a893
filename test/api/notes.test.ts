// Notes on cells: made, answered, resolved, removed and taken back, by whom and when, and by nobody who may not.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "../../db/viewer.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { everything, storedFacts } from "../db/rows.ts";
import { latest } from "../setup/latest.ts";
import { type Answer, type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { given, post, refusal, type Sheet, startSheet } from "./officer.ts";

const saving = `mutation($authority: ID!, $input: NoteInput!, $key: String, $seen: DataVersion! = ${latest}) { saveNote(authority: $authority, input: $input, key: $key, seen: $seen) { id batchId seen repeated } }`;
const removing = `mutation($id: ID!) { removeNote(seen: ${latest}, id: $id) { batchId } }`;
const reading = `query($authority: ID!, $sheet: String!, $subject: ID, $first: Int, $after: String) {
  notes(authority: $authority, sheet: $sheet, subject: $subject, first: $first, after: $after) {
    endCursor hasNextPage nodes { id rowKey columnKey place said madeBy madeAt resolvedBy resolvedAt answers { id said madeBy } }
  }
}`;

describe.each(engines)("notes on %s", (engine) => {
  let served: Served;
  let sheet: Sheet;
  let sheets = 0;
  const viewers: Record<string, Viewer> = {
    Ann: { ...machineOwner, name: "Ann" },
    Bob: { ...machineOwner, name: "Bob" },
    Published: { ...machineOwner, name: "P", wholeCounts: [] },
  };
  beforeAll(async () => {
    served = await serve(engine, { examples: false, viewerOf: ({ headers }) => viewers[String(headers["x-as"] ?? "Ann")] as Viewer });
  });
  beforeEach(async () => {
    sheets += 1;
    sheet = await startSheet(served, `Authority ${sheets}`);
  });
  afterAll(() => served.stop());

  const as = async (who: string, query: string, variables: Record<string, unknown>) => (await post(served.app, query, variables, { "x-as": who })).json() as Answer;
  const cell = () => ({ sheet: "medium-term", subject: sheet.version, row: `costCentre:${sheet.centres[0]}`, column: "2024/25", place: "North, 2024/25" });
  const save = (who: string, input: Record<string, unknown>, more = {}) => as(who, saving, { authority: sheet.authority, input, ...more });
  const make = async (who: string, input: Record<string, unknown>) => given(await save(who, input)).saveNote.id as string;
  const read = async (more = {}) => given(await as("Ann", reading, { authority: sheet.authority, sheet: "medium-term", subject: sheet.version, ...more })).notes;
  async function refused(answer: Promise<Answer>, before = everything(served.db)) {
    const held = await before;
    const found = refusal(await answer);
    expect(await everything(served.db)).toEqual(held);
    return found;
  }

  test("half a character, and a control character in a key, are refused in words; a place is cut between two characters", async () => {
    for (const bad of ["\ud800", "x\udc00y"]) {
      expect(await refused(save("Ann", { ...cell(), said: bad }))).toMatchObject({ code: "BAD_INPUT", field: "input.said" });
      expect(await refused(save("Ann", { ...cell(), said: "Fine", place: bad }))).toMatchObject({ code: "BAD_INPUT", field: "input.place" });
    }
    for (const key of ["sheet", "subject", "row", "column"]) {
      for (const bad of ["a\u0000b", "\ud800"])
        expect(await refused(save("Ann", { ...cell(), said: "Fine", [key]: bad }))).toMatchObject({ code: "BAD_INPUT", field: `input.${key}` });
    }
    await make("Ann", { ...cell(), said: "Long", place: `${"x".repeat(199)}😀` });
    expect((await read()).nodes.at(-1).place).toBe("x".repeat(199));
  });

  test("a note with its answers, resolved and opened again", async () => {
    const id = await make("Ann", { ...cell(), said: "  Ask demand planning.\r\nBy June. " });
    await make("Bob", { answers: id, said: "They say 4.7" });
    const { nodes } = await read();
    expect(nodes).toEqual([
      {
        id,
        rowKey: `costCentre:${sheet.centres[0]}`,
        columnKey: "2024/25",
        place: "North, 2024/25",
        said: "Ask demand planning.\nBy June.",
        madeBy: "Ann",
        madeAt: expect.any(String),
        resolvedBy: null,
        resolvedAt: null,
        answers: [{ id: expect.any(String), said: "They say 4.7", madeBy: "Bob" }],
      },
    ]);
    // An answer to an answer is one to the note.
    await make("Ann", { answers: nodes[0].answers[0].id, said: "Then so be it" });
    expect((await read()).nodes[0].answers.map((each: { said: string }) => each.said)).toEqual(["They say 4.7", "Then so be it"]);
    given(await save("Bob", { id, resolved: true }));
    expect((await read()).nodes[0]).toMatchObject({ resolvedBy: "Bob", resolvedAt: expect.any(String), said: "Ask demand planning.\nBy June." });
    given(await save("Bob", { id, resolved: false, said: "Again" }));
    expect((await read()).nodes[0]).toMatchObject({ resolvedBy: null, resolvedAt: null, said: "Again" });
    const { nodes: log } = given(await as("Ann", `query($a: ID!) { history(authority: $a, first: 4) { nodes { why madeBy } } }`, { a: sheet.authority })).history;
    expect(log.map((batch: { why: string; madeBy: string }) => `${batch.madeBy}: ${batch.why}`)).toEqual([
      "Bob: Change the note on North, 2024/25",
      "Bob: Resolve the note on North, 2024/25",
      "Ann: Answer the note on North, 2024/25",
      "Bob: Answer the note on North, 2024/25",
    ]);
  });

  test("each write can be taken back, a removal with its answers", async () => {
    const id = await make("Ann", { ...cell(), said: "One" });
    await make("Bob", { answers: id, said: "Two" });
    const before = await storedFacts(served.db);
    const { batchId } = given(await as("Ann", removing, { id })).removeNote;
    expect((await read()).nodes).toEqual([]);
    given(await as("Ann", `mutation($b: ID!) { undoBatch(batch: $b) { batchId } }`, { b: batchId }));
    expect(await storedFacts(served.db)).toEqual(before);
    // What somebody has answered is not taken away with its ground.
    const first = given(await as("Ann", `query($a: ID!) { undoable(authority: $a) { undo { batchId why } } }`, { a: sheet.authority })).undoable.undo;
    expect(first.why).toBe("Note on North, 2024/25");
    expect((await refused(as("Ann", `mutation($b: ID!) { undoBatch(batch: $b) { batchId } }`, { b: first.batchId }))).code).toBe("IN_USE");
  });

  test("each sheet and each of its subjects has its own, page by page", async () => {
    for (const said of ["1", "2", "3"]) await make("Ann", { ...cell(), said });
    await make("Ann", { ...cell(), subject: null, said: "of no subject" });
    await make("Ann", { ...cell(), sheet: "commitments", subject: null, said: "elsewhere" });
    const first = await read({ first: 2 });
    expect([first.nodes.map((note: { said: string }) => note.said), first.hasNextPage]).toEqual([["1", "2"], true]);
    const second = await read({ first: 2, after: first.endCursor });
    expect([second.nodes.map((note: { said: string }) => note.said), second.hasNextPage]).toEqual([["3"], false]);
    expect((await read({ subject: null })).nodes.map((note: { said: string }) => note.said)).toEqual(["of no subject"]);
    expect((await read({ sheet: "commitments", subject: null })).nodes).toHaveLength(1);
  });

  test("a published table takes notes, which change nothing of it", async () => {
    given(await as("Ann", `mutation($v: ID!) { publishVersion(seen: ${latest}, version: $v) { id } }`, { v: sheet.version }));
    const table = `query($a: ID!, $v: ID) { mediumTermTable(authority: $a, version: $v) { rows { label cells { shown } } notes } }`;
    const before = given(await as("Ann", table, { a: sheet.authority, v: sheet.version }));
    await make("Ann", { ...cell(), said: "Printed so" });
    expect(given(await as("Ann", table, { a: sheet.authority, v: sheet.version }))).toEqual(before);
    expect((await read()).nodes).toHaveLength(1);
  });

  test("sent twice under one key it is one, and what another has changed since it was read is not changed over", async () => {
    const input = { ...cell(), said: "Once" };
    const kept = given(await save("Ann", input, { key: "k" })).saveNote;
    expect(given(await save("Ann", input, { key: "k" })).saveNote).toMatchObject({ batchId: kept.batchId, repeated: true });
    expect((await read()).nodes).toHaveLength(1);
    given(await save("Bob", { id: kept.id, said: "Mine" }));
    expect(await refused(save("Ann", { id: kept.id, said: "Over" }, { seen: kept.seen }))).toMatchObject({
      code: "STALE",
      message: expect.stringContaining("Bob changed this"),
    });
  });

  test.each([
    [{ said: " " }, "input.said"],
    [{ said: null }, "input.said"],
    [{ said: "x".repeat(2_001) }, "input.said"],
    [{ said: "a\u0000b" }, "input.said"],
    [{ sheet: null }, "input.sheet"],
    [{ row: "" }, "input.row"],
    [{ column: "y".repeat(401) }, "input.column"],
    [{ place: " " }, "input.place"],
  ])("%o is refused", async (wrong, field) => {
    expect(await refused(save("Ann", { ...cell(), said: "Well", ...wrong }))).toMatchObject({ code: "BAD_INPUT", field });
  });

  test("what is not there is not answered, changed or removed, nor is another authority's", async () => {
    const other = await startSheet(served, `Other ${sheets}`);
    const theirs = given(await as("Ann", saving, { authority: other.authority, input: { ...cell(), said: "Theirs" } })).saveNote.id;
    for (const id of ["none", theirs]) {
      expect(await refused(save("Ann", { answers: id, said: "x" }))).toMatchObject({ code: "NOT_FOUND", field: "input.answers" });
      expect(await refused(save("Ann", { id, said: "x" }))).toMatchObject({ code: "NOT_FOUND", field: "input.id" });
    }
    expect(await refused(as("Ann", removing, { id: "none" }))).toMatchObject({ code: "NOT_FOUND", field: "id" });
  });

  test("notes where counts of people stand are hidden from whom small counts are hidden, in the log as well", async () => {
    const id = await make("Ann", { ...cell(), sheet: "outcomes", said: "Three children moved" });
    const { body } = await post(served.app, reading, { authority: sheet.authority, sheet: "outcomes", subject: sheet.version }, { "x-as": "Published" });
    expect(refusal(JSON.parse(body) as Answer).code).toBe("FORBIDDEN");
    expect((await refused(as("Published", saving, { authority: sheet.authority, input: { ...cell(), sheet: "outcomes", said: "x" } }))).code).toBe("FORBIDDEN");
    expect((await refused(as("Published", removing, { id }))).code).toBe("FORBIDDEN");
    const log = await as(
      "Published",
      `query($a: ID!) { history(authority: $a) { nodes { why changes { toValue toSaid } } } cellHistory(authority: $a, thing: "${id}") { nodes { toValue } } }`,
      {
        a: sheet.authority,
      },
    );
    expect(JSON.stringify(given(log))).not.toContain("Three children");
  });
});
