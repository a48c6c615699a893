// A table that was pasted: what a spreadsheet or a page puts on the clipboard, as HTML, or as text with tabs or commas.
import { parse } from "csv-parse/sync";
import { InputError } from "../finance/inputError.ts";
import { withCommas } from "../finance/withCommas.ts";
import type { Grid } from "../reading/grid.ts";
import { FileRows } from "./fileRows.ts";
import { delimiterOf } from "./readCsv.ts";
import { htmlTables } from "./readHtml.ts";

const mostCharacters = 1_000_000;
const mostRows = 5_000;

/** @throws InputError naming `field`: nothing, too much, and HTML without a table. */
export function pastedTable(text: string, field: string): Grid {
  if (text.trim() === "") throw new InputError(field, "There is no table here. Copy one from a report or a spreadsheet, with its headings, and paste it.");
  if (text.length > mostCharacters) throw new InputError(field, `This table has more than ${withCommas(mostCharacters)} characters. Check it in parts.`);
  const grid = /<table[\s>]/i.test(text) ? largest(htmlTables(text, field).map((table) => table.grid)) : rowsOfText(text, field);
  if (grid.length > mostRows) throw new InputError(field, `This table has more than ${withCommas(mostRows)} rows. Check it in parts.`);
  return grid;
}

const largest = (grids: readonly Grid[]): Grid => grids.reduce((most, next) => (next.length > most.length ? next : most), []);

function rowsOfText(text: string, field: string): Grid {
  let records: string[][];
  try {
    records = parse(text, {
      bom: true,
      delimiter: text.includes("\t") ? "\t" : delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      record_delimiter: ["\r\n", "\n", "\r"],
    }) as string[][];
  } catch {
    throw new InputError(field, "A quotation mark of this table is never closed. Copy the table again.");
  }
  const rows = new FileRows(field);
  return records.map((cells, index) => rows.row(index + 1, cells));
}
