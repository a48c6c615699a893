// Rows of a file as cells that a report printed: they stand beside the computed cells of a draft's table.

import type { On } from "../../db/engine/open.ts";
import { printedAsStated, type StatedCell } from "../../db/printedCells.ts";
import type { Viewer } from "../../db/viewer.ts";
import { nameGiven } from "../entry/words.ts";
import { financialYear } from "../finance/financialYear.ts";
import { InputError } from "../finance/inputError.ts";
import { computedRows } from "./computedRows.ts";
import type { PrintedMap } from "./mapping.ts";
import { type Cells, decimalIn, type RowReader } from "./rowReader.ts";

/** Makes a reader of printed cells. */
export async function printedRows(on: On, viewer: Viewer, authorityId: string, map: PrintedMap): Promise<RowReader> {
  const { version, years: covered, named } = await computedRows(on, viewer, authorityId, map.version);
  const years = Object.entries(map.years).map(([year, column]) => {
    const of = financialYear(year, `map.years.${year}`);
    if (!covered.includes(of)) throw new InputError(`map.years.${year}`, `${version.name} covers ${covered[0]} to ${covered.at(-1)}; ${of} is outside it.`);
    return { year: of, column };
  });
  const stated: StatedCell[] = [];
  const seen = new Map<string, number>();
  return {
    read(cells: Cells, line: number) {
      const label = nameGiven(cells(map.row), map.row);
      const row = named(label, true);
      if (!row) throw new InputError(map.row, `No row of the table of ${version.name} is called “${label.slice(0, 60)}”.`);
      const before = seen.get(row.key);
      if (before !== undefined) throw new InputError(map.row, `Line ${before} is ${row.label} already.`);
      seen.set(row.key, line);
      const given = years.filter(({ column }) => cells(column).trim() !== "");
      for (const { year, column } of given)
        stated.push({ rowKey: row.key, year, printed: decimalIn(cells(column), column), unit: map.unit, reference: map.reference, at: `line ${line}, ${column}` });
      return given.length;
    },
    changes: (writing) => printedAsStated(writing, version, stated),
  };
}
