// What was typed into forecasts, as what is to be held, and seen beforehand as it would come out.

import type { ForecastWanted } from "../../db/forecasts.ts";
import { type StaleCell, StaleRefusal } from "../../db/read/conflicts.ts";
import type { Row } from "../../db/tables.ts";
import { Refusal } from "../../db/write/refusal.ts";
import type { CellEditInput, CellPreview } from "../../schema/budget.ts";
import { noteOf } from "../entry/cellEdits.ts";
import { Exact } from "../finance/exact.ts";
import { type ForecastAddress, type ForecastFacts, monthSaid, outturnPence, readForecastAddress, standing } from "../finance/forecast.ts";
import { grouped } from "../finance/grouped.ts";
import { InputError } from "../finance/inputError.ts";
import { shownMoney, storablePence, type MoneyUnit as Unit } from "../finance/money.ts";
import { typedAmount } from "../finance/typedAmount.ts";

export interface ForecastEdit extends ForecastAddress {
  /** The cell's address, as the table gave it. */
  cell: string;
  /** What the writer saw in the cell: carried forward, perhaps. */
  fromPence: number | null;
  toPence: number | null;
  /** The expression that it was typed as, where it was one. */
  entered: string | null;
  at: string;
}

/** Reads one edit. The cell of gross income shows a deduction, and what is held is the income, whichever way it was typed. @throws InputError. */
export function readForecastEdit({ cell, expected, typed, pence }: CellEditInput, unit: Unit, at: string): ForecastEdit {
  const address = readForecastAddress(cell, `${at}.cell`);
  if (typeof typed === "string" && typeof pence === "number") throw new InputError(`${at}.pence`, "Say the amount once, as typed or in pence.");
  const wanted =
    typeof typed === "string" ? typedAmount(typed, unit, `${at}.typed`) : { pence: typeof pence === "number" ? storablePence(pence, `${at}.pence`) : null, entered: null };
  const held = (amount: number | null | undefined) => (amount === null || amount === undefined ? null : address.part === "gross income" ? Math.abs(amount) : amount);
  return { ...address, cell, fromPence: held(expected), toPence: held(wanted.pence), entered: wanted.entered, at };
}

/**
 * The forecasts to be held after the edits. Gross amounts take the place of a net one of the same month; a net one does not take theirs.
 * `stale` are the cells that show another amount than their writer saw.
 * @throws Refusal BAD_INPUT for a cell named twice, a net amount over gross
 * ones, or the emptying of a cell whose amount is an earlier month's.
 */
export function forecastsWanted(held: readonly Row<"forecast">[], edits: readonly ForecastEdit[]): { wanted: ForecastWanted[]; stale: StaleCell[] } {
  const stale: StaleCell[] = [];
  const of = (edit: Pick<Row<"forecast">, "costCentreId" | "year">) => `${edit.costCentreId}:${edit.year}`;
  const heldOf = grouped(held, of);
  const byCentre = new Map<string, ForecastFacts[]>(heldOf);
  const seen = new Set<string>();
  const wanted = edits.flatMap((edit): ForecastWanted[] => {
    const { costCentreId, year, asAt, part, fromPence, toPence, entered, at } = edit;
    const named = `${of(edit)}:${asAt}:${part}`;
    if (seen.has(named)) throw new Refusal("BAD_INPUT", at, "This cell is changed twice in one batch. Say once what it should be.");
    seen.add(named);
    const rows = byCentre.get(of(edit)) ?? [];
    const stands = standing(rows, asAt);
    const shown = { net: outturnPence(stands), "gross expenditure": stands.expenditure?.pence ?? null, "gross income": stands.income?.pence ?? null }[part];
    const own = heldOf.get(of(edit))?.find((row) => row.asAt === asAt && row.part === part);
    if (shown !== fromPence) {
      stale.push({ field: at, cell: edit.cell, table: "forecast", rowId: own?.id ?? null, owner: { costCentreId, year, asAt, part }, current: shown });
      return [];
    }
    const inMonth = (which: ForecastFacts["part"]) => rows.some((row) => row.asAt === asAt && row.part === which);
    if (part === "net" && (inMonth("gross expenditure") || inMonth("gross income"))) {
      throw new Refusal("BAD_INPUT", at, "This forecast is gross expenditure less gross income. Change those in the view “Gross”, and it follows.");
    }
    if (toPence === null && own === undefined && shown !== null) {
      const since = rows.filter((row) => row.asAt < asAt).reduce((newest, row) => (row.asAt > newest ? row.asAt : newest), "");
      throw new Refusal(
        "BAD_INPUT",
        at,
        `Nothing is recorded here as at ${monthSaid(asAt)}: the amount is carried forward from ${monthSaid(since)}. Empty it there, or type another here.`,
      );
    }
    const base = { costCentreId, year, asAt };
    const replacesNet = part !== "net" && toPence !== null && inMonth("net");
    byCentre.set(of(edit), [
      ...rows.filter((row) => row !== own && !(replacesNet && row.asAt === asAt && row.part === "net")),
      ...(toPence === null ? [] : [{ costCentreId, asAt, part, amountPence: toPence }]),
    ]);
    return [...(replacesNet ? [{ ...base, part: "net" as const, toPence: null, at }] : []), { ...base, part, toPence, entered, at }];
  });
  return { wanted, stale };
}

