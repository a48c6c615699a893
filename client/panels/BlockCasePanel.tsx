// A block case: its places, its two prices or what they come to over the term, and what is netted off the saving.
import { useState } from "react";
import { changeBlockCase, createBlockCase, removeBlockCase, type StoredBlockCase } from "../documents/blockCase.ts";
import { ask } from "../graphql.ts";
import { Form } from "../shell/Form.tsx";
import { ChoiceField, refusalOf, TextField } from "../shell/fields.tsx";
import { type FormRow, RowsField } from "../shell/RowsField.tsx";
import { useWrite } from "../shell/useWrite.ts";
import { decimalOrNull, numberOrNull, orNull, penceAsPounds, poundsAsPence, poundsAsPenceOrNull } from "../typed.ts";
import { closePanel, Panel } from "./Panel.tsx";

const weeks = [
  ["WEEKS_52", "52 weeks"],
  ["WEEKS_52_14", "52.14 weeks"],
  ["WEEKS_365_7", "365/7 weeks"],
] as const;
const priceUnits = [
  ["WEEK", "A place for a week"],
  ["YEAR", "A place for a year"],
] as const;
const itemColumns = [
  { key: "name", label: "What" },
  {
    key: "kind",
    label: "Sort",
    kind: "choice" as const,
    width: "130px",
    choices: [
      ["COST", "Cost"],
      ["GRANT", "Grant"],
      ["CONDITIONAL_GRANT", "Grant, not counted"],
    ] as const,
  },
  { key: "amountPence", label: "£", kind: "number" as const, width: "96px" },
  {
    key: "time",
    label: "When",
    kind: "choice" as const,
    width: "96px",
    choices: [
      ["EACH_YEAR", "Each year"],
      ["ONCE", "Once"],
    ] as const,
  },
  { key: "fromYear", label: "From year", kind: "number" as const, width: "64px" },
  { key: "toYear", label: "To year", kind: "number" as const, width: "64px" },
];

export interface BlockCasePanelProps {
  authority: string;
  held: StoredBlockCase | null;
  arrangements: readonly { id: string; name: string; terms: readonly { months: number }[] }[];
  /** The data version at which it was read. */
  seen: number;
  onWritten: (batchId: string, said: string) => void;
  /** A new case is opened on the sheet. */
  onMade: (id: string) => void;
}

