// Options side by side: what each would cost, and how that differs, with the facts left as they are.
import { projectCommitment } from "./commitment.ts";
import { type Day, dayInWords } from "./day.ts";
import { Exact } from "./exact.ts";
import { type CommitmentFacts, readTerms, type UpliftRateFacts } from "./facts.ts";
import { deducted, type Figure, input, named, product, sum } from "./figure.ts";
import { type FinancialYear, yearsFrom } from "./financialYear.ts";
import { grouped } from "./grouped.ts";
import { InputError } from "./inputError.ts";
import { listed } from "./listed.ts";
import { type MoneyUnit, unitSaid } from "./money.ts";
import { changesNothing, type Override, overridden, overrideSaid } from "./override.ts";
import { roundingNotes, totalsIn } from "./roundingNotes.ts";
import { adding, addPartials, ReportCell, type ReportRow, type ReportTable, type RowKind, type UseOf, using } from "./table.ts";
import type { CommitmentTerms } from "./terms.ts";
import { figureOf, notKnownNote, sumIfKnown } from "./unknown.ts";
import { UpliftGaps } from "./upliftGaps.ts";

export interface OptionFacts {
  id: string;
  name: string;
  recommended: boolean;
  /** False where what would be bought instead has no price yet. */
  costed: boolean;
  adopted: boolean;
  overrides: readonly Override[];
  /** Commitments of the option's own, which are no facts. */
  own: readonly CommitmentFacts[];
}

export interface OptionsFacts {
  authorityName: string;
  decision: string;
  source: string | null;
  options: readonly OptionFacts[];
  /** The option that was adopted and the day: these facts are then as they were on it. */
  adoption: { name: string; on: Day } | null;
  /** The commitments that are facts, those that an option overrides at the least. */
  commitments: readonly CommitmentFacts[];
  rates: ReadonlyMap<string, readonly UpliftRateFacts[]>;
  /** What the series of those rates are called. */
  seriesNames?: ReadonlyMap<string, string>;
  /** What remains of the budget as it stands, by year, where there is a budget. */
  remaining: ReadonlyMap<FinancialYear, Figure> | null;
  /** The whole budget by year, where it is known: with it what remains can be known though what an option leaves out is not. */
  wholeBudget?: ReadonlyMap<FinancialYear, Figure>;
  /** What commitments cost in each year as they stand, by their ids, as `remaining` deducts it: one figure in both, so that they cannot part. */
  standing?: ReadonlyMap<string, readonly (Figure | null)[]>;
}

/** A commitment in an option or as it stands; null figures are not known. */
interface Part {
  readonly commitment: CommitmentFacts;
  readonly figures: readonly (Figure | null)[];
  readonly status: string | null;
}

/**
 * Checks an option's overrides against the commitments that they name; one that the option has already may have come to change nothing.
 * @throws InputError naming the field below `at`.
 */
export function checkOverrides(commitments: readonly CommitmentFacts[], overrides: readonly Override[], at: string, before: readonly Override[] = []): void {
  const byId = new Map(commitments.map((commitment) => [commitment.id, commitment]));
  const seen = new Set<string>();
  for (const [index, override] of overrides.entries()) {
    const { commitmentId, field } = override;
    const key = `${field} ${commitmentId}`;
    if (seen.has(key)) throw new InputError(`${at}[${index}].field`, "This is overridden twice in the same commitment. Override it once.");
    seen.add(key);
    const commitment = byId.get(commitmentId);
    if (!commitment) throw new InputError(`${at}[${index}].commitmentId`, "There is no such commitment in this authority.");
    const terms = readTerms(commitment, commitment.upliftSeriesId === null ? null : [], commitment.name);
    const changed = overridden(terms, [override], () => `${at}[${index}]`);
    const known = before.some((each) => each.commitmentId === commitmentId && each.field === field && each.value === override.value);
    if (!known && changesNothing(terms, changed, override))
      throw new InputError(`${at}[${index}].value`, `${commitment.name} already has this value, so this would change nothing. Remove this override, or choose another value.`);
  }
  for (const [commitmentId, places] of grouped(overrides.keys(), (index) => overrides[index]?.commitmentId as string)) {
    const commitment = byId.get(commitmentId) as CommitmentFacts;
    const terms = readTerms(commitment, commitment.upliftSeriesId === null ? null : [], commitment.name);
    const own = places.map((place) => overrides[place] as Override);
    overridden(terms, own, (index) => `${at}[${places[index]}]`);
  }
}

