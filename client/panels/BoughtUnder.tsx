// What a commitment belongs to: the arrangement and lot that it is bought under, the pool that shares its cost, and what it replaces.
import { useQuery } from "@tanstack/react-query";
import { askAll } from "../allPages.ts";
import { belongingQuery } from "../documents.ts";
import { partsOf } from "../forms/Field.tsx";
import type { FormState } from "../forms/useForm.ts";
import { commitmentForm } from "./commitmentForm.ts";

const { Field } = partsOf(commitmentForm);

export interface BoughtUnderProps {
  authority: string;
  /** The commitment itself, which cannot replace itself; null for a new one. */
  id: string | null;
  form: FormState<"CommitmentInput">;
}

type Choices = [string, string][];
const none: Choices = [["", "None"]];

export function BoughtUnder({ authority, id, form }: BoughtUnderProps) {
  const asked = useQuery({ queryKey: ["belonging", authority], queryFn: () => askAll(belongingQuery, { authority }) });
  // Until the choices are here, what is held stays as it is and is not shown as none.
  if (!asked.data) return null;
  const { arrangements, partnerships, commitments } = asked.data;
  const lots = arrangements.nodes.find((each) => each.id === form.text("arrangementId"))?.lots ?? [];
  const pools = partnerships.nodes.flatMap((each) => each.pools.map((pool): [string, string] => [pool.id, `${each.name}: ${pool.name}`]));
  const others = commitments.nodes.filter((each) => each.id !== id).map((each): [string, string] => [each.id, each.name]);
  const named = (nodes: readonly { id: string; name: string }[]): Choices => [...none, ...nodes.map((each): [string, string] => [each.id, each.name])];
  const periods = form.rows("places");
  return (
    <>
      {arrangements.nodes.length > 0 && <Field at="arrangementId" choices={named(arrangements.nodes)} onChange={(arrangementId) => form.setAll({ arrangementId, lotId: "" })} />}
      {lots.length > 0 && <Field at="lotId" choices={named(lots)} />}
      {pools.length > 0 && <Field at="poolId" choices={[...none, ...pools]} />}
      {form.text("basis") !== "AMOUNTS_BY_YEAR" &&
        others.length > 0 &&
        Array.from({ length: periods }, (_, row) => {
          const from = form.text(`places[${row}].startsOn`);
          return (
            <Field
              // biome-ignore lint/suspicious/noArrayIndexKey: periods are being typed and have only their order.
              key={row}
              at={`places[${row}].replacesId`}
              {...(periods > 1 && from !== "" && { label: `From ${from} it replaces` })}
              choices={[...none, ...others]}
            />
          );
        })}
    </>
  );
}
