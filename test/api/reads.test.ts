// Every query: its filters, its order both ways, its pages, and what it refuses.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { statusesAtFirst, statusIdOf } from "../../db/commitmentStatuses.ts";
import type { Viewer } from "../../db/viewer.ts";
import { insertion } from "../../db/write/change.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { given, refusal } from "./officer.ts";

const owner: Viewer = { name: "Test", reads: "all", changes: "all" };
const began = new Date().toISOString();
const statuses = ["Approved", "In governance", "Proposed"];
const years = ["2024/25", "2025/26", "2026/27"];

/** 17 authorities; the first has 11 cost centres, 3 versions, 33 lines, 7 commitments and 5 uplift series, the others what must not be seen. */
async function load({ db }: Served): Promise<void> {
  for (let number = 0; number < 17; number += 1) {
    const authorityId = `a${number}`;
    // Names repeat in position and in creation, so that a page has to break ties by id.
    const centres = Array.from({ length: number === 0 ? 11 : 2 }, (_, index) => ({ id: `${authorityId}-c${index}`, index }));
    const versions = Array.from({ length: number === 0 ? 3 : 1 }, (_, index) => `${authorityId}-v${index}`);
    const commitments = Array.from({ length: number === 0 ? 7 : 1 }, (_, index) => ({ id: `${authorityId}-k${index}`, index }));
    const series = Array.from({ length: number === 0 ? 5 : 1 }, (_, index) => `${authorityId}-u${index}`);
    const changes = [
      insertion("authority", {
        id: authorityId,
        name: `Authority ${String((number * 7) % 17).padStart(2, "0")} 100%_sure`,
        oldCode: String(300 + number),
        gssCode: `E100000${10 + number}`,
      }),
      ...statusesAtFirst(authorityId).map((status) => insertion("commitmentStatus", status)),
      ...versions.map((id, index) =>
        insertion("budgetVersion", {
          id,
          name: `Version ${index}`,
          state: index === 2 ? "base" : "draft",
          firstYear: "2024/25",
          yearCount: 3,
          source: null,
          copiedFromId: null,
          publishedAt: null,
          publishedBy: null,
          createdAt: `2024-01-0${index < 2 ? 1 : 2}T00:00:00.000Z`,
        }),
      ),
      ...centres.map(({ id, index }) =>
        insertion("costCentre", {
          id,
          name: `Centre ${String((index * 5) % 11).padStart(2, "0")}`,
          code: null,
          serviceGroup: index % 2 ? "Odd" : null,
          fundingSource: index % 3 ? "general fund" : "grant",
          position: Math.floor(index / 3),
        }),
      ),
      ...centres.flatMap(({ id, index }) =>
        years.map((year, place) => insertion("budgetLine", { id: `${id}-${place}`, versionId: versions[0], costCentreId: id, year, amountPence: index * 100 + place })),
      ),
      ...series.map((id, index) => insertion("upliftSeries", { id, name: `Series ${(index * 3) % 5}`, source: null })),
      ...series.flatMap((id) => ["2025/26", "2026/27"].map((year) => insertion("upliftRate", { id: `${id}-${year}`, seriesId: id, year, rateShare: "0.030" }))),
      ...commitments.map(({ id, index }) =>
        insertion("commitment", {
          id,
          name: `Commitment ${(index * 3) % 7}`,
          statusId: statusIdOf(authorityId, statuses[index % 3] as string),
          basis: index % 2 ? "weekly price" : "amounts by year",
          weeklyRatePounds: index % 2 ? "1000.50" : null,
          rateSource: null,
          weeksPerYear: index % 2 ? "52 weeks" : null,
          partYear: index % 2 ? "stated" : null,
          upliftSeriesId: null,
          priceBaseYear: null,
          firstYearUplifted: false,
          endsOn: null,
          endYearShare: null,
          position: 1,
        }),
      ),
      ...commitments.map(({ id, index }) =>
        index % 2
          ? insertion("commitmentPlaces", { id: `${id}-p`, commitmentId: id, places: 2, startsOn: "2024-04-01", endsOn: null, firstYearShare: null, lastYearShare: null })
          : insertion("commitmentAmount", { id: `${id}-a`, commitmentId: id, year: "2024/25", amountPence: 700 }),
      ),
    ];
    await db.write((on) => applyBatch(on, owner, { authorityId, why: `Load ${authorityId}`, changes }));
    // More of the log, and nothing else that any list is asked for.
    const source = (more: number) => (more === 0 ? null : `Source ${more}`);
    for (let more = 0; more < (number === 0 ? 10 : 1); more += 1) {
      const change = { table: "upliftSeries" as const, id: `${authorityId}-u0`, field: "source", from: source(more), to: source(more + 1) };
      await db.write((on) => applyBatch(on, owner, { authorityId, why: `More ${more}`, changes: [change] }));
    }
  }
}

