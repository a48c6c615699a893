// What a page opens with where nobody has chosen yet.
import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import { blanksWereNilUntil, firstWithOutcomes, fullestAuthority } from "../../db/read/opening.ts";
import { Authority } from "../../schema/authority.ts";
import { KpiSubject } from "../../schema/nouns/kpi.ts";
import { SequenceScalar } from "../../schema/scalars.ts";
import { isItself } from "../finance/sharedFacts.ts";
import type { Context } from "../http/context.ts";
import { sharedSet } from "./sharedSet.ts";

@Resolver()
export class OpeningResolver {
  @Query(() => Authority, {
    nullable: true,
    description: "Of the authorities that you may read, the one with the most amounts in its budgets: there is something to read in its table. Null where none has any.",
  })
  openingAuthority(@Ctx() { db, viewer }: Context) {
    return db.read((on) => fullestAuthority(on, viewer));
  }

  @Query(() => SequenceScalar, {
    nullable: true,
    description:
      "The version of an authority's data up to which this store showed totals of which a part was blank as if the blank were nil. Since then they are not known. Null where it has begun since.",
  })
  blanksWereNilUntil(@Ctx() { db, viewer }: Context, @Arg("authority", () => ID, { description: "The authority." }) authorityId: string): Promise<number | null> {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      return blanksWereNilUntil(on, authorityId);
    });
  }

  @Query(() => KpiSubject, {
    nullable: true,
    description: "The subject whose outcomes are shown first: the authority itself where it has any, else the first subject of its set that has. Null where none has.",
  })
  openingSubject(@Ctx() { db, viewer }: Context, @Arg("authority", () => ID, { description: "The authority." }) authorityId: string) {
    return db.read(async (on) => {
      const authority = await authorityById(on, viewer, authorityId);
      const set = await sharedSet(on, viewer, authorityId);
      const own = set.subjects.filter((each) => isItself(each, authority));
      const inOrder = [...own, ...set.subjects.filter((each) => !own.includes(each))];
      return inOrder[
        await firstWithOutcomes(
          on,
          set.owners,
          inOrder.map(({ id }) => set.all([id])),
        )
      ];
    });
  }
}
