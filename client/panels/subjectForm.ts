// The form of whom outcomes are of.
import type { SubjectHeld } from "../documents/outcomes.ts";
import { describe, type TextAt } from "../forms/describe.ts";
import type { Opening } from "../forms/input.ts";
import { kindSaid } from "../kpiWords.ts";
import { said } from "../words.ts";

export const subjectForm = describe("KpiSubjectInput", {
  kind: { kind: "choice", needed: true, label: "Sort", choices: said(kindSaid) },
  name: { kind: "words", needed: true, label: "Name" },
  oldCode: { kind: "words", label: "Old code", placeholder: "343" },
  gssCode: { kind: "words", label: "GSS code", placeholder: "E08000014" },
  withinId: { kind: "choice", label: "Within" },
  partnershipId: { kind: "choice" },
  arrangementId: { kind: "choice" },
  lotId: { kind: "choice" },
  neighbourIds: { kind: "ids", label: "Statistical neighbours", add: "Add a neighbour", when: (form: TextAt) => form("kind") === "AUTHORITY" },
});

export function storedSubject(held: SubjectHeld | null): Opening<"KpiSubjectInput"> {
  if (!held) return { kind: "AUTHORITY", name: "", oldCode: null, gssCode: null, withinId: null, partnershipId: null, arrangementId: null, lotId: null, neighbourIds: [] };
  return { ...held, neighbourIds: held.neighbours.map(({ neighbourId }) => neighbourId) };
}
