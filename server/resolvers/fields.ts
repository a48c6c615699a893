// Changing single fields of stored things as a register's cells are typed over, adding things below it, and copying one.
import { Arg, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import type { On } from "../../db/engine/open.ts";
import { fieldConflicts, namedThings } from "../../db/read/named.ts";
import type { FactTable } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import type { Kept } from "../../db/write/change.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { writeOnce } from "../../db/write/once.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { MoneyUnit } from "../../schema/enums.ts";
import { type AddedRowPreview, FieldEditInput, type FieldPreview, FieldPreviews, FieldsWritten, RowToAddInput } from "../../schema/fields.ts";
import { Key, WriteResult } from "../../schema/write.ts";
import { nameIfGiven } from "../entry/words.ts";
import { copied, type RowAdded, rowAdded } from "../fields/added.ts";
import { type FieldOf, readAddress, tableOf } from "../fields/address.ts";
import { namesTaken } from "../fields/names.ts";
import { penceOf, shownOf, textOf } from "../fields/texts.ts";
import { namesIn, type Reader, readers } from "../fields/typed.ts";
import { type Weighed, weigh } from "../fields/weigh.ts";
import { nounOf, writingOf } from "../fields/writings.ts";
import { InputError } from "../finance/inputError.ts";
import type { MoneyUnit as Unit } from "../finance/money.ts";
import type { Context } from "../http/context.ts";
import { written } from "./written.ts";

const Edits = () => Arg("edits", () => [FieldEditInput], { description: "The edits. All are of things of one authority." });
const Rows = () => Arg("addRows", () => [RowToAddInput], { nullable: true, description: "Things to add behind those there are: a paste that reaches below the last row." });
const Whose = () => Arg("authority", () => ID, { nullable: true, description: "Whose the rows are that are added; of edits alone it follows from their cells." });
const InUnit = () =>
  Arg("unit", () => MoneyUnit, { nullable: true, description: "The unit of a bare amount of money that was typed, and of what is shown; pounds where nothing is said." });

@Resolver()
export class FieldResolver {
  @Query(() => FieldPreviews, {
    description: "What each of these edits, and of these rows, would come to, or why `editFields` would refuse it: every refusal and not the first alone. Nothing is stored.",
  })
  previewFields(
    @Ctx() { db, viewer, limits, schema }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Edits() edits: FieldEditInput[],
    @Rows() addRows?: RowToAddInput[],
    @InUnit() unit?: Unit,
  ): Promise<FieldPreviews> {
    const rows = addRows ?? [];
    requireFew(edits.length, rows.length, limits.edits);
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      const readerOf = readers(on, schema, unit ?? "pounds");
      const { edits: weighed } = await weigh(on, viewer, edits, readerOf);
      const reader = readerOf(authorityId);
      const previews: AddedRowPreview[] = [];
      for (const [index, row] of rows.entries()) previews.push(await rowPreview(on, viewer, authorityId, row, index, reader));
      for (const [at, { message }] of await rowNamesTaken(rows, reader)) {
        const preview = previews[Number(/\d+/.exec(at)?.[0])];
        if (preview) preview.error ??= message;
      }
      return { cells: await Promise.all(weighed.map((each) => previewOf(each, reader))), rows: previews };
    });
  }

  @Mutation(() => FieldsWritten, {
    description:
      "Changes single fields of stored things by what is typed, and adds things, as one batch: all of it, or, where any is refused, nothing. Each thing is checked whole, as it would be.",
  })
  async editFields(
    @Ctx() { db, viewer, limits, schema }: Context,
    @Edits() edits: FieldEditInput[],
    @Whose() authority?: string,
    @Rows() addRows?: RowToAddInput[],
    @InUnit() unit?: Unit,
    @Arg("why", () => String, { nullable: true, description: "Why, for the log." }) why?: string,
    @Key() key?: string,
  ): Promise<FieldsWritten> {
    const rows = addRows ?? [];
    requireFew(edits.length, rows.length, limits.edits);
    const reason = nameIfGiven(why, "why");
    if (edits.length + rows.length === 0) throw new InputError("edits", "There is nothing to change in this batch.");
    let cells: FieldPreview[] = [];
    let added: RowAdded[] = [];
    const about = authority ?? readAddress(edits[0]?.cell ?? "", "edits[0].cell").id;
    const kept = await writeOnce(db, viewer, key, about, async (on): Promise<Kept> => {
      const readerOf = readers(on, schema, unit ?? "pounds");
      const { edits: weighed, changes, authorityId, names } = await weigh(on, viewer, edits, readerOf);
      await refuse(on, weighed, authorityId);
      const owner = rows.length > 0 ? await ownerOf(on, viewer, authority ?? authorityId) : (authorityId as string);
      if (authorityId !== null && owner !== authorityId) throw new InputError("authority", "The rows that are added and the cells that change are of one authority.");
      const reader = readerOf(owner);
      added = [];
      for (const [index, row] of rows.entries()) added.push(await rowAdded(on, viewer, owner, row, index, reader, `addRows[${index}]`));
      for (const taken of (await rowNamesTaken(rows, reader)).values()) throw taken;
      cells = await Promise.all(weighed.map((each) => previewOf(each, reader)));
      const said = reason ?? whySaid(names, rows);
      return applyBatch(on, viewer, { authorityId: owner, why: said, changes: [...changes, ...added.flatMap((row) => row.changes)] });
    });
    // Sent a second time, what is there may have changed again since: nothing is said of it.
    return { ...written(kept), cells: kept.repeated ? [] : cells, added: kept.repeated ? [] : added.map(({ id }) => id) };
  }

  @Mutation(() => WriteResult, {
    description: 'Adds a copy of a thing with all its terms and parts, named "<name> (copy)", behind those there are. `undoBatch` takes it back.',
  })
  async duplicate(
    @Ctx() { db, viewer }: Context,
    @Arg("thing", () => String, { description: 'What it is, and its id: "commitment:<id>", "arrangement:<id>", "benefit:<id>".' }) thing: string,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const [table = "", id = ""] = thing.split(/:(.*)/s);
    const writing = writingOf(table, "thing");
    let made: string | null = null;
    const kept = await writeOnce(db, viewer, key, id, async (on) => {
      const held = await writing.byId(on, viewer, id);
      const { authorityId } = held;
      writing.allow(viewer, authorityId);
      if (typeof held.name !== "string" || "code" in held) throw new InputError("thing", `A ${writing.noun.said} has no name, by which its copy could be told from it.`);
      const names = await namedThings(on, authorityId, table as FactTable);
      const copy = await copied(
        on,
        viewer,
        writing,
        held,
        names.map(({ name }) => name),
      );
      made = copy.id;
      return applyBatch(on, viewer, { authorityId, why: `Duplicate ${held.name}`, changes: copy.changes });
    });
    return written(kept, made);
  }
}

