// Copying, cutting and pasting through the browser's own events: blocks of the sheet out, and blocks of any spreadsheet in.
import { type ClipboardEvent, useCallback } from "react";
import { type Copied, copied } from "./copied.ts";
import { copyNow } from "./copyNow.ts";
import { repeated, typedAgain } from "./fill.ts";
import { namedBlock } from "./namedBlock.ts";
import { pastedFrom, tableIn } from "./pasted.ts";
import { planned } from "./planned.ts";
import type { Proposal } from "./proposal.ts";
import { type Box, blockOf, boxesOf, spotsIn } from "./range.ts";
import type { SheetSelection } from "./selection.ts";
import type { CellPlace } from "./table.ts";
import type { TypedCell } from "./typing.ts";

export interface ClipboardUse {
  selection: SheetSelection;
  /** What a paste of several cells would change: to be looked at before it is sent. */
  onPropose: (proposal: Proposal) => void;
  /** What can be sent at once: one cell. */
  onType: (cells: TypedCell[]) => void;
  /** Whether a table with names goes by its names. */
  byName: boolean;
  /** What cannot be done, in a sentence. */
  onTrouble: (place: CellPlace, sentence: string) => void;
}

export function useClipboard({ selection, byName, onPropose, onType, onTrouble }: ClipboardUse) {
  /** The block that is selected, or the sentence that says why it is none. */
  const taken = useCallback(
    (mark: string, withHeadings: boolean): Copied | string => {
      const displayed = selection.displayed();
      const block = displayed && blockOf(selection.boxes(displayed));
      if (!displayed || !block) return "These ranges cannot be copied at once. Select ranges of the same rows, or of the same columns.";
      const wholeColumns = selection.ranges.every((range) => range.whole === "columns" || range.whole === "all");
      return copied(selection.now().table, displayed, { ...block, mark, columnHeadings: withHeadings || wholeColumns, rowHeadings: withHeadings });
    },
    [selection],
  );

  const take = useCallback(
    (event: ClipboardEvent, cutting: boolean) => {
      if (!selection.active || isTyping(event)) return;
      event.preventDefault();
      const mark = markMade();
      const block = cutting && selection.ranges.length > 1 ? "Cells of several ranges cannot be cut at once. Select one range." : taken(mark, false);
      if (typeof block === "string") {
        onTrouble(selection.active, block);
        return;
      }
      event.clipboardData.setData("text/plain", block.text);
      event.clipboardData.setData("text/html", block.html);
      if (cutting && selection.now().types) selection.takeCut(mark);
      else selection.giveUpCut();
    },
    [selection, onTrouble, taken],
  );
  const copy = useCallback((event: ClipboardEvent) => take(event, false), [take]);
  const cut = useCallback((event: ClipboardEvent) => take(event, true), [take]);

  const copyWithHeadings = useCallback(() => {
    if (!selection.active) return;
    const block = taken(markMade(), true);
    if (typeof block === "string") onTrouble(selection.active, block);
    else copyNow(block);
  }, [selection, onTrouble, taken]);

  const paste = useCallback(
    (event: ClipboardEvent) => {
      const displayed = selection.displayed();
      const { active } = selection;
      if (!displayed || !active || isTyping(event)) return;
      event.preventDefault();
      const boxes = selection.boxes(displayed);
      const { block, mark } = pastedFrom(event.clipboardData);
      if (block.length === 0) return;
      if (boxes.length !== 1) {
        onTrouble(active, "A paste goes into one range. Select its first cell, or the whole of one range.");
        return;
      }
      const { table } = selection.now();
      const waiting = selection.cutStands(displayed) ? selection.cut : null;
      const moves = waiting !== null && waiting.mark === mark;
      const target = boxes[0] as Box;
      const plan = planned(table, displayed, repeated(block, target));
      const named = byName && mark === null && !table.locked ? namedBlock(block, tableIn(event.clipboardData), table, displayed, target) : null;
      if (named) return onPropose({ kind: "named", named, plan, top: target.top });
      if (moves) {
        const taken = new Set(plan.cells.map((cell) => `${cell.row}|${cell.column}`));
        for (const spot of spotsIn(boxesOf(waiting.ranges, displayed))) {
          const cell = displayed.cell(spot);
          const [row, column] = [displayed.rowAt(spot.row) as string, displayed.columns[spot.column] as string];
          if (cell?.edits && typedAgain(cell) !== "" && !taken.has(`${row}|${column}`)) plan.cells.push({ row, column, cell, typed: "" });
        }
      }
      const only = plan.cells[0];
      if (block.length === 1 && block[0]?.length === 1 && plan.cells.length <= 1 && plan.refused.length === 0 && plan.below.length + plan.beside === 0) {
        if (only) onType([only]);
      } else if (table.locked && plan.refused[0]) {
        onTrouble(active, `${plan.refused[0].sentence} Nothing was pasted.`);
      } else if (plan.cells.length + plan.refused.length === 1 && plan.refused[0] && block.length === 1) {
        onTrouble(active, `${plan.refused[0].sentence} Nothing was pasted.`);
      } else onPropose({ kind: moves ? "move" : "paste", plan });
    },
    [selection, byName, onPropose, onType, onTrouble],
  );
  return { paste, copy, cut, copyWithHeadings };
}

/** By this a sheet knows what was copied from it when it is pasted. */
const markMade = (): string => String(crypto.getRandomValues(new Uint32Array(4)));

/** In an editor, a filter or a field the clipboard is that field's. */
function isTyping(event: ClipboardEvent): boolean {
  return (event.target as HTMLElement).closest("input, textarea, dialog") !== null;
}
