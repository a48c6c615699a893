// Which texts are read from the right: Hebrew, Arabic and their kin, whose names keep their order within an English line.
const letters = "\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}";
const anyLetter = new RegExp(`[${letters}]`, "u");
const firstLetter = new RegExp(`^[^\\p{L}${letters}]*[${letters}]`, "u");
const stretch = new RegExp(`([${letters}](?:[${letters}\\p{M}\\p{N}\\p{P}\\s]*[${letters}\\p{M}])?)`, "u");

/** True where a text has letters that are read from the right. */
export function hasRightToLeft(text: string): boolean {
  return anyLetter.test(text);
}

/** True where its first letter is, which makes the whole of it begin at the right. */
export function beginsRightToLeft(text: string): boolean {
  return firstLetter.test(text);
}

/** A text in stretches of one direction each: "Tŷ בית" is "Tŷ " and "בית". */
export function stretches(text: string): { text: string; rightToLeft: boolean }[] {
  return text
    .split(stretch)
    .map((part, index) => ({ text: part, rightToLeft: index % 2 === 1 }))
    .filter((part) => part.text !== "");
}
