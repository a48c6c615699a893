// How tests are run: as Vitest runs them, but that a browser's are tried twice.
import { type RunnerTestCase, TestRunner } from "vitest";

/** A browser on two busy cores is late now and then. What fails twice is broken; what was tried again is named so in what the run prints. */
export default class Runner extends TestRunner {
  override async onBeforeRunTask(test: RunnerTestCase): Promise<void> {
    if (test.file.filepath.includes("/test/browser/")) test.retry = 1;
    await super.onBeforeRunTask(test);
  }
}
