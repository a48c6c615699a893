// Who waits for whom: writers of one authority for each other, a publisher's for those who use it, and nobody else for anybody on Postgres.
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAuthority } from "../../db/authorities.ts";
import type { Db, On, Owners } from "../../db/engine/open.ts";
import { openDb } from "../../db/engine/store.ts";
import { usualTimeouts } from "../../db/engine/timeouts.ts";
import { createPublisher, startUsing, stopUsing } from "../../db/publishers.ts";
import { changesSince } from "../../db/read/changesSince.ts";
import { dataVersion, logNumbers, numbersOf } from "../../db/read/numbers.ts";
import { insertion } from "../../db/write/change.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { addOnce, writeOnce } from "../../db/write/once.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { rules } from "../../server/rules/rules.ts";
import { few, seed } from "../setup/samples.ts";

import { engines, freshStore, type TestStore } from "../setup/stores.ts";

const names = ["north", "south", "west"];
const written = (...ids: string[]): Owners => ({ written: ids });

/** North, South and West, and the publisher "open", which North and South use. */
async function filled(store: TestStore): Promise<TestStore> {
  for (const id of [...names, "third"]) await store.db.write((on) => createAuthority(on, machineOwner, { id, name: id, oldCode: null, gssCode: null }), written(id));
  await store.db.write((on) => createPublisher(on, machineOwner, "open", "Open data"), written("open"));
  for (const id of ["north", "south"]) await store.db.write((on) => startUsing(on, machineOwner, id, "open"), { written: [id], read: ["open"] });
  return store;
}

const addCentre = (on: On, authorityId: string, name: string = randomUUID()) =>
  applyBatch(on, machineOwner, {
    authorityId,
    why: `Add ${name}`,
    changes: [insertion("costCentre", { id: randomUUID(), name, code: null, serviceGroup: null, fundingSource: "general fund", position: 1, removedAt: null })],
  });

const addSubject = (on: On, authorityId: string) =>
  applyBatch(on, machineOwner, {
    authorityId,
    why: "Add a place",
    changes: [insertion("kpiSubject", { id: randomUUID(), name: randomUUID(), kind: "country", gssCode: null, oldCode: null, position: 1 })],
  });

/** A write that has begun, and is kept when it is let go. */
async function begunWrite(db: Db, work: (on: On) => Promise<unknown>, owners?: Owners): Promise<{ finish: () => Promise<void> }> {
  let letGo: () => void = () => {};
  const gone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let begun: () => void = () => {};
  const isBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const done = db.write(async (on) => {
    await work(on);
    begun();
    await gone;
  }, owners);
  await Promise.race([isBegun, done]);
  return {
    async finish() {
      letGo();
      await done;
    },
  };
}

describe("on Postgres", () => {
  let store: TestStore;
  /** Another server, which soon has waited long enough. */
  let other: Db;
  beforeAll(async () => {
    store = await filled(await freshStore("postgres"));
    other = await openDb({ ...store.address, timeouts: { ...usualTimeouts, lockMs: 50 } }, rules);
  });
  afterAll(async () => {
    await other.close();
    await store.remove();
  });

  const unavailable = { code: "UNAVAILABLE", message: "Another change is being saved, which takes long." };
  const ofAll = (on: On) => logNumbers(on);

  test.each([
    ["two authorities, neither of which uses the other", written("north"), written("west"), false],
    ["two authorities that use one publisher", written("north"), written("south"), false],
    ["a publisher and an authority that does not use it", written("open"), written("west"), false],
    ["one authority", written("north"), written("north"), true],
    ["a publisher and an authority that uses it", written("open"), written("south"), true],
    ["an authority and a publisher that it uses", written("south"), written("open"), true],
    ["a publisher and an authority that is to use it", written("open"), { written: ["west"], read: ["open"] }, true],
    ["everybody and one authority", undefined, written("west"), true],
    ["one authority and everybody", written("west"), undefined, true],
    ["a publisher and everybody", written("open"), undefined, true],
  ] as [string, Owners | undefined, Owners | undefined, boolean][])("writers of %s: from another server as from this one", async (_, first, second, wait) => {
    const open = await begunWrite(store.db, ofAll, first);
    const impatient = await openDb({ ...store.address, timeouts: { ...usualTimeouts, lockMs: 50 } }, rules);
    const besideIt = await begunWrite(impatient, ofAll, first).catch((refused) => refused);
    expect(besideIt).toMatchObject(unavailable);
    if (wait) await expect(other.write(ofAll, second)).rejects.toMatchObject(unavailable);
    else await other.write(ofAll, second);
    await impatient.close();
    await open.finish();
    await other.write(ofAll, second);
    // The same within one process.
    const own = await begunWrite(other, ofAll, first);
    if (wait) await expect(other.write(ofAll, second)).rejects.toMatchObject(unavailable);
    else await other.write(ofAll, second);
    await own.finish();
    await other.write(ofAll, second);
  });

  test("who waited while the authority took up a publisher waits for the publisher, too", async () => {
    const using = await begunWrite(store.db, (on) => startUsing(on, machineOwner, "west", "open"), { written: ["west"], read: ["open"] });
    let begun = false;
    const waiting = openDb(store.address, rules).then(async (third) => {
      const write = begunWrite(
        third,
        async () => {
          begun = true;
        },
        written("west"),
      );
      await expect.poll(() => waitingForLock(store.db), { timeout: 60_000 }).toBe(1);
      return { third, write };
    });
    const { third, write } = await waiting;
    expect(begun).toBe(false);
    await using.finish();
    const open = await write;
    await expect(other.write(ofAll, written("open"))).rejects.toMatchObject(unavailable);
    await open.finish();
    await third.close();
    await store.db.write(async (on) => stopUsing(on, machineOwner, "west", "open", await dataVersion(on, "west")), written("west"));
  });

  test("many who wait for one authority leave the connections to others, to read and to write", async () => {
    const open = await begunWrite(store.db, ofAll, written("north"));
    const waiting = Array.from({ length: 60 }, () => store.db.write((on) => addCentre(on, "north"), written("north")));
    await store.db.write((on) => addCentre(on, "west"), written("west"));
    expect((await store.db.read((on) => numbersOf(on, "north"))).logNumber).toBeGreaterThan(0);
    await open.finish();
    await Promise.all(waiting);
    // And many of different authorities leave some to readers.
    const all = await begunWrite(other, ofAll);
    const of = Array.from({ length: 40 }, (_, index) => store.db.write(ofAll, written(`nobody ${index}`)));
    await expect.poll(() => waitingForLock(store.db), { timeout: 60_000 }).toBe(14);
    await store.db.read(logNumbers);
    await all.finish();
    await Promise.all(of);
  });

  test("batches of two authorities that are kept in the other order than begun are both told of", async () => {
    const known = await store.db.read(logNumbers);
    const early = await begunWrite(store.db, (on) => addCentre(on, "north", "Begun first"), written("north"));
    await store.db.write((on) => addCentre(on, "south", "Kept first"), written("south"));
    const between = await store.db.read((on) => changesSince(on, known, 10));
    expect(between.map(({ why }) => why)).toEqual(["Add Kept first"]);
    const seen = new Map([...known, ...between.map(({ authorityId, logNumber }) => [authorityId, logNumber] as const)]);
    await early.finish();
    expect((await store.db.read((on) => changesSince(on, seen, 10))).map(({ why }) => why)).toEqual(["Add Begun first"]);
  });
});

