// The styles of a Word document: those that Word knows by name, so that a report's own take their place where a table is pasted.
import type { IStylesOptions } from "docx";
import { softColour } from "./docxTable.ts";

const inkColour = "1B1F23";

export const documentStyles: IStylesOptions = {
  default: {
    document: {
      run: { font: "Arial", size: 20, color: inkColour, language: { value: "en-GB", eastAsia: "en-GB", bidirectional: "ar-SA" } },
      paragraph: { spacing: { before: 0, after: 0 } },
    },
    heading1: { run: { size: 30, bold: true, color: inkColour }, paragraph: { keepNext: true, spacing: { before: 0, after: 160 } } },
    heading2: { run: { size: 25, bold: true, color: inkColour }, paragraph: { keepNext: true, spacing: { before: 480, after: 120 } } },
    caption: { run: { size: 19, bold: true, italics: false, color: inkColour }, paragraph: { keepNext: true, spacing: { before: 120, after: 40 } } },
  },
  paragraphStyles: [
    { id: "Unit", name: "Table unit", basedOn: "Normal", quickFormat: true, run: { size: 18, color: softColour }, paragraph: { keepNext: true, spacing: { after: 60 } } },
    { id: "About", name: "Table note", basedOn: "Normal", quickFormat: true, run: { size: 17, color: softColour }, paragraph: { spacing: { before: 50 } } },
    { id: "Listed", name: "Table list", basedOn: "Normal", quickFormat: true, run: { size: 20 }, paragraph: { spacing: { after: 60 } } },
    { id: "Picture", name: "Table chart", basedOn: "Normal", quickFormat: true, paragraph: { spacing: { before: 160, after: 100 } } },
  ],
};
