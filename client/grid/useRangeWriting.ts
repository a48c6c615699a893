// Writing a whole range at once: emptied, filled, or given what was typed, each as one change.
import { useCallback, useRef } from "react";
import { filledOn, type Given, repeatedFrom } from "./fill.ts";
import { planned } from "./planned.ts";
import { type Box, placeAt, spotsIn } from "./range.ts";
import { blanksIn, type SheetSelection } from "./selection.ts";
import { type CellPlace, placeSaid } from "./table.ts";
import type { AddedRow, Doing, TypedCell } from "./typing.ts";
import { whyFixed } from "./whyFixed.ts";

type Write = (cells: TypedCell[], doing?: Doing, added?: AddedRow[]) => void;

const verbs = {
  empty: ["Empty", "Emptied"],
  fill: ["Fill", "Filled"],
  nil: ["Fill with nil:", "Filled with nil:"],
  type: ["Change", "Changed"],
  paste: ["Paste", "Pasted"],
  move: ["Move", "Moved"],
  grow: ["Grow", "Changed"],
} as const;

const noneSaid = "they are worked out, or they are headings.";

export function useRangeWriting(
  selection: SheetSelection,
  onType: Write | undefined,
  onTrouble: (place: CellPlace, sentence: string) => void,
  noun = "row",
  counts: "amounts" | "cells" = "amounts",
) {
  // The sheet's function is another at each drawing, and none of these has to be made again for that.
  const write = useRef(onType);
  write.current = onType;

  /** Sends cells as one change, and says how many were left as they are. What was cut is no longer what it was. */
  const send = useCallback(
    (kind: keyof typeof verbs, cells: TypedCell[], left = 0, added: AddedRow[] = []) => {
      const first = cells[0];
      if (!first && added.length === 0) return;
      selection.giveUpCut();
      const [verb, done] = verbs[kind];
      const rows = added.length === 1 ? added[0]?.name : `${added.length} ${noun}s`;
      if (!first) return write.current?.([], { why: `Add ${rows}`, said: `Added ${rows}.` }, added);
      const place = placeSaid(selection.now().table, first);
      const amounts = cells.length === 1 ? place : `${cells.length} ${counts}`;
      const rest = left === 0 ? "" : ` ${left === 1 ? "1 cell is" : `${left} cells are`} left unchanged: ${left === 1 ? "it" : "they"} cannot be typed over.`;
      const [adds, addsDone] = added.length === 0 ? ["", ""] : [` and add ${rows}`, ` and added ${rows}`];
      if (cells.length === 1 && left === 0 && added.length === 0 && kind !== "grow") write.current?.(cells);
      else {
        const why = cells.length === 1 ? `${verb} ${place}` : `${verb} ${amounts} from ${place}`;
        write.current?.(cells, { why: `${why}${adds}`, said: `${done} ${amounts}${addsDone}.${rest}` }, added);
      }
    },
    [selection, noun, counts],
  );

  const give = useCallback(
    (kind: keyof typeof verbs, given: readonly Given[]) => {
      const displayed = selection.displayed();
      const { table, types } = selection.now();
      if (!displayed || !types) return;
      const plan = planned(table, displayed, given);
      if (plan.cells.length > 0) send(kind, plan.cells, plan.refused.length);
      else if (plan.refused[0] && selection.active) {
        onTrouble(selection.active, plan.refused.length === 1 || table.locked ? plan.refused[0].sentence : `None of these cells can be typed over: ${noneSaid}`);
      }
    },
    [selection, send, onTrouble],
  );

  const empty = useCallback(() => {
    const displayed = selection.displayed();
    const { table } = selection.now();
    if (!displayed) return;
    const spots = [...spotsIn(selection.boxes(displayed))];
    const plan = planned(
      table,
      displayed,
      spots.map((spot) => ({ ...spot, typed: "" })),
    );
    const left = spots.filter((spot) => !displayed.cell(spot)?.edits && displayed.text(spot) !== "").length;
    if (plan.cells.length > 0) return send("empty", plan.cells, left);
    const [only] = spots;
    const row = only && displayed.row(only.row);
    if (!selection.active || !row || left < spots.length) return;
    if (left === 1 || table.locked) onTrouble(selection.active, whyFixed(table, row, displayed.column(only.column)));
    else onTrouble(selection.active, `None of these cells can be emptied: ${noneSaid}`);
  }, [selection, send, onTrouble]);

  const fill = useCallback(
    (direction: "down" | "right") => {
      const displayed = selection.displayed();
      const box = selection.lastBox(displayed);
      if (!displayed || !box || !selection.active) return;
      if (selection.ranges.length > 1) onTrouble(selection.active, "Several ranges cannot be filled at once. Select one range.");
      else give("fill", filledOn(displayed, box, direction));
    },
    [selection, give, onTrouble],
  );

  const fillNil = useCallback(() => {
    const displayed = selection.displayed();
    if (!displayed) return;
    const plan = planned(
      selection.now().table,
      displayed,
      blanksIn(displayed, selection.boxes(displayed)).map((spot) => ({ ...spot, typed: "0" })),
    );
    send("nil", plan.cells);
  }, [selection, send]);

  const fillFrom = useCallback(
    (source: Box, rest: Box) => {
      const displayed = selection.displayed();
      if (!displayed) return;
      give("fill", repeatedFrom(displayed, source, rest));
      const [anchor, head] = [placeAt({ row: source.top, column: source.left }, displayed), placeAt({ row: rest.bottom, column: rest.right }, displayed)];
      if (anchor && head) selection.select([{ anchor, head }]);
    },
    [selection, give],
  );

  const fillTyped = useCallback(
    (text: string) => {
      const displayed = selection.displayed();
      if (!displayed) return;
      give(
        "type",
        [...spotsIn(selection.boxes(displayed))].map((spot) => ({ ...spot, typed: text })),
      );
    },
    [selection, give],
  );

  const propose = useCallback(
    (kind: "paste" | "move" | "grow", cells: TypedCell[], left: number, close: () => void, added: AddedRow[] = []) => {
      close();
      send(kind, cells, left, added);
    },
    [send],
  );
  const type = useCallback((cells: TypedCell[]) => send("paste", cells), [send]);
  return { type, empty, fill, fillNil, fillFrom, fillTyped, propose };
}
