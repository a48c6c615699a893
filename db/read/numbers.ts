// Whose number: each authority counts its own batches, so that nobody's number tells how much others work.
import { and, desc, eq, inArray, max, or, type SQL, sql } from "drizzle-orm";
import type { Numbers, NumbersMet, On } from "../engine/open.ts";
import type { FactTable } from "../tables.ts";

/** The tables that hold no facts: a batch of these alone leaves the version of the data as it is, since no figure follows from them. */
export const besideFacts: readonly FactTable[] = ["report", "reportItem", "savedView", "importMap", "note"];

/** By which of its numbers a row of a table is known to have been read. */
export function numberOf(table: FactTable): keyof Numbers {
  return besideFacts.includes(table) ? "logNumber" : "dataVersion";
}

/** An authority's numbers as they are now; both 0 before its first batch. */
export async function numbersOf(on: On, authorityId: string): Promise<Numbers> {
  const query = on.prepared("numbersOf", ({ q, t: { changeBatch } }) =>
    q
      .select({ dataVersion: changeBatch.dataVersion, logNumber: changeBatch.logNumber })
      .from(changeBatch)
      .where(eq(changeBatch.authorityId, sql.placeholder("authorityId")))
      .orderBy(desc(changeBatch.logNumber))
      .limit(1),
  );
  return (await query.execute({ authorityId }))[0] ?? { dataVersion: 0, logNumber: 0 };
}

/** The version of an authority's data: it moves with each batch that changes its facts, and with nobody else's. */
export async function dataVersion(on: On, authorityId: string): Promise<number> {
  return (await numbersOf(on, authorityId)).dataVersion;
}

/** A number of each authority that a query reads, as it is now. */
export function lastNumber({ q, t: { authority, changeBatch } }: On, number: keyof Numbers): SQL<number> {
  const found = q.select({ last: changeBatch[number] }).from(changeBatch).where(eq(changeBatch.authorityId, authority.id)).orderBy(desc(changeBatch.logNumber)).limit(1);
  return sql<number>`coalesce((${found}), 0)`.mapWith(Number);
}

/** What a batch of an authority is about to follow. */
export async function numbersMet(on: On, authorityId: string, key: string | null = null): Promise<NumbersMet> {
  const query = on.prepared("numbersMet", (own) => {
    const { authority, changeBatch, publisherUse } = own.t;
    const { q } = own;
    const used = q
      .select({ id: publisherUse.publisherId })
      .from(publisherUse)
      .where(eq(publisherUse.authorityId, sql.placeholder("authorityId")));
    const underKey = q
      .select({ id: changeBatch.id })
      .from(changeBatch)
      .where(and(eq(changeBatch.authorityId, authority.id), eq(changeBatch.requestKey, sql.placeholder("key"))));
    return q
      .select({ id: authority.id, dataVersion: lastNumber(own, "dataVersion"), logNumber: lastNumber(own, "logNumber"), underKey: sql<number | null>`(${underKey})` })
      .from(authority)
      .where(or(eq(authority.id, sql.placeholder("authorityId")), inArray(authority.id, used)))
      .orderBy(authority.id);
  });
  const rows = await query.execute({ authorityId, key });
  const own = rows.find(({ id }) => id === authorityId);
  const publishers = Object.fromEntries(rows.flatMap(({ id, dataVersion: version }) => (id === authorityId ? [] : [[id, version]])));
  return { dataVersion: own?.dataVersion ?? 0, logNumber: own?.logNumber ?? 0, publishers, hasKey: (own?.underKey ?? null) !== null };
}

/** The same of several authorities, in two queries however many they are; nothing is asked about a key. */
export async function numbersMetByEach(on: On, authorityIds: readonly string[]): Promise<ReadonlyMap<string, NumbersMet>> {
  const { authority, publisherUse: u } = on.t;
  const used = await on.q
    .select({ authorityId: u.authorityId, publisherId: u.publisherId })
    .from(u)
    .where(inArray(u.authorityId, [...authorityIds]))
    .orderBy(u.publisherId);
  const found = await on.q
    .select({ id: authority.id, dataVersion: lastNumber(on, "dataVersion"), logNumber: lastNumber(on, "logNumber") })
    .from(authority)
    .where(inArray(authority.id, [...new Set([...authorityIds, ...used.map(({ publisherId }) => publisherId)])]));
  const numbers = new Map(found.map(({ id, dataVersion: version, logNumber }) => [id, { dataVersion: version, logNumber }]));
  const publishers = new Map<string, Record<string, number>>(authorityIds.map((id) => [id, {}]));
  for (const { authorityId, publisherId } of used) (publishers.get(authorityId) as Record<string, number>)[publisherId] = numbers.get(publisherId)?.dataVersion ?? 0;
  return new Map(authorityIds.map((id) => [id, { ...(numbers.get(id) ?? { dataVersion: 0, logNumber: 0 }), publishers: publishers.get(id) ?? {}, hasKey: false }]));
}

/** How many batches each authority has: what a later look is compared with, to tell whose data has moved. */
export async function logNumbers(on: On): Promise<ReadonlyMap<string, number>> {
  // Nobody's facts: an answer does not follow from what it is compared with.
  on.noteRead?.();
  const query = on.prepared("logNumbers", ({ q, t: { authority, changeBatch } }) => {
    // By the index, a step for each authority: a grouping would read the whole log.
    const last = q
      .select({ last: max(changeBatch.logNumber) })
      .from(changeBatch)
      .where(eq(changeBatch.authorityId, authority.id));
    return q.select({ id: authority.id, last: sql<number>`coalesce((${last}), 0)`.mapWith(Number) }).from(authority);
  });
  return new Map((await query.execute()).map(({ id, last }) => [id, last]));
}
