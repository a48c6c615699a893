// What an authority is called.
import { useQuery } from "@tanstack/react-query";
import { askAll } from "../data/allPages.ts";
import { authoritiesQuery } from "../data/documents.ts";

/** Undefined until the authorities have been read, and of one that is not among them. */
export function useAuthorityName(id: string): string | undefined {
  const read = useQuery({ queryKey: ["authorities"], queryFn: ({ signal }) => askAll(authoritiesQuery, {}, signal), staleTime: Number.POSITIVE_INFINITY });
  return read.data?.authorities.nodes.find((each) => each.id === id)?.name;
}

/** The title of a table with whose it is before it, where it does not say so itself. */
export function titleOf({ title }: { title: string }, authority: string | undefined): string {
  return authority === undefined || title.includes(authority) ? title : `${authority}: ${title}`;
}
