// A settlement as tables and as statements: what each member held, used, bought, sold, paid and owes, to be read by one who was not there.

import { counted, countOf } from "./counted.ts";
import { dayInWords, daysInclusive } from "./day.ts";
import { derive } from "./derivation.ts";
import { Exact } from "./exact.ts";
import { deducted, type Figure, named, sum } from "./figure.ts";
import { listed } from "./listed.ts";
import { type SettledMember, settlement } from "./memberBalances.ts";
import { type CellUnit, type MoneyUnit, poundsAndPence, ratePounds, unitSaid } from "./money.ts";
import { roundingNotes } from "./roundingNotes.ts";
import type { PeriodFacts, SettlementFacts, SettlementRules } from "./settlement.ts";
import { ReportCell, type ReportRow, type ReportTable, type RowKind } from "./table.ts";

const moneyColumns: { key: string; label: string; status: string; figure: (member: SettledMember) => Figure }[] = [
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
  const cell = (label: string, figure: Figure | null, as: CellUnit) => new ReportCell(figure === null ? null : named(label, figure), as);
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
  const column = (of: (member: SettledMember) => Figure) => sum(members.map((member, index) => named(period.rules.partners[index]?.name ?? "", of(member))));
  const owed = column((member) => member.owed);
  const recorded = result.trades.length > 0;
  const total = rowOf("total", "total", "All members", [
    cell("All members", owed, unit),
    cell(
      "All members",
      column((member) => member.placesHeld),
      { count: "places", decimals: 1 },
    ),
    cell("All members", recorded ? column((member) => member.bedWeeksUsed as Figure) : null, { count: "bed-weeks", decimals: 2 }),
    ...moneyColumns.map(({ figure }) => cell("All members", column(figure), unit)),
  ]);
  const blank = Array.from({ length: moneyColumns.length + 2 }, () => ReportCell.words(""));
  const check = (key: string, kind: RowKind, label: string, figure: Figure) => rowOf(key, kind, label, [cell(label, figure, unit), ...blank]);
  const outside = sum(result.trades.filter((trade) => trade.buyer !== null).map((trade) => named(trade.buyer as string, sum([trade.amount, trade.fee]))));
  const paidAhead = sum(members.map((member, index) => deducted(named(period.rules.partners[index]?.name ?? "", member.upFront))));
  const adjusted = column((member) => member.adjustment?.amount ?? sum([]));
  const paid = sum([named("Providers", penceOf(period.costPence)), named("Administration", penceOf(period.administrationPence))]);
  const together = sum([
    named("Owed by members", owed),
    named("Paid ahead", paidAhead),
    named("Outside buyers", outside),
    ...(adjusted.value.isNil() ? [] : [deducted(named("Adjustments", adjusted))]),
  ]);
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
      check("difference", "remaining", "Difference", sum([named("Together", together), deducted(named("What the lead paid", paid))])),
    ],
    notes: [
      `Amounts are in ${unitSaid(unit)}, for ${dayInWords(period.startsOn)} to ${dayInWords(period.endsOn)}. Brackets are to a member's credit; – is nil.`,
      period.rules.settledBy === "places allocated"
        ? "Each member pays for the places it holds, used or not; places of another member are bought at the internal price."
        : "What is left after outside buyers is shared by the bed-weeks that each member used.",
      ...(recorded ? [] : [notRecorded(period)]),
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
  const { period, trades } = settlement(facts);
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
      trades.length === 0
        ? notRecorded(period)
        : rows.length === 0
          ? `No use of another member's place is recorded from ${dayInWords(period.startsOn)} to ${dayInWords(period.endsOn)}.`
          : `Amounts are in ${unitSaid(unit)}, for ${dayInWords(period.startsOn)} to ${dayInWords(period.endsOn)}.`,
    ],
  };
}

function notRecorded({ startsOn, endsOn }: PeriodFacts): string {
  return `[x]: no use is recorded from ${dayInWords(startsOn)} to ${dayInWords(endsOn)}, so how much was used is not known, and nothing is bought or sold.`;
}

function penceOf(pence: number): Figure {
  return { kind: "input", unit: "pounds", value: Exact.pence(pence) };
}

