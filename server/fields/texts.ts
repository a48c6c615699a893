// A stored field in words: as one would type it over, and as its register shows it.
import { pointers, type TableName } from "../../db/references.ts";
import { registeredAs } from "../../schema/choice.ts";
import type { NounField } from "../../schema/nouns/noun.ts";
import { priceUnit } from "../finance/commitmentRegister.ts";
import { dayInShort } from "../finance/day.ts";
import { Exact } from "../finance/exact.ts";
import { type MoneyUnit, shownFigure, shownMoney, typedAs } from "../finance/money.ts";
import { shareInPercent } from "../finance/typedValue.ts";

/** What things are called, by the table that they are in and their ids. */
export type NameOf = (table: TableName, id: string) => string;

/** The table that a field names a thing of; undefined where it names none. */
export function namedBy(field: NounField, table: TableName): TableName | undefined {
  return field.kind === "id" ? pointers[table][field.column] : undefined;
}

export const isMoney = ({ kind, typed }: NounField): boolean => kind === "pence" || typed?.as === "pounds";

/** A value of a field of a table as one would type it: "31/03/2026", "5963.5", "yes", a name. Nothing is empty. */
export function textOf(field: NounField, table: TableName, value: unknown, unit: MoneyUnit, nameOf: NameOf): string {
  if (value === null || value === undefined) return "";
  const text = String(value);
  switch (field.kind) {
    case "pence":
      return typedAs(Exact.pence(value as number), unit);
    case "exact":
      if (field.typed?.as === "pounds") return typedAs(Exact.decimal(text), unit);
      return field.typed?.as === "percent" ? `${Exact.decimal(text).times(Exact.whole(100)).toString()}%` : Exact.decimal(text).toString();
    case "day":
      return text.split("-").reverse().join("/");
    case "flag":
      return value === true ? "yes" : "no";
    case "enum":
      return labelOf(field, value);
    case "id": {
      const named = namedBy(field, table);
      return named === undefined ? text : nameOf(named, text);
    }
    default:
      return text;
  }
}

/** The same as its register shows it, once it is stored: "31 Mar 2026", "5,963.50". */
export function shownOf(field: NounField, table: TableName, value: unknown, unit: MoneyUnit, nameOf: NameOf): string {
  if (value === null || value === undefined) return field.blank ?? "";
  if (field.kind === "pence") return shownMoney(Exact.pence(value as number), unit);
  if (field.kind === "day") return dayInShort(String(value));
  if (field.kind === "exact" && field.typed?.as === "percent") return shareInPercent(Exact.decimal(String(value)));
  if (field.kind !== "exact" || field.typed?.as !== "pounds") return textOf(field, table, value, unit, nameOf);
  const price = Exact.decimal(String(value));
  return shownFigure(price, priceUnit(price, unit));
}

/** Money in whole pence, rounded half-up; null of what is none. */
export function penceOf(field: NounField, value: unknown): number | null {
  if (value === null || value === undefined || !isMoney(field)) return null;
  return field.kind === "pence" ? (value as number) : Number(Exact.decimal(String(value)).rounded(2));
}

/** What a form calls each value of a choice. */
export function labelsOf({ values = [] }: NounField): { label: string; value: string }[] {
  const { choices, labels } = registeredAs(values);
  return labels.map(([key, label]) => ({ label, value: choices[key] as string }));
}

function labelOf(field: NounField, value: unknown): string {
  return labelsOf(field).find((each) => each.value === value)?.label ?? String(value);
}

/** Whether two values of a field are the same: 1000 pounds are 1000.00. */
export function sameValue({ kind }: NounField, one: unknown, other: unknown): boolean {
  const [a, b] = [one ?? null, other ?? null];
  if (kind !== "exact" || a === null || b === null) return a === b;
  return Exact.decimal(String(a)).equals(Exact.decimal(String(b)));
}
