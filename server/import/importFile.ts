// Imports a file: reads it whole first, and writes all of it or nothing.
import { setImmediate as breathe } from "node:timers/promises";
import type { Db, On } from "../../db/engine/open.ts";
import { keyOfRun, refuseEnded } from "../../db/uploads.ts";
import { requireChange, requireWholeCounts, type Viewer } from "../../db/viewer.ts";
import { type Batch, type Change, rowKey } from "../../db/write/change.ts";
import { type Apply, applyBatch } from "../../db/write/changes.ts";
import { writeLong } from "../../db/write/longBatch.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { applyTogether } from "../../db/write/together.ts";
import { InputError } from "../finance/inputError.ts";
import { withCommas } from "../finance/withCommas.ts";
import { longestCell } from "../reading/grid.ts";
import type { Choices } from "../reading/proposal.ts";
import { cleanSheet } from "./cleanSheet.ts";
import { refuseChildren } from "./guardedSheet.ts";
import { type ImportMapping, readMapping } from "./mapping.ts";
import { readerFor } from "./readerFor.ts";
import { cleanOf, readFileAs } from "./reading.ts";
import { type OpenSheet, openSheet } from "./readSheet.ts";
import { remember } from "./rememberedChoices.ts";
import type { RowReader } from "./rowReader.ts";
import { barred } from "./severalReading.ts";

/** What is wrong with a row: its line, the column at fault where there is one, and why. */
export interface RowError {
  readonly line: number;
  readonly column: string | null;
  readonly reason: string;
}

export interface ImportProgress {
  readonly stage: "reading" | "comparing" | "writing";
  /** Of `of`: bytes while reading, changes while writing. */
  readonly done: number;
  readonly of: number;
}

export interface ImportResult {
  readonly rows: number;
  /** Rows that the mapping leaves out. */
  readonly leftOut: number;
  /** How many facts the file states, and what they come to against what is held. */
  readonly stated: number;
  readonly added: number;
  readonly revised: number;
  /** The first errors, and how many there are in all: with any, nothing is written. */
  readonly errors: readonly RowError[];
  readonly errorCount: number;
  /** The batch, which History can take back; null where nothing was written. Of several authorities it is that of the one that was chosen, else the first one's, and is undone with all others. */
  readonly batchId: number | null;
  /** Of a file of several authorities, each with what came of its own; none of any other. */
  readonly authorities: readonly ImportedAuthority[];
}

export interface ImportedAuthority {
  readonly authorityId: string;
  readonly name: string;
  readonly added: number;
  readonly revised: number;
  readonly batchId: number | null;
}

export interface ImportAsked {
  readonly authorityId: string;
  readonly path: string;
  /** What the file is called, for the history. */
  readonly name: string;
  /** JSON; not where the table is read as somebody made it. */
  readonly map?: string | undefined;
  readonly sheet?: string | undefined;
  /** What was said of the table as it was read, instead of a mapping. */
  readonly choices?: Choices | undefined;
  /** The file in the store that this is an import of, and which of its imports. */
  readonly of?: { readonly upload: string; readonly run: string };
  /** True to say what would come of it, and write nothing. */
  readonly preview: boolean;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Stops it: nothing is then written. */
  readonly signal?: AbortSignal;
  /** A file that states more facts than these is refused: all of them are in memory until they are saved. As usual where it is left out. */
  readonly mostFacts?: number;
}

const errorsKept = 500;
const usualMostFacts = 500_000;
const rowsBetweenBreaths = 2_000;

