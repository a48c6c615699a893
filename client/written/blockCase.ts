// Written by `npm run schema` from schema/nouns. Change a noun's declaration there, and run it again.
import { describe } from "../forms/describe.ts";
import { graphql } from "../data/graphql.ts";
import { choices } from "./choices.ts";

export const blockCaseForm = describe("BlockCaseInput", "block case", {
  name: { kind: "words", needed: true, label: "Name" },
  places: { kind: "count", needed: true, label: "Places" },
  priceUnit: { kind: "choice", label: "The prices are for", beside: true, begins: "WEEK", choices: choices.PriceUnit },
  spotPounds: { kind: "pounds", label: "Spot price, £" },
  blockPounds: { kind: "pounds", label: "Block price, £", beside: true },
  spotValuePence: { kind: "pence", label: "Spot over the whole term, £", hint: "Where a report prints totals: prices are then solved from them, and need not be given." },
  blockValuePence: { kind: "pence", label: "Block over the whole term, £", beside: true },
  weeksPerYear: { kind: "choice", label: "Weeks in a year", when: {"priceUnit":["WEEK"]}, begins: "WEEKS_52_14", choices: choices.WeekConvention },
  termMonths: { kind: "count", label: "Term in months", beside: true },
  startsOn: { kind: "day", label: "Term starts on", when: {"priceUnit":["WEEK"],"weeksPerYear":["ACTUAL_DAYS_7"]} },
  arrangementId: { kind: "choice", label: "Arrangement", none: "None" },
  voidsCarriedBy: { kind: "choice", label: "Voids carried by", choices: [["", "As its arrangement says, else the authority"], ...choices.VoidCarrier] },
  voidShare: { kind: "percent", label: "The authority’s share, %", hint: "Of the cost of empty places; the provider carries the rest.", beside: true, when: {"voidsCarriedBy":["SHARED"]} },
  sharing: { kind: "count", label: "Shared equally by how many authorities", begins: 1 },
  directPlaces: { kind: "count", label: "Places filled directly", hint: "They avoid cost; the others save it.", beside: true, begins: 0 },
  source: { kind: "words", label: "Source" },
  items: { kind: "list", label: "Netted off the saving", hint: "Years of the term, from 1.", add: "Add a cost or a grant", fields: { name: { kind: "words", needed: true, label: "What" }, kind: { kind: "choice", needed: true, label: "Sort", width: "130px", choices: choices.NettedKind }, amountPence: { kind: "pence", needed: true, label: "£", width: "96px" }, time: { kind: "choice", needed: true, label: "When", width: "96px", choices: choices.NettedTime }, fromYear: { kind: "count", needed: true, label: "From year", width: "64px" }, toYear: { kind: "count", needed: true, label: "To year", width: "64px" } } },
});

/** What the form reads of one that is stored. */
export const blockCaseStored = graphql(`fragment StoredBlockCaseStored on StoredBlockCase @_unmask { id name places priceUnit spotPounds blockPounds spotValuePence blockValuePence weeksPerYear termMonths startsOn arrangementId voidsCarriedBy voidShare sharing directPlaces source items { name kind amountPence time fromYear toYear } }`);

export const blockCaseWrites = {
  create: graphql(`mutation CreateBlockCase($authority: ID!, $input: BlockCaseInput!, $key: String) { written: createBlockCase(authority: $authority, input: $input, key: $key) { id batchId seen } }`),
  change: graphql(`mutation ChangeBlockCase($id: ID!, $input: BlockCaseInput!, $seen: DataVersion!, $key: String) { written: changeBlockCase(id: $id, input: $input, seen: $seen, key: $key) { batchId seen } }`),
  remove: graphql(`mutation RemoveBlockCase($id: ID!, $seen: DataVersion!, $key: String) { written: removeBlockCase(id: $id, seen: $seen, key: $key) { batchId seen } }`),
};
