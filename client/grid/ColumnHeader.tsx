// A column's heading: its name, and under it what its figures are; and the way to arrange the sheet by it. A name with nothing under it may
// take both lines.
import { useEffect, useRef } from "react";
import { unitSpoken } from "./spoken.ts";
import type { SheetColumn } from "./table.ts";

export interface ColumnHeaderProps {
  label: string;
  status: string;
  words: boolean;
  /** The unit of its figures, where they are all of one: "£000s". */
  unit?: string | null;
  sorted?: SheetColumn["sorted"];
  filtered?: boolean;
}

export function ColumnHeader({ label, status, words, unit, sorted, filtered }: ColumnHeaderProps) {
  const own = useRef<HTMLSpanElement>(null);
  // The grid sorts nothing itself, so it says nothing of it; and the unit stands in the sheet's corner, where it is not heard with a figure.
  useEffect(() => {
    const cell = own.current?.closest("[role=columnheader]");
    if (!cell) return;
    cell.setAttribute("aria-label", [[label, status].filter(Boolean).join(" "), unit && unitSpoken(unit), filtered && "filtered"].filter(Boolean).join(", "));
    if (sorted) cell.setAttribute("aria-sort", sorted === "up" ? "ascending" : "descending");
    else cell.removeAttribute("aria-sort");
  }, [label, status, unit, sorted, filtered]);
  return (
    <span ref={own} className={words ? "column-header column-of-words" : "column-header"} title={label}>
      <span className={status ? "column-name" : "column-name column-name-alone"}>{label}</span>
      {status && <span className="column-status">{status}</span>}
      <MenuMark sorted={sorted} filtered={filtered} />
    </span>
  );
}

/**
 * What is clicked for a column's menu; the sheet around it hears the click. It is for the mouse alone: Alt+Down opens the same from every cell
 * of the column, and "Filter and columns" above the sheet has all of it.
 */
export function MenuMark({ sorted, filtered = false }: { sorted?: SheetColumn["sorted"]; filtered?: boolean | undefined }) {
  return (
    <span className={sorted || filtered ? "column-menu-button in-use" : "column-menu-button"} aria-hidden="true">
      {filtered && (
        <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
          <path d="M0.5 1 H9.5 L6 5.2 V9 L4 8 V5.2 Z" />
        </svg>
      )}
      {sorted === "up" ? "▲" : sorted === "down" ? "▼" : !filtered && "▾"}
    </span>
  );
}
