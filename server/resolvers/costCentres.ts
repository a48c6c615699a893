// Cost centres: reading, adding and changing them.
import { randomUUID } from "node:crypto";
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import { versionById } from "../../db/budgets.ts";
import { addCostCentres, type CostCentreFields, changeCostCentre, costCentres, type NewCostCentre } from "../../db/costCentres.ts";
import { CostCentreChangesInput, CostCentreFilterInput, CostCentrePage, NamedOrder, NewCostCentreInput } from "../../schema/costCentre.ts";
import { MoneyUnit } from "../../schema/enums.ts";
import { PageArguments } from "../../schema/page.ts";
import { SequenceScalar } from "../../schema/scalars.ts";
import { WriteResult } from "../../schema/write.ts";
import type { Context } from "../context.ts";
import { yearsFrom } from "../finance/financialYear.ts";
import { InputError } from "../finance/inputError.ts";
import { typedPence, type MoneyUnit as Unit } from "../finance/money.ts";
import { nameGiven, nameIfGiven } from "../words.ts";
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
    @Arg("key", () => String, { nullable: true, description: "A key of your choosing: sent twice under one key, they are added once." }) key?: string,
  ): Promise<WriteResult> {
    if (rows.length === 0) throw new InputError("rows", "Name at least one cost centre.");
    if (rows.length > limits.edits) throw new InputError("rows", `One batch adds at most ${limits.edits} cost centres.`);
    const kept = await db.write(async (on) => {
      const version = await versionById(on, viewer, versionId);
      const years = yearsFrom(version.firstYear, version.yearCount);
      const added = rows.map((row, index) => newCostCentre(row, years, unit ?? "thousands", `rows[${index}]`));
      return addCostCentres(on, viewer, version.authorityId, versionId, added, key);
    });
    return written(kept);
  }

  @Mutation(() => WriteResult, { description: "Changes a cost centre's name, code, group or funding." })
  async changeCostCentre(
    @Ctx() { db, viewer }: Context,
    @Arg("id", () => ID, { description: "The cost centre." }) id: string,
    @Arg("input", () => CostCentreChangesInput, { description: "What to change." }) input: CostCentreChangesInput,
    @Arg("seen", () => SequenceScalar, { nullable: true, description: "The data version at which you read it: a later change by somebody else refuses this one." }) seen?: number,
  ): Promise<WriteResult> {
    const wanted: CostCentreFields = {
      ...(input.name !== undefined && input.name !== null && { name: nameGiven(input.name, "input.name") }),
      ...(input.code !== undefined && { code: nameIfGiven(input.code, "input.code") }),
      ...(input.serviceGroup !== undefined && { serviceGroup: nameIfGiven(input.serviceGroup, "input.serviceGroup") }),
      ...(input.fundingSource && { fundingSource: input.fundingSource }),
    };
    return written(await db.write((on) => changeCostCentre(on, viewer, id, wanted, seen)), id);
  }
}

function newCostCentre(row: NewCostCentreInput, years: readonly string[], unit: Unit, at: string): NewCostCentre {
  const amounts = row.amounts ?? [];
  if (amounts.length > years.length) {
    throw new InputError(
      `${at}.amounts`,
      `“${row.name.slice(0, 60)}” has ${amounts.length} amounts, and the version has ${years.length} years. Give one a year, from ${years[0]}.`,
    );
  }
  return {
    id: randomUUID(),
    name: nameGiven(row.name, `${at}.name`),
    code: nameIfGiven(row.code, `${at}.code`),
    serviceGroup: nameIfGiven(row.serviceGroup, `${at}.serviceGroup`),
    fundingSource: row.fundingSource ?? "general fund",
    lines: amounts.flatMap((typed, index) => {
      const amountPence = typedPence(typed, unit, `${at}.amounts[${index}]`);
      return amountPence === null ? [] : [{ id: randomUUID(), year: years[index] as string, amountPence }];
    }),
  };
}
