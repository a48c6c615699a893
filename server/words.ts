// The texts that people give things: trimmed, bounded, and free of what no name holds.
import { InputError } from "./finance/inputError.ts";

const longestName = 200;
// Line breaks and tabs are allowed in a note, never in a name; other control characters nowhere.
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point.
const controls = /[\u0000-\u001f\u007f]/;

/** A name as stored: "  Mainstream Residential North " is "Mainstream Residential North". @throws InputError naming `field`. */
export function nameGiven(text: string, field: string): string {
  const name = text.normalize("NFC").trim();
  if (name === "") throw new InputError(field, "A name is needed here.");
  if (name.length > longestName) throw new InputError(field, `This name has ${name.length} characters; ${longestName} is the most.`);
  if (controls.test(name)) throw new InputError(field, "A name cannot hold line breaks, tabs or control characters.");
  return name;
}

/** A name that may be left out; an empty one is none. */
export function nameIfGiven(text: string | null | undefined, field: string): string | null {
  return text === null || text === undefined || text.trim() === "" ? null : nameGiven(text, field);
}
