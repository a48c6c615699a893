// Where a table is, and the links to the files of it.
import { Arg, FieldResolver, Resolver, Root } from "type-graphql";
import { ExportFormat } from "../../schema/tables/export.ts";
import { ReportTable } from "../../schema/tables/reportTable.ts";
import { chartedTables } from "../export/charts/charts.ts";
import { exportPath } from "../export/links.ts";
import { addressOf } from "../export/tables.ts";

@Resolver(() => ReportTable)
export class ExportResolver {
  @FieldResolver(() => String, {
    description: 'Where the table is: its query and the arguments, "mediumTermTable?authority=essex&unit=POUNDS". `reportTable` reads it again from there.',
  })
  address(@Root() table: ReportTable): string {
    return addressOf(table);
  }

  @FieldResolver(() => String, { description: 'The link to a file of the table, on this server: "/export/mediumTermTable.xlsx?authority=essex".' })
  export(@Root() table: ReportTable, @Arg("format", () => ExportFormat, { description: "Which file." }) format: ExportFormat): string {
    return exportPath(addressOf(table), format);
  }

  @FieldResolver(() => Boolean, { description: "Whether it has a chart: a file in SVG or PNG." })
  charted(@Root() table: ReportTable): boolean {
    return chartedTables.includes(addressOf(table).split("?")[0] as string);
  }
}
