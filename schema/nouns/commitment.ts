// Commitments: their terms as stored and as stated, and their projection.
import { Field, ID, InputType, ObjectType } from "type-graphql";
import { type Row, sqliteTables as t } from "../../db/tables.ts";
import { CommitmentBasis, CommitmentStatusKind } from "../enums.ts";
import { pageOf } from "../page.ts";
import { CommitmentStatus } from "./commitmentStatus.ts";
import { noun } from "./noun.ts";

/** What is bought at a price has places; of these bases, and no other. */
const priced = ["weekly price", "yearly price", "fixed by year"] as const;
const stated = { basis: priced, partYear: ["stated"] } as const;
const share = { as: "percent", least: 0, most: 1 } as const;
const pounds = { as: "pounds", least: 0 } as const;

const placesPeriod = noun(
  t.commitmentPlaces,
  "PlacesPeriod",
  {
    description: "A number of places held from one day to another. Several periods of one commitment add up.",
    input: { description: "A number of places from one day to another." },
  },
  {
    places: { description: "How many places.", input: "How many places: nil or more.", typed: { count: "place" }, label: "Places", register: "places" },
    startsOn: { description: "The first day held.", input: "The first day.", label: "From", register: "from" },
    endsOn: {
      description: "The last day held; null while it has no end.",
      input: "The last day; left out while it has no end.",
      label: "To (empty: open)",
      register: "to",
      blank: "open",
    },
    firstYearShare: {
      description: "Under stated part years: the share of the first year from the start to 31 March.",
      input: "Under stated part years: the share of the first year from the start to 31 March. Half a year is 0.5.",
      typed: share,
      label: "% of first year",
      placeholder: "100",
      when: stated,
    },
    lastYearShare: {
      description: "Under stated part years: the share of the last year from 1 April to the end.",
      typed: share,
      label: "% of last year",
      placeholder: "100",
      when: stated,
    },
    volume: { description: "What sort of volume it is, where that is told apart.", none: "Not told apart", label: "Volume" },
    label: {
      description: "What it is called in the workings: high support.",
      input: "What it is to be called in the workings.",
      label: "Called",
      placeholder: "high support",
    },
    pricePounds: {
      description: "A price of its own, in the unit of the commitment's price: support on top of the base price.",
      input: "A price of its own, in the unit of the terms' price. Support always has one.",
      typed: pounds,
      label: "Its own £",
    },
    replacesId: { description: "The commitment that these places replace when it ends.", none: "None", label: "Replaces, when that ends" },
  },
);

const yearAmount = noun(
  t.commitmentAmount,
  "YearAmount",
  { description: "The amount of a commitment that is stated by year.", input: { description: "An amount for one year." } },
  {
    year: { description: "The financial year.", given: true },
    amountPence: {
      description: "The amount, in whole pence, as a cost: tables deduct it. Income, a credit or a recovery is negative.",
      input: "The amount as a cost, in whole pence; income, a credit or a recovery is negative.",
      placeholder: "£",
    },
  },
);

const draw = noun(
  t.commitmentDraw,
  "CommitmentDraw",
  { description: "A cost centre that a commitment is drawn down from.", input: { description: "A cost centre to draw down from." } },
  {
    costCentreId: { description: "The cost centre.", label: "Cost centre" },
    drawnShare: {
      description: "The share of the commitment that falls on it. The shares of a commitment add up to exactly 1.",
      input: 'The share of the commitment that falls on it: "0.5" is half. The shares add up to exactly 1.',
      typed: share,
      label: "Per cent",
    },
  },
);

