// The options sheet: the options of a decision side by side, in figures and in words.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { goTo } from "../../address.ts";
import { askAll } from "../../data/allPages.ts";
import { addToOption, decisionsQuery, optionsQuery, optionsTableQuery, optionsWorkingsQuery, type SpendingOption } from "../../data/documents/options.ts";
import { ask } from "../../data/graphql.ts";
import { readSeen } from "../../data/seen.ts";
import { type SheetTable, workingsIn } from "../../grid/table.ts";
import { ComputedSheet } from "../../pages/ComputedSheet.tsx";
import { type Here, OfAuthority } from "../../pages/OfAuthority.tsx";
import { panelOf, SharedPanel } from "../../panels/SharedPanel.tsx";
import { ContextBar } from "../../shell/ContextBar.tsx";
import { RowAction } from "../../shell/RowAction.tsx";
import { useChanges } from "../../shell/useChanges.tsx";
import { CommitmentPanel } from "../commitment/CommitmentPanel.tsx";
import { OptionPanel } from "./OptionPanel.tsx";

const nothing: SheetTable = { title: "Options", unit: "£000s", notes: [], columns: [], rows: [] };
const kinds = [
  ["BENEFIT", "Benefits"],
  ["RISK", "Risks"],
  ["MITIGATION", "Mitigations"],
] as const;

export function OptionsPage() {
  return <OfAuthority>{(here) => <Options key={here.authority.id} {...here} />}</OfAuthority>;
}

function Options(here: Here) {
  const { authority, address } = here;
  const changes = useChanges(authority.id);
  const decisions = useQuery({ queryKey: ["decisions", authority.id], queryFn: ({ signal }) => ask(decisionsQuery, { authority: authority.id }, signal) });
  const all = decisions.data?.decisions.map((each) => each.decision) ?? [];
  const decision = all.find((each) => each === address.of) ?? all[0];
  const list = useQuery({
    queryKey: ["options", authority.id, decision ?? ""],
    queryFn: () => readSeen(authority.id, () => askAll(optionsQuery, { authority: authority.id, decision: decision ?? "" })),
    enabled: decisions.data !== undefined,
    placeholderData: keepPreviousData,
  });
  const options = decision === undefined ? [] : (list.data?.options.nodes ?? []);
  // The reference stands in the address beside the decision, as the view of it.
  const reference = options.some((each) => each.id === address.view) ? (address.view ?? null) : null;
  const asked = { authority: authority.id, decision: decision ?? "", unit: address.unit ?? "THOUSANDS", reference } as const;
  const read = useQuery({
    queryKey: ["optionsTable", asked],
    queryFn: ({ signal }) => ask(optionsTableQuery, asked, signal),
    enabled: decision !== undefined,
    placeholderData: keepPreviousData,
  });
  const table = decisions.data && decision === undefined ? nothing : decision === undefined ? undefined : read.data?.optionsTable;
  const years = (table?.columns ?? []).map((column) => column.key).filter((key) => key !== "total");
  const [kind, id] = panelOf(address.panel);
  const open = (option: string) => goTo({ panel: `option:${option}` });

  return (
    <ComputedSheet
      key={decision}
      address={address}
      context={
        <ContextBar {...here} unit>
          {decision !== undefined && (
            <>
              <select
                aria-label="Decision"
                className="context-version"
                value={decision}
                onChange={(event) => goTo({ of: event.target.value, view: undefined, cell: undefined, panel: undefined })}
              >
                {all.map((each) => (
                  <option key={each}>{each}</option>
                ))}
              </select>
              <label className="context-field">
                Against
                <select aria-label="Compared with" className="context-version" value={reference ?? ""} onChange={(event) => goTo({ view: event.target.value || undefined })}>
                  <option value="">as it stands</option>
                  {options.map((each) => (
                    <option key={each.id} value={each.id}>
                      {each.name}
                    </option>
                  ))}
                </select>
              </label>
            </>
          )}
        </ContextBar>
      }
      table={table}
      read={decisions.error ? decisions : read}
      changes={changes}
      about={decision === undefined ? undefined : { authority: authority.id, sheet: "options", subject: decision }}
      heading={
        <>
          {decision ?? authority.name} <span className="sheet-title">options</span>
        </>
      }
      actions={(selected) => {
        const option = optionOf(selected?.key, options);
        return (
          <>
            <RowAction words={["Open"]} run={option ? () => open(option.id) : null} />
            <AddOption />
          </>
        );
      }}
      invitation={
        <>
          <h2>Set out the options for a decision</h2>
          <p>
            What each would cost, year by year, beside its benefits and risks: a block contract, a purchasing system, going on as now, for instance. The budget stays as it is until
            one is adopted.
          </p>
          <AddOption />
        </>
      }
      explain={{ asked, ask: async (row) => workingsIn((await ask(optionsWorkingsQuery, { ...asked, rows: [row] })).optionsTable) }}
      onOpen={(row) => {
        const option = optionOf(row.key, options);
        if (option) open(option.id);
        else if (row.subjectId) goTo({ panel: `commitment:${row.subjectId}` });
      }}
      below={options.length > 0 && <Words options={options} onOpen={open} />}
      panel={
        kind === "option" ? (
          list.data && (id === "new" || options.some((each) => each.id === id)) ? (
            <OptionPanel
              key={id}
              authority={authority.id}
              held={options.find((each) => each.id === id) ?? null}
              decision={decision ?? ""}
              commitments={list.data.commitments.nodes}
              seen={list.data.seen}
              onWritten={changes.written}
              onMade={(of) => goTo({ of, panel: undefined, cell: undefined })}
            />
          ) : null
        ) : kind === "optionCommitment" && id ? (
          <CommitmentPanel
            authority={authority.id}
            id={null}
            years={years}
            locked={null}
            onWritten={changes.written}
            place={`commitment of option ${id}`}
            create={async (input, key) => (await ask(addToOption, { option: id, input, key })).addToOption}
          />
        ) : (
          <SharedPanel panel={address.panel} authority={authority.id} years={years} onWritten={changes.written} />
        )
      }
    />
  );
}

/** The option that a row of the table is of. */
function optionOf(rowKey: string | undefined, options: readonly SpendingOption[]): SpendingOption | undefined {
  const id = /^option:([^:]+)/.exec(rowKey ?? "")?.[1];
  return options.find((each) => each.id === id);
}

/** What is said of each option, side by side. */
function Words({ options, onOpen }: { options: readonly SpendingOption[]; onOpen: (id: string) => void }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls by itself can be scrolled with the keyboard.
    <section className="words-of-options" aria-label="What is said of each option" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <td />
            {options.map((option) => (
              <th key={option.id} scope="col">
                <button type="button" className="quiet" onClick={() => onOpen(option.id)}>
                  {option.name}
                </button>
                {(option.adoptedAt || option.recommended) && <span className="stamp">{option.adoptedAt ? "adopted" : "recommended"}</span>}
                {option.summary && <p className="hint">{option.summary}</p>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {kinds.map(([kind, words]) => (
            <tr key={kind}>
              <th scope="row">{words}</th>
              {options.map((option) => (
                <td key={option.id}>
                  <ul>
                    {option.points
                      .filter((point) => point.kind === kind)
                      .map((point) => (
                        <li key={point.said}>{point.said}</li>
                      ))}
                  </ul>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function AddOption() {
  return (
    <button type="button" className="quiet" onClick={() => goTo({ panel: "option:new" })}>
      Add an option
    </button>
  );
}
