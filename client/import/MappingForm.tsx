// What a file is, and which of its columns is which field: a form, and the same as text.
import type { ImportedKpi } from "../data/documents/importing.ts";
import { ChoiceField } from "../shell/fields.tsx";
import { BudgetFields } from "./BudgetFields.tsx";
import { CommitmentFields } from "./CommitmentFields.tsx";
import type { Entries } from "./MappingFields.tsx";
import { MappingText, type MappingTextProps } from "./MappingText.tsx";
import { type Mapping, type Target, withEntry } from "./mapping.ts";
import { OutcomeFields } from "./OutcomeFields.tsx";

export interface MappingFormProps extends MappingTextProps {
  onMap: (map: Mapping) => void;
  onTarget: (target: Target) => void;
  columns: readonly string[];
  kpis: readonly ImportedKpi[];
  /** The names of the drafts, and their years. */
  drafts: readonly string[];
  years: readonly string[];
  /** The words of the authority's statuses. */
  statuses: readonly string[];
}

const targetsSaid: [Target, string][] = [
  ["outcomes", "Outcomes of KPIs"],
  ["budget lines", "Budget lines of a draft"],
  ["commitments", "Commitments"],
];

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
