// Lines that the total of a whole table is without: what would come in is then not what the table says that it comes to.
import { listed } from "../finance/listed.ts";
import { withCommas } from "../finance/withCommas.ts";
import type { BudgetChoices, BudgetLineRead, BudgetRead } from "./budgetLines.ts";
import type { Ask, LeftOut } from "./proposal.ts";
import type { StatedTotal } from "./rows.ts";
import type { TableReading } from "./table.ts";

/** What is called the total of everything, whatever it is of. */
const ofAll = /^(grand |overall )?totals?( (net|gross))?( (budgets?|expenditure|costs?|spend(ing)?))?$/i;
const shown = 5;

/** The lines that the one total of all is without, save those that are nil and those that somebody said are lines. None of a table whose lines or years are not its rows. */
function apartIn({ rows, totals }: TableReading, total: StatedTotal, lines: readonly BudgetLineRead[]): readonly BudgetLineRead[] {
  const within = new Set<number>();
  const add = (row: number): void => {
    within.add(row);
    for (const each of totals.find((sum) => sum.row === row)?.sum.of ?? []) add(each);
  };
  add(total.row);
  const settled = new Set(rows.flatMap(({ at, chosen }, row) => (within.has(row) || chosen ? [at] : [])));
  const apart = lines.filter(({ row, pence }) => !settled.has(row) && pence.some(Boolean));
  // What comes to nothing takes nothing from the total.
  const comesToNil = apart[0]?.pence.every((_, year) => apart.reduce((sum, { pence }) => sum + (pence[year] ?? 0), 0) === 0);
  return comesToNil ? [] : apart;
}

/** The lines that come in, without those outside the table's total that somebody leaves out, and what is asked of those; of `isKnown` ones, which are stored already, nothing is. */
export function besideTotal(
  table: TableReading,
  { across, columns, years, totals }: BudgetRead,
  lines: readonly BudgetLineRead[],
  said: BudgetChoices["apart"],
  isKnown: (name: string) => boolean = () => false,
): { lines: readonly BudgetLineRead[]; leftOut: LeftOut[]; asks: Ask[] } {
  const [total, ...others] = table.totals.filter(({ label }) => ofAll.test(label));
  const apart = total && others.length === 0 && !across && columns.length === years.length ? apartIn(table, total, lines).filter(({ name }) => !isKnown(name)) : [];
  const stated = totals.find(({ label }) => label === total?.label)?.stated ?? [];
  const year = stated.findIndex((pence) => pence !== null);
  if (!total || apart.length === 0 || year < 0) return { lines, leftOut: [], asks: [] };
  const out = said === "out" ? new Set(apart) : new Set();
  return {
    lines: lines.filter((line) => !out.has(line)),
    leftOut: apart.flatMap((line) => (out.has(line) ? [{ at: line.at, label: line.name, why: "you left it out, since it is in no part of the total", pence: line.pence }] : [])),
    asks: [
      asked(
        total.label,
        stated[year] as number,
        apart,
        lines.reduce((sum, { pence }) => sum + (pence[year] ?? 0), 0),
        said,
      ),
    ],
  };
}

function asked(total: string, stated: number, apart: readonly BudgetLineRead[], all: number, said: BudgetChoices["apart"]): Ask {
  const pounds = (pence: number) => `£${withCommas(Math.round(pence / 100))}`;
  const names = apart.slice(0, shown).map(({ name }) => `“${name}”`);
  const more = apart.length > shown ? [`${apart.length - shown} more`] : [];
  const isOne = apart.length === 1;
  return {
    about: "apart",
    question: `${listed([...names, ...more])} ${isOne ? "stands" : "stand"} outside “${total}” of ${pounds(stated)}. With ${isOne ? "it" : "them"} ${pounds(all)} comes in.`,
    options: ["in", "out"],
    called: isOne ? ["It comes in", "It stays out"] : ["They come in", "They stay out"],
    ...(said !== undefined && { taken: said }),
  };
}
