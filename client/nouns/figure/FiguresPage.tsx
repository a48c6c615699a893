// The figures sheet: what reports printed outside their tables, beside what their own inputs give.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { goTo } from "../../address.ts";
import { figuresTableQuery, figureWorkingsQuery } from "../../data/documents/figures.ts";
import { ask } from "../../data/graphql.ts";
import { workingsIn } from "../../grid/table.ts";
import { ComputedSheet } from "../../pages/ComputedSheet.tsx";
import { type Here, OfAuthority } from "../../pages/OfAuthority.tsx";
import { panelOf, SharedPanel } from "../../panels/SharedPanel.tsx";
import { ContextBar } from "../../shell/ContextBar.tsx";
import { useChanges } from "../../shell/useChanges.tsx";
import { CheckTablePanel } from "./CheckTablePanel.tsx";
import { FigurePanel } from "./FigurePanel.tsx";

/** A shape with each verdict, so that it is told by more than its words. */
const shapes: Record<string, string> = { follows: "✓", "consistent with rounding": "≈", "does not follow": "✗", "not known": "?", "as printed": "·", "not printed": "=" };

export function FiguresPage() {
  return <OfAuthority>{(here) => <Figures key={here.authority.id} {...here} />}</OfAuthority>;
}

function Figures(here: Here) {
  const { authority, address } = here;
  const changes = useChanges(authority.id);
  const asked = { authority: authority.id };
  const read = useQuery({ queryKey: ["figuresTable", asked], queryFn: ({ signal }) => ask(figuresTableQuery, asked, signal), placeholderData: keepPreviousData });
  const whole = read.data?.printedFiguresTable;
  const table = useMemo(() => {
    const rows = whole?.rows.filter((row) => !address.status || row.cells[3]?.shown === address.status);
    return (
      whole &&
      rows && {
        ...whole,
        rows: rows.map((row) => ({ ...row, cells: row.cells.map((cell, index) => (index === 3 ? { ...cell, shown: `${shapes[cell.shown] ?? ""} ${cell.shown}` } : cell)) })),
      }
    );
  }, [whole, address.status]);
  const [kind, id] = panelOf(address.panel);

  return (
    <ComputedSheet
      address={address}
      context={<ContextBar {...here} />}
      table={table}
      read={read}
      changes={changes}
      about={{ authority: authority.id, sheet: "figures" }}
      labelHeader="Figure"
      heading={
        <>
          {authority.name} <span className="sheet-title">figures as printed</span>
        </>
      }
      actions={() => (
        <>
          <CheckTable />
          <AddFigure />
        </>
      )}
      above={
        whole &&
        whole.rows.length > 0 && (
          <search className="narrowing">
            <select aria-label="Verdict of those shown" value={address.status ?? ""} onChange={(event) => goTo({ status: event.target.value || undefined })}>
              <option value="">Every verdict</option>
              {Object.keys(shapes).map((verdict) => (
                <option key={verdict}>{verdict}</option>
              ))}
            </select>
          </search>
        )
      }
      invitation={
        address.status ? (
          <p>No figure has this verdict. Choose every verdict.</p>
        ) : (
          <>
            <h2>Add the first printed figure</h2>
            <p>A figure that a report prints, with the workings that it ought to follow from: 5.6% as 63 / 1150, for instance. Tabled says whether it does.</p>
            <p>A whole table is checked by its own sums, and needs nothing that is stored.</p>
            <div className="actions">
              <AddFigure />
              <CheckTable />
            </div>
          </>
        )
      }
      explain={{ asked, ask: async (row) => workingsIn((await ask(figureWorkingsQuery, { ...asked, rows: [row] })).printedFiguresTable) }}
      onOpen={(row) => goTo({ panel: `figure:${row.subjectId}` })}
      panel={
        kind === "check" ? (
          <CheckTablePanel />
        ) : kind === "figure" ? (
          <FigurePanel key={id} authority={authority.id} id={id === "new" ? null : (id ?? null)} onWritten={changes.written} />
        ) : (
          <SharedPanel panel={address.panel} authority={authority.id} years={[]} onWritten={changes.written} />
        )
      }
    />
  );
}

function CheckTable() {
  return (
    <button type="button" className="quiet" onClick={() => goTo({ panel: "check:table" })}>
      Check a table
    </button>
  );
}

function AddFigure() {
  return (
    <button type="button" className="quiet" onClick={() => goTo({ panel: "figure:new" })}>
      Add a figure
    </button>
  );
}
