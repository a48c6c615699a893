// Every table of the authority, to be opened or put into the report.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type ReportItem, reportTablesQuery } from "../data/documents/exports.ts";
import { ask } from "../data/graphql.ts";
import { Panel } from "../panels/Panel.tsx";
import { type SheetName, sheets } from "../sheets.ts";

export interface AddTablesProps {
  authority: string;
  /** What the report holds already. */
  held: readonly ReportItem[];
  busy: boolean;
  onAdd: (address: string, title: string) => void;
}

export function AddTables({ authority, held, busy, onAdd }: AddTablesProps) {
  const read = useInfiniteQuery({
    queryKey: ["reportTables", authority],
    queryFn: ({ pageParam, signal }) => ask(reportTablesQuery, { authority, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => (last.reportTables.hasNextPage ? last.reportTables.endCursor : null),
  });
  const [sought, setSought] = useState("");
  const tables = read.data?.pages.flatMap((page) => page.reportTables.nodes) ?? [];
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  const found = tables.filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)));
  const bySheet = [...new Set(found.map(({ sheet }) => sheet))].map((sheet) => ({ sheet, group: found.filter((each) => each.sheet === sheet) }));
  return (
    <Panel title="Tables">
      <input type="search" aria-label="Find a table" placeholder="Find a table" value={sought} onChange={(event) => setSought(event.target.value)} />
      {read.isPending && <p className="quiet-text">Reading the tables…</p>}
      {read.error && <p className="refusal">{read.error.message}</p>}
      {read.data && found.length === 0 && (
        <p className="quiet-text">{words.length > 0 ? "No table has these words in its title." : "There are no figures yet to make a table from."}</p>
      )}
      {bySheet.map(({ sheet, group }) => (
        <section key={sheet} className="tables-of-sheet">
          <h3>{sheets[sheet as SheetName] ?? sheet}</h3>
          <ul>
            {group.map(({ address, title, place }) => {
              const times = held.filter((item) => item.address === address).length;
              return (
                <li key={address}>
                  <a className="quiet-link" href={place}>
                    {title}
                  </a>
                  {times > 0 && <span className="hint"> in the report</span>}
                  <button type="button" className="quiet" disabled={busy} onClick={() => onAdd(address, title)} aria-label={`Add ${title}`}>
                    Add
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
      {read.hasNextPage && (
        <button type="button" onClick={() => read.fetchNextPage()} disabled={read.isFetchingNextPage}>
          More tables
        </button>
      )}
    </Panel>
  );
}
