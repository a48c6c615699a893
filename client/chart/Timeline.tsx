// Arrangements along the years: initial terms and extensions, what is open ended, gaps in cover, and the day on which all of it is seen.
import type { Arrangement } from "../documents/arrangements.ts";
import { daySaid } from "../format.ts";
import { useWidth } from "./axes.tsx";

const row = 30;
const top = 26;
const dayMilliseconds = 86_400_000;
const time = (day: string) => Date.parse(`${day}T00:00:00Z`);
const after = (day: string) => time(day) + dayMilliseconds;

interface Bar {
  key: string;
  from: number;
  to: number;
  className: string;
  said: string;
  title: string;
}

export interface TimelineProps {
  arrangements: readonly Arrangement[];
  asAt: string;
  onOpen: (id: string) => void;
}

export function Timeline({ arrangements, asAt, onOpen }: TimelineProps) {
  const { frame, width } = useWidth(620);
  const days = arrangements
    .flatMap((each) => [each.opensOn, each.statedEndOn, each.longestEndOn, ...each.terms.flatMap((term) => [term.startsOn, term.endsOn])])
    .filter((day) => day !== null);
  const all = [asAt, ...days].sort();
  const firstYear = Number((all[0] as string).slice(0, 4));
  const lastYear = Number((all[all.length - 1] as string).slice(0, 4)) + 1;
  const start = time(`${firstYear}-01-01`);
  const end = time(`${lastYear + 1}-01-01`);
  const labels = Math.min(330, Math.max(190, width * 0.28));
  const x = (at: number) => labels + ((width - labels - 12) * (Math.min(Math.max(at, start), end) - start)) / (end - start);
  const every = Math.ceil((lastYear - firstYear + 1) / Math.max(4, Math.floor((width - labels) / 64)));
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index).filter((year) => (year - firstYear) % every === 0);
  const height = top + arrangements.length * row + 8;
  return (
    <figure className="chart timeline" ref={frame} aria-label="Terms, extensions and gaps in cover along the years: the same dates as in the register">
      <svg width={width} height={height}>
        <title>{`Timeline of ${arrangements.length} arrangements, seen on ${daySaid(asAt)}`}</title>
        <defs>
          <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line className="hatch" x1="0" x2="0" y1="0" y2="6" />
          </pattern>
        </defs>
        {years.map((year) => (
          <g key={year}>
            <line className="chart-grid" x1={x(time(`${year}-01-01`))} x2={x(time(`${year}-01-01`))} y1={top - 6} y2={height - 8} />
            <text className="chart-axis" x={x(time(`${year}-01-01`)) + 3} y={12}>
              {year}
            </text>
          </g>
        ))}
        {arrangements.map((each, index) => (
          <Row key={each.id} arrangement={each} at={top + index * row} labels={labels} edge={end} x={x} onOpen={onOpen} />
        ))}
        <line className="as-at" x1={x(time(asAt))} x2={x(time(asAt))} y1={16} y2={height - 8} />
        <text className="as-at-label" x={x(time(asAt)) + (x(time(asAt)) > width - 110 ? -4 : 4)} y={23} textAnchor={x(time(asAt)) > width - 110 ? "end" : "start"}>
          {daySaid(asAt)}
        </text>
      </svg>
    </figure>
  );
}

interface RowProps {
  arrangement: Arrangement;
  at: number;
  labels: number;
  edge: number;
  x: (at: number) => number;
  onOpen: (id: string) => void;
}

