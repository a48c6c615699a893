// Excel workbooks (ECMA-376): only the parts that a statistics workbook needs, each row written as it is made, texts inline.
import type { Exported, Pieces } from "./exported.ts";
import { formatName, type NumberFormat } from "./numberFormat.ts";
import { columnName, headingRow, inPieces, isWide, rowHeight, type Sheet, type SheetCell, type SheetTable, type SheetText, type Spreadsheet } from "./spreadsheet.ts";
import { workbook } from "./workbook.ts";
import { firstShownBelowNil, XlsxStyles } from "./xlsxStyles.ts";
import { xmlAttribute, xmlHead, xmlText } from "./xml.ts";
import { type ZipPart, zipped } from "./zip.ts";

export const xlsxMediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const officeRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
const types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** A workbook of some tables. @throws InputError for a table of more rows than a sheet has. */
export function tablesXlsx(exported: Exported): Pieces {
  return xlsxOf(workbook(exported, "xlsx"));
}

export function xlsxOf(spreadsheet: Spreadsheet): Pieces {
  return zipped(parts(spreadsheet), spreadsheet.madeOn);
}

function* parts(spreadsheet: Spreadsheet): Generator<ZipPart> {
  const { sheets } = spreadsheet;
  yield { path: "[Content_Types].xml", content: contentTypes(sheets) };
  yield { path: "_rels/.rels", content: packageParts };
  yield { path: "docProps/core.xml", content: properties(spreadsheet) };
  yield { path: "docProps/app.xml", content: application };
  yield { path: "xl/workbook.xml", content: workbookXml(spreadsheet) };
  yield { path: "xl/_rels/workbook.xml.rels", content: workbookParts(sheets) };
  const styles = new XlsxStyles();
  for (const [index, sheet] of sheets.entries()) {
    yield { path: `xl/worksheets/sheet${index + 1}.xml`, content: inPieces(sheetXml(sheet, index, styles)) };
    if (!sheet.table) continue;
    yield { path: `xl/worksheets/_rels/sheet${index + 1}.xml.rels`, content: tablePart(index) };
    yield { path: `xl/tables/table${index + 1}.xml`, content: tableXml(sheet, sheet.table, index) };
  }
  yield { path: "xl/styles.xml", content: styles.xml() };
}

