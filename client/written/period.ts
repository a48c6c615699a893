// Written by `npm run schema` from schema/nouns. Change a noun's declaration there, and run it again.
import { describe } from "../forms/describe.ts";
import { graphql } from "../data/graphql.ts";

export const periodForm = describe("SettlementPeriodInput", "period", {
  name: { kind: "words", needed: true, label: "Name", placeholder: "Quarter 1, 2026/27" },
  startsOn: { kind: "day", needed: true, label: "From" },
  endsOn: { kind: "day", needed: true, label: "To", beside: true },
  costPence: { kind: "pence", needed: true, label: "Paid to providers, £" },
  administrationPence: { kind: "pence", label: "Administration, £", beside: true, begins: 0 },
  upFront: { kind: "list", label: "Paid ahead, £", unless: "amountPence", fields: { partnerId: { kind: "choice", needed: true }, amountPence: { kind: "pence", needed: true } } },
});

/** What the form reads of one that is stored. */
export const periodStored = graphql(`fragment SettlementPeriodStored on SettlementPeriod @_unmask { id name startsOn endsOn costPence administrationPence upFront { partnerId amountPence } }`);
