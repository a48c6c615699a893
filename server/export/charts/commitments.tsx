// Commitments against the budget, with the remaining line: the same rows as the sheet, labelled where they are drawn.

import { countOf } from "../../finance/counted.ts";
import { Exact } from "../../finance/exact.ts";
import { listed } from "../../finance/listed.ts";
import { type ReportRow, type ReportTable, tableUnitLabel } from "../../finance/table.ts";
import { Axes, heightOf, niceSteps, spread } from "./axes.tsx";
import type { Draw } from "./drawing.ts";
import { costIn, isIncome, type Stack, stackOf } from "./stack.ts";
import { axisPounds, linePath, shortened, told, widthOf } from "./words.ts";

const height = 210;
const margin = { top: 18, right: 236, bottom: 26, left: 58 };
/** Beyond so many that can be told apart, the smaller commitments are drawn as one. */
const mostOwn = 6;

/** Pounds for the place of each mark, where a float does no harm: no figure is printed from them. Null where it is not known: there is no mark. */
const poundsOf = ({ cells }: ReportRow): (number | null)[] => cells.map(({ figure }) => figure && Number(figure.value));
const known = (pounds: readonly (number | null)[]) => pounds.filter((each) => each !== null);

/** Null where the table has no budget to draw against. */
export function commitmentsChart(table: ReportTable): Draw | null {
  const budgetRow = table.rows.find((row) => row.kind === "total");
  const remainingRow = table.rows.find((row) => row.kind === "remaining");
  if (!budgetRow || !remainingRow || table.columns.length === 0) return null;
  const [budget, remaining] = [poundsOf(budgetRow), poundsOf(remainingRow)];
  // A commitment's draws under its cost centres are parts of it, and not drawn again. One that is nil in every year has nothing to draw or to tell.
  const commitments = table.rows.filter((row) => row.key.startsWith("commitment:") && row.cells.some((_, column) => !costIn(row, column)?.isNil()));
  const sizes = new Map(commitments.map((row) => [row.key, sizeOf(row)]));
  const ranked = [...commitments].sort((a, b) => sizes.get(b.key)?.compare(sizes.get(a.key) ?? Exact.nil) ?? 0);
  const largest = new Set(ranked.slice(0, mostOwn).map(({ key }) => key));
  const own = new Map(commitments.filter(({ key }) => largest.has(key)).map(({ key }, tone) => [key, tone]));
  const stacks = table.columns.map((_, column) => stackOf(commitments, own, column));
  const drawn = [...stacks.flatMap(({ parts }) => parts.map(({ to }) => to)), ...known(budget), ...known(remaining)];
  const steps = niceSteps(Math.min(0, ...drawn), Math.max(0, ...drawn));
  const y = heightOf(steps, { width: 0, height, margin });
  const labels = spread(
    [...labelOf("Total budget", budget, "chart-budget", y), ...labelOf("Remaining unallocated", remaining, "chart-remaining", y), ...namesOf(stacks[stacks.length - 1], own, y)],
    height - margin.bottom + 4,
  );
  const alt = altOf(table, budgetRow, remainingRow, ranked, stacks);

  return ({ width }) => {
    const band = (width - margin.left - margin.right) / table.columns.length;
    const bar = Math.min(84, band * 0.5);
    const x = (column: number) => margin.left + band * (column + 0.5);
    const path = (pounds: readonly (number | null)[]) => linePath(pounds.map((each, column) => each !== null && { x: x(column), y: y(each) }));
    const marks = (
      <>
        <Axes
          frame={{ width, height, margin }}
          steps={steps}
          y={y}
          said={axisPounds}
          below={table.columns.map((column, index) => ({ key: column.key, label: column.label, at: x(index) }))}
        />
        {stacks.map(({ parts }, column) =>
          parts.map(({ key, label, tone, income, from, to, said }) => (
            <rect
              key={`${key} ${table.columns[column]?.key}`}
              className={`tone-${tone}${income ? " chart-income" : ""}`}
              x={x(column) - bar / 2}
              width={bar}
              y={y(Math.max(from, to))}
              height={Math.max(0, Math.abs(y(from) - y(to)) - 0.5)}
            >
              <title>{`${label}, ${table.columns[column]?.label}: ${said}`}</title>
            </rect>
          )),
        )}
        <path className="chart-budget-line" d={path(budget)} />
        <path className="chart-remaining-line" d={path(remaining)} />
        {table.columns.map(({ key }, index) => (
          <g key={key}>
            {dot("chart-budget-dot", budget[index] ?? null, x(index), y)}
            {dot("chart-remaining-dot", remaining[index] ?? null, x(index), y)}
          </g>
        ))}
        {stacks.map(({ parts, unknown }, column) => {
          if (unknown.length === 0) return null;
          const said = knownOf(unknown.length, commitments.length);
          return (
            <text key={table.columns[column]?.key} className="chart-unknown" x={x(column)} y={y(Math.max(0, ...parts.map(({ to }) => to))) - 5} textAnchor="middle">
              {widthOf(said, 11) <= band ? said : "[x]"}
              <title>{unknown.map(({ label }) => `${label}, ${table.columns[column]?.label}: not known`).join("; ")}</title>
            </text>
          );
        })}
        {labels.map((label, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two commitments may have one name.
          <text key={index} className={label.className} x={width - margin.right + 4} y={label.at + 4}>
            {`${shortened(label.text, margin.right - 6 - widthOf(label.after ?? "", 12))}${label.after ?? ""}`}
          </text>
        ))}
      </>
    );
    return { height, alt, marks };
  };
}

