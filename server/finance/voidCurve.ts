// What empty places cost and what the block saves at each occupancy, with break-even and the occupancy that was asked for among them.
import type { BlockCaseFacts } from "./blockCase.ts";
import { breakEven, costsOf, notKnownOf, percent } from "./blockCaseCosts.ts";
import { notKnownNotes, whoCarries } from "./blockCaseNotes.ts";
import { atOccupancy, occupancyOf } from "./blockCaseOccupancy.ts";
import { Exact } from "./exact.ts";
import { named, product } from "./figure.ts";
import { type CellUnit, type MoneyUnit, unitSaid } from "./money.ts";
import { ReportCell, type ReportColumn, type ReportRow, type ReportTable } from "./table.ts";
import { figureOf, isUnknown, type Known } from "./unknown.ts";

/** The row of the curve at which the block breaks even. */
export const breakEvenKey = "occupancy:breakEven";

/** The row of the curve at an occupancy: "occupancy:78". */
export function occupancyKey(occupancy: Exact): string {
  return `occupancy:${occupancy.times(Exact.whole(100)).toString()}`;
}

/** Void exposure and saving a year at every twentieth of occupancy, at break-even and at `occupancy`: the amounts of the table at each. */
export function voidCurve(facts: BlockCaseFacts, { unit, occupancy }: { unit: MoneyUnit; occupancy: Exact }): ReportTable {
  const costs = costsOf(facts);
  const even = figureOf(breakEven(costs))?.value ?? null;
  const shared = facts.voidsCarriedBy !== "authority";
  const shares = new Map([...Array.from({ length: 21 }, (_, index) => Exact.ratio(BigInt(index), 20n).reduced()), occupancy].map((at) => [occupancyKey(at), at]));
  const steps = [...shares].map(([key, at]) => ({ key, at, label: `${percent(at)}%` }));
  if (even !== null && even.compare(Exact.one) <= 0) steps.push({ key: breakEvenKey, at: even, label: `${percent(even)}%, break-even` });
  steps.sort((a, b) => a.at.compare(b.at));
  const cells = (label: string, at: Exact) => {
    const cell = (known: Known, as: CellUnit = unit) => new ReportCell(isUnknown(known) ? null : named(label, known), as);
    const occupied = occupancyOf(at);
    const { authorityVoid, providerVoid, difference } = atOccupancy(costs, costs.basis, "year", occupied);
    const empty = product([costs.places, occupied.empty]);
    return [cell(empty, { count: "places", decimals: 2 }), cell(authorityVoid), ...(shared ? [cell(providerVoid)] : []), cell(difference)];
  };
  const columns: ReportColumn[] = [
    { key: "empty", label: "Empty places", status: "" },
    { key: "void", label: "Cost of empty places", status: shared ? "a year, to the authority" : "a year" },
    ...(shared ? [{ key: "voidProvider", label: "Cost of empty places", status: "a year, to the provider" }] : []),
    { key: "saving", label: "Saving against spot", status: "a year" },
  ];
  const rows = steps.map(({ key, at, label }): ReportRow => {
    return { key, kind: key === breakEvenKey ? "subtotal" : "line", level: 0, label, status: null, subjectId: null, cells: cells(label, at) };
  });
  const paid = shared ? whoCarries(costs) : "The whole block is paid for whatever is used;";
  return {
    id: "void-curve",
    title: `${facts.name}: cost of empty places`,
    source: facts.source,
    unit,
    columns,
    rows,
    notes: [
      `Amounts are in ${unitSaid(unit)}, a year. ${paid} ${shared ? "The" : "the"} saving is against buying the used places at the spot price.`,
      ...notKnownNotes(costs, notKnownOf(costs)),
    ],
  };
}
