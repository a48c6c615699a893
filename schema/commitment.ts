// Commitments: their terms as stored and as stated, and their projection.
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { type Row, sqliteTables } from "../db/tables.ts";
import { CommitmentBasis, CommitmentStatus, PartYear, Volume, WeekConvention } from "./enums.ts";
import { fromTable } from "./fromTable.ts";
import { pageOf } from "./page.ts";
import { Derivation } from "./reportTable.ts";
import { DayScalar, DecimalScalar, FinancialYearScalar, PenceScalar } from "./scalars.ts";
import { Typed } from "./typed.ts";
import { UpliftRateInput } from "./uplift.ts";

@ObjectType({ description: "A number of places held from one day to another. Several periods of one commitment add up." })
export class PlacesPeriod extends fromTable(sqliteTables.commitmentPlaces, {
  places: "How many places.",
  startsOn: "The first day held.",
  endsOn: "The last day held; null while it has no end.",
  firstYearShare: "Under stated part years: the share of the first year from the start to 31 March.",
  lastYearShare: "Under stated part years: the share of the last year from 1 April to the end.",
  volume: "What sort of volume it is, where that is told apart.",
  label: "What it is called in the workings: high support.",
  pricePounds: "A price of its own, in the unit of the commitment's price: support on top of the base price.",
  replacesId: "The commitment that these places replace when it ends.",
}) {}

@ObjectType({ description: "The amount of a commitment that is stated by year." })
export class YearAmount extends fromTable(sqliteTables.commitmentAmount, {
  year: "The financial year.",
  amountPence: "The amount, in whole pence, as a cost: tables deduct it.",
}) {}

@ObjectType({ description: "A cost centre that a commitment is drawn down from." })
export class CommitmentDraw extends fromTable(sqliteTables.commitmentDraw, {
  costCentreId: "The cost centre.",
  drawnShare: "The share of the commitment that falls on it. The shares of a commitment add up to exactly 1.",
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
  yearlyRatePounds: "For a yearly price, of one place a year; for a fixed amount, of the whole a year. In pounds, exact.",
  mostPlaces: "The most places that may be held or used on one day.",
  arrangementId: "The arrangement that it is bought under.",
  lotId: "The lot that it is bought under.",
  provider: "Who provides it.",
  poolId: "The cost pool by which a partnership's members share it.",
  optionId: "The option that it belongs to, while that is not adopted: no table of facts has it then.",
  groupName: "The group that tables add it up under; null where it stands alone.",
}) {
  @Field(() => [PlacesPeriod], { description: "The places held, by their start." })
  places!: PlacesPeriod[];

  @Field(() => [YearAmount], { description: "The amounts stated, by year." })
  amounts!: YearAmount[];

  @Field(() => [CommitmentDraw], { description: "The cost centres that it is drawn down from; none where it falls on the budget as a whole." })
  draws!: CommitmentDraw[];
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

  @Field(() => ID, { nullable: true, description: "Only those under this arrangement." })
  arrangementId?: string;

  @Field(() => ID, { nullable: true, description: "Only those in this cost pool." })
  poolId?: string;

  @Field(() => ID, { nullable: true, description: "Those of this option, which are no facts; without it, those that are." })
  optionId?: string;
}

@InputType({ description: "A number of places from one day to another." })
export class PlacesPeriodInput {
  @Typed({ count: "place" })
  @Field(() => Int, { description: "How many places: nil or more." })
  places!: number;

  @Field(() => DayScalar, { description: "The first day." })
  startsOn!: string;

  @Field(() => DayScalar, { nullable: true, description: "The last day; left out while it has no end." })
  endsOn?: string;

  @Typed({ as: "percent", least: 0, most: 1 })
  @Field(() => DecimalScalar, { nullable: true, description: "Under stated part years: the share of the first year from the start to 31 March. Half a year is 0.5." })
  firstYearShare?: string;

  @Typed({ as: "percent", least: 0, most: 1 })
  @Field(() => DecimalScalar, { nullable: true, description: "Under stated part years: the share of the last year from 1 April to the end." })
  lastYearShare?: string;

