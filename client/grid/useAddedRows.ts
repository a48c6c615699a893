// What a paste adds below the last row: which of its lines, and the names that are given to those that have none.
import { useMemo, useState } from "react";
import type { Planned } from "./planned.ts";
import type { AddedRow, Adding } from "./typing.ts";
import { usePreviews } from "./usePreviews.ts";

/** After so long a pause what is typed is asked about. */
const pauseMilliseconds = 250;

/** The rows that would be added, with the names that are typed for them, and what is left out instead. */
export function useAddedRows(plan: Planned, adding: Adding | undefined) {
  const [addsBelow, setAddsBelow] = useState(true);
  const [addsFixed, setAddsFixed] = useState(false);
  const [names, setNames] = useState<ReadonlyMap<AddedRow, string>>(new Map());
  const can = adding !== undefined;
  const lines = useMemo(() => (can ? [...(addsFixed ? plan.onFixed.values() : []), ...(addsBelow ? plan.below : [])] : []), [plan, can, addsBelow, addsFixed]);
  const rows = useMemo(() => lines.map((line) => ({ ...line, name: line.name || (names.get(line) ?? "").trim() })), [lines, names]);
  const asked = usePreviews(rows, adding?.preview, pauseMilliseconds);
  const textsIn = (row: AddedRow) => Object.keys(row.amounts).length + (row.name === "" ? 0 : 1);
  return {
    ...asked,
    addsBelow,
    setAddsBelow,
    addsFixed,
    setAddsFixed,
    /** As they are to be sent. */
    rows,
    waits: rows.length > 0 && asked.read === null && asked.trouble === null,
    /** The rows on which lines fall that are added instead. */
    insteadOf: useMemo(() => new Set(can && addsFixed ? plan.onFixed.keys() : []), [plan, can, addsFixed]),
    /** How many texts below the last row are left out. */
    leftTexts: can && addsBelow ? 0 : plan.below.reduce((sum, row) => sum + textsIn(row), 0),
    /** Whether a row's name was pasted with it; else what has been typed for it. */
    isNamed: (index: number) => (lines[index]?.name ?? "") !== "",
    typedName: (index: number) => names.get(lines[index] as AddedRow) ?? "",
    name(index: number, name: string) {
      const line = lines[index];
      if (line) setNames((before) => new Map(before).set(line, name));
    },
  };
}
