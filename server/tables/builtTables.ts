// Tables that were worked out, kept while the data is unchanged: whoever asks how one figure of a large table was made does not have it all worked out again.
import { LRUCache } from "lru-cache";
import type { Db } from "../../db/engine/open.ts";
import type { ReportTable } from "../finance/table.ts";

/** In cells: one sheet of 10,000 rows by 14 columns, or fifty of the usual size. */
const mostCells = 200_000;

const built = new WeakMap<Db, LRUCache<string, ReportTable>>();

/** The table of this question, from before or worked out now. `asked` names everything that it depends on, the data's version among it. */
export async function keptTable(db: Db, asked: readonly unknown[], build: () => Promise<ReportTable>): Promise<ReportTable> {
  let tables = built.get(db);
  if (!tables) {
    tables = new LRUCache({ maxSize: mostCells, sizeCalculation: ({ rows, columns }) => Math.max(1, rows.length * columns.length) });
    built.set(db, tables);
  }
  const key = JSON.stringify(asked);
  const kept = tables.get(key);
  if (kept) return kept;
  const table = await build();
  tables.set(key, table);
  return table;
}
