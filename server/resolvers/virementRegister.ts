// The register of virements as a table: fetch them with the names of their cost centres, set them side by side, return.
import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import { versionById } from "../../db/budgets.ts";
import { monitoredVersion } from "../../db/read/monitored.ts";
import { dataVersion } from "../../db/read/numbers.ts";
import { everyPage } from "../../db/read/paging.ts";
import { rowImages } from "../../db/read/rowImages.ts";
import { virements } from "../../db/virements.ts";
import { requireOwn } from "../../db/write/parts.ts";
import { ReportTable } from "../../schema/tables/reportTable.ts";
import { virementRegister } from "../finance/virementRegister.ts";
import type { Context } from "../http/context.ts";

@Resolver()
export class VirementRegisterResolver {
  @Query(() => ReportTable, {
    description: "The register of a budget version's virements: from which cost centres to which, how much, for which years, and by whose decision. The newest first.",
  })
  virementRegister(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("version", () => ID, { nullable: true, description: "The budget version; the approved one where nothing is said, else the newest draft." }) versionId?: string,
    @Arg("costCentre", () => ID, { nullable: true, description: "Only those that move this cost centre's budget." }) costCentreId?: string,
  ): Promise<ReportTable> {
    return db.read(async (on) => {
      const authority = await authorityById(on, viewer, authorityId);
      const version = versionId ? await versionById(on, viewer, versionId, authorityId) : await monitoredVersion(on, viewer, authority);
      await requireOwn(on, authorityId, "costCentre", costCentreId, "costCentre");
      const listed = await everyPage((page) => virements(on, viewer, { authorityId, versionId: version.id, costCentreId }, page));
      const ids = new Set([...(costCentreId ? [costCentreId] : []), ...listed.flatMap(({ lines }) => lines.map((line) => line.costCentreId))]);
      const rows = await rowImages(
        on,
        authorityId,
        [...ids].map((id) => ({ table: "costCentre", id })),
      );
      const centreNames = new Map([...rows.values()].map(({ id, name }) => [String(id), String(name)]));
      const table = virementRegister({
        authorityName: authority.name,
        versionName: version.name,
        virements: listed,
        centreNames,
        onlyOf: costCentreId ? (centreNames.get(costCentreId) ?? null) : null,
      });
      return { ...table, dataVersion: await dataVersion(on, authorityId) };
    });
  }
}
