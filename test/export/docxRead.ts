// A Word document as mammoth reads it, and its own XML: neither by what wrote it.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import mammoth from "mammoth";
import { all, type Element, readHtml, textOf } from "./htmlRead.ts";

/** The document as HTML, by mammoth. What it says of styles that it does not know is left out. */
export async function byMammoth(docx: Buffer): Promise<string> {
  const { value } = await mammoth.convertToHtml({ buffer: docx });
  return `<!doctype html><html lang="en"><head><title>Read</title></head><body>${value}</body></html>`;
}

/** Where LibreOffice is; null where it is not installed. */
export const soffice = ["/usr/bin/soffice", "/usr/bin/libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice"].find(existsSync) ?? null;

/** The document as LibreOffice reads it, in another of its formats. */
export function byLibreOffice(docx: Buffer, format: "html" | "fodt" | "pdf"): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "tabled-docx-"));
  try {
    writeFileSync(join(folder, "read.docx"), docx);
    execFileSync(soffice as string, [`-env:UserInstallation=file://${folder}/profile`, "--headless", "--convert-to", format, "--outdir", folder, join(folder, "read.docx")], {
      stdio: "ignore",
    });
    return readFileSync(join(folder, `read.${format}`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The rows of each table of a page, each as the texts of its cells. */
export function tablesOf(html: string): string[][][] {
  const { document } = readHtml(html);
  return all(document, "table").map((table) => all(table, "tr").map((row) => all(row, "td", "th").map((cell: Element) => textOf(cell).replace(/\s+/g, " ").trim())));
}

/** The parts of a zipped file by name. */
export function unzipped(zip: Buffer): Map<string, Buffer> {
  return new Map(Object.entries(unzipSync(zip)).map(([name, part]) => [name, Buffer.from(part)]));
}
