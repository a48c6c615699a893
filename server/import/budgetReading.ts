// A table as budget lines of a draft: which draft, and the lines as the importer of budget lines reads them.
import { draftNames } from "../../db/budgetNames.ts";
import { besideTotal } from "../reading/apart.ts";
import { budgetIn } from "../reading/budget.ts";
import type { BudgetLineRead, BudgetRead } from "../reading/budgetLines.ts";
import { inAnyCase } from "../reading/named.ts";
import { matchedNames, namesAsked, renaming, sameName, withExchanged } from "../reading/names.ts";
import type { Ask, Choices, CleanTable, NameMatch } from "../reading/proposal.ts";
import type { TableReading } from "../reading/table.ts";
import { unitTold } from "../reading/unitAndYears.ts";
import type { BudgetMap } from "./mapping.ts";
import { poundsText } from "./poundsText.ts";
import { seenAmounts } from "./seenRows.ts";
import { besideStored, hasAmountsOf, type StoredBudget, storedBudgets, unitByStored } from "./storedBudget.ts";
import type { Reader, Stored, TargetReading } from "./targetReading.ts";

export async function budgetReading(table: TableReading, { stored, choices, exact }: Reader): Promise<TargetReading> {
  const asked = versionAsked(stored && choices.version === undefined ? await draftsOf(stored) : [], choices.version);
  const version = choices.version ?? asked?.taken;
  const held = stored && version !== undefined ? (stored.budget ?? (await budgetOf(stored, version))) : null;
  const read = inItsUnit(table, choices, held);
  const told = { ...read, lines: toldApart(read.lines) };
  const names = held ? namesOfLines(told, held, choices) : [];
  const renamed = renaming(names);
  const own = held ? besideStored({ ...told, lines: told.lines.map((line) => ({ ...line, name: renamed(line.name) })) }, held, exact) : { lines: told.lines, leftOut: [] };
  const { lines, ...apart } = besideTotal(table, read, own.lines, choices.apart, (name) => held?.names.has(inAnyCase(name)) ?? false);
  const comesIn = new Set(lines.map(({ at }) => at));
  const found = names.filter((_, index) => comesIn.has(told.lines[index]?.at ?? ""));
  const asks = [...read.asks, ...apart.asks, ...(asked ? [asked] : []), ...namesAsked(found)];
  const years = read.years.filter((year) => year !== "");
  const isOpen = asks.some(({ taken }) => taken === undefined);
  const clean =
    isOpen || lines.length === 0 || version === undefined
      ? null
      : {
          table: tableOf(lines, years),
          map: mapOf(
            version,
            years,
            lines.some(({ code }) => code !== null),
          ),
        };
  return {
    unit: read.unit,
    years,
    totals: read.totals,
    leftOut: [...read.leftOut, ...own.leftOut, ...apart.leftOut],
    asks,
    incoming: { count: lines.length, sumPence: lines.flatMap(({ pence }) => pence).reduce<number>((sum, each) => sum + (each ?? 0), 0) },
    clean,
    names: found,
    amountColumns: read.columns,
    across: read.across,
    columnsLeftOut: read.columnsLeftOut,
    seenAmounts: () => seenAmounts(table, read, lines),
    amounts: clean && {
      lines: clean.table.rows.map(({ at, values }, index) => ({ at, name: values[0] ?? "", pence: lines[index]?.pence ?? [] })),
      byYear: years.map((_, year) => lines.map(({ pence }) => pence[year] ?? 0).reduce((sum, each) => sum + each, 0)),
    },
    refused: lines.length === 0 && !isOpen ? "There is no line with an amount in this table." : null,
  };
}

function budgetOf({ db, viewer, authorityId }: Stored, version: string): Promise<StoredBudget | null> {
  return db.read(async (on) => (await storedBudgets(on, viewer, new Map([[authorityId, version]]))).get(authorityId) ?? null);
}

export async function draftsOf({ db, viewer, authorityId }: Stored): Promise<readonly string[]> {
  return (await db.read((on) => draftNames(on, viewer, [authorityId]))).get(authorityId) ?? [];
}

/** Where a table does not say its unit, what is stored may: the answer is then shown with the question. */
function inItsUnit(table: TableReading, choices: Reader["choices"], held: StoredBudget | null): BudgetRead {
  const unit = held && choices.unit === undefined && table.unit === null ? unitByStored(table, choices, held) : null;
  if (unit === null) return budgetIn(table, choices);
  const read = budgetIn(table, { ...choices, unit });
  return { ...read, asks: [...read.asks, unitTold(unit, "So they are those that are stored.")] };
}

/** Which draft the lines are for, unless that was said: the only one there is, or a person says. */
export function versionAsked(drafts: readonly string[], chosen: string | undefined): Ask | null {
  if (chosen !== undefined) return null;
  if (drafts.length === 0) return { about: "version", question: "There is no draft of a budget that these could go into. Add one first.", options: [] };
  const question = "Which draft do these go into?";
  return drafts.length === 1 ? { about: "version", question, options: drafts, taken: drafts[0] as string } : { about: "version", question, options: drafts };
}

/** Of several lines with one name each is called by its group as well. */
function toldApart(lines: readonly BudgetLineRead[]): BudgetLineRead[] {
  const often = new Map<string, number>();
  for (const { name } of lines) often.set(sameName(name), (often.get(sameName(name)) ?? 0) + 1);
  return lines.map((line) => (line.group !== null && (often.get(sameName(line.name)) ?? 0) > 1 ? { ...line, name: `${line.name} (${line.group})` } : line));
}

/** The names of the lines beside the cost centres, with those that have the stored amounts of each other. */
function namesOfLines({ lines, years }: BudgetRead, held: StoredBudget, choices: Choices): NameMatch[] {
  const all = lines.map(({ name, row }) => ({ name, at: row }));
  const matches = matchedNames("cost centre", all, [...held.names.values()], choices);
  const lineOf = new Map(matches.map((match, index) => [match, lines[index] as BudgetLineRead]));
  return withExchanged(matches, choices, (match, stored) => hasAmountsOf(lineOf.get(match) as BudgetLineRead, stored, years, held));
}

/** A line for each cost centre, in pounds. */
function tableOf(lines: readonly BudgetLineRead[], years: readonly string[]): CleanTable {
  const coded = lines.some(({ code }) => code !== null);
  return {
    columns: ["Cost centre", "Service group", ...(coded ? ["Code"] : []), ...years],
    rows: lines.map(({ row, name, group, code, pence }) => ({
      at: row,
      values: [name, group ?? "", ...(coded ? [code ?? ""] : []), ...pence.map((each) => (each === null ? "" : poundsText(each)))],
    })),
  };
}

function mapOf(version: string, years: readonly string[], coded: boolean): BudgetMap {
  return {
    target: "budget lines",
    version,
    costCentre: "Cost centre",
    serviceGroup: "Service group",
    ...(coded && { code: "Code" }),
    years: Object.fromEntries(years.map((year) => [year, year])),
    unit: "pounds",
  };
}
