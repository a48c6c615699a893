// Virements over HTTP: balanced or refused, within the version's years, from what there is; reversed by an opposite one, and taken back.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { everything } from "../db/rows.ts";
import { latest } from "../setup/latest.ts";
import { type Answer, type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { edit, given, refusal, type Sheet, shownTable, startSheet } from "./officer.ts";

const creating = `mutation($a: ID!, $i: VirementInput!, $k: String) { createVirement(authority: $a, input: $i, key: $k) { id batchId repeated } }`;

describe.each(engines)("virements on %s", (engine) => {
  let served: Served;
  let sheet: Sheet;
  const approval = { approver: "Director of Children's Services", reference: "CS/24/07", approvedOn: "2024-07-01" };
  /** £20,000 from North to South. */
  const moving = (more: object = {}) => ({
    ...approval,
    version: sheet.version,
    year: "2024/25",
    permanent: false,
    lines: [
      { costCentreId: sheet.centres[0], amountPence: -2_000_000 },
      { costCentreId: sheet.centres[1], amountPence: 2_000_000 },
    ],
    ...more,
  });
  const lines = (north: number, south: number) => ({
    lines: [
      { costCentreId: sheet.centres[0], amountPence: north },
      { costCentreId: sheet.centres[1], amountPence: south },
    ],
  });
  const create = (input: object, key?: string): Promise<Answer> => served.ask(creating, { a: sheet.authority, i: input, k: key ?? null });
  const made = async (input: object = moving()) => given(await create(input)).createVirement as { id: string; batchId: string; repeated: boolean };
  const reverse = (id: string, more: object = {}) =>
    served.ask(`mutation($id: ID!, $i: ApprovalInput!) { reverseVirement(id: $id, input: $i) { id batchId } }`, { id, i: { ...approval, reference: "CS/24/09", ...more } });
  const undo = (batch: string) => served.ask(`mutation($b: ID!) { undoBatch(batch: $b) { batchId } }`, { b: batch });
  const register = async (filter: object | null = null, more = "") =>
    given(
      await served.ask(
        `query($a: ID!, $f: VirementFilterInput) { virements(authority: $a, filter: $f${more}) { endCursor hasNextPage nodes { id number year permanent approver reference approvedOn reason movedPence reversesId reversedById versionId lines { costCentreId amountPence } } } }`,
        { a: sheet.authority, f: filter },
      ),
    ).virements;
  /** Original, movements and latest of a year, by row. */
  const monitored = async (year = "2024/25") => {
    const { rows } = given(
      await served.ask(`query($a: ID!, $v: ID, $y: FinancialYear) { monitoringTable(authority: $a, version: $v, year: $y) { rows { label cells { shown } } } }`, {
        a: sheet.authority,
        v: sheet.version,
        y: year,
      }),
    ).monitoringTable;
    return Object.fromEntries(rows.map((row: { label: string; cells: { shown: string }[] }) => [row.label, row.cells.slice(0, 3).map((cell) => cell.shown)]));
  };
  /** A refusal that stored nothing at all. */
  async function refused(answer: () => Promise<Answer>) {
    const before = await everything(served.db);
    const found = refusal(await answer());
    expect(await everything(served.db)).toEqual(before);
    return found;
  }

  beforeAll(async () => {
    served = await serve(engine, { examples: false });
  });
  afterAll(() => served.stop());
  beforeEach(async () => {
    sheet = await startSheet(served, `Virementshire ${crypto.randomUUID()}`);
  });

  test("move budget of their year alone, and leave the lines as they are", async () => {
    const lines = await shownTable(served, sheet);
    await made(moving({ reason: "Demand in the south" }));
    expect(await monitored()).toEqual({ North: ["100", "(20)", "80"], South: ["200", "20", "220"], "Total Homes": ["300", "–", "300"], Total: ["300", "–", "300"] });
    expect(await monitored("2025/26")).toMatchObject({ North: ["110", "–", "110"], South: ["[x]", "–", "[x]"] });
    expect(await shownTable(served, sheet)).toEqual(lines);
    const { nodes } = await register();
    expect(nodes).toMatchObject([
      { number: 1, year: "2024/25", permanent: false, ...approval, reason: "Demand in the south", movedPence: 2_000_000, reversesId: null, reversedById: null },
    ]);
  });

  test("that are permanent move each later year of the version, and no earlier one", async () => {
    await made(moving({ year: "2025/26", permanent: true, ...lines(-1_000_000, 1_000_000) }));
    expect((await monitored("2024/25")).North).toEqual(["100", "–", "100"]);
    expect((await monitored("2025/26")).North).toEqual(["110", "(10)", "100"]);
    // South's budget of 2025/26 is not recorded: what was moved to it is known, and what it has then is not.
    expect((await monitored("2025/26")).South).toEqual(["[x]", "10", "[x]"]);
    expect((await monitored("2026/27")).South).toEqual(["220", "10", "230"]);
  });

  test("balance to exactly nil, or are refused with how far they are off", async () => {
    expect(await refused(() => create(moving(lines(-2_000_000, 1_999_999))))).toMatchObject({
      code: "BAD_INPUT",
      field: "input.lines",
      message: "This virement does not balance: £0.01 more is taken from cost centres than is given to others.",
    });
    expect((await refused(() => create(moving(lines(-1, 100_001))))).message).toContain("£1,000.00 more is given to cost centres");
  });

  test("are refused where something is wrong, naming the field, and nothing is stored", async () => {
    const one = { costCentreId: sheet.centres[0], amountPence: -1 };
    const other = await startSheet(served, `Elsewhere ${crypto.randomUUID()}`);
    const cases: [object, string, string][] = [
      [{ lines: [one] }, "input.lines", "at least two"],
      [{ lines: [] }, "input.lines", "at least two"],
      [lines(0, 0), "input.lines[0].amountPence", "moves nothing"],
      [{ lines: [one, { ...one, amountPence: 1 }] }, "input.lines[1].costCentreId", "named twice"],
      [{ lines: [one, { costCentreId: other.centres[0], amountPence: 1 }] }, "input.lines", "no such cost centre"],
      [{ year: "2027/28" }, "input.year", "Draft covers 2024/25 to 2026/27"],
      [{ year: "2023/24" }, "input.year", "is outside it"],
      [{ approver: "  " }, "input.approver", "needed"],
      [{ reference: "" }, "input.reference", "needed"],
      [{ approvedOn: "0202-07-01" }, "input.approvedOn", "outside the years"],
      [{ reason: "x".repeat(2_001) }, "input.reason", "2000 is the most"],
      [{ version: other.version }, "version", "no such budget version"],
      [lines(-100_000_000_000_001, 100_000_000_000_001), "input.lines[0].amountPence", "trillion"],
    ];
    for (const [more, field, words] of cases) {
      const found = await refused(() => create(moving(more)));
      expect(found, JSON.stringify(more)).toMatchObject({ field });
      expect(found.message).toContain(words);
    }
  });

  test("take no more than there is, unless it is said that they may", async () => {
    // North has £100,000 in 2024/25, less the £20,000 that go first.
    await made();
    const found = await refused(() => create(moving(lines(-8_000_001, 8_000_001))));
    expect(found).toMatchObject({ field: "input.lines[0].amountPence" });
    expect(found.message).toBe("North has a latest budget of £80,000.00 in 2024/25, and £80,000.01 would be taken from it. Move less, or say that it may be overdrawn.");
    await made(moving(lines(-8_000_000, 8_000_000)));
    expect((await monitored()).North).toEqual(["100", "(100)", "–"]);
    await made(moving({ ...lines(-1, 1), mayOverdraw: true }));
    expect((await monitored()).North).toEqual(["100", "(100)", "0"]);
  });

  test("that are permanent take no more than there is in any year they move", async () => {
    given(await edit(served, sheet, [{ cell: `budget:${sheet.centres[1]}:2025/26`, expected: null, typed: "0" }]));
    const found = await refused(() => create(moving({ permanent: true, ...lines(1_000, -1_000) })));
    expect(found.message).toContain("South has a latest budget of £0.00 in 2025/26");
  });

  test("take from a budget that is not recorded only where it is said that they may", async () => {
    const takes = (more: object = {}) => moving({ permanent: true, ...lines(1_000, -1_000), ...more });
    const said = "No budget is recorded for South in 2025/26, so it is not known whether it would be overdrawn. Type it, 0 where there is none, or say that it may be overdrawn.";
    expect(await refused(() => create(takes()))).toMatchObject({ code: "BAD_INPUT", field: "input.lines[1].amountPence", message: said });
    // Budget that was moved to it does not make it known.
    await made(moving({ year: "2025/26", ...lines(-1_000_000, 1_000_000) }));
    expect((await refused(() => create(takes()))).message).toBe(said);
    expect((await refused(() => create(takes(lines(20_000_001, -20_000_001))))).message).toBe(
      "South has a latest budget of £200,000.00 in 2024/25, and £200,000.01 would be taken from it. No budget is recorded for it in 2025/26, so it is not known whether it would be overdrawn. Move less, or say that it may be overdrawn.",
    );
    await made(takes({ mayOverdraw: true }));
    expect((await monitored("2025/26")).South).toEqual(["[x]", "10", "[x]"]);
  });

  test("of a cost centre of income may ask for more income", async () => {
    given(await edit(served, sheet, [{ cell: `budget:${sheet.centres[1]}:2024/25`, expected: 20_000_000, typed: "(50)" }]));
    await made(moving(lines(2_000_000, -2_000_000)));
    expect((await monitored()).South).toEqual(["(50)", "(20)", "(70)"]);
  });

  test("are reversed once by an opposite one, and stay in the register", async () => {
    const { id } = await made(moving({ permanent: true, year: "2026/27" }));
    const back = given(await reverse(id)).reverseVirement;
    expect((await monitored("2026/27")).North).toEqual(["120", "–", "120"]);
    const { nodes } = await register();
    expect(nodes).toMatchObject([
      { number: 2, reversesId: id, permanent: true, year: "2026/27", reference: "CS/24/09", reversedById: null },
      { number: 1, id, reversedById: back.id },
    ]);
    expect(nodes[0].lines.map((line: { amountPence: number }) => line.amountPence)).toEqual([2_000_000, -2_000_000]);
    expect((await refused(() => reverse(id))).message).toContain("has been reversed already");
    expect((await refused(() => reverse(back.id))).message).toContain("is itself a reversal");
    expect((await refused(() => reverse("x"))).code).toBe("NOT_FOUND");
    expect((await refused(() => reverse(id, { approver: "" }))).field).toBe("input.approver");
  });

  test("are not reversed out of what has gone on, unless it is said", async () => {
    const { id } = await made();
    // South moves on all it has: £220,000.
    await made(moving(lines(22_000_000, -22_000_000)));
    expect((await refused(() => reverse(id))).message).toContain("South has a latest budget of £0.00");
    given(await reverse(id, { mayOverdraw: true }));
    expect((await monitored()).South).toEqual(["200", "(220)", "(20)"]);
  });

  test("are taken back and brought again, and not from under their reversal", async () => {
    const before = await monitored();
    const { id, batchId } = await made();
    const moved = await monitored();
    const taken = given(await undo(batchId)).undoBatch.batchId;
    expect(await monitored()).toEqual(before);
    expect((await register()).nodes).toEqual([]);
    given(await undo(taken));
    expect(await monitored()).toEqual(moved);
    given(await reverse(id));
    expect((await refused(() => undo(batchId))).code).toBe("IN_USE");
  });

  test("are kept once under one key", async () => {
    const first = given(await create(moving(lines(-10_000_000, 10_000_000)), "one")).createVirement;
    const again = given(await create(moving(lines(-10_000_000, 10_000_000)), "one")).createVirement;
    expect(again).toMatchObject({ batchId: first.batchId, repeated: true });
    expect((await register()).nodes).toHaveLength(1);
  });

  test("stand in a register that comes in pages, by version, year and cost centre", async () => {
    for (let count = 0; count < 3; count += 1) await made(moving({ year: count === 0 ? "2026/27" : "2024/25", ...lines(-100, 100) }));
    const first = await register(null, ", first: 2");
    expect([first.nodes.map((node: { number: number }) => node.number), first.hasNextPage]).toEqual([[3, 2], true]);
    const rest = await register(null, `, first: 2, after: "${first.endCursor}"`);
    expect([rest.nodes.map((node: { number: number }) => node.number), rest.hasNextPage]).toEqual([[1], false]);
    expect((await register({ year: "2026/27" })).nodes).toHaveLength(1);
    expect((await register({ costCentre: sheet.centres[1] })).nodes).toHaveLength(3);
    expect((await register({ costCentre: "x" })).nodes).toHaveLength(0);
    expect((await register({ version: "x", year: null })).nodes).toHaveLength(0);
  });

  test("move a published version, whose table stays as it was published, and no superseded one", async () => {
    const publish = async (version: string) => given(await served.ask(`mutation($v: ID!) { publishVersion(seen: ${latest}, version: $v) { batchId } }`, { v: version }));
    await publish(sheet.version);
    const table = await shownTable(served, sheet);
    const { version: _, ...unnamed } = moving() as { version: string };
    await made(unnamed);
    expect((await monitored()).North).toEqual(["100", "(20)", "80"]);
    expect(await shownTable(served, sheet)).toEqual(table);
    expect((await register()).nodes[0].versionId).toBe(sheet.version);
    const copy = given(await served.ask(`mutation($v: ID!) { copyVersion(version: $v, name: "Next") { id } }`, { v: sheet.version })).copyVersion.id;
    await publish(copy);
    expect(await refused(() => create(moving()))).toMatchObject({ code: "PUBLISHED", field: "input.version" });
    // What was moved in the one was not moved in the other.
    sheet = { ...sheet, version: copy };
    expect((await monitored()).North).toEqual(["100", "–", "100"]);
  });
});
