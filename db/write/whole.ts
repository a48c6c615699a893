// A thing with its parts (an arrangement with its terms and lots, a partnership with its members and pools), read and written whole.
import { randomUUID } from "node:crypto";
import { and, eq, max } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { On } from "../engine/open.ts";
import { contains, type Page, type PageArgs, page, pageLimit, pageOrder, pageStart } from "../read/paging.ts";
import { partOfBy } from "../references.ts";
import type { FactTable, Row } from "../tables.ts";
import { readable, requireChange, type Viewer } from "../viewer.ts";
import { type Change, fieldChanges, insertion, type Kept, removal } from "./change.ts";
import { applyBatch } from "./changes.ts";
import { ownedBy, several } from "./owners.ts";
import { type PartTable, partChanges, partsOf } from "./parts.ts";
import { Refusal } from "./refusal.ts";
import { refuseIfMovedSince } from "./seen.ts";

/** The tables of things that have a place in their authority's order. */
type WholeTable = { [Name in PartTable]: Row<Name> extends { position: number } ? Name : never }[PartTable];

/** One list of parts: where it is stored, and by which fields a part is known from the others. */
export interface PartsShape {
  readonly table: PartTable;
  readonly key?: readonly string[];
}

/** A thing's table, what to call it, and its lists of parts. */
export interface WholeShape<Name extends WholeTable, Parts extends Record<string, PartsShape>> {
  readonly table: Name;
  readonly said: string;
  /** What one is called in the history, where it has no name. */
  readonly called?: (row: Row<Name>) => string;
  readonly parts: Parts;
  /** True where another authority may have parts of its own of one: those of the owners that are read go with it, and no others. */
  readonly shared?: boolean;
}

type PartRows<Parts extends Record<string, PartsShape>> = { [Key in keyof Parts]: Row<Parts[Key]["table"]>[] };
/** A thing with all its parts, as it is stored. */
export type Whole<Name extends WholeTable, Parts extends Record<string, PartsShape>> = Row<Name> & PartRows<Parts>;
type Loose<PartRow> = Partial<PartRow> & Omit<PartRow, "id" | "authorityId" | "position" | `${string}Id`>;
/** A thing as its officer states it: a part may leave out what it is given when it is stored. */
export type Stated<Name extends WholeTable, Parts extends Record<string, PartsShape>> = Omit<Row<Name>, "id" | "authorityId" | "position"> & {
  [Key in keyof Parts]: Loose<Row<Parts[Key]["table"]>>[];
};

type Image = Record<string, unknown>;
type AnyTable = On["t"]["arrangement"];

