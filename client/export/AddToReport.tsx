// From a sheet's export panel into a report: one that there is, or a new one.
import { useState } from "react";
import { goTo, hrefOf } from "../address.ts";
import { ChoiceField, Refusal, TextField } from "../shell/fields.tsx";
import { useReports } from "./useReports.ts";

export interface AddToReportProps {
  authority: string;
  address: string;
  onWritten: (batchId: string | null, said: string) => void;
}

export function AddToReport({ authority, address, onWritten }: AddToReportProps) {
  const { all, read, start, change, busy, refused, clear } = useReports(authority, onWritten);
  const [chosen, setChosen] = useState<string | null>(null);
  const [name, setName] = useState("");
  const [added, setAdded] = useState<string | null>(null);
  if (read.error) return <p className="refusal">{read.error.message}</p>;
  if (!all) return null;
  const report = all.find(({ id }) => id === (chosen ?? all[0]?.id));
  const makes = chosen === "new" || !report;
  async function add() {
    const item = { address, heading: null };
    if (makes) {
      const id = await start(name.trim(), [item]);
      if (id) {
        setChosen(id);
        setName("");
        setAdded(id);
      }
    } else if (await change({ ...report, items: [...report.items, item] }, `Added a table to ${report.name}.`)) setAdded(report.id);
  }
  return (
    <form
      className="add-to-report"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      {all.length > 0 && (
        <ChoiceField
          label="Into a report"
          value={makes ? "new" : report.id}
          choices={[...all.map(({ id, name: said }) => [id, said] as const), ["new", "A new report…"] as const]}
          onChange={(value) => {
            clear();
            setAdded(null);
            setChosen(value);
          }}
        />
      )}
      {makes && (
        <TextField
          label="Name of the report"
          value={name}
          placeholder="Cabinet, September"
          hint={all.length === 0 ? "A report keeps tables in your order, and goes into one Word document or one workbook." : ""}
          onChange={(typed) => {
            clear();
            setName(typed);
          }}
        />
      )}
      <Refusal of={refused} />
      <div className="actions">
        <button type="submit" disabled={busy || (makes && name.trim() === "")}>
          {makes ? "Start it with this table" : "Add this table"}
        </button>
        {added && (
          <a
            className="quiet-link"
            href={hrefOf({ sheet: "exports", of: added })}
            onClick={(event) => {
              event.preventDefault();
              goTo({ sheet: "exports", of: added });
            }}
          >
            Open the report
          </a>
        )}
      </div>
    </form>
  );
}
