// Virements: what one must be to move budget, and what those of a version come to in a year.

import { Exact } from "./exact.ts";
import { type FinancialYear, yearsFrom } from "./financialYear.ts";
import { InputError } from "./inputError.ts";
import { listed } from "./listed.ts";
import { poundsAndPence, storablePence } from "./money.ts";

export interface VirementLineFacts {
  costCentreId: string;
  /** Above nil what the cost centre gains, below nil what it gives. */
  amountPence: number;
}

/** One line of a virement, with what it takes to tell in which years it moves budget. */
export interface Movement extends VirementLineFacts {
  number: number;
  year: FinancialYear;
  permanent: boolean;
}

const mostLines = 200;

/**
 * Checks the lines of a virement: at least two, none of nil, each cost centre once, together exactly nil, and no more than can be stored in all. £20,000 out of North and
 * £20,000 into South is one; £20,000 out and £19,000 in is refused as £1,000 off.
 * Source: the virement rules of councils' financial regulations, by which a virement never changes the total budget.
 * @throws InputError naming the line below `at`, or `at` where they do not balance.
 */
export function checkLines(lines: readonly VirementLineFacts[], at = "input.lines"): void {
  if (lines.length < 2) throw new InputError(at, "A virement takes from one cost centre and gives to another. Name at least two.");
  if (lines.length > mostLines) throw new InputError(at, `One virement has at most ${mostLines} lines; this one has ${lines.length}.`);
  const seen = new Set<string>();
  let sum = 0n;
  let given = 0n;
  for (const [index, { costCentreId, amountPence }] of lines.entries()) {
    storablePence(amountPence, `${at}[${index}].amountPence`);
    if (amountPence === 0) throw new InputError(`${at}[${index}].amountPence`, "This line moves nothing. Give it an amount or take it out.");
    if (seen.has(costCentreId)) throw new InputError(`${at}[${index}].costCentreId`, "This cost centre is named twice. Say once what it gains or gives.");
    seen.add(costCentreId);
    sum += BigInt(amountPence);
    if (amountPence > 0) given += BigInt(amountPence);
  }
  // What it moves in all is an amount, too.
  storablePence(given, at);
  if (sum !== 0n) {
    const off = poundsAndPence(Exact.ratio(sum < 0n ? -sum : sum, 100n));
    throw new InputError(
      at,
      `This virement does not balance: ${off} more is ${sum > 0n ? "given to cost centres than is taken from others" : "taken from cost centres than is given to others"}.`,
    );
  }
}

/** Whether a virement moves budget in a year: in its own, and where it is permanent in each later one. */
export function movesIn(year: FinancialYear, { year: from, permanent }: Pick<Movement, "year" | "permanent">): boolean {
  return from === year || (permanent && from < year);
}

export interface BudgetAsMoved {
  versionName: string;
  firstYear: FinancialYear;
  yearCount: number;
  costCentres: readonly { id: string; name: string }[];
  lines: readonly { costCentreId: string; year: FinancialYear; amountPence: number }[];
  movements: readonly Movement[];
}

/** The years in which a virement moves budget: its own, and where it is permanent each later one of the version. @throws InputError for a year outside it. */
export function yearsMoved(
  { versionName, firstYear, yearCount }: Pick<BudgetAsMoved, "versionName" | "firstYear" | "yearCount">,
  year: FinancialYear,
  permanent: boolean,
): FinancialYear[] {
  const years = yearsFrom(firstYear, yearCount);
  if (!years.includes(year)) throw new InputError("input.year", `${versionName} covers ${years[0]} to ${years[years.length - 1]}. Choose one of its years; ${year} is outside it.`);
  return permanent ? years.filter((each) => each >= year) : [year];
}

/**
 * Refuses to take more from a cost centre than its latest budget (original and movements so far) in a year that the virement moves, and to
 * take anything from one whose budget of that year is not known. A cost centre whose latest budget is below nil already is one of income: to
 * take from it is to expect more income, which is no overdraft.
 * @throws InputError saying which, in which year, and what there is.
 */
export function refuseOverdrawn(budget: BudgetAsMoved, { year, permanent, lines }: Pick<Movement, "year" | "permanent"> & { lines: readonly VirementLineFacts[] }): void {
  const moved = yearsMoved(budget, year, permanent);
  const latest = latestPence(budget, moved, new Set(lines.map((line) => line.costCentreId)));
  for (const [index, { costCentreId, amountPence }] of lines.entries()) {
    if (amountPence > 0) continue;
    const name = budget.costCentres.find(({ id }) => id === costCentreId)?.name ?? "This cost centre";
    const refusal = overdrawnBy(-amountPence, name, moved, (each) => latest.get(`${costCentreId}:${each}`) ?? null);
    if (refusal !== null) throw new InputError(`input.lines[${index}].amountPence`, refusal);
  }
}

/** Why so much may not be taken from a cost centre in some years, by its latest budget in pence; null where it may. */
function overdrawnBy(takenPence: number, name: string, years: readonly FinancialYear[], latest: (year: FinancialYear) => bigint | null): string | null {
  const notKnown = years.filter((year) => latest(year) === null);
  const [first, ...later] = years.flatMap((year) => {
    const pence = latest(year);
    return pence !== null && pence >= 0n && pence < BigInt(takenPence) ? [{ year, pence }] : [];
  });
  const said: string[] = [];
  if (first) {
    const there = poundsAndPence(Exact.ratio(first.pence, 100n));
    said.push(`${name} has a latest budget of ${there} in ${first.year}, and ${poundsAndPence(Exact.pence(takenPence))} would be taken from it.`);
  }
  if (later.length > 0) said.push(`It would be short in ${listed(later.map(({ year }) => year))}, too.`);
  if (notKnown.length > 0) said.push(`No budget is recorded for ${first ? "it" : name} in ${listed(notKnown)}, so it is not known whether it would be overdrawn.`);
  return said.length === 0 ? null : [...said, `${first ? "Move less" : "Type it, 0 where there is none"}, or say that it may be overdrawn.`].join(" ");
}

/** Original budget and movements, in pence, by "cost centre:year"; none where no original budget is recorded, because the latest is not known then. */
function latestPence({ lines, movements }: BudgetAsMoved, years: readonly FinancialYear[], centres: ReadonlySet<string>): Map<string, bigint> {
  const latest = new Map<string, bigint>();
  for (const line of lines) if (centres.has(line.costCentreId)) latest.set(`${line.costCentreId}:${line.year}`, BigInt(line.amountPence));
  for (const each of movements) {
    for (const year of years) {
      const before = latest.get(`${each.costCentreId}:${year}`);
      if (before !== undefined && movesIn(year, each)) latest.set(`${each.costCentreId}:${year}`, before + BigInt(each.amountPence));
    }
  }
  return latest;
}
