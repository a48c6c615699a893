// Which function reads a table as which target: those that have one.
import type { Target } from "../reading/proposal.ts";
import { budgetReading } from "./budgetReading.ts";
import type { ReadAs } from "./targetReading.ts";

export const readAs: Partial<Record<Target, ReadAs>> = {
  budget: budgetReading,
};
