// What a settlement answers: its tables, and the statements of its members.
import { Field, ObjectType } from "type-graphql";
import { SettlementPeriod, Statement } from "./partnership.ts";
import { ReportTable } from "./reportTable.ts";

@ObjectType({ description: "The settlement of a period. Of an issued period it is as it was issued; what was corrected since is in the next one." })
export class Settlement {
  @Field(() => SettlementPeriod, { description: "The period." })
  period!: SettlementPeriod;

  @Field(() => ReportTable, { description: "What each member held, used, bought, sold, paid ahead and owes, with what the lead paid below it." })
  table!: ReportTable;

  @Field(() => ReportTable, { description: "Who used whose places, at what price." })
  market!: ReportTable;

  @Field(() => [Statement], { description: "A statement for each member." })
  statements!: Statement[];
}
