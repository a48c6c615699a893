// Where a spreadsheet has its formula bar: which cell is selected, how its figure was made, and what is to be known of it.
import type { ReactNode } from "react";
import type { FigureWords } from "../grid/table.ts";

export interface Explained {
  place: string;
  /** What a cell of words says, in full. */
  words?: string;
  workings: string | null;
  result: string | null;
  shown: string;
  note: string | null;
  /** How a report would say it: none of a blank, null until the server has said. Left out of a row's heading. */
  wordings?: readonly FigureWords[] | null;
}

/** What was refused, with what to do. */
export interface SaidTrouble {
  place: string;
  sentence: string;
}

export interface DerivationBarProps {
  explained: Explained | null;
  trouble: SaidTrouble | null;
  /** The way to copy the figure. */
  copy?: ReactNode;
}

export function DerivationBar({ explained, trouble, copy }: DerivationBarProps) {
  const entered = explained?.workings === "as entered";
  return (
    <section className="derivation" aria-label="How this figure was made">
      <span className="derivation-place" title={explained?.place}>
        {explained?.place ?? "Select a figure"}
      </span>
      <span className="derivation-workings" title={explained?.workings ?? explained?.words}>
        {explained?.words}
        {explained?.workings && (entered ? "entered" : `= ${explained.workings}`)}
      </span>
      <span className="derivation-result">
        {explained?.result && (entered ? explained.result : `= ${explained.result}`)}
        <span className="derivation-shown">{explained?.shown && `shown as ${explained.shown}`}</span>
      </span>
      {copy}
      {trouble ? (
        <p className="derivation-trouble" role="alert">
          {trouble.place && <strong>{trouble.place}</strong>} {trouble.sentence}
        </p>
      ) : (
        <p className="derivation-note">{explained?.note}</p>
      )}
    </section>
  );
}
