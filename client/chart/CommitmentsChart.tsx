// Commitments against the budget, with the remaining line: the same rows as the sheet, labelled where they are drawn.
import { axisPounds } from "../format.ts";
import type { SheetRow, SheetTable } from "../grid/table.ts";
import { Axes, heightOf, niceSteps, spread, useWidth } from "./axes.tsx";

const height = 210;
const margin = { top: 18, right: 236, bottom: 26, left: 58 };

/** Pounds of a cell for the place of a mark, where a float does no harm: no figure is printed from it. */
function drawn(row: SheetRow, column: number): number {
  return (row.cells[column]?.pence ?? 0) / 100;
}

export function CommitmentsChart({ table }: { table: SheetTable }) {
  const { frame, width } = useWidth();
  const budget = table.rows.find((row) => row.kind === "TOTAL");
  const remaining = table.rows.find((row) => row.kind === "REMAINING");
  const commitments = table.rows.filter((row) => row.key.startsWith("commitment:") && row.cells.some((cell) => cell.pence));
  if (!budget || !remaining) return null;
  // A commitment's draws under its cost centres are parts of it, and not drawn again. Beyond what can be told apart, the smaller commitments are drawn as one.
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
  const y = heightOf(steps, { width, height, margin });
  const band = (width - margin.left - margin.right) / columns;
  const bar = Math.min(84, band * 0.5);
  const x = (column: number) => margin.left + band * (column + 0.5);
  const line = (row: SheetRow) => table.columns.map((_, column) => `${column === 0 ? "M" : "L"}${x(column)} ${y(drawn(row, column))}`).join("");
  const last = columns - 1;
  const labels = spread(
    [
      { text: "Total budget", at: y(drawn(budget, last)), className: "chart-budget" },
      { text: "Remaining unallocated", at: y(drawn(remaining, last)), className: "chart-remaining" },
      ...(stacks[last] ?? [])
        .filter((part) => y(part.from) - y(part.to) >= 3)
        .map((part) => ({ text: part.label, at: (y(part.from) + y(part.to)) / 2, className: `chart-label tone-${part.tone}` })),
    ],
    height - margin.bottom + 4,
  );

  return (
    <figure className="chart" ref={frame} aria-label="Commitments against the budget, with what remains: the same figures as in the table above">
      <svg width={width} height={height} role="img" aria-label="Chart of commitments, budget and remaining budget by year">
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
        <path className="chart-budget-line" d={line(budget)} />
        <path className="chart-remaining-line" d={line(remaining)} />
        {table.columns.map((column, index) => (
          <g key={column.key}>
            <circle className="chart-budget-dot" cx={x(index)} cy={y(drawn(budget, index))} r="2.5" />
            <circle className="chart-remaining-dot" cx={x(index)} cy={y(drawn(remaining, index))} r="2.5" />
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

function total(row: SheetRow): number {
  return row.cells.reduce((sum, cell) => sum + Math.abs(cell.pence ?? 0), 0);
}
