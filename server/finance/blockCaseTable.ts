// The table of a block case at an occupancy: what is saved and what avoided, what is netted off, what a void costs, and where it breaks even.
import type { BlockCaseFacts } from "./blockCase.ts";
import { type Basis, breakEven, costsOf, percent, type Span } from "./blockCaseCosts.ts";
import { blockCaseNotes } from "./blockCaseNotes.ts";
import { type AtOccupancy, atOccupancy, costNames, occupancyOf, voidName } from "./blockCaseOccupancy.ts";
import { Exact } from "./exact.ts";
import { input, named, product, quotient } from "./figure.ts";
import type { CellUnit, MoneyUnit } from "./money.ts";
import { nettedAmount } from "./nettedItem.ts";
import { adding, ReportCell, type ReportColumn, type ReportRow, type ReportTable, type RowKind, type UseOf, using } from "./table.ts";
import { isUnknown, type Known, sumOfKnown, workedOut } from "./unknown.ts";

const columns = [
  { key: "yearAll", label: "A year", status: "all", span: "year", each: false },
  { key: "yearEach", label: "A year", status: "each", span: "year", each: true },
  { key: "termAll", label: "Whole term", status: "all", span: "term", each: false },
  { key: "termEach", label: "Whole term", status: "each", span: "term", each: true },
] as const;
type Column = (typeof columns)[number];

/**
 * The table of a block case. Havering, from its totals over 8 years: £1,690,032 saved a year, £241,433 by each of seven; £2,302,322 a year
 * for voids at 50%; break-even at 73.15%; at 78% £305,203.32 saved a year and £2,091,626.56 net over the term. The saving is of places
 * refilled from elsewhere; what children placed directly avoid is a line of its own and is never added to it (Havering 5.4).
 */
export function blockCaseTable(facts: BlockCaseFacts, options: { unit: MoneyUnit; occupancy: Exact }): ReportTable {
  const { unit } = options;
  const costs = costsOf(facts);
  const occupancy = occupancyOf(options.occupancy);
  const shown = facts.sharing === 1 ? columns.filter((column) => !column.each) : columns;
  const sharing = input(Exact.whole(facts.sharing), { count: "authorities" });
  const rows: ReportRow[] = [];
  const reasons = new Set<string>();
  /** `figure` is null where nothing belongs into a cell, which is then blank. */
  const add = (key: string, kind: RowKind, label: string, level: number, figure: (column: Column) => Known | null, as: CellUnit = unit, uses: readonly UseOf[] = []) => {
    const cells = shown.map((column) => {
      const whole = figure(column);
      if (whole === null) return ReportCell.words("");
      if (!isUnknown(whole)) return new ReportCell(named(label, column.each ? quotient(whole, sharing) : whole), as);
      reasons.add(whole.why);
      return new ReportCell(null, as);
    });
    rows.push({ key, kind, level, label, status: null, subjectId: null, cells, ...(uses.length > 0 && { uses }) });
  };
  const names = costNames(facts, occupancy);
  const partOf = (whole: Known, count: number) =>
    count === facts.places ? whole : workedOut([whole], (figure) => product([figure, quotient(input(Exact.whole(count), "places"), costs.places)]));
  const refilled = (whole: Known) => partOf(whole, facts.places - facts.directPlaces);
  /** The amounts of one basis at the occupancy, worked out once. */
  const addCosts = (prefix: string, basis: Basis, level: number): Readonly<Record<Span, AtOccupancy>> => {
    const at = { year: atOccupancy(costs, basis, "year", occupancy), term: atOccupancy(costs, basis, "term", occupancy) };
    add(`${prefix}spot`, "line", names.spot, level, ({ span }) => at[span].spot);
    add(`${prefix}block`, "line", "Block cost", level, ({ span }) => basis.block[span]);
    if (facts.voidsCarriedBy !== "authority") add(`${prefix}paid`, "line", names.paid, level, ({ span }) => at[span].paid);
    const cost = `${prefix}${facts.voidsCarriedBy === "authority" ? "block" : "paid"}`;
    // Where some places are filled directly, each of the two is a part of the difference.
    const whole = facts.directPlaces === 0;
    const difference = using({ [`${prefix}spot`]: whole ? 1 : 0, [cost]: whole ? -1 : 0 });
    add(`${prefix}saving`, "subtotal", "Saving", level, ({ span }) => refilled(at[span].difference), unit, difference);
    if (!whole) add(`${prefix}avoidance`, "line", "Cost avoided by direct placements", level, ({ span }) => partOf(at[span].difference, facts.directPlaces), unit, difference);
    return at;
  };
  const at = addCosts("", costs.basis, 0);
  const netted = facts.items.map((item, index) => ({ key: `item:${index}`, item, figure: nettedAmount(item) }));
  for (const { key, item, figure } of netted) {
    add(key, "line", `${item.name}${item.kind === "conditional grant" ? " (not counted)" : ""}`, 1, ({ span }) => (span === "term" ? figure : null));
  }
  if (netted.length > 0) {
    const added = netted.filter(({ item }) => item.kind !== "conditional grant");
    const counted = added.map(({ item, figure }) => named(item.name, figure));
    const saving = workedOut([refilled(at.term.difference)], (figure) => named("Saving", figure));
    add("net", "total", "Net saving", 0, ({ span }) => (span === "term" ? sumOfKnown([saving, ...counted]) : null), unit, adding([{ key: "saving" }, ...added]));
  }
  const carried = facts.voidsCarriedBy === "authority" ? "" : ", to the authority";
  add("void", "line", `${voidName(occupancy)}${carried}`, 0, ({ span }) => at[span].authorityVoid);
  if (carried) add("voidProvider", "line", `${voidName(occupancy)}, to the provider`, 0, ({ span }) => at[span].providerVoid);
  add("breakEven", "line", "Break-even occupancy", 0, ({ key }) => (key === "yearAll" ? breakEven(costs) : null), { percent: 2 }, using({ spot: 0, block: 0 }));
  if (costs.printed) {
    const blank = shown.map(() => ReportCell.words(""));
    rows.push({ key: "given", kind: "heading", level: 0, label: "From the prices as printed, rounded", status: null, subjectId: null, cells: blank });
    addCosts("given:", costs.printed, 1);
  }
  return {
    id: "block-case",
    title: `${facts.name}: block against spot${occupancy.full ? "" : ` at ${percent(occupancy.share)}% occupancy`}`,
    source: facts.source,
    unit,
    columns: shown.map(({ key, label, status }): ReportColumn => ({ key, label, status: facts.sharing === 1 ? "" : status === "each" ? `each of ${facts.sharing}` : status })),
    rows,
    notes: blockCaseNotes(costs, { unit, occupancy }, [...reasons]),
  };
}
