// The forms of a virement and of its reversal: what is moved, and by whose decision.

import { describe } from "../../forms/describe.ts";
import type { Opening } from "../../forms/input.ts";
import { today } from "../../text/format.ts";

const approval = {
  approver: { kind: "words", needed: true, label: "Approved by", hint: "A post, never a name: Director of Children's Services." },
  reference: { kind: "words", needed: true, label: "Decision reference", placeholder: "CS/24/07" },
  approvedOn: { kind: "day", needed: true, label: "Approved on" },
  reason: { kind: "words", label: "Reason" },
  mayOverdraw: { kind: "tick", label: "A cost centre may be left with less than nothing" },
} as const;

export const reversalForm = describe("ApprovalInput", "reversal of a virement", approval);

export const virementForm = describe("VirementInput", "virement", {
  version: { kind: "choice" },
  year: { kind: "choice", needed: true, label: "Year" },
  permanent: { kind: "tick", label: "For how long" },
  lines: {
    kind: "list",
    label: "From and to, £",
    add: "Add a cost centre",
    hint: "Each cost centre once. What goes out comes in elsewhere, to the penny.",
    columns: ["costCentreId", "out", "in"],
    fields: {
      costCentreId: { kind: "choice", needed: true, label: "Cost centre" },
      // Above nil is what comes in.
      amountPence: {
        kind: "worked",
        typed: { out: { kind: "pence", label: "Out", width: "104px", placeholder: "20,000" }, in: { kind: "pence", label: "In", width: "104px" } },
        value: (read: Readonly<Record<string, number | null>>) => (read.in ?? 0) - (read.out ?? 0),
        from: (pence: number) => (pence < 0 ? { out: -pence, in: null } : { out: null, in: pence }),
      },
    },
  },
  ...approval,
});

export function newApproval(approver = ""): Opening<"ApprovalInput"> {
  return { approver, reference: "", approvedOn: today(), reason: null, mayOverdraw: false };
}
