// Sends what waits, one change after the other, each once: when it is typed, and again when the server is back.
import { editFields } from "../documents/fields.ts";
import { editForecasts } from "../documents/monitoring.ts";
import { editCells } from "../documents.ts";
import { ask, Refused, unanswered } from "../graphql.ts";
import { renewFor } from "../queries.ts";
import { expectedField, unitLabels } from "./expected.ts";
import { held } from "./held.ts";
import { away } from "./reach.ts";
import { changeWaiting, conflicted, giveUp, mark, nextToSend, stored, unsure, type WaitingCell, type WaitingChange, waiting } from "./waiting.ts";

/** Told of each change as it is stored or refused. A listener that answers true has taken the refusal into its hands: the change waits no longer. */
export interface SendingListener {
  onStored(change: WaitingChange, batchId: string | null): void;
  onRefused(change: WaitingChange, refused: Refused): boolean;
}

const listeners = new Set<SendingListener>();
export function onSending(listener: SendingListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The key of the change that is on its way. */
export const onItsWay = held<string | null>(null);

let sending: Promise<void> | null = null;
let again = false;

/** Sends all that can be sent, and is over when all of it has been answered. Tabs of one browser share what waits, and take turns. */
export function sendWaiting(): Promise<void> {
  again = true;
  sending ??= sendWhileAsked().finally(() => {
    sending = null;
  });
  return sending;
}

async function sendWhileAsked(): Promise<void> {
  while (again && !away.get()) {
    again = false;
    await inTurn(sendAll);
  }
}

/** Where the browser has no locks (a page that came by plain http from another machine), a change's key alone has it kept once. */
function inTurn(work: () => Promise<void>): Promise<void> {
  return navigator.locks ? navigator.locks.request("tabled-waiting", work) : work();
}

async function sendAll(): Promise<void> {
  // Another tab may have sent some of it while this one waited for its turn.
  changeWaiting((before) => before);
  for (let next = nextToSend(waiting.get()); next && !away.get(); next = nextToSend(waiting.get())) await send(next);
}

async function send(change: WaitingChange): Promise<void> {
  const { key } = change;
  onItsWay.set(key);
  try {
    const kept = await asked(change);
    stored(
      change,
      kept,
      kept.amountsPence,
      kept.cells.map(({ shown, ...each }) => ({ ...each, shown: shown ?? "" })),
    );
    if (kept.batchId !== null) void renewFor(Number(kept.batchId));
    for (const { onStored } of listeners) onStored(change, kept.batchId);
  } catch (error) {
    const refused = error instanceof Refused ? error : new Refused(String(error), "UNKNOWN", null, undefined);
    // It may have been stored and the answer lost: sent again under its key, it is kept once. While the server or its database is away it waits.
    if (refused.code === "OFFLINE" || (unanswered.includes(refused.code) && isToBeSentAgain(key))) return;
    if (refused.code === "STALE" && refused.conflicts.length > 0) conflicted(key, refused.conflicts);
    else if (refused.code === "CONFIRM" && refused.questions.length > 0) unsure(key, refused.questions);
    else if ([...listeners].some((listener) => listener.onRefused(change, refused))) giveUp(key);
    else mark(new Set([key]), { state: "refused", sentence: refused.message });
  } finally {
    onItsWay.set(null);
  }
}

/** How often each change has come back from a server that could be reached and did not know what became of it. */
const timesUnanswered = new Map<string, number>();
const mostTimesUnanswered = 3;

/** A database that is full, or never there when something is saved, is not asked for ever: the person is told. */
function isToBeSentAgain(key: string): boolean {
  const times = (timesUnanswered.get(key) ?? 0) + 1;
  timesUnanswered.set(key, times);
  return times < mostTimesUnanswered;
}

/** What a change left, in the measure in which the next of the same cells expects it. */
interface Sent {
  batchId: string | null;
  /** The data version that it made. */
  seen: number | null;
  amountsPence: readonly (number | string | null)[];
  cells: readonly { pence: number | null; shown: string | null; entry?: string }[];
}

async function asked(change: WaitingChange): Promise<Sent> {
  if (change.into === "fields") return sentFields(change);
  const { key, authority, version, unit, into, why, more } = change;
  const cells = change.cells as readonly (WaitingCell & { expected: number | null })[];
  const edits = cells.map(({ address, expected, typed, sure }) => ({ cell: address, expected, typed, ask: !sure }));
  if (into === "forecasts") return (await ask(editForecasts, { authority, edits, unit, why, key })).editForecasts;
  return (await ask(editCells, { authority, version, edits, unit, why, key, ...more })).editCells;
}

async function sentFields({ key, authority, unit, why, cells, more }: WaitingChange): Promise<Sent> {
  const edits = cells.map(({ address, expected, typed }) => ({ cell: address, expected: expected as string | null, typed }));
  const { batchId, seen, cells: stand } = (await ask(editFields, { authority, edits, unit, why, key, ...more })).editFields;
  const left = stand.map(({ pence, shown, entry }) => ({ pence, shown, entry: entry ?? "" }));
  return { batchId, seen, amountsPence: left.map((each) => expectedField(each, unitLabels[unit])), cells: left };
}

/** Whatever waits while the server is away is shown to wait; it is sent when the server is back. */
function delayed(): void {
  const late = waiting.get().filter((each) => each.state === "waiting" && !each.delayed);
  if (away.get() && late.length > 0) mark(new Set(late.map(({ key }) => key)), { delayed: true });
}
away.onChange(() => (away.get() ? delayed() : void sendWaiting()));
waiting.onChange(delayed);

// What an earlier page or another tab left behind.
const leftBehindMs = 3_000;
window.addEventListener("storage", () => void window.setTimeout(sendWaiting, leftBehindMs));
if (waiting.get().length > 0) void sendWaiting();
