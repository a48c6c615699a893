// How figures were rounded that were copied last: offered first of the next.
import type { FigureWords } from "../grid/table.ts";

type Rounding = FigureWords["rounding"];

export const roundingsSaid: Record<Rounding, string> = {
  AS_PRINTED: "as the table shows it",
  MILLIONS_TO_ONE_DECIMAL: "in £m, one decimal",
  MILLIONS_TO_TWO_DECIMALS: "in £m, two decimals",
  THOUSANDS_IN_FULL: "to the nearest £1,000",
  THOUSANDS_WITH_K: "to the nearest £1,000",
  THOUSANDS_IN_UNIT: "in £000s",
  POUNDS: "to the pound",
  PENCE: "to the penny",
  WHOLE: "no decimals",
  ONE_DECIMAL: "one decimal",
  TWO_DECIMALS: "two decimals",
  NIL: "in a word",
};

const keptUnder = "tabled.roundings";
/** One for money, one for percentages, one for what is nil, and some to spare. */
const most = 6;
let unkept: readonly string[] = [];

/** The roundings that were chosen, the last first. */
function chosenBefore(): readonly string[] {
  try {
    return window.localStorage.getItem(keptUnder)?.split(",") ?? [];
  } catch {
    // A browser that keeps nothing knows them until the page is left.
    return unkept;
  }
}

export function keepRounding(rounding: Rounding): void {
  unkept = [rounding, ...chosenBefore().filter((each) => each !== rounding)].slice(0, most);
  try {
    window.localStorage.setItem(keptUnder, unkept.join(","));
  } catch {
    // Known until the page is left.
  }
}

/** The wording to offer first: of those that suit the figure the one chosen last, else as the table shows it. */
export function offeredFirst(wordings: readonly FigureWords[]): FigureWords | undefined {
  for (const rounding of chosenBefore()) {
    const found = wordings.find((each) => each.rounding === rounding);
    if (found) return found;
  }
  return wordings[0];
}
