// Reads back a table, or a report's tables, that Tabled wrote as JSON.
import { InputError } from "../finance/inputError.ts";
import type { GridRow } from "../reading/grid.ts";
import { FileRows } from "./fileRows.ts";
import type { FileTable } from "./sheetSource.ts";

interface WrittenTable {
  title: string;
  unit?: string | null;
  labelHeading?: string | null;
  columns: { label: string }[];
  rows: { label: string; group?: string | null; cells: { shown: string; value?: string | null; unit?: string | null }[] }[];
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function isTable(value: unknown): value is WrittenTable {
  if (!isRecord(value) || typeof value.title !== "string" || !Array.isArray(value.columns) || !Array.isArray(value.rows)) return false;
  const labelled = (each: unknown) => isRecord(each) && typeof each.label === "string";
  return (
    value.columns.every(labelled) &&
    value.rows.every((row) => labelled(row) && Array.isArray(row.cells) && row.cells.every((cell: unknown) => isRecord(cell) && typeof cell.shown === "string"))
  );
}

export function jsonTables(text: string): FileTable[] {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    throw new InputError("file", "This begins as JSON and is none: it was changed or cut off. Export the table again, or save it as “CSV UTF-8”.");
  }
  const tables = isRecord(file) && Array.isArray(file.tables) ? file.tables : [file];
  const other = tables.find((table) => !isTable(table));
  if (tables.length === 0 || other !== undefined)
    throw new InputError("file", "This is JSON, and no table that Tabled exported. Save the table as “CSV UTF-8” or .xlsx and choose that file.");
  const fileRows = new FileRows();
  return (tables as WrittenTable[]).map((table) => ({ name: tables.length > 1 ? table.title : null, grid: gridOf(table, fileRows) }));
}

function gridOf({ title, unit, labelHeading, columns, rows }: WrittenTable, fileRows: FileRows): GridRow[] {
  const lines = [[unit ? `${title} (${unit})` : title], [labelHeading || "Line", ...columns.map(({ label }) => label)]];
  let under: string | null = null;
  for (const { label, group, cells } of rows) {
    if (group && group !== under) lines.push([group]);
    under = group ?? null;
    lines.push([label, ...cells.map((cell) => numberOr(cell, unit))]);
  }
  return lines.map((cells, index) => fileRows.row(index + 1, cells));
}

/** An amount in the table's unit with all of its digits; else what is shown. */
function numberOr({ shown, value, unit }: WrittenTable["rows"][number]["cells"][number], of: string | null | undefined): string {
  return typeof value === "string" && unit === of ? value : shown;
}
