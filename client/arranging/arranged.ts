// A table as it is arranged. Rows are sorted and hidden within their group alone; no total is ever worked out anew, or moved.
import type { SheetColumn, SheetRow, SheetTable } from "../grid/table.ts";
import { type Arrangement, type Condition, isArranged } from "./arrangement.ts";
import { compared, comparedNames, isHeld, shownNumber } from "./cellValue.ts";

export interface ArrangedTable {
  table: SheetTable;
  /** How many of the rows are shown, of those that a filter may hide: totals and headings are not counted. */
  shown: number;
  of: number;
}

/** A row with those that stand under it: a commitment and what each cost centre bears of it. */
interface Branch {
  row: SheetRow;
  under: Branch[];
}

/** What stands at the end or the start of a group, and is neither sorted nor counted. */
const fixed: readonly SheetRow["kind"][] = ["SUBTOTAL", "TOTAL", "REMAINING", "HEADING"];
const isFixed = (row: SheetRow) => fixed.includes(row.kind);

/**
 * The table with its rows and columns as arranged.
 *
 * - Sorted are rows of one kind and level that stand side by side, each with those under it. What cannot be compared comes last, up and down.
 * - Hidden are rows that do not pass. A row stays for one under it that passes, and takes along those under it where it passes itself.
 * - A heading or a subtotal stays while a row of its group does; totals and what remains stay always, unless their kind is hidden.
 */
export function arranged(table: SheetTable, arrangement: Arrangement): ArrangedTable {
  const counted = table.rows.reduce((sum, row) => (isFixed(row) ? sum : sum + 1), 0);
  if (!isArranged(arrangement)) return { table, shown: counted, of: counted };
  const sorted = arrangement.sort ? sortedRows(table, arrangement.sort) : table.rows;
  const rows = shownRows(sorted, passing(table, arrangement), arrangement.kinds);
  const { columns, taken } = arrangedColumns(table.columns, arrangement);
  const alike = columns.length === table.columns.length && taken.every((from, index) => from === index);
  return {
    table: { ...table, columns, rows: alike ? rows : rows.map((row) => ({ ...row, cells: taken.map((index) => row.cells[index] as SheetRow["cells"][number]) })) },
    shown: rows.reduce((sum, row) => (isFixed(row) ? sum : sum + 1), 0),
    of: counted,
  };
}

/** The rows as branches, in their order. A row is under the last one before it of a lower level, unless a total or heading stands between. */
function branches(rows: readonly SheetRow[]): Branch[] {
  const roots: Branch[] = [];
  let path: Branch[] = [];
  for (const row of rows) {
    const branch = { row, under: [] };
    if (isFixed(row)) path = [];
    else while (path.length > 0 && (path[path.length - 1] as Branch).row.level >= row.level) path.pop();
    (path[path.length - 1]?.under ?? roots).push(branch);
    if (!isFixed(row)) path.push(branch);
  }
  return roots;
}

function sortedRows(table: SheetTable, sort: { column: string; down: boolean }): SheetRow[] {
  const at = table.columns.findIndex((column) => column.key === sort.column);
  if (at < 0 && sort.column !== "label") return table.rows;
  const by = (one: Branch, other: Branch): number => {
    const order = at < 0 ? comparedNames(one.row.label, other.row.label) : compared(one.row.cells[at], other.row.cells[at]);
    if (order !== null) return sort.down ? -order : order;
    return Number(isHeld(other.row.cells[at]?.shown ?? "")) - Number(isHeld(one.row.cells[at]?.shown ?? ""));
  };
  const inOrder = (siblings: Branch[]): SheetRow[] => {
    const rows: SheetRow[] = [];
    for (let start = 0; start < siblings.length; ) {
      const { row } = siblings[start] as Branch;
      let end = start + 1;
      while (end < siblings.length && !isFixed(row) && alike(row, (siblings[end] as Branch).row)) end += 1;
      for (const branch of siblings.slice(start, end).sort(by)) rows.push(branch.row, ...inOrder(branch.under));
      start = end;
    }
    return rows;
  };
  return inOrder(branches(table.rows));
}

function alike(one: SheetRow, other: SheetRow): boolean {
  return one.kind === other.kind && one.level === other.level;
}

type Passes = (row: SheetRow) => boolean;