function contentTypes(sheets: readonly Sheet[]): string {
  const part = (path: string, type: string) => `<Override PartName="${path}" ContentType="${type}"/>`;
  return [
    `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>',
    part("/xl/workbook.xml", `${types}.sheet.main+xml`),
    part("/xl/styles.xml", `${types}.styles+xml`),
    part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    part("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
    ...sheets.map((_, index) => part(`/xl/worksheets/sheet${index + 1}.xml`, `${types}.worksheet+xml`)),
    ...sheets.flatMap(({ table }, index) => (table ? [part(`/xl/tables/table${index + 1}.xml`, `${types}.table+xml`)] : [])),
    "</Types>",
  ].join("");
}

const packageParts = [
  `${xmlHead}<Relationships xmlns="${packageRelations}">`,
  `<Relationship Id="rId1" Type="${officeRelations}/officeDocument" Target="xl/workbook.xml"/>`,
  '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>',
  `<Relationship Id="rId3" Type="${officeRelations}/extended-properties" Target="docProps/app.xml"/></Relationships>`,
].join("");

function properties({ title, madeOn }: Spreadsheet): string {
  const dated = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${madeOn}T00:00:00Z</dcterms:${name}>`;
  return [
    `${xmlHead}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"`,
    ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${xmlText(title)}</dc:title><dc:creator>Tabled</dc:creator><cp:lastModifiedBy>Tabled</cp:lastModifiedBy>${dated("created")}${dated("modified")}`,
    "<dc:description>A cover, contents, notes, and one marked-up table a worksheet.</dc:description><dc:language>en-GB</dc:language></cp:coreProperties>",
  ].join("");
}

const application = `${xmlHead}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Tabled</Application></Properties>`;

function workbookXml({ sheets, live }: Spreadsheet): string {
  const named = sheets.flatMap((sheet, index) => {
    const name = (what: string, range: string) => `<definedName name="_xlnm.${what}" localSheetId="${index}">${sheet.name}!${range}</definedName>`;
    const row = headingRow(sheet);
    return [
      name("Print_Area", `$A$1:$${columnName(sheet.widths.length - 1)}$${row - 1 + (sheet.table ? sheet.table.size + 1 : 0)}`),
      ...(sheet.table ? [name("Print_Titles", `$${row}:$${row}`)] : []),
    ];
  });
  return [
    `${xmlHead}<workbook xmlns="${main}" xmlns:r="${officeRelations}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>`,
    ...sheets.map(({ name }, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`),
    `</sheets><definedNames>${named.join("")}</definedNames>${live ? '<calcPr calcId="191029" fullCalcOnLoad="1"/>' : ""}</workbook>`,
  ].join("");
}

function workbookParts(sheets: readonly Sheet[]): string {
  const relation = (id: number, type: string, target: string) => `<Relationship Id="rId${id}" Type="${officeRelations}/${type}" Target="${target}"/>`;
  return [
    `${xmlHead}<Relationships xmlns="${packageRelations}">`,
    ...sheets.map((_, index) => relation(index + 1, "worksheet", `worksheets/sheet${index + 1}.xml`)),
    relation(sheets.length + 1, "styles", "styles.xml"),
    "</Relationships>",
  ].join("");
}

function tablePart(index: number): string {
  return `${xmlHead}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${officeRelations}/table" Target="../tables/table${index + 1}.xml"/></Relationships>`;
}

function tableXml(sheet: Sheet, { name, columns, size }: SheetTable, index: number): string {
  const row = headingRow(sheet);
  const heads = columns.map(({ label }, at) => `<tableColumn id="${at + 1}" name="${xmlAttribute(escaped(label).replaceAll("\n", "_x000a_"))}"/>`);
  return [
    `${xmlHead}<table xmlns="${main}" id="${index + 1}" name="${name}" displayName="${name}" ref="A${row}:${columnName(columns.length - 1)}${row + size}" headerRowCount="1" totalsRowShown="0">`,
    `<tableColumns count="${columns.length}">${heads.join("")}</tableColumns>`,
    '<tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="0" showColumnStripes="0"/></table>',
  ].join("");
}

function* sheetXml(sheet: Sheet, index: number, styles: XlsxStyles): Generator<string> {
  const links: string[] = [];
  const nils = new Map<string, { format: NumberFormat; at: string[] }>();
  yield [
    `${xmlHead}<worksheet xmlns="${main}" xmlns:r="${officeRelations}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
    `<sheetViews><sheetView${index === 0 ? ' tabSelected="1"' : ""} workbookViewId="0"><selection activeCell="A1" sqref="A1"/></sheetView></sheetViews>`,
    '<sheetFormatPr defaultRowHeight="15.75"/>',
    `<cols>${sheet.widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join("")}</cols><sheetData>`,
  ].join("");
  const written = (cell: SheetCell, at: string): string => {
    if ("text" in cell) {
      if (cell.leadsTo !== undefined) links.push(`<hyperlink ref="${at}" location="${cell.leadsTo}!A1" display="${xmlAttribute(cell.text)}"/>`);
      return textXml(cell, at, styles);
    }
    const { value, format, total, stated, formula } = cell;
    if (format.nilFromBelow) {
      const name = formatName(format);
      const held = nils.get(name);
      if (held) held.at.push(at);
      else nils.set(name, { format, at: [at] });
    }
    return `<c r="${at}" s="${styles.ofNumber(format, total, stated)}">${formula === null ? "" : `<f>${xmlText(formula)}</f>`}<v>${value}</v></c>`;
  };
  const rowXml = (cells: readonly SheetCell[], row: number) =>
    `<row r="${row}" ht="${rowHeight(cells, sheet.widths)}">${cells.map((cell, at) => written(cell, `${columnName(at)}${row}`)).join("")}</row>`;
  for (const [at, line] of sheet.above.entries()) yield rowXml([line], at + 1);
  if (sheet.table) {
    let row = headingRow(sheet);
    yield rowXml(
      sheet.table.columns.map(({ label, numbers }) => ({ text: label, look: numbers ? ("numberHeader" as const) : ("header" as const) })),
      row,
    );
    for (const cells of sheet.table.rows()) {
      row += 1;
      yield rowXml(cells, row);
    }
  }
  yield "</sheetData>";
  let priority = 0;
  for (const { format, at } of nils.values()) {
    priority += 1;
    yield `<conditionalFormatting sqref="${at.join(" ")}"><cfRule type="cellIs" dxfId="${styles.ruleOf(format)}" priority="${priority}" operator="lessThanOrEqual"><formula>${firstShownBelowNil(format)}</formula></cfRule></conditionalFormatting>`;
  }
  if (links.length > 0) yield `<hyperlinks>${links.join("")}</hyperlinks>`;
  yield [
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
    `<pageSetup paperSize="9" orientation="${isWide(sheet) ? "landscape" : "portrait"}" fitToWidth="1" fitToHeight="0"/>`,
    "<headerFooter><oddFooter>&amp;L&amp;A&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter>",
    sheet.table ? '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>' : "",
    "</worksheet>",
  ].join("");
}

function textXml({ text, look }: SheetText, at: string, styles: XlsxStyles): string {
  return `<c r="${at}" s="${styles.ofText(text, look)}" t="inlineStr"><is><t xml:space="preserve">${cellText(text)}</t></is></c>`;
}

function cellText(text: string): string {
  return xmlText(escaped(text));
}

/** What XML cannot hold, and a carriage return, as Excel writes them: _x000D_; and a text that reads so already, so that it stays. */
function escaped(text: string): string {
  return (
    text
      .replace(/_(?=x[0-9a-fA-F]{4}_)/g, "_x005F_")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is escaped.
      .replace(/[\u0000-\u0008\u000b\u000c\u000d\u000e-\u001f\ufffe\uffff]/g, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`)
  );
}
