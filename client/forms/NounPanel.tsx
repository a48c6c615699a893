// The panel in which one of a noun is filled in: adding, changing and removing it, by its written description.
import type { TadaDocumentNode } from "gql.tada";
import type { ReactNode } from "react";
import { ask } from "../data/graphql.ts";
import { closePanel, Panel } from "../panels/Panel.tsx";
import { type Described, openingOf } from "./describe.ts";
import { FormBody, type FormBodyProps } from "./FormBody.tsx";
import { FormFrame, type FormFrameProps } from "./FormFrame.tsx";
import type { InputName, Opening, WholeInput } from "./input.ts";
import { type FormState, type Kept, type Sending, useForm } from "./useForm.ts";

type Written = Kept & { readonly id?: string | null };
interface Sent {
  readonly key: string;
}
/** The three mutations of a noun. */
export interface Writes<Of extends InputName> {
  readonly create: Takes<Sent & { authority: string; input: WholeInput<Of> }>;
  readonly change: Takes<Sent & { authority: string; id: string; input: WholeInput<Of>; seen: number }>;
  readonly remove: Takes<Sent & { id: string; seen: number }>;
}
type Takes<Variables> = TadaDocumentNode<{ written: Written }, Variables>;

export interface Stored {
  readonly id: string;
}

/** What the panel of a noun is opened with: whose it is, what is stored of it, the data version at which that was read, and who is told of a change. */
export interface OfPanel<Held> {
  authority: string;
  held: Held | null;
  seen: number | null;
  onWritten: (batchId: string | null, said: string) => void;
}

export interface EditorOptions<Of extends InputName, Held extends Stored> extends OfPanel<Held> {
  form: Described<Of>;
  /** Its mutations; or, where one mutation both adds and changes, what is sent. */
  writes?: Writes<Of>;
  send?: (input: WholeInput<Of>, sending: Sending) => Promise<Written | null>;
  /** The field that it is called by; "name" where nothing is said. */
  called?: string;
  /** What it is kept as while it is a draft, where that is not the noun. */
  place?: string;
  /** What a new one begins with beside what is described; or all that the form opens with. */
  begins?: Partial<Opening<Of>>;
  opening?: Opening<Of>;
  /** What a new one is sent as. */
  asNew?: (input: WholeInput<Of>) => WholeInput<Of>;
  /** What is said then, where that is not that it was added or changed. */
  told?: string;
  /** Where to go then: the panel is closed where nothing is said. `id` is the new one's. */
  onDone?: (deed: "added" | "changed" | "removed", id: string | null) => void;
}

/** What a noun's panel needs of it: its form, and the ways to send it. */
export interface Editor<Of extends InputName, Held extends Stored> {
  readonly form: FormState<Of>;
  readonly title: string;
  readonly said: string;
  readonly held: Held | null;
  save(): Promise<void>;
  readonly remove: (() => Promise<void>) | null;
}

export function useEditor<Of extends InputName, Held extends Stored>(options: EditorOptions<Of, Held>): Editor<Of, Held> {
  const { form: described, writes, authority, held, seen, onWritten, called = "name", begins, opening, asNew = (input) => input, onDone = closePanel } = options;
  const { said } = described;
  const stored = opening ?? openingOf(described, held, begins);
  const title = held ? String((held as unknown as Readonly<Record<string, unknown>>)[called] ?? said) : `New ${said}`;
  const form = useForm({ form: described, stored, seen, place: { authority, noun: options.place ?? said, id: held?.id ?? null }, title });

  async function send(input: WholeInput<Of>, sending: Sending): Promise<Written | null> {
    if (!writes) return null;
    const { key } = sending;
    if (held) return (await ask(writes.change, { authority, id: held.id, input, ...sending })).written;
    return (await ask(writes.create, { authority, input: asNew(input), key })).written;
  }
  async function save() {
    const name = (form.texts[called] ?? "").trim();
    const kept = await form.save(options.send ?? send);
    if (!kept) return;
    onWritten(kept.batchId, options.told ?? (held ? `Changed ${name}.` : `Added ${name}.`));
    onDone(held ? "changed" : "added", kept.id ?? null);
  }
  async function remove({ id }: Held, { remove: document }: Writes<Of>) {
    const kept = await form.remove(async (sending) => (await ask(document, { id, ...sending })).written);
    if (!kept) return;
    onWritten(kept.batchId, `Removed ${title}.`);
    onDone("removed", null);
  }
  return { form, title, said, held, save, remove: held && writes ? () => remove(held, writes) : null };
}

export interface NounPanelProps<Of extends InputName, Held extends Stored> extends FormBodyProps, Pick<Partial<FormFrameProps>, "actions" | "foot" | "locked" | "submit" | "form"> {
  editor: Editor<Of, Held>;
  wide?: boolean;
  /** What stands over the form, and below it. */
  above?: ReactNode;
  below?: ReactNode;
}

export function NounPanel<Of extends InputName, Held extends Stored>({
  editor,
  wide = false,
  above,
  below,
  actions,
  foot,
  locked = null,
  submit,
  form,
  ...body
}: NounPanelProps<Of, Held>) {
  const { title, said, held, save, remove } = editor;
  const [first] = Object.entries(editor.form.fields).filter(([, field]) => field.kind === "words" && field.needed);
  return (
    <Panel title={title} wide={wide}>
      {above}
      <FormFrame form={form ?? editor.form} submit={submit ?? (held ? "Save" : `Add this ${said}`)} onSave={save} onRemove={remove} actions={actions} foot={foot} locked={locked}>
        <FormBody {...body} focus={held ? undefined : first?.[0]} />
      </FormFrame>
      {below}
    </Panel>
  );
}
