// Where a cell of a table that was read stands.

/** A cell by its places: of the rows below the header, and of the columns. */
export interface PlaceInTable {
  readonly row: number;
  readonly column: number;
}
