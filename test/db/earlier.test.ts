// Stores that earlier versions of Tabled wrote, with a history: opened by this one, they have every fact and every undo.
// Each file in test/stores holds the rows of one, as SQLite had them, under the last migration that it had had: the public examples, and what Ann
// did to Essex over the API. It is never written again: it is what somebody's store is like.
import { eq, getTableColumns, getTableName, type Table } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import { describe, expect, test } from "vitest";
import { openDb } from "../../db/engine/store.ts";
import { sqliteTables } from "../../db/tables.ts";
import { makeApp } from "../../server/http/app.ts";
import { rules } from "../../server/rules/rules.ts";
import { given, post } from "../api/officer.ts";
import type { Answer } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { earlierFiles, earlierStore, made } from "./earlierStores.ts";
import { type LoggedBatch, replayed, storedFacts, storedLog } from "./rows.ts";

/** One value as both engines and the file have it. */
const asText = (value: unknown) => String(value === true ? 1 : value === false ? 0 : value);

/** What the log names, as "commitment.name", and no table of today has: a column that is renamed takes the log with it. */
function notOfToday(log: readonly LoggedBatch[]): string[] {
  const known = new Set(Object.entries(sqliteTables).flatMap(([name, table]) => Object.keys(getTableColumns(table as Table)).map((column) => `${name}.${column}`)));
  const named = log.flatMap(({ changes }) =>
    changes.flatMap(({ tableName, field, fromValue, toValue }) => {
      const fields = field === "*" ? [fromValue, toValue].flatMap((json) => (json === null ? [] : Object.keys(JSON.parse(json)))) : [field];
      return fields.map((each) => `${tableName}.${each}`);
    }),
  );
  return [...new Set(named)].filter((each) => !known.has(each));
}

describe.each(engines)("on %s", (engine) => {
  test.each(earlierFiles)("a store of %s has every fact, every change and every undo", async (name) => {
    const earlier = earlierStore(name);
    const { address, remove } = await made(engine, earlier);
    const db = await openDb(address, rules);
    const facts = await storedFacts(db);
    const log = await storedLog(db);
    for (const [table, rows] of Object.entries(facts)) {
      const then = earlier.tables[getTableName(sqliteTables[table as keyof typeof sqliteTables])];
      // A table that there was not yet: what it holds, the log holds too.
      if (then === undefined) continue;
      expect(Object.keys(rows), table).toHaveLength(then.length);
      for (const row of then) {
        const now = rows[row.id as string] as Record<string, unknown>;
        for (const [column, value] of Object.entries(now)) if (toSnakeCase(column) in row) expect(asText(value), `${table}.${column}`).toBe(asText(row[toSnakeCase(column)]));
      }
    }
    for (const { id, status } of earlier.tables.commitment ?? []) {
      const statusId = facts.commitment?.[id as string]?.statusId as string;
      if (status !== undefined) expect(facts.commitmentStatus?.[statusId]?.name, `status of ${id}`).toBe(status);
    }
    expect(notOfToday(log)).toEqual([]);
    expect(log.map(({ id }) => id)).toEqual(earlier.tables.change_batch?.map(({ id }) => id));
    expect(replayed(log)).toEqual(facts);

    const app = await makeApp(db);
    // Whoever works in it is told that a blank means something else now.
    const asked = `{ blanksWereNilUntil(authority: "essex") numbers(authority: "essex") { dataVersion logNumber } }`;
    const { blanksWereNilUntil: until, numbers } = given((await post(app, asked, {})).json() as Answer);
    expect(until).toBe(numbers.dataVersion);
    // Each authority's batches are counted by themselves, as though they had been from the first.
    const counted = new Map<string, number[]>();
    for (const { id, authorityId, changes } of log) {
      const [versions, batches] = counted.get(authorityId) ?? [0, 0];
      const facts = changes.some(({ tableName }) => !["report", "reportItem", "savedView", "importMap", "note"].includes(tableName));
      counted.set(authorityId, [(versions as number) + (facts ? 1 : 0), (batches as number) + 1]);
      const [kept] = await db.read((on) => on.q.select().from(on.t.changeBatch).where(eq(on.t.changeBatch.id, id)));
      expect([id, kept?.dataVersion, kept?.logNumber]).toEqual([id, ...(counted.get(authorityId) as number[])]);
    }
    expect([numbers.dataVersion, numbers.logNumber]).toEqual(counted.get("essex"));
    const step = async (deed: "undoLast" | "redoLast") =>
      given((await post(app, `mutation { step: ${deed}(authority: "essex") { next { undo { why } redo { why } } } }`, {}, { "tabled-person": "Ann" })).json() as Answer).step.next;
    while ((await step("undoLast")).undo !== null);
    const first = log.find(({ madeBy }) => madeBy === "Ann")?.id as number;
    expect(await storedFacts(db)).toEqual(replayed(log.filter(({ id }) => id < first)));
    while ((await step("redoLast")).redo !== null);
    // With what she had undone and not done again, her last amount.
    const line = Object.entries(facts.budgetLine ?? {}).find(([, { costCentreId, year }]) => costCentreId === "essex-north" && year === "2024/25")?.[0] as string;
    expect(await storedFacts(db)).toEqual({ ...facts, budgetLine: { ...facts.budgetLine, [line]: { ...facts.budgetLine?.[line], amountPence: 470_000_000 } } });
    await app.close();
    await db.close();
    remove();
  });
});

test("a log that was left behind when its columns were renamed is found out", () => {
  // As it was written, before any migration: a commitment had a status of Tabled's, which is a column no more.
  const { change = [] } = earlierStore("version-0004.json.gz").tables;
  const changes = change.map((row) => ({ tableName: row.table_name, field: row.field, fromValue: row.from_value, toValue: row.to_value }));
  expect(notOfToday([{ changes }] as unknown as LoggedBatch[])).toEqual(["commitment.status"]);
});
