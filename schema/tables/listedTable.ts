// The tables that there are of an authority, as a list to choose from.
import { ArgsType, Field, ID, Int, ObjectType } from "type-graphql";
import { pageOf } from "../page.ts";

@ObjectType({ description: "A table that can be made of an authority's facts as they are now." })
export class ListedTable {
  @Field(() => ID, { description: "Its address: `reportTable` reads it, and a report names it." })
  address!: string;

  @Field(() => String, { description: "What it is, in words." })
  title!: string;

  @Field(() => String, { description: 'The sheet that shows it, as its address names it: "medium-term".' })
  sheet!: string;

  @Field(() => String, { description: 'The path and query at which the page shows it: "/medium-term?authority=essex&version=draft".' })
  place!: string;
}

export const ListedTablePage = pageOf(ListedTable, "ListedTablePage", "tables");

@ArgsType()
export class ListedTableArguments {
  @Field(() => Int, { nullable: true, description: "How many tables: 1 to 500, and 50 where nothing is said." })
  first?: number;

  @Field(() => String, { nullable: true, description: "The `endCursor` of the page before; without it, the first page." })
  after?: string;
}
