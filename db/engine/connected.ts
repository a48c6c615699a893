// One connection as the queries see it: the same calls on either engine.
import type { Logger, Table } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import type { Tables } from "../tables.ts";
import type { On, TemporaryNames } from "./open.ts";
import { StoreFailure } from "./storeFailure.ts";

export const casing = "snake_case";

export const named = (identifier: string) => `"${identifier}"`;

export function connected(
  q: NodePgDatabase,
  t: Tables,
  insertText: (table: Table, columns: readonly string[], into?: string) => string,
  run: (text: string, json?: string) => Promise<void>,
  temporary?: TemporaryNames,
): On {
  const kept = new Map<string, unknown>();
  const texts = new Map<Table, Map<string, string>>();
  /** The statement for rows of these columns: there are few, and each is sent often. */
  function textFor(table: Table, words: readonly string[], make: () => string): string {
    const of = words.join();
    const ofTable = texts.get(table) ?? new Map<string, string>();
    texts.set(table, ofTable);
    const text = ofTable.get(of) ?? make();
    ofTable.set(of, text);
    return text;
  }
  const on: On = {
    q,
    t,
    rules: [],
    prepared(name, build) {
      let query = kept.get(name);
      if (query === undefined) {
        // Among temporary tables it is made out anew each time: the same words can mean another table by then.
        query = build(on).prepare(temporary ? "" : name);
        kept.set(name, query);
      }
      return query as never;
    },
    ...(temporary && { temporary: { ...temporary, run: (text: string) => run(text) } }),
    async insertRows(table, rows, into = "") {
      if (rows.length === 0) return;
      const columns = Object.keys(rows[0] as object);
      await run(
        textFor(table, [into, ...columns], () => insertText(table, columns, into || undefined)),
        JSON.stringify(rows),
      );
    },
    async replaceRows(table, rows) {
      if (rows.length === 0) return;
      const columns = Object.keys(rows[0] as object);
      const text = textFor(table, ["replace", ...columns], () => {
        const set = columns.filter((each) => each !== "id").map((each) => `${named(toSnakeCase(each))} = excluded.${named(toSnakeCase(each))}`);
        return `${insertText(table, columns)} on conflict ("id") do update set ${set}`;
      });
      await run(text, JSON.stringify(rows));
    },
  };
  return on;
}

/** Notes the tables that queries name. What else is in quotes is noted with them, and does no harm. */
export function notingNames(named: Set<string>): Logger {
  return {
    logQuery(query) {
      for (const [, name] of query.matchAll(/"(\w+)"/g)) named.add(name as string);
    },
  };
}

export type Run = <Result>(work: (on: On) => Promise<Result>) => Promise<Result>;

/** Runs works one after the other: each waits for the one before it, whether that failed or not. */
export type Turns = <Result>(work: () => Promise<Result>) => Promise<Result>;

export function turns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => {});
    return next;
  };
}

/** Transactions on one connection cannot overlap. */
export function oneAtATime(run: Run): Run {
  const turn = turns();
  return (work) => turn(() => run(work));
}

/** Runs `work`, and waits for the locks of others until this moment of the clock. */
export type RunUntil = <Result>(work: (on: On) => Promise<Result>, until: number) => Promise<Result>;

/** The same for writes, which may be long: whoever has waited for `lockMs` is refused, and leaves the queue. */
export type WriteTurns = <Result>(work: (until: number) => Promise<Result>) => Promise<Result>;

export function writeTurns(lockMs: number): WriteTurns {
  let last: Promise<unknown> = Promise.resolve();
  return (work) =>
    new Promise((resolve, reject) => {
      const until = performance.now() + lockMs;
      let refused = false;
      const timer = setTimeout(() => {
        refused = true;
        reject(new StoreFailure("UNAVAILABLE", "Another change is being saved, which takes long."));
      }, lockMs);
      last = last.then(async () => {
        clearTimeout(timer);
        if (!refused) await work(until).then(resolve, reject);
      });
    });
}
