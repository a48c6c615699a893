// A member's statement of a settled period, in sentences, to be read by one who was not there.
import { counted, countOf } from "./counted.ts";
import { dayInWords, daysInclusive } from "./day.ts";
import { derive } from "./derivation.ts";
import { Exact } from "./exact.ts";
import { deducted } from "./figure.ts";
import { listed } from "./listed.ts";
import { type SettledMember, settlement } from "./memberBalances.ts";
import { poundsAndPence } from "./money.ts";
import type { SettlementFacts } from "./settlement.ts";
import { isUnknown, type Known, unknownOf } from "./unknown.ts";

export interface MemberStatement {
  partnerId: string;
  title: string;
  /** `notKnown` is true of a line with an amount that is not known; one that only explains has none. */
  lines: { words: string; pence: number | null; notKnown: boolean; workings: string | null }[];
  /** Null where it is not known. */
  balancePence: number | null;
  sentence: string;
}

/** One member's statement of the last period, in sentences: what it held and used, each amount with its workings, and what is to be paid by whom. */
export function statement(facts: SettlementFacts, partnerId: string): MemberStatement {
  const { period, members, trades, unknown, heldInstead } = settlement(facts);
  const member = members.find((each) => each.partnerId === partnerId) as SettledMember;
  const name = (id: string | null) => period.rules.partners.find((each) => each.id === id)?.name ?? "";
  const own = name(partnerId);
  const lead = facts.lead.name;
  const days = daysInclusive(period.startsOn, period.endsOn);
  const count = (value: Exact, of: string) => counted(Exact.ratio(value.rounded(2), 100n), of);
  const all = members.reduce((sumOf, each) => sumOf.plus(each.placesHeld.value), Exact.nil);
  const line = (words: string, known: Known | null) =>
    known === null || isUnknown(known)
      ? { words, pence: null, notKnown: known !== null, workings: null }
      : { words, pence: Number(known.value.rounded(2)), notKnown: false, workings: derive(known).workings };
  const traded = (of: typeof trades, words: (trade: (typeof trades)[number]) => string, credit: boolean) =>
    of.map((trade) => line(words(trade), credit ? deducted(trade.amount) : trade.amount));
  const byPlaces = period.rules.settledBy === "places allocated";
  const market = byPlaces ? trades : [];
  const byUse = heldInstead === null ? "by the bed-weeks it used" : `by the places it held, since ${heldInstead}`;
  const lines = [
    line(
      `From ${dayInWords(period.startsOn)} to ${dayInWords(period.endsOn)}, ${countOf(days, "days")}, ${own} held ${count(member.placesHeld.value, "")} of the partnership's ${count(all, "places")}${isUnknown(member.bedWeeksUsed) ? "; no use is recorded in it" : ` and used ${count(member.bedWeeksUsed.value, "bed-weeks")}`}.`,
      null,
    ),
    line(`Its share of the ${poundsAndPence(Exact.pence(period.costPence))} that ${lead} paid the providers, ${byPlaces ? "by the places it held" : byUse}`, member.share),
    ...(byPlaces && unknown.traded ? [line("Places of other members that it used, and its own that others used", unknown.traded)] : []),
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
    ...(!isUnknown(member.administration) && member.administration.value.isNil()
      ? []
      : [line(`Its part of the ${poundsAndPence(Exact.pence(period.administrationPence))} for administration, less what outside buyers paid towards it`, member.administration)]),
    ...(member.adjustment
      ? [line(`Put right from earlier periods (${listed(member.adjustment.periods)}), whose statements stay as they were issued`, member.adjustment.amount)]
      : []),
    ...(member.upFront.value.isNil() ? [] : [line("Paid ahead", member.upFront)]),
  ];
  const title = `${facts.name}: statement of ${own} for ${period.name}`;
  if (isUnknown(member.owed)) return { partnerId, title, lines, balancePence: null, sentence: unknownOf(`What ${own} is to pay is not known`, member.owed).why };
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
  return { partnerId, title, lines, balancePence: Number(balance), sentence };
}
