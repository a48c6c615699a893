// Saved views: reading, saving and removing them.
import { randomUUID } from "node:crypto";
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import { removeView, savedViews, saveView } from "../../db/savedViews.ts";
import { writeOnce } from "../../db/write/once.ts";
import { PageArguments } from "../../schema/page.ts";
import { SavedViewPage } from "../../schema/savedView.ts";
import { Key, Seen, WriteResult } from "../../schema/write.ts";
import { sheetGiven, viewGiven } from "../entry/savedView.ts";
import { nameGiven } from "../entry/words.ts";
import type { Context } from "../http/context.ts";
import { written } from "./written.ts";

@Resolver()
export class SavedViewResolver {
  @Query(() => SavedViewPage, { description: "Views of a sheet that an authority has saved." })
  savedViews(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("sheet", () => String, { description: 'The sheet, as its address names it: "medium-term".' }) sheet: string,
    @Args(() => PageArguments) page: PageArguments,
  ) {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      return savedViews(on, viewer, authorityId, sheet, page);
    });
  }

  @Mutation(() => WriteResult, { description: "Saves a view of a sheet under its name, in place of one of that sheet that had it." })
  async saveView(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("sheet", () => String, { description: 'The sheet, as its address names it: "medium-term".' }) sheet: string,
    @Arg("name", () => String, { description: "Its name." }) name: string,
    @Arg("held", () => String, { description: "The search part of the sheet's address, without the authority, the cell and the panel." }) held: string,
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const stated = { sheet: sheetGiven(sheet, "sheet"), name: nameGiven(name, "name"), held: viewGiven(held, "held") };
    const kept = await writeOnce(db, viewer, key, authorityId, async (on) => {
      await authorityById(on, viewer, authorityId);
      return saveView(on, viewer, authorityId, randomUUID(), stated, seen);
    });
    return written(kept, "id" in kept ? kept.id : null);
  }

  @Mutation(() => WriteResult, { description: "Removes a saved view. `undoBatch` brings it back." })
  async removeView(@Ctx() { db, viewer }: Context, @Arg("id", () => ID, { description: "The view." }) id: string, @Seen() seen: number, @Key() key?: string): Promise<WriteResult> {
    return written(await writeOnce(db, viewer, key, id, (on) => removeView(on, viewer, id, seen)), id);
  }
}
