// The tables of a report, in the order in which it prints them: moved, called otherwise, taken out.
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { type Report, type ReportItem, tableAtQuery } from "../data/documents/exports.ts";
import { ask } from "../data/graphql.ts";
import { moved } from "./useReports.ts";

export interface ReportTablesProps {
  report: Report;
  busy: boolean;
  onChange: (report: Report, said: string) => Promise<boolean>;
}

export function ReportTables({ report, busy, onChange }: ReportTablesProps) {
  const { items } = report;
  const list = useRef<HTMLOListElement>(null);
  // Where the keyboard goes after a move: the table goes on being moved.
  const [reach, setReach] = useState<{ at: number; button: "up" | "down" | "out" } | null>(null);
  // Keys that came while a move was being kept: they are one move more.
  const more = useRef(0);
  useEffect(() => {
    if (!reach || busy) return;
    const row = list.current?.children[Math.min(reach.at, items.length - 1)];
    const buttons = [...(row?.querySelectorAll<HTMLButtonElement>("button[data-does]") ?? [])];
    (buttons.find((each) => each.dataset.does === reach.button && !each.disabled) ?? buttons.find((each) => !each.disabled))?.focus();
    setReach(null);
    const by = Math.max(-reach.at, Math.min(items.length - 1 - reach.at, more.current));
    more.current = 0;
    if (by !== 0) void move(reach.at, by);
  });

  async function move(from: number, by: number) {
    if (busy) {
      more.current += by;
      return;
    }
    const to = from + by;
    if (to < 0 || to >= items.length) return;
    if (await onChange({ ...report, items: moved(items, from, by) }, `Moved table ${from + 1} of ${report.name} ${by < 0 ? "up" : "down"}.`))
      setReach({ at: to, button: by < 0 ? "up" : "down" });
  }
  async function takeOut(at: number, title: string) {
    if (await onChange({ ...report, items: items.filter((_, index) => index !== at) }, `Took ${title} out of ${report.name}.`)) setReach({ at, button: "out" });
  }
  function onKey(event: KeyboardEvent, at: number) {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (!event.altKey || by === 0) return;
    event.preventDefault();
    void move(at, by);
  }

  return (
    <ol className="report-tables" ref={list}>
      {items.map((item, at) => (
        <li key={`${item.address} ${items.slice(0, at).filter(({ address }) => address === item.address).length}`} onKeyDown={(event) => onKey(event, at)}>
          <TableOfReport
            item={item}
            place={at + 1}
            last={at === items.length - 1}
            busy={busy}
            onMove={(by) => move(at, by)}
            onOut={(title) => takeOut(at, title)}
            onHeading={(heading) =>
              onChange(
                { ...report, items: items.map((each, index) => (index === at ? { ...each, heading } : each)) },
                heading ? `Renamed table ${at + 1} of ${report.name}: ${heading}.` : `Restored the title of table ${at + 1} of ${report.name}.`,
              )
            }
          />
        </li>
      ))}
    </ol>
  );
}

interface TableOfReportProps {
  item: ReportItem;
  place: number;
  last: boolean;
  busy: boolean;
  onMove: (by: number) => void;
  onOut: (title: string) => void;
  onHeading: (heading: string | null) => Promise<boolean>;
}

function TableOfReport({ item, place, last, busy, onMove, onOut, onHeading }: TableOfReportProps) {
  const read = useQuery({ queryKey: ["tableAt", item.address], queryFn: ({ signal }) => ask(tableAtQuery, { address: item.address }, signal), retry: false });
  const table = read.data?.reportTable;
  const title = item.heading ?? table?.title ?? "this table";
  const [typed, setTyped] = useState(item.heading ?? "");
  useEffect(() => setTyped(item.heading ?? ""), [item.heading]);
  async function keep() {
    const heading = typed.trim() || null;
    if (heading !== (item.heading ?? null) && !(await onHeading(heading))) setTyped(item.heading ?? "");
  }
  return (
    <>
      <span className="report-place" aria-hidden="true">
        {place}
      </span>
      <div className="report-table">
        <input
          aria-label={`Title in the report of table ${place}`}
          value={typed}
          placeholder={table?.title ?? (read.error ? "" : "…")}
          readOnly={busy}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={keep}
          onKeyDown={(event) => {
            if (event.key === "Enter") void keep();
            if (event.key === "Escape") setTyped(item.heading ?? "");
          }}
        />
        {read.error ? (
          <p className="refusal">{read.error.message} Take it out, or the report cannot be exported.</p>
        ) : (
          <p className="report-of">
            {item.heading && table?.title}
            {item.heading && table?.unit && ", "}
            {table?.unit}
          </p>
        )}
      </div>
      <span className="report-buttons">
        <button type="button" className="quiet" data-does="up" disabled={place === 1} onClick={() => onMove(-1)} aria-label={`Move ${title} up`} title="Up (Alt+↑)">
          ↑
        </button>
        <button type="button" className="quiet" data-does="down" disabled={last} onClick={() => onMove(1)} aria-label={`Move ${title} down`} title="Down (Alt+↓)">
          ↓
        </button>
        <button type="button" className="quiet" data-does="out" disabled={busy} onClick={() => onOut(title)} aria-label={`Take ${title} out`}>
          Take out
        </button>
      </span>
    </>
  );
}
