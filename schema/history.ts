// The change log.
import { Field, ObjectType } from "type-graphql";
import { sqliteTables } from "../db/tables.ts";
import { fromTable } from "./fromTable.ts";
import { pageOf } from "./page.ts";

@ObjectType({ description: "One change: a field of a stored row, from one value to another." })
export class Change extends fromTable(sqliteTables.change, {
  tableName: "The kind of thing that changed.",
  rowId: "Which one.",
  field: 'The field; "*" is the whole row, made or removed.',
  fromValue: "What was there, as JSON; null for nothing.",
  toValue: "What is there since, as JSON; null for nothing.",
}) {}

@ObjectType({ description: "A batch of changes, kept or refused as a whole." })
export class ChangeBatch extends fromTable(sqliteTables.changeBatch, {
  id: "The batch's number, which is also the data's version from then on.",
  authorityId: "The authority whose facts changed.",
  madeBy: "Who made it.",
  madeAt: "When.",
  why: "Why, in the writer's words or Tabled's.",
  undoesId: "The batch that this one takes back.",
}) {
  @Field(() => [Change], { description: "The changes, the first 50 of them." })
  changes!: Change[];
}

export const ChangeBatchPage = pageOf(ChangeBatch, "ChangeBatchPage", "batches of changes");
