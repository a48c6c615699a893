// Leaves a column out of what comes in, or takes it in again, by one click.
import type { Proposal } from "../written/proposal.ts";

export interface ColumnToggleProps {
  column: Pick<Proposal["columns"][number], "name" | "leftOut" | "never">;
  disabled: boolean;
  onColumn: (name: string, said: "in" | "out") => void;
}

export function ColumnToggle({ column: { name, leftOut, never }, disabled, onColumn }: ColumnToggleProps) {
  if (never) return null;
  return (
    <button
      type="button"
      className={leftOut === null ? "quiet column-toggle" : "quiet column-toggle is-out"}
      disabled={disabled}
      onClick={() => onColumn(name, leftOut === null ? "out" : "in")}
    >
      {leftOut === null ? "Leave out" : "Take in"}
      <span className="unseen"> the column {name}</span>
    </button>
  );
}
