// Lists that grow come as pages: the rows, and the cursor to ask for the next.
import "reflect-metadata";
import { ArgsType, type ClassType, Field, Int, ObjectType } from "type-graphql";

@ArgsType()
export class PageArguments {
  @Field(() => Int, { nullable: true, description: "How many rows: 1 to 500, and 50 where nothing is said." })
  first?: number;

  @Field(() => String, { nullable: true, description: "The `endCursor` of the page before; without it, the first page." })
  after?: string;

  @Field(() => Boolean, { nullable: true, description: "True to read the order backwards." })
  descending?: boolean;
}

/** A GraphQL class for a page of a noun: `pageOf(CostCentre, "CostCentrePage", "cost centres")`. */
export function pageOf<Node extends object>(node: ClassType<Node>, name: string, nouns: string) {
  @ObjectType(name, { description: `A page of ${nouns}.` })
  class NounPage {
    @Field(() => [node], { description: `The ${nouns} of this page, in order.` })
    nodes!: Node[];

    @Field(() => String, { nullable: true, description: "Give this as `after` to read the next page; null where the page is empty." })
    endCursor!: string | null;

    @Field(() => Boolean, { description: "Whether there are more rows behind this page." })
    hasNextPage!: boolean;
  }
  return NounPage;
}
