// A budget version: its name, years and source; copying it, and publishing it.
import { useState } from "react";
import { goTo, type Move } from "../../address.ts";
import { changeVersion, copyVersion, publishVersion, type Version } from "../../data/documents.ts";
import { ask } from "../../data/graphql.ts";
import { describe } from "../../forms/describe.ts";
import { FormBody } from "../../forms/FormBody.tsx";
import { FormFrame } from "../../forms/FormFrame.tsx";
import { useForm } from "../../forms/useForm.ts";
import { Panel } from "../../panels/Panel.tsx";
import { Form } from "../../shell/Form.tsx";
import { TextField } from "../../shell/fields.tsx";
import { useWrite } from "../../shell/useWrite.ts";
import { momentSaid } from "../../text/format.ts";

const versionForm = describe("VersionChangesInput", "version", {
  name: { kind: "words", needed: true, label: "Name" },
  firstYear: { kind: "year", needed: true, label: "First year" },
  yearCount: { kind: "count", needed: true, label: "How many years", beside: true },
  source: { kind: "words", label: "Source", hint: "The report and paragraph that the figures come from." },
});

export interface VersionPanelProps {
  authority: string;
  version: Version;
  /** The data version at which it was read, and that of its table as it is shown. */
  seen: number;
  tableSeen: number;
  /** The way to its comparison with another; null where there is none. */
  compare: Move | null;
  onWritten: (batchId: string | null, said: string) => void;
}

export function VersionPanel({ authority, version, seen, tableSeen, compare, onWritten }: VersionPanelProps) {
  return (
    <Panel title={version.name}>
      {compare && (
        <button type="button" onClick={() => goTo(compare)}>
          Compare versions
        </button>
      )}
      {version.publishedAt ? (
        <p className="quiet-text">
          Published on {momentSaid(version.publishedAt)} by {version.publishedBy}. It never changes; what has changed since shows in a copy.
        </p>
      ) : (
        <DraftForm key={version.id} authority={authority} version={version} seen={seen} onWritten={onWritten} />
      )}
      <CopyForm version={version} onWritten={onWritten} />
      {!version.publishedAt && <PublishForm version={version} tableSeen={tableSeen} />}
    </Panel>
  );
}

function DraftForm({ authority, version, seen, onWritten }: Pick<VersionPanelProps, "authority" | "version" | "seen" | "onWritten">) {
  const { id, name } = version;
  const form = useForm({ form: versionForm, stored: version, seen, place: { authority, noun: "version", id }, title: name });
  async function save() {
    const named = form.text("name");
    const kept = await form.save(async (input, { seen, key }) => (await ask(changeVersion, { version: id, input, seen, key })).changeVersion);
    if (!kept) return;
    onWritten(kept.batchId, `Changed ${named}.`);
    goTo({ from: undefined, to: undefined });
  }
  return (
    <FormFrame form={form} submit="Save" onSave={save}>
      <FormBody />
    </FormFrame>
  );
}

function CopyForm({ version, onWritten }: { version: Version; onWritten: (batchId: string | null, said: string) => void }) {
  const [name, setName] = useState(`${version.name}, copy`);
  const writing = useWrite();
  const { run } = writing;
  async function copy() {
    const kept = await run(() => ask(copyVersion, { version: version.id, name }));
    if (!kept) return;
    onWritten(kept.copyVersion.batchId, `Copied ${version.name} as ${name}.`);
    goTo({ version: kept.copyVersion.id ?? undefined, from: undefined, to: undefined });
  }
  return (
    <Form writing={writing} submit="Copy" primary={false} onSubmit={copy}>
      <h3>Copy as a new draft</h3>
      <TextField label="Name of the copy" value={name} onChange={setName} />
    </Form>
  );
}

function PublishForm({ version, tableSeen }: { version: Version; tableSeen: number }) {
  /** The data version of the figures that were agreed to. */
  const [sure, setSure] = useState<number | null>(null);
  const writing = useWrite();
  return (
    <Form
      writing={writing}
      submit={`Publish ${version.name}`}
      primary={false}
      disabled={sure === null}
      onSubmit={() => writing.run(() => ask(publishVersion, { version: version.id, seen: sure ?? 0 }))}
    >
      <h3>Publish</h3>
      <p className="quiet-text">Its table is kept as it is now, with the commitments and uplifts of today, and never changes again. This cannot be undone.</p>
      <label className="check">
        <input type="checkbox" checked={sure !== null} onChange={(event) => setSure(event.target.checked ? tableSeen : null)} /> These are the figures to publish
      </label>
    </Form>
  );
}
