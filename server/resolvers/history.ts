// The change log: reading it, and taking a batch back.
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import { applyBatch, undoing } from "../../db/changes.ts";
import { history } from "../../db/history.ts";
import { refuseTwoRecommended } from "../../db/options.ts";
import { ChangeBatchPage } from "../../schema/history.ts";
import { PageArguments } from "../../schema/page.ts";
import { WriteResult } from "../../schema/write.ts";
import type { Context } from "../context.ts";
import { InputError } from "../finance/inputError.ts";
import { checkTouchedPartnerships } from "./settlements.ts";
import { written } from "./written.ts";

@Resolver()
export class HistoryResolver {
  @Query(() => ChangeBatchPage, { description: "What changed in an authority's facts, the newest batch first." })
  history(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("row", () => ID, { nullable: true, description: "Only what touched this stored thing." }) rowId?: string,
  ) {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      return history(on, viewer, { authorityId, rowId }, page);
    });
  }

  @Mutation(() => WriteResult, { description: "Takes a batch back as a new batch. Refused where somebody has changed since what the batch left." })
  async undoBatch(@Ctx() { db, viewer }: Context, @Arg("batch", () => ID, { description: "The batch." }) batch: string): Promise<WriteResult> {
    const id = /^[1-9]\d{0,15}$/.test(batch) ? Number(batch) : Number.NaN;
    if (!Number.isSafeInteger(id)) throw new InputError("batch", "This is not the number of a batch.");
    const kept = await db.write(async (on) => {
      const undone = await undoing(on, viewer, id);
      const applied = await applyBatch(on, viewer, undone);
      await checkTouchedPartnerships(on, viewer, undone);
      await refuseTwoRecommended(on, undone);
      return applied;
    });
    return written(kept);
  }
}
