// An authority that starts from nothing: its name, and the first version of its medium-term budget.
import { useRef } from "react";
import { elsewhere, goTo } from "../../address.ts";
import { createAuthority, createVersion } from "../../data/documents.ts";
import { ask } from "../../data/graphql.ts";
import { describe } from "../../forms/describe.ts";
import { FormBody } from "../../forms/FormBody.tsx";
import { FieldsOf, FormFrame } from "../../forms/FormFrame.tsx";
import { useForm } from "../../forms/useForm.ts";
import { Refusal } from "../../shell/fields.tsx";
import { yearOfDay } from "../../text/years.ts";

const authorityForm = describe("NewAuthorityInput", "authority", {
  name: { kind: "words", needed: true, label: "Name of the authority", placeholder: "Sefton Council" },
  oldCode: { kind: "words", label: "Old code (may be left empty)", placeholder: "343" },
  gssCode: { kind: "words", label: "GSS code (may be left empty)", placeholder: "E08000014", beside: true },
});
const versionForm = describe("NewVersionInput", "version", {
  name: { kind: "words", needed: true, label: "First budget version" },
  firstYear: { kind: "year", needed: true, label: "First year" },
  yearCount: { kind: "count", needed: true, label: "How many years", beside: true },
  source: { kind: "words" },
});

/** Names an authority, or, where one is given, starts its first version. */
export function NewAuthority({ authority }: { authority: string | null }) {
  const place = { authority: authority ?? "", id: null };
  const unnamed = { name: "", oldCode: null, gssCode: null };
  const named = useForm({ form: authorityForm, stored: unnamed, seen: null, place: { ...place, noun: "authority" }, title: "New authority" });
  const first = { name: "Medium-term budget, draft", firstYear: yearOfDay(new Date()), yearCount: 4, source: null };
  const version = useForm({ form: versionForm, stored: first, seen: null, place: { ...place, noun: "first version" }, title: "First version" });
  // Where the version is refused, the authority is there already.
  const made = useRef(authority);

  async function start() {
    const kept = await version.save(async (input, { key }) => {
      made.current ??= (await named.save(async (of, sending) => (await ask(createAuthority, { input: of, key: sending.key })).createAuthority))?.id ?? null;
      return made.current === null ? null : (await ask(createVersion, { authority: made.current, input, key })).createVersion;
    });
    if (kept) goTo({ ...elsewhere, sheet: "medium-term", authority: made.current ?? undefined, version: kept.id ?? undefined });
  }
  const naming = made.current === null;
  return (
    <FormFrame form={version} className="start" submit="Start the table" disabled={naming && named.text("name").trim() === ""} onSave={start}>
      {naming && (
        <FieldsOf form={named}>
          <FormBody focus="name" />
          <Refusal of={named.refused} />
        </FieldsOf>
      )}
      <FormBody />
    </FormFrame>
  );
}
