// A table as somebody made it, before anything of it is understood: its cells as text, by rows and columns.

/** One row of it: where it stands in its file, and what its cells say, trimmed. */
export interface GridRow {
  /** Its number, as a spreadsheet that opens the file shows it; counted from 1. */
  readonly at: number;
  readonly cells: readonly string[];
  /** True where its name is set in bold, as headings and totals often are. */
  readonly bold?: boolean;
  /** How far the first of its cells with anything in it is set in; none where it is not. */
  readonly indent?: number;
  /** True where a cell was too long and was cut. */
  readonly cut?: true;
}

export type Grid = readonly GridRow[];

/** The most characters of a cell, as it is found, and of a heading that are looked at: what looks for words in a text may take the square of its length. */
export const longestCell = 4_000;
export const longestHeading = 300;

/** A cell's text with one blank for any run of blanks and line breaks, and no more of it than is looked at. */
function cellText(text: string): string {
  return text
    .slice(0, longestCell)
    .replace(/[\s\u00a0\u202f]+/g, " ")
    .trim();
}

/** A row of cells, tidied. */
export function gridRow(at: number, cells: readonly string[], bold?: boolean): GridRow {
  const indent = /^[ \t\u00a0\u2003]+(?=\S)/.exec(cells.find((cell) => /\S/.test(cell)) ?? "")?.[0].length;
  const isCut = cells.some(({ length }) => length > longestCell);
  return { at, cells: cells.map(cellText), ...(bold !== undefined && { bold }), ...(indent !== undefined && { indent }), ...(isCut && { cut: true as const }) };
}

export function isBlankRow({ cells }: GridRow): boolean {
  return cells.every((cell) => cell === "");
}

/** How many columns have anything in them. */
export function widthOf(grid: Grid): number {
  return grid.reduce((width, { cells }) => Math.max(width, cells.findLastIndex((cell) => cell !== "") + 1), 0);
}
