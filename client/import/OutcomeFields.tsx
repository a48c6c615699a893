// Which columns of a file are which outcomes: its layout, its KPIs, and the parts of the whole.
import { useId } from "react";
import type { ImportedKpi } from "../data/documents/importing.ts";
import { ChoiceField, TextField } from "../shell/fields.tsx";
import { ColumnField, columnChoices, type Entries, type RefusedEntry } from "./MappingFields.tsx";
import { columnsAt, hasDfeLayout, type KpiEntry, kpiEntries, type Mapping, newestOf, textAt, withEntry } from "./mapping.ts";

export function OutcomeFields({ kpis, refused, onMap, ...entries }: Entries & { kpis: readonly ImportedKpi[]; refused: RefusedEntry | null; onMap: (map: Mapping) => void }) {
  const { map, columns, set, refusedOf } = entries;
  const dfe = textAt(map, "layout") === "dfe";
  const values = kpiEntries(map);
  const setValue = (at: number, value: KpiEntry) =>
    set(
      "values",
      values.map((each, index) => (index === at ? value : each)),
    );
  const entered = kpis.filter((kpi) => kpi.computed === null);
  const setLayout = (layout: string) => {
    // The DfE's layout says the period and the place by columns of its own.
    const without = layout === "dfe" ? withEntry(withEntry(map, "period", undefined), "subject", undefined) : map;
    onMap(withEntry(without, "layout", layout));
  };
  return (
    <>
      <ChoiceField
        label="Layout"
        value={dfe ? "dfe" : "rows"}
        choices={[
          ["dfe", "The DfE's open data"],
          ["rows", "Rows of our own"],
        ]}
        onChange={setLayout}
        hint={
          dfe
            ? `The period and the place are read from time_period, time_identifier and geographic_level${hasDfeLayout(columns) ? ", which this file has" : ""}.`
            : "A row says whose figures they are, and for which period."
        }
        refused={refusedOf("layout")}
      />
      {!dfe && (
        <div className="pair">
          <ColumnField {...entries} entry="period" label="Period" none="Choose a column" />
          <ColumnField {...entries} entry="subject" label="Subject, by name or code" none="Choose a column" />
        </div>
      )}
      <section className="kpi-columns">
        <h3>KPIs</h3>
        {entered.length === 0 && <p className="hint">This authority has no KPI that is entered. Add one first: its outcomes can then be imported.</p>}
        {values.map((value, at) => (
          <KpiFields
            // biome-ignore lint/suspicious/noArrayIndexKey: while an entry is filled in it has only its place.
            key={at}
            at={at}
            value={value}
            columns={columns}
            kpis={entered}
            refused={refused}
            onChange={(next) => setValue(at, next)}
            onTakeOut={
              values.length > 1
                ? () =>
                    set(
                      "values",
                      values.filter((_, index) => index !== at),
                    )
                : undefined
            }
          />
        ))}
        {refusedOf("values") && (
          <p className="refusal" role="alert">
            {refusedOf("values")}
          </p>
        )}
        <button type="button" className="quiet" onClick={() => set("values", [...values, { kpi: "" }])}>
          {values.length === 0 ? "Add a KPI" : "Add another KPI"}
        </button>
      </section>
      <Breakdowns {...entries} />
      <TextField
        label="Release (may be left empty)"
        placeholder="SSDA903 2024/25, first release"
        value={textAt(map, "release")}
        onChange={(value) => set("release", value)}
        refused={refusedOf("release")}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={typeof map.newSubjects === "boolean" ? map.newSubjects : dfe}
          onChange={(event) => set("newSubjects", event.target.checked === dfe ? undefined : event.target.checked)}
        />
        Add places that are not yet subjects of this set
      </label>
    </>
  );
}

interface KpiFieldsProps {
  at: number;
  value: KpiEntry;
  columns: readonly string[];
  kpis: readonly ImportedKpi[];
  refused: RefusedEntry | null;
  onChange: (value: KpiEntry) => void;
  onTakeOut: (() => void) | undefined;
}

