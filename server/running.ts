// How commands find a server that runs on their store, so that it does the work in its turn instead of a second program beside it.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StoreAddress } from "../db/engine/store.ts";

/** The header by which a server's /health says which one it is: what another program serves at a remembered address is not taken for it. */
export const instanceHeader = "tabled-instance";

interface Running {
  url: string;
  instance: string;
  /** Which database it runs on, without its password; the embedded store where there is none. */
  store: string;
}

const fileIn = ({ dataDir }: StoreAddress) => join(dataDir, "server.json");
const storeOf = ({ databaseUrl }: StoreAddress) => (databaseUrl ? createHash("sha256").update(databaseUrl).digest("hex") : "embedded");

/** Leaves word in the data folder that a server runs; what is returned takes it away. Where the folder cannot be written, commands open the store themselves. */
export function announce(address: StoreAddress, host: string, port: number, instance: string): () => void {
  const named = ["0.0.0.0", "::"].includes(host) ? "127.0.0.1" : host;
  const running: Running = { url: `http://${named.includes(":") ? `[${named}]` : named}:${port}`, instance, store: storeOf(address) };
  const file = fileIn(address);
  try {
    mkdirSync(address.dataDir, { recursive: true });
    writeFileSync(file, JSON.stringify(running), { mode: 0o600 });
  } catch {
    return () => {};
  }
  return () => {
    // Another server may have come since.
    if (announced(address)?.instance === instance) rmSync(file, { force: true });
  };
}

function announced(address: StoreAddress): Running | null {
  try {
    return JSON.parse(readFileSync(fileIn(address), "utf8")) as Running;
  } catch {
    return null;
  }
}

const answersWithinMs = 5_000;

/** The address of the server that runs on this store; null where none does. */
export async function runningServer(address: StoreAddress): Promise<string | null> {
  const running = announced(address);
  if (running === null || running.store !== storeOf(address)) return null;
  try {
    const { headers } = await fetch(`${running.url}/health`, { signal: AbortSignal.timeout(answersWithinMs) });
    return headers.get(instanceHeader) === running.instance ? running.url : null;
  } catch {
    return null;
  }
}
