// What stands on the pages of a PDF, read by two programs that have nothing to do with the one that wrote it.
import { execFileSync, spawnSync } from "node:child_process";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

export interface PdfPage {
  /** In points. */
  width: number;
  height: number;
  /** All of its words in the order in which they were written, a blank between any two. */
  text: string;
}

export async function readPdf(pdf: Buffer): Promise<PdfPage[]> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0, useSystemFonts: true });
  const document = await task.promise;
  const pages: PdfPage[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
    const { items } = await page.getTextContent();
    const text = items.map((item) => ("str" in item ? `${item.str}${item.hasEOL ? " " : ""}` : "")).join("");
    pages.push({ width: right - left, height: top - bottom, text: oneBlank(text) });
  }
  await task.destroy();
  return pages;
}

/** Whether poppler is installed here. */
export const hasPdftotext = spawnSync("pdftotext", ["-v"]).error === undefined;

/** The same pages as poppler reads them, laid out in lines as on paper. */
export function readByPdftotext(pdf: Buffer): string[] {
  return execFileSync("pdftotext", ["-layout", "-", "-"], { input: pdf, maxBuffer: 100_000_000 }).toString("utf8").split("\f").slice(0, -1).map(oneBlank);
}

function oneBlank(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