/** What each edit comes to, in order, or why it would be refused. `centres` are those of the authority that there are. Nothing is stored. */
export function forecastPreviews(
  edits: readonly CellEditInput[],
  unit: Unit,
  held: readonly Row<"forecast">[],
  centres: ReadonlySet<string>,
  refusal: Refusal | null,
): CellPreview[] {
  const of = ({ costCentreId, year }: Pick<Row<"forecast">, "costCentreId" | "year">) => `${costCentreId}:${year}`;
  const heldOf = grouped(held, of);
  // Forecasts of one cost centre and year bear on each other: each is weighed as after those before it.
  const before = new Map<string, ForecastEdit[]>();
  return edits.map((given, index) => {
    const edit = readOrRefused(given, unit, `edits[${index}]`);
    if (edit instanceof InputError) return { pence: null, shown: null, note: null, error: edit.message };
    const key = of(edit);
    const earlier = before.get(key) ?? [];
    const error =
      refusal?.message ?? (centres.has(edit.costCentreId) ? weighed(heldOf.get(key) ?? [], [...earlier, edit], unit) : "There is no such cost centre in this authority.");
    if (error === null) before.set(key, [...earlier, edit]);
    return { ...forecastAfter(edit, unit), error };
  });
}

/** How a cell stands once its edit is stored. */
export function forecastAfter({ part, toPence, entered }: ForecastEdit, unit: Unit): CellPreview {
  return { ...asShown(part, toPence, unit), note: entered === null || toPence === null ? null : noteOf(entered), error: null };
}

/** The cost centres and years that edits name, so far as they can be read. */
export function centresAndYears(edits: readonly CellEditInput[]): { centres: string[]; years: string[] } {
  const read = edits.map((edit) => readOrRefused({ cell: edit.cell }, "pounds", "edits")).filter((each) => !(each instanceof InputError)) as ForecastEdit[];
  return { centres: [...new Set(read.map(({ costCentreId }) => costCentreId))], years: [...new Set(read.map(({ year }) => year))] };
}

function readOrRefused(edit: CellEditInput, unit: Unit, at: string): ForecastEdit | InputError {
  try {
    return readForecastEdit(edit, unit, at);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

/** Why the last of some edits would be refused, of which the others would not be. */
function weighed(held: readonly Row<"forecast">[], edits: readonly ForecastEdit[], unit: Unit): string | null {
  try {
    const [stale] = forecastsWanted(held, edits).stale;
    const part = edits[edits.length - 1]?.part ?? "net";
    return stale ? `${new StaleRefusal(stale).message} It is now ${asShown(part, stale.current, unit).shown}.` : null;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

/** A held amount as its cell gives it: gross income as a deduction. */
function asShown(part: ForecastEdit["part"], heldPence: number | null, unit: Unit): { pence: number | null; shown: string } {
  const pence = part === "gross income" && heldPence !== null ? 0 - heldPence : heldPence;
  return { pence, shown: pence === null ? "[x]" : shownMoney(Exact.pence(pence), unit) };
}
