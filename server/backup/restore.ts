// npm run restore -- FILE: puts a backup in the place of the store, while no server runs.
import { mkdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { storeFile } from "../../db/engine/store.ts";
import { restoreStore } from "../../db/engine/storeCopy.ts";
import { settingsFrom } from "../http/settings.ts";
import { ending, holds, postgresCommand } from "./words.ts";

const usage = `npm run restore -- FILE [--replace]
  FILE        a backup that npm run backup wrote
  --replace   also where the store has changes that the backup lacks; the store is kept beside it`;

await ending(usage, async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { replace: { type: "boolean", default: false } } });
  const [backup, ...more] = positionals;
  if (!backup || more.length > 0) return 2;
  const settings = settingsFrom(process.env);
  if (settings.databaseUrl) {
    console.error(postgresCommand(settings.databaseUrl, (place) => `pg_restore ${place} --clean --if-exists --single-transaction "${backup}"`));
    return 1;
  }
  mkdirSync(settings.dataDir, { recursive: true });
  const { contents, keptAs } = restoreStore(backup, storeFile(settings), values.replace, new Date());
  console.log(`Restored ${storeFile(settings)} from ${backup}: ${holds(contents)}.${keptAs ? ` The store that was there is kept as ${keptAs}.` : ""}`);
  return 0;
});
