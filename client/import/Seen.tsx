// A file as it was read, beside its mapping: its name and size, and its first rows under their columns.
import { ChoiceField } from "../shell/fields.tsx";
import type { Look } from "./files.ts";

export interface HeldFile extends Look {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly sheet: string | undefined;
}

/** What the file contains: its columns and its first rows. */
export function Seen({ held, disabled, onSheet }: { held: HeldFile; disabled: boolean; onSheet: (sheet: string) => void }) {
  const { sheets, columns, sample } = held;
  const figures = columns.map((_, index) => (isFigures(sample.map((row) => row[index] ?? "")) ? "figure" : undefined));
  return (
    <section className="seen" aria-label="What the file contains">
      <div className="seen-head">
        <h2>{held.name}</h2>
        <span className="quiet-text">
          {bytesSaid(held.bytes)}, {columns.length} {columns.length === 1 ? "column" : "columns"}
          {sample.length > 0 ? `; its first ${sample.length === 1 ? "row" : `${sample.length} rows`}:` : ", and no rows"}
        </span>
        {sheets.length > 1 && (
          <fieldset disabled={disabled} className="seen-sheet">
            <ChoiceField
              label="Sheet"
              value={held.sheet ?? ""}
              choices={[...(held.sheet ? [] : [["", "The first with rows"] as const]), ...sheets.map((each) => [each, each] as const)]}
              onChange={onSheet}
            />
          </fieldset>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls by itself has to be reached with the keyboard. */}
      <section className="seen-rows" aria-label="Its first rows" tabIndex={0}>
        <table className="plain-table">
          <thead>
            <tr>
              {columns.map((column, index) => (
                <th key={column} scope="col" className={figures[index]}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sample.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a file have their place and nothing else.
              <tr key={at}>
                {columns.map((column, index) => (
                  <td key={column} className={figures[index]}>
                    {row[index] ?? ""}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

/** Whether a column is of numbers, save for the marks that stand in a number's place. */
function isFigures(values: readonly string[]): boolean {
  return values.some((value) => /\d/.test(value)) && values.every((value) => /^([-–(£]*\d[\d,.]*[)%]?|[cxzku:~-]|low|)$/i.test(value.trim()));
}

function bytesSaid(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
