// A block case that takes its term or its start from an arrangement can be worked out over what the arrangement has.

import type { LeftRow, Rule } from "../../db/engine/open.ts";
import { rowsWith } from "../../db/read/rowsWith.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { checkBlockCase, countsActualDays } from "../finance/blockCase.ts";
import { InputError } from "../finance/inputError.ts";
import { blockCaseFacts, termOf } from "../tables/blockCaseFacts.ts";
import { checked, fieldOf, listOf, ownersOf } from "./atFault.ts";

export const blockCaseTerms: Rule = {
  name: "A block case can be worked out over its term",
  runsOn: ["blockCase", "blockCaseItem", "arrangementTerm", "arrangement"],
  async check(on, left) {
    const { authorityId } = left;
    const own = new Map<string, LeftRow>([...ownersOf(left.rows("blockCaseItem"), "blockCaseId"), ...left.rows("blockCase").map((row): [string, LeftRow] => [row.id, row])]);
    const terms = ownersOf(left.rows("arrangementTerm"), "arrangementId");
    const opened = new Map(left.rows("arrangement", "opensOn").map((row) => [row.id, row]));
    const following = (await rowsWith(on, "blockCase", authorityId, "arrangementId", [...terms.keys(), ...opened.keys()])).filter(
      (each) => each.termMonths === null || (each.startsOn === null && countsActualDays(each)),
    );
    const cases = new Map([...(await rowsWith(on, "blockCase", authorityId, "id", own.keys())), ...following].map((each) => [each.id, each]));
    if (cases.size === 0) return;
    const items = await rowsWith(on, "blockCaseItem", authorityId, "blockCaseId", cases.keys());
    const named = new Set([...cases.values()].flatMap((each) => each.arrangementId ?? []));
    const arrangements = new Map((await rowsWith(on, "arrangement", authorityId, "id", named)).map((each) => [each.id, each]));
    const allTerms = await rowsWith(on, "arrangementTerm", authorityId, "arrangementId", named);
    for (const each of cases.values()) {
      const stored = arrangements.get(each.arrangementId ?? "");
      const arrangement = stored ? { ...stored, terms: allTerms.filter((term) => term.arrangementId === stored.id) } : null;
      const facts = blockCaseFacts({ ...each, items: items.filter((item) => item.blockCaseId === each.id) }, arrangement);
      const months = termOf(each.termMonths, arrangement);
      const touched = own.get(each.id);
      const [ofTerms, ofOpening] = [terms.get(each.arrangementId ?? ""), opened.get(each.arrangementId ?? "")];
      if (ofTerms || ofOpening) {
        const field = ofTerms ? listOf(ofTerms) : fieldOf(ofOpening as LeftRow, "input.opensOn");
        const refuse = (why: string) => new Refusal("IN_USE", field, `The block case “${each.name}” takes its term from this arrangement. ${why}`);
        if (months === null) throw refuse("Give that case a term of its own first.");
        try {
          checkBlockCase(facts, "input");
        } catch (error) {
          throw error instanceof InputError ? refuse(error.message) : error;
        }
      } else if (touched) {
        checked(touched, () => {
          if (months === null) throw new InputError("input.termMonths", "Say how many months the term has, or choose an arrangement that has one.");
          checkBlockCase(facts, "input");
        });
      }
    }
  },
};