/** A list of the schema: how it is asked, what tells its rows apart, how many the first authority has, and the order that it promises. */
const lists: { name: string; call: string; fields: string; count: number; key: (node: Node) => (string | number)[]; backwards?: boolean }[] = [
  { name: "authorities", call: "authorities(PAGE)", fields: "id name", count: 17, key: (node) => [node.name, node.id] },
  { name: "costCentres", call: `costCentres(authority: "a0", PAGE)`, fields: "id position authorityId", count: 11, key: (node) => [node.position, node.id] },
  { name: "costCentres", call: `costCentres(authority: "a0", by: NAME, PAGE)`, fields: "id name authorityId", count: 11, key: (node) => [node.name, node.id] },
  { name: "budgetVersions", call: `budgetVersions(authority: "a0", PAGE)`, fields: "id createdAt authorityId", count: 3, key: (node) => [node.createdAt, node.id] },
  { name: "budgetLines", call: `budgetLines(authority: "a0", PAGE)`, fields: "id year authorityId", count: 33, key: (node) => [node.year, node.id] },
  { name: "upliftSeries", call: `upliftSeries(authority: "a0", PAGE)`, fields: "id name authorityId", count: 5, key: (node) => [node.name, node.id] },
  { name: "commitments", call: `commitments(authority: "a0", PAGE)`, fields: "id position authorityId", count: 7, key: (node) => [node.position, node.id] },
  { name: "commitments", call: `commitments(authority: "a0", by: NAME, PAGE)`, fields: "id name authorityId", count: 7, key: (node) => [node.name, node.id] },
  { name: "history", call: `history(authority: "a0", PAGE)`, fields: "id authorityId", count: 11, key: (node) => [node.id], backwards: true },
];

// biome-ignore lint/suspicious/noExplicitAny: a node has the fields that its list asks for.
type Node = any;

function inOrder(nodes: Node[], key: (node: Node) => (string | number)[]): Node[] {
  return [...nodes].sort((a, b) => {
    const [left, right] = [key(a), key(b)];
    const at = left.findIndex((part, index) => part !== right[index]);
    return at < 0 ? 0 : (left[at] as string) < (right[at] as string) ? -1 : 1;
  });
}

