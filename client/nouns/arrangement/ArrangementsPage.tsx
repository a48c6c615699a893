// The arrangements sheet: the register, and below it the same terms drawn along the years.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { goTo } from "../../address.ts";
import { Chart } from "../../chart/Chart.tsx";
import { askAll } from "../../data/allPages.ts";
import { arrangementsQuery, registerQuery, registerWorkingsQuery } from "../../data/documents/arrangements.ts";
import { ask } from "../../data/graphql.ts";
import { readSeen } from "../../data/seen.ts";
import { ReadBox } from "../../forms/ReadBox.tsx";
import { workingsIn } from "../../grid/table.ts";
import { ComputedSheet } from "../../pages/ComputedSheet.tsx";
import { type Here, OfAuthority } from "../../pages/OfAuthority.tsx";
import { panelOf, SharedPanel } from "../../panels/SharedPanel.tsx";
import { AddRowsButton, AddRowsPanel, addRowsPanel, RegisterActions } from "../../rows/RegisterActions.tsx";
import { useRegister } from "../../rows/useRegister.ts";
import { ContextBar } from "../../shell/ContextBar.tsx";
import { RowAction } from "../../shell/RowAction.tsx";
import { useChanges } from "../../shell/useChanges.tsx";
import { daySaid, today } from "../../text/format.ts";
import { arrangementRegister } from "../../written/arrangement.ts";
import { ArrangementPanel } from "./ArrangementPanel.tsx";

export function ArrangementsPage() {
  return <OfAuthority>{(here) => <Arrangements key={here.authority.id} {...here} />}</OfAuthority>;
}

function Arrangements(here: Here) {
  const { authority, address } = here;
  const changes = useChanges(authority.id);
  const asAt = address.asAt ?? today();
  const asked = { authority: authority.id, asAt, unit: address.unit ?? "THOUSANDS" } as const;
  const read = useQuery({ queryKey: ["register", asked], queryFn: ({ signal }) => ask(registerQuery, asked, signal), placeholderData: keepPreviousData });
  const list = useQuery({
    queryKey: ["arrangements", authority.id, asAt],
    queryFn: () => readSeen(authority.id, () => askAll(arrangementsQuery, { authority: authority.id, asAt })),
    placeholderData: keepPreviousData,
  });
  const register = useRegister(arrangementRegister, read.data?.arrangementRegister, changes, asked.unit);
  const all = list.data?.arrangements.nodes ?? [];
  const [kind, id] = panelOf(address.panel);
  const folded = address.chart === "folded";
  const open = (arrangement: string) => goTo({ panel: `arrangement:${arrangement}` });

  return (
    <ComputedSheet
      address={address}
      context={
        <ContextBar {...here} unit>
          <span className="context-field">
            As at{" "}
            <ReadBox label="As at" as={{ of: "CommitmentInput", field: "endsOn", unit: null }} text={daySaid(asAt)} isDay onRead={(day) => goTo({ asAt: day ?? undefined })} />
          </span>
        </ContextBar>
      }
      table={register.table}
      read={read}
      changes={changes}
      {...register.sheet}
      about={{ authority: authority.id, sheet: "arrangements" }}
      labelHeader="Arrangement"
      heading={
        <>
          {authority.name} <span className="sheet-title">arrangements</span>
        </>
      }
      actions={(selected) => (
        <>
          <RowAction words={["Open"]} run={selected?.subjectId ? () => open(selected.subjectId as string) : null} />
          <RegisterActions register={register} selected={selected} panel={address.panel} />
          <button type="button" className="quiet" aria-pressed={!folded} onClick={() => goTo({ chart: folded ? undefined : "folded" })}>
            Timeline
          </button>
          <AddArrangement />
        </>
      )}
      invitation={
        <>
          <h2>Add the first arrangement</h2>
          <p>
            How placements are bought: a framework, a purchasing system with its lots, a block contract of three years with two extensions of two, for instance. Its end, its
            reviews and any gap in cover follow.
          </p>
          <AddArrangement /> <AddRowsButton panel={address.panel} />
        </>
      }
      explain={{ asked, ask: async (row) => workingsIn((await ask(registerWorkingsQuery, { ...asked, rows: [row] })).arrangementRegister) }}
      onOpen={(row) => row.subjectId && open(row.subjectId)}
      below={
        !folded &&
        all.length > 0 && (
          <Chart
            className="timeline"
            of={read.data?.arrangementRegister.address}
            label="Terms, extensions and gaps in cover along the years: the same dates as in the register"
            onOpen={open}
          />
        )
      }
      panel={
        kind === addRowsPanel && register.table ? (
          <AddRowsPanel register={register} table={register.table} nameLabel="Arrangement" />
        ) : kind === "arrangement" ? (
          list.data && (id === "new" || all.some((each) => each.id === id)) ? (
            <ArrangementPanel key={id} authority={authority.id} held={all.find((each) => each.id === id) ?? null} all={all} seen={list.data.seen} onWritten={changes.written} />
          ) : null
        ) : (
          <SharedPanel panel={address.panel} authority={authority.id} years={[]} onWritten={changes.written} />
        )
      }
    />
  );
}

function AddArrangement() {
  return (
    <button type="button" className="quiet" onClick={() => goTo({ panel: "arrangement:new" })}>
      Add an arrangement
    </button>
  );
}