  @Field(() => Volume, { nullable: true, description: "What sort of volume it is, where that is told apart." })
  volume?: Row<"commitmentPlaces">["volume"];

  @Field(() => String, { nullable: true, description: "What it is to be called in the workings." })
  label?: string;

  @Typed({ as: "pounds", least: 0 })
  @Field(() => DecimalScalar, { nullable: true, description: "A price of its own, in the unit of the terms' price. Support always has one." })
  pricePounds?: string;

  @Field(() => ID, { nullable: true, description: "The commitment that these places replace when it ends." })
  replacesId?: string;
}

@InputType({ description: "A cost centre to draw down from." })
export class CommitmentDrawInput {
  @Field(() => ID, { description: "The cost centre." })
  costCentreId!: string;

  @Typed({ as: "percent", least: 0, most: 1 })
  @Field(() => DecimalScalar, { description: 'The share of the commitment that falls on it: "0.5" is half. The shares add up to exactly 1.' })
  drawnShare!: string;
}

@InputType({ description: "An amount for one year." })
export class YearAmountInput {
  @Field(() => FinancialYearScalar, { description: "The financial year." })
  year!: string;

  @Typed({ least: 0 })
  @Field(() => PenceScalar, { description: "The amount as a cost, in whole pence." })
  amountPence!: number;
}

@InputType({ description: "The terms of a commitment: what follows from them is its cost in each year." })
export class TermsInput {
  @Field(() => CommitmentBasis, { description: "What the cost follows from." })
  basis!: Row<"commitment">["basis"];

  @Typed({ as: "pounds", least: 0 })
  @Field(() => DecimalScalar, { nullable: true, description: "For a weekly price: pounds a week for one place." })
  weeklyRatePounds?: string;

  @Typed({ as: "pounds", least: 0 })
  @Field(() => DecimalScalar, { nullable: true, description: "For a yearly price: pounds a year for one place. For a fixed amount: pounds a year for the whole." })
  yearlyRatePounds?: string;

  @Typed({ count: "place" })
  @Field(() => Int, { nullable: true, description: "The most places that may be held or used on one day." })
  mostPlaces?: number;

  @Field(() => WeekConvention, { nullable: true, description: "For a weekly price: how many weeks a year is taken to have." })
  weeksPerYear?: Row<"commitment">["weeksPerYear"];

  @Field(() => PartYear, { nullable: true, description: "How a part of a year is counted; not for amounts by year." })
  partYear?: Row<"commitment">["partYear"];

  @Field(() => [PlacesPeriodInput], { nullable: true, description: "The places held, not for amounts by year. A fixed amount has 1." })
  places?: PlacesPeriodInput[];

  @Field(() => FinancialYearScalar, { nullable: true, description: "The year that the price is stated in; needed where an uplift lifts it." })
  priceBaseYear?: string;

  @Field(() => Boolean, { nullable: true, description: "Whether the base year itself already carries its uplift; false where nothing is said." })
  firstYearUplifted?: boolean;

  @Field(() => [YearAmountInput], { nullable: true, description: "For amounts by year: the amounts." })
  amounts?: YearAmountInput[];

  @Field(() => DayScalar, { nullable: true, description: "The last day charged, where the commitment ends before its places do." })
  endsOn?: string;

  @Typed({ as: "percent", least: 0, most: 1 })
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

  @Field(() => ID, { nullable: true, description: "The arrangement that it is bought under." })
  arrangementId?: string;

  @Field(() => ID, { nullable: true, description: "The lot that it is bought under." })
  lotId?: string;

  @Field(() => String, { nullable: true, description: "Who provides it." })
  provider?: string;

  @Field(() => String, { nullable: true, description: "The group that tables add it up under. Left out, it stays where it is; null or empty, it stands alone." })
  groupName?: string | null;

  @Field(() => ID, { nullable: true, description: "The cost pool by which a partnership's members share it." })
  poolId?: string;

  @Field(() => [CommitmentDrawInput], { nullable: true, description: "The cost centres that it is drawn down from; none where it falls on the budget as a whole." })
  draws?: CommitmentDrawInput[];
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
