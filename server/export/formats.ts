// The formats, by the ending of a file's address.
import type { ExportFormat } from "../../schema/tables/export.ts";
import { chartPng, chartSvg } from "./charts/files.ts";
import { tableCsv, valuesCsv } from "./csv.ts";
import { docx } from "./docx.ts";
import type { FileFormat } from "./exported.ts";
import { formulasXlsx } from "./formulas.ts";
import { html } from "./html.ts";
import { json } from "./json.ts";
import { markdown } from "./markdown.ts";
import { odsMediaType, tablesOds } from "./ods.ts";
import { tablesXlsx, xlsxMediaType } from "./xlsx.ts";

const csv = "text/csv; charset=utf-8";

export const formats: Record<ExportFormat, FileFormat> = {
  csv: { mediaType: csv, holdsSeveral: false, charts: false, write: tableCsv },
  "values.csv": { mediaType: csv, holdsSeveral: true, charts: false, write: valuesCsv },
  xlsx: { mediaType: xlsxMediaType, holdsSeveral: true, charts: false, write: tablesXlsx },
  docx: { mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", holdsSeveral: true, charts: true, write: docx },
  html: { mediaType: "text/html; charset=utf-8", holdsSeveral: true, charts: true, write: html },
  md: { mediaType: "text/markdown; charset=utf-8", holdsSeveral: true, charts: false, write: markdown },
  json: { mediaType: "application/json; charset=utf-8", holdsSeveral: true, charts: false, write: json },
  "formulas.xlsx": { mediaType: xlsxMediaType, holdsSeveral: true, charts: false, write: formulasXlsx },
  ods: { mediaType: odsMediaType, holdsSeveral: true, charts: false, write: tablesOds },
  svg: { mediaType: "image/svg+xml; charset=utf-8", holdsSeveral: false, charts: true, write: chartSvg },
  png: { mediaType: "image/png", holdsSeveral: false, charts: true, write: chartPng },
};
