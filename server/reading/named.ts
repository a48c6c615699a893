// Names as people repeat them: in any case, and of a column without what its heading explains behind an equals sign.
import type { Column } from "./columns.ts";

/** A name without what is not told apart in it: its case and the space around it. */
export const inAnyCase = (name: string) => name.trim().toLowerCase();

/** Whether two names are the same in any case. No name is like none. */
export function alike(one: string | null | undefined, other: string | null | undefined): boolean {
  return one != null && other != null && inAnyCase(one) === inAnyCase(other);
}

const plainly = (text: string) =>
  text
    .replace(/ ?= ?[^)]*/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9£%]+/g, " ")
    .trim();

/** The column that is called so: by its name as it stands, or else the only one whose words are those. */
export function columnCalled<Named extends Pick<Column, "name">>(columns: readonly Named[], called: string): Named | null {
  const exact = columns.find(({ name }) => alike(name, called));
  if (exact) return exact;
  const found = columns.filter(({ name }) => plainly(name) === plainly(called));
  return found.length === 1 ? (found[0] as Named) : null;
}