export interface MemberStatement {
  partnerId: string;
  title: string;
  lines: { words: string; pence: number | null; workings: string | null }[];
  balancePence: number;
  sentence: string;
}

/** One member's statement of the last period, in sentences: what it held and used, each amount with its workings, and what is to be paid by whom. */
export function statement(facts: SettlementFacts, partnerId: string): MemberStatement {
  const { period, members, trades } = settlement(facts);
  const member = members.find((each) => each.partnerId === partnerId) as SettledMember;
  const name = (id: string | null) => period.rules.partners.find((each) => each.id === id)?.name ?? "";
  const own = name(partnerId);
  const lead = facts.lead.name;
  const days = daysInclusive(period.startsOn, period.endsOn);
  const count = (value: Exact, of: string) => counted(Exact.ratio(value.rounded(2), 100n), of);
  const all = members.reduce((sumOf, each) => sumOf.plus(each.placesHeld.value), Exact.nil);
  const line = (words: string, figure: Figure | null) => ({
    words,
    pence: figure === null ? null : Number(figure.value.rounded(2)),
    workings: figure === null ? null : derive(figure).workings,
  });
  const traded = (of: typeof trades, words: (trade: (typeof trades)[number]) => string, credit: boolean) =>
    of.map((trade) => line(words(trade), credit ? deducted(trade.amount) : trade.amount));
  const market = period.rules.settledBy === "places allocated" ? trades : [];
  const lines = [
    line(
      `From ${dayInWords(period.startsOn)} to ${dayInWords(period.endsOn)}, ${countOf(days, "days")}, ${own} held ${count(member.placesHeld.value, "")} of the partnership's ${count(all, "places")}${member.bedWeeksUsed === null ? "; no use is recorded in it" : ` and used ${count(member.bedWeeksUsed.value, "bed-weeks")}`}.`,
      null,
    ),
    line(
      `Its share of the ${poundsAndPence(Exact.pence(period.costPence))} that ${lead} paid the providers, ${period.rules.settledBy === "places allocated" ? "by the places it held" : "by the bed-weeks it used"}`,
      member.share,
    ),
    ...traded(
      market.filter((trade) => trade.userId === partnerId && trade.hostId !== partnerId),
      (trade) => `Used ${count(trade.bedWeeks.value, "bed-weeks")} in places of ${name(trade.hostId)}`,
      false,
    ),
    ...traded(
      market.filter((trade) => trade.hostId === partnerId && trade.userId !== partnerId && trade.userId !== null),
      (trade) => `${name(trade.userId)} used ${count(trade.bedWeeks.value, "bed-weeks")} in its places`,
      true,
    ),
    ...traded(
      market.filter((trade) => trade.hostId === partnerId && trade.buyer !== null),
      (trade) => `${trade.buyer}, from outside the partnership, used ${count(trade.bedWeeks.value, "bed-weeks")} in its places`,
      true,
    ),
    ...(member.administration.value.isNil()
      ? []
      : [line(`Its part of the ${poundsAndPence(Exact.pence(period.administrationPence))} for administration, less what outside buyers paid towards it`, member.administration)]),
    ...(member.adjustment
      ? [line(`Put right from earlier periods (${listed(member.adjustment.periods)}), whose statements stay as they were issued`, member.adjustment.amount)]
      : []),
    ...(member.upFront.value.isNil() ? [] : [line("Paid ahead", member.upFront)]),
  ];
  const balance = member.owed.value.rounded(2);
  const amount = poundsAndPence(Exact.ratio(balance < 0n ? -balance : balance, 100n));
  const isLead = partnerId === facts.lead.id;
  const sentence =
    balance === 0n
      ? `Nothing is to be paid: ${own} is settled.`
      : isLead
        ? `${own} leads and pays the providers: ${balance > 0n ? `its own part comes to ${amount} more than it put in ahead, and it bears that` : `it put in ${amount} more ahead than its own part comes to, and that stays with it`}.`
        : balance > 0n
          ? `${own} owes ${lead} ${amount}.`
          : `${lead} owes ${own} ${amount}.`;
  return { partnerId, title: `${facts.name}: statement of ${own} for ${period.name}`, lines, balancePence: Number(balance), sentence };
}
