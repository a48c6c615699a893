// A settlement as tables: what each member held, used, bought, sold, paid and owes, and who used whose places.
import { dayInWords } from "./day.ts";
import { Exact } from "./exact.ts";
import { deducted, type Figure, named, sum } from "./figure.ts";
import { type SettledMember, settlement } from "./memberBalances.ts";
import { type CellUnit, type MoneyUnit, ratePounds, unitSaid } from "./money.ts";
import { roundingNotes } from "./roundingNotes.ts";
import type { SettlementFacts, SettlementRules } from "./settlement.ts";
import { ReportCell, type ReportRow, type ReportTable, type RowKind } from "./table.ts";
import { figureOf, type Known, ofKnown, sumOfKnown, type Unknown, unknownOf } from "./unknown.ts";

const moneyColumns: { key: string; label: string; status: string; figure: (member: SettledMember) => Known }[] = [
  { key: "share", label: "Share", status: "of cost", figure: (member) => member.share },
  { key: "bought", label: "Bought", status: "from members", figure: (member) => member.bought },
  { key: "sold", label: "Sold", status: "to members", figure: (member) => member.sold },
  { key: "outside", label: "Outside", status: "buyers", figure: (member) => member.outside },
  { key: "administration", label: "Administration", status: "", figure: (member) => member.administration },
  { key: "adjustment", label: "Adjustment", status: "earlier", figure: (member) => member.adjustment?.amount ?? sum([]) },
  { key: "upFront", label: "Paid ahead", status: "", figure: (member) => member.upFront },
];
/** What it comes to stands first, and how behind it. */
const owedColumn = { key: "owed", label: "Owed", status: "to the lead" };

/**
 * The settlement of the last of the periods: a row a member, their total, and below it what the lead paid, so that one can see the two
 * agree. Brackets are to a member's credit; in the first column they are what the lead owes it.
 */
export function settlementTable(facts: SettlementFacts, unit: MoneyUnit): ReportTable {
  const result = settlement(facts);
  const { period, members } = result;
  const cell = (label: string, known: Known, as: CellUnit) => new ReportCell(figureOf(ofKnown(known, (figure) => named(label, figure))), as);
  const rowOf = (key: string, kind: RowKind, label: string, cells: ReportCell[], subjectId: string | null = null): ReportRow => ({
    key,
    kind,
    level: 0,
    label,
    status: null,
    subjectId,
    cells,
  });
  const rows = members.map((member, index) => {
    const { name, id, shares } = period.rules.partners[index] as SettlementRules["partners"][number];
    return {
      ...rowOf(
        `partner:${id}`,
        "line",
        name,
        [
          cell(name, member.owed, unit),
          cell(name, member.placesHeld, { count: "places", decimals: 1 }),
          cell(name, member.bedWeeksUsed, { count: "bed-weeks", decimals: 2 }),
          ...moneyColumns.map(({ figure }) => cell(name, figure(member), unit)),
        ],
        id,
      ),
      status: shares ? null : "no share",
    };
  });
  const column = (of: (member: SettledMember) => Known) =>
    sumOfKnown(members.map((member, index) => ofKnown(of(member), (figure) => named(period.rules.partners[index]?.name ?? "", figure))));
  const owed = column((member) => member.owed);
  const total = rowOf("total", "total", "All members", [
    cell("All members", owed, unit),
    cell(
      "All members",
      column((member) => member.placesHeld),
      { count: "places", decimals: 1 },
    ),
    cell(
      "All members",
      column((member) => member.bedWeeksUsed),
      { count: "bed-weeks", decimals: 2 },
    ),
    ...moneyColumns.map(({ figure }) => cell("All members", column(figure), unit)),
  ]);
  const blank = Array.from({ length: moneyColumns.length + 2 }, () => ReportCell.words(""));
  const check = (key: string, kind: RowKind, label: string, known: Known) => rowOf(key, kind, label, [cell(label, known, unit), ...blank]);
  const outside = sum(result.trades.filter((trade) => trade.buyer !== null).map((trade) => named(trade.buyer as string, sum([trade.amount, trade.fee]))));
  const paidAhead = sum(members.map((member, index) => deducted(named(period.rules.partners[index]?.name ?? "", member.upFront))));
  const adjusted = sum(members.map((member, index) => named(period.rules.partners[index]?.name ?? "", member.adjustment?.amount ?? sum([]))));
  const paid = sum([named("Providers", penceOf(period.costPence)), named("Administration", penceOf(period.administrationPence))]);
  const together = ofKnown(owed, (figure) =>
    sum([
      named("Owed by members", figure),
      named("Paid ahead", paidAhead),
      named("Outside buyers", outside),
      ...(adjusted.value.isNil() ? [] : [deducted(named("Adjustments", adjusted))]),
    ]),
  );
  return {
    id: "settlement",
    title: `${facts.name}: settlement of ${period.name}`,
    source: facts.source,
    unit,
    columns: [
      owedColumn,
      { key: "placesHeld", label: "Places", status: "held" },
      { key: "bedWeeksUsed", label: "Bed-weeks", status: "used" },
      ...moneyColumns.map(({ key, label, status }) => ({ key, label, status })),
    ],
    rows: [
      ...rows,
      total,
      check("members", "line", "Owed, paid ahead and from outside, without adjustments", together),
      check("paid", "line", "What the lead paid", paid),
      check(
        "difference",
        "remaining",
        "Difference",
        ofKnown(together, (figure) => sum([named("Together", figure), deducted(named("What the lead paid", paid))])),
      ),
    ],
    notes: [
      `Amounts are in ${unitSaid(unit)}, for ${dayInWords(period.startsOn)} to ${dayInWords(period.endsOn)}. Brackets are to a member's credit; – is nil.`,
      ...(period.rules.settledBy === "places allocated"
        ? ["Each member pays for the places it holds, used or not; places of another member are bought at the internal price."]
        : result.heldInstead === null
          ? ["What is left after outside buyers is shared by the bed-weeks that each member used."]
          : []),
      ...result.unknown.reasons.map(notKnown),
      ...result.notes,
      ...roundingNotes([{ row: total, parts: rows }], unit, [
        "Owed to the lead",
        "Places held",
        "Bed-weeks used",
        ...moneyColumns.map(({ label, status }) => `${label} ${status}`.trim()),
      ]).filter(() => unit !== "pounds"),
    ],
  };
}