/** How many of so many commitments are known: "2 of 3 known". */
const knownOf = (unknown: number, all: number) => (unknown === all ? "not known" : `${all - unknown} of ${all} known`);

/** All that a commitment comes to, income as much as cost. */
function sizeOf(row: ReportRow): Exact {
  return row.cells.reduce((sum, _, column) => {
    const cost = costIn(row, column) ?? Exact.nil;
    return sum.plus(cost.isNegative() ? cost.negated() : cost);
  }, Exact.nil);
}

type Height = (value: number) => number;

const dot = (className: string, pounds: number | null, x: number, y: Height) => pounds !== null && <circle className={className} cx={x} cy={y(pounds)} r="2.5" />;

interface Label {
  text: string;
  /** What is never cut off behind it. */
  after?: string;
  at: number;
  className: string;
}

/** A line's name, where its last mark is; one that has none is named at the top. */
function labelOf(text: string, pounds: readonly (number | null)[], className: string, y: Height): Label[] {
  const last = pounds.findLast((each) => each !== null) ?? null;
  return [last === null ? { text, after: ": not known", at: margin.top, className } : { text, at: y(last), className }];
}

/** The names of the commitments beside the last year, also of those that are not known there. */
function namesOf(last: Stack | undefined, own: ReadonlyMap<string, number>, y: Height): Label[] {
  const { parts, unknown } = last ?? { parts: [], unknown: [] };
  const top = y(Math.max(0, ...parts.map(({ to }) => to)));
  const named = unknown.filter(({ key }) => own.has(key));
  const others = unknown.length - named.length;
  return [
    ...parts
      .filter(({ from, to }) => Math.abs(y(from) - y(to)) >= 3)
      .map(({ label, income, from, to, tone }) => ({ text: label, ...(income && { after: " (income)" }), at: (y(from) + y(to)) / 2, className: `chart-label tone-${tone}` })),
    ...named.map(({ label, key }) => ({ text: label, after: ": not known", at: top, className: `chart-label tone-${own.get(key)}` })),
    ...(others > 0 ? [{ text: countOf(others, "other commitments"), after: ": not known", at: top, className: `chart-label tone-${own.size}` }] : []),
  ];
}

function altOf(table: ReportTable, budget: ReportRow, remaining: ReportRow, ranked: readonly ReportRow[], stacks: readonly Stack[]): string {
  // A deduction is told as the cost that it is.
  const pointsOf = ({ cells }: ReportRow, sign: 1 | -1) =>
    table.columns.map(({ label }, index) => ({ label, shown: cells[index]?.shown ?? "", value: cells[index]?.figure ? sign * Number(cells[index].figure.value) : null }));
  const [income, costs] = [ranked.filter(isIncome), ranked.filter((row) => !isIncome(row))];
  const [largest] = costs;
  const some = (rows: readonly ReportRow[], one: string, many: string) =>
    rows.length === 1 ? `One commitment ${one}.` : `${countOf(rows.length, "commitments")} ${many}; the largest follows.`;
  return [
    `Commitments against the budget, in ${tableUnitLabel(table.unit)}.`,
    told("Total budget", pointsOf(budget, 1)),
    told("Remaining unallocated", pointsOf(remaining, 1)),
    largest ? `${some(costs, "is deducted", "are deducted")} ${told(largest.label, pointsOf(largest, -1))}` : "No commitments are deducted.",
    ...(income[0] ? [`${some(income, "is income", "are income")} ${told(income[0].label, pointsOf(income[0], 1))}`] : []),
    ...stacks.flatMap(({ unknown }, column) => {
      if (unknown.length === 0) return [];
      const all = ranked.length;
      const those = unknown.length > mostOwn ? countOf(unknown.length, "commitments") : listed(unknown.map(({ label }) => label));
      return [`${countOf(all - unknown.length, "")} of ${countOf(all, "commitments")} ${all === 1 ? "is" : "are"} known in ${table.columns[column]?.label}; not known: ${those}.`];
    }),
  ].join(" ");
}
