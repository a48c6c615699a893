// A subject of outcomes is within another, and never within itself.

import type { Rule } from "../../db/engine/open.ts";
import { rowsWith } from "../../db/read/rowsWith.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { comesRound } from "./comesRound.ts";

export const subjectsWithin: Rule = {
  name: "A subject is not within itself",
  runsOn: ["kpiSubject"],
  async check(on, left) {
    const moved = left.rows("kpiSubject", "withinId").filter(({ after }) => after?.withinId);
    if (moved.length === 0) return;
    const all = await rowsWith(on, "kpiSubject", left.authorityId, "authorityId", [left.authorityId]);
    const round = comesRound(new Map(all.map(({ id, withinId }) => [id, withinId])), moved);
    if (round) throw new Refusal("BAD_INPUT", round.at, "A subject is not within itself.");
  },
};
