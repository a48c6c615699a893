// What a chart says in words: amounts on its axis, names that have to fit, and what a line of figures shows to whoever cannot see it.
import { listed } from "../../finance/listed.ts";

/** Pounds without pence, for an axis: "£5m", "–£300k". */
export function axisPounds(amount: number): string {
  if (amount < 0) return `–${axisPounds(-amount)}`;
  if (amount >= 1_000_000) return `£${Number((amount / 1_000_000).toFixed(1))}m`;
  if (amount >= 1_000) return `£${Number((amount / 1_000).toFixed(0))}k`;
  return `£${amount}`;
}

/** A share for a label: 0.7315 is "73.15%". */
export function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))}%`;
}

const letters = new Intl.Segmenter("en-GB", { granularity: "grapheme" });
const isWide = /[\p{Extended_Pictographic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** About how wide a text of this size is, in pixels. */
export function widthOf(text: string, size: number): number {
  let width = 0;
  for (const { segment } of letters.segment(text)) width += isWide.test(segment) ? size * 1.2 : size * 0.54;
  return width;
}

/** As much of a name as there is room for, in pixels, no letter cut in two: "Block contracts for mainst…". */
export function shortened(text: string, room: number, size = 12): string {
  if (widthOf(text, size) <= room) return text;
  let kept = "";
  for (const { segment } of letters.segment(text)) {
    if (widthOf(`${kept}${segment}…`, size) > room) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** A text in lines of this width, in pixels; a word that is wider than a line is cut short. */
export function lines(text: string, room: number, size: number): string[] {
  const found: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && widthOf(longer, size) > room) {
      found.push(line);
      line = word;
    } else line = longer;
  }
  return [...found, line].map((each) => shortened(each, room, size));
}

export interface Point {
  /** Where it is: "2023/24", "50%". */
  readonly label: string;
  /** As the table prints it. */
  readonly shown: string;
  /** Null where there is none. */
  readonly value: number | null;
}

/** A line through points in order, broken wherever one of them is not there: nothing is drawn through what is not known. */
export function linePath(points: readonly ({ readonly x: number; readonly y: number } | false)[]): string {
  return points.map((point, index) => (point ? `${points[index - 1] ? "L" : "M"}${point.x} ${point.y}` : "")).join("");
}

/** Of more points than so many that are not known only their number is told. */
const mostUnknown = 3;

/** What a line of figures shows: "Total budget: 16,604 in 2023/24, 15,132 in 2026/27; highest 16,604 in 2023/24." */
export function told(name: string, points: readonly Point[], at = "in"): string {
  const known = points.filter((point): point is Point & { value: number } => point.value !== null);
  const unknown = points.filter(({ value, shown }) => value === null && shown === "[x]");
  const [first] = known;
  const last = known[known.length - 1];
  if (!first || !last) return `${name}: ${unknown.length > 0 ? "not known" : "no figures"}.`;
  const said = ({ shown, label }: Point) => `${shown === "–" ? "nil" : shown} ${at} ${label}`;
  const which = unknown.length > mostUnknown ? `${unknown.length} of ${points.length}` : listed(unknown.map(({ label }) => label));
  const missing = unknown.length > 0 ? `; not known ${at} ${which}` : "";
  if (first === last) return `${name}: ${said(first)}${missing}.`;
  const highest = known.reduce((most, point) => (point.value > most.value ? point : most));
  return `${name}: ${said(first)}, ${said(last)}; highest ${said(highest)}${missing}.`;
}
