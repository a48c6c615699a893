// Figures as reports printed them, and whether they follow from their own inputs.
import { Field, ObjectType } from "type-graphql";
import { sqliteTables as t } from "../../db/tables.ts";
import { DecimalScalar } from "../scalars.ts";
import { Derivation } from "../tables/reportTable.ts";
import { noun } from "./noun.ts";

export const figureNoun = noun(
  t.printedFigure,
  "PrintedFigure",
  { description: "A figure as a report printed it.", said: "figure" },
  {
    id: "Identifies the figure.",
    what: { description: "What it is.", label: "What it is" },
    reference: { description: "Where the report prints it.", label: "Where the report prints it", placeholder: "6.1.4" },
    printed: {
      description: "As the report prints it; null where the report leaves it to be worked out.",
      input: "As the report prints it: £4.7m, 5.6%, a third.",
      label: "As printed",
      placeholder: "£4.7m",
      hint: "Empty where it is not printed.",
    },
    printedValue: { description: "The same as a number, in its unit.", typed: { as: "number" }, label: "As a number", placeholder: "4700000", beside: true },
    unit: { description: "What it is in.", label: "In" },
    nearest: {
      description: "The place that it was rounded to, in that unit; null for the last place that is printed.",
      input: "The place that it was rounded to: 100000 for £4.7m, 0.1 for 5.6%. Left out for the last place that is printed.",
      typed: { as: "number" },
      label: "Rounded to",
      placeholder: "as printed",
      hint: "Empty for the last place that is printed; 100000 for £5m that stands for £4.7m.",
      beside: true,
    },
    workings: {
      description: "How it follows from its inputs, as one would type it into a cell.",
      input:
        "How it follows from its inputs, as one would type it into a cell: 63 / 1150. A commitment's year is [commitment:<id>:2023/24]. A number with a £, a k, m or bn, a % or decimals, and in pounds one of 1,000 or more, is any that prints as it does; exact(10%) is that number alone.",
      long: true,
      label: "Workings",
      placeholder: "63 / 1150",
      hint: "As in a cell: + - * / and brackets, 10%, £4.7m, months(2018-10-09, 2019-06-30). [commitment:…:2023/24] is a year of a commitment here. £4.7m or 3.1 is any amount that prints so; exact(10%) is that number alone. Empty where the report gives no inputs.",
    },
    why: { description: "What explains a difference.", long: true, label: "What explains a difference" },
    arrangementId: { description: "The arrangement that it is of." },
  },
);

@ObjectType({ description: "A figure as a report printed it, beside what its own inputs give." })
export class PrintedFigure extends figureNoun.Stored {
  @Field(() => DecimalScalar, { nullable: true, description: "What the workings give, exact: money in pounds, per cent as a share of 1. Null where there are no workings." })
  exact!: string | null;

  @Field(() => String, { nullable: true, description: "The same rounded and written as the report writes it." })
  shown!: string | null;

  @Field(() => String, {
    description:
      "Whether it follows from its inputs: follows; consistent with rounding (some numbers that print as the inputs do give one that prints as it does); does not follow; not known (its workings need what is not known); as printed (the report gives no inputs); not printed.",
  })
  verdict!: string;

  @Field(() => String, { description: "The verdict in a sentence; of what does not follow, by how much." })
  sentence!: string;

  @Field(() => Derivation, { nullable: true, description: "How it was made." })
  derivation!: Derivation | null;
}
