// A table in Word: its head repeated on each page, rows that do not break, no merged cells, rules where the sheet has them.

import {
  BorderStyle,
  type FileChild,
  InternalHyperlink,
  type ITableCellBorders,
  type ITableOptions,
  Paragraph,
  StringValueElement,
  Table,
  TableBorders,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from "docx";
import { countOf } from "../finance/counted.ts";
import { cellSaid, rowSaid, unitOver } from "./documentText.ts";
import { cellMargin, type Layout, type LayoutPart, levelIndent, markPoints, trailingWidth } from "./docxLayout.ts";
import { heldInXml, leftAligned, runs } from "./docxText.ts";
import { noteMark } from "./flat.ts";
import type { PrintedCell, PrintedColumn, PrintedRow, PrintedTable } from "./printed.ts";

export const ruleColour = "8B9299";
export const softColour = "555D66";
const hairColour = "E2E3E1";
const linkColour = "1D5C8F";

const rule = { style: BorderStyle.SINGLE, size: 4, color: ruleColour };
const doubleRule = { style: BorderStyle.DOUBLE, size: 4, color: ruleColour };
const hair = { style: BorderStyle.SINGLE, size: 4, color: hairColour };
const ruled: Partial<Record<PrintedRow["kind"], ITableCellBorders>> = {
  heading: { top: hair },
  subtotal: { top: rule },
  total: { top: rule, bottom: doubleRule },
  remaining: { top: rule, bottom: doubleRule },
};

/** The name of a note's place in the document. */
export function noteAnchor(table: number, note: number): string {
  return `table_${table}_note_${note}`;
}

/** The cells of one part of a table. `number` is the table's own in the document. */
export function docxTable(table: PrintedTable, layout: Layout, part: LayoutPart, number: number): FileChild {
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: [
      headCell(table.labelHeading, true, part.labelWidth, 0, layout),
      ...part.columns.map((place, index) => columnHead(table.columns[place] as PrintedColumn, place, part.widths[index] as number, layout)),
    ],
  });
  const rows = [...table.rows()].map((row) => rowOf(row, table, layout, part, number));
  return new DescribedTable(
    {
      rows: [head, ...rows],
      width: { size: part.labelWidth + part.widths.reduce((sum, each) => sum + each, 0), type: WidthType.DXA },
      columnWidths: [part.labelWidth, ...part.widths],
      layout: TableLayoutType.FIXED,
      borders: TableBorders.NONE,
      margins: { left: cellMargin, right: cellMargin, top: 30, bottom: 30 },
      tableLook: { firstRow: true, firstColumn: true, lastRow: false, lastColumn: false, noHBand: true, noVBand: true },
    },
    table.title,
    described(table, part, rows.length),
  );
}

/** A table with a title and a description for those who cannot see it. */
class DescribedTable extends Table {
  constructor(options: ITableOptions, title: string, description: string) {
    super(options);
    const [properties] = this.root;
    if (!properties || typeof properties === "string" || !("addChildElement" in properties)) throw new RangeError("A table of docx begins with its properties.");
    properties.addChildElement(new StringValueElement("w:tblCaption", heldInXml(title)));
    properties.addChildElement(new StringValueElement("w:tblDescription", heldInXml(description)));
  }
}

function described(table: PrintedTable, part: LayoutPart, rows: number): string {
  const unit = unitOver(table);
  const headings = part.columns.map((place) => (table.columns[place] as PrintedColumn).label).join(", ");
  return `${countOf(rows, "rows")}${unit ? `, in ${unit}` : ""}. The first column has their names; the others are ${headings}.${table.notes.length > 0 ? " Its notes are below it." : ""}`;
}

function columnHead({ label, words }: PrintedColumn, place: number, width: number, layout: Layout): TableCell {
  return headCell(label, words, width, layout.trailing[place] as number, layout);
}

function headCell(label: string, words: boolean, width: number, trailing: number, { points }: Layout): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    borders: { bottom: rule },
    verticalAlign: VerticalAlignTable.BOTTOM,
    children: [
      new Paragraph({
        ...(words ? leftAligned(label, 0) : { alignment: "right", indent: { right: trailing } }),
        keepNext: true,
        children: runs(label, { size: points * 2, color: softColour }),
      }),
    ],
  });
}

function rowOf(row: PrintedRow, table: PrintedTable, layout: Layout, part: LayoutPart, number: number): TableRow {
  const heading = row.kind === "heading";
  const bold = heading || ruled[row.kind] !== undefined;
  const size = layout.points * 2;
  const said = rowSaid(row);
  const worded = table.columns.some(({ words }) => words);
  const cell = (width: number, paragraph: Paragraph) =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      ...(ruled[row.kind] && { borders: ruled[row.kind] }),
      verticalAlign: worded ? VerticalAlignTable.TOP : VerticalAlignTable.BOTTOM,
      children: [paragraph],
    });
  return new TableRow({
    cantSplit: true,
    keepNext: heading,
    children: [
      cell(part.labelWidth, new Paragraph({ ...leftAligned(said, row.level * levelIndent), children: runs(said, { size, bold }) })),
      ...part.columns.map((place, index) => {
        const width = part.widths[index] as number;
        if (heading) return cell(width, new Paragraph({ children: [new TextRun({ text: "", size })] }));
        return cell(width, figure(row.cells[place] as PrintedCell, table.columns[place]?.words ?? false, layout.trailing[place] as number, { size, bold }, number));
      }),
    ],
  });
}

/** Digits end under one another: what a bracket and marks take elsewhere in the column is left free behind a figure that has none. */
function figure(cell: PrintedCell, words: boolean, trailing: number, style: { size: number; bold: boolean }, table: number): Paragraph {
  const said = cellSaid(cell);
  const aligned = words ? leftAligned(said, 0) : { alignment: "right" as const, indent: { right: Math.max(0, trailing - trailingWidth(cell, style.size / 2)) } };
  return new Paragraph({ ...aligned, children: [...runs(said, words ? { size: style.size } : style), ...cell.notes.map((note) => mark(note, table))] });
}

function mark(note: number, table: number): InternalHyperlink {
  return new InternalHyperlink({
    anchor: noteAnchor(table, note),
    children: [new TextRun({ text: ` ${noteMark(note)}`, size: markPoints * 2, position: "3pt", color: linkColour })],
  });
}
