// What of a table follows from what was asked of it, whichever query gives it: its rows, all of them or some, and its unit in words.
import { Arg, FieldResolver, ID, Int, Resolver, Root } from "type-graphql";
import { FigureUse, ReportRow, ReportTable } from "../../schema/tables/reportTable.ts";
import { type ReportTable as ComputedTable, tableUnitLabel } from "../finance/table.ts";
import { columnUses, rowUses } from "../finance/uses.ts";

@Resolver(() => ReportTable)
export class TableFieldResolver {
  @FieldResolver(() => [ReportRow], { description: "Its rows, in order." })
  rows(
    @Root() table: ReportTable,
    @Arg("keys", () => [ID], { nullable: true, description: "Only the rows with these keys." }) keys?: string[] | null,
    @Arg("upTo", () => Int, { nullable: true, description: "No more rows than so many, from the first." }) upTo?: number | null,
  ): ReportRow[] {
    const rows = keys ? table.rows.filter((row) => keys.includes(row.key)) : table.rows;
    return typeof upTo === "number" ? rows.slice(0, Math.max(0, upTo)) : rows;
  }

  @FieldResolver(() => [FigureUse], {
    description: "Which rows are worked out from which: whoever adds figures of a total and of its parts adds them twice. Worked out only when asked for.",
  })
  rowUses(@Root() table: ComputedTable): FigureUse[] {
    return rowUses(table);
  }

  @FieldResolver(() => [FigureUse], { description: "The same of its columns." })
  columnUses(@Root() table: ComputedTable): FigureUse[] {
    return columnUses(table);
  }

  @FieldResolver(() => String, { description: "The unit of its figures: £, £000s or £m." })
  unit(@Root() table: ComputedTable): string {
    return tableUnitLabel(table.unit);
  }
}
