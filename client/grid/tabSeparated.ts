// What a spreadsheet puts on the clipboard: rows of tab-separated cells, quoted where a cell holds a tab, a line break or a quote.

/** Reads tab-separated text. `readTabSeparated('a\t"b\nc"\r\n')` is [["a", "b\nc"]]. */
export function readTabSeparated(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === "\t") {
      row.push(cell);
      cell = "";
    } else if (sign === "\n") {
      rows.push([...row, cell]);
      row = [];
      cell = "";
    } else if (sign !== "\r") cell += sign;
  }
  if (cell !== "" || row.length > 0) rows.push([...row, cell]);
  return rows;
}

/** Writes tab-separated text, a line for each row, quoted where a cell could be read as more than one. What is written is read as it was. */
export function writeTabSeparated(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => row.map((cell) => (/[\t\n\r"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join("\t"));
  // A last line that is blank would not be seen.
  return lines.join("\r\n") + (lines[lines.length - 1] === "" ? "\r\n" : "");
}