/** What a commitment costs in each year with an option's overrides: nil where it is left out, and only the occupied share where that is taken. */
export function optionCost(
  commitment: CommitmentFacts,
  rates: readonly UpliftRateFacts[] | null,
  overrides: readonly Override[],
  years: readonly FinancialYear[],
): (Figure | null)[] {
  if (overrides.some(({ field }) => field === "left out")) return years.map(() => sum([]));
  const terms = termsIn(commitment, rates, overrides);
  const occupancy = overrides.find(({ field }) => field === "occupancy");
  const costs = projectCommitment(terms, years).map(figureOf);
  return occupancy ? costs.map((cost) => cost && product([cost, input(Exact.decimal(occupancy.value), "percent")])) : costs;
}

function termsIn(commitment: CommitmentFacts, rates: readonly UpliftRateFacts[] | null, overrides: readonly Override[]): CommitmentTerms {
  return overridden(readTerms(commitment, rates, commitment.name), overrides, () => commitment.name);
}

/**
 * The options of a decision in one table: what each costs year by year and together, and its difference from the reference, which is
 * another option or, where nothing is said, things as they stand. An option is all that any option of the decision touches, with its own
 * overrides, and its own commitments. Nothing of it touches the facts. What an option takes otherwise may have become impossible by a
 * change of the fact: its own figures alone are then not known.
 */
