// The form of a printed figure.
import type { PrintedFigure } from "../documents/figures.ts";
import { describe } from "../forms/describe.ts";
import type { Opening } from "../forms/input.ts";

export const figureForm = describe("PrintedFigureInput", {
  what: { kind: "words", needed: true, label: "What it is" },
  reference: { kind: "words", needed: true, label: "Where the report prints it", placeholder: "6.1.4" },
  printed: { kind: "words", label: "As printed", placeholder: "£4.7m", hint: "Empty where it is not printed." },
  printedValue: { kind: "number", label: "As a number", placeholder: "4700000" },
  unit: {
    kind: "choice",
    needed: true,
    label: "In",
    choices: [
      ["POUNDS", "Pounds"],
      ["PERCENT", "Per cent"],
      ["MONTHS", "Months"],
      ["YEARS", "Years"],
      ["NUMBER", "A plain number"],
    ],
  },
  nearest: { kind: "number", label: "Rounded to", placeholder: "100000", hint: "100000 for £4.7m, 0.1 for 5.6%." },
  workings: {
    kind: "words",
    label: "Workings",
    placeholder: "63 / 1150",
    hint: "As in a cell: + - * / and brackets, 10%, £4.7m, months(2018-10-09, 2019-06-30). [commitment:…:2023/24] is a year of a commitment here. Empty where the report gives no inputs.",
  },
  why: { kind: "words", label: "What explains a difference" },
  arrangementId: { kind: "choice" },
});

export function storedFigure(held: PrintedFigure | null): Opening<"PrintedFigureInput"> {
  return held ?? { what: "", reference: "", printed: null, printedValue: null, unit: "POUNDS", nearest: "1", workings: null, why: null, arrangementId: null };
}
