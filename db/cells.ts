// Amounts as they are typed into a table: budget lines and the amounts of commitments stated by year, weighed cell by cell and kept as one batch.
import { randomUUID } from "node:crypto";
import { and, eq, inArray, isNull, type Placeholder, sql } from "drizzle-orm";
import type { BudgetVersion } from "./budgets.ts";
import { type NewCostCentre, newCostCentres } from "./costCentres.ts";
import type { On } from "./engine/open.ts";
import { conflicting, type StaleCell, StaleRefusal } from "./read/conflicts.ts";
import type { Row } from "./tables.ts";
import { readable, requireChange, type Viewer } from "./viewer.ts";
import { type Change, fieldChanges, insertion, type Kept, removal, rowKey } from "./write/change.ts";
import { applyBatch } from "./write/changes.ts";
import { Refusal } from "./write/refusal.ts";

/** One cell to change: `from` is the amount that the writer saw there (null for none), `to` the amount wanted (null for none). */
export interface CellChange {
  kind: "budget" | "commitment";
  subjectId: string;
  year: string;
  fromPence: number | null;
  toPence: number | null;
  /** The expression that the amount was typed as, where it was one. */
  entered?: string | null;
  at: string;
}

/** Changes amounts of budget lines and of commitments stated by year, and adds cost centres with theirs, as one batch: all of it or nothing. */
export async function changeCells(
  on: On,
  viewer: Viewer,
  version: BudgetVersion,
  cells: readonly CellChange[],
  why: string,
  addRows: readonly NewCostCentre[] = [],
): Promise<Kept> {
  const { authorityId } = version;
  requireChange(viewer, authorityId);
  requireDraft(version);
  const changes: Change[] = addRows.length > 0 ? await newCostCentres(on, authorityId, version.id, addRows, "addRows") : [];
  const stale: StaleCell[] = [];
  const held = await heldBy(on, viewer, version, cells);
  for (const weighed of weighCells(version, held, cells)) {
    // What another changed is told of all cells at once, so that the writer can choose; anything else is told of the first.
    if (weighed instanceof StaleRefusal) stale.push(weighed.cell);
    else if (weighed instanceof Refusal) throw weighed;
    else changes.push(...weighed);
  }
  const [first, ...others] = stale;
  if (first) throw await conflicting(on, authorityId, [first, ...others]);
  return applyBatch(on, viewer, { authorityId, why, changes, read: rowsRead(version, held, changes) });
}

/** What has been read of what is about to be changed. */
function rowsRead(version: BudgetVersion, { lines, amounts }: Held, changes: readonly Change[]): Map<string, Record<string, unknown> | null> {
  const rows = new Map<string, Record<string, unknown> | null>([[rowKey("budgetVersion", version.id), version]]);
  for (const line of lines.values()) rows.set(rowKey("budgetLine", line.id), line);
  for (const amount of amounts.values()) rows.set(rowKey("commitmentAmount", amount.id), amount);
  // What is made here has an id that was made here.
  for (const { table, id, field, from } of changes) if (field === "*" && from === null) rows.set(rowKey(table, id), null);
  return rows;
}

/** Why each of these changes would be refused, in their order; null for one that would be kept. Nothing is stored. */
export async function cellRefusals(on: On, viewer: Viewer, version: BudgetVersion, cells: readonly CellChange[]): Promise<(Refusal | null)[]> {
  const ofAll = refusalOfAll(viewer, version);
  if (ofAll) return cells.map(() => ofAll);
  return weighCells(version, await heldBy(on, viewer, version, cells), cells).map((weighed) => (weighed instanceof Refusal ? weighed : null));
}

