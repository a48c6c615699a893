// Finding in a sheet: what is sought, where it stands, and the cursor that goes from match to match.
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { type CellPlace, type SheetTable, samePlace } from "../grid/table.ts";
import { focusSheet } from "../shell/regions.ts";
import { foundIn, nextMatch } from "./finding.ts";

export function useFinding(table: SheetTable | undefined, place: CellPlace | null, reach: RefObject<((place: CellPlace) => void) | null>) {
  const [text, setText] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const places = useMemo(() => (table && text ? foundIn(table, text) : none), [table, text]);
  const at = places.findIndex((each) => samePlace(each, place));
  // Where the cursor was sent last: a key may follow before the sheet has told where it is.
  const cursor = useRef(place);
  const [row, column] = [place?.row, place?.column];
  useEffect(() => {
    cursor.current = row !== undefined && column !== undefined ? { row, column } : null;
  }, [row, column]);
  const go = (to: CellPlace | undefined) => {
    if (!to) return;
    cursor.current = to;
    reach.current?.(to);
  };

  const step = (by: 1 | -1) => table && go(places[nextMatch(table, places, cursor.current, by)]);
  const open = () => {
    // Asked for again, what is sought is there to be typed over.
    input.current?.select();
    input.current?.focus();
    setText((before) => before ?? "");
  };
  const close = () => {
    // At once, so that the next key is the sheet's, though the cells that were marked may be drawn again after it.
    flushSync(() => setText(null));
    focusSheet();
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) focusSheet();
    });
  };
  const seek = (typed: string) => {
    setText(typed);
    if (!table) return;
    const found = foundIn(table, typed);
    go(found[nextMatch(table, found, cursor.current, 0)]);
  };
  const keys = useRef({ step, open, finds: false });
  keys.current = { step, open, finds: text !== null };
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === "f" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
        event.preventDefault();
        keys.current.open();
      } else if (event.key === "F3" && keys.current.finds) {
        event.preventDefault();
        keys.current.step(event.shiftKey ? -1 : 1);
      }
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
  return { text, input, places, at, step, open, close, seek };
}

const none: CellPlace[] = [];
