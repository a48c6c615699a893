import { Arg, Args, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import { firstOfKind } from "../../db/commitmentStatuses.ts";
import {
  changeCommitment,
  commitmentById,
  commitmentChanges,
  commitments,
  createCommitment,
  endCommitment,
  newCommitment,
  removeCommitment,
  removeCommitments,
} from "../../db/commitments.ts";
import { volumes } from "../../db/tables/choices.ts";
import { arrangeRows } from "../../db/write/arranging.ts";
import { writeOnce } from "../../db/write/once.ts";
import { NamedOrder } from "../../schema/costCentre.ts";
import { Commitment, CommitmentFilterInput, CommitmentPage, commitmentNoun } from "../../schema/nouns/commitment.ts";
import { Projection, ProjectionTermsInput, projectedTerms } from "../../schema/nouns/projection.ts";
import { PageArguments } from "../../schema/page.ts";
import { DayScalar, DecimalScalar, FinancialYearScalar } from "../../schema/scalars.ts";
import { Key, Seen, WriteResult } from "../../schema/write.ts";
import { arrangingGiven, rowsGiven } from "../entry/arranging.ts";
import { checkedCommitment } from "../entry/checkedCommitment.ts";
import { stated } from "../entry/stated.ts";
import { projectCommitment } from "../finance/commitment.ts";
import { derive } from "../finance/derivation.ts";
import { readTerms } from "../finance/facts.ts";
import { sum } from "../finance/figure.ts";
import { yearsFrom } from "../finance/financialYear.ts";
import { InputError } from "../finance/inputError.ts";
import { storablePence } from "../finance/money.ts";
import { type CommitmentTerms, checkTerms } from "../finance/terms.ts";
import { figureOf, isUnknown, sumOfKnown } from "../finance/unknown.ts";
import { UpliftGaps } from "../finance/upliftGaps.ts";
import type { Context } from "../http/context.ts";
import { yearsAsked } from "./mediumTerm.ts";
import { nounWrites } from "./nounWrites.ts";
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
    const terms = readTerms(stated(projectedTerms, input, "terms"), input.upliftRates ?? null, "terms");
    checkTerms(terms, "terms");
    const known = projectCommitment(terms, years);
    const total = figureOf(sumOfKnown(known))?.value ?? null;
    const gaps = new UpliftGaps();
    gaps.add("The series", terms, years);
    return {
      years: known.map(figureOf).map((figure, index) => ({
        year: years[index] as string,
        exact: figure?.value.toString() ?? null,
        pence: figure && storablePence(figure.value.rounded(2), "terms"),
        get derivation() {
          return figure && derive(figure);
        },
      })),
      totalExact: total?.toString() ?? null,
      totalPence: total && storablePence(total.rounded(2), "terms"),
      volumes: volumesOf(terms, years),
      notes: [...known.flatMap((each) => (isUnknown(each) ? [each.why] : [])), ...gaps.notes()],
    };
  }

  @Mutation(() => WriteResult, { description: "Ends a commitment: nothing is charged after the day. Amounts stated by year keep the ending year's." })
  async endCommitment(
    @Ctx() { db, viewer }: Context,
    @Arg("id", () => ID, { description: "The commitment." }) id: string,
    @Arg("endsOn", () => DayScalar, { nullable: true, description: "The last day charged; null lets it run on." }) endsOn: string | null,
    @Seen() seen: number,
    @Arg("endYearShare", () => DecimalScalar, { nullable: true, description: "Under stated part years: the share of the ending year that is charged, from 1 April." })
    endYearShare?: string,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const kept = await writeOnce(db, viewer, key, id, (on) => asArgument(endCommitment(on, viewer, id, endsOn ?? null, endYearShare ?? null, seen)));
    return written(kept, id);
  }

  @Mutation(() => WriteResult, {
    description: "Moves commitments, as one batch: before another or behind it, and into a group or out of it. They keep their order among each other.",
  })
  async arrangeCommitments(
    @Ctx() { db, viewer, limits }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("ids", () => [ID], { description: "The commitments that move." }) ids: string[],
    @Seen() seen: number,
    @Arg("before", () => ID, { nullable: true, description: "The commitment that they are to stand before." }) before?: string,
    @Arg("after", () => ID, { nullable: true, description: "The commitment that they are to stand behind." }) after?: string,
    @Arg("group", () => String, { nullable: true, description: "The group to add them up under; empty, each stands alone. Left out, it stays." }) group?: string,
    @Key() key?: string,
  ): Promise<WriteResult> {
    return written(
      await writeOnce(db, viewer, key, authorityId, (on) => arrangeRows(on, viewer, "commitment", authorityId, arrangingGiven(ids, before, after, group, limits), seen)),
    );
  }

  @Mutation(() => WriteResult, { description: "Removes several commitments with their terms, as one batch that can be taken back." })
  async removeCommitments(
    @Ctx() { db, viewer, limits }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("ids", () => [ID], { description: "The commitments." }) ids: string[],
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    return written(await writeOnce(db, viewer, key, authorityId, (on) => removeCommitments(on, viewer, authorityId, rowsGiven(ids, limits), seen)));
  }
}

export const CommitmentWrites = nounWrites(
  commitmentNoun,
  {
    byId: commitmentById,
    create: createCommitment,
    change: changeCommitment,
    remove: removeCommitment,
    changes: commitmentChanges,
    // A copy of an option's commitment is the option's: it is no fact either.
    additions: (on, authorityId, id, wanted, behind, like) => newCommitment(on, authorityId, id, wanted, like?.optionId ?? null, behind),
  },
  {
    create: "Adds a commitment behind those there are.",
    change: "Puts these terms in place of a commitment's own.",
    remove: "Removes a commitment that should not have been there. `undoBatch` brings it back.",
    async begins(on, authorityId) {
      const proposed = await firstOfKind(on, authorityId, "proposed");
      return proposed ? { statusId: proposed.id } : {};
    },
    check: checkedCommitment,
  },
);

/** Names the argument at fault, which stands below nothing. */
async function asArgument<Result>(ending: Promise<Result>): Promise<Result> {
  try {
    return await ending;
  } catch (error) {
    throw error instanceof InputError ? new InputError(error.field.replace(/^input\./, ""), error.message) : error;
  }
}

/** What each sort of volume comes to, where the terms tell them apart. */
function volumesOf(terms: CommitmentTerms, years: readonly string[]): Projection["volumes"] {
  if (terms.basis === "amounts by year") return [];
  return volumes.flatMap((volume) => {
    const places = terms.places.filter((period) => period.volume === volume);
    return places.length === 0 ? [] : [{ volume, pence: storablePence(sum(projectCommitment({ ...terms, places }, years)).value.rounded(2), "terms") }];
  });
}