function passing(table: SheetTable, { rows, where }: Arrangement): Passes {
  const name = rows.trim().toLocaleLowerCase("en-GB");
  const conditions = where.flatMap((condition) => {
    const at = table.columns.findIndex((column) => column.key === condition.column);
    return at < 0 ? [] : [{ condition, at }];
  });
  return (row) =>
    (name === "" || `${row.label} ${row.status ?? ""}`.toLocaleLowerCase("en-GB").includes(name)) && conditions.every(({ condition, at }) => meets(row.cells[at], condition));
}

/** Whether a cell meets a condition. Numbers are compared as they are shown. */
export function meets(cell: SheetRow["cells"][number] | undefined, { test, values }: Pick<Condition, "test" | "values">): boolean {
  const shown = cell?.shown ?? "";
  if (test === "among") return values.includes(shown);
  if (test === "missing") return !isHeld(shown);
  if (test === "held") return isHeld(shown);
  if (test === "noted") return Boolean(cell?.note);
  const number = shownNumber(shown);
  const [first, second] = values.map(shownNumber);
  if (number === null || first === null || first === undefined) return false;
  if (test === "over") return number > first;
  if (test === "under") return number < first;
  if (test === "is") return number === first;
  if (test === "not") return number !== first;
  return second !== null && second !== undefined && number >= Math.min(first, second) && number <= Math.max(first, second);
}

function shownRows(rows: readonly SheetRow[], passes: Passes, kinds: readonly SheetRow["kind"][]): SheetRow[] {
  const ofKind = (row: SheetRow) => kinds.length === 0 || row.kind === "HEADING" || kinds.includes(row.kind);
  const passed = new Set<SheetRow>();
  const keep = (branch: Branch, taken: boolean): boolean => {
    const own = taken || passes(branch.row);
    // Each of them is asked, and not only those before the first that passes.
    const below = branch.under.map((each) => keep(each, own)).includes(true);
    if (own || below) passed.add(branch.row);
    return own || below;
  };
  for (const branch of branches(rows)) if (!isFixed(branch.row)) keep(branch, false);
  return rows.filter((row, at) => {
    if (!ofKind(row)) return false;
    if (!isFixed(row)) return passed.has(row);
    const group = row.kind === "SUBTOTAL" ? groupAbove(rows, at) : row.kind === "HEADING" ? groupBelow(rows, at) : [];
    return group.length === 0 || group.some((each) => passed.has(each) && ofKind(each)) || (row.kind === "SUBTOTAL" && group.some((each) => passed.has(each)));
  });
}

/** The rows that a subtotal adds up: those right above it, of a higher level. */
function groupAbove(rows: readonly SheetRow[], at: number): SheetRow[] {
  const { level } = rows[at] as SheetRow;
  let start = at;
  while (start > 0 && !isFixed(rows[start - 1] as SheetRow) && (rows[start - 1] as SheetRow).level > level) start -= 1;
  return rows.slice(start, at);
}

/** The rows under a heading, as far as the next one of its level. */
function groupBelow(rows: readonly SheetRow[], at: number): SheetRow[] {
  const { level } = rows[at] as SheetRow;
  let end = at + 1;
  while (end < rows.length && !((rows[end] as SheetRow).kind === "HEADING" && (rows[end] as SheetRow).level <= level)) end += 1;
  return rows.slice(at + 1, end).filter((row) => !isFixed(row));
}

function arrangedColumns(columns: readonly SheetColumn[], { hide, order, freeze, sort, where }: Arrangement): { columns: SheetColumn[]; taken: number[] } {
  const first = order.flatMap((key) => {
    const at = columns.findIndex((column) => column.key === key);
    return at < 0 ? [] : [at];
  });
  const inOrder = [...new Set([...first, ...columns.keys()])];
  // The last column cannot be hidden: a sheet of names alone could not be brought back by its headings.
  const left = inOrder.filter((at) => !hide.includes((columns[at] as SheetColumn).key));
  const taken = left.length > 0 ? left : inOrder;
  return {
    taken,
    columns: taken.map((at, index) => {
      const column = columns[at] as SheetColumn;
      return {
        ...column,
        ...(index < freeze && { frozen: true }),
        ...(sort?.column === column.key && { sorted: sort.down ? ("down" as const) : ("up" as const) }),
        ...(where.some((condition) => condition.column === column.key) && { filtered: true }),
      };
    }),
  };
}
