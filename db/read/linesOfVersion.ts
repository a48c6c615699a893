// The budget lines of a version, read so many at a time: what a driver gives of a row takes several times the room of the line that is kept of it.
import { and, asc, eq, gte, lte, sql } from "drizzle-orm";
import type { On } from "../engine/open.ts";

export interface LineFacts {
  readonly costCentreId: string;
  readonly year: string;
  readonly amountPence: number;
  readonly entered: string | null;
}

const usualAtOnce = 5_000;
const given = (name: string) => sql.placeholder(name);

/** By cost centre and year, each of which is one string for all of its lines. */
export async function linesOfVersion(on: On, asked: { versionId: string; fromYear: string; toYear: string }, atOnce = usualAtOnce): Promise<LineFacts[]> {
  const query = on.prepared("factsLines", ({ q, t: { budgetLine: l } }) =>
    q
      .select({ costCentreId: l.costCentreId, year: l.year, amountPence: l.amountPence, entered: l.entered })
      .from(l)
      .where(
        and(
          eq(l.versionId, given("versionId")),
          gte(l.year, given("fromYear")),
          lte(l.year, given("toYear")),
          sql`(${l.costCentreId}, ${l.year}) > (${given("after")}, ${given("afterYear")})`,
        ),
      )
      .orderBy(asc(l.costCentreId), asc(l.year))
      .limit(given("atOnce")),
  );
  const lines: LineFacts[] = [];
  const years = new Map<string, string>();
  let last: LineFacts | undefined;
  for (let found = atOnce; found === atOnce; ) {
    const some = await query.execute({ ...asked, after: last?.costCentreId ?? "", afterYear: last?.year ?? "", atOnce });
    for (const { costCentreId, year, amountPence, entered } of some) {
      if (!years.has(year)) years.set(year, year);
      last = { costCentreId: last?.costCentreId === costCentreId ? last.costCentreId : costCentreId, year: years.get(year) ?? year, amountPence, entered };
      lines.push(last);
    }
    found = some.length;
  }
  return lines;
}