/** @throws InputError on "file" or "map…" for what is wrong with either as a whole; Refusal where the store refuses. Rows' errors are in the result. */
export async function importFile(db: Db, viewer: Viewer, asked: ImportAsked): Promise<ImportResult> {
  requireChange(viewer, asked.authorityId);
  const { parts, remembered } = await opened(db, viewer, asked);
  for (const { authorityId, mapping } of parts) if (mapping.target === "outcomes" || mapping.target === "activity") requireWholeCounts(viewer, authorityId);
  const reading = await db.read(async (on) => {
    const readers: PartReader[] = [];
    for (const part of parts) readers.push({ ...part, reader: await readerFor(on, viewer, part.authorityId, part.mapping) });
    return readers;
  });
  const errors: RowError[] = [];
  const counts = { rows: 0, leftOut: 0, stated: 0, errorCount: 0 };
  const fault = (error: RowError) => {
    counts.errorCount += 1;
    if (errors.length < errorsKept) errors.push(error);
  };
  for (const part of reading) await readRows(part, asked, counts, fault);
  if (counts.rows === 0) throw new InputError("file", "The file has a header and no rows.");
  if (counts.stated === 0 && counts.errorCount === 0) throw new InputError("map", "The mapping leaves out every row of this file. Look at “where” and at the columns.");
  asked.onProgress?.({ stage: "comparing", done: 0, of: counts.stated });
  if (counts.errorCount > 0) return { ...counts, errors, ...nothingChanged };
  const previewed = (): Promise<ImportResult> =>
    db.read(async (on) => {
      const each: ImportedPart[] = [];
      for (const { authorityId, name, reader } of reading) each.push({ authorityId, name, ...told(await reader.changes(on), reader.partOf), batchId: null });
      return { ...counts, errors, ...together(asked.authorityId, each) };
    });
  const writing = async (on: On, apply: Apply) => {
    const each: ImportedPart[] = [];
    const batches: Batch[] = [];
    for (const { authorityId, name, reader } of reading) {
      const changes = await reader.changes(on);
      // A short batch is written in one go and asks no more.
      refuseStopped(asked.signal);
      each.push({ authorityId, name, ...told(changes, reader.partOf), batchId: null });
      if (changes.length > 0) batches.push(batchOf(asked, authorityId, changes, batches.length === 0));
    }
    return { each, batches, kept: await applyTogether(batches, (batch) => apply(on, viewer, batch)) };
  };
  const written = async (): Promise<ImportResult> => {
    const isLong = counts.stated >= db.longFrom;
    const owners = reading.map(({ authorityId }) => authorityId);
    const { each, batches, kept } = await (isLong ? writeLong(db, owners, writing) : db.write((on) => writing(on, applyBatch), { written: owners }));
    const batchIds = new Map(batches.map(({ authorityId }, index) => [authorityId, kept[index]?.batchId ?? null]));
    return {
      ...counts,
      errors,
      ...together(
        asked.authorityId,
        each.map((part) => ({ ...part, batchId: batchIds.get(part.authorityId) ?? null })),
      ),
    };
  };
  try {
    if (asked.preview) return await previewed();
    const result = await written();
    // It has no place in Undo, which has the import as the last of what was done.
    await remembered?.();
    return result;
  } catch (error) {
    const row = rowAtFault(error);
    if (row === null) throw error;
    return { ...counts, errors: [row], errorCount: 1, ...nothingChanged };
  }
}

/** What of a file is one authority's. */
interface Part {
  readonly authorityId: string;
  /** Null where the file is of one alone. */
  readonly name: string | null;
  readonly sheet: OpenSheet;
  readonly mapping: ImportMapping;
}

interface PartReader extends Part {
  readonly reader: RowReader;
}

type Counts = { -readonly [Count in "rows" | "leftOut" | "stated" | "errorCount"]: ImportResult[Count] };

async function readRows({ sheet, reader }: PartReader, asked: ImportAsked, counts: Counts, fault: (error: RowError) => void): Promise<void> {
  const { mostFacts = usualMostFacts } = asked;
  const places = new Map(sheet.columns.map((column, index) => [column, index]));
  for await (const { line, values, problem } of sheet.rows) {
    counts.rows += 1;
    if (counts.rows % rowsBetweenBreaths === 0) {
      asked.onProgress?.({ stage: "reading", done: sheet.bytesRead(), of: sheet.bytes });
      await breathe();
    }
    refuseStopped(asked.signal);
    if (problem !== undefined) {
      fault({ line, column: null, reason: `The row ${problem}.` });
      continue;
    }
    try {
      const stated = reader.read((column) => readable(values[places.get(column) ?? -1] ?? "", column), line);
      counts.stated += stated;
      if (stated === 0) counts.leftOut += 1;
    } catch (error) {
      if (!(error instanceof InputError || error instanceof Refusal)) throw error;
      fault({ line, column: error.field, reason: error.message });
    }
    if (counts.stated > mostFacts)
      throw new InputError(
        "file",
        `The file states more than ${withCommas(mostFacts)} figures. Cut it into files of fewer, by year for example, and import them one after the other.`,
      );
  }
}

/** @throws InputError of a cell that is longer than what is looked at. */
function readable(cell: string, column: string): string {
  if (cell.length > longestCell) throw new InputError(column, `This cell has more than ${withCommas(longestCell)} characters.`);
  return cell;
}

