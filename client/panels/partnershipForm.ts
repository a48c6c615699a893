// The form of a partnership: its members, its cost pools with the basis of each, what they cost and what pays first, and the places held.
import type { Partnership } from "../documents/partnership.ts";
import { describe } from "../forms/describe.ts";
import type { Opening } from "../forms/input.ts";

const pool = { kind: "choice", needed: true, label: "Pool" } as const;
const partner = { kind: "choice", needed: true, label: "Member" } as const;
const year = { kind: "year", needed: true, label: "Year", placeholder: "2026/27", width: "84px" } as const;
const amountPence = { kind: "pence", needed: true, label: "£", width: "110px" } as const;

export const partnershipForm = describe("PartnershipInput", {
  name: { kind: "words", needed: true, label: "Name" },
  firstYear: { kind: "year", needed: true, label: "First year", placeholder: "2026/27" },
  yearCount: { kind: "count", needed: true, label: "How many years" },
  roundToPence: {
    kind: "kept",
    label: "Contributions in whole",
    choices: [
      ["1", "A penny"],
      ["100", "£1"],
      ["1000", "£10"],
      ["100000", "£1,000"],
    ],
  },
  arrangementId: { kind: "choice", label: "Buys under" },
  partners: {
    kind: "list",
    label: "Members",
    add: "Add a member",
    hint: "In the order that decides ties.",
    columns: ["name", "shares"],
    fields: {
      id: { kind: "choice" },
      memberId: { kind: "choice" },
      name: { kind: "words", needed: true, label: "Authority" },
      shares: { kind: "tick", label: "Carries a share", width: "100px" },
    },
  },
  pools: {
    kind: "list",
    label: "Cost pools",
    add: "Add a cost pool",
    hint: "Each with a basis of its own. Commitments are put into a pool in their terms.",
    columns: ["name", "kind", "basis"],
    fields: {
      id: { kind: "choice" },
      name: { kind: "words", needed: true, label: "Pool" },
      kind: {
        kind: "choice",
        needed: true,
        label: "For",
        width: "130px",
        choices: [
          ["PLACEMENTS", "Placements"],
          ["ADMINISTRATION", "Administration"],
          ["OTHER", "Other"],
        ],
      },
      basis: {
        kind: "choice",
        needed: true,
        label: "Shared",
        width: "170px",
        choices: [
          ["EQUAL", "In equal parts"],
          ["PLACES_ALLOCATED", "By places allocated"],
          ["BED_WEEKS_USED", "By bed-weeks used"],
          ["POPULATION", "By population"],
          ["STATED_SHARES", "By stated shares"],
        ],
      },
    },
  },
  weights: {
    kind: "list",
    label: "Weights",
    add: "Add a weight",
    hint: "Places, population, or a share of 1, by the pool's basis. In equal parts and by use need none.",
    columns: ["pool", "partner", "weight", "fromYear"],
    fields: {
      pool,
      partner,
      weight: { kind: "number", needed: true, label: "Weight", width: "90px" },
      fromYear: { kind: "year", label: "From year", placeholder: "the first", width: "84px" },
    },
  },
  amounts: { kind: "list", label: "Costs beside commitments", add: "Add a cost", columns: ["pool", "year", "amountPence"], fields: { pool, year, amountPence } },
  grants: {
    kind: "list",
    label: "Grants, which pay first",
    add: "Add a grant",
    columns: ["pool", "name", "year", "amountPence", "condition"],
    fields: {
      pool,
      name: { kind: "words", needed: true, label: "Grant" },
      year,
      amountPence,
      condition: {
        kind: "choice",
        label: "Condition",
        width: "90px",
        choices: [
          ["NONE", "None"],
          ["AWAITED", "Awaited"],
          ["MET", "Met"],
          ["NOT_MET", "Not met"],
        ],
      },
    },
  },
  fees: {
    kind: "list",
    label: "Fees from outside",
    add: "Add a fee",
    columns: ["pool", "buyer", "year", "amountPence"],
    fields: { pool, buyer: { kind: "words", needed: true, label: "Who pays" }, year, amountPence },
  },
  allocations: {
    kind: "list",
    label: "Places held",
    add: "Add places",
    columns: ["partner", "places", "startsOn", "endsOn"],
    fields: {
      partner,
      places: { kind: "count", needed: true, label: "Places", width: "64px" },
      startsOn: { kind: "day", needed: true, label: "From", width: "132px" },
      endsOn: { kind: "day", label: "To (open)", width: "132px" },
    },
  },
  settledBy: {
    kind: "choice",
    label: "A period's cost is shared by",
    choices: [
      ["PLACES_ALLOCATED", "The places held, with an internal market"],
      ["BED_WEEKS_USED", "The bed-weeks used"],
    ],
  },
  internalPricePounds: { kind: "pounds", label: "Another member's place, £ a week" },
  outsidePricePounds: { kind: "pounds", label: "Outside buyer, £ a week" },
  outsideFeePounds: { kind: "pounds", label: "Outside fee, £ a week" },
  source: { kind: "words", label: "Source" },
});

/** Members and pools are named in the form: new ones have no other mark yet. */
export function storedPartnership(held: Partnership | null, authority: string): Opening<"PartnershipInput"> {
  if (!held) return begin(authority);
  const pool = (id: string) => held.pools.find((each) => each.id === id)?.name ?? "";
  const partner = (id: string) => held.partners.find((each) => each.id === id)?.name ?? "";
  return {
    ...held,
    weights: held.weights.map((each) => ({ ...each, pool: pool(each.poolId), partner: partner(each.partnerId) })),
    amounts: held.amounts.map((each) => ({ ...each, pool: pool(each.poolId) })),
    grants: held.grants.map((each) => ({ ...each, pool: pool(each.poolId) })),
    fees: held.fees.map((each) => ({ ...each, pool: pool(each.poolId) })),
    allocations: held.allocations.map((each) => ({ ...each, partner: partner(each.partnerId) })),
  };
}

function begin(authority: string): Opening<"PartnershipInput"> {
  return {
    name: "",
    firstYear: null,
    yearCount: 4,
    roundToPence: 1,
    arrangementId: null,
    partners: [{ id: null, memberId: authority, name: "", shares: true }],
    pools: [],
    weights: [],
    amounts: [],
    grants: [],
    fees: [],
    allocations: [],
    settledBy: "PLACES_ALLOCATED",
    internalPricePounds: null,
    outsidePricePounds: null,
    outsideFeePounds: null,
    source: null,
  };
}
