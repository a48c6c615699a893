// The links to exported files: an address with an ending.
import { ExportFormat } from "../../schema/tables/export.ts";

const endings = Object.values(ExportFormat).sort((one, other) => other.length - one.length);

/** `exportPath("mediumTermTable?authority=essex", "xlsx")` is "/export/mediumTermTable.xlsx?authority=essex". */
export function exportPath(address: string, format: ExportFormat): string {
  const [name, ...rest] = address.split("?");
  return `/export/${[`${name}.${format}`, ...rest].join("?")}`;
}

/** The name and the format in the last part of such a link: "blockCase.curve.formulas.xlsx" is "blockCase.curve" in "formulas.xlsx"; null where the ending is of no format. */
export function nameAndFormat(file: string): { name: string; format: ExportFormat } | null {
  const format = endings.find((each) => file.endsWith(`.${each}`));
  return format ? { name: file.slice(0, -format.length - 1), format } : null;
}
