// Imports a file: reads it whole first, and writes all of it or nothing.
import { setImmediate as breathe } from "node:timers/promises";
import type { Db, On } from "../../db/engine/open.ts";
import { keyOfRun, refuseEnded } from "../../db/uploads.ts";
import { requireChange, requireWholeCounts, type Viewer } from "../../db/viewer.ts";
import type { Change } from "../../db/write/change.ts";
import { type Apply, applyBatch } from "../../db/write/changes.ts";
import { writeLong } from "../../db/write/longBatch.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { InputError } from "../finance/inputError.ts";
import type { Choices } from "../reading/proposal.ts";
import { budgetRows } from "./budgetRows.ts";
import { cleanSheet } from "./cleanSheet.ts";
import { commitmentRows } from "./commitmentRows.ts";
import { type ImportMapping, readMapping } from "./mapping.ts";
import { neighbourRows } from "./neighbourRows.ts";
import { outcomeRows } from "./outcomeRows.ts";
import { cleanOf, readFileAs } from "./reading.ts";
import { type OpenSheet, openSheet } from "./readSheet.ts";
import { remember } from "./rememberedChoices.ts";
import type { RowReader } from "./rowReader.ts";

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
  /** The batch, which History can take back; null where nothing was written. */
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
}

const errorsKept = 500;
const rowsBetweenBreaths = 2_000;

/** @throws InputError on "file" or "map…" for what is wrong with either as a whole; Refusal where the store refuses. Rows' errors are in the result. */
export async function importFile(db: Db, viewer: Viewer, asked: ImportAsked): Promise<ImportResult> {
  requireChange(viewer, asked.authorityId);
  const { sheet, mapping, remembered } = await opened(db, viewer, asked);
  if (mapping.target === "outcomes") requireWholeCounts(viewer, asked.authorityId);
  const reader = await db.read((on) => readerFor(on, viewer, asked.authorityId, mapping));
  const places = new Map(sheet.columns.map((column, index) => [column, index]));
  const errors: RowError[] = [];
  const counts = { rows: 0, leftOut: 0, stated: 0, errorCount: 0 };
  const fault = (error: RowError) => {
    counts.errorCount += 1;
    if (errors.length < errorsKept) errors.push(error);
  };
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
      const stated = reader.read((column) => values[places.get(column) ?? -1] ?? "", line);
      counts.stated += stated;
      if (stated === 0) counts.leftOut += 1;
    } catch (error) {
      if (!(error instanceof InputError || error instanceof Refusal)) throw error;
      fault({ line, column: error.field, reason: error.message });
    }
  }
  if (counts.rows === 0) throw new InputError("file", "The file has a header and no rows.");
  if (counts.stated === 0 && counts.errorCount === 0) throw new InputError("map", "The mapping leaves out every row of this file. Look at “where” and at the columns.");
  asked.onProgress?.({ stage: "comparing", done: 0, of: counts.stated });
  if (counts.errorCount > 0) return { ...counts, errors, added: 0, revised: 0, batchId: null };
  const previewed = (): Promise<ImportResult> => db.read(async (on) => ({ ...counts, errors, ...told(await reader.changes(on), reader.partOf), batchId: null }));
  const { of } = asked;
  const writing = async (on: On, apply: Apply) => {
    const changes = await reader.changes(on);
    // A short batch is written in one go and asks no more.
    refuseStopped(asked.signal);
    const kinds = told(changes, reader.partOf);
    if (changes.length === 0) return { kinds, kept: null };
    const kept = await apply(on, viewer, {
      authorityId: asked.authorityId,
      why: `Import ${asked.name}`,
      ...(of && { requestKey: keyOfRun(of.run), confirm: (last: On) => refuseEnded(last, of.upload, of.run) }),
      changes,
      onProgress: (done, of) => {
        refuseStopped(asked.signal);
        asked.onProgress?.({ stage: "writing", done, of });
      },
    });
    return { kinds, kept };
  };
  const written = async (): Promise<ImportResult> => {
    const isLong = counts.stated >= db.longFrom;
    const { kinds, kept } = await (isLong ? writeLong(db, [asked.authorityId], writing) : db.write((on) => writing(on, applyBatch), { written: [asked.authorityId] }));
    return { ...counts, errors, ...kinds, batchId: kept?.batchId ?? null };
  };
  try {
    if (asked.preview) return await previewed();
    // Before it, so that Undo has the import as the last of what was done.
    await remembered?.();
    return await written();
  } catch (error) {
    const row = rowAtFault(error);
    if (row === null) throw error;
    return { ...counts, errors: [row], errorCount: 1, added: 0, revised: 0, batchId: null };
  }
}

interface Opened {
  readonly sheet: OpenSheet;
  readonly mapping: ImportMapping;
  /** Keeps what was said of the table for the next one. */
  remembered?(): Promise<unknown>;
}

/** The rows and their mapping: as somebody gave it, or as the table was read. */
async function opened(db: Db, viewer: Viewer, { authorityId, path, choices, map, sheet }: ImportAsked): Promise<Opened> {
  if (choices === undefined) {
    const found = await openSheet(path, sheet === undefined ? {} : { sheet });
    return { sheet: found, mapping: readMapping(map ?? "null", found.columns) };
  }
  const stored = { db, viewer, authorityId };
  const proposal = await readFileAs(stored, { path, choices });
  const clean = cleanOf(proposal);
  const mapping = readMapping(JSON.stringify(clean.map), clean.table.columns);
  const { shape } = proposal;
  const remembered = async () => shape !== null && (await remember(stored, shape, mapping.target, { ...proposal.remembered, ...choices }));
  return { sheet: cleanSheet(clean.table), mapping, remembered };
}

/** What the store refuses of a row, which the changes name by its line: "line 3", or "line 3, Places" where the column is known. */
function rowAtFault(error: unknown): RowError | null {
  if (!(error instanceof InputError || error instanceof Refusal)) return null;
  const named = /^line (\d+)(?:, (.*))?/.exec(error.field);
  return named && { line: Number(named[1]), column: named[2] ?? null, reason: error.message };
}

function readerFor(on: On, viewer: Viewer, authorityId: string, mapping: ImportMapping): Promise<RowReader> {
  switch (mapping.target) {
    case "outcomes":
      return outcomeRows(on, viewer, authorityId, mapping);
    case "budget lines":
      return budgetRows(on, viewer, authorityId, mapping);
    case "commitments":
      return commitmentRows(on, viewer, authorityId, mapping);
    case "neighbours":
      return neighbourRows(on, viewer, authorityId, mapping);
  }
}

const facts = ["outcome", "budgetLine", "commitment", "kpiNeighbour"];

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
