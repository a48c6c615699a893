// An authority that starts from nothing: its name, and the first version of its medium-term budget.
import { useState } from "react";
import { elsewhere, goTo } from "../address.ts";
import { createAuthority, createVersion } from "../documents.ts";
import { ask } from "../graphql.ts";
import { Form } from "../shell/Form.tsx";
import { refusalOf, TextField } from "../shell/fields.tsx";
import { useWrite } from "../shell/useWrite.ts";
import { yearOfDay } from "../years.ts";

/** Names an authority, or, where one is given, starts its first version. */
export function NewAuthority({ authority }: { authority: string | null }) {
  const [form, setForm] = useState({ name: "", oldCode: "", gssCode: "", version: "Medium-term budget, draft", firstYear: yearOfDay(new Date()), yearCount: "4" });
  const [named, setNamed] = useState<string | null>(authority);
  const writing = useWrite();
  const { refused, run } = writing;

  async function start() {
    let owner = named;
    if (owner === null) {
      const made = await run(() => ask(createAuthority, { input: { name: form.name, oldCode: form.oldCode || null, gssCode: form.gssCode || null } }));
      owner = made?.createAuthority.id ?? null;
      if (owner === null) return;
      setNamed(owner);
    }
    const id = owner;
    const made = await run(() => ask(createVersion, { authority: id, input: { name: form.version, firstYear: form.firstYear, yearCount: Number(form.yearCount) } }));
    if (made) goTo({ ...elsewhere, sheet: "medium-term", authority: id, version: made.createVersion.id ?? undefined });
  }
  return (
    <Form className="start" writing={writing} submit="Start the table" disabled={named === null && form.name.trim() === ""} onSubmit={start}>
      {named === null && (
        <>
          <TextField
            label="Name of the authority"
            value={form.name}
            onChange={(name) => setForm({ ...form, name })}
            autoFocus
            placeholder="Sefton Council"
            refused={refusalOf(refused, "name")}
          />
          <div className="pair">
            <TextField
              label="Old code (may be left empty)"
              value={form.oldCode}
              onChange={(oldCode) => setForm({ ...form, oldCode })}
              placeholder="343"
              refused={refusalOf(refused, "oldCode")}
            />
            <TextField
              label="GSS code (may be left empty)"
              value={form.gssCode}
              onChange={(gssCode) => setForm({ ...form, gssCode })}
              placeholder="E08000014"
              refused={refusalOf(refused, "gssCode")}
            />
          </div>
        </>
      )}
      <TextField label="First budget version" value={form.version} onChange={(version) => setForm({ ...form, version })} />
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
    </Form>
  );
}
