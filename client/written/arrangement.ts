// Written by `npm run schema` from schema/nouns. Change a noun's declaration there, and run it again.
import { describe } from "../forms/describe.ts";
import { graphql } from "../data/graphql.ts";
import { choices } from "./choices.ts";

export const arrangementForm = describe("ArrangementInput", "arrangement", {
  name: { kind: "words", needed: true, label: "Name" },
  kind: { kind: "choice", needed: true, label: "Kind", choices: choices.ArrangementKind },
  opensOn: { kind: "day", label: "Opens", beside: true },
  openList: { kind: "tick", label: "Continually open to new providers", begins: false },
  terms: { kind: "list", label: "Terms", hint: "The initial term first, then the extensions. The end follows from them.", fields: { months: { kind: "count", needed: true, label: "Months", width: "90px" }, state: { kind: "choice", needed: true, label: "State", choices: choices.TermState } } },
  statedEndOn: { kind: "day", label: "Ends on", hint: "Only where its terms are not known." },
  openEnded: { kind: "tick", label: "It has no end", beside: true, begins: false },
  estimatedValuePence: { kind: "pence", label: "Estimated total value, £" },
  valueBasis: { kind: "words", label: "What that is for", placeholder: "7 years, all partners", beside: true },
  participants: { kind: "list", label: "Participants", add: "Add a participant", fields: { name: { kind: "words", needed: true, label: "Authority" }, role: { kind: "choice", needed: true, label: "Part", width: "110px", choices: choices.ParticipantRole }, authorities: { kind: "count", label: "How many", width: "70px", begins: 1 }, detail: { kind: "words", label: "In what" } } },
  lots: { kind: "list", label: "Lots", add: "Add a lot", fields: { id: { kind: "choice" }, name: { kind: "words", needed: true, label: "Lot or category" }, detail: { kind: "words", label: "What is bought" }, fundedFrom: { kind: "words", label: "Funded from" }, averageWeeklyPounds: { kind: "pounds", label: "£ a week", width: "80px" }, providerCount: { kind: "count", label: "Providers", width: "64px" }, wasId: { kind: "choice" } } },
  providers: { kind: "list", label: "Providers", add: "Add a provider", fields: { name: { kind: "words", needed: true, label: "Provider" }, lot: { kind: "choice", label: "Lot", none: "The whole", named: ["lots","lotId"] }, places: { kind: "count", label: "Places", width: "60px" }, detail: { kind: "words", label: "What for" } } },
  stages: { kind: "list", label: "Procurement stages", add: "Add a stage", fields: { name: { kind: "words", needed: true, label: "Stage" }, startsOn: { kind: "day", needed: true, label: "From", width: "128px" }, endsOn: { kind: "day", label: "To", width: "128px" }, complete: { kind: "tick", label: "Complete", width: "64px", begins: false } } },
  weights: { kind: "list", label: "Evaluation weights", hint: "Together they come to 100%.", add: "Add a weight", fields: { criterion: { kind: "words", needed: true, label: "Criterion" }, weightShare: { kind: "percent", needed: true, label: "Per cent", width: "80px" } } },
  routes: { kind: "list", label: "Call-off routes", add: "Add a route", fields: { name: { kind: "words", needed: true, label: "Route" }, detail: { kind: "words", label: "When" } } },
  breakMonths: { kind: "count", label: "Break clause, months" },
  firstReviewMonths: { kind: "count", label: "First review after, months", beside: true },
  reviewEveryMonths: { kind: "count", label: "Reviewed every, months", beside: true },
  mostPlacesInHome: { kind: "count", label: "Most places in a home" },
  mostProviders: { kind: "count", label: "Most providers", beside: true },
  voidsCarriedBy: { kind: "choice", label: "Voids carried by", beside: true, choices: [["", "Not said"], ...choices.VoidCarrier] },
  followsId: { kind: "choice", label: "Follows", none: "None" },
  interim: { kind: "tick", label: "Interim cover", begins: false },
  contractReference: { kind: "words", label: "Contract reference", placeholder: "CS/2024/117" },
  notes: { kind: "words", label: "Working notes" },
  note: { kind: "words", label: "Note for readers" },
  source: { kind: "words", label: "Source" },
});

/** What the form reads of one that is stored. */
export const arrangementStored = graphql(`fragment ArrangementStored on Arrangement @_unmask { id name kind opensOn openList statedEndOn openEnded estimatedValuePence valueBasis breakMonths firstReviewMonths reviewEveryMonths mostPlacesInHome mostProviders voidsCarriedBy followsId interim contractReference notes note source terms { months state } participants { name role authorities detail } lots { id name detail fundedFrom averageWeeklyPounds providerCount wasId } providers { name lotId places detail } stages { name startsOn endsOn complete } weights { criterion weightShare } routes { name detail } }`);

export const arrangementWrites = {
  create: graphql(`mutation CreateArrangement($authority: ID!, $input: ArrangementInput!, $key: String) { written: createArrangement(authority: $authority, input: $input, key: $key) { id batchId seen } }`),
  change: graphql(`mutation ChangeArrangement($id: ID!, $input: ArrangementInput!, $seen: DataVersion!, $key: String) { written: changeArrangement(id: $id, input: $input, seen: $seen, key: $key) { batchId seen } }`),
  remove: graphql(`mutation RemoveArrangement($id: ID!, $seen: DataVersion!, $key: String) { written: removeArrangement(id: $id, seen: $seen, key: $key) { batchId seen } }`),
};

/** Its register, and the columns of it that a new row is typed into. */
export const arrangementRegister = {"of":"arrangement","noun":"arrangement","columns":["kind","opens","ends","value","contractReference","notes"]} as const;
