// The form of an option: what it changes in commitments, each in the measure of what is changed, and what speaks for and against it.
import type { SpendingOption } from "../documents/options.ts";
import { describe, type ReadAs, type TextAt } from "../forms/describe.ts";
import type { Opening } from "../forms/input.ts";

type Overridden = SpendingOption["overrides"][number]["field"];
const measures: Record<Overridden, ReadAs> = {
  PRICE: { unit: "POUNDS" },
  PLACES: { unit: "NUMBER" },
  UPLIFT: { unit: "PERCENT" },
  OCCUPANCY: { unit: "PERCENT" },
  STARTS: { unit: "DAY" },
  ENDS: { unit: "DAY" },
  // Nothing is typed for it.
  LEFT_OUT: { value: "yes" },
};

export const optionForm = describe("OptionInput", {
  name: { kind: "words", needed: true, label: "Name" },
  decision: { kind: "words", needed: true, label: "For which decision", hint: "Options of one decision are compared." },
  summary: { kind: "words", label: "What it is, in a sentence" },
  recommended: { kind: "tick", label: "Recommended" },
  costed: { kind: "tick", label: "Its cost is known" },
  overrides: {
    kind: "list",
    label: "Taken otherwise",
    add: "Take something otherwise",
    hint: "The facts stay as they are. Left out needs nothing.",
    columns: ["commitmentId", "field", "value"],
    fields: {
      commitmentId: { kind: "choice", needed: true, label: "In the commitment" },
      field: {
        kind: "choice",
        needed: true,
        label: "What",
        width: "130px",
        choices: [
          ["PRICE", "Price, £"],
          ["PLACES", "Places"],
          ["UPLIFT", "Uplift, %"],
          ["OCCUPANCY", "Occupancy, %"],
          ["STARTS", "Starts on"],
          ["ENDS", "Ends on"],
          ["LEFT_OUT", "Left out"],
        ],
      },
      value: { kind: "number", needed: true, label: "As", width: "120px", as: (beside: TextAt) => measures[beside("field") as Overridden] ?? {} },
    },
  },
  points: {
    kind: "list",
    label: "Benefits, risks and mitigations",
    add: "Add a point",
    columns: ["kind", "said"],
    fields: {
      kind: {
        kind: "choice",
        needed: true,
        label: "Sort",
        width: "110px",
        choices: [
          ["BENEFIT", "Benefit"],
          ["RISK", "Risk"],
          ["MITIGATION", "Mitigation"],
        ],
      },
      said: { kind: "words", needed: true, label: "What it is" },
    },
  },
  source: { kind: "words", label: "Source" },
});

export function storedOption(held: SpendingOption | null, decision: string): Opening<"OptionInput"> {
  return held ?? { name: "", decision, summary: null, recommended: false, costed: true, overrides: [], points: [], source: null };
}
