// No file has more than 300 lines, so that each keeps to one idea: part of `npm run check`. Declared tables, examples and what is generated may be longer.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = process.argv[2] ?? ".";
const most = 300;
const mayBeLonger = /^db\/(tables|examples|migrations)\/|-types\.d\.ts$/;

const longer = ["server", "client", "schema", "db"]
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((name) => `${folder}/${String(name).replaceAll("\\", "/")}`))
  .filter((file) => /\.(ts|tsx|mjs|css)$/.test(file) && !mayBeLonger.test(file))
  .map((file) => ({ file, lines: readFileSync(join(root, file), "utf8").trimEnd().split("\n").length }))
  .filter(({ lines }) => lines > most);
for (const { file, lines } of longer) console.error(`${file} has ${lines} lines, and ${most} is the most: divide it by what it is about.`);
process.exit(longer.length === 0 ? 0 : 1);