function Row({ arrangement, at, labels, edge, x, onOpen }: RowProps) {
  const bars = barsOf(arrangement, edge);
  const marks: [string, string][] = [
    ...(arrangement.nextReviewOn ? [["review", arrangement.nextReviewOn] as [string, string]] : []),
    ...(arrangement.earliestBreakOn ? [["break", arrangement.earliestBreakOn] as [string, string]] : []),
  ];
  const open = () => onOpen(arrangement.id);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button has no place inside a drawing.
    <g
      className="timeline-row"
      role="button"
      tabIndex={0}
      onClick={open}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        open();
      }}
    >
      {/* Its name in full, where the drawing has room for a part of it. */}
      <title>{`${arrangement.name}: ${bars.map((bar) => bar.title).join("; ") || "its dates are not known"}`}</title>
      <rect className="timeline-ground" x={0} y={at} width={x(edge)} height={row - 2} />
      <text className="timeline-name" x={2} y={at + 18}>
        {shortened(arrangement.name, labels)}
      </text>
      {bars.length === 0 && (
        <text className="timeline-none" x={labels + 4} y={at + 18}>
          dates not known
        </text>
      )}
      {bars.map((bar) => {
        const room = x(bar.to) - x(bar.from);
        return (
          <g key={bar.key}>
            <rect className={bar.className} x={x(bar.from)} y={at + 5} width={Math.max(1.5, room - 1)} height={row - 14}>
              <title>{bar.title}</title>
            </rect>
            {room > bar.said.length * 6.4 + 8 && (
              <text className={`${bar.className}-said`} x={x(bar.from) + 5} y={at + 17}>
                {bar.said}
              </text>
            )}
          </g>
        );
      })}
      {marks.map(([said, day]) => (
        <g key={said}>
          <path className="timeline-mark" d={`M${x(time(day))} ${at + 2}v${row - 8}`} />
          <text
            className="timeline-mark-said"
            x={x(time(day)) + (x(time(day)) > x(edge) - 44 ? -3 : 3)}
            y={at + row - 3}
            textAnchor={x(time(day)) > x(edge) - 44 ? "end" : "start"}
          >
            {said}
          </text>
        </g>
      ))}
    </g>
  );
}

function barsOf(arrangement: Arrangement, edge: number): Bar[] {
  const bars: Bar[] = [];
  const said = (from: string, to: string) => `${daySaid(from)} to ${daySaid(to)}`;
  for (const term of arrangement.terms) {
    if (term.startsOn === null || term.endsOn === null) continue;
    const firm = term.state === "AGREED" || term.state === "EXERCISED";
    const words = term.part === "initial" ? `initial, ${term.months} months` : term.state.toLowerCase();
    bars.push({
      key: term.part,
      from: time(term.startsOn),
      to: after(term.endsOn),
      className: firm ? "term-firm" : "term-open",
      said: words,
      title: `${term.part}, ${term.state.toLowerCase()}, ${said(term.startsOn, term.endsOn)}`,
    });
  }
  if (bars.length === 0 && arrangement.statedEndOn) {
    const from = arrangement.opensOn ?? `${arrangement.statedEndOn.slice(0, 4)}-01-01`;
    const words = arrangement.interim ? "interim" : arrangement.opensOn ? "" : "opening not known";
    bars.push({
      key: "stated",
      from: time(from),
      to: after(arrangement.statedEndOn),
      className: arrangement.interim ? "term-interim" : "term-firm",
      said: words,
      title: `${words ? `${words}, ` : ""}until ${daySaid(arrangement.statedEndOn)}`,
    });
  }
  if (bars.length === 0 && arrangement.opensOn) {
    bars.push({
      key: "open",
      from: time(arrangement.opensOn),
      to: edge,
      className: "term-firm",
      said: arrangement.openEnded ? "open ended →" : "end not known →",
      title: `from ${daySaid(arrangement.opensOn)}, open ended`,
    });
  }
  for (const gap of arrangement.gaps) {
    const covered = arrangement.terms.some((term) => term.startsOn === gap.from);
    if (covered) continue;
    bars.push({
      key: "gap",
      from: time(gap.from),
      to: gap.to === null ? edge : after(gap.to),
      className: "term-gap",
      said: gap.to === null ? "nothing follows" : `gap, ${gap.days} days`,
      title: gap.sentence,
    });
  }
  return bars;
}

function shortened(name: string, room: number): string {
  const most = Math.floor((room - 12) / 7.4);
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}
