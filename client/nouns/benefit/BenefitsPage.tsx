// The benefits register: what was promised, who is accountable, how it is measured, and where it stands on a day.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { goTo } from "../../address.ts";
import { askAll } from "../../data/allPages.ts";
import { benefitsQuery, benefitsRegisterQuery, outcomeSetQuery } from "../../data/documents/outcomes.ts";
import { ask } from "../../data/graphql.ts";
import { readSeen } from "../../data/seen.ts";
import { ReadBox } from "../../forms/ReadBox.tsx";
import { ComputedSheet } from "../../pages/ComputedSheet.tsx";
import { type Here, OfAuthority } from "../../pages/OfAuthority.tsx";
import { panelOf, SharedPanel } from "../../panels/SharedPanel.tsx";
import { AddRowsButton, AddRowsPanel, addRowsPanel, RegisterActions } from "../../rows/RegisterActions.tsx";
import { useRegister } from "../../rows/useRegister.ts";
import { ContextBar } from "../../shell/ContextBar.tsx";
import { RowAction } from "../../shell/RowAction.tsx";
import { useChanges } from "../../shell/useChanges.tsx";
import { daySaid, today } from "../../text/format.ts";
import { benefitRegister } from "../../written/benefit.ts";
import { BenefitPanel } from "./BenefitPanel.tsx";

export function BenefitsPage() {
  return <OfAuthority>{(here) => <Benefits key={here.authority.id} {...here} />}</OfAuthority>;
}

function Benefits(here: Here) {
  const { authority, address } = here;
  const changes = useChanges(authority.id);
  const asAt = address.asAt ?? today();
  const asked = { authority: authority.id, asAt };
  const read = useQuery({ queryKey: ["benefitsRegister", asked], queryFn: ({ signal }) => ask(benefitsRegisterQuery, asked, signal), placeholderData: keepPreviousData });
  const list = useQuery({
    queryKey: ["benefits", asked],
    queryFn: () => readSeen(authority.id, async () => ({ ...(await askAll(benefitsQuery, asked)), ...(await askAll(outcomeSetQuery, { authority: authority.id })) })),
    placeholderData: keepPreviousData,
  });
  const register = useRegister(benefitRegister, read.data?.benefitsRegister, changes);
  const all = list.data?.benefits.nodes ?? [];
  const [kind, id] = panelOf(address.panel);
  const open = (benefit: string) => goTo({ panel: `benefit:${benefit}` });
  const add = (
    <button type="button" className="quiet" onClick={() => open("new")}>
      Add a benefit
    </button>
  );
  return (
    <ComputedSheet
      address={address}
      context={
        <ContextBar {...here}>
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
      about={{ authority: authority.id, sheet: "benefits" }}
      labelHeader="Expected benefit"
      labelAtLeast={420}
      heading={
        <>
          {authority.name} <span className="sheet-title">benefits</span>
        </>
      }
      actions={(selected) => (
        <>
          <RowAction words={["Open"]} run={selected?.subjectId ? () => open(selected.subjectId as string) : null} />
          <RegisterActions register={register} selected={selected} panel={address.panel} />
          {add}
        </>
      )}
      invitation={
        <>
          <h2>Add the first benefit that was promised</h2>
          <p>
            What an arrangement is expected to bring, which post is accountable for it, the baseline, and when it is measured. Linked to a KPI, its state follows from the KPI's
            outcomes.
          </p>
          {add} <AddRowsButton panel={address.panel} />
        </>
      }
      onOpen={(row) => row.subjectId && open(row.subjectId)}
      panel={
        kind === addRowsPanel && register.table ? (
          <AddRowsPanel register={register} table={register.table} nameLabel="Expected benefit" />
        ) : kind === "benefit" ? (
          list.data && (id === "new" || all.some((each) => each.id === id)) ? (
            <BenefitPanel
              key={id}
              authority={authority.id}
              held={all.find((each) => each.id === id) ?? null}
              kpis={list.data.kpis.nodes}
              subjects={list.data.kpiSubjects.nodes}
              seen={list.data.seen}
              onWritten={changes.written}
            />
          ) : null
        ) : (
          <SharedPanel panel={address.panel} authority={authority.id} years={[]} onWritten={changes.written} />
        )
      }
    />
  );
}
