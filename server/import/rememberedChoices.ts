// What was said of a table, kept for the next one with the same columns: which target, rows, columns and unit, but nothing that is of one file alone.
import { createHash, randomUUID } from "node:crypto";
import { importMaps } from "../../db/outcomes.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { besideUndo } from "../../db/write/undo.ts";
import { tellFault } from "../http/faults.ts";
import { sameName } from "../reading/names.ts";
import type { Choices, NameMatch } from "../reading/proposal.ts";
import { isRowNumber } from "../reading/rows.ts";
import type { TableReading } from "../reading/table.ts";
import { choicesGiven } from "./choices.ts";
import type { ImportMapping } from "./mapping.ts";
import type { Stored } from "./targetReading.ts";

/** What the next file is not read by. */
const ofOneFile: readonly string[] = [
  "sheet",
  "year",
  "period",
  "version",
  "unknown",
  "arrangement",
  "reference",
  "afresh",
  "near",
  "exchanged",
  "apart",
] satisfies (keyof Choices)[];

/** What was said the time before with what is said now put over it, entry by entry. */
export function putOver(before: Choices | null, now: Choices): Choices {
  const both = <Entry extends "columns" | "rows" | "names">(entry: Entry) => (before?.[entry] || now[entry] ? { [entry]: { ...before?.[entry], ...now[entry] } } : {});
  // Whose rows are wanted is said once: of one, or of all.
  const { where, authorities, ...others } = before ?? {};
  const whose = now.where || now.authorities ? {} : { ...(where && { where }), ...(authorities && { authorities }) };
  return { ...others, ...whose, ...now, ...both("columns"), ...both("rows"), ...both("names") };
}

/** What of the choices the next table of this shape is read by: nothing that is of one file alone, rows by their names, since they stand elsewhere there, and of names those that are near a stored one: what is exchanged in one file is not in another. */
export function toRemember({ rows, names, ...choices }: Choices, table: TableReading, matches: readonly NameMatch[] = []): Choices {
  const near = matches.flatMap(({ how, name, taken }) => (how === "near" && taken !== null ? [[name, taken] as const] : []));
  const passing = new Set(matches.filter(({ how }) => how === "same" || how === "exchanged").map(({ name }) => sameName(name)));
  const named = { ...Object.fromEntries(Object.entries(names ?? {}).filter(([name]) => !passing.has(sameName(name)))), ...Object.fromEntries(near) };
  const labels = new Map(table.rows.map(({ at, label }) => [String(at), label.trim()]));
  const often = (name: string) => [...labels.values()].filter((label) => label.toLowerCase() === name.toLowerCase()).length;
  const byName = Object.entries(rows ?? {}).flatMap(([row, kind]) => {
    const name = isRowNumber(row) ? (labels.get(row) ?? "") : row;
    return name === "" || isRowNumber(name) || (isRowNumber(row) && often(name) > 1) ? [] : [[name, kind] as const];
  });
  const lasting = Object.fromEntries(Object.entries(choices).filter(([name, value]) => value !== undefined && !ofOneFile.includes(name)));
  return { ...lasting, ...(Object.keys(named).length > 0 && { names: named }), ...(byName.length > 0 && { rows: Object.fromEntries(byName) }) };
}

/** By which a table's shape is known: its columns' names. */
export function shapeName({ columns }: Pick<TableReading, "columns">): string {
  const names = columns.map(({ name }) => name);
  const hash = createHash("sha256")
    .update(JSON.stringify(names.map((name) => name.toLowerCase())))
    .digest("hex");
  return `Columns ${hash.slice(0, 16)}: ${names.join(", ").slice(0, 80).trim()}`;
}

/** What was said the time before; null where nothing was. */
export async function recalled({ db, viewer, authorityId }: Stored, shape: string): Promise<Choices | null> {
  const found = await db.read((on) => importMaps.all(on, viewer, authorityId));
  const map = found.find(({ name }) => name === shape)?.map;
  return map === undefined ? null : choicesGiven((JSON.parse(map) as { choices: unknown }).choices);
}

/** Keeps what was said, as `toRemember` has it, where anything was. Nothing is thrown: the import that it was said for is done. */
export async function remember({ db, viewer, authorityId }: Stored, shape: string, target: ImportMapping["target"], said: Choices): Promise<void> {
  const stated = { name: shape, target, map: JSON.stringify({ choices: said }) };
  const writing = db.write(
    async (on) => {
      const held = (await importMaps.all(on, viewer, authorityId)).find(({ name }) => name === shape);
      if (held?.map === stated.map || (!held && Object.keys(said).length === 0)) return;
      const changes = held ? importMaps.changes(held, stated) : await importMaps.additions(on, authorityId, randomUUID(), stated);
      await applyBatch(on, viewer, { authorityId, why: "Remember how a table is read", changes, requestKey: besideUndo(randomUUID()) });
    },
    { written: [authorityId] },
  );
  await writing.catch((error: unknown) => {
    if (!(error instanceof Refusal)) tellFault(error);
  });
}
