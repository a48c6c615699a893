// The void curve: what empty places cost and what the block saves at each occupancy, each line with its name, with break-even and the chosen occupancy marked.

import { type ReportTable, tableUnitLabel } from "../../finance/table.ts";
import { breakEvenKey } from "../../finance/voidCurve.ts";
import { Axes, type Frame, heightOf, niceSteps, spread } from "./axes.tsx";
import type { Draw } from "./drawing.ts";
import { axisPounds, linePath, type Point, percent, told } from "./words.ts";

const margin = { top: 20, right: 190, bottom: 40, left: 64 };
const height = 300;
const lineHigh = 14;

/** What is drawn of a line's point: where, from 0 to 1, and its pounds, where a float does no harm: no figure is printed from it. */
interface At extends Point {
  readonly key: string;
  readonly at: number;
}

interface Line {
  readonly name: string;
  readonly className: "void" | "provider-void" | "saving";
  readonly points: readonly At[];
}

/** The lines of the curve's columns; of one that is not known at more than one occupancy there is nothing to draw. */
function linesOf({ columns, rows }: ReportTable): Line[] {
  const places = Number(rows[0]?.cells[0]?.exact ?? 0);
  const shared = columns.some(({ key }) => key === "voidProvider");
  const names: Readonly<Record<string, Pick<Line, "name" | "className">>> = {
    void: { name: shared ? "Empty places: authority" : "Cost of empty places", className: "void" },
    voidProvider: { name: "Empty places: provider", className: "provider-void" },
    saving: { name: "Saving against spot", className: "saving" },
  };
  return columns.flatMap(({ key: column }, index) => {
    const named = names[column];
    if (!named) return [];
    const points = rows.map(({ key, label, cells }): At => {
      const cell = cells[index];
      // At none occupied every place is empty; what is empty at break-even says where that is.
      const at = key === breakEvenKey ? 1 - Number(cells[0]?.exact ?? 0) / places : Number(key.split(":")[1]) / 100;
      return { key, label, at, shown: cell?.shown ?? "", value: cell?.figure ? Number(cell.exact) : null };
    });
    return points.filter(({ value }) => value !== null).length < 2 ? [] : [{ ...named, points }];
  });
}

/** `chosenKey` is the row of the occupancy that was asked for. */
export function voidChart(curve: ReportTable, chosenKey: string): Draw | null {
  const drawn = linesOf(curve);
  const values = drawn.flatMap(({ points }) => points.flatMap(({ value }) => value ?? []));
  if (values.length === 0) return null;
  const even = drawn[0]?.points.find(({ key }) => key === breakEvenKey)?.at ?? null;
  const steps = niceSteps(Math.min(0, ...values), Math.max(0, ...values));
  const y = heightOf(steps, { width: 0, height, margin });
  const saving = drawn.find(({ className }) => className === "saving");
  const named = drawn.map(({ name, className, points }) => {
    const point = points.find(({ key, at }) => key === chosenKey && at < 1) ?? null;
    const chosen = point && point.value !== null ? { dot: point.at, value: point.value, text: `${axisPounds(Math.round(point.value))} at ${point.label}` } : null;
    return { name, className, at: y(points.at(-1)?.value ?? 0), chosen };
  });
  const chosen = named.flatMap((line) => (line.chosen ? [{ ...line.chosen, name: line.name }] : []));
  // At the end of its line each has its name, and below that what it comes to at the chosen occupancy.
  const linesHigh = chosen.length > 0 ? 2 : 1;
  const ends = spread(named, height - margin.bottom - lineHigh * (linesHigh - 1), linesHigh === 1 ? lineHigh : lineHigh * linesHigh + 4);
  const alt = [
    whereItPays(even, saving),
    `In ${tableUnitLabel(curve.unit)}.`,
    ...drawn.map(({ name, points }) => told(name, points, "at")),
    ...(chosen.length > 0 ? [`${chosen.map(({ name, text }) => `${name} ${text}`).join("; ")}.`] : []),
  ].join(" ");

  return ({ width }) => {
    const frame: Frame = { width, height, margin };
    const x = (share: number) => margin.left + (width - margin.left - margin.right) * share;
    const path = (points: readonly At[]) => linePath(points.map(({ at, value }) => value !== null && { x: x(at), y: y(value) }));
    const marks = (
      <>
        <Axes
          frame={{ ...frame, height: height - 14 }}
          steps={steps}
          y={y}
          said={axisPounds}
          below={[0, 0.2, 0.4, 0.6, 0.8, 1].map((share) => ({ key: String(share), label: percent(share), at: x(share) }))}
        />
        <text className="chart-axis" x={x(0.5)} y={height - 4} textAnchor="middle">
          occupancy
        </text>
        {drawn.map(({ name, className, points }) => (
          <path key={className} className={`${className}-line`} d={path(points)}>
            <title>{name}</title>
          </path>
        ))}
        {even !== null && (
          <g>
            <line className="even-line" x1={x(even)} x2={x(even)} y1={margin.top} y2={height - margin.bottom} />
            <circle className="even-dot" cx={x(even)} cy={y(0)} r="4" />
            <text className="even-label" x={x(even) - 7} y={margin.top + 4} textAnchor="end">
              {percent(even)}: below this the block
            </text>
            <text className="even-label" x={x(even) - 7} y={margin.top + 19} textAnchor="end">
              costs more than spot
            </text>
          </g>
        )}
        {chosen.map(({ name, dot, value }) => (
          <circle key={name} className="chosen-dot" cx={x(dot)} cy={y(value)} r="4" />
        ))}
        {ends.map(({ name, className, at, chosen: says }) => (
          <g key={className}>
            <text className={`${className}-label`} x={width - margin.right + 8} y={at + 4}>
              {name}
            </text>
            {says && (
              <text className={`chosen-label ${className}-label`} x={width - margin.right + 8} y={at + 4 + lineHigh}>
                {says.text}
              </text>
            )}
          </g>
        ))}
      </>
    );
    return { height, alt, marks };
  };
}

function whereItPays(even: number | null, saving: Line | undefined): string {
  if (even !== null) return `Break-even at ${percent(even)} occupancy: below it the block costs more than spot.`;
  const full = saving?.points.at(-1)?.value ?? null;
  if (full === null) return "What the block saves against spot is not known.";
  // With nobody placed both cost nothing.
  return full > 0 ? "The block costs less than spot at every occupancy above 0%." : "The block never pays by price alone.";
}
