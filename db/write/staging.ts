// What a long batch is to store, put into temporary tables beside the store, where nobody sees it and nobody waits for it; and from there into the store.
import { getTableColumns, getTableName } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import type { Db, On, Temporary } from "../engine/open.ts";
import { pointers } from "../references.ts";
import type { FactTable } from "../tables.ts";
import type { WorkedOut } from "./changes.ts";
import { inChunks, logRow, type Pace, rowsInserted, sorted } from "./storing.ts";

type Image = Record<string, unknown>;
type Kind = "freed" | "gone" | "made" | "altered";

/** The rows of one table that are treated alike. */
interface Lot {
  readonly kind: Kind;
  readonly table: FactTable;
  /** The temporary table. */
  readonly name: string;
  readonly count: number;
}

export interface Staged {
  readonly lots: readonly Lot[];
  /** How many changes there are for the log. */
  readonly logged: number;
}

const logName = "staged_log";
/** So many rows go into the store by one statement. */
const rowsSwitched = 10_000;

const quoted = (name: string) => `"${name}"`;
const stagedTable = (on: On, name: string) => `${temporary(on).schema}.${quoted(name)}`;
const storedTable = (on: On, table: FactTable) => quoted(getTableName(on.t[table]));
const columnsOf = (on: On, table: FactTable | "change") => Object.keys(getTableColumns(on.t[table])).map((each) => quoted(toSnakeCase(each)));

function temporary(on: On): Temporary {
  if (!on.temporary) throw new Error("This connection has no tables for itself alone.");
  return on.temporary;
}

/** What a batch comes to, and whose it is. */
export interface WorkedBatch {
  readonly authorityId: string;
  readonly worked: WorkedOut;
}

/** Puts what batches come to into temporary tables, a piece at a time: those of all authorities together, so that many small batches take no longer than a large one. */
export async function stage(own: Db, batches: readonly WorkedBatch[], pace: Pace): Promise<Staged> {
  const lots: Lot[] = [];
  for (const [kind, table, rows] of rowsByLot(batches)) {
    const name = `staged_${kind}_${toSnakeCase(table)}`;
    lots.push({ kind, table, name, count: rows.length });
    await own.aside(async (on) => {
      for (const statement of temporary(on).make(name, getTableName(on.t[table]))) await temporary(on).run(statement);
    });
    for (const some of inChunks(rows, rowsInserted)) {
      const given = some.map((row) => (typeof row === "string" ? { id: row } : row));
      await pace(
        some.length,
        own.aside((on) => on.insertRows(on.t[table], given, stagedTable(on, name))),
      );
    }
  }
  await own.aside(async (on) => {
    for (const statement of temporary(on).make(logName, getTableName(on.t.change))) await temporary(on).run(statement);
  });
  const logged = batches.flatMap(({ authorityId, worked }) => worked.logged.map((change) => ({ authorityId, change, partOf: worked.partOf })));
  for (const some of inChunks(logged, rowsInserted)) {
    const rows = some.map(({ authorityId, change, partOf }) => logRow(authorityId, change, partOf));
    await pace(
      rows.length,
      own.aside((on) => on.insertRows(on.t.change, rows, stagedTable(on, logName))),
    );
  }
  await own.aside((on) => temporary(on).run(`analyze ${stagedTable(on, logName)}`));
  return { lots, logged: logged.length };
}

/** What is to be stored of all batches, by what is done with it. */
function rowsByLot(batches: readonly WorkedBatch[]): [Kind, FactTable, (Image | string)[]][] {
  const lots = new Map<string, [Kind, FactTable, (Image | string)[]]>();
  for (const { worked } of batches) {
    for (const [kind, rowsOf] of Object.entries(sorted(worked.touched, worked.images)) as [Kind, ReadonlyMap<FactTable, (Image | string)[]>][]) {
      for (const [table, rows] of rowsOf) {
        const lot = lots.get(`${kind} ${table}`);
        if (lot) for (const row of rows) lot[2].push(row);
        else lots.set(`${kind} ${table}`, [kind, table, [...rows]]);
      }
    }
  }
  return [...lots.values()];
}

/** Throws away what was staged, to begin anew. */
export async function unstage(own: Db, { lots }: Staged): Promise<void> {
  await own.aside(async (on) => {
    for (const name of [...lots.map((lot) => lot.name), logName]) await temporary(on).run(`drop table ${stagedTable(on, name)}`);
  });
}

/**
 * Runs `work` on a snapshot in which what was staged is stored: on this connection, tables that it touches are for so long views of what they would
 * hold. So rules read what a batch would leave, before anybody else can.
 */
