// The reports of an authority, and the ways to change one: each change is kept at once, and can be taken back.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { askAll } from "../data/allPages.ts";
import { type Report, type ReportItem, removeReport, reportsQuery, saveReport } from "../data/documents/exports.ts";
import { ask } from "../data/graphql.ts";
import { newKey } from "../data/newKey.ts";
import { readSeenBeside } from "../data/seen.ts";
import { useWrite, type Writing } from "../shell/useWrite.ts";

export interface Reports extends Writing {
  /** Undefined until they have been read. */
  all: readonly Report[] | undefined;
  read: { error: { message: string } | null; refetch: () => unknown };
  /** Starts a report; its id, or null where it was refused. */
  start: (name: string, items?: readonly ReportItem[]) => Promise<string | null>;
  /** Puts a report in place of what it was. `said` is what is told of it. */
  change: (report: Report, said: string) => Promise<boolean>;
  remove: (report: Report) => Promise<boolean>;
}

/** `writing` is the sheet's own, where a refusal is to be said at its foot. */
export function useReports(authority: string, onWritten: (batchId: string | null, said: string) => void, writing?: Writing): Reports {
  const own = useWrite();
  const { run, ...rest } = writing ?? own;
  const read = useQuery({
    queryKey: ["reports", authority],
    queryFn: () => readSeenBeside(authority, () => askAll(reportsQuery, { authority })),
    placeholderData: keepPreviousData,
  });
  const seen = read.data?.seen ?? 0;
  return {
    ...rest,
    run,
    all: read.data?.reports.nodes,
    read,
    async start(name, items = []) {
      const kept = await run(() => ask(saveReport, { authority, name, items: stated(items), key: newKey() }));
      if (kept) onWritten(kept.saveReport.batchId, `Started the report ${name}.`);
      return kept?.saveReport.id ?? null;
    },
    async change({ id, name, items }, said) {
      const kept = await run(() => ask(saveReport, { authority, id, name, items: stated(items), seen }));
      if (kept) onWritten(kept.saveReport.batchId, said);
      return kept !== null;
    },
    async remove({ id, name }) {
      const kept = await run(() => ask(removeReport, { id, seen }));
      if (kept) onWritten(kept.removeReport.batchId, `Removed the report ${name}.`);
      return kept !== null;
    },
  };
}

const stated = (items: readonly ReportItem[]) => items.map(({ address, heading }) => ({ address, heading }));

/** The items with the one at a place moved by so many places. */
export function moved(items: readonly ReportItem[], from: number, by: number): ReportItem[] {
  const others = items.filter((_, index) => index !== from);
  return [...others.slice(0, from + by), items[from] as ReportItem, ...others.slice(from + by)];
}
