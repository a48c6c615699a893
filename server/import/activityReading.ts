// A table as placements' activity: its names beside the subjects and arrangements that are stored.
import { arrangements } from "../../db/arrangements.ts";
import { authorityById } from "../../db/authorities.ts";
import { type ActivityNames, activityIn } from "../reading/activity.ts";
import type { TableReading } from "../reading/table.ts";
import { subjectsRead } from "../resolvers/sharedSet.ts";
import type { Reader, Stored, TargetReading } from "./targetReading.ts";

export async function activityReading(table: TableReading, { stored, choices }: Reader): Promise<TargetReading> {
  return { unit: choices.unit ?? table.unit ?? "pounds", years: [], ...activityIn(table, choices, stored && (await namesOf(stored))) };
}

function namesOf({ db, viewer, authorityId }: Stored): Promise<ActivityNames> {
  return db.read(async (on) => ({
    own: (await authorityById(on, viewer, authorityId)).name,
    subjects: (await subjectsRead(on, viewer, authorityId)).map(({ name }) => name),
    arrangements: (await arrangements.all(on, viewer, authorityId)).map(({ name }) => name),
  }));
}
