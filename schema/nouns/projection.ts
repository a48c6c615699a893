// What a commitment's terms come to, year by year: asked with the terms alone, and stored nowhere.
import { Field, InputType, ObjectType } from "type-graphql";
import type { Row } from "../../db/tables.ts";
import { Volume } from "../enums.ts";
import { DecimalScalar, FinancialYearScalar, PenceScalar } from "../scalars.ts";
import { Derivation } from "../tables/reportTable.ts";
import { UpliftRateInput } from "../uplift.ts";
import { commitmentNoun } from "./commitment.ts";
import { someOf } from "./noun.ts";

/** The terms from which a cost follows, without what a projection has no use for. */
export const projectedTerms = someOf(commitmentNoun, "TermsInput", "The terms of a commitment: what follows from them is its cost in each year.", [
  "name",
  "statusId",
  "rateSource",
  "upliftSeriesId",
  "arrangementId",
  "lotId",
  "poolId",
  "provider",
  "groupName",
  "draws",
]);

@InputType({ description: "Terms to be projected, with the uplifts that lift the price. Nothing is stored." })
export class ProjectionTermsInput extends projectedTerms.Input {
  @Field(() => [UpliftRateInput], { nullable: true, description: "The uplifts, one a year; left out where nothing lifts the price." })
  upliftRates?: UpliftRateInput[];
}

@ObjectType({ description: "What a commitment costs in one year." })
export class ProjectedYear {
  @Field(() => FinancialYearScalar, { description: "The financial year." })
  year!: string;

  @Field(() => DecimalScalar, { nullable: true, description: "The cost in pounds, exact; null where no amount is stated for the year, which is not nil." })
  exact!: string | null;

  @Field(() => PenceScalar, { nullable: true, description: "The cost rounded half-up to whole pence; null where it is not known." })
  pence!: number | null;

  @Field(() => Derivation, { nullable: true, description: "How it was made; null where it is not known." })
  derivation!: Derivation | null;
}

@ObjectType({ description: "What one sort of volume comes to over the years." })
export class ProjectedVolume {
  @Field(() => Volume, { description: "The sort of volume." })
  volume!: NonNullable<Row<"commitmentPlaces">["volume"]>;

  @Field(() => PenceScalar, { description: "Its cost over those years, rounded half-up to whole pence." })
  pence!: number;
}

@ObjectType({ description: "What a commitment costs, year by year." })
export class Projection {
  @Field(() => [ProjectedYear], { description: "The years asked for, in order." })
  years!: ProjectedYear[];

  @Field(() => DecimalScalar, { nullable: true, description: "All those years together in pounds, exact; null where one of them is not known." })
  totalExact!: string | null;

  @Field(() => PenceScalar, { nullable: true, description: "All those years together, added exactly and rounded half-up to whole pence; null where one of them is not known." })
  totalPence!: number | null;

  @Field(() => [ProjectedVolume], { description: "The same total by sort of volume, where the terms tell them apart: guaranteed stands apart from call-off." })
  volumes!: ProjectedVolume[];

  @Field(() => [String], { description: "What a reader has to know: years for which no amount or no uplift is stated." })
  notes!: string[];
}
