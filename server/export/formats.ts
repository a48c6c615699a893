// The formats, by the ending of a file's address.
import type { ExportFormat } from "../../schema/export.ts";
import { chartPng, chartSvg } from "./charts/files.ts";
import { tableCsv, valuesCsv } from "./csv.ts";
import type { FileFormat } from "./exported.ts";
import { tablesXlsx, xlsxMediaType } from "./xlsx.ts";

const csv = "text/csv; charset=utf-8";

export const formats: Partial<Record<ExportFormat, FileFormat>> = {
  csv: { mediaType: csv, holdsSeveral: false, charts: false, write: tableCsv },
  "values.csv": { mediaType: csv, holdsSeveral: true, charts: false, write: valuesCsv },
  xlsx: { mediaType: xlsxMediaType, holdsSeveral: true, charts: false, write: tablesXlsx },
  svg: { mediaType: "image/svg+xml; charset=utf-8", holdsSeveral: false, charts: true, write: chartSvg },
  png: { mediaType: "image/png", holdsSeveral: false, charts: true, write: chartPng },
};
