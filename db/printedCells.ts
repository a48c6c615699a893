// Cells of a draft's table as a report printed them.
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { BudgetVersion } from "./budgets.ts";
import type { On } from "./engine/open.ts";
import type { Row } from "./tables.ts";
import { type Change, fieldChanges, insertion } from "./write/change.ts";
import { Refusal } from "./write/refusal.ts";

export interface StatedCell extends Pick<Row<"printedCell">, "rowKey" | "year" | "printed" | "unit" | "reference"> {
  readonly at: string;
}

const plain = (printed: string) => (printed.includes(".") ? printed.replace(/\.?0+$/, "") : printed);

/** The changes that make a draft's printed cells those stated; cells that nothing is stated of stay. */
export async function printedAsStated(on: On, { id: versionId, name, publishedAt }: BudgetVersion, stated: readonly StatedCell[]): Promise<Change[]> {
  if (publishedAt !== null) throw new Refusal("PUBLISHED", "map.version", `${name} has been published and takes no more changes. Copy it as a new draft.`);
  const { printedCell } = on.t;
  const held = new Map((await on.q.select().from(printedCell).where(eq(printedCell.versionId, versionId))).map((row) => [`${row.rowKey}|${row.year}`, row]));
  return stated.flatMap(({ at, ...cell }): Change[] => {
    const before = held.get(`${cell.rowKey}|${cell.year}`);
    if (!before) return [insertion("printedCell", { id: randomUUID(), versionId, ...cell }, at)];
    // 60 and 60.0 print the same amount.
    const same = before.unit === cell.unit && plain(before.printed) === plain(cell.printed);
    return fieldChanges("printedCell", before.id, before, same ? { ...cell, printed: before.printed } : cell, at);
  });
}
