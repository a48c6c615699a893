// Tables that were worked out, kept while the data is unchanged: whoever asks how one figure of a large table was made does not have it all worked out again.
import { LRUCache } from "lru-cache";
import type { ReportTable } from "../finance/table.ts";

/** In cells: one sheet of 10,000 rows by 14 columns, or fifty of the usual size. */
const mostCells = 200_000;

/** The tables of one store, whoever asked for them. */
export class KeptTables {
  private readonly tables = new LRUCache<string, ReportTable>({ maxSize: mostCells, sizeCalculation: ({ rows, columns }) => Math.max(1, rows.length * columns.length) });

  /** The table of this question, from before or worked out now. `asked` names everything that it depends on, its authority's data version among it. */
  async of(asked: readonly unknown[], build: () => Promise<ReportTable>): Promise<ReportTable> {
    const key = JSON.stringify(asked);
    const kept = this.tables.get(key);
    if (kept) return kept;
    const table = await build();
    this.tables.set(key, table);
    return table;
  }
}
