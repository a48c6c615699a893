// Finding in the sheet: a quiet bar above it. Enter and F3 go to the next match, with Shift to the one before; Escape stays there and closes.
import { type KeyboardEvent, type RefObject, useEffect } from "react";

export interface FindBarProps {
  input: RefObject<HTMLInputElement | null>;
  text: string;
  /** How many there are, and which of them the cursor is on: 0 is the first, -1 none. */
  count: number;
  at: number;
  onText: (text: string) => void;
  onStep: (step: 1 | -1) => void;
  onClose: () => void;
}

export function FindBar({ input, text, count, at, onText, onStep, onClose }: FindBarProps) {
  useEffect(() => input.current?.select(), [input]);
  function pressed(event: KeyboardEvent) {
    if (event.key === "Escape") {
      event.preventDefault();
      onClose();
    } else if (event.key === "Enter" && event.target === input.current) {
      event.preventDefault();
      onStep(event.shiftKey ? -1 : 1);
    }
  }
  return (
    <search className="find-bar" onKeyDown={pressed}>
      <label htmlFor="find-in-sheet">Find in this sheet</label>
      <input
        ref={input}
        id="find-in-sheet"
        type="text"
        autoComplete="off"
        spellCheck={false}
        placeholder="A name, words or a number"
        value={text}
        // biome-ignore lint/a11y/noAutofocus: it was just asked for, and is where its asker types.
        autoFocus
        onChange={(event) => onText(event.target.value)}
      />
      <span className="find-count" role="status">
        {text.trim() === "" ? "" : count === 0 ? "Not found" : at < 0 ? `${count} found` : `${at + 1} of ${count}`}
      </span>
      <button type="button" className="quiet" disabled={count === 0} onClick={() => onStep(-1)} title="Previous match (Shift+F3)">
        Previous
      </button>
      <button type="button" className="quiet" disabled={count === 0} onClick={() => onStep(1)} title="Next match (F3)">
        Next
      </button>
      <button type="button" className="quiet" onClick={onClose} title="Close (Escape)">
        Close
      </button>
    </search>
  );
}