describe.each(engines)("reading on %s", (engine) => {
  let served: Served;
  beforeAll(async () => {
    served = await serve(engine, { examples: false });
    await load(served);
  });
  afterAll(() => served.stop());
  const ask = (query: string, variables?: Record<string, unknown>) => served.ask(query, variables);

  async function page(list: (typeof lists)[number], first: number, after: string | null, descending: boolean) {
    const call = list.call.replace("PAGE", "first: $first, after: $after, descending: $descending");
    const query = `query($first: Int, $after: String, $descending: Boolean) { page: ${call} { nodes { ${list.fields} } endCursor hasNextPage } }`;
    return given(await ask(query, { first, after, descending })).page as { nodes: Node[]; endCursor: string | null; hasNextPage: boolean };
  }

  describe.each(lists)("$call", (list) => {
    test.each([1, 2, 3, 5, 7, 500])("pages of %d visit every row once, in order, both ways", async (size) => {
      for (const descending of [false, true]) {
        const seen: Node[] = [];
        let after: string | null = null;
        for (let turn = 0; turn <= list.count; turn += 1) {
          const { nodes, endCursor, hasNextPage } = await page(list, size, after, descending);
          expect(nodes.length).toBeLessThanOrEqual(size);
          seen.push(...nodes);
          after = endCursor;
          if (!hasNextPage) break;
          expect(nodes).toHaveLength(size);
        }
        expect(seen).toHaveLength(list.count);
        const ordered = inOrder(seen, list.key);
        expect(seen).toEqual(descending !== Boolean(list.backwards) ? ordered.reverse() : ordered);
        expect(new Set(seen.map((node) => node.id)).size).toBe(list.count);
        if (list.name !== "authorities") expect(new Set(seen.map((node) => node.authorityId))).toEqual(new Set(["a0"]));
      }
    });

    test("an empty page behind the last row has no cursor", async () => {
      const all = await page(list, 500, null, false);
      expect(await page(list, 5, all.endCursor, false)).toEqual({ nodes: [], endCursor: null, hasNextPage: false });
    });

    test.each([0, -1, 501])("first of %d is refused", async (first) => {
      const call = list.call.replace("PAGE", `first: ${first}`);
      expect(refusal(await ask(`{ ${call} { hasNextPage } }`))).toMatchObject({ code: "BAD_INPUT", field: "first" });
    });

    const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    test.each([
      "nonsense",
      forged("text"),
      forged([1]),
      forged([1, 2, 3]),
      forged([null, null]),
      forged([{}, "x"]),
      // Well formed, and of no list: neither column holds such values.
      forged([true, "x"]),
      forged([1.5, 1.5]),
    ])("a cursor of %s is refused", async (after) => {
      const call = list.call.replace("PAGE", "after: $after");
      expect(refusal(await ask(`query($after: String) { ${call} { hasNextPage } }`, { after }))).toMatchObject({ code: "BAD_INPUT", field: "after" });
    });
  });

  test.each([
    [`history(authority: "a0", after: $after)`, ["Centre 01", "x"]],
    [`budgetVersions(authority: "a0", after: $after)`, ["not a moment", "x"]],
    [`costCentres(authority: "a0", after: $after)`, ["a name", "x"]],
    [`virements(authority: "a0", after: $after)`, [99_999_999_999, "x"]],
    [`costCentres(authority: "a0", by: NAME, after: $after)`, [3, "x"]],
  ])("another list's cursor is refused by %s", async (call, forged) => {
    const after = Buffer.from(JSON.stringify(forged)).toString("base64url");
    expect(refusal(await ask(`query($after: String) { ${call} { hasNextPage } }`, { after }))).toMatchObject({ code: "BAD_INPUT", field: "after" });
  });

  test("a page has 50 rows where nothing is said", async () => {
    expect(given(await ask(`{ budgetLines(authority: "a0") { nodes { id } hasNextPage } }`)).budgetLines.nodes).toHaveLength(33);
    expect(given(await ask(`{ budgetLines(authority: "a0", first: 32) { nodes { id } hasNextPage } }`)).budgetLines.hasNextPage).toBe(true);
  });

  const ids = async (call: string) => {
    const data = given(await ask(`{ list: ${call} { nodes { id } } }`));
    return data.list.nodes.map((node: { id: string }) => node.id);
  };

  test("authorities by a part of the name in any case, and by either code", async () => {
    expect(await ids(`authorities(filter: { nameContains: "AUTHORITY 0" })`)).toHaveLength(10);
    expect(await ids(`authorities(filter: { code: "304" })`)).toEqual(["a4"]);
    expect(await ids(`authorities(filter: { code: "E10000014" })`)).toEqual(["a4"]);
    expect(await ids(`authorities(filter: { code: "E1" })`)).toEqual([]);
    expect(await ids(`authorities(filter: { nameContains: "07", code: "301" })`)).toEqual(["a1"]);
  });

  test("a part of a name is taken as it is written: % and _ are no wild cards", async () => {
    expect(await ids(`authorities(filter: { nameContains: "100%_s" })`)).toHaveLength(17);
    expect(await ids(`authorities(filter: { nameContains: "0%s" })`)).toEqual([]);
    expect(await ids(`authorities(filter: { nameContains: "Authority_0" })`)).toEqual([]);
    expect(await ids(`authorities(filter: { nameContains: "\\\\" })`)).toEqual([]);
    expect(await ids(`authorities(filter: { nameContains: "' or 1=1 --" })`)).toEqual([]);
  });

  test("cost centres by name, service group and funding", async () => {
    expect(await ids(`costCentres(authority: "a0", filter: { serviceGroup: "Odd" })`)).toEqual(["a0-c1", "a0-c3", "a0-c5", "a0-c7", "a0-c9"]);
    expect(await ids(`costCentres(authority: "a0", filter: { fundingSource: GRANT })`)).toEqual(["a0-c0", "a0-c3", "a0-c6", "a0-c9"]);
    expect(await ids(`costCentres(authority: "a0", filter: { fundingSource: GRANT, serviceGroup: "Odd" })`)).toEqual(["a0-c3", "a0-c9"]);
    expect(await ids(`costCentres(authority: "a0", filter: { nameContains: "centre 10" })`)).toEqual(["a0-c2"]);
    expect(await ids(`costCentres(authority: "a0", filter: { fundingSource: HEALTH })`)).toEqual([]);
  });

  test("versions by state", async () => {
    expect(await ids(`budgetVersions(authority: "a0", state: BASE)`)).toEqual(["a0-v2"]);
    expect(await ids(`budgetVersions(authority: "a0", state: DRAFT)`)).toEqual(["a0-v0", "a0-v1"]);
    expect(await ids(`budgetVersions(authority: "a0", state: APPROVED)`)).toEqual([]);
  });

  test("budget lines by version, cost centre and years", async () => {
    expect(await ids(`budgetLines(authority: "a0", filter: { costCentre: "a0-c4" })`)).toEqual(["a0-c4-0", "a0-c4-1", "a0-c4-2"]);
    expect(await ids(`budgetLines(authority: "a0", filter: { costCentre: "a0-c4", fromYear: "2025/26" })`)).toEqual(["a0-c4-1", "a0-c4-2"]);
    expect(await ids(`budgetLines(authority: "a0", filter: { costCentre: "a0-c4", fromYear: "2025/26", toYear: "2025/26" })`)).toEqual(["a0-c4-1"]);
    expect(await ids(`budgetLines(authority: "a0", filter: { version: "a0-v0" })`)).toHaveLength(33);
    expect(await ids(`budgetLines(authority: "a0", filter: { version: "a0-v1" })`)).toEqual([]);
    // Another authority's version and cost centre are nothing here.
    expect(await ids(`budgetLines(authority: "a0", filter: { version: "a1-v0" })`)).toEqual([]);
    expect(await ids(`budgetLines(authority: "a0", filter: { costCentre: "a1-c0" })`)).toEqual([]);
  });

  test("commitments by name, status and basis, with their terms", async () => {
    expect(await ids(`commitments(authority: "a0", filter: { kind: APPROVED })`)).toEqual(["a0-k0", "a0-k3", "a0-k6"]);
    expect(await ids(`commitments(authority: "a0", filter: { kind: APPROVED, basis: WEEKLY_PRICE })`)).toEqual(["a0-k3"]);
    expect(await ids(`commitments(authority: "a0", filter: { nameContains: "MENT 6" })`)).toEqual(["a0-k2"]);
    const { commitments } = given(await ask(`{ commitments(authority: "a0", first: 2) { nodes { weeklyRatePounds places { places startsOn } amounts { year amountPence } } } }`));
    expect(commitments.nodes).toEqual([
      { weeklyRatePounds: null, places: [], amounts: [{ year: "2024/25", amountPence: 700 }] },
      { weeklyRatePounds: "1000.50", places: [{ places: 2, startsOn: "2024-04-01" }], amounts: [] },
    ]);
  });

  test("uplift series come with their rates by year, exact as stored", async () => {
    const { upliftSeries } = given(await ask(`{ upliftSeries(authority: "a0", first: 1) { nodes { id rates { year rateShare } } } }`));
    expect(upliftSeries.nodes).toEqual([
      {
        id: "a0-u0",
        rates: [
          { year: "2025/26", rateShare: "0.030" },
          { year: "2026/27", rateShare: "0.030" },
        ],
      },
    ]);
  });

  test("one authority and one commitment by id", async () => {
    expect(given(await ask(`{ authority(id: "a3") { id oldCode gssCode } }`)).authority).toEqual({ id: "a3", oldCode: "303", gssCode: "E10000013" });
    expect(given(await ask(`{ commitment(id: "a0-k1") { id basis partYear weeksPerYear status { name } } }`)).commitment).toEqual({
      id: "a0-k1",
      basis: "WEEKLY_PRICE",
      partYear: "STATED",
      weeksPerYear: "WEEKS_52",
      status: { name: "In governance" },
    });
  });

  test("history tells who, when, why and what, and of one row only its own changes", async () => {
    const { history } = given(
      await ask(`{ history(authority: "a0", row: "a0-c4-1") { nodes { id madeBy madeAt why undoesId changes { tableName rowId field fromValue toValue } } } }`),
    );
    expect(history.nodes).toHaveLength(1);
    const [batch] = history.nodes;
    expect(batch).toMatchObject({ id: 1, madeBy: "Test", why: "Load a0", undoesId: null });
    expect(batch.madeAt >= began && batch.madeAt <= new Date().toISOString()).toBe(true);
    expect(batch.changes).toHaveLength(1);
    expect(batch.changes[0]).toMatchObject({ tableName: "budgetLine", rowId: "a0-c4-1", field: "*", fromValue: null });
    expect(JSON.parse(batch.changes[0].toValue)).toMatchObject({ amountPence: 401, authorityId: "a0" });
    expect(given(await ask(`{ history(authority: "a1", row: "a0-c4-1") { nodes { id } } }`)).history.nodes).toEqual([]);
  });

  test("a batch shows its first 50 changes", async () => {
    const { nodes } = given(await ask(`{ history(authority: "a0", descending: true, first: 1) { nodes { changes { rowId } } } }`)).history;
    expect(nodes[0].changes).toHaveLength(50);
  });

  test("the table takes the newest draft, and the years and unit asked for", async () => {
    const { mediumTermTable: table } = given(
      await ask(
        `{ mediumTermTable(authority: "a0", version: "a0-v0", from: "2025/26", years: 2, unit: POUNDS) { unit title dataVersion columns { key status } rows { key cells { pence } } } }`,
      ),
    );
    expect(table.unit).toBe("£");
    expect(table.columns).toEqual([
      { key: "2025/26", status: "draft" },
      { key: "2026/27", status: "draft" },
    ]);
    // Line amounts are 100 × index + place, over 11 cost centres: 100 × 55 + 11 = 5,511 and 5,522.
    expect(table.rows.find((row: { key: string }) => row.key === "total").cells).toEqual([{ pence: 5_511 }, { pence: 5_522 }]);
    // Version 1 is the newer of the two drafts made at one moment, by its id; version 2 was made later and is newer still.
    expect(given(await ask(`{ mediumTermTable(authority: "a0") { title } }`)).mediumTermTable.title).toContain("Version 2");
    const { rows } = given(await ask(`{ mediumTermTable(authority: "a0", version: "a0-v0") { rows(keys: ["total", "remaining"]) { key } } }`)).mediumTermTable;
    expect(rows).toEqual([{ key: "total" }, { key: "remaining" }]);
  });

  test("a projection needs no store: terms in, years out", async () => {
    const { projectCommitment } = given(
      await ask(
        `query($terms: ProjectionTermsInput!) { projectCommitment(terms: $terms, from: "2024/25", years: 3) { years { year exact pence derivation { workings result inputs { name value } } } totalPence totalExact notes } }`,
        {
          terms: {
            basis: "WEEKLY_PRICE",
            weeklyRatePounds: "1000.00",
            weeksPerYear: "WEEKS_52",
            partYear: "STATED",
            places: [{ places: 9, startsOn: "2024-10-01", firstYearShare: "0.5" }],
            priceBaseYear: "2024/25",
            upliftRates: [{ year: "2025/26", rateShare: "0.03" }],
          },
        },
      ),
    );
    // 9 × £1,000 × 52 × 0.5 = £234,000; a whole year × 1.03 = £482,040, and the same again, for no uplift is stated for 2026/27.
    expect(projectCommitment.years.map((year: { pence: number }) => year.pence)).toEqual([23_400_000, 48_204_000, 48_204_000]);
    expect(projectCommitment.totalPence).toBe(119_808_000);
    expect(projectCommitment.notes.join()).toContain("2026/27");
    expect(projectCommitment.years[0].derivation.workings).toContain("0.5");
  });

  test.each([
    [`{ authority(id: "nowhere") { id } }`, "id"],
    [`{ commitment(id: "nowhere") { id } }`, "id"],
    [`{ costCentres(authority: "nowhere") { nodes { id } } }`, "authority"],
    [`{ budgetVersions(authority: "nowhere") { nodes { id } } }`, "authority"],
    [`{ budgetLines(authority: "nowhere") { nodes { id } } }`, "authority"],
    [`{ upliftSeries(authority: "nowhere") { nodes { id } } }`, "authority"],
    [`{ commitments(authority: "nowhere") { nodes { id } } }`, "authority"],
    [`{ history(authority: "nowhere") { nodes { id } } }`, "authority"],
    [`{ mediumTermTable(authority: "nowhere") { id } }`, "authority"],
    [`{ mediumTermTable(authority: "a0", version: "nowhere") { id } }`, "version"],
    [`{ mediumTermTable(authority: "a0", version: "a1-v0") { id } }`, "version"],
  ])("%s is not found", async (query, field) => {
    expect(refusal(await ask(query))).toMatchObject({ code: "NOT_FOUND", field });
  });

  test.each([0, 31, -1])("a table of %d years is refused", async (count) => {
    expect(refusal(await ask(`query($years: Int) { mediumTermTable(authority: "a0", years: $years) { id } }`, { years: count }))).toMatchObject({
      code: "BAD_INPUT",
      field: "years",
    });
  });

  test("text that Postgres cannot hold is refused or found nowhere, and is no fault of the server", async () => {
    const answer = await ask(`query($id: ID!) { authority(id: $id) { id } }`, { id: "a\u0000b" });
    expect(["BAD_INPUT", "NOT_FOUND"]).toContain(refusal(answer).code);
  });
});
