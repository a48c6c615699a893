// Text in XML.

/** A text between tags. What XML 1.0 cannot hold is left out. */
export function xmlText(text: string): string {
  return text.replace(unheld, "").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** A text between double quotes, with its line breaks. */
export function xmlAttribute(text: string): string {
  return xmlText(text).replaceAll('"', "&quot;").replaceAll("\n", "&#10;").replaceAll("\r", "&#13;").replaceAll("\t", "&#9;");
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML cannot hold.
export const unheld = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
