// One arrangement: what follows from it on a day, and the form that states it.
import { type ReactNode, useState } from "react";
import { goTo, hrefOf } from "../address.ts";
import { type Arrangement, changeArrangement, createArrangement, removeArrangement } from "../documents/arrangements.ts";
import { daySaid, poundsFromPence, poundsSaid } from "../format.ts";
import { ask } from "../graphql.ts";
import { percentAsShare, shareAsPercent } from "../percent.ts";
import { Form } from "../shell/Form.tsx";
import { ChoiceField, refusalOf, TextField } from "../shell/fields.tsx";
import { type FormRow, RowsField } from "../shell/RowsField.tsx";
import { useWrite } from "../shell/useWrite.ts";
import { decimalOrNull, numberOrNull, orNull, penceAsPounds, poundsAsPenceOrNull } from "../typed.ts";
import { said } from "../words.ts";
import { closePanel, Panel } from "./Panel.tsx";

const kinds: Record<Arrangement["kind"], string> = {
  FRAMEWORK: "Framework",
  DYNAMIC_PURCHASING_SYSTEM: "Dynamic purchasing system",
  FLEXIBLE_PURCHASING_SYSTEM: "Flexible purchasing system",
  PROVIDER_PARTNER_AGREEMENT: "Provider-partner agreement",
  BLOCK_CONTRACT: "Block contract",
  SPOT_PURCHASE: "Spot purchase",
  IN_HOUSE: "In-house",
};
const roles = [
  ["LEAD", "Lead"],
  ["PARTNER", "Partner"],
  ["NAMED_USER", "Named user"],
] as const;
const states = [
  ["AGREED", "Agreed"],
  ["PROPOSED", "Proposed"],
  ["EXERCISED", "Exercised"],
  ["AVAILABLE", "Available"],
  ["LAPSED", "Lapsed"],
] as const;
const carriers = [
  ["", "Not said"],
  ["AUTHORITY", "The authority"],
  ["PROVIDER", "The provider"],
  ["SHARED", "Both, by a rule"],
] as const;
/** A shape with each state of a stage, so that it is told by more than its words. */
const stageShapes: Record<string, string> = { complete: "✓", "in progress": "▸", due: "○", late: "!" };

export interface ArrangementPanelProps {
  authority: string;
  held: Arrangement | null;
  all: readonly Arrangement[];
  seen: number;
  onWritten: (batchId: string, said: string) => void;
}

export function ArrangementPanel(props: ArrangementPanelProps) {
  const [editing, setEditing] = useState(props.held === null);
  const { held } = props;
  if (editing || held === null) return <ArrangementForm {...props} onLeave={held ? () => setEditing(false) : closePanel} />;
  return (
    <Panel title={held.name} wide>
      <div className="actions">
        <button type="button" onClick={() => setEditing(true)}>
          Change
        </button>
        <a
          className="quiet-link"
          href={hrefOf({ sheet: "commitments" })}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            goTo({ sheet: "commitments" });
          }}
        >
          Commitments
        </a>
      </div>
      <Facts held={held} all={props.all} />
    </Panel>
  );
}