function KpiFields({ at, value, columns, kpis, refused, onChange, onTakeOut }: KpiFieldsProps) {
  const code = textAt(value, "kpi");
  const version = typeof value.version === "number" ? value.version : null;
  const newest = newestOf(kpis);
  const chosen = kpis.find((kpi) => kpi.code === code && (version === null ? newest.includes(kpi) : kpi.version === version));
  const choices: [string, string][] = [
    ["", "Choose a KPI"],
    ...kpis.map((kpi): [string, string] => (newest.includes(kpi) ? [`|${kpi.code}`, kpi.name] : [`${kpi.version}|${kpi.code}`, `${kpi.name}, version ${kpi.version}`])),
  ];
  const held = code === "" ? "" : `${version ?? ""}|${code}`;
  if (!choices.some(([each]) => each === held)) choices.push([held, chosen ? `${chosen.name}, version ${chosen.version}` : `${code} (not in this set)`]);
  const refusedOf = (entry: string) => (refused?.field === `map.values[${at}].${entry}` ? refused.message : null);
  const own = { map: value as Mapping, columns, refusedOf, set: (entry: string, next: unknown) => onChange(withEntry(value, entry, next)) };
  const choose = (next: string) => {
    const [wanted = "", ...rest] = next.split("|");
    onChange({ ...withEntry(value, "version", wanted === "" ? undefined : Number(wanted)), kpi: rest.join("|") });
  };
  const percent = chosen?.unit === "PERCENT" && textAt(value, "value") !== "";
  return (
    <fieldset className="kpi-entry" aria-label={`KPI ${at + 1}`}>
      <div className="kpi-name">
        <ChoiceField label="KPI" value={held} choices={choices} onChange={choose} refused={refusedOf("kpi") ?? refusedOf("version")} />
        {onTakeOut && (
          <button type="button" className="quiet" aria-label={`Take out KPI ${at + 1}`} title="Take out" onClick={onTakeOut}>
            ×
          </button>
        )}
      </div>
      <div className="pair">
        <ColumnField {...own} entry="numerator" label="Numerator" hint={chosen?.numeratorSaid ?? undefined} />
        <ColumnField {...own} entry="denominator" label="Denominator" hint={chosen?.denominatorSaid ?? undefined} />
      </div>
      <div className="pair">
        <ColumnField {...own} entry="value" label="Or its value" />
        {percent && (
          <ChoiceField
            label="A percentage is written"
            value={textAt(value, "percentAs") === "0.832" ? "0.832" : "83.2"}
            choices={[
              ["83.2", "83.2 or 83.2%"],
              ["0.832", "0.832"],
            ]}
            onChange={(next) => own.set("percentAs", next === "83.2" ? undefined : next)}
            refused={refusedOf("percentAs")}
          />
        )}
      </div>
    </fieldset>
  );
}

function Breakdowns({ map, columns, set, refusedOf }: Entries) {
  const named = columnsAt(map, "breakdowns");
  const title = useId();
  const unnamed = columns.find((column) => !named.includes(column)) ?? "";
  return (
    <section className="rows-field" aria-labelledby={title}>
      <h3 id={title}>Parts of the whole</h3>
      {named.map((column, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry has only its place.
        <div className="breakdown" key={at}>
          <select
            aria-label={`Column of parts ${at + 1}`}
            value={column}
            onChange={(event) =>
              set(
                "breakdowns",
                named.map((each, index) => (index === at ? event.target.value : each)),
              )
            }
          >
            {columnChoices(columns, column).map(([each, said]) => (
              <option key={each} value={each}>
                {said}
              </option>
            ))}
          </select>
          <button
            type="button"
            className="quiet"
            aria-label={`Take out column of parts ${at + 1}`}
            title="Take out"
            onClick={() =>
              set(
                "breakdowns",
                named.filter((_, index) => index !== at),
              )
            }
          >
            ×
          </button>
          {refusedOf(`breakdowns[${at}]`) && (
            <p className="refusal" role="alert">
              {refusedOf(`breakdowns[${at}]`)}
            </p>
          )}
        </div>
      ))}
      {named.length === 0 ? (
        <p className="hint">None: each row is of the whole.</p>
      ) : (
        <TextField label="The whole is called" placeholder="Total" value={textAt(map, "wholeIs")} onChange={(value) => set("wholeIs", value)} refused={refusedOf("wholeIs")} />
      )}
      <button type="button" className="quiet" disabled={unnamed === ""} onClick={() => set("breakdowns", [...named, unnamed])}>
        Add a column of parts
      </button>
    </section>
  );
}
