// Reports: reading, saving and removing named sets of tables.
import { randomUUID } from "node:crypto";
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import { changeReport, reports, type StatedReport } from "../../db/reports.ts";
import { writeOnce } from "../../db/write/once.ts";
import { PageArguments } from "../../schema/page.ts";
import { Report, ReportItemInput, ReportPage } from "../../schema/report.ts";
import { ExportFormat } from "../../schema/tables/export.ts";
import { Key, Seen, SeenIfThere, WriteResult } from "../../schema/write.ts";
import { nameGiven, nameIfGiven } from "../entry/words.ts";
import { exportPath } from "../export/links.ts";
import { addressGiven } from "../export/tables.ts";
import { InputError } from "../finance/inputError.ts";
import type { Context } from "../http/context.ts";
import { seenNeeded, written } from "./written.ts";

const mostTables = 100;

@Resolver(() => Report)
export class ReportResolver {
  @Query(() => ReportPage, { description: "The reports of an authority: named sets of tables." })
  reports(@Ctx() { db, viewer }: Context, @Arg("authority", () => ID, { description: "The authority." }) authorityId: string, @Args(() => PageArguments) page: PageArguments) {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      return reports.page(on, viewer, authorityId, page);
    });
  }

  @Query(() => Report, { description: "One report with its tables." })
  report(@Ctx() { db, viewer }: Context, @Arg("id", () => ID, { description: "Its id." }) id: string): Promise<Report> {
    return db.read((on) => reports.byId(on, viewer, id));
  }

  @Mutation(() => WriteResult, { description: "Saves a report: a new one, or with an id this in place of what it held. The tables are all of it, in their order." })
  async saveReport(
    @Ctx() { db, viewer, schema }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("name", () => String, { description: "Its name, which no other report of the authority has." }) name: string,
    @Arg("items", () => [ReportItemInput], { description: `Its tables, in order: at most ${mostTables}.` }) items: ReportItemInput[],
    @Arg("id", () => ID, { nullable: true, description: "The report to put this in place of; left out for a new one." }) id?: string,
    @SeenIfThere() seen?: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const stated = { name: nameGiven(name, "name"), items: itemsGiven({ schema }, items) };
    const saved = id ?? randomUUID();
    const kept = await writeOnce(db, viewer, key, authorityId, async (on) => {
      await authorityById(on, viewer, authorityId);
      return id ? changeReport(on, viewer, authorityId, id, stated, seenNeeded(seen)) : reports.create(on, viewer, authorityId, saved, stated);
    });
    return written(kept, saved);
  }

  @Mutation(() => WriteResult, { description: "Removes a report. The facts that its tables are made of stay as they are. `undoBatch` brings it back." })
  async removeReport(
    @Ctx() { db, viewer }: Context,
    @Arg("id", () => ID, { description: "The report." }) id: string,
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    return written(await writeOnce(db, viewer, key, id, (on) => reports.remove(on, viewer, id, seen)), id);
  }

  @FieldResolver(() => String, { description: "A link to the whole of it in one file." })
  export(@Root() { id }: Report, @Arg("format", () => ExportFormat, { description: "The file's format." }) format: ExportFormat): string {
    return exportPath(`report?${new URLSearchParams({ id })}`, format);
  }
}

function itemsGiven(context: Pick<Context, "schema">, items: readonly ReportItemInput[]): StatedReport["items"] {
  if (items.length > mostTables) throw new InputError("items", `A report has at most ${mostTables} tables; these are ${items.length}. Make two reports of them.`);
  return items.map(({ address, heading }, index) => ({
    address: addressGiven(context, address, `items[${index}].address`),
    heading: nameIfGiven(heading, `items[${index}].heading`),
  }));
}
