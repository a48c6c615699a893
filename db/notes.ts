// Notes on the cells of a sheet, each with its answers: queries and writes.
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { On } from "./engine/open.ts";
import { type Page, type PageArgs, page, pageLimit, pageOrder, pageStart } from "./read/paging.ts";
import type { Row } from "./tables.ts";
import { readable, requireChange, requireWholeCounts, type Viewer } from "./viewer.ts";
import { fieldChanges, insertion, type Kept, removal } from "./write/change.ts";
import { applyBatch } from "./write/changes.ts";
import { Refusal } from "./write/refusal.ts";
import { refuseIfMovedSince } from "./write/seen.ts";

export interface NoteWithAnswers extends Row<"note"> {
  /** In the order in which they were given. */
  answers: Row<"note">[];
}

/** A cell by the sheet that it is of, with its name in words. */
export type NotedCell = Pick<Row<"note">, "sheet" | "subject" | "rowKey" | "columnKey" | "place">;

/** A note on these sheets may speak of a count of so few that it is hidden. */
const sheetsOfPeople = ["outcomes", "benefits"];

function requireSheet(viewer: Viewer, authorityId: string, sheet: string): void {
  if (sheetsOfPeople.includes(sheet)) requireWholeCounts(viewer, authorityId);
}

/** The notes of a sheet with their answers, the oldest first. @throws Refusal FORBIDDEN where the sheet's counts are hidden from the viewer. */
export async function notes(on: On, viewer: Viewer, authorityId: string, of: { sheet: string; subject: string }, args: PageArgs): Promise<Page<NoteWithAnswers>> {
  requireSheet(viewer, authorityId, of.sheet);
  const { note } = on.t;
  const rows = await on.q
    .select()
    .from(note)
    .where(
      and(
        readable(viewer, note.authorityId),
        eq(note.authorityId, authorityId),
        eq(note.sheet, of.sheet),
        eq(note.subject, of.subject),
        isNull(note.answersId),
        pageStart(note.madeAt, note.id, args),
      ),
    )
    .orderBy(...pageOrder(note.madeAt, note.id, args))
    .limit(pageLimit(args));
  return page(await withAnswers(on, rows), "madeAt", args);
}

async function withAnswers(on: On, rows: readonly Row<"note">[]): Promise<NoteWithAnswers[]> {
  const { note } = on.t;
  const ids = rows.map(({ id }) => id);
  const answers = ids.length === 0 ? [] : await on.q.select().from(note).where(inArray(note.answersId, ids)).orderBy(asc(note.madeAt), asc(note.id));
  return rows.map((row) => ({ ...row, answers: answers.filter(({ answersId }) => answersId === row.id) }));
}

/** @throws Refusal NOT_FOUND. */
async function noteById(on: On, viewer: Viewer, id: string, field: string, authorityId?: string): Promise<NoteWithAnswers> {
  const { note } = on.t;
  const rows = await on.q
    .select()
    .from(note)
    .where(and(readable(viewer, note.authorityId), eq(note.id, id), authorityId === undefined ? undefined : eq(note.authorityId, authorityId)));
  const [found] = await withAnswers(on, rows);
  if (!found) throw new Refusal("NOT_FOUND", field, "There is no such note, or you may not see it.");
  requireChange(viewer, found.authorityId);
  requireSheet(viewer, found.authorityId, found.sheet);
  return found;
}

export async function addNote(on: On, viewer: Viewer, authorityId: string, id: string, cell: NotedCell, said: string): Promise<Kept> {
  requireChange(viewer, authorityId);
  requireSheet(viewer, authorityId, cell.sheet);
  const row = { ...cell, id, said, madeBy: viewer.name, madeAt: new Date().toISOString(), resolvedBy: null, resolvedAt: null, answersId: null };
  return applyBatch(on, viewer, { authorityId, why: `Note on ${cell.place}`, changes: [insertion("note", row, "input.said")] });
}

/** Answers a note; what answers an answer answers the note above it. */
export async function answerNote(on: On, viewer: Viewer, authorityId: string, answersId: string, id: string, said: string): Promise<Kept> {
  requireChange(viewer, authorityId);
  const { answers, ...answered } = await noteById(on, viewer, answersId, "input.answers", authorityId);
  const row = { ...answered, id, said, madeBy: viewer.name, madeAt: new Date().toISOString(), resolvedBy: null, resolvedAt: null, answersId: answered.answersId ?? answered.id };
  return applyBatch(on, viewer, { authorityId, why: `Answer the note on ${answered.place}`, changes: [insertion("note", row, "input.said")] });
}

/** Changes what a note says, or whether it is resolved. `seen` is the number in the log at which it was read. */
export async function changeNote(on: On, viewer: Viewer, authorityId: string, id: string, wanted: { said?: string; resolved?: boolean }, seen: number): Promise<Kept> {
  const { answers, ...held } = await noteById(on, viewer, id, "input.id", authorityId);
  await refuseIfMovedSince(on, held.authorityId, [id], seen, "input.id", { table: "note" });
  const stamp = (resolved: boolean) => (resolved ? { resolvedBy: viewer.name, resolvedAt: new Date().toISOString() } : { resolvedBy: null, resolvedAt: null });
  const moves = wanted.resolved !== undefined && wanted.resolved !== (held.resolvedAt !== null);
  const row = { ...(wanted.said !== undefined && { said: wanted.said }), ...(moves && stamp(wanted.resolved as boolean)) };
  const deed = moves && wanted.said === undefined ? (wanted.resolved ? "Resolve" : "Open again") : "Change";
  return applyBatch(on, viewer, { authorityId: held.authorityId, why: `${deed} the note on ${held.place}`, changes: fieldChanges("note", id, held, row, "input") });
}

/** Removes a note with its answers; `undoBatch` brings them back. */
export async function removeNote(on: On, viewer: Viewer, id: string, seen: number): Promise<Kept> {
  const { answers, ...held } = await noteById(on, viewer, id, "id");
  await refuseIfMovedSince(on, held.authorityId, [id, ...answers.map((answer) => answer.id)], seen, "id", { table: "note" });
  const changes = [...answers.map((answer) => removal("note", answer)), removal("note", held)];
  return applyBatch(on, viewer, { authorityId: held.authorityId, why: `Remove the ${held.answersId === null ? "note" : "answer"} on ${held.place}`, changes });
}
