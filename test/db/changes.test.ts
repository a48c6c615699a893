// The change log: whatever is written, at once and in turn, the log played from empty is what the tables hold.

import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAuthority } from "../../db/authorities.ts";
import { changeVersion, copyVersion, createVersion, publishVersion, versionById } from "../../db/budgets.ts";
import { type CellChange, changeCells } from "../../db/cells.ts";
import { statusIdOf } from "../../db/commitmentStatuses.ts";
import { changeCommitment, commitments, createCommitment, endCommitment, removeCommitment, type StatedCommitment } from "../../db/commitments.ts";
import { addCostCentres, changeCostCentre } from "../../db/costCentres.ts";
import type { On } from "../../db/engine/open.ts";
import { dataVersion } from "../../db/read/numbers.ts";
import { changeUpliftRates, createUpliftSeries, upliftSeriesPage } from "../../db/uplifts.ts";
import type { Viewer } from "../../db/viewer.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { writeOnce } from "../../db/write/once.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { undoing } from "../../db/write/undoing.ts";
import { lastBatch } from "../setup/latest.ts";
import { engines, freshStore, type TestStore } from "../setup/stores.ts";
import { everything, replayed, storedFacts, storedLog } from "./rows.ts";

const owner: Viewer = { name: "Test", reads: "all", changes: "all" };
const years = ["2024/25", "2025/26", "2026/27"];

interface Sheet {
  authority: string;
  version: string;
  centres: string[];
}

async function startSheet({ db }: TestStore): Promise<Sheet> {
  const authority = randomUUID();
  const version = randomUUID();
  const centres = [randomUUID(), randomUUID(), randomUUID()];
  await db.write((on) => createAuthority(on, owner, { id: authority, name: authority, oldCode: null, gssCode: null }));
  await db.write((on) => createVersion(on, owner, { id: version, authorityId: authority, name: "Draft", firstYear: "2024/25", yearCount: 3, source: null }));
  await db.write((on) =>
    addCostCentres(
      on,
      owner,
      authority,
      version,
      centres.map((id) => ({ id, name: id, code: null, serviceGroup: null, fundingSource: "grant", lines: [] })),
    ),
  );
  return { authority, version, centres };
}

function stated(authority: string, name: string, kind: number, places: number): StatedCommitment {
  const weekly = kind % 2 === 0;
  return {
    name,
    statusId: statusIdOf(authority, "Proposed"),
    basis: weekly ? "weekly price" : "amounts by year",
    weeklyRatePounds: weekly ? `${places}.50` : null,
    rateSource: null,
    notes: null,
    weeksPerYear: weekly ? "365/7 weeks" : null,
    partYear: weekly ? "by days" : null,
    upliftSeriesId: null,
    priceBaseYear: null,
    firstYearUplifted: places % 2 === 0,
    endsOn: null,
    endYearShare: null,
    yearlyRatePounds: null,
    mostPlaces: null,
    arrangementId: null,
    lotId: null,
    provider: null,
    poolId: null,
    draws: [],
    places: weekly
      ? Array.from({ length: (places % 3) + 1 }, (_, index) => ({
          places,
          startsOn: `202${4 + index}-10-01`,
          endsOn: null,
          firstYearShare: null,
          lastYearShare: null,
          volume: null,
          label: null,
          pricePounds: null,
          replacesId: null,
        }))
      : [],
    amounts: weekly ? [] : years.slice(0, (places % 3) + 1).map((year) => ({ year, amountPence: places * 100 })),
  };
}

/** What the deeds write, so that a run that wrote nothing is no proof. */
const tablesOfDeeds = ["authority", "costCentre", "budgetVersion", "budgetLine", "upliftSeries", "upliftRate", "commitment", "commitmentPlaces", "commitmentAmount"];

/** One thing that somebody does, by kind, with three small numbers to choose by. */
type Deed = [kind: number, a: number, b: number, c: number];
const deed = fc.tuple(fc.nat({ max: 15 }), fc.nat({ max: 7 }), fc.nat({ max: 7 }), fc.nat({ max: 7 }));

