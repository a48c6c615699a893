// Written by `npm run schema` from schema/nouns. Change a noun's declaration there, and run it again.
import { describe } from "../forms/describe.ts";
import { graphql } from "../data/graphql.ts";
import { choices } from "./choices.ts";

export const commitmentForm = describe("CommitmentInput", "commitment", {
  name: { kind: "words", needed: true, label: "Name" },
  statusId: { kind: "choice", needed: true, label: "Status" },
  basis: { kind: "choice", needed: true, label: "Its cost follows from", begins: "WEEKLY_PRICE", choices: choices.CommitmentBasis },
  weeklyRatePounds: { kind: "pounds", label: "£ a week for a place", placeholder: "5963.00", when: {"basis":["WEEKLY_PRICE"]} },
  yearlyRatePounds: { kind: "pounds", label: "£ a year for a place", placeholder: "92000", when: {"basis":["YEARLY_PRICE","FIXED_BY_YEAR"]} },
  rateSource: { kind: "words", label: "Source of the price", beside: true, shownWhen: {"basis":["WEEKLY_PRICE","YEARLY_PRICE","FIXED_BY_YEAR"]} },
  weeksPerYear: { kind: "choice", label: "Weeks in a year", when: {"basis":["WEEKLY_PRICE"]}, begins: "WEEKS_52_14", choices: choices.WeekConvention },
  partYear: { kind: "choice", label: "Part of a year", beside: true, when: {"basis":["WEEKLY_PRICE","YEARLY_PRICE","FIXED_BY_YEAR"]}, begins: "BY_MONTHS", choices: choices.PartYear },
  places: { kind: "list", label: "Places", when: {"basis":["WEEKLY_PRICE","YEARLY_PRICE","FIXED_BY_YEAR"]}, fields: { places: { kind: "count", needed: true, label: "Places" }, startsOn: { kind: "day", needed: true, label: "From" }, endsOn: { kind: "day", label: "To (empty: open)" }, firstYearShare: { kind: "percent", label: "% of first year", placeholder: "100", when: {"basis":["WEEKLY_PRICE","YEARLY_PRICE","FIXED_BY_YEAR"],"partYear":["STATED"]} }, lastYearShare: { kind: "percent", label: "% of last year", placeholder: "100", when: {"basis":["WEEKLY_PRICE","YEARLY_PRICE","FIXED_BY_YEAR"],"partYear":["STATED"]} }, volume: { kind: "choice", label: "Volume", choices: [["", "Not told apart"], ...choices.Volume] }, label: { kind: "words", label: "Called", placeholder: "high support" }, pricePounds: { kind: "pounds", label: "Its own £" }, replacesId: { kind: "choice", label: "Replaces, when that ends", none: "None" } } },
  amounts: { kind: "list", label: "Amounts", hint: "As costs. Income, a credit or a recovery is negative; a year left blank is not known.", when: {"basis":["AMOUNTS_BY_YEAR"]}, unless: "amountPence", fields: { year: { kind: "choice", needed: true }, amountPence: { kind: "pence", needed: true, placeholder: "£" } } },
  upliftSeriesId: { kind: "choice", label: "Uplift", shownWhen: {"basis":["WEEKLY_PRICE","YEARLY_PRICE","FIXED_BY_YEAR"]}, none: "None: the price stays" },
  priceBaseYear: { kind: "year", label: "Price is of", placeholder: "2023/24", beside: true, when: {"basis":["WEEKLY_PRICE","YEARLY_PRICE","FIXED_BY_YEAR"],"upliftSeriesId":"given"} },
  firstYearUplifted: { kind: "tick", label: "That first year already carries its uplift", when: {"basis":["WEEKLY_PRICE","YEARLY_PRICE","FIXED_BY_YEAR"],"upliftSeriesId":"given"}, begins: false },
  endsOn: { kind: "day", label: "Ends early on", hint: "The last day charged. Empty lets it run on." },
  endYearShare: { kind: "percent", label: "% of that year", placeholder: "50", beside: true, when: {"basis":["WEEKLY_PRICE","YEARLY_PRICE","FIXED_BY_YEAR"],"partYear":["STATED"],"endsOn":"given"} },
  arrangementId: { kind: "choice", label: "Bought under", fold: "More terms", none: "None" },
  lotId: { kind: "choice", label: "Lot", shownWhen: {"arrangementId":"given"}, none: "None" },
  poolId: { kind: "choice", label: "Shared in", none: "None" },
  provider: { kind: "words", label: "Provider" },
  mostPlaces: { kind: "count", label: "Maximum places on any day", beside: true, when: {"basis":["WEEKLY_PRICE","YEARLY_PRICE"]} },
  notes: { kind: "words", label: "Working notes" },
  groupName: { kind: "words" },
  draws: { kind: "list", label: "Drawn from", add: "Add a cost centre", fields: { costCentreId: { kind: "choice", needed: true, label: "Cost centre" }, drawnShare: { kind: "percent", needed: true, label: "Per cent" } } },
});

/** What the form reads of one that is stored. */
export const commitmentStored = graphql(`fragment CommitmentStored on Commitment @_unmask { id name statusId basis weeklyRatePounds yearlyRatePounds rateSource weeksPerYear partYear upliftSeriesId priceBaseYear firstYearUplifted endsOn endYearShare arrangementId lotId poolId provider mostPlaces notes groupName places { places startsOn endsOn firstYearShare lastYearShare volume label pricePounds replacesId } amounts { year amountPence } draws { costCentreId drawnShare } }`);

export const commitmentWrites = {
  create: graphql(`mutation CreateCommitment($authority: ID!, $input: CommitmentInput!, $key: String) { written: createCommitment(authority: $authority, input: $input, key: $key) { id batchId seen } }`),
  change: graphql(`mutation ChangeCommitment($id: ID!, $input: CommitmentInput!, $seen: DataVersion!, $key: String) { written: changeCommitment(id: $id, input: $input, seen: $seen, key: $key) { batchId seen } }`),
  remove: graphql(`mutation RemoveCommitment($id: ID!, $seen: DataVersion!, $key: String) { written: removeCommitment(id: $id, seen: $seen, key: $key) { batchId seen } }`),
};

/** Its register, and the columns of it that a new row is typed into. */
export const commitmentRegister = {"of":"commitment","noun":"commitment","columns":["status","basis","price","weeks","uplift","to","provider","notes","places","from"]} as const;
