// A partnership: its members, its cost pools with the basis of each, what they cost and what pays first, and the places each member holds.
import { useState } from "react";
import { changePartnership, createPartnership, type Partnership, removePartnership } from "../documents/partnership.ts";
import { ask } from "../graphql.ts";
import { Form } from "../shell/Form.tsx";
import { ChoiceField, refusalOf, TextField } from "../shell/fields.tsx";
import { type FormRow, type RowColumn, RowsField } from "../shell/RowsField.tsx";
import { useWrite } from "../shell/useWrite.ts";
import { decimalOrNull, orNull, penceAsPounds, poundsAsPence } from "../typed.ts";
import { closePanel, Panel } from "./Panel.tsx";

const bases = [
  ["EQUAL", "In equal parts"],
  ["PLACES_ALLOCATED", "By places allocated"],
  ["BED_WEEKS_USED", "By bed-weeks used"],
  ["POPULATION", "By population"],
  ["STATED_SHARES", "By stated shares"],
] as const;
const poolKinds = [
  ["PLACEMENTS", "Placements"],
  ["ADMINISTRATION", "Administration"],
  ["OTHER", "Other"],
] as const;
const conditions = [
  ["NONE", "None"],
  ["AWAITED", "Awaited"],
  ["MET", "Met"],
  ["NOT_MET", "Not met"],
] as const;
const roundings = [
  ["1", "A penny"],
  ["100", "£1"],
  ["1000", "£10"],
  ["100000", "£1,000"],
] as const;
const settledBy = [
  ["PLACES_ALLOCATED", "The places held, with an internal market"],
  ["BED_WEEKS_USED", "The bed-weeks used"],
] as const;

export interface PartnershipPanelProps {
  authority: string;
  held: Partnership | null;
  arrangements: readonly { id: string; name: string }[];
  seen: number;
  onWritten: (batchId: string, said: string) => void;
  onMade: (id: string) => void;
}

