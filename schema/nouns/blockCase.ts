// Block cases: block prices against spot prices, as stored and as stated; what follows from them is a table.
import { Field, ObjectType } from "type-graphql";
import { sqliteTables as t } from "../../db/tables.ts";
import { pageOf } from "../page.ts";
import { DecimalScalar } from "../scalars.ts";
import { ReportTable } from "../tables/reportTable.ts";
import { noun, someOf } from "./noun.ts";

const blockCaseItem = noun(
  t.blockCaseItem,
  "BlockCaseItem",
  { description: "What is netted off a saving: administration, grant.", input: { description: "What is netted off a saving." } },
  {
    name: { description: "What it is.", label: "What" },
    kind: { description: "Whether it is a cost or a grant.", label: "Sort", width: "130px" },
    amountPence: { description: "The amount.", typed: { least: 0 }, label: "£", width: "96px" },
    time: { description: "How often it falls.", label: "When", width: "96px" },
    fromYear: { description: "The first year of the term in which it falls, from 1.", typed: { least: 1 }, label: "From year", width: "64px" },
    toYear: { description: "The last.", typed: { least: 1 }, label: "To year", width: "64px" },
  },
);

export const blockCaseNoun = noun(
  t.blockCase,
  "BlockCase",
  {
    description: "A block price against a spot price.",
    input: { description: "A block case as its officer states it." },
    said: "block case",
    parts: {
      items: {
        noun: blockCaseItem,
        description: "What is netted off.",
        input: "What is netted off the saving.",
        label: "Netted off the saving",
        add: "Add a cost or a grant",
        hint: "Years of the term, from 1.",
      },
    },
  },
  {
    id: "Identifies the block case.",
    authorityId: "The authority whose it is.",
    position: "Its place in the order.",
    name: { description: "Its name.", label: "Name" },
    places: { description: "How many places.", typed: { count: "place", least: 1 }, label: "Places" },
    priceUnit: {
      description: "What time the prices are for.",
      input: "What time the prices are for; a week where nothing is said. A case of values alone has no price.",
      usual: "week",
      label: "The prices are for",
      beside: true,
    },
    spotPounds: {
      description: "The spot price of a place, in pounds.",
      input: "The spot price of a place, in pounds. Without it and without a value of spot, what the block saves is not known.",
      typed: { as: "pounds", least: 0 },
      label: "Spot price, £",
    },
    blockPounds: { description: "The block price of a place, in pounds.", typed: { as: "pounds", least: 0 }, label: "Block price, £", beside: true },
    spotValuePence: {
      description: "What the spot places cost over the whole term, where the price is to be solved from it.",
      input: "What the spot places cost over the whole term.",
      typed: { least: 0 },
      label: "Spot over the whole term, £",
      hint: "Where a report prints totals: prices are then solved from them, and need not be given.",
    },
    blockValuePence: {
      description: "What the block costs over the whole term, where the price is to be solved from it.",
      input: "What the block costs over the whole term.",
      typed: { least: 0 },
      label: "Block over the whole term, £",
      beside: true,
    },
    weeksPerYear: {
      description: "For a price a week: how many weeks a year is taken to have.",
      label: "Weeks in a year",
      begins: "52.14 weeks",
      when: { priceUnit: ["week"] },
    },
    termMonths: {
      description: "The term in months, where no arrangement gives it.",
      input: "The term in months.",
      typed: { count: "month", least: 1 },
      label: "Term in months",
      beside: true,
    },
    startsOn: {
      description: "The first day of the term, where the price is counted by actual days and no arrangement gives it.",
      input: "The first day of the term, for a price counted by actual days; that of its arrangement where nothing is said.",
      label: "Term starts on",
      when: { priceUnit: ["week"], weeksPerYear: ["actual days / 7"] },
    },
    arrangementId: { description: "The arrangement whose term, opening and carrier of voids it takes, where it has none of its own.", none: "None", label: "Arrangement" },
    voidsCarriedBy: {
      description: "Who pays for places that stand empty, where it is not as its arrangement has it.",
      input: "Who pays for places that stand empty; as its arrangement has it where nothing is said, and the authority where that says nothing.",
      none: "As its arrangement says, else the authority",
      label: "Voids carried by",
    },
    voidShare: {
      description: "The share of the cost of empty places that the authority carries, where both do. Not known where nothing is said.",
      typed: { as: "percent", least: 0, most: 1 },
      label: "The authority’s share, %",
      hint: "Of the cost of empty places; the provider carries the rest.",
      beside: true,
      when: { voidsCarriedBy: ["shared"] },
    },
    sharing: {
      description: "How many authorities share it in equal parts.",
      input: "How many authorities share it in equal parts; 1 where nothing is said.",
      usual: 1,
      typed: { least: 1 },
      label: "Shared equally by how many authorities",
    },
    directPlaces: {
      description: "Places filled by children placed directly: they avoid cost, where the others save it.",
      input: "Places filled by children placed directly; none where nothing is said.",
      usual: 0,
      typed: { count: "place" },
      label: "Places filled directly",
      hint: "They avoid cost; the others save it.",
      beside: true,
    },
    source: { description: "Where these facts come from.", label: "Source" },
  },
);

@ObjectType({ description: "A block price against a spot price." })
export class StoredBlockCase extends blockCaseNoun.Stored {}

export const BlockCasePage = pageOf(StoredBlockCase, "BlockCasePage", "block cases");

/** The terms alone: what follows from them is a table. */
export const blockCaseTerms = someOf(
  blockCaseNoun,
  "BlockCaseTermsInput",
  "The terms of a block case: what follows from them is a table. Each price is given, or solved from its value over the whole term, or both; that of spot may be left out.",
  ["name", "arrangementId", "source"],
);

@ObjectType({ description: "What a block case comes to." })
export class BlockCase {
  @Field(() => String, { description: "Its name." })
  name!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      "The occupancy, as a share, below which the block costs more than buying the used places one at a time: block price over spot price, where the authority carries empty places. Null where there is none, and where the spot price, or who carries which share, is not known.",
  })
  breakEvenOccupancy!: string | null;

  @Field(() => ReportTable, {
    description: "At the occupancy: cost, saving, cost avoidance, what is netted off, void exposure and break-even occupancy, a year and over the term, in total and each.",
  })
  table!: ReportTable;

  @Field(() => ReportTable, { description: "Void exposure and saving at every twentieth of occupancy, at break-even and at the occupancy that is asked for." })
  curve!: ReportTable;
}
