// How firm an authority's commitments may be, in its own words: each status says of which kind it is, and a kind changes no figure.
import { and, asc, eq, inArray } from "drizzle-orm";
import type { On } from "./engine/open.ts";
import type { Row } from "./tables.ts";
import { wholes } from "./write/whole.ts";

export type CommitmentStatus = Row<"commitmentStatus">;

export const commitmentStatuses = wholes({ table: "commitmentStatus", said: "status", parts: {} });

/** What a new authority begins with: one of each kind, under the kind's own name. */
const usual: readonly Pick<CommitmentStatus, "name" | "kind">[] = [
  { name: "Proposed", kind: "proposed" },
  { name: "In governance", kind: "in governance" },
  { name: "Approved", kind: "approved" },
  { name: "Contracted", kind: "contracted" },
  { name: "Ended", kind: "ended" },
];

/** The id of a status that an authority begins with: of "In governance" it ends in "-status-in-governance". */
export function statusIdOf(authorityId: string, name: string): string {
  return `${authorityId}-status-${name.toLowerCase().replaceAll(" ", "-")}`;
}

/** The rows of the statuses that an authority begins with, in their order. */
export function statusesAtFirst(authorityId: string, given = usual): CommitmentStatus[] {
  return given.map(({ name, kind }, index) => ({ id: statusIdOf(authorityId, name), authorityId, name, kind, position: index + 1 }));
}

/** The first of an authority's statuses that is of a kind, where there is one. */
export async function firstOfKind(on: On, authorityId: string, kind: CommitmentStatus["kind"]): Promise<CommitmentStatus | undefined> {
  const { commitmentStatus } = on.t;
  const [first] = await on.q
    .select()
    .from(commitmentStatus)
    .where(and(eq(commitmentStatus.authorityId, authorityId), eq(commitmentStatus.kind, kind)))
    .orderBy(asc(commitmentStatus.position), asc(commitmentStatus.id))
    .limit(1);
  return first;
}

/** Statuses by their ids. */
export async function statusesById(on: On, ids: ReadonlySet<string>): Promise<Map<string, CommitmentStatus>> {
  const { commitmentStatus } = on.t;
  const rows =
    ids.size === 0
      ? []
      : await on.q
          .select()
          .from(commitmentStatus)
          .where(inArray(commitmentStatus.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row]));
}
