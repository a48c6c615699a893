// Uplift series.
import { Field, ID, InputType, ObjectType } from "type-graphql";
import { sqliteTables } from "../db/tables.ts";
import { fromTable } from "./fromTable.ts";
import { pageOf } from "./page.ts";
import { DecimalScalar, FinancialYearScalar } from "./scalars.ts";
import { Typed } from "./typed.ts";

@ObjectType({ description: "By how much prices rise into one year." })
export class UpliftRate extends fromTable(sqliteTables.upliftRate, {
  year: "The year in which the uplift first applies.",
  rateShare: "The uplift as a share: 0.028 is 2.8%.",
}) {}

@ObjectType({ description: "A series of uplifts, year by year. An uplift may be sought and none is promised: a year without a rate lifts nothing." })
export class UpliftSeries extends fromTable(sqliteTables.upliftSeries, {
  id: "Identifies the series in Tabled.",
  authorityId: "The authority that it belongs to.",
  name: "The series' name.",
  source: "Where the rates come from.",
}) {
  @Field(() => [UpliftRate], { description: "The rates, by year." })
  rates!: UpliftRate[];
}

export const UpliftSeriesPage = pageOf(UpliftSeries, "UpliftSeriesPage", "uplift series");

@InputType({ description: "The uplift into one year." })
export class UpliftRateInput {
  @Field(() => FinancialYearScalar, { description: "The year in which it first applies." })
  year!: string;

  @Typed({ as: "percent", least: -0.5, most: 1 })
  @Field(() => DecimalScalar, { description: "The uplift as a share between -0.5 and 1: 0.028 is 2.8%." })
  rateShare!: string;
}

@InputType({ description: "A new uplift series." })
export class NewUpliftSeriesInput {
  @Field(() => ID, { description: "The authority that it belongs to." })
  authority!: string;

  @Field(() => String, { description: "The series' name." })
  name!: string;

  @Field(() => String, { nullable: true, description: "Where the rates come from." })
  source?: string;

  @Field(() => [UpliftRateInput], { description: "The rates, one a year." })
  rates!: UpliftRateInput[];
}
