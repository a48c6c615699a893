// Texts in a Word document: line breaks kept, and letters that are read from the right marked as such.
import { type IParagraphPropertiesOptions, type IRunOptions, TextRun } from "docx";
import { beginsRightToLeft, hasRightToLeft, stretches } from "./rightToLeft.ts";
import { unheld } from "./xml.ts";

/** A text without what XML cannot hold. */
export function heldInXml(text: string): string {
  return text.replace(unheld, "");
}

/** The runs of a text, all in one style. */
export function runs(text: string, style: Omit<IRunOptions, "text" | "children"> = {}): TextRun[] {
  return heldInXml(text)
    .split(/\r\n?|\n/)
    .flatMap((line, index) => {
      const parts = hasRightToLeft(line) ? stretches(line) : [{ text: line, rightToLeft: false }];
      return (parts.length === 0 ? [{ text: "", rightToLeft: false }] : parts).map(
        ({ text: part, rightToLeft }, place) => new TextRun({ ...style, text: part, ...(rightToLeft && { rightToLeft }), ...(index > 0 && place === 0 && { break: 1 }) }),
      );
    });
}

/** A paragraph's indent at its left; one that begins at the right is set from there, and yet stands at the left. */
export function leftAligned(text: string, indent: number): Pick<IParagraphPropertiesOptions, "alignment" | "bidirectional" | "indent"> {
  return beginsRightToLeft(text) ? { bidirectional: true, alignment: "end", indent: { right: indent } } : { alignment: "left", indent: { left: indent } };
}