/** The internal market of the last period, with what was sold outside: a row for each user of each member's places. */
export function internalMarket(facts: SettlementFacts, unit: MoneyUnit): ReportTable {
  const { period, trades, unknown } = settlement(facts);
  const name = (id: string | null) => period.rules.partners.find((each) => each.id === id)?.name ?? "";
  const rows = trades
    .filter((trade) => trade.userId !== trade.hostId)
    .map((trade, index): ReportRow => {
      const user = trade.buyer ?? name(trade.userId);
      const label = `${user} in places of ${name(trade.hostId)}`;
      const priceText = trade.buyer === null ? period.rules.internalPricePounds : period.rules.outsidePricePounds;
      return {
        key: `trade:${index}`,
        kind: "line",
        level: 0,
        label,
        status: trade.buyer === null ? null : "outside",
        subjectId: null,
        cells: [
          new ReportCell(named(label, trade.bedWeeks), { count: "bed-weeks", decimals: 2 }),
          ReportCell.words(priceText === null || (period.rules.settledBy === "bed-weeks used" && trade.buyer === null) ? "" : `${ratePounds(Exact.decimal(priceText))} a week`),
          new ReportCell(named(label, trade.amount), unit),
          new ReportCell(named(label, trade.fee), unit),
        ],
      };
    });
  return {
    id: "internal-market",
    title: `${facts.name}: who used whose places, ${period.name}`,
    source: facts.source,
    unit,
    columns: [
      { key: "bedWeeks", label: "Bed-weeks", status: "" },
      { key: "price", label: "Price", status: "", words: true },
      { key: "amount", label: "Amount", status: "" },
      { key: "fee", label: "Fee", status: "towards administration" },
    ],
    rows,
    notes: [
      unknown.used
        ? notKnown(unknown.used)
        : rows.length === 0
          ? `No use of another member's place is recorded from ${dayInWords(period.startsOn)} to ${dayInWords(period.endsOn)}.`
          : `Amounts are in ${unitSaid(unit)}, for ${dayInWords(period.startsOn)} to ${dayInWords(period.endsOn)}.`,
    ],
  };
}

/** "[x]: no use is recorded from …" */
function notKnown(unknown: Unknown): string {
  return unknownOf("[x]", unknown).why;
}

function penceOf(pence: number): Figure {
  return { kind: "input", unit: "pounds", value: Exact.pence(pence) };
}
