// Who asks. For now whoever reaches the server has the rights of the machine's owner, which is why it listens on loopback; sign-in will answer here.
import type { FastifyRequest } from "fastify";
import type { Viewer } from "../../db/viewer.ts";
import { InputError } from "../finance/inputError.ts";

/** The owner of the machine that Tabled runs on: reads and changes everything, small counts included. */
export const machineOwner: Viewer = { name: "This machine's owner", reads: "all", changes: "all", wholeCounts: "all" };

/** The header in which a browser says who sits at it: a post, "Finance business partner", percent-encoded UTF-8. */
export const personHeader = "tabled-person";
const longestPerson = 100;

/**
 * The machine's owner, under the name that the browser sends. It is a name for the change log and gives no rights. A page of another site
 * cannot send it: a header of one's own needs a leave that this server does not give.
 * @throws InputError for a name that cannot be read, is too long, or holds control characters.
 */
export function personAsking({ headers }: FastifyRequest): Viewer {
  const sent = headers[personHeader];
  const name = personNamed(Array.isArray(sent) ? sent.join() : (sent ?? ""));
  return name === "" ? machineOwner : { ...machineOwner, name };
}

function personNamed(sent: string): string {
  let name: string;
  try {
    name = decodeURIComponent(sent).normalize("NFC").trim();
  } catch {
    throw new InputError(personHeader, "This name cannot be read. It is sent percent-encoded, in UTF-8.");
  }
  // Counted as a reader counts them; and nothing that would change how the rest of the log reads.
  if ([...name].length > longestPerson) throw new InputError(personHeader, `This name has ${[...name].length} characters; ${longestPerson} is the most.`);
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(name)) throw new InputError(personHeader, "A name cannot hold line breaks, tabs or control characters.");
  return name;
}

/** What a cached answer depends on beside the question: two viewers with one scope read the same rows. */
export function scopeOf(viewer: Viewer): string {
  return JSON.stringify([viewer.reads, viewer.changes, viewer.wholeCounts]);
}
