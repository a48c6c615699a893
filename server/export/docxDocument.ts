// A Word document of some tables: each with caption, unit, chart, notes, source and version, on pages that are turned where a table is wide.
import {
  Bookmark,
  Document,
  type FileChild,
  Footer,
  HeadingLevel,
  ImageRun,
  InternalHyperlink,
  type ISectionOptions,
  LevelFormat,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  SimpleField,
  TextRun,
} from "docx";
import { marksSaid, sourceSaid, unitOver, versionSaid } from "./documentText.ts";
import { type Layout, layoutOf, lineWidth, page } from "./docxLayout.ts";
import { documentStyles } from "./docxStyles.ts";
import { docxTable, noteAnchor } from "./docxTable.ts";
import { heldInXml, leftAligned, runs } from "./docxText.ts";
import type { Exported, ExportedChart } from "./exported.ts";
import type { PrintedTable } from "./printed.ts";

const twipsAPixel = 15;

export async function docxBytes(exported: Exported): Promise<Uint8Array> {
  const { title, tables, isReport, dataVersion, madeOn } = exported;
  const laid: { table: PrintedTable; layout: Layout; drawn: Paragraph | null }[] = [];
  for (const table of tables) {
    const layout = layoutOf(table);
    const chart = exported.chart(table);
    laid.push({ table, layout, drawn: chart && picture(chart, await chart.png(), layout) });
  }
  const document = new Document({
    title: heldInXml(title),
    creator: "Tabled",
    lastModifiedBy: "Tabled",
    description: versionSaid(dataVersion, madeOn),
    styles: documentStyles,
    numbering: { config: tables.map((_, index) => noteNumbering(index + 1)) },
    sections: sections(
      isReport ? opening(title, tables) : [],
      laid.map(({ table, layout, drawn }, index) => ({ across: layout.across, children: [...block(table, layout, index + 1, drawn, exported)] })),
    ),
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

/** Pages of one direction after another, as few changes of it as there can be. */
function sections(first: FileChild[], blocks: { across: boolean; children: FileChild[] }[]): ISectionOptions[] {
  const found: { across: boolean; children: FileChild[] }[] = first.length > 0 ? [{ across: false, children: first }] : [];
  for (const { across, children } of blocks) {
    const last = found[found.length - 1];
    if (last?.across === across) last.children.push(...children);
    else found.push({ across, children: [...children] });
  }
  return found.map(({ across, children }) => ({
    children,
    footers: { default: pageNumbers() },
    properties: {
      page: {
        size: { width: page.short, height: page.long, orientation: across ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
        margin: { top: page.margin, bottom: page.margin, left: page.margin, right: page.margin },
      },
    },
  }));
}

function pageNumbers(): Footer {
  return new Footer({ children: [new Paragraph({ style: "About", alignment: "right", children: [new TextRun({ children: [PageNumber.CURRENT] })] })] });
}

/** A report's title and the list of its tables. */
function opening(title: string, tables: readonly PrintedTable[]): FileChild[] {
  return [
    new Paragraph({ heading: HeadingLevel.HEADING_1, ...leftAligned(title, 0), children: runs(title) }),
    ...tables.map(
      (table, index) =>
        new Paragraph({ style: "Listed", children: [new InternalHyperlink({ anchor: tableAnchor(index + 1), children: runs(`Table ${index + 1}: ${table.title}`) })] }),
    ),
  ];
}

const tableAnchor = (number: number) => `table_${number}`;

function* block(table: PrintedTable, layout: Layout, number: number, drawn: Paragraph | null, { isReport, madeOn }: Exported): Generator<FileChild> {
  const { title, source } = table;
  yield new Paragraph({
    heading: isReport ? HeadingLevel.HEADING_2 : HeadingLevel.HEADING_1,
    ...leftAligned(title, 0),
    children: [new Bookmark({ id: tableAnchor(number), children: runs(title) })],
  });
  for (const [index, part] of layout.parts.entries()) {
    yield caption(table, number, index, layout.parts.length);
    const unit = unitOver(table);
    if (unit) yield new Paragraph({ style: "Unit", children: runs(unit) });
    yield docxTable(table, layout, part, number);
  }
  if (drawn) yield drawn;
  for (const note of table.notes) {
    yield new Paragraph({
      style: "About",
      numbering: { reference: notesOf(number), level: 0 },
      children: [new Bookmark({ id: noteAnchor(number, note.number), children: runs(note.text) })],
    });
  }
  for (const line of [source && sourceSaid(table), marksSaid(table), versionSaid(table.dataVersion, madeOn)]) {
    if (line) yield new Paragraph({ style: "About", children: runs(line) });
  }
}

/** "Table 2: its title", numbered by Word itself; a later part has the number of the first. */
function caption({ title }: PrintedTable, number: number, index: number, parts: number): Paragraph {
  const part = parts > 1 ? `, part ${index + 1} of ${parts}` : "";
  return new Paragraph({
    style: "Caption",
    children: [new TextRun("Table "), new SimpleField(index === 0 ? "SEQ Table \\* ARABIC" : "SEQ Table \\c", String(number)), ...runs(`${part}: ${title}`)],
  });
}

function picture({ alt, width, height }: ExportedChart, png: Uint8Array, { across }: Layout): Paragraph {
  const scale = Math.min(1, lineWidth(across) / twipsAPixel / width);
  return new Paragraph({
    style: "Picture",
    children: [
      new ImageRun({
        type: "png",
        data: png,
        transformation: { width: Math.floor(width * scale), height: Math.floor(height * scale) },
        altText: { name: "Chart", description: heldInXml(alt) },
      }),
    ],
  });
}

const notesOf = (number: number) => `notes-${number}`;

/** A table's notes are numbered from 1, as its cells name them. */
function noteNumbering(number: number) {
  return {
    reference: notesOf(number),
    levels: [{ level: 0, format: LevelFormat.DECIMAL, text: "[note %1]", alignment: "left" as const, style: { paragraph: { indent: { left: 880, hanging: 880 } } } }],
  };
}
