// What a reader of a medium-term table has to know: what is missing, what is carried forward, what replaces what, and what a report printed.

import { lastCharged } from "./commitment.ts";
import { countOf } from "./counted.ts";
import { dayInWords, daysInclusive } from "./day.ts";
import { Exact } from "./exact.ts";
import type { CommitmentFacts, MediumTermFacts } from "./facts.ts";
import { sum } from "./figure.ts";
import { type FinancialYear, yearOf } from "./financialYear.ts";
import { poundsAndPence, roundedToUnit, shownRounded, unitDecimals, unitLabel } from "./money.ts";
import { verdict } from "./rounding.ts";
import type { Total } from "./roundingNotes.ts";
import type { ReportRow } from "./table.ts";
import type { CommitmentTerms } from "./terms.ts";
import { figureOf, type Known, notKnownNote } from "./unknown.ts";
import { UpliftGaps } from "./upliftGaps.ts";

/** A commitment with what its terms come to in each year. */
export interface Committed {
  commitment: CommitmentFacts;
  terms: CommitmentTerms;
  costs: readonly Known[];
}

export function missingNotes(rows: readonly ReportRow[]): string[] {
  const missing = rows.some((row) => row.cells.some((cell) => cell.figure === null));
  return missing ? [notKnownNote] : [];
}

export function upliftNotes(facts: MediumTermFacts, committed: readonly Committed[], years: readonly FinancialYear[]): string[] {
  const names = new Map(facts.upliftSeries.map(({ id, name }) => [id, name]));
  const gaps = new UpliftGaps();
  for (const { commitment, terms } of committed) gaps.add(names.get(commitment.upliftSeriesId ?? "") ?? "", terms, years);
  return gaps.notes();
}

/** Says where places that replace others do not start on the day after those end. */
export function replacementNotes(committed: readonly Committed[], years: readonly FinancialYear[]): string[] {
  const byId = new Map(committed.map((each) => [each.commitment.id, each]));
  return committed.flatMap(({ commitment }) =>
    commitment.places.flatMap(({ replacesId, startsOn }) => {
      const replaced = replacesId ? byId.get(replacesId) : undefined;
      if (!replaced) return [];
      const ended = lastCharged(replaced.terms);
      const start = `${commitment.name} replaces ${replaced.commitment.name} from ${dayInWords(startsOn)}`;
      const charged = replaced.costs.some((cost, column) => (years[column] as FinancialYear) >= yearOf(startsOn) && figureOf(cost)?.value.isNil() === false);
      if (ended === null) return [`${start}, which has no end${charged ? ": both are charged" : ""}.`];
      const between = daysInclusive(ended, startsOn) - 2;
      if (between === 0) return [`${start}, the day after it ends.`];
      return [between > 0 ? `${start}, ${countOf(between, "days")} after it ends.` : `${start}, and it runs on to ${dayInWords(ended)}: both are charged meanwhile.`];
    }),
  );
}

/** Says where commitments, of which there have to be some in the year, come to more than the budget. */
export function overcommittedNotes(rows: readonly ReportRow[], committed: readonly Committed[], years: readonly FinancialYear[]): string[] {
  const remaining = rows.find((row) => row.kind === "remaining");
  const charged = (column: number) => sum(committed.flatMap(({ costs }) => figureOf(costs[column] ?? null) ?? [])).value.compare(Exact.nil) > 0;
  const over = (remaining?.cells ?? []).flatMap((cell, column) =>
    cell.figure?.value.isNegative() && charged(column) ? [`${years[column]} by ${poundsAndPence(cell.figure.value.negated())}`] : [],
  );
  return over.length === 0 ? [] : [`Commitments exceed the budget in ${over.join(", ")}.`];
}

/** Sets beside each computed cell what the report printed, where the two differ, and says whether rounding explains it. */
export function printedNotes(facts: MediumTermFacts, rows: readonly ReportRow[], totals: readonly Total[], years: readonly FinancialYear[]): string[] {
  const notes: string[] = [];
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const partsOf = new Map(totals.map(({ row, parts }) => [row, parts.length]));
  for (const printed of facts.printed) {
    const row = byKey.get(printed.rowKey);
    const cell = row?.cells[years.indexOf(printed.year)];
    if (!row || !cell?.figure) continue;
    const printedUnits = Exact.decimal(printed.printed).rounded(unitDecimals(printed.unit));
    const computed = roundedToUnit(cell.figure.value, printed.unit);
    const finding = verdict(printedUnits, computed, partsOf.get(row) ?? 1);
    if (finding === "adds up") continue;
    const sentence = `${printed.reference} prints ${shownRounded(printedUnits, printed.unit)} for ${row.label} in ${printed.year}, where these facts give ${shownRounded(computed, printed.unit)} (${unitLabel(printed.unit)}): ${finding}.`;
    cell.note = cell.note === null ? sentence : `${cell.note} ${sentence}`;
    notes.push(sentence);
  }
  return notes;
}
