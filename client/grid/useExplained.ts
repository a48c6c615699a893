// What the derivation bar says of the selected cell: the cell at once, its workings when the server has sent them.
import { useQuery } from "@tanstack/react-query";
import type { Explained } from "../shell/DerivationBar.tsx";
import { partlyKnown } from "./spoken.ts";
import { type CellExplained, type CellPlace, type FigureWords, notHeld, type SheetCell, type SheetTable } from "./table.ts";

/** Asks how the figures of a row were made. Left out where the cells carry their derivations, or have none. */
export interface Explain {
  /** What the table was asked with: another question is another answer. */
  asked: unknown;
  ask: (rowKey: string) => Promise<readonly (CellExplained | null)[]>;
}

export function useExplained(table: SheetTable | undefined, place: CellPlace | null, explain?: Explain): Explained | null {
  const row = table?.rows.find((each) => each.key === place?.row);
  const index = table?.columns.findIndex((each) => each.key === place?.column) ?? -1;
  const column = table?.columns[index];
  const cell = row?.cells[index];
  // Of what stands ahead of the table the server would tell what was there before.
  const asks = explain !== undefined && !cell?.ahead && cell !== undefined && cell.shown !== "" && !column?.words;
  const derived = useQuery({
    queryKey: ["derivation", explain?.asked, row?.key, table?.dataVersion],
    queryFn: () => explain?.ask(row?.key as string) ?? [],
    enabled: asks,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!row) return null;
  if (!cell || !column) return { place: row.label, workings: null, result: null, shown: "", note: null };
  const found = derived.data?.[index];
  if (cell.ahead) return { place: `${row.label} · ${column.label}`, note: null, workings: "…", result: null, shown: cell.shown };
  const said = { place: `${row.label} · ${column.label}`, note: cell.note ?? null, wordings: asks ? wordingsOf(cell, found) : asShown(cell) };
  if (column.words) return { ...said, words: cell.shown, workings: null, result: null, shown: "" };
  if (cell.partial) return { ...said, workings: null, result: null, shown: partlyKnown(cell.partial) };
  if (cell.shown === notHeld) return { ...said, workings: null, result: null, shown: "[x], no amount is recorded" };
  const derivation = (asks ? found?.derivation : cell.derivation) ?? null;
  return { ...said, workings: derivation?.workings ?? (asks && derived.isPending ? "…" : null), result: derivation?.result ?? null, shown: cell.shown };
}

/** Null while they are being read, and while what was read is of another figure than the cell now shows. */
function wordingsOf(cell: SheetCell, found: CellExplained | null | undefined): readonly FigureWords[] | null {
  return found?.said[0]?.text === cell.shown ? found.said : null;
}

/** Words, and figures that the page asks nothing more of: what they show. */
function asShown({ shown }: SheetCell): readonly FigureWords[] {
  return shown === "" ? [] : [{ rounding: "AS_PRINTED", text: shown, unit: null }];
}
