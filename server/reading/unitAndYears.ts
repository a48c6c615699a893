// What a table's amounts are in and of which years its columns are, where it does not say so itself: told by its figures, or asked once.
import { Exact } from "../finance/exact.ts";
import { yearStarting } from "../finance/financialYear.ts";
import { type MoneyUnit, moneyUnits } from "../finance/money.ts";
import { withoutVariances } from "./budgetColumns.ts";
import { printedNumber } from "./cellKinds.ts";
import type { Column } from "./columns.ts";
import { type YearHeading, yearsAcross } from "./header.ts";
import { alike } from "./named.ts";
import type { Ask, Choices } from "./proposal.ts";
import type { TableReading } from "./table.ts";

/** From so much on a figure without a unit is in pounds: nobody writes a billion in thousands. */
const surelyPounds = Exact.whole(1_000_000);
const unitQuestion = "Are these amounts in pounds, in thousands or in millions?";

/** Whether every amount of some columns has a £ of its own. */
export function allInPounds(table: TableReading, columns: readonly { readonly column: Column }[]): boolean {
  const numbers = table.rows.flatMap(({ cells }) => columns.flatMap(({ column }) => printedNumber(cells[column.index] ?? "") ?? []));
  return numbers.length > 0 && numbers.every(({ pounds, value }) => pounds || value.isNil());
}

/** Pounds, where large figures, pence or the £ that headings end in say so; else a person is asked. */
export function guessedUnit(table: TableReading, asks: Ask[], amount?: string): MoneyUnit {
  const chosen = table.adding.filter(({ name }) => alike(name, amount));
  const money = chosen.length > 0 ? chosen : withoutVariances(table);
  const isNamed = money.length > 0 && money.every(({ name }) => /£$/.test(name));
  if (!isNamed && !isSurelyPounds(table)) asks.push({ about: "unit", question: unitQuestion, options: moneyUnits });
  return "pounds";
}

/** What is said of a unit that something beside the table tells; `why` is a sentence. */
export function unitTold(taken: MoneyUnit, why: string): Ask {
  return { about: "unit", question: `${unitQuestion} ${why}`, options: moneyUnits, taken };
}

/** Whether amounts without a unit tell that they are in pounds: one is very large, or they have pence. */
export function isSurelyPounds(table: TableReading): boolean {
  const numbers = table.below.flatMap(({ cells }) => table.adding.flatMap(({ index }) => printedNumber(cells[index] ?? "") ?? []));
  return numbers.some(({ value, decimals }) => decimals === 2 || !value.minus(surelyPounds).isNegative());
}

export interface YearColumn {
  readonly column: Column;
  /** "2026/27". */
  readonly year: string;
}

/** The columns under headings of years, one after the other; none where the headings of no columns are such. */
export function yearColumns({ columns }: TableReading, chosen: Choices["years"], asks: Ask[]): YearColumn[] {
  return yearsAcross(columns.map(({ name }) => name)).flatMap(({ column: place, ...heading }) => {
    const column = columns[place] as Column;
    return column.holds === "nothing" ? [] : [{ column, year: yearOfHeading(heading, chosen, asks) }];
  });
}

/** The financial year of a heading. Of one year alone it is the one that starts in it, or that ends in it, which a person says once for all headings. */
export function yearOfHeading({ year, one }: YearHeading, chosen: Choices["years"], asks: Ask[]): string {
  if (year !== null) return year;
  const [started, ended] = [yearStarting(one), yearStarting(one - 1)];
  if (!asks.some(({ about }) => about === "years"))
    asks.push({
      about: "years",
      question: `Is ${one} the year ${started} or ${ended}?`,
      options: ["starting", "ending"],
      called: [started, ended],
      ...(chosen !== undefined && { taken: chosen }),
    });
  return chosen === "ending" ? ended : started;
}