function Facts({ held, all }: { held: Arrangement; all: readonly Arrangement[] }) {
  const { value } = held;
  const follows = all.find((each) => each.id === held.followsId)?.name;
  return (
    <div className="facts">
      <dl>
        <Fact name="Kind">
          {kinds[held.kind]}
          {held.openList ? ", continually open to new providers" : ""}
          {held.interim ? ", interim cover" : ""}
        </Fact>
        <Fact name="State">{held.state}</Fact>
        <Fact name="Opens">{held.opensOn ? daySaid(held.opensOn) : "not known"}</Fact>
        <Fact name="Ends">{held.openEnded ? "open ended" : held.endsOn ? ends(held) : "not known"}</Fact>
        {follows && <Fact name="Follows">{follows}</Fact>}
        {held.nextReviewOn && <Fact name="Next review">{daySaid(held.nextReviewOn)}</Fact>}
        {held.breakMonths && (
          <Fact name="Break clause">
            {held.breakMonths} months{held.earliestBreakOn ? `: the earliest end by it is ${daySaid(held.earliestBreakOn)}` : ""}
          </Fact>
        )}
        {(held.mostPlacesInHome || held.mostProviders) && (
          <Fact name="At most">
            {[held.mostPlacesInHome && `${held.mostPlacesInHome} places in a home`, held.mostProviders && `${held.mostProviders} providers`].filter(Boolean).join(", ")}
          </Fact>
        )}
        {held.voidsCarriedBy && <Fact name="Voids carried by">{carriers.find(([each]) => each === held.voidsCarriedBy)?.[1].toLowerCase()}</Fact>}
        {value.estimatedPence !== null && (
          <Fact name="Value">
            {poundsFromPence(value.estimatedPence)}
            {held.valueBasis ? `, ${held.valueBasis}` : ""}
          </Fact>
        )}
        {(value.committedPence > 0 || value.estimatedPence !== null) && (
          <Fact name="Committed">
            {poundsFromPence(value.committedPence)}
            {value.exceeded && value.overPence !== null && (
              <strong className="over">
                {" "}
                over the value by {poundsFromPence(value.overPence)}
                {value.overShare ? `, ${shareAsPercent(value.overShare)}%` : ""}
              </strong>
            )}
          </Fact>
        )}
      </dl>
      {held.gaps.map((gap) => (
        <p key={gap.from} className="warning">
          {gap.sentence}
        </p>
      ))}
      <Listed
        title="Terms"
        rows={held.terms.map((term) => [
          term.part,
          `${term.months} months`,
          term.startsOn && term.endsOn ? `${daySaid(term.startsOn)} to ${daySaid(term.endsOn)}` : "",
          term.state.toLowerCase(),
        ])}
      />
      <Listed
        title="Who takes part"
        rows={held.participants.map((each) => [
          each.name,
          each.authorities > 1 ? `${each.authorities} authorities` : "",
          each.role.toLowerCase().replace("_", " "),
          each.detail ?? "",
        ])}
      />
      <Listed
        title="Lots"
        rows={held.lots.map((lot) => [
          lot.name,
          [lot.detail, lot.fundedFrom && `funded from ${lot.fundedFrom}`, lot.wasId && `before: ${all.find((each) => each.id === lot.wasId)?.name ?? ""}`]
            .filter(Boolean)
            .join("; "),
          lot.providerCount === null ? "" : `${lot.providerCount} providers`,
          lot.averageWeeklyPounds ? `£${poundsSaid(lot.averageWeeklyPounds)} a week` : "",
        ])}
      />
      <Listed
        title="Providers"
        rows={held.providers.map((each) => [
          each.name,
          held.lots.find((lot) => lot.id === each.lotId)?.name ?? "",
          each.places === null ? "" : `${each.places} places`,
          each.detail ?? "",
        ])}
      />
      <Listed
        title="Procurement"
        rows={held.stages.map((stage) => [
          stage.name,
          stage.endsOn ? `${daySaid(stage.startsOn)} to ${daySaid(stage.endsOn)}` : daySaid(stage.startsOn),
          `${stageShapes[stage.state] ?? ""} ${stage.state}${stage.daysLate > 0 ? ` by ${stage.daysLate} ${stage.daysLate === 1 ? "day" : "days"}` : ""}`,
        ])}
      />
      <Listed title="Evaluated by" rows={held.weights.map((each) => [each.criterion, `${shareAsPercent(each.weightShare)}%`])} />
      <Listed title="Called off by" rows={held.routes.map((each) => [each.name, each.detail ?? ""])} />
      {held.note && <p className="hint">{held.note}</p>}
      {held.source && <p className="hint">Source: {held.source}.</p>}
    </div>
  );
}

