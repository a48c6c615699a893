// The change log: reading it, and taking back and doing again what it holds.
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import { versionById } from "../../db/budgets.ts";
import type { On } from "../../db/engine/open.ts";
import { type CellSubject, cellHistory, history, savedTogether } from "../../db/read/history.ts";
import type { Viewer } from "../../db/viewer.ts";
import type { Batch, Kept } from "../../db/write/change.ts";
import { type Apply, applyBatch, keptUnder } from "../../db/write/changes.ts";
import { writeLong } from "../../db/write/longBatch.ts";
import { cellOfForecast, cellOfLine } from "../../db/write/partOfRow.ts";
import { applyReversed, type Explaining } from "../../db/write/reversing.ts";
import { type Direction, type StepAsked, type StepTaken, takenBack, takeStep, undoable } from "../../db/write/undo.ts";
import { undoing, undoingSize } from "../../db/write/undoing.ts";
import { CellChangePage, ChangeBatchPage, Undoable, UndoKind, UndoResult } from "../../schema/history.ts";
import { PageArguments } from "../../schema/page.ts";
import { Key, WriteResult } from "../../schema/write.ts";
import { readCellAddress } from "../finance/cellAddress.ts";
import { readForecastAddress } from "../finance/forecast.ts";
import { InputError } from "../finance/inputError.ts";
import type { Context } from "../http/context.ts";
import { wordsOf } from "../log/changeWords.ts";
import { sayingWhoCameFirst } from "../log/undoWords.ts";
import { written } from "./written.ts";

const kindsSaid = "Only batches of these kinds, as though there were no others; all of them where nothing is said.";

@Resolver()
export class HistoryResolver {
  @Query(() => ChangeBatchPage, { description: "What changed in an authority's facts, the newest batch first." })
  history(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("row", () => ID, { nullable: true, description: "Only what touched this stored thing." }) rowId?: string,
  ) {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      const found = await history(on, viewer, { authorityId, rowId }, page);
      const gone = await takenBack(on, found.nodes);
      const together = await savedTogether(on, viewer, authorityId, found.nodes);
      const words = await wordsOf(
        on,
        authorityId,
        found.nodes.flatMap(({ changes }) => changes),
      );
      let at = 0;
      const nodes = found.nodes.map((batch) => ({
        ...batch,
        takenBack: gone.has(batch.id),
        together: together.get(batch.id) ?? [],
        changes: batch.changes.map((change) => ({ ...change, ...words[at++] })),
      }));
      return { ...found, nodes };
    });
  }

  @Query(() => CellChangePage, {
    description: "What changed in one cell, the newest first: of an amount that is stored, or of a thing with its parts.",
  })
  cellHistory(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("version", () => ID, { nullable: true, description: "The budget version, for a cell of one." }) versionId?: string,
    @Arg("cell", () => ID, { nullable: true, description: 'The cell by its address: "budget:essex-north:2023/24".' }) cell?: string,
    @Arg("thing", () => ID, { nullable: true, description: "A stored thing, with its parts." }) thing?: string,
  ) {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      const subject = await subjectOf(on, viewer, authorityId, versionId, cell, thing);
      const found = await cellHistory(on, viewer, authorityId, subject, page);
      const words = await wordsOf(on, authorityId, found.nodes);
      return { ...found, nodes: found.nodes.map((change, index) => ({ ...change, ...words[index] })) };
    });
  }

  @Query(() => Undoable, { description: "What whoever asks may take back next of an authority, and what do again." })
  undoable(
    @Ctx() { db, viewer, outcome }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("kinds", () => [UndoKind], { nullable: true, description: kindsSaid }) kinds?: UndoKind[],
  ): Promise<Undoable> {
    outcome.ofPerson = true;
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      return next(on, viewer, authorityId, kinds ?? null);
    });
  }

  @Mutation(() => UndoResult, {
    description: "Takes back one's own last batch that still stands, as a new batch. Refused where somebody has changed since what it left; it can then be left as it is.",
  })
  undoLast(
    @Ctx() context: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("expected", () => ID, { nullable: true, description: "The batch that `undoable` gave: where another is next by now, nothing is done." }) expected?: string,
    @Arg("skip", () => Boolean, { nullable: true, description: "True to leave it as it is, and to go on to the one before." }) skip?: boolean,
    @Key() key?: string,
    @Arg("kinds", () => [UndoKind], { nullable: true, description: kindsSaid }) kinds?: UndoKind[],
  ): Promise<UndoResult> {
    return stepped(context, "undo", { authorityId, expected: stepExpected(expected), requestKey: key ?? null, skip: skip ?? false, kinds: kinds ?? null });
  }

  @Mutation(() => UndoResult, { description: "Does again what one took back last, as a new batch. Refused where somebody has changed since what is to be changed again." })
  redoLast(
    @Ctx() context: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("expected", () => ID, { nullable: true, description: "The batch that `undoable` gave: where another is next by now, nothing is done." }) expected?: string,
    @Key() key?: string,
    @Arg("kinds", () => [UndoKind], { nullable: true, description: kindsSaid }) kinds?: UndoKind[],
  ): Promise<UndoResult> {
    return stepped(context, "redo", { authorityId, expected: stepExpected(expected), requestKey: key ?? null, skip: false, kinds: kinds ?? null });
  }

  @Mutation(() => WriteResult, { description: "Takes a batch back as a new batch. Refused where somebody has changed since what the batch left." })
  async undoBatch(@Ctx() { db, viewer }: Context, @Arg("batch", () => ID, { description: "The batch." }) batch: string, @Key() key?: string): Promise<WriteResult> {
    const id = batchNumber(batch, "batch");
    const undo = async (on: On, apply: Apply): Promise<Kept> => {
      const undone = (await undoing(on, viewer, id)).map((each) => ({ ...each, requestKey: key ?? null }));
      const before = await keptUnder(on, (undone[0] as Batch).authorityId, key);
      return before ?? applyReversed(on, viewer, undone, explainedTo(on, viewer), apply);
    };
    const { owners, isLong } = await db.read((on) => undoingSize(on, id, db.longFrom));
    return written(await (isLong ? writeLong(db, owners, undo) : db.write((on) => undo(on, applyBatch), { written: owners })));
  }
}

