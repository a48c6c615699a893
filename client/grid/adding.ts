// What of a selection can be added: what stands beside each other in the table's own arithmetic, and nothing twice.
import type { Displayed } from "./displayed.ts";
import { type Box, spotsIn } from "./range.ts";
import type { SheetCell, SheetTable, Use } from "./table.ts";

export interface Adding {
  /** Figures that follow from others of the selection: a total from its parts, a variance from its forecast. They are not added again. */
  leftOut: ReadonlySet<SheetCell>;
  /** False where adding would mean nothing: what the table takes off each other, and what is of unlike things. */
  adds: boolean;
}

export const everything: Adding = { leftOut: new Set(), adds: true };

/** Tables whose amounts are each of something else. */
const unlike = ["as stated", "Figure"];

export function addingIn(displayed: Displayed, boxes: readonly Box[], table: SheetTable): Adding {
  if (unlike.includes(table.unit)) return { ...everything, adds: false };
  const [rows, columns] = [new Set<string>(), new Set<string>()];
  for (const box of boxes) {
    for (let row = box.top; row <= box.bottom; row += 1) rows.add(displayed.rowAt(row) ?? "");
    for (const id of displayed.columns.slice(box.left, box.right + 1)) columns.add(id);
  }
  const [ofRows, ofColumns] = [following(rows, table.rowUses ?? []), following(columns, table.columnUses ?? [])];
  const leftOut = new Set<SheetCell>();
  if (ofRows.followed.size + ofColumns.followed.size > 0) {
    for (const spot of spotsIn(boxes)) {
      if (!ofRows.followed.has(displayed.rowAt(spot.row) ?? "") && !ofColumns.followed.has(displayed.columns[spot.column] ?? "")) continue;
      const cell = displayed.cell(spot);
      if (cell) leftOut.add(cell);
    }
  }
  const apart = [...columns].filter((id) => !ofColumns.followed.has(id) && hasFigures(table, id));
  return { leftOut, adds: !ofRows.opposed && !ofColumns.opposed && (apart.length < 2 || apart.every((id) => /^\d{4}\/\d\d/.test(id))) };
}

/** Whether a column holds amounts: those of several years add up, and those of unlike columns do not. */
function hasFigures({ columns, rows }: SheetTable, id: string): boolean {
  const index = columns.findIndex(({ key, words, trend }) => key === id && !words && !trend);
  return index >= 0 && rows.some(({ cells }) => typeof cells[index]?.pence === "number");
}

/** Which of these follow from others of these, and whether anything takes one of the rest off another. */
function following(keys: ReadonlySet<string>, uses: readonly Use[]): { followed: ReadonlySet<string>; opposed: boolean } {
  const usedIn = new Map<string, Use[]>();
  for (const use of uses) {
    const own = usedIn.get(use.of);
    if (own) own.push(use);
    else usedIn.set(use.of, [use]);
  }
  /** Whatever follows from `key`, however far, with the sign that it has there. */
  const reached = (key: string): Map<string, number> => {
    const found = new Map<string, number>();
    const ahead: [string, number][] = [[key, 1]];
    for (let next = ahead.pop(); next; next = ahead.pop()) {
      const [from, sign] = next;
      for (const use of usedIn.get(from) ?? []) {
        if (found.has(use.in)) continue;
        found.set(use.in, sign * use.sign);
        ahead.push([use.in, sign * use.sign]);
      }
    }
    return found;
  };
  const reach = new Map([...keys].map((key) => [key, reached(key)]));
  const followed = new Set<string>();
  for (const found of reach.values()) for (const key of found.keys()) if (keys.has(key)) followed.add(key);
  const signs = new Map<string, number>();
  for (const [key, found] of reach) {
    if (followed.has(key)) continue;
    for (const [to, sign] of found) {
      if (sign === 0) continue;
      if ((signs.get(to) ?? sign) !== sign) return { followed, opposed: true };
      signs.set(to, sign);
    }
  }
  return { followed, opposed: false };
}