function ends(held: Arrangement): string {
  const standing = held.endsOn ? daySaid(held.endsOn) : "";
  return held.longestEndOn && held.longestEndOn !== held.endsOn ? `${standing}; at the longest ${daySaid(held.longestEndOn)}` : standing;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Listed({ title, rows }: { title: string; rows: string[][] }) {
  if (rows.length === 0) return null;
  return (
    <table className="plain-table">
      <caption>{title}</caption>
      <tbody>
        {rows.map((row) => (
          <tr key={row.join()}>
            {row.map((text, index) =>
              index === 0 ? (
                <th key={text} scope="row">
                  {text}
                </th>
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: the cells of a row have their place and nothing else.
                <td key={index}>{text}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ArrangementForm({ authority, held, all, seen, onWritten, onLeave }: ArrangementPanelProps & { onLeave: () => void }) {
  const text = (key: keyof Arrangement) => String(held?.[key] ?? "");
  const [form, setForm] = useState(() => ({
    name: text("name"),
    opensOn: text("opensOn"),
    statedEndOn: text("statedEndOn"),
    estimatedValuePence: penceAsPounds(held?.estimatedValuePence),
    valueBasis: text("valueBasis"),
    breakMonths: text("breakMonths"),
    firstReviewMonths: text("firstReviewMonths"),
    reviewEveryMonths: text("reviewEveryMonths"),
    mostPlacesInHome: text("mostPlacesInHome"),
    mostProviders: text("mostProviders"),
    followsId: text("followsId"),
    source: text("source"),
    note: text("note"),
  }));
  const [choices, setChoices] = useState({
    kind: held?.kind ?? ("FRAMEWORK" as Arrangement["kind"]),
    voidsCarriedBy: held?.voidsCarriedBy ?? ("" as const),
    openList: held?.openList ?? false,
    openEnded: held?.openEnded ?? false,
    interim: held?.interim ?? false,
  });
  const [lists, setLists] = useState(() => listsOf(held));
  const [seenAt] = useState(seen);
  const writing = useWrite();
  const { refused, run, busy } = writing;
  const field = (key: keyof typeof form) => ({
    value: form[key],
    onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })),
    refused: refusalOf(refused, key),
  });
  const list = (path: keyof typeof lists) => ({ path, rows: lists[path], onChange: (rows: FormRow[]) => setLists((before) => ({ ...before, [path]: rows })), refused });
  const others: [string, string][] = [["", "None"], ...all.filter((each) => each.id !== held?.id).map((each): [string, string] => [each.id, each.name])];
  const lotChoices: [string, string][] = [["", "The whole"], ...lists.lots.map((lot): [string, string] => [lot.name ?? "", lot.name ?? ""])];
  const tick = (key: "openList" | "openEnded" | "interim", words: string) => (
    <label className="check">
      <input type="checkbox" checked={choices[key]} onChange={(event) => setChoices((before) => ({ ...before, [key]: event.target.checked }))} />
      {words}
    </label>
  );

  async function save() {
    const input = {
      name: form.name,
      kind: choices.kind,
      openList: choices.openList,
      openEnded: choices.openEnded,
      interim: choices.interim,
      voidsCarriedBy: choices.voidsCarriedBy === "" ? null : choices.voidsCarriedBy,
      opensOn: orNull(form.opensOn),
      statedEndOn: orNull(form.statedEndOn),
      estimatedValuePence: poundsAsPenceOrNull(form.estimatedValuePence),
      valueBasis: orNull(form.valueBasis),
      breakMonths: numberOrNull(form.breakMonths),
      firstReviewMonths: numberOrNull(form.firstReviewMonths),
      reviewEveryMonths: numberOrNull(form.reviewEveryMonths),
      mostPlacesInHome: numberOrNull(form.mostPlacesInHome),
      mostProviders: numberOrNull(form.mostProviders),
      followsId: orNull(form.followsId),
      source: orNull(form.source),
      note: orNull(form.note),
      ...inputLists(lists),
    };
    const kept = await run(async () => {
      if (held) return { ...(await ask(changeArrangement, { id: held.id, input, seen: seenAt })).changeArrangement, id: held.id };
      return (await ask(createArrangement, { authority, input })).createArrangement;
    });
    if (!kept) return;
    onWritten(kept.batchId, held ? `Changed ${form.name}.` : `Added ${form.name}.`);
    onLeave();
    if (!held && kept.id) goTo({ panel: `arrangement:${kept.id}` });
  }
  async function remove() {
    const kept = held && (await run(() => ask(removeArrangement, { id: held.id, seen: seenAt })));
    if (!kept) return;
    onWritten(kept.removeArrangement.batchId, `Removed ${held.name}.`);
    closePanel();
  }

  return (
    <Panel title={held ? held.name : "New arrangement"} wide>
      <Form
        writing={writing}
        submit={held ? "Save" : "Add this arrangement"}
        onSubmit={save}
        actions={
          held && (
            <>
              <button type="button" className="quiet" onClick={onLeave}>
                Leave it as it was
              </button>
              <button type="button" className="quiet" disabled={busy} onClick={remove}>
                Remove
              </button>
            </>
          )
        }
      >
        <TextField label="Name" autoFocus={!held} {...field("name")} />
        <div className="pair">
          <ChoiceField label="Kind" value={choices.kind} choices={said(kinds)} onChange={(kind) => setChoices((before) => ({ ...before, kind }))} />
          <TextField label="Opens" type="date" {...field("opensOn")} />
        </div>
        {tick("openList", "Continually open to new providers")}
        <RowsField
          label="Terms"
          columns={[
            { key: "months", label: "Months", kind: "number", width: "90px" },
            { key: "state", label: "State", kind: "choice", choices: states },
          ]}
          {...list("terms")}
          add={lists.terms.length === 0 ? "Add the initial term" : "Add an extension"}
          hint="The initial term first, then the extensions. The end follows from them."
        />
        {lists.terms.length === 0 && (
          <div className="pair">
            <TextField label="Ends on" type="date" hint="Only where its terms are not known." {...field("statedEndOn")} />
            <div className="field">{tick("openEnded", "It has no end")}</div>
          </div>
        )}
        {refusalOf(refused, "openEnded") && <p className="refusal">{refusalOf(refused, "openEnded")}</p>}
        <div className="pair">
          <TextField label="Estimated total value, £" {...field("estimatedValuePence")} />
          <TextField label="What that is for" placeholder="7 years, all partners" {...field("valueBasis")} />
        </div>
        <RowsField
          label="Participants"
          columns={[
            { key: "name", label: "Authority" },
            { key: "role", label: "Part", kind: "choice", choices: roles, width: "110px" },
            { key: "authorities", label: "How many", kind: "number", width: "70px" },
            { key: "detail", label: "In what" },
          ]}
          {...list("participants")}
          add="Add a participant"
        />
        <RowsField
          label="Lots"
          columns={[
            { key: "name", label: "Lot or category" },
            { key: "detail", label: "What is bought" },
            { key: "fundedFrom", label: "Funded from" },
            { key: "averageWeeklyPounds", label: "£ a week", kind: "number", width: "80px" },
            { key: "providerCount", label: "Providers", kind: "number", width: "64px" },
          ]}
          {...list("lots")}
          add="Add a lot"
        />
        <RowsField
          label="Providers"
          columns={[
            { key: "name", label: "Provider" },
            { key: "lot", label: "Lot", kind: "choice", choices: lotChoices },
            { key: "places", label: "Places", kind: "number", width: "60px" },
            { key: "detail", label: "What for" },
          ]}
          {...list("providers")}
          add="Add a provider"
        />
        <RowsField
          label="Procurement stages"
          columns={[
            { key: "name", label: "Stage" },
            { key: "startsOn", label: "From", kind: "date", width: "128px" },
            { key: "endsOn", label: "To", kind: "date", width: "128px" },
            { key: "complete", label: "Complete", kind: "check", width: "64px" },
          ]}
          {...list("stages")}
          add="Add a stage"
        />
        <RowsField
          label="Evaluation weights"
          columns={[
            { key: "criterion", label: "Criterion" },
            { key: "weightShare", label: "Per cent", kind: "number", width: "80px" },
          ]}
          {...list("weights")}
          add="Add a weight"
          hint="Together they come to 100%."
        />
        <RowsField
          label="Call-off routes"
          columns={[
            { key: "name", label: "Route" },
            { key: "detail", label: "When" },
          ]}
          {...list("routes")}
          add="Add a route"
        />
        <div className="amounts">
          <TextField label="Break clause, months" type="number" {...field("breakMonths")} />
          <TextField label="First review after, months" type="number" {...field("firstReviewMonths")} />
          <TextField label="Reviewed every, months" type="number" {...field("reviewEveryMonths")} />
          <TextField label="Most places in a home" type="number" {...field("mostPlacesInHome")} />
          <TextField label="Most providers" type="number" {...field("mostProviders")} />
          <ChoiceField
            label="Voids carried by"
            value={choices.voidsCarriedBy}
            choices={carriers}
            onChange={(voidsCarriedBy) => setChoices((before) => ({ ...before, voidsCarriedBy }))}
          />
        </div>
        <ChoiceField
          label="Follows"
          value={form.followsId}
          choices={others}
          onChange={(followsId) => setForm((before) => ({ ...before, followsId }))}
          refused={refusalOf(refused, "followsId")}
        />
        {tick("interim", "Interim cover")}
        <TextField label="Note" {...field("note")} />
        <TextField label="Source" {...field("source")} />
      </Form>
    </Panel>
  );
}

function listsOf(held: Arrangement | null) {
  const row = (fields: FormRow): FormRow => fields;
  const lot = (id: string | null) => held?.lots.find((each) => each.id === id)?.name ?? "";
  return {
    participants: (held?.participants ?? []).map((each) => row({ name: each.name, role: each.role, authorities: String(each.authorities), detail: each.detail ?? "" })),
    lots: (held?.lots ?? []).map((each) =>
      row({
        id: each.id,
        name: each.name,
        detail: each.detail ?? "",
        fundedFrom: each.fundedFrom ?? "",
        averageWeeklyPounds: each.averageWeeklyPounds ?? "",
        providerCount: String(each.providerCount ?? ""),
        wasId: each.wasId ?? "",
      }),
    ),
    providers: (held?.providers ?? []).map((each) => row({ name: each.name, lot: lot(each.lotId), places: String(each.places ?? ""), detail: each.detail ?? "" })),
    terms: (held?.terms ?? []).map((each) => row({ months: String(each.months), state: each.state })),
    stages: (held?.stages ?? []).map((each) => row({ name: each.name, startsOn: each.startsOn, endsOn: each.endsOn ?? "", complete: each.complete ? "yes" : "" })),
    weights: (held?.weights ?? []).map((each) => row({ criterion: each.criterion, weightShare: shareAsPercent(each.weightShare) })),
    routes: (held?.routes ?? []).map((each) => row({ name: each.name, detail: each.detail ?? "" })),
  };
}

function inputLists(lists: ReturnType<typeof listsOf>) {
  const of = (row: FormRow, key: string) => row[key] ?? "";
  const count = (typed: string) => Number(typed || Number.NaN);
  return {
    participants: lists.participants.map((row) => ({
      name: of(row, "name"),
      role: row.role as "LEAD",
      authorities: numberOrNull(of(row, "authorities")),
      detail: orNull(of(row, "detail")),
    })),
    lots: lists.lots.map((row) => ({
      id: orNull(of(row, "id")),
      name: of(row, "name"),
      detail: orNull(of(row, "detail")),
      fundedFrom: orNull(of(row, "fundedFrom")),
      averageWeeklyPounds: decimalOrNull(of(row, "averageWeeklyPounds")),
      providerCount: numberOrNull(of(row, "providerCount")),
      wasId: orNull(of(row, "wasId")),
    })),
    providers: lists.providers.map((row) => ({ name: of(row, "name"), lot: orNull(of(row, "lot")), places: numberOrNull(of(row, "places")), detail: orNull(of(row, "detail")) })),
    terms: lists.terms.map((row) => ({ months: count(of(row, "months")), state: row.state as "AGREED" })),
    stages: lists.stages.map((row) => ({ name: of(row, "name"), startsOn: of(row, "startsOn"), endsOn: orNull(of(row, "endsOn")), complete: row.complete === "yes" })),
    weights: lists.weights.map((row) => ({ criterion: of(row, "criterion"), weightShare: percentAsShare(of(row, "weightShare")) })),
    routes: lists.routes.map((row) => ({ name: of(row, "name"), detail: orNull(of(row, "detail")) })),
  };
}
