// `npm test`: installs what is missing, builds the page, runs every test, and ends with "N passed, N failed".
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { buildClient } from "../server/build.mjs";
import { installMissing } from "../server/install.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);
installMissing();
await buildClient();
const { status } = spawnSync(process.execPath, ["node_modules/vitest/vitest.mjs", "run", "--root", ".", ...process.argv.slice(2)], { cwd: root, stdio: "inherit" });
process.exit(status ?? 1);
