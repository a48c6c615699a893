// Budget versions and lines: reading them, starting, copying and publishing a version, and editing cells.
import { randomUUID } from "node:crypto";
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import { budgetLines, budgetVersions, changeVersion, copyVersion, createVersion, publishVersion, type VersionFields, versionById } from "../../db/budgets.ts";
import { cellRefusals, changeCells } from "../../db/cells.ts";
import { mediumTermFacts } from "../../db/read/mediumTermFacts.ts";
import type { Row } from "../../db/tables.ts";
import { writeOnce } from "../../db/write/once.ts";
import { BudgetLineFilterInput, BudgetLinePage, BudgetVersionPage, CellEditInput, CellPreview, NewVersionInput, VersionChangesInput } from "../../schema/budget.ts";
import { NewCostCentreInput } from "../../schema/costCentre.ts";
import { MoneyUnit, VersionState } from "../../schema/enums.ts";
import { PageArguments } from "../../schema/page.ts";
import { CellsWritten, Key, Seen, WriteResult } from "../../schema/write.ts";
import { cellAfter, cellChange, cellPreviews } from "../entry/cellEdits.ts";
import { newCostCentre } from "../entry/newCostCentres.ts";
import { nameGiven, nameIfGiven } from "../entry/words.ts";
import { financialYear, yearsFrom } from "../finance/financialYear.ts";
import { InputError } from "../finance/inputError.ts";
import type { MoneyUnit as Unit } from "../finance/money.ts";
import type { Context } from "../http/context.ts";
import type { Limits } from "../http/settings.ts";
import { questionsOf, Unconfirmed } from "../tables/questions.ts";
import { written } from "./written.ts";

const mostYears = 30;

