// The form of an arrangement: its columns and its lists, and what a new one begins with.
import type { Arrangement } from "../documents/arrangements.ts";
import { describe } from "../forms/describe.ts";
import type { Opening } from "../forms/input.ts";
import { said } from "../words.ts";

export const kindsSaid: Record<Arrangement["kind"], string> = {
  FRAMEWORK: "Framework",
  DYNAMIC_PURCHASING_SYSTEM: "Dynamic purchasing system",
  FLEXIBLE_PURCHASING_SYSTEM: "Flexible purchasing system",
  PROVIDER_PARTNER_AGREEMENT: "Provider-partner agreement",
  BLOCK_CONTRACT: "Block contract",
  SPOT_PURCHASE: "Spot purchase",
  IN_HOUSE: "In-house",
};
export const carriersSaid = [
  ["", "Not said"],
  ["AUTHORITY", "The authority"],
  ["PROVIDER", "The provider"],
  ["SHARED", "Both, by a rule"],
] as const;

export const arrangementForm = describe("ArrangementInput", {
  name: { kind: "words", needed: true, label: "Name" },
  kind: { kind: "choice", needed: true, label: "Kind", choices: said(kindsSaid) },
  opensOn: { kind: "day", label: "Opens" },
  openList: { kind: "tick", label: "Continually open to new providers" },
  terms: {
    kind: "list",
    label: "Terms",
    hint: "The initial term first, then the extensions. The end follows from them.",
    fields: {
      months: { kind: "count", needed: true, label: "Months", width: "90px" },
      state: {
        kind: "choice",
        needed: true,
        label: "State",
        choices: [
          ["AGREED", "Agreed"],
          ["PROPOSED", "Proposed"],
          ["EXERCISED", "Exercised"],
          ["AVAILABLE", "Available"],
          ["LAPSED", "Lapsed"],
        ],
      },
    },
  },
  statedEndOn: { kind: "day", label: "Ends on", hint: "Only where its terms are not known." },
  openEnded: { kind: "tick", label: "It has no end" },
  estimatedValuePence: { kind: "pence", label: "Estimated total value, £" },
  valueBasis: { kind: "words", label: "What that is for", placeholder: "7 years, all partners" },
  participants: {
    kind: "list",
    label: "Participants",
    add: "Add a participant",
    columns: ["name", "role", "authorities", "detail"],
    fields: {
      name: { kind: "words", needed: true, label: "Authority" },
      role: {
        kind: "choice",
        needed: true,
        label: "Part",
        width: "110px",
        choices: [
          ["LEAD", "Lead"],
          ["PARTNER", "Partner"],
          ["NAMED_USER", "Named user"],
        ],
      },
      authorities: { kind: "count", label: "How many", width: "70px" },
      detail: { kind: "words", label: "In what" },
    },
  },
  lots: {
    kind: "list",
    label: "Lots",
    add: "Add a lot",
    columns: ["name", "detail", "fundedFrom", "averageWeeklyPounds", "providerCount"],
    fields: {
      id: { kind: "choice" },
      name: { kind: "words", needed: true, label: "Lot or category" },
      detail: { kind: "words", label: "What is bought" },
      fundedFrom: { kind: "words", label: "Funded from" },
      averageWeeklyPounds: { kind: "pounds", label: "£ a week", width: "80px" },
      providerCount: { kind: "count", label: "Providers", width: "64px" },
      wasId: { kind: "choice" },
    },
  },
  providers: {
    kind: "list",
    label: "Providers",
    add: "Add a provider",
    columns: ["name", "lot", "places", "detail"],
    fields: {
      name: { kind: "words", needed: true, label: "Provider" },
      lot: { kind: "choice", label: "Lot" },
      places: { kind: "count", label: "Places", width: "60px" },
      detail: { kind: "words", label: "What for" },
    },
  },
  stages: {
    kind: "list",
    label: "Procurement stages",
    add: "Add a stage",
    columns: ["name", "startsOn", "endsOn", "complete"],
    fields: {
      name: { kind: "words", needed: true, label: "Stage" },
      startsOn: { kind: "day", needed: true, label: "From", width: "128px" },
      endsOn: { kind: "day", label: "To", width: "128px" },
      complete: { kind: "tick", label: "Complete", width: "64px" },
    },
  },
  weights: {
    kind: "list",
    label: "Evaluation weights",
    add: "Add a weight",
    hint: "Together they come to 100%.",
    columns: ["criterion", "weightShare"],
    fields: {
      criterion: { kind: "words", needed: true, label: "Criterion" },
      weightShare: { kind: "percent", needed: true, label: "Per cent", width: "80px" },
    },
  },
  routes: {
    kind: "list",
    label: "Call-off routes",
    add: "Add a route",
    columns: ["name", "detail"],
    fields: { name: { kind: "words", needed: true, label: "Route" }, detail: { kind: "words", label: "When" } },
  },
  breakMonths: { kind: "count", label: "Break clause, months" },
  firstReviewMonths: { kind: "count", label: "First review after, months" },
  reviewEveryMonths: { kind: "count", label: "Reviewed every, months" },
  mostPlacesInHome: { kind: "count", label: "Most places in a home" },
  mostProviders: { kind: "count", label: "Most providers" },
  voidsCarriedBy: { kind: "choice", label: "Voids carried by", choices: carriersSaid },
  followsId: { kind: "choice", label: "Follows" },
  interim: { kind: "tick", label: "Interim cover" },
  note: { kind: "words", label: "Note" },
  source: { kind: "words", label: "Source" },
});

const begin: Opening<"ArrangementInput"> = {
  name: "",
  kind: "FRAMEWORK",
  opensOn: null,
  openList: false,
  terms: [],
  statedEndOn: null,
  openEnded: false,
  estimatedValuePence: null,
  valueBasis: null,
  participants: [],
  lots: [],
  providers: [],
  stages: [],
  weights: [],
  routes: [],
  breakMonths: null,
  firstReviewMonths: null,
  reviewEveryMonths: null,
  mostPlacesInHome: null,
  mostProviders: null,
  voidsCarriedBy: null,
  followsId: null,
  interim: false,
  note: null,
  source: null,
};

export function storedArrangement(held: Arrangement | null): Opening<"ArrangementInput"> {
  if (!held) return begin;
  // A provider's lot is named in the form: a new one has no other mark yet.
  return { ...held, providers: held.providers.map(({ lotId, ...provider }) => ({ ...provider, lot: held.lots.find(({ id }) => id === lotId)?.name ?? null })) };
}
