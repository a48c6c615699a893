// The form of a block case: its columns, and what a new one begins with.
import type { StoredBlockCase } from "../documents/blockCase.ts";
import { describe } from "../forms/describe.ts";
import type { Opening } from "../forms/input.ts";

const byWeek = (beside: (name: string) => string) => beside("priceUnit") === "WEEK";

export const blockCaseForm = describe("BlockCaseInput", {
  name: { kind: "words", needed: true, label: "Name" },
  places: { kind: "count", needed: true, label: "Places" },
  priceUnit: {
    kind: "choice",
    needed: true,
    label: "The prices are for",
    choices: [
      ["WEEK", "A place for a week"],
      ["YEAR", "A place for a year"],
    ],
  },
  spotPounds: { kind: "pounds", label: "Spot price, £" },
  blockPounds: { kind: "pounds", label: "Block price, £" },
  spotValuePence: { kind: "pence", label: "Spot over the whole term, £", hint: "Where a report prints totals: the prices are then solved from them." },
  blockValuePence: { kind: "pence", label: "Block over the whole term, £" },
  weeksPerYear: {
    kind: "choice",
    label: "Weeks in a year",
    when: byWeek,
    choices: [
      ["WEEKS_52", "52 weeks"],
      ["WEEKS_52_14", "52.14 weeks"],
      ["WEEKS_365_7", "365/7 weeks"],
    ],
  },
  termMonths: { kind: "count", label: "Term in months" },
  arrangementId: { kind: "choice", label: "Arrangement" },
  sharing: { kind: "count", label: "Shared equally by how many authorities" },
  directPlaces: { kind: "count", label: "Places filled directly", hint: "They avoid cost; the others save it." },
  items: {
    kind: "list",
    label: "Netted off the saving",
    add: "Add a cost or a grant",
    hint: "Years of the term, from 1.",
    columns: ["name", "kind", "amountPence", "time", "fromYear", "toYear"],
    fields: {
      name: { kind: "words", needed: true, label: "What" },
      kind: {
        kind: "choice",
        needed: true,
        label: "Sort",
        width: "130px",
        choices: [
          ["COST", "Cost"],
          ["GRANT", "Grant"],
          ["CONDITIONAL_GRANT", "Grant, not counted"],
        ],
      },
      amountPence: { kind: "pence", needed: true, label: "£", width: "96px" },
      time: {
        kind: "choice",
        needed: true,
        label: "When",
        width: "96px",
        choices: [
          ["EACH_YEAR", "Each year"],
          ["ONCE", "Once"],
        ],
      },
      fromYear: { kind: "count", needed: true, label: "From year", width: "64px" },
      toYear: { kind: "count", needed: true, label: "To year", width: "64px" },
    },
  },
  source: { kind: "words", label: "Source" },
});

const begin: Opening<"BlockCaseInput"> = {
  name: "",
  source: null,
  arrangementId: null,
  places: null,
  priceUnit: "WEEK",
  weeksPerYear: "WEEKS_52_14",
  spotPounds: null,
  blockPounds: null,
  spotValuePence: null,
  blockValuePence: null,
  termMonths: null,
  sharing: 1,
  directPlaces: 0,
  items: [],
};

export function storedBlockCase(held: StoredBlockCase | null): Opening<"BlockCaseInput"> {
  if (!held) return begin;
  // Of the days of each year a case knows only the average.
  return { ...held, weeksPerYear: held.weeksPerYear === "ACTUAL_DAYS_7" ? "WEEKS_365_7" : (held.weeksPerYear ?? "WEEKS_52_14") };
}
