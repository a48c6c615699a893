// A register that is typed into: its cells, the rows that a paste adds below them, and a copy of the selected row. Which columns take what is declared with the noun.
import { useMemo, useState } from "react";
import type { Unit } from "../address.ts";
import { duplicate, previewFields } from "../data/documents/fields.ts";
import { ask } from "../data/graphql.ts";
import { newKey } from "../data/newKey.ts";
import type { SheetRow, SheetTable } from "../grid/table.ts";
import type { AddedRow, Adding, CellPreview, TypedCell } from "../grid/typing.ts";
import { fieldsToPreview, useTyping } from "../grid/useTyping.ts";
import type { Changes } from "../shell/useChanges.tsx";

/** What is written of a noun's register. */
export interface RegisterOf {
  /** The table that its things are stored in. */
  readonly of: string;
  readonly noun: string;
  /** The columns that a new row is typed into. */
  readonly columns: readonly string[];
}

export function useRegister({ of, noun, columns }: RegisterOf, read: SheetTable | undefined, changes: Changes, unit: Unit = "POUNDS") {
  const { authority, run, written } = changes;
  const version = `${of}:${authority}`;
  const asked = (rows: readonly AddedRow[]) => rows.map(({ name, amounts }) => ({ of, name, cells: Object.entries(amounts).map(([column, typed]) => ({ column, typed })) }));
  const typing = useTyping(read, changes, { authority, version, unit, into: "fields", adds: (rows) => ({ addRows: asked(rows) }) });
  const { table } = typing;
  // An empty register says of nobody that she may not.
  const mayType = useMemo(() => table !== undefined && (table.rows.length === 0 || table.rows.some(({ edits }) => edits)), [table]);
  const preview = async (cells: TypedCell[]): Promise<CellPreview[]> => {
    const edits = await fieldsToPreview(version, table, cells);
    return (await ask(previewFields, { authority, edits, unit, addRows: null })).previewFields.cells;
  };
  const adding: Adding = {
    noun,
    takes: (column) => columns.includes(column),
    async preview(rows) {
      const { rows: read } = (await ask(previewFields, { authority, edits: [], unit, addRows: asked(rows.map(taken)) })).previewFields;
      return read.map(({ error, cells }, index) => ({
        error,
        amounts: Object.fromEntries(Object.keys(taken(rows[index] as AddedRow).amounts).flatMap((column, at) => (cells[at] ? [[column, cells[at]]] : []))),
      }));
    },
  };
  /** What of a row its columns take; the dialog says of the rest that it is left out. */
  const taken = ({ name, amounts }: AddedRow): AddedRow => ({ name, amounts: Object.fromEntries(Object.entries(amounts).filter(([column]) => columns.includes(column))) });

  const [copied, setCopied] = useState<string | null>(null);
  /** Copies a row's thing; the copy's row is selected when the register has it. */
  async function copy({ key, subjectId, label }: SheetRow) {
    const kept = await run(async () => (await ask(duplicate, { thing: `${of}:${subjectId}`, key: newKey() })).duplicate);
    if (!kept) return;
    written(kept.batchId, `Duplicated ${label}.`);
    if (kept.id) setCopied(key.replace(subjectId ?? "", kept.id));
  }
  return {
    authority,
    table,
    typing,
    adding,
    /** What the sheet is given to be typed into; nothing where nobody may. */
    sheet: mayType ? { typing, onPreview: preview, adding, goingTo: copied } : {},
    /** What copies a row; null where nobody may. */
    copying: (row: SheetRow | undefined) => (mayType && row?.subjectId ? () => void copy(row) : null),
    mayType,
  };
}

export type Register = ReturnType<typeof useRegister>;
