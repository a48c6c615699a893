// Reads the tables of a page of HTML, such as a spreadsheet puts on the clipboard, as grids.
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { InputError } from "../finance/inputError.ts";
import { isValue } from "../reading/cellKinds.ts";
import { gridRow } from "../reading/grid.ts";
import type { FileTable } from "./sheetSource.ts";

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

const mostSpan = 1_000;
const mostCells = 2_000_000;

export function htmlTables(text: string): FileTable[] {
  const page = parse(text);
  const bold = boldClasses(page);
  const tables = [...elements(page, "table")].filter((table) => [...elements(table, "tr")].length > 0);
  if (tables.length === 0) throw new InputError("file", "There is no table on this page of HTML. Copy the table itself, or save it as “CSV UTF-8”.");
  const isOne = tables.length === 1;
  return tables.map((table, index) => {
    const caption = [...elements(table, "caption")][0];
    const title = caption ? textIn(caption).trim() : "";
    return { name: isOne ? null : title || `Table ${index + 1}`, grid: gridOf(table, title, bold) };
  });
}

function gridOf(table: Element, title: string, bold: ReadonlySet<string>): ReturnType<typeof gridRow>[] {
  const rows = [...elements(table, "tr")].filter((row) => closest(row, "table") === table);
  const spread: string[][] = rows.map(() => []);
  const isBold: boolean[] = [];
  let cells = 0;
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
          cells += 1;
          if (cells > mostCells) throw new InputError("file", "The table has more than 2,000,000 cells. Save it as “CSV UTF-8” and choose that file.");
        }
      column += wide;
      if (isBold[index] === undefined && text.trim() !== "") isBold[index] = bolded(cell, bold);
    }
  }
  const read = spread.map((row, index) =>
    gridRow(
      index + 1,
      Array.from(row, (cell) => cell ?? ""),
      isBold[index] ?? false,
    ),
  );
  return title === "" ? read : [gridRow(0, [title]), ...read];
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
function boldClasses(page: Node): Set<string> {
  const rules = [...elements(page, "style")].map(textIn).join("\n");
  const found = rules.matchAll(/\.([\w-]+)\s*\{([^}]*)\}/g);
  return new Set([...found].flatMap(([, name, rule]) => (name && /font-weight:\s*(bold|[6-9]00)/i.test(rule ?? "") ? [name] : [])));
}

function* elements(node: Node, name: string): Generator<Element, void, undefined> {
  if (!("childNodes" in node)) return;
  for (const child of node.childNodes) {
    if (child.nodeName === name) yield child as Element;
    yield* elements(child, name);
  }
}

function closest(node: Element, name: string): Node | null {
  let over: Node | null = node.parentNode;
  while (over && over.nodeName !== name) over = "parentNode" in over ? (over.parentNode ?? null) : null;
  return over;
}

function textIn(node: Node): string {
  if (node.nodeName === "#text") return (node as DefaultTreeAdapterTypes.TextNode).value;
  if (node.nodeName === "#comment") return (node as DefaultTreeAdapterTypes.CommentNode).data.includes("font-weight") ? (node as DefaultTreeAdapterTypes.CommentNode).data : "";
  if (node.nodeName === "br") return "\n";
  if (!("childNodes" in node)) return "";
  const inner = node.childNodes.map(textIn).join("");
  return node.nodeName === "p" || node.nodeName === "div" ? ` ${inner} ` : inner;
}
