// The rows that a paste would add below the last one: each with its name, which can be given here, and its amounts.

import { withCommas } from "../text/format.ts";
import { columnLabel, type SheetTable } from "./table.ts";
import type { AddedPreview, AddedRow, Adding } from "./typing.ts";

/** A longer list is not read: the rest is counted. */
export const mostAddedListed = 100;

export interface AddedRowsProps {
  table: SheetTable;
  adding: Adding;
  rows: readonly AddedRow[];
  read: readonly AddedPreview[] | null;
  /** Whether a row's name was pasted with it. */
  isNamed: (index: number) => boolean;
  typedName: (index: number) => string;
  onName: (index: number, name: string) => void;
}

export function AddedRows({ table, adding, rows, read, isNamed, typedName, onName }: AddedRowsProps) {
  const columns = table.columns.filter(({ key }) => rows.some(({ amounts }) => amounts[key] !== undefined));
  return (
    <div className="change-list added-rows">
      <table>
        <caption>{rows.length === 1 ? `1 ${adding.noun} is added` : `${withCommas(rows.length)} ${adding.noun}s are added`}</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            {columns.map(({ key, label }) => (
              <th scope="col" key={key}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, mostAddedListed).map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows that are not stored have only their order.
            <tr key={index}>
              <th scope="row" className={read?.[index]?.error && row.name !== "" ? "refused" : undefined}>
                {isNamed(index) ? (
                  row.name
                ) : (
                  <input
                    aria-label={`Name of new ${adding.noun} ${index + 1}`}
                    placeholder={`Name of the ${adding.noun}`}
                    value={typedName(index)}
                    autoComplete="off"
                    onChange={(event) => onName(index, event.target.value)}
                  />
                )}
              </th>
              {columns.map(({ key }) => (
                <td key={key} className={read?.[index]?.amounts[key]?.error ? "refused" : undefined}>
                  {amountSaid(row.amounts[key], read?.[index]?.amounts[key])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > mostAddedListed && <p className="quiet-text">And {withCommas(rows.length - mostAddedListed)} more.</p>}
    </div>
  );
}

function amountSaid(typed: string | undefined, preview: AddedPreview["amounts"][string] | undefined): string {
  if (typed === undefined) return "";
  return preview?.error ? typed : (preview?.shown ?? typed);
}

/** What keeps rows from being added, each with the row and column that it is of. */
export function addedErrors(table: SheetTable, adding: Adding, rows: readonly AddedRow[], read: readonly AddedPreview[] | null, leavesOut: boolean) {
  return rows.flatMap(({ name, amounts }, index) => {
    const said = name === "" ? `New ${adding.noun} ${index + 1}` : name;
    const preview = read?.[index];
    return [
      // Of a row without a name its own field says so.
      ...(preview?.error && name !== "" ? [{ said, sentence: preview.error }] : []),
      ...Object.keys(amounts).flatMap((column) => {
        const place = `${said}, ${columnLabel(table, column)}`;
        if (!adding.takes(column)) return leavesOut ? [] : [{ said: place, sentence: "This column cannot be typed into." }];
        const sentence = preview?.amounts[column]?.error;
        return sentence ? [{ said: place, sentence }] : [];
      }),
    ];
  });
}