/** Says of each batch that is refused who came first. */
const explainedTo =
  (on: On, viewer: Viewer): Explaining =>
  (batch, apply) =>
    sayingWhoCameFirst(on, viewer, batch, apply);

function stepExpected(expected: string | undefined): number | null {
  return expected ? batchNumber(expected, "expected") : null;
}

async function stepped({ db, viewer }: Context, direction: Direction, asked: StepAsked) {
  const { authorityId, kinds } = asked;
  const step = async (on: On, apply: Apply) => {
    await authorityById(on, viewer, authorityId);
    return takeStep(on, viewer, direction, asked, explainedTo(on, viewer), apply);
  };
  const result = (taken: StepTaken | Kept, following: Undoable): UndoResult => {
    const kept: Kept = "kept" in taken ? taken.kept : taken;
    return { batchId: String(kept.batchId), seen: kept.seen as number, why: "kept" in taken ? taken.of.why : null, repeated: kept.repeated, next: following };
  };
  const { owners, isLong } = await db.read(async (on) => {
    await authorityById(on, viewer, authorityId);
    const about = asked.skip ? null : (await undoable(on, viewer, authorityId, kinds))[direction];
    const size = about && (await undoingSize(on, about.batchId, db.longFrom));
    return size ?? { owners: [authorityId], isLong: false };
  });
  if (isLong) {
    const taken = await writeLong(db, owners, step);
    return result(taken, await db.read((on) => next(on, viewer, authorityId, kinds)));
  }
  return db.write(async (on) => result(await step(on, applyBatch), await next(on, viewer, authorityId, kinds)), { written: owners });
}

async function next(on: On, viewer: Viewer, authorityId: string, kinds: readonly UndoKind[] | null): Promise<Undoable> {
  const { undo, redo } = await undoable(on, viewer, authorityId, kinds);
  return { undo: undo && { ...undo, batchId: String(undo.batchId) }, redo: redo && { ...redo, batchId: String(redo.batchId) } };
}

function batchNumber(text: string, field: string): number {
  const id = /^[1-9]\d{0,15}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(id)) throw new InputError(field, "This is not the number of a batch.");
  return id;
}

async function subjectOf(on: On, viewer: Viewer, authorityId: string, versionId: string | undefined, cell: string | undefined, thing: string | undefined): Promise<CellSubject> {
  if (cell?.startsWith("forecast:")) return { kind: "cell", cell: cellOfForecast(readForecastAddress(cell, "cell")) };
  if (cell) {
    const { kind, subjectId, year } = readCellAddress(cell, "cell");
    if (kind === "commitment") return { kind: "thing", id: subjectId };
    if (!versionId) throw new InputError("version", "Say which budget version this cell is of.");
    return { kind: "cell", cell: cellOfLine({ versionId: (await versionById(on, viewer, versionId, authorityId)).id, costCentreId: subjectId, year }) };
  }
  if (!thing) throw new InputError("cell", "Say which cell, or which thing, the history is of.");
  return { kind: "thing", id: thing };
}
