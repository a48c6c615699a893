// How wide a text is on paper in Arial, or in a font of the same measures (Liberation Sans): so that columns fit their words before Word has seen them.

const twipsAPoint = 20;

/** In thousandths of the type's size, by character code from the space on. */
// biome-ignore format: a table of measures.
const ascii = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
  1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
  333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const letter = 600;
const wide = 1_000;
const boldFactor = 1.08;
/** For machines that print Arial in another font. */
const allowance = 1.04;

/** The width of a line in twips, at a size in points; of bold letters, about that. */
export function textWidth(text: string, points: number, bold = false): number {
  let thousandths = 0;
  for (const sign of text) {
    const code = sign.codePointAt(0) as number;
    const own = ascii[code - 32] ?? (/[£€–]/.test(sign) ? 556 : code > 0x1100 ? wide : letter);
    // Digits are as wide in bold, which is what keeps them under one another.
    thousandths += bold && !/[\d,.()–]/.test(sign) ? own * boldFactor : own;
  }
  return Math.ceil((thousandths / 1_000) * points * twipsAPoint * allowance);
}

/** The width of the widest word of a text, which breaks at blanks and line breaks. */
export function wordWidth(text: string, points: number, bold = false): number {
  return text.split(/\s+/).reduce((widest, word) => Math.max(widest, textWidth(word, points, bold)), 0);
}
