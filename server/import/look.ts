// A look into a file that is to be imported: its columns and its first rows, as they are.
import { InputError } from "../finance/inputError.ts";
import { openTable } from "../reading/table.ts";
import { formOf } from "./fileForm.ts";
import { guardedIn } from "./guardedSheet.ts";
import { openSheet } from "./readSheet.ts";
import { tableNamed, tablesOf } from "./tables.ts";

export interface FileLook {
  /** None where the first row does not name them: the table may still be read as somebody made it. */
  readonly columns: readonly string[];
  readonly sheets: readonly string[];
  readonly sample: readonly (readonly string[])[];
}

const sampleRows = 8;
/** What stands in columns that name a child is not shown. */
const shown = (values: readonly string[], guarded: ReadonlySet<number>) => values.map((value, column) => (guarded.has(column) ? "" : value.slice(0, 80)));

export async function lookAt(path: string, name?: string): Promise<FileLook> {
  try {
    const sheet = await openSheet(path, name === undefined ? {} : { sheet: name });
    const guarded = await guardedIn(sheet);
    const sample: string[][] = [];
    for await (const { values } of sheet.rows) {
      // What goes on to the right of the first row was named by another.
      if (values.length > sheet.columns.length) return { ...(await lookWithoutHeader(path, name)), columns: sheet.columns };
      sample.push(shown(values, guarded));
      if (sample.length === sampleRows) break;
    }
    return { columns: sheet.columns, sheets: sheet.sheets ?? [], sample };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return lookWithoutHeader(path, name);
  }
}

/** @throws InputError of a file that has no table at all. */
async function lookWithoutHeader(path: string, name: string | undefined): Promise<FileLook> {
  const tables = await tablesOf(path, await formOf(path));
  const table = tableNamed(tables, name) ?? tables.find(({ grid }) => grid.length > 0);
  const open = table && openTable(table.grid);
  const guarded = new Set(open?.guarded.map(({ index }) => index));
  const below = open?.below[0]?.at ?? Number.POSITIVE_INFINITY;
  return {
    columns: [],
    sheets: tables.flatMap(({ name }) => name ?? []),
    sample: (table?.grid ?? []).slice(0, sampleRows).map(({ at, cells }) => shown(cells, at < below ? new Set() : guarded)),
  };
}
