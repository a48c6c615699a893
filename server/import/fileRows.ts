// How much a table may have, whatever file it comes from: so many columns, so much in a cell and in all cells together. What reads a file makes its rows here.
import { InputError } from "../finance/inputError.ts";
import { withCommas } from "../finance/withCommas.ts";
import { type GridRow, gridRow, longestCell } from "../reading/grid.ts";

export const mostColumns = 1_000;
/** All cells of a file, and how much stands in all of them: a text that many cells share counts for each of them. */
const mostCells = 5_000_000;
const mostCharacters = 100_000_000;

export class FileRows {
  private cells = 0;
  private characters = 0;

  /** `field` is named where too much is refused. */
  constructor(private readonly field = "file") {}

  /** A row of cells, tidied; a cell that is too long is cut. @throws InputError of too many columns, cells or characters. */
  row(at: number, found: readonly string[], bold?: boolean): GridRow {
    const width = found.length <= mostColumns ? found.length : found.findLastIndex((cell) => cell.trim() !== "") + 1;
    if (width > mostColumns) throw new InputError(this.field, tooWide(at, width));
    const cells = found.slice(0, width);
    this.cells += width;
    for (const cell of cells) this.characters += Math.min(cell.length, longestCell);
    if (this.cells > mostCells) throw new InputError(this.field, `The file has more than ${withCommas(mostCells)} cells. ${instead}`);
    if (this.characters > mostCharacters) throw new InputError(this.field, `The cells of this file have more than ${withCommas(mostCharacters)} characters. ${instead}`);
    return gridRow(at, cells, bold);
  }
}

export const instead = "Save the table alone as “CSV UTF-8” and choose that file.";

export const nestedTooDeep = `This file is nested deeper than Tabled can follow. ${instead}`;

/** Why a row with something in so many columns is refused. */
export function tooWide(at: number, width: number): string {
  return `Row ${at} goes on to column ${withCommas(width)}, and ${withCommas(mostColumns)} columns is the most. Delete the columns to the right of the table.`;
}
