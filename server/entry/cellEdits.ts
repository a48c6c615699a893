// Edits of a table's cells: read into the amounts that are to be stored, and seen beforehand as they would come out.
import type { CellChange } from "../../db/cells.ts";
import type { Refusal } from "../../db/write/refusal.ts";
import type { CellEditInput, CellPreview } from "../../schema/budget.ts";
import { readCellAddress } from "../finance/cellAddress.ts";
import { Exact } from "../finance/exact.ts";
import { InputError } from "../finance/inputError.ts";
import { type MoneyUnit, poundsAndPence, shownMoney, storablePence } from "../finance/money.ts";
import { enteredPence, isRounded, typedAmount } from "../finance/typedAmount.ts";

/** An edit as the store takes it. @throws InputError naming the field below `at` that cannot be read. */
export function cellChange(edit: CellEditInput, unit: MoneyUnit, at: string): CellChange {
  const { kind, subjectId, year } = readCellAddress(edit.cell, `${at}.cell`);
  const typed = edit.typed ?? null;
  const pence = edit.pence ?? null;
  if (typed !== null && pence !== null) throw new InputError(`${at}.pence`, "Say the amount once, as typed or in pence.");
  const { pence: wanted, entered } =
    typed !== null ? typedAmount(typed, unit, `${at}.typed`) : { pence: pence === null ? null : storablePence(pence, `${at}.pence`), entered: null };
  const expected = edit.expected ?? null;
  if (kind === "budget") return { kind, subjectId, year, fromPence: expected, toPence: wanted, entered, at };
  // A commitment's cell shows a deduction, and what is stored is the cost: the sign turns here. A cost is typed with or without a minus;
  // income, which adds to what remains, with a plus.
  const income = typed !== null && /^\s*[£(]?\+/.test(typed);
  const cost = wanted === null ? null : Math.abs(wanted) * (income ? -1 : 1);
  return { kind, subjectId, year, fromPence: expected === null ? null : 0 - expected, toPence: cost === null ? null : 0 + cost, entered, at };
}

/** What each edit comes to, in order. `refusalsOf` says which of those that can be read the store would refuse. */
export async function cellPreviews(
  edits: readonly CellEditInput[],
  unit: MoneyUnit,
  refusalsOf: (cells: readonly CellChange[]) => Promise<readonly (Refusal | null)[]>,
): Promise<CellPreview[]> {
  const read = edits.map((edit, index) => readOrRefused(edit, unit, `edits[${index}]`));
  const cells = read.filter((each) => !(each instanceof InputError)) as CellChange[];
  const refusals = await refusalsOf(cells);
  let next = 0;
  return read.map((each) => {
    if (each instanceof InputError) return { pence: null, shown: null, note: null, error: each.message };
    const refusal = refusals[next++] ?? null;
    return { ...cellAfter(each, unit), error: refusal && refusalSaid(refusal, each.kind, unit) };
  });
}

/** How a cell stands once its edit is stored. */
export function cellAfter({ kind, toPence, entered }: CellChange, unit: MoneyUnit): CellPreview {
  return { ...asShown(kind, toPence, unit), note: entered ? noteOf(entered) : null, error: null };
}

/** What a text typed for a cost centre comes to by itself. */
export function previewOf(typed: string, unit: MoneyUnit): CellPreview {
  try {
    const { pence, entered } = typedAmount(typed, unit);
    return { ...asShown("budget", pence, unit), note: entered === null ? null : noteOf(entered), error: null };
  } catch (error) {
    if (error instanceof InputError) return { pence: null, shown: null, note: null, error: error.message };
    throw error;
  }
}

function readOrRefused(edit: CellEditInput, unit: MoneyUnit, at: string): CellChange | InputError {
  try {
    return cellChange(edit, unit, at);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

/** A stored amount as its cell gives it: a commitment's cost as a deduction. */
function asShown(kind: CellChange["kind"], stored: number | null, unit: MoneyUnit): { pence: number | null; shown: string } {
  const pence = kind === "budget" || stored === null ? stored : 0 - stored;
  return { pence, shown: pence === null ? "[x]" : shownMoney(Exact.pence(pence), unit) };
}

/** The sentence of a refusal, with the amount that was met instead of the one expected. */
function refusalSaid({ code, message, current }: Refusal, kind: CellChange["kind"], unit: MoneyUnit): string {
  return code === "STALE" ? `${message} It is now ${asShown(kind, (current as number | null | undefined) ?? null, unit).shown}.` : message;
}

/** What an expression came to, whatever sign its cell gives it: "=10/3 in £000s is £3,333.33, rounded to the penny." */
export function noteOf(entered: string): string {
  return `${entered} is ${poundsAndPence(Exact.ratio(enteredPence(entered), 100n))}${isRounded(entered) ? ", rounded to the penny" : ""}.`;
}
