// What is settled within a partnership: places used, periods, and the statements that come of them.
import { Field, ID, ObjectType } from "type-graphql";
import { sqliteTables as t } from "../../db/tables.ts";
import { pageOf } from "../page.ts";
import { PenceScalar } from "../scalars.ts";
import { ReportTable } from "../tables/reportTable.ts";
import { noun } from "./noun.ts";

export const placeUseNoun = noun(
  t.placeUse,
  "PlaceUse",
  {
    description: "Places used from one day to another. It counts places and holds nothing of any child.",
    input: { description: "Places used from one day to another, by a member or an outside buyer." },
  },
  {
    id: { description: "Identifies this use.", input: "The use to put right; left out for a new one." },
    userId: { description: "The member that used them; null for an outside buyer.", input: "The member that used them.", label: "Used by" },
    buyer: { description: "The outside buyer.", label: "Buyer", width: "90px", when: { userId: "missing" } },
    hostId: { description: "The member whose places they are.", label: "In places of" },
    places: { description: "How many places; 0 states that nobody used any.", typed: { count: "place", least: 0 }, label: "Places", width: "52px" },
    startsOn: { description: "The first day.", label: "From", width: "128px" },
    endsOn: { description: "The last day.", label: "To", width: "128px" },
  },
);
export const PlaceUsePage = pageOf(placeUseNoun.object(), "PlaceUsePage", "uses of places");

const upFront = noun(
  t.upFront,
  "UpFront",
  { description: "What a member has paid ahead for a period.", input: { description: "What a member paid ahead." } },
  {
    partnerId: { description: "The member.", given: true },
    amountPence: { description: "What it paid.", typed: { least: 0 } },
  },
);

export const periodNoun = noun(
  t.settlementPeriod,
  "SettlementPeriod",
  {
    description: "A period that is settled as one.",
    input: { description: "A period to settle." },
    said: "period",
    parts: { upFront: { noun: upFront, description: "What the members paid ahead.", label: "Paid ahead, £", unless: "amountPence" } },
  },
  {
    id: "Identifies the period.",
    name: { description: "Its name.", label: "Name", placeholder: "Quarter 1, 2026/27" },
    startsOn: { description: "Its first day.", label: "From" },
    endsOn: { description: "Its last day.", label: "To", beside: true },
    costPence: { description: "What the lead paid the providers.", typed: { least: 0 }, label: "Paid to providers, £" },
    administrationPence: {
      description: "What the lead paid for administration.",
      input: "What the lead paid for administration; nil where nothing is said.",
      usual: 0,
      typed: { least: 0 },
      label: "Administration, £",
      beside: true,
    },
    issuedAt: "When its statements were issued; null until then.",
    issuedBy: "Who issued them.",
  },
);

@ObjectType({ description: "A period that is settled as one." })
export class SettlementPeriod extends periodNoun.Stored {}

@ObjectType({ description: "A line of a statement." })
export class StatementLine {
  @Field(() => String, { description: "What it is, in a sentence." })
  words!: string;

  @Field(() => PenceScalar, {
    nullable: true,
    description: "The amount: what the member owes for it; below nil what it is owed. Null where the line only explains, or the amount is not known.",
  })
  pence!: number | null;

  @Field(() => Boolean, { description: "Whether the line has an amount that is not known, which is not nil." })
  notKnown!: boolean;

  @Field(() => String, { nullable: true, description: "How it was made." })
  workings!: string | null;
}

@ObjectType({ description: "A member's statement for a period, to be read by one who was not there." })
export class Statement {
  @Field(() => ID, { description: "The member." })
  partnerId!: string;

  @Field(() => String, { description: "Its title." })
  title!: string;

  @Field(() => [StatementLine], { description: "Its lines." })
  lines!: StatementLine[];

  @Field(() => PenceScalar, {
    nullable: true,
    description: "What the member owes the lead; below nil what the lead owes it. Null where it is not known, which is not nil: such a statement cannot be issued.",
  })
  balancePence!: number | null;

  @Field(() => String, { description: "The balance in a sentence, or what has to be recorded for it to be known." })
  sentence!: string;

  @Field(() => Boolean, { description: "Whether it has been issued, and is then as it was issued." })
  issued!: boolean;
}

@ObjectType({ description: "The settlement of a period. Of an issued period it is as it was issued; what was corrected since is in the next one." })
export class Settlement {
  @Field(() => SettlementPeriod, { description: "The period." })
  period!: SettlementPeriod;

  @Field(() => ReportTable, { description: "What each member held, used, bought, sold, paid ahead and owes, with what the lead paid below it." })
  table!: ReportTable;

  @Field(() => ReportTable, { description: "Who used whose places, at what price." })
  market!: ReportTable;

  @Field(() => [Statement], { description: "A statement for each member." })
  statements!: Statement[];
}
