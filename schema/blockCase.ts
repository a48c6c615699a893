// Block cases: block prices against spot prices, as stored and as stated; what follows from them is a table.
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { type Row, sqliteTables } from "../db/tables.ts";
import { NettedKind, NettedTime, PriceUnit, WeekConvention } from "./enums.ts";
import { fromTable } from "./fromTable.ts";
import { pageOf } from "./page.ts";
import { ReportTable } from "./reportTable.ts";
import { DecimalScalar, PenceScalar } from "./scalars.ts";
import { Typed } from "./typed.ts";

@ObjectType({ description: "What is netted off a saving: administration, grant." })
export class BlockCaseItem extends fromTable(sqliteTables.blockCaseItem, {
  name: "What it is.",
  kind: "Whether it is a cost or a grant.",
  time: "How often it falls.",
  amountPence: "The amount.",
  fromYear: "The first year of the term in which it falls, from 1.",
  toYear: "The last.",
}) {}

@ObjectType({ description: "A block price against a spot price." })
export class StoredBlockCase extends fromTable(sqliteTables.blockCase, {
  id: "Identifies the block case.",
  authorityId: "The authority whose it is.",
  arrangementId: "The arrangement whose term it takes.",
  name: "Its name.",
  places: "How many places.",
  priceUnit: "What time the prices are for.",
  weeksPerYear: "For a price a week: how many weeks a year is taken to have.",
  spotPounds: "The spot price of a place, in pounds.",
  blockPounds: "The block price of a place, in pounds.",
  spotValuePence: "What the spot places cost over the whole term, where the price is to be solved from it.",
  blockValuePence: "What the block costs over the whole term, where the price is to be solved from it.",
  termMonths: "The term in months, where no arrangement gives it.",
  sharing: "How many authorities share it in equal parts.",
  directPlaces: "Places filled by children placed directly: they avoid cost, where the others save it.",
  source: "Where these facts come from.",
  position: "Its place in the order.",
}) {
  @Field(() => [BlockCaseItem], { description: "What is netted off." })
  items!: BlockCaseItem[];
}

export const BlockCasePage = pageOf(StoredBlockCase, "BlockCasePage", "block cases");

@InputType({ description: "What is netted off a saving." })
export class BlockCaseItemInput {
  @Field(() => String, { description: "What it is." })
  name!: string;

  @Field(() => NettedKind, { description: "Whether it is a cost or a grant." })
  kind!: Row<"blockCaseItem">["kind"];

  @Field(() => NettedTime, { description: "How often it falls." })
  time!: Row<"blockCaseItem">["time"];

  @Typed({ least: 0 })
  @Field(() => PenceScalar, { description: "The amount." })
  amountPence!: number;

  @Typed({ least: 1 })
  @Field(() => Int, { description: "The first year of the term in which it falls, from 1." })
  fromYear!: number;

  @Typed({ least: 1 })
  @Field(() => Int, { description: "The last." })
  toYear!: number;
}

@InputType({ description: "The terms of a block case: what follows from them is a table. Prices are given, or solved from the values over the whole term, or both." })
export class BlockCaseTermsInput {
  @Typed({ count: "place", least: 1 })
  @Field(() => Int, { description: "How many places." })
  places!: number;

  @Field(() => PriceUnit, { description: "What time the prices are for." })
  priceUnit!: Row<"blockCase">["priceUnit"];

  @Field(() => WeekConvention, { nullable: true, description: "For a price a week: how many weeks a year is taken to have." })
  weeksPerYear?: Row<"blockCase">["weeksPerYear"];

  @Typed({ as: "pounds", least: 0 })
  @Field(() => DecimalScalar, { nullable: true, description: "The spot price of a place, in pounds." })
  spotPounds?: string;

  @Typed({ as: "pounds", least: 0 })
  @Field(() => DecimalScalar, { nullable: true, description: "The block price of a place, in pounds." })
  blockPounds?: string;

  @Typed({ least: 0 })
  @Field(() => PenceScalar, { nullable: true, description: "What the spot places cost over the whole term." })
  spotValuePence?: number;

  @Typed({ least: 0 })
  @Field(() => PenceScalar, { nullable: true, description: "What the block costs over the whole term." })
  blockValuePence?: number;

  @Typed({ count: "month", least: 1 })
  @Field(() => Int, { nullable: true, description: "The term in months." })
  termMonths?: number;

  @Typed({ least: 1 })
  @Field(() => Int, { nullable: true, description: "How many authorities share it in equal parts; 1 where nothing is said." })
  sharing?: number;

  @Typed({ count: "place" })
  @Field(() => Int, { nullable: true, description: "Places filled by children placed directly; none where nothing is said." })
  directPlaces?: number;

  @Field(() => [BlockCaseItemInput], { nullable: true, description: "What is netted off the saving." })
  items?: BlockCaseItemInput[];
}

@InputType({ description: "A block case as its officer states it." })
export class BlockCaseInput extends BlockCaseTermsInput {
  @Field(() => String, { description: "Its name." })
  name!: string;

  @Field(() => ID, { nullable: true, description: "The arrangement whose term it takes." })
  arrangementId?: string;

  @Field(() => String, { nullable: true, description: "Where these facts come from." })
  source?: string;
}

@ObjectType({ description: "What a block case comes to." })
export class BlockCase {
  @Field(() => String, { description: "Its name." })
  name!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "Block price over spot price, as a share: below this occupancy the block costs more than buying the used places one at a time. Null where the spot price is nil.",
  })
  breakEvenOccupancy!: string | null;

  @Field(() => ReportTable, {
    description: "Cost, saving, cost avoidance, what is netted off, void exposure and break-even occupancy: a year and over the term, in total and each.",
  })
  table!: ReportTable;

  @Field(() => ReportTable, { description: "Void exposure and saving at every occupancy from 0 to 100%." })
  curve!: ReportTable;
}
