// Commitments: reading, projecting, adding, changing, ending and removing them.
import { randomUUID } from "node:crypto";
import { Arg, Args, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import { changeCommitment, commitmentById, commitments, createCommitment, endCommitment, removeCommitment, type StatedCommitment } from "../../db/commitments.ts";
import { volumes } from "../../db/tables/choices.ts";
import {
  Commitment,
  type CommitmentDrawInput,
  CommitmentFilterInput,
  CommitmentInput,
  CommitmentPage,
  Projection,
  ProjectionTermsInput,
  type TermsInput,
} from "../../schema/commitment.ts";
import { NamedOrder } from "../../schema/costCentre.ts";
import { PageArguments } from "../../schema/page.ts";
import { DayScalar, DecimalScalar, FinancialYearScalar, SequenceScalar } from "../../schema/scalars.ts";
import { WriteResult } from "../../schema/write.ts";
import type { Context } from "../context.ts";
import { projectCommitment } from "../finance/commitment.ts";
import { derive } from "../finance/derivation.ts";
import { Exact } from "../finance/exact.ts";
import { readTerms, type TermsFacts } from "../finance/facts.ts";
import { sum } from "../finance/figure.ts";
import { yearsFrom } from "../finance/financialYear.ts";
import { InputError } from "../finance/inputError.ts";
import { storablePence } from "../finance/money.ts";
import { type CommitmentTerms, checkTerms } from "../finance/terms.ts";
import { yearsWithoutRate } from "../finance/uplift.ts";
import { nameGiven, nameIfGiven } from "../words.ts";
import { yearsAsked } from "./mediumTerm.ts";
import { written } from "./written.ts";

@Resolver()
export class CommitmentResolver {
  @Query(() => CommitmentPage, { description: "An authority's commitments." })
  commitments(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => CommitmentFilterInput, { nullable: true, description: "Which ones." }) filter?: CommitmentFilterInput,
    @Arg("by", () => NamedOrder, { nullable: true, description: "The order; as the tables print them where nothing is said." }) by?: "position" | "name",
  ) {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      return commitments(on, viewer, { ...filter, authorityId, ...(by && { by }) }, page);
    });
  }

  @Query(() => Commitment, { description: "One commitment with its terms." })
  commitment(@Ctx() { db, viewer }: Context, @Arg("id", () => ID, { description: "Its id." }) id: string): Promise<Commitment> {
    return db.read((on) => commitmentById(on, viewer, id));
  }

  @Query(() => Projection, { description: "What terms come to, year by year, with how each figure was made. Nothing is stored: terms in, years out." })
  projectCommitment(
    @Arg("terms", () => ProjectionTermsInput, { description: "The terms." }) input: ProjectionTermsInput,
    @Arg("from", () => FinancialYearScalar, { description: "The first year." }) from: string,
    @Arg("years", () => Int, { nullable: true, description: "How many years: 1 to 30, and 4 where nothing is said." }) count?: number,
  ): Projection {
    const years = yearsFrom(from, yearsAsked(count ?? 4));
    const terms = readTerms(termsFacts(input, "terms"), input.upliftRates ?? null, "terms");
    checkTerms(terms, "terms");
    const figures = projectCommitment(terms, years);
    const total = sum(figures).value;
    const missing = terms.basis !== "amounts by year" && terms.uplift ? yearsWithoutRate(terms.uplift, years[years.length - 1] as string) : [];
    return {
      years: figures.map((figure, index) => ({
        year: years[index] as string,
        exact: figure.value.toString(),
        pence: storablePence(figure.value.rounded(2), "terms"),
        get derivation() {
          return derive(figure);
        },
      })),
      totalExact: total.toString(),
      totalPence: storablePence(total.rounded(2), "terms"),
      volumes: volumesOf(terms, years),
      notes: missing.length === 0 ? [] : [`No uplift is stated for ${missing.join(", ")}; the price is carried forward unchanged there.`],
    };
  }

  @Mutation(() => WriteResult, { description: "Adds a commitment behind those there are." })
  async createCommitment(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("input", () => CommitmentInput, { description: "The commitment." }) input: CommitmentInput,
    @Arg("key", () => String, { nullable: true, description: "A key of your choosing: sent twice under one key, it is added once." }) key?: string,
  ): Promise<WriteResult> {
    const id = randomUUID();
    const stated = statedCommitment(input);
    const kept = await db.write(async (on) => {
      await authorityById(on, viewer, authorityId);
      return createCommitment(on, viewer, authorityId, id, stated, key);
    });
    return written(kept, id);
  }

  @Mutation(() => WriteResult, { description: "Puts these terms in place of a commitment's own." })
  async changeCommitment(
    @Ctx() { db, viewer }: Context,
    @Arg("id", () => ID, { description: "The commitment." }) id: string,
    @Arg("input", () => CommitmentInput, { description: "The whole of it, as it is to be." }) input: CommitmentInput,
    @Arg("seen", () => SequenceScalar, { nullable: true, description: "The data version at which you read it: a later change by somebody else refuses this one." }) seen?: number,
  ): Promise<WriteResult> {
    const stated = statedCommitment(input);
    return written(await db.write((on) => changeCommitment(on, viewer, id, stated, seen)), id);
  }

  @Mutation(() => WriteResult, { description: "Ends a commitment: nothing is charged after the day. Amounts stated by year keep the ending year's." })
  async endCommitment(
    @Ctx() { db, viewer }: Context,
    @Arg("id", () => ID, { description: "The commitment." }) id: string,
    @Arg("endsOn", () => DayScalar, { nullable: true, description: "The last day charged; null lets it run on." }) endsOn: string | null,
    @Arg("endYearShare", () => DecimalScalar, { nullable: true, description: "Under stated part years: the share of the ending year that is charged, from 1 April." })
    endYearShare?: string,
    @Arg("seen", () => SequenceScalar, { nullable: true, description: "The data version at which you read it: a later change by somebody else refuses this one." }) seen?: number,
  ): Promise<WriteResult> {
    const share = endYearShare ?? null;
    const kept = await db.write(async (on) => {
      const held = await commitmentById(on, viewer, id);
      checkEnding({ ...held, endsOn: endsOn ?? null, endYearShare: share });
      return endCommitment(on, viewer, id, endsOn ?? null, share, seen);
    });
    return written(kept, id);
  }

  @Mutation(() => WriteResult, { description: "Removes a commitment that should not have been there. `undoBatch` brings it back." })
  async removeCommitment(
    @Ctx() { db, viewer }: Context,
    @Arg("id", () => ID, { description: "The commitment." }) id: string,
    @Arg("seen", () => SequenceScalar, { nullable: true, description: "The data version at which you read it: a later change by somebody else refuses this one." }) seen?: number,
  ): Promise<WriteResult> {
    return written(await db.write((on) => removeCommitment(on, viewer, id, seen)), id);
  }
}

/** Checks terms whose end is new. @throws InputError naming the argument, which stands below nothing. */
function checkEnding(terms: TermsFacts): void {
  try {
    checkTerms(readTerms(terms, null, "held"), "held");
  } catch (error) {
    throw error instanceof InputError ? new InputError(error.field.replace(/^held\./, ""), error.message) : error;
  }
}

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

/** What each sort of volume comes to, where the terms tell them apart. */
function volumesOf(terms: CommitmentTerms, years: readonly string[]): Projection["volumes"] {
  if (terms.basis === "amounts by year") return [];
  return volumes.flatMap((volume) => {
    const places = terms.places.filter((period) => period.volume === volume);
    return places.length === 0 ? [] : [{ volume, pence: storablePence(sum(projectCommitment({ ...terms, places }, years)).value.rounded(2), "terms") }];
  });
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
