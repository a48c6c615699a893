// Whom outcomes are of: its sort, its codes, what it is within, and its statistical neighbours.
import type { SubjectHeld } from "../../data/documents/outcomes.ts";
import { named } from "../../forms/FormBody.tsx";
import { NounPanel, type OfPanel, useEditor } from "../../forms/NounPanel.tsx";
import { subjectForm, subjectWrites } from "../../written/subject.ts";

export interface SubjectPanelProps extends OfPanel<SubjectHeld> {
  subjects: readonly SubjectHeld[];
}

export function SubjectPanel({ subjects, ...props }: SubjectPanelProps) {
  const editor = useEditor({ form: subjectForm, writes: subjectWrites, ...props });
  const others = subjects.filter(({ id }) => id !== props.held?.id);
  return (
    <NounPanel
      editor={editor}
      choices={{ withinId: named(others), neighbourIds: named(others.filter(({ kind }) => kind === "AUTHORITY")) }}
      labels={editor.form.text("kind") === "STATISTICAL_NEIGHBOURS" ? { withinId: "Whose neighbours" } : {}}
    />
  );
}
