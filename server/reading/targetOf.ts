// What a table is to come in as: told by what its columns hold and are called, with the reason; asked where two are as likely.

import { looksLikeActivity } from "./activityColumns.ts";
import type { Column } from "./columns.ts";
import { looksLikeContributions } from "./contributionColumns.ts";
import { looksLikeForecasts } from "./forecastColumns.ts";
import { isTotalName } from "./foundSum.ts";
import { yearsAcross } from "./header.ts";
import { neighbourColumns } from "./neighbours.ts";
import { looksLikePlacements } from "./placementColumns.ts";
import { hasPlacesAsDfe, placeColumns } from "./places.ts";
import type { Ask, Target } from "./proposal.ts";
import { cellsIn } from "./rows.ts";
import type { TableReading } from "./table.ts";

export interface TargetRead {
  readonly as: Target;
  /** Completes "read as …, since …". */
  readonly why: string;
  /** Where another target is as likely. */
  readonly ask: Ask | null;
}

/** What a table is read as. */
export function targetOf(table: TableReading): TargetRead {
  const sure = (as: Target, why: string): TargetRead => ({ as, why, ask: null });
  const neighbours = neighbourColumns(table);
  if (neighbours) return sure("neighbours", `${neighbours.neighbours.length} of its columns name a council's neighbours${neighbours.byName ? "" : " by their codes"}`);
  const has = new Set(table.columns.map(({ name }) => name.toLowerCase()));
  if (hasPlacesAsDfe([...has]) && has.has("time_period") && isOfSpending(table)) return sure("budget", `${table.labels?.name} names lines of spending with their totals`);
  if (hasPlacesAsDfe([...has]) && has.has("time_period")) return sure("outcomes", "it has the columns of the DfE's open data");
  if (looksLikePlacements(table)) return sure("commitments", "each row has a provider or a home, a first day and a price");
  if (looksLikeActivity(table)) return sure("activity", "it has placements, their bed-weeks and their cost by period");
  if (looksLikeContributions(table)) return sure("contributions", "it has the shares or amounts of members or of cost pools");
  const money = table.columns.filter(({ holds }) => holds === "money");
  const figures = table.columns.filter(({ holds }) => holds === "count" || holds === "share");
  const places = placeColumns(table);
  const indicator = table.columns.find(({ name, holds }) => holds === "words" && /indicator|measure|metric|\bkpi/i.test(name));
  if (indicator) return sure("outcomes", `${indicator.name} names what is measured`);
  if (!places && looksLikeForecasts(table)) return sure("forecasts", "its amounts stand by month, for each cost centre");
  const text = [...table.header.above, ...table.columns.map(({ name }) => name)].join(" ");
  const lines = linesColumn(table, places?.used ?? []);
  const byYear = yearsAcross(table.columns.map(({ name }) => name)).length > 0;
  if (places && byYear && !isOfMoney(table, text)) return sure("outcomes", "each row is a place's, with figures by year");
  if (money.length > 0 && lines) return sure("budget", `${lines.name} names lines with amounts${byYear ? " by year" : ""}`);
  if (places && money.length > figures.length) {
    const [planned, spent] = [/\b(budgets?|estimates?|planned|forecast)\b/i.test(text), /\b(outturn|actuals?|spent)\b/i.test(text)];
    if (planned && !spent) return sure("budget", "each row is an authority's, with budgeted amounts across");
    if (spent && !planned) return sure("outcomes", "each row is an authority's, with what was spent across");
    // A return with its services across, group by group, each with its total.
    if (table.totalColumns.length > 0 && table.header.grouped) return sure("budget", "each row is an authority's, with its services across and their totals");
    const as = planned ? "budget" : "outcomes";
    return { as, why: "each row is an authority's, with amounts across", ask: asked(["budget", "outcomes"], "Each row is an authority's, with amounts across.") };
  }
  if (places) return sure("outcomes", "each row is a place's, with figures");
  if (money.length > 0) return sure("budget", "its figures are money");
  const ask = asked(["outcomes", "budget"], table.labels ? "Its columns do not say what its figures are." : "It has no names of lines and no places.");
  return { as: table.labels && byYear ? "budget" : "outcomes", why: "its columns do not say what its figures are", ask };
}

/** Whether anything says that figures under years are money. */
function isOfMoney({ unit, rows }: TableReading, text: string): boolean {
  return unit !== null || /£|budget|spend|expenditure|\bcost|estimate|outturn|forecast|income/i.test(text) || rows.some(({ cells }) => cells.some((cell) => cell.startsWith("£")));
}

/** Whether rows are lines of spending, each with several amounts, and totals among them. */
function isOfSpending({ columns, labels, rows }: TableReading): boolean {
  const amounts = columns.filter(({ holds, name }) => holds === "money" && /expenditure|spend|income|cost/i.test(name));
  return labels !== null && amounts.length >= 2 && rows.some(({ label }) => isTotalName(label));
}

/** The column that names what is spent on: the words that tell rows apart, unless they are the places that the rows are of, each in one row alone. */
function linesColumn({ columns, labels, rows }: TableReading, places: readonly Column[]): Column | null {
  if (labels === null || !places.includes(labels)) return labels;
  const distinct = (column: Column) => new Set(cellsIn(rows, column)).size;
  if (rows.length < distinct(labels) * 1.5) return null;
  return columns.find((column) => column.holds === "words" && !places.includes(column) && distinct(column) > 1) ?? null;
}

const asked = (options: readonly Target[], reason: string): Ask => ({ about: "as", question: `${reason} What is it to come in as?`, options });
