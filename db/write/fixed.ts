// What takes no more changes: published versions, and statements that were issued.
import { inArray } from "drizzle-orm";
import type { On } from "../engine/open.ts";
import type { FactTable, Row } from "../tables.ts";
import { type Batch, rowKey, same, sameRow } from "./change.ts";
import { Refusal } from "./refusal.ts";

type Image = Record<string, unknown>;

/** A published version never changes: neither its lines nor itself, but for its being superseded by the next. `read` are rows that are known as they are stored. */
export async function refusePublished(
  on: On,
  touched: Iterable<{ table: FactTable; id: string; before: Image | null }>,
  images: Map<string, Image | null>,
  read: Batch["read"] = new Map(),
) {
  const versionIds = new Set<string>();
  for (const { table, id, before } of touched) {
    const after = images.get(`${table}:${id}`) ?? null;
    for (const image of [before, after]) {
      if (image && (table === "budgetLine" || table === "printedCell")) versionIds.add(image.versionId as string);
    }
    if (table === "budgetVersion" && before?.publishedAt) {
      const superseded = after !== null && sameRow({ ...before, state: "superseded" }, after);
      if (!superseded) throw published(before.name as string);
    }
  }
  const { budgetVersion } = on.t;
  const known = [...versionIds].flatMap((id) => (read.get(rowKey("budgetVersion", id)) as Row<"budgetVersion"> | undefined) ?? []);
  const unread = [...versionIds].filter((id) => !read.has(rowKey("budgetVersion", id)));
  const versions = unread.length === 0 ? [] : await on.q.select().from(budgetVersion).where(inArray(budgetVersion.id, unread));
  for (const version of [...known, ...versions]) {
    const after = images.get(`budgetVersion:${version.id}`);
    if (version.publishedAt && after === undefined) throw published(version.name);
  }
}

/** What stays of a period when its statements are issued. What it cost may still be corrected. */
const issuedFields = ["name", "startsOn", "endsOn", "issuedAt", "issuedBy", "issuedFacts"];

/** A statement that was issued is never rewritten or taken back: what was wrong with it goes into the next one. */
export function refuseIssued(touched: Iterable<{ table: FactTable; id: string; before: Image | null }>, images: Map<string, Image | null>): void {
  for (const { table, id, before } of touched) {
    const after = images.get(`${table}:${id}`) ?? null;
    const rewritten = table === "settlementStatement" && before !== null;
    const reopened = table === "settlementPeriod" && Boolean(before?.issuedAt) && issuedFields.some((field) => !same(before?.[field], after?.[field]));
    if (rewritten || reopened)
      throw new Refusal("PUBLISHED", "statement", "Statements that were issued stay as they are. Correct what was used or paid, and the next statements carry the difference.");
  }
}

function published(name: string): Refusal {
  return new Refusal("PUBLISHED", "version", `${name} has been published and takes no more changes. Copy it as a new draft and change that.`);
}
