// The statuses of commitments: reading, adding, changing and removing them.
import { Arg, Args, Ctx, ID, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import { commitmentStatuses } from "../../db/commitmentStatuses.ts";
import { CommitmentStatusPage, commitmentStatusNoun } from "../../schema/nouns/commitmentStatus.ts";
import { PageArguments } from "../../schema/page.ts";
import type { Context } from "../http/context.ts";
import { nounWrites } from "./nounWrites.ts";

@Resolver()
export class CommitmentStatusResolver {
  @Query(() => CommitmentStatusPage, { description: "An authority's statuses of commitments, in its own order." })
  commitmentStatuses(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Args(() => PageArguments) page: PageArguments,
  ) {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      return commitmentStatuses.page(on, viewer, authorityId, page);
    });
  }
}

export const CommitmentStatusWrites = nounWrites(commitmentStatusNoun, commitmentStatuses, {
  create: "Adds a status behind those there are.",
  change: "Renames a status, or says that it is of another kind. What has it keeps it.",
  remove: "Removes a status that nothing has. `undoBatch` brings it back.",
});
