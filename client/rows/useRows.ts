// What can be done with the selected rows of a table, by buttons and by keys: insert, move, group, remove.
import { useEffect, useRef } from "react";
import { goTo } from "../address.ts";
import { arrangeCommitments, arrangeCostCentres, removeCommitments, removeCostCentres } from "../data/documents/rows.ts";
import { ask } from "../data/graphql.ts";
import { useSelectedRows } from "../grid/selectedRows.ts";
import type { Changes } from "../shell/useChanges.tsx";
import { chosenRows, type MovableRow, passed, rowsSaid } from "./movableRows.ts";

export interface Rows {
  /** The rows that the buttons and keys are for; none where a total is selected. */
  chosen: readonly MovableRow[];
  /** The row above, or below, which they would pass. */
  above: MovableRow | undefined;
  below: MovableRow | undefined;
  insert: (where: "above" | "below") => void;
  move: (way: "up" | "down") => void;
  /** Adds them up under a group; an empty name lets each stand alone. */
  group: (name: string) => void;
  remove: () => void;
}

interface Arranging {
  before?: string;
  after?: string;
  group?: string;
}

/** `rows` are the table's, and `seen` is its data version; `grouped` is false where they are listed without their groups, and `sorted` where their own order is not the one that is seen. */
export function useRows(rows: readonly MovableRow[], changes: Changes, open: boolean, { seen = 0, grouped = true, sorted = false } = {}): Rows {
  const chosen = chosenRows(rows, useSelectedRows());
  const { run, written, authority, tell } = changes;
  const ids = chosen.map(({ id }) => id);
  const isCostCentre = chosen[0]?.kind === "cost centre";
  const above = passed(rows, chosen, "up");
  const below = passed(rows, chosen, "down");

  // Moves that come fast go one after the other, each knowing of the one before it though the table has not been read again.
  const own = useRef({ seen: 0, after: Promise.resolve() });
  function arrange(to: Arranging, said: string) {
    own.current.after = own.current.after.then(async () => {
      const asked = { authority, ids, ...to, seen: Math.max(seen, own.current.seen) };
      const kept = await run(async () => (isCostCentre ? (await ask(arrangeCostCentres, asked)).arrangeCostCentres : (await ask(arrangeCommitments, asked)).arrangeCommitments));
      if (!kept) return;
      own.current.seen = kept.seen ?? own.current.seen;
      written(kept.batchId, said);
    });
  }
  const actions: Rows = {
    chosen,
    above,
    below,
    insert(where) {
      if (chosen.length === 0) return;
      if (!isCostCentre) goTo({ panel: "commitment:new" });
      else goTo({ panel: `addCostCentres:${where}:${(where === "above" ? chosen[0] : chosen[chosen.length - 1])?.id}` });
    },
    move(way) {
      const row = way === "up" ? above : below;
      if (!row || chosen.length === 0) return;
      // It would be stored and seen by nobody.
      if (sorted) return tell("The sheet is sorted, so that its rows cannot be moved by hand. Show them in their own order first.");
      const leaves = grouped && chosen.some(({ group }) => group !== row.group);
      const joined = leaves ? (row.group === "" ? " out of its group" : ` into ${row.group}`) : "";
      arrange({ [way === "up" ? "before" : "after"]: row.id, ...(leaves && { group: row.group }) }, `Moved ${rowsSaid(chosen)} ${way}${joined}.`);
    },
    group(name) {
      if (chosen.length > 0) arrange({ group: name.trim() }, name.trim() ? `Grouped ${rowsSaid(chosen)} under ${name.trim()}.` : `${rowsSaid(chosen)}: out of the group.`);
    },
    async remove() {
      if (chosen.length === 0) return;
      const asked = { authority, ids, seen: Math.max(seen, own.current.seen) };
      const kept = await run(async () => (isCostCentre ? (await ask(removeCostCentres, asked)).removeCostCentres : (await ask(removeCommitments, asked)).removeCommitments));
      if (kept) written(kept.batchId, `Removed ${rowsSaid(chosen)}${isCostCentre ? ", with the amounts in drafts" : ", with the terms"}.`);
    },
  };
  useRowKeys(actions, open, grouped);
  return actions;
}

/** Ctrl and Alt with plus or minus, and Alt with Shift and an arrow, on a row that they are for. Ctrl with plus or minus alone is the browser's zoom. */
function useRowKeys(actions: Rows, open: boolean, grouped: boolean): void {
  const now = useRef(actions);
  now.current = actions;
  useEffect(() => {
    if (!open) return;
    const pressed = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (!target.closest(".sheet") || target.closest("input, textarea, select") || now.current.chosen.length === 0) return;
      const act = actionOf(event, grouped);
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      act(now.current);
    };
    window.addEventListener("keydown", pressed, true);
    return () => window.removeEventListener("keydown", pressed, true);
  }, [open, grouped]);
}

function actionOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent, grouped: boolean): ((rows: Rows) => void) | null {
  if ((ctrlKey || metaKey) && altKey) {
    // By the key's place, too: with Alt some keyboards write another sign there.
    if (key === "+" || key === "=" || code === "Equal" || code === "NumpadAdd") return (rows) => rows.insert("above");
    if (key === "-" || key === "_" || code === "Minus" || code === "NumpadSubtract") return (rows) => rows.remove();
  }
  if (altKey && shiftKey && !ctrlKey) {
    if (key === "ArrowUp") return (rows) => rows.move("up");
    if (key === "ArrowDown") return (rows) => rows.move("down");
    if (key === "ArrowRight" && grouped) return () => goTo({ panel: "rows" });
    if (key === "ArrowLeft" && grouped) return (rows) => rows.group("");
  }
  return null;
}