export const commitmentNoun = noun(
  t.commitment,
  "Commitment",
  {
    description: "Something that an authority has undertaken to buy, or may: what a medium-term table deducts.",
    input: { description: "A commitment as its officer states it." },
    fixed: {
      basis: "This cannot be typed over: what the cost follows from decides which terms there are. Press Enter to open them.",
      price: "This cannot be typed over: a commitment that is stated year by year has no price. Press Enter to open its amounts.",
      places: "This cannot be typed over: it is counted on the day from more than one run of places, or from one of another time. Press Enter to open the terms.",
      from: "This cannot be typed over: it follows from the runs of places, or from the amounts of the years. Press Enter to open the terms.",
      to: "This cannot be typed over: it follows from the runs of places, or from the amounts of the years. Press Enter to open the terms.",
      weeks: "This cannot be typed over: only a price a week has weeks. Press Enter to open the terms.",
    },
    parts: {
      places: {
        noun: placesPeriod,
        description: "The places held, by their start.",
        input: "The places held, not for amounts by year. A fixed amount has 1.",
        label: "Places",
        when: { basis: priced },
        after: "partYear",
      },
      amounts: {
        noun: yearAmount,
        description: "The amounts stated, by year.",
        input: "For amounts by year: the amounts.",
        label: "Amounts",
        hint: "As costs. Income, a credit or a recovery is negative; a year left blank is not known.",
        unless: "amountPence",
        after: "partYear",
        when: { basis: ["amounts by year"] },
      },
      draws: {
        noun: draw,
        description: "The cost centres that it is drawn down from; none where it falls on the budget as a whole.",
        label: "Drawn from",
        add: "Add a cost centre",
      },
    },
  },
  {
    id: "Identifies the commitment in Tabled.",
    authorityId: "The authority that it belongs to.",
    position: "Its place in the order of the tables.",
    optionId: "The option that it belongs to, while that is not adopted: no table of facts has it then.",
    name: { description: "The name, as tables print it.", input: "The name, as tables are to print it.", label: "Name", register: "heading" },
    statusId: { description: "How firm it is: one of the authority's own statuses.", label: "Status", register: "status" },
    basis: {
      description: "What its cost follows from.",
      input: "What the cost follows from.",
      label: "Its cost follows from",
      begins: "weekly price",
      register: "basis",
      onlyNew: true,
    },
    weeklyRatePounds: {
      description: "The price of one place for a week, in pounds, exact; null for amounts by year.",
      input: "For a weekly price: pounds a week for one place.",
      typed: pounds,
      label: "£ a week for a place",
      placeholder: "5963.00",
      register: "price",
      when: { basis: ["weekly price"] },
    },
    yearlyRatePounds: {
      description: "For a yearly price, of one place a year; for a fixed amount, of the whole a year. In pounds, exact.",
      input: "For a yearly price: pounds a year for one place. For a fixed amount: pounds a year for the whole.",
      typed: pounds,
      label: "£ a year for a place",
      placeholder: "92000",
      register: "price",
      when: { basis: ["yearly price", "fixed by year"] },
    },
    rateSource: { description: "Where the price comes from.", label: "Source of the price", beside: true, shownWhen: { basis: priced } },
    weeksPerYear: {
      description: "How many weeks a year is taken to have.",
      input: "For a weekly price: how many weeks a year is taken to have.",
      label: "Weeks in a year",
      register: "weeks",
      begins: "52.14 weeks",
      when: { basis: ["weekly price"] },
    },
    partYear: {
      description: "How a part of a year is counted.",
      input: "How a part of a year is counted; not for amounts by year.",
      label: "Part of a year",
      begins: "by months",
      beside: true,
      when: { basis: priced },
    },
    upliftSeriesId: {
      description: "The uplift series that lifts the price; null where nothing does.",
      input: "The authority's uplift series that lifts the price.",
      none: "None: the price stays",
      label: "Uplift",
      register: "uplift",
      shownWhen: { basis: priced },
    },
    priceBaseYear: {
      description: "The year that the price is stated in.",
      input: "The year that the price is stated in; needed where an uplift lifts it.",
      label: "Price is of",
      placeholder: "2023/24",
      beside: true,
      when: { basis: priced, upliftSeriesId: "given" },
    },
    firstYearUplifted: {
      description: "Whether the base year itself already carries its uplift.",
      input: "Whether the base year itself already carries its uplift; false where nothing is said.",
      usual: false,
      label: "That first year already carries its uplift",
      when: { basis: priced, upliftSeriesId: "given" },
    },
    endsOn: {
      description: "The last day charged, where the commitment was ended.",
      input: "The last day charged, where the commitment ends before its places do.",
      label: "Ends early on",
      register: "to",
      blank: "open",
      hint: "The last day charged. Empty lets it run on.",
    },
    endYearShare: {
      description: "Under stated part years: the share of the ending year that is charged, from 1 April.",
      typed: share,
      label: "% of that year",
      placeholder: "50",
      beside: true,
      when: { ...stated, endsOn: "given" },
    },
    arrangementId: { description: "The arrangement that it is bought under.", none: "None", label: "Bought under", fold: "More terms" },
    lotId: { description: "The lot that it is bought under.", none: "None", label: "Lot", shownWhen: { arrangementId: "given" } },
    poolId: { description: "The cost pool by which a partnership's members share it.", none: "None", label: "Shared in" },
    provider: { description: "Who provides it.", label: "Provider", register: "provider" },
    mostPlaces: {
      description: "The most places that may be held or used on one day.",
      typed: { count: "place" },
      label: "Maximum places on any day",
      beside: true,
      when: { basis: ["weekly price", "yearly price"] },
    },
    notes: { description: "Notes for whoever works with it.", long: true, label: "Working notes", register: "notes" },
    groupName: {
      description: "The group that tables add it up under; null where it stands alone.",
      input: "The group that tables add it up under. Left out, it stays where it is; null or empty, it stands alone.",
      stays: true,
    },
  },
);

@ObjectType({ description: "Something that an authority has undertaken to buy, or may: what a medium-term table deducts." })
export class Commitment extends commitmentNoun.Stored {
  @Field(() => CommitmentStatus, { description: "How firm it is, in the authority's own words." })
  status!: CommitmentStatus;
}

export const CommitmentPage = pageOf(Commitment, "CommitmentPage", "commitments");

@InputType({ description: "Which commitments to read." })
export class CommitmentFilterInput {
  @Field(() => String, { nullable: true, description: "A part of the name, in any case." })
  nameContains?: string;

  @Field(() => ID, { nullable: true, description: "How firm they are: one of the authority's statuses." })
  statusId?: string;

  @Field(() => CommitmentStatusKind, { nullable: true, description: "Of which kind their status is." })
  kind?: Row<"commitmentStatus">["kind"];

  @Field(() => CommitmentBasis, { nullable: true, description: "What their cost follows from." })
  basis?: Row<"commitment">["basis"];

  @Field(() => ID, { nullable: true, description: "Only those under this arrangement." })
  arrangementId?: string;

  @Field(() => ID, { nullable: true, description: "Only those in this cost pool." })
  poolId?: string;

  @Field(() => ID, { nullable: true, description: "Those of this option, which are no facts; without it, those that are." })
  optionId?: string;
}
