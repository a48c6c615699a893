// Notes on the cells of a sheet.
import { Field, ID, InputType, ObjectType } from "type-graphql";
import { sqliteTables } from "../db/tables.ts";
import { fromTable } from "./fromTable.ts";
import { pageOf } from "./page.ts";

@ObjectType({ description: "An answer to a note." })
export class NoteAnswer extends fromTable(sqliteTables.note, {
  id: "Its id.",
  said: "What it says.",
  madeBy: "Who gave it.",
  madeAt: "When.",
}) {}

@ObjectType({ description: "What somebody noted of a cell of a sheet." })
export class Note extends fromTable(sqliteTables.note, {
  id: "Its id.",
  rowKey: "The key of the row, as the sheet's table has it. The row may have gone since.",
  columnKey: "The key of the column.",
  place: 'The cell in words, as it was called when the note was made: "Roach Vale, 2023/24".',
  said: "What it says.",
  madeBy: "Who made it.",
  madeAt: "When.",
  resolvedBy: "Who said that it is dealt with; null while it is open.",
  resolvedAt: "When that was said.",
}) {
  @Field(() => [NoteAnswer], { description: "What was answered, in order." })
  answers!: NoteAnswer[];
}

export const NotePage = pageOf(Note, "NotePage", "notes");

@InputType({ description: "A note on a cell, or an answer to one, or a change of one." })
export class NoteInput {
  @Field(() => ID, { nullable: true, description: "The note to change. Without it, a new one is made." })
  id?: string | null;

  @Field(() => ID, { nullable: true, description: "The note that this one answers; its cell is this one's." })
  answers?: string | null;

  @Field(() => String, { nullable: true, description: 'For a new note: the sheet, "medium-term".' })
  sheet?: string | null;

  @Field(() => ID, { nullable: true, description: "What the sheet is of, where there are several: a version's id." })
  subject?: string | null;

  @Field(() => ID, { nullable: true, description: "For a new note: the row's key." })
  row?: string | null;

  @Field(() => ID, { nullable: true, description: "For a new note: the column's key." })
  column?: string | null;

  @Field(() => String, { nullable: true, description: "For a new note: the cell in words." })
  place?: string | null;

  @Field(() => String, { nullable: true, description: "What it says, in up to 2,000 characters. Needed but where a note is only resolved or opened again." })
  said?: string | null;

  @Field(() => Boolean, { nullable: true, description: "For a change: true where it is dealt with, false to open it again." })
  resolved?: boolean | null;
}
