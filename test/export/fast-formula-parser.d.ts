declare module "fast-formula-parser" {
  interface Position {
    sheet: string;
    /** Both counted from 1. */
    row: number;
    col: number;
  }
  interface Range {
    sheet: string;
    from: { row: number; col: number };
    to: { row: number; col: number };
  }
  export default class FormulaParser {
    constructor(reads: { onCell(at: Position): unknown; onRange(range: Range): unknown[][] });
    parse(formula: string, at: Position): unknown;
  }
}
