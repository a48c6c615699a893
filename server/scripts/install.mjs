// Installs what is missing, on a machine with only Node and npm. Plain JavaScript, since nothing else is there yet.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Brings node_modules to what package-lock.json says, where it is not there already, and its compiled parts to the Node that runs. */
export function installMissing() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Tabled needs Node 20.20, 22 or 24; this is ${process.version}.`);
    process.exit(1);
  }
  if (!isInstalled()) {
    console.log("Installing what Tabled is built from. SQLite may be compiled on the way, which takes about two minutes.");
    npm("ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error");
  } else if (!existsSync(builtFor) || readFileSync(builtFor, "utf8") !== process.versions.modules) {
    console.log(`Compiling SQLite for ${process.version}, which takes about two minutes.`);
    npm("rebuild", "better-sqlite3", "--loglevel=error");
  } else return;
  writeFileSync(builtFor, process.versions.modules);
}

/** Which Node the compiled parts were built for: another kind cannot load them. */
const builtFor = `${root}node_modules/.built-for-node`;

function npm(...args) {
  const windows = process.platform === "win32";
  const { status } = spawnSync(windows ? "npm.cmd" : "npm", args, { cwd: root, stdio: "inherit", shell: windows });
  if (status === 0) return;
  console.error("The installation failed; what npm says above is why. Once that is fixed, run the same command again.");
  process.exit(1);
}

/** npm keeps, inside node_modules, the list of what it put there. */
function isInstalled() {
  const kept = `${root}node_modules/.package-lock.json`;
  if (!existsSync(kept) || !existsSync(`${root}node_modules/better-sqlite3/build/Release/better_sqlite3.node`)) return false;
  const wanted = JSON.parse(readFileSync(`${root}package-lock.json`, "utf8")).packages;
  const there = JSON.parse(readFileSync(kept, "utf8")).packages;
  // A package for another kind of machine is wanted by nobody here, and is not there.
  return Object.entries(wanted).every(([path, { version, optional }]) => path === "" || (there[path] ? there[path].version === version : optional === true));
}
