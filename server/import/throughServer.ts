// A file imported by the server that runs on the store: sent to it, and followed until it is done.
import { createReadStream, statSync } from "node:fs";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { StoreFailure } from "../../db/engine/storeFailure.ts";
import { askServer } from "../askedServer.ts";
import { InputError } from "../finance/inputError.ts";
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
export async function importThroughServer(url: string, authority: string | undefined, asked: Omit<ImportAsked, "authorityId">): Promise<ImportResult> {
  const { path, name, map, sheet, preview, signal, onProgress } = asked;
  const search = new URLSearchParams({ name, ...(authority !== undefined && { called: authority }) });
  const { id } = await answered(`${url}/imports?${search}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream", "content-length": String(statSync(path).size) },
    body: Readable.toWeb(createReadStream(path)) as ReadableStream,
    duplex: "half",
  } as RequestInit);
  const place = `${url}/imports/${id}`;
  const stop = () => void fetch(place, { method: "DELETE" }).catch(() => {});
  try {
    await answered(place, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ map, sheet, preview }) });
    signal?.addEventListener("abort", stop, { once: true });
    for (;;) {
      const { progress, state, result, error } = await answered(place);
      if (progress) onProgress?.(progress);
      if (state === "done" && result) return result;
      if (error) throw error.field ? new InputError(error.field, error.message) : new StoreFailure("UNAVAILABLE", error.message);
      await sleep(lookEveryMs);
    }
  } finally {
    // The server need not keep the file any longer.
    await fetch(place, { method: "DELETE" }).catch(() => {});
  }
}

const answered = async (url: string, request?: RequestInit) => (await askServer(url, request)).json() as Promise<Standing>;
