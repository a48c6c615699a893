// What a saved view may hold: the parts of a sheet's address that say of what it is and how it is arranged, and nothing else.
import { InputError } from "../finance/inputError.ts";

/** The parts of the address, as client/address.ts names them. Whose sheet it is, the cell and the panel are of the moment. */
export const viewParts: readonly string[] = [
  ...["version", "from", "to", "unit", "of", "period", "asAt", "occupancy", "view", "kpi", "against", "publication", "find", "status", "chart"],
  ...["rows", "kinds", "where", "sort", "hide", "order", "freeze"],
];

const longestView = 4_000;

/** A view as stored: its known parts in the order given, written anew. @throws InputError naming `field`. */
export function viewGiven(held: string, field: string): string {
  if (held.length > longestView) throw new InputError(field, `This view has ${held.length} characters; ${longestView} is the most.`);
  const parts = new URLSearchParams(held);
  const seen = new Set<string>();
  for (const [key, value] of parts) {
    if (!viewParts.includes(key)) throw new InputError(field, `A view has no part ${JSON.stringify(key.slice(0, 40))}.`);
    if (seen.has(key)) throw new InputError(field, `This view has the part ${key} twice.`);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point.
    if (/[\u0000-\u001f\u007f]/.test(value)) throw new InputError(field, "A view cannot hold control characters.");
    seen.add(key);
  }
  return parts.toString();
}

/** A sheet's name as its address has it. @throws InputError naming `field`. */
export function sheetGiven(sheet: string, field: string): string {
  if (!/^[a-z][a-z-]{0,39}$/.test(sheet)) throw new InputError(field, 'A sheet is named as in its address: "medium-term".');
  return sheet;
}
