// Notes the statements that are put to a store, as its driver is given them: whatever asks, and in whichever transaction.
import Database from "better-sqlite3";
import pg from "pg";

/** What begins a transaction, with its locks, and what ends it. */
const around = /^(begin|commit|rollback)\b/;

/** Runs `work`, and gives the statements that it put to stores of either engine, but for those that begin and end transactions. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const noted: string[] = [];
  const note = (text: string) => void (around.test(text) || noted.push(text));
  const statement = Object.getPrototypeOf(new Database(":memory:").prepare("select 1")) as Record<string, (...given: unknown[]) => unknown>;
  const ways = ["run", "get", "all", "iterate"] as const;
  const sqlite = ways.map((way) => statement[way] as (...given: unknown[]) => unknown);
  const { query } = pg.Client.prototype;
  for (const [index, way] of ways.entries()) {
    statement[way] = function (this: { source: string }, ...given) {
      note(this.source);
      return sqlite[index]?.apply(this, given);
    };
  }
  pg.Client.prototype.query = function (this: pg.Client, ...given: Parameters<typeof query>) {
    const [asked] = given as unknown as [string | { text: string }];
    note(typeof asked === "string" ? asked : asked.text);
    return query.apply(this, given);
  } as typeof query;
  try {
    await work();
    return noted;
  } finally {
    for (const [index, way] of ways.entries()) statement[way] = sqlite[index] as (typeof sqlite)[number];
    pg.Client.prototype.query = query;
  }
}
