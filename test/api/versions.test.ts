// Authorities, cost centres and budget versions: starting, changing, copying, and publishing once for all.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { everything } from "../db/rows.ts";
import { latest } from "../setup/latest.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { addCommitment, edit, given, nineBeds, refusal, type Sheet, shownTable, startSheet, statedAmounts } from "./officer.ts";

const creating = `mutation($input: NewAuthorityInput!, $key: String) { createAuthority(input: $input, key: $key) { id batchId repeated } }`;
const starting = `mutation($authority: ID!, $input: NewVersionInput!, $key: String) { createVersion(authority: $authority, input: $input, key: $key) { id batchId repeated } }`;
const changing = `mutation($version: ID!, $input: VersionChangesInput!, $seen: DataVersion! = ${latest}) { changeVersion(version: $version, input: $input, seen: $seen) { id } }`;
const copying = `mutation($version: ID!, $name: String!, $key: String) { copyVersion(version: $version, name: $name, key: $key) { id batchId repeated } }`;
const publishing = `mutation($version: ID!) { publishVersion(seen: ${latest}, version: $version) { batchId } }`;
const addingCentres = `mutation($version: ID!, $rows: [NewCostCentreInput!]!, $unit: MoneyUnit, $key: String) { addCostCentres(version: $version, rows: $rows, unit: $unit, key: $key) { batchId repeated } }`;
const changingCentre = `mutation($id: ID!, $input: CostCentreChangesInput!, $seen: DataVersion! = ${latest}) { changeCostCentre(id: $id, input: $input, seen: $seen) { id } }`;
const undoing = `mutation($batch: ID!) { undoBatch(batch: $batch) { batchId } }`;
const wholeTable = `query($authority: ID!, $version: ID) { mediumTermTable(authority: $authority, version: $version, unit: POUNDS) {
  title source unit notes columns { key label status } rows { key kind level label status subjectId cells { exact pence shown note edits derivation { workings result } } } } }`;

