// A look into a file that is to be imported: its columns and its first rows, as they are.
import { openSheet } from "./readSheet.ts";

export interface FileLook {
  readonly columns: readonly string[];
  readonly sheets: readonly string[];
  readonly sample: readonly (readonly string[])[];
}

const sampleRows = 8;

export async function lookAt(path: string, name?: string): Promise<FileLook> {
  const sheet = await openSheet(path, name === undefined ? {} : { sheet: name });
  const sample: string[][] = [];
  for await (const { values } of sheet.rows) {
    sample.push(values.map((value) => value.slice(0, 80)));
    if (sample.length === sampleRows) break;
  }
  return { columns: sheet.columns, sheets: sheet.sheets ?? [], sample };
}
