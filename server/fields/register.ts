// Says of each cell of a register which stored field may be typed over there, with the text to type over, and of the others why not.

import type { On } from "../../db/engine/open.ts";
import { namedThings } from "../../db/read/named.ts";
import type { TableName } from "../../db/references.ts";
import type { FactTable } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { Refusal } from "../../db/write/refusal.ts";
import type { AnyNoun, NounField } from "../../schema/nouns/noun.ts";
import { applies } from "../entry/stated.ts";
import { dayInShort } from "../finance/day.ts";
import { Exact } from "../finance/exact.ts";
import type { MoneyUnit } from "../finance/money.ts";
import { ReportCell, type ReportTable } from "../finance/table.ts";
import { type FieldOf, fieldAddress, fieldsIn, tableOf, valueAt } from "./address.ts";
import { type NameOf, namedBy, shownOf, textOf } from "./texts.ts";
import { type Stored, writingOf } from "./writings.ts";

/** Whose register it is, and who reads it. */
export interface OfRegister {
  readonly on: On;
  readonly viewer: Viewer;
  readonly authorityId: string;
  readonly noun: AnyNoun;
  /** The unit of its money. */
  readonly unit: MoneyUnit;
}

/**
 * A register with the columns that its noun declares beside its own, whose cells say what may be typed over in them; to who may not, none.
 * `things` are those of its rows.
 */
export async function typedRegister<Table extends ReportTable>({ on, viewer, authorityId, noun, unit }: OfRegister, table: Table, things: readonly object[]): Promise<Table> {
  const byId = new Map((things as readonly Stored[]).map((thing) => [thing.id, thing]));
  addDeclared(noun, table, byId, unit);
  if (!mayWrite(viewer, authorityId, noun)) return table;
  const columns = table.columns.map(({ key }) => fieldsIn(noun, key));
  const nameOf = await namesFor(
    on,
    authorityId,
    columns.flat().flatMap((of) => namedBy(of.field, tableOf(of)) ?? []),
  );
  const [heading] = fieldsIn(noun, "heading");
  for (const row of table.rows) {
    const thing = byId.get(row.subjectId ?? "");
    if (!thing) continue;
    if (heading) row.edits = fieldAddress(heading, thing.id);
    for (const [index, cell] of row.cells.entries()) {
      const place = columns[index]?.find((of) => standsIn(of, thing, cell));
      if (place) cell.field = { edits: fieldAddress(place, thing.id), entry: textOf(place.field, tableOf(place), valueAt(place, thing), unit, nameOf) };
      else cell.fixed = noun.fixed[table.columns[index]?.key ?? ""] ?? null;
    }
  }
  return table;
}

/** Adds a column for each text that is to stand in the register and that the register does not work out itself. */
function addDeclared(noun: AnyNoun, table: ReportTable, things: ReadonlyMap<string, Stored>, unit: MoneyUnit): void {
  const own = new Set(["heading", ...table.columns.map(({ key }) => key)]);
  for (const field of noun.fields) {
    if (field.register === undefined || own.has(field.register) || field.kind !== "text") continue;
    table.columns.push({ key: field.register, label: field.label ?? field.name, status: "", words: true });
    for (const row of table.rows) row.cells.push(ReportCell.words(shownOf(field, noun.table, things.get(row.subjectId ?? "")?.[field.column], unit, String)));
  }
}

function mayWrite(viewer: Viewer, authorityId: string, noun: AnyNoun): boolean {
  try {
    writingOf(noun.table, "of").allow(viewer, authorityId);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** The names of what is in these tables. */
async function namesFor(on: On, authorityId: string, tables: readonly TableName[]): Promise<NameOf> {
  const names = new Map<string, string>();
  for (const table of new Set(tables)) for (const { id, name } of await namedThings(on, authorityId, table as FactTable)) names.set(`${table} ${id}`, name);
  return (table, id) => names.get(`${table} ${id}`) ?? "";
}

/** True where the field applies to the thing, and the cell shows what it holds and nothing that follows from it. */
function standsIn(of: FieldOf, thing: Stored, cell: ReportCell): boolean {
  const value = valueAt(of, thing);
  if (value === undefined || of.field.onlyNew || (of.field.when && of.list === null && !applies(of.field.when, thing))) return false;
  return showsJust(of.field, value, cell);
}

function showsJust({ kind }: NounField, value: unknown, cell: ReportCell): boolean {
  if (kind === "day") return value === null ? !/\d/.test(cell.shown) : cell.shown === dayInShort(String(value));
  if (kind !== "pence" && kind !== "exact" && kind !== "whole") return true;
  if (value === null || cell.figure === null) return value === null && cell.figure === null;
  return cell.figure.value.equals(kind === "pence" ? Exact.pence(value as number) : Exact.decimal(String(value)));
}
