// Commitments: their terms as stored and as stated, and their projection.
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { type Row, sqliteTables } from "../db/tables.ts";
import { CommitmentBasis, CommitmentStatus, PartYear, WeekConvention } from "./enums.ts";
import { fromTable } from "./fromTable.ts";
import { pageOf } from "./page.ts";
import { Derivation } from "./reportTable.ts";
import { DayScalar, DecimalScalar, FinancialYearScalar, PenceScalar } from "./scalars.ts";
import { UpliftRateInput } from "./uplift.ts";

@ObjectType({ description: "A number of places held from one day to another. Several periods of one commitment add up." })
export class PlacesPeriod extends fromTable(sqliteTables.commitmentPlaces, {
  places: "How many places.",
  startsOn: "The first day held.",
  endsOn: "The last day held; null while it has no end.",
  firstYearShare: "Under stated part years: the share of the first year from the start to 31 March.",
  lastYearShare: "Under stated part years: the share of the last year from 1 April to the end.",
}) {}

@ObjectType({ description: "The amount of a commitment that is stated by year." })
export class YearAmount extends fromTable(sqliteTables.commitmentAmount, {
  year: "The financial year.",
  amountPence: "The amount, in whole pence, as a cost: tables deduct it.",
}) {}

@ObjectType({ description: "Something that an authority has undertaken to buy, or may: what a medium-term table deducts." })
export class Commitment extends fromTable(sqliteTables.commitment, {
  id: "Identifies the commitment in Tabled.",
  authorityId: "The authority that it belongs to.",
  name: "The name, as tables print it.",
  status: "How firm it is.",
  basis: "What its cost follows from.",
  weeklyRatePounds: "The price of one place for a week, in pounds, exact; null for amounts by year.",
  rateSource: "Where the price comes from.",
  weeksPerYear: "How many weeks a year is taken to have.",
  partYear: "How a part of a year is counted.",
  upliftSeriesId: "The uplift series that lifts the price; null where nothing does.",
  priceBaseYear: "The year that the price is stated in.",
  firstYearUplifted: "Whether the base year itself already carries its uplift.",
  endsOn: "The last day charged, where the commitment was ended.",
  endYearShare: "Under stated part years: the share of the ending year that is charged, from 1 April.",
  position: "Its place in the order of the tables.",
}) {
  @Field(() => [PlacesPeriod], { description: "The places held, by their start." })
  places!: PlacesPeriod[];

  @Field(() => [YearAmount], { description: "The amounts stated, by year." })
  amounts!: YearAmount[];
}

export const CommitmentPage = pageOf(Commitment, "CommitmentPage", "commitments");

@InputType({ description: "Which commitments to read." })
export class CommitmentFilterInput {
  @Field(() => String, { nullable: true, description: "A part of the name, in any case." })
  nameContains?: string;

  @Field(() => CommitmentStatus, { nullable: true, description: "How firm they are." })
  status?: Row<"commitment">["status"];

  @Field(() => CommitmentBasis, { nullable: true, description: "What their cost follows from." })
  basis?: Row<"commitment">["basis"];
}

@InputType({ description: "A number of places from one day to another." })
export class PlacesPeriodInput {
  @Field(() => Int, { description: "How many places: nil or more." })
  places!: number;

  @Field(() => DayScalar, { description: "The first day." })
  startsOn!: string;

  @Field(() => DayScalar, { nullable: true, description: "The last day; left out while it has no end." })
  endsOn?: string;

  @Field(() => DecimalScalar, { nullable: true, description: "Under stated part years: the share of the first year from the start to 31 March. Half a year is 0.5." })
  firstYearShare?: string;

  @Field(() => DecimalScalar, { nullable: true, description: "Under stated part years: the share of the last year from 1 April to the end." })
  lastYearShare?: string;
}

@InputType({ description: "An amount for one year." })
export class YearAmountInput {
  @Field(() => FinancialYearScalar, { description: "The financial year." })
  year!: string;

  @Field(() => PenceScalar, { description: "The amount as a cost, in whole pence." })
  amountPence!: number;
}

@InputType({ description: "The terms of a commitment: what follows from them is its cost in each year." })
export class TermsInput {
  @Field(() => CommitmentBasis, { description: "What the cost follows from." })
  basis!: Row<"commitment">["basis"];

  @Field(() => DecimalScalar, { nullable: true, description: "For a weekly price: pounds a week for one place." })
  weeklyRatePounds?: string;

  @Field(() => WeekConvention, { nullable: true, description: "For a weekly price: how many weeks a year is taken to have." })
  weeksPerYear?: Row<"commitment">["weeksPerYear"];

  @Field(() => PartYear, { nullable: true, description: "For a weekly price: how a part of a year is counted." })
  partYear?: Row<"commitment">["partYear"];

  @Field(() => [PlacesPeriodInput], { nullable: true, description: "For a weekly price: the places held." })
  places?: PlacesPeriodInput[];

  @Field(() => FinancialYearScalar, { nullable: true, description: "The year that the price is stated in; needed where an uplift lifts it." })
  priceBaseYear?: string;

  @Field(() => Boolean, { nullable: true, description: "Whether the base year itself already carries its uplift; false where nothing is said." })
  firstYearUplifted?: boolean;

  @Field(() => [YearAmountInput], { nullable: true, description: "For amounts by year: the amounts." })
  amounts?: YearAmountInput[];

  @Field(() => DayScalar, { nullable: true, description: "The last day charged, where the commitment ends before its places do." })
  endsOn?: string;

  @Field(() => DecimalScalar, { nullable: true, description: "Under stated part years: the share of the ending year that is charged, from 1 April." })
  endYearShare?: string;
}

@InputType({ description: "Terms to be projected, with the uplifts that lift the price. Nothing is stored." })
export class ProjectionTermsInput extends TermsInput {
  @Field(() => [UpliftRateInput], { nullable: true, description: "The uplifts, one a year; left out where nothing lifts the price." })
  upliftRates?: UpliftRateInput[];
}

@InputType({ description: "A commitment as its officer states it." })
export class CommitmentInput extends TermsInput {
  @Field(() => String, { description: "The name, as tables are to print it." })
  name!: string;

  @Field(() => CommitmentStatus, { description: "How firm it is." })
  status!: Row<"commitment">["status"];

  @Field(() => String, { nullable: true, description: "Where the price comes from." })
  rateSource?: string;

  @Field(() => ID, { nullable: true, description: "The authority's uplift series that lifts the price." })
  upliftSeriesId?: string;
}

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

@ObjectType({ description: "What a commitment costs, year by year." })
export class Projection {
  @Field(() => [ProjectedYear], { description: "The years asked for, in order." })
  years!: ProjectedYear[];

  @Field(() => DecimalScalar, { description: "All those years together in pounds, exact." })
  totalExact!: string;

  @Field(() => PenceScalar, { description: "All those years together, added exactly and rounded half-up to whole pence." })
  totalPence!: number;

  @Field(() => [String], { description: "What a reader has to know: years for which no uplift is stated." })
  notes!: string[];
}
