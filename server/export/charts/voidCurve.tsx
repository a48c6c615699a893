// The void curve: what empty places cost and what the block saves at each occupancy, with the break-even and the chosen occupancy marked.

import { type ReportTable, tableUnitLabel } from "../../finance/table.ts";
import { Axes, type Frame, heightOf, niceSteps, spread } from "./axes.tsx";
import type { Draw } from "./drawing.ts";
import { axisPounds, percent, told } from "./words.ts";

const margin = { top: 20, right: 190, bottom: 40, left: 64 };
const height = 300;
const evenKey = "occupancy:breakEven";

interface Point {
  key: string;
  /** From 0 to 1. */
  at: number;
  label: string;
  voids: number;
  saving: number;
  shown: { voids: string; saving: string };
}

/** Pounds for the place of a mark, where a float does no harm: no figure is printed from it. */
function pointsOf({ rows }: ReportTable): Point[] {
  const places = Number(rows[0]?.cells[0]?.exact ?? 0);
  return rows.map(({ key, label, cells: [empty, voids, saving] }) => ({
    key,
    // At none occupied every place is empty; what is empty at break-even says where that is.
    at: key === evenKey ? 1 - Number(empty?.exact ?? 0) / places : Number(key.split(":")[1]) / 100,
    label,
    voids: (voids?.pence ?? 0) / 100,
    saving: (saving?.pence ?? 0) / 100,
    shown: { voids: voids?.shown ?? "", saving: saving?.shown ?? "" },
  }));
}

/** `occupancy` is the one chosen, from 0 to 1. */
export function voidChart(curve: ReportTable, occupancy: number): Draw | null {
  const points = pointsOf(curve);
  const first = points[0];
  const last = points[points.length - 1];
  if (!first || !last) return null;
  const even = points.find(({ key }) => key === evenKey)?.at ?? null;
  const chosen = first.voids * (1 - occupancy);
  const steps = niceSteps(Math.min(0, ...points.map((point) => point.saving)), Math.max(...points.flatMap((point) => [point.voids, point.saving])));
  const y = heightOf(steps, { width: 0, height, margin });
  const ends = spread(
    [
      { text: "Cost of empty places", at: y(last.voids), className: "void-label" },
      { text: "Saving against spot", at: y(last.saving), className: "saving-label" },
    ],
    height - margin.bottom,
  );
  const line = (name: string, of: "voids" | "saving") =>
    told(
      name,
      points.map((point) => ({ label: point.label, shown: point.shown[of], value: point[of] })),
      "at",
    );
  const alt = [
    even === null ? "The block never pays by price alone." : `Break-even at ${percent(even)} occupancy: below it the block costs more than spot.`,
    `In ${tableUnitLabel(curve.unit)}.`,
    line("Cost of empty places", "voids"),
    line("Saving against spot", "saving"),
    ...(occupancy < 1 ? [`At ${percent(occupancy)} occupancy empty places cost ${axisPounds(chosen)}.`] : []),
  ].join(" ");

  return ({ width }) => {
    const frame: Frame = { width, height, margin };
    const x = (share: number) => margin.left + (width - margin.left - margin.right) * share;
    const path = (value: (point: Point) => number) => points.map((point, index) => `${index === 0 ? "M" : "L"}${x(point.at)} ${y(value(point))}`).join("");
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
        <path className="void-line" d={path((point) => point.voids)} />
        <path className="saving-line" d={path((point) => point.saving)} />
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
      </>
    );
    return { height, alt, marks };
  };
}
