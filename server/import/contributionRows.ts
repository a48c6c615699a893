// Rows of a file as contributions: a member's weight in a cost pool from a year on, or what a pool costs in a year.
import { randomUUID } from "node:crypto";
import type { On } from "../../db/engine/open.ts";
import { partnerships } from "../../db/partnerships.ts";
import type { Viewer } from "../../db/viewer.ts";
import { type Change, fieldChanges, insertion } from "../../db/write/change.ts";
import { nameGiven } from "../entry/words.ts";
import { Exact } from "../finance/exact.ts";
import { financialYear } from "../finance/financialYear.ts";
import { InputError } from "../finance/inputError.ts";
import { typedPence } from "../finance/money.ts";
import { checkWeight, type PoolWeightFacts, weightsIn } from "../finance/partnership.ts";
import type { ContributionMap } from "./mapping.ts";
import { type Cells, decimalIn, keyOf, type RowReader } from "./rowReader.ts";

interface Weight extends PoolWeightFacts {
  readonly line: number;
}
interface Amount {
  readonly poolId: string;
  readonly year: string;
  readonly amountPence: number;
  readonly line: number;
}

/** Makes a reader of contributions. @throws InputError on "map.partnership" where there is none of that name. */
export async function contributionRows(on: On, viewer: Viewer, authorityId: string, map: ContributionMap): Promise<RowReader> {
  const held = (await partnerships.all(on, viewer, authorityId)).find(({ name }) => keyOf(name) === keyOf(map.partnership));
  if (!held) throw new InputError("map.partnership", `There is no partnership “${map.partnership.slice(0, 60)}”. Add it first, or name one that there is.`);
  const partners = [...held.partners];
  const ids = new Map(partners.map(({ name, id }) => [keyOf(name), id]));
  const pools = new Map(held.pools.map(({ name, id }) => [keyOf(name), id]));
  const weights: Weight[] = [];
  const amounts: Amount[] = [];
  const made: Change[] = [];
  const seen = new Map<string, number>();

  const memberOf = (text: string, line: number): string => {
    const name = nameGiven(text, map.member as string);
    const found = ids.get(keyOf(name));
    if (found) return found;
    if (!map.newMembers) throw new InputError(map.member as string, `“${name.slice(0, 60)}” is no member of ${held.name}.`);
    const partner = { id: randomUUID(), authorityId, partnershipId: held.id, name, memberId: null, shares: true, position: partners.length + 1 };
    partners.push(partner);
    ids.set(keyOf(name), partner.id);
    made.push(insertion("partner", partner, `line ${line}`));
    return partner.id;
  };
  const once = (key: string, line: number, column: string) => {
    const before = seen.get(key);
    if (before !== undefined) throw new InputError(column, `Line ${before} says this already.`);
    seen.set(key, line);
  };

  return {
    read(cells: Cells, line: number) {
      const poolId = pools.get(keyOf(cells(map.pool)));
      if (!poolId) throw new InputError(map.pool, `There is no cost pool “${cells(map.pool).slice(0, 60)}” in ${held.name}.`);
      const when = map.year ? cells(map.year).trim() : "";
      const year = when === "" ? null : financialYear(when, map.year);
      if (map.member && cells(map.member).trim() !== "") {
        if (!map.weight) throw new InputError(map.member, "The mapping names no column of weights.");
        const weight = decimalIn(cells(map.weight), map.weight);
        checkWeight(weight, map.weight);
        const partnerId = memberOf(cells(map.member), line);
        // What holds from the first year on has no year of its own.
        const fromYear = year !== null && year > held.firstYear ? year : null;
        once(`${poolId} ${partnerId} ${fromYear}`, line, map.weight);
        weights.push({ poolId, partnerId, fromYear, weight, line });
        return 1;
      }
      if (!map.amount || year === null) throw new InputError(map.amount ?? map.pool, "What a pool costs needs its amount and its year.");
      const amountPence = typedPence(cells(map.amount), map.unit ?? "pounds", map.amount);
      if (amountPence === null) return 0;
      once(`${poolId} ${year}`, line, map.amount);
      amounts.push({ poolId, year, amountPence, line });
      return 1;
    },
    async changes(): Promise<Change[]> {
      const owner = { authorityId, partnershipId: held.id };
      const ofAmounts = amounts.flatMap(({ line, ...wanted }, index): Change[] => {
        const before = held.amounts.find(({ poolId, year }) => poolId === wanted.poolId && year === wanted.year);
        if (before) return fieldChanges("poolAmount", before.id, before, { amountPence: wanted.amountPence }, `line ${line}`);
        return [insertion("poolAmount", { id: randomUUID(), ...owner, ...wanted, position: held.amounts.length + 1 + index }, `line ${line}`)];
      });
      const ofWeights = weightsWanted(weights, held, partners).flatMap(({ line, weight, ...of }, index): Change[] => {
        const before = held.weights.find((each) => each.poolId === of.poolId && each.partnerId === of.partnerId && each.fromYear === of.fromYear);
        if (before) return fieldChanges("poolWeight", before.id, before, { weight }, `line ${line}`);
        return [insertion("poolWeight", { id: randomUUID(), ...owner, ...of, weight, position: held.weights.length + 1 + index }, `line ${line}`)];
      });
      const used = new Set(weights.map(({ partnerId }) => partnerId));
      return [...made.filter(({ id }) => used.has(id)), ...ofAmounts, ...ofWeights];
    },
  };
}

/** The weights that are other than those that hold in their year: before this import, and still after what it says of the years before. */
function weightsWanted(
  stated: readonly Weight[],
  held: { readonly firstYear: string; readonly weights: readonly PoolWeightFacts[]; readonly pools: readonly { id: string }[] },
  partners: Parameters<typeof weightsIn>[0]["partners"],
): Weight[] {
  let now: readonly PoolWeightFacts[] = held.weights;
  const holds = (weights: readonly PoolWeightFacts[], { poolId, partnerId, fromYear, weight }: Weight) => {
    const pool = held.pools.find(({ id }) => id === poolId) as Parameters<typeof weightsIn>[1];
    const at = weightsIn({ partners, weights }, pool, fromYear ?? held.firstYear)[partners.findIndex(({ id }) => id === partnerId)];
    return at?.equals(Exact.decimal(weight)) ?? false;
  };
  return [...stated]
    .sort((one, other) => ((one.fromYear ?? "") < (other.fromYear ?? "") ? -1 : 1))
    .filter((each) => {
      if (holds(held.weights, each) && holds(now, each)) return false;
      const { line: _, ...row } = each;
      now = [...now.filter((other) => other.poolId !== row.poolId || other.partnerId !== row.partnerId || other.fromYear !== row.fromYear), row];
      return true;
    });
}
