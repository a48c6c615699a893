// What a commitment belongs to: the arrangement and lot that it is bought under, the pool that shares its cost, and what it replaces.
import { useQuery } from "@tanstack/react-query";
import { belongingQuery } from "../documents.ts";
import { daySaid } from "../format.ts";
import type { Refused } from "../graphql.ts";
import { ask } from "../graphql.ts";
import { ChoiceField, refusalOf } from "../shell/fields.tsx";
import type { TermsForm } from "./termsForm.ts";

export interface BoughtUnderProps {
  authority: string;
  /** The commitment itself, which cannot replace itself; null for a new one. */
  id: string | null;
  form: TermsForm;
  set: (change: Partial<TermsForm>) => void;
  error: Refused | null;
}

type Choices = [string, string][];
const none: Choices = [["", "None"]];
const orNull = (id: string) => (id === "" ? null : id);

export function BoughtUnder({ authority, id, form, set, error }: BoughtUnderProps) {
  const asked = useQuery({ queryKey: ["belonging", authority], queryFn: () => ask(belongingQuery, { authority }) });
  // Until the choices are here, what is held stays as it is and is not shown as none.
  if (!asked.data) return null;
  const { arrangements, partnerships, commitments } = asked.data;
  const lots = arrangements.nodes.find((each) => each.id === form.arrangementId)?.lots ?? [];
  const pools = partnerships.nodes.flatMap((each) => each.pools.map((pool): [string, string] => [pool.id, `${each.name}: ${pool.name}`]));
  const others = commitments.nodes.filter((each) => each.id !== id).map((each): [string, string] => [each.id, each.name]);
  const named = (nodes: readonly { id: string; name: string }[]): Choices => [...none, ...nodes.map((each): [string, string] => [each.id, each.name])];
  return (
    <>
      {arrangements.nodes.length > 0 && (
        <ChoiceField
          label="Bought under"
          value={form.arrangementId ?? ""}
          choices={named(arrangements.nodes)}
          onChange={(arrangementId) => set({ arrangementId: orNull(arrangementId), lotId: null })}
          refused={refusalOf(error, "arrangementId")}
        />
      )}
      {lots.length > 0 && (
        <ChoiceField label="Lot" value={form.lotId ?? ""} choices={named(lots)} onChange={(lotId) => set({ lotId: orNull(lotId) })} refused={refusalOf(error, "lotId")} />
      )}
      {pools.length > 0 && (
        <ChoiceField
          label="Shared in"
          value={form.poolId ?? ""}
          choices={[...none, ...pools]}
          onChange={(poolId) => set({ poolId: orNull(poolId) })}
          refused={refusalOf(error, "poolId")}
        />
      )}
      {form.basis !== "AMOUNTS_BY_YEAR" &&
        others.length > 0 &&
        form.places.map((period, index) => (
          <ChoiceField
            // biome-ignore lint/suspicious/noArrayIndexKey: periods are being typed and have only their order.
            key={index}
            label={form.places.length === 1 || period.startsOn === "" ? "Replaces, when that ends" : `From ${daySaid(period.startsOn)} it replaces`}
            value={period.replacesId ?? ""}
            choices={[...none, ...others]}
            onChange={(replacesId) => set({ places: form.places.map((each, at) => (at === index ? { ...each, replacesId: orNull(replacesId) } : each)) })}
            refused={refusalOf(error, `places[${index}].replacesId`)}
          />
        ))}
    </>
  );
}
