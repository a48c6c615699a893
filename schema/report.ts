// Named sets of tables, in the order in which a report prints them.
import { Field, InputType, ObjectType } from "type-graphql";
import { sqliteTables } from "../db/tables.ts";
import { fromTable } from "./fromTable.ts";
import { pageOf } from "./page.ts";

@ObjectType({ description: "One table of a report." })
export class ReportItem extends fromTable(sqliteTables.reportItem, {
  address: "Which table, of whom, and shown how, as `ReportTable.address` says it.",
  heading: "What the report calls it; null for the table's own title.",
}) {}

@ObjectType({
  description: "A named set of tables, in the order in which a report prints them. A table may be another authority's: whoever exports the set sees what she may see.",
})
export class Report extends fromTable(sqliteTables.report, {
  id: "Identifies it: `/export/report.docx?id=<id>` is the whole of it.",
  authorityId: "The authority whose it is.",
  name: "Its name, which no other report of the authority has.",
  position: "Its place in the order.",
}) {
  @Field(() => [ReportItem], { description: "Its tables, in order." })
  items!: ReportItem[];
}

export const ReportPage = pageOf(Report, "ReportPage", "reports");

@InputType({ description: "A table to put into a report." })
export class ReportItemInput {
  @Field(() => String, { description: "The table, as `ReportTable.address` says it: `mediumTermTable?authority=essex&unit=THOUSANDS`." })
  address!: string;

  @Field(() => String, { nullable: true, description: "What the report is to call it; left out or empty, it has the table's own title." })
  heading?: string;
}
