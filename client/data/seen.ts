// Reading what will be changed, with the data version that it is of: a change that somebody else makes meanwhile is then met, not overwritten.
import { newestChangeQuery } from "./documents.ts";
import { ask } from "./graphql.ts";

export type Seen<Read> = Read & { seen: number };

/** The version is asked first: should a change come between, it counts as not yet seen. */
export async function readSeen<Read extends object>(authority: string, read: () => Promise<Read>): Promise<Seen<Read>> {
  const newest = await ask(newestChangeQuery, { authority });
  return { ...(await read()), seen: newest.history.nodes[0]?.id ?? 0 };
}
