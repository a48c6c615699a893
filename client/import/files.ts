// Sends a file to the server, which keeps it while it is looked at and imported, and asks how far it is.
import { Refused } from "../data/graphql.ts";
import { personHeaders } from "../data/person.ts";

export interface Look {
  readonly columns: readonly string[];
  /** The sheets of a workbook; none of a file of text. */
  readonly sheets: readonly string[];
  /** The first rows under the header. */
  readonly sample: readonly (readonly string[])[];
}

export interface Progress {
  readonly stage: "reading" | "comparing" | "writing";
  readonly done: number;
  readonly of: number;
}

export interface RowError {
  readonly line: number;
  readonly column: string | null;
  readonly reason: string;
}

export interface Result {
  readonly rows: number;
  readonly leftOut: number;
  readonly stated: number;
  readonly added: number;
  readonly revised: number;
  readonly errors: readonly RowError[];
  readonly errorCount: number;
  readonly batchId: number | null;
  /** Of a file of several authorities, each with its batch; none of any other. */
  readonly authorities: readonly { readonly name: string; readonly batchId: number | null }[];
}

export interface Standing {
  readonly state: "kept" | "running" | "done" | "failed";
  readonly progress: Progress | null;
  readonly result: Result | null;
  readonly error: { readonly message: string; readonly code: string; readonly field: string | null } | null;
}

const unreachable = "Tabled cannot be reached. What you chose is kept on the page: when the server is back, try again.";
const unsent = "The file did not arrive. It may have been moved, or be locked by the program that has it open, or Tabled cannot be reached. Choose it again.";

/** @throws Refused */
export function sendFile(authority: string, file: File): Promise<Look & { id: string }> {
  const search = new URLSearchParams({ authority, name: file.name });
  return answerOf(`/imports?${search}`, { method: "POST", headers: { "content-type": "application/octet-stream" }, body: file }, unsent);
}

/** Another sheet of a workbook that was sent. @throws Refused */
export function lookAt(id: string, sheet: string): Promise<Look> {
  return answerOf(`/imports/${id}/look?${new URLSearchParams({ sheet })}`, {});
}

/** Starts it; how it goes, `standing` tells. @throws Refused */
export function start(id: string, asked: { preview: boolean } & ({ map: string; sheet: string | undefined } | { choices: object })): Promise<Standing> {
  return answerOf(`/imports/${id}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(asked) });
}

/** @throws Refused */
export function standing(id: string): Promise<Standing> {
  return answerOf(`/imports/${id}`, {});
}

/** Stops what runs; of what does not run, the server forgets the file. */
export function stopOrForget(id: string): Promise<unknown> {
  return answerOf(`/imports/${id}`, { method: "DELETE", keepalive: true }).catch(() => null);
}

/** Lets the server forget a file as the page is left: what runs is stopped first, or goes on to its end. */
export function forgetFile(id: string, after: "stopped" | "ended"): Promise<unknown> {
  return answerOf(`/imports/${id}?forget=${after}`, { method: "DELETE", keepalive: true }).catch(() => null);
}

/** What the server answered. @throws Refused */
export async function answerOf<Answer>(address: string, request: RequestInit, whenUnreachable = unreachable): Promise<Answer> {
  const response = await fetch(address, { ...request, headers: { ...request.headers, ...personHeaders() } }).catch(() => null);
  if (!response) throw new Refused(whenUnreachable, "OFFLINE", null, undefined);
  const answer = (await response.json().catch(() => null)) as (Answer & { errors?: { message: string; extensions?: { code?: string; field?: string | null } }[] }) | null;
  const error = answer?.errors?.[0];
  if (response.ok && answer) return answer;
  throw new Refused(
    error?.message ?? `The server answered ${response.status} with nothing that can be read. Try again.`,
    error?.extensions?.code ?? "UNKNOWN",
    error?.extensions?.field ?? null,
    undefined,
  );
}
