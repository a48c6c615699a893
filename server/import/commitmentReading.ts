// A list of placements as commitments: its providers and homes by the names that are stored, where they are those.
import { commitmentsNamed, type NamedCommitment } from "../../db/budgetNames.ts";
import { Exact } from "../finance/exact.ts";
import { matchedNames, namesAsked, renaming, sameName, type TableName, withExchanged } from "../reading/names.ts";
import { commitmentsIn } from "../reading/placements.ts";
import type { Choices, NameMatch } from "../reading/proposal.ts";
import type { TableReading } from "../reading/table.ts";
import type { Reader, TargetReading } from "./targetReading.ts";

export async function commitmentReading(table: TableReading, { stored, choices }: Reader): Promise<TargetReading> {
  const held = stored ? await stored.db.read((on) => commitmentsNamed(on, stored.viewer, stored.authorityId)) : [];
  const providers = providersIn(table, choices, held);
  // A commitment is called by its provider: while that is asked, as if it were the one that it is near.
  const supposed = renaming(providers.map((match) => ({ ...match, taken: match.taken ?? match.stored })));
  const commitments = commitmentsNear(table, choices, supposed, held);
  const names = [...providers, ...commitments];
  const { placements: _, ...read } = commitmentsIn(table, choices, { provider: renaming(providers), commitment: renaming(commitments) });
  const asks = [...read.asks, ...namesAsked(names)];
  return { unit: table.unit, years: [], ...read, names, asks, clean: asks.some(({ taken }) => taken === undefined) ? null : read.clean };
}

function providersIn(table: TableReading, choices: Choices, held: readonly NamedCommitment[]): NameMatch[] {
  const stored = [...new Set(held.flatMap(({ provider }) => provider ?? []))];
  const names = commitmentsIn(table, choices).placements.map(({ at, provider }) => ({ at, name: provider }));
  return matchedNames("provider", onceEach(names), stored, choices, true);
}

/** The commitments beside those that are stored; two that have each other's stored price are exchanged. */
function commitmentsNear(table: TableReading, choices: Choices, provider: (name: string) => string, held: readonly NamedCommitment[]): NameMatch[] {
  const { placements } = commitmentsIn(table, choices, { provider, commitment: (name) => name });
  const priceOf = new Map(placements.map(({ name, price }) => [sameName(name), price]));
  const storedPrice = new Map(held.map(({ name, weeklyRatePounds }) => [sameName(name), weeklyRatePounds]));
  const matches = matchedNames(
    "commitment",
    onceEach(placements),
    held.map(({ name }) => name),
    choices,
  );
  return withExchanged(matches, choices, ({ name }, other) => {
    const [read, stored] = [priceOf.get(sameName(name)), storedPrice.get(sameName(other)) ?? null];
    return read === undefined || stored === null ? null : read.equals(Exact.decimal(stored));
  });
}

function onceEach(names: readonly TableName[]): TableName[] {
  const first = new Map<string, TableName>();
  for (const { at, name } of names) if (name !== "" && !first.has(sameName(name))) first.set(sameName(name), { at, name });
  return [...first.values()];
}
