// One virement of an authority's, wherever in its pages it stands; and what is said while there is none.
import { useInfiniteQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { type Virement, virementsQuery } from "../data/documents/monitoring.ts";
import { ask } from "../data/graphql.ts";
import { Panel } from "./Panel.tsx";

export function useVirement(authority: string, id: string): { virement: Virement | undefined; all: readonly Virement[]; missing: ReactNode } {
  const read = useInfiniteQuery({
    queryKey: ["virements", authority, "all"],
    queryFn: ({ pageParam }) => ask(virementsQuery, { authority, filter: null, after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => (last.virements.hasNextPage ? last.virements.endCursor : null),
  });
  const all = read.data?.pages.flatMap((page) => page.virements.nodes) ?? [];
  const virement = all.find((each) => each.id === id);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = read;
  useEffect(() => {
    if (!virement && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [virement, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const said = read.error?.message ?? (read.isPending || hasNextPage ? "Reading…" : "This virement is no longer there: entering it was undone.");
  return {
    virement,
    all,
    missing: (
      <Panel title="Virement">
        <p className="quiet-text">{said}</p>
      </Panel>
    ),
  };
}
