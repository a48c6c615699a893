// A table as a report printed it, checked by itself.
import { Field, Int, ObjectType, registerEnumType } from "type-graphql";

export enum SumGoes {
  DOWN = "down",
  ACROSS = "across",
}

registerEnumType(SumGoes, {
  name: "SumGoes",
  description: "Which way a sum goes.",
  valuesConfig: { DOWN: { description: "Of rows above it." }, ACROSS: { description: "Of columns beside it." } },
});

@ObjectType({ description: "A cell of a table that was read, by its places." })
export class CellPlace {
  @Field(() => Int, { description: "Which of `rows`, from 0." })
  row!: number;

  @Field(() => Int, { description: "Which of `columns`, from 0." })
  column!: number;
}

@ObjectType({ description: "A sum that does not come to what is printed." })
export class FailingSum {
  @Field(() => CellPlace, { description: "Where the total stands." })
  at!: CellPlace;

  @Field(() => SumGoes, { description: "Which way it goes." })
  goes!: SumGoes;

  @Field(() => [CellPlace], { description: "What it is the sum of." })
  of!: CellPlace[];

  @Field(() => String, { description: "As it is printed, as a plain decimal in the table's unit." })
  stated!: string;

  @Field(() => String, { description: "What its parts come to." })
  computed!: string;

  @Field(() => String, { description: 'In a sentence: "TOTAL, 2029/30: printed 17,163; the rows above it come to 17,153, which is 10 less."' })
  said!: string;
}

@ObjectType({ description: "A percentage that is not what its figures come to." })
export class FailingShare {
  @Field(() => CellPlace, { description: "Where it stands." })
  at!: CellPlace;

  @Field(() => CellPlace, { description: "The figure that it is of." })
  of!: CellPlace;

  @Field(() => CellPlace, { description: "What that is out of." })
  outOf!: CellPlace;

  @Field(() => String, { description: "As it is printed: 27 for 27%." })
  stated!: string;

  @Field(() => String, { description: "What its figures come to." })
  computed!: string;

  @Field(() => String, { description: 'In a sentence: "Residential, % of total: printed 40%; 4,646 out of 18,578 is 25%."' })
  said!: string;
}

@ObjectType({ description: "A figure whose change would mend every failing sum that it stands in, and spoil none that adds up." })
export class SuspectFigure {
  @Field(() => CellPlace, { description: "Where it stands." })
  at!: CellPlace;

  @Field(() => String, { description: "What it would have to be, as a plain decimal in the table's unit." })
  instead!: string;

  @Field(() => String, { description: 'In a sentence: "TOTAL, 2029/30: 17,153 instead of 17,163 would mend it."' })
  said!: string;
}

@ObjectType({ description: "A row of a table that was read." })
export class CheckedRow {
  @Field(() => Int, { description: "Which row of what was given it is, counted from 1." })
  at!: number;

  @Field(() => String, { description: 'What it is: "leaf", "heading", "subtotal", "total", "memorandum", "excluded", "note" or "blank".' })
  kind!: string;

  @Field(() => String, { description: "Its name." })
  label!: string;

  @Field(() => [String], { description: "Its cells as they are printed, one a column." })
  cells!: string[];
}

@ObjectType({ description: "What came of checking a printed table by its own sums." })
export class TableCheck {
  @Field(() => String, { nullable: true, description: "Its title." })
  title!: string | null;

  @Field(() => String, { nullable: true, description: 'What its money is in, "thousands"; null where it does not say.' })
  unit!: string | null;

  @Field(() => [String], { description: "Its columns, by their names." })
  columns!: string[];

  @Field(() => [CheckedRow], { description: "Its rows below the header." })
  rows!: CheckedRow[];

  @Field(() => Int, { description: "How many sums it has, down and across." })
  sums!: number;

  @Field(() => [FailingSum], { description: "Those that do not add up, as far as the digits tell that are printed." })
  failing!: FailingSum[];

  @Field(() => Int, { description: "How many percentages it has whose making its figures tell: of a total, or of a figure beside them." })
  shares!: number;

  @Field(() => [FailingShare], { description: "Those that are not what they are made of, as far as the digits tell that are printed." })
  failingShares!: FailingShare[];

  @Field(() => [SuspectFigure], { description: "Each figure that alone would mend all failing sums that it stands in." })
  suspects!: SuspectFigure[];

  @Field(() => SuspectFigure, { nullable: true, description: "The one figure that would mend them all, where there is only one." })
  named!: SuspectFigure | null;

  @Field(() => String, { description: 'The whole in a sentence: "12 sums: 11 add up, 1 does not."' })
  said!: string;
}
