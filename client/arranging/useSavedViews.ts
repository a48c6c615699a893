// The views that an authority has saved of a sheet; and the address of one, ?saved=<id>, which opens as what the view holds.
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { type Address, goTo, viewMove } from "../address.ts";
import { askAll } from "../data/allPages.ts";
import { type SavedView, savedViewsQuery } from "../data/documents/savedViews.ts";
import { readSeenBeside } from "../data/seen.ts";

export function useSavedViews(authority: string, sheet: string, wanted: boolean) {
  return useQuery({ queryKey: ["savedViews", authority, sheet], queryFn: () => readSeenBeside(authority, () => askAll(savedViewsQuery, { authority, sheet })), enabled: wanted });
}

/** Puts what a saved view holds in the place of its id, so that what is then arranged otherwise stands in the address as well. */
export function useSavedAddress({ saved, sheet }: Address, authority: string): { missing: boolean } {
  const views = useSavedViews(authority, sheet, saved !== undefined).data?.savedViews.nodes;
  const view = views?.find((each) => each.id === saved);
  useEffect(() => {
    if (view) openView(view);
  }, [view]);
  return { missing: saved !== undefined && views !== undefined && !view };
}

/** The panel stays as it is: whoever looks through the views goes on doing so. */
export function openView({ held }: SavedView): void {
  goTo(viewMove(held));
}