/** Why nothing at all may be changed in this version; null where it may. */
function refusalOfAll(viewer: Viewer, version: BudgetVersion): Refusal | null {
  try {
    requireChange(viewer, version.authorityId);
    requireDraft(version);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function requireDraft(version: BudgetVersion): void {
  if (version.publishedAt !== null)
    throw new Refusal("PUBLISHED", "version", `${version.name} has been published and takes no more changes. Copy it as a new draft and change that.`);
}

type Weighed = Change[] | Refusal;

type Held = HeldLines & HeldAmounts;

async function heldBy(on: On, viewer: Viewer, version: BudgetVersion, cells: readonly CellChange[]): Promise<Held> {
  const lines = await linesOf(on, version, idsOf(cells, "budget"));
  return { ...lines, ...(await amountsOf(on, viewer, version.authorityId, idsOf(cells, "commitment"))) };
}

/** For each cell, in order, the changes that it comes to, or why it is refused. */
function weighCells(version: BudgetVersion, held: Held, cells: readonly CellChange[]): Weighed[] {
  const seen = new Set<string>();
  return cells.map((cell) => {
    const address = `${cell.kind}:${cell.subjectId}:${cell.year}`;
    if (seen.has(address)) return new Refusal("BAD_INPUT", cell.at, "This cell is changed twice in one batch. Say once what it should be.");
    seen.add(address);
    return cell.kind === "budget" ? weighLine(version, held, cell) : weighAmount(version.authorityId, held, cell);
  });
}

function idsOf(cells: readonly CellChange[], kind: CellChange["kind"]): string[] {
  return [...new Set(cells.filter((cell) => cell.kind === kind).map((cell) => cell.subjectId))];
}

const idsInOneQuery = 400;

async function inPieces<Found>(ids: readonly string[], read: (some: string[]) => PromiseLike<Found[]>): Promise<Found[]> {
  const found: Found[] = [];
  for (let start = 0; start < ids.length; start += idsInOneQuery) found.push(...(await read(ids.slice(start, start + idsInOneQuery))));
  return found;
}

interface HeldLines {
  centres: ReadonlySet<string>;
  lines: ReadonlyMap<string, Row<"budgetLine">>;
}

/** The caller has checked that the viewer may read the version. */
async function linesOf(on: On, version: BudgetVersion, ids: readonly string[]): Promise<HeldLines> {
  const asked = (own: On, some: readonly (string | Placeholder)[], of: { authorityId: string | Placeholder; id: string | Placeholder }) => {
    const { costCentre, budgetLine } = own.t;
    return own.q
      .select({ centreId: costCentre.id, line: budgetLine })
      .from(costCentre)
      .leftJoin(budgetLine, and(eq(budgetLine.costCentreId, costCentre.id), eq(budgetLine.versionId, of.id)))
      .where(and(eq(costCentre.authorityId, of.authorityId), isNull(costCentre.removedAt), inArray(costCentre.id, [...some])));
  };
  const { authorityId, id } = version;
  const ofOne = on.prepared("linesOfCentre", (own) => asked(own, [sql.placeholder("centre")], { authorityId: sql.placeholder("authorityId"), id: sql.placeholder("id") }));
  // Most edits are of one cell.
  const rows = ids.length === 1 ? await ofOne.execute({ centre: ids[0], authorityId, id }) : await inPieces(ids, (some) => asked(on, some, version));
  return {
    centres: new Set(rows.map(({ centreId }) => centreId)),
    lines: new Map(rows.flatMap(({ line }) => (line ? [[`${line.costCentreId}:${line.year}`, line]] : []))),
  };
}

function weighLine(version: BudgetVersion, { centres, lines }: HeldLines, cell: CellChange): Weighed {
  if (!centres.has(cell.subjectId)) return new Refusal("NOT_FOUND", cell.at, "There is no such cost centre in this authority.");
  const owner = { authorityId: version.authorityId, versionId: version.id, costCentreId: cell.subjectId };
  return amountChange("budgetLine", lines.get(`${cell.subjectId}:${cell.year}`), cell, owner);
}

interface HeldAmounts {
  commitments: ReadonlyMap<string, Row<"commitment">>;
  amounts: ReadonlyMap<string, Row<"commitmentAmount">>;
}

async function amountsOf(on: On, viewer: Viewer, authorityId: string, ids: readonly string[]): Promise<HeldAmounts> {
  const { commitment, commitmentAmount } = on.t;
  const commitments = await inPieces(ids, (some) =>
    on.q
      .select()
      .from(commitment)
      .where(and(readable(viewer, commitment.authorityId), eq(commitment.authorityId, authorityId), inArray(commitment.id, some))),
  );
  const amounts = await inPieces(ids, (some) => on.q.select().from(commitmentAmount).where(inArray(commitmentAmount.commitmentId, some)));
  return { commitments: new Map(commitments.map((row) => [row.id, row])), amounts: new Map(amounts.map((row) => [`${row.commitmentId}:${row.year}`, row])) };
}

function weighAmount(authorityId: string, { commitments, amounts }: HeldAmounts, cell: CellChange): Weighed {
  const of = commitments.get(cell.subjectId);
  if (!of) return new Refusal("NOT_FOUND", cell.at, "There is no such commitment in this authority.");
  if (of.basis !== "amounts by year") return new Refusal("BAD_INPUT", cell.at, `${of.name} is worked out from its terms. Change the terms, and the amount follows.`);
  return amountChange("commitmentAmount", amounts.get(`${cell.subjectId}:${cell.year}`), cell, { authorityId, commitmentId: cell.subjectId });
}

function amountChange(
  table: "budgetLine" | "commitmentAmount",
  held: (Record<string, unknown> & { id: string; amountPence: number; entered: string | null }) | undefined,
  cell: CellChange,
  owner: Record<string, string>,
): Weighed {
  const current = held?.amountPence ?? null;
  if (current !== cell.fromPence) {
    const address = `${cell.kind}:${cell.subjectId}:${cell.year}`;
    return new StaleRefusal({ field: cell.at, cell: address, table, rowId: held?.id ?? null, owner: { ...owner, year: cell.year }, current });
  }
  const wanted = { amountPence: cell.toPence, entered: cell.entered ?? null };
  if (held === undefined) return cell.toPence === null ? [] : [insertion(table, { id: randomUUID(), ...owner, year: cell.year, ...wanted }, cell.at)];
  if (cell.toPence === null) return [removal(table, held, cell.at)];
  return fieldChanges(table, held.id, held, wanted, cell.at);
}
