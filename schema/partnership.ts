// Partnerships: as stored and as stated; contributions and settlements are tables.
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { type Row, sqliteTables } from "../db/tables.ts";
import { ContributionBasis, GrantCondition, PoolKind, SettlementBasis } from "./enums.ts";
import { fromTable } from "./fromTable.ts";
import { pageOf } from "./page.ts";
import { DayScalar, DecimalScalar, FinancialYearScalar, PenceScalar } from "./scalars.ts";
import { Typed } from "./typed.ts";

@ObjectType({ description: "A member of a partnership." })
export class Partner extends fromTable(sqliteTables.partner, {
  id: "Identifies the member.",
  name: "Its name.",
  memberId: "The authority itself, where Tabled holds it.",
  shares: "Whether it carries a share.",
}) {}

@ObjectType({ description: "A cost with a basis of its own by which the members share it." })
export class CostPool extends fromTable(sqliteTables.costPool, {
  id: "Identifies the pool.",
  name: "Its name.",
  kind: "What it is for.",
  basis: "By what the members share it.",
}) {}

@ObjectType({ description: "What a pool costs in a year beside the commitments in it." })
export class PoolAmount extends fromTable(sqliteTables.poolAmount, { poolId: "The pool.", year: "The year.", amountPence: "The cost." }) {}

@ObjectType({ description: "A member's weight in a pool." })
export class PoolWeight extends fromTable(sqliteTables.poolWeight, {
  poolId: "The pool.",
  partnerId: "The member.",
  fromYear: "The year from which it holds; null for the first.",
  weight: "Places, population, or a share of 1.",
}) {}

@ObjectType({ description: "A grant that comes before contributions do." })
export class PartnershipGrant extends fromTable(sqliteTables.partnershipGrant, {
  poolId: "The pool that it pays for.",
  name: "Its name.",
  year: "The year.",
  amountPence: "The amount.",
  condition: "Whether it depends on something.",
}) {}

@ObjectType({ description: "What an authority outside the partnership pays towards a pool." })
export class OutsideFee extends fromTable(sqliteTables.outsideFee, { poolId: "The pool.", buyer: "Who pays.", year: "The year.", amountPence: "The amount." }) {}

@ObjectType({ description: "Places that a member holds." })
export class Allocation extends fromTable(sqliteTables.allocation, {
  partnerId: "The member.",
  places: "How many places.",
  startsOn: "The first day.",
  endsOn: "The last day; null while it has no end.",
}) {}

@ObjectType({ description: "Places used from one day to another. It counts places and holds nothing of any child." })
export class PlaceUse extends fromTable(sqliteTables.placeUse, {
  id: "Identifies this use.",
  userId: "The member that used them; null for an outside buyer.",
  buyer: "The outside buyer.",
  hostId: "The member whose places they are.",
  places: "How many places.",
  startsOn: "The first day.",
  endsOn: "The last day.",
}) {}

export const PlaceUsePage = pageOf(PlaceUse, "PlaceUsePage", "uses of places");

@ObjectType({ description: "What a member has paid ahead for a period." })
export class UpFront extends fromTable(sqliteTables.upFront, { partnerId: "The member.", amountPence: "What it paid." }) {}

@ObjectType({ description: "A period that is settled as one." })
export class SettlementPeriod extends fromTable(sqliteTables.settlementPeriod, {
  id: "Identifies the period.",
  name: "Its name.",
  startsOn: "Its first day.",
  endsOn: "Its last day.",
  costPence: "What the lead paid the providers.",
  administrationPence: "What the lead paid for administration.",
  issuedAt: "When its statements were issued; null until then.",
  issuedBy: "Who issued them.",
}) {
  @Field(() => [UpFront], { description: "What the members paid ahead." })
  upFront!: UpFront[];
}

@ObjectType({ description: "Authorities that buy together. It belongs to the lead, which contracts and pays." })
export class Partnership extends fromTable(sqliteTables.partnership, {
  id: "Identifies the partnership.",
  authorityId: "The lead.",
  arrangementId: "The arrangement under which it buys.",
  name: "Its name.",
  firstYear: "The first year of its contributions.",
  yearCount: "How many years.",
  roundToPence: "Contributions are whole multiples of so many pence.",
  settledBy: "By what a period is settled.",
  internalPricePounds: "What a week in another member's place costs, in pounds.",
  outsidePricePounds: "What an outside buyer pays for a week in a place, in pounds.",
  outsideFeePounds: "What an outside buyer pays towards administration for a week, in pounds.",
  source: "Where these facts come from.",
  position: "Its place in the order.",
}) {
  @Field(() => [Partner], { description: "Its members, in the order that decides ties." })
  partners!: Partner[];

  @Field(() => [CostPool], { description: "Its cost pools." })
  pools!: CostPool[];

  @Field(() => [PoolAmount], { description: "What the pools cost beside the commitments in them." })
  amounts!: PoolAmount[];

  @Field(() => [PoolWeight], { description: "The members' weights." })
  weights!: PoolWeight[];

  @Field(() => [PartnershipGrant], { description: "Grants." })
  grants!: PartnershipGrant[];

  @Field(() => [OutsideFee], { description: "Fees from outside buyers." })
  fees!: OutsideFee[];

  @Field(() => [Allocation], { description: "Places that the members hold." })
  allocations!: Allocation[];

  @Field(() => [SettlementPeriod], { description: "The periods settled or to be settled." })
  periods!: SettlementPeriod[];
}