/** Does a deed on a sheet, whatever it finds there: it may be refused, and then nothing of it may be kept. */
async function perform(on: On, sheet: Sheet, [kind, a, b, c]: Deed): Promise<unknown> {
  const { authority } = sheet;
  const versions = await on.q.select().from(on.t.budgetVersion).where(eq(on.t.budgetVersion.authorityId, authority));
  const version = versions[a % versions.length]?.id ?? sheet.version;
  const held = (await commitments(on, owner, { authorityId: authority }, { first: 500 })).nodes;
  const series = (await upliftSeriesPage(on, owner, authority, {})).nodes;
  const commitment = held[b % Math.max(held.length, 1)]?.id ?? "none";
  switch (kind) {
    case 0:
      return createCommitment(on, owner, authority, randomUUID(), stated(authority, `C${a}`, b, c));
    case 1:
      return changeCommitment(on, owner, commitment, stated(authority, `C${a}`, b, c), await dataVersion(on, authority));
    case 2:
      return endCommitment(on, owner, commitment, c % 2 ? `2025-0${c}-01` : null, null, await dataVersion(on, authority));
    case 3:
      return removeCommitment(on, owner, commitment, await dataVersion(on, authority));
    case 4:
      return createUpliftSeries(on, owner, { id: randomUUID(), authorityId: authority, name: `U${a}`, source: null }, [{ year: years[b % 3] as string, rateShare: `0.0${c}` }]);
    case 5:
      return changeUpliftRates(
        on,
        owner,
        series[a % Math.max(series.length, 1)]?.id ?? "none",
        [{ year: years[b % 3] as string, rateShare: `0.1${c}` }],
        await dataVersion(on, authority),
      );
    case 6:
      return changeCostCentre(on, owner, sheet.centres[a % 3] as string, { name: `Centre ${b}`, serviceGroup: c % 2 ? "G" : null }, await dataVersion(on, authority));
    case 7:
      return copyVersion(on, owner, version, randomUUID(), `V${b}`);
    case 8:
      return changeVersion(on, owner, version, { name: `V${b}`, yearCount: c + 1 }, await dataVersion(on, authority));
    case 9:
      return c === 0 ? publishVersion(on, owner, await versionById(on, owner, version), "{}", await dataVersion(on, authority)) : null;
    case 10:
    case 11: {
      const last = await lastBatch(on);
      return applyBatch(on, owner, (await undoing(on, owner, Math.max(1, last - a * b - c)))[0]);
    }
    default:
      return cells(on, sheet, version, commitment, [a, b, c]);
  }
}

/** Edits three cells, most of the time with the right expectations. */
async function cells(on: On, sheet: Sheet, version: string, commitment: string, [a, b, c]: [number, number, number]) {
  const facts = await on.q.select().from(on.t.budgetLine).where(eq(on.t.budgetLine.versionId, version));
  const amounts = await on.q.select().from(on.t.commitmentAmount).where(eq(on.t.commitmentAmount.commitmentId, commitment));
  const wanted = [a, b, c].map((pick, index): CellChange => {
    const costCentre = sheet.centres[pick % 3] as string;
    const year = years[(pick + index) % 3] as string;
    const fromPence = facts.find((line) => line.costCentreId === costCentre && line.year === year)?.amountPence ?? null;
    return { kind: "budget", subjectId: costCentre, year, fromPence: pick === 7 ? 1 : fromPence, toPence: pick === 0 ? null : pick * 1000 + b, at: `edits[${index}]` };
  });
  const year = years[c % 3] as string;
  const ofCommitment: CellChange = {
    kind: "commitment",
    subjectId: commitment,
    year,
    fromPence: amounts.find((each) => each.year === year)?.amountPence ?? null,
    toPence: a * 10,
    at: "edits[3]",
  };
  return changeCells(
    c === 3 ? { ...on, requestKey: `key ${a}` } : on,
    owner,
    await versionById(on, owner, version, sheet.authority),
    b % 2 ? [...wanted, ofCommitment] : wanted,
    "Cells",
  );
}

