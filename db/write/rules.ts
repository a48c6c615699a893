// Rules between things: what must be so of the whole store after every write, whichever way it came (a form, an undo, an import, an example).
import { eq } from "drizzle-orm";
import type { Left, LeftRow, On } from "../engine/open.ts";
import type { FactTable } from "../tables.ts";

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
    const rows: Record<string, unknown>[] = await on.q.select().from(stored).where(eq(owner, authorityId));
    touched.set(
      table,
      rows.map((row) => ({ id: row.id as string, before: null, after: row, at: `${table}:${row.id}` })),
    );
  }
  await checkRules(on, authorityId, touched);
}
