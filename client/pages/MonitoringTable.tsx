// The monitoring table of a year, open for work: forecasts are typed month by month, and the rest follows.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { goTo } from "../address.ts";
import { forecastMonthsQuery, monitoringQuery, monitoringWorkingsQuery, previewForecasts } from "../data/documents/monitoring.ts";
import { ask } from "../data/graphql.ts";
import { type SheetRow, workingsIn } from "../grid/table.ts";
import type { TypedCell } from "../grid/typing.ts";
import { editsToPreview, useTyping } from "../grid/useTyping.ts";
import { ContextBar } from "../shell/ContextBar.tsx";
import { RowAction } from "../shell/RowAction.tsx";
import { today } from "../text/format.ts";
import { monthSaid, monthsOf, usualMonth } from "../text/years.ts";
import { BlanksNotice } from "./BlanksNotice.tsx";
import { ComputedSheet } from "./ComputedSheet.tsx";
import { type Monitored, MonitoringChoice, MonitoringPanels, MoveBudget } from "./monitored.tsx";

export function MonitoringTable(here: Monitored) {
  const { authority, authorities, address, version, year, changes } = here;
  const unit = address.unit ?? "THOUSANDS";
  const gross = address.view === "gross";
  const months = useQuery({
    queryKey: ["forecastMonths", authority.id, year],
    queryFn: () => ask(forecastMonthsQuery, { authority: authority.id, year }),
    placeholderData: keepPreviousData,
  });
  const held = months.data?.forecastMonths;
  const all = monthsOf(year);
  // The newest month that has a forecast; where none has, this one.
  const asAt = all.find((each) => each === address.asAt) ?? held?.find((each) => all.includes(each)) ?? usualMonth(today(), year);
  const asked = { authority: authority.id, version: version.id, year, asAt, unit, gross };
  const read = useQuery({
    queryKey: ["monitoring", asked],
    queryFn: () => ask(monitoringQuery, asked),
    placeholderData: keepPreviousData,
    // Which month it is of is known first, so that the sheet does not open twice.
    enabled: held !== undefined || months.isError,
  });
  const typing = useTyping(read.data?.monitoringTable, changes, { authority: authority.id, version: version.id, unit, into: "forecasts", whyAlso: ` (${monthSaid(asAt)})` });
  const { table } = typing;
  async function preview(cells: TypedCell[]) {
    const edits = await editsToPreview(version.id, table?.dataVersion ?? 0, cells);
    return (await ask(previewForecasts, { authority: authority.id, edits, unit })).previewForecasts;
  }
  const open = useCallback((row: SheetRow) => {
    if (row.subjectId) goTo({ view: "virements", of: row.subjectId, cell: undefined, panel: undefined });
  }, []);

  return (
    <ComputedSheet
      address={address}
      context={
        <ContextBar authorities={authorities} authority={authority} address={address} unit panels={[["variances", "Variances"]]}>
          <MonitoringChoice {...here} />
          <select aria-label="Forecasts as at" value={asAt} onChange={(event) => goTo({ asAt: event.target.value })}>
            {all.map((each) => (
              <option key={each} value={each}>
                {monthSaid(each)}
                {held?.includes(each) ? "" : " –"}
              </option>
            ))}
          </select>
        </ContextBar>
      }
      about={{ authority: authority.id, sheet: "monitoring", subject: `${version.id} ${year}` }}
      table={table}
      read={read}
      changes={changes}
      typing={typing}
      onPreview={preview}
      explain={{ asked, ask: async (row) => workingsIn((await ask(monitoringWorkingsQuery, { ...asked, rows: [row] })).monitoringTable) }}
      onOpen={open}
      above={<BlanksNotice table={table} authority={authority.id} />}
      heading={
        <>
          {authority.name}{" "}
          <span className="sheet-title">
            budget monitoring {year}, {version.name}
          </span>
          {version.publishedAt && <span className="stamp">published</span>}
        </>
      }
      actions={(selected) => (
        <>
          <RowAction words={["Its virements"]} run={selected?.subjectId ? () => open(selected) : null} />
          <MoveBudget from={selected?.subjectId} />
        </>
      )}
      invitation={
        <>
          <h2>{version.name} has no cost centres yet</h2>
          <p>What is budgeted in the medium-term table is monitored here.</p>
          <button type="button" onClick={() => goTo({ sheet: "medium-term" })}>
            Add cost centres
          </button>
        </>
      }
      panel={<MonitoringPanels {...here} />}
    />
  );
}