/** How many writes wait for a lock of others in the database. */
const waitingForLock = (db: Db) =>
  db.read(async ({ q }) => {
    const found = await q.execute<{ count: string }>(
      "select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())",
    );
    return Number(found.rows[0]?.count);
  });

describe.each(engines)("on %s", (engine) => {
  let store: TestStore;
  beforeAll(async () => {
    store = await filled(await freshStore(engine));
  });
  afterAll(() => store.remove());

  test("a batch of another authority than its write began for is refused, and nothing of it is kept", async () => {
    const before = await store.db.read((on) => numbersOf(on, "west"));
    await expect(store.db.write((on) => addCentre(on, "west"), written("north"))).rejects.toMatchObject({ code: "UNAVAILABLE" });
    await expect(writeOnce(store.db, machineOwner, "a key", "north", (on) => addCentre(on, "west"))).rejects.toMatchObject({ code: "UNAVAILABLE" });
    expect(await store.db.read((on) => numbersOf(on, "west"))).toEqual(before);
  });

  test("two who add an authority of one name under one key at once add one", async () => {
    const add = (id: string) =>
      addOnce(store.db, machineOwner, "one key", { id, name: "Twin" }, (on) => createAuthority(on, machineOwner, { id, name: "Twin", oldCode: null, gssCode: null }));
    const kept = await Promise.all([add("twin-1"), add("twin-2")]);
    expect(kept.map(({ repeated }) => repeated).sort()).toEqual([false, true]);
    expect(new Set(kept.map(({ batchId }) => batchId)).size).toBe(1);
  });

  test("whoever writes of three authorities and a publisher at once, every number is given once and in order, and nobody is left waiting", async () => {
    const second = await openDb(store.address, rules);
    const counts = { fulfilled: 0, rejected: 0 };
    const write = (db: Db, of: number): Promise<unknown> => {
      const id = names[of % 3] as string;
      const read = ["open"];
      if (of < 6) return db.write((on) => addCentre(on, id), written(id));
      if (of < 8) return db.write((on) => addSubject(on, "open"), written("open"));
      if (of === 8) return db.write((on) => startUsing(on, machineOwner, id, "open"), { written: [id], read });
      if (of === 9) return db.write(async (on) => stopUsing(on, machineOwner, id, "open", await dataVersion(on, id)), written(id));
      return db.write(async (on) => {
        for (const each of names) await addCentre(on, each);
      });
    };
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat({ max: 10 }), fc.boolean()), { minLength: 2, maxLength: 25 }), async (wanted) => {
        const known = await store.db.read(logNumbers);
        const done = await Promise.allSettled(wanted.map(([of, elsewhere]) => write(elsewhere ? second : store.db, of)));
        // Not used where it would be used no more; two that each waited for the other's may try again.
        for (const each of done) if (each.status === "rejected") expect(["NOT_FOUND", "UNAVAILABLE"]).toContain(each.reason.code);
        for (const { status } of done) counts[status] += 1;
        const batches = await store.db.read((on) => changesSince(on, known, 1_000));
        for (const id of [...names, "open"]) {
          const own = batches.filter(({ authorityId }) => authorityId === id).map((each) => each.logNumber);
          expect(own).toEqual(own.map((_, index) => (known.get(id) ?? 0) + index + 1));
        }
        const ids = (of: string) => batches.filter(({ authorityId }) => authorityId === of).map((each) => each.id);
        for (const id of names) expect(ids(id)).toEqual([...ids(id)].sort((a, b) => a - b));
      }),
      { numRuns: few(100, 10), seed },
    );
    expect(counts.fulfilled).toBeGreaterThan(counts.rejected);
    await second.close();
  });
});
