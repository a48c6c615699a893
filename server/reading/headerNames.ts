// What a header calls its columns: of one row by its cells, of several by what stands over and under each.
import { oneYearOf, twoYearsOf } from "./cellKinds.ts";

export interface HeaderColumn {
  /** What the table calls it; told apart from another of the same name by its year, its group, or a number. "column 3" where it has none. */
  readonly name: string;
  /** The same as it stands, whatever others are called. */
  readonly called: string;
  /** The group that it stands in. */
  readonly group: string | null;
  /** The year that stands over it, where years stand over several columns each. */
  readonly over: string | null;
}

/** The rows of a header, from the top. */
export interface HeaderRows {
  readonly years: readonly string[] | null;
  readonly groups: readonly string[] | null;
  readonly base: readonly string[];
  /** Rows that name the parts of what the base has a heading over. */
  readonly below: readonly (readonly string[])[];
}

const isYear = (cell: string) => twoYearsOf(cell) !== null || oneYearOf(cell) !== null;

export function namesOfColumns(width: number, { years, groups, base, below }: HeaderRows): HeaderColumn[] {
  const heads = spread(base, width);
  // A cell that is merged over several rows of a header is in each: it is the name of its own column, and over no other.
  const over = (cells: readonly string[], goesOn?: (column: number) => boolean) => spread(cells, width, goesOn, (column) => isMerged(cells, base, column));
  const groupOver = groups && over(groups);
  const lowest = below.at(-1) ?? [];
  const levels = below.slice(0, -1).map((row) => spread(row, width));
  const parts = (column: number): (string | null)[] =>
    below.length === 0 || !below.some((row) => row[column]) ? [base[column] ?? ""] : [heads[column] ?? "", ...levels.map((level) => level[column] ?? ""), lowest[column] ?? ""];
  const called = Array.from({ length: width }, (_, column) => {
    const named = parts(column).filter((part): part is string => Boolean(part) && (below.length === 0 || !isYear(part as string)));
    return [...new Set(named.map((part, place) => (place < named.length - 1 ? part.replace(/:$/, "") : part)))].join(": ") || `column ${column + 1}`;
  });
  const isNamed = (column: number) => called[column] !== `column ${column + 1}`;
  const yearOver = years ? over(years, isNamed) : below.length > 0 ? heads.map((head) => (head !== null && isYear(head) ? head : null)) : null;
  const often = new Map<string, number>();
  for (const name of called) often.set(name.toLowerCase(), (often.get(name.toLowerCase()) ?? 0) + 1);
  const used = new Set<string>();
  return called.map((name, column) => {
    const year = yearOver?.[column] ?? null;
    const group = groupOver?.[column] ?? (below.some((row) => row[column]) && year === null ? (heads[column] ?? null) : null);
    const apart = year ?? group;
    const base = (often.get(name.toLowerCase()) ?? 0) > 1 && apart ? `${name} (${apart})` : name;
    let told = base;
    for (let number = 2; used.has(told.toLowerCase()); number += 1) told = `${base} ${number}`;
    used.add(told.toLowerCase());
    return { name: told, called: name, group, over: year };
  });
}

/** Whether a row has in a column the name that a row below it has there too. */
export function isMerged(cells: readonly string[], below: readonly string[], column: number): boolean {
  return Boolean(cells[column]) && cells[column] === below[column];
}

/** Each heading over every column until the next one begins, or until a column that nothing names, or that has its name alone. */
function spread(cells: readonly string[], width: number, goesOn: (column: number) => boolean = () => true, isAlone: (column: number) => boolean = () => false): (string | null)[] {
  let over: string | null = null;
  return Array.from({ length: width }, (_, column) => {
    if (isAlone(column)) over = null;
    else if (cells[column]) over = cells[column];
    else if (!goesOn(column)) over = null;
    return over;
  });
}
