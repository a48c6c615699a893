import { Arg, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import type { On } from "../../db/engine/open.ts";
import { figures } from "../../db/printedFigures.ts";
import { dataVersion } from "../../db/read/numbers.ts";
import type { Viewer } from "../../db/viewer.ts";
import { writeOnce } from "../../db/write/once.ts";
import { requireOwn } from "../../db/write/parts.ts";
import type { InputOf, StatedOf } from "../../schema/nouns/noun.ts";
import { figureNoun, PrintedFigure } from "../../schema/nouns/printedFigure.ts";
import { ReportTable } from "../../schema/tables/reportTable.ts";
import { Key, Seen, WriteResult } from "../../schema/write.ts";
import { derive } from "../finance/derivation.ts";
import { InputError } from "../finance/inputError.ts";
import { checkPrinted, printedFiguresTable, printedFinding } from "../finance/printedFigure.ts";
import { readPrintedWorkings } from "../finance/printedWorkings.ts";
import { figureOf, type Known } from "../finance/unknown.ts";
import { referencesIn } from "../finance/workings.ts";
import type { Context } from "../http/context.ts";
import { printedReferences } from "../tables/printedReferences.ts";
import { nounWrites, statedIn, type Writing } from "./nounWrites.ts";
import { written } from "./written.ts";

@Resolver()
export class PrintedFigureResolver {
  @Query(() => [PrintedFigure], { description: "The figures that an authority's reports print outside their tables, each beside what its own inputs give." })
  printedFigures(@Ctx() { db, viewer }: Context, @Arg("authority", () => ID, { description: "The authority." }) authorityId: string): Promise<PrintedFigure[]> {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      const { rows, workedOut } = await workOut(on, viewer, authorityId);
      return rows.map((row) => {
        const known = workedOut.get(row.id) ?? null;
        const figure = figureOf(known);
        return { ...row, exact: figure?.value.toString() ?? null, ...printedFinding(row, known), derivation: figure && derive(figure, unitOf(row.unit)) };
      });
    });
  }

  @Query(() => ReportTable, { description: "The same figures as a table: where each is printed, as printed, as worked out, and the verdict." })
  printedFiguresTable(@Ctx() { db, viewer }: Context, @Arg("authority", () => ID, { description: "The authority." }) authorityId: string): Promise<ReportTable> {
    return db.read(async (on) => {
      const authority = await authorityById(on, viewer, authorityId);
      const { rows, workedOut } = await workOut(on, viewer, authorityId);
      return { ...printedFiguresTable(authority.name, rows, workedOut), dataVersion: await dataVersion(on, authorityId) };
    });
  }

  @Mutation(() => WriteResult, { description: "Puts this in place of a printed figure." })
  async changePrintedFigure(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("id", () => ID, { description: "The figure." }) id: string,
    @Arg("input", () => figureNoun.Input, { description: "The whole of it, as it is to be." }) given: InputOf<typeof figureNoun>,
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const kept = await writeOnce(db, viewer, key, authorityId, async (on) => {
      await authorityById(on, viewer, authorityId);
      await requireOwn(on, authorityId, "printedFigure", id, "id");
      return figures.change(on, viewer, id, await statedIn(figureNoun, given, { on, viewer, authorityId, id, held: null }, checkFigure), seen);
    });
    return written(kept, id);
  }
}

const unitOf = (unit: PrintedFigure["unit"]) => (unit === "pounds" ? "pounds" : unit === "percent" ? { percent: 2 } : { count: unit === "number" ? "" : unit, decimals: 1 });

async function workOut(on: On, viewer: Viewer, authorityId: string) {
  const rows = await figures.all(on, viewer, authorityId);
  const references = await printedReferences(
    on,
    viewer,
    authorityId,
    rows.flatMap((row) => (row.workings === null ? [] : referencesIn(row.workings))),
  );
  const workedOut = new Map<string, Known | null>();
  for (const row of rows) {
    try {
      workedOut.set(row.id, row.workings === null ? null : readPrintedWorkings(row.workings, row.unit, references, row.reference));
    } catch (error) {
      // What the workings name may have been removed since, or be nil where they divide by it: the rest of the table is there all the same.
      if (!(error instanceof InputError)) throw error;
      workedOut.set(row.id, { kind: "unknown", why: `Its workings name what is no longer here, or divide by what is now nil. ${error.message}` });
    }
  }
  return { rows, workedOut };
}

async function checkFigure(wanted: StatedOf<typeof figureNoun>, { on, viewer, authorityId }: Writing<unknown>): Promise<StatedOf<typeof figureNoun>> {
  checkPrinted(wanted, "input");
  if (wanted.printed === null && wanted.workings === null) throw new InputError("input.printed", "Give what the report prints, or workings, or both.");
  if (wanted.workings !== null) {
    readPrintedWorkings(wanted.workings, wanted.unit, await printedReferences(on, viewer, authorityId, referencesIn(wanted.workings)), "input.workings");
  }
  return wanted;
}

export const FigureWrites = nounWrites(figureNoun, figures, {
  create: "Adds a figure that a report prints, with the workings that it ought to follow from.",
  change: null,
  remove: "Removes a printed figure. `undoBatch` brings it back.",
  check: checkFigure,
});
