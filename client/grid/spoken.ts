// What a screen reader says of a cell where what is seen would not be understood: brackets, a dash, [x]; and whether it can be changed.
import { type RefObject, useEffect } from "react";
import { notHeld } from "./table.ts";

/**
 * What is said instead of what is shown; null where that is read well as it stands. `spokenCell("(1,399)")` is "minus 1,399", "–" is "nil",
 * and "[x]" is "[x], no amount is recorded"; "[x] 4,646" is a total of which only some parts are known.
 */
export function spokenCell(shown: string): string | null {
  const text = shown.trim();
  // The sign itself comes first, so that whoever sees it and speaks to the page is understood.
  if (text === notHeld) return "[x], no amount is recorded";
  if (text.startsWith(`${notHeld} `)) return `[x], not known; what is there of it comes to ${spokenCell(text.slice(notHeld.length)) ?? text.slice(notHeld.length + 1)}`;
  if (text === "–") return "nil";
  const [, inBrackets] = /^\(([£\d.,%]+)\)$/.exec(text) ?? [];
  if (inBrackets) return `minus ${inBrackets}`;
  return /^[–−][£\d]/.test(text) ? `minus ${text.slice(1)}` : null;
}

const units: Record<string, string> = { "£": "pounds", "£000s": "thousands of pounds", "£m": "millions of pounds" };

export function unitSpoken(unit: string): string {
  return units[unit] ?? unit;
}

/** Keeps the cells of a sheet said as they are to be, as the grid draws them, and names the grid. `onDrawn` is told of those that are drawn or changed. */
export function useSpokenCells(section: RefObject<HTMLElement | null>, name: string, onDrawn: (cells: Iterable<Element>) => void): void {
  useEffect(() => {
    const sheet = section.current;
    if (!sheet) return;
    const say = (cell: Element) => {
      if (cell.getAttribute("role") !== "gridcell") return;
      const said = spokenCell(cell.textContent ?? "");
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
  }, [section, name, onDrawn]);
}
