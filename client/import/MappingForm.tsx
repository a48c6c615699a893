// What a file is, and which of its columns is which field: a form, and the same as text.
import { useEffect, useId, useRef } from "react";
import type { ImportedKpi } from "../documents/importing.ts";
import { ChoiceField, TextField } from "../shell/fields.tsx";
import { yearsBetween } from "../years.ts";
import { columnsAt, hasDfeLayout, type KpiEntry, kpiEntries, type Mapping, newestOf, type Target, textAt, withEntry, yearIn, yearsOf } from "./mapping.ts";

export interface RefusedEntry {
  readonly field: string | null;
  readonly message: string;
}

export interface MappingFormProps {
  map: Mapping;
  onMap: (map: Mapping) => void;
  onTarget: (target: Target) => void;
  columns: readonly string[];
  kpis: readonly ImportedKpi[];
  /** The names of the drafts, and their years. */
  drafts: readonly string[];
  years: readonly string[];
  /** The words of the authority's statuses. */
  statuses: readonly string[];
  refused: RefusedEntry | null;
  text: string;
  onText: (text: string) => void;
  textTrouble: string | null;
}

const targetsSaid: [Target, string][] = [
  ["outcomes", "Outcomes of KPIs"],
  ["budget lines", "Budget lines of a draft"],
  ["commitments", "Commitments"],
];
const units = [
  ["pounds", "£"],
  ["thousands", "£000s"],
  ["millions", "£m"],
] as const;

/** What the parts of the form share: to read an entry, to change one, and what was refused of it. */
interface Entries {
  map: Mapping;
  columns: readonly string[];
  set: (entry: string, value: unknown) => void;
  refusedOf: (entry: string) => string | null;
}

export function MappingForm(props: MappingFormProps) {
  const { map, onMap, columns, refused } = props;
  const entries: Entries = {
    map,
    columns,
    set: (entry, value) => onMap(withEntry(map, entry, value)),
    refusedOf: (entry) => (refused?.field === `map.${entry}` ? refused.message : null),
  };
  return (
    <>
      <ChoiceField label="What it is" value={map.target} choices={targetsSaid} onChange={props.onTarget} refused={entries.refusedOf("target")} />
      {map.target === "outcomes" && <OutcomeFields {...entries} kpis={props.kpis} refused={refused} onMap={onMap} />}
      {map.target === "budget lines" && <BudgetFields {...entries} drafts={props.drafts} years={props.years} />}
      {map.target === "commitments" && <CommitmentFields {...entries} years={props.years} statuses={props.statuses} />}
      <MappingText {...props} />
    </>
  );
}

