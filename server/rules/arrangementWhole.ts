// An arrangement makes sense as a whole, and following one another comes to an end.
import { arrangements } from "../../db/arrangements.ts";
import type { LeftRow, Rule } from "../../db/engine/open.ts";
import { rowsWith } from "../../db/read/rowsWith.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { checkArrangement } from "../finance/arrangement.ts";
import { checked, ownersOf } from "./atFault.ts";
import { comesRound } from "./comesRound.ts";

const parts = ["arrangementParticipant", "arrangementLot", "arrangementProvider", "arrangementTerm", "procurementStage", "evaluationWeight", "callOffRoute"] as const;

export const arrangementWhole: Rule = {
  name: "An arrangement makes sense as a whole, and follows neither itself nor one that follows it",
  runsOn: ["arrangement", ...parts],
  async check(on, left) {
    const own = left.rows("arrangement");
    const touched = new Map<string, LeftRow>([
      ...ownersOf(
        parts.flatMap((part) => left.rows(part)),
        "arrangementId",
      ),
      ...own.map((row): [string, LeftRow] => [row.id, row]),
    ]);
    const held = await arrangements.withParts(on, await rowsWith(on, "arrangement", left.authorityId, "id", touched.keys()));
    for (const each of held) {
      checked(touched.get(each.id) as LeftRow, () => checkArrangement(each, "input"));
      const lot = each.lots.findIndex(({ wasId }) => wasId === each.id);
      if (lot >= 0) throw new Refusal("BAD_INPUT", `input.lots[${lot}].wasId`, "A lot was bought before by another arrangement, not by its own.");
    }
    const following = left.rows("arrangement", "followsId").filter(({ after }) => after?.followsId);
    if (following.length === 0) return;
    const all = await rowsWith(on, "arrangement", left.authorityId, "authorityId", [left.authorityId]);
    const round = comesRound(new Map(all.map(({ id, followsId }) => [id, followsId])), following);
    if (round) throw new Refusal("BAD_INPUT", round.at, "An arrangement cannot follow itself, nor one that follows it.");
  },
};
