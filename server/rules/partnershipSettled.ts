// What was used of a partnership has its places and prices, and what its periods cost has somebody to bear it, so that every statement can be made.

import type { LeftRow, Rule } from "../../db/engine/open.ts";
import { type PartnershipWithParts, partnerships, settlementRows } from "../../db/partnerships.ts";
import { rowsWith } from "../../db/read/rowsWith.ts";
import type { Viewer } from "../../db/viewer.ts";
import { InputError } from "../finance/inputError.ts";
import { settlement } from "../finance/memberBalances.ts";
import { checkPartnership } from "../finance/partnership.ts";
import { checkPeriods, checkUses } from "../finance/settlement.ts";
import { issuedPeriods, leadOf, settlementFacts } from "../tables/settlementFacts.ts";
import { ownersOf } from "./atFault.ts";

const parts = ["partner", "costPool", "poolAmount", "poolWeight", "partnershipGrant", "outsideFee", "allocation"] as const;
const settled = ["settlementPeriod", "upFront", "placeUse", "settlementStatement"] as const;
const rules: Viewer = { name: "Rules", reads: "all", changes: [] };

export const partnershipSettled: Rule = {
  name: "A partnership makes sense as a whole, and what is recorded of it can be settled",
  runsOn: ["partnership", ...parts, ...settled],
  async check(on, left) {
    const recorded = settled.flatMap((table) => left.rows(table));
    const touched = new Map<string, LeftRow>([
      ...left.rows("partnership").map((row): [string, LeftRow] => [row.id, row]),
      ...ownersOf([...recorded, ...parts.flatMap((part) => left.rows(part))], "partnershipId"),
    ]);
    const held = await partnerships.withParts(on, await rowsWith(on, "partnership", left.authorityId, "id", touched.keys()));
    for (const each of held) {
      const { at } = touched.get(each.id) as LeftRow;
      const naming = (said: (field: string) => string, check: () => void) => {
        try {
          check();
        } catch (error) {
          throw error instanceof InputError ? new InputError(said(error.field), error.message) : error;
        }
      };
      naming(
        (field) => (at.startsWith("input") ? field : at),
        () => checkPartnership(each as PartnershipWithParts, "input"),
      );
      const rows = await settlementRows(on, each.id);
      for (const period of left.rows("settlementPeriod", "startsOn", "endsOn")) {
        const own = rows.periods.find(({ id }) => id === period.id);
        if (own)
          naming(
            (field) => (period.at.startsWith("input") ? field : period.at),
            () => checkPeriods(rows.periods, own, "input"),
          );
      }
      const lead = await leadOf(on, rules, each);
      const ofForm = recorded.length === 0 ? atFault : (field: string) => field.replace(/^period/, "input");
      const said = (field: string) => (at.startsWith("input") ? ofForm(field) : at.replace(/^uses\[.*$/, "uses"));
      naming(said, () => checkUses(each, rows.uses, "uses", issuedPeriods(rows, lead)));
      const last = rows.periods[rows.periods.length - 1];
      if (!last) continue;
      const facts = await settlementFacts(on, each, rows, last, lead);
      naming(said, () => {
        settlement(facts);
      });
    }
  },
};

/** What of a partnership makes something recorded impossible: the price that a use needs, the shares that a cost needs, or the places held. */
function atFault(recorded: string): string {
  if (recorded.endsWith(".buyer")) return "input.outsidePricePounds";
  if (recorded.endsWith(".userId")) return "input.internalPricePounds";
  return recorded.endsWith("administrationPence") ? "input.weights" : "input.allocations";
}
