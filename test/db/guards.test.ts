// What the store refuses whoever asks and however: another authority's rows, what was published or issued, and counts that are hidden from the viewer.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAuthority } from "../../db/authorities.ts";
import { publishVersion, versionById } from "../../db/budgets.ts";
import type { On } from "../../db/engine/open.ts";
import { loadExamples } from "../../db/examples/load.ts";
import { enterActivity, enterOutcomes, removeOutcomes, revisionsOf } from "../../db/outcomes.ts";
import { issueStatements, partnerships, writePeriod } from "../../db/partnerships.ts";
import { dataVersion } from "../../db/read/numbers.ts";
import { refKey, rowImages } from "../../db/read/rowImages.ts";
import type { FactTable, Row } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { type Change, insertion, removal } from "../../db/write/change.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { takeStep } from "../../db/write/undo.ts";
import { countsOfPeople, undoing } from "../../db/write/undoing.ts";
import { engines, freshStore, type TestStore } from "../setup/stores.ts";
import { everything, type Facts, factTables, storedFacts } from "./rows.ts";

const owner: Viewer = { name: "Owner", reads: "all", changes: "all", wholeCounts: "all" };
type Image = Record<string, unknown> & { id: string; authorityId: string };

let store: TestStore;
let facts: Facts;

/** The example rows of a table. */
const rowsOf = <Table extends FactTable>(table: Table) => Object.values(facts[table] ?? {}) as unknown as (Row<Table> & Image)[];
const firstOf = <Table extends FactTable>(table: Table, which: (row: Row<Table>) => boolean = () => true) => {
  const found = rowsOf(table).find(which);
  if (!found) throw new Error(`The examples have no such ${table}.`);
  return found;
};

const write = (authorityId: string, changes: Change[], why = "Try") => store.db.write((on) => applyBatch(on, owner, { authorityId, why, changes }));

/** The refusal of a write. */
async function refused(writing: () => Promise<unknown>): Promise<Refusal> {
  const error = await writing().then(
    () => new Error("Nothing was refused."),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refusal)) throw error;
  return error;
}

/** A column of a row that can be given another value without any rule of its own, and that value. */
function altered(row: Image): { field: string; to: unknown } {
  const field = Object.keys(row).find((name) => !name.toLowerCase().endsWith("id") && typeof row[name] === "number") ?? "source";
  return { field, to: Number(row[field] ?? 0) + 1 };
}

async function startStore(engine: (typeof engines)[number]) {
  store = await freshStore(engine, []);
  await loadExamples(store.db);
  facts = await storedFacts(store.db);
}

describe.each(engines)("another authority's row on %s", (engine) => {
  beforeAll(() => startStore(engine));
  afterAll(() => store.remove());
  const other = (row: Image) => (row.authorityId === "sefton" ? "havering" : "sefton");

  test("is neither changed nor removed by a batch, nor shown in its refusal, and its id is not taken", async () => {
    const before = await everything(store.db);
    let tables = 0;
    for (const table of factTables) {
      const [row] = rowsOf(table) as unknown as Image[];
      if (!row) continue;
      tables += 1;
      // The authority's own row has its own id.
      const authorityId = table === "authority" ? (row.id === "sefton" ? "havering" : "sefton") : other(row);
      const { field, to } = altered(row);
      const changing = await refused(() => write(authorityId, [{ table, id: row.id, field, from: row[field] ?? null, to }]));
      expect([table, changing.code, changing.current]).toEqual([table, "NOT_FOUND", undefined]);
      const removing = await refused(() => write(authorityId, [removal(table, row)]));
      expect([table, removing.code, removing.current ?? null]).toEqual([table, "STALE", null]);
      const taking = await store.db
        .write((on) => applyBatch(on, owner, { authorityId, why: "Try", changes: [insertion(table, row)] }))
        .then(
          () => "kept",
          () => "refused",
        );
      expect([table, taking]).toEqual([table, "refused"]);
    }
    expect(tables).toBeGreaterThan(30);
    expect(await everything(store.db)).toEqual(before);
  });

  test("is not read as what a change is about, neither as it is nor as it was removed", async () => {
    const figure = firstOf("printedFigure", ({ authorityId }) => authorityId === "sefton");
    await write("sefton", [removal("printedFigure", figure)]);
    const refs = factTables.flatMap((table) => rowsOf(table).map(({ id }) => ({ table, id })));
    const read = await store.db.read((on) => rowImages(on, "havering", refs));
    expect(read.size).toBeGreaterThan(20);
    for (const [key, image] of read) expect([key, image.authorityId ?? image.id]).toEqual([key, "havering"]);
    const own = await store.db.read((on) => rowImages(on, "sefton", refs));
    expect(own.get(refKey({ table: "printedFigure", id: figure.id }))).toEqual(figure);
    await write("sefton", [insertion("printedFigure", figure)]);
  });
});

