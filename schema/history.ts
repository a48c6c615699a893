// The change log, and what a person may take back of it.
import { Field, ID, ObjectType } from "type-graphql";
import { undoKinds } from "../db/tables/choices.ts";
import { sqliteTables } from "../db/tables.ts";
import { choice } from "./choice.ts";
import { fromTable } from "./fromTable.ts";
import { pageOf } from "./page.ts";
import { InstantScalar, SequenceScalar } from "./scalars.ts";

@ObjectType({ description: "One change: a field of a stored row, from one value to another." })
export class Change extends fromTable(sqliteTables.change, {
  tableName: "The kind of thing that changed.",
  rowId: "Which one.",
  field: 'The field; "*" is the whole row, made or removed.',
  fromValue: "What was there, as JSON; null for nothing.",
  toValue: "What is there since, as JSON; null for nothing.",
}) {
  @Field(() => String, { description: 'Which thing changed, in words: "Mainstream Residential North, 2023/24".' })
  what!: string;

  @Field(() => String, { nullable: true, description: 'Which of its fields, in words: "ends on". Null for an amount, and for the whole.' })
  fieldSaid!: string | null;

  @Field(() => String, { description: 'What was there, in words: "£4,646,000.00". Empty where a thing that is no amount was added or removed.' })
  fromSaid!: string;

  @Field(() => String, { description: 'What is there since, in words: "£5,000,000.00", "nothing", "added", "removed".' })
  toSaid!: string;
}

@ObjectType({ description: "A batch of another authority that was saved as one with a batch, and is undone with it." })
export class SavedTogether {
  @Field(() => ID, { description: "The authority." })
  authorityId!: string;

  @Field(() => String, { description: "Its name." })
  authorityName!: string;

  @Field(() => ID, { description: "Its batch." })
  batchId!: number;
}

@ObjectType({ description: "A batch of changes, kept or refused as a whole." })
export class ChangeBatch extends fromTable(sqliteTables.changeBatch, {
  id: "The batch's id, which `undoBatch` takes.",
  dataVersion: "The version of the authority's data from then on.",
  logNumber: "Which of the authority's batches it is.",
  authorityId: "The authority whose facts changed.",
  madeBy: "Who made it.",
  madeAt: "When.",
  why: "Why, in the writer's words or Tabled's.",
  undoesId: "The batch that this one takes back.",
}) {
  @Field(() => [Change], { description: "The changes, the first 50 of them." })
  changes!: Change[];

  @Field(() => Boolean, { description: "Whether it has been taken back, and not done again since." })
  takenBack!: boolean;

  @Field(() => [SavedTogether], {
    description: "The batches of other authorities that were saved as one with it: those of a file of several authorities. They are undone together.",
  })
  together!: SavedTogether[];
}

export const ChangeBatchPage = pageOf(ChangeBatch, "ChangeBatchPage", "batches of changes");

@ObjectType({ description: "A change of one cell or thing, with the batch that it came in." })
export class CellChange extends Change {
  @Field(() => ID, { description: "The batch, which `undoBatch` takes back as a whole." })
  batchId!: string;

  @Field(() => String, { description: "Who made it." })
  madeBy!: string;

  @Field(() => InstantScalar, { description: "When." })
  madeAt!: string;

  @Field(() => String, { description: "Why, in the writer's words or Tabled's." })
  why!: string;

  @Field(() => SequenceScalar, { nullable: true, description: "The batch that this one takes back." })
  undoesId!: number | null;
}

export const CellChangePage = pageOf(CellChange, "CellChangePage", "changes");

export const UndoKind = choice("UndoKind", "What a batch of changes is of.", undoKinds, {
  facts: ["FACTS", "Figures and whatever else is none of the others."],
  reports: ["REPORTS", "Reports and the order of their tables."],
  views: ["VIEWS", "Saved views of sheets."],
  mappings: ["MAPPINGS", "Saved mappings of files to import."],
});
export type UndoKind = (typeof undoKinds)[number];

@ObjectType({ description: "A batch of one's own that comes next, back or forth." })
export class UndoStep {
  @Field(() => ID, { description: "The batch that would be taken back." })
  batchId!: string;

  @Field(() => String, { description: "What was done, as the log says of it." })
  why!: string;

  @Field(() => InstantScalar, { description: "When." })
  madeAt!: string;
}

@ObjectType({ description: "What whoever asks may take back and do again of an authority: a straight line of her own batches, as the log has it." })
export class Undoable {
  @Field(() => UndoStep, { nullable: true, description: "Her last batch that still stands." })
  undo!: UndoStep | null;

  @Field(() => UndoStep, { nullable: true, description: "What she took back last, where she has changed nothing since." })
  redo!: UndoStep | null;
}

@ObjectType({ description: "A step back or forth that was taken." })
export class UndoResult {
  @Field(() => ID, { description: "The batch that takes the other back." })
  batchId!: string;

  @Field(() => SequenceScalar, { description: "What to send as `seen` with the next change of the same." })
  seen!: number;

  @Field(() => String, { nullable: true, description: "What was taken back or done again. Null where this had been kept before under its key." })
  why!: string | null;

  @Field(() => Boolean, { description: "True where a step with this key had been kept before, and nothing was done now." })
  repeated!: boolean;

  @Field(() => Undoable, { description: "What comes next." })
  next!: Undoable;
}
