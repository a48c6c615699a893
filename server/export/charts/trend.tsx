// A KPI's trend: a line a subject, and its targets drawn across the time that they hold for. The figures stand in the table of that KPI.
import type { ReportRow, ReportTable } from "../../finance/table.ts";
import { Axes, heightOf, niceSteps, spread } from "./axes.tsx";
import type { Draw } from "./drawing.ts";
import { linePath, shortened, told } from "./words.ts";

const margin = { top: 18, right: 200, bottom: 30, left: 64 };
const height = 240;
/** By so much is a bold name wider. */
const bolder = 1.2;
const mostLines = 6;

/** What a KPI's own table does not say of it. */
export interface TrendKpi {
  name: string;
  unit: string;
  decimals: number;
  targets: readonly { subjectId: string | null; startsOn: string; endsOn: string | null; target: string }[];
}

interface Line {
  key: string;
  label: string;
  own: boolean;
  /** A value a period; null where there is none. */
  values: (number | null)[];
  shown: string[];
}

interface Target {
  value: number;
  /** Places among the periods, from and to. */
  from: number;
  to: number;
}

/** `home` finds the row whose line stands in front. */
export function trendChart(table: ReportTable, kpi: TrendKpi, home: (rows: readonly ReportRow[]) => ReportRow | undefined): Draw | null {
  const periods = table.columns.flatMap((column, index) => (/^\d/.test(column.key) ? [{ ...column, index, label: column.label.replace(" academic", "") }] : []));
  const own = home(table.rows) ?? table.rows[0];
  if (!own) return null;
  const lines = linesOf(table.rows, own, periods);
  const targets = targetsOf(kpi, own, periods);
  const values = [...lines.flatMap((line) => line.values.filter((value) => value !== null)), ...targets.map(({ value }) => value)];
  if (values.length === 0) return null;
  const said = (value: number) => shownValue(kpi, value);
  // Nil stands on the axis, so that a small change looks small; a share of all ends at all.
  const most = kpi.unit === "percent" ? 1 : Number.POSITIVE_INFINITY;
  const steps = niceSteps(Math.min(0, ...values), Math.max(...values, 0)).filter((each) => each <= most);
  const y = heightOf(steps, { width: 0, height, margin });
  const labels = spread(
    lines.flatMap((line) => {
      const last = line.values.findLast((value) => value !== null) ?? null;
      return last === null ? [] : [{ key: line.key, text: line.label, own: line.own, at: y(last) }];
    }),
    height - margin.bottom,
  );
  const alt = altOf(kpi, lines, targets, periods);

  return ({ width }) => {
    const step = (width - margin.left - margin.right) / Math.max(1, periods.length - 1);
    const x = (index: number) => (periods.length === 1 ? margin.left + (width - margin.left - margin.right) / 2 : margin.left + step * index);
    const path = ({ values: of }: Line) => linePath(of.map((value, index) => value !== null && { x: x(index), y: y(value) }));
    const marks = (
      <>
        <Axes frame={{ width, height, margin }} steps={steps} y={y} said={said} below={periods.map(({ key, label }, index) => ({ key, label, at: x(index) }))} />
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
            {line.values.map((value, index) => value !== null && <circle key={periods[index]?.key} cx={x(index)} cy={y(value)} r={line.own ? 3.5 : 2.5} />)}
          </g>
        ))}
        {labels.map(({ key, text, own: isOwn, at }) => (
          <text key={key} className={isOwn ? "trend-own-label" : "trend-label"} x={width - margin.right + 10} y={at + 4}>
            {shortened(text, (margin.right - 12) / (isOwn ? bolder : 1))}
          </text>
        ))}
      </>
    );
    return { height, alt, marks };
  };
}

type Period = ReportTable["columns"][number] & { index: number };

/** The subject's own line, in front, and those that it is compared with: its country and region, else the first few. */
function linesOf(rows: readonly ReportRow[], own: ReportRow, periods: readonly Period[]): Line[] {
  const isWide = ({ status }: ReportRow) => status === "country" || status === "region" || status === "statistical neighbours";
  const others = rows.filter((row) => row !== own && (isWide(row) || rows.length <= mostLines)).slice(0, mostLines - 1);
  return [...others, own].map((row) => {
    const cells = periods.map(({ index }) => row.cells[index]);
    return {
      key: row.key,
      label: row.label,
      own: row === own,
      values: cells.map((cell) => (cell?.exact ? Number(cell.exact) : null)),
      shown: cells.map((cell) => cell?.shown ?? ""),
    };
  });
}

function targetsOf({ targets }: TrendKpi, own: ReportRow, periods: readonly Period[]): Target[] {
  return targets
    .filter(({ subjectId }) => subjectId === null || subjectId === own.subjectId)
    .flatMap(({ startsOn, endsOn, target }) => {
      const within = periods.flatMap(({ key }, index) => (key >= startsOn && (endsOn === null || key <= endsOn) ? [index] : []));
      return within.length === 0 ? [] : [{ value: Number(target), from: within[0] as number, to: within[within.length - 1] as number }];
    });
}

const formats = new Map<number, Intl.NumberFormat>();

/** With at most so many decimals, by a formatter that is made once. */
function plain(number: number, most: number): string {
  const format = formats.get(most) ?? new Intl.NumberFormat("en-GB", { maximumFractionDigits: most });
  formats.set(most, format);
  return format.format(number);
}

/** A value on the axis, where no figure is printed from it. */
function shownValue({ unit, decimals }: TrendKpi, value: number): string {
  if (unit === "percent") return `${plain(value * 100, Math.max(decimals, 1))}%`;
  if (unit === "pounds" || unit === "pounds a week") return `£${plain(value, 2)}`;
  return plain(value, Math.max(decimals, 1));
}

function altOf(kpi: TrendKpi, lines: readonly Line[], targets: readonly Target[], periods: readonly Period[]): string {
  const labelOf = (index: number) => periods[index]?.label;
  return [
    `${kpi.name} by period.`,
    // Whose trend it is comes first.
    ...[...lines].reverse().map(({ label, values, shown }) =>
      told(
        label,
        periods.map((period, index) => ({ label: period.label, shown: shown[index] as string, value: values[index] as number | null })),
      ),
    ),
    ...targets.map(({ value, from, to }) => `Target ${shownValue(kpi, value)} ${from === to ? `in ${labelOf(from)}` : `from ${labelOf(from)} to ${labelOf(to)}`}.`),
  ].join(" ");
}
