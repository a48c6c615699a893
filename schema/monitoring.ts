// Virements, and how an authority monitors its budget.
import { Field, ID, InputType, ObjectType } from "type-graphql";
import { varianceSigns } from "../db/tables/choices.ts";
import { sqliteTables } from "../db/tables.ts";
import { choice } from "./choice.ts";
import { fromTable } from "./fromTable.ts";
import { pageOf } from "./page.ts";
import { DayScalar, DecimalScalar, FinancialYearScalar, PenceScalar } from "./scalars.ts";
import { Typed } from "./typed.ts";

export const VarianceSign = choice("VarianceSign", "How a variance is printed. Its exact value is above nil for an overspend, however it is printed.", varianceSigns, {
  plus: ["PLUS", "An overspend as +12, an underspend as –12."],
  "brackets and words": ["BRACKETS_AND_WORDS", "An overspend as (12) ADV, an underspend as 12 FAV."],
  brackets: ["BRACKETS", "An overspend as (12), an underspend as 12."],
});

@ObjectType({ description: "What a virement gives to one cost centre, or takes from it." })
export class VirementLine extends fromTable(sqliteTables.virementLine, {
  costCentreId: "The cost centre.",
  amountPence: "Above nil what it gains, below nil what it gives.",
}) {}

@ObjectType({ description: "Budget moved between cost centres by decision. It balances to exactly nil, and never changes: it is taken back by an opposite one." })
export class Virement extends fromTable(sqliteTables.virement, {
  id: "Identifies the virement in Tabled.",
  authorityId: "The authority that it belongs to.",
  versionId: "The version whose budget it moves.",
  number: "Its number in the authority's register.",
  year: "The year that it is of.",
  permanent: "True where it moves each later year of the version, too; false where it is of this year alone.",
  approver: "The post that approved it.",
  reference: "The decision's reference.",
  approvedOn: "When it was approved.",
  reason: "Why.",
  reversesId: "The virement that it takes back.",
}) {
  @Field(() => [VirementLine], { description: "What each cost centre gives or gains, in order; together nil." })
  lines!: VirementLine[];

  @Field(() => PenceScalar, { description: "How much it moves: the sum of what cost centres gain." })
  movedPence!: number;

  @Field(() => ID, { nullable: true, description: "The virement that took it back, where one did." })
  reversedById!: string | null;
}

export const VirementPage = pageOf(Virement, "VirementPage", "virements");

@InputType({ description: "Which virements to read." })
export class VirementFilterInput {
  @Field(() => ID, { nullable: true, description: "Of this version." })
  version?: string;

  @Field(() => FinancialYearScalar, { nullable: true, description: "Those that are of this year." })
  year?: string;

  @Field(() => ID, { nullable: true, description: "Those that move this cost centre's budget." })
  costCentre?: string;
}

@InputType({ description: "What to give to one cost centre, or to take from it." })
export class VirementLineInput {
  @Field(() => ID, { description: "The cost centre, named once in a virement." })
  costCentreId!: string;

  @Field(() => PenceScalar, { description: "Above nil what it gains, below nil what it gives; never nil." })
  amountPence!: number;
}

@InputType({ description: "Who approved it, by which decision, when and why." })
export class ApprovalInput {
  @Field(() => String, { description: "The post that approved it: a post, never a name." })
  approver!: string;

  @Field(() => String, { description: "The decision's reference." })
  reference!: string;

  @Field(() => DayScalar, { description: "When it was approved." })
  approvedOn!: string;

  @Field(() => String, { nullable: true, description: "Why." })
  reason?: string;

  @Field(() => Boolean, {
    nullable: true,
    description: "True to take more from a cost centre than its latest budget, or from one whose budget is not known, which is refused otherwise.",
  })
  mayOverdraw?: boolean;
}

@InputType({ description: "Budget to move." })
export class VirementInput extends ApprovalInput {
  @Field(() => ID, { nullable: true, description: "The version whose budget it moves; the approved one where nothing is said, else the newest draft." })
  version?: string;

  @Field(() => FinancialYearScalar, { description: "The year that it is of, one of the version's." })
  year!: string;

  @Field(() => Boolean, { description: "True to move each later year of the version, too; false for this year alone." })
  permanent!: boolean;

  @Field(() => [VirementLineInput], { description: "At least two lines, which together come to exactly nil." })
  lines!: VirementLineInput[];
}

@ObjectType({ description: "How an authority's variances are printed and rated." })
export class MonitoringSettings {
  @Field(() => VarianceSign, { description: "How an overspend is printed." })
  varianceSign!: (typeof varianceSigns)[number];

  @Field(() => DecimalScalar, { nullable: true, description: "Over budget by no more than this share of it is amber: 0.02 is 2%. Null for no such tolerance." })
  toleranceShare!: string | null;

  @Field(() => PenceScalar, { nullable: true, description: "Over budget by no more than this is amber; where a share is set, too, both have to hold. Null for no such tolerance." })
  tolerancePence!: number | null;

  @Field(() => Boolean, { description: "False while these are the usual ones, because the authority has set none." })
  own!: boolean;
}

@InputType({ description: "How variances are to be printed and rated." })
export class MonitoringSettingsInput {
  @Field(() => VarianceSign, { description: "How an overspend is printed." })
  varianceSign!: (typeof varianceSigns)[number];

  @Typed({ as: "percent", least: 0, most: 1 })
  @Field(() => DecimalScalar, { nullable: true, description: "Over by no more than this share of latest budget is amber: from 0 to 1. Left out, there is no such tolerance." })
  toleranceShare?: string | null;

  @Typed({ least: 0 })
  @Field(() => PenceScalar, { nullable: true, description: "Over by no more than this is amber. Left out, there is no such tolerance." })
  tolerancePence?: number | null;
}
