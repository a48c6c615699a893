// Follows what others change in an authority's facts, through broken connections, without missing a batch.
import { renewAll, renewFor, renewOlderThan } from "../queries.ts";
import { didSaid } from "./didSaid.ts";
import { held } from "./held.ts";
import { isOwn } from "./ownWrites.ts";
import { away, probe, reached } from "./reach.ts";

interface Start {
  dataVersion: number;
  /** True where what was missed follows; false where the page has to read everything anew. */
  resumed: boolean;
  /** True where facts of publishers are followed too, whose versions the page's answers do not have. */
  shared: boolean;
}
interface Change {
  batch: number;
  madeBy: string;
  why: string;
}

/** What another did last, in a sentence; it goes after a while. */
export const lastSaid = held<string | null>(null);
const saidForMs = 10_000;
const againMs = 5_000;
/** A page that nobody looks at gives its connection back: a browser has six for one server. */
const hiddenMs = 20_000;

/** How far in each authority's log this page has come, as the server says it. */
const known = new Map<string, string>();

/** Follows an authority until the function that it gives is called. */
export function follow(authority: string): () => void {
  let source: EventSource | null = null;
  let timer = 0;
  let stopped = false;

  function connect(): void {
    window.clearTimeout(timer);
    if (stopped || source || document.hidden) return;
    const after = known.get(authority);
    source = new EventSource(`/changes?${new URLSearchParams({ authority, ...(after !== undefined && { after }) })}`);
    source.addEventListener("start", (event) => {
      const { dataVersion, resumed, shared } = JSON.parse(event.data) as Start;
      known.set(authority, event.lastEventId);
      reached();
      if (!resumed) void (after === undefined && !shared ? renewOlderThan(dataVersion) : renewAll());
    });
    source.addEventListener("change", (event) => {
      const change = JSON.parse(event.data) as Change;
      known.set(authority, event.lastEventId);
      void renewFor(change.batch);
      void tell(change);
    });
    source.addEventListener("error", () => {
      disconnect();
      // Stopped, or too many pages? If the server cannot be reached, it is asked for until it is back.
      timer = window.setTimeout(connect, againMs);
      void probe().then(() => {
        if (!away.get() && !source) timer = window.setTimeout(connect, 300);
      });
    });
  }
  function disconnect(): void {
    window.clearTimeout(timer);
    source?.close();
    source = null;
  }
  function seenOrHidden(): void {
    window.clearTimeout(timer);
    if (document.hidden) timer = window.setTimeout(disconnect, hiddenMs);
    else connect();
  }
  const cameBack = away.onChange(() => {
    if (away.get()) return;
    void renewAll();
    connect();
  });
  document.addEventListener("visibilitychange", seenOrHidden);
  connect();
  return () => {
    stopped = true;
    disconnect();
    cameBack();
    document.removeEventListener("visibilitychange", seenOrHidden);
  };
}

let fading = 0;
async function tell({ batch, madeBy, why }: Change): Promise<void> {
  if (await isOwn(batch)) return;
  lastSaid.set(`${madeBy} ${didSaid(why)}`);
  window.clearTimeout(fading);
  fading = window.setTimeout(() => lastSaid.set(null), saidForMs);
}