test("a batch that is sent again under its key is not applied again, whoever applies it", async () => {
  await startStore("sqlite");
  try {
    const figure = firstOf("printedFigure");
    const changes = [insertion("printedFigure", { ...figure, id: randomUUID(), position: 1_000 })];
    const send = () => store.db.write((on) => applyBatch(on, owner, { authorityId: figure.authorityId, why: "Try", changes, requestKey: "one" }));
    const first = await send();
    expect(first.repeated).toBe(false);
    expect(await send()).toMatchObject({ batchId: first.batchId, repeated: true });
  } finally {
    await store.remove();
  }
});

test("the adding of an authority is not undone: what changed since is part of its history", async () => {
  await startStore("sqlite");
  try {
    const { batchId } = await store.db.write((on) => createAuthority(on, owner, { id: "rutland", name: "Rutland", oldCode: null, gssCode: null }));
    expect((await refused(() => store.db.read((on) => undoing(on, owner, batchId as number)))).code).toBe("IN_USE");
  } finally {
    await store.remove();
  }
});

describe("what stays as it is", () => {
  beforeEach(() => startStore("sqlite"));
  afterEach(() => store.remove());

  test("is everything of a published version: its lines, its printed cells and itself", async () => {
    const version = firstOf("budgetVersion", ({ authorityId }) => authorityId === "essex");
    const line = firstOf("budgetLine", ({ versionId }) => versionId === version.id);
    const cell = firstOf("printedCell", ({ versionId }) => versionId === version.id);
    const draft = { ...version, id: randomUUID(), name: "Another draft", state: "draft" as const, publishedAt: null, publishedBy: null };
    await write("essex", [insertion("budgetVersion", draft)]);
    await store.db.write(async (on) => {
      const found = await versionById(on, owner, version.id);
      return found.publishedAt === null ? publishVersion(on, owner, found, "{}", await dataVersion(on, version.authorityId)) : null;
    });
    const published = Object.values((await storedFacts(store.db)).budgetVersion ?? {}).find(({ id }) => id === version.id) as Image;
    const tries: [string, Change[]][] = [
      ["a line's amount", [{ table: "budgetLine", id: line.id, field: "amountPence", from: line.amountPence, to: 1 }]],
      ["a line removed", [removal("budgetLine", line)]],
      ["a line added", [insertion("budgetLine", { ...line, id: randomUUID(), year: "2033/34" })]],
      ["a line taken to a draft", [{ table: "budgetLine", id: line.id, field: "versionId", from: version.id, to: draft.id }]],
      ["a printed cell's number", [{ table: "printedCell", id: cell.id, field: "printed", from: cell.printed, to: "1" }]],
      ["a printed cell removed", [removal("printedCell", cell)]],
      ["a printed cell added", [insertion("printedCell", { ...cell, id: randomUUID(), year: "2033/34" })]],
      ["a printed cell taken to a draft", [{ table: "printedCell", id: cell.id, field: "versionId", from: version.id, to: draft.id }]],
      ["the version removed", [removal("budgetVersion", published)]],
      ...Object.keys(published)
        .filter((field) => field !== "id" && field !== "authorityId")
        .map((field): [string, Change[]] => [
          `the version's ${field}`,
          [{ table: "budgetVersion", id: version.id, field, from: published[field] ?? null, to: field === "yearCount" ? 1 : field === "state" ? "draft" : "x" }],
        ]),
      // Superseded by the next, and something else with it.
      [
        "the version's name as it is superseded",
        [
          { table: "budgetVersion", id: version.id, field: "state", from: "approved", to: "superseded" },
          { table: "budgetVersion", id: version.id, field: "name", from: published.name, to: "x" },
        ],
      ],
    ];
    const before = await everything(store.db);
    for (const [what, changes] of tries) expect([what, (await refused(() => write("essex", changes))).code]).toEqual([what, "PUBLISHED"]);
    expect(await everything(store.db)).toEqual(before);
    const again = await refused(() =>
      store.db.write(async (on) => publishVersion(on, owner, await versionById(on, owner, version.id), "{}", await dataVersion(on, version.authorityId))),
    );
    expect(again.message).toContain("has been published already");
    // A cell moved into it from a draft.
    const loose = { ...cell, id: randomUUID(), versionId: draft.id };
    await write("essex", [insertion("printedCell", loose)]);
    expect((await refused(() => write("essex", [{ table: "printedCell", id: loose.id, field: "versionId", from: draft.id, to: version.id }]))).code).toBe("PUBLISHED");
    await write("essex", [{ table: "budgetVersion", id: version.id, field: "state", from: "approved", to: "superseded" }]);
  });

  test("is every statement that was issued, with its period's name, days and facts", async () => {
    const { id: partnershipId, authorityId } = firstOf("partnership");
    const partner = firstOf("partner", (row) => row.partnershipId === partnershipId);
    const period = {
      id: randomUUID(),
      authorityId,
      partnershipId,
      name: "Quarter 1",
      startsOn: "2024-04-01",
      endsOn: "2024-06-30",
      costPence: 100,
      administrationPence: 10,
      issuedAt: "2024-07-10T09:00:00.000Z",
      issuedBy: "Owner",
      issuedFacts: "{}",
      position: 1,
    };
    const statement = { id: randomUUID(), authorityId, partnershipId, periodId: period.id, partnerId: partner.id, balancePence: 55 };
    await write(authorityId, [insertion("settlementPeriod", period), insertion("settlementStatement", statement)]);
    const change = (table: FactTable, row: Record<string, unknown>, field: string, to: unknown): Change => ({ table, id: row.id as string, field, from: row[field] ?? null, to });
    const tries: [string, Change[]][] = [
      ["the statement's balance", [change("settlementStatement", statement, "balancePence", 56)]],
      ["the statement's member", [change("settlementStatement", statement, "partnerId", rowsOf("partner").find(({ id }) => id !== partner.id)?.id)]],
      ["the statement's period", [change("settlementStatement", statement, "periodId", null)]],
      ["the statement removed", [removal("settlementStatement", statement)]],
      ["the period's name", [change("settlementPeriod", period, "name", "Quarter 2")]],
      ["its first day", [change("settlementPeriod", period, "startsOn", "2024-04-02")]],
      ["its last day", [change("settlementPeriod", period, "endsOn", "2024-06-29")]],
      ["when it was issued", [change("settlementPeriod", period, "issuedAt", "2024-07-11T09:00:00.000Z")]],
      ["that it was issued", [change("settlementPeriod", period, "issuedAt", null)]],
      ["who issued it", [change("settlementPeriod", period, "issuedBy", "Somebody")]],
      ["what it was made from", [change("settlementPeriod", period, "issuedFacts", '{"other":1}')]],
      ["the period removed with its statement", [removal("settlementStatement", statement), removal("settlementPeriod", period)]],
      ["the period removed", [removal("settlementPeriod", period)]],
    ];
    const before = await everything(store.db);
    for (const [what, changes] of tries) expect([what, (await refused(() => write(authorityId, changes))).code]).toEqual([what, "PUBLISHED"]);
    expect(await everything(store.db)).toEqual(before);
    // Before the store refuses it, the person is told what can be done instead.
    const { name, startsOn, endsOn, costPence, administrationPence } = period;
    const fields = { name, startsOn, endsOn, costPence, administrationPence, upFront: [] };
    const partnership = await store.db.read((on) => partnerships.byId(on, owner, partnershipId));
    for (const wanted of [{ name: "Quarter 2" }, { startsOn: "2024-04-02" }, { endsOn: "2024-06-29" }]) {
      expect(
        (
          await refused(() =>
            store.db.write(async (on) => writePeriod(on, owner, partnership, { id: period.id, seen: await dataVersion(on, partnership.authorityId) }, { ...fields, ...wanted })),
          )
        ).message,
      ).toContain("its name and its days stay");
    }
    expect(
      (await refused(() => store.db.write(async (on) => issueStatements(on, owner, partnership, period, [], "{}", await dataVersion(on, partnership.authorityId))))).message,
    ).toContain("have been issued");
    // What it cost may still be corrected: the next statements carry the difference.
    await write(authorityId, [change("settlementPeriod", period, "costPence", 101), change("settlementPeriod", period, "administrationPence", 11)]);
  });
});

