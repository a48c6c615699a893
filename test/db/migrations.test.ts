// A store and the code that opens it: newer stores and other people's files are left as they are, and a table can be rebuilt under rows that need it.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import BetterSqlite from "better-sqlite3";
import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { openDb, type StoreAddress, storeFile } from "../../db/engine/store.ts";
import { loadExamples } from "../../db/examples/load.ts";
import type { Viewer } from "../../db/viewer.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { rules } from "../../server/rules/rules.ts";
import { type Engine, engines, freshStore } from "../setup/stores.ts";
import { everything } from "./rows.ts";

const owner: Viewer = { name: "Test", reads: "all", changes: "all" };
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "tabled-migrations-"));
  folders.push(made);
  return made;
}

interface Journal {
  entries: { idx: number; version: string; when: number; tag: string; breakpoints: boolean }[];
}

/** Tabled's migrations with one more, or with their journal altered. */
function migrationsWith(engine: Engine, sql: string | null, alter: (journal: Journal) => void = () => {}): string {
  const made = folder();
  cpSync(fileURLToPath(new URL("../../db/migrations", import.meta.url)), made, { recursive: true });
  const path = join(made, engine, "meta/_journal.json");
  const journal = JSON.parse(readFileSync(path, "utf8")) as Journal;
  const last = journal.entries.at(-1) as Journal["entries"][number];
  if (sql !== null) {
    journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1_000, tag: "9999_later" });
    writeFileSync(join(made, engine, "9999_later.sql"), sql);
  }
  alter(journal);
  writeFileSync(path, JSON.stringify(journal));
  return made;
}

/** What opening comes to, in words. */
const opening = (address: StoreAddress) =>
  openDb(address, rules).then(
    async (db) => {
      await db.close();
      return "opened";
    },
    (error) => `${error.code}: ${error.message}`,
  );

/** A store with all examples and a history of one's own: a name changed, and changed back. */
async function fullStore(engine: Engine) {
  const store = await freshStore(engine);
  await loadExamples(store.db);
  for (const [from, to] of [
    ["Mainstream Residential North", "North"],
    ["North", "Mainstream Residential North"],
  ])
    await store.db.write((on) => applyBatch(on, owner, { authorityId: "essex", why: "Rename", changes: [{ table: "costCentre", id: "essex-north", field: "name", from, to }] }));
  return store;
}

const rebuilt = (where: string, extra = "") => ({
  // As drizzle-kit writes it: a new table, the rows, and the new in the place of the old.
  sqlite: (address: StoreAddress) => {
    const store = new BetterSqlite(storeFile(address), { readonly: true });
    const made = store.prepare("select sql from sqlite_master where name = 'cost_centre'").pluck().get() as string;
    const indexes = store.prepare("select sql from sqlite_master where tbl_name = 'cost_centre' and type = 'index' and sql is not null").pluck().all() as string[];
    const columns = (store.pragma("table_info(cost_centre)") as { name: string }[]).map(({ name }) => `"${name}"`).join(", ");
    store.close();
    return [
      "PRAGMA foreign_keys=OFF;",
      made.replace("`cost_centre`", "`__new_cost_centre`"),
      `INSERT INTO \`__new_cost_centre\`(${columns}) SELECT ${columns} FROM \`cost_centre\`${where};`,
      "DROP TABLE `cost_centre`;",
      "ALTER TABLE `__new_cost_centre` RENAME TO `cost_centre`;",
      "PRAGMA foreign_keys=ON;",
      ...indexes,
    ].join("--> statement-breakpoint\n");
  },
  postgres: () => [`ALTER TABLE "cost_centre" ALTER COLUMN "name" SET DATA TYPE varchar(4000);`, extra].filter(Boolean).join("--> statement-breakpoint\n"),
});

