// Reads the tables of a page of HTML, such as a spreadsheet puts on the clipboard, as grids.
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from "parse5";
import { InputError } from "../finance/inputError.ts";
import { withCommas } from "../finance/withCommas.ts";
import { isValue } from "../reading/cellKinds.ts";
import type { GridRow } from "../reading/grid.ts";
import { FileRows, instead, nestedTooDeep } from "./fileRows.ts";
import type { FileTable } from "./sheetSource.ts";

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

const mostSpan = 1_000;
/** All tables of a page together, each cell as often as it is wide and high. */
const mostCells = 2_000_000;
/** How deep elements may stand in each other: what stands in the innermost is read once for each that it is in. */
const mostDepth = 150;

/** `field` is named where it is refused. */
export function htmlTables(text: string, field = "file"): FileTable[] {
  const found = tablesIn(parse(text, { treeAdapter: boundedTree(field) }));
  const tables = found.tables.filter(({ rows }) => rows.length > 0);
  if (tables.length === 0) throw new InputError(field, "There is no table on this page of HTML. Copy the table itself, or save it as “CSV UTF-8”.");
  const isOne = tables.length === 1;
  const page = { bold: boldClasses(found.styles), rows: new FileRows(field), cells: 0, field };
  return tables.map(({ rows, caption }, index) => {
    const title = caption ? textIn(caption).trim() : "";
    return { name: isOne ? null : title || `Table ${index + 1}`, grid: gridOf(rows, title, page) };
  });
}

/** Makes the tree as it is usually made, and no deeper than `mostDepth`: what makes it looks through all that is open at each element. */
function boundedTree(field: string): typeof defaultTreeAdapter {
  let depth = 0;
  const onItemPush = () => {
    depth += 1;
    if (depth > mostDepth) throw new InputError(field, nestedTooDeep);
  };
  const onItemPop = () => {
    depth -= 1;
  };
  return { ...defaultTreeAdapter, onItemPush, onItemPop };
}

interface TableElements {
  readonly rows: Element[];
  caption: Element | null;
}

/** Each table with the rows that are its own, and the style sheets, gone through once. */
function tablesIn(page: Node): { tables: TableElements[]; styles: Element[] } {
  const tables: TableElements[] = [];
  const styles: Element[] = [];
  const go = (node: Node, within: TableElements | null): void => {
    if (!("childNodes" in node)) return;
    for (const child of node.childNodes) {
      let table = within;
      if (child.nodeName === "table") {
        table = { rows: [], caption: null };
        tables.push(table);
      }
      if (child.nodeName === "style") styles.push(child as Element);
      else if (child.nodeName === "tr") within?.rows.push(child as Element);
      else if (child.nodeName === "caption" && within) within.caption ??= child as Element;
      go(child, table);
    }
  };
  go(page, null);
  return { tables, styles };
}

interface Page {
  readonly bold: ReadonlySet<string>;
  readonly rows: FileRows;
  readonly field: string;
  /** Of all of its tables so far. */
  cells: number;
}

function gridOf(rows: readonly Element[], title: string, page: Page): GridRow[] {
  const spread: string[][] = rows.map(() => []);
  const isBold: boolean[] = [];
  for (const [index, row] of rows.entries()) {
    const own = row.childNodes.filter((node): node is Element => node.nodeName === "td" || node.nodeName === "th");
    const into = spread[index] as string[];
    let column = 0;
    for (const cell of own) {
      // What a cell above reaches down into is taken.
      while (into[column] !== undefined) column += 1;
      const text = cellOf(cell);
      const [wide, high] = [span(cell, "colspan"), Math.min(span(cell, "rowspan"), rows.length - index)];
      for (let down = 0; down < high; down += 1)
        for (let across = 0; across < wide; across += 1) {
          // A name is each row's; a figure is one, however high or wide its cell.
          (spread[index + down] as string[])[column + across] = across === 0 && (down === 0 || !isValue(text.trim())) ? text : "";
          page.cells += 1;
          if (page.cells > mostCells) throw new InputError(page.field, `The tables have more than ${withCommas(mostCells)} cells. ${instead}`);
        }
      column += wide;
      if (isBold[index] === undefined && text.trim() !== "") isBold[index] = bolded(cell, page.bold);
    }
  }
  const read = spread.map((row, index) =>
    page.rows.row(
      index + 1,
      Array.from(row, (cell) => cell ?? ""),
      isBold[index] ?? false,
    ),
  );
  return title === "" ? read : [page.rows.row(0, [title]), ...read];
}

/** A cell that is too narrow for its number shows ####: its number is then the one that Excel adds to it. */
function cellOf(cell: Element): string {
  const text = textIn(cell);
  const number = attribute(cell, "x:num");
  return number && /^#+$/.test(text.trim()) ? number : text;
}

function span(cell: Element, name: string): number {
  const given = Number(attribute(cell, name) ?? 1);
  return Number.isInteger(given) ? Math.min(Math.max(given, 1), mostSpan) : 1;
}

function attribute({ attrs }: Element, name: string): string | undefined {
  return attrs.find((each) => each.name.toLowerCase() === name)?.value;
}

function bolded(node: Element, classes: ReadonlySet<string>): boolean {
  const style = attribute(node, "style") ?? "";
  if (node.nodeName === "b" || node.nodeName === "strong" || /font-weight:\s*(bold|[6-9]00)/i.test(style)) return true;
  if ((attribute(node, "class") ?? "").split(/\s+/).some((name) => classes.has(name))) return true;
  return node.childNodes.some((child) => "tagName" in child && bolded(child, classes));
}

/** The classes that a spreadsheet sets in bold: ".xl65 { font-weight: 700 }". */
function boldClasses(styles: readonly Element[]): Set<string> {
  const rules = styles.map(textIn).join("\n");
  const found = rules.matchAll(/\.([\w-]+)\s*\{([^{}]*)\}/g);
  return new Set([...found].flatMap(([, name, rule]) => (name && /font-weight:\s*(bold|[6-9]00)/i.test(rule ?? "") ? [name] : [])));
}

function textIn(node: Node): string {
  if (node.nodeName === "#text") return (node as DefaultTreeAdapterTypes.TextNode).value;
  if (node.nodeName === "#comment") return (node as DefaultTreeAdapterTypes.CommentNode).data.includes("font-weight") ? (node as DefaultTreeAdapterTypes.CommentNode).data : "";
  if (node.nodeName === "br") return "\n";
  if (!("childNodes" in node)) return "";
  const inner = node.childNodes.map(textIn).join("");
  return node.nodeName === "p" || node.nodeName === "div" ? ` ${inner} ` : inner;
}
