// npm run backup -- --out FILE: copies the store while the server runs.
import { existsSync, realpathSync, statSync } from "node:fs";
import { parseArgs } from "node:util";
import { storeFile } from "../../db/engine/store.ts";
import { copyStore } from "../../db/engine/storeCopy.ts";
import { settingsFrom } from "../http/settings.ts";
import { ending, holds, postgresCommand, Unusable } from "./words.ts";

const usage = `npm run backup -- --out FILE [--replace]
  --out FILE   where the backup is written
  --replace    also where there is a file already`;

await ending(usage, async () => {
  const { values } = parseArgs({ options: { out: { type: "string" }, replace: { type: "boolean", default: false } } });
  const { out } = values;
  if (!out) return 2;
  const settings = settingsFrom(process.env);
  if (settings.databaseUrl) {
    console.error(postgresCommand(settings.databaseUrl, (place) => `pg_dump ${place} --format=custom --file="${out}"`));
    return 1;
  }
  const file = storeFile(settings);
  if (existsSync(out)) {
    if (existsSync(file) && realpathSync(out) === realpathSync(file)) throw new Unusable(`${out} is the store itself. Name another file.`);
    if (!statSync(out).isFile()) throw new Unusable(`${out} is not a file. Name one: --out ${out}/tabled-backup.sqlite`);
    if (!values.replace) throw new Unusable(`There is already a file ${out}. Name another, or add --replace.`);
  }
  const contents = await copyStore(file, out);
  console.log(`Backed up ${file} to ${out}, and checked it: ${holds(contents)}.`);
  return 0;
});
