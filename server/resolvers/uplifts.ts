// Uplift series: reading, adding and changing them.
import { randomUUID } from "node:crypto";
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import { changeUpliftRates, createUpliftSeries, upliftSeriesPage } from "../../db/uplifts.ts";
import { writeOnce } from "../../db/write/once.ts";
import { PageArguments } from "../../schema/page.ts";
import { NewUpliftSeriesInput, UpliftRateInput, UpliftSeriesPage } from "../../schema/uplift.ts";
import { Key, Seen, WriteResult } from "../../schema/write.ts";
import { nameGiven, nameIfGiven } from "../entry/words.ts";
import { readRates } from "../finance/facts.ts";
import { checkUpliftRate } from "../finance/terms.ts";
import type { Context } from "../http/context.ts";
import { written } from "./written.ts";

@Resolver()
export class UpliftResolver {
  @Query(() => UpliftSeriesPage, { description: "An authority's uplift series, by name." })
  upliftSeries(@Ctx() { db, viewer }: Context, @Arg("authority", () => ID, { description: "The authority." }) authorityId: string, @Args(() => PageArguments) page: PageArguments) {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      return upliftSeriesPage(on, viewer, authorityId, page);
    });
  }

  @Mutation(() => WriteResult, { description: "Adds an uplift series with its rates." })
  async createUpliftSeries(
    @Ctx() { db, viewer }: Context,
    @Arg("input", () => NewUpliftSeriesInput, { description: "The series." }) input: NewUpliftSeriesInput,
    @Key() key?: string,
  ): Promise<WriteResult> {
    checkRates(input.rates, "input.rates");
    const series = { id: randomUUID(), authorityId: input.authority, name: nameGiven(input.name, "input.name"), source: nameIfGiven(input.source, "input.source") };
    const kept = await writeOnce(db, viewer, key, series.authorityId, async (on) => {
      await authorityById(on, viewer, series.authorityId, "input.authority");
      return createUpliftSeries(on, viewer, series, input.rates);
    });
    return written(kept, series.id);
  }

  @Mutation(() => WriteResult, { description: "Sets the rates of an uplift series; a year that is not named loses its rate. Every price that it lifts follows." })
  async changeUpliftRates(
    @Ctx() { db, viewer }: Context,
    @Arg("id", () => ID, { description: "The series." }) id: string,
    @Arg("rates", () => [UpliftRateInput], { description: "The rates, one a year." }) rates: UpliftRateInput[],
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    checkRates(rates, "rates");
    return written(await writeOnce(db, viewer, key, id, (on) => changeUpliftRates(on, viewer, id, rates, seen)), id);
  }
}

function checkRates(rates: readonly UpliftRateInput[], at: string): void {
  for (const [year, rate] of readRates(rates, at)) checkUpliftRate(rate, `${at}[${rates.findIndex((each) => each.year === year)}].rateShare`);
}
