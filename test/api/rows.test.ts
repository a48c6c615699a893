// Rows of a table: added with a paste, inserted, moved, grouped and removed, each as one batch that can be taken back.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { everything } from "../db/rows.ts";
import { latest } from "../setup/latest.ts";
import { type Answer, type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { addCommitment, edit, given, nineBeds, nineBedsIn, refusal, type Sheet, shownTable, startSheet, statedAmounts } from "./officer.ts";

describe.each(engines)("rows on %s", (engine) => {
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

  const labels = async (version?: string) => Object.keys(await shownTable(served, version ? { ...sheet, version } : sheet));
  const add = async (rows: Record<string, unknown>[], before: string | null = null) => {
    given(
      await served.ask(`mutation($version: ID!, $rows: [NewCostCentreInput!]!, $before: ID) { addCostCentres(version: $version, rows: $rows, before: $before) { batchId } }`, {
        version: sheet.version,
        rows,
        before,
      }),
    );
  };
  const centres = async (): Promise<Record<string, string>> => {
    const { nodes } = given(await served.ask(`query($id: ID!) { costCentres(authority: $id, first: 500) { nodes { id name } } }`, { id: sheet.authority })).costCentres;
    return Object.fromEntries(nodes.map(({ id, name }: { id: string; name: string }) => [name, id]));
  };
  const arrange = (kind: "CostCentres" | "Commitments", ids: string[], to: { before?: string; after?: string; group?: string }) =>
    served.ask(
      `mutation($authority: ID!, $ids: [ID!]!, $before: ID, $after: ID, $group: String) {
        arrange${kind}(seen: ${latest}, authority: $authority, ids: $ids, before: $before, after: $after, group: $group) { batchId }
      }`,
      { authority: sheet.authority, ids, ...to },
    );
  const remove = (kind: "CostCentres" | "Commitments", ids: string[]) =>
    served.ask(`mutation($authority: ID!, $ids: [ID!]!) { remove${kind}(seen: ${latest}, authority: $authority, ids: $ids) { batchId } }`, { authority: sheet.authority, ids });
  const undo = async (answer: Answer, what: string) =>
    given(await served.ask(`mutation($batch: ID!) { undoBatch(batch: $batch) { batchId } }`, { batch: given(answer)[what].batchId }));
  const refused = async (asking: () => Promise<Answer>) => {
    const before = await everything(served.db);
    const found = refusal(await asking());
    expect(await everything(served.db)).toEqual(before);
    return found;
  };

  describe("added with a paste", () => {
    const editing = `mutation($authority: ID!, $version: ID!, $edits: [CellEditInput!]!, $rows: [NewCostCentreInput!]) {
      editCells(authority: $authority, version: $version, edits: $edits, addRows: $rows) { batchId }
    }`;
    const paste = (typed: string, rows: Record<string, unknown>[] | null) =>
      served.ask(editing, {
        authority: sheet.authority,
        version: sheet.version,
        edits: [{ cell: `budget:${sheet.centres[1]}:2024/25`, typed, expected: 20_000_000 }],
        rows,
      });

    test("edits and new rows are one batch, taken back as one", async () => {
      const before = await shownTable(served, sheet);
      const answer = await paste("250", [
        { name: "East", serviceGroup: "Homes", amounts: ["5", "=2*3", "£7k"] },
        { name: "West", amounts: ["", "8"] },
      ]);
      expect(await shownTable(served, sheet)).toMatchObject({ South: ["250", "[x]", "220"], East: ["5", "6", "7"], West: ["[x]", "8", "[x]"] });
      const { nodes } = given(await served.ask(`query($id: ID!) { history(authority: $id, first: 1) { nodes { why } } }`, { id: sheet.authority })).history;
      expect(nodes[0].why).toBe("Change one amount and add 2 cost centres");
      await undo(answer, "editCells");
      expect(await shownTable(served, sheet)).toEqual(before);
    });

    test("where either is refused, neither is kept", async () => {
      expect(await refused(() => paste("250", [{ name: "North" }]))).toMatchObject({
        code: "DUPLICATE",
        field: "addRows[0].name",
        message: expect.stringMatching(/already a cost centre “North”/),
      });
      expect(await refused(() => paste("250", [{ name: "East" }, { name: " East " }]))).toMatchObject({ code: "DUPLICATE", field: "addRows[1].name" });
      expect(await refused(() => paste("lots", [{ name: "East" }]))).toMatchObject({ code: "BAD_INPUT", field: "edits[0].typed" });
      expect(await refused(() => paste("250", [{ name: "East", amounts: ["1", "#REF!"] }]))).toMatchObject({ code: "BAD_INPUT", field: "addRows[0].amounts[1]" });
    });

    test("rows alone are a batch, and without rows it is as it was", async () => {
      given(await served.ask(editing, { authority: sheet.authority, version: sheet.version, edits: [], rows: [{ name: "East", amounts: ["1"] }] }));
      expect((await shownTable(served, sheet)).East?.[0]).toBe("1");
      given(await paste("250", null));
      expect((await shownTable(served, sheet)).South?.[0]).toBe("250");
    });

    test("are seen beforehand, each with every error", async () => {
      const before = await everything(served.db);
      const { previewCostCentres } = given(
        await served.ask(
          `query($version: ID!, $rows: [NewCostCentreInput!]!) {
            previewCostCentres(version: $version, rows: $rows) { name error cells { pence shown note error } }
          }`,
          {
            version: sheet.version,
            rows: [{ name: " East ", amounts: ["4,646", "", "=1/3"] }, { name: "North", amounts: ["lots"] }, { name: "", amounts: ["1", "2", "3", "4"] }, { name: "East" }],
          },
        ),
      );
      expect(previewCostCentres).toEqual([
        {
          name: "East",
          error: null,
          cells: [
            { pence: 464_600_000, shown: "4,646", note: null, error: null },
            { pence: null, shown: "[x]", note: null, error: null },
            { pence: 33_333, shown: "0", note: "=1/3 in £000s is £333.33, rounded to the penny.", error: null },
          ],
        },
        { name: "North", error: expect.stringMatching(/already a cost centre/), cells: [{ pence: null, shown: null, note: null, error: expect.stringMatching(/not an amount/) }] },
        { name: "", error: expect.stringMatching(/4 amounts, and the version has 3 years/), cells: expect.any(Array) },
        { name: "East", error: expect.stringMatching(/named twice/), cells: [] },
      ]);
      expect(await everything(served.db)).toEqual(before);
    });
  });

  test("a row is inserted before another", async () => {
    await add([{ name: "Between", serviceGroup: "Homes", amounts: ["1"] }], sheet.centres[1]);
    expect(await labels()).toEqual(["North", "Between", "South", "Total Homes", "Total budget", "Remaining unallocated budget"]);
    await add(
      [
        { name: "First", serviceGroup: "Homes" },
        { name: "Second", serviceGroup: "Homes" },
      ],
      sheet.centres[0],
    );
    expect((await labels()).slice(0, 3)).toEqual(["First", "Second", "North"]);
  });

  test("cost centres move, several at once, and into a group and out of it", async () => {
    await add([
      { name: "A", amounts: ["1"] },
      { name: "B", amounts: ["1"] },
      { name: "C", amounts: ["1"] },
    ]);
    const { A, B, C, North, South } = (await centres()) as Record<"A" | "B" | "C" | "North" | "South", string>;
    const rows = async () => (await labels()).slice(0, -2).join(" ");
    const first = await arrange("CostCentres", [C], { before: A });
    expect(await rows()).toBe("North South Total Homes C A B");
    given(await arrange("CostCentres", [A, C], { after: B }));
    expect(await rows()).toBe("North South Total Homes B C A");
    given(await arrange("CostCentres", [B], { before: South, group: "Homes" }));
    expect(await rows()).toBe("North B South Total Homes C A");
    given(await arrange("CostCentres", [North], { after: A, group: "" }));
    expect(await rows()).toBe("B South Total Homes C A North");
    given(await arrange("CostCentres", [C, A], { group: "Fostering" }));
    expect(await rows()).toBe("B South Total Homes C A Total Fostering North");
    // A move that others have moved since is not taken back over them.
    expect((await refused(() => served.ask(`mutation($batch: ID!) { undoBatch(batch: $batch) { batchId } }`, { batch: given(first).arrangeCostCentres.batchId }))).code).toBe(
      "STALE",
    );
  });

  test("a move that cannot be is refused", async () => {
    const [north, south] = sheet.centres;
    expect(await refused(() => arrange("CostCentres", [north], {}))).toMatchObject({ code: "BAD_INPUT", field: "before" });
    expect(await refused(() => arrange("CostCentres", [], { before: south }))).toMatchObject({ code: "BAD_INPUT", field: "ids" });
    expect(await refused(() => arrange("CostCentres", [north, north], { before: south }))).toMatchObject({ code: "BAD_INPUT", field: "ids" });
    expect(await refused(() => arrange("CostCentres", [north], { before: north }))).toMatchObject({ code: "BAD_INPUT", field: "before" });
    expect(await refused(() => arrange("CostCentres", [north], { before: south, after: south }))).toMatchObject({ code: "BAD_INPUT", field: "after" });
    expect(await refused(() => arrange("CostCentres", ["nowhere"], { before: south }))).toMatchObject({ code: "NOT_FOUND", field: "ids[0]" });
    expect(await refused(() => arrange("CostCentres", [north], { after: "nowhere" }))).toMatchObject({ code: "NOT_FOUND", field: "after" });
  });

  describe("removed", () => {
    const historyOf = async (row: string) =>
      given(await served.ask(`query($id: ID!, $row: ID) { history(authority: $id, row: $row) { nodes { why } } }`, { id: sheet.authority, row })).history.nodes.map(
        ({ why }: { why: string }) => why,
      );

    test("a cost centre goes with its amounts, and comes back with them and with its history", async () => {
      const [north] = sheet.centres;
      given(await served.ask(`mutation($id: ID!) { changeCostCentre(seen: ${latest}, id: $id, input: { code: "N1" }) { batchId } }`, { id: north }));
      const before = await shownTable(served, sheet);
      const answer = await remove("CostCentres", [north]);
      expect(await labels()).not.toContain("North");
      await undo(answer, "removeCostCentres");
      expect(await shownTable(served, sheet)).toEqual(before);
      expect(await historyOf(north)).toEqual(["Undo: Remove North", "Remove North", "Change North", "Add 2 cost centres"]);
    });

    test("one that was published goes from drafts, and the publication and a copy's absence of it stand", async () => {
      const [north] = sheet.centres;
      const draft = given(await served.ask(`mutation($version: ID!) { copyVersion(version: $version, name: "Next") { id } }`, { version: sheet.version })).copyVersion.id;
      given(await served.ask(`mutation($version: ID!) { publishVersion(seen: ${latest}, version: $version) { id } }`, { version: sheet.version }));
      const published = await shownTable(served, sheet);
      const answer = await remove("CostCentres", [north]);
      expect(await shownTable(served, sheet)).toEqual(published);
      expect(await labels(draft)).not.toContain("North");
      expect(Object.keys(await centres())).toEqual(["South"]);
      const later = given(await served.ask(`mutation($version: ID!) { copyVersion(version: $version, name: "Later") { id } }`, { version: sheet.version })).copyVersion.id;
      expect((await shownTable(served, { ...sheet, version: later }))["Total budget"]?.[0]).toBe("200");
      expect(refusal(await edit(served, { ...sheet, version: draft }, [{ cell: `budget:${north}:2024/25`, typed: "1" }])).code).toBe("NOT_FOUND");
      // Its name is still that of the publication's row.
      const again = await served.ask(`mutation($version: ID!) { addCostCentres(version: $version, rows: [{ name: "North" }]) { batchId } }`, { version: draft });
      expect(refusal(again)).toMatchObject({ code: "DUPLICATE", message: expect.stringMatching(/was removed, and published versions still have it/) });
      await undo(answer, "removeCostCentres");
      expect((await shownTable(served, { ...sheet, version: draft })).North).toEqual(["100", "110", "120"]);
    });

    test("one that a commitment is drawn from stays, and the commitment is named", async () => {
      const [north] = sheet.centres;
      await addCommitment(served, sheet.authority, { ...statedAmounts, draws: [{ costCentreId: north, drawnShare: "1" }] });
      expect(await refused(() => remove("CostCentres", [sheet.centres[1], north]))).toMatchObject({
        code: "IN_USE",
        message: "The commitment “Stated” is drawn from “North”. Draw it from another cost centre first.",
      });
    });

    test("commitments go several at once, and come back", async () => {
      const ids = [await addCommitment(served, sheet.authority, statedAmounts), await addCommitment(served, sheet.authority, nineBeds)];
      const before = await shownTable(served, sheet);
      const answer = await remove("Commitments", ids);
      expect(await labels()).not.toContain("Stated");
      await undo(answer, "removeCommitments");
      expect(await shownTable(served, sheet)).toEqual(before);
      expect(await refused(() => remove("Commitments", [ids[0] as string, "nowhere"]))).toMatchObject({ code: "NOT_FOUND", field: "ids[1]" });
    });
  });

  test("commitments are moved and grouped, with a subtotal, and what remains is the same", async () => {
    const stated = await addCommitment(served, sheet.authority, statedAmounts);
    const beds = await addCommitment(served, sheet.authority, nineBeds);
    const other = await addCommitment(served, sheet.authority, { ...statedAmounts, name: "Other" });
    const remaining = (await shownTable(served, sheet))["Remaining unallocated budget"];
    given(await arrange("Commitments", [other], { before: stated }));
    expect((await labels()).slice(4, 7)).toEqual(["Other", "Stated", "Nine beds"]);
    given(await arrange("Commitments", [other, beds], { group: "Block" }));
    const table = await shownTable(served, sheet);
    expect(Object.keys(table).slice(4)).toEqual(["Other", "Nine beds", "Total Block", "Stated", "Remaining unallocated budget"]);
    expect(table["Total Block"]).toEqual(["(518)", "(528)", "[x]"]);
    expect(table["Remaining unallocated budget"]).toEqual(remaining);
    // Its terms changed by a form that says nothing of the group leave it there.
    given(
      await served.ask(`mutation($id: ID!, $input: CommitmentInput!) { changeCommitment(seen: ${latest}, id: $id, input: $input) { batchId } }`, {
        id: beds,
        input: nineBedsIn(sheet.authority),
      }),
    );
    expect(await labels()).toContain("Total Block");
    given(await arrange("Commitments", [other, beds], { group: "" }));
    expect(await labels()).not.toContain("Total Block");
  });
});
