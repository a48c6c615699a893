// An authority's uplift series, with the data version that they are of.
import { useQuery } from "@tanstack/react-query";
import { askAll } from "../../data/allPages.ts";
import { upliftSeriesQuery } from "../../data/documents.ts";
import { readSeen } from "../../data/seen.ts";

export function useUplifts(authority: string) {
  return useQuery({ queryKey: ["uplifts", authority], queryFn: () => readSeen(authority, () => askAll(upliftSeriesQuery, { authority })) });
}
