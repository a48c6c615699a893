// OpenDocument spreadsheets (ISO/IEC 26300): the same sheets as in Excel, each row written as it is made.
import type { Exported, Pieces } from "./exported.ts";
import { OdsStyles, odfNamespaces } from "./odsStyles.ts";
import { columnName, headingRow, inPieces, isWide, type Sheet, type SheetCell, type Spreadsheet } from "./spreadsheet.ts";
import { workbook } from "./workbook.ts";
import { unheld, xmlHead, xmlText } from "./xml.ts";
import { type ZipPart, zipped } from "./zip.ts";

export const odsMediaType = "application/vnd.oasis.opendocument.spreadsheet";

const centimetresACharacter = 0.235;

/** A workbook of some tables. @throws InputError for a table of more rows than a sheet has. */
export function tablesOds(exported: Exported): Pieces {
  const spreadsheet = workbook(exported, "ods");
  return zipped(parts(spreadsheet), spreadsheet.madeOn, { path: "mimetype", content: odsMediaType });
}

function* parts(spreadsheet: Spreadsheet): Generator<ZipPart> {
  const styles = new OdsStyles();
  yield { path: "META-INF/manifest.xml", content: manifest };
  yield { path: "meta.xml", content: meta(spreadsheet) };
  yield { path: "content.xml", content: inPieces(contentXml(spreadsheet.sheets, styles)) };
  yield { path: "styles.xml", content: styles.xml() };
}

const manifest = [
  `${xmlHead}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">`,
  `<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${odsMediaType}"/>`,
  ...["content.xml", "styles.xml", "meta.xml"].map((path) => `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="text/xml"/>`),
  "</manifest:manifest>",
].join("");

function meta({ title, madeOn }: Spreadsheet): string {
  const day = `${madeOn}T00:00:00`;
  return [
    `${xmlHead}<office:document-meta ${odfNamespaces}><office:meta><meta:generator>Tabled</meta:generator><dc:title>${xmlText(title)}</dc:title>`,
    "<dc:description>A cover, contents, notes, and one marked-up table a worksheet.</dc:description><meta:initial-creator>Tabled</meta:initial-creator><dc:creator>Tabled</dc:creator>",
    `<meta:creation-date>${day}</meta:creation-date><dc:date>${day}</dc:date><dc:language>en-GB</dc:language></office:meta></office:document-meta>`,
  ].join("");
}

function* contentXml(sheets: readonly Sheet[], styles: OdsStyles): Generator<string> {
  const widths = [...new Set(sheets.flatMap((sheet) => sheet.widths))];
  yield [
    `${xmlHead}<office:document-content ${odfNamespaces}><office:automatic-styles>`,
    ...widths.map(
      (width) =>
        `<style:style style:name="co${width}" style:family="table-column"><style:table-column-properties style:column-width="${(width * centimetresACharacter).toFixed(2)}cm"/></style:style>`,
    ),
    '<style:style style:name="row" style:family="table-row"><style:table-row-properties style:use-optimal-row-height="true"/></style:style>',
    ...["portrait", "landscape"].map(
      (name) => `<style:style style:name="${name}-table" style:family="table" style:master-page-name="${name}"><style:table-properties table:display="true"/></style:style>`,
    ),
    "</office:automatic-styles><office:body><office:spreadsheet>",
  ].join("");
  for (const sheet of sheets) yield* sheetXml(sheet, styles);
  const ranges = sheets.flatMap((sheet) =>
    sheet.table
      ? [
          `<table:database-range table:name="${sheet.table.name}" table:target-range-address="${sheet.name}.A${headingRow(sheet)}:${sheet.name}.${lastCell(sheet)}" table:contains-header="true" table:display-filter-buttons="false"/>`,
        ]
      : [],
  );
  yield `<table:database-ranges>${ranges.join("")}</table:database-ranges></office:spreadsheet></office:body></office:document-content>`;
}

function* sheetXml(sheet: Sheet, styles: OdsStyles): Generator<string> {
  yield [
    `<table:table table:name="${sheet.name}" table:style-name="${isWide(sheet) ? "landscape" : "portrait"}-table" table:print-ranges="${sheet.name}.A1:${sheet.name}.${lastCell(sheet)}">`,
    ...sheet.widths.map((width) => `<table:table-column table:style-name="co${width}" table:default-cell-style-name="Default"/>`),
  ].join("");
  const rowXml = (cells: readonly SheetCell[]) => `<table:table-row table:style-name="row">${cells.map((cell) => cellXml(cell, styles)).join("")}</table:table-row>`;
  for (const line of sheet.above) yield rowXml([line]);
  if (sheet.table) {
    const heads = sheet.table.columns.map(({ label, numbers }) => ({ text: label, look: numbers ? ("numberHeader" as const) : ("header" as const) }));
    yield `<table:table-header-rows>${rowXml(heads)}</table:table-header-rows>`;
    for (const cells of sheet.table.rows()) yield rowXml(cells);
  }
  yield "</table:table>";
}

/** The last cell of a sheet: "F20". */
function lastCell(sheet: Sheet): string {
  return `${columnName(sheet.widths.length - 1)}${headingRow(sheet) - 1 + (sheet.table ? sheet.table.size + 1 : 0)}`;
}

function cellXml(cell: SheetCell, styles: OdsStyles): string {
  if ("text" in cell) {
    const paragraphs = cell.text.split(/\r\n|[\r\n]/).map((line) => {
      const text = paragraph(line);
      return `<text:p>${cell.leadsTo === undefined ? text : `<text:a xlink:type="simple" xlink:href="#${cell.leadsTo}.A1">${text}</text:a>`}</text:p>`;
    });
    return `<table:table-cell table:style-name="${styles.ofText(cell.look)}" office:value-type="string">${paragraphs.join("")}</table:table-cell>`;
  }
  const { value, shown, format, total } = cell;
  return `<table:table-cell table:style-name="${styles.ofNumber(format, total)}" office:value-type="${format.of === "percent" ? "percentage" : "float"}" office:value="${value}"><text:p>${xmlText(shown)}</text:p></table:table-cell>`;
}

/** A line of text: tabs and blanks that XML would close up are elements. */
function paragraph(line: string): string {
  return xmlText(line.replace(unheld, ""))
    .replace(/^ | {2,}| $/g, (blanks) => `<text:s text:c="${blanks.length}"/>`)
    .replaceAll("\t", "<text:tab/>");
}
