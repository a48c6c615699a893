// A stored table becomes a GraphQL class: nullability, enum and type follow from the column, and only the fields named here are exposed.
import { getTableColumns, type Table } from "drizzle-orm";
import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { type ColumnKind, kindOf } from "../db/engine/dialect.ts";
import { registeredAs } from "./choice.ts";
import "./enums.ts";
import "./outcomeEnums.ts";
import { DayScalar, DecimalScalar, FinancialYearScalar, InstantScalar, PenceScalar, SequenceScalar } from "./scalars.ts";

const scalars: Record<Exclude<ColumnKind, "enum" | "bytes">, object> = {
  id: ID,
  text: String,
  whole: Int,
  place: Float,
  pence: PenceScalar,
  exact: DecimalScalar,
  financialYear: FinancialYearScalar,
  day: DayScalar,
  instant: InstantScalar,
  flag: Boolean,
  sequence: SequenceScalar,
};

/** A row of a table, as it is stored. */
export type AnyRow<T extends Table> = T["$inferSelect"];
/** No name but those of the table's columns: any other does not compile. */
export type NoOthers<Named, T extends Table> = { readonly [Name in Exclude<keyof Named, keyof AnyRow<T>>]: never };

interface Column {
  readonly notNull: boolean;
  readonly enumValues?: readonly string[] | undefined;
}

export function columnOf(columns: Readonly<Record<string, Column>>, name: string): Column {
  const column = columns[name];
  if (!column) throw new Error(`There is no column ${name}.`);
  return column;
}

/** The GraphQL type of a column's values. */
export function fieldType(column: Column): object {
  const kind = kindOf(column);
  if (kind === "bytes") throw new Error("Bytes are not given to pages.");
  return kind === "enum" ? registeredAs(column.enumValues as readonly string[]).choices : scalars[kind];
}

type Named<T extends Table, Descriptions> = abstract new () => Pick<AnyRow<T>, keyof Descriptions & keyof AnyRow<T>>;

/**
 * An abstract class with a described GraphQL field for each column named. A column that is not named is not exposed, and a name that is
 * no column does not compile.
 * `class CostCentre extends fromTable(sqliteTables.costCentre, { name: "…" }) {}` has one field, `name: String!`.
 */
export function fromTable<T extends Table, const Descriptions extends { readonly [Name in keyof AnyRow<T>]?: string }>(
  table: T,
  descriptions: Descriptions & NoOthers<Descriptions, T>,
): Named<T, Descriptions> {
  @ObjectType()
  abstract class Stored {}
  const columns = getTableColumns(table);
  for (const [name, description] of Object.entries(descriptions)) {
    const column = columnOf(columns, name);
    Field(() => fieldType(column) as never, { nullable: !column.notNull, description: description as string })(Stored.prototype, name);
  }
  return Stored as unknown as Named<T, Descriptions>;
}
