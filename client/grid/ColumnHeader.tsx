// A column's heading: its name, and under it what its figures are; and the way to arrange the sheet by it. A name with nothing under it may
// take both lines.
import type { SheetColumn } from "./table.ts";

export interface ColumnHeaderProps {
  label: string;
  status: string;
  words: boolean;
  sorted?: SheetColumn["sorted"];
  filtered?: boolean;
}

export function ColumnHeader({ label, status, words, sorted, filtered }: ColumnHeaderProps) {
  return (
    <span className={words ? "column-header column-of-words" : "column-header"} title={label}>
      <span className={status ? "column-name" : "column-name column-name-alone"}>{label}</span>
      {status && <span className="column-status">{status}</span>}
      {sorted && <span className="unseen">, sorted, the {sorted === "up" ? "smallest" : "largest"} first</span>}
      {filtered && <span className="unseen">, narrowed</span>}
      {/* Not a stop of its own: Alt+Down opens the same from any cell of the column. The sheet around it hears the click. */}
      <button type="button" tabIndex={-1} className={sorted || filtered ? "column-menu-button in-use" : "column-menu-button"} aria-label={`Arrange by ${label}`}>
        {filtered && <FilterMark />}
        {sorted === "up" ? "▲" : sorted === "down" ? "▼" : !filtered && "▾"}
      </button>
    </span>
  );
}

function FilterMark() {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
      <path d="M0.5 1 H9.5 L6 5.2 V9 L4 8 V5.2 Z" />
    </svg>
  );
}