export function BlockCasePanel({ authority, held, arrangements, seen, onWritten, onMade }: BlockCasePanelProps) {
  const [form, setForm] = useState({
    name: held?.name ?? "",
    source: held?.source ?? "",
    arrangementId: held?.arrangementId ?? "",
    places: String(held?.places ?? ""),
    priceUnit: held?.priceUnit ?? ("WEEK" as const),
    weeksPerYear: held?.weeksPerYear ?? ("WEEKS_52_14" as const),
    spotPounds: held?.spotPounds ?? "",
    blockPounds: held?.blockPounds ?? "",
    spotValuePence: penceAsPounds(held?.spotValuePence),
    blockValuePence: penceAsPounds(held?.blockValuePence),
    termMonths: String(held?.termMonths ?? ""),
    sharing: String(held?.sharing ?? 1),
    directPlaces: String(held?.directPlaces ?? 0),
  });
  const [items, setItems] = useState<FormRow[]>(() =>
    (held?.items ?? []).map((item) => ({ ...item, amountPence: penceAsPounds(item.amountPence), fromYear: String(item.fromYear), toYear: String(item.toYear) })),
  );
  const [seenAt] = useState(seen);
  const writing = useWrite();
  const { refused, run, busy } = writing;
  type Text = Exclude<keyof typeof form, "priceUnit" | "weeksPerYear">;
  const set = (change: Partial<typeof form>) => setForm((before) => ({ ...before, ...change }));
  const field = (key: Text) => ({ value: form[key], onChange: (value: string) => set({ [key]: value }), refused: refusalOf(refused, key) });
  const arrangement = arrangements.find((each) => each.id === form.arrangementId);
  const months = arrangement?.terms.reduce((total, term) => total + term.months, 0) ?? 0;

  async function save() {
    const input = {
      name: form.name,
      source: orNull(form.source),
      arrangementId: orNull(form.arrangementId),
      places: Number(form.places || Number.NaN),
      priceUnit: form.priceUnit,
      weeksPerYear: form.priceUnit === "WEEK" ? (form.weeksPerYear === "ACTUAL_DAYS_7" ? ("WEEKS_365_7" as const) : form.weeksPerYear) : null,
      spotPounds: decimalOrNull(form.spotPounds),
      blockPounds: decimalOrNull(form.blockPounds),
      spotValuePence: poundsAsPenceOrNull(form.spotValuePence),
      blockValuePence: poundsAsPenceOrNull(form.blockValuePence),
      termMonths: numberOrNull(form.termMonths),
      sharing: Number(form.sharing || 1),
      directPlaces: Number(form.directPlaces || 0),
      items: items.map((item) => ({
        name: item.name ?? "",
        kind: item.kind as "COST",
        time: item.time as "ONCE",
        amountPence: poundsAsPence(item.amountPence ?? ""),
        fromYear: Number(item.fromYear || Number.NaN),
        toYear: Number(item.toYear || Number.NaN),
      })),
    };
    const kept = await run(async () => {
      if (held) return { ...(await ask(changeBlockCase, { id: held.id, input, seen: seenAt })).changeBlockCase, id: null };
      return (await ask(createBlockCase, { authority, input })).createBlockCase;
    });
    if (!kept) return;
    onWritten(kept.batchId, held ? `Changed ${form.name}.` : `Added ${form.name}.`);
    if (kept.id) onMade(kept.id);
    else closePanel();
  }
  async function remove() {
    const kept = held && (await run(() => ask(removeBlockCase, { id: held.id, seen: seenAt })));
    if (!kept) return;
    onWritten(kept.removeBlockCase.batchId, `Removed ${held.name}.`);
    onMade("");
  }

  return (
    <Panel title={held ? held.name : "New block case"} wide>
      <Form
        writing={writing}
        submit={held ? "Save" : "Add this block case"}
        onSubmit={save}
        actions={
          held && (
            <button type="button" className="quiet" disabled={busy} onClick={remove}>
              Remove
            </button>
          )
        }
      >
        <TextField label="Name" autoFocus={!held} {...field("name")} />
        <div className="pair">
          <TextField label="Places" type="number" {...field("places")} />
          <ChoiceField label="The prices are for" value={form.priceUnit} choices={priceUnits} onChange={(priceUnit) => set({ priceUnit })} />
        </div>
        <div className="pair">
          <TextField label="Spot price, £" {...field("spotPounds")} />
          <TextField label="Block price, £" {...field("blockPounds")} />
        </div>
        <div className="pair">
          <TextField label="Spot over the whole term, £" hint="Where a report prints totals: the prices are then solved from them." {...field("spotValuePence")} />
          <TextField label="Block over the whole term, £" {...field("blockValuePence")} />
        </div>
        <div className="pair">
          {form.priceUnit === "WEEK" && (
            <ChoiceField
              label="Weeks in a year"
              value={form.weeksPerYear}
              choices={weeks as readonly (readonly [typeof form.weeksPerYear, string])[]}
              onChange={(weeksPerYear) => set({ weeksPerYear })}
              refused={refusalOf(refused, "weeksPerYear")}
            />
          )}
          <TextField
            label="Term in months"
            type="number"
            placeholder={months > 0 ? String(months) : ""}
            hint={months > 0 ? `Empty: the ${months} months of its arrangement.` : ""}
            {...field("termMonths")}
          />
        </div>
        {arrangements.length > 0 && (
          <ChoiceField
            label="Arrangement"
            value={form.arrangementId}
            choices={[["", "None"], ...arrangements.map((each): [string, string] => [each.id, each.name])]}
            onChange={(arrangementId) => set({ arrangementId })}
            refused={refusalOf(refused, "arrangementId")}
          />
        )}
        <div className="pair">
          <TextField label="Shared equally by how many authorities" type="number" {...field("sharing")} />
          <TextField label="Places filled directly" type="number" hint="They avoid cost; the others save it." {...field("directPlaces")} />
        </div>
        <RowsField
          label="Netted off the saving"
          columns={itemColumns}
          rows={items}
          onChange={setItems}
          path="items"
          refused={refused}
          add="Add a cost or a grant"
          hint="Years of the term, from 1."
        />
        <TextField label="Source" {...field("source")} />
      </Form>
    </Panel>
  );
}
