// DOCX: Word tables that are real ones, each with its caption, source and notes, so that they go into a report as they are.
import { InputError } from "../finance/inputError.ts";
import { withCommas } from "../finance/withCommas.ts";
import type { Exported, Pieces } from "./exported.ts";
import type { PrintedTable } from "./printed.ts";

/** A document is put together in one go, while nobody else is answered, and takes about 15 kB of memory a cell: the most take a second or so. Nobody reads a longer table on paper. */
const mostRows = 5_000;
const mostCells = 12_000;

/** @throws InputError where the tables are too large for a document. */
export function docx(exported: Exported): Pieces {
  refuseTooLarge(exported.tables);
  return document(exported);
}

async function* document(exported: Exported): Pieces & AsyncGenerator<Uint8Array> {
  // The library is large, and many a server never writes a document.
  const { docxBytes } = await import("./docxDocument.ts");
  yield await docxBytes(exported);
}

function refuseTooLarge(tables: readonly PrintedTable[]): void {
  let rows = 0;
  let cells = 0;
  for (const table of tables) {
    for (const _ of table.rows()) {
      rows += 1;
      cells += table.columns.length + 1;
      if (rows > mostRows || cells > mostCells) {
        throw new InputError(
          "format",
          `A Word document holds at most ${withCommas(mostRows)} rows and ${withCommas(mostCells)} cells; this is more. Export .xlsx, or ask for fewer rows or years.`,
        );
      }
    }
  }
}
