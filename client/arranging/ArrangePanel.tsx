// The panel in which a sheet is arranged: which rows, in which order, and which columns. Everything in it works with the keyboard.
import { type FormEvent, useId, useState } from "react";
import type { SheetTable } from "../grid/table.ts";
import { Panel } from "../panels/Panel.tsx";
import { ChoiceField, TextField } from "../shell/fields.tsx";
import { type Condition, type RowKind, rowKinds, type Test, tests, valuesTaken } from "./arrangement.ts";
import { shownNumber } from "./cellValue.ts";
import { columnsInOrder } from "./columnOrder.ts";
import { columnSaid, conditionSaid, directionSaid, testsSaid } from "./said.ts";
import type { Arranging } from "./useArrangement.ts";

interface ArrangePanelProps extends Arranging {
  table: SheetTable;
  /** The column that it was opened for. */
  column: string | undefined;
}

export function ArrangePanel({ table, column, arrangement, arrange }: ArrangePanelProps) {
  const kinds = (Object.keys(rowKinds) as RowKind[]).filter((kind) => kind !== "HEADING" && table.rows.some((row) => row.kind === kind));
  const sortable: [string, string][] = [["", "In the table's own order"], ["label", "Name"], ...keyed(table)];
  const words = arrangement.sort?.column === "label" || Boolean(table.columns.find(({ key }) => key === arrangement.sort?.column)?.words);
  return (
    <Panel title="Filter, sort and columns">
      <div className="arrange">
        <section aria-labelledby="arrange-rows">
          <h3 id="arrange-rows">Rows</h3>
          <TextField label="Name contains" value={arrangement.rows} autoFocus={column === undefined || column === "label"} onChange={(rows) => arrange({ rows })} />
          {kinds.length > 1 && (
            <fieldset className="kinds">
              <legend>Of these kinds</legend>
              {kinds.map((kind) => {
                const shown = arrangement.kinds.length === 0 || arrangement.kinds.includes(kind);
                const now = arrangement.kinds.length === 0 ? kinds : arrangement.kinds;
                const next = shown ? now.filter((each) => each !== kind) : kinds.filter((each) => each === kind || now.includes(each));
                return (
                  <label key={kind} className="check">
                    <input type="checkbox" checked={shown} disabled={next.length === 0} onChange={() => arrange({ kinds: next.length === kinds.length ? [] : next })} />
                    {rowKinds[kind]}
                  </label>
                );
              })}
            </fieldset>
          )}
          {arrangement.where.length > 0 && (
            <ul className="conditions">
              {arrangement.where.map((condition, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the same condition may stand twice.
                <li key={index}>
                  {conditionSaid(table, condition)}
                  <button
                    type="button"
                    className="quiet"
                    aria-label={`Remove: ${conditionSaid(table, condition)}`}
                    onClick={() => arrange({ where: arrangement.where.filter((_, at) => at !== index) })}
                  >
                    Remove
                  </button>
                </li>
              ))}
            </ul>
          )}
          <NewCondition key={column} table={table} column={column} onAdd={(condition) => arrange({ where: [...arrangement.where, condition] })} />
        </section>
        <section aria-labelledby="arrange-order">
          <h3 id="arrange-order">Order</h3>
          <div className="pair">
            <ChoiceField
              label="Sorted by"
              value={arrangement.sort?.column ?? ""}
              choices={sortable}
              onChange={(chosen) => arrange({ sort: chosen === "" ? null : { column: chosen, down: arrangement.sort?.down ?? false } })}
            />
            {arrangement.sort && (
              <ChoiceField
                label="Direction"
                value={arrangement.sort.down ? "down" : "up"}
                choices={[
                  ["up", directionSaid(words, false)],
                  ["down", directionSaid(words, true)],
                ]}
                onChange={(way) => arrange({ sort: arrangement.sort && { ...arrangement.sort, down: way === "down" } })}
              />
            )}
          </div>
          <p className="hint">Rows are sorted within their group: subtotals and totals stay where they are.</p>
        </section>
        <Columns table={table} arrangement={arrangement} arrange={arrange} />
      </div>
    </Panel>
  );
}

function keyed(table: SheetTable): [string, string][] {
  return table.columns.filter((each) => !each.trend).map((each) => [each.key, columnSaid(table, each.key)]);
}

