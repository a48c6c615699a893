// A number was typed that can hardly be meant: what it may mean, each a button and a key. Nobody is kept from typing elsewhere meanwhile.
import { type KeyboardEvent, useEffect, useRef } from "react";
import { sendWaiting } from "./sending.ts";
import { answer, giveUp, type WaitingChange } from "./waiting.ts";

/** When a key was pressed last: whoever has typed on since is not interrupted. */
let lastKey = 0;
window.addEventListener("keydown", () => (lastKey = Date.now()), true);

export function QuestionLines({ changes }: { changes: readonly WaitingChange[] }) {
  return changes.map((change) => <QuestionLine key={change.key} change={change} />);
}

function QuestionLine({ change }: { change: WaitingChange }) {
  const line = useRef<HTMLFieldSetElement>(null);
  const { key, typedAt = 0, questions = [], cells } = change;
  useEffect(() => {
    const isTyping = document.activeElement?.matches("input, textarea, select") || document.querySelector("dialog[open]") !== null;
    if (!isTyping && lastKey <= typedAt) line.current?.querySelector("button")?.focus();
  }, [typedAt]);
  const [first] = questions;
  if (!first) return null;
  const place = cells.find(({ address }) => address === first.cell)?.place;
  const single = questions.length === 1;

  function take(reading: number) {
    answer(key, reading);
    void sendWaiting();
  }
  function pressed(event: KeyboardEvent) {
    const at = Number(event.key) - 1;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") giveUp(key);
    else if (first?.readings[at]) take(at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  return (
    <fieldset className="live-question" ref={line} onKeyDown={pressed}>
      <legend className="unseen">What did you mean?</legend>
      <span role="status">
        <strong>{single ? place : `${place} and ${questions.length - 1} more`}</strong>: {single ? first.said : "more than ten times what was there, or than all beside them."}
      </span>
      {first.readings.map((reading, at) => (
        <button key={reading.as} type="button" onClick={() => take(at)}>
          <kbd>{at + 1}</kbd> {single ? `${reading.said}, ${reading.as}` : reading.as.replace(/^a/, "A")}
        </button>
      ))}
      <button type="button" className="quiet" onClick={() => giveUp(key)}>
        Cancel <kbd>Esc</kbd>
      </button>
    </fieldset>
  );
}
