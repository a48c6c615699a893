// The medium-term table: fetch the facts, compute, return.
import { Arg, Ctx, ID, Int, Query, Resolver } from "type-graphql";
import { versionOfTable } from "../../db/budgets.ts";
import { mediumTermFacts, publishedFacts } from "../../db/read/mediumTermFacts.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { MoneyUnit } from "../../schema/enums.ts";
import { FinancialYearScalar } from "../../schema/scalars.ts";
import { ReportTable } from "../../schema/tables/reportTable.ts";
import { yearsFrom } from "../finance/financialYear.ts";
import { InputError } from "../finance/inputError.ts";
import { mediumTerm } from "../finance/mediumTerm.ts";
import type { MoneyUnit as Unit } from "../finance/money.ts";
import type { Context } from "../http/context.ts";

const mostYears = 30;

/** @throws InputError unless the count is 1 to 30. */
export function yearsAsked(count: number): number {
  if (count < 1 || count > mostYears) throw new InputError("years", `A table has 1 to ${mostYears} years; ${count} were asked for.`);
  return count;
}

@Resolver()
export class MediumTermResolver {
  @Query(() => ReportTable, {
    description: "An authority's medium-term table: cost centres and their total, commitments deducted, and what remains unallocated, year by year.",
  })
  mediumTermTable(
    @Ctx() { db, viewer, limits, tables }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("version", () => ID, { nullable: true, description: "The budget version; the newest draft where nothing is said." }) versionId?: string,
    @Arg("from", () => FinancialYearScalar, { nullable: true, description: "The first year; the version's where nothing is said." }) from?: string,
    @Arg("years", () => Int, { nullable: true, description: "How many years: 1 to 30; the version's where nothing is said." }) years?: number,
    @Arg("unit", () => MoneyUnit, { nullable: true, description: "What the money is shown in; £000s where nothing is said." }) unit?: Unit,
    @Arg("byCostCentre", () => Boolean, { nullable: true, description: "True to set each commitment's draw under the cost centre that it falls on, with what is left there." })
    byCostCentre?: boolean,
  ): Promise<ReportTable> {
    return db.read(async (on) => {
      const { authority, version, dataVersion: now } = await versionOfTable(on, viewer, authorityId, versionId || undefined);
      if (!version) throw new Refusal("NOT_FOUND", "version", `${authority.name} has no budget version yet. Start one, and its table is here.`);
      const asked = yearsFrom(from ?? version.firstYear, yearsAsked(years ?? version.yearCount));
      const editable = version.publishedAt === null && (viewer.changes === "all" || viewer.changes.includes(authorityId));
      const options = { from: asked[0] as string, years: asked.length, unit: unit ?? "thousands", editable, byCostCentre: byCostCentre ?? false };
      const build = async () => {
        const facts =
          (version.publishedAt !== null ? await publishedFacts(on, version.id) : null) ??
          (await mediumTermFacts(on, authority.name, version, asked[0] as string, asked[asked.length - 1] as string));
        return mediumTerm(facts, options);
      };
      // Where no answers are kept, no tables are.
      const table = limits.answerCacheBytes > 0 ? await tables.of([now, version.id, options], build) : await build();
      return { ...table, dataVersion: now };
    });
  }
}
