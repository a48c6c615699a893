// A file imported by the server that runs on the store: sent to it, and followed until it is done.
import { createReadStream, statSync } from "node:fs";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { StoreFailure } from "../../db/engine/storeFailure.ts";
import { manyWait } from "../../db/uploads.ts";
import { askServer } from "../askedServer.ts";
import { InputError } from "../finance/inputError.ts";
import type { Choices, Proposal } from "../reading/proposal.ts";
import type { ImportedFor } from "./importedFor.ts";
import type { ImportAsked, ImportProgress, ImportResult } from "./importFile.ts";

/** The largest file that a server takes. */
export const mostBytes = 200 * 1024 * 1024;
const lookEveryMs = 200;

interface Standing {
  id: string;
  state: "kept" | "running" | "done" | "failed";
  progress: ImportProgress | null;
  result: ImportResult | null;
  error: { message: string; field: string | null } | null;
}

/** Whose facts they are is named as people name an authority. @throws as `importFile`. */
export async function importThroughServer(url: string, whose: ImportedFor, asked: Omit<ImportAsked, "authorityId">): Promise<ImportResult> {
  const { map, sheet, choices, preview, signal, onProgress } = asked;
  return withSent(url, whose, asked, async (place, stop) => {
    await answered(place, { method: "POST", headers: json, body: JSON.stringify({ map, sheet, choices, preview }) });
    signal?.addEventListener("abort", stop, { once: true });
    for (;;) {
      const { progress, state, result, error } = await answered(place);
      if (progress) onProgress?.(progress);
      if (state === "done" && result) return result;
      if (error) throw error.field ? new InputError(error.field, error.message) : new StoreFailure("UNAVAILABLE", error.message);
      await sleep(lookEveryMs);
    }
  });
}

/** What a server reads a file as. @throws as `readFileAs`. */
export async function readThroughServer(url: string, whose: ImportedFor, file: { path: string; name: string; choices: Choices }): Promise<Proposal> {
  return withSent(url, whose, file, async (place) => {
    const answer = await askServer(`${place}/reading`, { method: "POST", headers: json, body: JSON.stringify(file.choices) });
    return (await answer.json()) as Proposal;
  });
}

const fromCommand = "From here: close the browser's tabs that have a file on Import, or stop Tabled and run this again, which then needs no place.";

const json = { "content-type": "application/json" };

/** Sends a file, and has it forgotten when the work with it is done. */
async function withSent<Result>(
  url: string,
  { authority, several }: ImportedFor,
  { path, name }: { path: string; name: string },
  work: (place: string, stop: () => void) => Promise<Result>,
): Promise<Result> {
  const search = new URLSearchParams({ name, ...(authority !== undefined && { called: authority }), ...(several && { several: "true" }) });
  const { id } = await answered(`${url}/imports?${search}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream", "content-length": String(statSync(path).size) },
    body: Readable.toWeb(createReadStream(path)) as ReadableStream,
    duplex: "half",
  } as RequestInit).catch((error: unknown) => {
    throw error instanceof InputError && error.message.startsWith(manyWait) ? new InputError("file", `${error.message} ${fromCommand}`) : error;
  });
  const place = `${url}/imports/${id}`;
  const stop = () => void fetch(place, { method: "DELETE" }).catch(() => {});
  try {
    return await work(place, stop);
  } finally {
    // The server need not keep the file any longer, whatever became of it.
    await fetch(`${place}?forget=stopped`, { method: "DELETE" }).catch(() => {});
  }
}

const answered = async (url: string, request?: RequestInit) => (await askServer(url, request)).json() as Promise<Standing>;
