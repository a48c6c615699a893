// An authority's budget versions, and the years that one covers.
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { askAll } from "../data/allPages.ts";
import { type Version, versionsQuery } from "../data/documents.ts";
import { readSeen } from "../data/seen.ts";
import { lastYear, yearOfDay, yearsBetween } from "../text/years.ts";

export function useVersions(authority: string) {
  const asked = useQuery({ queryKey: ["versions", authority], queryFn: () => readSeen(authority, () => askAll(versionsQuery, { authority })) });
  return { ...asked, versions: asked.data?.budgetVersions.nodes ?? [], seen: asked.data?.seen ?? 0 };
}

/** What is being worked on: the newest draft, else the newest of all. The list has the newest first. */
export function currentVersion(versions: readonly Version[]): Version | undefined {
  return versions.find((version) => version.publishedAt === null) ?? versions[0];
}

/** All the years of a version; four from this one where there is no version. */
export function useYearsOf(version: Version | undefined): string[] {
  return useMemo(() => {
    const first = version?.firstYear ?? yearOfDay(new Date());
    return yearsBetween(first, lastYear(first, version?.yearCount ?? 4));
  }, [version?.firstYear, version?.yearCount]);
}
