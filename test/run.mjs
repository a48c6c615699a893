// `npm test`: installs what is missing, builds the page, runs every test, and ends with "N passed, N failed". `npm run test:long` is the same
// with every case of what `npm test` runs a sample of; with `--cost` either says what each file cost.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { buildClient } from "../server/scripts/build.mjs";
import { installMissing } from "../server/scripts/install.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);
installMissing();
await buildClient();
const own = { "--long": "TABLED_LONG", "--cost": "TABLED_COST" };
const given = process.argv.slice(2);
for (const [flag, name] of Object.entries(own)) if (given.includes(flag)) process.env[name] = "1";
const passedOn = given.filter((each) => !(each in own));
const { status } = spawnSync(process.execPath, ["node_modules/vitest/vitest.mjs", "run", "--root", ".", ...passedOn], { cwd: root, stdio: "inherit" });
process.exit(status ?? 1);
