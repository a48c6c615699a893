// Uplift series: by how much prices rise, year by year.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { changeUpliftRates, createUpliftSeries, upliftSeriesQuery } from "../documents.ts";
import { ask } from "../graphql.ts";
import { Refusal, refusalOf, TextField } from "../shell/fields.tsx";
import { useWrite } from "../shell/useWrite.ts";
import { Panel } from "./Panel.tsx";

interface Series {
  id: string | null;
  name: string;
  source: string;
  percents: { year: string; percent: string }[];
}

export interface UpliftsPanelProps {
  authority: string;
  years: string[];
  dataVersion: number | undefined;
  locked: string | null;
  onWritten: (batchId: string, said: string) => void;
}

export function UpliftsPanel(props: UpliftsPanelProps) {
  const held = useQuery({ queryKey: ["uplifts", props.authority], queryFn: () => ask(upliftSeriesQuery, { authority: props.authority }) });
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
        return <SeriesForm key={`${each.id} ${JSON.stringify(each.rates)}`} held={form} {...props} onDone={() => {}} />;
      })}
      {held.data && (adding || series.length === 0) && !props.locked && <SeriesForm held={empty} {...props} onDone={() => setAdding(false)} />}
      {!adding && series.length > 0 && !props.locked && (
        <button type="button" className="quiet" onClick={() => setAdding(true)}>
          Add an uplift series
        </button>
      )}
    </Panel>
  );
}

function SeriesForm({ held, authority, dataVersion, locked, onWritten, onDone }: UpliftsPanelProps & { held: Series; onDone: () => void }) {
  const [form, setForm] = useState(held);
  const [seen] = useState(dataVersion);
  const { busy, refused, run } = useWrite();
  const rates = form.percents.filter((each) => each.percent.trim() !== "").map((each) => ({ year: each.year, rateShare: percentAsShare(each.percent) }));

  async function save() {
    if (form.id === null) {
      const kept = await run(() => ask(createUpliftSeries, { input: { authority, name: form.name, source: form.source || null, rates } }));
      if (kept) onWritten(kept.createUpliftSeries.batchId, `Added ${form.name}.`);
      if (kept) onDone();
      return;
    }
    const id = form.id;
    const kept = await run(() => ask(changeUpliftRates, { id, rates, seen: seen ?? null }));
    if (kept) onWritten(kept.changeUpliftRates.batchId, `Changed the uplifts of ${form.name}.`);
  }

  return (
    <form
      className="series"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <fieldset disabled={locked !== null}>
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
      </fieldset>
      <Refusal of={refused} />
      {!locked && (
        <div className="actions">
          <button type="submit" className="primary" disabled={busy}>
            {form.id === null ? "Add this series" : "Save these rates"}
          </button>
        </div>
      )}
    </form>
  );
}

/** Moves the decimal point of a plain decimal by `places`, in its text, so that no digit is lost: ("2.8", -2) is "0.028". */
function shifted(text: string, places: number): string {
  const match = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text.trim());
  if (!match) return text;
  const [, sign, whole = "", part = ""] = match;
  const digits = `${"0".repeat(Math.max(0, -places))}${whole}${part}${"0".repeat(Math.max(0, places))}`;
  const point = Math.max(0, -places) + whole.length + places;
  const moved = `${digits.slice(0, point).replace(/^0+(?=\d)/, "") || "0"}.${digits.slice(point)}`.replace(/\.?0+$/, "");
  return `${sign}${moved === "" ? "0" : moved}`;
}
const shareAsPercent = (share: string | undefined) => (share === undefined ? "" : shifted(share, 2));
const percentAsShare = (percent: string) => shifted(percent.replace("%", ""), -2);
