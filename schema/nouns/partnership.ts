// Partnerships, as stored and as stated: members, cost pools, what they cost and what pays first, and the places held. Contributions are tables.
import { Field, InputType, ObjectType } from "type-graphql";
import { sqliteTables as t } from "../../db/tables.ts";
import { pageOf } from "../page.ts";
import { DecimalScalar, PenceScalar } from "../scalars.ts";
import { Typed } from "../typed.ts";
import { noun } from "./noun.ts";
import { SettlementPeriod } from "./settlement.ts";

const partner = noun(
  t.partner,
  "Partner",
  { description: "A member of a partnership.", said: "member" },
  {
    id: { description: "Identifies the member.", input: "The member, where it is one that there is: give it to rename it." },
    name: { description: "Its name.", label: "Authority" },
    memberId: { description: "The authority itself, where Tabled holds it." },
    shares: {
      description: "Whether it carries a share.",
      input: "False for a member without a share; true where nothing is said.",
      usual: true,
      label: "Carries a share",
      width: "100px",
    },
  },
);

const pool = noun(
  t.costPool,
  "CostPool",
  { description: "A cost with a basis of its own by which the members share it.", input: { name: "PoolInput", description: "A cost pool." }, said: "pool" },
  {
    id: { description: "Identifies the pool.", input: "The pool, where it is one that there is: give it to rename it." },
    name: { description: "Its name.", label: "Pool" },
    kind: { description: "What it is for.", label: "For", width: "142px" },
    basis: { description: "By what the members share it.", label: "Shared", width: "170px" },
  },
);

const ofPool = { byName: { of: "pools", as: "pool" }, label: "Pool" } as const;
const ofMember = { byName: { of: "partners", as: "partner" }, input: "The member's name.", label: "Member" } as const;
const year = { label: "Year", placeholder: "2026/27", width: "84px" } as const;
const amount = { typed: { least: 0 }, label: "£", width: "110px" } as const;

const poolAmount = noun(
  t.poolAmount,
  "PoolAmount",
  { description: "What a pool costs in a year beside the commitments in it.", input: { description: "What a pool costs in a year." } },
  {
    poolId: { description: "The pool.", input: "The pool's name.", ...ofPool },
    year: { description: "The year.", ...year },
    amountPence: { description: "The cost; a credit is negative.", label: "£", width: "110px" },
  },
);

const poolWeight = noun(
  t.poolWeight,
  "PoolWeight",
  { description: "A member's weight in a pool." },
  {
    poolId: { description: "The pool.", input: "The pool's name.", ...ofPool },
    partnerId: { description: "The member.", ...ofMember },
    weight: { description: "Places, population, or a share of 1.", typed: { as: "unit", least: 0 }, label: "Weight", width: "90px" },
    fromYear: {
      description: "The year from which it holds; null for the first.",
      input: "The year from which it holds; left out for the first.",
      label: "From year",
      placeholder: "the first",
      width: "84px",
    },
  },
);

const grant = noun(
  t.partnershipGrant,
  "PartnershipGrant",
  { description: "A grant that comes before contributions do.", input: { name: "GrantInput", description: "A grant." } },
  {
    poolId: { description: "The pool that it pays for.", input: "The name of the pool that it pays for.", ...ofPool },
    name: { description: "Its name.", label: "Grant" },
    year: { description: "The year.", ...year },
    amountPence: { description: "The amount.", ...amount },
    condition: {
      description: "Whether it depends on something.",
      input: "Whether it depends on something; on nothing where nothing is said.",
      usual: "none",
      label: "Condition",
      width: "110px",
    },
  },
);

const fee = noun(
  t.outsideFee,
  "OutsideFee",
  { description: "What an authority outside the partnership pays towards a pool.", input: { name: "FeeInput", description: "A fee from an outside buyer." } },
  {
    poolId: { description: "The pool.", input: "The name of the pool that it goes to.", ...ofPool },
    buyer: { description: "Who pays.", label: "Who pays" },
    year: { description: "The year.", ...year },
    amountPence: { description: "The amount.", ...amount },
  },
);