/** The batch of one authority. The first of several says for all whether the import is still wanted. */
function batchOf(asked: ImportAsked, authorityId: string, changes: readonly Change[], isFirst: boolean): Batch {
  const { of } = asked;
  return {
    authorityId,
    why: `Import ${asked.name}`,
    ...(of && { requestKey: keyOfRun(of.run), ...(isFirst && { confirm: (last: On) => refuseEnded(last, of.upload, of.run) }) }),
    changes,
    // Every row that an importer adds has an id made just now.
    read: new Map(changes.flatMap(({ table, id, field, from }) => (field === "*" && from === null ? [[rowKey(table, id), null] as const] : []))),
    onProgress: (done, of) => {
      refuseStopped(asked.signal);
      asked.onProgress?.({ stage: "writing", done, of });
    },
  };
}

type ImportedPart = Omit<ImportedAuthority, "name"> & { readonly name: string | null };

const nothingChanged = { added: 0, revised: 0, batchId: null, authorities: [] };

/** What came of all authorities together, and of each where there are several. `authorityId` is the one that was chosen. */
function together(authorityId: string, each: readonly ImportedPart[]): Pick<ImportResult, "added" | "revised" | "batchId" | "authorities"> {
  const sum = (of: "added" | "revised") => each.reduce((total, part) => total + part[of], 0);
  return {
    added: sum("added"),
    revised: sum("revised"),
    batchId: (each.find((part) => part.authorityId === authorityId && part.batchId !== null) ?? each.find(({ batchId }) => batchId !== null))?.batchId ?? null,
    authorities: each.flatMap(({ name, ...part }) => (name === null ? [] : [{ name, ...part }])),
  };
}

interface Opened {
  readonly parts: readonly Part[];
  /** Keeps what was said of the table for the next one. */
  remembered?(): Promise<unknown>;
}

/** The rows and their mapping: as somebody gave it, or as the table was read. */
async function opened(db: Db, viewer: Viewer, { authorityId, path, choices, map, sheet }: ImportAsked): Promise<Opened> {
  if (choices === undefined) {
    const found = await openSheet(path, sheet === undefined ? {} : { sheet });
    const mapping = readMapping(map ?? "null", found.columns);
    await refuseChildren(map ?? "null", found);
    return { parts: [{ authorityId, name: null, sheet: found, mapping }] };
  }
  const stored = { db, viewer, authorityId };
  const proposal = await readFileAs(stored, { path, choices });
  const refused = barred(viewer, proposal.authorities ?? []);
  if (refused !== null) throw new Refusal("FORBIDDEN", "file", refused);
  const parts = cleanOf(proposal).map(({ authority, clean: { table, map: own } }): Part => {
    const mapping = readMapping(JSON.stringify(own), table.columns);
    return { authorityId: authority?.id ?? authorityId, name: authority?.name ?? null, sheet: cleanSheet(table), mapping };
  });
  const { shape } = proposal;
  const target = parts[0]?.mapping.target as ImportMapping["target"];
  const remembered = async () => shape !== null && (await remember(stored, shape, target, proposal.toRemember));
  return { parts, remembered };
}

/** What the store refuses of a row, which the changes name by its line: "line 3", or "line 3, Places" where the column is known. */
function rowAtFault(error: unknown): RowError | null {
  if (!(error instanceof InputError || error instanceof Refusal)) return null;
  const named = /^line (\d+)(?:, (.*))?/.exec(error.field);
  return named && { line: Number(named[1]), column: named[2] ?? null, reason: error.message };
}

const facts = ["outcome", "budgetLine", "commitment", "placementActivity", "forecast", "poolWeight", "poolAmount", "printedCell", "kpiNeighbour"];

/** How many facts are new, and how many are revised, whatever the number of their fields. */
function told(changes: readonly Change[], partOf: RowReader["partOf"]): { added: number; revised: number } {
  const own = changes.filter(({ table }) => facts.includes(table) || table === "commitmentAmount" || table === "commitmentPlaces");
  const added = new Set(own.filter(({ table, field, from }) => facts.includes(table) && field === "*" && from === null).map(({ id }) => id));
  const factOf = ({ table, id, to }: Change) => (facts.includes(table) ? id : (partOf?.get(id) ?? (to as { commitmentId: string }).commitmentId));
  const revised = new Set(own.map(factOf).filter((id) => !added.has(id)));
  return { added: added.size, revised: revised.size };
}

function refuseStopped(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new InputError("file", "The import was stopped, and nothing was written.");
}