export const PartnershipPage = pageOf(Partnership, "PartnershipPage", "partnerships");

@ObjectType({ description: "A line of a statement." })
export class StatementLine {
  @Field(() => String, { description: "What it is, in a sentence." })
  words!: string;

  @Field(() => PenceScalar, { nullable: true, description: "The amount: what the member owes for it; below nil what it is owed. Null where the line only explains." })
  pence!: number | null;

  @Field(() => String, { nullable: true, description: "How it was made." })
  workings!: string | null;
}

@ObjectType({ description: "A member's statement for a period, to be read by one who was not there." })
export class Statement {
  @Field(() => ID, { description: "The member." })
  partnerId!: string;

  @Field(() => String, { description: "Its title." })
  title!: string;

  @Field(() => [StatementLine], { description: "Its lines." })
  lines!: StatementLine[];

  @Field(() => PenceScalar, { description: "What the member owes the lead; below nil what the lead owes it." })
  balancePence!: number;

  @Field(() => String, { description: "The balance in a sentence." })
  sentence!: string;

  @Field(() => Boolean, { description: "Whether it has been issued, and is then as it was issued." })
  issued!: boolean;
}

@ObjectType({ description: "A member's part of a total in each period." })
export class ApportionedMember {
  @Field(() => String, { description: "The member." })
  name!: string;

  @Field(() => [PenceScalar], { nullable: true, description: "Its amount in each period; null where it carries no share." })
  amountsPence!: number[] | null;

  @Field(() => DecimalScalar, { nullable: true, description: "Its exact share of all periods together, in pence." })
  exactPence!: string | null;
}

@ObjectType({ description: "Totals split among members to the last unit." })
export class Apportioned {
  @Field(() => [ApportionedMember], { description: "The members, in the order given." })
  members!: ApportionedMember[];

  @Field(() => String, { description: "The rule, in a sentence." })
  rule!: string;
}

@InputType({ description: "A member with its weight." })
export class WeightedMemberInput {
  @Field(() => String, { description: "Its name." })
  name!: string;

  @Typed({ as: "unit", least: 0 })
  @Field(() => DecimalScalar, { nullable: true, description: "Its weight: places, population, bed-weeks, or a share. Left out for a member without a share." })
  weight?: string;
}

@InputType({ description: "A member of a partnership." })
export class PartnerInput {
  @Field(() => ID, { nullable: true, description: "The member, where it is one that there is: give it to rename it." })
  id?: string;

  @Field(() => String, { description: "Its name." })
  name!: string;

  @Field(() => ID, { nullable: true, description: "The authority itself, where Tabled holds it." })
  memberId?: string;

  @Field(() => Boolean, { nullable: true, description: "False for a member without a share; true where nothing is said." })
  shares?: boolean;
}

@InputType({ description: "A cost pool." })
export class PoolInput {
  @Field(() => ID, { nullable: true, description: "The pool, where it is one that there is: give it to rename it." })
  id?: string;

  @Field(() => String, { description: "Its name." })
  name!: string;

  @Field(() => PoolKind, { description: "What it is for." })
  kind!: Row<"costPool">["kind"];

  @Field(() => ContributionBasis, { description: "By what the members share it." })
  basis!: Row<"costPool">["basis"];
}

@InputType({ description: "What a pool costs in a year." })
export class PoolAmountInput {
  @Field(() => String, { description: "The pool's name." })
  pool!: string;

  @Field(() => FinancialYearScalar, { description: "The year." })
  year!: string;

  @Typed({ least: 0 })
  @Field(() => PenceScalar, { description: "The cost." })
  amountPence!: number;
}

@InputType({ description: "A member's weight in a pool." })
export class PoolWeightInput {
  @Field(() => String, { description: "The pool's name." })
  pool!: string;

  @Field(() => String, { description: "The member's name." })
  partner!: string;

  @Field(() => FinancialYearScalar, { nullable: true, description: "The year from which it holds; left out for the first." })
  fromYear?: string;

  @Typed({ as: "unit", least: 0 })
  @Field(() => DecimalScalar, { description: "Places, population, or a share of 1." })
  weight!: string;
}

@InputType({ description: "A grant." })
export class GrantInput {
  @Field(() => String, { description: "The name of the pool that it pays for." })
  pool!: string;

  @Field(() => String, { description: "Its name." })
  name!: string;

  @Field(() => FinancialYearScalar, { description: "The year." })
  year!: string;

  @Typed({ least: 0 })
  @Field(() => PenceScalar, { description: "The amount." })
  amountPence!: number;

  @Field(() => GrantCondition, { nullable: true, description: "Whether it depends on something; on nothing where nothing is said." })
  condition?: Row<"partnershipGrant">["condition"];
}

