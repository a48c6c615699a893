// The words for what the server names in capitals.
import type { CommitmentStatus } from "./documents/commitmentStatuses.ts";
import type { CommitmentTerms } from "./documents.ts";

export const statusKindsSaid: Record<CommitmentStatus["kind"], string> = {
  PROPOSED: "Proposed",
  IN_GOVERNANCE: "In governance",
  APPROVED: "Approved",
  CONTRACTED: "Contracted",
  ENDED: "Ended",
};

export const basesSaid: Record<CommitmentTerms["basis"], string> = {
  WEEKLY_PRICE: "Places at a price a week",
  YEARLY_PRICE: "Places at a price a year",
  FIXED_BY_YEAR: "A fixed amount a year",
  AMOUNTS_BY_YEAR: "An amount stated for each year",
};

/** The choices of a select, in the order that they are said in. */
export function said<Key extends string>(words: Record<Key, string>): [Key, string][] {
  return Object.entries(words) as [Key, string][];
}
