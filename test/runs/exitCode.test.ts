// A run that proved nothing or found a fault ends with a code that says so, whatever reporters were chosen.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

interface Run {
  code: number | null;
  out: string;
  err: string;
}

/** Runs one of the files in `given` as `npm test` runs those of the suite. */
function run(name: string, ...more: string[]): Promise<Run> {
  const environment: NodeJS.ProcessEnv = { ...process.env, RUN: name, NO_COLOR: "1" };
  for (const set of ["VITEST", "VITEST_MODE", "VITEST_POOL_ID", "VITEST_WORKER_ID", "NODE_ENV", "NODE_OPTIONS", "TEST", "FORCE_COLOR"]) delete environment[set];
  const started = spawn(process.execPath, ["node_modules/vitest/vitest.mjs", "run", "--root", ".", "--config", "test/runs/given/vite.config.ts", ...more], {
    cwd: root,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { out: "", err: "" };
  started.stdout.on("data", (chunk) => (said.out += chunk));
  started.stderr.on("data", (chunk) => (said.err += chunk));
  return new Promise((resolve) => started.once("close", (code) => resolve({ code, ...said })));
}

const lastLine = (text: string) => text.trimEnd().split("\n").at(-1);

describe("the exit code of a run", () => {
  test("is 0 where every test passed, and the last line counts them", async () => {
    const { code, out } = await run("passing", "--reporter=verbose");
    expect(lastLine(out)).toBe("1 passed, 0 failed");
    expect(code).toBe(0);
  });

  test("tells of a failure whichever reporter writes, and the last line, too", async () => {
    const { code, out } = await run("failing", "--reporter=dot");
    expect(lastLine(out)).toBe("1 passed, 1 failed");
    expect(code).toBe(1);
  });

  test("tells of a failure where the report is JSON, with the last line beside it", async () => {
    const { code, out, err } = await run("failing", "--reporter=json");
    expect(JSON.parse(out)).toMatchObject({ numPassedTests: 1, numFailedTests: 1 });
    expect(lastLine(err)).toBe("1 passed, 1 failed");
    expect(code).toBe(1);
  });

  test("tells of an error that nothing caught", async () => {
    const { code, out } = await run("unhandled", "--reporter=dot");
    expect(lastLine(out)).toBe("1 passed, 1 failed");
    expect(code).toBe(1);
  });

  test("tells of tests that were never run, since what prepares them failed", async () => {
    const { code, out } = await run("failingHook", "--reporter=dot");
    expect(lastLine(out)).toBe("1 passed, 1 failed, 1 skipped");
    expect(code).toBe(1);
  });

  test("tells of a worker that was killed", async () => {
    const { code, out } = await run("crashing", "--reporter=dot");
    expect(lastLine(out)).toMatch(/^0 passed, [1-9]\d* failed$/);
    expect(code).toBe(1);
  });

  test("tells of a setup that failed", async () => {
    const { code } = await run("badSetup", "--reporter=dot");
    expect(code).toBe(1);
  });

  test("tells of a run in which no test ran", async () => {
    const { code, out } = await run("passing", "--reporter=dot", "-t", "a name that no test has");
    expect(lastLine(out)).toBe("0 passed, 0 failed, 1 skipped");
    expect(code).toBe(1);
  });
});
