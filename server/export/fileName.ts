// What an exported file is called, where it is saved and where it is sent.
import type { ExportFormat } from "../../schema/tables/export.ts";

const longest = 120;

/**
 * A name that every system takes, with the version of the data: "Essex County Council, medium-term table, MTRS draft 2023, data 482.xlsx". What no
 * system or some system takes in a name (/ \ : * ? " < > | and control characters) is a comma or left out.
 */
export function fileName(title: string, dataVersion: number, format: ExportFormat): string {
  const name = title
    .normalize("NFC")
    .replace(/\s*[:|]\s+/g, ", ")
    .replace(/[/\\|:]/g, "-")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out.
    .replace(/[*?"<>\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/\s+/g, " ")
    .replace(/^[\s.]+/, "")
    .trim();
  const parts = [...name];
  const short = parts.length > longest ? `${parts.slice(0, longest - 1).join("")}…` : name || "Table";
  const formulas = format === "formulas.xlsx" ? ", formulas" : format === "values.csv" ? ", values" : "";
  return `${short}${formulas}, data ${dataVersion}.${format.replace(/^(formulas|values)\./, "")}`;
}

/** The header that makes a browser save a file under its name (RFC 6266): for old ones without what is not ASCII. */
export function saveAs(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/[^\x20-\x7e]/g, "")
    .replace(/["\\]/g, "")
    .replace(/^[\s,]+/, "Table, ");
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
