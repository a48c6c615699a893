// A benefit that a KPI tells of says whose outcomes do, and is measured in the KPI's unit.
import { benefits } from "../../db/benefits.ts";
import type { LeftRow, Rule } from "../../db/engine/open.ts";
import { measuredByOthers } from "../../db/publishers.ts";
import { rowsWith } from "../../db/read/rowsWith.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { checkBenefit } from "../finance/benefit.ts";
import { InputError } from "../finance/inputError.ts";
import { checked, fieldOf, ownersOf } from "./atFault.ts";
import { kpisNamed } from "./kpisNamed.ts";

export const benefitMeasures: Rule = {
  name: "A benefit is measured in the unit of its KPI",
  runsOn: ["benefit", "benefitReview", "kpi"],
  async check(on, left) {
    const redefined = ownersOf(
      left.rows("kpi", "unit").filter(({ before, after }) => before && after),
      "id",
    );
    const [elsewhere] = await measuredByOthers(on, left.authorityId, [...redefined.keys()]);
    if (elsewhere)
      throw new Refusal(
        "IN_USE",
        fieldOf(redefined.get(elsewhere) as LeftRow, "input.unit"),
        "Authorities that use this KPI measure benefits by it, in its unit. Add a new version for another unit.",
      );
    const touched = new Map<string, LeftRow>([...ownersOf(left.rows("benefitReview"), "benefitId"), ...left.rows("benefit").map((row): [string, LeftRow] => [row.id, row])]);
    const rows = [...(await rowsWith(on, "benefit", left.authorityId, "id", touched.keys())), ...(await rowsWith(on, "benefit", left.authorityId, "kpiId", redefined.keys()))];
    const kpis = await kpisNamed(
      on,
      left.authorityId,
      rows.flatMap(({ kpiId }) => kpiId ?? []),
    );
    for (const each of await benefits.withParts(on, rows)) {
      const row = (touched.get(each.id) ?? redefined.get(each.kpiId ?? "")) as LeftRow;
      checked(row, () => {
        if (Boolean(each.kpiId) !== Boolean(each.subjectId))
          throw new InputError(each.kpiId ? "input.subjectId" : "input.kpiId", "Name both the KPI that measures the benefit and the subject whose outcomes are used.");
        checkBenefit(each, kpis.find(({ id }) => id === each.kpiId)?.unit === "percent");
      });
    }
  },
};
