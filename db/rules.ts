// Rules between things: what must be so of the whole store after every write, whichever way it came (a form, an undo, an import, an example).
import { eq } from "drizzle-orm";
import type { FactTable } from "./changes.ts";
import type { On } from "./open.ts";

type Image = Readonly<Record<string, unknown>>;

/** A row that a batch left changed: as it was before and as it is, null where there is none, and where the caller named it. */
export interface LeftRow {
  readonly id: string;
  readonly before: Image | null;
  readonly after: Image | null;
  readonly at: string;
}

/** What a batch left touched of an authority. */
export interface Left {
  readonly authorityId: string;
  /** The rows of a table in which one of these fields changed; with no fields named, any. A row that was added or removed has changed in all. */
  rows(table: FactTable, ...fields: readonly string[]): readonly LeftRow[];
}

export interface Rule {
  /** What must be so, in a sentence. */
  readonly name: string;
  readonly runsOn: readonly FactTable[];
  /** Reads in bulk what it needs beside the rows that were touched. @throws Refusal or InputError naming the field at fault. */
  check(on: On, left: Left): Promise<void>;
}

/** Runs the store's rules over what a batch left, which is stored by now and not yet committed. */
export async function checkRules(on: On, authorityId: string, touched: ReadonlyMap<FactTable, readonly LeftRow[]>): Promise<void> {
  const left: Left = {
    authorityId,
    rows(table, ...fields) {
      const rows = touched.get(table) ?? [];
      return fields.length === 0 ? rows : rows.filter(({ before, after }) => !before || !after || fields.some((field) => (before[field] ?? null) !== (after[field] ?? null)));
    },
  };
  for (const rule of on.rules) {
    if (rule.runsOn.some((table) => touched.has(table))) await rule.check(on, left);
  }
}

/** Runs every rule over all that an authority holds, as if each row had been added just now. */
export async function checkAll(on: On, authorityId: string): Promise<void> {
  const touched = new Map<FactTable, LeftRow[]>();
  for (const table of new Set(on.rules.flatMap((rule) => rule.runsOn))) {
    const stored = on.t[table] as On["t"]["costCentre"];
    const owner = table === "authority" ? stored.id : stored.authorityId;
    const rows: Image[] = await on.q.select().from(stored).where(eq(owner, authorityId));
    touched.set(
      table,
      rows.map((row) => ({ id: row.id as string, before: null, after: row, at: `${table}:${row.id}` })),
    );
  }
  await checkRules(on, authorityId, touched);
}
