// The table of a sheet on paper: all of its rows, as they are arranged, though the sheet itself draws no more than fill its window.
import { Fragment } from "react";
import type { ArrangedTable } from "../arranging/arranged.ts";
import type { Arrangement } from "../arranging/arrangement.ts";
import { viewSaid } from "../arranging/viewSaid.ts";
import { isMoneyUnit } from "../grid/amounts.ts";
import { RagMark } from "../grid/RagMark.tsx";
import { Sparkline } from "../grid/TrendCell.tsx";
import type { SheetCell, SheetColumn, SheetTable } from "../grid/table.ts";
import { titleOf, useAuthorityName } from "../text/authorityName.ts";
import { daySaid, today } from "../text/format.ts";
import { type Paper, paperFor } from "./paper.ts";
import { usePrinting } from "./usePrinting.ts";

export interface PrintedSheetProps {
  /** As it was read, and as it is arranged. */
  whole: SheetTable;
  arranged: ArrangedTable;
  arrangement: Arrangement;
  /** Whose it is, by her id. */
  authority: string;
  /** True while there are rows that have not been read. */
  more: boolean;
  labelHeader: string | undefined;
}

export function PrintedSheet(props: PrintedSheetProps) {
  return usePrinting() ? <Printed {...props} /> : null;
}

function Printed({ whole, arranged, arrangement, authority, more, labelHeader = "" }: PrintedSheetProps) {
  const { table } = arranged;
  const title = titleOf(table, useAuthorityName(authority));
  const paper = paperFor(table);
  const said = viewSaid(whole, arranged, arrangement);
  return (
    <section className="printed" aria-label="As printed" style={{ fontSize: `${paper.points}pt` }}>
      <style>{pageStyle(paper, title)}</style>
      <h1>{title}</h1>
      <p className="printed-about">
        {isMoneyUnit(table.unit) && `${table.unit}. `}
        {table.dataVersion !== undefined && `Data version ${table.dataVersion}. `}
        Printed from Tabled on {daySaid(today())}.
      </p>
      {said && <p className="printed-about">{said}</p>}
      {more && (
        <p className="printed-about">
          <strong>Not the whole table:</strong> it was still being read when it was printed. Its first {whole.rows.length} rows are here.
        </p>
      )}
      {paper.parts.map((columns, part) => (
        <Fragment key={columns[0]}>
          {paper.parts.length > 1 && <h2>{partSaid(table.columns, columns, part, paper.parts.length)}</h2>}
          <Part table={table} columns={columns} labelHeader={labelHeader} labelEms={paper.labelEms} />
        </Fragment>
      ))}
    </section>
  );
}

/** "2023/24 to 2034/35 (part 1 of 2)" */
function partSaid(all: readonly SheetColumn[], columns: readonly number[], part: number, parts: number): string {
  const [first, last] = [all[columns[0] as number], all[columns[columns.length - 1] as number]];
  return `${first?.label}${last && last !== first ? ` to ${last.label}` : ""} (part ${part + 1} of ${parts})`;
}

function Part({ table, columns, labelHeader, labelEms }: { table: SheetTable; columns: readonly number[]; labelHeader: string; labelEms: number }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col" style={{ minWidth: `${labelEms}em` }}>
            {labelHeader || (isMoneyUnit(table.unit) ? table.unit : "")}
          </th>
          {columns.map((index) => {
            const column = table.columns[index] as SheetColumn;
            return (
              <th key={column.key} scope="col" className={column.words ? undefined : "figure"}>
                {column.label}
                {column.status && <span className="column-status"> {column.status}</span>}
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => {
          const alone = row.kind === "HEADING" && columns.every((index) => !row.cells[index]?.shown);
          return (
            <tr key={row.key} className={row.kind.toLowerCase()}>
              <th scope={alone ? "rowgroup" : "row"} colSpan={alone ? columns.length + 1 : undefined} className={row.level > 0 ? `level-${Math.min(3, row.level)}` : undefined}>
                {row.label}
                {row.status && <span className="label-status"> {row.status}</span>}
              </th>
              {!alone &&
                columns.map((index) => {
                  const column = table.columns[index] as SheetColumn;
                  return <Cell key={column.key} column={column} cell={row.cells[index]} />;
                })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const ragsSaid = { GREEN: "Green", AMBER: "Amber", RED: "Red" } as const;

function Cell({ column, cell }: { column: SheetColumn; cell: SheetCell | undefined }) {
  if (column.trend)
    return (
      <td>
        <Sparkline values={cell?.trend ?? null} />
      </td>
    );
  const shown = cell?.shown ?? "";
  const bracketed = !column.words && shown.startsWith("(");
  return (
    <td className={column.words ? undefined : bracketed ? "figure bracketed" : "figure"}>
      {cell?.rag && <RagMark rag={cell.rag} />}
      {shown}
      {cell?.rag && !shown.includes(ragsSaid[cell.rag]) && ` ${ragsSaid[cell.rag]}`}
      {cell?.waits && " (not stored)"}
    </td>
  );
}

/** Which way the paper lies is said of the whole print, so that no empty page of the other way comes before it. */
function pageStyle({ landscape }: Paper, title: string): string {
  const quoted = title.replace(/["\\\n<]/g, " ");
  return `@page { size: A4 ${landscape ? "landscape" : "portrait"}; @bottom-left { content: "${quoted}"; } }`;
}
