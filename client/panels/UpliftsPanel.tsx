// Uplift series: by how much prices rise, year by year.
import { useState } from "react";
import { changeUpliftRates, createUpliftSeries } from "../documents.ts";
import { ask } from "../graphql.ts";
import { percentAsShare, shareAsPercent } from "../percent.ts";
import { Form } from "../shell/Form.tsx";
import { refusalOf, TextField } from "../shell/fields.tsx";
import { useWrite } from "../shell/useWrite.ts";
import { Panel } from "./Panel.tsx";
import { useUplifts } from "./useUplifts.ts";

interface Series {
  id: string | null;
  name: string;
  source: string;
  percents: { year: string; percent: string }[];
}

export interface UpliftsPanelProps {
  authority: string;
  years: string[];
  locked: string | null;
  onWritten: (batchId: string, said: string) => void;
}

export function UpliftsPanel(props: UpliftsPanelProps) {
  const held = useUplifts(props.authority);
  const [adding, setAdding] = useState(false);
  const series = held.data?.upliftSeries.nodes ?? [];
  const years = props.years.slice(1);
  const empty: Series = { id: null, name: "", source: "", percents: years.map((year) => ({ year, percent: "" })) };
  return (
    <Panel title="Uplifts">
      <p className="quiet-text">
        An uplift may be sought and none is promised: a year with no rate lifts nothing. Every price that a series lifts follows as soon as its rate changes.
      </p>
      {series.map((each) => {
        const rates = new Map(each.rates.map((rate) => [rate.year, rate.rateShare]));
        const all = [...new Set([...years, ...rates.keys()])].sort();
        const form = { id: each.id, name: each.name, source: each.source ?? "", percents: all.map((year) => ({ year, percent: shareAsPercent(rates.get(year)) })) };
        return <SeriesForm key={`${each.id} ${JSON.stringify(each.rates)}`} held={form} {...props} seenAt={held.data?.seen ?? 0} onDone={() => {}} />;
      })}
      {held.data && (adding || series.length === 0) && !props.locked && <SeriesForm held={empty} {...props} seenAt={held.data.seen} onDone={() => setAdding(false)} />}
      {!adding && series.length > 0 && !props.locked && (
        <button type="button" className="quiet" onClick={() => setAdding(true)}>
          Add an uplift series
        </button>
      )}
    </Panel>
  );
}

function SeriesForm({ held, authority, seenAt, locked, onWritten, onDone }: UpliftsPanelProps & { held: Series; seenAt: number; onDone: () => void }) {
  const [form, setForm] = useState(held);
  const [seen] = useState(seenAt);
  const writing = useWrite();
  const { refused, run } = writing;
  const rates = form.percents.filter((each) => each.percent.trim() !== "").map((each) => ({ year: each.year, rateShare: percentAsShare(each.percent) }));

  async function save() {
    if (form.id === null) {
      const kept = await run(() => ask(createUpliftSeries, { input: { authority, name: form.name, source: form.source || null, rates } }));
      if (kept) onWritten(kept.createUpliftSeries.batchId, `Added ${form.name}.`);
      if (kept) onDone();
      return;
    }
    const id = form.id;
    const kept = await run(() => ask(changeUpliftRates, { id, rates, seen }));
    if (kept) onWritten(kept.changeUpliftRates.batchId, `Changed the uplifts of ${form.name}.`);
  }

  return (
    <Form className="series" writing={writing} submit={form.id === null ? "Add this series" : "Save these rates"} onSubmit={save} locked={locked}>
      {form.id === null ? (
        <>
          <TextField label="Name of the series" value={form.name} onChange={(name) => setForm({ ...form, name })} refused={refusalOf(refused, "name")} />
          <TextField label="Where the rates come from" value={form.source} onChange={(source) => setForm({ ...form, source })} />
        </>
      ) : (
        <>
          <h3>{form.name}</h3>
          {form.source && <p className="hint">{form.source}</p>}
        </>
      )}
      <div className="rates">
        {form.percents.map((each, index) => (
          <TextField
            key={each.year}
            label={`${each.year}, %`}
            value={each.percent}
            placeholder="none"
            onChange={(percent) => setForm({ ...form, percents: form.percents.map((other, at) => (at === index ? { ...other, percent } : other)) })}
            refused={refusalOf(refused, `rates[${rates.findIndex((rate) => rate.year === each.year)}].rateShare`) && "See below"}
          />
        ))}
      </div>
    </Form>
  );
}
