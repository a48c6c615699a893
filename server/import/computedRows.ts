// The rows of a draft's medium-term table, as a printed table may call them.
import { authorityById } from "../../db/authorities.ts";
import { type BudgetVersion, versionNamed } from "../../db/budgets.ts";
import type { On } from "../../db/engine/open.ts";
import { mediumTermFacts } from "../../db/read/mediumTermFacts.ts";
import type { Viewer } from "../../db/viewer.ts";
import { yearsFrom } from "../finance/financialYear.ts";
import { mediumTerm } from "../finance/mediumTerm.ts";
import { storedNames } from "../reading/storedNames.ts";

export interface ComputedRow {
  readonly key: string;
  readonly label: string;
}

export interface ComputedRows {
  readonly version: BudgetVersion;
  readonly years: readonly string[];
  /** The keys of its cost centres. */
  readonly centres: readonly string[];
  /** The row that a printed name is: by its own name, or as reports call the total and what remains. Null where it is none. */
  readonly named: (printed: string, isTotal: boolean) => ComputedRow | null;
}

const total = /^(grand )?total( net)?( budget| expenditure)?$|^net budget$/i;
const remaining = /\b(remaining|unallocated|uncommitted|headroom)\b|^balance$/i;

/** @throws Refusal NOT_FOUND where there is no version of that name. */
export async function computedRows(on: On, viewer: Viewer, authorityId: string, versionName: string): Promise<ComputedRows> {
  const version = await versionNamed(on, viewer, authorityId, versionName, "map.version");
  const years = yearsFrom(version.firstYear, version.yearCount);
  const { name } = await authorityById(on, viewer, authorityId);
  const facts = await mediumTermFacts(on, name, version, years[0] as string, years.at(-1) as string);
  const { rows } = mediumTerm(facts, { from: years[0] as string, years: years.length, unit: "pounds", editable: false, byCostCentre: false });
  const found = new Map(rows.map(({ label, key }) => [label, { key, label }]));
  const labelOf = storedNames([...found.keys()]);
  const byKey = (key: string) => [...found.values()].find((row) => row.key === key) ?? null;
  return {
    version,
    years,
    centres: rows.flatMap(({ key }) => (key.startsWith("costCentre:") ? [key] : [])),
    named(printed, isTotal) {
      const same = found.get(labelOf(printed) ?? "");
      if (same) return same;
      if (remaining.test(printed)) return byKey("remaining");
      return isTotal && total.test(printed.trim()) ? byKey("total") : null;
    },
  };
}
