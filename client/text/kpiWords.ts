// The words for what the server names in capitals, of KPIs and benefits.

import type { KpiHeld, SubjectHeld } from "../data/documents/outcomes.ts";
import { poundsSaid } from "./format.ts";
import { shareAsPercent } from "./percent.ts";

export const kindsSaid: Record<SubjectHeld["kind"], string> = {
  AUTHORITY: "Authorities",
  REGION: "Regions",
  COUNTRY: "Countries",
  STATISTICAL_NEIGHBOURS: "Statistical neighbours",
  PARTNERSHIP: "Partnerships",
  ARRANGEMENT: "Arrangements",
  LOT: "Lots",
  PROVIDER: "Providers",
};

/** A target or a baseline as it was stated, with every digit. */
export function statedValue({ unit }: Pick<KpiHeld, "unit">, value: string): string {
  if (unit === "PERCENT") return `${shareAsPercent(value)}%`;
  return unit === "POUNDS" || unit === "POUNDS_A_WEEK" ? `£${poundsSaid(value)}` : value;
}
