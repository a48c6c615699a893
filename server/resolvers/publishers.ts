// Publishers: reading and adding them, using one or not, its facts in place of copies, and an authority's own targets of its KPIs.
import { randomUUID } from "node:crypto";
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import { createPublisher, publishers, startUsing, stopUsing } from "../../db/publishers.ts";
import { mayChange, requireChange, requireWholeCounts } from "../../db/viewer.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { addOnce, writeOnce } from "../../db/write/once.ts";
import { ownersUsed } from "../../db/write/owners.ts";
import { refuseIfTablesMovedSince } from "../../db/write/seen.ts";
import { kpiBaselineNoun, kpiTargetNoun } from "../../schema/nouns/kpi.ts";
import { PageArguments } from "../../schema/page.ts";
import { NewPublisherInput, OwnTargetsInput, PublisherPage, Replacement } from "../../schema/publisher.ts";
import { Key, Seen, WriteResult } from "../../schema/write.ts";
import { requireOwnReferences, stated } from "../entry/stated.ts";
import { nameGiven } from "../entry/words.ts";
import type { Context } from "../http/context.ts";
import { writeOwnTargets } from "../publishers/ownTargets.ts";
import { replacing, tablesReplaced } from "../publishers/replacing.ts";
import { written } from "./written.ts";

const mostLeft = 200;

@Resolver()
export class PublisherResolver {
  @Query(() => PublisherPage, { description: "The publishers that you may read, by name." })
  publishers(
    @Ctx() { db, viewer }: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("authority", () => ID, { nullable: true, description: "The authority of which is said which it uses." }) authorityId?: string,
  ) {
    return db.read(async (on) => {
      if (authorityId) await authorityById(on, viewer, authorityId);
      const used = new Set(authorityId ? await ownersUsed(on, authorityId) : []);
      const found = await publishers(on, viewer, page);
      return { ...found, nodes: found.nodes.map(({ id, name }) => ({ id, name, used: used.has(id), mayChange: mayChange(viewer, id) })) };
    });
  }

  @Mutation(() => WriteResult, { description: "Adds a publisher. Its KPIs, subjects and outcomes are then added as an authority's are." })
  async createPublisher(
    @Ctx() { db, viewer }: Context,
    @Arg("input", () => NewPublisherInput, { description: "The publisher." }) input: NewPublisherInput,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const [id, name] = [randomUUID(), nameGiven(input.name, "input.name")];
    return written(await addOnce(db, viewer, key, { id, name }, (on) => createPublisher(on, viewer, id, name)), id);
  }

  @Mutation(() => WriteResult, { description: "Has an authority use a publisher's KPIs, subjects and outcomes beside its own, which come first." })
  async usePublisher(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("publisher", () => ID, { description: "The publisher." }) publisherId: string,
    @Key() key?: string,
  ): Promise<WriteResult> {
    return written(
      await writeOnce(
        db,
        viewer,
        key,
        authorityId,
        async (on) => {
          await authorityById(on, viewer, authorityId);
          return startUsing(on, viewer, authorityId, publisherId);
        },
        [publisherId],
      ),
    );
  }

  @Mutation(() => WriteResult, { description: "Has an authority use a publisher no more. It is refused while facts of its own name some of the publisher's." })
  async stopUsingPublisher(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("publisher", () => ID, { description: "The publisher." }) publisherId: string,
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    return written(
      await writeOnce(db, viewer, key, authorityId, async (on) => {
        await authorityById(on, viewer, authorityId);
        return stopUsing(on, viewer, authorityId, publisherId, seen);
      }),
    );
  }

  @Query(() => Replacement, { description: "What of an authority's own a publisher's would take the place of, and what differs and would stay." })
  replacementByPublisher(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("publisher", () => ID, { description: "The publisher, which it uses." }) publisherId: string,
  ): Promise<Replacement> {
    return db.read(async (on) => {
      const { kpis, subjects, outcomes, moved, left } = await replacing(on, viewer, authorityId, publisherId);
      return { kpis, subjects, outcomes, moved, left: left.slice(0, mostLeft), leftCount: left.length };
    });
  }

  @Mutation(() => WriteResult, {
    description:
      "Puts a publisher's KPIs, subjects and outcomes in the place of an authority's copies, as one batch. What differs stays; own targets, benefits, reports and other outcomes then name the publisher's.",
  })
  async replaceByPublisher(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("publisher", () => ID, { description: "The publisher, which it uses." }) publisherId: string,
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    return written(
      await writeOnce(db, viewer, key, authorityId, async (on) => {
        const { changes, why } = await replacing(on, viewer, authorityId, publisherId);
        await refuseIfTablesMovedSince(on, authorityId, tablesReplaced, seen, "publisher");
        return applyBatch(on, viewer, { authorityId, why, changes });
      }),
    );
  }

  @Mutation(() => WriteResult, {
    description: "Puts an authority's own targets and baselines of a publisher's KPI in place of those that it has. Of its own KPI they are changed with it.",
  })
  async changeOwnTargets(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("kpi", () => ID, { description: "The publisher's KPI." }) kpiId: string,
    @Arg("input", () => OwnTargetsInput, { description: "All of them, as they are to be." }) input: OwnTargetsInput,
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const targets = input.targets.map((each, index) => stated(kpiTargetNoun, each, `input.targets[${index}]`));
    const baselines = input.baselines.map((each, index) => stated(kpiBaselineNoun, each, `input.baselines[${index}]`));
    return written(
      await writeOnce(db, viewer, key, authorityId, async (on) => {
        await authorityById(on, viewer, authorityId);
        requireChange(viewer, authorityId);
        requireWholeCounts(viewer, authorityId);
        for (const [index, each] of targets.entries()) await requireOwnReferences(on, authorityId, kpiTargetNoun, each, `input.targets[${index}]`);
        for (const [index, each] of baselines.entries()) await requireOwnReferences(on, authorityId, kpiBaselineNoun, each, `input.baselines[${index}]`);
        return writeOwnTargets(on, viewer, authorityId, kpiId, { targets, baselines }, seen);
      }),
      kpiId,
    );
  }
}
