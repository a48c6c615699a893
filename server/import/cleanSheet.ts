// A table that was read, as the rows that every importer goes through.
import type { CleanTable } from "../reading/proposal.ts";
import type { OpenSheet } from "./readSheet.ts";

export function cleanSheet({ columns, rows }: CleanTable): OpenSheet {
  return {
    columns,
    rows: {
      async *[Symbol.asyncIterator]() {
        for (const { at, values } of rows) yield { line: at, values };
      },
    },
    bytes: rows.length,
    bytesRead: () => rows.length,
  };
}
