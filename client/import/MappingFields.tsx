// The fields that every sort of mapping is filled in with: a column of the file, a column for each year, the unit.
import { ChoiceField } from "../shell/fields.tsx";
import { yearsBetween } from "../text/years.ts";
import { type Mapping, textAt, withEntry, yearIn, yearsOf } from "./mapping.ts";

export interface RefusedEntry {
  readonly field: string | null;
  readonly message: string;
}

/** What the parts of the form share: to read an entry, to change one, and what was refused of it. */
export interface Entries {
  map: Mapping;
  columns: readonly string[];
  set: (entry: string, value: unknown) => void;
  refusedOf: (entry: string) => string | null;
}

const units = [
  ["pounds", "£"],
  ["thousands", "£000s"],
  ["millions", "£m"],
] as const;
/** A column for each year: the draft's years, those that the columns name, and those of the mapping. */
export function YearColumns({ map, columns, set, refusedOf, years }: Entries & { years: readonly string[] }) {
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

export function UnitField({ map, set, refusedOf }: Entries) {
  const unit = units.find(([each]) => each === map.unit)?.[0] ?? "pounds";
  return <ChoiceField label="Amounts are in" value={unit} choices={units} onChange={(value) => set("unit", value === "pounds" ? undefined : value)} refused={refusedOf("unit")} />;
}

interface ColumnFieldProps extends Entries {
  entry: string;
  label: string;
  none?: string;
  hint?: string | undefined;
}

export function ColumnField({ map, columns, set, refusedOf, entry, label, none = "None", hint }: ColumnFieldProps) {
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

export function columnChoices(columns: readonly string[], held: string, none?: string): [string, string][] {
  const choices: [string, string][] = columns.map((column) => [column, column]);
  if (held !== "" && !columns.includes(held)) choices.push([held, `${held} (not in this file)`]);
  return none === undefined ? choices : [["", none], ...choices];
}

export function withHeld(choices: readonly string[], held: string): readonly string[] {
  return held === "" || choices.includes(held) ? choices : [...choices, held];
}