@InputType({ description: "A fee from an outside buyer." })
export class FeeInput {
  @Field(() => String, { description: "The name of the pool that it goes to." })
  pool!: string;

  @Field(() => String, { description: "Who pays." })
  buyer!: string;

  @Field(() => FinancialYearScalar, { description: "The year." })
  year!: string;

  @Typed({ least: 0 })
  @Field(() => PenceScalar, { description: "The amount." })
  amountPence!: number;
}

@InputType({ description: "Places that a member holds." })
export class AllocationInput {
  @Field(() => String, { description: "The member's name." })
  partner!: string;

  @Typed({ count: "place" })
  @Field(() => Int, { description: "How many places." })
  places!: number;

  @Field(() => DayScalar, { description: "The first day." })
  startsOn!: string;

  @Field(() => DayScalar, { nullable: true, description: "The last day; left out while it has no end." })
  endsOn?: string;
}

@InputType({ description: "A partnership as its lead states it." })
export class PartnershipInput {
  @Field(() => String, { description: "Its name." })
  name!: string;

  @Field(() => ID, { nullable: true, description: "The arrangement under which it buys." })
  arrangementId?: string;

  @Field(() => FinancialYearScalar, { description: "The first year of its contributions." })
  firstYear!: string;

  @Typed({ count: "year", least: 1, most: 30 })
  @Field(() => Int, { description: "How many years: 1 to 30." })
  yearCount!: number;

  @Field(() => PenceScalar, { nullable: true, description: "Contributions are whole multiples of so many pence: 1, 100, 1000 (£10) or 100000 (£1,000); 1 where nothing is said." })
  roundToPence?: number;

  @Field(() => SettlementBasis, { nullable: true, description: "By what a period is settled; by places allocated where nothing is said." })
  settledBy?: Row<"partnership">["settledBy"];

  @Typed({ as: "pounds", least: 0 })
  @Field(() => DecimalScalar, { nullable: true, description: "What a week in another member's place costs, in pounds." })
  internalPricePounds?: string;

  @Typed({ as: "pounds", least: 0 })
  @Field(() => DecimalScalar, { nullable: true, description: "What an outside buyer pays for a week in a place, in pounds." })
  outsidePricePounds?: string;

  @Typed({ as: "pounds", least: 0 })
  @Field(() => DecimalScalar, { nullable: true, description: "What an outside buyer pays towards administration for a week, in pounds." })
  outsideFeePounds?: string;

  @Field(() => String, { nullable: true, description: "Where these facts come from." })
  source?: string;

  @Field(() => [PartnerInput], { description: "Its members, in the order that decides ties." })
  partners!: PartnerInput[];

  @Field(() => [PoolInput], { nullable: true, description: "Its cost pools." })
  pools?: PoolInput[];

  @Field(() => [PoolAmountInput], { nullable: true, description: "What the pools cost beside the commitments in them." })
  amounts?: PoolAmountInput[];

  @Field(() => [PoolWeightInput], { nullable: true, description: "The members' weights." })
  weights?: PoolWeightInput[];

  @Field(() => [GrantInput], { nullable: true, description: "Grants." })
  grants?: GrantInput[];

  @Field(() => [FeeInput], { nullable: true, description: "Fees from outside buyers." })
  fees?: FeeInput[];

  @Field(() => [AllocationInput], { nullable: true, description: "Places that the members hold." })
  allocations?: AllocationInput[];
}

@InputType({ description: "Places used from one day to another, by a member or an outside buyer." })
export class PlaceUseInput {
  @Field(() => ID, { nullable: true, description: "The use to put right; left out for a new one." })
  id?: string;

  @Field(() => ID, { nullable: true, description: "The member that used them." })
  userId?: string;

  @Field(() => String, { nullable: true, description: "The outside buyer." })
  buyer?: string;

  @Field(() => ID, { description: "The member whose places they are." })
  hostId!: string;

  @Typed({ count: "place", least: 1 })
  @Field(() => Int, { description: "How many places." })
  places!: number;

  @Field(() => DayScalar, { description: "The first day." })
  startsOn!: string;

  @Field(() => DayScalar, { description: "The last day." })
  endsOn!: string;
}

@InputType({ description: "What a member paid ahead." })
export class UpFrontInput {
  @Field(() => ID, { description: "The member." })
  partnerId!: string;

  @Typed({ least: 0 })
  @Field(() => PenceScalar, { description: "What it paid." })
  amountPence!: number;
}

@InputType({ description: "A period to settle." })
export class SettlementPeriodInput {
  @Field(() => String, { description: "Its name." })
  name!: string;

  @Field(() => DayScalar, { description: "Its first day." })
  startsOn!: string;

  @Field(() => DayScalar, { description: "Its last day." })
  endsOn!: string;

  @Typed({ least: 0 })
  @Field(() => PenceScalar, { description: "What the lead paid the providers." })
  costPence!: number;

  @Typed({ least: 0 })
  @Field(() => PenceScalar, { nullable: true, description: "What the lead paid for administration; nil where nothing is said." })
  administrationPence?: number;

  @Field(() => [UpFrontInput], { nullable: true, description: "What the members paid ahead." })
  upFront?: UpFrontInput[];
}
