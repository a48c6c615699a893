// A virement moves budget in years of its version, and its lines balance to exactly nil.

import type { LeftRow, Rule } from "../../db/engine/open.ts";
import { rowsWith } from "../../db/read/rowsWith.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { InputError } from "../finance/inputError.ts";
import { checkLines, yearsMoved } from "../finance/virement.ts";
import { checked, ownersOf } from "./atFault.ts";

export const virementsBalance: Rule = {
  name: "A virement balances, in a year that its version covers",
  runsOn: ["virement", "virementLine", "budgetVersion"],
  async check(on, left) {
    const { authorityId } = left;
    const touched = new Map<string, LeftRow>([...ownersOf(left.rows("virementLine"), "virementId"), ...left.rows("virement").map((row): [string, LeftRow] => [row.id, row])]);
    const resized = ownersOf(
      left.rows("budgetVersion", "firstYear", "yearCount").filter(({ before, after }) => before && after),
      "id",
    );
    const virements = [...(await rowsWith(on, "virement", authorityId, "id", touched.keys())), ...(await rowsWith(on, "virement", authorityId, "versionId", resized.keys()))];
    if (virements.length === 0) return;
    const ids = virements.map(({ id }) => id);
    const lines = await rowsWith(on, "virementLine", authorityId, "virementId", ids);
    const versions = await rowsWith(
      on,
      "budgetVersion",
      authorityId,
      "id",
      virements.map(({ versionId }) => versionId),
    );
    for (const each of virements) {
      const version = versions.find(({ id }) => id === each.versionId);
      const row = touched.get(each.id);
      const ofVersion = resized.get(each.versionId);
      if (row) checked(row, () => checkLines(lines.filter(({ virementId }) => virementId === each.id)));
      if (version) {
        try {
          yearsMoved({ ...version, versionName: version.name }, each.year, each.permanent);
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
          throw new Refusal("IN_USE", (ofVersion ?? row)?.at ?? "version", `Virement ${each.number} moves budget in ${each.year}, which ${version.name} would not cover.`);
        }
      }
    }
  },
};
