// What a row of a table is, changed where it stands: a line, a heading, a sum of others, or left out.
import { type RowChoice, rowChoices, type SeenRow } from "../written/proposal.ts";

export interface KindChoiceProps {
  row: SeenRow;
  /** Whether its rows can be sums and headings, as those of a budget are; else a row comes in or it does not. */
  nested: boolean;
  disabled: boolean;
  onRow: (row: number, kind: RowChoice) => void;
}

const words: Record<RowChoice, string> = { leaf: "line", heading: "heading", subtotal: "subtotal", total: "total", memorandum: "memorandum", out: "left out" };

export function KindChoice({ row, nested, disabled, onRow }: KindChoiceProps) {
  const { at, kind, leftOut } = row;
  if (kind === "blank") return null;
  const isOut = kind === "excluded" || (kind === "leaf" && leftOut !== null) || (!nested && kind !== "leaf" && kind !== "heading" && leftOut !== null);
  const value = isOut ? "out" : kind === "note" ? "note" : nested || kind === "heading" ? kind : "leaf";
  const offered = rowChoices.filter((choice) => nested || choice === "leaf" || choice === "out" || choice === value);
  return (
    <select
      className="kind-choice"
      aria-label={`Row ${at} is read as`}
      title={leftOut === null ? undefined : `Left out, since ${leftOut}`}
      value={value}
      disabled={disabled}
      onChange={(event) => onRow(at, event.target.value as RowChoice)}
    >
      {value === "note" && <option value="note">note</option>}
      {offered.map((choice) => (
        <option key={choice} value={choice}>
          {words[choice]}
        </option>
      ))}
    </select>
  );
}
