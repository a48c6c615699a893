// The register of virements: what was moved from where to where, by whose decision; each opens with its lines beside it.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { goTo } from "../../address.ts";
import { virementRegisterQuery, virementRegisterWorkings } from "../../data/documents/monitoring.ts";
import { ask } from "../../data/graphql.ts";
import { workingsIn } from "../../grid/table.ts";
import { ComputedSheet } from "../../pages/ComputedSheet.tsx";
import { type Monitored, MonitoringChoice, MonitoringPanels, MoveBudget } from "../../pages/monitored.tsx";
import { ContextBar } from "../../shell/ContextBar.tsx";
import { RowAction } from "../../shell/RowAction.tsx";

const neverChanges = "A virement never changes: it was decided so. Open it to reverse it, or duplicate it for another decision.";

export function VirementRegister(here: Monitored) {
  const { authority, authorities, address, version, centres, changes } = here;
  const centre = centres.find(({ id }) => id === address.of);
  const asked = { authority: authority.id, version: version.id, costCentre: centre?.id ?? null };
  const read = useQuery({ queryKey: ["virementRegister", asked], queryFn: ({ signal }) => ask(virementRegisterQuery, asked, signal), placeholderData: keepPreviousData });
  const table = useMemo(() => read.data && { ...read.data.virementRegister, locked: neverChanges }, [read.data]);
  const open = (id: string) => goTo({ panel: `virement:${id}` });

  return (
    <ComputedSheet
      address={address}
      context={
        <ContextBar authorities={authorities} authority={authority} address={address} panels={[["variances", "Variances"]]}>
          <MonitoringChoice {...here} />
        </ContextBar>
      }
      about={{ authority: authority.id, sheet: "virements", subject: version.id }}
      table={table}
      read={read}
      changes={changes}
      labelHeader="Decision"
      heading={
        <>
          {authority.name} <span className="sheet-title">virements, {version.name}</span>
        </>
      }
      actions={(selected) => (
        <>
          <RowAction words={["Open"]} run={selected ? () => open(selected.key) : null} />
          <RowAction words={["Duplicate"]} run={selected ? () => open(`copy:${selected.key}`) : null} />
          <MoveBudget from={centre?.id} />
        </>
      )}
      above={
        centre && (
          <p className="narrowing quiet-text">
            Those that move {centre.name}.{" "}
            <button type="button" className="quiet" onClick={() => goTo({ of: undefined })}>
              Show all
            </button>
          </p>
        )
      }
      invitation={
        <>
          <h2>{centre ? `No virement moves the budget of ${centre.name}` : "No virement has moved this budget yet"}</h2>
          <p>
            A virement moves budget from one cost centre to another by decision: £20,000 from fostering to residential placements, for instance. The approved budget stays as it is;
            what was moved is shown beside it, with who approved it and under which reference.
          </p>
          <MoveBudget from={centre?.id} primary />
        </>
      }
      onOpen={(row) => open(row.key)}
      explain={{ asked, ask: async (row) => workingsIn((await ask(virementRegisterWorkings, { ...asked, rows: [row] })).virementRegister) }}
      panel={<MonitoringPanels {...here} />}
    />
  );
}
