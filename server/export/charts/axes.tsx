// What charts share: the steps of an axis, its lines and labels, and labels that do not lie on each other.
export interface Frame {
  width: number;
  height: number;
  margin: { top: number; right: number; bottom: number; left: number };
}

/** Four or five round steps that hold all the values: of 0 to 16.6 million, 0, 5m, 10m, 15m and 20m. */
export function niceSteps(lowest: number, highest: number): number[] {
  const raw = (highest - lowest || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 2.5, 5, 10].find((each) => each * power >= raw) ?? 10) * power;
  const steps: number[] = [];
  const whole = Math.floor(lowest / step);
  for (let count = whole; count * step < highest + step * 0.999; count += 1) steps.push(Number((count * step).toPrecision(12)));
  return steps;
}

/** Where a value of these steps stands in the frame, from its top. */
export function heightOf(steps: readonly number[], { height, margin }: Frame): (value: number) => number {
  const lowest = steps[0] as number;
  const highest = steps[steps.length - 1] as number;
  return (value) => margin.top + (height - margin.top - margin.bottom) * (1 - (value - lowest) / (highest - lowest));
}

export interface AxesProps {
  frame: Frame;
  steps: readonly number[];
  y: (value: number) => number;
  /** How a step is said: "£5m". */
  said: (step: number) => string;
  /** What stands below, and where, at even steps; where there is no room for all, every second or third is said. */
  below: readonly { key: string; label: string; at: number }[];
}

/** Draw it first: what comes after lies over its lines. */
export function Axes({ frame: { width, height, margin }, steps, y, said, below }: AxesProps) {
  return (
    <>
      {steps.map((step) => (
        <g key={step}>
          <line className={step === 0 ? "chart-zero" : "chart-grid"} x1={margin.left} x2={width - margin.right} y1={y(step)} y2={y(step)} />
          <text className="chart-axis" x={margin.left - 8} y={y(step) + 4} textAnchor="end">
            {said(step)}
          </text>
        </g>
      ))}
      {withRoom(below).map(({ key, label, at }) => (
        <text key={key} className="chart-axis" x={at} y={height - 8} textAnchor="middle">
          {label}
        </text>
      ))}
    </>
  );
}

/** Moves labels apart so that none lies on another, each so high, and none below `lowest`. */
export function spread<Label extends { at: number }>(labels: readonly Label[], lowest: number, high = 14): Label[] {
  const ordered = labels.map((label) => ({ ...label })).sort((a, b) => a.at - b.at);
  for (let index = 1; index < ordered.length; index += 1) {
    const above = ordered[index - 1] as Label;
    const label = ordered[index] as Label;
    if (label.at < above.at + high) label.at = above.at + high;
  }
  const over = (ordered[ordered.length - 1]?.at ?? 0) - lowest;
  if (over > 0) for (const label of ordered) label.at -= over;
  return ordered;
}

/** About how wide a sign of the axis is, and the blank between two labels, in pixels. */
const [signWidth, between] = [6.6, 12];

/** Those of evenly placed labels that there is room for. */
function withRoom<Label extends { label: string; at: number }>(labels: readonly Label[]): Label[] {
  const [first, second] = labels;
  if (!first || !second) return [...labels];
  const longest = Math.max(...labels.map(({ label }) => label.length)) * signWidth + between;
  const every = Math.max(1, Math.ceil(longest / (second.at - first.at)));
  return labels.filter((_, index) => index % every === 0);
}
