// The register of commitments as a table: fetch the terms, set them side by side, return.
import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import { commitments } from "../../db/commitments.ts";
import type { On } from "../../db/engine/open.ts";
import { dataVersion } from "../../db/read/numbers.ts";
import { everyPage } from "../../db/read/paging.ts";
import { rowImages } from "../../db/read/rowImages.ts";
import { upliftSeriesPage } from "../../db/uplifts.ts";
import { requireOwn } from "../../db/write/parts.ts";
import { MoneyUnit } from "../../schema/enums.ts";
import { CommitmentFilterInput, commitmentNoun } from "../../schema/nouns/commitment.ts";
import { DayScalar } from "../../schema/scalars.ts";
import { ReportTable } from "../../schema/tables/reportTable.ts";
import { typedRegister } from "../fields/register.ts";
import { basesSaid, commitmentRegister } from "../finance/commitmentRegister.ts";
import { dayInYears } from "../finance/financialYear.ts";
import type { MoneyUnit as Unit } from "../finance/money.ts";
import type { Context } from "../http/context.ts";
import { asFacts } from "./committed.ts";

@Resolver()
export class CommitmentRegisterResolver {
  @Query(() => ReportTable, {
    description:
      "The register of an authority's commitments: how firm each is, what its cost follows from, its price, the places that it holds on a day, and from when to when it runs.",
  })
  commitmentRegister(
    @Ctx() { db, viewer, today }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("asAt", () => DayScalar, { nullable: true, description: "The day that places are counted on; today where nothing is said." }) asAt?: string,
    @Arg("unit", () => MoneyUnit, { nullable: true, description: "What prices are shown in; pounds where nothing is said." }) unit?: Unit,
    @Arg("filter", () => CommitmentFilterInput, { nullable: true, description: "Which ones." }) filter?: CommitmentFilterInput,
  ): Promise<ReportTable> {
    return db.read(async (on) => {
      const authority = await authorityById(on, viewer, authorityId);
      const day = asAt ? dayInYears(asAt, "asAt") : today;
      const narrowedTo = await narrowing(on, authorityId, filter ?? {});
      const listed = await everyPage((page) => commitments(on, viewer, { ...filter, authorityId }, page));
      const series = await everyPage((page) => upliftSeriesPage(on, viewer, authorityId, page));
      const seriesNames = new Map(series.map(({ id, name }) => [id, name]));
      const table = commitmentRegister({ authorityName: authority.name, commitments: listed.map(asFacts), seriesNames, narrowedTo }, { asAt: day, unit: unit ?? "pounds" });
      await typedRegister({ on, viewer, authorityId, noun: commitmentNoun, unit: unit ?? "pounds" }, table, listed);
      return { ...table, dataVersion: await dataVersion(on, authorityId) };
    });
  }
}

const longestSaid = 200;

/** What the register is narrowed to, in sentences that stand below it. @throws Refusal NOT_FOUND for what is not this authority's own. */
async function narrowing(on: On, authorityId: string, filter: CommitmentFilterInput): Promise<string[]> {
  const { nameContains, kind, basis } = filter;
  const named = async (table: "commitmentStatus" | "arrangement" | "costPool" | "option", id: string | null | undefined, field: string, said: (name: string) => string) => {
    if (!id) return [];
    await requireOwn(on, authorityId, table, id, `filter.${field}`);
    const [row] = (await rowImages(on, authorityId, [{ table, id }])).values();
    return [said(String(row?.name))];
  };
  return [
    ...(nameContains ? [`Only commitments with “${nameContains.trim().slice(0, longestSaid)}” in their name are listed.`] : []),
    ...(await named("commitmentStatus", filter.statusId, "statusId", (name) => `Only commitments with the status “${name}” are listed.`)),
    ...(kind ? [`Only commitments with a status that is ${kind} are listed.`] : []),
    ...(basis ? [`Only commitments whose cost follows from “${basesSaid[basis]}” are listed.`] : []),
    ...(await named("arrangement", filter.arrangementId, "arrangementId", (name) => `Only commitments under ${name} are listed.`)),
    ...(await named("costPool", filter.poolId, "poolId", (name) => `Only commitments in the cost pool ${name} are listed.`)),
    ...(await named("option", filter.optionId, "optionId", (name) => `These belong to the option ${name}, and are not part of the budget until it is adopted.`)),
  ];
}