function NewCondition({ table, column, onAdd }: { table: SheetTable; column: string | undefined; onAdd: (condition: Condition) => void }) {
  const first = table.columns.find((each) => each.key === column) ?? table.columns.find((each) => !each.trend);
  const [of, setOf] = useState(first?.key ?? "");
  const [asked, setAsked] = useState<Test | null>(null);
  const [one, setOne] = useState("");
  const [other, setOther] = useState("");
  const [words, setWords] = useState<readonly string[]>([]);
  const id = useId();
  const at = table.columns.findIndex((each) => each.key === of);
  const offered = tests.filter((each) => (table.columns[at]?.words ? valuesTaken[each] === 0 || each === "among" : true));
  const test = asked && offered.includes(asked) ? asked : table.columns[at]?.words ? "among" : "over";
  const taken = valuesTaken[test];
  const numbers = [one, other].slice(0, taken ?? 0).map((each) => each.trim());
  const values = test === "among" ? words : numbers;
  const unread = numbers.some((each) => each === "" || shownNumber(each) === null);
  const ready = of !== "" && (test === "among" ? words.length > 0 : !unread);
  function add(event: FormEvent) {
    event.preventDefault();
    if (!ready) return;
    onAdd({ column: of, test, values });
    setOne("");
    setOther("");
    setWords([]);
  }
  return (
    <form className="new-condition" onSubmit={add} aria-label="Another filter">
      <div className="pair">
        <ChoiceField
          label="Where"
          value={of}
          choices={keyed(table)}
          onChange={(key) => {
            setOf(key);
            setWords([]);
          }}
        />
        <ChoiceField label="Test" value={test} choices={offered.map((each) => [each, testsSaid[each]])} onChange={setAsked} />
      </div>
      {test === "among" ? (
        <Values table={table} at={at} chosen={words} onChange={setWords} />
      ) : (
        taken !== null &&
        taken > 0 && (
          <div className="pair">
            <TextField
              label={`${taken === 2 ? "From" : "Number"}, as the sheet shows it (${table.unit})`}
              value={one}
              onChange={setOne}
              autoFocus={column !== undefined && column !== "label"}
            />
            {taken === 2 && <TextField label="To" value={other} onChange={setOther} />}
          </div>
        )
      )}
      <button type="submit" disabled={!ready} aria-describedby={ready ? undefined : id}>
        Add this filter
      </button>
      {!ready && (
        <p className="hint" id={id}>
          {test === "among" ? "Choose at least one value." : "Type a number, as the sheet shows it."}
        </p>
      )}
    </form>
  );
}

const mostValues = 200;

/** What a column holds, to choose among. */
function Values({ table, at, chosen, onChange }: { table: SheetTable; at: number; chosen: readonly string[]; onChange: (chosen: string[]) => void }) {
  const held = [...new Set(table.rows.filter((row) => row.kind !== "HEADING").map((row) => row.cells[at]?.shown ?? ""))].sort((a, b) =>
    a.localeCompare(b, "en-GB", { numeric: true }),
  );
  return (
    <fieldset className="values">
      <legend>Any of these</legend>
      <div className="values-list">
        {held.slice(0, mostValues).map((value) => (
          <label key={value} className="check">
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={() => onChange(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value])}
            />
            {value || "nothing"}
          </label>
        ))}
      </div>
      {held.length > mostValues && (
        <p className="hint">
          The first {mostValues} of {held.length}.
        </p>
      )}
    </fieldset>
  );
}

function Columns({ table, arrangement, arrange }: { table: SheetTable } & Arranging) {
  const { hide, order, freeze } = arrangement;
  const inOrder = columnsInOrder(table, order);
  const visible = inOrder.filter((key) => !hide.includes(key));
  const move = (index: number, by: 1 | -1) => {
    const next = [...inOrder];
    [next[index], next[index + by]] = [next[index + by] as string, next[index] as string];
    arrange({ order: next });
  };
  return (
    <section aria-labelledby="arrange-columns">
      <h3 id="arrange-columns">Columns</h3>
      <ul className="columns-list">
        {inOrder.map((key, index) => {
          const said = columnSaid(table, key);
          const shown = !hide.includes(key);
          return (
            <li key={key}>
              <label className="check">
                <input
                  type="checkbox"
                  checked={shown}
                  disabled={shown && visible.length === 1}
                  onChange={() => arrange({ hide: shown ? [...hide, key] : hide.filter((each) => each !== key) })}
                />
                {said}
              </label>
              <button type="button" className="quiet" aria-label={`Move ${said} up`} disabled={index === 0} onClick={() => move(index, -1)}>
                <span aria-hidden="true">↑</span>
              </button>
              <button type="button" className="quiet" aria-label={`Move ${said} down`} disabled={index === inOrder.length - 1} onClick={() => move(index, 1)}>
                <span aria-hidden="true">↓</span>
              </button>
            </li>
          );
        })}
      </ul>
      <ChoiceField
        label="Frozen beside the names"
        value={String(Math.min(freeze, visible.length))}
        choices={["0", ...visible.map((_, index) => String(index + 1))].map((each) => [
          each,
          each === "0" ? "none" : each === "1" ? "the first column" : `the first ${each} columns`,
        ])}
        onChange={(count) => arrange({ freeze: Number(count) })}
      />
    </section>
  );
}
