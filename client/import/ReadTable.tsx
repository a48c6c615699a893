// The table as it was read, row by row: what each row is, what each column holds, and each amount in words where its text does not plainly say it.
import { useMemo } from "react";
import { counted, poundsFromPence, withCommas } from "../text/format.ts";
import type { NameMatch, Proposal, SeenRow } from "../written/proposal.ts";
import { ColumnToggle, type ColumnToggleProps } from "./ColumnToggle.tsx";
import { KindChoice, type KindChoiceProps } from "./KindChoice.tsx";
import { unitWords } from "./readWords.ts";

export interface ReadTableProps {
  proposal: Proposal;
  disabled: boolean;
  onColumn: ColumnToggleProps["onColumn"];
  onRow: KindChoiceProps["onRow"];
}

type ReadColumn = Proposal["columns"][number];

const heldWords: Record<ReadColumn["holds"], string> = {
  words: "words",
  code: "codes",
  year: "years",
  day: "days",
  money: "money",
  count: "numbers",
  share: "shares",
  nothing: "empty",
};

const isFigure = (column: ReadColumn) => ["money", "count", "share"].includes(column.holds);

export function ReadTable({ proposal, disabled, onColumn, onRow }: ReadTableProps) {
  const { as, columns, seen, rows, labels, amountColumns, names } = proposal;
  const all = Object.values(rows).reduce((sum, each) => sum + each, 0);
  // What comes in stands first, wherever it stands in the file.
  const order = useMemo(() => {
    const figures = as === "outcomes" ? columns.flatMap((column, index) => (isFigure(column) && column.leftOut === null ? [index] : [])) : [];
    const first = [...new Set([...(labels === null ? [] : [labels]), ...amountColumns, ...figures])];
    return [...first, ...columns.map((_, index) => index).filter((index) => !first.includes(index))];
  }, [as, columns, labels, amountColumns]);
  const matches = useMemo(() => new Map(names.flatMap((match) => (match.of === "cost centre" ? [[match.at, match]] : []))), [names]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls by itself has to be reached with the keyboard.
    <section className="read-rows" aria-label="The table as it was read" tabIndex={0}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col" className="figure">
              Row
            </th>
            <th scope="col">Read as</th>
            {order.map((index, place) => {
              const column = columns[index] as ReadColumn;
              return (
                <th key={column.name} scope="col" className={isFigure(column) ? "figure" : undefined} title={column.leftOut ? `Left out, since ${column.leftOut}` : undefined}>
                  {column.group && column.group !== columns[order[place - 1] ?? -1]?.group && <span className="column-group">{column.group}</span>}
                  {column.leftOut ? <s>{column.name}</s> : /^column \d+$/.test(column.name) ? "" : column.name}
                  <span className="holds">{column.leftOut ? "left out" : heldSaid(column, index, proposal)}</span>
                  {index !== labels && (column.holds !== "nothing" || column.leftOut !== null) && <ColumnToggle column={column} disabled={disabled} onColumn={onColumn} />}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {seen.map((row) => (
            <tr key={row.at} className={rowClass(row)}>
              <td className="figure row-place">{withCommas(row.at)}</td>
              <td className="kind">
                <KindChoice row={row} nested={as === "budget"} disabled={disabled} onRow={onRow} />
              </td>
              {order.map((index) => {
                const column = columns[index] as ReadColumn;
                return (
                  <td key={column.name} className={cellClass(index, column, isFigure(column), proposal)}>
                    <Cell row={row} index={index} />
                    {index === labels && row.name && !row.cells[index] && <span className="read-as">→ {row.name}</span>}
                    {index === labels && <NameMark match={matches.get(row.at)} />}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {all > seen.length && <p className="quiet-text">{`The first ${counted(seen.length, "row")} of ${withCommas(all)}.`}</p>}
    </section>
  );
}

function Cell({ row, index }: { row: SeenRow; index: number }) {
  const text = row.cells[index] ?? "";
  const amount = row.amounts.find((each) => each.column === index);
  return (
    <span className={amount?.agrees === false ? "disagrees" : undefined} title={amount === undefined ? text || undefined : poundsFromPence(amount.pence)}>
      {text}
      {amount?.inWords && <span className="read-as"> → {amount.inWords}</span>}
    </span>
  );
}

export function NameMark({ match }: { match: NameMatch | undefined }) {
  if (!match || match.how === "new") return null;
  if (match.how === "same") return <span className="name-mark"> as stored</span>;
  if (match.taken === null) return <span className="name-mark near">{match.how === "near" ? ` near “${match.stored}”` : ` has the figures of “${match.stored}”`}</span>;
  return <span className="name-mark">{match.taken === match.stored ? ` comes in as “${match.stored}”` : match.how === "near" ? " new" : " as stored"}</span>;
}

function cellClass(index: number, { leftOut }: ReadColumn, isFigure: boolean, { labels, amountColumns }: Proposal): string | undefined {
  if (index === labels) return "line-name";
  const classes = [...(isFigure ? ["figure"] : ["of-words"]), ...(leftOut !== null || (amountColumns.length > 0 && !amountColumns.includes(index)) ? ["beside"] : [])];
  return classes.join(" ");
}

function heldSaid({ holds }: ReadColumn, index: number, { as, labels, amountColumns, unit }: Proposal): string {
  if (index === labels) return as === "budget" ? "names of lines" : "names";
  if (holds === "money" && amountColumns.includes(index)) return unitWords.find(([each]) => each === unit)?.[1] ?? "money";
  return amountColumns.length > 0 && holds !== "nothing" ? "not read" : heldWords[holds];
}

function rowClass({ kind, leftOut, groups }: SeenRow): string {
  const out = kind === "memorandum" || kind === "excluded" || kind === "note" || (kind === "leaf" && leftOut !== null);
  return ["read-row", kind, ...(out ? ["left-out"] : []), ...(kind === "leaf" && groups.length > 0 ? ["grouped"] : [])].join(" ");
}
