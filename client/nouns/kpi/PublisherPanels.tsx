// The panels of a publisher: adding one, using its KPIs, subjects and outcomes here, and putting them in the place of copies.
import { useQuery } from "@tanstack/react-query";
import { elsewhere, goTo } from "../../address.ts";
import type { OutcomeSet } from "../../data/documents/outcomes.ts";
import { createPublisher, replaceByPublisher, replacementQuery, stopUsingPublisher, takeUpPublisher } from "../../data/documents/publishers.ts";
import { ask } from "../../data/graphql.ts";
import { newKey } from "../../data/newKey.ts";
import { describe } from "../../forms/describe.ts";
import { FormBody } from "../../forms/FormBody.tsx";
import { FormFrame } from "../../forms/FormFrame.tsx";
import { useForm } from "../../forms/useForm.ts";
import { Panel } from "../../panels/Panel.tsx";
import { Refusal } from "../../shell/fields.tsx";
import { useWrite } from "../../shell/useWrite.ts";

export type PublisherHeld = OutcomeSet["publishers"]["nodes"][number];

interface OfPublisher {
  authority: string;
  seen: number;
  onWritten: (batchId: string | null, said: string) => void;
}

const publisherForm = describe("NewPublisherInput", "publisher", {
  name: { kind: "words", needed: true, label: "Name", placeholder: "Department for Education" },
});

export function NewPublisherPanel({ authority }: OfPublisher) {
  const form = useForm({ form: publisherForm, stored: { name: "" }, seen: null, place: { authority, noun: "publisher", id: null }, title: "New publisher" });
  async function save() {
    const kept = await form.save(async (input, { key }) => (await ask(createPublisher, { input, key })).createPublisher);
    if (kept?.id) goTo({ panel: `publisher:${kept.id}` });
  }
  return (
    <Panel title="New publisher">
      <p className="quiet-text">
        Whoever publishes KPIs and outcomes that several authorities use: the Department for Education, a regional partnership. They are stored once, and each authority has targets
        of its own.
      </p>
      <FormFrame form={form} submit="Add this publisher" onSave={save}>
        <FormBody focus="name" />
      </FormFrame>
    </Panel>
  );
}

export function PublisherPanel({ authority, seen, onWritten, publisher }: OfPublisher & { publisher: PublisherHeld }) {
  const { id, name, used } = publisher;
  const writing = useWrite();
  const asked = { authority, publisher: id };
  const write = async (document: () => Promise<{ batchId: string | null }>, said: string) => {
    const kept = await writing.run(document);
    if (kept) onWritten(kept.batchId, said);
  };
  const start = async () => (await ask(takeUpPublisher, { ...asked, key: newKey() })).usePublisher;
  const stop = async () => (await ask(stopUsingPublisher, { ...asked, seen, key: newKey() })).stopUsingPublisher;
  const replace = async () => (await ask(replaceByPublisher, { ...asked, seen, key: newKey() })).replaceByPublisher;
  return (
    <Panel title={name}>
      <p className="quiet-text">
        {used
          ? "Its KPIs, subjects and outcomes stand here beside this authority's own. Where both have the same, this authority's own come first."
          : "Use it here, and its KPIs, subjects and outcomes stand beside this authority's own. Nothing of its own changes."}
      </p>
      <Refusal of={writing.refused} />
      <div className="actions">
        {used ? (
          <button type="button" disabled={writing.busy} onClick={() => void write(stop, `Stopped using ${name}.`)}>
            Stop using it
          </button>
        ) : (
          <button type="button" className="primary" disabled={writing.busy} onClick={() => void write(start, `Uses ${name}.`)}>
            Use it here
          </button>
        )}
        <button type="button" className="quiet" onClick={() => goTo({ ...elsewhere, sheet: "outcomes", authority: id, panel: "set" })}>
          Open its KPIs
        </button>
        <button type="button" className="quiet" onClick={() => goTo({ ...elsewhere, sheet: "import", authority: id })}>
          Import as {name}
        </button>
      </div>
      {used && <Copies asked={asked} name={name} busy={writing.busy} onReplace={() => void write(replace, `Put ${name}'s in place of copies.`)} />}
    </Panel>
  );
}

const counted = (count: number, one: string, several: string) => `${count} ${count === 1 ? one : several}`;

function Copies({ asked, name, busy, onReplace }: { asked: { authority: string; publisher: string }; name: string; busy: boolean; onReplace: () => void }) {
  const read = useQuery({ queryKey: ["replacementByPublisher", asked], queryFn: ({ signal }) => ask(replacementQuery, asked, signal), retry: false });
  if (read.error) return <p className="refusal">{read.error.message}</p>;
  const found = read.data?.replacementByPublisher;
  if (!found) return null;
  const { kpis, subjects, outcomes, moved, left, leftCount } = found;
  return (
    <section className="panel-list" aria-label="Copies">
      <header>
        <h3>Copies of {name}'s</h3>
        {kpis + subjects > 0 && (
          <button type="button" disabled={busy} onClick={onReplace}>
            Replace them
          </button>
        )}
      </header>
      <p className="quiet-text">
        {kpis + subjects === 0
          ? "This authority has no copies that could be replaced."
          : `${counted(kpis, "KPI", "KPIs")}, ${counted(subjects, "subject", "subjects")} and ${counted(outcomes, "outcome", "outcomes")} here are the same as ${name}'s, which can take their place. ${counted(moved, "other fact", "other facts")} (own outcomes and targets, benefits, reports) would then name ${name}'s. It can be undone.`}
      </p>
      {leftCount > 0 && (
        <>
          <p className="quiet-text">These differ and stay as they are:</p>
          <ul>
            {left.map(({ what, why }) => (
              <li key={`${what} ${why}`}>
                {what} <span className="quiet-text">{why}</span>
              </li>
            ))}
          </ul>
          {leftCount > left.length && <p className="quiet-text">And {leftCount - left.length} more.</p>}
        </>
      )}
    </section>
  );
}