export function PartnershipPanel({ authority, held, arrangements, seen, onWritten, onMade }: PartnershipPanelProps) {
  const [form, setForm] = useState(() => ({
    name: held?.name ?? "",
    arrangementId: held?.arrangementId ?? "",
    firstYear: held?.firstYear ?? "",
    yearCount: String(held?.yearCount ?? 4),
    roundToPence: String(held?.roundToPence ?? 1),
    settledBy: held?.settledBy ?? ("PLACES_ALLOCATED" as const),
    internalPricePounds: held?.internalPricePounds ?? "",
    outsidePricePounds: held?.outsidePricePounds ?? "",
    outsideFeePounds: held?.outsideFeePounds ?? "",
    source: held?.source ?? "",
  }));
  const [lists, setLists] = useState(() => listsOf(held, authority));
  const [seenAt] = useState(seen);
  const writing = useWrite();
  const { refused, run, busy } = writing;
  type Text = Exclude<keyof typeof form, "settledBy">;
  const set = (change: Partial<typeof form>) => setForm((before) => ({ ...before, ...change }));
  const field = (key: Text) => ({ value: form[key], onChange: (value: string) => set({ [key]: value }), refused: refusalOf(refused, key) });
  const poolChoices = lists.pools.map((pool): [string, string] => [pool.name ?? "", pool.name ?? ""]);
  const partnerChoices = lists.partners.map((partner): [string, string] => [partner.name ?? "", partner.name ?? ""]);
  const pool: RowColumn = { key: "pool", label: "Pool", kind: "choice", choices: poolChoices };
  const partner: RowColumn = { key: "partner", label: "Member", kind: "choice", choices: partnerChoices };
  const year: RowColumn = { key: "year", label: "Year", placeholder: "2026/27", width: "84px" };
  const amount: RowColumn = { key: "amountPence", label: "£", kind: "number", width: "110px" };
  const list = (path: keyof typeof lists) => ({ path, rows: lists[path], onChange: (rows: FormRow[]) => setLists((before) => ({ ...before, [path]: rows })), refused });

  async function save() {
    const input = {
      ...form,
      arrangementId: orNull(form.arrangementId),
      yearCount: Number(form.yearCount || Number.NaN),
      roundToPence: Number(form.roundToPence),
      internalPricePounds: decimalOrNull(form.internalPricePounds),
      outsidePricePounds: decimalOrNull(form.outsidePricePounds),
      outsideFeePounds: decimalOrNull(form.outsideFeePounds),
      source: orNull(form.source),
      ...inputLists(lists),
    };
    const kept = await run(async () => {
      if (held) return { ...(await ask(changePartnership, { id: held.id, input, seen: seenAt })).changePartnership, id: null };
      return (await ask(createPartnership, { authority, input })).createPartnership;
    });
    if (!kept) return;
    onWritten(kept.batchId, held ? `Changed ${form.name}.` : `Added ${form.name}.`);
    if (kept.id) onMade(kept.id);
    else closePanel();
  }
  async function remove() {
    const kept = held && (await run(() => ask(removePartnership, { id: held.id, seen: seenAt })));
    if (!kept) return;
    onWritten(kept.removePartnership.batchId, `Removed ${held.name}.`);
    onMade("");
  }

  return (
    <Panel title={held ? held.name : "New partnership"} wide>
      <Form
        writing={writing}
        submit={held ? "Save" : "Add this partnership"}
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
        <div className="amounts">
          <TextField label="First year" placeholder="2026/27" {...field("firstYear")} />
          <TextField label="How many years" type="number" {...field("yearCount")} />
          <ChoiceField
            label="Contributions in whole"
            value={form.roundToPence}
            choices={roundings}
            onChange={(roundToPence) => set({ roundToPence })}
            refused={refusalOf(refused, "roundToPence")}
          />
        </div>
        {arrangements.length > 0 && (
          <ChoiceField
            label="Buys under"
            value={form.arrangementId}
            choices={[["", "None"], ...arrangements.map((each): [string, string] => [each.id, each.name])]}
            onChange={(arrangementId) => set({ arrangementId })}
          />
        )}
        <RowsField
          label="Members"
          columns={[
            { key: "name", label: "Authority" },
            { key: "shares", label: "Carries a share", kind: "check", width: "100px" },
          ]}
          {...list("partners")}
          add="Add a member"
          hint="In the order that decides ties."
        />
        <RowsField
          label="Cost pools"
          columns={[
            { key: "name", label: "Pool" },
            { key: "kind", label: "For", kind: "choice", choices: poolKinds, width: "130px" },
            { key: "basis", label: "Shared", kind: "choice", choices: bases, width: "170px" },
          ]}
          {...list("pools")}
          add="Add a cost pool"
          hint="Each with a basis of its own. Commitments are put into a pool in their terms."
        />
        {poolChoices.length > 0 && (
          <>
            <RowsField
              label="Weights"
              columns={[
                pool,
                partner,
                { key: "weight", label: "Weight", kind: "number", width: "90px" },
                { key: "fromYear", label: "From year", placeholder: "the first", width: "84px" },
              ]}
              {...list("weights")}
              add="Add a weight"
              hint="Places, population, or a share of 1, by the pool's basis. In equal parts and by use need none."
            />
            <RowsField label="Costs beside commitments" columns={[pool, year, amount]} {...list("amounts")} add="Add a cost" />
            <RowsField
              label="Grants, which pay first"
              columns={[pool, { key: "name", label: "Grant" }, year, amount, { key: "condition", label: "Condition", kind: "choice", choices: conditions, width: "90px" }]}
              {...list("grants")}
              add="Add a grant"
            />
            <RowsField label="Fees from outside" columns={[pool, { key: "buyer", label: "Who pays" }, year, amount]} {...list("fees")} add="Add a fee" />
          </>
        )}
        <RowsField
          label="Places held"
          columns={[
            partner,
            { key: "places", label: "Places", kind: "number", width: "64px" },
            { key: "startsOn", label: "From", kind: "date", width: "132px" },
            { key: "endsOn", label: "To (open)", kind: "date", width: "132px" },
          ]}
          {...list("allocations")}
          add="Add places"
        />
        <h3>Settlement</h3>
        <ChoiceField label="A period's cost is shared by" value={form.settledBy} choices={settledBy} onChange={(by) => set({ settledBy: by })} />
        <div className="amounts">
          <TextField label="Another member's place, £ a week" {...field("internalPricePounds")} />
          <TextField label="Outside buyer, £ a week" {...field("outsidePricePounds")} />
          <TextField label="Outside fee, £ a week" {...field("outsideFeePounds")} />
        </div>
        <TextField label="Source" {...field("source")} />
      </Form>
    </Panel>
  );
}

