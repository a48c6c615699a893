// What a screen reader says of a cell where what is seen would not be understood: brackets, a dash, [x]; and whether it can be changed.
import { type RefObject, useEffect } from "react";
import { cellAt, notHeld, type SheetCell, type SheetTable, type VarianceSign } from "./table.ts";

/**
 * What is said instead of what is shown; null where that is read well as it stands. `spokenCell("(1,399)")` is "minus 1,399", "–" is "nil",
 * and "[x]" is "[x], no amount is recorded". Of a variance whose sign is printed by brackets, `(54)` is "overspend of 54" and `54` an underspend.
 */
export function spokenCell(shown: string, sign: VarianceSign | null = null): string | null {
  const text = shown.trim();
  // The sign itself comes first, so that whoever sees it and speaks to the page is understood.
  if (text === notHeld) return "[x], no amount is recorded";
  if (text === "–") return "nil";
  const [, inBrackets] = /^\(([£\d.,%]+)\)( ADV)?$/.exec(text) ?? [];
  if (sign === "BRACKETS" || sign === "BRACKETS_AND_WORDS") {
    const [, plain] = /^([£\d.,%]+)( FAV)?$/.exec(text) ?? [];
    // What is nil when it is rounded is neither.
    if (plain && !/[1-9]/.test(plain)) return null;
    return inBrackets ? `overspend of ${inBrackets}` : plain ? `underspend of ${plain}` : null;
  }
  if (inBrackets) return `minus ${inBrackets}`;
  return /^[–−][£\d]/.test(text) ? `minus ${text.slice(1)}` : null;
}

/** What a total says that is not known: "[x], not known: 5 of 7 cost centres come to 4,646". */
export function partlyKnown({ shown, known, of, parts }: NonNullable<SheetCell["partial"]>): string {
  return `[x], not known: ${known} of ${of} ${parts} ${known === 1 ? "comes" : "come"} to ${shown}`;
}

/** What is said of a cell of a table: also of one that shows nothing, being a place to type what is not known yet. */
export function spokenOf(cell: SheetCell | undefined, text: string, sign: VarianceSign | null): string | null {
  if (cell?.partial) return partlyKnown({ ...cell.partial, shown: spokenCell(cell.partial.shown, sign) ?? cell.partial.shown });
  if (cell?.edits && cell.shown === notHeld && text.trim() === "") return "not known";
  return spokenCell(text, sign);
}

const units: Record<string, string> = { "£": "pounds", "£000s": "thousands of pounds", "£m": "millions of pounds" };

export function unitSpoken(unit: string): string {
  return units[unit] ?? unit;
}

/** Keeps the cells of a sheet said as they are to be, as the grid draws them, and names the grid. `onDrawn` is told of those that are drawn or changed. */
export function useSpokenCells(section: RefObject<HTMLElement | null>, table: SheetTable, onDrawn: (cells: Iterable<Element>) => void): void {
  useEffect(() => {
    const name = table.title;
    const rows = new Map(table.rows.map((row) => [row.key, row]));
    const sheet = section.current;
    if (!sheet) return;
    const saidOf = (cell: Element) => {
      const [row, column] = [cell.closest(".ag-row")?.getAttribute("row-id") ?? "", cell.getAttribute("col-id") ?? ""];
      const sign = table.columns.find(({ key }) => key === column)?.varianceSign ?? null;
      return spokenOf(cellAt(table, rows.get(row), column), cell.textContent ?? "", sign);
    };
    const say = (cell: Element) => {
      if (cell.getAttribute("role") !== "gridcell") return;
      const said = cell.classList.contains("ag-cell-inline-editing") ? null : saidOf(cell);
      if (said !== cell.getAttribute("aria-label")) {
        if (said === null) cell.removeAttribute("aria-label");
        else cell.setAttribute("aria-label", said);
      }
      const fixed = String(!cell.classList.contains("editable"));
      if (cell.getAttribute("aria-readonly") !== fixed) cell.setAttribute("aria-readonly", fixed);
    };
    const nameGrid = () => {
      const grid = sheet.querySelector("[role=grid], [role=treegrid]");
      if (grid?.getAttribute("aria-label") !== name) grid?.setAttribute("aria-label", name);
      if (grid && grid.getAttribute("aria-multiselectable") !== "true") grid.setAttribute("aria-multiselectable", "true");
    };
    const watch = new MutationObserver((changes) => {
      const cells = new Set<Element>();
      for (const { type, target, addedNodes } of changes) {
        const cell = (target instanceof Element ? target : target.parentElement)?.closest(".ag-cell");
        if (cell) cells.add(cell);
        if (type !== "childList") continue;
        for (const added of addedNodes) if (added instanceof Element) for (const each of added.querySelectorAll(".ag-cell")) cells.add(each);
      }
      for (const cell of cells) say(cell);
      if (cells.size > 0) onDrawn(cells);
      nameGrid();
    });
    for (const cell of sheet.querySelectorAll(".ag-cell")) say(cell);
    nameGrid();
    watch.observe(sheet, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["class"] });
    return () => watch.disconnect();
  }, [section, table, onDrawn]);
}
