// Written by `npm run schema` from schema/nouns. Change a noun's declaration there, and run it again.
import { describe } from "../forms/describe.ts";
import { graphql } from "../data/graphql.ts";
import { choices } from "./choices.ts";

export const partnershipForm = describe("PartnershipInput", "partnership", {
  name: { kind: "words", needed: true, label: "Name" },
  firstYear: { kind: "year", needed: true, label: "First year", placeholder: "2026/27" },
  yearCount: { kind: "count", needed: true, label: "How many years", beside: true },
  roundToPence: { kind: "kept", label: "Contributions in whole", begins: 1 },
  arrangementId: { kind: "choice", label: "Buys under", beside: true, none: "None" },
  partners: { kind: "list", label: "Members", hint: "In the order that decides ties.", add: "Add a member", fields: { id: { kind: "choice" }, name: { kind: "words", needed: true, label: "Authority" }, memberId: { kind: "choice" }, shares: { kind: "tick", label: "Carries a share", width: "100px", begins: true } } },
  pools: { kind: "list", label: "Cost pools", hint: "Each with a basis of its own. Commitments are put into a pool in their terms.", add: "Add a cost pool", fields: { id: { kind: "choice" }, name: { kind: "words", needed: true, label: "Pool" }, kind: { kind: "choice", needed: true, label: "For", width: "142px", choices: choices.PoolKind }, basis: { kind: "choice", needed: true, label: "Shared", width: "170px", choices: choices.ContributionBasis } } },
  weights: { kind: "list", label: "Weights", hint: "Places, population, or a share of 1, by the pool's basis. In equal parts and by use need none.", add: "Add a weight", fields: { pool: { kind: "choice", needed: true, label: "Pool", named: ["pools","poolId"] }, partner: { kind: "choice", needed: true, label: "Member", named: ["partners","partnerId"] }, weight: { kind: "number", needed: true, label: "Weight", width: "90px" }, fromYear: { kind: "year", label: "From year", placeholder: "the first", width: "84px" } } },
  amounts: { kind: "list", label: "Costs beside commitments", add: "Add a cost", fields: { pool: { kind: "choice", needed: true, label: "Pool", named: ["pools","poolId"] }, year: { kind: "year", needed: true, label: "Year", placeholder: "2026/27", width: "84px" }, amountPence: { kind: "pence", needed: true, label: "£", width: "110px" } } },
  grants: { kind: "list", label: "Grants, which pay first", add: "Add a grant", fields: { pool: { kind: "choice", needed: true, label: "Pool", named: ["pools","poolId"] }, name: { kind: "words", needed: true, label: "Grant" }, year: { kind: "year", needed: true, label: "Year", placeholder: "2026/27", width: "84px" }, amountPence: { kind: "pence", needed: true, label: "£", width: "110px" }, condition: { kind: "choice", label: "Condition", width: "110px", begins: "NONE", choices: choices.GrantCondition } } },
  fees: { kind: "list", label: "Fees from outside", add: "Add a fee", fields: { pool: { kind: "choice", needed: true, label: "Pool", named: ["pools","poolId"] }, buyer: { kind: "words", needed: true, label: "Who pays" }, year: { kind: "year", needed: true, label: "Year", placeholder: "2026/27", width: "84px" }, amountPence: { kind: "pence", needed: true, label: "£", width: "110px" } } },
  allocations: { kind: "list", label: "Places held", add: "Add places", fields: { partner: { kind: "choice", needed: true, label: "Member", named: ["partners","partnerId"] }, places: { kind: "count", needed: true, label: "Places", width: "70px" }, startsOn: { kind: "day", needed: true, label: "From", width: "128px" }, endsOn: { kind: "day", label: "To (open)", width: "132px" } } },
  settledBy: { kind: "choice", label: "A period's cost is shared by", heading: "Settlement", begins: "PLACES_ALLOCATED", choices: choices.SettlementBasis },
  internalPricePounds: { kind: "pounds", label: "Another member's place, £ a week" },
  outsidePricePounds: { kind: "pounds", label: "Outside buyer, £ a week", beside: true },
  outsideFeePounds: { kind: "pounds", label: "Outside fee, £ a week", beside: true },
  source: { kind: "words", label: "Source" },
});

/** What the form reads of one that is stored. */
export const partnershipStored = graphql(`fragment PartnershipStored on Partnership @_unmask { id name firstYear yearCount roundToPence arrangementId settledBy internalPricePounds outsidePricePounds outsideFeePounds source partners { id name memberId shares } pools { id name kind basis } weights { poolId partnerId weight fromYear } amounts { poolId year amountPence } grants { poolId name year amountPence condition } fees { poolId buyer year amountPence } allocations { partnerId places startsOn endsOn } }`);

export const partnershipWrites = {
  create: graphql(`mutation CreatePartnership($authority: ID!, $input: PartnershipInput!, $key: String) { written: createPartnership(authority: $authority, input: $input, key: $key) { id batchId seen } }`),
  change: graphql(`mutation ChangePartnership($id: ID!, $input: PartnershipInput!, $seen: DataVersion!, $key: String) { written: changePartnership(id: $id, input: $input, seen: $seen, key: $key) { batchId seen } }`),
  remove: graphql(`mutation RemovePartnership($id: ID!, $seen: DataVersion!, $key: String) { written: removePartnership(id: $id, seen: $seen, key: $key) { batchId seen } }`),
};
