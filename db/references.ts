// What points at what: from the foreign keys that the tables declare, and the few columns that name a row without one.
import { getTableColumns, type Table } from "drizzle-orm";
import { getTableConfig, type SQLiteTable } from "drizzle-orm/sqlite-core";
import { isOfOwner } from "./engine/dialect.ts";
import { sqliteTables, type Tables } from "./tables.ts";

export type TableName = keyof Tables;

const names = new Map<unknown, TableName>(Object.entries(sqliteTables).map(([name, table]) => [table, name as TableName]));

/** The name by which the store knows a table: that of `sqliteTables.benefit` is "benefit". */
export function tableNameOf(table: Table): TableName {
  const name = names.get(table);
  if (name === undefined) throw new Error("This table is not declared in db/tables.ts.");
  return name;
}

/** Columns that name a row and have no foreign key: the row that they name may be removed while they stay. */
const withoutKey: { readonly [Name in TableName]?: Readonly<Record<string, TableName>> } = {
  kpiSubject: { withinId: "kpiSubject" },
  budgetVersion: { copiedFromId: "budgetVersion" },
};

function pointersOf(name: TableName): Readonly<Record<string, TableName>> {
  const table = sqliteTables[name] as unknown as SQLiteTable;
  const keys = new Map(Object.entries(getTableColumns(table)).map(([key, column]): [unknown, string] => [column, key]));
  const pointers = getTableConfig(table).foreignKeys.map((foreign): [string, TableName] => {
    const { columns, foreignTable } = foreign.reference();
    return [keys.get(columns[0]) as string, tableNameOf(foreignTable)];
  });
  return { ...Object.fromEntries(pointers), ...withoutKey[name] };
}

/** Of each table, the columns that name another row and the table that it is in: `pointers.benefit.kpiId` is "kpi". */
export const pointers = Object.fromEntries(Object.keys(sqliteTables).map((name) => [name, pointersOf(name as TableName)])) as {
  readonly [Name in TableName]: Readonly<Record<string, TableName>>;
};

/** Of each table whose rows are parts of another's (a commitment's places, an arrangement's terms), the column that names it: `partOfBy.upliftRate` is "seriesId". */
export const partOfBy = Object.fromEntries(
  Object.entries(sqliteTables).flatMap(([name, table]) => Object.entries(getTableColumns(table)).flatMap(([key, column]) => (isOfOwner(column) ? [[name, key]] : []))),
) as { readonly [Name in TableName]?: string };
