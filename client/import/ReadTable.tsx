// The table as it was read, row by row: what each row is, what each column holds, and each amount in words where its text does not plainly say it.
import { useMemo } from "react";
import { counted, poundsFromPence, withCommas } from "../text/format.ts";
import { ColumnToggle, type ColumnToggleProps } from "./ColumnToggle.tsx";
import { type CellsRead, cellsRead } from "./cellsRead.ts";
import type { Match } from "./matchedNames.ts";
import type { Proposal, ReadColumn, ReadRow } from "./proposal.ts";
import { kindWords, saidOtherwise, unitWords } from "./readWords.ts";

export interface ReadTableProps {
  proposal: Proposal;
  /** The column or the group of columns that was chosen. */
  amount: string | undefined;
  matches: ReadonlyMap<string, Match>;
  onColumn: ColumnToggleProps["onColumn"];
}

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

export function ReadTable({ proposal, amount, matches, onColumn }: ReadTableProps) {
  const { columns, seen, rows, unit } = proposal;
  const read = useMemo(() => cellsRead(proposal, amount), [proposal, amount]);
  const all = Object.values(rows).reduce((sum, each) => sum + each, 0);
  // What comes in stands first, wherever it stands in the file.
  const order = useMemo(() => {
    const first = [read.labels, ...read.amountColumns].filter((index) => index >= 0);
    return [...first, ...columns.map((_, index) => index).filter((index) => !first.includes(index))];
  }, [columns, read]);
  const isFigure = (column: ReadColumn | undefined) => column !== undefined && ["money", "count", "share"].includes(column.holds);
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
                  <span className="holds">{column.leftOut ? "left out" : heldSaid(column, index, read, unit)}</span>
                  {index !== read.labels && (column.holds !== "nothing" || column.leftOut !== null) && (
                    <ColumnToggle name={column.name} leftOut={column.leftOut} onColumn={onColumn} />
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {seen.map((row) => (
            <tr key={row.at} className={rowClass(row, read)}>
              <td className="figure row-place">{withCommas(row.at)}</td>
              <td className="kind" title={read.whyLeftOut.get(row.at) && `Left out, since ${read.whyLeftOut.get(row.at)}`}>
                {kindSaid(row, read)}
              </td>
              {order.map((index) => {
                const column = columns[index] as ReadColumn;
                return (
                  <td key={column.name} className={cellClass(index, isFigure(column), read)}>
                    <Cell row={row} index={index} column={column} read={read} unit={unit} />
                    {index === read.labels && <NameMark match={matches.get(read.names.get(row.at) ?? "")} />}
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

function Cell({ row, index, column, read, unit }: { row: ReadRow; index: number; column: ReadColumn; read: CellsRead; unit: string | null }) {
  const text = row.cells[index] ?? "";
  if (column.leftOut) return <s>{text}</s>;
  const pence = read.amounts.get(row.at)?.get(index);
  const otherwise = pence === undefined ? null : saidOtherwise(text, pence, unit);
  const wrong = read.wrong.get(row.at)?.has(index);
  return (
    <span className={wrong ? "disagrees" : undefined} title={pence === undefined ? text || undefined : poundsFromPence(pence)}>
      {text}
      {otherwise && <span className="read-as"> → {otherwise}</span>}
    </span>
  );
}

function NameMark({ match }: { match: Match | undefined }) {
  if (match?.how === "near") return <span className="name-mark near"> near “{match.to}”</span>;
  return match?.how === "same" ? <span className="name-mark"> as stored</span> : null;
}

function cellClass(index: number, isFigure: boolean, { labels, amountColumns }: CellsRead): string | undefined {
  if (index === labels) return "line-name";
  const classes = [...(isFigure ? ["figure"] : ["of-words"]), ...(amountColumns.length > 0 && !amountColumns.includes(index) ? ["beside"] : [])];
  return classes.join(" ");
}

function heldSaid({ holds }: ReadColumn, index: number, { labels, amountColumns }: CellsRead, unit: string | null): string {
  if (index === labels) return "names of lines";
  if (holds === "money" && amountColumns.includes(index)) return unitWords.find(([each]) => each === unit)?.[1] ?? "money";
  return amountColumns.length > 0 && holds !== "nothing" ? "not read" : heldWords[holds];
}

function kindSaid({ kind, at }: ReadRow, { whyLeftOut }: CellsRead): string {
  return kind === "leaf" && whyLeftOut.has(at) ? "left out" : kindWords[kind];
}

function rowClass({ kind, at, groups }: ReadRow, { whyLeftOut }: CellsRead): string {
  const out = kind === "memorandum" || kind === "excluded" || kind === "note" || (kind === "leaf" && whyLeftOut.has(at));
  return ["read-row", kind, ...(out ? ["left-out"] : []), ...(kind === "leaf" && groups.length > 0 ? ["grouped"] : [])].join(" ");
}
