// The parts of a stored thing (a commitment's draws, an arrangement's terms), which are written with it as one batch.
import { randomUUID } from "node:crypto";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { On } from "../engine/open.ts";
import type { FactTable, Row } from "../tables.ts";
import { type Change, fieldChanges, insertion, removal } from "./change.ts";
import { ownersUsed, sharedTables } from "./owners.ts";
import { Refusal } from "./refusal.ts";

type Image = Record<string, unknown>;
type Part = Image & { id: string };

/**
 * The changes that make a thing's parts those wanted, in the order wanted, which `position` keeps. A part is matched by its id where it
 * brings one, else by its `key` (a lot by its name), else, where parts have no key, by its place in the order.
 */
export function partChanges(table: FactTable, held: readonly Part[], wanted: readonly Image[], owner: Image, at: string, key: readonly string[] = []): Change[] {
  const keyOf = (part: Image) => JSON.stringify(key.map((field) => part[field] ?? null));
  const left = new Map(held.map((part) => [part.id, part]));
  const taken = (part: Part | undefined) => (part && left.delete(part.id) ? part : undefined);
  // Several may have one key: a report may show a table twice.
  const byKey = new Map<string, Part[]>();
  for (const part of held) byKey.set(keyOf(part), [...(byKey.get(keyOf(part)) ?? []), part]);
  const next = (part: Image) => byKey.get(keyOf(part))?.find(({ id }) => left.has(id));
  const changes = wanted.map((part, index): Change[] => {
    const { id, ...fields } = part;
    const match = typeof id === "string" ? taken(left.get(id)) : taken(key.length > 0 ? next(part) : held[index]);
    const row = { ...fields, position: index + 1 };
    return match
      ? fieldChanges(table, match.id, match, row, `${at}[${index}]`)
      : [insertion(table, { ...owner, ...row, id: (id as string | undefined) ?? randomUUID() }, `${at}[${index}]`)];
  });
  return [...[...left.values()].map((part) => removal(table, part, at)), ...changes.flat()];
}

/** The parts of several things, in their order, grouped by the thing: where owners are named, theirs alone. */
export async function partsOf<Name extends PartTable>(
  on: On,
  table: Name,
  parent: keyof Row<Name> & string,
  ids: readonly string[],
  owners?: readonly string[],
): Promise<Map<string, Row<Name>[]>> {
  const stored = on.t[table] as unknown as Record<string, AnyPgColumn>;
  const parentColumn = stored[parent] as AnyPgColumn;
  const rows =
    ids.length === 0
      ? []
      : await on.q
          .select()
          .from(on.t[table] as never)
          .where(and(inArray(parentColumn, [...ids]), owners && inArray(stored.authorityId as AnyPgColumn, [...owners])))
          .orderBy(asc(stored.position as AnyPgColumn), asc(stored.id as AnyPgColumn));
  const groups = new Map<string, Row<Name>[]>();
  for (const row of rows as Row<Name>[]) {
    const of = row[parent] as string;
    const members = groups.get(of);
    if (members) members.push(row);
    else groups.set(of, [row]);
  }
  return groups;
}

/** The tables whose rows stand in an order within another thing. */
export type PartTable = { [Name in FactTable]: "position" extends keyof Row<Name> ? Name : never }[FactTable];

/** "upliftSeries" is "uplift series". */
export function inWords(name: string): string {
  return name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** @throws Refusal NOT_FOUND unless the row is this authority's own, or one that a publisher which it uses shares: another authority's is not there. */
export async function requireOwn(on: On, authorityId: string, table: Exclude<FactTable, "authority">, id: string | null | undefined, field: string): Promise<void> {
  if (id === null || id === undefined) return;
  const stored = on.t[table] as On["t"]["costCentre"];
  const [found] = await on.q
    .select({ id: stored.id, owner: stored.authorityId })
    .from(stored)
    .where(and(eq(stored.id, id), sharedTables.includes(table) ? undefined : eq(stored.authorityId, authorityId)));
  const isThere = found && (found.owner === authorityId || (await ownersUsed(on, authorityId)).includes(found.owner));
  if (isThere) return;
  const choose = sharedTables.includes(table) ? "Choose one of its own, or of a publisher that it uses." : "Choose one of its own.";
  throw new Refusal("NOT_FOUND", field, `There is no such ${inWords(table)} in this authority. ${choose}`);
}
