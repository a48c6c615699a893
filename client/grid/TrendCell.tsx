// A small line of a row's figures: which way they went, with the last one marked. The figures themselves stand in the row.
import type { CustomCellRendererProps } from "ag-grid-react";
import type { SheetRow } from "./table.ts";

export const trendWidth = 110;
const [width, height, inset] = [trendWidth - 24, 20, 3];

export function TrendCell({ value }: CustomCellRendererProps<SheetRow, readonly (number | null)[]>) {
  return <Sparkline values={value ?? null} />;
}

export function Sparkline({ values }: { values: readonly (number | null)[] | null }) {
  const points = (values ?? []).flatMap((each, index) => (each === null ? [] : [{ each, index }]));
  const last = points[points.length - 1];
  if (!values || !last || points.length < 2) return null;
  const [lowest, highest] = [Math.min(...points.map(({ each }) => each)), Math.max(...points.map(({ each }) => each))];
  const x = (index: number) => inset + ((width - 2 * inset) * index) / (values.length - 1);
  const y = (each: number) => (highest === lowest ? height / 2 : height - inset - ((height - 2 * inset) * (each - lowest)) / (highest - lowest));
  // A period without a figure is a gap, and not a line across it.
  const path = points.map(({ each, index }, at) => `${at === 0 || points[at - 1]?.index !== index - 1 ? "M" : "L"}${x(index).toFixed(1)} ${y(each).toFixed(1)}`).join("");
  return (
    <svg className="sparkline" width={width} height={height} aria-hidden="true">
      <path d={path} />
      <circle cx={x(last.index)} cy={y(last.each)} r="2.2" />
    </svg>
  );
}
