// Reports: named sets of tables in their author's order, each taken away as one Word document or one workbook.
import { useEffect, useState } from "react";
import { goTo } from "../address.ts";
import type { Report } from "../data/documents/exports.ts";
import { AddTables } from "../export/AddTables.tsx";
import { FileList } from "../export/FileList.tsx";
import { LinkForMachines } from "../export/LinkForMachines.tsx";
import { ReportTables } from "../export/ReportTables.tsx";
import { useReports } from "../export/useReports.ts";
import { panelOf, SharedPanel } from "../panels/SharedPanel.tsx";
import { ContextBar } from "../shell/ContextBar.tsx";
import { ChangesSaid } from "../shell/Foot.tsx";
import { SheetShell } from "../shell/SheetShell.tsx";
import { Trouble } from "../shell/Trouble.tsx";
import { useChanges } from "../shell/useChanges.tsx";
import { type Here, OfAuthority } from "./OfAuthority.tsx";

export function ExportsPage() {
  return <OfAuthority>{(here) => <Exports key={here.authority.id} {...here} />}</OfAuthority>;
}

function Exports(here: Here) {
  const { authority, address } = here;
  const changes = useChanges(authority.id);
  const { all, read, start, change, remove, busy } = useReports(authority.id, changes.written, changes);
  const report = all?.find(({ id }) => (address.of === undefined ? true : id === address.of));
  const removed = all !== undefined && !report && address.of !== undefined && address.of !== "new";
  const [kind] = panelOf(address.panel);
  const trouble = changes.refused && { place: "", sentence: changes.refused.message };
  const add = (to: Report) => (table: string, title: string) => void change({ ...to, items: [...to.items, { address: table, heading: null }] }, `Added ${title} to ${to.name}.`);
  return (
    <SheetShell
      context={
        <ContextBar {...here} panels={report ? [["tables", "Tables"]] : []}>
          {all && all.length > 0 && (
            <select aria-label="Report" className="context-version" value={report?.id ?? "new"} onChange={(event) => goTo({ of: event.target.value })}>
              {all?.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
              <option value="new">Start a report…</option>
            </select>
          )}
        </ContextBar>
      }
      explained={{
        place: report?.name ?? "Reports",
        words: report && (report.items.length === 1 ? "1 table" : `${report.items.length} tables, in the order in which the report prints them`),
        workings: null,
        result: null,
        shown: "",
        note: null,
      }}
      trouble={trouble}
      panel={
        kind === "tables" && report ? (
          <AddTables authority={authority.id} held={report.items} busy={busy} onAdd={add(report)} />
        ) : (
          <SharedPanel panel={address.panel} authority={authority.id} years={[]} onWritten={changes.written} />
        )
      }
      status={<ChangesSaid changes={changes} />}
    >
      {read.error && !all && <Trouble message={read.error.message} again={() => read.refetch()} />}
      {!all && !read.error && <p className="quiet-text">Opening…</p>}
      {removed && <p className="view-line">The report at this address has been removed. Whoever removed it can undo that; until then, choose or start another.</p>}
      {all && !report && <StartReport several={all.length > 0} busy={busy} onStart={start} />}
      {report && (
        <OpenReport
          key={report.id}
          report={report}
          authority={authority.name}
          busy={busy}
          onChange={change}
          onRemove={async () => (await remove(report)) && goTo({ of: undefined, panel: undefined })}
        />
      )}
    </SheetShell>
  );
}

function StartReport({ several, busy, onStart }: { several: boolean; busy: boolean; onStart: (name: string) => Promise<string | null> }) {
  const [name, setName] = useState("");
  return (
    <form
      className="invitation"
      onSubmit={async (event) => {
        event.preventDefault();
        const id = await onStart(name.trim());
        if (id) goTo({ of: id, panel: "tables" });
      }}
    >
      <h1>{several ? "Start another report" : "Put a report's tables together"}</h1>
      <p>
        Name it and choose its tables, in the order that it prints them. All of them go into one Word document or one workbook, with the figures of the day on which you export
        them.
      </p>
      <div className="report-start">
        <input aria-label="Name of the report" value={name} placeholder="Cabinet, 12 September: medium-term strategy" onChange={(event) => setName(event.target.value)} />
        <button type="submit" className="primary" disabled={busy || name.trim() === ""}>
          Start this report
        </button>
      </div>
      <p className="quiet-text">Export a single table from its own sheet: Export, at the top.</p>
    </form>
  );
}

interface OpenReportProps {
  report: Report;
  authority: string;
  busy: boolean;
  onChange: (report: Report, said: string) => Promise<boolean>;
  onRemove: () => void;
}

function OpenReport({ report, authority, busy, onChange, onRemove }: OpenReportProps) {
  return (
    <>
      <div className="sheet-head">
        <h1>
          {authority} <span className="sheet-title">report</span> <ReportName key={report.name} report={report} busy={busy} onChange={onChange} />
        </h1>
        <div className="sheet-actions">
          <button type="button" className="quiet" onClick={() => goTo({ panel: "tables" })}>
            Add tables
          </button>
          <button type="button" className="quiet" disabled={busy} onClick={onRemove}>
            Remove this report
          </button>
        </div>
      </div>
      {report.items.length === 0 ? (
        <div className="invitation">
          <h2>Choose its first table</h2>
          <p>Every table of the authority is in the list beside this sheet. A table with other years or another unit is added from its own sheet: Export, then Into a report.</p>
          <button type="button" className="primary" onClick={() => goTo({ panel: "tables" })}>
            Add tables
          </button>
        </div>
      ) : (
        <div className="report-halves">
          <section aria-label="Its tables">
            <ReportTables report={report} busy={busy} onChange={onChange} />
          </section>
          <section className="report-files" aria-label="Files of the whole report">
            <h2>The whole report as one file</h2>
            <FileList address={`report?${new URLSearchParams({ id: report.id })}`} several />
            <LinkForMachines address={`report?${new URLSearchParams({ id: report.id })}`} />
          </section>
        </div>
      )}
    </>
  );
}

/** The report's name, changed where it stands. */
function ReportName({ report, busy, onChange }: Pick<OpenReportProps, "report" | "busy" | "onChange">) {
  const [typed, setTyped] = useState(report.name);
  useEffect(() => setTyped(report.name), [report.name]);
  async function keep() {
    const name = typed.trim();
    if (name === report.name) return setTyped(name);
    if (name === "" || !(await onChange({ ...report, name }, `Renamed the report ${name}.`))) setTyped(report.name);
  }
  return (
    <input
      className="report-name"
      aria-label="Name of the report"
      value={typed}
      readOnly={busy}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") setTyped(report.name);
      }}
    />
  );
}