const allocation = noun(
  t.allocation,
  "Allocation",
  { description: "Places that a member holds." },
  {
    partnerId: { description: "The member.", ...ofMember },
    places: { description: "How many places.", typed: { count: "place" }, label: "Places", width: "70px" },
    startsOn: { description: "The first day.", label: "From", width: "128px" },
    endsOn: { description: "The last day; null while it has no end.", input: "The last day; left out while it has no end.", label: "To (open)", width: "132px" },
  },
);

export const partnershipNoun = noun(
  t.partnership,
  "Partnership",
  {
    description: "Authorities that buy together. It belongs to the lead, which contracts and pays.",
    input: { description: "A partnership as its lead states it." },
    parts: {
      partners: {
        noun: partner,
        description: "Its members, in the order that decides ties.",
        needed: true,
        label: "Members",
        add: "Add a member",
        hint: "In the order that decides ties.",
        after: "arrangementId",
      },
      pools: {
        noun: pool,
        description: "Its cost pools.",
        label: "Cost pools",
        add: "Add a cost pool",
        hint: "Each with a basis of its own. Commitments are put into a pool in their terms.",
        after: "arrangementId",
      },
      weights: {
        noun: poolWeight,
        description: "The members' weights.",
        label: "Weights",
        add: "Add a weight",
        hint: "Places, population, or a share of 1, by the pool's basis. In equal parts and by use need none.",
        after: "arrangementId",
      },
      amounts: {
        noun: poolAmount,
        description: "What the pools cost beside the commitments in them.",
        label: "Costs beside commitments",
        add: "Add a cost",
        after: "arrangementId",
      },
      grants: { noun: grant, description: "Grants.", label: "Grants, which pay first", add: "Add a grant", after: "arrangementId" },
      fees: { noun: fee, description: "Fees from outside buyers.", label: "Fees from outside", add: "Add a fee", after: "arrangementId" },
      allocations: { noun: allocation, description: "Places that the members hold.", label: "Places held", add: "Add places", after: "arrangementId" },
    },
  },
  {
    id: "Identifies the partnership.",
    authorityId: "The lead.",
    position: "Its place in the order.",
    name: { description: "Its name.", label: "Name" },
    firstYear: { description: "The first year of its contributions.", label: "First year", placeholder: "2026/27" },
    yearCount: { description: "How many years.", input: "How many years: 1 to 30.", typed: { count: "year", least: 1, most: 30 }, label: "How many years", beside: true },
    roundToPence: {
      description: "Contributions are whole multiples of so many pence.",
      input: "Contributions are whole multiples of so many pence: 1, 100, 1000 (£10) or 100000 (£1,000); 1 where nothing is said.",
      usual: 1,
      kept: true,
      label: "Contributions in whole",
    },
    arrangementId: { description: "The arrangement under which it buys.", none: "None", label: "Buys under", beside: true },
    settledBy: {
      description: "By what a period is settled.",
      input: "By what a period is settled; by places allocated where nothing is said.",
      usual: "places allocated",
      label: "A period's cost is shared by",
      heading: "Settlement",
    },
    internalPricePounds: {
      description: "What a week in another member's place costs, in pounds.",
      typed: { as: "pounds", least: 0 },
      label: "Another member's place, £ a week",
    },
    outsidePricePounds: {
      description: "What an outside buyer pays for a week in a place, in pounds.",
      typed: { as: "pounds", least: 0 },
      label: "Outside buyer, £ a week",
      beside: true,
    },
    outsideFeePounds: {
      description: "What an outside buyer pays towards administration for a week, in pounds.",
      typed: { as: "pounds", least: 0 },
      label: "Outside fee, £ a week",
      beside: true,
    },
    source: { description: "Where these facts come from.", label: "Source" },
  },
);

@ObjectType({ description: "Authorities that buy together. It belongs to the lead, which contracts and pays." })
export class Partnership extends partnershipNoun.Stored {
  @Field(() => [SettlementPeriod], { description: "The periods settled or to be settled." })
  periods!: SettlementPeriod[];
}

export const PartnershipPage = pageOf(Partnership, "PartnershipPage", "partnerships");

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
