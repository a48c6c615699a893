import { Arg, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { arrangements } from "../../db/arrangements.ts";
import { authorityById } from "../../db/authorities.ts";
import { blockCases } from "../../db/blockCases.ts";
import { commitmentById } from "../../db/commitments.ts";
import type { On } from "../../db/engine/open.ts";
import { partnerships } from "../../db/partnerships.ts";
import { figures } from "../../db/printedFigures.ts";
import { seriesRates } from "../../db/uplifts.ts";
import type { Viewer } from "../../db/viewer.ts";
import { dataVersion } from "../../db/write/changes.ts";
import { writeOnce } from "../../db/write/once.ts";
import { requireOwn } from "../../db/write/parts.ts";
import type { InputOf, StatedOf } from "../../schema/nouns/noun.ts";
import { figureNoun, PrintedFigure } from "../../schema/nouns/printedFigure.ts";
import { ReportTable } from "../../schema/tables/reportTable.ts";
import { Key, Seen, WriteResult } from "../../schema/write.ts";
import { blockCaseTable } from "../finance/blockCaseTable.ts";
import { projectCommitment } from "../finance/commitment.ts";
import { contribution } from "../finance/contributions.ts";
import { derive } from "../finance/derivation.ts";
import { Exact } from "../finance/exact.ts";
import { readTerms } from "../finance/facts.ts";
import { type Figure, input, named } from "../finance/figure.ts";
import { financialYear } from "../finance/financialYear.ts";
import { InputError } from "../finance/inputError.ts";
import { checkPrinted, printedFiguresTable, printedFinding } from "../finance/printedFigure.ts";
import { figureOf } from "../finance/unknown.ts";
import { readWorkings, referencesIn } from "../finance/workings.ts";
import type { Context } from "../http/context.ts";
import { blockCaseFacts, wholeTerm } from "../tables/blockCaseFacts.ts";
import { contributionFacts } from "../tables/contributionFacts.ts";
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
        const figure = workedOut.get(row.id) ?? null;
        return { ...row, exact: figure?.value.toString() ?? null, ...printedFinding(row, figure), derivation: figure === null ? null : derive(figure, unitOf(row.unit)) };
      });
    });
  }

  @Query(() => ReportTable, { description: "The same figures as a table: where each is printed, as printed, as worked out, and the verdict." })
  printedFiguresTable(@Ctx() { db, viewer }: Context, @Arg("authority", () => ID, { description: "The authority." }) authorityId: string): Promise<ReportTable> {
    return db.read(async (on) => {
      const authority = await authorityById(on, viewer, authorityId);
      const { rows, workedOut } = await workOut(on, viewer, authorityId);
      return { ...printedFiguresTable(authority.name, rows, workedOut), dataVersion: await dataVersion(on) };
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
  const references = await referencesOf(
    on,
    viewer,
    authorityId,
    rows.flatMap((row) => (row.workings === null ? [] : referencesIn(row.workings))),
  );
  const workedOut = new Map<string, Figure | null>();
  for (const row of rows) {
    try {
      workedOut.set(row.id, row.workings === null ? null : readWorkings(row.workings, (name) => references.get(name) ?? null, row.reference));
    } catch (error) {
      // What the workings name may have been removed since: the figure then stands without them, and the rest of the table does too.
      if (!(error instanceof InputError)) throw error;
      workedOut.set(row.id, null);
    }
  }
  return { rows, workedOut };
}

/** The figures that workings name, of this authority: each kind is read once, however often it is named. */
async function referencesOf(on: On, viewer: Viewer, authorityId: string, names: readonly string[]): Promise<Map<string, Figure>> {
  const found = new Map<string, Figure>();
  const kinds = new Map<string, string[][]>();
  for (const name of new Set(names)) {
    const [kind = "", ...rest] = name.split(":");
    kinds.set(kind, [...(kinds.get(kind) ?? []), rest]);
  }
  const asked = (kind: string) => kinds.get(kind) ?? [];
  if (asked("commitment").length > 0) {
    const rates = await seriesRates(on, authorityId);
    for (const [id = "", year = ""] of asked("commitment")) {
      if (!isYear(year)) continue;
      const held = await commitmentById(on, viewer, id).catch(() => null);
      if (held?.authorityId !== authorityId) continue;
      const terms = readTerms(held, held.upliftSeriesId === null ? null : (rates.get(held.upliftSeriesId) ?? []), held.name);
      const figure = figureOf(projectCommitment(terms, [year])[0] ?? null);
      if (figure) found.set(`commitment:${id}:${year}`, named(`${held.name} ${year}`, figure));
    }
  }
  const ofArrangement = [...asked("value"), ...asked("term"), ...asked("break"), ...asked("weight"), ...asked("blockCase")];
  const all = ofArrangement.length === 0 ? [] : await arrangements.all(on, viewer, authorityId);
  for (const each of all) {
    if (each.estimatedValuePence !== null) found.set(`value:${each.id}`, named(`Value of ${each.name}`, input(Exact.pence(each.estimatedValuePence), "pounds")));
    const months = wholeTerm(each.terms);
    if (months !== null) found.set(`term:${each.id}`, input(Exact.whole(months), { count: "months" }));
    if (each.breakMonths !== null) found.set(`break:${each.id}`, input(Exact.whole(each.breakMonths), { count: "months" }));
    for (const { criterion, weightShare } of each.weights) found.set(`weight:${each.id}:${criterion}`, input(Exact.decimal(weightShare), "percent"));
  }
  if (asked("blockCase").length > 0) {
    for (const held of await blockCases.all(on, viewer, authorityId)) {
      const facts = blockCaseFacts(held, all.find((each) => each.id === held.arrangementId) ?? null);
      const table = blockCaseTable(facts, { unit: "pounds", occupancy: Exact.one });
      for (const row of table.rows) {
        for (const [index, { figure }] of row.cells.entries()) {
          // What has a name is printed as money: an occupancy is used as the quotient that it is.
          if (figure) found.set(`blockCase:${held.id}:${row.key}:${table.columns[index]?.key}`, row.key === "breakEven" && figure.kind === "named" ? figure.of : figure);
        }
      }
    }
  }
  const contributions = asked("contribution").filter(([, , year = ""]) => isYear(year));
  if (contributions.length > 0) {
    const lastYear = contributions.reduce((last, [, , year = ""]) => (year > last ? year : last), "");
    for (const held of await partnerships.all(on, viewer, authorityId)) {
      const facts = await contributionFacts(on, held, lastYear);
      for (const [poolId = "", partnerId = "", year = ""] of contributions) {
        const figure = contribution(facts, poolId, partnerId, year);
        if (figure) found.set(`contribution:${poolId}:${partnerId}:${year}`, figure);
      }
    }
  }
  return found;
}

function isYear(text: string): boolean {
  try {
    return financialYear(text) === text;
  } catch {
    return false;
  }
}

async function checkFigure(wanted: StatedOf<typeof figureNoun>, { on, viewer, authorityId }: Writing<unknown>): Promise<StatedOf<typeof figureNoun>> {
  checkPrinted(wanted, "input");
  if (wanted.printed === null && wanted.workings === null) throw new InputError("input.printed", "Give what the report prints, or workings, or both.");
  if (wanted.workings !== null) {
    const references = await referencesOf(on, viewer, authorityId, referencesIn(wanted.workings));
    readWorkings(wanted.workings, (name) => references.get(name) ?? null, "input.workings");
  }
  return wanted;
}

export const FigureWrites = nounWrites(figureNoun, figures, {
  create: "Adds a figure that a report prints, with the workings that it ought to follow from.",
  change: null,
  remove: "Removes a printed figure. `undoBatch` brings it back.",
  check: checkFigure,
});
