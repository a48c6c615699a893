// The texts that people give things: trimmed, bounded, and free of what no name holds.
import { Exact } from "../finance/exact.ts";
import { InputError } from "../finance/inputError.ts";

export const longestName = 200;
// Line breaks and tabs are allowed in a note, never in a name; other control characters nowhere.
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point.
const controls = /[\u0000-\u001f\u007f]/;
/** Half of a sign that takes two: no engine stores it as it came, so that the log would hold another text than the store. */
const halves = /\p{Cs}/u;
const halfSaid = "This text holds half of a character, and cannot be stored as it is. Type that character again.";

/** A name as stored: "  Mainstream Residential North " is "Mainstream Residential North". @throws InputError naming `field`. */
export function nameGiven(text: string, field: string): string {
  const name = text.normalize("NFC").trim();
  if (name === "") throw new InputError(field, "A name is needed here.");
  if (name.length > longestName) throw new InputError(field, `This name has ${name.length} characters; ${longestName} is the most.`);
  if (controls.test(name)) throw new InputError(field, "A name cannot hold line breaks, tabs or control characters.");
  if (halves.test(name)) throw new InputError(field, halfSaid);
  return name;
}

/** A name that may be left out; an empty one is none. */
export function nameIfGiven(text: string | null | undefined, field: string): string | null {
  return text === null || text === undefined || text.trim() === "" ? null : nameGiven(text, field);
}

const longestKey = 400;
const longestNote = 2_000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point.
const controlsInNotes = /[\u0000-\u0008\u000b-\u001f\u007f]/;

/** A note of some sentences, which may have line breaks; an empty one is none. @throws InputError naming `field`. */
export function noteIfGiven(text: string | null | undefined, field: string): string | null {
  if (text === null || text === undefined || text.trim() === "") return null;
  const note = text.normalize("NFC").replaceAll("\r\n", "\n").trim();
  if (note.length > longestNote) throw new InputError(field, `This note has ${note.length} characters; ${longestNote} is the most.`);
  if (controlsInNotes.test(note)) throw new InputError(field, "A note cannot hold control characters.");
  if (halves.test(note)) throw new InputError(field, halfSaid);
  return note;
}

/** A key of something on a sheet as stored: a short text of no control characters. @throws InputError naming `field`. */
export function keyGiven(key: string, field: string): string {
  if (key.length > longestKey) throw new InputError(field, `This key has ${key.length} characters; ${longestKey} is the most.`);
  if (controls.test(key) || halves.test(key)) throw new InputError(field, "A key cannot hold control characters.");
  return key;
}

/** A decimal as it was written. @throws InputError naming `field` for a text that is none. */
export function decimalGiven(text: string, field: string): string {
  Exact.decimal(text, field);
  return text.trim();
}
