// Numbers of a paste that can hardly be meant: which cells they are for, and what they may mean. One answer is for all of them.
import { useId } from "react";
import { placeSaid, type SheetTable } from "./table.ts";
import type { CellPreview, TypedCell } from "./typing.ts";

export interface UnlikelyCell {
  cell: TypedCell;
  question: NonNullable<CellPreview["question"]>;
}

export interface UnlikelyCellsProps {
  table: SheetTable;
  cells: readonly UnlikelyCell[];
  /** Which reading was chosen; null until one is. */
  meant: number | null;
  onMeant: (reading: number) => void;
}

const mostListed = 40;

export function UnlikelyCells({ table, cells, meant, onMeant }: UnlikelyCellsProps) {
  const title = useId();
  const name = useId();
  const single = cells.length === 1;
  return (
    <section aria-labelledby={title} className="unlikely">
      <h3 id={title}>{single ? "Is 1 amount as you meant it?" : `Are ${cells.length} amounts as you meant them?`}</h3>
      <ul className="change-errors">
        {cells.slice(0, mostListed).map(({ cell, question }) => (
          <li key={`${cell.row}|${cell.column}`}>
            <strong>{placeSaid(table, cell)}:</strong> {question.said}
          </li>
        ))}
        {cells.length > mostListed && <li>And {cells.length - mostListed} more.</li>}
      </ul>
      {cells[0]?.question.readings.map((reading, at) => (
        <label className="check" key={reading.as}>
          <input type="radio" name={name} checked={meant === at} onChange={() => onMeant(at)} />
          {single ? `${reading.said}, ${reading.as}` : reading.as.replace(/^a/, "A")}
        </label>
      ))}
    </section>
  );
}
