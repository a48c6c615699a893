// Outcomes were entered in a KPI's unit and by its periods, which then stay; and each is one that its KPI can have.

import type { Rule } from "../../db/engine/open.ts";
import { outcomeCounts } from "../../db/outcomes.ts";
import type { Row } from "../../db/tables.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { checkApplies, checkOutcome, isOutOf } from "../finance/kpi.ts";
import { checked, fieldOf } from "./atFault.ts";
import { kpisNamed } from "./kpisNamed.ts";

const counted = ["unit", "frequency", "computed"] as const;

export const outcomesOfKpi: Rule = {
  name: "A KPI that has outcomes stays in its unit, its frequency and its way of counting, and its outcomes are of it",
  runsOn: ["kpi", "outcome"],
  async check(on, left) {
    const redefined = left.rows("kpi", ...counted, "denominatorSaid").filter(({ before, after }) => before && after);
    const counts = await outcomeCounts(
      on,
      redefined.map(({ id }) => id),
    );
    for (const row of redefined) {
      const [before, after, there] = [row.before as Row<"kpi">, row.after as Row<"kpi">, counts.get(row.id)];
      if (!there) continue;
      const field = counted.find((each) => before[each] !== after[each]);
      if (field)
        throw new Refusal(
          "IN_USE",
          fieldOf(row, `input.${field}`),
          "Outcomes were entered in this unit and by these periods. Add a new version for another unit, frequency or way of counting.",
        );
      if (isOutOf(before) !== isOutOf(after) && (isOutOf(after) ? there.numerators > there.denominators : there.denominators > 0))
        throw new Refusal(
          "IN_USE",
          fieldOf(row, "input.denominatorSaid"),
          `Outcomes were entered ${isOutOf(after) ? "without" : "with"} a denominator. Add a new version for what is counted ${isOutOf(after) ? "out of something" : "by itself"}.`,
        );
    }
    const entered = left.rows("outcome", "kpiId", "startsOn", "breakdown", "numerator", "denominator", "value", "missing").filter(({ after }) => after !== null);
    const kpis = await kpisNamed(
      on,
      left.authorityId,
      entered.map(({ after }) => after?.kpiId as string),
    );
    const byId = new Map(kpis.map((kpi) => [kpi.id, { ...kpi, targets: [], baselines: [] }]));
    for (const row of entered) {
      const outcome = row.after as Row<"outcome">;
      const kpi = byId.get(outcome.kpiId);
      if (!kpi) continue;
      checked(row, () => {
        checkApplies(kpi, outcome.startsOn, "input");
        checkOutcome(kpi, outcome, "input");
      });
    }
  },
};
