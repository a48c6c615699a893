// Figures as reports printed them, and whether they follow from their own inputs.
import { Field, ID, InputType, ObjectType } from "type-graphql";
import { type Row, sqliteTables } from "../db/tables.ts";
import { FigureUnit } from "./enums.ts";
import { fromTable } from "./fromTable.ts";
import { Derivation } from "./reportTable.ts";
import { DecimalScalar } from "./scalars.ts";
import { Typed } from "./typed.ts";

@ObjectType({ description: "A figure as a report printed it, beside what its own inputs give." })
export class PrintedFigure extends fromTable(sqliteTables.printedFigure, {
  id: "Identifies the figure.",
  arrangementId: "The arrangement that it is of.",
  reference: "Where the report prints it.",
  what: "What it is.",
  printed: "As the report prints it; null where the report leaves it to be worked out.",
  printedValue: "The same as a number, in its unit.",
  unit: "What it is in.",
  nearest: "The place that it was rounded to, in that unit.",
  workings: "How it follows from its inputs, as one would type it into a cell.",
  why: "What explains a difference.",
}) {
  @Field(() => DecimalScalar, { nullable: true, description: "What the workings give, exact: money in pounds, per cent as a share of 1. Null where there are no workings." })
  exact!: string | null;

  @Field(() => String, { nullable: true, description: "The same rounded and written as the report writes it." })
  shown!: string | null;

  @Field(() => String, { description: "Whether it follows from its inputs: follows, does not follow, as printed (the report gives no inputs), not printed." })
  verdict!: string;

  @Field(() => String, { description: "The verdict in a sentence." })
  sentence!: string;

  @Field(() => Derivation, { nullable: true, description: "How it was made." })
  derivation!: Derivation | null;
}

@InputType({ description: "A figure as a report printed it." })
export class PrintedFigureInput {
  @Field(() => String, { description: "Where the report prints it." })
  reference!: string;

  @Field(() => String, { description: "What it is." })
  what!: string;

  @Field(() => String, { nullable: true, description: "As the report prints it: £4.7m, 5.6%, a third." })
  printed?: string;

  @Typed({ as: "number" })
  @Field(() => DecimalScalar, { nullable: true, description: "The same as a number, in its unit." })
  printedValue?: string;

  @Field(() => FigureUnit, { description: "What it is in." })
  unit!: Row<"printedFigure">["unit"];

  @Typed({ as: "number" })
  @Field(() => DecimalScalar, { nullable: true, description: "The place that it was rounded to: 100000 for £4.7m, 0.1 for 5.6%." })
  nearest?: string;

  @Field(() => String, {
    nullable: true,
    description: "How it follows from its inputs, as one would type it into a cell: 63 / 1150. A commitment's year is [commitment:<id>:2023/24].",
  })
  workings?: string;

  @Field(() => String, { nullable: true, description: "What explains a difference." })
  why?: string;

  @Field(() => ID, { nullable: true, description: "The arrangement that it is of." })
  arrangementId?: string;
}
