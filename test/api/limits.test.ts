// What one request may ask for: each limit as a setting, and at its usual value against what is plainly too much.
import { getIntrospectionQuery } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { usualTimeouts } from "../../db/engine/timeouts.ts";
import { settingsFrom, usualLimits } from "../../server/http/settings.ts";
import { few } from "../setup/samples.ts";
import { type Answer, type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { given, post, refusal } from "./officer.ts";

const table = `mediumTermTable(authority: "essex") { rows { cells { derivation { inputs { name } } } } }`;
const cells = (count: number) => Array.from({ length: count }, (_, index) => ({ cell: `budget:essex-north:${2030 + index}/${31 + index}`, pence: 1 }));
const queries = few(1_000, 200);
const edits = `mutation($edits: [CellEditInput!]!) { editCells(authority: "essex", version: "essex-mtrs-2023", edits: $edits) { batchId } }`;

describe.each(engines)("limits on %s", (engine) => {
  describe("as set", () => {
    let served: Served;
    const limits = { depth: 4, cost: 500, aliases: 2, tables: 2, batch: 2, edits: 3, expressions: 20, bodyBytes: 3_000, tokens: 200, answerCacheBytes: 0 };
    beforeAll(async () => {
      served = await serve(engine, { limits });
    });
    afterAll(() => served.stop());
    const send = (payload: unknown) =>
      served.app.inject({ method: "POST", url: "/graphql", headers: { host: "localhost", "content-type": "application/json" }, payload: JSON.stringify(payload) });

    test("depth: four levels are answered and five refused", async () => {
      given(await served.ask(`{ mediumTermTable(authority: "essex") { rows { cells { pence } } } }`));
      expect(refusal(await served.ask(`{ mediumTermTable(authority: "essex") { rows { cells { derivation { result } } } } }`))).toMatchObject({ code: "TOO_MUCH", field: "depth" });
    });

    test("depth is counted through fragments", async () => {
      const query = `{ mediumTermTable(authority: "essex") { ...T } } fragment T on ReportTable { rows { ...R } } fragment R on ReportRow { cells { ... on ReportCell { derivation { result } } } }`;
      expect(refusal(await served.ask(query))).toMatchObject({ code: "TOO_MUCH", field: "depth" });
    });

    test("cost: a page counts as often as it has rows, however the number is given", async () => {
      const lines = (first: string, declared = "") => `query${declared} { budgetLines(authority: "essex"${first}) { nodes { id year amountPence } } }`;
      given(await served.ask(lines(", first: 100")));
      // Fifty rows where nothing is said: 1 + 1 + 50 × 6 = 302.
      given(await served.ask(`{ budgetLines(authority: "essex") { nodes { id year amountPence costCentreId versionId authorityId } } }`));
      for (const [query, variables] of [
        [lines(", first: 200"), {}],
        [lines(", first: $n", "($n: Int)"), { n: 200 }],
        [lines(", first: $n", "($n: Int = 200)"), {}],
        [lines(", first: $n", "($n: Int! = 200)"), {}],
        // More than a page holds is measured as a whole page, and the page refuses it where the limit does not.
        [lines(", first: 100000"), {}],
      ] as const) {
        expect(refusal(await served.ask(query, variables))).toMatchObject({ code: "TOO_MUCH", field: "cost" });
      }
    });

    test("cost: a page of null rows is a usual page, not an empty one", async () => {
      const query = `query($n: Int) { a: budgetLines(authority: "essex", first: $n) { nodes { id year amountPence costCentreId versionId } } b: budgetLines(authority: "essex", first: $n) { nodes { id year amountPence costCentreId versionId } } }`;
      // Two times 1 + 1 + 50 × 5.
      expect(refusal(await served.ask(query, { n: null }))).toMatchObject({ code: "TOO_MUCH", field: "cost" });
      given(await served.ask(query, { n: 20 }));
    });

    test("cost: any list of the schema counts as ten where no page bounds it", async () => {
      const within = (count: number) => `{ arrangements(authority: "essex", first: ${count}) { nodes { lots { id name detail } } } }`;
      // 1 + 1 + 10 × (1 + 10 × 3) = 312, and twice as many rows are 622.
      given(await served.ask(within(10)));
      expect(refusal(await served.ask(within(20))).message).toContain("its cost is 622,");
      // 1 + 1 + 1 × (1 + 10 × 3) = 33: one row asked for is one row.
      given(await served.ask(within(1)));
    });

    test("tables: two are answered and three refused, in fragments and by their addresses too", async () => {
      given(await served.ask(`{ mediumTermTable(authority: "essex") { id } t: reportTable(id: "commitmentRegister?authority=essex") { id } }`));
      const three = `{ mediumTermTable(authority: "essex") { id } ...F } fragment F on Query { t: reportTable(id: "commitmentRegister?authority=essex") { id } printedFiguresTable(authority: "essex") { id } }`;
      expect(refusal(await served.ask(three))).toMatchObject({ code: "TOO_MUCH", field: "tables" });
    });

    test("aliases: two are answered and three refused, in fragments too", async () => {
      given(await served.ask(`{ a: authorities { hasNextPage } b: authorities { hasNextPage } authorities: authorities { hasNextPage } }`));
      expect(refusal(await served.ask(`{ a: authorities { x: hasNextPage y: hasNextPage } }`))).toMatchObject({ code: "TOO_MUCH", field: "aliases" });
      const spread = `{ a: authorities { ...F } b: authorities { ...F } } fragment F on AuthorityPage { x: hasNextPage }`;
      expect(refusal(await served.ask(spread))).toMatchObject({ code: "TOO_MUCH", field: "aliases" });
    });

    test("batch: two queries in one request are answered and three refused", async () => {
      const query = { query: `{ authorities { hasNextPage } }` };
      expect((await send([query, query])).json()).toHaveLength(2);
      const response = await send([query, query, query]);
      expect(response.statusCode).toBe(400);
      expect(refusal(response.json() as Answer)).toMatchObject({ code: "TOO_MUCH", field: "batch" });
    });

    test("edits: three in one batch are kept and four refused", async () => {
      given(await served.ask(edits, { edits: cells(3) }));
      expect(refusal(await served.ask(edits, { edits: cells(4) }))).toMatchObject({ code: "BAD_INPUT", field: "edits" });
      const rows = ["a", "b", "c", "d"].map((name) => ({ name }));
      const adding = `mutation($rows: [NewCostCentreInput!]!) { addCostCentres(version: "essex-mtrs-2023", rows: $rows) { batchId } }`;
      expect(refusal(await served.ask(adding, { rows }))).toMatchObject({ code: "BAD_INPUT", field: "rows" });
    });

    test("body: what is larger is refused unread", async () => {
      expect((await send({ query: `{ authorities { hasNextPage } }`, padding: "x".repeat(2_800) })).statusCode).toBe(200);
      const response = await send({ query: `{ authorities { hasNextPage } }`, padding: "x".repeat(3_000) });
      expect(response.statusCode).toBe(413);
      expect(refusal(response.json() as Answer)).toMatchObject({ code: "TOO_MUCH", field: "body" });
    });

    test("tokens: a query of more words and signs is not read on", async () => {
      given(await served.ask(`{ ${"__typename ".repeat(190)} }`));
      expect(refusal(await served.ask(`{ ${"__typename ".repeat(210)} }`)).message).toContain("200 tokens");
    });
  });

  describe("as usual", () => {
    let served: Served;
    beforeAll(async () => {
      served = await serve(engine);
    });
    afterAll(() => served.stop());

    /** Asserts a refusal for which the store was asked for the data's version at most. What grew by doubling would not end while a test waits. */
    async function refusedUnread(query: string, variables: Record<string, unknown> = {}) {
      const before = served.asked();
      const found = refusal(await served.ask(query, variables));
      expect(served.asked() - before).toBeLessThanOrEqual(1);
      return found;
    }

    test("what the page and its tools ask is answered", async () => {
      given(await served.ask(`{ ${table} }`));
      for (const options of [{}, { descriptions: true, inputValueDeprecation: true, schemaDescription: true, directiveIsRepeatable: true, specifiedByUrl: true }]) {
        given(await served.ask(getIntrospectionQuery(options)));
      }
      given(await served.ask(`{ commitments(authority: "essex", first: 500) { nodes { id name places { places startsOn } amounts { year amountPence } } } }`));
    });

    test.each([
      [
        "spreads that double thirty times",
        (depth: number) => Array.from({ length: depth }, (_, index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`).join(" "),
      ],
      [
        "spreads that multiply by ten",
        (depth: number) => Array.from({ length: depth }, (_, index) => `fragment F${index} on Query { ${`...F${index + 1} `.repeat(10)} }`).join(" "),
      ],
    ])("%s are refused, each measured once", async (_, fragments) => {
      const query = `{ ...F0 } ${fragments(30)} fragment F30 on Query { authorities { nodes { id name } } }`;
      expect(await refusedUnread(query)).toMatchObject({ code: "TOO_MUCH", field: "cost" });
    });

    test("many aliases of one table are refused", async () => {
      expect(await refusedUnread(`{ ${Array.from({ length: 40 }, (_, index) => `t${index}: mediumTermTable(authority: "essex") { id }`).join(" ")} }`)).toMatchObject({
        code: "TOO_MUCH",
        field: "aliases",
      });
    });

    test("lists within lists of the schema itself are refused", async () => {
      const nested = `${"fields { type { ".repeat(8)}name${" } }".repeat(8)}`;
      // graphql-js's own rule comes first here.
      expect(["depth", "cost", "__schema"]).toContain((await refusedUnread(`{ __schema { types { ${nested} } } }`)).field);
    });

    test("whole pages of everything at once are refused", async () => {
      const everything = Array.from({ length: 25 }, (_, index) => `l${index}: commitments(authority: "essex", first: 500) { nodes { id places { places } amounts { year } } }`);
      expect(await refusedUnread(`{ ${everything.join(" ")} }`)).toMatchObject({ code: "TOO_MUCH", field: "cost" });
    });

    test("ten thousand words are refused", async () => {
      expect((await refusedUnread(`{ ${"__typename ".repeat(10_000)} }`)).message).toContain("tokens");
    });

    test("brackets a hundred thousand deep are refused", async () => {
      const deep = "{ a ".repeat(100_000);
      expect(["BAD_REQUEST", "TOO_MUCH"]).toContain((await refusedUnread(deep)).code);
      const list = "[".repeat(2_000) + "]".repeat(2_000);
      expect(["BAD_REQUEST", "BAD_INPUT", "TOO_MUCH"]).toContain((await refusedUnread(`mutation { editCells(authority: "essex", version: "v", edits: ${list}) { id } }`)).code);
    });

    test("values nested deep in variables are refused", async () => {
      const payload = `{"query":${JSON.stringify(edits)},"variables":{"edits":${"[".repeat(50_000)}${"]".repeat(50_000)}}}`;
      const response = await served.app.inject({ method: "POST", url: "/graphql", headers: { host: "localhost", "content-type": "application/json" }, payload });
      expect(response.statusCode).toBeLessThan(500);
      expect(["BAD_INPUT", "BAD_REQUEST", "TOO_MUCH"]).toContain((response.json() as Answer).errors?.[0]?.extensions.code);
      given(await served.ask(`{ authorities { hasNextPage } }`));
    });

    test("expressions too long in all to be worked out are refused before the first of them is, in a preview and in what it previews", async () => {
      const typed = `=${"1+".repeat(499)}1`;
      const many = Array.from({ length: 201 }, (_, index) => ({ cell: `budget:essex-north:${2030 + index}/31`, typed }));
      const preview = `query($edits: [CellEditInput!]!) { previewCells(authority: "essex", version: "essex-mtrs-2023", edits: $edits) { shown } }`;
      for (const query of [preview, edits]) expect(await refusedUnread(query, { edits: many })).toMatchObject({ code: "TOO_MUCH", field: "expressions" });
      const literal = `{ previewCells(authority: "essex", version: "essex-mtrs-2023", edits: [${many.map(({ cell }) => `{ cell: "${cell}", typed: " ${typed}" }`).join(" ")}]) { shown } }`;
      expect(await refusedUnread(literal)).toMatchObject({ code: "TOO_MUCH", field: "expressions" });
    });

    test("ten thousand and one edits are refused, and nothing of them is kept", async () => {
      const many = Array.from({ length: usualLimits.edits + 1 }, () => ({ cell: "budget:essex-north:2030/31", pence: 1 }));
      expect(await refusedUnread(edits, { edits: many })).toMatchObject({ code: "BAD_INPUT", field: "edits" });
    });

    test("eleven queries in one request are refused", async () => {
      const response = await served.app.inject({
        method: "POST",
        url: "/graphql",
        headers: { host: "localhost", "content-type": "application/json" },
        payload: JSON.stringify(Array.from({ length: 11 }, () => ({ query: `{ authorities { hasNextPage } }` }))),
      });
      expect(refusal(response.json() as Answer)).toMatchObject({ code: "TOO_MUCH", field: "batch" });
    });

    test(`${queries} different queries are answered: the compiled forms are bounded`, async () => {
      for (let number = 0; number < queries; number += 1) {
        const response = await post(served.app, `query Q${number} { authority(id: "essex") { id } }`);
        expect(response.body).toBe('{"data":{"authority":{"id":"essex"}}}\n');
      }
    });
  });
});

describe("settings", () => {
  test("each limit is read from the environment", () => {
    const { limits } = settingsFrom({
      MAX_DEPTH: "1",
      MAX_COST: "2",
      MAX_ALIASES: "3",
      MAX_TABLES: "9",
      MAX_BATCH: "4",
      MAX_EDITS: "5",
      MAX_EXPRESSIONS: "10",
      MAX_BODY_BYTES: "6",
      MAX_TOKENS: "7",
      ANSWER_CACHE_BYTES: "8",
    });
    expect(limits).toEqual({ depth: 1, cost: 2, aliases: 3, tables: 9, batch: 4, edits: 5, expressions: 10, bodyBytes: 6, tokens: 7, answerCacheBytes: 8 });
    expect(settingsFrom({}).limits).toEqual(usualLimits);
  });

  test("each timeout and the level of the log are read from the environment, and refused by name", () => {
    const set = { LOCK_TIMEOUT_MS: "1", STATEMENT_TIMEOUT_MS: "2", IDLE_TIMEOUT_MS: "3", CONNECT_TIMEOUT_MS: "4", STOP_TIMEOUT_MS: "5", LOG: "Warn" };
    expect(settingsFrom(set)).toMatchObject({ timeouts: { lockMs: 1, statementMs: 2, idleMs: 3, connectMs: 4 }, stopMs: 5, logLevel: "warn" });
    expect(settingsFrom({})).toMatchObject({ timeouts: usualTimeouts, logLevel: null });
    expect(() => settingsFrom({ STATEMENT_TIMEOUT_MS: "3600001" })).toThrow(/STATEMENT_TIMEOUT_MS/);
    expect(() => settingsFrom({ LOG: "loud" })).toThrow("LOG is “loud”; it must be one of debug, info, warn, error, silent.");
  });

  test.each(["many", "-1", "1.5", "1e99"])("a limit of %s is refused by name", (value) => {
    expect(() => settingsFrom({ MAX_COST: value })).toThrow(/MAX_COST/);
  });

  test("a port is one of 65,536", () => {
    expect(settingsFrom({ PORT: "0" }).port).toBe(0);
    expect(() => settingsFrom({ PORT: "65536" })).toThrow(/PORT/);
  });

  test("names are read as a list, and the server listens to its own machine alone unless told", () => {
    expect(settingsFrom({ ALLOWED_HOSTS: " Tabled.Example , ,b " }).allowedHosts).toEqual(["tabled.example", "b"]);
    expect(settingsFrom({}).host).toBe("127.0.0.1");
  });
});
