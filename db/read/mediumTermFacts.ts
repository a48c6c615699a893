// The facts behind one authority's medium-term table: one prepared query a table, each by an index on the authority or the version.
import { and, asc, eq, getTableColumns, isNull, sql } from "drizzle-orm";
import type { BudgetVersion } from "../budgets.ts";
import type { On } from "../engine/open.ts";
import { centresWithLines } from "./centresWithLines.ts";

const given = (name: string) => sql.placeholder(name);

/** The facts as they stand, for the years from `fromYear` to `toYear`. The caller has checked that the viewer may read the version. */
export async function mediumTermFacts(on: On, authorityName: string, version: BudgetVersion, fromYear: string, toYear: string) {
  const { authorityId, id: versionId } = version;
  const owner = { authorityId };
  const { costCentres, lines } = await centresWithLines(on, { authorityId, versionId, fromYear, toYear });
  const commitments = await on
    .prepared("factsCommitments", ({ q, t: { commitment: c, commitmentStatus: s, commitmentDraw: d } }) =>
      q
        .select({ ...getTableColumns(c), status: s.name, costCentreId: d.costCentreId, drawnShare: d.drawnShare })
        .from(c)
        .innerJoin(s, eq(s.id, c.statusId))
        .leftJoin(d, and(eq(d.commitmentId, c.id), eq(d.authorityId, given("authorityId"))))
        // What belongs to an option that is not adopted is no fact.
        .where(and(eq(c.authorityId, given("authorityId")), isNull(c.optionId)))
        .orderBy(asc(c.position), asc(c.id), asc(d.position), asc(d.id)),
    )
    .execute(owner);
  const places = await on
    .prepared("factsPlaces", ({ q, t: { commitmentPlaces: p } }) =>
      q
        .select({
          commitmentId: p.commitmentId,
          places: p.places,
          startsOn: p.startsOn,
          endsOn: p.endsOn,
          firstYearShare: p.firstYearShare,
          lastYearShare: p.lastYearShare,
          volume: p.volume,
          label: p.label,
          pricePounds: p.pricePounds,
          replacesId: p.replacesId,
        })
        .from(p)
        .where(eq(p.authorityId, given("authorityId")))
        .orderBy(asc(p.startsOn), asc(p.id)),
    )
    .execute(owner);
  const amounts = await on
    .prepared("factsAmounts", ({ q, t: { commitmentAmount: a } }) =>
      q
        .select({ commitmentId: a.commitmentId, year: a.year, amountPence: a.amountPence, entered: a.entered })
        .from(a)
        .where(eq(a.authorityId, given("authorityId")))
        .orderBy(asc(a.year)),
    )
    .execute(owner);
  const rates = await on
    .prepared("factsRates", ({ q, t: { upliftSeries: s, upliftRate: r } }) =>
      q
        .select({ id: s.id, name: s.name, year: r.year, rateShare: r.rateShare })
        .from(s)
        .leftJoin(r, eq(r.seriesId, s.id))
        .where(eq(s.authorityId, given("authorityId")))
        .orderBy(asc(s.name), asc(r.year)),
    )
    .execute(owner);
  const printed = await on
    .prepared("factsPrinted", ({ q, t: { printedCell: p } }) =>
      q
        .select({ rowKey: p.rowKey, year: p.year, printed: p.printed, unit: p.unit, reference: p.reference })
        .from(p)
        .where(eq(p.versionId, given("versionId")))
        .orderBy(asc(p.year), asc(p.rowKey)),
    )
    .execute({ versionId });

  const placesOf = grouped(places, (period) => period.commitmentId);
  const amountsOf = grouped(amounts, (amount) => amount.commitmentId);
  const upliftSeries = [...grouped(rates, (rate) => rate.id)].map(([id, of]) => ({
    id,
    name: of[0]?.name ?? "",
    rates: of.flatMap(({ year, rateShare }) => (year === null || rateShare === null ? [] : [{ year, rateShare }])),
  }));
  return {
    authorityName,
    versionName: version.name,
    source: version.source,
    firstYear: version.firstYear,
    yearCount: version.yearCount,
    costCentres,
    lines,
    // A row for each draw of a commitment, or one alone.
    commitments: [...grouped(commitments, ({ id }) => id).values()].map((rows) => {
      const [{ costCentreId: _, drawnShare: __, ...commitment }] = rows as [(typeof rows)[number]];
      return {
        ...commitment,
        places: placesOf.get(commitment.id) ?? [],
        amounts: amountsOf.get(commitment.id) ?? [],
        draws: rows.flatMap(({ costCentreId, drawnShare }) => (costCentreId === null || drawnShare === null ? [] : [{ commitmentId: commitment.id, costCentreId, drawnShare }])),
      };
    }),
    upliftSeries,
    printed,
  };
}

export type StoredFacts = Awaited<ReturnType<typeof mediumTermFacts>>;

/** The facts that a published version was made from, as they were on the day. */
export async function publishedFacts(on: On, versionId: string): Promise<StoredFacts | null> {
  const query = on.prepared("publishedFacts", ({ q, t: { publication: p } }) =>
    q
      .select({ facts: p.facts })
      .from(p)
      .where(eq(p.versionId, given("versionId"))),
  );
  const [found] = await query.execute({ versionId });
  return found ? (JSON.parse(found.facts) as StoredFacts) : null;
}

/** Items by their key, in their order. */
export function grouped<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const members = groups.get(key(item));
    if (members) members.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
