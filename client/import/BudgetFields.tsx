// Which columns of a file are the budget lines of a draft.
import { ChoiceField } from "../shell/fields.tsx";
import { ColumnField, type Entries, UnitField, YearColumns } from "./MappingFields.tsx";
import { textAt, yearsOf } from "./mapping.ts";

export function BudgetFields({ drafts, years, ...entries }: Entries & { drafts: readonly string[]; years: readonly string[] }) {
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
