// Changing single fields of stored things by what is typed, and adding things by rows of texts.
import { Field, ID, InputType, ObjectType } from "type-graphql";
import { PenceScalar } from "./scalars.ts";
import { WriteResult } from "./write.ts";

@InputType({ description: "One field to change, as a person types it." })
export class FieldEditInput {
  @Field(() => String, { description: 'The cell\'s `edits` address, as its register gave it: "commitment:<id>:endsOn", "commitment:<id>:places[0].startsOn".' })
  cell!: string;

  @Field(() => String, {
    nullable: true,
    description: "The cell's `entry` when the writer saw it; null where it held nothing. Another value there refuses the whole batch.",
  })
  expected?: string | null;

  @Field(() => String, {
    description: 'The text as typed: "£5,963.50", "31/03/2026", "2.8%", "yes", a choice by what its form calls it, another thing by its name; empty for none.',
  })
  typed!: string;
}

@InputType({ description: "What stands in one column of a row that is added." })
export class AddedCellInput {
  @Field(() => String, { description: "The column's key in the register." })
  column!: string;

  @Field(() => String, { description: "The text, as it would be typed over in that column." })
  typed!: string;
}

@InputType({ description: "A thing to be added, as a row of its register. What no column says begins as in the form of a new one." })
export class RowToAddInput {
  @Field(() => String, { description: 'What it is: "commitment", "arrangement", "benefit".' })
  of!: string;

  @Field(() => String, { description: "Its name." })
  name!: string;

  @Field(() => [AddedCellInput], { description: "What stands in its other columns." })
  cells!: AddedCellInput[];
}

@ObjectType({ simpleResolvers: true, description: "What a text typed into a field would come to." })
export class FieldPreview {
  @Field(() => String, { nullable: true, description: "How the register would show it; null where it cannot be read." })
  shown!: string | null;

  @Field(() => String, { nullable: true, description: "The same as one would type it over; null where it would hold nothing." })
  entry!: string | null;

  @Field(() => PenceScalar, { nullable: true, description: "Money in whole pence, rounded half-up; null of what is none." })
  pence!: number | null;

  @Field(() => String, { nullable: true, description: "Why it would be refused, as a sentence; null where it would be kept." })
  error!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "What a row that is added would come to." })
export class AddedRowPreview {
  @Field(() => String, { nullable: true, description: "Why it would be refused; null where it would be added." })
  error!: string | null;

  @Field(() => [FieldPreview], { description: "Its cells, in their order." })
  cells!: FieldPreview[];
}

@ObjectType({ simpleResolvers: true, description: "What edits of fields, and rows that are added, would come to." })
export class FieldPreviews {
  @Field(() => [FieldPreview], { description: "The edits, in their order." })
  cells!: FieldPreview[];

  @Field(() => [AddedRowPreview], { description: "The rows, in their order." })
  rows!: AddedRowPreview[];
}

@ObjectType({ description: "What a batch of fields did." })
export class FieldsWritten extends WriteResult {
  @Field(() => [FieldPreview], { description: "How each field stands now, in the order of the edits: it can be shown before the register is read again." })
  cells!: FieldPreview[];

  @Field(() => [ID], { description: "The things that were added, in their order; none where the batch had been kept before." })
  added!: string[];
}
