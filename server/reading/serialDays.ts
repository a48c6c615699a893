// Days that a spreadsheet wrote as the numbers it keeps them in: 45748 under "Start date" is 1 April 2025.
import type { Grid } from "./grid.ts";
import type { HeaderColumn } from "./headerNames.ts";

const dayName = /\b(date|day|start(ed|s)?|end(ed|s)?|from|until|placed|left|admitted|discharged|commence[sd]?|review|expir(y|es))\b/i;
/** From 1954 to 2064. */
const serialForm = /^([2-5]\d{4})(\.0+)?$/;
const mostly = 0.9;

/** The rows below a header with such numbers as days. Only a heading of days makes them that. */
export function withDays(body: Grid, columns: readonly HeaderColumn[]): Grid {
  const serial = columns.flatMap(({ name }, column) => {
    const given = dayName.test(name) ? body.flatMap(({ cells }) => cells[column] || []) : [];
    return given.length > 0 && given.filter((cell) => serialForm.test(cell)).length >= given.length * mostly ? column : [];
  });
  if (serial.length === 0) return body;
  return body.map((row) => ({ ...row, cells: row.cells.map((cell, column) => (serial.includes(column) ? asDay(cell) : cell)) }));
}

/** Counted from 30 December 1899, as Excel and LibreOffice count from 1 March 1900 on. */
function asDay(cell: string): string {
  const days = serialForm.exec(cell)?.[1];
  return days === undefined ? cell : new Date(Date.UTC(1899, 11, 30) + Number(days) * 86_400_000).toISOString().slice(0, 10);
}
