// Written by `npm run schema` from schema/nouns. Change a noun's declaration there, and run it again.
import { describe } from "../forms/describe.ts";
import { graphql } from "../data/graphql.ts";
import { choices } from "./choices.ts";

export const figureForm = describe("PrintedFigureInput", "figure", {
  what: { kind: "words", needed: true, label: "What it is" },
  reference: { kind: "words", needed: true, label: "Where the report prints it", placeholder: "6.1.4" },
  printed: { kind: "words", label: "As printed", hint: "Empty where it is not printed.", placeholder: "£4.7m" },
  printedValue: { kind: "number", label: "As a number", placeholder: "4700000", beside: true },
  unit: { kind: "choice", needed: true, label: "In", choices: choices.FigureUnit },
  nearest: { kind: "number", label: "Rounded to", hint: "Empty for the last place that is printed; 100000 for £5m that stands for £4.7m.", placeholder: "as printed", beside: true },
  workings: { kind: "words", label: "Workings", hint: "As in a cell: + - * / and brackets, 10%, £4.7m, months(2018-10-09, 2019-06-30). [commitment:…:2023/24] is a year of a commitment here. £4.7m or 3.1 is any amount that prints so; exact(10%) is that number alone. Empty where the report gives no inputs.", placeholder: "63 / 1150" },
  why: { kind: "words", label: "What explains a difference" },
  arrangementId: { kind: "choice" },
});

/** What the form reads of one that is stored. */
export const figureStored = graphql(`fragment PrintedFigureStored on PrintedFigure @_unmask { id what reference printed printedValue unit nearest workings why arrangementId }`);

export const figureWrites = {
  create: graphql(`mutation CreatePrintedFigure($authority: ID!, $input: PrintedFigureInput!, $key: String) { written: createPrintedFigure(authority: $authority, input: $input, key: $key) { id batchId seen } }`),
  change: graphql(`mutation ChangePrintedFigure($authority: ID!, $id: ID!, $input: PrintedFigureInput!, $seen: DataVersion!, $key: String) { written: changePrintedFigure(authority: $authority, id: $id, input: $input, seen: $seen, key: $key) { batchId seen } }`),
  remove: graphql(`mutation RemovePrintedFigure($id: ID!, $seen: DataVersion!, $key: String) { written: removePrintedFigure(id: $id, seen: $seen, key: $key) { batchId seen } }`),
};
