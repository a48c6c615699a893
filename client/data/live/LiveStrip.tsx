// Above the foot: what somebody has to decide, because another wrote to the same cell, and what waits for a server that is away.
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { focusSheet } from "../../shell/regions.ts";
import { lastSaid } from "./following.ts";
import { held, useHeld } from "./held.ts";
import "./live.css";
import { ConflictLines } from "./ConflictLines.tsx";
import { QuestionLines } from "./QuestionLines.tsx";
import { away } from "./reach.ts";
import { onItsWay } from "./sending.ts";
import { giveUp, keptNowhere, lostTexts, type WaitingChange, waiting } from "./waiting.ts";

/** The changes that somebody put off deciding. */
const later = held<ReadonlySet<string>>(new Set());
/** True while all that waits is listed. */
const listed = held(false);

function useStanding() {
  const list = useHeld(waiting);
  const all = useHeld(listed);
  const put = useHeld(later);
  const decide = list.filter(({ state }) => state !== "waiting");
  return { all, decide, open: decide.filter(({ key }) => all || !put.has(key)), waits: list.filter(({ state, delayed }) => state === "waiting" && delayed) };
}

/** In the foot: that the server is away and what waits, what is to be decided, and what another did last. */
export function LiveSaid() {
  const isAway = useHeld(away);
  const said = useHeld(lastSaid);
  const { all, decide, waits } = useStanding();
  const saving = useSlow(useHeld(onItsWay));
  const counted = [waits.length > 0 && `${changes(waits.length)} ${waits.length === 1 ? "waits" : "wait"}`, decide.length > 0 && `${decide.length} to decide`]
    .filter(Boolean)
    .join(", ");
  return (
    <>
      {isAway && waits.length === 0 && <span className="live-away">Server away. What is shown may be old.</span>}
      {counted && (
        <button type="button" className="quiet live-count" aria-expanded={all} onClick={() => listed.set(!all)}>
          {isAway ? `Server away: ${counted}` : counted}
        </button>
      )}
      {saving && !isAway && <span>Saving…</span>}
      {said && (
        <span className="live-said" title={said}>
          {said}
        </span>
      )}
    </>
  );
}

export function LiveStrip() {
  const { all, open, waits } = useStanding();
  const lost = useHeld(lostTexts);
  const unkept = useHeld(keptNowhere);
  const strip = useRef<HTMLElement>(null);
  const shown = open.length > 0 || lost.length > 0 || (all && waits.length > 0);
  const conflicts = open.filter(({ state }) => state === "conflict");
  const refused = open.filter(({ state }) => state === "refused");
  // Escape answers these first.
  const unsure = open.filter(({ state }) => state === "unsure");

  useEffect(() => {
    if (!shown) listed.set(false);
  }, [shown]);

  // The keyboard goes on where it is needed: to what is left to decide, and then back to the sheet.
  const inside = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever there is more or less to decide.
  useEffect(() => {
    if (!inside.current || (document.activeElement !== null && document.activeElement !== document.body)) return;
    const next = strip.current?.querySelector<HTMLElement>("button");
    inside.current = next !== null && next !== undefined;
    if (next) next.focus();
    else focusSheet();
  }, [shown, open, lost, waits.length]);

  /** Puts all of it off: nothing of it is lost, and the foot still counts it. */
  function putOff() {
    later.set(new Set(open.map(({ key }) => key)));
    listed.set(false);
    focusSheet();
  }
  function pressed(event: KeyboardEvent) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    putOff();
  }
  if (!shown) return null;
  return (
    <section
      className="live-strip"
      ref={strip}
      aria-label="Changes that are not stored"
      onKeyDown={pressed}
      onFocus={() => {
        inside.current = true;
      }}
      onBlur={({ relatedTarget }) => {
        if (relatedTarget) inside.current = strip.current?.contains(relatedTarget) ?? false;
      }}
    >
      <QuestionLines changes={unsure} />
      {conflicts.length > 0 && <ConflictLines changes={conflicts} />}
      {refused.map((change) => (
        <p key={change.key}>
          <span>
            <strong>{placesOf(change)}</strong>: you typed {typedOf(change)}. {change.sentence}
          </span>
          <Copy text={typedOf(change)} />
          <GiveUp change={change} />
        </p>
      ))}
      {lost.map((each) => (
        <p key={each.place + each.typed} role="alert">
          <span>
            <strong>{each.place}</strong> was removed by somebody else while you typed there. You had typed <strong>{each.typed}</strong>.
          </span>
          <Copy text={each.typed} />
          <button type="button" className="quiet" onClick={() => lostTexts.set(lostTexts.get().filter((other) => other !== each))}>
            Dismiss
          </button>
        </p>
      ))}
      {all &&
        waits.slice(0, mostLines).map((change) => (
          <p key={change.key}>
            <span>
              <strong>{placesOf(change)}</strong>: {typedOf(change)} waits to be sent.
            </span>
            <GiveUp change={change} />
          </p>
        ))}
      {all && waits.length > mostLines && <p>And {waits.length - mostLines} more.</p>}
      {unkept && <p>The browser has no room to keep these: they are lost if this page is closed.</p>}
      <p className="live-foot">
        <button type="button" className="quiet" onClick={putOff}>
          {open.length > 0 ? "Decide later" : "Close"} {unsure.length === 0 && <kbd>Esc</kbd>}
        </button>
      </p>
    </section>
  );
}

const mostLines = 40;

function changes(count: number): string {
  return count === 1 ? "1 change" : `${count} changes`;
}

function placesOf({ cells, adds = [] }: WaitingChange): string {
  const [first, ...others] = cells;
  if (adds.length > 0)
    return [...(first ? [others.length > 0 ? `${cells.length} cells` : first.place] : []), adds.length === 1 ? "1 new row" : `${adds.length} new rows`].join(" and ");
  return others.length > 0 ? `${cells.length} cells from ${first?.place}` : (first?.place ?? "");
}

function typedOf({ cells, adds = [] }: WaitingChange): string {
  return [...cells.slice(0, 6).map(({ typed }) => typed || "nothing"), ...adds.slice(0, 6)].slice(0, 6).join(", ");
}

function GiveUp({ change }: { change: WaitingChange }) {
  const sending = useHeld(onItsWay) === change.key;
  return (
    <button type="button" className="quiet" disabled={sending} onClick={() => giveUp(change.key)}>
      Discard this one
    </button>
  );
}

function Copy({ text }: { text: string }) {
  return (
    <button type="button" className="quiet" onClick={() => void navigator.clipboard?.writeText(text)}>
      Copy the text
    </button>
  );
}

/** True once it has taken long enough to be worth a word. */
function useSlow(key: string | null): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    if (key === null) return;
    const timer = window.setTimeout(() => setSlow(true), 400);
    return () => window.clearTimeout(timer);
  }, [key]);
  return slow;
}
