// What is arranged, in words.
import type { SheetTable } from "../grid/table.ts";
import { type Arrangement, type Condition, rowKinds, type Test } from "./arrangement.ts";

export const testsSaid: Record<Test, string> = {
  over: "is over",
  under: "is under",
  between: "is between",
  is: "is",
  not: "is not",
  missing: "is empty, or [x]",
  held: "is not empty",
  noted: "has a note",
  among: "is one of",
};

/** "2023/24 budget", or the key of a column that this table has not. */
export function columnSaid(table: SheetTable, key: string): string {
  const column = table.columns.find((each) => each.key === key);
  return column ? [column.label, column.status].filter(Boolean).join(" ") : key;
}

export function conditionSaid(table: SheetTable, { column, test, values }: Condition): string {
  const said = test === "between" ? values.join(" and ") : test === "among" ? values.map((each) => each || "nothing").join(" or ") : values.join("");
  const verb = test === "among" && values.length === 1 ? "is" : testsSaid[test];
  return `${columnSaid(table, column)} ${verb} ${said}`.trim();
}

/** What is arranged, a phrase each: "rows whose name contains “north”", "sorted by 2023/24 budget, the largest first". */
export function arrangementSaid(table: SheetTable, arrangement: Arrangement): string[] {
  const { rows, kinds, where, sort, hide, order, freeze } = arrangement;
  const has = (key: string) => table.columns.some((column) => column.key === key);
  const hidden = hide.filter(has).length;
  const words = (key: string) => key === "label" || Boolean(table.columns.find((column) => column.key === key)?.words);
  return [
    ...(rows ? [`rows whose name contains “${rows}”`] : []),
    ...(kinds.length > 0 ? [`only ${kinds.map((kind) => rowKinds[kind].toLowerCase()).join(", ")}`] : []),
    ...where.filter(({ column }) => has(column)).map((condition) => conditionSaid(table, condition)),
    ...(sort && (sort.column === "label" || has(sort.column))
      ? [`sorted by ${sort.column === "label" ? "name" : columnSaid(table, sort.column)}, ${directionSaid(words(sort.column), sort.down)}`]
      : []),
    ...(hidden > 0 ? [`${hidden} ${hidden === 1 ? "column is" : "columns are"} hidden`] : []),
    ...(order.some(has) ? ["columns in another order"] : []),
    ...(freeze > 0 ? [`the first ${freeze === 1 ? "column is" : `${freeze} columns are`} frozen`] : []),
  ];
}

export function directionSaid(words: boolean, down: boolean): string {
  return words ? (down ? "from last to first" : "from first to last") : down ? "the largest first" : "the smallest first";
}
