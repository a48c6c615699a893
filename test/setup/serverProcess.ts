// The real server as a process of its own, started as `npm start` starts it when everything is built.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface ServerProcess {
  process: ChildProcess;
  /** Without a path. */
  url: string;
  /** What it wrote, on both lines of output. */
  said(): string;
  /** Sends a signal, and waits for its end: its exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** What ends before it listens gives its output and its exit code instead of a server. */
export async function startServer(environment: Record<string, string>, options: { uid?: number } = {}): Promise<ServerProcess | { ended: number | null; said: string }> {
  const env: NodeJS.ProcessEnv = { ...process.env, DATABASE_URL: "", PORT: "0", HOST: "127.0.0.1", ...environment };
  for (const name of ["VITEST", "VITEST_MODE", "VITEST_POOL_ID", "VITEST_WORKER_ID", "NODE_ENV", "NODE_OPTIONS"]) delete env[name];
  const server = spawn(process.execPath, ["--import", "tsx", "server/main.ts"], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"], ...options });
  const ended = once(server, "close") as Promise<[number | null]>;
  let said = "";
  const url = await new Promise<string | null>((resolve) => {
    const listen = (chunk: Buffer) => {
      said += chunk;
      const port = /Tabled is at http:\/\/127\.0\.0\.1:(\d+)\//.exec(said)?.[1];
      if (port) resolve(`http://127.0.0.1:${port}`);
    };
    server.stdout?.on("data", listen);
    server.stderr?.on("data", listen);
    void ended.then(() => resolve(null));
  });
  if (url === null) return { ended: (await ended)[0], said };
  return {
    process: server,
    url,
    said: () => said,
    async end(signal) {
      server.kill(signal);
      return (await ended)[0];
    },
  };
}
