// Ends the run with the line that says how it went: "N passed, N failed".
import type { Reporter, TestModule } from "vitest/node";

export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const count = { passed: 0, failed: errors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state] += 1;
      // A file that fails before its tests begin has no failed test of its own.
      if (module.errors().length > 0) count.failed += 1;
    }
    // Printed as the process ends, so that it is the last line whatever other reporters say. The embedded Postgres ends a process that has
    // nothing left to do with 0, whatever failed before.
    process.on("exit", () => {
      console.log(`${count.passed} passed, ${count.failed} failed`);
      if (count.failed > 0) process.exitCode = 1;
    });
  }
}
