// An arrangement's facts, what makes them impossible, and the days that its terms come to.
import { addMonths, type Day, daysAfter } from "./day.ts";
import { Exact } from "./exact.ts";
import { dayInYears } from "./financialYear.ts";
import { InputError } from "./inputError.ts";
import type { Known } from "./unknown.ts";
import { withCommas } from "./withCommas.ts";

export type TermState = "agreed" | "proposed" | "exercised" | "available" | "lapsed";

export interface StageFacts {
  name: string;
  startsOn: Day;
  endsOn: Day | null;
  complete: boolean;
}

/** An arrangement as stored or sent: what follows from its terms is never among its facts. */
export interface ArrangementFacts {
  name: string;
  kind: string;
  openList: boolean;
  opensOn: Day | null;
  /** Its end, only where its terms are not known. */
  statedEndOn: Day | null;
  openEnded: boolean;
  estimatedValuePence: number | null;
  breakMonths: number | null;
  firstReviewMonths: number | null;
  reviewEveryMonths: number | null;
  mostPlacesInHome: number | null;
  mostProviders: number | null;
  participants: readonly { name: string; role: string; authorities: number }[];
  lots: readonly { name: string; averageWeeklyPounds: string | null; providerCount: number | null; wasId?: string | null | undefined }[];
  providers: readonly { name: string; lotId?: string | null | undefined; places: number | null }[];
  terms: readonly { months: number; state: TermState }[];
  stages: readonly StageFacts[];
  weights: readonly { criterion: string; weightShare: string }[];
}

export interface StoredArrangementFacts extends ArrangementFacts {
  id: string;
  followsId: string | null;
  interim: boolean;
  /** What the commitments under it come to; null where there are none. */
  committed: Known | null;
}

const longestMonths = 600;
const longestWholeMonths = 1_200;

export interface DatedTerm {
  part: string;
  months: number;
  state: TermState;
  startsOn: Day | null;
  endsOn: Day | null;
}

const ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];

/**
 * The initial period and the extensions with their days, each counted from the opening so that nothing drifts. An extension that lapsed has
 * no days. Source: West Sussex 2.1: 3 + 2 + 2 years from 2019-03-01 end on 2022-02-28, 2024-02-29 and 2026-02-28.
 */
export function termDates(opensOn: Day | null, terms: ArrangementFacts["terms"]): DatedTerm[] {
  let before = 0;
  return terms.map(({ months, state }, index) => {
    const part = index === 0 ? "initial" : `${ordinals[index - 1] ?? `${index}th`} extension`;
    if (opensOn === null || state === "lapsed") return { part, months, state, startsOn: null, endsOn: null };
    const startsOn = addMonths(opensOn, before);
    before += months;
    return { part, months, state, startsOn, endsOn: daysAfter(addMonths(opensOn, before), -1) };
  });
}

/** Its last day as it stands (terms agreed and exercised), and if all that has not lapsed is taken up. Null where it is open ended or not known. */
export function ends(facts: Pick<ArrangementFacts, "opensOn" | "statedEndOn" | "openEnded" | "terms">): { standing: Day | null; longest: Day | null } {
  if (facts.openEnded) return { standing: null, longest: null };
  if (facts.statedEndOn !== null) return { standing: facts.statedEndOn, longest: facts.statedEndOn };
  const dated = termDates(facts.opensOn, facts.terms);
  const last = (states: readonly TermState[]) => dated.filter((term) => states.includes(term.state)).reduce<Day | null>((_, term) => term.endsOn, null);
  return { standing: last(["agreed", "exercised"]), longest: last(["agreed", "exercised", "proposed", "available"]) };
}

/**
 * Checks an arrangement's facts.
 * @throws InputError naming the field below `at`: an extension before the initial term, an end that is stated beside terms, weights that
 * are not 100%, a participant listed twice.
 */
export function checkArrangement(facts: ArrangementFacts, at: string): void {
  for (const field of ["opensOn", "statedEndOn"] as const) if (facts[field] !== null) dayInYears(facts[field], `${at}.${field}`);
  if (facts.openEnded && (facts.terms.length > 0 || facts.statedEndOn !== null)) {
    throw new InputError(`${at}.openEnded`, "An arrangement without an end has no terms and no stated end. Remove them, or give it an end.");
  }
  if (facts.statedEndOn !== null && facts.terms.length > 0) {
    throw new InputError(`${at}.statedEndOn`, "Its end follows from its terms. State an end only where the terms are not known.");
  }
  if (facts.statedEndOn !== null && facts.opensOn !== null && facts.statedEndOn < facts.opensOn) {
    throw new InputError(`${at}.statedEndOn`, `It would end on ${facts.statedEndOn}, before it opens on ${facts.opensOn}.`);
  }
  checkTermStates(facts.terms, at);
  if (facts.terms.reduce((months, term) => months + term.months, 0) > longestWholeMonths)
    throw new InputError(`${at}.terms`, `All terms together have at most ${withCommas(longestWholeMonths)} months.`);
  const longest = ends(facts).longest;
  if (longest !== null && facts.terms.length > 0) dayInYears(longest, `${at}.terms`);
  if (facts.estimatedValuePence !== null && facts.estimatedValuePence < 0) throw new InputError(`${at}.estimatedValuePence`, "The value cannot be negative.");
  for (const field of ["breakMonths", "firstReviewMonths", "reviewEveryMonths", "mostPlacesInHome", "mostProviders"] as const) {
    const count = facts[field];
    if (count !== null && (!Number.isSafeInteger(count) || count < 1 || count > 1_200))
      throw new InputError(`${at}.${field}`, `This is a whole number, 1 or more; ${count} is not.`);
  }
  checkParts(facts, at);
}

