// An authority's statuses of commitments, with the data version that they are of.
import { useQuery } from "@tanstack/react-query";
import { askAll } from "../../data/allPages.ts";
import { type CommitmentStatus, commitmentStatusesQuery } from "../../data/documents/commitmentStatuses.ts";
import { readSeen } from "../../data/seen.ts";

export function useStatuses(authority: string) {
  const read = useQuery({ queryKey: ["statuses", authority], queryFn: () => readSeen(authority, () => askAll(commitmentStatusesQuery, { authority })) });
  return { ...read, statuses: read.data?.commitmentStatuses.nodes ?? none };
}
const none: CommitmentStatus[] = [];

/** Statuses as the choices of a select. */
export function statusChoices(statuses: readonly CommitmentStatus[]): [string, string][] {
  return statuses.length === 0 ? [["", "No statuses yet: add one under Statuses"]] : statuses.map(({ id, name }) => [id, name]);
}

/** The status that something new has: the first that is proposed, or the first of all. */
export function firstStatus(statuses: readonly CommitmentStatus[]): string {
  return (statuses.find(({ kind }) => kind === "PROPOSED") ?? statuses[0])?.id ?? "";
}
