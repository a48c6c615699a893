// Notes on the cells of a sheet: reading, making, answering, resolving and removing them.
import { randomUUID } from "node:crypto";
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import { addNote, answerNote, changeNote, type NotedCell, notes, removeNote } from "../../db/notes.ts";
import { writeOnce } from "../../db/write/once.ts";
import { NoteInput, NotePage } from "../../schema/note.ts";
import { PageArguments } from "../../schema/page.ts";
import { Key, Seen, SeenIfThere, WriteResult } from "../../schema/write.ts";
import { keyGiven, nameGiven, noteIfGiven } from "../entry/words.ts";
import { InputError } from "../finance/inputError.ts";
import type { Context } from "../http/context.ts";
import { seenNeeded, written } from "./written.ts";

@Resolver()
export class NoteResolver {
  @Query(() => NotePage, { description: "The notes on the cells of a sheet, with their answers, the oldest first." })
  notes(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("sheet", () => String, { description: 'The sheet: "medium-term".' }) sheet: string,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("subject", () => ID, { nullable: true, description: "What the sheet is of, where there are several: a version's id." }) subject?: string,
  ) {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      return notes(on, viewer, authorityId, { sheet, subject: subject ?? "" }, page);
    });
  }

  @Mutation(() => WriteResult, { description: "Notes something of a cell, answers a note, or changes, resolves or opens one again." })
  async saveNote(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("input", () => NoteInput, { description: "The note." }) input: NoteInput,
    @SeenIfThere() seen?: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const said = noteIfGiven(input.said, "input.said");
    const resolved = input.resolved ?? undefined;
    const changed = input.id ?? null;
    if (said === null && (changed === null || resolved === undefined)) throw new InputError("input.said", "A note says something: type it first.");
    const id = changed ?? randomUUID();
    const kept = await writeOnce(db, viewer, key, authorityId, async (on) => {
      await authorityById(on, viewer, authorityId);
      if (changed !== null) return changeNote(on, viewer, authorityId, changed, { ...(said !== null && { said }), ...(resolved !== undefined && { resolved }) }, seenNeeded(seen));
      if (input.answers) return answerNote(on, viewer, authorityId, input.answers, id, said as string);
      return addNote(on, viewer, authorityId, id, cellOf(input), said as string);
    });
    return written(kept, id);
  }

  @Mutation(() => WriteResult, { description: "Removes a note with its answers, or an answer. `undoBatch` brings it back." })
  async removeNote(@Ctx() { db, viewer }: Context, @Arg("id", () => ID, { description: "The note." }) id: string, @Seen() seen: number, @Key() key?: string): Promise<WriteResult> {
    return written(await writeOnce(db, viewer, key, id, (on) => removeNote(on, viewer, id, seen)), id);
  }
}

function cellOf({ sheet, subject, row, column, place }: NoteInput): NotedCell {
  return {
    sheet: keyNeeded(sheet, "input.sheet"),
    subject: subject ? keyGiven(subject, "input.subject") : "",
    rowKey: keyNeeded(row, "input.row"),
    columnKey: keyNeeded(column, "input.column"),
    // Cut between two characters, and not within one.
    place: nameGiven((place ?? "").slice(0, 200).replace(/[\ud800-\udbff]$/, ""), "input.place"),
  };
}

function keyNeeded(key: string | null | undefined, field: string): string {
  if (!key) throw new InputError(field, "Say which cell the note is on: its sheet, its row and its column.");
  return keyGiven(key, field);
}
