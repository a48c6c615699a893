// The block case sheet: a block against spot, with what empty places cost drawn at every occupancy.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { goTo } from "../../address.ts";
import { Chart } from "../../chart/Chart.tsx";
import { askAll } from "../../data/allPages.ts";
import { blockCaseQuery, blockCasesQuery, blockCaseWorkingsQuery } from "../../data/documents/blockCase.ts";
import { ask } from "../../data/graphql.ts";
import { readSeen } from "../../data/seen.ts";
import { ReadBox } from "../../forms/ReadBox.tsx";
import { type SheetTable, workingsIn } from "../../grid/table.ts";
import { ComputedSheet } from "../../pages/ComputedSheet.tsx";
import { type Here, OfAuthority } from "../../pages/OfAuthority.tsx";
import { panelOf, SharedPanel } from "../../panels/SharedPanel.tsx";
import { ContextBar } from "../../shell/ContextBar.tsx";
import { useChanges } from "../../shell/useChanges.tsx";
import { percentAsShare, shareAsPercent } from "../../text/percent.ts";
import { BlockCasePanel } from "./BlockCasePanel.tsx";

const nothing: SheetTable = { title: "Block cases", unit: "£", notes: [], columns: [], rows: [] };

export function BlockCasePage() {
  return <OfAuthority>{(here) => <BlockCases key={here.authority.id} {...here} />}</OfAuthority>;
}

function BlockCases(here: Here) {
  const { authority, address } = here;
  const changes = useChanges(authority.id);
  const list = useQuery({ queryKey: ["blockCases", authority.id], queryFn: () => readSeen(authority.id, () => askAll(blockCasesQuery, { authority: authority.id })) });
  const cases = list.data?.blockCases.nodes ?? [];
  const open = cases.find((each) => each.id === address.of) ?? cases[0];
  const occupancy = shareIn(address.occupancy);
  const asked = { id: open?.id ?? "", occupancy, unit: address.unit ?? "POUNDS" } as const;
  const read = useQuery({
    queryKey: ["blockCase", asked],
    queryFn: ({ signal }) => ask(blockCaseQuery, asked, signal),
    enabled: open !== undefined,
    placeholderData: keepPreviousData,
  });
  const found = open ? read.data?.blockCase : undefined;
  const asTable = address.view === "curve";
  const table = list.data && cases.length === 0 ? nothing : asTable ? found?.curve : found?.table;
  const [kind, id] = panelOf(address.panel);

  return (
    <ComputedSheet
      key={`${open?.id} ${address.view}`}
      address={address}
      context={
        <ContextBar {...here} address={{ ...address, unit: asked.unit }} unit>
          {open && (
            <>
              <select aria-label="Block case" className="context-version" value={open.id} onChange={(event) => goTo({ of: event.target.value, cell: undefined, panel: undefined })}>
                {cases.map((each) => (
                  <option key={each.id} value={each.id}>
                    {each.name}
                  </option>
                ))}
              </select>
              <Occupancy share={occupancy} />
            </>
          )}
        </ContextBar>
      }
      table={table}
      read={list.error ? list : read}
      changes={changes}
      about={open && { authority: authority.id, sheet: "block-case", subject: open.id }}
      labelHeader={table?.unit ?? "£"}
      heading={
        <>
          {open?.name ?? authority.name} <span className="sheet-title">block against spot</span>
        </>
      }
      actions={() => (
        <>
          {open && (
            <>
              <button type="button" className="quiet" onClick={() => goTo({ panel: `blockCase:${open.id}` })}>
                Terms
              </button>
              <button type="button" className="quiet" aria-pressed={asTable} onClick={() => goTo({ view: asTable ? undefined : "curve", cell: undefined })}>
                Curve as a table
              </button>
            </>
          )}
          <AddCase />
        </>
      )}
      invitation={
        <>
          <h2>Compare a block with spot</h2>
          <p>
            Four beds at £1,988 a week in a block against £2,149 on the spot market, for instance: what that saves a year and over the term, and how full the beds must be for it to
            pay.
          </p>
          <AddCase />
        </>
      }
      explain={{
        asked,
        ask: async (row) => {
          const { blockCase } = await ask(blockCaseWorkingsQuery, { ...asked, rows: [row] });
          return workingsIn(asTable ? blockCase.curve : blockCase.table);
        },
      }}
      onOpen={() => open && goTo({ panel: `blockCase:${open.id}` })}
      exports={found && (asTable ? [found.table] : [found.curve])}
      below={found && <Chart of={found.curve.address} label="What empty places cost, and what the block saves, at each occupancy: the same figures as in the table of the curve" />}
      panel={
        kind === "blockCase" && list.data ? (
          <BlockCasePanel
            key={id}
            authority={authority.id}
            held={cases.find((each) => each.id === id) ?? null}
            arrangements={list.data.arrangements.nodes}
            seen={list.data.seen}
            onWritten={changes.written}
            onMade={(made) => goTo({ of: made || undefined, panel: undefined, cell: undefined })}
          />
        ) : (
          <SharedPanel panel={address.panel} authority={authority.id} years={[]} onWritten={changes.written} />
        )
      }
    />
  );
}

function AddCase() {
  return (
    <button type="button" className="quiet" onClick={() => goTo({ panel: "blockCase:new" })}>
      Add a block case
    </button>
  );
}

/** The occupancy of the address, "85" for 85%, as a share; full where it names none. */
function shareIn(percent: string | undefined): string {
  const share = percentAsShare(percent ?? "100");
  return /^\d*\.?\d+$/.test(share) && Number(share) <= 1 ? share : "1";
}

/** At which occupancy empty places are costed; the sheet follows a moment after the last key. */
function Occupancy({ share }: { share: string }) {
  return (
    <span className="context-field">
      Occupancy{" "}
      <ReadBox
        label="Occupancy in per cent"
        as={{ of: "OptionOverrideInput", field: "value", unit: "PERCENT" }}
        text={shareAsPercent(share)}
        onRead={(read) => goTo({ occupancy: read === null || read === "1" ? undefined : shareAsPercent(read) })}
      />{" "}
      %
    </span>
  );
}