function listsOf(held: Partnership | null, authority: string) {
  const pool = (id: string) => held?.pools.find((each) => each.id === id)?.name ?? "";
  const partner = (id: string) => held?.partners.find((each) => each.id === id)?.name ?? "";
  const row = (fields: FormRow): FormRow => fields;
  return {
    partners: held
      ? held.partners.map((each) => row({ id: each.id, memberId: each.memberId ?? "", name: each.name, shares: each.shares ? "yes" : "" }))
      : [row({ memberId: authority, name: "", shares: "yes" })],
    pools: (held?.pools ?? []).map((each) => row({ id: each.id, name: each.name, kind: each.kind, basis: each.basis })),
    weights: (held?.weights ?? []).map((each) => row({ pool: pool(each.poolId), partner: partner(each.partnerId), weight: each.weight, fromYear: each.fromYear ?? "" })),
    amounts: (held?.amounts ?? []).map((each) => row({ pool: pool(each.poolId), year: each.year, amountPence: penceAsPounds(each.amountPence) })),
    grants: (held?.grants ?? []).map((each) =>
      row({ pool: pool(each.poolId), name: each.name, year: each.year, amountPence: penceAsPounds(each.amountPence), condition: each.condition }),
    ),
    fees: (held?.fees ?? []).map((each) => row({ pool: pool(each.poolId), buyer: each.buyer, year: each.year, amountPence: penceAsPounds(each.amountPence) })),
    allocations: (held?.allocations ?? []).map((each) =>
      row({ partner: partner(each.partnerId), places: String(each.places), startsOn: each.startsOn, endsOn: each.endsOn ?? "" }),
    ),
  };
}

function inputLists(lists: ReturnType<typeof listsOf>) {
  const text = (row: FormRow, key: string) => row[key] ?? "";
  const money = (row: FormRow) => poundsAsPence(text(row, "amountPence"));
  return {
    partners: lists.partners.map((row) => ({ id: orNull(text(row, "id")), memberId: orNull(text(row, "memberId")), name: text(row, "name"), shares: row.shares === "yes" })),
    pools: lists.pools.map((row) => ({ id: orNull(text(row, "id")), name: text(row, "name"), kind: row.kind as "OTHER", basis: row.basis as "EQUAL" })),
    weights: lists.weights.map((row) => ({
      pool: text(row, "pool"),
      partner: text(row, "partner"),
      weight: decimalOrNull(text(row, "weight")) ?? "",
      fromYear: orNull(text(row, "fromYear")),
    })),
    amounts: lists.amounts.map((row) => ({ pool: text(row, "pool"), year: text(row, "year"), amountPence: money(row) })),
    grants: lists.grants.map((row) => ({ pool: text(row, "pool"), name: text(row, "name"), year: text(row, "year"), amountPence: money(row), condition: row.condition as "NONE" })),
    fees: lists.fees.map((row) => ({ pool: text(row, "pool"), buyer: text(row, "buyer"), year: text(row, "year"), amountPence: money(row) })),
    allocations: lists.allocations.map((row) => ({
      partner: text(row, "partner"),
      places: Number(row.places || Number.NaN),
      startsOn: text(row, "startsOn"),
      endsOn: orNull(text(row, "endsOn")),
    })),
  };
}