export function optionsTable(facts: OptionsFacts, options: { from: FinancialYear; years: number; unit: MoneyUnit; reference: string | null }): ReportTable {
  const years = yearsFrom(options.from, options.years);
  const overriddenIds = new Set(facts.options.flatMap((option) => option.overrides.map((each) => each.commitmentId)));
  const touched = facts.commitments.filter((commitment) => overriddenIds.has(commitment.id));
  const rows: ReportRow[] = [];
  const row = (
    key: string,
    kind: RowKind,
    level: number,
    label: string,
    figures: readonly (Figure | null)[],
    status: string | null = null,
    subjectId: string | null = null,
    uses: readonly UseOf[] = [],
  ): ReportRow => {
    const together = sumIfKnown(figures.map((figure, index) => figure && named(years[index] as string, figure)));
    const cells = [...figures, together].map((figure) => new ReportCell(figure === null ? null : named(label, figure), options.unit));
    const made = { key, kind, level, label, status, subjectId, cells, ...(uses.length > 0 && { uses }) };
    rows.push(made);
    return made;
  };
  const heading = (key: string, label: string, status: string | null, subjectId: string | null) =>
    rows.push({ key, kind: "heading", level: 0, label, status, subjectId, cells: [...years, "total"].map(() => ReportCell.words("")) });
  const block = (key: string, costKey: string, costLabel: string, parts: readonly Part[], costed = true): void => {
    const lines = parts.map(({ commitment, figures, status }) => row(`${key}:commitment:${commitment.id}`, "line", 1, commitment.name, figures, status, commitment.id));
    // What is not costed is more than its parts.
    const cost = row(costKey, "subtotal", 1, costLabel, costed ? costOf(parts) : unknown, null, null, costed ? adding(lines) : []);
    if (costed) addPartials(cost, lines, options.unit, "commitments");
  };
  const unknown = years.map(() => null);
  const costOf = (parts: readonly Part[]) =>
    years.map((_, column) => sumIfKnown(parts.map(({ commitment, figures }) => (figures[column] ? named(commitment.name, figures[column]) : null))));
  const ratesOf = ({ upliftSeriesId }: CommitmentFacts) => (upliftSeriesId === null ? null : (facts.rates.get(upliftSeriesId) ?? []));

  const gaps = new UpliftGaps();
  const costIn = (commitment: CommitmentFacts, overrides: readonly Override[]) => {
    const rates = ratesOf(commitment);
    const figures = optionCost(commitment, rates, overrides, years);
    if (rates) gaps.add(facts.seriesNames?.get(commitment.upliftSeriesId ?? "") ?? "The series", termsIn(commitment, rates, overrides), years);
    return figures;
  };

  const standing = touched.map((commitment): Part => {
    const figures = costIn(commitment, []);
    return { commitment, figures: facts.standing?.get(commitment.id) ?? figures, status: null };
  });
  const asItStands = touched.length > 0 ? costOf(standing) : null;
  if (asItStands) {
    heading("asItStands", "As it stands", null, null);
    block("asItStands", "asItStands:cost", "Cost as it stands", standing);
  }
  /** What the commitments cost that no option touches; null where one of them is not known. */
  const othersIn = (column: number): Figure | null =>
    sumIfKnown([...(facts.standing ?? [])].filter(([id]) => !overriddenIds.has(id)).map(([, figures]) => figures[column] ?? null));
  const impossible: string[] = [];
  const costs = facts.options.map((option) => {
    const overrides = grouped(option.overrides, (each) => each.commitmentId);
    const taken = ({ commitment, figures }: Part): Part => {
      const own = overrides.get(commitment.id);
      if (!own) return { commitment, figures, status: null };
      const status = own.map(overrideSaid).join(", ");
      try {
        return { commitment, figures: costIn(commitment, own), status };
      } catch (error) {
        // The fact has changed since the option was stated: that is for the option to put right, and its cost is not known until then.
        if (!(error instanceof InputError)) throw error;
        impossible.push(`[x]: the overrides of ${commitment.name} in ${option.name} cannot be applied. ${error.message}`);
        return { commitment, figures: unknown, status };
      }
    };
    const own = option.own.map((commitment): Part => ({ commitment, figures: costIn(commitment, []), status: "in this option alone" }));
    const parts = [...standing.map(taken), ...own];
    return { option, parts, cost: option.costed ? costOf(parts) : unknown };
  });
  const referenceOption = costs.find(({ option }) => option.id === options.reference) ?? (asItStands === null ? costs[0] : undefined);
  const reference = referenceOption
    ? { name: referenceOption.option.name, said: `Cost of ${referenceOption.option.name}`, cost: referenceOption.cost }
    : asItStands && { name: "as it stands", said: "Cost as it stands", cost: asItStands };
  for (const { option, parts, cost } of costs) {
    const costKey = `option:${option.id}:cost`;
    heading(`option:${option.id}`, option.name, option.adopted ? "adopted" : option.recommended ? "recommended" : null, option.id);
    block(`option:${option.id}`, costKey, `Cost of ${option.name}`, parts, option.costed);
    const ownCost = (column: number) => cost[column] && named(`Cost of ${option.name}`, cost[column]);
    if (reference && option.id !== referenceOption?.option.id) {
      const other = reference.cost;
      const figures = years.map((_, column) => {
        const [own, compared] = [ownCost(column), other[column]];
        return own && compared ? sum([own, deducted(named(reference.said, compared))]) : null;
      });
      const otherKey = referenceOption ? `option:${referenceOption.option.id}:cost` : "asItStands:cost";
      row(`option:${option.id}:difference`, "line", 1, `Difference from ${reference.name}`, figures, null, null, using({ [costKey]: 1, [otherKey]: -1 }));
    }
    if (facts.remaining) {
      const figures = years.map((year, column) => {
        const [remaining, own, before] = [facts.remaining?.get(year), ownCost(column), asItStands?.[column]];
        if (!own) return null;
        if (remaining && before !== null) return sum([named("Remaining as it stands", remaining), ...(before ? [named("Cost as it stands", before)] : []), deducted(own)]);
        const [budget, others] = [facts.wholeBudget?.get(year), othersIn(column)];
        return budget && others ? sum([named("Total budget", budget), deducted(named("Other commitments", others)), deducted(own)]) : null;
      });
      row(`option:${option.id}:remaining`, "line", 1, "Remaining unallocated budget", figures, null, null, using({ [costKey]: -1, ...(asItStands && { "asItStands:cost": 1 }) }));
    }
  }
  /** Whether it is for want of an amount that a cost is not known. */
  const unstated =
    [...standing, ...costs.flatMap(({ parts }) => parts)].some(({ figures }) => figures !== unknown && figures.includes(null)) ||
    (facts.remaining !== null && years.some((year, column) => facts.wholeBudget?.get(year) && othersIn(column) === null));
  const uncosted = facts.options.filter((option) => !option.costed).map((option) => option.name);
  return {
    id: "options",
    title: `${facts.authorityName}: options for ${facts.decision}`,
    source: facts.source,
    unit: options.unit,
    columns: [...years.map((year) => ({ key: year, label: year, status: "" })), { key: "total", label: "Together", status: "", uses: adding(years.map((key) => ({ key }))) }],
    rows,
    notes: [
      ...(facts.adoption
        ? [`As at its adoption on ${dayInWords(facts.adoption.on)}: ${facts.adoption.name} was adopted then, and what has changed since is not in these figures.`]
        : []),
      `Amounts are costs in ${unitSaid(options.unit)}. A difference in brackets is a saving; – is nil.`,
      ...(uncosted.length > 0
        ? [`[x]: ${listed(uncosted)} ${uncosted.length === 1 ? "is" : "are"} not costed. What would be bought instead has no price yet, which is not nil.`]
        : []),
      ...impossible,
      ...(unstated ? [notKnownNote] : []),
      ...(rows.some(
        ({ key, cells }) =>
          key.endsWith(":remaining") &&
          cells.slice(0, -1).some((cell, column) => cell.figure === null && !facts.remaining?.has(years[column] as string) && !facts.wholeBudget?.has(years[column] as string)),
      )
        ? ["[x]: no budget is recorded, or only a part of it, so what remains is not known. That is not nil."]
        : []),
      ...gaps.notes(),
      ...roundingNotes(totalsIn(rows), options.unit, [...years, "total"]),
    ],
  };
}
