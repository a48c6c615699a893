// A KPI's trend: a line a subject, and its targets drawn across the time that they hold for. The figures stand in the table below.
import { Axes, type Frame, heightOf, niceSteps, spread, useWidth } from "./axes.tsx";

export interface TrendLine {
  key: string;
  label: string;
  /** A value a period; null where there is none. */
  values: readonly (number | null)[];
  own: boolean;
}

export interface TrendTarget {
  value: number;
  /** Places among the periods, from and to. */
  from: number;
  to: number;
}

export interface TrendChartProps {
  title: string;
  periods: readonly string[];
  lines: readonly TrendLine[];
  targets: readonly TrendTarget[];
  /** How a value is said on the axis. */
  said: (value: number) => string;
  /** The most that a value can be; null where there is no most. */
  most: number | null;
}

const margin = { top: 18, right: 200, bottom: 30, left: 64 };
const height = 240;
const mostLabels = 12;

export function TrendChart({ title, periods, lines, targets, said, most }: TrendChartProps) {
  const { frame: room, width } = useWidth();
  const values = [...lines.flatMap((line) => line.values.filter((value): value is number => value !== null)), ...targets.map(({ value }) => value)];
  if (values.length === 0) return null;
  const frame: Frame = { width, height, margin };
  // Nil stands on the axis, so that a small change looks small; a share of all ends at all.
  const steps = niceSteps(Math.min(0, ...values), Math.max(...values, 0)).filter((each) => most === null || each <= most);
  const y = heightOf(steps, frame);
  const step = (width - margin.left - margin.right) / Math.max(1, periods.length - 1);
  const x = (index: number) => (periods.length === 1 ? margin.left + (width - margin.left - margin.right) / 2 : margin.left + step * index);
  const every = Math.ceil(periods.length / mostLabels);
  const path = (line: TrendLine) =>
    line.values
      .map((value, index) => (value === null ? "" : `${index === 0 || line.values[index - 1] === null ? "M" : "L"}${x(index).toFixed(1)} ${y(value).toFixed(1)}`))
      .join("");
  const lastOf = (line: TrendLine) => line.values.reduce<number>((last, value, index) => (value === null ? last : index), -1);
  const labels = spread(
    lines.flatMap((line) => {
      const last = lastOf(line);
      return last < 0 ? [] : [{ key: line.key, text: line.label, own: line.own, at: y(line.values[last] as number) }];
    }),
    height - margin.bottom,
  );
  return (
    <figure className="chart trend" ref={room} aria-label={`${title} by period: the same figures as in the table`}>
      <svg width={width} height={height} role="img" aria-label={`${title}, ${periods[0]} to ${periods[periods.length - 1]}`}>
        <Axes
          frame={frame}
          steps={steps}
          y={y}
          said={said}
          below={periods.flatMap((label, index) =>
            index % every === 0 || index === periods.length - 1 ? [{ key: label, label: label.replace(" academic", ""), at: x(index) }] : [],
          )}
        />
        {targets.map(({ value, from, to }) => (
          <g key={`${from}-${value}`}>
            <line className="target-line" x1={x(from) - (from === to ? 14 : 0)} x2={x(to) + (from === to ? 14 : 0)} y1={y(value)} y2={y(value)} />
            <text className="chart-axis" x={x(from) + 4} y={y(value) - 5}>
              Target {said(value)}
            </text>
          </g>
        ))}
        {lines.map((line) => (
          <g key={line.key} className={line.own ? "trend-own" : "trend-other"}>
            <path d={path(line)} />
            {line.values.map((value, index) => value !== null && <circle key={periods[index]} cx={x(index)} cy={y(value)} r={line.own ? 3.5 : 2.5} />)}
          </g>
        ))}
        {labels.map(({ key, text, own, at }) => (
          <text key={key} className={own ? "trend-label own" : "trend-label"} x={width - margin.right + 10} y={at + 4}>
            {text.length > 25 ? `${text.slice(0, 24)}…` : text}
          </text>
        ))}
      </svg>
    </figure>
  );
}
