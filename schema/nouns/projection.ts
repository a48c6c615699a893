// What the terms of a commitment come to, year by year.
import { Field, ObjectType } from "type-graphql";
import type { Row } from "../../db/tables.ts";
import { Volume } from "../enums.ts";
import { Derivation } from "../reportTable.ts";
import { DecimalScalar, FinancialYearScalar, PenceScalar } from "../scalars.ts";

@ObjectType({ description: "What a commitment costs in one year." })
export class ProjectedYear {
  @Field(() => FinancialYearScalar, { description: "The financial year." })
  year!: string;

  @Field(() => DecimalScalar, { description: "The cost in pounds, exact." })
  exact!: string;

  @Field(() => PenceScalar, { description: "The cost rounded half-up to whole pence." })
  pence!: number;

  @Field(() => Derivation, { description: "How it was made." })
  derivation!: Derivation;
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

  @Field(() => DecimalScalar, { description: "All those years together in pounds, exact." })
  totalExact!: string;

  @Field(() => PenceScalar, { description: "All those years together, added exactly and rounded half-up to whole pence." })
  totalPence!: number;

  @Field(() => [ProjectedVolume], { description: "The same total by sort of volume, where the terms tell them apart: guaranteed stands apart from call-off." })
  volumes!: ProjectedVolume[];

  @Field(() => [String], { description: "What a reader has to know: years for which no uplift is stated." })
  notes!: string[];
}
