// What a draft holds already beside what a table gives: whether a printed amount is the stored one, in which unit it is, and which rows are none of a budget's own lines.
import { amountsByName, namesOfEach } from "../../db/budgetNames.ts";
import type { On } from "../../db/engine/open.ts";
import type { Viewer } from "../../db/viewer.ts";
import { type MoneyUnit, moneyUnits } from "../finance/money.ts";
import { budgetIn } from "../reading/budget.ts";
import type { BudgetChoices, BudgetLineRead, BudgetRead } from "../reading/budgetLines.ts";
import { inAnyCase } from "../reading/named.ts";
import type { LeftOut } from "../reading/proposal.ts";
import type { TableReading } from "../reading/table.ts";

export interface StoredBudget {
  /** Cost centres as they are stored, by their names in small letters. */
  readonly names: ReadonlyMap<string, string>;
  /** Pence, by cost centre and year. */
  readonly amounts: ReadonlyMap<string, number>;
  readonly commitments: ReadonlySet<string>;
}

const key = (name: string, year: string) => `${inAnyCase(name)}|${year}`;

/** What one version of each of these authorities holds, the version by its name, by the authority's id: asked of all at once. */
export async function storedBudgets(on: On, viewer: Viewer, versions: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, StoredBudget>> {
  const ids = [...versions.keys()];
  const names = await namesOfEach(on, viewer, ids, "costCentre");
  const commitments = await namesOfEach(on, viewer, ids, "commitment");
  const amounts = new Map<string, Map<string, number>>(ids.map((id) => [id, new Map()]));
  for (const { authorityId, costCentre, year, amountPence } of await amountsByName(on, viewer, versions)) amounts.get(authorityId)?.set(key(costCentre, year), amountPence);
  return new Map(
    ids.map((id) => [
      id,
      {
        names: new Map((names.get(id) ?? []).map((name) => [inAnyCase(name), name])),
        amounts: amounts.get(id) ?? new Map(),
        commitments: new Set((commitments.get(id) ?? []).map(inAnyCase)),
      },
    ]),
  );
}

/** Of a table that does not say its unit: the one in which most of its amounts are those that are stored; null where none is more than others. */
export function unitByStored(table: TableReading, choices: BudgetChoices, stored: StoredBudget): MoneyUnit | null {
  const found = moneyUnits.map((unit) => ({ unit, same: sameIn(budgetIn(table, { ...choices, unit }), stored) })).sort((one, other) => other.same - one.same);
  const [best, next] = found as [(typeof found)[number], (typeof found)[number]];
  return best.same > next.same ? best.unit : null;
}

function sameIn({ lines, years }: BudgetRead, stored: StoredBudget): number {
  return lines.reduce((sum, line) => sum + years.filter((year, index) => line.pence[index] !== 0 && isStored(line, index, year, stored)).length, 0);
}

function isStored({ name, pence, halves }: BudgetLineRead, index: number, year: string, { amounts }: StoredBudget): boolean {
  const [read, held] = [pence[index] ?? null, amounts.get(key(name, year))];
  return read !== null && held !== undefined && Math.abs(read - held) <= (halves[index] ?? 0);
}

/** Whether the amounts of a line are those that are stored of a cost centre, in every year that both have; null where they have none that says anything. */
export function hasAmountsOf({ pence, halves }: BudgetLineRead, costCentre: string, years: readonly string[], { amounts }: StoredBudget): boolean | null {
  const pairs = years.flatMap((year, index) => {
    const [read, stored] = [pence[index] ?? null, amounts.get(key(costCentre, year))];
    return read === null || stored === undefined ? [] : [{ read, stored, half: halves[index] ?? 0 }];
  });
  if (pairs.every(({ read, stored }) => read === 0 && stored === 0)) return null;
  return pairs.every(({ read, stored, half }) => Math.abs(read - stored) <= half);
}

/** Tabled's own rows under a budget. */
const workedOut = /^(total budget|remaining unallocated budget)$/i;

/** The lines as they are to be stored: by the stored names, a printed amount that may be the stored one as that one, and without rows that Tabled works out. */
export function besideStored({ lines, years }: BudgetRead, stored: StoredBudget, exact: boolean): { lines: BudgetLineRead[]; leftOut: LeftOut[] } {
  const leftOut: LeftOut[] = [];
  const kept = lines.flatMap((line): BudgetLineRead[] => {
    const { name, pence, at } = line;
    const known = stored.names.get(inAnyCase(name));
    const why =
      known !== undefined
        ? null
        : workedOut.test(name)
          ? "it is worked out from the others"
          : stored.commitments.has(inAnyCase(name))
            ? "it is a commitment, whose cost is worked out"
            : null;
    if (why !== null) {
      leftOut.push({ at, label: name, why, pence });
      return [];
    }
    const asStored = years.map((year, index) => (!exact && isStored(line, index, year, stored) ? (stored.amounts.get(key(name, year)) ?? null) : (pence[index] ?? null)));
    return [{ ...line, name: known ?? name, pence: asStored }];
  });
  return { lines: kept, leftOut };
}
