// Cost centres: reading, adding and changing them.
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import { versionById } from "../../db/budgets.ts";
import { addCostCentres, type CostCentreFields, changeCostCentre, costCentres, newNameRefusals } from "../../db/costCentres.ts";
import { arrangeRows } from "../../db/write/arranging.ts";
import { writeOnce } from "../../db/write/once.ts";
import { removeCostCentres } from "../../db/write/removing.ts";
import { CostCentreChangesInput, CostCentreFilterInput, CostCentrePage, CostCentrePreview, NamedOrder, NewCostCentreInput } from "../../schema/costCentre.ts";
import { MoneyUnit } from "../../schema/enums.ts";
import { PageArguments } from "../../schema/page.ts";
import { Key, Seen, WriteResult } from "../../schema/write.ts";
import { arrangingGiven, rowsGiven } from "../entry/arranging.ts";
import { costCentrePreviews, newCostCentre } from "../entry/newCostCentres.ts";
import { nameGiven, nameIfGiven } from "../entry/words.ts";
import { yearsFrom } from "../finance/financialYear.ts";
import { InputError } from "../finance/inputError.ts";
import type { MoneyUnit as Unit } from "../finance/money.ts";
import type { Context } from "../http/context.ts";
import type { Limits } from "../http/settings.ts";
import { written } from "./written.ts";

@Resolver()
export class CostCentreResolver {
  @Query(() => CostCentrePage, { description: "An authority's cost centres." })
  costCentres(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => CostCentreFilterInput, { nullable: true, description: "Which ones." }) filter?: CostCentreFilterInput,
    @Arg("by", () => NamedOrder, { nullable: true, description: "The order; as the tables print them where nothing is said." }) by?: "position" | "name",
  ) {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      return costCentres(on, viewer, { ...filter, authorityId, ...(by && { by }) }, page);
    });
  }

  @Mutation(() => WriteResult, { description: "Adds cost centres behind those there are, with their first amounts, as one batch: all of them or none." })
  async addCostCentres(
    @Ctx() { db, viewer, limits }: Context,
    @Arg("version", () => ID, { description: "The version that the first amounts go into." }) versionId: string,
    @Arg("rows", () => [NewCostCentreInput], { description: "The cost centres, in order." }) rows: NewCostCentreInput[],
    @Arg("unit", () => MoneyUnit, { nullable: true, description: "The unit of a bare number; £000s where nothing is said." }) unit?: Unit,
    @Key() key?: string,
    @Arg("before", () => ID, { nullable: true, description: "The cost centre that they are to stand before; behind all others where nothing is said." }) before?: string,
  ): Promise<WriteResult> {
    requireSome(rows, limits);
    const kept = await writeOnce(db, viewer, key, versionId, async (on) => {
      const version = await versionById(on, viewer, versionId);
      const years = yearsFrom(version.firstYear, version.yearCount);
      const added = rows.map((row, index) => newCostCentre(row, years, unit ?? "thousands", `rows[${index}]`));
      return addCostCentres(on, viewer, version.authorityId, versionId, added, before);
    });
    return written(kept);
  }

  @Query(() => [CostCentrePreview], {
    description: "What each of these new cost centres would come to, in their order, or why it would be refused. Nothing is stored.",
  })
  previewCostCentres(
    @Ctx() { db, viewer, limits }: Context,
    @Arg("version", () => ID, { description: "The version that the first amounts would go into." }) versionId: string,
    @Arg("rows", () => [NewCostCentreInput], { description: "The cost centres, in order." }) rows: NewCostCentreInput[],
    @Arg("unit", () => MoneyUnit, { nullable: true, description: "The unit of a bare number, and of what is shown; £000s where nothing is said." }) unit?: Unit,
  ): Promise<CostCentrePreview[]> {
    requireSome(rows, limits);
    return db.read(async (on) => {
      const version = await versionById(on, viewer, versionId);
      const years = yearsFrom(version.firstYear, version.yearCount);
      return costCentrePreviews(rows, years, unit ?? "thousands", (named) => newNameRefusals(on, version.authorityId, named, "rows"));
    });
  }

  @Mutation(() => WriteResult, {
    description:
      "Moves cost centres, as one batch: before another or behind it, and into a group or out of it. They keep their order among each other. Tables print a group where the first of its cost centres stands.",
  })
  async arrangeCostCentres(
    @Ctx() { db, viewer, limits }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("ids", () => [ID], { description: "The cost centres that move." }) ids: string[],
    @Seen() seen: number,
    @Arg("before", () => ID, { nullable: true, description: "The cost centre that they are to stand before." }) before?: string,
    @Arg("after", () => ID, { nullable: true, description: "The cost centre that they are to stand behind." }) after?: string,
    @Arg("group", () => String, { nullable: true, description: "The group to add them up under; empty, each stands alone. Left out, it stays." }) group?: string,
    @Key() key?: string,
  ): Promise<WriteResult> {
    return written(
      await writeOnce(db, viewer, key, authorityId, (on) => arrangeRows(on, viewer, "costCentre", authorityId, arrangingGiven(ids, before, after, group, limits), seen)),
    );
  }

  @Mutation(() => WriteResult, {
    description:
      "Removes cost centres with their amounts in drafts, as one batch that can be taken back. Published versions keep what they have. A cost centre that a commitment is drawn from, or that a virement of a draft moves budget of, is refused.",
  })
  async removeCostCentres(
    @Ctx() { db, viewer, limits }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("ids", () => [ID], { description: "The cost centres." }) ids: string[],
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    return written(await writeOnce(db, viewer, key, authorityId, (on) => removeCostCentres(on, viewer, authorityId, rowsGiven(ids, limits), seen)));
  }

  @Mutation(() => WriteResult, { description: "Changes a cost centre's name, code, group or funding." })
  async changeCostCentre(
    @Ctx() { db, viewer }: Context,
    @Arg("id", () => ID, { description: "The cost centre." }) id: string,
    @Arg("input", () => CostCentreChangesInput, { description: "What to change." }) input: CostCentreChangesInput,
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const wanted: CostCentreFields = {
      ...(input.name !== undefined && input.name !== null && { name: nameGiven(input.name, "input.name") }),
      ...(input.code !== undefined && { code: nameIfGiven(input.code, "input.code") }),
      ...(input.serviceGroup !== undefined && { serviceGroup: nameIfGiven(input.serviceGroup, "input.serviceGroup") }),
      ...(input.fundingSource && { fundingSource: input.fundingSource }),
    };
    return written(await writeOnce(db, viewer, key, id, (on) => changeCostCentre(on, viewer, id, wanted, seen)), id);
  }
}

/** @throws InputError unless there are some rows, and no more than one batch may have. */
function requireSome(rows: readonly NewCostCentreInput[], limits: Limits): void {
  if (rows.length === 0) throw new InputError("rows", "Name at least one cost centre.");
  if (rows.length > limits.edits) throw new InputError("rows", `One batch adds at most ${limits.edits} cost centres.`);
}
