// An authority's cost centres with their lines of a version, so many at a time: what the driver holds beside the facts stays the same, however many there are.
import { and, asc, eq, gt, gte, isNull, lte, or, sql } from "drizzle-orm";
import type { On } from "../engine/open.ts";

export interface CentreFacts {
  id: string;
  name: string;
  serviceGroup: string | null;
}

export interface LineFacts {
  costCentreId: string;
  year: string;
  amountPence: number;
  entered: string | null;
}

interface Asked {
  readonly authorityId: string;
  readonly versionId: string;
  readonly fromYear: string;
  readonly toYear: string;
}

const given = (name: string) => sql.placeholder(name);
const usualAtOnce = 2_000;

/** In the authority's order, and the lines from `fromYear` to `toYear`. At most `atOnce` cost centres are read by one statement. */
export async function centresWithLines(on: On, asked: Asked, atOnce = usualAtOnce): Promise<{ costCentres: CentreFacts[]; lines: LineFacts[] }> {
  const query = on.prepared("centresWithLines", ({ q, t: { costCentre, budgetLine: l } }) => {
    const after = or(gt(costCentre.position, given("position")), and(eq(costCentre.position, given("position")), gt(costCentre.id, given("id"))));
    const c = q
      .select({ id: costCentre.id, name: costCentre.name, serviceGroup: costCentre.serviceGroup, position: costCentre.position })
      .from(costCentre)
      .where(and(eq(costCentre.authorityId, given("authorityId")), isNull(costCentre.removedAt), after))
      .orderBy(asc(costCentre.position), asc(costCentre.id))
      .limit(given("atOnce"))
      .as("c");
    return q
      .select({ id: c.id, name: c.name, serviceGroup: c.serviceGroup, position: c.position, year: l.year, amountPence: l.amountPence, entered: l.entered })
      .from(c)
      .leftJoin(l, and(eq(l.costCentreId, c.id), eq(l.versionId, given("versionId")), gte(l.year, given("fromYear")), lte(l.year, given("toYear"))))
      .orderBy(asc(c.position), asc(c.id));
  });
  const costCentres: CentreFacts[] = [];
  const lines: LineFacts[] = [];
  // One string for all lines of a year, and one for all of a cost centre.
  const years = new Map<string, string>();
  let after = { position: Number.MIN_SAFE_INTEGER, id: "" };
  for (let wanted = atOnce; ; wanted += atOnce) {
    const rows = await query.execute({ ...asked, ...after, atOnce });
    for (const { id, name, serviceGroup, position, year, amountPence, entered } of rows) {
      // Each has as many rows as it has lines, or one without any.
      if (after.id !== id) costCentres.push({ id, name, serviceGroup });
      after = { position, id: costCentres[costCentres.length - 1]?.id ?? id };
      if (year === null || amountPence === null) continue;
      if (!years.has(year)) years.set(year, year);
      lines.push({ costCentreId: after.id, year: years.get(year) ?? year, amountPence, entered });
    }
    if (costCentres.length < wanted) return { costCentres, lines };
  }
}
