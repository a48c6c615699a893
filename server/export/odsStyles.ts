// The styles of an OpenDocument spreadsheet, each named by what it is, and declared once it has been used.
import { formatName, type NumberFormat, placesHeld } from "./numberFormat.ts";
import type { TextLook } from "./spreadsheet.ts";
import { xmlHead } from "./xml.ts";

const fontSizes: Partial<Record<TextLook, number>> = { title: 16, heading: 14 };
const bold: readonly TextLook[] = ["title", "heading", "total", "header", "numberHeader"];
const notWrapped: readonly TextLook[] = ["title", "line", "mark"];
const atTheRight: readonly TextLook[] = ["mark", "numberHeader"];
const ruled: Partial<Record<TextLook, "bottom" | "top">> = { header: "bottom", numberHeader: "bottom", total: "top" };

/** The namespaces of all parts. */
export const odfNamespaces = Object.entries({
  office: "office:1.0",
  style: "style:1.0",
  text: "text:1.0",
  table: "table:1.0",
  number: "datastyle:1.0",
  fo: "xsl-fo-compatible:1.0",
  meta: "meta:1.0",
})
  .map(([prefix, name]) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}"`)
  .concat('xmlns:xlink="http://www.w3.org/1999/xlink"', 'xmlns:dc="http://purl.org/dc/elements/1.1/"', 'office:version="1.3"')
  .join(" ");

export class OdsStyles {
  private readonly texts = new Set<TextLook>();
  private readonly numbers = new Map<string, { format: NumberFormat; total: boolean }>();

  ofText(look: TextLook): string {
    this.texts.add(look);
    return look;
  }

  ofNumber(format: NumberFormat, total: boolean): string {
    const name = `${formatName(format)}${total ? "-total" : ""}`;
    if (!this.numbers.has(name)) {
      // What it becomes should another amount be typed there has to be declared before it.
      if (format.nilFromBelow) this.ofNumber({ ...format, nilFromBelow: false }, total);
      this.numbers.set(name, { format, total });
    }
    return name;
  }

  /** The part that holds them all: to be written last. */
  xml(): string {
    const formats = new Map([...this.numbers.values()].map(({ format }) => [formatName(format), format]));
    return [
      `${xmlHead}<office:document-styles ${odfNamespaces}><office:styles>`,
      '<style:default-style style:family="table-cell"><style:table-cell-properties style:vertical-align="top"/>',
      '<style:text-properties style:font-name="Arial" fo:font-family="Arial" fo:font-size="12pt" fo:color="#000000" fo:language="en" fo:country="GB"/></style:default-style>',
      '<style:style style:name="Default" style:family="table-cell"/>',
      ...[...formats.values()].map(numberStyle),
      ...[...this.texts].map(textStyle),
      ...[...this.numbers].map(([name, { format, total }]) => numberCellStyle(name, format, total)),
      "</office:styles><office:automatic-styles>",
      ...(["portrait", "landscape"] as const).map(pageLayout),
      "</office:automatic-styles><office:master-styles>",
      ...["portrait", "landscape"].map(masterPage),
      "</office:master-styles></office:document-styles>",
    ].join("");
  }
}

function textStyle(look: TextLook): string {
  const size = fontSizes[look];
  const font = [
    bold.includes(look) ? 'fo:font-weight="bold"' : "",
    size ? `fo:font-size="${size}pt"` : "",
    look === "link" ? 'fo:color="#0b4f8a" style:text-underline-style="solid"' : "",
  ];
  const edge = ruled[look];
  return cellStyle(look, {
    cell: `${notWrapped.includes(look) ? "" : 'fo:wrap-option="wrap"'} ${edge ? rule(edge) : ""}${look === "heading" ? 'fo:padding-top="0.25cm"' : ""}`,
    right: atTheRight.includes(look),
    font: font.join(" "),
  });
}

