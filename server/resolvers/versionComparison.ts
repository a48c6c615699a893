// Two budget versions side by side: fetch the facts of both, compute, return.
import { Arg, Ctx, ID, Int, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import { versionById } from "../../db/budgets.ts";
import { mediumTermFacts, publishedFacts } from "../../db/read/mediumTermFacts.ts";
import { dataVersion } from "../../db/read/numbers.ts";
import { MoneyUnit } from "../../schema/enums.ts";
import { FinancialYearScalar } from "../../schema/scalars.ts";
import { ReportTable } from "../../schema/tables/reportTable.ts";
import { comparison } from "../finance/comparison.ts";
import { yearsFrom } from "../finance/financialYear.ts";
import { InputError } from "../finance/inputError.ts";
import type { MoneyUnit as Unit } from "../finance/money.ts";
import type { Context } from "../http/context.ts";
import { yearsAsked } from "./mediumTerm.ts";

@Resolver()
export class VersionComparisonResolver {
  @Query(() => ReportTable, {
    description: "Two budget versions cell by cell: for each year what one holds (A), what the other holds (B), and B less A. A published version is compared as it was published.",
  })
  versionComparison(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("one", () => ID, { description: "The version that differences are taken from." }) one: string,
    @Arg("other", () => ID, { description: "The version that is compared with it." }) other: string,
    @Arg("from", () => FinancialYearScalar, { nullable: true, description: "The first year; the other version's where nothing is said." }) from?: string,
    @Arg("years", () => Int, { nullable: true, description: "How many years: 1 to 30; the other version's where nothing is said." }) years?: number,
    @Arg("unit", () => MoneyUnit, { nullable: true, description: "What the money is shown in; £000s where nothing is said." }) unit?: Unit,
    @Arg("differing", () => Boolean, { nullable: true, description: "True to leave out cost centres and commitments that are the same in both." }) differing?: boolean,
  ): Promise<ReportTable> {
    if (one === other) throw new InputError("other", "A version is not compared with itself. Choose another.");
    return db.read(async (on) => {
      const authority = await authorityById(on, viewer, authorityId);
      const [a, b] = [await versionById(on, viewer, one, authorityId), await versionById(on, viewer, other, authorityId)];
      const asked = yearsFrom(from ?? b.firstYear, yearsAsked(years ?? b.yearCount));
      const [first, last] = [asked[0] as string, asked[asked.length - 1] as string];
      const facts = async (version: typeof a) =>
        (version.publishedAt !== null ? await publishedFacts(on, version.id) : null) ?? (await mediumTermFacts(on, authority.name, version, first, last));
      const table = comparison(await facts(a), await facts(b), { from: first, years: asked.length, unit: unit ?? "thousands", differing: differing ?? false });
      return { ...table, dataVersion: await dataVersion(on, authorityId) };
    });
  }
}
