// A query as text, as the editor holds it: from an example, from a link, or saved.
import type { Example } from "./examples.ts";

export interface Held {
  query: string;
  /** JSON. */
  variables: string;
}

export function sameText(one: Held, other: Held): boolean {
  return one.query.trim() === other.query.trim() && one.variables.trim() === other.variables.trim();
}

/** An example as text, asked of the authority that the workbook is open at. */
export function heldOf({ query, variables }: Example, authority: string | undefined): Held {
  const asked = authority !== undefined && "authority" in variables ? { ...variables, authority } : variables;
  return { query: query.trim(), variables: JSON.stringify(asked, null, 2) };
}

/** The address that opens the query page with this query in it. Behind the #, it is sent to no server and is as long as it needs to be. */
export function linkOf({ query, variables }: Held): string {
  const held = new URLSearchParams(variables.trim() === "" ? { query } : { query, variables });
  return `${window.location.origin}/query#${held}`;
}

/** The query of such an address, null where it has none. */
export function linkedQuery(hash: string): Held | null {
  const held = new URLSearchParams(hash.replace(/^#/, ""));
  const query = held.get("query");
  return query ? { query, variables: held.get("variables") ?? "" } : null;
}
