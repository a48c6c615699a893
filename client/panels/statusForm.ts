// The form of a status of commitments.
import type { CommitmentStatus } from "../documents/commitmentStatuses.ts";
import { describe } from "../forms/describe.ts";
import type { Opening } from "../forms/input.ts";
import { said, statusKindsSaid } from "../words.ts";

export const statusForm = describe("CommitmentStatusInput", {
  name: { kind: "words", needed: true, label: "Status", placeholder: "At Design Authority" },
  kind: { kind: "choice", needed: true, label: "Which is", choices: said(statusKindsSaid) },
});

export function storedStatus(held: CommitmentStatus | null): Opening<"CommitmentStatusInput"> {
  return { name: held?.name ?? "", kind: held?.kind ?? "PROPOSED" };
}