/** Whose the rows are that are added. @throws InputError where nothing says it, and Refusal NOT_FOUND. */
async function ownerOf(on: On, viewer: Viewer, authorityId: string | null): Promise<string> {
  if (authorityId === null) throw new InputError("authority", "Say whose the rows are that are added.");
  await authorityById(on, viewer, authorityId);
  return authorityId;
}

/** @throws the first refusal of a batch; where it is only that others wrote there, all of those at once, so that the writer can choose. */
async function refuse(on: On, weighed: readonly Weighed[], authorityId: string | null): Promise<void> {
  for (const { refused } of weighed) if (refused) throw refused;
  const stale = weighed.flatMap((each) => each.stale ?? []);
  const [first] = stale;
  if (!first || authorityId === null) return;
  const said = "Somebody changed this first. Look at what is there now, then change it again.";
  throw new Refusal("STALE", first.field, said, first.current, await fieldConflicts(on, authorityId, stale));
}

async function previewOf({ place, value, refused, stale }: Weighed, reader: Reader): Promise<FieldPreview> {
  const error = refused?.message ?? (stale ? `Somebody changed this first. It is now ${stale.current ?? "empty"}.` : null);
  if (!place || (refused && value === null)) return { shown: null, entry: null, pence: null, error };
  return { ...(await shownNow(place, value, reader)), error };
}

/** How a field stands with a value. */
async function shownNow(of: FieldOf, value: unknown, reader: Reader): Promise<FieldPreview> {
  const nameOf = await namesIn(of, reader);
  const entry = textOf(of.field, tableOf(of), value, reader.unit, nameOf);
  return { shown: shownOf(of.field, tableOf(of), value, reader.unit, nameOf), entry: entry === "" ? null : entry, pence: penceOf(of.field, value), error: null };
}

async function rowPreview(on: On, viewer: Viewer, authorityId: string, row: RowToAddInput, index: number, reader: Reader): Promise<AddedRowPreview> {
  const at = `addRows[${index}]`;
  const asTyped = row.cells.map(({ typed }): FieldPreview => ({ shown: typed, entry: null, pence: null, error: null }));
  try {
    const { read } = await rowAdded(on, viewer, authorityId, row, index, reader, at);
    const cells = await Promise.all(
      row.cells
        .map((_, cell) => read.find((each) => each.at === `${at}.cells[${cell}].typed`))
        .map((each, cell) => (each ? shownNow(each.place, each.value, reader) : (asTyped[cell] as FieldPreview))),
    );
    return { error: null, cells };
  } catch (error) {
    if (!(error instanceof InputError || error instanceof Refusal)) throw error;
    const cell = Number(/cells\[(\d+)\]/.exec(error.field)?.[1] ?? -1);
    return { error: cell < 0 ? error.message : null, cells: asTyped.map((each, found) => (found === cell ? { ...each, shown: null, error: error.message } : each)) };
  }
}

function rowNamesTaken(rows: readonly RowToAddInput[], reader: Reader) {
  // A row of nothing that there is has been refused for that already.
  const given = rows.flatMap(({ of, name }, index) => {
    const noun = nounOf(of);
    return noun ? [{ noun, id: null, name: name.normalize("NFC").trim(), at: `addRows[${index}].name` }] : [];
  });
  return namesTaken(given, () => reader);
}

function requireFew(edits: number, rows: number, most: number): void {
  if (edits > most) throw new InputError("edits", `One batch changes at most ${most} cells; this one has ${edits}.`);
  if (rows > most) throw new InputError("addRows", `One batch adds at most ${most} rows; this one has ${rows}.`);
}

/** "Change Nine beds", "Change 3 rows and add 2". */
function whySaid(names: readonly string[], rows: readonly RowToAddInput[]): string {
  const changed = names.length === 0 ? [] : [names.length === 1 ? `change ${names[0]}` : `change ${names.length} rows`];
  const added = rows.length === 0 ? [] : [rows.length === 1 ? `add ${rows[0]?.name.normalize("NFC").trim()}` : `add ${rows.length} rows`];
  return [...changed, ...added].join(" and ").replace(/^./, (first) => first.toUpperCase());
}
