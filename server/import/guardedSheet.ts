// The guard of children for tables that are mapped column by column: what names a child is not shown, and cannot be mapped.
import { InputError } from "../finance/inputError.ts";
import { type Column, columnOf } from "../reading/columns.ts";
import { gridRow } from "../reading/grid.ts";
import { guardedColumns } from "../reading/guard.ts";
import type { OpenSheet } from "./readSheet.ts";

/** By so many rows columns are known. */
const looked = 500;

/** The places of the columns of a sheet that name a child. */
export async function guardedIn(sheet: Pick<OpenSheet, "columns" | "rows">): Promise<ReadonlySet<number>> {
  const rows: (readonly string[])[] = [];
  for await (const { values } of sheet.rows) {
    rows.push(values);
    if (rows.length === looked) break;
  }
  const grid = rows.map((values, index) => gridRow(index + 2, values));
  const columns = sheet.columns.map((name, index): Column => {
    const heading = { name, called: name, group: null, over: null };
    return columnOf(
      heading,
      index,
      grid.map(({ cells }) => cells[index] ?? ""),
      null,
    );
  });
  return new Set(guardedColumns(columns, grid).map(({ index }) => index));
}

/** @throws InputError on "map" of a mapping that uses a column that names a child. */
export async function refuseChildren(map: string, sheet: OpenSheet): Promise<void> {
  const guarded = [...(await guardedIn(sheet))].map((index) => sheet.columns[index] as string);
  const used = textsOf(parsed(map));
  const name = guarded.find((column) => used.includes(column));
  if (name !== undefined)
    throw new InputError("map", `The column “${name.slice(0, 80)}” names a child, and no record of a child is kept here. Map a column of homes, providers or services.`);
}

function parsed(map: string): unknown {
  try {
    return JSON.parse(map);
  } catch {
    return null; // which says that it is no JSON, where it is read
  }
}

function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
