// What of a selection can be added: what stands beside each other in the table's own arithmetic, and nothing twice.
import type { Displayed } from "./displayed.ts";
import { type Box, spotsIn } from "./range.ts";
import { labelColumnId, notHeld, type SheetCell, type SheetTable, type Use } from "./table.ts";

export interface Adding {
  /** Figures that follow from others of the selection: a total from its parts, a variance from its forecast. They are not added again. */
  leftOut: ReadonlySet<SheetCell>;
  /** False where adding would mean nothing: what the table takes off each other, and what is of unlike things. */
  adds: boolean;
  /** Where some of it is not known, whether what is known is a part of one total that the table shows: only then it comes to something. */
  partOfTotal: boolean;
}

export const everything: Adding = { leftOut: new Set(), adds: true, partOfTotal: true };

/** Tables whose amounts are each of something else. */
const unlike = ["as stated", "Figure"];

export function addingIn(displayed: Displayed, boxes: readonly Box[], table: SheetTable): Adding {
  if (unlike.includes(table.unit)) return { ...everything, adds: false };
  const spots = [...spotsIn(boxes)].flatMap((spot) => {
    const [row, column, cell] = [displayed.rowAt(spot.row) ?? "", displayed.columns[spot.column] ?? "", displayed.cell(spot)];
    // Headings and blanks are added to nothing.
    return column === labelColumnId || !cell || cell.shown === "" ? [] : [{ row, column, cell }];
  });
  const [rows, columns] = [new Set(spots.map(({ row }) => row)), new Set(spots.map(({ column }) => column))];
  const [ofRows, ofColumns] = [following(rows, table.rowUses ?? []), following(columns, table.columnUses ?? [])];
  const leftOut = new Set<SheetCell>();
  const unknownIn = new Set<string>();
  for (const { row, column, cell } of spots) {
    if (ofRows.followed.has(row) || ofColumns.followed.has(column)) leftOut.add(cell);
    else if (cell.shown === notHeld) unknownIn.add(column);
  }
  const apart = [...columns].filter((id) => !ofColumns.followed.has(id) && hasFigures(table, id));
  return {
    leftOut,
    adds: !ofRows.opposed && !ofColumns.opposed && (apart.length < 2 || apart.every((id) => /^\d{4}\/\d\d/.test(id))),
    partOfTotal: (apart.length < 2 || ofColumns.totals.size > 0) && (ofRows.kept < 2 || inOneTotal(table, ofRows.totals, unknownIn)),
  };
}

/**
 * Whether one of these totals is a total of what the rows are parts of: not known where one of them is not, and of budgets alone or of
 * commitments alone. What remains adds budgets and takes commitments off, so that what is known of both comes to nothing that anyone asks for.
 */
function inOneTotal({ columns, rows, rowUses = [] }: SheetTable, totals: ReadonlySet<string>, unknownIn: ReadonlySet<string>): boolean {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const partsOf = grouped(rowUses, "in");
  const kindsIn = (key: string): Set<string> => {
    const below = new Set([key]);
    // A set goes on to what is added to it meanwhile.
    for (const each of below) for (const { of } of partsOf.get(each) ?? []) below.add(of);
    return new Set([...below].flatMap((each) => (partsOf.has(each) ? [] : (byKey.get(each)?.kind ?? []))));
  };
  return [...totals].some((key) => {
    const total = byKey.get(key);
    if (!total || kindsIn(key).size > 1) return false;
    return columns.every((column, index) => !unknownIn.has(column.key) || total.cells[index]?.shown === notHeld);
  });
}

/** Whether a column holds amounts: those of several years add up, and those of unlike columns do not. */
function hasFigures({ columns, rows }: SheetTable, id: string): boolean {
  const index = columns.findIndex(({ key, words, trend }) => key === id && !words && !trend);
  return index >= 0 && rows.some(({ cells }) => typeof cells[index]?.pence === "number");
}

function grouped(uses: readonly Use[], by: "of" | "in"): Map<string, Use[]> {
  const groups = new Map<string, Use[]>();
  for (const use of uses) {
    const own = groups.get(use[by]);
    if (own) own.push(use);
    else groups.set(use[by], [use]);
  }
  return groups;
}

interface Following {
  /** Which of the keys follow from others of them. */
  followed: ReadonlySet<string>;
  /** Whether anything takes one of the rest off another. */
  opposed: boolean;
  /** How many the rest are. */
  kept: number;
  /** What adds all of the rest, at once or by subtotals. */
  totals: ReadonlySet<string>;
}

function following(keys: ReadonlySet<string>, uses: readonly Use[]): Following {
  const usedIn = grouped(uses, "of");
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
  const rest = [...reach].flatMap(([key, found]) => (followed.has(key) ? [] : [found]));
  const signs = new Map<string, Set<number>>();
  for (const found of rest) for (const [to, sign] of found) signs.set(to, (signs.get(to) ?? new Set()).add(sign));
  const addedIn = ([to, of]: [string, ReadonlySet<number>]) => of.size === 1 && of.has(1) && rest.every((found) => found.has(to));
  return {
    followed,
    opposed: [...signs.values()].some((of) => of.has(1) && of.has(-1)),
    kept: rest.length,
    totals: new Set([...signs].filter(addedIn).map(([to]) => to)),
  };
}
