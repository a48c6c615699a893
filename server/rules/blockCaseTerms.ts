// A block case that takes its term from an arrangement can be worked out over the term that the arrangement has.

import type { LeftRow, Rule } from "../../db/engine/open.ts";
import { rowsWith } from "../../db/read/rowsWith.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { checkBlockCase } from "../finance/blockCase.ts";
import { InputError } from "../finance/inputError.ts";
import { blockCaseFacts, wholeTerm } from "../tables/blockCaseFacts.ts";
import { checked, listOf, ownersOf } from "./atFault.ts";

export const blockCaseTerms: Rule = {
  name: "A block case can be worked out over its term",
  runsOn: ["blockCase", "blockCaseItem", "arrangementTerm"],
  async check(on, left) {
    const { authorityId } = left;
    const own = new Map<string, LeftRow>([...ownersOf(left.rows("blockCaseItem"), "blockCaseId"), ...left.rows("blockCase").map((row): [string, LeftRow] => [row.id, row])]);
    const terms = ownersOf(left.rows("arrangementTerm"), "arrangementId");
    const following = (await rowsWith(on, "blockCase", authorityId, "arrangementId", terms.keys())).filter((each) => each.termMonths === null);
    const cases = new Map([...(await rowsWith(on, "blockCase", authorityId, "id", own.keys())), ...following].map((each) => [each.id, each]));
    if (cases.size === 0) return;
    const items = await rowsWith(on, "blockCaseItem", authorityId, "blockCaseId", cases.keys());
    const arrangements = new Set([...cases.values()].flatMap((each) => (each.termMonths === null && each.arrangementId) || []));
    const allTerms = await rowsWith(on, "arrangementTerm", authorityId, "arrangementId", arrangements);
    for (const each of cases.values()) {
      const months = each.termMonths ?? wholeTerm(allTerms.filter((term) => term.arrangementId === each.arrangementId));
      const facts = blockCaseFacts({ ...each, items: items.filter((item) => item.blockCaseId === each.id) }, months);
      const touched = own.get(each.id);
      const ofTerms = terms.get(each.arrangementId ?? "");
      if (ofTerms) {
        const refuse = (why: string) => new Refusal("IN_USE", listOf(ofTerms), `The block case “${each.name}” takes its term from this arrangement. ${why}`);
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
