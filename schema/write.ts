// What every write answers.
import { Field, ID, ObjectType } from "type-graphql";

@ObjectType({ description: "What a write did." })
export class WriteResult {
  @Field(() => ID, { description: "The batch of changes, which `undoBatch` takes back." })
  batchId!: string;

  @Field(() => ID, { nullable: true, description: "The thing that was made, where one was." })
  id!: string | null;

  @Field(() => Boolean, { description: "True where a batch with this key had been kept before, and nothing was done now." })
  repeated!: boolean;
}
