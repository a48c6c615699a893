// What the money of a table is in, by its headings: of all columns, or of each by its own where they differ.
import type { Exact } from "../finance/exact.ts";
import { type MoneyUnit, poundsIn } from "../finance/money.ts";
import { numberReader } from "./cellKinds.ts";
import type { Column } from "./columns.ts";
import type { Grid } from "./grid.ts";
import { repeatsHeader } from "./header.ts";
import type { HeaderColumn } from "./headerNames.ts";

const unitForms: readonly [RegExp, MoneyUnit][] = [
  [/£ ?(m\b|mn\b|mill?ions?)|\bin (£ ?)?millions\b|£'?m/i, "millions"],
  [/£ ?['’]?(000['’]?s?|k\b|thousands?)|\bin (£ ?)?thousands\b|£ thousand/i, "thousands"],
  [/\(£\)|\bin pounds\b|£s\b|^£$/i, "pounds"],
];

/** What a text says that money is in. */
export function unitIn(text: string): MoneyUnit | null {
  return unitForms.find(([form]) => form.test(text))?.[1] ?? null;
}

/** From the largest, with how many digits each is away from a pound. */
const digits: Readonly<Record<MoneyUnit, number>> = { millions: 6, thousands: 3, pounds: 0 };
const fromLargest: readonly MoneyUnit[] = ["millions", "thousands", "pounds"];

/** What a column's own heading says that it is in, or what stands over it. */
function ownUnit({ name, group, over }: HeaderColumn): MoneyUnit | null {
  return unitIn(name) ?? (group === null ? null : unitIn(group)) ?? (over === null ? null : unitIn(over));
}

/** The row below a header that has a unit for each column, which may have the header's own names beside them: £000, £000, …; null where there is none. */
export function unitsBelow(body: Grid, columns: readonly HeaderColumn[]): readonly (MoneyUnit | null)[] | null {
  const cells = (body[0]?.cells ?? []).map((cell, column) => (cell === columns[column]?.called ? "" : cell));
  const given = cells.filter((cell) => cell !== "");
  return given.length > 0 && given.every((cell) => unitIn(cell) !== null) ? cells.map(unitIn) : null;
}

/**
 * The rows of a table whose columns of money are not all in the same unit, with what stands in each as it is in one unit: in the one that is chosen, or in the
 * largest, which leaves every figure the digits that it is printed with. A column without a unit of its own is in the table's.
 */
export function inOneUnit(columns: readonly Column[], rows: Grid, tableUnit: MoneyUnit | null, chosen: MoneyUnit | undefined): { unit: MoneyUnit | null; rows: Grid } {
  const below = unitsBelow(rows, columns);
  const unitOf = (column: Column) => ownUnit(column) ?? below?.[column.index] ?? null;
  const money = columns.filter(({ holds }) => holds === "money").map((column) => ({ column, unit: unitOf(column) ?? chosen ?? tableUnit }));
  const [first] = money;
  if (!first || money.every(({ unit }) => unit === first.unit) || money.some(({ unit }) => unit === null)) return { unit: chosen ?? tableUnit, rows };
  const into = chosen ?? (fromLargest.find((each) => money.some(({ unit }) => unit === each)) as MoneyUnit);
  const numberOf = numberReader();
  const moved = new Map(money.flatMap(({ column: { index }, unit }) => (unit === null || unit === into ? [] : [[index, unit] as const])));
  const cellIn = (text: string, from: MoneyUnit) => {
    const number = numberOf(text);
    if (!number || number.multiplied || number.percent || number.value.isNil()) return text;
    return decimalText(number.value.times(poundsIn(from)).dividedBy(poundsIn(into)), Math.max(number.decimals + digits[into] - digits[from], 0));
  };
  return {
    unit: into,
    rows: rows.map((row) =>
      repeatsHeader(row, columns)
        ? row
        : {
            ...row,
            cells: row.cells.map((text, index) => {
              const from = moved.get(index);
              return from === undefined ? text : cellIn(text, from);
            }),
          },
    ),
  };
}

/** A number with so many decimals: 5.400. */
function decimalText(value: Exact, decimals: number): string {
  const shown = value.rounded(decimals);
  const plain = String(shown < 0n ? -shown : shown).padStart(decimals + 1, "0");
  const whole = plain.slice(0, plain.length - decimals);
  return `${shown < 0n ? "-" : ""}${whole}${decimals > 0 ? `.${plain.slice(-decimals)}` : ""}`;
}
