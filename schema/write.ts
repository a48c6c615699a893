// What every write answers.
import { Field, ID, ObjectType } from "type-graphql";
import { PenceScalar } from "./scalars.ts";

@ObjectType({ description: "What a write did." })
export class WriteResult {
  @Field(() => ID, { description: "The batch of changes, which `undoBatch` takes back." })
  batchId!: string;

  @Field(() => ID, { nullable: true, description: "The thing that was made, where one was." })
  id!: string | null;

  @Field(() => Boolean, { description: "True where a batch with this key had been kept before, and nothing was done now." })
  repeated!: boolean;
}

@ObjectType({ description: "What a batch of cells did." })
export class CellsWritten extends WriteResult {
  @Field(() => [PenceScalar], {
    nullable: "items",
    description: "What each edit left stored, in their order; null for an emptied cell. Whoever changes such a cell next expects this, and need not read the table first.",
  })
  amountsPence!: (number | null)[];
}
