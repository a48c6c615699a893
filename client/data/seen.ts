// Reading what will be changed, with the authority's number that it is of: a change that somebody else makes meanwhile is then met, not overwritten.
import { numbersQuery } from "./documents.ts";
import { ask } from "./graphql.ts";

export type Seen<Read> = Read & { seen: number };

/** The number is asked first: should a change come between, it counts as not yet seen. */
async function readBy<Read extends object>(number: "dataVersion" | "logNumber", authority: string, read: () => Promise<Read>): Promise<Seen<Read>> {
  const { numbers } = await ask(numbersQuery, { authority });
  return { ...(await read()), seen: numbers[number] };
}

/** Reads facts, which the data version counts. */
export function readSeen<Read extends object>(authority: string, read: () => Promise<Read>): Promise<Seen<Read>> {
  return readBy("dataVersion", authority, read);
}

/** Reads what is kept beside the facts: reports, saved views, mappings of files, notes. */
export function readSeenBeside<Read extends object>(authority: string, read: () => Promise<Read>): Promise<Seen<Read>> {
  return readBy("logNumber", authority, read);
}
