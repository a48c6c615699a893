// A repeated question is answered from its first answer until the data moves; and the server's own names and its health.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDb } from "../../db/engine/store.ts";
import { makeApp } from "../../server/http/app.ts";
import { rules } from "../../server/rules/rules.ts";
import { lastBatch } from "../setup/latest.ts";
import { type Answer, type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { edit, get, given, post, refusal } from "./officer.ts";

const table = `{ mediumTermTable(authority: "essex", version: "essex-mtrs-2023") { dataVersion rows { key cells { pence } } } }`;
const essex = { authority: "essex", version: "essex-mtrs-2023" };

describe.each(engines)("repeated questions on %s", (engine) => {
  let served: Served;
  let amount = 464_600_000;
  beforeAll(async () => {
    served = await serve(engine);
  });
  afterAll(() => served.stop());

  /** Writes an amount that is not there yet. */
  async function write() {
    given(await edit(served, essex, [{ cell: "budget:essex-north:2023/24", pence: amount + 100, expected: amount }]));
    amount += 100;
  }
  const northOf = (body: string) => (JSON.parse(body) as Answer).data.mediumTermTable.rows.find((row: { key: string }) => row.key === "costCentre:essex-north").cells[0].pence;

  test("the same body and tag come again, by POST and by GET", async () => {
    const first = await post(served.app, table);
    const second = await post(served.app, table);
    const third = await get(served.app, table);
    expect(first.headers.etag).toMatch(/^W\/"[\w-]{16}"$/);
    for (const response of [second, third]) {
      expect(response.statusCode).toBe(200);
      expect(response.body).toBe(first.body);
      expect(response.headers["content-type"]).toBe("application/json; charset=utf-8");
      expect(response.headers["cache-control"]).toBe("private, no-cache");
    }
    expect(second.headers.etag).toBe(first.headers.etag);
  });

  test("who has the answer is told so by GET, and given it again by POST", async () => {
    const { headers, body } = await get(served.app, table);
    const tag = { "if-none-match": String(headers.etag) };
    const unchanged = await get(served.app, table, tag);
    expect([unchanged.statusCode, unchanged.body, unchanged.headers.etag]).toEqual([304, "", headers.etag]);
    const posted = await post(served.app, table, {}, tag);
    expect([posted.statusCode, posted.body]).toEqual([200, body]);
    expect((await get(served.app, table, { "if-none-match": '"0-other"' })).body).toBe(body);
  });

  test("after a write the tag moves and the answer is new", async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      const before = await get(served.app, table);
      expect(northOf(before.body)).toBe(amount);
      await write();
      const after = await get(served.app, table, { "if-none-match": String(before.headers.etag) });
      expect(after.statusCode).toBe(200);
      expect(after.headers.etag).not.toBe(before.headers.etag);
      expect(northOf(after.body)).toBe(amount);
    }
  });

  test("a write by another process moves the answer as well", async () => {
    const before = await get(served.app, table);
    const db = await openDb(served.address, rules);
    const app = await makeApp(db);
    try {
      given(
        await edit({ ...served, ask: async (query, variables) => (await post(app, query, variables)).json() as Answer }, essex, [
          { cell: "budget:essex-north:2023/24", pence: amount + 100, expected: amount },
        ]),
      );
      amount += 100;
    } finally {
      await app.close();
      await db.close();
    }
    const after = await get(served.app, table, { "if-none-match": String(before.headers.etag) });
    expect(after.statusCode).toBe(200);
    expect(northOf(after.body)).toBe(amount);
  });

  test("a refused write moves nothing", async () => {
    const before = await get(served.app, table);
    expect(refusal(await edit(served, essex, [{ cell: "budget:essex-north:2023/24", pence: 1, expected: 1 }])).code).toBe("STALE");
    expect((await get(served.app, table, { "if-none-match": String(before.headers.etag) })).statusCode).toBe(304);
  });

  test("questions are told apart by their variables, names and operations", async () => {
    const query = `query A($unit: MoneyUnit) { mediumTermTable(authority: "essex", unit: $unit) { unit } } query B($unit: MoneyUnit) { mediumTermTable(authority: "essex", unit: $unit) { title } }`;
    const ask = async (operationName: string, unit: string) => {
      const response = await served.app.inject({ method: "POST", url: "/graphql", headers: { host: "localhost" }, payload: { query, variables: { unit }, operationName } });
      return JSON.stringify((response.json() as Answer).data);
    };
    for (let turn = 0; turn < 2; turn += 1) {
      expect(await ask("A", "THOUSANDS")).toBe('{"mediumTermTable":{"unit":"£000s"}}');
      expect(await ask("A", "MILLIONS")).toBe('{"mediumTermTable":{"unit":"£m"}}');
      expect(await ask("B", "MILLIONS")).toContain("Essex County Council");
    }
  });

  test("one question's parts cannot be put together as another's", async () => {
    // The same letters, cut elsewhere between the operation's name, the variables and the query.
    const good = `query A { authority(id: "essex") { name } }`;
    const ask = (url: string) => served.app.inject({ method: "GET", url, headers: { host: "localhost", "apollo-require-preflight": "true" } });
    const whole = await ask(`/graphql?operationName=A&variables=${encodeURIComponent("{}")}&query=${encodeURIComponent(`\n${good}`)}`);
    expect(whole.body).toContain("Essex County Council");
    const cut = await ask(`/graphql?operationName=${encodeURIComponent("A\n{}")}&variables=&query=${encodeURIComponent(good)}`);
    expect(cut.body).not.toBe(whole.body);
  });

  test("answers with errors carry no tag and are worked out again", async () => {
    for (const query of [`{ authority(id: "later-${engine}") { id } }`, `{ mediumTermTable(authority: "essex", years: 0) { id } }`, `{ nothing }`, `{`]) {
      for (let turn = 0; turn < 2; turn += 1) {
        const response = await post(served.app, query);
        expect(response.headers.etag).toBeUndefined();
        expect((response.json() as Answer).errors).toHaveLength(1);
      }
    }
  });

  test("a change is made each time it is asked for, and carries no tag", async () => {
    const mutation = (name: string) => `mutation { createVersion(authority: "essex", input: { name: "${name}", firstYear: "2024/25", yearCount: 1 }) { id } }`;
    const first = await post(served.app, mutation("Once"));
    expect(first.headers.etag).toBeUndefined();
    expect(refusal((await post(served.app, mutation("Once"))).json() as Answer).code).toBe("DUPLICATE");
  });

  test("a request of several questions carries no tag", async () => {
    const response = await served.app.inject({ method: "POST", url: "/graphql", headers: { host: "localhost" }, payload: [{ query: table }, { query: table }] });
    expect(response.headers.etag).toBeUndefined();
    expect(response.json()).toHaveLength(2);
  });

  test("readers who race with a writer never meet an older answer than the one before", async () => {
    let last = amount;
    let writing = true;
    const writer = (async () => {
      for (let turn = 0; turn < 20; turn += 1) await write();
      writing = false;
    })();
    while (writing) {
      const found = northOf((await post(served.app, table)).body);
      expect(found).toBeGreaterThanOrEqual(last);
      last = found;
    }
    await writer;
    expect(northOf((await post(served.app, table)).body)).toBe(amount);
  });

  describe("names and health", () => {
    test.each(["localhost", "localhost:4000", "LOCALHOST", "127.0.0.1:1", "[::1]", "[::1]:4000"])("it answers as %s", async (host) => {
      expect((await served.app.inject({ method: "GET", url: "/health", headers: { host } })).statusCode).toBe(200);
    });

    test.each(["evil.example", "localhost.evil.example", "localhost:4000.evil.example", "127.0.0.1.nip.io", "localhost@evil.example", "0.0.0.0"])(
      "it does not answer as “%s”",
      async (host) => {
        for (const url of ["/health", "/graphql?query=%7B__typename%7D", "/"]) {
          const response = await served.app.inject({ method: "GET", url, headers: { host, "apollo-require-preflight": "true" } });
          expect(response.statusCode).toBe(421);
          expect(refusal(response.json() as Answer)).toMatchObject({ code: "FORBIDDEN", field: "host" });
        }
      },
    );

    test("a foreign name changes nothing", async () => {
      const before = await served.db.read(lastBatch);
      const response = await post(served.app, `mutation { createAuthority(input: { name: "Rebound" }) { id } }`, {}, { host: "evil.example" });
      expect(response.statusCode).toBe(421);
      expect(await served.db.read(lastBatch)).toBe(before);
    });

    test("names can be allowed, or all of them", async () => {
      for (const [hosts, host, status] of [
        [["tabled.example"], "tabled.example:80", 200],
        [["tabled.example"], "localhost", 421],
        [null, "anything.example", 200],
      ] as const) {
        const app = await makeApp(served.db, { hosts });
        expect((await app.inject({ method: "GET", url: "/health", headers: { host } })).statusCode).toBe(status);
        await app.close();
      }
    });

    test("health tells that the store answers, and nobody how much others work", async () => {
      const response = await served.app.inject({ method: "GET", url: "/health", headers: { host: "localhost" } });
      expect(response.json()).toEqual({ ok: true });
    });

    test("every answer carries the headers that keep a browser safe", async () => {
      for (const response of [await get(served.app, table), await get(served.app, table), await post(served.app, "{")]) {
        expect(response.headers).toMatchObject({ "x-content-type-options": "nosniff", "x-frame-options": "DENY", "referrer-policy": "same-origin" });
        expect(response.headers["content-security-policy"]).toContain("default-src 'self'");
        expect(response.headers["access-control-allow-origin"]).toBeUndefined();
      }
    });
  });
});
