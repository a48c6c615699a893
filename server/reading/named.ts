// A column by what a person calls it: in any case, and without what its heading explains behind an equals sign.
import type { Column } from "./columns.ts";

const plainly = (text: string) =>
  text
    .replace(/ ?= ?[^)]*/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9£%]+/g, " ")
    .trim();

/** The column that is called so: by its name as it stands, or else the only one whose words are those. */
export function columnCalled<Named extends Pick<Column, "name">>(columns: readonly Named[], called: string): Named | null {
  const exact = columns.find(({ name }) => name.trim().toLowerCase() === called.trim().toLowerCase());
  if (exact) return exact;
  const found = columns.filter(({ name }) => plainly(name) === plainly(called));
  return found.length === 1 ? (found[0] as Named) : null;
}
