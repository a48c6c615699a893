// A commitment as its officer states it, checked and in the form that is stored.
import type { StatedCommitment } from "../db/commitments.ts";
import type { CommitmentDrawInput, CommitmentInput, TermsInput } from "../schema/commitment.ts";
import { Exact } from "./finance/exact.ts";
import { readTerms, type TermsFacts } from "./finance/facts.ts";
import { InputError } from "./finance/inputError.ts";
import { storablePence } from "./finance/money.ts";
import { checkTerms } from "./finance/terms.ts";
import { nameGiven, nameIfGiven } from "./words.ts";

/** A commitment as it is to be stored. @throws InputError naming the field at fault. */
export function statedCommitment(input: CommitmentInput): StatedCommitment {
  const facts = termsFacts(input, "input");
  // The stored series' rates have been checked when they were stored; here only the terms' own fields are.
  checkTerms(readTerms(facts, input.upliftSeriesId ? [] : null, "input"), "input");
  return {
    ...facts,
    yearlyRatePounds: facts.yearlyRatePounds ?? null,
    mostPlaces: facts.mostPlaces ?? null,
    places: facts.places.map((period) => ({
      ...period,
      volume: period.volume ?? null,
      label: period.label ?? null,
      pricePounds: period.pricePounds ?? null,
      replacesId: period.replacesId ?? null,
    })),
    amounts: [...facts.amounts],
    arrangementId: input.arrangementId ?? null,
    lotId: input.lotId ?? null,
    poolId: input.poolId ?? null,
    provider: nameIfGiven(input.provider, "input.provider"),
    draws: drawsGiven(input.draws ?? []),
    name: nameGiven(input.name, "input.name"),
    status: input.status,
    rateSource: nameIfGiven(input.rateSource, "input.rateSource"),
    upliftSeriesId: input.upliftSeriesId ?? null,
    ...(input.groupName !== undefined && { groupName: nameIfGiven(input.groupName, "input.groupName") }),
  };
}

/** @throws InputError unless there are none, or each names another cost centre and their shares add up to exactly 1. */
function drawsGiven(draws: readonly CommitmentDrawInput[]): StatedCommitment["draws"] {
  const shares = draws.map(({ drawnShare }, index) => {
    const share = Exact.decimal(drawnShare, `input.draws[${index}].drawnShare`);
    if (share.compare(Exact.nil) <= 0) throw new InputError(`input.draws[${index}].drawnShare`, "A share that is drawn is above nil. Leave out a cost centre that bears nothing.");
    if (draws.findIndex((each) => each.costCentreId === draws[index]?.costCentreId) < index)
      throw new InputError(`input.draws[${index}].costCentreId`, "This cost centre is named twice. Give it one share.");
    return share;
  });
  const together = shares.reduce((sum, share) => sum.plus(share), Exact.nil);
  if (draws.length > 0 && !together.equals(Exact.one))
    throw new InputError("input.draws", `The shares drawn add up to ${together.toString()}. They must add up to exactly 1, so that each penny falls somewhere.`);
  return draws.map(({ costCentreId, drawnShare }) => ({ costCentreId, drawnShare }));
}

/** The terms as facts. What belongs to another basis is refused and not silently dropped. */
export function termsFacts(input: TermsInput, at: string): TermsFacts {
  const stated = input.basis === "amounts by year";
  const weekly = input.basis === "weekly price";
  if (!stated && input.amounts && input.amounts.length > 0) throw new InputError(`${at}.amounts`, "A commitment at a price has no amounts by year: they follow from the price.");
  if (stated && input.places && input.places.length > 0) throw new InputError(`${at}.places`, "A commitment of stated amounts has no places: choose a price for those.");
  return {
    basis: input.basis,
    weeklyRatePounds: weekly ? (input.weeklyRatePounds ?? null) : null,
    yearlyRatePounds: weekly || stated ? null : (input.yearlyRatePounds ?? null),
    mostPlaces: stated ? null : (input.mostPlaces ?? null),
    weeksPerYear: weekly ? (input.weeksPerYear ?? null) : null,
    partYear: stated ? null : (input.partYear ?? null),
    priceBaseYear: stated ? null : (input.priceBaseYear ?? null),
    firstYearUplifted: !stated && (input.firstYearUplifted ?? false),
    endsOn: input.endsOn ?? null,
    endYearShare: stated ? null : (input.endYearShare ?? null),
    places: (input.places ?? []).map((period, index) => ({
      places: period.places,
      startsOn: period.startsOn,
      endsOn: period.endsOn ?? null,
      firstYearShare: period.firstYearShare ?? null,
      lastYearShare: period.lastYearShare ?? null,
      volume: period.volume ?? null,
      label: nameIfGiven(period.label, `${at}.places[${index}].label`),
      pricePounds: period.pricePounds ?? null,
      replacesId: period.replacesId ?? null,
    })),
    amounts: (input.amounts ?? []).map((amount, index) => {
      if (amount.amountPence < 0)
        throw new InputError(`${at}.amounts[${index}].amountPence`, `The cost in ${amount.year} is below nil. Give it as a positive amount; tables deduct it.`);
      return { year: amount.year, amountPence: storablePence(amount.amountPence, `${at}.amounts[${index}].amountPence`) };
    }),
  };
}
