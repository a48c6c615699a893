// npm run import -- FILE: reads a file, or a folder of them, and imports it, by the server that runs on the store where there is one.

import { readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { StoreAddress } from "../../db/engine/store.ts";
import { StoreFailure } from "../../db/engine/storeFailure.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { countOf } from "../finance/counted.ts";
import { InputError } from "../finance/inputError.ts";
import { settingsFrom } from "../http/settings.ts";
import { machineOwner } from "../http/viewer.ts";
import { openedStore } from "../openedStore.ts";
import type { Choices, Proposal } from "../reading/proposal.ts";
import { runningServer } from "../running.ts";
import { type CommandAsked, commandAsked, usage } from "./asked.ts";
import { type ImportedFor, importedFor } from "./importedFor.ts";
import { type ImportAsked, type ImportProgress, type ImportResult, importFile } from "./importFile.ts";
import { nothingOf, readFileAs } from "./reading.ts";
import { importThroughServer, mostBytes, readThroughServer } from "./throughServer.ts";
import { readingAsJson, readingInWords } from "./told.ts";

const errorsShown = 20;

const say = (text: string) => console.log(text);

async function main(): Promise<number> {
  const asked = commandAsked(process.argv.slice(2));
  if (!asked) {
    console.error(usage);
    return 2;
  }
  const files = filesIn(asked.file);
  const settings = settingsFrom(process.env);
  const stopping = new AbortController();
  // Also where its terminal is closed: what was sent to a server is closed there first.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => stopping.abort());
  let code = 0;
  const told: object[] = [];
  for (const [index, path] of files.entries()) {
    if (stopping.signal.aborted) break;
    const isFolder = path !== asked.file;
    if (isFolder) console.error(`${index + 1} of ${files.length}: ${basename(path)}`);
    try {
      // One that is larger than a server takes is read beside it.
      const server = statSync(path).size <= mostBytes ? await runningServer(settings) : null;
      const one = { settings, server, asked, path, signal: stopping.signal };
      if (asked.json) told.push({ ...(isFolder && { file: basename(path) }), ...(await readingTold(one)) });
      else code = Math.max(code, await imported(one));
    } catch (error) {
      if (!isFolder) throw error;
      // The next ones may be right.
      console.error(inWords(error));
      code = Math.max(code, 1);
    }
  }
  if (asked.json) say(JSON.stringify(told.length === 1 && files[0] === asked.file ? told[0] : told, null, 2));
  return code;
}

/** A file, or those of a folder, by their names. */
function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  const found = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.startsWith("."));
  if (found.length === 0) throw new InputError("file", "There is no file in this folder.");
  return found.map(({ name }) => join(path, name)).sort();
}

interface One {
  readonly settings: StoreAddress;
  readonly server: string | null;
  readonly asked: CommandAsked;
  readonly path: string;
  readonly signal: AbortSignal;
}

/** What a file is read as; why it cannot be is told in the same form. */
async function readingTold(one: One): Promise<object> {
  const { by } = one.asked;
  if (!("choices" in by)) throw new InputError("json", "A mapping is imported as it is. Leave --map out to see what a file is read as.");
  try {
    return readingAsJson(await readingOf(one, by.choices));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return readingAsJson({ ...nothingOf({ format: "", encoding: null, sheet: null, sheets: [] }, by.choices), refused: error.message });
  }
}

async function readingOf({ settings, server, asked, path }: One, choices: Choices): Promise<Proposal> {
  const { authority } = asked;
  const several = choices.authorities === "all";
  if (server) {
    try {
      return await readThroughServer(server, { authority, several }, { path, name: basename(path), choices });
    } catch (error) {
      if (authority !== undefined || !isOfAuthority(error)) throw error;
      return readFileAs(null, { path, choices });
    }
  }
  const db = await openedStore(settings);
  try {
    // A file can be read for nobody, where it is not said whose it is.
    const whose = await db
      .read((on) => importedFor(on, machineOwner, { authority, several }))
      .catch((error: unknown) => {
        if (authority !== undefined || !isOfAuthority(error)) throw error;
        return null;
      });
    return await readFileAs(whose && { db, viewer: machineOwner, authorityId: whose.id }, { path, choices });
  } finally {
    await db.close();
  }
}

const isOfAuthority = (error: unknown) => (error instanceof Refusal || error instanceof InputError) && error.field === "authority";

/** Imports a file, or says what would come of it. */
async function imported(one: One): Promise<number> {
  const { settings, server, asked, path, signal } = one;
  const { by, preview, authority } = asked;
  if ("choices" in by) {
    const proposal = await readingOf(one, by.choices);
    for (const line of readingInWords(proposal)) say(line);
    if (proposal.clean === null && !proposal.authorities?.some(({ clean }) => clean)) {
      console.error("Nothing was written.");
      return preview && proposal.refused === null ? 0 : 1;
    }
  }
  const given = { path, name: basename(path), ...by, preview, signal, onProgress: progressLine() };
  const whose = { authority, several: "choices" in by && by.choices.authorities === "all" };
  const result = await (server ? importThroughServer(server, whose, given) : importBeside(settings, whose, given));
  report(result, preview);
  return result.errorCount === 0 ? 0 : 1;
}

async function importBeside(settings: StoreAddress, whose: ImportedFor, asked: Omit<ImportAsked, "authorityId">): Promise<ImportResult> {
  const db = await openedStore(settings);
  try {
    const { id } = await db.read((on) => importedFor(on, machineOwner, whose));
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

function report({ rows, leftOut, added, revised, stated, errors, errorCount, batchId, authorities }: ImportResult, preview: boolean): void {
  if (process.stdout.isTTY) process.stdout.write("\r");
  for (const { line, column, reason } of errors.slice(0, errorsShown)) console.error(`line ${line}${column ? `, ${column}` : ""}: ${reason}`);
  if (errorCount > errorsShown) console.error(`and ${errorCount - errorsShown} more.`);
  const of = `${countOf(rows, "rows")}${leftOut > 0 ? `, ${leftOut} left out` : ""}`;
  if (errorCount > 0) say(`${of}: ${errorCount} with errors. Nothing was written.`);
  else if (preview) say(`${of}: ${added} would be added, ${revised} revised, ${stated - added - revised} unchanged. Nothing was written.`);
  else say(`${of}: ${added} added, ${revised} revised, ${stated - added - revised} unchanged.${batchId === null ? "" : ` ${batchesSaid(batchId, authorities)}`}`);
}

function batchesSaid(batchId: number, authorities: ImportResult["authorities"]): string {
  const batches = authorities.filter((each) => each.batchId !== null).length;
  return batches > 1 ? `${batches} batches, one of each authority, from ${batchId} on: they can be undone together in History.` : `Batch ${batchId}: it can be undone in History.`;
}

/** An error that a person can meet, in a line; null of any other. */
function known(error: unknown): string | null {
  if (error instanceof InputError || error instanceof Refusal) return `${error.field}: ${error.message}`;
  if (error instanceof StoreFailure) return error.message;
  const { code, path } = error as { code?: string; path?: string };
  if (code === "ENOENT") return `There is no file ${path}.`;
  return ["EISDIR", "EACCES", "ESPIPE"].includes(code ?? "") ? `${path ?? "This"} is not a file that can be read.` : null;
}

const inWords = (error: unknown) => known(error) ?? error;

try {
  process.exitCode = await main();
} catch (error) {
  console.error(inWords(error));
  process.exitCode = known(error) === null ? 3 : 1;
}