export async function asIfStored(own: Db, { lots }: Staged, work: (on: On) => Promise<void>): Promise<void> {
  const tables = [...new Set(lots.map(({ table }) => table))];
  const lotsOf = (table: FactTable, ...kinds: Kind[]) => lots.filter((lot) => lot.table === table && kinds.includes(lot.kind));
  await own.aside(async (on) => {
    for (const { table, name } of lots) {
      for (const column of ["id", ...Object.keys(pointers[table])]) await temporary(on).run(temporary(on).index(name, toSnakeCase(column)));
      await temporary(on).run(`analyze ${stagedTable(on, name)}`);
    }
    for (const table of tables) {
      const columns = columnsOf(on, table).join(", ");
      const others = lotsOf(table, "freed", "gone", "altered").map(({ name }) => ` and "id" not in (select "id" from ${stagedTable(on, name)})`);
      const held = `select ${columns} from ${temporary(on).stored}${storedTable(on, table)} where true${others.join("")}`;
      const staged = lotsOf(table, "freed", "made", "altered").map(({ name }) => `select ${columns} from ${stagedTable(on, name)}`);
      await temporary(on).run(`create temporary view ${storedTable(on, table)} as ${[held, ...staged].join(" union all ")}`);
    }
  });
  try {
    // A query that was prepared before goes on reading the tables themselves.
    await own.read((on) => work({ ...on, prepared: (name, build) => on.prepared(`${name}, as if stored`, build) }));
  } finally {
    await own.aside(async (on) => {
      for (const table of tables) await temporary(on).run(`drop view ${temporary(on).schema}.${storedTable(on, table)}`);
    });
  }
}

/** Puts what was staged into the store, in the order of `store`, and its changes into the log, each under the number of its authority's batch. */
export async function switchIn(on: On, { lots, logged }: Staged, batchIds: readonly number[], pace: Pace): Promise<void> {
  const { number } = temporary(on);
  const tables = Object.keys(on.t) as FactTable[];
  const of = async (kind: Kind, order: readonly FactTable[], statement: (lot: Lot, some: string) => string) => {
    for (const table of order) {
      for (const lot of lots.filter((each) => each.kind === kind && each.table === table)) {
        for (const [count, some] of pieces(lot.count)) await pace(count, temporary(on).run(statement(lot, some)));
      }
    }
  };
  const pieces = function* (count: number): Generator<[number, string]> {
    for (let from = 0; from < count; from += rowsSwitched)
      yield [Math.min(rowsSwitched, count - from), `staged.${number} > ${from} and staged.${number} <= ${from + rowsSwitched}`];
  };
  const replaced = ({ table, name }: Lot, some: string) => {
    const columns = columnsOf(on, table).filter((each) => each !== '"id"');
    return `update ${storedTable(on, table)} as stored set ${columns.map((each) => `${each} = staged.${each}`).join(", ")} from ${stagedTable(on, name)} as staged where staged."id" = stored."id" and ${some}`;
  };
  const made = ({ table, name }: Lot, some: string) => {
    const columns = columnsOf(on, table);
    return `insert into ${storedTable(on, table)} (${columns.join(", ")}) select ${columns.join(", ")} from ${stagedTable(on, name)} as staged where ${some}`;
  };
  await of("freed", tables, replaced);
  await of(
    "gone",
    [...tables].reverse(),
    ({ table, name }, some) => `delete from ${storedTable(on, table)} where "id" in (select "id" from ${stagedTable(on, name)} as staged where ${some})`,
  );
  await of("made", tables, made);
  await of("altered", tables, replaced);
  const columns = columnsOf(on, "change").filter((each) => each !== '"id"');
  const values = columns.map((each) => (each === '"batch_id"' ? 'batch."id"' : `staged.${each}`));
  // Their authorities are locked by now, so that none of these has another batch with a number from the first of them on. The staged rows come first: one look-up each.
  const log = `${stagedTable(on, logName)} as staged cross join ${quoted(getTableName(on.t.changeBatch))} as batch`;
  const own = `batch."authority_id" = staged."authority_id" and batch."id" >= ${Math.min(...batchIds)} and batch."id" <= ${Math.max(...batchIds)}`;
  for (const [count, some] of pieces(logged)) {
    const text = `insert into "change" (${columns.join(", ")}) select ${values.join(", ")} from ${log} where ${own} and ${some} order by staged.${number}`;
    await pace(count, temporary(on).run(text));
  }
}
