// The rows of a table, whichever query gives it: all of them, some by their keys, or the first few.
import { Arg, FieldResolver, ID, Int, Resolver, Root } from "type-graphql";
import { ReportRow, ReportTable } from "../../schema/reportTable.ts";

@Resolver(() => ReportTable)
export class TableRowResolver {
  @FieldResolver(() => [ReportRow], { description: "Its rows, in order." })
  rows(
    @Root() table: ReportTable,
    @Arg("keys", () => [ID], { nullable: true, description: "Only the rows with these keys." }) keys?: string[] | null,
    @Arg("upTo", () => Int, { nullable: true, description: "No more rows than so many, from the first." }) upTo?: number | null,
  ): ReportRow[] {
    const rows = keys ? table.rows.filter((row) => keys.includes(row.key)) : table.rows;
    return typeof upTo === "number" ? rows.slice(0, Math.max(0, upTo)) : rows;
  }
}
