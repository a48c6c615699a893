// Beside a sheet: its tables as files, in a report, and for machines.
import { type ReactNode, useState } from "react";
import { goTo } from "../address.ts";
import { useHeld } from "../data/live/held.ts";
import { waiting as waitingChanges } from "../data/live/waiting.ts";
import { Panel } from "../panels/Panel.tsx";
import { FileList } from "./FileList.tsx";
import { LinkForMachines } from "./LinkForMachines.tsx";

/** A table that can be taken away. */
export interface Exportable {
  /** Where the server has it: "mediumTermTable?authority=essex". */
  address: string;
  title: string;
  /** True where it has a chart. */
  charted?: boolean;
}

/** `more` is what else can be done with the chosen table. */
export function ExportPanel({ tables, more }: { tables: readonly Exportable[]; more?: (address: string) => ReactNode }) {
  const [chosen, setChosen] = useState(0);
  const waiting = useHeld(waitingChanges).length;
  const table = tables[Math.min(chosen, tables.length - 1)];
  if (!table) return <NothingToExport />;
  return (
    <Panel title="Export">
      {tables.length > 1 ? (
        <label className="field">
          Table
          <select value={chosen} onChange={(event) => setChosen(Number(event.target.value))}>
            {tables.map(({ address, title }, index) => (
              <option key={address} value={index}>
                {title}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <p className="export-title">{table.title}</p>
      )}
      {waiting > 0 && <p className="refusal">{waiting === 1 ? "One change waits" : `${waiting} changes wait`} for the server, and will not be in the file.</p>}
      <FileList address={table.address} charted={table.charted ?? false} />
      <p className="hint">The whole table, in the sheet's years and unit. Sorting, filters and hidden columns are not applied.</p>
      {more?.(table.address)}
      <LinkForMachines key={`link to ${table.address}`} address={table.address} />
    </Panel>
  );
}

/** For a sheet that has no table to take away, now or at all. */
export function NothingToExport() {
  return (
    <Panel title="Export">
      <p className="quiet-text">This sheet has no table to export yet. Every table of the authority is listed under Exports.</p>
      <div className="actions">
        <button type="button" onClick={() => goTo({ sheet: "exports" })}>
          Open Exports
        </button>
      </div>
    </Panel>
  );
}
