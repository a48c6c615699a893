// How an exported page looks: as the sheet does, in rules and not in boxes, and on A4.

export const htmlStyle = `
:root { color-scheme: light dark; --paper: light-dark(#ffffff, #16191c); --ink: light-dark(#1b1f23, #e8e9ea); --soft: light-dark(#555d66, #a9b0b7);
  --hair: light-dark(#e2e3e1, #2b3035); --rule: light-dark(#8b9299, #7a828a); --accent: light-dark(#1d5c8f, #7db8ea);
  font: 14px/1.45 system-ui, -apple-system, "Segoe UI", "Liberation Sans", Arial, sans-serif; font-variant-numeric: tabular-nums lining-nums; }
body { margin: 0; color: var(--ink); background: var(--paper); }
main { max-width: max-content; min-width: min(100%, 900px); box-sizing: border-box; padding: 24px 28px; }
h1, h2 { font-size: 16px; font-weight: 600; margin: 0; }
nav + section, section + section { margin-top: 36px; }
nav ol { padding-left: 1.6em; }
a { color: var(--accent); }
.wide { overflow-x: auto; max-width: calc(100vw - 56px); }
table { border-collapse: collapse; }
caption { text-align: left; padding-bottom: 8px; }
caption p { margin: 0; color: var(--soft); }
th, td { padding: 4px 8px; text-align: right; vertical-align: bottom; font-weight: 400; }
td { white-space: nowrap; padding-right: calc(8px + .34em); }
td.bracketed { padding-right: 8px; }
.noted td { padding-right: calc(3.9em + .34em); }
.noted td.bracketed { padding-right: 3.9em; }
.noted td sup { display: inline-block; width: 0; }
.noted td sup a { margin-left: .4em; }
.noted thead th { padding-right: calc(3.9em + .34em); }
tbody th, thead .name, td.words, th.words { text-align: left; }
td.words, tbody th { white-space: normal; overflow-wrap: break-word; max-width: 34em; }
tbody th { min-width: 14em; }
td.words { min-width: 7em; }
.worded tbody :is(th, td) { vertical-align: top; }
.noted td.words, .noted th.words, .noted .name { padding-right: 8px; }
.noted td.words sup { display: inline; }
.noted td.words sup a { margin-left: 0; }
thead th { color: var(--soft); border-bottom: 1px solid var(--rule); max-width: 11em; }
tbody tr { break-inside: avoid; }
tbody tr + tr > * { border-top: 1px solid transparent; }
tbody + tbody > tr:first-child > * { border-top: 1px solid var(--hair); }
.heading > th, .subtotal > *, .total > *, .remaining > * { font-weight: 600; }
.heading { break-after: avoid; }
table .subtotal > * { border-top: 1px solid var(--rule); }
table .total > *, table .remaining > * { border-top: 1px solid var(--rule); border-bottom: 3px double var(--rule); }
.level-1 { padding-left: 24px; } .level-2 { padding-left: 40px; } .level-3 { padding-left: 56px; } .level-4 { padding-left: 72px; }
sup { font-size: 11px; line-height: 0; vertical-align: .4em; white-space: nowrap; font-weight: 400; }
sup a { text-decoration: none; }
.rating::before { content: "\\25cf  " / ""; }
.rating.amber::before { content: "\\25b2  " / ""; }
.rating.red::before { content: "\\25a0  " / ""; }
.rating { color: light-dark(#2f7d4f, #6fc48f); margin-right: 4px; }
.rating.amber { color: light-dark(#8f5600, #f0b24d); }
.rating.red { color: light-dark(#a3262a, #ff8f88); }
figure { margin: 20px 0 0; }
figure svg { max-width: 100%; height: auto; }
.about { color: var(--soft); font-size: 13px; max-width: 110ch; }
.about { margin-top: 14px; }
.about p { margin: 4px 0; }
.notes { list-style: none; margin: 0; padding: 0; }
.notes li { margin: 3px 0; }
:target { background: light-dark(#fdf0c4, #4b4015); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
@page { size: A4; margin: 16mm 14mm; }
@page landscape { size: A4 landscape; }
@media print {
  :root { color-scheme: light; font-size: 9.5pt; }
  main { padding: 0; max-width: none; min-width: 0; }
  .wide { overflow: visible; max-width: none; }
  table { width: 100%; }
  th, td { padding-left: 4px; }
  tbody th, td.words { min-width: 0; }
  tbody th { width: 24%; }
  .landscape { page: landscape; }
  .landscape table { font-size: 8pt; }
  .landscape :is(td, td.bracketed, thead th) { padding: 2px 2px 2px 1px; overflow-wrap: anywhere; }
  .landscape tbody th { padding-top: 2px; padding-bottom: 2px; width: 16%; }
  .crowded table { font-size: 6pt; }
  .crowded sup { font-size: 5pt; }
  caption, figure, .about { break-inside: avoid; }
  thead { display: table-header-group; }
  h1, h2 { break-after: avoid; }
  a { color: inherit; text-decoration: none; }
}
`.trim();
