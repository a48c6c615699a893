// Copies the selected figure as a report would say it, alone or with its source behind it.
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { copyNow } from "../grid/copyNow.ts";
import type { CellPlace, FigureWords, SheetTable } from "../grid/table.ts";
import { focusSheet } from "../shell/regions.ts";
import { useAuthorityName } from "../text/authorityName.ts";
import { keepRounding, offeredFirst, roundingsSaid } from "./rounding.ts";
import { sourceOf, withSource } from "./source.ts";

export interface CopyFigureProps {
  table: SheetTable;
  place: CellPlace;
  /** Whose table it is, by her id. */
  authority: string;
  /** Null until the server has said. */
  wordings: readonly FigureWords[] | null;
}

/** Give it a `key` of its place: of another cell nothing has been copied yet. */
export function CopyFigure({ table, place, authority, wordings }: CopyFigureProps) {
  const [open, setOpen] = useState(false);
  const [copied, setCopied] = useState("");
  const own = useRef<HTMLDivElement>(null);
  const nothing = wordings?.length === 0;
  useEffect(() => {
    const pressed = (event: globalThis.KeyboardEvent) => {
      // What AltGr types is a letter.
      if (event.code !== "KeyC" || !event.altKey || event.shiftKey || !(event.ctrlKey || event.metaKey) || event.getModifierState("AltGraph")) return;
      if (nothing || (event.target as HTMLElement).closest("input, textarea, select, dialog")) return;
      event.preventDefault();
      event.stopPropagation();
      setOpen(true);
    };
    window.addEventListener("keydown", pressed, true);
    return () => window.removeEventListener("keydown", pressed, true);
  }, [nothing]);
  useEffect(() => {
    if (!open) return;
    const elsewhere = (event: PointerEvent) => !own.current?.contains(event.target as Node) && setOpen(false);
    window.addEventListener("pointerdown", elsewhere, true);
    return () => window.removeEventListener("pointerdown", elsewhere, true);
  }, [open]);

  function close() {
    setOpen(false);
    focusSheet();
  }

  return (
    <div className="copy-figure" ref={own}>
      <button
        type="button"
        className="quiet"
        aria-haspopup="dialog"
        aria-expanded={open}
        disabled={nothing}
        title="Copy the figure in words (Ctrl+Alt+C)"
        onClick={() => setOpen(!open)}
      >
        Copy figure
      </button>
      <span className="copied" role="status" title={copied}>
        {copied}
      </span>
      {open && wordings === null && (
        <div className="wordings">
          <p className="quiet-text">Reading the figure…</p>
        </div>
      )}
      {open && wordings && (
        <Wordings
          table={table}
          place={place}
          authority={authority}
          wordings={wordings}
          onCopy={(text, rounding) => {
            copyNow({ text });
            keepRounding(rounding);
            setCopied(`Copied ${text}`);
            close();
          }}
          onClose={close}
        />
      )}
    </div>
  );
}

interface WordingsProps extends CopyFigureProps {
  wordings: readonly FigureWords[];
  onCopy: (text: string, rounding: FigureWords["rounding"]) => void;
  onClose: () => void;
}

function Wordings({ table, place, authority, wordings, onCopy, onClose }: WordingsProps) {
  const name = useAuthorityName(authority);
  const [rounding, setRounding] = useState(() => offeredFirst(wordings)?.rounding);
  const chosen = wordings.find((each) => each.rounding === rounding) ?? wordings[0];
  const list = useRef<HTMLFormElement>(null);
  useEffect(() => list.current?.querySelector<HTMLElement>("input:checked")?.focus(), []);
  const source = chosen && sourceOf(table, name, place, chosen.unit);
  if (!chosen || !source) return null;

  function withItsSource(event: FormEvent) {
    event.preventDefault();
    if (chosen && source) onCopy(withSource(chosen.text, source), chosen.rounding);
  }
  function pressed(event: KeyboardEvent) {
    // The sheet's keys, Ctrl+Z and ? among them, wait until it is closed.
    event.stopPropagation();
    if (event.key !== "Escape") return;
    event.preventDefault();
    onClose();
  }

  return (
    <div className="wordings" role="dialog" aria-label="Copy figure" tabIndex={-1} onKeyDown={pressed}>
      <form ref={list} onSubmit={withItsSource}>
        <fieldset>
          <legend className="unseen">Wording</legend>
          {wordings.map((each) => (
            <label key={each.rounding}>
              <input type="radio" name="wording" checked={each === chosen} onChange={() => setRounding(each.rounding)} />
              <span className="wording">{each.text}</span>
              <span className="hint">
                {roundingsSaid[each.rounding]}
                {each.unit && `, ${each.unit}`}
              </span>
            </label>
          ))}
        </fieldset>
        <p className="hint wording-source">{source}</p>
        <div className="wording-buttons">
          <button type="submit" className="primary" title="Enter">
            Copy with its source
          </button>
          <button type="button" onClick={() => onCopy(chosen.text, chosen.rounding)}>
            Copy
          </button>
        </div>
      </form>
    </div>
  );
}
