// A commitment's terms with a live projection: what the terms come to is asked of the server as they are typed.
import { useQuery } from "@tanstack/react-query";
import { goTo } from "../../address.ts";
import type { CommitmentStatus } from "../../data/documents/commitmentStatuses.ts";
import { belongingQuery, type CommitmentTerms, commitmentQuery, costCentreNamesQuery } from "../../data/documents.ts";
import { ask } from "../../data/graphql.ts";
import { readSeen } from "../../data/seen.ts";
import { EachOf } from "../../forms/EachOf.tsx";
import { Field } from "../../forms/Field.tsx";
import { named } from "../../forms/FormBody.tsx";
import type { WholeInput } from "../../forms/input.ts";
import { NounPanel, useEditor } from "../../forms/NounPanel.tsx";
import { type Kept, withRefusal } from "../../forms/useForm.ts";
import { Panel } from "../../panels/Panel.tsx";
import { commitmentWrites } from "../../written/commitment.ts";
import { commitmentForm, storedCommitment } from "./commitmentForm.ts";
import { Periods, Replaced } from "./Periods.tsx";
import { ProjectionTable, useProjection } from "./Projection.tsx";
import { firstStatus, statusChoices, useStatuses } from "./useStatuses.ts";
import { useUplifts } from "./useUplifts.ts";

export interface CommitmentPanelProps {
  authority: string;
  /** The commitment, or null for a new one. */
  id: string | null;
  years: string[];
  /** Why nothing can be changed here, where it cannot. */
  locked: string | null;
  onWritten: (batchId: string | null, said: string) => void;
  /** How a new one is added, where that is not as a fact of the authority, and what it is kept as while it is a draft. */
  create?: (input: WholeInput<"CommitmentInput">, key: string) => Promise<Kept>;
  place?: string;
}

export function CommitmentPanel({ id, ...props }: CommitmentPanelProps) {
  const held = useQuery({
    queryKey: ["commitment", id],
    queryFn: () => readSeen(props.authority, () => ask(commitmentQuery, { id: id as string })),
    enabled: id !== null,
    // Terms are changed as they are now, not as they were when they were last looked at.
    gcTime: 0,
  });
  const { isPending, statuses } = useStatuses(props.authority);
  if (id !== null && held.error) return <Panel title="Commitment">{<p className="refusal">{held.error.message}</p>}</Panel>;
  if (isPending || (id !== null && !held.data)) return <Panel title="Commitment">{<p className="quiet-text">Reading the terms…</p>}</Panel>;
  // A new form whenever another commitment is opened; while one is open, what was typed stays.
  return <TermsEditor key={id ?? "new"} held={held.data?.commitment ?? null} seen={held.data?.seen ?? 0} statuses={statuses} {...props} />;
}

type TermsEditorProps = Omit<CommitmentPanelProps, "id"> & { held: CommitmentTerms | null; seen: number; statuses: readonly CommitmentStatus[] };

function TermsEditor({ statuses, years, locked, create, ...props }: TermsEditorProps) {
  const { authority, held } = props;
  const editor = useEditor<"CommitmentInput", CommitmentTerms>({
    form: commitmentForm,
    writes: commitmentWrites,
    ...props,
    opening: storedCommitment(held, years, firstStatus(statuses)),
    ...(create && !held && { send: (input, { key }) => create(input, key) }),
  });
  const series = useUplifts(authority).data?.upliftSeries.nodes ?? [];
  const rates = series.find((each) => each.id === editor.form.text("upliftSeriesId"))?.rates ?? null;
  const projection = useProjection(editor.form, rates, years);
  const form = withRefusal(editor.form, projection.error);
  const belonging = useBelonging(authority, held?.id ?? null);
  const fixed = form.text("basis") === "FIXED_BY_YEAR";
  const lots = belonging?.lotsOf(form.text("arrangementId"));
  return (
    <NounPanel
      editor={editor}
      form={form}
      locked={locked}
      submit={held ? "Save these terms" : "Add this commitment"}
      foot={<ProjectionTable asked={projection} years={years} priced={form.text("basis") !== "AMOUNTS_BY_YEAR"} error={form.refused ?? projection.error} />}
      choices={{ statusId: statusChoices(statuses), lotId: lots, poolId: belonging?.pools, "draws.costCentreId": belonging?.costCentres }}
      inFold={
        form.text("basis") !== "AMOUNTS_BY_YEAR" && belonging && belonging.commitments.length > 0
          ? { paths: /\.replacesId$/, drawn: <Replaced form={form} others={belonging.commitments} /> }
          : null
      }
      labels={fixed ? { yearlyRatePounds: "£ a year for the whole" } : {}}
      placeholders={fixed ? { yearlyRatePounds: "120000" } : {}}
      instead={{
        places: <Periods form={form} />,
        amounts: <EachOf list="amounts" by="year" fill="amountPence" hint="In pounds. A cost is typed as a positive amount; the table deducts it." />,
        upliftSeriesId: (
          <div>
            <Field at="upliftSeriesId" choices={[["", "None: the price stays"], ...named(series)]} />
            <button type="button" className="quiet" onClick={() => goTo({ panel: "uplifts" })}>
              Uplift series and their rates…
            </button>
          </div>
        ),
        // A lot is one of the arrangement's: another arrangement has others.
        arrangementId: belonging && belonging.arrangements.length > 0 && (
          <Field at="arrangementId" choices={[["", "None"], ...belonging.arrangements]} onChange={(arrangementId) => form.setAll({ arrangementId, lotId: "" })} />
        ),
      }}
    />
  );
}

/** What a commitment may belong to, replace and be drawn from; nothing until it is read, so that what is held is not shown as none. */
function useBelonging(authority: string, id: string | null) {
  const belonging = useQuery({ queryKey: ["belonging", authority], queryFn: () => ask(belongingQuery, { authority }) }).data;
  const centres = useQuery({ queryKey: ["costCentreNames", authority], queryFn: () => ask(costCentreNamesQuery, { authority }) }).data;
  if (!belonging || !centres) return null;
  const { arrangements, partnerships, commitments } = belonging;
  return {
    arrangements: named(arrangements.nodes),
    lotsOf: (arrangement: string) => named(arrangements.nodes.find((each) => each.id === arrangement)?.lots ?? []),
    pools: partnerships.nodes.flatMap((each) => each.pools.map((pool) => [pool.id, `${each.name}: ${pool.name}`] as const)),
    commitments: named(commitments.nodes.filter((each) => each.id !== id)),
    costCentres: named(centres.costCentres.nodes),
  };
}
