// Lines that the total of a whole table is without: what would come in is then not what the table says that it comes to.
import { listed } from "../finance/listed.ts";
import { withCommas } from "../finance/withCommas.ts";
import type { BudgetChoices, BudgetLineRead } from "./budgetLines.ts";
import type { Ask, ReadTotal } from "./proposal.ts";
import type { TableReading } from "./table.ts";

export interface ApartLines {
  /** The place of the total among those of the table. */
  readonly total: number;
  readonly lines: readonly BudgetLineRead[];
}

/** What is called the total of everything, whatever it is of. */
const ofAll = /^(grand |overall )?totals?( (net|gross))?( (budgets?|expenditure|costs?|spend(ing)?))?$/i;
const shown = 5;

/** Null where the table has no one total of all, and where every line is in it or was said to be one. */
export function apartFromTotal({ rows, totals }: TableReading, lines: readonly BudgetLineRead[]): ApartLines | null {
  const ofAllLines = totals.flatMap(({ label }, index) => (ofAll.test(label) ? [index] : []));
  const [total] = ofAllLines;
  if (total === undefined || ofAllLines.length > 1) return null;
  const within = new Set<number>();
  const add = (row: number): void => {
    within.add(row);
    for (const each of totals.find((sum) => sum.row === row)?.sum.of ?? []) add(each);
  };
  add(totals[total]?.row as number);
  const settled = new Set(rows.flatMap(({ at, chosen }, row) => (within.has(row) || chosen ? [at] : [])));
  const apart = lines.filter(({ row, pence }) => !settled.has(row) && pence.some(Boolean));
  return apart.length > 0 ? { total, lines: apart } : null;
}

/** Whether they come in too. */
export function askedOfApart({ total, lines: apart }: ApartLines, lines: readonly BudgetLineRead[], totals: readonly ReadTotal[], said: BudgetChoices["apart"]): Ask {
  const pounds = (pence: number) => `£${withCommas(Math.round(pence / 100))}`;
  const { label, stated } = totals[total] as ReadTotal;
  const names = apart.slice(0, shown).map(({ name }) => `“${name}”`);
  const more = apart.length > shown ? [`${apart.length - shown} more`] : [];
  const year = stated.findIndex((pence) => pence !== null);
  const all = lines.reduce((sum, { pence }) => sum + (pence[year] ?? 0), 0);
  return {
    about: "apart",
    question: `${listed([...names, ...more])} ${apart.length === 1 ? "stands" : "stand"} outside “${label}” of ${pounds(stated[year] ?? 0)}. With ${apart.length === 1 ? "it" : "them"} ${pounds(all)} comes in.`,
    options: ["in", "out"],
    called: apart.length === 1 ? ["It comes in", "It stays out"] : ["They come in", "They stay out"],
    ...(said !== undefined && { taken: said }),
  };
}
