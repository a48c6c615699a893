// A server in a process of its own.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export interface Started {
  port: number;
  pid: number;
  stop(): void;
}

/** Starts a file of this folder, which prints its port when it listens. */
export async function start(file: string, ...words: string[]): Promise<Started> {
  const child: ChildProcess = spawn(process.execPath, ["--max-semi-space-size=4", "--import", "tsx", fileURLToPath(new URL(file, import.meta.url)), ...words], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
  return { port: Number(line.toString()), pid: child.pid as number, stop: () => child.kill() };
}
