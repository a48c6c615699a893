// Why something could not be taken back: who changed what since, when, and what is there now.

import type { On } from "../../db/engine/open.ts";
import type { Viewer } from "../../db/viewer.ts";
import type { Batch, Change, Kept } from "../../db/write/change.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { changedSince } from "../../db/write/undo.ts";
import { wordsOf } from "./changeWords.ts";

/**
 * Applies a batch that takes another back. Where it meets what somebody has changed since, the refusal says so: "Ann changed Roach Vale,
 * 2023/24 to £5,000,000.00 at 10:32, after your change. It was left as it is."
 */
export async function sayingWhoCameFirst(on: On, viewer: Viewer, batch: Batch, apply: () => Promise<Kept>): Promise<Kept> {
  try {
    return await apply();
  } catch (error) {
    const change = error instanceof Refusal && ["STALE", "NOT_FOUND"].includes(error.code) ? changeAt(batch, error.field) : undefined;
    if (!(error instanceof Refusal) || !change || batch.undoesId === undefined) throw error;
    const sentence = await whoCameFirst(on, viewer, batch, batch.undoesId, change);
    throw sentence === null ? error : new Refusal(error.code, error.field, sentence, error.current);
  }
}

function changeAt({ changes }: Batch, field: string): Change | undefined {
  const index = /^changes\[(\d+)\]$/.exec(field)?.[1];
  return index === undefined ? undefined : changes[Number(index)];
}

async function whoCameFirst(on: On, viewer: Viewer, { authorityId, changes }: Batch, undoesId: number, change: Change): Promise<string | null> {
  const later = await changedSince(on, authorityId, undoesId, change);
  const [words] = later ? await wordsOf(on, authorityId, [later]) : [];
  if (!later || !words) return null;
  const who = later.madeBy === viewer.name ? "You" : later.madeBy;
  const thing = words.fieldSaid === null ? words.what : `${words.what} (${words.fieldSaid})`;
  const deed =
    words.toSaid === "removed" || words.toSaid === "added" ? `${words.toSaid} ${thing}` : words.toSaid === "nothing" ? `emptied ${thing}` : `changed ${thing} to ${words.toSaid}`;
  const left = changes.length === 1 ? "It was left unchanged." : "Nothing was changed.";
  return `${who} ${deed} ${momentSaid(later.madeAt)}, after ${who === "You" ? "that" : "your change"}. ${left}`;
}

const day = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", day: "numeric", month: "short", year: "numeric" });
const time = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", hour: "2-digit", minute: "2-digit" });

/** "at 10:32" of today, "on 20 Nov 2026 at 10:32" of another day. */
function momentSaid(instant: string): string {
  const moment = new Date(instant);
  const at = `at ${time.format(moment)}`;
  return day.format(moment) === day.format(new Date()) ? at : `on ${day.format(moment)} ${at}`;
}
