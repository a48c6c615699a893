// A printed figure: where a report prints it, how, and the workings that it ought to follow from.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { changeFigure, createFigure, figuresQuery, type PrintedFigure, removeFigure } from "../documents/figures.ts";
import { ask } from "../graphql.ts";
import { readSeen } from "../seen.ts";
import { Form } from "../shell/Form.tsx";
import { ChoiceField, refusalOf, TextField } from "../shell/fields.tsx";
import { useWrite } from "../shell/useWrite.ts";
import { decimalOrNull, orNull } from "../typed.ts";
import { closePanel, Panel } from "./Panel.tsx";

const units = [
  ["POUNDS", "Pounds"],
  ["PERCENT", "Per cent"],
  ["MONTHS", "Months"],
  ["YEARS", "Years"],
  ["NUMBER", "A plain number"],
] as const;

export interface FigurePanelProps {
  authority: string;
  /** The figure, or null for a new one. */
  id: string | null;
  onWritten: (batchId: string, said: string) => void;
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
  const [form, setForm] = useState({
    reference: held?.reference ?? "",
    what: held?.what ?? "",
    printed: held?.printed ?? "",
    printedValue: held?.printedValue ?? "",
    unit: held?.unit ?? ("POUNDS" as const),
    nearest: held?.nearest ?? "1",
    workings: held?.workings ?? "",
    why: held?.why ?? "",
  });
  const [seenAt] = useState(seen);
  const writing = useWrite();
  const { refused, run, busy } = writing;
  const set = (change: Partial<typeof form>) => setForm((before) => ({ ...before, ...change }));
  const field = (key: Exclude<keyof typeof form, "unit">) => ({ value: form[key], onChange: (value: string) => set({ [key]: value }), refused: refusalOf(refused, key) });

  async function save() {
    const input = {
      reference: form.reference,
      what: form.what,
      printed: orNull(form.printed),
      printedValue: decimalOrNull(form.printedValue),
      unit: form.unit,
      nearest: decimalOrNull(form.nearest),
      workings: orNull(form.workings),
      why: orNull(form.why),
      arrangementId: held?.arrangementId ?? null,
    };
    const kept = await run(async () => {
      if (held) return (await ask(changeFigure, { authority, id: held.id, input, seen: seenAt })).changePrintedFigure;
      return (await ask(createFigure, { authority, input })).createPrintedFigure;
    });
    if (!kept) return;
    onWritten(kept.batchId, held ? `Changed ${form.what}.` : `Added ${form.what}.`);
    closePanel();
  }
  async function remove() {
    const kept = held && (await run(() => ask(removeFigure, { id: held.id, seen: seenAt })));
    if (!kept) return;
    onWritten(kept.removePrintedFigure.batchId, `Removed ${held.what}.`);
    closePanel();
  }

  return (
    <Panel title={held ? held.what : "New figure"}>
      <Form
        writing={writing}
        submit={held ? "Save" : "Add this figure"}
        onSubmit={save}
        actions={
          held && (
            <button type="button" className="quiet" disabled={busy} onClick={remove}>
              Remove
            </button>
          )
        }
      >
        <TextField label="What it is" autoFocus={!held} {...field("what")} />
        <TextField label="Where the report prints it" placeholder="6.1.4" {...field("reference")} />
        <div className="pair">
          <TextField label="As printed" placeholder="£4.7m" hint="Empty where it is not printed." {...field("printed")} />
          <TextField label="As a number" placeholder="4700000" {...field("printedValue")} />
        </div>
        <div className="pair">
          <ChoiceField label="In" value={form.unit} choices={units} onChange={(unit) => set({ unit })} />
          <TextField label="Rounded to" placeholder="100000" hint="100000 for £4.7m, 0.1 for 5.6%." {...field("nearest")} />
        </div>
        <TextField
          label="Workings"
          placeholder="63 / 1150"
          hint="As in a cell: + - * / and brackets, 10%, £4.7m, months(2018-10-09, 2019-06-30). [commitment:…:2023/24] is a year of a commitment here. Empty where the report gives no inputs."
          {...field("workings")}
        />
        <TextField label="What explains a difference" {...field("why")} />
      </Form>
    </Panel>
  );
}
