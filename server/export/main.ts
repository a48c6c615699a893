// npm run export -- TABLE --format xlsx --out FILE: writes a file for a nightly job, by the server that runs on the store where there is one.
import { createWriteStream } from "node:fs";
import { realpath, rename, rm, stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { StoreFailure } from "../../db/engine/storeFailure.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { ExportFormat } from "../../schema/tables/export.ts";
import { askServer, brokenOff } from "../askedServer.ts";
import { dayInEngland } from "../dayInEngland.ts";
import { InputError } from "../finance/inputError.ts";
import { listed } from "../finance/listed.ts";
import { type Context, newOutcome } from "../http/context.ts";
import { tabledSchema } from "../http/schema.ts";
import { type Settings, settingsFrom } from "../http/settings.ts";
import { machineOwner } from "../http/viewer.ts";
import { openedStore } from "../openedStore.ts";
import { runningServer } from "../running.ts";
import { KeptTables } from "../tables/builtTables.ts";
import { fileAt } from "./exporting.ts";
import { exportPath } from "./links.ts";

const endings = Object.values(ExportFormat);
const usage = `npm run export -- TABLE --format FORMAT --out FILE [--ARGUMENT VALUE …]
  TABLE        a table by its name in the schema, mediumTermTable or blockCase.table; report for a report; or a whole
               address, as the page shows it: 'mediumTermTable?authority=essex&unit=POUNDS'
  --format     ${listed(endings)}
  --out        where it is written; - for standard output
  --ARGUMENT   what the table's query takes: --authority essex --unit POUNDS; --id for a report`;

/** The address and the options of a command line. @throws InputError naming the option. */
function asked(given: readonly string[]): { address: string; format: ExportFormat; out: string } {
  const [table, ...rest] = given;
  if (!table || table.startsWith("--")) throw new InputError("TABLE", "Which table?");
  const [name = "", ...search] = table.split("?");
  const parts = new URLSearchParams(search.join("?"));
  const own: Record<string, string> = {};
  while (rest.length > 0) {
    const [option = "", joined] = splitOnce(rest.shift() as string);
    if (!option.startsWith("--")) throw new InputError(option, "This is not an option. An option begins with --.");
    const key = option.slice(2);
    const value = joined ?? rest.shift();
    if (value === undefined) throw new InputError(option, "This option has no value.");
    if (key === "format" || key === "out") own[key] = value;
    else parts.append(key, value);
  }
  if (!own.out) throw new InputError("--out", "Where is the file to be written?");
  const format = endings.find((each) => each === own.format);
  if (!format)
    throw new InputError("--format", own.format === undefined ? `Which format? There are ${listed(endings)}.` : `There is no format ${own.format}. There are ${listed(endings)}.`);
  return { address: parts.size === 0 ? name : `${name}?${parts}`, format, out: own.out };
}

function splitOnce(option: string): [string, string | undefined] {
  const at = option.indexOf("=");
  return at < 0 ? [option, undefined] : [option.slice(0, at), option.slice(at + 1)];
}

async function main(): Promise<void> {
  const { address, format, out } = asked(process.argv.slice(2));
  const settings = settingsFrom(process.env);
  const server = await runningServer(settings);
  await (server ? exportThroughServer(server, address, format, out) : exportBeside(settings, address, format, out));
}

async function exportThroughServer(server: string, address: string, format: ExportFormat, out: string): Promise<void> {
  const { body, headers } = await askServer(server + exportPath(address, format));
  await written(out, Readable.fromWeb(body as never), headers.get("tabled-data-version"));
}

async function exportBeside({ limits, ...settings }: Settings, address: string, format: ExportFormat, out: string): Promise<void> {
  const db = await openedStore(settings);
  try {
    const context: Context = { db, schema: tabledSchema(), tables: new KeptTables(), viewer: machineOwner, limits, today: dayInEngland(), outcome: newOutcome() };
    const { pieces, dataVersion } = await fileAt(context, address, format);
    await written(out, Readable.from(pieces, { objectMode: false }), dataVersion);
  } finally {
    await db.close();
  }
}

async function written(out: string, pieces: Readable, dataVersion: unknown): Promise<void> {
  if (out === "-") return pipeline(pieces, process.stdout, { end: false });
  await writeTo(await realpath(out).catch(() => out), pieces);
  console.log(`Wrote ${out}, of data version ${dataVersion}.`);
}

/** A file of last night is there until tonight's is whole. What is no file, a pipe or a device, is written into: a file put in its place would end it. */
async function writeTo(path: string, pieces: Readable): Promise<void> {
  const replaced = await stat(path).then(
    (there) => there.isFile(),
    () => true,
  );
  if (!replaced) return pipeline(pieces, createWriteStream(path));
  const beside = `${path}.${process.pid}.part`;
  try {
    await pipeline(pieces, createWriteStream(beside));
    await rename(beside, path);
  } finally {
    await rm(beside, { force: true });
  }
}

/** A server that ends within its answer ends the answer so. */
function isBrokenOff(error: unknown): boolean {
  return error instanceof TypeError && error.message === "terminated";
}

try {
  await main();
} catch (error) {
  const known = error instanceof InputError || error instanceof Refusal;
  const { code, path } = error as { code?: string; path?: string };
  const lost = error instanceof StoreFailure ? error.message : isBrokenOff(error) ? brokenOff(error).message : null;
  const unwritten = ["ENOENT", "EISDIR", "EACCES", "ENOTDIR", "ENOSPC", "EROFS", "EPIPE"].includes(code ?? "")
    ? `${path?.replace(/\.\d+\.part$/, "") ?? "The file"} cannot be written: ${(error as Error).message.split(",")[0]}.`
    : null;
  console.error(known ? `${error.field}: ${error.message}` : (lost ?? unwritten ?? error));
  if (known && (error.field === "TABLE" || error.field.startsWith("--"))) console.error(usage);
  process.exitCode = known || lost || unwritten ? 1 : 3;
}