@Resolver()
export class BudgetResolver {
  @Query(() => BudgetVersionPage, { description: "An authority's budget versions, the oldest first." })
  budgetVersions(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("state", () => VersionState, { nullable: true, description: "Only those that stand so." }) state?: Row<"budgetVersion">["state"],
  ) {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      return budgetVersions(on, viewer, { authorityId, state }, page);
    });
  }

  @Query(() => BudgetLinePage, { description: "An authority's budget lines, by year." })
  budgetLines(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => BudgetLineFilterInput, { nullable: true, description: "Which ones." }) filter?: BudgetLineFilterInput,
  ) {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      const { version, costCentre, fromYear, toYear } = filter ?? {};
      return budgetLines(on, viewer, { authorityId, versionId: version, costCentreId: costCentre, fromYear, toYear }, page);
    });
  }

  @Query(() => [CellPreview], {
    description: "What each of these edits would come to, in their order, or why `editCells` would refuse it: every refusal and not the first alone. Nothing is stored.",
  })
  previewCells(
    @Ctx() { db, viewer, limits }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("version", () => ID, { description: "The version." }) versionId: string,
    @Arg("edits", () => [CellEditInput], { description: "The edits, as `editCells` would be given them." }) edits: CellEditInput[],
    @Arg("unit", () => MoneyUnit, { nullable: true, description: "The unit of a bare number that was typed, and of what is shown; £000s where nothing is said." }) unit?: Unit,
  ): Promise<CellPreview[]> {
    requireFew(edits, limits);
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      const version = await versionById(on, viewer, versionId, authorityId);
      const previews = await cellPreviews(edits, unit ?? "thousands", (cells) => cellRefusals(on, viewer, version, cells));
      const amounts = edits.map((edit, index) => (previews[index]?.error ? null : cellChange(edit, unit ?? "thousands", `edits[${index}]`)));
      const questions = await questionsOf(on, { authorityId, versionId }, edits, amounts, unit ?? "thousands");
      return previews.map((preview, index) => ({ ...preview, question: questions[index] ?? null }));
    });
  }

  @Mutation(() => WriteResult, { description: "Starts a new draft version with no amounts." })
  async createVersion(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("input", () => NewVersionInput, { description: "The version." }) input: NewVersionInput,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const version = {
      id: randomUUID(),
      authorityId,
      name: nameGiven(input.name, "input.name"),
      firstYear: financialYear(input.firstYear, "input.firstYear"),
      yearCount: yearCount(input.yearCount, "input.yearCount"),
      source: nameIfGiven(input.source, "input.source"),
    };
    const kept = await writeOnce(db, viewer, key, authorityId, async (on) => {
      await authorityById(on, viewer, authorityId);
      return createVersion(on, viewer, version);
    });
    return written(kept, version.id);
  }

  @Mutation(() => WriteResult, { description: "Copies a version with all its lines as a new draft." })
  async copyVersion(
    @Ctx() { db, viewer }: Context,
    @Arg("version", () => ID, { description: "The version to copy." }) copied: string,
    @Arg("name", () => String, { description: "The new draft's name." }) name: string,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const id = randomUUID();
    return written(await writeOnce(db, viewer, key, copied, (on) => copyVersion(on, viewer, copied, id, nameGiven(name, "name"))), id);
  }

  @Mutation(() => WriteResult, { description: "Changes a draft version's name, years or source." })
  async changeVersion(
    @Ctx() { db, viewer }: Context,
    @Arg("version", () => ID, { description: "The version." }) id: string,
    @Arg("input", () => VersionChangesInput, { description: "What to change." }) input: VersionChangesInput,
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const wanted: VersionFields = {
      ...(input.name !== undefined && input.name !== null && { name: nameGiven(input.name, "input.name") }),
      ...(input.firstYear && { firstYear: financialYear(input.firstYear, "input.firstYear") }),
      ...(input.yearCount !== undefined && input.yearCount !== null && { yearCount: yearCount(input.yearCount, "input.yearCount") }),
      ...(input.source !== undefined && { source: nameIfGiven(input.source, "input.source") }),
    };
    return written(await writeOnce(db, viewer, key, id, (on) => changeVersion(on, viewer, id, wanted, seen)), id);
  }

  @Mutation(() => WriteResult, { description: "Publishes a version: its table is kept as it is now and never changes. This cannot be taken back." })
  async publishVersion(
    @Ctx() { db, viewer }: Context,
    @Arg("version", () => ID, { description: "The version." }) id: string,
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const kept = await writeOnce(db, viewer, key, id, async (on) => {
      const version = await versionById(on, viewer, id);
      const authority = await authorityById(on, viewer, version.authorityId);
      const facts = await mediumTermFacts(on, authority.name, version, "0000/00", "9999/00");
      return publishVersion(on, viewer, version, JSON.stringify(facts), seen);
    });
    return written(kept, id);
  }

  @Mutation(() => CellsWritten, {
    description: "Changes cells of a draft version's table as one batch: all of them, or, where any is refused, none. Each edit names the value that it expects to replace.",
  })
  async editCells(
    @Ctx() { db, viewer, limits }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("version", () => ID, { description: "The version." }) versionId: string,
    @Arg("edits", () => [CellEditInput], { description: "The edits." }) edits: CellEditInput[],
    @Arg("unit", () => MoneyUnit, { nullable: true, description: "The unit of a bare number that was typed; £000s where nothing is said." }) unit?: Unit,
    @Arg("why", () => String, { nullable: true, description: "Why, for the log." }) why?: string,
    @Key() key?: string,
    @Arg("addRows", () => [NewCostCentreInput], {
      nullable: true,
      description: "Cost centres to add behind those there are, with their amounts: a paste that reaches below the last row.",
    })
    addRows?: NewCostCentreInput[],
  ): Promise<CellsWritten> {
    const rows = addRows ?? [];
    if (edits.length + rows.length === 0) throw new InputError("edits", "There is nothing to change in this batch.");
    requireFew(edits, limits);
    if (rows.length > limits.edits) throw new InputError("addRows", `One batch adds at most ${limits.edits} cost centres; this one has ${rows.length}.`);
    const cells = edits.map((edit, index) => cellChange(edit, unit ?? "thousands", `edits[${index}]`));
    const reason = nameIfGiven(why, "why") ?? reasonOf(cells.length, rows.length);
    const kept = await writeOnce(db, viewer, key, authorityId, async (on) => {
      const version = await versionById(on, viewer, versionId, authorityId);
      // A batch that would be refused is not asked about.
      const asks = edits.some(({ ask }) => ask) && (await cellRefusals(on, viewer, version, cells)).every((each) => each === null);
      const questions = asks ? (await questionsOf(on, { authorityId, versionId }, edits, cells, unit ?? "thousands")).filter((each) => each !== null) : [];
      if (questions.length > 0) throw new Unconfirmed(questions);
      const years = yearsFrom(version.firstYear, version.yearCount);
      const added = rows.map((row, index) => newCostCentre(row, years, unit ?? "thousands", `addRows[${index}]`));
      return changeCells(on, viewer, version, cells, reason, added);
    });
    return { ...written(kept), amountsPence: cells.map((cell) => cell.toPence), cells: cells.map((cell) => cellAfter(cell, unit ?? "thousands")) };
  }
}

function reasonOf(cells: number, rows: number): string {
  const changed = cells === 1 ? "change one amount" : `change ${cells} amounts`;
  const added = rows === 1 ? "add a cost centre" : `add ${rows} cost centres`;
  const said = [...(cells > 0 ? [changed] : []), ...(rows > 0 ? [added] : [])].join(" and ");
  return said.replace(/^./, (first) => first.toUpperCase());
}

/** @throws InputError where a batch has more edits than one may have. */
function requireFew(edits: readonly CellEditInput[], limits: Limits): void {
  if (edits.length > limits.edits) throw new InputError("edits", `One batch changes at most ${limits.edits} cells; this one has ${edits.length}.`);
}

function yearCount(count: number, field: string): number {
  if (count < 1 || count > mostYears) throw new InputError(field, `A version covers 1 to ${mostYears} years; ${count} is not among them.`);
  return count;
}
