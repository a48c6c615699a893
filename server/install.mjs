// Installs what is missing, on a machine with only Node and npm. Plain JavaScript, since nothing else is there yet.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Brings node_modules to what package-lock.json says, where it is not there already. */
export function installMissing() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Tabled needs Node 20.20, 22 or 24; this is ${process.version}.`);
    process.exit(1);
  }
  if (isInstalled()) return;
  console.log("Installing what Tabled is built from. SQLite may be compiled on the way, which takes about two minutes.");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { status } = spawnSync(npm, ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) {
    console.error("The installation failed; what npm says above is why. When that is mended, run the same command again.");
    process.exit(1);
  }
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