describe.each(engines)("versions on %s", (engine) => {
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

  async function refused(query: string, variables: Record<string, unknown>) {
    const before = await everything(served.db);
    const found = refusal(await served.ask(query, variables));
    expect(await everything(served.db)).toEqual(before);
    return found;
  }
  const table = async (version: string) => given(await served.ask(wholeTable, { authority: sheet.authority, version })).mediumTermTable;
  const versions = async () =>
    given(
      await served.ask(`query($id: ID!) { budgetVersions(authority: $id) { nodes { id name state firstYear yearCount source copiedFromId publishedAt publishedBy } } }`, {
        id: sheet.authority,
      }),
    ).budgetVersions.nodes;
  const seenNow = async () => given(await served.ask(`query($id: ID!) { mediumTermTable(authority: $id) { dataVersion } }`, { id: sheet.authority })).mediumTermTable.dataVersion;

  describe("an authority", () => {
    test("is added with its codes, trimmed and in capitals", async () => {
      const { id } = given(await served.ask(creating, { input: { name: `  Ynys Môn ${engine} `, oldCode: "660", gssCode: "w06000001" } })).createAuthority;
      expect(given(await served.ask(`query($id: ID!) { authority(id: $id) { name oldCode gssCode } }`, { id })).authority).toEqual({
        name: `Ynys Môn ${engine}`,
        oldCode: "660",
        gssCode: "W06000001",
      });
    });

    test("added twice under one key is there once", async () => {
      const input = { name: `Keyed ${sheets}` };
      const first = given(await served.ask(creating, { input, key: "new" })).createAuthority;
      const before = await everything(served.db);
      expect(given(await served.ask(creating, { input, key: "new" })).createAuthority).toEqual({ id: null, batchId: first.batchId, repeated: true });
      expect(await everything(served.db)).toEqual(before);
      expect((await refused(creating, { input, key: "newer" })).code).toBe("DUPLICATE");
    });

    test.each([
      ["no name", { name: " " }, "BAD_INPUT", "input.name"],
      ["a name too long", { name: "x".repeat(201) }, "BAD_INPUT", "input.name"],
      ["a control character", { name: "North\u0000shire" }, "BAD_INPUT", "input.name"],
      ["a bad old code", { name: "X", oldCode: "88" }, "BAD_INPUT", "input.oldCode"],
      ["a bad GSS code", { name: "X", gssCode: "E1" }, "BAD_INPUT", "input.gssCode"],
    ])("with %s is refused", async (_, input, code, field) => {
      expect(await refused(creating, { input })).toMatchObject({ code, field });
    });
  });

  describe("starting one", () => {
    test.each([
      ["no years", { name: "X", firstYear: "2024/25", yearCount: 0 }, "input.yearCount"],
      ["31 years", { name: "X", firstYear: "2024/25", yearCount: 31 }, "input.yearCount"],
      ["a year that is none", { name: "X", firstYear: "2024/26", yearCount: 1 }, "input.firstYear"],
      ["no name", { name: "", firstYear: "2024/25", yearCount: 1 }, "input.name"],
    ])("with %s is refused", async (_, input, field) => {
      expect(await refused(starting, { authority: sheet.authority, input })).toMatchObject({ code: "BAD_INPUT", field });
    });

    test("under a name that is taken, or for no authority, is refused", async () => {
      const input = { name: "Draft", firstYear: "2024/25", yearCount: 1 };
      expect((await refused(starting, { authority: sheet.authority, input })).code).toBe("DUPLICATE");
      expect(await refused(starting, { authority: "nowhere", input })).toMatchObject({ code: "NOT_FOUND", field: "authority" });
    });

    test("an authority without a version is told to start one", async () => {
      const { id } = given(await served.ask(creating, { input: { name: `Bare ${sheets}` } })).createAuthority;
      expect(refusal(await served.ask(`query($id: ID!) { mediumTermTable(authority: $id) { id } }`, { id }))).toMatchObject({ code: "NOT_FOUND", field: "version" });
    });
  });

  describe("cost centres", () => {
    test("are added behind those there are, typed amounts with them", async () => {
      given(await served.ask(addingCentres, { version: sheet.version, unit: "MILLIONS", rows: [{ name: "East", amounts: ["1.5", "", "£20k"] }, { name: "West" }] }));
      const shown = await shownTable(served, sheet);
      expect([shown.East, shown.West]).toEqual([
        ["1,500", "[x]", "20"],
        ["[x]", "[x]", "[x]"],
      ]);
      const { nodes } = given(await served.ask(`query($id: ID!) { costCentres(authority: $id) { nodes { name position fundingSource } } }`, { id: sheet.authority })).costCentres;
      expect(nodes.map((node: { name: string }) => node.name)).toEqual(["North", "South", "East", "West"]);
      expect(nodes[3]).toEqual({ name: "West", position: 4, fundingSource: "GENERAL_FUND" });
    });

    test.each([
      ["an amount that is none", { name: "East", amounts: ["1", "two"] }, "BAD_INPUT", "rows[1].amounts[1]"],
      ["more amounts than years", { name: "East", amounts: ["1", "2", "3", "4"] }, "BAD_INPUT", "rows[1].amounts"],
      ["no name", { name: "" }, "BAD_INPUT", "rows[1].name"],
      ["a name that is taken", { name: "North" }, "DUPLICATE", "rows[1].name"],
      ["the name of another row", { name: "First" }, "DUPLICATE", "rows[1].name"],
      ["an unknown funding source", { name: "East", fundingSource: "LOTTERY" }, "BAD_INPUT", "rows[1].fundingSource"],
    ])("one with %s keeps none of the batch", async (_, row, code, field) => {
      expect(await refused(addingCentres, { version: sheet.version, rows: [{ name: "First", amounts: ["1"] }, row] })).toMatchObject({ code, field });
    });

    test("are added once under one key, and never by an empty batch", async () => {
      const variables = { version: sheet.version, rows: [{ name: "East" }], key: "east" };
      given(await served.ask(addingCentres, variables));
      const before = await everything(served.db);
      expect(given(await served.ask(addingCentres, variables)).addCostCentres.repeated).toBe(true);
      expect(await everything(served.db)).toEqual(before);
      expect(await refused(addingCentres, { version: sheet.version, rows: [] })).toMatchObject({ code: "BAD_INPUT", field: "rows" });
      expect(await refused(addingCentres, { version: "nowhere", rows: [{ name: "East" }] })).toMatchObject({ code: "NOT_FOUND", field: "version" });
    });

    test("change in the fields given; null empties one; what was changed since is kept", async () => {
      const [id] = sheet.centres;
      const seen = await seenNow();
      given(await served.ask(changingCentre, { id, input: { code: "N1", fundingSource: "GRANT", name: "North-east" }, seen }));
      expect(await refused(changingCentre, { id, input: { name: "North" }, seen })).toMatchObject({ code: "STALE", field: "id" });
      given(await served.ask(changingCentre, { id, input: { serviceGroup: null } }));
      const { nodes } = given(
        await served.ask(`query($id: ID!) { costCentres(authority: $id) { nodes { name code serviceGroup fundingSource } } }`, { id: sheet.authority }),
      ).costCentres;
      expect(nodes[0]).toEqual({ name: "North-east", code: "N1", serviceGroup: null, fundingSource: "GRANT" });
      expect((await refused(changingCentre, { id, input: { name: "South" } })).code).toBe("DUPLICATE");
      expect(await refused(changingCentre, { id: "nowhere", input: { name: "X" } })).toMatchObject({ code: "NOT_FOUND", field: "id" });
    });
  });

  test("a draft's name, years and source change; a cell emptied since is no change of the version", async () => {
    const seen = await seenNow();
    given(await edit(served, sheet, [{ cell: `budget:${sheet.centres[0]}:2024/25`, typed: "", expected: 10_000_000 }]));
    given(await served.ask(changing, { version: sheet.version, input: { name: "Second draft", firstYear: "2025/26", yearCount: 2, source: "Cabinet" }, seen }));
    expect((await versions())[0]).toMatchObject({ name: "Second draft", firstYear: "2025/26", yearCount: 2, source: "Cabinet", state: "DRAFT" });
    expect((await shownTable(served, sheet)).North).toEqual(["110", "120"]);
    expect(await refused(changing, { version: sheet.version, input: { name: "X" }, seen })).toMatchObject({ code: "STALE", field: "version" });
    given(await served.ask(changing, { version: sheet.version, input: { source: null } }));
    expect((await versions())[0]).toMatchObject({ source: null, name: "Second draft" });
    expect(await refused(changing, { version: sheet.version, input: { yearCount: 31 } })).toMatchObject({ code: "BAD_INPUT", field: "input.yearCount" });
  });

  test("a copy holds the same amounts and moves alone", async () => {
    const { id } = given(await served.ask(copying, { version: sheet.version, name: "Copy", key: "copy" })).copyVersion;
    expect(given(await served.ask(copying, { version: sheet.version, name: "Copy", key: "copy" })).copyVersion).toMatchObject({ id: null, repeated: true });
    expect((await refused(copying, { version: sheet.version, name: "Copy" })).code).toBe("DUPLICATE");
    expect(await refused(copying, { version: "nowhere", name: "X" })).toMatchObject({ code: "NOT_FOUND", field: "version" });
    expect((await versions())[1]).toMatchObject({ id, name: "Copy", state: "DRAFT", copiedFromId: sheet.version });
    const first = await shownTable(served, sheet);
    expect(await shownTable(served, { ...sheet, version: id })).toEqual(first);
    given(await edit(served, { ...sheet, version: id }, [{ cell: `budget:${sheet.centres[0]}:2024/25`, typed: "1", expected: 10_000_000 }]));
    expect((await shownTable(served, { ...sheet, version: id })).North).toEqual(["1", "110", "120"]);
    expect(await shownTable(served, sheet)).toEqual(first);
  });

  describe("published", () => {
    const amounts = { cell: "", typed: "1", expected: 10_000_000 };
    let published: unknown;
    let beds: string;
    let series: string;
    let linesBatch: string;
    let began: string;
    beforeEach(async () => {
      began = new Date().toISOString();
      series = given(
        await served.ask(`mutation($input: NewUpliftSeriesInput!) { createUpliftSeries(input: $input) { id } }`, {
          input: { authority: sheet.authority, name: "Prices", rates: [{ year: "2025/26", rateShare: "0.03" }] },
        }),
      ).createUpliftSeries.id;
      beds = await addCommitment(served, sheet.authority, { ...nineBeds, priceBaseYear: "2024/25", upliftSeriesId: series });
      await addCommitment(served, sheet.authority, statedAmounts);
      linesBatch = given(await served.ask(addingCentres, { version: sheet.version, rows: [{ name: "East", amounts: ["5"] }] })).addCostCentres.batchId;
      given(await served.ask(publishing, { version: sheet.version }));
      published = await table(sheet.version);
    });

    test("it says when and by whom, and offers no cell for editing", async () => {
      const [version] = await versions();
      expect(version).toMatchObject({ state: "APPROVED", publishedBy: "This machine's owner" });
      expect(version.publishedAt >= began && version.publishedAt <= new Date().toISOString()).toBe(true);
      const { rows } = published as { rows: { cells: { edits: string | null }[] }[] };
      expect(rows.flatMap((row) => row.cells).every((cell) => cell.edits === null)).toBe(true);
    });

    test("its table is the one that the draft had", async () => {
      // North 100 + South 200 + East 5, less 468 and 50.
      expect((await shownTable(served, sheet))["Remaining unallocated budget"]?.[0]).toBe("(213)");
    });

    test("it refuses every edit", async () => {
      const cell = { ...amounts, cell: `budget:${sheet.centres[0]}:2024/25` };
      const before = await everything(served.db);
      for (const answer of [
        await edit(served, sheet, [cell]),
        await edit(served, sheet, [{ cell: `budget:${sheet.centres[1]}:2025/26`, typed: "1" }]),
        await served.ask(addingCentres, { version: sheet.version, rows: [{ name: "West", amounts: ["1"] }] }),
        await served.ask(changing, { version: sheet.version, input: { name: "Renamed" } }),
        await served.ask(changing, { version: sheet.version, input: { yearCount: 1 } }),
        await served.ask(publishing, { version: sheet.version }),
        await served.ask(undoing, { batch: linesBatch }),
      ]) {
        expect(refusal(answer)).toMatchObject({ code: "PUBLISHED", field: "version" });
      }
      expect(await everything(served.db)).toEqual(before);
    });

    test("publishing is not taken back", async () => {
      const { nodes } = given(await served.ask(`query($id: ID!) { history(authority: $id, first: 1) { nodes { id why } } }`, { id: sheet.authority })).history;
      expect(nodes[0].why).toContain("Publish");
      expect(await refused(undoing, { batch: String(nodes[0].id) })).toMatchObject({ code: "PUBLISHED" });
    });

    test("its table does not move with what it was made from", async () => {
      given(await served.ask(changingCentre, { id: sheet.centres[0], input: { name: "Renamed", serviceGroup: null } }));
      given(
        await served.ask(`mutation($id: ID!) { changeUpliftRates(seen: ${latest}, id: $id, rates: [{ year: "2025/26", rateShare: "0.5" }]) { id } }`, {
          id: series,
        }),
      );
      given(await served.ask(`mutation($id: ID!) { endCommitment(seen: ${latest}, id: $id, endsOn: "2025-03-31") { id } }`, { id: beds }));
      await addCommitment(served, sheet.authority, { ...nineBeds, name: "More beds" });
      given(await served.ask(`mutation($id: ID!) { removeCommitment(seen: ${latest}, id: $id) { id } }`, { id: beds }));
      expect(await table(sheet.version)).toEqual(published);
      const draft = given(await served.ask(copying, { version: sheet.version, name: "Next" })).copyVersion.id;
      const moved = await table(draft);
      expect(moved.rows.map((row: { label: string }) => row.label)).toContain("Renamed");
      expect(moved.rows.map((row: { label: string }) => row.label)).not.toContain("Nine beds");
      given(await edit(served, { ...sheet, version: draft }, [{ ...amounts, cell: `budget:${sheet.centres[0]}:2024/25` }]));
      given(await served.ask(publishing, { version: draft }));
      expect(await table(sheet.version)).toEqual(published);
      expect((await versions()).map((version: { state: string }) => version.state)).toEqual(["SUPERSEDED", "APPROVED"]);
      // Superseded, it is as fast as before.
      expect(refusal(await served.ask(changing, { version: sheet.version, input: { name: "Back" } })).code).toBe("PUBLISHED");
      expect(refusal(await served.ask(publishing, { version: sheet.version })).code).toBe("PUBLISHED");
    });

    test("it is read for other years, as it was", async () => {
      given(await served.ask(`mutation($id: ID!) { removeCommitment(seen: ${latest}, id: $id) { id } }`, { id: beds }));
      const { rows } = given(
        await served.ask(
          `query($authority: ID!, $version: ID) { mediumTermTable(authority: $authority, version: $version, from: "2027/28", years: 1) { rows { label cells { pence } } } }`,
          {
            authority: sheet.authority,
            version: sheet.version,
          },
        ),
      ).mediumTermTable;
      // £468,000 × 1.03.
      expect(rows.find((row: { label: string }) => row.label === "Nine beds").cells).toEqual([{ pence: -48_204_000 }]);
    });

    test("what is kept of a batch under its key is still told", async () => {
      const draft = given(await served.ask(copying, { version: sheet.version, name: "Next" })).copyVersion.id;
      const target = { ...sheet, version: draft };
      const cells = [{ ...amounts, cell: `budget:${sheet.centres[0]}:2024/25` }];
      given(await edit(served, target, cells, { key: "sent" }));
      given(await served.ask(publishing, { version: draft }));
      expect(given(await edit(served, target, cells, { key: "sent" })).editCells.repeated).toBe(true);
    });

    test("another authority's approved version is not superseded", async () => {
      const other = await startSheet(served, `Other ${sheets}`);
      given(await served.ask(publishing, { version: other.version }));
      expect((await versions())[0].state).toBe("APPROVED");
    });
  });

  test("edits that race with publishing are in the published table or refused", async () => {
    const cell = `budget:${sheet.centres[0]}:2024/25`;
    /** Whoever publishes looks again at what another has added in the meantime. */
    const publishedAmid = async (): Promise<Awaited<ReturnType<typeof served.ask>>> => {
      const answer = await served.ask(publishing, { version: sheet.version });
      return answer.errors?.[0]?.extensions.code === "STALE" ? publishedAmid() : answer;
    };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index === 10 ? publishedAmid() : served.ask(addingCentres, { version: sheet.version, rows: [{ name: `Raced ${index}`, amounts: ["1"] }] }),
      ),
    );
    expect(given(answers[10] as (typeof answers)[number]).publishVersion.batchId).toBeTruthy();
    const kept = answers.filter((answer, index) => index !== 10 && !answer.errors).length;
    for (const answer of answers) if (answer.errors) expect(refusal(answer).code).toBe("PUBLISHED");
    const { nodes } = given(
      await served.ask(
        `query($id: ID!, $version: ID!) { budgetLines(authority: $id, first: 500, filter: { version: $version, fromYear: "2024/25", toYear: "2024/25" }) { nodes { amountPence } } }`,
        { id: sheet.authority, version: sheet.version },
      ),
    ).budgetLines;
    expect(nodes).toHaveLength(2 + kept);
    expect((await shownTable(served, sheet))["Total budget"]?.[0]).toBe(String(300 + kept));
    expect(refusal(await edit(served, sheet, [{ cell, typed: "1", expected: 10_000_000 }])).code).toBe("PUBLISHED");
  });
});
