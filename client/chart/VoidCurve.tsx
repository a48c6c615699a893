// The void curve: what empty places cost and what the block saves at each occupancy, with the break-even and the chosen occupancy marked.
import { axisPounds } from "../format.ts";
import type { SheetTable } from "../grid/table.ts";
import { Axes, type Frame, heightOf, niceSteps, spread, useWidth } from "./axes.tsx";

const margin = { top: 20, right: 190, bottom: 40, left: 64 };
const height = 300;

interface Point {
  /** From 0 to 1. */
  at: number;
  label: string;
  voids: number;
  saving: number;
}

/** Pounds for the place of a mark, where a float does no harm: no figure is printed from it. */
function pointsOf(curve: SheetTable, breakEven: number | null): Point[] {
  return curve.rows.map((row) => {
    const even = row.key === "occupancy:breakEven";
    return {
      at: even ? (breakEven ?? 0) : Number(row.key.split(":")[1]) / 100,
      label: row.label,
      voids: (row.cells[1]?.pence ?? 0) / 100,
      saving: (row.cells[2]?.pence ?? 0) / 100,
    };
  });
}

export function VoidCurve({ curve, breakEven, occupancy }: { curve: SheetTable; breakEven: string | null; occupancy: number }) {
  const { frame: room, width } = useWidth();
  const even = breakEven === null ? null : Number(breakEven);
  const points = pointsOf(curve, even);
  const frame: Frame = { width, height, margin };
  const steps = niceSteps(Math.min(0, ...points.map((point) => point.saving)), Math.max(...points.flatMap((point) => [point.voids, point.saving])));
  const y = heightOf(steps, frame);
  const x = (share: number) => margin.left + (width - margin.left - margin.right) * share;
  const line = (value: (point: Point) => number) => points.map((point, index) => `${index === 0 ? "M" : "L"}${x(point.at)} ${y(value(point))}`).join("");
  const last = points[points.length - 1] as Point;
  const ends = spread(
    [
      { text: "Cost of empty places", at: y(last.voids), className: "void-label" },
      { text: "Saving against spot", at: y(last.saving), className: "saving-label" },
    ],
    height - margin.bottom,
  );
  const first = points[0] as Point;
  const chosen = first.voids * (1 - occupancy);
  return (
    <figure className="chart" ref={room} aria-label="What empty places cost, and what the block saves, at each occupancy: the same figures as in the table of the curve">
      <svg width={width} height={height} role="img" aria-label={even === null || even > 1 ? "The block never pays by price alone" : `Break-even at ${percent(even)} occupancy`}>
        <Axes
          frame={{ ...frame, height: height - 14 }}
          steps={steps}
          y={y}
          said={axisPounds}
          below={[0, 0.2, 0.4, 0.6, 0.8, 1].map((share) => ({ key: String(share), label: `${share * 100}%`, at: x(share) }))}
        />
        <text className="chart-axis" x={x(0.5)} y={height - 4} textAnchor="middle">
          occupancy
        </text>
        <path className="void-line" d={line((point) => point.voids)} />
        <path className="saving-line" d={line((point) => point.saving)} />
        {even !== null && even <= 1 && (
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
        {occupancy < 1 && (
          <g>
            <circle className="chosen-dot" cx={x(occupancy)} cy={y(chosen)} r="4" />
            <text className="void-label" x={x(occupancy) + 8} y={y(chosen) - 6}>
              {axisPounds(chosen)} at {percent(occupancy)}
            </text>
          </g>
        )}
        {ends.map((label) => (
          <text key={label.text} className={label.className} x={width - margin.right + 8} y={label.at + 4}>
            {label.text}
          </text>
        ))}
      </svg>
    </figure>
  );
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))}%`;
}