function OutcomeFields({ kpis, refused, onMap, ...entries }: Entries & { kpis: readonly ImportedKpi[]; refused: RefusedEntry | null; onMap: (map: Mapping) => void }) {
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

function BudgetFields({ drafts, years, ...entries }: Entries & { drafts: readonly string[]; years: readonly string[] }) {
  const { map, set, refusedOf } = entries;
  const version = textAt(map, "version");
  const choices: [string, string][] = [
    ["", drafts.length === 0 ? "There is no draft: add one on Medium term" : "Choose a draft"],
    ...drafts.map((name): [string, string] => [name, name]),
  ];
  if (version !== "" && !drafts.includes(version)) choices.push([version, `${version} (no draft here)`]);
  return (
    <>
      <ChoiceField label="Into the draft" value={version} choices={choices} onChange={(value) => set("version", value)} refused={refusedOf("version")} />
      <ColumnField {...entries} entry="costCentre" label="Cost centre" none="Choose a column" />
      <div className="pair">
        <ColumnField {...entries} entry="code" label="Its code" />
        <ColumnField {...entries} entry="serviceGroup" label="Added up under" />
      </div>
      <YearColumns {...entries} years={years} />
      {Object.keys(yearsOf(map)).length === 0 && (
        <div className="pair">
          <ColumnField {...entries} entry="year" label="Or a row for each: the year" />
          <ColumnField {...entries} entry="amount" label="and its amount" />
        </div>
      )}
      <UnitField {...entries} />
      <label className="check">
        <input type="checkbox" checked={map.newCostCentres !== false} onChange={(event) => set("newCostCentres", event.target.checked ? undefined : false)} />
        Add cost centres that are not there yet
      </label>
    </>
  );
}

function CommitmentFields({ years, statuses, ...entries }: Entries & Pick<MappingFormProps, "years" | "statuses">) {
  const { map, set, refusedOf } = entries;
  const statusIs = textAt(map, "statusIs");
  const priced = textAt(map, "weeklyPrice") !== "";
  const byYear = Object.keys(yearsOf(map)).length > 0;
  return (
    <>
      <ColumnField {...entries} entry="name" label="Name" none="Choose a column" hint="A commitment that has this name already is revised." />
      <div className="pair">
        <ColumnField {...entries} entry="status" label="Status" />
        <ChoiceField
          label="Or all of them are"
          value={statusIs}
          choices={[["", "As held; new: proposed"], ...withHeld(statuses, statusIs).map((each): [string, string] => [each, each])]}
          onChange={(value) => set("statusIs", value)}
          refused={refusedOf("statusIs")}
        />
      </div>
      <ColumnField {...entries} entry="provider" label="Provider" />
      {!priced && <YearColumns {...entries} years={years} />}
      {!priced && <UnitField {...entries} />}
      {!byYear && (
        <>
          <div className="pair">
            <ColumnField {...entries} entry="weeklyPrice" label={priced ? "Price of a place a week" : "Or the price of a place a week"} />
            <ColumnField {...entries} entry="places" label="Places" />
          </div>
          <div className="pair">
            <ColumnField {...entries} entry="startsOn" label="From its first day" />
            <ColumnField {...entries} entry="endsOn" label="To its last day" />
          </div>
        </>
      )}
      {priced && (
        <div className="pair">
          <ChoiceField
            label="Weeks in a year"
            value={textAt(map, "weeksPerYear") || "365/7 weeks"}
            choices={withHeld(["365/7 weeks", "52 weeks", "52.14 weeks", "actual days / 7"], textAt(map, "weeksPerYear")).map((each): [string, string] => [each, each])}
            onChange={(value) => set("weeksPerYear", value === "365/7 weeks" ? undefined : value)}
            refused={refusedOf("weeksPerYear")}
          />
          <ChoiceField
            label="A part of a year counts"
            value={textAt(map, "partYear") || "by days"}
            choices={withHeld(["by days", "by months"], textAt(map, "partYear")).map((each): [string, string] => [each, each])}
            onChange={(value) => set("partYear", value === "by days" ? undefined : value)}
            refused={refusedOf("partYear")}
          />
        </div>
      )}
    </>
  );
}

/** A column for each year: the draft's years, those that the columns name, and those of the mapping. */
function YearColumns({ map, columns, set, refusedOf, years }: Entries & { years: readonly string[] }) {
  const held = yearsOf(map);
  const all = [...Object.keys(held), ...years, ...columns.map(yearIn).filter((year) => year !== null)].filter((year) => /^\d{4}\/\d{2}$/.test(year)).sort();
  const shown = all.length === 0 ? [] : yearsBetween(all[0] as string, all[all.length - 1] as string);
  return (
    <fieldset className="year-columns">
      <legend>A column for each year</legend>
      <div className="amounts">
        {shown.slice(0, 30).map((year) => (
          <ChoiceField
            key={year}
            label={year}
            value={held[year] ?? ""}
            choices={columnChoices(columns, held[year] ?? "", "None")}
            onChange={(column) => set("years", withEntry(held, year, column))}
            refused={refusedOf(`years.${year}`)}
          />
        ))}
      </div>
      {refusedOf("years") && (
        <p className="refusal" role="alert">
          {refusedOf("years")}
        </p>
      )}
    </fieldset>
  );
}

function UnitField({ map, set, refusedOf }: Entries) {
  const unit = units.find(([each]) => each === map.unit)?.[0] ?? "pounds";
  return <ChoiceField label="Amounts are in" value={unit} choices={units} onChange={(value) => set("unit", value === "pounds" ? undefined : value)} refused={refusedOf("unit")} />;
}

interface ColumnFieldProps extends Entries {
  entry: string;
  label: string;
  none?: string;
  hint?: string | undefined;
}

function ColumnField({ map, columns, set, refusedOf, entry, label, none = "None", hint }: ColumnFieldProps) {
  const value = textAt(map, entry);
  return (
    <ChoiceField
      label={label}
      value={value}
      choices={columnChoices(columns, value, none)}
      onChange={(column) => set(entry, column)}
      refused={refusedOf(entry)}
      {...(hint && { hint })}
    />
  );
}

function columnChoices(columns: readonly string[], held: string, none?: string): [string, string][] {
  const choices: [string, string][] = columns.map((column) => [column, column]);
  if (held !== "" && !columns.includes(held)) choices.push([held, `${held} (not in this file)`]);
  return none === undefined ? choices : [["", none], ...choices];
}

function withHeld(choices: readonly string[], held: string): readonly string[] {
  return held === "" || choices.includes(held) ? choices : [...choices, held];
}

/** The entries that have a field above, each at its own target; what is refused of any other stands at the text. */
const placed: Record<Target, RegExp> = {
  outcomes: /^map\.(target|layout|period|subject|wholeIs|release|breakdowns\[\d+\]|values|values\[\d+\]\.(kpi|version|value|numerator|denominator|percentAs))$/,
  "budget lines": /^map\.(target|version|costCentre|code|serviceGroup|years(\..+)?|year|amount|unit)$/,
  commitments: /^map\.(target|name|status|statusIs|provider|years(\..+)?|unit|places|startsOn|endsOn|weeklyPrice|weeksPerYear|partYear)$/,
};

function MappingText({ map, text, onText, textTrouble, refused }: MappingFormProps) {
  const id = useId();
  const frame = useRef<HTMLDetailsElement>(null);
  const ofText = refused?.field?.startsWith("map") && !placed[map.target].test(refused.field) ? `${refused.message}` : null;
  const trouble = textTrouble ?? ofText;
  useEffect(() => {
    if (trouble && frame.current) frame.current.open = true;
  }, [trouble]);
  return (
    <details className="mapping-text" ref={frame}>
      <summary>The mapping as text</summary>
      <div className={trouble ? "field refused" : "field"}>
        <label htmlFor={id}>What npm run import takes, too. It follows the form, and the form follows it.</label>
        <textarea id={id} rows={14} spellCheck={false} value={text} aria-invalid={trouble ? true : undefined} onChange={(event) => onText(event.target.value)} />
        {trouble ? (
          <p className="refusal" role="alert">
            {trouble}
          </p>
        ) : (
          <p className="hint">
            Rows are left out with <code>"where": {'{ "geographic_level": ["Local authority"] }'}</code>: only those whose column holds one of these are read.
          </p>
        )}
      </div>
    </details>
  );
}
