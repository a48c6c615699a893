// What was typed into forecasts, as what is to be held.
import type { StaleCell } from "../../db/conflicts.ts";
import type { ForecastWanted } from "../../db/forecasts.ts";
import { Refusal } from "../../db/refusal.ts";
import type { Row } from "../../db/tables.ts";
import type { CellEditInput } from "../../schema/budget.ts";
import { type ForecastAddress, type ForecastFacts, monthSaid, outturnPence, readForecastAddress, standing } from "../finance/forecast.ts";
import { InputError } from "../finance/inputError.ts";
import { storablePence, typedPence, type MoneyUnit as Unit } from "../finance/money.ts";

export interface ForecastEdit extends ForecastAddress {
  /** The cell's address, as the table gave it. */
  cell: string;
  /** What the writer saw in the cell: carried forward, perhaps. */
  fromPence: number | null;
  toPence: number | null;
  at: string;
}

/** Reads one edit. The cell of gross income shows a deduction, and what is held is the income, whichever way it was typed. @throws InputError. */
export function readForecastEdit({ cell, expected, typed, pence }: CellEditInput, unit: Unit, at: string): ForecastEdit {
  const address = readForecastAddress(cell, `${at}.cell`);
  if (typeof typed === "string" && typeof pence === "number") throw new InputError(`${at}.pence`, "Say the amount once, as typed or in pence.");
  const wanted = typeof typed === "string" ? typedPence(typed, unit, `${at}.typed`) : typeof pence === "number" ? storablePence(pence, `${at}.pence`) : null;
  const held = (amount: number | null | undefined) => (amount === null || amount === undefined ? null : address.part === "gross income" ? Math.abs(amount) : amount);
  return { ...address, cell, fromPence: held(expected), toPence: held(wanted), at };
}

/**
 * The forecasts to be held after the edits. Gross amounts take the place of a net one of the same month; a net one does not take theirs.
 * `stale` are the cells that show another amount than their writer saw.
 * @throws Refusal BAD_INPUT for a cell named twice, a net amount over gross
 * ones, or the emptying of a cell whose amount is an earlier month's.
 */
export function forecastsWanted(held: readonly Row<"forecast">[], edits: readonly ForecastEdit[]): { wanted: ForecastWanted[]; stale: StaleCell[] } {
  const stale: StaleCell[] = [];
  const byCentre = new Map<string, ForecastFacts[]>();
  const of = (edit: Pick<Row<"forecast">, "costCentreId" | "year">) => `${edit.costCentreId}:${edit.year}`;
  for (const row of held) byCentre.set(of(row), [...(byCentre.get(of(row)) ?? []), row]);
  const seen = new Set<string>();
  const wanted = edits.flatMap((edit): ForecastWanted[] => {
    const { costCentreId, year, asAt, part, fromPence, toPence, at } = edit;
    const named = `${of(edit)}:${asAt}:${part}`;
    if (seen.has(named)) throw new Refusal("BAD_INPUT", at, "This cell is changed twice in one batch. Say once what it should be.");
    seen.add(named);
    const rows = byCentre.get(of(edit)) ?? [];
    const stands = standing(rows, asAt);
    const shown = { net: outturnPence(stands), "gross expenditure": stands.expenditure?.pence ?? null, "gross income": stands.income?.pence ?? null }[part];
    const own = held.find((row) => of(row) === of(edit) && row.asAt === asAt && row.part === part);
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
        `Nothing is held here as at ${monthSaid(asAt)}: the amount is carried forward from ${monthSaid(since)}. Empty it there, or type another here.`,
      );
    }
    const base = { costCentreId, year, asAt };
    const replacesNet = part !== "net" && toPence !== null && inMonth("net");
    byCentre.set(of(edit), [
      ...rows.filter((row) => row !== own && !(replacesNet && row.asAt === asAt && row.part === "net")),
      ...(toPence === null ? [] : [{ costCentreId, asAt, part, amountPence: toPence }]),
    ]);
    return [...(replacesNet ? [{ ...base, part: "net" as const, toPence: null, at }] : []), { ...base, part, toPence, at }];
  });
  return { wanted, stale };
}