/** Adds a penny to the first two cells, as many times as said, from a process of its own: each time from what is there. */
async function addedElsewhere(store: TestStore, sheet: Sheet, times: number): Promise<void> {
  const from = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
  const script = `
    const { openDb } = await import(${from("../../db/engine/store.ts")});
    const { changeCells } = await import(${from("../../db/cells.ts")});
    const { versionById } = await import(${from("../../db/budgets.ts")});
    const owner = { name: "Process", reads: "all", changes: "all" };
    const sheet = ${JSON.stringify(sheet)};
    const db = await openDb(${JSON.stringify(store.address)}, []);
    let from = 0;
    for (let done = 0; done < ${times}; ) {
      const edits = [0, 1].map((place) => ({ kind: "budget", subjectId: sheet.centres[place], year: "2024/25", fromPence: from, toPence: from + 1, at: "edits" }));
      try {
        await db.write(async (on) => changeCells(on, owner, await versionById(on, owner, sheet.version), edits, "Cells"), { written: [sheet.authority] });
        from += 1;
        done += 1;
      } catch (error) {
        if (error.code !== "STALE") throw error;
        from = error.current;
      }
    }
    await db.close();
  `;
  await promisify(execFile)(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", script], { cwd: new URL("../..", import.meta.url) });
}

describe.each(engines)("the change log on %s", (engine) => {
  let store: TestStore;
  beforeAll(async () => {
    store = await freshStore(engine);
  });
  afterAll(() => store.remove());

  const at = (sheet: Sheet, place: number, fromPence: number | null, toPence: number | null): CellChange => ({
    kind: "budget",
    subjectId: sheet.centres[place % 3] as string,
    year: years[Math.floor(place / 3) % 3] as string,
    fromPence,
    toPence,
    at: `edits[${place}]`,
  });
  const change = (sheet: Sheet, edits: CellChange[], key?: string) =>
    writeOnce(store.db, owner, key, sheet.authority, async (on) => changeCells(on, owner, await versionById(on, owner, sheet.version), edits, "Cells"));

  test("played from empty it is what the tables hold, whatever is done, in turn and at once", async () => {
    let kept = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(deed, { minLength: 1, maxLength: 5 }), { minLength: 25, maxLength: 30 }), async (rounds) => {
        const sheet = await startSheet(store);
        for (const together of rounds) {
          const results = await Promise.allSettled(together.map((each) => store.db.write((on) => perform(on, sheet, each))));
          for (const result of results) {
            if (result.status === "fulfilled") kept += 1;
            else {
              refused += 1;
              expect(result.reason).toBeInstanceOf(Refusal);
            }
          }
        }
        expect(replayed(await storedLog(store.db))).toEqual(await storedFacts(store.db));
      }),
      { numRuns: 4, seed: 20230912, endOnFailure: true },
    );
    // 4 runs of at least 25 rounds: enough was kept, and enough refused, to mean something.
    expect(kept).toBeGreaterThan(100);
    expect(refused).toBeGreaterThan(20);
    const facts = await storedFacts(store.db);
    const empty = tablesOfDeeds.filter((name) => Object.keys(facts[name] ?? {}).length === 0);
    expect(empty).toEqual([]);
  });

  test("its numbers rise in the order in which batches are seen to be kept", async () => {
    const sheet = await startSheet(store);
    const seen: number[] = [];
    let writing = true;
    const reader = (async () => {
      while (writing) {
        seen.push(await store.db.read(lastBatch));
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    const other = await startSheet(store);
    const done: number[] = [];
    await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const target = index % 2 ? sheet : other;
        const kept = await store.db.write((on) =>
          addCostCentres(on, owner, target.authority, target.version, [
            { id: randomUUID(), name: `New ${index}`, code: null, serviceGroup: null, fundingSource: "grant", lines: [{ id: randomUUID(), year: "2024/25", amountPence: index }] },
          ]),
        );
        const batchId = kept.batchId as number;
        done.push(batchId);
        // Whoever has been told a number finds the data at that version or a later one.
        expect(await store.db.read(lastBatch)).toBeGreaterThanOrEqual(batchId);
      }),
    );
    writing = false;
    await reader;
    expect(new Set(done).size).toBe(60);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    // Positions were handed out one after the other, though all asked at once.
    for (const target of [sheet, other]) {
      const positions = Object.values((await storedFacts(store.db)).costCentre ?? {})
        .filter((row) => row.authorityId === target.authority)
        .map((row) => row.position as number);
      expect(positions.sort((a, b) => a - b)).toEqual(Array.from({ length: 33 }, (_, index) => index + 1));
    }
  });

  test("many who add to one cell at once lose nothing: each tries again from what is there", async () => {
    const sheet = await startSheet(store);
    await change(sheet, [at(sheet, 0, null, 0), at(sheet, 1, null, 0)]);
    const add = async (pence: number) => {
      let from = 0;
      for (;;) {
        try {
          // Two cells that always hold the same: half a batch would set them apart.
          await change(sheet, [at(sheet, 0, from, from + pence), at(sheet, 1, from, from + pence)]);
          return;
        } catch (error) {
          if (!(error instanceof Refusal) || error.code !== "STALE") throw error;
          from = error.current as number;
        }
      }
    };
    await Promise.all(Array.from({ length: 30 }, (_, index) => add(index + 1)));
    const lines = Object.values((await storedFacts(store.db)).budgetLine ?? {}).filter((line) => line.versionId === sheet.version);
    // 1 + 2 + … + 30.
    expect(lines.map((line) => line.amountPence)).toEqual([465, 465]);
    const log = (await storedLog(store.db)).filter((batch) => batch.authorityId === sheet.authority && batch.why === "Cells");
    expect(log).toHaveLength(31);
    const steps = log.slice(1).flatMap((batch) => batch.changes.slice(0, 1).map((each) => Number(each.toValue) - Number(each.fromValue)));
    expect(steps.reduce((sum, step) => sum + step, 0)).toBe(465);
  });

  test("three servers that add to one cell at once lose nothing either", async () => {
    const sheet = await startSheet(store);
    await change(sheet, [at(sheet, 0, null, 0), at(sheet, 1, null, 0)]);
    await Promise.all([1, 2, 3].map(() => addedElsewhere(store, sheet, 40)));
    const lines = Object.values((await storedFacts(store.db)).budgetLine ?? {}).filter((line) => line.versionId === sheet.version);
    // Three times forty.
    expect(lines.map((line) => line.amountPence)).toEqual([120, 120]);
    expect(replayed(await storedLog(store.db))).toEqual(await storedFacts(store.db));
  });

  test("of many batches under one key, sent at once, one is kept", async () => {
    const sheet = await startSheet(store);
    const results = await Promise.all(Array.from({ length: 20 }, () => change(sheet, [at(sheet, 0, null, 5)], "one")));
    expect(results.filter((result) => !result.repeated)).toHaveLength(1);
    expect(new Set(results.map((result) => result.batchId)).size).toBe(1);
  });

  test("a batch of thousands is kept whole, and one that fails at its last change not at all", async () => {
    const sheet = await startSheet(store);
    const added = Array.from({ length: 1_500 }, (_, index) => ({
      id: randomUUID(),
      name: `Centre ${index}`,
      code: null,
      serviceGroup: null,
      fundingSource: "grant" as const,
      lines: [{ id: randomUUID(), year: "2024/25", amountPence: index }],
    }));
    await store.db.write((on) => addCostCentres(on, owner, sheet.authority, sheet.version, added));
    const edits = added.map(({ id }, index): CellChange => ({ kind: "budget", subjectId: id, year: "2024/25", fromPence: index, toPence: index + 1, at: `edits[${index}]` }));
    const before = await everything(store.db);
    const last = edits.at(-1) as CellChange;
    await expect(change(sheet, [...edits.slice(0, -1), { ...last, fromPence: 0 }])).rejects.toMatchObject({ code: "STALE", field: "edits[1499]", current: 1_499 });
    expect(await everything(store.db)).toEqual(before);
    await change(sheet, edits);
    expect(replayed(await storedLog(store.db))).toEqual(await storedFacts(store.db));
  });

  test("what the log says happened is checked by the replay itself", async () => {
    const log = await storedLog(store.db);
    const broken = structuredClone(log);
    const some = broken.flatMap((batch) => batch.changes).find((each) => each.field === "amountPence");
    if (some) some.fromValue = "-1";
    expect(() => replayed(broken)).toThrow(/replaces -1/);
    const lost = log.filter((batch) => batch.id !== log.at(-1)?.id);
    expect(replayed(lost)).not.toEqual(await storedFacts(store.db));
  });
});
