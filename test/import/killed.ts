// Runs an import in a process of its own, and kills it without warning at a stage.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import type { Killed } from "./killedImport.ts";

export async function killedAt(killed: Killed): Promise<void> {
  const env = { ...process.env };
  for (const name of ["VITEST", "VITEST_MODE", "VITEST_POOL_ID", "VITEST_WORKER_ID", "NODE_ENV", "NODE_OPTIONS"]) delete env[name];
  const child = spawn(process.execPath, ["--import", "tsx", fileURLToPath(new URL("killedImport.ts", import.meta.url)), JSON.stringify(killed)], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "close");
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      said += chunk;
      if (said.split("\n").includes(killed.at)) child.kill("SIGKILL");
    });
  const [, signal] = await ended;
  expect(signal, said).toBe("SIGKILL");
}
