// How tests are run: as Vitest runs them, but that a browser's are tried twice, and that each file tells what it cost where that is asked.
import { readFileSync } from "node:fs";
import { type RunnerTestCase, type RunnerTestSuite, TestRunner } from "vitest";

declare module "vitest" {
  interface TaskMeta {
    /** Seconds of processor time that a file took in its worker and in all that it started and has ended. */
    cpuSeconds?: number;
  }
}

export default class Runner extends TestRunner {
  private readonly before = process.env.TABLED_COST ? cpuSeconds() : 0;

  /** A browser on two busy cores is late now and then. What fails twice is broken; what was tried again is named so in what the run prints. */
  override async onBeforeRunTask(test: RunnerTestCase): Promise<void> {
    if (test.file.filepath.includes("/test/browser/")) test.retry = 1;
    await super.onBeforeRunTask(test);
  }

  override async onAfterRunSuite(suite: RunnerTestSuite): Promise<void> {
    await super.onAfterRunSuite(suite);
    if (process.env.TABLED_COST && suite === suite.file) suite.meta.cpuSeconds = cpuSeconds() - this.before;
  }
}

/** As Linux counts it, in hundredths: fields 14 to 17 of /proc/self/stat, the last two of them its children's. */
function cpuSeconds(): number {
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ") ?? [];
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100;
}
