// Two budget versions cell by cell: what each holds, year by year, and what the one holds beyond the other.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { goTo, type Move } from "../address.ts";
import { comparisonQuery, comparisonWorkingsQuery } from "../data/documents/monitoring.ts";
import type { Version } from "../data/documents.ts";
import { ask } from "../data/graphql.ts";
import { type SheetTable, workingsIn } from "../grid/table.ts";
import { SharedPanel } from "../panels/SharedPanel.tsx";
import { ContextBar } from "../shell/ContextBar.tsx";
import { useChanges } from "../shell/useChanges.tsx";
import { chosenYears, YearRange } from "../shell/YearRange.tsx";
import { ComputedSheet } from "./ComputedSheet.tsx";
import type { Here } from "./OfAuthority.tsx";
import { useYearsOf } from "./versions.ts";

/**
 * The two versions to compare, A and B: the one that the address names, or else the approved one, or the one before it, and the older of the two is
 * A. Null where there is no other.
 */
export function comparedWith(versions: readonly Version[], version: Version, named: string | undefined): { against: Version; version: Version } | null {
  const others = versions.filter((each) => each.id !== version.id);
  const against = others.find((each) => each.id === named);
  if (against) return { against, version };
  // The list has the newest first.
  const at = versions.indexOf(version);
  const other = others.find((each) => each.state === "APPROVED") ?? versions[at + 1] ?? others[0];
  if (!other) return null;
  return versions.indexOf(other) > at ? { against: other, version } : { against: version, version: other };
}

/** The way to the comparison of a version, or nothing where there is no other. */
export function comparisonOf(versions: readonly Version[], version: Version): Move | null {
  const two = comparedWith(versions, version, undefined);
  return two && { view: "compare", version: two.version.id, against: two.against.id, from: undefined, to: undefined, cell: undefined, panel: undefined };
}

export function VersionComparison({ versions, version, against, ...here }: Here & { versions: readonly Version[]; version: Version; against: Version }) {
  const { authority, address } = here;
  const changes = useChanges(authority.id);
  const all = useYearsOf(version);
  const years = chosenYears(all, address.from, address.to);
  const differing = address.status === "differing";
  const asked = {
    authority: authority.id,
    one: against.id,
    other: version.id,
    from: years[0] as string,
    years: years.length,
    unit: address.unit ?? "THOUSANDS",
    differing,
  } as const;
  const read = useQuery({ queryKey: ["versionComparison", asked], queryFn: () => ask(comparisonQuery, asked), placeholderData: keepPreviousData });
  const table: SheetTable | undefined = read.data?.versionComparison;
  const chosen = (said: string, value: Version, other: Version, choose: (id: string) => void) => (
    <label className="context-field">
      {said}
      <select aria-label={`Version ${said}`} className="context-version" value={value.id} onChange={(event) => choose(event.target.value)}>
        {versions
          .filter((each) => each.id !== other.id)
          .map((each) => (
            <option key={each.id} value={each.id}>
              {each.publishedAt ? `${each.name} (${each.state.toLowerCase()})` : each.name}
            </option>
          ))}
      </select>
    </label>
  );
  return (
    <ComputedSheet
      address={address}
      context={
        <ContextBar {...here} unit>
          {chosen("A", against, version, (id) => goTo({ version: version.id, against: id }))}
          {chosen("B", version, against, (id) => goTo({ version: id, against: against.id, from: undefined, to: undefined }))}
          <YearRange years={all} address={address} />
        </ContextBar>
      }
      about={{ authority: here.authority.id, sheet: "comparison", subject: `${against.id} ${version.id}` }}
      table={table}
      read={read}
      changes={changes}
      explain={{ asked, ask: async (row) => workingsIn((await ask(comparisonWorkingsQuery, { ...asked, rows: [row] })).versionComparison) }}
      onOpen={(row) => row.kind === "COMMITMENT" && row.subjectId && goTo({ panel: `commitment:${row.subjectId}` })}
      heading={
        <>
          {version.name} <span className="sheet-title">(B) compared with {against.name} (A)</span>
        </>
      }
      actions={() => (
        <>
          <button type="button" className="quiet" aria-pressed={differing} onClick={() => goTo({ status: differing ? undefined : "differing" })}>
            Only what differs
          </button>
          <button type="button" className="quiet" onClick={() => goTo({ version: against.id, against: version.id, from: undefined, to: undefined })}>
            Swap A and B
          </button>
          <button type="button" className="quiet" onClick={() => goTo({ view: undefined, against: undefined, status: undefined, cell: undefined })}>
            Back to the table
          </button>
        </>
      )}
      invitation={<p>Neither of the two versions has a cost centre or a commitment yet.</p>}
      panel={<SharedPanel panel={address.panel} authority={authority.id} years={years} onWritten={changes.written} />}
    />
  );
}
