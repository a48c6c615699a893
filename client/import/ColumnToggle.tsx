// Leaves a column out of what comes in, or takes it in again, by one click.
export interface ColumnToggleProps {
  name: string;
  /** Why it is left out; null where it comes in. */
  leftOut: string | null;
  onColumn: (name: string, said: "in" | "out") => void;
}

export function ColumnToggle({ name, leftOut, onColumn }: ColumnToggleProps) {
  // What names a child never comes in.
  if (leftOut !== null && /\bchild/i.test(leftOut)) return null;
  return (
    <button type="button" className={leftOut === null ? "quiet column-toggle" : "quiet column-toggle is-out"} onClick={() => onColumn(name, leftOut === null ? "out" : "in")}>
      {leftOut === null ? "Leave out" : "Take in"}
      <span className="unseen"> the column {name}</span>
    </button>
  );
}
