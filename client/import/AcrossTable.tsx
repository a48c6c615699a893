// The one row of a table that goes across, as it was read: a line a column.
import { withCommas } from "../text/format.ts";
import type { NameMatch } from "../written/proposal.ts";
import type { Across } from "./across.ts";
import { ColumnToggle, type ColumnToggleProps } from "./ColumnToggle.tsx";
import { NameMark } from "./ReadTable.tsx";

export interface AcrossTableProps extends Pick<ColumnToggleProps, "disabled" | "onColumn"> {
  across: Across;
  names: readonly NameMatch[];
}

export function AcrossTable({ across, names, disabled, onColumn }: AcrossTableProps) {
  const { at, of, lines, others } = across;
  const matches = new Map(names.map((match) => [match.name, match]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls by itself has to be reached with the keyboard.
    <section className="read-rows" aria-label="The table as it was read" tabIndex={0}>
      <table className="plain-table">
        <caption className="quiet-text">{`Row ${withCommas(at)}, ${of}: each column is a line.`}</caption>
        <thead>
          <tr>
            <th scope="col">Read as</th>
            <th scope="col">Column</th>
            <th scope="col" className="figure">
              In the file
            </th>
            <th scope="col" className="figure">
              Comes in as
            </th>
            <th scope="col">
              <span className="unseen">Leave out</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, group, text, kind, said, agrees, leftOut, never }, index) => (
            <tr key={name} className={`read-row ${kind === "left out" ? "left-out" : kind === "total" ? "subtotal" : "leaf"}`}>
              <td className="kind">{kind}</td>
              <td className="line-name">
                {group !== null && group !== lines[index - 1]?.group && <span className="column-group">{group}</span>}
                {name}
                <NameMark match={matches.get(name)} />
              </td>
              <td className="figure">{text}</td>
              <td className={agrees === false ? "figure disagrees" : "figure"}>
                {kind === "total" ? (agrees === null ? "" : agrees ? `${said}: agrees` : `${said}: its columns come to another sum`) : kind === "left out" ? "left out" : said}
              </td>
              <td>
                <ColumnToggle column={{ name, never, leftOut: kind === "line" ? null : (leftOut ?? said) }} disabled={disabled} onColumn={onColumn} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {others > 0 && <p className="quiet-text">{`${withCommas(others)} columns of other groups are not taken.`}</p>}
    </section>
  );
}
