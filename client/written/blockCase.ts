// Written by `npm run schema` from schema/nouns. Change a noun's declaration there, and run it again.
import { describe } from "../forms/describe.ts";
import { graphql } from "../data/graphql.ts";
import { choices } from "./choices.ts";

export const blockCaseForm = describe("BlockCaseInput", "block case", {
  name: { kind: "words", needed: true, label: "Name" },
  places: { kind: "count", needed: true, label: "Places" },
  priceUnit: { kind: "choice", needed: true, label: "The prices are for", beside: true, choices: choices.PriceUnit },
  spotPounds: { kind: "pounds", label: "Spot price, £" },
  blockPounds: { kind: "pounds", label: "Block price, £", beside: true },
  spotValuePence: { kind: "pence", label: "Spot over the whole term, £", hint: "Where a report prints totals: the prices are then solved from them." },
  blockValuePence: { kind: "pence", label: "Block over the whole term, £", beside: true },
  weeksPerYear: { kind: "choice", label: "Weeks in a year", when: {"priceUnit":["WEEK"]}, begins: "WEEKS_52_14", choices: choices.WeekConvention },
  termMonths: { kind: "count", label: "Term in months", beside: true },
  arrangementId: { kind: "choice", label: "Arrangement", none: "None" },
  sharing: { kind: "count", label: "Shared equally by how many authorities", begins: 1 },
  directPlaces: { kind: "count", label: "Places filled directly", hint: "They avoid cost; the others save it.", beside: true, begins: 0 },
  source: { kind: "words", label: "Source" },
  items: { kind: "list", label: "Netted off the saving", hint: "Years of the term, from 1.", add: "Add a cost or a grant", fields: { name: { kind: "words", needed: true, label: "What" }, kind: { kind: "choice", needed: true, label: "Sort", width: "130px", choices: choices.NettedKind }, amountPence: { kind: "pence", needed: true, label: "£", width: "96px" }, time: { kind: "choice", needed: true, label: "When", width: "96px", choices: choices.NettedTime }, fromYear: { kind: "count", needed: true, label: "From year", width: "64px" }, toYear: { kind: "count", needed: true, label: "To year", width: "64px" } } },
});

/** What the form reads of one that is stored. */
export const blockCaseStored = graphql(`fragment StoredBlockCaseStored on StoredBlockCase @_unmask { id name places priceUnit spotPounds blockPounds spotValuePence blockValuePence weeksPerYear termMonths arrangementId sharing directPlaces source items { name kind amountPence time fromYear toYear } }`);

export const blockCaseWrites = {
  create: graphql(`mutation CreateBlockCase($authority: ID!, $input: BlockCaseInput!, $key: String) { written: createBlockCase(authority: $authority, input: $input, key: $key) { id batchId } }`),
  change: graphql(`mutation ChangeBlockCase($id: ID!, $input: BlockCaseInput!, $seen: DataVersion!, $key: String) { written: changeBlockCase(id: $id, input: $input, seen: $seen, key: $key) { batchId } }`),
  remove: graphql(`mutation RemoveBlockCase($id: ID!, $seen: DataVersion!, $key: String) { written: removeBlockCase(id: $id, seen: $seen, key: $key) { batchId } }`),
};
