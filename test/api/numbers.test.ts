// Each authority's own numbers: counted by her facts alone, true in whichever order batches are kept, and what is kept of her is thrown away by nobody else.
import { eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { On } from "../../db/engine/open.ts";
import { changesSince } from "../../db/read/changesSince.ts";
import { logNumbers, numbersOf } from "../../db/read/numbers.ts";
import { postgresTables } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { fieldChanges } from "../../db/write/change.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { latest } from "../setup/latest.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { edit, get, given, post, refusal, type Sheet, startSheet } from "./officer.ts";

const tableOf = (authority: string) => `{ mediumTermTable(authority: "${authority}") { dataVersion rows { key cells { pence } } } }`;

describe.each(engines)("numbers on %s", (engine) => {
  let served: Served;
  let [ours, theirs] = [] as unknown as [Sheet, Sheet];
  beforeAll(async () => {
    const nobody: Viewer = { name: "Nobody", reads: [], changes: [] };
    served = await serve(engine, { examples: false, viewerOf: (request) => (request.headers["x-as"] === "nobody" ? nobody : machineOwner) });
    [ours, theirs] = [await startSheet(served, "Ours"), await startSheet(served, "Theirs")];
  });
  afterAll(() => served.stop());

  const numbers = (authority = ours.authority) => served.db.read((on) => numbersOf(on, authority));
  let pence = 10_000_000;
  const write = async (sheet: Sheet, from: number, to: number) =>
    given(await edit(served, sheet, [{ cell: `budget:${sheet.centres[0]}:2024/25`, pence: to, expected: from }])).editCells;

  test("are counted by one with each batch of the authority's facts, and stay with what is none", async () => {
    const before = await numbers();
    await write(theirs, 10_000_000, 10_000_100);
    expect(await numbers()).toEqual(before);
    await write(ours, pence, pence + 100);
    pence += 100;
    expect(await numbers()).toEqual({ dataVersion: before.dataVersion + 1, logNumber: before.logNumber + 1 });

    const a = ours.authority;
    const beside = [
      `mutation { saveReport(authority: "${a}", name: "Cabinet", items: [{ address: "mediumTermTable?authority=${a}" }]) { seen } }`,
      `mutation { saveView(seen: ${latest}, authority: "${a}", sheet: "commitments", name: "Mine", held: "") { seen } }`,
      `mutation { saveNote(seen: ${latest}, authority: "${a}", input: { sheet: "medium-term", row: "total", column: "2024/25", place: "Total", said: "Why?" }) { seen } }`,
    ];
    for (const [index, mutation] of beside.entries()) {
      const [{ seen }] = Object.values(given(await served.ask(mutation))) as [{ seen: number }];
      expect(await numbers()).toEqual({ dataVersion: before.dataVersion + 1, logNumber: before.logNumber + 2 + index });
      expect(seen).toBe(before.logNumber + 2 + index);
    }
    expect(given(await served.ask(tableOf(a))).mediumTermTable.dataVersion).toBe(before.dataVersion + 1);
    expect(given(await served.ask(`{ numbers(authority: "${a}") { dataVersion logNumber } }`)).numbers).toEqual(await numbers());
    // Undoing it is none either, and undoing an amount is.
    given(await served.ask(`mutation { undoLast(authority: "${a}", kinds: [VIEWS]) { batchId } }`));
    expect((await numbers()).dataVersion).toBe(before.dataVersion + 1);
    given(await served.ask(`mutation { undoLast(authority: "${a}", kinds: [FACTS]) { batchId } }`));
    given(await served.ask(`mutation { undoLast(authority: "${a}", kinds: [FACTS]) { batchId } }`));
    expect((await numbers()).dataVersion).toBe(before.dataVersion + 2);
    pence -= 100;
  });

  test("an answer is kept while others write, by its tag and without a query, and not while her own facts change", async () => {
    const first = await get(served.app, tableOf(ours.authority));
    const file = `/export/mediumTermTable.csv?authority=${ours.authority}`;
    const asFile = (tag?: unknown) => served.app.inject({ url: file, headers: { host: "localhost", ...(tag ? { "if-none-match": String(tag) } : {}) } });
    const made = await asFile();
    for (let turn = 1; turn <= 5; turn += 1) {
      await write(theirs, 10_000_000 + turn * 100, 10_000_100 + turn * 100);
      const before = served.asked();
      const again = await get(served.app, tableOf(ours.authority), { "if-none-match": String(first.headers.etag) });
      expect([again.statusCode, (await asFile(made.headers.etag)).statusCode]).toEqual([304, 304]);
      expect((await post(served.app, tableOf(ours.authority))).body).toBe(first.body);
      // Each looks once at how far the logs have come, and at nothing else.
      expect(served.asked() - before).toBe(3);
    }
    await write(ours, pence, pence + 100);
    pence += 100;
    const later = await get(served.app, tableOf(ours.authority), { "if-none-match": String(first.headers.etag) });
    expect([later.statusCode, (await asFile(made.headers.etag)).statusCode]).toEqual([200, 200]);
    expect(later.body).toContain(String(pence));
  });

  test("are told to nobody who may not read the authority", async () => {
    for (const query of [`{ numbers(authority: "${ours.authority}") { dataVersion } }`, `{ blanksWereNilUntil(authority: "${ours.authority}") }`]) {
      expect(refusal((await post(served.app, query, {}, { "x-as": "nobody" })).json()).code).toBe("NOT_FOUND");
      expect((await post(served.app, query)).json().errors).toBeUndefined();
    }
  });

  test("a list of authorities follows whichever of them changes", async () => {
    const list = `{ authorities { nodes { name } } }`;
    expect((await post(served.app, list)).body).not.toContain("Newly added");
    given(await served.ask(`mutation { createAuthority(input: { name: "Newly added" }) { id } }`));
    expect((await post(served.app, list)).body).toContain("Newly added");
  });
});

describe("two authorities whose batches are kept in the other order than they were begun in", () => {
  let served: Served;
  beforeAll(async () => {
    served = await serve("postgres", { examples: false });
  });
  afterAll(() => served.stop());

  /** A connection of its own that writes without waiting for anybody of another authority. */
  async function writer(): Promise<{ on: On; client: pg.Client }> {
    const client = new pg.Client({ connectionString: served.address.databaseUrl });
    await client.connect();
    await client.query("begin");
    const q = drizzle(client, { casing: "snake_case" });
    const insertRows: On["insertRows"] = async (table, rows) => void (await q.insert(table as typeof postgresTables.change).values(rows as never));
    const replaceRows: On["replaceRows"] = async (table, rows) => {
      for (const row of rows)
        await q
          .update(table as typeof postgresTables.costCentre)
          .set(row as never)
          .where(eq(postgresTables.costCentre.id, String(row.id)));
    };
    const on: On = { q, t: postgresTables, rules: [], prepared: (name, build) => build(on).prepare(name), insertRows, replaceRows };
    return { on, client };
  }
  const rename = async (on: On, { authority, centres }: Sheet, name: string, at = 0) => {
    const id = centres[at];
    const [row] = await on.q
      .select()
      .from(on.t.costCentre)
      .where(eq(on.t.costCentre.id, id as string));
    return applyBatch(on, machineOwner, {
      authorityId: authority,
      why: "Rename",
      changes: fieldChanges("costCentre", id as string, row as NonNullable<typeof row>, { name }, "name"),
    });
  };

  test("are both told of, and what was read of either at a number stays so", async () => {
    const [one, other] = [await startSheet(served, "One"), await startSheet(served, "Other")];
    const known = await served.db.read(logNumbers);
    const all = `{ one: costCentres(authority: "${one.authority}") { nodes { name } } all: authorities { nodes { name } } }`;
    const asAt = async ({ authority }: Sheet) => (await get(served.app, `{ costCentres(authority: "${authority}") { nodes { name } } }`)).body;
    const [first, second] = [await writer(), await writer()];
    try {
      // The first takes the lower id, and is kept last.
      const early = await rename(first.on, one, "Renamed early");
      const late = await rename(second.on, other, "Renamed late");
      expect(early.batchId).toBeLessThan(late.batchId as number);
      await second.client.query("commit");

      const between = await served.db.read((on) => changesSince(on, known, 10));
      expect(between.map(({ id, authorityId }) => [id, authorityId])).toEqual([[late.batchId, other.authority]]);
      const seen = new Map(between.map(({ authorityId, logNumber }) => [authorityId, logNumber]));
      const [oneBefore, otherNow] = [await asAt(one), await asAt(other)];
      expect([oneBefore.includes("Renamed early"), otherNow.includes("Renamed late")]).toEqual([false, true]);
      const mixed = (await post(served.app, all)).body;
      // Of the authority whose batch is still open, no number above it is offered: whoever would count the next waits, and is refused.
      expect((await served.db.read((on) => numbersOf(on, one.authority))).logNumber).toBe(known.get(one.authority));
      const third = await writer();
      const pid = (await third.client.query("select pg_backend_pid() as pid")).rows[0].pid;
      const clash = rename(third.on, one, "Renamed beside", 1).then(
        () => "kept",
        () => "refused",
      );
      const waits = async () => (await first.client.query("select 1 from pg_locks where not granted and pid = $1", [pid])).rowCount;
      await expect.poll(waits).toBe(1);
      await first.client.query("commit");
      expect(await clash).toBe("refused");
      await third.client.end();

      const after = await served.db.read((on) => changesSince(on, new Map([...known, ...seen]), 10));
      expect(after.map(({ id, authorityId }) => [id, authorityId])).toEqual([[early.batchId, one.authority]]);
      expect((await asAt(one)).includes("Renamed early")).toBe(true);
      expect(await asAt(other)).toBe(otherNow);
      // What follows from all of them moves, too, though the highest id stayed the same.
      expect((await post(served.app, all)).body).not.toBe(mixed);
    } finally {
      await first.client.end();
      await second.client.end();
    }
  });
});
