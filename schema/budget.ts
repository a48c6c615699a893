// Budget versions, their lines, and the edits that change them.
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { sqliteTables } from "../db/tables.ts";
import { fromTable } from "./fromTable.ts";
import { pageOf } from "./page.ts";
import { FinancialYearScalar, PenceScalar } from "./scalars.ts";
import { Typed } from "./typed.ts";

@ObjectType({ description: "A version of an authority's medium-term budget: base, draft, approved or superseded." })
export class BudgetVersion extends fromTable(sqliteTables.budgetVersion, {
  id: "Identifies the version in Tabled.",
  authorityId: "The authority that it belongs to.",
  name: "The version's name.",
  state: "Where it stands. A published version (approved or superseded) never changes.",
  firstYear: "Its first year, whose amounts are budget; later years are draft.",
  yearCount: "How many years it covers.",
  source: "Where its figures come from: a report and its paragraph.",
  copiedFromId: "The version that it was copied from.",
  publishedAt: "When it was published; null while it can be changed.",
  publishedBy: "Who published it.",
  createdAt: "When it was made.",
}) {}

export const BudgetVersionPage = pageOf(BudgetVersion, "BudgetVersionPage", "budget versions");

@ObjectType({ description: "What one cost centre is given in one year, in one version." })
export class BudgetLine extends fromTable(sqliteTables.budgetLine, {
  id: "Identifies the line in Tabled.",
  authorityId: "The authority that it belongs to.",
  versionId: "The version that it is part of.",
  costCentreId: "The cost centre that the amount is for.",
  year: "The financial year.",
  amountPence: "The amount, in whole pence.",
  entered: "The expression that the amount was typed as, with its unit (“=4646+354 in £000s”); null where it was typed as a number.",
}) {}

export const BudgetLinePage = pageOf(BudgetLine, "BudgetLinePage", "budget lines");

@InputType({ description: "Which budget lines to read." })
export class BudgetLineFilterInput {
  @Field(() => ID, { nullable: true, description: "Of this version." })
  version?: string;

  @Field(() => ID, { nullable: true, description: "Of this cost centre." })
  costCentre?: string;

  @Field(() => FinancialYearScalar, { nullable: true, description: "Of this year and later." })
  fromYear?: string;

  @Field(() => FinancialYearScalar, { nullable: true, description: "Of this year and earlier." })
  toYear?: string;
}

@InputType({ description: "A new budget version." })
export class NewVersionInput {
  @Field(() => String, { description: "The version's name, unlike any other of the authority." })
  name!: string;

  @Field(() => FinancialYearScalar, { description: "Its first year." })
  firstYear!: string;

  @Typed({ count: "year", least: 1, most: 30 })
  @Field(() => Int, { description: "How many years it covers: 1 to 30." })
  yearCount!: number;

  @Field(() => String, { nullable: true, description: "Where its figures come from." })
  source?: string;
}

@InputType({ description: "What to change of a draft version. A field that is left out stays." })
export class VersionChangesInput {
  @Field(() => String, { nullable: true, description: "The name." })
  name?: string;

  @Field(() => FinancialYearScalar, { nullable: true, description: "The first year." })
  firstYear?: string;

  @Typed({ count: "year", least: 1, most: 30 })
  @Field(() => Int, { nullable: true, description: "How many years: 1 to 30. Amounts of years that fall out of sight are kept." })
  yearCount?: number;

  @Field(() => String, { nullable: true, description: "Where its figures come from." })
  source?: string | null;
}

@InputType({ description: "One cell to change. Say the new amount either as `typed` or as `pence`; neither empties the cell." })
export class CellEditInput {
  @Field(() => String, { description: "The cell's `edits` address, as the table gave it." })
  cell!: string;

  @Field(() => PenceScalar, { nullable: true, description: "The cell's `pence` when the writer saw it; null where it held nothing. Another value there refuses the whole batch." })
  expected?: number | null;

  @Typed({ as: "cell" })
  @Field(() => String, {
    nullable: true,
    description:
      'The amount as a person types it: "4,646", "£4.646m", "(422)"; or an expression: "=5963*9*26.07", "=£5m*(1+3%)^2". A bare number or expression is in the batch\'s unit; where a term has £, k, m or bn, or the end says "in £000s", it is in that.',
  })
  typed?: string | null;

  @Field(() => PenceScalar, {
    nullable: true,
    description: 'The amount in pence. A commitment\'s cell is a deduction whichever sign is given; income is `typed` with a plus: "+£4,646".',
  })
  pence?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "True to be asked about a bare number that is more than ten times what was there, or, where nothing was, than all that stands beside it. The batch is then refused with the code CONFIRM, and the error's `questions` have the readings of each such number: send it again without this, or as the reading is typed.",
  })
  ask?: boolean | null;
}

@ObjectType({ simpleResolvers: true, description: "What a bare number may mean." })
export class CellReading {
  @Field(() => String, { description: "What to type instead." })
  typed!: string;

  @Field(() => String, { description: 'The amount, rounded: "£4.7bn".' })
  said!: string;

  @Field(() => String, { description: '"as typed in £000s", or "as pounds".' })
  as!: string;
}

@ObjectType({ simpleResolvers: true, description: "Why a bare number is asked about, and what it may mean." })
export class CellQuestion {
  @Field(() => String, { description: "Why, as a sentence." })
  said!: string;

  @Field(() => [CellReading], { description: "What it may mean: first as it was typed." })
  readings!: CellReading[];
}

@ObjectType({ simpleResolvers: true, description: "What an edit of a cell would come to." })
export class CellPreview {
  @Field(() => PenceScalar, { nullable: true, description: "The cell's `pence` after the edit; null where it would hold nothing, and where the edit cannot be read." })
  pence!: number | null;

  @Field(() => String, { nullable: true, description: "How the table would show it, in the unit asked for; null where the edit cannot be read." })
  shown!: string | null;

  @Field(() => String, { nullable: true, description: "What an expression came to, in pounds and pence, and whether it was rounded; null for a number." })
  note!: string | null;

  @Field(() => String, { nullable: true, description: "Why `editCells` would refuse this edit, as a sentence; null where it would keep it." })
  error!: string | null;

  @Field(() => CellQuestion, { nullable: true, description: "What is asked about it first, where the edit has `ask`; null where nothing is." })
  question?: CellQuestion | null;
}
