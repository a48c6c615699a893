// A page as parse5 reads it, which we did not write.
import { type DefaultTreeAdapterTypes, parse } from "parse5";

export type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

export function readHtml(html: string): { document: DefaultTreeAdapterTypes.Document; errors: string[] } {
  const errors: string[] = [];
  const document = parse(html, { onParseError: ({ code, startLine }) => errors.push(`${code} in line ${startLine}`) });
  return { document, errors };
}

/** The elements below a node with one of these names, in order. */
export function all(node: Node, ...names: string[]): Element[] {
  if (!("childNodes" in node)) return [];
  return node.childNodes.flatMap((child) => ("tagName" in child && names.includes(child.tagName) ? [child, ...all(child, ...names)] : all(child, ...names)));
}

export function attribute(element: Element, name: string): string | null {
  return element.attrs.find((each) => each.name === name)?.value ?? null;
}

/** What an element says, with line breaks, and without the elements of the names given. */
export function textOf(node: Node, ...without: string[]): string {
  if ("value" in node) return node.value;
  if ("tagName" in node && node.tagName === "br") return "\n";
  if (!("childNodes" in node)) return "";
  return node.childNodes.map((child) => ("tagName" in child && without.includes(child.tagName) ? "" : textOf(child, ...without))).join("");
}
