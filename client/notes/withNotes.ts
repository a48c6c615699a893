// What the derivation bar says of a cell, with what people have noted of it.
import type { Note } from "../data/documents/notes.ts";
import type { Explained } from "../shell/DerivationBar.tsx";

export function withNotes(explained: Explained, notes: readonly Note[]): Explained {
  if (notes.length === 0) return explained;
  const said = notes.map((note) => {
    const last = note.answers[note.answers.length - 1] ?? note;
    return `${last.madeBy}: ${last.said.replaceAll("\n", " ")}`;
  });
  return { ...explained, note: [...said, explained.note].filter(Boolean).join(" · ") };
}
