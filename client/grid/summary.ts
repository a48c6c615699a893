// What the status bar says of several figures: their number, the least and the most, and what they come to where adding them means something.

import { everything } from "./adding.ts";
import { digitsOf, isMoneyUnit, poundsSaidOf, ratioOf, shownAmount, shownVariance } from "./amounts.ts";
import { notHeld, type SheetCell, type VarianceSign } from "./table.ts";

export interface Summed {
  /** "Known so far" is the sum where not all of the figures are known. */
  name: "Sum" | "Known so far" | "Mean" | "Minimum" | "Maximum";
  /** As the sheet would show it. */
  shown: string;
  /** In full. */
  exact: string;
}

export interface Summary {
  /** How many figures there are; words and blanks are none. */
  count: number;
  /** "£000s"; empty where the figures have none, or not one alone. */
  unit: string;
  figures: Summed[];
  /** How many of them follow from others, and are not added again. */
  leftOut: number;
  /** How many are not known. */
  unknown: number;
}

type Kind = "money" | "price" | "%" | "points" | "number";

/**
 * Sums up the figures of some cells of a table, exactly. Amounts of money are added; nothing else is, because a sum or a mean of percentages
 * tells nothing, and of other numbers the page does not know what they count; nor is what follows from other figures of the selection added
 * to them. Variances are summed up by what they are, and shown as their column prints them. Figures of unlike units are only counted, and so are bare numbers of unlike columns: a price and a number of places.
 */
export function summaryOf(cells: Iterable<SheetCell>, tableUnit: string, columnsAlike = true, adding = everything, sign: VarianceSign | null = null): Summary {
  let [count, leftOut, unknown] = [0, 0, 0];
  let kind: Kind | "mixed" | null = null;
  let sum = 0n;
  // Whole pence below 2^53 are exact as numbers, too, and sooner added up.
  let pence = 0;
  let least: SheetCell | null = null;
  let most: SheetCell | null = null;
  for (const cell of cells) {
    const its = kindOf(cell);
    const follows = adding.leftOut.has(cell);
    if (its === null) {
      if (cell.shown === notHeld && !follows) unknown += 1;
      continue;
    }
    count += 1;
    if (follows) leftOut += 1;
    if (kind === null) kind = its;
    else if (kind !== its) kind = "mixed";
    if (kind === "mixed") continue;
    if (typeof cell.pence === "number" && !follows) {
      if (!Number.isSafeInteger(pence + cell.pence)) {
        sum += BigInt(pence);
        pence = 0;
      }
      pence += cell.pence;
    }
    if (least === null || below(cell, least, sign)) least = cell;
    if (most === null || below(most, cell, sign)) most = cell;
  }
  sum += BigInt(pence);
  if (kind === null || kind === "mixed" || least === null || most === null) return { count, unit: "", figures: [], leftOut: 0, unknown };
  const said = (name: Summed["name"], cell: SheetCell): Summed => ({ name, shown: cell.shown, exact: exactOf(cell, tableUnit, sign) });
  const ends = [said("Minimum", least), said("Maximum", most)];
  if (kind === "number" && !columnsAlike) return { count, unit: "", figures: [], leftOut: 0, unknown };
  if (kind !== "money" && kind !== "price") return { count, unit: kind === "number" ? "" : kind, figures: ends, leftOut: 0, unknown };
  const added = count - leftOut;
  const adds = adding.adds && (unknown === 0 || adding.partOfTotal);
  const unit = kind === "money" && isMoneyUnit(tableUnit) ? tableUnit : "£";
  const shown = (shares: bigint) => (sign ? shownVariance(sum, unit, sign, shares) : shownAmount(sum, unit, shares));
  const exact = (shares: bigint) => poundsIn(sum, sign, shares);
  return {
    count,
    unit,
    figures: [
      ...(adds ? [{ name: unknown > 0 ? "Known so far" : "Sum", shown: shown(1n), exact: exact(1n) } as const] : []),
      ...(adds && unknown === 0 ? [{ name: "Mean", shown: shown(BigInt(added)), exact: `${exact(1n)} ÷ ${added} = ${exact(BigInt(added))}` } as const] : []),
      ...ends,
    ],
    leftOut: adds ? leftOut : 0,
    unknown,
  };
}

function kindOf({ pence, shown }: SheetCell): Kind | null {
  // A price within a table of thousands is no part of its amounts.
  if (pence !== null && pence !== undefined) return shown.includes("£") ? "price" : "money";
  if (ratioIn(shown, null) === null) return null;
  return shown.includes("%") ? "%" : shown.endsWith(" points") ? "points" : "number";
}

/** Figures of one kind: money by its pence, any other by what is shown, which keeps their order since all are rounded alike. */
function below(one: SheetCell, other: SheetCell, sign: VarianceSign | null): boolean {
  if (typeof one.pence === "number" && typeof other.pence === "number") return one.pence < other.pence;
  const [a, b] = [numberIn(one, sign), numberIn(other, sign)];
  return a.numerator * b.denominator < b.numerator * a.denominator;
}

const nil = { numerator: 0n, denominator: 1n };

function numberIn({ shown }: SheetCell, sign: VarianceSign | null): typeof nil {
  return ratioIn(shown, sign) ?? nil;
}

/** The number that a cell shows: brackets are below nil, and above it where they are an overspend's. */
function ratioIn(shown: string, sign: VarianceSign | null): typeof nil | null {
  const [, inBrackets] = /^\((.+)\)$/.exec(shown) ?? [];
  const found = ratioOf((inBrackets ?? shown).replace(/%$| points$/, ""));
  const turned = (inBrackets !== undefined) !== (sign === "BRACKETS" || sign === "BRACKETS_AND_WORDS");
  return found && turned ? { ...found, numerator: -found.numerator } : found;
}

function exactOf({ pence, shown }: SheetCell, unit: string, sign: VarianceSign | null): string {
  if (typeof pence !== "number") return shown;
  const pounds = poundsIn(BigInt(pence), sign);
  return isMoneyUnit(unit) && unit !== "£" && !sign ? `${pounds} (${digitsOf(BigInt(pence), unit)} ${unit})` : pounds;
}

/** Pounds and pence; of a variance with what they are, since its sign is its column's own: "£12.00 over". */
function poundsIn(pence: bigint, sign: VarianceSign | null, shares = 1n): string {
  if (!sign || pence === 0n) return poundsSaidOf(pence, shares);
  return `${poundsSaidOf(pence < 0n ? -pence : pence, shares)} ${pence < 0n ? "under" : "over"}`;
}
