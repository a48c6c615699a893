// `npm run check`: types, lint and import rules, the length of files, the committed schema, and the client's documents against it.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { installMissing } from "./install.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
process.chdir(root);
installMissing();

const checks = [
  ["Types", "node_modules/typescript/bin/tsc", ["-p", "."]],
  ["Lint, format and import rules", "node_modules/@biomejs/biome/bin/biome", ["ci", "--error-on-warnings", `--colors=${process.stdout.isTTY ? "force" : "off"}`, "."]],
  ["No file over 300 lines", "server/scripts/checkFiles.mjs", []],
  ["The committed schema is the code's", "node_modules/tsx/dist/cli.mjs", ["server/scripts/printSchema.ts", "--compare"]],
  ["The client's documents fit the schema", "node_modules/gql.tada/bin/cli.js", ["check", "--fail-on-warn"]],
];
let failed = 0;
for (const [said, program, args] of checks) {
  const { status } = spawnSync(process.execPath, [program, ...args], { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  console.log(`${status === 0 ? "passed" : "FAILED"}  ${said}`);
  if (status !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
