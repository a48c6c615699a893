// The workings of a printed figure: numbers that the report rounded, and figures of Tabled's own that may not be known.
import { Exact } from "./exact.ts";
import { type Figure, input } from "./figure.ts";
import type { PrintedFigureFacts } from "./printedFigure.ts";
import { isUnknown, type Known, type Unknown } from "./unknown.ts";
import { readWorkings } from "./workings.ts";

/** Finds a figure by its name ("commitment:essex-solo-beds:2023/24"), or says why it is not known; null where nothing has that name. */
export type KnownReferences = (name: string) => Known | null;

/** Stands for what is not known while the rest is read: a number that no other in the workings makes nil by chance. */
const standIn: Figure = input(Exact.ratio(1_000_003n, 999_983n), "plain");

/**
 * Reads the workings of a printed figure as `readWorkings` does. They are not known where a figure that they name is not.
 * @throws InputError naming `field`: what `readWorkings` refuses.
 */
export function readPrintedWorkings(text: string, unit: PrintedFigureFacts["unit"], references: KnownReferences, field: string): Known {
  const missing: Unknown[] = [];
  const figure = readWorkings(
    text,
    (name) => {
      const known = references(name);
      if (known === null || !isUnknown(known)) return known;
      missing.push(known);
      return standIn;
    },
    field,
    { printed: unit === "pounds" ? "pounds" : "other" },
  );
  return missing.length === 0 ? figure : { kind: "unknown", why: [...new Set(missing.map(({ why }) => why))].join(" ") };
}