/** The ways to read and to write one noun. */
export function wholes<Name extends WholeTable, const Parts extends Record<string, PartsShape>>(shape: WholeShape<Name, Parts>) {
  type Held = Whole<Name, Parts>;
  const lists = Object.entries(shape.parts);
  const stored = (on: On) => on.t[shape.table] as unknown as AnyTable;
  const called = (row: unknown) => shape.called?.(row as Row<Name>) ?? (row as { name?: string }).name ?? shape.said;
  const notThere = () => new Refusal("NOT_FOUND", "id", `There is no such ${shape.said}, or you may not see it.`);

  async function withParts(on: On, rows: readonly Row<Name>[], owners?: readonly string[]): Promise<Held[]> {
    const ids = rows.map((row) => row.id);
    const partsOfThese = shape.shared ? (owners ?? [...new Set(rows.map((row) => (row as { authorityId: string }).authorityId))]) : undefined;
    const parts = new Map<string, Map<string, unknown[]>>();
    for (const [key, { table }] of lists) parts.set(key, (await partsOf(on, table, partOfBy[table] as never, ids, partsOfThese)) as Map<string, unknown[]>);
    return rows.map((row) => ({ ...row, ...Object.fromEntries(lists.map(([key]) => [key, parts.get(key)?.get(row.id) ?? []])) }) as Held);
  }

  async function byId(on: On, viewer: Viewer, id: string): Promise<Held> {
    const rows = await on.q
      .select()
      .from(stored(on))
      .where(and(readable(viewer, stored(on).authorityId), eq(stored(on).id, id)));
    const [found] = await withParts(on, rows as unknown as Row<Name>[]);
    if (!found) throw notThere();
    on.noteRead?.(found.authorityId);
    return found;
  }

  const rowsOf = (held: Held): [string, ...string[]] => [held.id, ...lists.flatMap(([key]) => (held[key] as { id: string }[]).map((part) => part.id))];

  function split(stated: Stated<Name, Parts>): { row: Image; parts: [string, PartsShape, Image[]][] } {
    const row: Image = { ...stated };
    const parts = lists.map(([key, part]): [string, PartsShape, Image[]] => {
      const rows = row[key] as Image[];
      delete row[key];
      return [key, part, rows];
    });
    return { row, parts };
  }

  /** The changes that add a thing behind those there are, and behind so many others that the same batch adds. */
  async function additions(on: On, authorityId: string, id: string, stated: Stated<Name, Parts>, behind = 0): Promise<Change[]> {
    const table = stored(on);
    const [last] = await on.q
      .select({ position: max(table.position as AnyPgColumn) })
      .from(table)
      .where(eq(table.authorityId, authorityId));
    const { row, parts } = split(stated);
    return [
      insertion(shape.table as FactTable, { ...row, id, authorityId, position: Number(last?.position ?? 0) + 1 + behind }, "input.name"),
      ...parts.flatMap(([key, part, rows]) => partChanges(part.table, [], rows, { authorityId, [partOfBy[part.table] as string]: id }, `input.${key}`, part.key)),
    ];
  }

  /** The changes that make the thing held what is stated. */
  function changes(held: Held, stated: Stated<Name, Parts>): Change[] {
    const { row, parts } = split(stated);
    return [
      ...fieldChanges(shape.table as FactTable, held.id, held as Image, row, "input"),
      ...parts.flatMap(([key, part, rows]) =>
        partChanges(
          part.table,
          held[key] as (Image & { id: string })[],
          rows,
          { authorityId: held.authorityId, [partOfBy[part.table] as string]: held.id },
          `input.${key}`,
          part.key,
        ),
      ),
    ];
  }

  return {
    withParts,
    byId,

    /** A page of an authority's things, in their own order or by name; of several owners those of all. */
    async page(
      on: On,
      viewer: Viewer,
      owners: string | readonly string[],
      args: PageArgs,
      filter: { nameContains?: string | null; by?: "position" | "name" } = {},
    ): Promise<Page<Held>> {
      const table = stored(on);
      const by = filter.by ?? "position";
      const rows = await on.q
        .select()
        .from(table)
        .where(and(readable(viewer, table.authorityId), ownedBy(table.authorityId, owners), contains(table.name, filter.nameContains), pageStart(table[by], table.id, args)))
        .orderBy(...pageOrder(table[by], table.id, args))
        .limit(pageLimit(args));
      return page((await withParts(on, rows as unknown as Row<Name>[], several(owners))) as (Held & { id: string })[], by as keyof Held, args);
    },

    /** Every thing of an authority, or of several owners, in order: for a table that shows them all. */
    async all(on: On, viewer: Viewer, owners: string | readonly string[]): Promise<Held[]> {
      const table = stored(on);
      const rows = await on.q
        .select()
        .from(table)
        .where(and(readable(viewer, table.authorityId), ownedBy(table.authorityId, owners)))
        .orderBy(...pageOrder(table.position, table.id, {}));
      return withParts(on, rows as unknown as Row<Name>[], several(owners));
    },

    additions,
    changes,

    async create(on: On, viewer: Viewer, authorityId: string, id: string, stated: Stated<Name, Parts>): Promise<Kept> {
      requireChange(viewer, authorityId);
      return applyBatch(on, viewer, { authorityId, why: `Add ${called(stated)}`, changes: await additions(on, authorityId, id, stated) });
    },

    /** Puts the thing as stated in place of the one held. `seen` is the data version at which the officer read it. */
    async change(on: On, viewer: Viewer, id: string, stated: Stated<Name, Parts>, seen: number): Promise<Kept> {
      const held = await byId(on, viewer, id);
      requireChange(viewer, held.authorityId);
      await refuseIfMovedSince(on, held.authorityId, rowsOf(held), seen, "id", { table: shape.table });
      return applyBatch(on, viewer, { authorityId: held.authorityId, why: `Change ${called(held)}`, changes: changes(held, stated) });
    },

    /** Removes the thing with its parts. The batch can be taken back. @throws Refusal IN_USE where something else still names it. */
    async remove(on: On, viewer: Viewer, id: string, seen: number): Promise<Kept> {
      const held = await byId(on, viewer, id);
      requireChange(viewer, held.authorityId);
      await refuseIfMovedSince(on, held.authorityId, rowsOf(held), seen, "id", { table: shape.table });
      const row: Image = { ...held };
      const changes: Change[] = [];
      for (const [key, { table }] of lists) {
        delete row[key];
        changes.push(...(held[key] as (Image & { id: string })[]).map((part) => removal(table, part, "id")));
      }
      return applyBatch(on, viewer, {
        authorityId: held.authorityId,
        why: `Remove ${called(held)}`,
        changes: [...changes, removal(shape.table as FactTable, row as Image & { id: string })],
      });
    },
  };
}

/** The ids of named parts, known or new, so that other parts of the same thing can point at them. A part that brings its id keeps it, whoever takes its old name. */
export function idsByName(held: readonly { id: string; name: string }[], wanted: readonly { id?: string | null | undefined; name: string }[]): Map<string, string> {
  const brought = new Set(wanted.flatMap((part) => part.id ?? []));
  const known = new Map(held.filter((part) => !brought.has(part.id)).map((part) => [part.name, part.id]));
  return new Map(wanted.map((part) => [part.name, part.id ?? known.get(part.name) ?? randomUUID()]));
}
