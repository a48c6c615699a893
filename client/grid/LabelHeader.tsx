// What heads the rows' names: the unit of the figures, or what the rows are; and the way to sort and filter by the names.
import { MenuMark } from "./ColumnHeader.tsx";

export function LabelHeader({ header }: { header: string }) {
  return (
    <span className="column-header column-of-words label-header">
      {header}
      <MenuMark />
    </span>
  );
}

/** What heads the rows' numbers, for whoever hears it: to the eye a corner says enough. */
export function NumberHeader() {
  return <span className="unseen">Row</span>;
}
