// What a test knows of the numbers: `latest` for what was just read, and the store's last batch to tell whether anything at all was written.
import { and, eq, inArray, max } from "drizzle-orm";
import type { On } from "../../db/engine/open.ts";
import { numbersOf } from "../../db/read/numbers.ts";

/** Stands for the number at which a test asks, where nobody else writes in the meantime: `serve` puts the number itself in its place. */
export const latest: number = Number.MAX_SAFE_INTEGER;

/** The last batch of whichever authority: it moves with every write. */
export async function lastBatch(on: On): Promise<number> {
  const [found] = await on.q.select({ last: max(on.t.changeBatch.id) }).from(on.t.changeBatch);
  return Number(found?.last ?? 0);
}

/** What a mutation writes that the data version does not count. */
const beside = /\b(save|remove)(Report|View|ImportMap|Note)\(/;

/** The number that `latest` stands for in a question: of the authority that it names, or of the first thing that it names. */
export async function latestIn(on: On, question: string): Promise<number> {
  const numbers = await numbersOf(on, (await authorityIn(on, question)) ?? "");
  return beside.test(question) ? numbers.logNumber : numbers.dataVersion;
}

async function authorityIn(on: On, question: string): Promise<string | undefined> {
  const { authority, change } = on.t;
  const words = [...new Set(question.match(/[\w-]+/g) ?? [])];
  const own = await on.q.select({ id: authority.id }).from(authority).where(inArray(authority.id, words));
  const rows =
    own.length > 0
      ? []
      : await on.q
          .select({ id: change.rowId, authorityId: change.authorityId })
          .from(authority)
          .innerJoin(change, and(eq(change.authorityId, authority.id), inArray(change.rowId, words)));
  const found = new Map([...own.map(({ id }) => [id, id] as const), ...rows.map(({ id, authorityId }) => [id, authorityId] as const)]);
  return words.map((word) => found.get(word)).find((each) => each !== undefined);
}
