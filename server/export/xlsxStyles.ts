// The styles of an .xlsx workbook, each named by a number as it is first used.
import { type NumberFormat, placesHeld } from "./numberFormat.ts";
import type { TextLook } from "./spreadsheet.ts";
import { xmlAttribute, xmlHead } from "./xml.ts";

const fonts = { body: 0, bold: 1, title: 2, heading: 3, link: 4 } as const;
const fills = { none: 0, stated: 2 } as const;
const borders = { none: 0, below: 1, above: 2 } as const;
const ownFormats = 164;

interface Look {
  font: keyof typeof fonts;
  fill?: keyof typeof fills;
  border?: keyof typeof borders;
  format?: string;
  wrap?: boolean;
  right?: boolean;
  /** At the foot of its row, so that the room above it is between it and what comes before. */
  low?: boolean;
  /** A text that begins as a formula does, kept as a text also when it is typed into. */
  quoted?: boolean;
}

const textLooks: Record<TextLook, Look> = {
  title: { font: "title" },
  heading: { font: "heading", low: true },
  line: { font: "body" },
  text: { font: "body", wrap: true },
  total: { font: "bold", wrap: true, border: "above" },
  mark: { font: "body", right: true },
  header: { font: "bold", wrap: true, border: "below" },
  numberHeader: { font: "bold", wrap: true, right: true, border: "below" },
  link: { font: "link", wrap: true },
};

export class XlsxStyles {
  private readonly looks = new Map<string, number>();
  private readonly written: string[] = [];
  private readonly formats: string[] = [];
  private readonly rules: string[] = [];

  constructor() {
    this.styled({ font: "body" });
  }

  ofText(text: string, look: TextLook): number {
    return this.known(`${look}${/^[=+\-@\t\r\n]/.test(text) ? "'" : ""}`, () => ({ ...textLooks[look], quoted: /^[=+\-@\t\r\n]/.test(text) }));
  }

  ofNumber(format: NumberFormat, total: boolean, stated: boolean): number {
    const { of, decimals, nilFromBelow } = format;
    return this.known(`${of}${decimals}${nilFromBelow}${total}${stated}`, () => ({
      font: total ? "bold" : "body",
      fill: stated ? "stated" : "none",
      border: total ? "above" : "none",
      format: formatCode(format),
      right: true,
    }));
  }

  /** The rule's number for a cell that rounds to nil from below, should another amount be typed there. */
  ruleOf(format: NumberFormat): number {
    const code = formatCode({ ...format, nilFromBelow: false });
    const rule = `<dxf><numFmt numFmtId="${this.formatNumber(code)}" formatCode="${xmlAttribute(code)}"/></dxf>`;
    if (!this.rules.includes(rule)) this.rules.push(rule);
    return this.rules.indexOf(rule);
  }

  private known(name: string, look: () => Look): number {
    const found = this.looks.get(name);
    if (found !== undefined) return found;
    const made = this.styled(look());
    this.looks.set(name, made);
    return made;
  }

  private styled({ font, fill = "none", border = "none", format, wrap, right, low, quoted }: Look): number {
    const alignment = `<alignment vertical="${low ? "bottom" : "top"}"${right ? ' horizontal="right" indent="1"' : ""}${wrap ? ' wrapText="1"' : ""}/>`;
    const number = format === undefined ? 0 : this.formatNumber(format);
    this.written.push(
      `<xf numFmtId="${number}" fontId="${fonts[font]}" fillId="${fills[fill]}" borderId="${borders[border]}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"${quoted ? ' quotePrefix="1"' : ""}>${alignment}</xf>`,
    );
    return this.written.length - 1;
  }

  private formatNumber(code: string): number {
    if (code === general) return 0;
    if (!this.formats.includes(code)) this.formats.push(code);
    return ownFormats + this.formats.indexOf(code);
  }

  /** The part that holds them all: to be written last. */
  xml(): string {
    const font = (size: number, more = "") => `<font>${more}<sz val="${size}"/><color rgb="FF000000"/><name val="Arial"/><family val="2"/></font>`;
    const link = '<font><u/><sz val="12"/><color rgb="FF0B4F8A"/><name val="Arial"/><family val="2"/></font>';
    const border = (edges: string) => `<border><left/><right/>${edges}<diagonal/></border>`;
    const line = 'style="thin"><color rgb="FF595959"/>';
    const formats = this.formats.map((code, index) => `<numFmt numFmtId="${ownFormats + index}" formatCode="${xmlAttribute(code)}"/>`);
    return [
      `${xmlHead}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`,
      ...(formats.length > 0 ? [`<numFmts count="${formats.length}">${formats.join("")}</numFmts>`] : []),
      `<fonts count="5">${font(12)}${font(12, "<b/>")}${font(16, "<b/>")}${font(14, "<b/>")}${link}</fonts>`,
      '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
      '<fill><patternFill patternType="solid"><fgColor rgb="FFFFF6D6"/><bgColor indexed="64"/></patternFill></fill></fills>',
      `<borders count="3">${border("<top/><bottom/>")}${border(`<top/><bottom ${line}</bottom>`)}${border(`<top ${line}</top><bottom/>`)}</borders>`,
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
      `<cellXfs count="${this.written.length}">${this.written.join("")}</cellXfs>`,
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
      `<dxfs count="${this.rules.length}">${this.rules.join("")}</dxfs>`,
      '<tableStyles count="0" defaultTableStyle="TableStyleMedium2" defaultPivotStyle="PivotStyleLight16"/></styleSheet>',
    ].join("");
  }
}

const general = "General";

/** A format as Excel writes it, for above nil; below; nil. `formatCode` of £000s is `#,##0;(#,##0);"–"`. */
export function formatCode({ of, decimals, nilFromBelow }: NumberFormat): string {
  if (of === "factor") return general;
  const digits = `#,##0${decimals === 0 ? "" : `.${"0".repeat(decimals)}`}`;
  const plain = of === "pounds" ? `"£"${digits}` : of === "percent" ? `${digits}%` : of === "points" ? `${digits}" points"` : digits;
  const below = nilFromBelow ? plain : of === "money" ? `(${digits})` : `"–"${plain}`;
  return of === "money" ? `${plain};${below};"–"` : `${plain};${below}`;
}

/** The amount from which on a number below nil is shown with its sign. */
export function firstShownBelowNil({ of, decimals }: NumberFormat): string {
  return `-${(0.5 / 10 ** placesHeld(of, decimals)).toFixed(placesHeld(of, decimals) + 1)}`;
}
