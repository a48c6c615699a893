// A printed figure: where a report prints it, how, and the workings that it ought to follow from.
import { useQuery } from "@tanstack/react-query";
import { changeFigure, createFigure, figuresQuery, type PrintedFigure, removeFigure } from "../documents/figures.ts";
import { partsOf } from "../forms/Field.tsx";
import { FormFrame } from "../forms/FormFrame.tsx";
import { useForm } from "../forms/useForm.ts";
import { ask } from "../graphql.ts";
import { readSeen } from "../seen.ts";
import { figureForm, storedFigure } from "./figureForm.ts";
import { closePanel, Panel } from "./Panel.tsx";

const { Field } = partsOf(figureForm);

export interface FigurePanelProps {
  authority: string;
  /** The figure, or null for a new one. */
  id: string | null;
  onWritten: (batchId: string | null, said: string) => void;
}

export function FigurePanel({ authority, id, onWritten }: FigurePanelProps) {
  const read = useQuery({ queryKey: ["figures", authority], queryFn: () => readSeen(authority, () => ask(figuresQuery, { authority })), gcTime: 0 });
  const held = read.data?.printedFigures.find((each) => each.id === id) ?? null;
  if (!read.data || (id !== null && held === null)) {
    return <Panel title="Figure">{<p className="quiet-text">{read.isPending ? "Reading…" : (read.error?.message ?? "This figure is no longer there.")}</p>}</Panel>;
  }
  return <FigureForm key={id ?? "new"} authority={authority} held={held} seen={read.data.seen} onWritten={onWritten} />;
}

function FigureForm({ authority, held, seen, onWritten }: Omit<FigurePanelProps, "id"> & { held: PrintedFigure | null; seen: number }) {
  const title = held ? held.what : "New figure";
  const form = useForm({ form: figureForm, stored: storedFigure(held), seen, place: { authority, noun: "figure", id: held?.id ?? null }, title });

  async function save() {
    const what = form.text("what");
    const kept = await form.save(async (input, { seen, key }) => {
      if (held) return (await ask(changeFigure, { authority, id: held.id, input, seen, key })).changePrintedFigure;
      return (await ask(createFigure, { authority, input, key })).createPrintedFigure;
    });
    if (!kept) return;
    onWritten(kept.batchId, held ? `Changed ${what}.` : `Added ${what}.`);
    closePanel();
  }
  async function remove({ id, what }: PrintedFigure) {
    const kept = await form.remove(async (sending) => (await ask(removeFigure, { id, ...sending })).removePrintedFigure);
    if (!kept) return;
    onWritten(kept.batchId, `Removed ${what}.`);
    closePanel();
  }

  return (
    <Panel title={title}>
      <FormFrame form={form} submit={held ? "Save" : "Add this figure"} onSave={save} onRemove={held && (() => remove(held))}>
        <Field at="what" autoFocus={!held} />
        <Field at="reference" />
        <div className="pair">
          <Field at="printed" />
          <Field at="printedValue" />
        </div>
        <div className="pair">
          <Field at="unit" />
          <Field at="nearest" />
        </div>
        <Field at="workings" />
        <Field at="why" />
      </FormFrame>
    </Panel>
  );
}
