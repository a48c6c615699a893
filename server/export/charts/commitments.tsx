// Commitments against the budget, with the remaining line: the same rows as the sheet, labelled where they are drawn.

import { type ReportRow, type ReportTable, tableUnitLabel } from "../../finance/table.ts";
import { Axes, heightOf, niceSteps, spread } from "./axes.tsx";
import type { Draw } from "./drawing.ts";
import { axisPounds, shortened, told } from "./words.ts";

const height = 210;
const margin = { top: 18, right: 236, bottom: 26, left: 58 };
/** Beyond so many that can be told apart, the smaller commitments are drawn as one. */
const mostOwn = 6;

interface Line {
  key: string;
  label: string;
  /** Pounds for the place of a mark, where a float does no harm: no figure is printed from them. Null where none is held: there is no mark. */
  pounds: (number | null)[];
  /** Each cell as the table prints it. */
  shown: string[];
}

const lineOf = ({ key, label, cells }: ReportRow): Line => ({
  key,
  label,
  pounds: cells.map(({ pence }) => (pence === null ? null : pence / 100)),
  shown: cells.map(({ shown }) => shown),
});
const total = ({ pounds }: Line) => pounds.reduce<number>((sum, each) => sum + Math.abs(each ?? 0), 0);
const held = (pounds: Line["pounds"]) => pounds.filter((each) => each !== null);

/** Null where the table has no budget to draw against. */
export function commitmentsChart(table: ReportTable): Draw | null {
  const budgetRow = table.rows.find((row) => row.kind === "total");
  const remainingRow = table.rows.find((row) => row.kind === "remaining");
  if (!budgetRow || !remainingRow || table.columns.length === 0) return null;
  const budget = lineOf(budgetRow);
  const remaining = lineOf(remainingRow);
  // A commitment's draws under its cost centres are parts of it, and not drawn again.
  const commitments = table.rows
    .filter((row) => row.key.startsWith("commitment:"))
    .map(lineOf)
    .filter((line) => line.pounds.some((each) => each));
  const totals = new Map(commitments.map((line) => [line.key, total(line)]));
  const ranked = [...commitments].sort((a, b) => (totals.get(b.key) ?? 0) - (totals.get(a.key) ?? 0));
  const own = new Set(ranked.slice(0, mostOwn).map(({ key }) => key));
  const stacks = table.columns.map((_, column) => stackOf(commitments, own, column));
  const tops = stacks.map((parts) => parts[parts.length - 1]?.to ?? 0);
  const drawn = [...tops, ...held(budget.pounds), ...held(remaining.pounds)];
  const steps = niceSteps(Math.min(0, ...drawn), Math.max(0, ...drawn));
  const y = heightOf(steps, { width: 0, height, margin });
  const last = table.columns.length - 1;
  const labels = spread(
    [
      ...labelOf("Total budget", budget, "chart-budget", y),
      ...labelOf("Remaining unallocated", remaining, "chart-remaining", y),
      ...(stacks[last] ?? [])
        .filter((part) => y(part.from) - y(part.to) >= 3)
        .map((part) => ({ text: part.label, at: (y(part.from) + y(part.to)) / 2, className: `chart-label tone-${part.tone}` })),
    ],
    height - margin.bottom + 4,
  );
  const alt = altOf(table, budget, remaining, ranked);

  return ({ width }) => {
    const band = (width - margin.left - margin.right) / table.columns.length;
    const bar = Math.min(84, band * 0.5);
    const x = (column: number) => margin.left + band * (column + 0.5);
    const path = ({ pounds }: Line) => pounds.map((each, column) => (each === null ? "" : `${typeof pounds[column - 1] === "number" ? "L" : "M"}${x(column)} ${y(each)}`)).join("");
    const marks = (
      <>
        <Axes
          frame={{ width, height, margin }}
          steps={steps}
          y={y}
          said={axisPounds}
          below={table.columns.map((column, index) => ({ key: column.key, label: column.label, at: x(index) }))}
        />
        {stacks.map((parts, column) =>
          parts.map((part) => (
            <rect
              key={`${part.key} ${table.columns[column]?.key}`}
              className={`tone-${part.tone}`}
              x={x(column) - bar / 2}
              width={bar}
              y={y(part.to)}
              height={Math.max(0, y(part.from) - y(part.to) - 0.5)}
            >
              <title>{`${part.label}, ${table.columns[column]?.label}: ${axisPounds(part.to - part.from)}`}</title>
            </rect>
          )),
        )}
        <path className="chart-budget-line" d={path(budget)} />
        <path className="chart-remaining-line" d={path(remaining)} />
        {table.columns.map(({ key }, index) => (
          <g key={key}>
            {dot("chart-budget-dot", budget.pounds[index] ?? null, x(index), y)}
            {dot("chart-remaining-dot", remaining.pounds[index] ?? null, x(index), y)}
          </g>
        ))}
        {labels.map((label, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two commitments may have one name.
          <text key={index} className={label.className} x={width - margin.right + 4} y={label.at + 4}>
            {shortened(label.text, margin.right - 6)}
          </text>
        ))}
      </>
    );
    return { height, alt, marks };
  };
}

type Height = (value: number) => number;

/** A deduction is told as the cost that it is. */
const signed = (value: number | null, sign: 1 | -1) => (value === null ? null : sign * value);

const dot = (className: string, pounds: number | null, x: number, y: Height) => pounds !== null && <circle className={className} cx={x} cy={y(pounds)} r="2.5" />;

/** A line's name, where its last mark is. */
function labelOf(text: string, { pounds }: Line, className: string, y: Height) {
  const last = pounds.findLast((each) => each !== null) ?? null;
  return last === null ? [] : [{ text, at: y(last), className }];
}

interface Part {
  key: string;
  label: string;
  from: number;
  to: number;
  tone: number;
}

/** A year's commitments, one upon the other. */
function stackOf(commitments: readonly Line[], own: ReadonlySet<string>, column: number): Part[] {
  const parts: Part[] = [];
  let below = 0;
  let others = 0;
  for (const { key, label, pounds } of commitments) {
    const cost = -(pounds[column] ?? 0);
    if (!own.has(key)) {
      others += cost;
      continue;
    }
    parts.push({ key, label, from: below, to: below + cost, tone: parts.length });
    below += cost;
  }
  if (others !== 0) parts.push({ key: "others", label: `${commitments.length - own.size} other commitments`, from: below, to: below + others, tone: mostOwn });
  return parts;
}

function altOf(table: ReportTable, budget: Line, remaining: Line, ranked: readonly Line[]): string {
  const pointsOf = ({ pounds, shown }: Line, sign: 1 | -1) =>
    table.columns.map(({ label }, index) => ({ label, shown: shown[index] as string, value: signed(pounds[index] ?? null, sign) }));
  const [largest] = ranked;
  return [
    `Commitments against the budget, in ${tableUnitLabel(table.unit)}.`,
    told("Total budget", pointsOf(budget, 1)),
    told("Remaining unallocated", pointsOf(remaining, 1)),
    largest
      ? `${ranked.length === 1 ? "One commitment is deducted." : `${ranked.length} commitments are deducted; the largest follows.`} ${told(largest.label, pointsOf(largest, -1))}`
      : "No commitments are deducted.",
  ].join(" ");
}
