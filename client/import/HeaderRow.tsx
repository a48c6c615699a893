// Which row of a table names its columns, where it is another than was found.
import { type FormEvent, useState } from "react";
import { TextField } from "../shell/fields.tsx";

/** Give it a `key` of the row, so that it follows what was read. */
export function HeaderRow({ row, onRow }: { row: number | null; onRow: (row: number) => void }) {
  const [text, setText] = useState(row === null ? "" : String(row));
  const take = (event?: FormEvent) => {
    event?.preventDefault();
    const typed = Number(text);
    if (Number.isInteger(typed) && typed > 0 && typed !== row) onRow(typed);
    else setText(row === null ? "" : String(row));
  };
  return (
    <form className="header-row" onSubmit={take}>
      <TextField label="Header in row" value={text} inputMode="numeric" onChange={setText} onLeave={take} />
    </form>
  );
}
