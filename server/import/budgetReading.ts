// A table as budget lines of a draft: which draft, and the lines as the importer of budget lines reads them.
import { draftNames } from "../../db/budgets.ts";
import { type BudgetLineRead, budgetIn } from "../reading/budget.ts";
import type { Ask, CleanTable } from "../reading/proposal.ts";
import type { TableReading } from "../reading/table.ts";
import type { BudgetMap } from "./mapping.ts";
import type { Reader, TargetReading } from "./targetReading.ts";

export async function budgetReading(table: TableReading, { on, viewer, authorityId, choices }: Reader): Promise<TargetReading> {
  const { unit, years, lines, totals, leftOut, asks } = budgetIn(table, choices);
  const version = versionAsked(await draftNames(on, viewer, authorityId), choices.version);
  const all = [...asks, ...(version ? [version] : [])];
  const named = years.filter((year) => year !== "");
  const clean =
    all.some(({ taken }) => taken === undefined) || lines.length === 0 ? null : { table: tableOf(lines, named), map: mapOf(version?.taken ?? choices.version ?? "", named) };
  const amounts = lines.flatMap(({ pence }) => pence.filter((each) => each !== null));
  return {
    unit,
    years: named,
    totals,
    leftOut,
    asks: all,
    incoming: { count: amounts.length, sumPence: amounts.reduce((sum, each) => sum + each, 0) },
    clean,
    refused: lines.length === 0 && all.every(({ taken }) => taken !== undefined) ? "There is no line with an amount in this table." : null,
  };
}

/** Which draft the lines are for, unless that was said: the only one there is, or a person says. */
function versionAsked(drafts: readonly string[], chosen: string | undefined): Ask | null {
  if (chosen !== undefined) return null;
  if (drafts.length === 0) return { about: "version", question: "There is no draft of a budget that these could go into. Add one first.", options: [] };
  const question = "Which draft do these go into?";
  return drafts.length === 1 ? { about: "version", question, options: drafts, taken: drafts[0] as string } : { about: "version", question, options: drafts };
}

/** A line for each cost centre, in pounds. Of several with one name each is called by its group as well. */
function tableOf(lines: readonly BudgetLineRead[], years: readonly string[]): CleanTable {
  const often = new Map<string, number>();
  for (const { name } of lines) often.set(name.toLowerCase(), (often.get(name.toLowerCase()) ?? 0) + 1);
  return {
    columns: ["Cost centre", "Service group", ...years],
    rows: lines.map(({ at, name, group, pence }) => ({
      at: Number(/\d+/.exec(at)?.[0] ?? 0),
      values: [
        group !== null && (often.get(name.toLowerCase()) ?? 0) > 1 ? `${name} (${group})` : name,
        group ?? "",
        ...pence.map((each) => (each === null ? "" : inPounds(each))),
      ],
    })),
  };
}

function inPounds(pence: number): string {
  const whole = String(Math.abs(pence)).padStart(3, "0");
  return `${pence < 0 ? "-" : ""}${whole.slice(0, -2)}.${whole.slice(-2)}`;
}

function mapOf(version: string, years: readonly string[]): BudgetMap {
  return {
    target: "budget lines",
    version,
    costCentre: "Cost centre",
    serviceGroup: "Service group",
    years: Object.fromEntries(years.map((year) => [year, year])),
    unit: "pounds",
  };
}
