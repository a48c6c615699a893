// What a table of outcomes says of the publishers that it uses: whose definitions and outcomes they are, and where the authority's own come first.
import type { On } from "../../db/engine/open.ts";
import type { KpiWithParts } from "../../db/outcomes.ts";
import { ownerNames } from "../../db/publishers.ts";
import { dataVersion } from "../../db/read/numbers.ts";
import { countOf } from "../finance/counted.ts";
import { listed } from "../finance/listed.ts";
import type { OwnFirst } from "../finance/sharedFacts.ts";
import type { Fact } from "./outcomeFacts.ts";
import type { SharedSet } from "./sharedSet.ts";

const mostNamed = 6;

/** Sentences on what of these KPIs and outcomes is a publisher's; none where the authority uses none. */
export async function notesOnShared(on: On, set: SharedSet, asked: (kpi: KpiWithParts) => boolean, kpis: readonly KpiWithParts[], facts: OwnFirst<Fact>): Promise<string[]> {
  const [, ...publishers] = set.owners;
  if (publishers.length === 0) return [];
  const names = await ownerNames(on, publishers);
  const versions = new Map<string, number>();
  for (const id of publishers) versions.set(id, await dataVersion(on, id));
  return publishers.flatMap((id) => {
    const name = names.get(id) ?? "";
    const defined = kpis.filter(({ authorityId }) => authorityId === id).map((kpi) => kpi.name);
    const shown = defined.length > mostNamed ? [...defined.slice(0, mostNamed - 1), `${defined.length - mostNamed + 1} more`] : defined;
    const parts = [...(defined.length > 0 ? [`the definition of ${listed(shown)}`] : []), ...(facts.outcomes.some(({ authorityId }) => authorityId === id) ? ["outcomes"] : [])];
    const replaced = facts.replaced.filter(({ outcome }) => outcome.authorityId === id).length;
    const left = set.leftOut.filter(({ kpi }) => kpi.authorityId === id && asked(kpi));
    return [
      ...(parts.length > 0 ? [`From ${name}, version ${versions.get(id)} of its data: ${listed(parts)}.`] : []),
      ...(replaced > 0 ? [`${countOf(replaced, "outcomes")} of ${name} ${replaced === 1 ? "is" : "are"} left out, since there is one here that comes before it.`] : []),
      ...left.map(({ kpi, differs }) => `${kpi.name} of ${name} is left out: the KPI of this code here differs in ${listed(differs)}.`),
    ];
  });
}
