// Draws what is selected over the grid's rows: a few boxes however many cells they hold, which scrolling neither makes nor takes away.
import type { GridApi } from "ag-grid-community";
import { type Displayed, numberColumnId } from "./displayed.ts";
import type { Box, Spot } from "./range.ts";
import { labelColumnId, type SheetRow } from "./table.ts";
import { rowHeight } from "./theme.ts";

export interface Painted {
  boxes: readonly Box[];
  /** The cell that typing goes to: it is left clear of the fill. */
  active: Spot | null;
  /** What was cut, until it is pasted or given up. */
  cut: readonly Box[];
  /** Where a fill that is being dragged would reach. */
  reach: Box | null;
  /** Whether the last box can be filled on by its corner. */
  fills: boolean;
}

interface Side {
  layer: HTMLElement;
  columns: { id: string; left: number; width: number }[];
}

export class RangePainter {
  private readonly pinned = document.createElement("div");
  private readonly scrolled = document.createElement("div");
  private scroller: HTMLElement | null = null;

  constructor() {
    this.pinned.className = "range-layer range-layer-pinned";
    this.scrolled.className = "range-layer range-layer-scrolled";
    for (const layer of [this.pinned, this.scrolled]) layer.setAttribute("aria-hidden", "true");
  }

  /** Draws anew. Costs the same for one cell and for all of them. */
  paint(sheet: HTMLElement, api: GridApi<SheetRow>, displayed: Displayed, { boxes, active, cut, reach, fills }: Painted): void {
    const rows = sheet.querySelector<HTMLElement>(".ag-grid-scrolling-container");
    const scroller = sheet.querySelector<HTMLElement>(".ag-grid-viewport");
    if (!rows || !scroller) return;
    if (this.scrolled.parentElement !== rows) rows.append(this.pinned, this.scrolled);
    if (this.scroller !== scroller) {
      this.scroller?.removeEventListener("scroll", this.clip);
      this.scroller = scroller;
      scroller.addEventListener("scroll", this.clip, { passive: true });
    }
    const columns = api
      .getAllDisplayedColumns()
      .map((column) => ({ id: column.getColId(), left: column.getLeft() ?? 0, width: column.getActualWidth(), pinned: column.isPinnedLeft() }));
    const pinnedWidth = columns.reduce((sum, column) => sum + (column.pinned ? column.width : 0), 0);
    this.pinned.style.width = `${pinnedWidth}px`;
    this.scrolled.style.left = `${pinnedWidth}px`;
    const several = boxes.length > 1 || boxes.some((box) => box.top !== box.bottom || box.left !== box.right);
    const sides: Side[] = [
      { layer: this.pinned, columns: columns.filter((column) => column.pinned) },
      { layer: this.scrolled, columns: columns.filter((column) => !column.pinned) },
    ];
    for (const side of sides) {
      const drawn: HTMLElement[] = [];
      const draw = (box: Box, kind: string, hole: Spot | null = null) => drawn.push(...this.box(side, displayed, box, kind, hole));
      if (several) for (const box of boxes) draw(box, "range", active);
      for (const box of cut) draw(box, "range-cut");
      if (reach) draw(reach, "range-reach");
      const last = boxes[boxes.length - 1];
      if (fills && last) drawn.push(...this.handle(side, displayed, last));
      side.layer.replaceChildren(...drawn);
    }
    this.numbers(sheet, displayed, boxes);
    this.clip();
  }

  remove(): void {
    this.scroller?.removeEventListener("scroll", this.clip);
    this.pinned.remove();
    this.scrolled.remove();
  }

  /** Boxes that scroll must not be seen over the columns that stay. */
  private readonly clip = (): void => {
    const left = this.scroller?.scrollLeft ?? 0;
    // Nor may figures that are half hidden be read on from those beside them.
    this.scroller?.closest(".sheet")?.classList.toggle("scrolled-across", left > 0);
    this.scrolled.style.clipPath = left > 0 ? `inset(-2px -2px -2px ${left}px)` : "";
  };

  private extent(side: Side, displayed: Displayed, box: Box): { left: number; right: number; first: boolean; last: boolean } | null {
    const ids = displayed.columns.slice(box.left, box.right + 1);
    const held = side.columns.filter((column) => ids.includes(column.id));
    if (held.length === 0) return null;
    const left = Math.min(...held.map((column) => column.left));
    const right = Math.max(...held.map((column) => column.left + column.width));
    return { left, right, first: held.some((column) => column.id === ids[0]), last: held.some((column) => column.id === ids[ids.length - 1]) };
  }

  private box(side: Side, displayed: Displayed, box: Box, kind: string, hole: Spot | null): HTMLElement[] {
    const extent = this.extent(side, displayed, box);
    if (!extent) return [];
    const element = document.createElement("div");
    element.className = kind;
    const [top, height, width] = [box.top * rowHeight, (box.bottom - box.top + 1) * rowHeight, extent.right - extent.left];
    Object.assign(element.style, { top: `${top}px`, left: `${extent.left}px`, width: `${width}px`, height: `${height}px` });
    // A range over both sides has one border round both.
    if (!extent.first) element.classList.add("goes-on-left");
    if (!extent.last) element.classList.add("goes-on-right");
    if (kind !== "range") return [element];
    const fill = document.createElement("div");
    fill.className = "range-fill";
    const clear = hole && hole.row >= box.top && hole.row <= box.bottom ? side.columns.find((column) => column.id === displayed.columns[hole.column]) : undefined;
    if (hole && clear && hole.column >= box.left && hole.column <= box.right) {
      const [x, y] = [clear.left - extent.left, (hole.row - box.top) * rowHeight];
      const [right, bottom] = [x + clear.width, y + rowHeight];
      fill.style.clipPath = `polygon(evenodd, 0 0, 100% 0, 100% 100%, 0 100%, 0 0, ${x}px ${y}px, ${right}px ${y}px, ${right}px ${bottom}px, ${x}px ${bottom}px, ${x}px ${y}px)`;
    }
    element.append(fill);
    return [element];
  }

  private handle(side: Side, displayed: Displayed, box: Box): HTMLElement[] {
    const extent = this.extent(side, displayed, box);
    if (!extent?.last) return [];
    const element = document.createElement("div");
    element.className = "fill-handle";
    element.title = "Drag to fill. By keys: Ctrl+D down, Ctrl+R to the right";
    Object.assign(element.style, { top: `${(box.bottom + 1) * rowHeight - 5}px`, left: `${extent.right - 5}px` });
    return [element];
  }

  /** The headings of the selected columns and the numbers of the selected rows are marked, as a spreadsheet marks them. */
  private numbers(sheet: HTMLElement, displayed: Displayed, boxes: readonly Box[]): void {
    const ids = new Set(boxes.flatMap((box) => displayed.columns.slice(box.left, box.right + 1)));
    for (const heading of sheet.querySelectorAll(".ag-header-cell")) {
      const id = heading.getAttribute("col-id") ?? "";
      heading.classList.toggle("column-in-range", ids.has(id) && id !== labelColumnId && id !== numberColumnId);
    }
    for (const box of boxes) {
      const element = document.createElement("div");
      element.className = "rows-in-range";
      Object.assign(element.style, { top: `${box.top * rowHeight}px`, height: `${(box.bottom - box.top + 1) * rowHeight}px` });
      this.pinned.append(element);
    }
  }
}
