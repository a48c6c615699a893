// Uplift series: by how much prices rise, year by year.
import { useState } from "react";
import { changeUpliftRates, createUpliftSeries } from "../../data/documents.ts";
import { ask } from "../../data/graphql.ts";
import { draftAt } from "../../forms/drafts.ts";
import { EachOf } from "../../forms/EachOf.tsx";
import { FormBody } from "../../forms/FormBody.tsx";
import { FormFrame } from "../../forms/FormFrame.tsx";
import { useEditor } from "../../forms/NounPanel.tsx";
import { Panel } from "../../panels/Panel.tsx";
import { type StoredSeries, storedSeries, upliftForm } from "./upliftForm.ts";
import { useUplifts } from "./useUplifts.ts";

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

function SeriesForm({ years, locked, ...props }: SeriesFormProps) {
  const { authority, held } = props;
  const { form, save } = useEditor({
    form: upliftForm,
    opening: storedSeries(authority, held, years.slice(1)),
    ...props,
    send: async (input, { seen, key }) =>
      held ? (await ask(changeUpliftRates, { id: held.id, rates: input.rates, seen, key })).changeUpliftRates : (await ask(createUpliftSeries, { input, key })).createUpliftSeries,
  });
  return (
    <FormFrame form={form} className="series" submit={held ? "Save these rates" : "Add this series"} onSave={save} locked={locked}>
      {held && <h3>{held.name}</h3>}
      {held?.source && <p className="hint">{held.source}</p>}
      <FormBody
        instead={{ ...(held && { name: null, source: null }), rates: <EachOf list="rates" by="year" fill="rateShare" className="rates" label={(year) => `${year}, %`} /> }}
      />
    </FormFrame>
  );
}
