// A publisher's KPI or subject as an authority that uses it sees it: what it is, where it is changed, and the authority's own targets of the KPI.
import { elsewhere, goTo } from "../../address.ts";
import type { KpiHeld, SubjectHeld } from "../../data/documents/outcomes.ts";
import { changeOwnTargets } from "../../data/documents/publishers.ts";
import { ask } from "../../data/graphql.ts";
import { type Described, withReadings } from "../../forms/describe.ts";
import { named } from "../../forms/FormBody.tsx";
import type { Fields } from "../../forms/fieldKinds.ts";
import { NounPanel, type OfPanel, useEditor } from "../../forms/NounPanel.tsx";
import { Panel } from "../../panels/Panel.tsx";
import { labelOf } from "../../text/choiceWords.ts";
import { choices } from "../../written/choices.ts";
import { kpiForm } from "../../written/kpi.ts";

interface Published {
  /** Whose it is. */
  publisher: { id: string; name: string };
}

function ChangeAt({ publisher, panel }: Published & { panel: string }) {
  return (
    <button type="button" className="quiet" onClick={() => goTo({ ...elsewhere, sheet: "outcomes", authority: publisher.id, panel })}>
      Open it at {publisher.name}
    </button>
  );
}

const { targets, baselines } = kpiForm.fields;
const ownTargets: Described<"OwnTargetsInput"> = { of: "OwnTargetsInput", said: "own targets", fields: { targets, baselines } as Fields };

export function PublishedKpiPanel({ publisher, subjects, ...props }: OfPanel<KpiHeld> & Published & { held: KpiHeld; subjects: readonly SubjectHeld[] }) {
  const { authority, held } = props;
  const percent = held.unit === "PERCENT";
  const inUnit = () => (percent ? { unit: "PERCENT" as const } : { unit: "NUMBER" as const });
  const form = withReadings(ownTargets, {
    "targets.target": inUnit,
    "targets.tolerance": (beside) => (beside("toleranceIn") === "RELATIVE" ? { unit: "PERCENT" as const } : inUnit()),
    "baselines.value": inUnit,
  });
  const editor = useEditor({
    form,
    ...props,
    place: "own targets",
    send: async (input, sending) => (await ask(changeOwnTargets, { authority, kpi: held.id, input, ...sending })).written,
    told: `Changed own targets of ${held.name}.`,
  });
  return (
    <NounPanel
      editor={editor}
      wide
      submit="Save own targets"
      above={
        <p className="quiet-text">
          {publisher.name} defines this KPI ({labelOf(choices.KpiUnit, held.unit).toLowerCase()}
          {held.numeratorSaid ? `, ${held.numeratorSaid}` : ""}
          {held.denominatorSaid ? ` out of ${held.denominatorSaid}` : ""}). Targets and baselines below are this authority's own once they are saved; without any, those of{" "}
          {publisher.name} count.
        </p>
      }
      actions={<ChangeAt publisher={publisher} panel={`kpi:${held.id}`} />}
      choices={{
        "targets.subjectId": named(subjects),
        "targets.toleranceIn": [
          ["POINTS", percent ? "points" : "of its unit"],
          ["RELATIVE", "% of it"],
        ],
        "baselines.subjectId": named(subjects),
      }}
      labels={percent ? { "targets.target": "Target, %", "baselines.value": "Value, %" } : {}}
    />
  );
}

export function PublishedSubjectPanel({ publisher, held, subjects }: Published & { held: SubjectHeld; subjects: readonly SubjectHeld[] }) {
  const within = subjects.find(({ id }) => id === held.withinId)?.name;
  return (
    <Panel title={held.name}>
      <p className="quiet-text">
        {publisher.name} has this subject: {labelOf(choices.SubjectKind, held.kind).toLowerCase()}
        {held.gssCode ? `, ${held.gssCode}` : ""}
        {within ? `, within ${within}` : ""}.
      </p>
      <ChangeAt publisher={publisher} panel={`subject:${held.id}`} />
    </Panel>
  );
}
