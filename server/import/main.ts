// npm run import -- outcomes FILE.csv --map MAP.json: imports a file, by the server that runs on the store where there is one.

import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { authorityCalled } from "../../db/authorities.ts";
import type { StoreAddress } from "../../db/engine/store.ts";
import { StoreFailure } from "../../db/engine/storeFailure.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { countOf } from "../finance/counted.ts";
import { InputError } from "../finance/inputError.ts";
import { settingsFrom } from "../http/settings.ts";
import { machineOwner } from "../http/viewer.ts";
import { openedStore } from "../openedStore.ts";
import { runningServer } from "../running.ts";
import { type ImportAsked, type ImportProgress, type ImportResult, importFile } from "./importFile.ts";
import { readMapping } from "./mapping.ts";
import { importThroughServer, mostBytes } from "./throughServer.ts";

const usage = `npm run import -- <outcomes | budget-lines | commitments> FILE --map MAP.json
  --authority NAME   whose facts they are, by name, code or id, where the mapping does not say and there are several
  --sheet NAME       which sheet of a workbook
  --preview          say what would change, and write nothing`;
const errorsShown = 20;

const say = (text: string) => console.log(text);

/** What was asked for; null for an option that there is not. */
function argumentsGiven() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { map: { type: "string" }, authority: { type: "string" }, sheet: { type: "string" }, preview: { type: "boolean" } },
    });
  } catch {
    return null;
  }
}

async function main(): Promise<number> {
  const { values, positionals } = argumentsGiven() ?? { values: {}, positionals: [] };
  const [target, file] = positionals;
  if (!target || !file || !values.map) {
    console.error(usage);
    return 2;
  }
  const map = readFileSync(values.map, "utf8").replace(/^\uFEFF/, "");
  const { target: mapped, authority: called } = readMapping(map);
  if (mapped !== target.replace("-", " ")) throw new InputError("map.target", `This mapping is of ${mapped}, and ${target} were asked for.`);
  const settings = settingsFrom(process.env);
  const stopping = new AbortController();
  process.once("SIGINT", () => stopping.abort());
  const asked = { path: file, name: basename(file), map, sheet: values.sheet, preview: values.preview ?? false, signal: stopping.signal, onProgress: progressLine() };
  // One that is larger than a server takes is imported beside it.
  const server = statSync(file).size <= mostBytes ? await runningServer(settings) : null;
  const result = await (server ? importThroughServer(server, values.authority ?? called, asked) : importBeside(settings, values.authority ?? called, asked));
  report(result, asked.preview);
  return result.errorCount === 0 ? 0 : 1;
}

async function importBeside(settings: StoreAddress, called: string | undefined, asked: Omit<ImportAsked, "authorityId">): Promise<ImportResult> {
  const db = await openedStore(settings);
  try {
    const { id } = await db.read((on) => authorityCalled(on, machineOwner, called));
    return await importFile(db, machineOwner, { ...asked, authorityId: id });
  } finally {
    await db.close();
  }
}

/** Says how far it is: in one line on a terminal, else not at all. */
function progressLine(): (progress: ImportProgress) => void {
  let before = "";
  return ({ stage, done, of }) => {
    const text = `${stage} ${of === 0 ? "" : `${Math.floor((done / of) * 100)}%`}`;
    if (process.stdout.isTTY && text !== before) process.stdout.write(`\r${text.padEnd(20)}`);
    before = text;
  };
}

function report({ rows, leftOut, added, revised, stated, errors, errorCount, batchId }: ImportResult, preview: boolean): void {
  if (process.stdout.isTTY) process.stdout.write("\r");
  for (const { line, column, reason } of errors.slice(0, errorsShown)) console.error(`line ${line}${column ? `, ${column}` : ""}: ${reason}`);
  if (errorCount > errorsShown) console.error(`and ${errorCount - errorsShown} more.`);
  const of = `${countOf(rows, "rows")}${leftOut > 0 ? `, ${leftOut} left out` : ""}`;
  if (errorCount > 0) say(`${of}: ${errorCount} with errors. Nothing was written.`);
  else if (preview) say(`${of}: ${added} would be added, ${revised} revised, ${stated - added - revised} unchanged. Nothing was written.`);
  else say(`${of}: ${added} added, ${revised} revised, ${stated - added - revised} unchanged.${batchId === null ? "" : ` Batch ${batchId}: it can be undone in History.`}`);
}

try {
  process.exitCode = await main();
} catch (error) {
  const known = error instanceof InputError || error instanceof Refusal;
  const { code, path } = error as { code?: string; path?: string };
  const lost = error instanceof StoreFailure ? error.message : null;
  const unread = code === "ENOENT" ? `There is no file ${path}.` : ["EISDIR", "EACCES", "ESPIPE"].includes(code ?? "") ? `${path ?? "This"} is not a file that can be read.` : null;
  console.error(known ? `${error.field}: ${error.message}` : (lost ?? unread ?? error));
  process.exitCode = known || lost || unread ? 1 : 3;
}
