// Commitments against the budget, with the remaining line: the same rows as the sheet, labelled where they are drawn.
import { useEffect, useRef, useState } from "react";
import type { Table, TableRow } from "../documents.ts";
import { axisPounds } from "../format.ts";

const height = 210;
const margin = { top: 18, right: 236, bottom: 26, left: 58 };

/** Pounds of a cell for the place of a mark, where a float does no harm: no figure is printed from it. */
function drawn(row: TableRow, column: number): number {
  return (row.cells[column]?.pence ?? 0) / 100;
}

function niceSteps(lowest: number, highest: number): number[] {
  const raw = (highest - lowest || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 2.5, 5, 10].find((each) => each * power >= raw) ?? 10) * power;
  const steps: number[] = [];
  for (let at = Math.floor(lowest / step) * step; at < highest + step * 0.999; at += step) steps.push(Math.round(at));
  return steps;
}

export function CommitmentsChart({ table }: { table: Table }) {
  const frame = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(900);
  useEffect(() => {
    if (!frame.current) return;
    const watch = new ResizeObserver(([entry]) => entry && setWidth(Math.max(480, Math.floor(entry.contentRect.width))));
    watch.observe(frame.current);
    return () => watch.disconnect();
  }, []);

  const budget = table.rows.find((row) => row.kind === "TOTAL");
  const remaining = table.rows.find((row) => row.kind === "REMAINING");
  const commitments = table.rows.filter((row) => row.kind === "COMMITMENT" && row.cells.some((cell) => cell.pence));
  if (!budget || !remaining) return null;
  // Beyond what can be told apart, the smaller commitments are drawn as one.
  const ranked = [...commitments].sort((a, b) => total(b) - total(a));
  const own = new Set(ranked.slice(0, 6).map((row) => row.key));
  const columns = table.columns.length;
  const stacks = table.columns.map((_, column) => {
    let below = 0;
    const parts: { key: string; label: string; from: number; to: number; tone: number }[] = [];
    const others = commitments.filter((row) => !own.has(row.key)).reduce((sum, row) => sum - drawn(row, column), 0);
    for (const row of commitments.filter((each) => own.has(each.key))) {
      const cost = -drawn(row, column);
      parts.push({ key: row.key, label: row.label, from: below, to: below + cost, tone: parts.length });
      below += cost;
    }
    if (others !== 0) parts.push({ key: "others", label: `${commitments.length - own.size} other commitments`, from: below, to: below + others, tone: 6 });
    return parts;
  });
  const tops = stacks.map((parts) => parts[parts.length - 1]?.to ?? 0);
  const values = [0, ...tops, ...table.columns.flatMap((_, column) => [drawn(budget, column), drawn(remaining, column)])];
  const steps = niceSteps(Math.min(...values), Math.max(...values));
  const lowest = steps[0] as number;
  const highest = steps[steps.length - 1] as number;
  const inner = { width: width - margin.left - margin.right, height: height - margin.top - margin.bottom };
  const band = inner.width / columns;
  const bar = Math.min(84, band * 0.5);
  const x = (column: number) => margin.left + band * (column + 0.5);
  const y = (value: number) => margin.top + inner.height * (1 - (value - lowest) / (highest - lowest));
  const line = (row: TableRow) => table.columns.map((_, column) => `${column === 0 ? "M" : "L"}${x(column)} ${y(drawn(row, column))}`).join("");
  const last = columns - 1;
  const labels = spread([
    { text: "Total budget", at: y(drawn(budget, last)), className: "chart-budget" },
    { text: "Remaining unallocated", at: y(drawn(remaining, last)), className: "chart-remaining" },
    ...(stacks[last] ?? [])
      .filter((part) => y(part.from) - y(part.to) >= 3)
      .map((part) => ({ text: part.label, at: (y(part.from) + y(part.to)) / 2, className: `chart-label tone-${part.tone}` })),
  ]);

  return (
    <figure className="chart" ref={frame} aria-label="Commitments against the budget, with what remains: the same figures as in the table above">
      <svg width={width} height={height} role="img" aria-label="Chart of commitments, budget and remaining budget by year">
        {steps.map((step) => (
          <g key={step}>
            <line className={step === 0 ? "chart-zero" : "chart-grid"} x1={margin.left} x2={width - margin.right} y1={y(step)} y2={y(step)} />
            <text className="chart-axis" x={margin.left - 8} y={y(step) + 4} textAnchor="end">
              {axisPounds(step)}
            </text>
          </g>
        ))}
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
        <path className="chart-budget-line" d={line(budget)} />
        <path className="chart-remaining-line" d={line(remaining)} />
        {table.columns.map((column, index) => (
          <g key={column.key}>
            <circle className="chart-budget-dot" cx={x(index)} cy={y(drawn(budget, index))} r="2.5" />
            <circle className="chart-remaining-dot" cx={x(index)} cy={y(drawn(remaining, index))} r="2.5" />
            <text className="chart-axis" x={x(index)} y={height - 8} textAnchor="middle">
              {column.label}
            </text>
          </g>
        ))}
        {labels.map((label) => (
          <text key={label.text} className={label.className} x={width - margin.right + 4} y={label.at + 4}>
            {label.text.length > 36 ? `${label.text.slice(0, 35)}…` : label.text}
          </text>
        ))}
      </svg>
    </figure>
  );
}

function total(row: TableRow): number {
  return row.cells.reduce((sum, cell) => sum + Math.abs(cell.pence ?? 0), 0);
}

/** Moves labels apart so that none lies on another. */
function spread<Label extends { at: number }>(labels: Label[]): Label[] {
  const ordered = [...labels].sort((a, b) => a.at - b.at);
  for (let index = 1; index < ordered.length; index += 1) {
    const above = ordered[index - 1] as Label;
    const label = ordered[index] as Label;
    if (label.at < above.at + 14) label.at = above.at + 14;
  }
  const over = (ordered[ordered.length - 1]?.at ?? 0) - (height - margin.bottom + 4);
  if (over > 0) for (const label of ordered) label.at -= over;
  return ordered;
}
