// Which function reads a table as which target: those that have one.
import { neighboursIn } from "../reading/neighbours.ts";
import { outcomesIn } from "../reading/outcomes.ts";
import type { Choices, Proposed, Target } from "../reading/proposal.ts";
import type { TableReading } from "../reading/table.ts";
import { activityReading } from "./activityReading.ts";
import { budgetReading } from "./budgetReading.ts";
import { commitmentReading } from "./commitmentReading.ts";
import { contributionReading } from "./contributionReading.ts";
import { forecastReading } from "./forecastReading.ts";
import { printedReading } from "./printedReading.ts";
import type { ReadAs } from "./targetReading.ts";

export const readAs: Record<Target, ReadAs> = {
  budget: budgetReading,
  commitments: commitmentReading,
  outcomes: alone(outcomesIn),
  activity: activityReading,
  forecasts: forecastReading,
  contributions: contributionReading,
  neighbours: alone(neighboursIn),
  "printed table": printedReading,
};

/** What is read without a look at the store. */
function alone(propose: (table: TableReading, choices: Choices) => Proposed): ReadAs {
  return async (table, { choices }) => ({ unit: table.unit, years: [], ...propose(table, choices) });
}
