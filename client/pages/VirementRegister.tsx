// The register of virements: what was moved from where to where, by whose decision; each opens with its lines beside it.
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { goTo } from "../address.ts";
import { type Virement, virementsQuery } from "../documents/monitoring.ts";
import { daySaid, poundsSaid } from "../format.ts";
import { ask } from "../graphql.ts";
import type { SheetColumn, SheetRow, SheetTable } from "../grid/table.ts";
import { ContextBar } from "../shell/ContextBar.tsx";
import { penceAsPounds } from "../typed.ts";
import { ComputedSheet } from "./ComputedSheet.tsx";
import { type Monitored, MonitoringChoice, MonitoringPanels, MoveBudget } from "./monitored.tsx";

export function VirementRegister(here: Monitored) {
  const { authority, authorities, address, version, centres, changes } = here;
  const centre = centres.find(({ id }) => id === address.of);
  const filter = { version: version.id, costCentre: centre?.id ?? null };
  const read = useInfiniteQuery({
    queryKey: ["virements", authority.id, filter],
    queryFn: ({ pageParam }) => ask(virementsQuery, { authority: authority.id, filter, after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => (last.virements.hasNextPage ? last.virements.endCursor : null),
    placeholderData: keepPreviousData,
  });
  const table = useMemo(() => {
    const listed = read.data?.pages.flatMap((page) => page.virements.nodes);
    return listed && registerOf(listed, new Map(centres.map(({ id, name }) => [id, name])));
  }, [read.data, centres]);
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
      exports={
        table && table.rows.length > 0
          ? [
              {
                address: `virementRegister?${new URLSearchParams({ authority: authority.id, ...(centre && { costCentre: centre.id }), version: version.id })}`,
                title: `${authority.name}: virements, ${version.name}`,
              },
            ]
          : []
      }
      heading={
        <>
          {authority.name} <span className="sheet-title">virements, {version.name}</span>
        </>
      }
      actions={(selected) => (
        <>
          {selected && (
            <button type="button" className="quiet" onClick={() => open(selected.key)}>
              Open
            </button>
          )}
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
            what was moved stands beside it, with who approved it and under which reference.
          </p>
          <MoveBudget from={centre?.id} primary />
        </>
      }
      onOpen={(row) => open(row.key)}
      below={
        read.hasNextPage && (
          <p className="more-rows">
            <button type="button" onClick={() => read.fetchNextPage()} disabled={read.isFetchingNextPage}>
              Show more
            </button>{" "}
            The newest {table?.rows.length} are shown.
          </p>
        )
      }
      panel={<MonitoringPanels {...here} />}
    />
  );
}

const columns: SheetColumn[] = [
  { key: "number", label: "No.", status: "" },
  { key: "from", label: "From", status: "", words: true },
  { key: "to", label: "To", status: "", words: true },
  { key: "moved", label: "Moved", status: "£" },
  { key: "year", label: "Year", status: "", words: true },
  { key: "approvedOn", label: "Approved", status: "", words: true },
  { key: "approver", label: "By", status: "", words: true },
  { key: "reason", label: "Reason", status: "", words: true },
];

function registerOf(listed: readonly Virement[], names: ReadonlyMap<string, string>): SheetTable {
  return { title: "Virements", unit: "Decision", notes: [], columns, rows: listed.map((each) => rowOf(each, names)) };
}

function rowOf(virement: Virement, names: ReadonlyMap<string, string>): SheetRow {
  const { id, number, reference, approvedOn, approver, year, permanent, lines, movedPence, reason, reversesId, reversedById } = virement;
  const named = (sign: number) => lines.flatMap(({ costCentreId, amountPence }) => (Math.sign(amountPence) === sign ? [names.get(costCentreId) ?? "…"] : [])).join(", ");
  const texts = [
    String(number),
    named(-1),
    named(1),
    poundsSaid(penceAsPounds(movedPence)),
    `${year}${permanent ? " and later" : " only"}`,
    daySaid(approvedOn),
    approver,
    reason ?? "",
  ];
  return {
    key: id,
    kind: "LINE",
    level: 0,
    label: reference,
    status: reversesId ? "a reversal" : reversedById ? "reversed" : null,
    subjectId: id,
    cells: texts.map((shown) => ({ shown })),
  };
}