function checkTermStates(terms: ArrangementFacts["terms"], at: string): void {
  let open = true;
  for (const [index, { months, state }] of terms.entries()) {
    const field = `${at}.terms[${index}]`;
    if (!Number.isSafeInteger(months) || months < 1 || months > longestMonths)
      throw new InputError(`${field}.months`, `A term has 1 to ${longestMonths} months; ${months} is not.`);
    if (index === 0 && state !== "agreed") throw new InputError(`${field}.state`, "The initial term comes first and is agreed: an extension cannot come before it.");
    if (index > 0 && state === "agreed") throw new InputError(`${field}.state`, "Only the initial term is agreed. An extension is proposed, exercised, available or lapsed.");
    if (state === "exercised" && !open) throw new InputError(`${field}.state`, "An extension cannot be exercised before the one ahead of it.");
    if (index > 0 && state !== "exercised") open = false;
  }
}

function checkParts(facts: ArrangementFacts, at: string): void {
  once(
    facts.participants,
    (each) => each.name,
    (index, name) => new InputError(`${at}.participants[${index}].name`, `${name} is listed twice. List each once.`),
  );
  once(
    facts.lots,
    (each) => each.name,
    (index, name) => new InputError(`${at}.lots[${index}].name`, `There are two lots called ${name}. Give each its own name.`),
  );
  once(
    facts.weights,
    (each) => each.criterion,
    (index, name) => new InputError(`${at}.weights[${index}].criterion`, `${name} has two weights. Give it one.`),
  );
  once(
    facts.providers,
    (each) => `${each.name} ${each.lotId}`,
    (index) => new InputError(`${at}.providers[${index}].name`, "This provider is listed twice in the same place."),
  );
  const leads = facts.participants.map(({ role }, index) => ({ role, index })).filter(({ role }) => role === "lead");
  if (leads[1]) throw new InputError(`${at}.participants[${leads[1].index}].role`, "An arrangement has one lead.");
  for (const [index, { authorities }] of facts.participants.entries()) {
    if (!Number.isSafeInteger(authorities) || authorities < 1 || authorities > 1_000)
      throw new InputError(`${at}.participants[${index}].authorities`, "A line is for 1 to 1,000 authorities.");
  }
  for (const [index, { averageWeeklyPounds, providerCount }] of facts.lots.entries()) {
    if (averageWeeklyPounds !== null && Exact.decimal(averageWeeklyPounds, `${at}.lots[${index}].averageWeeklyPounds`).isNegative())
      throw new InputError(`${at}.lots[${index}].averageWeeklyPounds`, "The price cannot be negative.");
    if (providerCount !== null && (providerCount < 0 || providerCount > 100_000))
      throw new InputError(`${at}.lots[${index}].providerCount`, "The number of providers is nil or more.");
  }
  for (const [index, { places }] of facts.providers.entries()) {
    if (places !== null && (places < 0 || places > 100_000)) throw new InputError(`${at}.providers[${index}].places`, "The number of places is nil or more.");
  }
  for (const [index, { name, startsOn, endsOn }] of facts.stages.entries()) {
    dayInYears(startsOn, `${at}.stages[${index}].startsOn`);
    if (endsOn !== null && dayInYears(endsOn, `${at}.stages[${index}].endsOn`) < startsOn)
      throw new InputError(`${at}.stages[${index}].endsOn`, `${name} ends on ${endsOn}, before it starts on ${startsOn}.`);
  }
  checkWeights(facts.weights, at);
}

function checkWeights(weights: ArrangementFacts["weights"], at: string): void {
  let together = Exact.nil;
  for (const [index, { criterion, weightShare }] of weights.entries()) {
    const share = Exact.decimal(weightShare, `${at}.weights[${index}].weightShare`);
    if (share.compare(Exact.nil) <= 0)
      throw new InputError(`${at}.weights[${index}].weightShare`, `The weight of ${criterion} must be more than nil. Leave out what does not count.`);
    together = together.plus(share);
  }
  if (weights.length > 0 && !together.equals(Exact.one)) {
    throw new InputError(`${at}.weights`, `The weights add up to ${together.times(Exact.whole(100)).toString()}%. They must add up to exactly 100%: 70% is 0.7.`);
  }
}

function once<Item>(items: readonly Item[], key: (item: Item) => string, refuse: (index: number, key: string) => InputError): void {
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    const known = key(item).toLowerCase();
    if (seen.has(known)) throw refuse(index, key(item));
    seen.add(known);
  }
}
