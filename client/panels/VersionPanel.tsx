// A budget version: its name, years and source; copying it, and publishing it.
import { useState } from "react";
import { goTo, type Move } from "../address.ts";
import { changeVersion, copyVersion, publishVersion, type Version } from "../documents.ts";
import { momentSaid } from "../format.ts";
import { ask } from "../graphql.ts";
import { Form } from "../shell/Form.tsx";
import { refusalOf, TextField } from "../shell/fields.tsx";
import { useWrite } from "../shell/useWrite.ts";
import { Panel } from "./Panel.tsx";

export interface VersionPanelProps {
  version: Version;
  /** The data version at which it was read, and that of its table as it is shown. */
  seen: number;
  tableSeen: number;
  /** The way to its comparison with another; null where there is none. */
  compare: Move | null;
  onWritten: (batchId: string, said: string) => void;
}

export function VersionPanel({ version, seen, tableSeen, compare, onWritten }: VersionPanelProps) {
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
        <DraftForm key={version.id} version={version} seenAt={seen} onWritten={onWritten} />
      )}
      <CopyForm version={version} onWritten={onWritten} />
      {!version.publishedAt && <PublishForm version={version} tableSeen={tableSeen} />}
    </Panel>
  );
}

function DraftForm({ version, seenAt, onWritten }: { version: Version; seenAt: number; onWritten: (batchId: string, said: string) => void }) {
  const [seen, setSeen] = useState(seenAt);
  const [form, setForm] = useState({ name: version.name, firstYear: version.firstYear, yearCount: String(version.yearCount), source: version.source ?? "" });
  const writing = useWrite();
  const { refused, run } = writing;
  async function save() {
    const input = { name: form.name, firstYear: form.firstYear, yearCount: Number(form.yearCount), source: form.source || null };
    const kept = await run(() => ask(changeVersion, { version: version.id, input, seen }));
    if (!kept) return;
    setSeen(Number(kept.changeVersion.batchId));
    onWritten(kept.changeVersion.batchId, `Changed ${form.name}.`);
    goTo({ from: undefined, to: undefined });
  }
  return (
    <Form writing={writing} submit="Save" onSubmit={save}>
      <TextField label="Name" value={form.name} onChange={(name) => setForm({ ...form, name })} refused={refusalOf(refused, "name")} />
      <div className="pair">
        <TextField label="First year" value={form.firstYear} onChange={(firstYear) => setForm({ ...form, firstYear })} refused={refusalOf(refused, "firstYear")} />
        <TextField
          label="How many years"
          type="number"
          value={form.yearCount}
          onChange={(yearCount) => setForm({ ...form, yearCount })}
          refused={refusalOf(refused, "yearCount")}
        />
      </div>
      <TextField
        label="Source"
        value={form.source}
        onChange={(source) => setForm({ ...form, source })}
        hint="The report and paragraph that the figures come from."
        refused={refusalOf(refused, "source")}
      />
    </Form>
  );
}

function CopyForm({ version, onWritten }: { version: Version; onWritten: (batchId: string, said: string) => void }) {
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
      <p className="quiet-text">Its table is kept as it is now, with the commitments and uplifts of today, and never changes again. This cannot be taken back.</p>
      <label className="check">
        <input type="checkbox" checked={sure !== null} onChange={(event) => setSure(event.target.checked ? tableSeen : null)} /> These are the figures to publish
      </label>
    </Form>
  );
}
