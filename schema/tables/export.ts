// The files that a table can be taken away in.
import { registerEnumType } from "type-graphql";

/** Each by the ending of its address. */
export const ExportFormat = {
  CSV: "csv",
  VALUES_CSV: "values.csv",
  XLSX: "xlsx",
  FORMULAS_XLSX: "formulas.xlsx",
  ODS: "ods",
  DOCX: "docx",
  HTML: "html",
  MARKDOWN: "md",
  JSON: "json",
  SVG: "svg",
  PNG: "png",
} as const;
export type ExportFormat = (typeof ExportFormat)[keyof typeof ExportFormat];
registerEnumType(ExportFormat, {
  name: "ExportFormat",
  description: "The files that a table can be taken away in.",
  valuesConfig: {
    CSV: { description: "The table as it stands, its numbers rounded as it prints them: `.csv`." },
    VALUES_CSV: { description: "One row a value, with what it is of beside it, for a statistics package: `.values.csv`." },
    XLSX: { description: "An Excel workbook with a cover, contents and notes: `.xlsx`." },
    FORMULAS_XLSX: { description: "The same, with every computed cell as a formula over its inputs: `.formulas.xlsx`." },
    ODS: { description: "The same workbook as an OpenDocument spreadsheet: `.ods`." },
    DOCX: { description: "A Word document with the table, and its chart where it has one: `.docx`." },
    HTML: { description: "A page with the table: `.html`." },
    MARKDOWN: { description: "Markdown: `.md`." },
    JSON: { description: "JSON, by the schema at `/export/table.schema.json`: `.json`." },
    SVG: { description: "The table's chart, drawn in lines: `.svg`." },
    PNG: { description: "The table's chart as a picture: `.png`." },
  },
});
