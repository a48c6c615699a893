// Ends every run with the line that says how it went, "N passed, N failed", whatever reporters were chosen, and refuses a run in which nothing ran.
import type { Plugin } from "vite";
import type { Reporter, TestModule } from "vitest/node";

/** Their output is read by programs: the closing line goes beside it, not into it. */
const forPrograms = ["json", "junit", "tap", "tap-flat"];

/** Added by the configuration as it is resolved, since reporters that are named on the command line replace those of the configuration. */
export function closingLine(): Plugin {
  return {
    name: "closing-line",
    configureVitest({ vitest: { config } }) {
      const toStderr = config.reporters.some((reporter) => forPrograms.includes(String(Array.isArray(reporter) ? reporter[0] : reporter))) && !config.outputFile;
      // The type is of reporters that were named; one that is an object is taken, too.
      (config.reporters as unknown[]).push(new ClosingLine(toStderr ? process.stderr : process.stdout));
    },
  };
}

class ClosingLine implements Reporter {
  constructor(private readonly out: NodeJS.WriteStream) {}

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const count = { passed: 0, failed: errors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state] += 1;
      // A file that fails before its tests begin has no failed test of its own, nor has a group whose preparation fails.
      for (const group of [module, ...module.children.allSuites()]) if (group.errors().length > 0) count.failed += 1;
    }
    for (const line of costs(modules)) this.out.write(`${line}\n`);
    // Written as the process ends, so that it is the last line whatever other reporters write.
    process.on("exit", () => {
      this.out.write(`${count.passed} passed, ${count.failed} failed${count.skipped > 0 ? `, ${count.skipped} skipped` : ""}\n`);
      // Vitest sets the code of a failure. A run in which nothing ran proves nothing either: a misspelt name must not pass.
      if (count.passed === 0) process.exitCode = 1;
    });
  }
}

/** What each file cost in processor seconds, the dearest first, where the run was asked to count it. */
function costs(modules: readonly TestModule[]): string[] {
  const each = modules.flatMap((module) => {
    const { cpuSeconds } = module.meta();
    return cpuSeconds === undefined ? [] : [{ cpuSeconds, file: module.relativeModuleId }];
  });
  if (each.length === 0) return [];
  const all = each.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
  const lines = each.sort((one, other) => other.cpuSeconds - one.cpuSeconds).map(({ cpuSeconds, file }) => `${cpuSeconds.toFixed(1).padStart(8)} s  ${file}`);
  return [...lines, `${(all / 60).toFixed(1)} minutes of processor time in ${each.length} files, without Vitest's own and the shared Postgres's`];
}
