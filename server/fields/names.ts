// Names that are taken already, told before anything is sent to the store: at the cell that was typed into.
import { hasOwnNames } from "../../db/read/named.ts";
import type { TableName } from "../../db/references.ts";
import type { FactTable } from "../../db/tables.ts";
import { Refusal } from "../../db/write/refusal.ts";
import type { AnyNoun } from "../../schema/nouns/noun.ts";
import { grouped } from "../finance/grouped.ts";
import type { Reader } from "./typed.ts";

/** A name that a batch gives: to the thing of this id, or to a new one. */
export interface NameGiven {
  readonly noun: AnyNoun;
  readonly id: string | null;
  readonly name: string;
  readonly at: string;
}

/** Why each of the names that a batch gives cannot be, by where it was typed. */
export async function namesTaken(given: readonly NameGiven[], readerOf: (noun: AnyNoun) => Reader): Promise<Map<string, Refusal>> {
  const refused = new Map<string, Refusal>();
  const byTable = grouped(given, ({ noun }): TableName => noun.table);
  for (const [table, names] of byTable) {
    const [{ noun }] = names as [NameGiven];
    if (!hasOwnNames(table as FactTable)) continue;
    const renamed = new Set(names.flatMap(({ id }) => id ?? []));
    const taken = new Set((await readerOf(noun).thingsIn(table)).filter(({ id }) => !renamed.has(id)).map(({ name }) => name));
    for (const { name, at } of names) {
      if (taken.has(name))
        refused.set(at, new Refusal("DUPLICATE", at, `There is already ${/^[aeiou]/.test(noun.said) ? "an" : "a"} ${noun.said} named “${name}”. Choose another name.`));
      taken.add(name);
    }
  }
  return refused;
}
