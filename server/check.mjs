// `npm run check`: types, lint and import rules, the committed schema, and the client's documents against it.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { installMissing } from "./install.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);
installMissing();

const checks = [
  ["Types", "typescript/bin/tsc", ["-p", "."]],
  ["Lint, format and import rules", "@biomejs/biome/bin/biome", ["ci", "--error-on-warnings", `--colors=${process.stdout.isTTY ? "force" : "off"}`, "."]],
  ["The committed schema is the code's", "tsx/dist/cli.mjs", ["server/printSchema.ts", "--compare"]],
  ["The client's documents fit the schema", "gql.tada/bin/cli.js", ["check", "--fail-on-warn"]],
];
let failed = 0;
for (const [said, program, args] of checks) {
  const { status } = spawnSync(process.execPath, [`node_modules/${program}`, ...args], { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  console.log(`${status === 0 ? "passed" : "FAILED"}  ${said}`);
  if (status !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
