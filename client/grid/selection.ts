// What is selected on a sheet, and the cell that typing goes to: kept beside the page's state, so that moving it draws nothing anew but its boxes.
import type { GridApi } from "ag-grid-community";
import { addingIn } from "./adding.ts";
import { type Displayed, displayedIn } from "./displayed.ts";
import { type Box, boxesOf, isOneCell, oneCell, placeAt, type Range, type Ranges, type Spot, spotOf, spotsIn } from "./range.ts";
import { RangePainter } from "./rangePainter.ts";
import { tellSelected } from "./selectedFigures.ts";
import { tellSelectedRows } from "./selectedRows.ts";
import { summaryOf } from "./summary.ts";
import { type CellPlace, isBlank, type SheetCell, type SheetRow, type SheetTable, samePlace, type VarianceSign } from "./table.ts";
import { tellSelectedCells } from "./toldSelected.ts";

/** The sheet that is selected in, as it is now. */
export interface SheetNow {
  section: HTMLElement | null;
  api: GridApi<SheetRow> | undefined;
  table: SheetTable;
  /** Whether its cells can be typed over, so far as each allows it. */
  types: boolean;
  onGrow: (box: Box) => void;
  onFillNil: () => void;
}

/** The moment after which the foot follows: a selection that is being dragged need not be added up at each cell. */
const footMilliseconds = 40;

export class SheetSelection {
  ranges: Ranges = [];
  active: CellPlace | null = null;
  /** What was cut, by the mark that its copy carries, until it is pasted or given up. */
  cut: { mark: string; ranges: Ranges; held: string } | null = null;
  /** Where a fill that is being dragged would reach. */
  reach: Box | null = null;
  /** The column in which a run of tabs began: Enter leads back to it. */
  tabbedFrom: string | null = null;
  private readonly painter = new RangePainter();
  private foot = 0;
  /** While the sheet itself takes the grid's cursor somewhere. */
  private leading = false;

  constructor(readonly now: () => SheetNow) {}

  displayed(): Displayed | null {
    const { api, table } = this.now();
    return api ? displayedIn(api, table) : null;
  }

  boxes(displayed = this.displayed()): Box[] {
    return displayed ? boxesOf(this.ranges, displayed) : [];
  }

  /** The one being worked on: the last that was chosen. */
  lastBox(displayed = this.displayed()): Box | null {
    const boxes = this.boxes(displayed);
    return boxes[boxes.length - 1] ?? null;
  }

  isOneCell(displayed = this.displayed()): boolean {
    return isOneCell(this.boxes(displayed));
  }

  /** Selects these ranges; typing goes to `active`, which the keyboard is given to. */
  select(ranges: Ranges, active: CellPlace | null = this.active): void {
    this.ranges = ranges;
    this.moveTo(active);
    this.changed();
  }

  selectCell(place: CellPlace): void {
    this.select(oneCell(place), place);
    this.reveal(place);
  }

  selectWhole(whole: NonNullable<Range["whole"]>, anchor: CellPlace, head: CellPlace, add: boolean): void {
    this.select([...(add ? this.ranges : []), { anchor, head, whole }], anchor);
  }

  /** Only the cell that typing goes to moves, as Enter and Tab move it within a range. */
  moveTo(place: CellPlace | null): void {
    const { api } = this.now();
    const rowIndex = place && api?.getRowNode(place.row)?.rowIndex;
    if (!api || !place || typeof rowIndex !== "number") return;
    this.active = place;
    this.leading = true;
    api.setFocusedCell(rowIndex, place.column);
    this.leading = false;
  }

  moveWithin(spot: Spot): void {
    const displayed = this.displayed();
    const place = displayed && placeAt(spot, displayed);
    if (!place) return;
    this.reveal(place);
    this.moveTo(place);
    this.paint();
  }

  /** The grid says where its cursor is: the sheet goes along where it has not led it there itself. */
  focused(place: CellPlace | null): void {
    if (this.leading) return;
    if (place === null ? this.active === null : samePlace(place, this.active)) return;
    this.active = place;
    this.tabbedFrom = null;
    this.ranges = place ? oneCell(place) : [];
    this.changed();
  }

  reveal({ row, column }: CellPlace): void {
    const { api } = this.now();
    const index = api?.getRowNode(row)?.rowIndex;
    if (!api || typeof index !== "number") return;
    api.ensureIndexVisible(index);
    api.ensureColumnVisible(column);
  }

  /** Marks what is selected as cut. */
  takeCut(mark: string): void {
    const displayed = this.displayed();
    this.cut = displayed && { mark, ranges: this.ranges, held: heldIn(displayed, boxesOf(this.ranges, displayed)) };
    this.paint();
  }

  /** Once its range reaches over other rows or columns, sorted or filtered or inserted since, what was cut is no longer to be moved: a paste copies it. */
  cutStands(displayed = this.displayed()): boolean {
    if (this.cut && displayed && heldIn(displayed, boxesOf(this.cut.ranges, displayed)) !== this.cut.held) this.giveUpCut();
    return this.cut !== null;
  }

  /** What was cut is no longer to be moved. */
  giveUpCut(): boolean {
    const had = this.cut !== null;
    this.cut = null;
    if (had) this.paint();
    return had;
  }

