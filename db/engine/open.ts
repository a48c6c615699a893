// An open store, as those see it who read and write: one connection inside a snapshot or a transaction, whichever engine runs.
import type { Table } from "drizzle-orm";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import type { LRUCache } from "lru-cache";
import type { FactTable, Tables } from "../tables.ts";

/** One connection inside a read or a write: `q` builds queries, `t` holds the engine's tables. */
export interface On {
  readonly q: NodePgDatabase;
  readonly t: Tables;
  /** The key that the caller chose for this write. */
  readonly requestKey?: string;
  /** What every write must leave so. */
  readonly rules: readonly Rule[];
  /** Whose facts this write may change; anybody's where it is not said. */
  readonly written?: readonly string[];
  /** What its first batch follows, where that was read as the write began; it is used once. */
  readonly begun?: Begun;
  /** Told of whose facts are read, by whoever lets a reader to an authority's: what follows from them has to be made anew when they change. */
  noteRead?(...authorityIds: string[]): void;
  /** The same by whoever lists what is anybody's. */
  noteReadOfAll?(): void;
  /** A query built and prepared once a connection, kept under its name. */
  prepared<Query>(name: string, build: (on: On) => { prepare(name: string): Query }): Query;
  /** Inserts rows in one statement, however many there are: by far the fastest way for thousands. `into` is another table of the same columns. */
  insertRows(table: Table, rows: readonly Record<string, unknown>[], into?: string): Promise<void>;
  /** The same for rows that are there already, each put in the place of the one with its id. */
  replaceRows(table: Table, rows: readonly Record<string, unknown>[]): Promise<void>;
  /** Only on a connection that may have tables for itself alone. */
  readonly temporary?: Temporary;
}

/** The tables that a connection has for itself alone, as its engine names them. */
export interface Temporary extends TemporaryNames {
  /** Runs a statement that has no values and gives no rows. */
  run(text: string): Promise<void>;
}

export interface TemporaryNames {
  /** What stands before the name of one: "temp". */
  readonly schema: string;
  /** What stands before the name of a stored table, where a temporary one has the same: "main.". */
  readonly stored: string;
  /** The statements that make an empty table of the columns of a stored one. */
  make(name: string, of: string): readonly string[];
  /** Makes an index on one of its columns. */
  index(name: string, column: string): string;
  /** The column that numbers its rows from 1 as they came. */
  readonly number: string;
}

export interface Numbers {
  /** How many batches of an authority changed its facts: the version of its data. */
  dataVersion: number;
  /** How many batches of an authority there are, those that changed no facts among them. */
  logNumber: number;
}

/** An authority's numbers, and the versions of the data of the publishers that it uses. */
export interface NumbersMet extends Numbers {
  readonly publishers: Readonly<Record<string, number>>;
  /** Whether the authority has kept a batch under the key that was asked about. */
  readonly hasKey: boolean;
}

/** Read as a write under a key began, when nothing was kept under it yet. */
export interface Begun {
  readonly authorityId: string;
  met?: NumbersMet | undefined;
}

/** Whose facts a write has to do with. */
export interface Owners {
  /** Authorities and publishers whose facts it writes: it waits for others who do, and whoever uses them waits for it. */
  readonly written: readonly string[];
  /** Those whose facts it reads beside, apart from the publishers that the first use. */
  readonly read?: readonly string[];
}

export interface Db {
  readonly engine: "sqlite" | "postgres";
  /** Whose rows are, by their ids, as far as has been asked: a row never goes over to another. */
  readonly ownersKnown: LRUCache<string, string>;
  /** Runs `work` on one consistent snapshot. */
  read<Result>(work: (on: On) => Promise<Result>): Promise<Result>;
  /**
   * Runs `work` in one transaction: kept whole, or, where it throws, not at all. What it reads of its owners' facts stays so until then. Where no owners are
   * named, it has to do with everybody's.
   */
  write<Result>(work: (on: On) => Promise<Result>, owners?: Owners): Promise<Result>;
  /** From how many changes on a batch is long: it is then prepared beside the store, so that others need not wait for it. */
  readonly longFrom: number;
  /** The same for what is no fact and not in the log: it waits for no change where the engine has several writers. */
  aside<Result>(work: (on: On) => Promise<Result>): Promise<Result>;
  /** Saves something that is no fact and changes nothing, as far as to the disk. @throws StoreFailure saying why nothing could be saved now. */
  tryWrite(): Promise<void>;
  /**
   * Runs `work` while no write of this process runs, where the engine has one writer: what a thread beside this one writes then meets nobody's lock,
   * and nobody waits for its lock inside the event loop. `work` is told until when it may wait for the locks of other programs.
   */
  alone<Result>(work: (until: number) => Promise<Result>): Promise<Result>;
  /**
   * Runs `work` on a connection that it has for itself, and on which it may make temporary tables: they are gone with the connection, however it
   * ends. `named` is given the name of each stored table that a query of it names.
   */
  apart<Result>(work: (own: Db, named: Set<string>) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** A store as its engine opens it. */
export type OpenStore = Omit<Db, "ownersKnown" | "apart"> & {
  apart<Result>(work: (own: OpenStore, named: Set<string>) => Promise<Result>): Promise<Result>;
};

type Image = Readonly<Record<string, unknown>>;

/** A row that a batch left changed: as it was before and as it is, null where there is none, and where the caller named it. */
export interface LeftRow {
  readonly id: string;
  readonly before: Image | null;
  readonly after: Image | null;
  readonly at: string;
}

/** What a batch left touched of an authority. */
export interface Left {
  readonly authorityId: string;
  /** The rows of a table in which one of these fields changed; with no fields named, any. A row that was added or removed has changed in all. */
  rows(table: FactTable, ...fields: readonly string[]): readonly LeftRow[];
}

export interface Rule {
  /** What must be so, in a sentence. */
  readonly name: string;
  readonly runsOn: readonly FactTable[];
  /** Reads in bulk what it needs beside the rows that were touched. @throws Refusal or InputError naming the field at fault. */
  check(on: On, left: Left): Promise<void>;
}
