// A column's heading: its name, and under it what its figures are. A name with nothing under it may take both lines.
export interface ColumnHeaderProps {
  label: string;
  status: string;
  words: boolean;
}

export function ColumnHeader({ label, status, words }: ColumnHeaderProps) {
  return (
    <span className={words ? "column-header column-of-words" : "column-header"} title={label}>
      <span className={status ? "column-name" : "column-name column-name-alone"}>{label}</span>
      {status && <span className="column-status">{status}</span>}
    </span>
  );
}