  changed(): void {
    this.paint();
    window.clearTimeout(this.foot);
    this.foot = window.setTimeout(() => this.tellFoot(), footMilliseconds);
    this.tellRows();
  }

  paint(): void {
    const { section, api } = this.now();
    const displayed = this.displayed();
    if (!section || !api || !displayed) return;
    const boxes = this.boxes(displayed);
    const active = this.active && spotOf(this.active, displayed);
    this.painter.paint(section, api, displayed, {
      boxes,
      active: active && active.row >= 0 && active.column >= 0 ? active : null,
      cut: this.cut ? boxesOf(this.cut.ranges, displayed) : [],
      reach: this.reach,
      fills: boxes.length === 1 && this.fills(displayed, boxes[0] as Box),
    });
    tellSelectedCells(section.querySelectorAll(".ag-row .ag-cell"), displayed, boxes);
  }

  /** Tells screen readers which of these cells are selected: those that the grid has just drawn. */
  drawn(cells: Iterable<Element>): void {
    const displayed = this.displayed();
    if (displayed) tellSelectedCells(cells, displayed, this.boxes(displayed));
  }

  /** Which rows it reaches over; while the keyboard is elsewhere they stay. */
  private tellRows(): void {
    const displayed = this.displayed();
    if (!displayed) return;
    const rows = new Set<number>();
    for (const { top, bottom } of this.boxes(displayed)) for (let row = top; row <= bottom; row += 1) rows.add(row);
    tellSelectedRows([...rows].sort((a, b) => a - b).flatMap((row) => displayed.rowAt(row) ?? []));
  }

  remove(): void {
    window.clearTimeout(this.foot);
    this.painter.remove();
    tellSelected(null);
    tellSelectedRows([]);
  }

  /** A corner that can be dragged promises that something can be filled from it. */
  private fills(displayed: Displayed, { top, bottom, left, right }: Box): boolean {
    const edits = (row: number, column: number) => Boolean(displayed.cell({ row, column })?.edits);
    return this.now().types && (edits(bottom, right) || edits(top, right) || edits(bottom, left) || edits(top, left));
  }

  private tellFoot(): void {
    const { table, types, onGrow, onFillNil } = this.now();
    const displayed = this.displayed();
    const boxes = this.boxes(displayed);
    if (!displayed || boxes.length === 0 || isOneCell(boxes)) {
      tellSelected(null);
      return;
    }
    const box = boxes[boxes.length - 1] as Box;
    const grows = types && boxes.length === 1 && box.right > box.left && typeof displayed.cell({ row: box.top, column: box.left })?.pence === "number";
    tellSelected({
      summary: summaryOf(figuresIn(displayed, boxes), table.unit, columnsAlike(displayed, boxes), addingIn(displayed, boxes, table), varianceSignOf(displayed, boxes)),
      // A count of places beside a price is no later year of it.
      grow: grows && isAmount(displayed.cell({ row: box.top, column: box.left + 1 })) ? () => onGrow(box) : null,
      fillNil: types && blanksIn(displayed, boxes).length > 0 ? onFillNil : null,
    });
  }
}

/** The cells that take an amount and in which none is stated. */
export function blanksIn(displayed: Displayed, boxes: readonly Box[]): Spot[] {
  return [...spotsIn(boxes)].filter((spot) => isBlank(displayed.cell(spot)));
}

/** True of a cell that takes an amount. */
function isAmount(cell: SheetCell | undefined): boolean {
  return Boolean(cell?.edits) && (typeof cell?.pence === "number" || !cell?.entry);
}

/** The rows and columns that boxes reach over. */
function heldIn(displayed: Displayed, boxes: readonly Box[]): string {
  return JSON.stringify(
    boxes.map(({ top, bottom, left, right }) => [Array.from({ length: bottom - top + 1 }, (_, index) => displayed.rowAt(top + index)), displayed.columns.slice(left, right + 1)]),
  );
}

/** Whether the figures of all selected columns are of one thing, so far as their headings say. */
function columnsAlike(displayed: Displayed, boxes: readonly Box[]): boolean {
  const said = boxes.flatMap(({ left, right }) => Array.from({ length: right - left + 1 }, (_, index) => displayed.column(left + index)));
  return new Set(said.flatMap((column) => (column === undefined || column.words || column.trend ? [] : [column.status]))).size <= 1;
}

/** How all selected figures print their sign, where all of them are variances. */
function varianceSignOf(displayed: Displayed, boxes: readonly Box[]): VarianceSign | null {
  const signs = new Set<VarianceSign | null>();
  for (const { left, right } of boxes)
    for (let at = left; at <= right; at += 1) {
      const column = displayed.column(at);
      if (column && !column.words && !column.trend) signs.add(column.varianceSign ?? null);
    }
  const [first = null] = signs;
  return signs.size === 1 ? first : null;
}

function* figuresIn(displayed: Displayed, boxes: readonly Box[]) {
  const figures = displayed.columns.map((_, index) => {
    const column = displayed.column(index);
    return column !== undefined && !column.words && !column.trend;
  });
  for (const spot of spotsIn(boxes)) {
    const cell = figures[spot.column] ? displayed.cell(spot) : undefined;
    if (cell) yield cell;
  }
}
