// A stored table becomes a GraphQL class: nullability, enum and type follow from the column, and only the fields named here are exposed.
import { getTableColumns, type Table } from "drizzle-orm";
import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { type ColumnKind, kindOf } from "../db/dialect.ts";
import { enumOf } from "./enums.ts";
import { DayScalar, DecimalScalar, FinancialYearScalar, InstantScalar, PenceScalar, SequenceScalar } from "./scalars.ts";

const scalars: Record<Exclude<ColumnKind, "enum">, object> = {
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

type Named<T extends Table, Descriptions> = new () => Pick<T["$inferSelect"], keyof Descriptions & keyof T["$inferSelect"]>;

/**
 * An abstract class with a described GraphQL field for each column named. A column that is not named is not exposed, and a name that is
 * no column does not compile.
 * `class CostCentre extends fromTable(sqliteTables.costCentre, { name: "…" }) {}` has one field, `name: String!`.
 */
export function fromTable<T extends Table, const Descriptions extends { [Column in keyof T["$inferSelect"]]?: string }>(
  table: T,
  descriptions: Descriptions,
): Named<T, Descriptions> {
  @ObjectType()
  abstract class Stored {}
  const columns = getTableColumns(table) as Record<string, { notNull: boolean; enumValues?: readonly string[] }>;
  for (const [name, description] of Object.entries(descriptions)) {
    const column = columns[name];
    if (!column) throw new Error(`There is no column ${name}.`);
    const kind = kindOf(column);
    const type = kind === "enum" ? enumOf(column.enumValues as readonly string[]) : scalars[kind];
    Field(() => type as never, { nullable: !column.notNull, description: description as string })(Stored.prototype, name);
  }
  return Stored as unknown as Named<T, Descriptions>;
}