function numberCellStyle(name: string, format: NumberFormat, total: boolean): string {
  const shown = `-${(0.5 / 10 ** placesHeld(format.of, format.decimals)).toFixed(placesHeld(format.of, format.decimals) + 1)}`;
  const instead = `${formatName({ ...format, nilFromBelow: false })}${total ? "-total" : ""}`;
  return cellStyle(name, {
    data: formatName(format),
    cell: total ? rule("top") : "",
    right: true,
    font: total ? 'fo:font-weight="bold"' : "",
    map: format.nilFromBelow ? `<style:map style:condition="cell-content()&lt;=${shown}" style:apply-style-name="${instead}" style:base-cell-address="Cover.A1"/>` : "",
  });
}

function cellStyle(name: string, { data, cell, right, font, map = "" }: { data?: string; cell: string; right: boolean; font: string; map?: string }): string {
  return [
    `<style:style style:name="${name}" style:family="table-cell" style:parent-style-name="Default"${data ? ` style:data-style-name="N-${data}"` : ""}>`,
    `<style:table-cell-properties style:vertical-align="top" style:text-align-source="fix" ${cell}/>`,
    `<style:paragraph-properties fo:text-align="${right ? "end" : "start"}"${right ? ' fo:margin-right="0.2cm"' : ""}/>`,
    `<style:text-properties ${font}/>${map}</style:style>`,
  ].join("");
}

function rule(edge: "bottom" | "top"): string {
  return `fo:border-${edge}="0.75pt solid #595959"`;
}

/** A format as OpenDocument has it: what differs above and below nil in styles of its own. Brackets, dash and sign are texts, so that nothing else is added to them. */
function numberStyle(format: NumberFormat): string {
  const { of, decimals, nilFromBelow } = format;
  const name = `N-${formatName(format)}`;
  const element = of === "percent" ? "percentage-style" : "number-style";
  const digits = `<number:number number:decimal-places="${decimals}" number:min-decimal-places="${decimals}" number:min-integer-digits="1" number:grouping="true"/>`;
  const text = (words: string) => `<number:text>${words}</number:text>`;
  const plain = of === "pounds" ? text("£") + digits : of === "percent" ? digits + text("%") : of === "points" ? digits + text(" points") : digits;
  const below = nilFromBelow ? plain : of === "money" ? text("(") + digits + text(")") : text("–") + plain;
  const style = (ending: string, content: string) =>
    `<number:${element} style:name="${name}${ending}"${ending === "" ? "" : ' style:volatile="true"'}>${content}</number:${element}>`;
  const map = (condition: string, ending: string) => `<style:map style:condition="value()${condition}0" style:apply-style-name="${name}${ending}"/>`;
  const [above, under] = [map("&gt;", "-above"), map("&lt;", "-below")];
  if (of === "money") return style("-above", plain) + style("-below", below) + style("", text("–") + above + under);
  return style("-below", below) + style("", plain + under);
}

function pageLayout(name: "portrait" | "landscape"): string {
  const [width, height] = name === "portrait" ? ["21cm", "29.7cm"] : ["29.7cm", "21cm"];
  return [
    `<style:page-layout style:name="${name}-page"><style:page-layout-properties fo:page-width="${width}" fo:page-height="${height}" style:print-orientation="${name}"`,
    ' fo:margin="1.3cm" style:scale-to-X="1" style:scale-to-Y="0" style:print="objects charts drawings zero-values"/>',
    '<style:footer-style><style:header-footer-properties fo:min-height="0.7cm"/></style:footer-style></style:page-layout>',
  ].join("");
}

function masterPage(name: string): string {
  return [
    `<style:master-page style:name="${name}" style:page-layout-name="${name}-page"><style:header style:display="false"/>`,
    "<style:footer><text:p><text:sheet-name>???</text:sheet-name>: page <text:page-number>1</text:page-number> of <text:page-count>1</text:page-count></text:p></style:footer></style:master-page>",
  ].join("");
}