describe.each(engines)("on %s", (engine) => {
  test("a table that others point at is rebuilt under a full store, and nothing of it is lost", async () => {
    const store = await fullStore(engine);
    const before = await everything(store.db);
    await store.db.close();
    const migrations = migrationsWith(engine, rebuilt("")[engine](store.address));
    const again = await openDb({ ...store.address, migrations }, rules);
    expect(await everything(again)).toEqual(before);
    // Its keys are on again, and what points at the rebuilt table still does.
    const removing = { table: "costCentre" as const, id: "essex-north", field: "*", from: before.facts.costCentre?.["essex-north"], to: null };
    await expect(again.write((on) => applyBatch(on, owner, { authorityId: "essex", why: "Remove", changes: [removing] }))).rejects.toMatchObject({ code: "IN_USE" });
    await again.close();
    expect(await opening({ ...store.address, migrations })).toBe("opened");
    // The code of today is now the older one.
    expect(await opening(store.address)).toMatch(/^UNUSABLE: .*newer or another version.*Update Tabled, or restore a backup/);
    await store.remove();
  });

  test("a rebuild that loses rows is refused in words, and changes nothing", async () => {
    const store = await fullStore(engine);
    const before = await everything(store.db);
    await store.db.close();
    const losing = rebuilt(" where id <> 'essex-north'", `DELETE FROM "cost_centre" WHERE "id" = 'essex-north';`);
    const migrations = migrationsWith(engine, losing[engine](store.address));
    expect(await opening({ ...store.address, migrations })).toMatch(/^UNUSABLE: The tables of this store could not be brought up to date, and nothing in it was changed: .{10}/);
    const again = await openDb(store.address, rules);
    expect(await everything(again)).toEqual(before);
    await again.close();
    await store.remove();
  });

  test("older code refuses a newer store before it writes anything, and so does code that lacks what the store has had", async () => {
    const store = await fullStore(engine);
    const before = await everything(store.db);
    await store.db.close();
    const migrations = migrationsWith(engine, `CREATE TABLE "later" ("id" text PRIMARY KEY);`);
    const newer = await openDb({ ...store.address, migrations }, rules);
    const bytes = async () => (engine === "sqlite" ? readFileSync(storeFile(store.address)).toString("base64") : null);
    await newer.close();
    const written = await bytes();
    expect(await opening(store.address)).toMatch(/^UNUSABLE: This store was written by a newer or another version of Tabled than this one/);
    expect(await bytes()).toBe(written);
    // Another branch's code: as many migrations, not the same.
    const other = migrationsWith(engine, `CREATE TABLE "other" ("id" text PRIMARY KEY);`, ({ entries }) => {
      const last = entries.at(-1) as Journal["entries"][number];
      last.when += 500;
    });
    expect(await opening({ ...store.address, migrations: other })).toMatch(/^UNUSABLE: This store was written by a newer or another version/);
    const again = await openDb({ ...store.address, migrations }, rules);
    expect(await everything(again)).toEqual(before);
    await again.close();
    await store.remove();
  });
});

describe("somebody else's store is left as it is", () => {
  test("a file that is no database, one of another program's, and one that is damaged", async () => {
    const made = await fullStore("sqlite");
    await made.db.close();
    const good = readFileSync(storeFile(made.address));
    await made.remove();
    const damaged = Buffer.from(good);
    damaged.fill(0xff, 100, 4_096);
    const theirs = join(folder(), "theirs.sqlite");
    const other = new BetterSqlite(theirs);
    other.exec("create table authority (id integer primary key, secret text); insert into authority values (1, 'theirs')");
    other.close();
    for (const [bytes, words] of [
      [Buffer.from("Dear colleague, ".repeat(500)), /^UNUSABLE: .*tabled\.sqlite is not a Tabled store\./],
      [readFileSync(theirs), /^UNUSABLE: .*tabled\.sqlite has tables that are not Tabled's\./],
      [damaged, /^UNUSABLE: .*tabled\.sqlite is damaged\. Restore a backup: npm run restore -- FILE$/],
    ] as const) {
      const dataDir = folder();
      writeFileSync(storeFile({ dataDir }), bytes);
      expect(await opening({ dataDir })).toMatch(words);
      expect(readFileSync(storeFile({ dataDir })).equals(bytes)).toBe(true);
    }
  });

  test("a database with tables under our names", async () => {
    const store = await freshStore("postgres");
    const { databaseUrl = "" } = store.address;
    await store.db.close();
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query("drop schema public cascade; drop schema drizzle cascade; create schema public; create table authority (secret text)");
    expect(await opening(store.address)).toMatch(/^UNUSABLE: The database of DATABASE_URL has tables that are not Tabled's\./);
    expect((await client.query("select table_name from information_schema.tables where table_schema = 'public'")).rows).toEqual([{ table_name: "authority" }]);
    await client.end();
  });
});
