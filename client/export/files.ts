// The files that a table can be taken away in, and their links.

export interface ExportedFile {
  /** How its address ends. */
  readonly ending: string;
  readonly said: string;
  readonly for: string;
  /** True where it holds the chart and nothing else. */
  readonly chart?: true;
  /** True where it holds one table only. */
  readonly single?: true;
}

/** In the order of use: what goes into a report first. */
export const files: readonly ExportedFile[] = [
  { ending: "docx", said: "Word", for: "For a report, with caption, notes and source" },
  { ending: "xlsx", said: "Excel", for: "With a cover, contents and notes" },
  { ending: "formulas.xlsx", said: "Excel with formulas", for: "Every sum follows from its inputs" },
  { ending: "ods", said: "OpenDocument", for: "The same, for LibreOffice and publishing" },
  { ending: "csv", said: "CSV", for: "As shown, rounded as printed", single: true },
  { ending: "values.csv", said: "CSV, one value a row", for: "For statistics, not rounded" },
  { ending: "html", said: "Web page", for: "An accessible page, with its notes" },
  { ending: "md", said: "Markdown", for: "For a wiki or an e-mail" },
  { ending: "json", said: "JSON", for: "For programs, with its schema" },
  { ending: "svg", said: "Chart, as a drawing", for: "SVG: sharp at any size", chart: true, single: true },
  { ending: "png", said: "Chart, as a picture", for: "PNG: for slides", chart: true, single: true },
];

/** `exportLink("mediumTermTable?authority=essex", "xlsx")` is "/export/mediumTermTable.xlsx?authority=essex". */
export function exportLink(address: string, ending: string): string {
  const [name, ...rest] = address.split("?");
  return `/export/${[`${name}.${ending}`, ...rest].join("?")}`;
}
