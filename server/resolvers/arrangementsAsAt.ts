// Arrangements with what follows from them on a day: their cover depends on each other, their value on what is committed.
import { type ArrangementWithParts, arrangements } from "../../db/arrangements.ts";
import { authorityById } from "../../db/authorities.ts";
import type { On } from "../../db/engine/open.ts";
import type { Viewer } from "../../db/viewer.ts";
import type { Arrangement } from "../../schema/nouns/arrangement.ts";
import { followersOf } from "../finance/arrangementCover.ts";
import { arrangementDetail } from "../finance/arrangementOn.ts";
import { dayInYears } from "../finance/financialYear.ts";
import type { Context } from "../http/context.ts";
import { committedUnder } from "./committed.ts";

/** The day that things are told as at, within the years that Tabled holds. @throws InputError. */
export function dayAsked(asAt: string | undefined | null, today: string): string {
  return asAt ? dayInYears(asAt, "asAt") : today;
}

/** What follows from any of an authority's arrangements on a day. */
export async function details(on: On, viewer: Viewer, authorityId: string, asAt: string): Promise<(each: ArrangementWithParts) => Arrangement> {
  const all = await arrangements.all(on, viewer, authorityId);
  const committed = await committedUnder(on, authorityId, all);
  const followers = followersOf(all);
  return (each) => ({ ...each, ...arrangementDetail({ ...each, committed: committed.get(each.id) ?? null }, followers(each.id), asAt) });
}

/** All of an authority's arrangements with what follows from them, and the day that it does on. @throws InputError for a day that there is not. */
export function arrangementsAsAt({ db, viewer, today }: Context, authorityId: string, day: string | null): Promise<{ asAt: string; arrangements: Arrangement[] }> {
  const asAt = dayAsked(day, today);
  return db.read(async (on) => {
    await authorityById(on, viewer, authorityId);
    const all = await arrangements.all(on, viewer, authorityId);
    return { asAt, arrangements: all.map(await details(on, viewer, authorityId, asAt)) };
  });
}
