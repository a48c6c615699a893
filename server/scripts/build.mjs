// Builds the page when its files have changed since it was built.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Builds the client unless it was built from these very files. */
export async function buildClient() {
  const stamp = `${root}dist/built-from`;
  const source = createHash("sha1");
  for (const file of [...filesBelow("client"), "schema/schema.graphql", "package-lock.json", "vite.config.ts"]) source.update(file).update(readFileSync(`${root}${file}`));
  const wanted = source.digest("hex");
  if (existsSync(stamp) && existsSync(`${root}dist/client/index.html`) && readFileSync(stamp, "utf8") === wanted) return;
  console.log("Building the page, which takes a few seconds.");
  const { build } = await import("vite");
  await build({ root: `${root}client`, configFile: `${root}vite.config.ts`, logLevel: "warn" });
  mkdirSync(`${root}dist`, { recursive: true });
  writeFileSync(stamp, wanted);
}

function filesBelow(folder) {
  return readdirSync(`${root}${folder}`, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${(entry.parentPath ?? entry.path).replace(root, "")}/${entry.name}`)
    .sort();
}
