// What of a settlement is not known: what depends on the use of places where none is recorded, or on a pool's cost that is not.
import { dayInWords } from "./day.ts";
import { yearOf } from "./financialYear.ts";
import { listed } from "./listed.ts";
import type { RuledPeriod, UseFacts } from "./settlement.ts";
import { type Unknown, unknownAmong } from "./unknown.ts";

/** Why parts of a period's settlement are not known; null for each that is. */
export interface UnknownParts {
  /** How many bed-weeks were used. */
  readonly used: Unknown | null;
  /** The members' shares of what was paid to the providers. */
  readonly share: Unknown | null;
  /** What was bought, sold, and paid by outside buyers. */
  readonly traded: Unknown | null;
  readonly administration: Unknown | null;
  /** What each member owes, and with it every total of what they owe. */
  readonly balance: Unknown | null;
  /** Everything that would have to be recorded, one by one. */
  readonly reasons: readonly Unknown[];
}

/** Whether any use falls in the period. A use of no places counts: it states that nobody used any. */
function isRecorded(uses: readonly UseFacts[], { startsOn, endsOn }: RuledPeriod): boolean {
  return uses.some((use) => use.startsOn <= endsOn && startsOn <= use.endsOn);
}

/**
 * What of a period is not known. Without recorded use that is whatever depends on it: shares by bed-weeks, and all trade where there are prices
 * or use is what is settled by. Without a pool's cost it is administration, which several pools divide by what they cost. What an issued
 * period came to is known by its statements: then, what was not recorded counts as none.
 */
export function unknownIn(uses: readonly UseFacts[], period: RuledPeriod, feesPence: bigint): UnknownParts {
  const used = isRecorded(uses, period) ? null : noUse(period);
  if (period.issued) return { used, share: null, traded: null, administration: null, balance: null, reasons: used ? [used] : [] };
  const { settledBy, internalPricePounds, outsidePricePounds, outsideFeePounds, administration: pools } = period.rules;
  const byUse = settledBy === "bed-weeks used";
  const administered = outsideFeePounds !== null || (period.administrationPence !== 0 && pools.some(({ weights }) => weights === null));
  const depends = byUse || administered || internalPricePounds !== null || outsidePricePounds !== null;
  const undivided = BigInt(period.administrationPence) === feesPence ? null : notDivided(period);
  const traded = depends ? used : null;
  return {
    used,
    share: byUse ? used : null,
    traded,
    administration: unknownAmong([administered ? used : null, undivided]),
    balance: unknownAmong([traded, undivided]),
    reasons: [used, undivided].filter((reason) => reason !== null),
  };
}

function noUse({ startsOn, endsOn, issued }: RuledPeriod): Unknown {
  const days = `from ${dayInWords(startsOn)} to ${dayInWords(endsOn)}`;
  return { kind: "unknown", why: issued ? `No use was recorded ${days}.` : `No use is recorded ${days}. Record the places used, or that none were.` };
}

/** Where administration comes from several pools and the cost of one is not known, it is not known what each of them bears. */
function notDivided({ startsOn, rules: { administration: pools } }: RuledPeriod): Unknown | null {
  const without = pools.filter(({ part }) => part === null);
  if (pools.length < 2 || without.length === 0) return null;
  const names = listed(without.map(({ name }) => name));
  return { kind: "unknown", why: `No cost of ${names} is recorded for ${yearOf(startsOn)}, so how administration is divided is not known. State that cost; it may be nil.` };
}
