// Cost centres.
import { Field, InputType, ObjectType, registerEnumType } from "type-graphql";
import { sqliteTables } from "../db/tables.ts";
import { CellPreview } from "./budget.ts";
import { FundingSource } from "./enums.ts";
import { fromTable } from "./fromTable.ts";
import { pageOf } from "./page.ts";
import { Typed } from "./typed.ts";

@ObjectType({ description: "Where an authority's budget is held." })
export class CostCentre extends fromTable(sqliteTables.costCentre, {
  id: "Identifies the cost centre in Tabled.",
  authorityId: "The authority that it belongs to.",
  name: "The name, as tables print it.",
  code: "The ledger's code.",
  serviceGroup: "The group that tables add it up under; null where it stands alone.",
  fundingSource: "Where its money comes from.",
  position: "Its place in the order of the tables.",
}) {}

export const CostCentrePage = pageOf(CostCentre, "CostCentrePage", "cost centres");

export const NamedOrder = { POSITION: "position", NAME: "name" } as const;
registerEnumType(NamedOrder, {
  name: "NamedOrder",
  description: "The order of a list of named things.",
  valuesConfig: { POSITION: { description: "As the tables print them." }, NAME: { description: "By name." } },
});

@InputType({ description: "Which cost centres to read." })
export class CostCentreFilterInput {
  @Field(() => String, { nullable: true, description: "A part of the name, in any case." })
  nameContains?: string;

  @Field(() => String, { nullable: true, description: "The service group, in full." })
  serviceGroup?: string;

  @Field(() => FundingSource, { nullable: true, description: "Where the money comes from." })
  fundingSource?: (typeof sqliteTables.costCentre.$inferSelect)["fundingSource"];
}

@InputType({ description: "A new cost centre, with its first amounts." })
export class NewCostCentreInput {
  @Field(() => String, { description: "The name, as tables are to print it." })
  name!: string;

  @Field(() => String, { nullable: true, description: "The ledger's code." })
  code?: string;

  @Field(() => String, { nullable: true, description: "The group to add it up under." })
  serviceGroup?: string;

  @Field(() => FundingSource, { nullable: true, description: "Where its money comes from; the general fund where nothing is said." })
  fundingSource?: (typeof sqliteTables.costCentre.$inferSelect)["fundingSource"];

  @Typed({ as: "cell" })
  @Field(() => [String], {
    nullable: true,
    description:
      'First amounts, one for each year of the version from its first, as a person types them ("4,646", "£4.646m", "=4000+646", "" for none). A bare number is in `unit`.',
  })
  amounts?: string[];
}

@ObjectType({ simpleResolvers: true, description: "What a new cost centre would come to." })
export class CostCentrePreview {
  @Field(() => String, { description: "Its name, as it would be stored." })
  name!: string;

  @Field(() => String, { nullable: true, description: "Why it would be refused, its amounts apart; null where it would be added." })
  error!: string | null;

  @Field(() => [CellPreview], { description: "Its amounts, in order." })
  cells!: CellPreview[];
}

@InputType({ description: "What to change of a cost centre. A field that is left out stays; null empties it." })
export class CostCentreChangesInput {
  @Field(() => String, { nullable: true, description: "The name." })
  name?: string;

  @Field(() => String, { nullable: true, description: "The ledger's code." })
  code?: string | null;

  @Field(() => String, { nullable: true, description: "The group that tables add it up under." })
  serviceGroup?: string | null;

  @Field(() => FundingSource, { nullable: true, description: "Where its money comes from." })
  fundingSource?: (typeof sqliteTables.costCentre.$inferSelect)["fundingSource"];
}
