// A table as contributions: which partnership and which pool they are of, and its names beside the members and pools that are stored.

import { type PartnershipWithParts, partnerships } from "../../db/partnerships.ts";
import { Exact } from "../finance/exact.ts";
import { grouped } from "../finance/grouped.ts";
import { listed } from "../finance/listed.ts";
import { type ContributionEntry, type ContributionsRead, contributionsIn, inProportion, ofOnePool } from "../reading/contributions.ts";
import type { Ask, Choices, LeftOut } from "../reading/proposal.ts";
import { storedNames } from "../reading/storedNames.ts";
import type { TableReading } from "../reading/table.ts";
import type { Reader, TargetReading } from "./targetReading.ts";

export async function contributionReading(table: TableReading, { stored, choices }: Reader): Promise<TargetReading> {
  const read = contributionsIn(table, choices);
  const all = stored ? await stored.db.read((on) => partnerships.all(on, stored.viewer, stored.authorityId)) : [];
  const asks: Ask[] = [...read.asks];
  const leftOut: LeftOut[] = [...read.leftOut];
  const partnership = partnershipOf(all, choices, asks);
  const named = partnership ? byStoredNames(read, partnership, table, choices, asks, leftOut) : [...read.entries];
  const rows = rowsOf(read, named, partnership, asks);
  const open = asks.some(({ taken }) => taken === undefined);
  const pence = named.reduce((sum, { value }) => sum + Number(value.rounded(2)), 0);
  return {
    unit: read.unit,
    years: read.years,
    totals: read.totals,
    leftOut,
    asks,
    columnsLeftOut: read.columnsLeftOut,
    refused: read.refused ?? (rows.length === 0 && !open ? "Nothing of this table is a member's or a pool's." : null),
    incoming: { count: rows.length, sumPence: read.figures === "amounts" ? pence : null },
    clean:
      open || rows.length === 0 || read.refused !== null || !partnership
        ? null
        : {
            table: { columns: ["Pool", "Member", "Year", "Weight", "Amount"], rows },
            map: { target: "contributions", partnership: partnership.name, pool: "Pool", member: "Member", year: "Year", weight: "Weight", amount: "Amount", newMembers: true },
          },
  };
}

function partnershipOf(all: readonly PartnershipWithParts[], choices: Choices, asks: Ask[]): PartnershipWithParts | null {
  const options = all.map(({ name }) => name);
  const chosen = all.find(({ name }) => name === choices.partnership) ?? (all.length === 1 ? all[0] : undefined);
  const question = options.length === 0 ? "There is no partnership that these could go into. Add one on Partnership first." : "Which partnership are these of?";
  asks.push({ about: "partnership", question, options, ...(chosen && { taken: chosen.name }) });
  return chosen ?? null;
}

/** Entries by the stored names of members and pools. New members come in once somebody says so. */
function byStoredNames(
  read: ContributionsRead,
  { partners, pools, name: partnership }: PartnershipWithParts,
  table: TableReading,
  choices: Choices,
  asks: Ask[],
  leftOut: LeftOut[],
): ContributionEntry[] {
  const [memberOf, poolOf] = [storedNames(partners.map(({ name }) => name)), storedNames(pools.map(({ name }) => name))];
  const pool = read.entries.some((entry) => entry.pool === "") ? onePool(read, pools, table, choices, asks) : null;
  const others = [...new Set(read.entries.flatMap(({ member }) => (member !== "" && memberOf(member) === null ? [member] : [])))];
  if (others.length > 0)
    asks.push({
      about: "unknown",
      question: `${listed(others.slice(0, 20))} ${others.length === 1 ? "is no member" : "are no members"} of ${partnership}.`,
      options: ["add them", "leave them out"],
      ...(choices.unknown !== undefined && { taken: choices.unknown }),
    });
  return read.entries.flatMap((entry): ContributionEntry[] => {
    const member = entry.member === "" ? "" : memberOf(entry.member);
    const named = entry.pool === "" ? (pool ?? "") : poolOf(entry.pool);
    const why =
      named === null ? `there is no pool “${entry.pool}”: add it first` : member === null && choices.unknown === "leave them out" ? `it is no member of ${partnership}` : null;
    if (why !== null) leftOut.push({ at: `row ${entry.at}`, label: entry.member || entry.pool, why, pence: [] });
    return why === null ? [{ ...entry, member: member ?? entry.member, pool: named as string }] : [];
  });
}

/** The pool of all figures: the only one that is shared so, one that the title names, or a person says. */
function onePool(read: ContributionsRead, pools: PartnershipWithParts["pools"], table: TableReading, choices: Choices, asks: Ask[]): string | null {
  const bases: Record<ContributionsRead["figures"], readonly string[]> = {
    shares: ["stated shares"],
    weights: ["places allocated", "population"],
    amounts: ["stated shares", "equal", "places allocated", "population", "bed-weeks used"],
  };
  const fitting = pools.filter(({ basis }) => bases[read.figures].includes(basis));
  const titled = fitting.filter(({ name }) => table.header.above.some((line) => line.toLowerCase().includes(name.toLowerCase())));
  const chosen = fitting.find(({ name }) => name === choices.pool) ?? (fitting.length === 1 ? fitting[0] : titled.length === 1 ? titled[0] : undefined);
  const none = `There is no cost pool that is shared by ${read.figures === "shares" ? "stated shares" : "such weights"}. Add one on Partnership first.`;
  asks.push({
    about: "pool",
    question: fitting.length === 0 ? none : "Which cost pool are these of?",
    options: fitting.map(({ name }) => name),
    ...(chosen && { taken: chosen.name }),
  });
  return chosen?.name ?? null;
}

interface CleanRow {
  readonly at: number;
  readonly values: readonly string[];
}

/** What comes in: weights as they are; of members' amounts what the pool costs, and in a pool of stated shares each member's part of it. */
function rowsOf(read: ContributionsRead, entries: readonly ContributionEntry[], partnership: PartnershipWithParts | null, asks: Ask[]): CleanRow[] {
  const weight = ({ at, pool, member, year, value }: ContributionEntry): CleanRow => ({ at, values: [pool, member, year ?? "", value.toString(), ""] });
  if (read.figures !== "amounts") return entries.map(weight);
  const ofMembers = entries.some(({ member }) => member !== "");
  const rows = [...grouped(entries, ofOnePool).values()].flatMap((group): CleanRow[] => {
    const [{ at, pool, year }] = group as [ContributionEntry, ...ContributionEntry[]];
    const sum = group.reduce((total, { value }) => total.plus(value), Exact.nil);
    const basis = partnership?.pools.find(({ name }) => name === pool)?.basis;
    const shares = ofMembers && basis === "stated shares" ? inProportion(group, sum).map(weight) : [];
    return [{ at, values: [pool, "", year ?? "", "", sum.toString()] }, ...shares];
  });
  if (ofMembers && rows.length > 0)
    asks.push({
      about: "shares",
      question: "What the members pay together is what the pool costs. Where it has stated shares, each member’s is its part of that; elsewhere members’ parts are worked out.",
      options: ["the sum"],
      taken: "the sum",
    });
  return rows;
}
