// What people type into forms, and what it was read as.
import { Field, InputType, ObjectType, registerEnumType } from "type-graphql";

/** What a number is in that does not say so itself. */
export enum EntryUnit {
  POUNDS = "POUNDS",
  THOUSANDS = "THOUSANDS",
  MILLIONS = "MILLIONS",
  PERCENT = "PERCENT",
  NUMBER = "NUMBER",
  DAY = "DAY",
}

registerEnumType(EntryUnit, {
  name: "EntryUnit",
  description: "What a number is in that is typed without a sign of its own.",
  valuesConfig: {
    POUNDS: { description: "Pounds." },
    THOUSANDS: { description: "Thousands of pounds, as in a table of £000s." },
    MILLIONS: { description: "Millions of pounds." },
    PERCENT: { description: "Per cent, read as a share: 95.6 is 0.956." },
    NUMBER: { description: "A number of something." },
    DAY: { description: "A day, for a field that takes a day or a number by what another field says." },
  },
});

@InputType({ description: "One field of a form, as it was typed." })
export class EntryInput {
  @Field(() => String, { description: 'The field, as its path in the input: "spotValuePence", "items[0].amountPence".' })
  field!: string;

  @Field(() => String, { description: 'The text as typed: "£38.5m", "31/03/2026", "2.8%"; empty for a field that was left empty.' })
  typed!: string;

  @Field(() => EntryUnit, {
    nullable: true,
    description:
      "What a bare number is in: needed where the field alone does not tell (a KPI's value), and for amounts typed in thousands or millions. Pounds for every other amount.",
  })
  unit?: EntryUnit | null;
}

@ObjectType({ description: "What one field of a form was read as." })
export class ReadEntry {
  @Field(() => String, { description: "The field, as it was sent." })
  field!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The value for the mutation, as JSON: 3850000000 for £38.5m in whole pence, "2026-03-31" with its quotes for a day. Null where the field is empty, or has an error.',
  })
  value!: string | null;

  @Field(() => String, { nullable: true, description: 'What was read, in words: "£38,500,000.00", "31 March 2026", "48 months". Null for texts, choices and empty fields.' })
  shown!: string | null;

  @Field(() => String, { nullable: true, description: "Why it cannot be read and what to type, in a sentence for whoever typed it. Null where it was read." })
  error!: string | null;
}
