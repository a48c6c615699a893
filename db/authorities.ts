// Authorities: the owners of every other fact.
import { and, eq, isNull, or, sql } from "drizzle-orm";
import { statusesAtFirst } from "./commitmentStatuses.ts";
import type { On } from "./engine/open.ts";
import { contains, type Page, type PageArgs, page, pageLimit, pageOrder, pageStart } from "./read/paging.ts";
import type { Row } from "./tables.ts";
import { mayChange, mayRead, readable, requireAll, type Viewer } from "./viewer.ts";
import { insertion, type Kept } from "./write/change.ts";
import { applyBatch } from "./write/changes.ts";
import { Refusal } from "./write/refusal.ts";

export interface AuthorityFilter {
  nameContains?: string | null | undefined;
  /** The old three-figure code or the GSS code. */
  code?: string | null | undefined;
}

export async function authorities(on: On, viewer: Viewer, filter: AuthorityFilter, args: PageArgs): Promise<Page<Row<"authority">>> {
  const { authority } = on.t;
  on.noteReadOfAll?.();
  const rows = await on.q
    .select()
    .from(authority)
    .where(
      and(
        readable(viewer, authority.id),
        isNull(authority.kind),
        contains(authority.name, filter.nameContains),
        filter.code ? or(eq(authority.oldCode, filter.code), eq(authority.gssCode, filter.code)) : undefined,
        pageStart(authority.name, authority.id, args),
      ),
    )
    .orderBy(...pageOrder(authority.name, authority.id, args))
    .limit(pageLimit(args));
  return page(rows, "name", args);
}

/** @throws Refusal NOT_FOUND, the same for an authority that the viewer may not see. */
export async function authorityById(on: On, viewer: Viewer, id: string, field = "authority"): Promise<Row<"authority">> {
  const query = on.prepared("authorityById", ({ q, t }) =>
    q
      .select()
      .from(t.authority)
      .where(eq(t.authority.id, sql.placeholder("id"))),
  );
  const [found] = await query.execute({ id });
  if (!found || !mayRead(viewer, id)) throw new Refusal("NOT_FOUND", field, "There is no such authority, or you may not see it.");
  on.noteRead?.(id);
  return found;
}

/** An authority or a publisher by its id, its name or either code; without a name, the only authority that there is. @throws Refusal NOT_FOUND. */
export async function authorityCalled(on: On, viewer: Viewer, called: string | undefined, field = "authority"): Promise<Row<"authority">> {
  const { authority } = on.t;
  const which =
    called === undefined
      ? isNull(authority.kind)
      : or(eq(authority.id, called), eq(authority.oldCode, called), eq(authority.gssCode, called), sql`lower(${authority.name}) = ${called.toLowerCase()}`);
  const found = await on.q
    .select()
    .from(authority)
    .where(and(readable(viewer, authority.id), which))
    .limit(2);
  const [only, another] = found;
  if (!only)
    throw new Refusal(
      "NOT_FOUND",
      field,
      called === undefined ? "There is no authority yet. Add one first." : `There is no authority “${called.slice(0, 60)}”, by name, code or id.`,
    );
  if (another) throw new Refusal("BAD_INPUT", field, "There are several authorities. Say whose facts these are.");
  return only;
}

/** The first authority, by name, that the viewer may change: for whoever imports for several of them and names none. @throws Refusal NOT_FOUND. */
export async function anyAuthority(on: On, viewer: Viewer): Promise<Row<"authority">> {
  const first = (await authoritiesNamed(on, viewer)).find(({ id }) => mayChange(viewer, id));
  if (!first) throw new Refusal("NOT_FOUND", "authority", "There is no authority yet. Add one first.");
  return authorityById(on, viewer, first.id);
}

export type AuthorityNamed = Pick<Row<"authority">, "id" | "name" | "oldCode" | "gssCode">;

/** Every authority that the viewer may read, by its name, with what it can be known by; publishers are none. */
export async function authoritiesNamed(on: On, viewer: Viewer): Promise<AuthorityNamed[]> {
  const { authority } = on.t;
  on.noteReadOfAll?.();
  return on.q
    .select({ id: authority.id, name: authority.name, oldCode: authority.oldCode, gssCode: authority.gssCode })
    .from(authority)
    .where(and(readable(viewer, authority.id), isNull(authority.kind)))
    .orderBy(authority.name);
}

/** Adds an authority with the statuses that it begins with. */
export async function createAuthority(on: On, viewer: Viewer, authority: Omit<Row<"authority">, "kind">): Promise<Kept> {
  requireAll(viewer);
  return applyBatch(on, viewer, {
    authorityId: authority.id,
    why: `Add ${authority.name}`,
    changes: [insertion("authority", authority, "input.name"), ...statusesAtFirst(authority.id).map((status) => insertion("commitmentStatus", status))],
  });
}
