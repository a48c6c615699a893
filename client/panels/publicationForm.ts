// The form of a publication of outcomes.
import type { PublicationHeld } from "../documents/outcomes.ts";
import { describe } from "../forms/describe.ts";
import type { Opening } from "../forms/input.ts";
import { marksSaid } from "../kpiWords.ts";
import { said } from "../words.ts";

export const publicationForm = describe("OutcomePublicationInput", {
  name: { kind: "words", needed: true, label: "Name", placeholder: "Cabinet report" },
  // Left empty, the server would hide 1 to 5: what is hidden is to be typed.
  hiddenUpTo: { kind: "count", needed: true, label: "Hide counts of people from 1 to", hint: "And those from which they could be worked out. 0 hides nothing." },
  mark: { kind: "choice", label: "Mark", choices: said(marksSaid) },
});

export function storedPublication(held: PublicationHeld | null): Opening<"OutcomePublicationInput"> {
  return held ?? { name: "", hiddenUpTo: 5, mark: "CONFIDENTIAL" };
}
