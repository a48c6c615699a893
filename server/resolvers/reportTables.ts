// The tables that there are: as a list to choose from, and one by its address.
import { Arg, Args, Ctx, ID, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import { mostInPage } from "../../db/read/paging.ts";
import { tableSources } from "../../db/read/tableSources.ts";
import { type ListedTable, ListedTableArguments, ListedTablePage } from "../../schema/tables/listedTable.ts";
import { ReportTable } from "../../schema/tables/reportTable.ts";
import { readTable } from "../export/tables.ts";
import { yearOf, yearsFrom } from "../finance/financialYear.ts";
import { InputError } from "../finance/inputError.ts";
import type { Context } from "../http/context.ts";
import { listedTables } from "../tables/listedTables.ts";

const usualInPage = 50;

@Resolver()
export class ReportTableResolver {
  @Query(() => ListedTablePage, {
    description:
      "Every table that can be made of an authority's facts as they are now, each with its address and the place where the page shows it. None of them is computed for the list.",
  })
  reportTables(
    @Ctx() { db, viewer, today }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Args(() => ListedTableArguments) page: ListedTableArguments,
  ): Promise<InstanceType<typeof ListedTablePage>> {
    return db.read(async (on) => {
      const sources = await tableSources(on, viewer, await authorityById(on, viewer, authorityId));
      const { monitored } = sources;
      const years = monitored ? yearsFrom(monitored.firstYear, monitored.yearCount) : [];
      return pageOfTables(listedTables(sources, years.includes(yearOf(today)) ? yearOf(today) : (years[0] ?? null)), page);
    });
  }

  @Query(() => ReportTable, { description: "The table at an address, as its own query gives it." })
  reportTable(
    @Ctx() context: Context,
    @Arg("id", () => ID, { description: "Its address, as `ReportTable.address` and `reportTables` say it: `mediumTermTable?authority=essex`." }) id: string,
  ): Promise<ReportTable> {
    return readTable(context, id);
  }
}

/** A cursor is the last table's address, so that what is added or removed before it moves nothing. */
function pageOfTables(tables: ListedTable[], { first, after }: ListedTableArguments): InstanceType<typeof ListedTablePage> {
  const count = first ?? usualInPage;
  if (count < 1 || count > mostInPage) throw new InputError("first", `A page has 1 to ${mostInPage} rows; ${count} were asked for.`);
  const last = after ? Buffer.from(after, "base64url").toString() : null;
  const start = last === null ? 0 : tables.findIndex(({ address }) => address === last) + 1;
  if (last !== null && start === 0) throw new InputError("after", "This cursor is not from a page, or its table is gone. Ask for the first page again.");
  const nodes = tables.slice(start, start + count);
  const end = nodes[nodes.length - 1];
  return { nodes, endCursor: end ? Buffer.from(end.address).toString("base64url") : null, hasNextPage: start + count < tables.length };
}
