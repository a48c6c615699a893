// Uplift series: by how much prices rise, year by year.
import { useState } from "react";
import { changeUpliftRates, createUpliftSeries } from "../../data/documents.ts";
import { ask } from "../../data/graphql.ts";
import { draftAt } from "../../forms/drafts.ts";
import { EachOf } from "../../forms/EachOf.tsx";
import { partsOf } from "../../forms/Field.tsx";
import { FormFrame } from "../../forms/FormFrame.tsx";
import { useForm } from "../../forms/useForm.ts";
import { Panel } from "../../panels/Panel.tsx";
import { type StoredSeries, storedSeries, upliftForm } from "./upliftForm.ts";
import { useUplifts } from "./useUplifts.ts";

const { Field } = partsOf(upliftForm);

export interface UpliftsPanelProps {
  authority: string;
  years: string[];
  locked: string | null;
  onWritten: (batchId: string | null, said: string) => void;
}

const placeOf = (authority: string, id: string | null) => ({ authority, noun: "uplift series", id });

export function UpliftsPanel(props: UpliftsPanelProps) {
  const { authority, locked } = props;
  const held = useUplifts(authority);
  const [adding, setAdding] = useState(() => draftAt(placeOf(authority, null)) !== null);
  const series = held.data?.upliftSeries.nodes ?? [];
  return (
    <Panel title="Uplifts">
      <p className="quiet-text">
        An uplift may be requested but is not promised: a year with no rate raises no price. Every price that uses a series follows as soon as its rate changes.
      </p>
      {held.data && series.map((each) => <SeriesForm key={each.id} held={each} {...props} seen={held.data.seen} onDone={() => {}} />)}
      {held.data && (adding || series.length === 0) && !locked && <SeriesForm held={null} {...props} seen={held.data.seen} onDone={() => setAdding(false)} />}
      {!adding && series.length > 0 && !locked && (
        <button type="button" className="quiet" onClick={() => setAdding(true)}>
          Add an uplift series
        </button>
      )}
    </Panel>
  );
}

interface SeriesFormProps extends UpliftsPanelProps {
  held: StoredSeries | null;
  seen: number;
  onDone: () => void;
}

function SeriesForm({ held, authority, seen, years, locked, onWritten, onDone }: SeriesFormProps) {
  const stored = storedSeries(authority, held, years.slice(1));
  const title = held ? `Uplifts: ${held.name}` : "New uplift series";
  const form = useForm({ form: upliftForm, stored, seen, place: placeOf(authority, held?.id ?? null), title });

  async function save() {
    const name = form.text("name");
    const kept = await form.save(async (input, { seen, key }) =>
      held ? (await ask(changeUpliftRates, { id: held.id, rates: input.rates, seen, key })).changeUpliftRates : (await ask(createUpliftSeries, { input, key })).createUpliftSeries,
    );
    if (!kept) return;
    onWritten(kept.batchId, held ? `Changed the uplifts of ${name}.` : `Added ${name}.`);
    onDone();
  }

  return (
    <FormFrame form={form} className="series" submit={held ? "Save these rates" : "Add this series"} onSave={save} locked={locked}>
      {held ? (
        <>
          <h3>{held.name}</h3>
          {held.source && <p className="hint">{held.source}</p>}
        </>
      ) : (
        <>
          <Field at="name" />
          <Field at="source" />
        </>
      )}
      <EachOf list="rates" by="year" fill="rateShare" className="rates" label={(year) => `${year}, %`} />
    </FormFrame>
  );
}
