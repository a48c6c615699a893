// What stands below the table of a block case: what its amounts are of, who pays for empty places, what is not known, and what rounding explains.
import type { BlockCaseFacts } from "./blockCase.ts";
import { breakEven, type CaseCosts, notKnownOf, percent } from "./blockCaseCosts.ts";
import { atOccupancy, type Occupancy } from "./blockCaseOccupancy.ts";
import { counted, countOf } from "./counted.ts";
import { dayInWords } from "./day.ts";
import { Exact } from "./exact.ts";
import { type MoneyUnit, poundsAndPence, unitSaid } from "./money.ts";
import { figureOf, isUnknown, type Known } from "./unknown.ts";

/** `reasons` are why cells of the table have no figure. */
export function blockCaseNotes(costs: CaseCosts, { unit, occupancy }: { unit: MoneyUnit; occupancy: Occupancy }, reasons: readonly string[]): string[] {
  const { facts } = costs;
  const { full, share } = occupancy;
  const used = counted(Exact.whole(facts.places).times(share), "places");
  return [
    `Amounts are in ${unitSaid(unit)}, for ${countOf(facts.places, "places")} over ${countOf(facts.termMonths, "months")}, ${
      full ? "at full occupancy unless a line says otherwise" : `at ${percent(share)}% occupancy, which is ${used} used`
    }. Brackets are deductions; – is nil.`,
    ...breakEvenNotes(costs),
    `${whoCarries(costs)}${full || facts.voidsCarriedBy === "authority" ? "" : " The saving is the authority’s."}`,
    ...notKnownNotes(costs, reasons),
    ...daysNotes(costs),
    ...directNotes(facts, full),
    ...(facts.items.some(({ kind }) => kind === "conditional grant") ? ["A grant that depends on something is shown, and is not counted until it comes."] : []),
    ...solvedNotes(costs),
    ...roundingNotes(costs, occupancy),
  ];
}

/** Who pays for empty places, in a sentence. */
export function whoCarries({ facts, ...costs }: CaseCosts): string {
  const share = figureOf(costs.share);
  switch (facts.voidsCarriedBy) {
    case "authority":
      return "The authority pays for empty places.";
    case "provider":
      return "The provider carries empty places: the authority pays for the used places alone.";
    case "shared":
      return `The authority pays for the used places and ${share ? `for ${percent(share.value)}% of the cost of empty places` : "for a share of the cost of empty places"}; the provider carries the rest.`;
  }
}

function breakEvenNotes(costs: CaseCosts): string[] {
  const [spot, block, even] = [figureOf(costs.basis.spot.year), figureOf(costs.basis.block.year), breakEven(costs)];
  if (spot?.value.isNil()) return ["The spot price is nil, so no occupancy makes the block pay."];
  if (isUnknown(even) || spot === null || block === null) return [];
  if (block.value.compare(spot.value) >= 0) return ["The block costs as much as spot or more at every occupancy: it never pays by price alone."];
  if (even === null || even.value.isNil()) return ["The block costs less than buying the used places one at a time, at every occupancy above 0%."];
  return [`Below ${percent(even.value)}% occupancy the block costs more than buying the used places one at a time.`];
}

/** What a table says of its cells that have no figure, for reasons that those have. */
export function notKnownNotes(costs: CaseCosts, reasons: readonly string[]): string[] {
  return notKnownOf(costs)
    .filter((why) => reasons.some((reason) => reason.includes(why)))
    .map((why) => `[x]: ${why} That is not nil.`);
}

function daysNotes({ facts, days }: CaseCosts): string[] {
  if (!days || facts.startsOn === null) return [];
  return [
    `Weeks are actual days over 7. A year is the first twelve months, ${days.year} days from ${dayInWords(facts.startsOn)}; the whole term has ${counted(Exact.whole(days.term), "days")}.`,
  ];
}

function directNotes({ directPlaces }: BlockCaseFacts, full: boolean): string[] {
  if (directPlaces === 0) return [];
  return [
    "A place refilled from elsewhere saves; a child placed directly avoids cost. The two are never added together.",
    ...(full ? [] : ["Places filled directly are taken to be the same part of the used places as of all."]),
  ];
}

/** What is worked out from a value over the term: the prices where the table sets it beside those that are printed, else what a year costs. */
function solvedNotes({ facts: { spotValuePence, blockValuePence }, printed }: CaseCosts): string[] {
  const both = spotValuePence !== null && blockValuePence !== null;
  if (spotValuePence === null && blockValuePence === null) return [];
  const which = spotValuePence === null ? "block" : "spot";
  if (printed === null)
    return [both ? "What a year costs is worked out from the values over the whole term." : `What a year of the ${which} costs is worked out from its value over the whole term.`];
  return [both ? "The prices are solved from the values over the whole term." : `The ${which} price is solved from its value over the whole term.`];
}

/** Why the printed prices give other totals than those printed, and whether rounding the prices explains it. */
function roundingNotes(costs: CaseCosts, occupancy: Occupancy): string[] {
  const { facts, basis, printed } = costs;
  const [time, share] = [figureOf(costs.time.term), figureOf(costs.share)];
  if (printed === null || time === null || share === null) return [];
  const [one, other] = [atOccupancy(costs, basis, "term", occupancy), atOccupancy(costs, printed, "term", occupancy)];
  const bound = (price: string | null, value: number | null, part: Exact) => {
    if (price === null || value === null) return Exact.nil;
    const half = Exact.ratio(1n, 2n * 10n ** BigInt((price.split(".")[1] ?? "").length));
    return half.times(Exact.whole(facts.places)).times(time.value).times(part);
  };
  const paidPart = occupancy.share.plus(occupancy.empty.value.times(share.value));
  const blockBound = bound(facts.blockPounds, facts.blockValuePence, paidPart);
  const lines: [string, Known, Known, Exact][] = [
    ["the block", one.paid, other.paid, blockBound],
    [
      facts.directPlaces > 0 ? "the saving and the cost avoided together" : "the saving",
      one.difference,
      other.difference,
      blockBound.plus(bound(facts.spotPounds, facts.spotValuePence, occupancy.share)),
    ],
  ];
  return lines.flatMap(([what, of, by, most]) => {
    if (isUnknown(of) || isUnknown(by)) return [];
    const off = of.value.minus(by.value);
    const size = off.isNegative() ? off.negated() : off;
    if (off.isNil()) return [`Over the term the printed prices and the printed values give the same for ${what}.`];
    const explained = size.compare(most) <= 0 ? "so rounding explains it" : "so rounding does not explain it";
    return [
      `Over the term the printed values give ${poundsAndPence(size)} ${off.isNegative() ? "less" : "more"} for ${what} than the printed prices do. Rounding those can move it by up to ${poundsAndPence(most)}, ${explained}.`,
    ];
  });
}
