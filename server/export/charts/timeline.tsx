// Arrangements along the years: initial terms and extensions, what is open ended, gaps in cover, and the day on which all of it is seen.
import { type Day, dayInShort } from "../../finance/day.ts";
import type { Draw } from "./drawing.ts";
import { barsOf, startOf, type Termed } from "./terms.ts";
import { shortened, widthOf } from "./words.ts";

const row = 30;
const top = 26;
const mostTold = 20;

export function timelineChart(arrangements: readonly Termed[], asAt: Day): Draw | null {
  if (arrangements.length === 0) return null;
  const days = arrangements
    .flatMap((each) => [each.opensOn, each.statedEndOn, each.longestEndOn, ...each.terms.flatMap((term) => [term.startsOn, term.endsOn])])
    .filter((day): day is string => typeof day === "string");
  const all = [asAt, ...days].sort();
  const firstYear = Number((all[0] as string).slice(0, 4));
  const lastYear = Number((all[all.length - 1] as string).slice(0, 4)) + 1;
  const start = startOf(`${firstYear}-01-01`);
  const end = startOf(`${lastYear + 1}-01-01`);
  const height = top + arrangements.length * row + 8;
  const toldOf = (each: Termed) => `${each.name}: ${wordsOf(each, end)}.`;
  const more = arrangements.length - mostTold;
  const alt = [
    `Timeline of ${arrangements.length === 1 ? "one arrangement" : `${arrangements.length} arrangements`}, seen on ${dayInShort(asAt)}.`,
    ...arrangements.slice(0, mostTold).map(toldOf),
    ...(more > 0 ? [`${more} more follow.`] : []),
  ].join(" ");

  return ({ width, inPage }) => {
    const labels = Math.min(330, Math.max(190, width * 0.28));
    const x = (at: number) => labels + ((width - labels - 12) * (Math.min(Math.max(at, start), end) - start)) / (end - start);
    const every = Math.ceil((lastYear - firstYear + 1) / Math.max(4, Math.floor((width - labels) / 64)));
    const years = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index).filter((year) => (year - firstYear) % every === 0);
    const seen = x(startOf(asAt));
    const marks = (
      <>
        <defs>
          <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line className="hatch" x1="0" x2="0" y1="0" y2="6" />
          </pattern>
        </defs>
        {years.map((year) => (
          <g key={year}>
            <line className="chart-grid" x1={x(startOf(`${year}-01-01`))} x2={x(startOf(`${year}-01-01`))} y1={top - 6} y2={height - 8} />
            <text className="chart-axis" x={x(startOf(`${year}-01-01`)) + 3} y={12}>
              {year}
            </text>
          </g>
        ))}
        {arrangements.map((each, index) => (
          <Row key={each.id} arrangement={each} at={top + index * row} labels={labels} edge={end} x={x} opens={inPage} />
        ))}
        <line className="as-at" x1={seen} x2={seen} y1={16} y2={height - 8} />
        <text className="as-at-label" x={seen + (seen > width - 110 ? -4 : 4)} y={23} textAnchor={seen > width - 110 ? "end" : "start"}>
          {dayInShort(asAt)}
        </text>
      </>
    );
    return { height, alt, marks, opens: true };
  };
}

/** An arrangement's terms and gaps in words. */
function wordsOf(arrangement: Termed, edge: number): string {
  // A gap's sentence ends with a full stop, and so does what holds it.
  return (
    barsOf(arrangement, edge)
      .map((bar) => bar.title.replace(/\.$/, ""))
      .join("; ") || "its dates are not known"
  );
}

interface RowProps {
  arrangement: Termed;
  at: number;
  labels: number;
  edge: number;
  x: (at: number) => number;
  opens: boolean;
}

function Row({ arrangement, at, labels, edge, x, opens }: RowProps) {
  const bars = barsOf(arrangement, edge);
  const marks = [
    { said: "review", day: arrangement.nextReviewOn },
    { said: "break", day: arrangement.earliestBreakOn },
  ].flatMap(({ said, day }) => (day ? [{ said, at: x(startOf(day)) }] : []));
  return (
    <g className="timeline-row" {...(opens && { role: "button", tabIndex: 0, "data-opens": arrangement.id })}>
      {/* Its name in full, where the drawing has room for a part of it. */}
      <title>{`${arrangement.name}: ${wordsOf(arrangement, edge)}`}</title>
      <rect className="timeline-ground" x={0} y={at} width={x(edge)} height={row - 2} />
      <text className="timeline-name" x={2} y={at + 18}>
        {shortened(arrangement.name, labels - 16, 13)}
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
            {bar.said !== "" && room > widthOf(bar.said, 11) + 12 && (
              <text className={`${bar.className}-said`} x={x(bar.from) + 5} y={at + 17}>
                {bar.said}
              </text>
            )}
          </g>
        );
      })}
      {marks.map((mark) => {
        const turns = mark.at > x(edge) - 44;
        return (
          <g key={mark.said}>
            <path className="timeline-mark" d={`M${mark.at} ${at + 2}v${row - 8}`} />
            <text className="timeline-mark-said" x={mark.at + (turns ? -3 : 3)} y={at + row - 3} textAnchor={turns ? "end" : "start"}>
              {mark.said}
            </text>
          </g>
        );
      })}
    </g>
  );
}
