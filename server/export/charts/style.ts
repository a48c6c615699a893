// How every chart looks: on a page in the page's own colours, light or dark; in a file in the light ones, spelt out for readers that know no others.

/** The page's colours in the light, by the names that it gives them. */
export const lightColours: Record<string, string> = {
  paper: "#ffffff",
  ink: "#1b1f23",
  "ink-soft": "#555d66",
  hair: "#e2e3e1",
  rule: "#8b9299",
  accent: "#1d5c8f",
  hover: "#f6f6f4",
  bad: "#9c1c1c",
};

/** Names the font that comes with us first, so that a picture of a chart is the same from every machine. */
const family = `"Open Sans", system-ui, -apple-system, "Segoe UI", "Liberation Sans", Arial, sans-serif`;

const style = `
.drawing text { font-size: 12px; fill: var(--ink-soft); }
.drawing .chart-grid { stroke: var(--hair); }
.drawing .chart-zero { stroke: var(--rule); }
.drawing .chart-budget-line { fill: none; stroke: var(--ink); stroke-width: 1.5; }
.drawing .chart-remaining-line { fill: none; stroke: var(--accent); stroke-width: 2; }
.drawing .chart-budget-dot { fill: var(--ink); }
.drawing .chart-remaining-dot { fill: var(--accent); }
.drawing text.chart-budget { fill: var(--ink); font-weight: 600; }
.drawing text.chart-remaining { fill: var(--accent); font-weight: 600; }
.drawing rect.tone-0 { fill: light-dark(#5f6d78, #8a99a6); }
.drawing rect.tone-1 { fill: light-dark(#7d8994, #74828e); }
.drawing rect.tone-2 { fill: light-dark(#98a2ab, #616e79); }
.drawing rect.tone-3 { fill: light-dark(#b1b9c0, #505b65); }
.drawing rect.tone-4 { fill: light-dark(#c6ccd1, #414b54); }
.drawing rect.tone-5 { fill: light-dark(#d7dbdf, #363f47); }
.drawing rect.tone-6 { fill: light-dark(#e4e7e9, #2d353c); }
.drawing rect.chart-income { stroke: var(--ink-soft); stroke-dasharray: 3 2; }
.drawing text.chart-unknown { font-size: 11px; fill: var(--ink); paint-order: stroke; stroke: var(--paper); stroke-width: 3px; }
.drawing .void-line { fill: none; stroke: light-dark(#5f6d78, #8a99a6); stroke-width: 2; }
.drawing .provider-void-line { fill: none; stroke: light-dark(#5f6d78, #8a99a6); stroke-width: 2; stroke-dasharray: 6 4; }
.drawing .saving-line { fill: none; stroke: var(--accent); stroke-width: 2; }
.drawing .even-line { stroke: var(--ink); stroke-dasharray: 3 3; }
.drawing .even-dot { fill: var(--ink); }
.drawing .chosen-dot { fill: var(--ink); }
.drawing text.even-label { fill: var(--ink); font-weight: 600; }
.drawing text.provider-void-label { fill: var(--ink-soft); font-weight: 600; }
.drawing text.void-label { fill: var(--ink-soft); font-weight: 600; }
.drawing text.saving-label { fill: var(--accent); font-weight: 600; }
.drawing text.chosen-label { font-weight: 400; }
.drawing .trend-other path { fill: none; stroke: var(--rule); stroke-width: 1.5; }
.drawing .trend-other circle { fill: var(--rule); }
.drawing .trend-own path { fill: none; stroke: var(--accent); stroke-width: 2.2; }
.drawing .trend-own circle { fill: var(--accent); }
.drawing text.trend-label { fill: var(--ink-soft); }
.drawing text.trend-own-label { fill: var(--accent); font-weight: 600; }
.drawing .target-line { stroke: var(--ink); stroke-dasharray: 5 4; }
.drawing .timeline-ground { fill: transparent; }
.drawing text.timeline-name { font-size: 13px; fill: var(--ink); }
.drawing .term-firm { fill: light-dark(#5f6d78, #8a99a6); }
.drawing .term-open { fill: var(--paper); stroke: light-dark(#5f6d78, #8a99a6); }
.drawing .term-interim { fill: light-dark(#c6ccd1, #414b54); }
.drawing .term-gap { fill: url(#hatch); stroke: var(--bad); stroke-width: 0.5; }
.drawing .hatch { stroke: var(--bad); stroke-width: 1.5; }
.drawing text.term-firm-said { font-size: 11px; fill: var(--paper); }
.drawing text.term-open-said { font-size: 11px; fill: var(--ink); }
.drawing text.term-interim-said { font-size: 11px; fill: var(--ink); }
.drawing text.term-gap-said { font-size: 11px; font-weight: 600; fill: var(--bad); paint-order: stroke; stroke: var(--paper); stroke-width: 4px; }
.drawing .timeline-mark { stroke: var(--ink); }
.drawing text.timeline-mark-said { font-size: 10px; }
.drawing .as-at { stroke: var(--accent); stroke-width: 1.5; }
.drawing text.as-at-label { font-size: 11px; font-weight: 600; fill: var(--accent); }
`.trim();

/** The style of a chart within a page, whose colours it takes: dark where they are dark. */
export const pageStyle = `${style}
@media (forced-colors: active) { .drawing text, .drawing text[class] { fill: CanvasText; stroke: none; } .drawing text.term-firm-said { fill: Canvas; } }`;

/** The style of a chart in a file of its own. */
export const fileStyle = `
.drawing { font-family: ${family}; font-variant-numeric: tabular-nums lining-nums; }
${style}
.drawing .drawing-paper { fill: var(--paper); }
.drawing text.drawing-title { font-size: 15px; font-weight: 600; fill: var(--ink); }
.drawing text.drawing-source { font-size: 11px; }`
  .trim()
  .replace(/light-dark\((#\w+), #\w+\)/g, "$1")
  .replace(/var\(--([\w-]+)\)/g, (_, name: string) => lightColours[name] as string);
