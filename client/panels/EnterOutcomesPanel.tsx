// Typing outcomes in: of one subject and period at a time, or line by line. One that is held already is revised, and its history stays.
import { useState } from "react";
import { enterOutcomes, type KpiHeld, type SubjectHeld } from "../documents/outcomes.ts";
import { ask } from "../graphql.ts";
import { missingSaid } from "../kpiWords.ts";
import { percentAsShare } from "../percent.ts";
import { Form } from "../shell/Form.tsx";
import { refusalOf, TextField } from "../shell/fields.tsx";
import { type FormRow, RowsField } from "../shell/RowsField.tsx";
import { useWrite } from "../shell/useWrite.ts";
import { decimalOrNull, orNull } from "../typed.ts";
import { closePanel, Panel } from "./Panel.tsx";

export interface EnterOutcomesPanelProps {
  authority: string;
  kpis: readonly KpiHeld[];
  subjects: readonly SubjectHeld[];
  kpi: string | undefined;
  subject: string | undefined;
  seen: number;
  onWritten: (batchId: string, said: string) => void;
}

export function EnterOutcomesPanel({ authority, kpis, subjects, kpi, subject, seen, onWritten }: EnterOutcomesPanelProps) {
  const first = { kpiId: kpi ?? kpis[0]?.id ?? "", subjectId: subject ?? subjects[0]?.id ?? "", period: "", numerator: "", denominator: "", value: "", missing: "" };
  const [rows, setRows] = useState<FormRow[]>([first]);
  const [release, setRelease] = useState("");
  const [why, setWhy] = useState("");
  const [seenAt] = useState(seen);
  const writing = useWrite();
  const { refused, run } = writing;

  async function save() {
    const outcomes = rows.map((row) => {
      const percent = kpis.find(({ id }) => id === row.kpiId)?.unit === "PERCENT";
      const value = decimalOrNull((row.value ?? "").replace("%", ""));
      return {
        kpiId: row.kpiId ?? "",
        subjectId: row.subjectId ?? "",
        period: row.period ?? "",
        numerator: decimalOrNull(row.numerator ?? ""),
        denominator: decimalOrNull(row.denominator ?? ""),
        value: value !== null && percent ? percentAsShare(value) : value,
        missing: (row.missing || null) as keyof typeof missingSaid | null,
        release: orNull(release),
      };
    });
    const kept = await run(async () => (await ask(enterOutcomes, { authority, outcomes, seen: seenAt, why: orNull(why) })).enterOutcomes);
    if (!kept) return;
    onWritten(kept.batchId, rows.length === 1 ? "Entered an outcome." : `Entered ${rows.length} outcomes.`);
    closePanel();
  }

  return (
    <Panel title="Enter outcomes" wide>
      <Form writing={writing} submit="Enter" onSubmit={save} disabled={rows.length === 0}>
        <RowsField
          label="Outcomes"
          columns={[
            {
              key: "kpiId",
              label: "KPI",
              kind: "choice",
              choices: kpis.map((each): [string, string] => [each.id, each.version > 1 ? `${each.name} (${each.version})` : each.name]),
            },
            { key: "subjectId", label: "Of", kind: "choice", choices: subjects.map((each): [string, string] => [each.id, each.name]) },
            { key: "period", label: "Period", placeholder: "2024/25 Q1", width: "92px" },
            { key: "numerator", label: "Number", kind: "number", width: "66px" },
            { key: "denominator", label: "Out of", kind: "number", width: "66px" },
            { key: "value", label: "Or value", kind: "number", width: "66px" },
            { key: "missing", label: "Or why none", kind: "choice", width: "96px", choices: [["", "–"], ...Object.entries(missingSaid)] },
          ]}
          rows={rows}
          onChange={setRows}
          path="outcomes"
          refused={refused}
          add="Add another"
          hint="Give the counts wherever they are known: only counts can be added. A percentage is typed as 83.2."
        />
        <TextField label="What published them" value={release} onChange={setRelease} refused={refusalOf(refused, "release")} />
        <TextField label="Why, for the history" value={why} onChange={setWhy} refused={refusalOf(refused, "why")} />
      </Form>
    </Panel>
  );
}
