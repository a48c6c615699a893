// The commitments sheet: the register of what the authority has undertaken to buy, or may; each opens with its terms beside it.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { type Address, goTo } from "../../address.ts";
import type { CommitmentStatus } from "../../data/documents/commitmentStatuses.ts";
import { commitmentRegisterQuery, commitmentRegisterWorkings } from "../../data/documents.ts";
import { ask } from "../../data/graphql.ts";
import { workingsIn } from "../../grid/table.ts";
import { ComputedSheet } from "../../pages/ComputedSheet.tsx";
import { type Here, OfAuthority } from "../../pages/OfAuthority.tsx";
import { currentVersion, useVersions, useYearsOf } from "../../pages/versions.ts";
import { SharedPanel } from "../../panels/SharedPanel.tsx";
import type { MovableRow } from "../../rows/movableRows.ts";
import { AddRowsButton, AddRowsPanel, addRowsPanel, RegisterActions } from "../../rows/RegisterActions.tsx";
import { RowsPanel } from "../../rows/RowsPanel.tsx";
import { useRegister } from "../../rows/useRegister.ts";
import { useRows } from "../../rows/useRows.ts";
import { ContextBar } from "../../shell/ContextBar.tsx";
import { RowAction } from "../../shell/RowAction.tsx";
import { useChanges } from "../../shell/useChanges.tsx";
import { today } from "../../text/format.ts";
import { commitmentRegister } from "../../written/commitment.ts";
import { useStatuses } from "./useStatuses.ts";

const panelsHere = [
  ["uplifts", "Uplifts"],
  ["statuses", "Statuses"],
] as const;

export function CommitmentsPage() {
  return <OfAuthority>{(here) => <Commitments key={here.authority.id} {...here} />}</OfAuthority>;
}

function Commitments(here: Here) {
  const { authority, address } = here;
  const changes = useChanges(authority.id);
  const versions = useVersions(authority.id);
  const years = useYearsOf(currentVersion(versions.versions));
  const { statuses } = useStatuses(authority.id);
  const filter = { nameContains: address.find ?? null, statusId: statusIn(address, statuses) };
  const narrowed = filter.nameContains !== null || filter.statusId !== null;
  const asked = { authority: authority.id, asAt: today(), filter: narrowed ? filter : null };
  const read = useQuery({ queryKey: ["commitmentRegister", asked], queryFn: ({ signal }) => ask(commitmentRegisterQuery, asked, signal), placeholderData: keepPreviousData });
  const register = useRegister(commitmentRegister, read.data?.commitmentRegister, changes);
  const { table } = register;

  const movable = useMemo(() => (table?.rows ?? []).map(({ key, label }): MovableRow => ({ kind: "commitment", key, id: key, label, group: "" })), [table]);
  const rows = useRows(movable, changes, true, { seen: table?.dataVersion ?? 0, grouped: false, sorted: address.sort !== undefined });

  return (
    <ComputedSheet
      address={address}
      context={<ContextBar {...here} panels={panelsHere} />}
      table={table}
      read={read}
      changes={changes}
      {...register.sheet}
      about={{ authority: authority.id, sheet: "commitments" }}
      labelHeader="Commitment"
      heading={
        <>
          {authority.name} <span className="sheet-title">commitments</span>
        </>
      }
      actions={(selected) => (
        <>
          <RowAction words={["Terms"]} run={selected ? () => goTo({ panel: `commitment:${selected.key}` }) : null} />
          <RegisterActions register={register} selected={selected} panel={address.panel} />
          <AddCommitment />
          {movable.length > 0 && (
            <button type="button" className="quiet" aria-pressed={address.panel === "rows"} onClick={() => goTo({ panel: address.panel === "rows" ? undefined : "rows" })}>
              Rows
            </button>
          )}
        </>
      )}
      above={(narrowed || (table && table.rows.length > 0)) && <Narrowing address={address} statuses={statuses} />}
      invitation={
        narrowed ? (
          <p>No commitments match. Shorten the name, or choose every status.</p>
        ) : (
          <>
            <h2>Add the first commitment</h2>
            <p>
              A commitment is what the authority has undertaken to buy, or may: places at a price, or an amount a year. Nine places at £5,963.00 a week from October, for instance.
              The medium-term table deducts it from the budget.
            </p>
            <AddCommitment /> <AddRowsButton panel={address.panel} />
          </>
        )
      }
      onOpen={(row) => goTo({ panel: `commitment:${row.key}` })}
      explain={{ asked, ask: async (row) => workingsIn((await ask(commitmentRegisterWorkings, { ...asked, rows: [row] })).commitmentRegister) }}
      // A new commitment starts with the first of the years, so they are read before a panel opens.
      panel={
        address.panel === addRowsPanel && table ? (
          <AddRowsPanel register={register} table={table} nameLabel="Commitment" />
        ) : address.panel === "rows" ? (
          <RowsPanel rows={rows} locked={null} grouped={false} />
        ) : (
          !versions.isPending && <SharedPanel panel={address.panel} authority={authority.id} years={years} onWritten={changes.written} />
        )
      }
    />
  );
}

function AddCommitment() {
  return (
    <button type="button" className="quiet" onClick={() => goTo({ panel: "commitment:new" })}>
      Add a commitment
    </button>
  );
}

/** The status that the address narrows to. One that there is not, or no longer, narrows nothing. */
function statusIn({ status }: Address, statuses: readonly CommitmentStatus[]): string | null {
  return statuses.find(({ id }) => id === status)?.id ?? null;
}

/** What the register is narrowed to; the name a moment after the last key. */
function Narrowing({ address, statuses }: { address: Address; statuses: readonly CommitmentStatus[] }) {
  const [typed, setTyped] = useState(address.find ?? "");
  useEffect(() => {
    const timer = setTimeout(() => goTo({ find: typed.trim() || undefined }), 200);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <search className="narrowing">
      <input type="search" aria-label="A part of the name" placeholder="Part of the name" value={typed} onChange={(event) => setTyped(event.target.value)} />
      <select aria-label="Status of those shown" value={statusIn(address, statuses) ?? ""} onChange={(event) => goTo({ status: event.target.value || undefined })}>
        <option value="">Every status</option>
        {statuses.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </search>
  );
}