describe("a batch of counts that are hidden from the viewer", () => {
  beforeAll(() => startStore("sqlite"));
  afterAll(() => store.remove());

  /** One row of each table whose rows may be a count of few. */
  const made = (): Record<string, Image> => {
    const outcome = firstOf("outcome", ({ authorityId }) => authorityId === "sefton");
    const kpi = firstOf("kpi", ({ authorityId }) => authorityId === "sefton");
    const benefit = { ...firstOf("benefit"), id: randomUUID(), authorityId: "sefton", name: "Sefton's", kpiId: null };
    const base = { id: randomUUID(), authorityId: "sefton" };
    return {
      outcome: { ...outcome, id: randomUUID(), startsOn: "2031-04-01" },
      placementActivity: {
        ...base,
        id: randomUUID(),
        subjectId: outcome.subjectId,
        kind: "month",
        startsOn: "2031-04-01",
        area: "inside",
        placements: 3,
        bedWeeks: "5",
        costPence: 7,
        position: 1,
      },
      kpiBaseline: { ...firstOf("kpiBaseline"), id: randomUUID(), authorityId: "sefton", kpiId: kpi.id, subjectId: null },
      benefit,
      benefitReview: { ...base, id: randomUUID(), benefitId: benefit.id, reviewedOn: "2031-04-01", achieved: true, position: 1 },
      note: {
        ...base,
        id: randomUUID(),
        sheet: "outcomes",
        subject: "x",
        rowKey: "x",
        columnKey: "x",
        place: "x",
        said: "Two",
        madeBy: "Owner",
        madeAt: "2031-04-01T00:00:00.000Z",
      },
    };
  };

  test("is neither undone nor redone by her, though she may change everything else and bears the name of who made it", async () => {
    expect(Object.keys(made()).sort()).toEqual([...countsOfPeople].sort());
    const without: Viewer = { name: owner.name, reads: "all", changes: "all", wholeCounts: ["essex"] };
    const step = (viewer: Viewer, direction: "undo" | "redo") =>
      store.db.write((on) => takeStep(on, viewer, direction, { authorityId: "sefton", expected: null, requestKey: null, skip: false, kinds: null }, (_, apply) => apply()));
    for (const [table, row] of Object.entries(made())) {
      const { batchId } = await write("sefton", [insertion(table as FactTable, row)], `Add ${table}`);
      const reversing = await refused(() => store.db.write(async (on) => applyBatch(on, without, (await undoing(on, without, batchId as number))[0])));
      expect([table, reversing.code]).toEqual([table, "FORBIDDEN"]);
      expect([table, (await refused(() => step(without, "undo"))).code]).toEqual([table, "FORBIDDEN"]);
      await step(owner, "undo");
      expect([table, (await refused(() => step(without, "redo"))).code]).toEqual([table, "FORBIDDEN"]);
      await step(owner, "redo");
    }
  });

  test("are neither entered nor removed by her, nor is what they were read", async () => {
    const without: Viewer = { name: "Without", reads: "all", changes: "all", wholeCounts: ["essex"] };
    const { id, kpiId, subjectId } = firstOf("outcome", ({ authorityId }) => authorityId === "sefton");
    const tries: ((on: On) => Promise<unknown>)[] = [
      async (on) => enterOutcomes(on, without, "sefton", [], "Try", await dataVersion(on, "sefton")),
      async (on) => removeOutcomes(on, without, "sefton", [id], await dataVersion(on, "sefton")),
      async (on) => enterActivity(on, without, "sefton", { subjectId, kind: "month", startsOn: "2031-04-01" }, [], await dataVersion(on, "sefton")),
      (on) => revisionsOf(on, without, "sefton", kpiId, 10),
    ];
    for (const attempt of tries) expect((await refused(() => store.db.write(attempt))).code).toBe("FORBIDDEN");
  });
});
