// How the engines find what is asked: every query of a table or a list by an index, and never through another authority's rows.
import { join } from "node:path";
import Database from "better-sqlite3";
import { eq } from "drizzle-orm";
import { drizzle as drizzleSqlite } from "drizzle-orm/better-sqlite3";
import { drizzle as drizzlePostgres } from "drizzle-orm/node-postgres";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { arrangements, commitmentsUnder } from "../../db/arrangements.ts";
import { authorities, authorityById } from "../../db/authorities.ts";
import { benefits } from "../../db/benefits.ts";
import { blockCases } from "../../db/blockCases.ts";
import { budgetLines, budgetVersions, currentVersion, versionById } from "../../db/budgets.ts";
import { commitmentStatuses, firstOfKind } from "../../db/commitmentStatuses.ts";
import { commitmentById, commitments } from "../../db/commitments.ts";
import { costCentres, costCentresById, newNameRefusals } from "../../db/costCentres.ts";
import type { On } from "../../db/engine/open.ts";
import { forecastMonths, forecastsOf, forecastsOfCentres, monitoringSettings } from "../../db/forecasts.ts";
import { notes } from "../../db/notes.ts";
import { activityRead, importMaps, kpiSubjects, kpis, outcomeChanges, outcomesRead, publications, revisionsOf } from "../../db/outcomes.ts";
import { partnerships, periodById, placeUses, pooledCommitments, settlementRows } from "../../db/partnerships.ts";
import { figures } from "../../db/printedFigures.ts";
import { changesSince } from "../../db/read/changesSince.ts";
import { conflicting } from "../../db/read/conflicts.ts";
import { cellHistory, history } from "../../db/read/history.ts";
import { mediumTermFacts, publishedFacts } from "../../db/read/mediumTermFacts.ts";
import { monitoredBudget, monitoredVersion } from "../../db/read/monitored.ts";
import { logNumbers, numbersOf } from "../../db/read/numbers.ts";
import { firstWithOutcomes, fullestAuthority } from "../../db/read/opening.ts";
import { rowImages } from "../../db/read/rowImages.ts";
import { tableSources } from "../../db/read/tableSources.ts";
import { reports } from "../../db/reports.ts";
import { savedViews } from "../../db/savedViews.ts";
import { statusKinds } from "../../db/tables/choices.ts";
import { postgresTables, sqliteTables } from "../../db/tables.ts";
import { upliftSeriesPage } from "../../db/uplifts.ts";
import type { Viewer } from "../../db/viewer.ts";
import { isMonitored, movementsOf, virementById, virements } from "../../db/virements.ts";
import { placedRows } from "../../db/write/arranging.ts";
import { type Change, insertion } from "../../db/write/change.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { checkAll } from "../../db/write/rules.ts";
import { refuseIfMovedSince, refuseIfRemovedSince, refuseIfTablesMovedSince } from "../../db/write/seen.ts";
import { changedSince, takenBack, undoable } from "../../db/write/undo.ts";
import { InputError } from "../../server/finance/inputError.ts";
import { rules } from "../../server/rules/rules.ts";
import { type Engine, engines, freshStore, type TestStore } from "../setup/stores.ts";

const viewer: Viewer = { name: "Test", reads: "all", changes: "all" };
const officer: Viewer = { name: "Officer", reads: ["a1", "a2"], changes: [] };
const wholeCounts: Viewer = { ...viewer, wholeCounts: "all" };
const statedAgain = {
  kpiId: "a1-3",
  subjectId: "a1-3",
  startsOn: "2024-04-01",
  breakdown: "",
  numerator: null,
  denominator: null,
  value: "0.6",
  missing: null,
  release: null,
  note: null,
};
const cursor = (value: unknown, id: unknown) => Buffer.from(JSON.stringify([value, id])).toString("base64url");

/** Twenty arrangements, block cases, partnerships and printed figures, each with its parts. */
function bought(twenty: { id: string; index: number }[]): Change[] {
  return twenty.flatMap(({ id, index }) => {
    const row = { id, name: id, position: index };
    const part = { id, position: 1 };
    return [
      insertion("arrangement", { ...row, kind: "framework", openList: false, openEnded: true, interim: false, followsId: null }),
      insertion("arrangementParticipant", { ...part, arrangementId: id, name: "P", role: "lead", authorities: 1 }),
      insertion("arrangementLot", { ...part, arrangementId: id, name: "L" }),
      insertion("arrangementProvider", { ...part, arrangementId: id, lotId: id, name: "P" }),
      insertion("arrangementTerm", { ...part, arrangementId: id, months: 12, state: "agreed" }),
      insertion("procurementStage", { ...part, arrangementId: id, name: "S", startsOn: "2024-04-01", complete: false }),
      insertion("evaluationWeight", { ...part, arrangementId: id, criterion: "C", weightShare: "1" }),
      insertion("callOffRoute", { ...part, arrangementId: id, name: "R" }),
      insertion("blockCase", { ...row, arrangementId: id, places: 1, priceUnit: "year", spotPounds: "2", blockPounds: "1", sharing: 1, directPlaces: 0 }),
      insertion("blockCaseItem", { ...part, blockCaseId: id, name: "I", kind: "cost", time: "once", amountPence: 1, fromYear: 1, toYear: 1 }),
      insertion("partnership", { ...row, arrangementId: id, firstYear: "2024/25", yearCount: 1, roundToPence: 1, settledBy: "places allocated" }),
      insertion("partner", { ...part, partnershipId: id, name: "M", shares: true }),
      insertion("costPool", { ...part, partnershipId: id, name: "Pool", kind: "placements", basis: "equal" }),
      insertion("allocation", { ...part, partnershipId: id, partnerId: id, places: 1, startsOn: "2024-04-01" }),
      insertion("placeUse", { id, partnershipId: id, userId: id, hostId: id, places: 1, startsOn: "2024-04-01", endsOn: "2024-04-30" }),
      insertion("settlementPeriod", { ...part, partnershipId: id, name: "Q", startsOn: "2024-04-01", endsOn: "2024-06-30", costPence: 1, administrationPence: 0 }),
      insertion("kpi", {
        ...row,
        code: id,
        version: 1,
        category: "general",
        unit: "percent",
        polarity: "higher is better",
        frequency: "financial year",
        counts: "over the period",
        decimals: 1,
        ofPeople: true,
      }),
      insertion("kpiSubject", { ...row, kind: "authority", arrangementId: id }),
      insertion("kpiNeighbour", { ...part, subjectId: id, neighbourId: id }),
      insertion("kpiTarget", { ...part, kpiId: id, startsOn: "2024-04-01", target: "1" }),
      insertion("kpiBaseline", { ...part, kpiId: id, value: "1" }),
      ...["2022", "2023", "2024"].map((year) => insertion("outcome", { id: `${id}-${year}`, kpiId: id, subjectId: id, startsOn: `${year}-04-01`, breakdown: "", value: "0.5" })),
      insertion("placementActivity", { ...part, subjectId: id, kind: "financial year", startsOn: "2024-04-01", area: "inside", placements: 1, bedWeeks: "1", costPence: 1 }),
      insertion("benefit", { ...row, accountable: "A post", frequency: "once", comparedWith: "its baseline", kpiId: id, subjectId: id }),
      insertion("benefitReview", { ...part, benefitId: id, reviewedOn: "2024-04-01", achieved: true }),
      insertion("virement", {
        id,
        versionId: `${id.split("-")[0]}-v`,
        number: index,
        year: "2024/25",
        permanent: false,
        approver: "A post",
        reference: "1",
        approvedOn: "2024-07-01",
      }),
      insertion("virementLine", { ...part, virementId: id, costCentreId: id, amountPence: 1 }),
      ...["2024-08-31", "2024-09-30"].map((asAt) => insertion("forecast", { id: `${id}-${asAt}`, costCentreId: id, year: "2024/25", asAt, part: "net", amountPence: 1 })),
      insertion("outcomePublication", { ...row, hiddenUpTo: 5, mark: "c" }),
      insertion("savedView", { ...row, sheet: "commitments", held: "" }),
      insertion("report", row),
      insertion("reportItem", { ...part, reportId: id, address: "a" }),
      insertion("importMap", { ...row, target: "outcomes", map: "{}" }),
      insertion("note", {
        id,
        sheet: "medium-term",
        subject: "",
        rowKey: "r",
        columnKey: "c",
        place: "P",
        said: "S",
        madeBy: "M",
        madeAt: "2026-01-01T00:00:00.000Z",
        answersId: null,
      }),
      insertion("printedFigure", { id, reference: "1", what: "F", unit: "number", workings: "1", position: index }),
    ];
  });
}

/** Ten authorities with twenty cost centres, sixty lines and twenty commitments each. */
async function load(store: TestStore): Promise<void> {
  for (let number = 0; number < 10; number += 1) {
    const authorityId = `a${number}`;
    const versionId = `${authorityId}-v`;
    const seriesId = `${authorityId}-s`;
    const twenty = Array.from({ length: 20 }, (_, index) => ({ id: `${authorityId}-${index}`, index }));
    const years = ["2024/25", "2025/26", "2026/27"];
    await store.db.write((on) =>
      applyBatch(on, viewer, {
        authorityId,
        why: "Load",
        changes: [
          insertion("authority", { id: authorityId, name: authorityId, oldCode: null, gssCode: null }),
          ...statusKinds.map((kind, index) => insertion("commitmentStatus", { id: `${authorityId}-${kind}`, name: kind, kind, position: index + 1 })),
          insertion("budgetVersion", {
            id: versionId,
            name: "V",
            state: "draft",
            firstYear: "2024/25",
            yearCount: 3,
            source: null,
            copiedFromId: null,
            publishedAt: null,
            publishedBy: null,
            createdAt: new Date().toISOString(),
          }),
          insertion("upliftSeries", { id: seriesId, name: "S", source: null }),
          ...years.map((year) => insertion("upliftRate", { id: `${seriesId}-${year}`, seriesId, year, rateShare: "0.01" })),
          ...twenty.map(({ id, index }) => insertion("costCentre", { id, name: id, code: null, serviceGroup: null, fundingSource: "grant", position: index })),
          ...twenty.flatMap(({ id }) => years.map((year) => insertion("budgetLine", { id: `${id}-${year}`, versionId, costCentreId: id, year, amountPence: 1 }))),
          ...years.map((year) => insertion("printedCell", { id: `${authorityId}-${year}`, versionId, rowKey: "total", year, printed: "1", unit: "thousands", reference: "R" })),
          ...twenty.map(({ id, index }) =>
            insertion("commitment", {
              id,
              name: id,
              statusId: `${authorityId}-approved`,
              basis: "weekly price",
              weeklyRatePounds: "1",
              rateSource: null,
              weeksPerYear: "52 weeks",
              partYear: "stated",
              upliftSeriesId: null,
              priceBaseYear: null,
              firstYearUplifted: false,
              endsOn: null,
              endYearShare: null,
              position: index,
            }),
          ),
          ...twenty.map(({ id }) =>
            insertion("commitmentPlaces", { id, commitmentId: id, places: 1, startsOn: "2024-04-01", endsOn: null, firstYearShare: null, lastYearShare: null }),
          ),
          ...twenty.map(({ id }) => insertion("commitmentAmount", { id, commitmentId: id, year: "2024/25", amountPence: 1 })),
          ...twenty.map(({ id }) => insertion("commitmentDraw", { id, commitmentId: id, costCentreId: id, drawnShare: "1", position: 1 })),
        ],
      }),
    );
    await store.db.write((on) =>
      applyBatch(on, viewer, {
        authorityId,
        why: "Buy",
        changes: [
          ...bought(twenty),
          ...twenty.flatMap(({ id }) => ["arrangementId", "lotId", "poolId"].map((field): Change => ({ table: "commitment", id, field, from: null, to: id }))),
        ],
      }),
    );
  }
}

interface Asked {
  query: string;
  params: unknown[];
}
interface Watched {
  on: On;
  asked: Asked[];
  /** The plan of a query, a line a step. */
  plan(asked: Asked): Promise<string[]>;
  close(): Promise<void>;
}

/** A connection of its own to the store, which notes every query that is put to it. */
async function watch(engine: Engine, store: TestStore): Promise<Watched> {
  const asked: Asked[] = [];
  const logger = { logQuery: (query: string, params: unknown[]) => void asked.push({ query, params }) };
  const build = (q: On["q"], t: On["t"]): On => {
    // Each query is prepared afresh.
    const writeRows = () => Promise.reject(new Error("Nothing is written here."));
    const on: On = { q, t, rules: [], prepared: (name, make) => make(on).prepare(name), insertRows: writeRows, replaceRows: writeRows };
    return on;
  };
  if (engine === "sqlite") {
    const connection = new Database(join(store.address.dataDir, "tabled.sqlite"), { readonly: true });
    const on = build(drizzleSqlite(connection, { casing: "snake_case", logger }) as unknown as On["q"], sqliteTables);
    return {
      on,
      asked,
      async plan({ query, params }) {
        const steps = connection.prepare(`explain query plan ${query}`).all(...params) as { detail: string }[];
        return steps.map((step) => step.detail);
      },
      async close() {
        connection.close();
      },
    };
  }
  const client = new pg.Client({ connectionString: store.address.databaseUrl });
  await client.connect();
  await client.query("analyze");
  // The rows here are so few that Postgres would read them all; what matters is whether there is another way.
  await client.query("set enable_seqscan = off");
  await client.query("set enable_bitmapscan = off");
  const on = build(drizzlePostgres(client, { casing: "snake_case", logger }), postgresTables);
  return {
    on,
    asked,
    async plan({ query, params }) {
      const { rows } = await client.query(`explain (format json) ${query}`, params as unknown[]);
      return nodes(rows[0]["QUERY PLAN"][0].Plan).map((node) => `${node["Node Type"]} ${node["Index Name"] ?? node["Relation Name"] ?? ""} ${node["Index Cond"] ?? ""}`);
    },
    async close() {
      await client.end();
    },
  };
}

type PlanNode = Record<string, string> & { Plans?: PlanNode[] };
function nodes(plan: PlanNode): PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodes)];
}

/** Steps that go through a table, or the whole of an index, without a condition that bounds them. */
function unbounded(steps: readonly string[]): string[] {
  // What SQLite has read once, by steps of their own, it goes through whole.
  const made = steps.flatMap((step) => /^(?:MATERIALIZE|CO-ROUTINE) (\S+)/.exec(step)?.[1] ?? []);
  return steps
    .filter((step) => !made.some((name) => step === `SCAN ${name}`))
    .filter((step) => /^SCAN (?!\(|CONSTANT)/.test(step) || /^Seq Scan/.test(step) || /^Index (Only )?Scan \S+ $/.test(step));
}
/** Conditions that hold a step to one authority, or to what belongs to one. */
const bounds =
  /authority_id|arrangement_id|status_id|block_case_id|partnership_id|period_id|version_id|commitment_id|series_id|kpi_id|subject_id|benefit_id|report_id|virement_id|row_id|cost_centre_id|batch_id|undoes_id|answers_id|old_code|gss_code|\bid\b|rowid/;

/** What is asked of the store, and how many of its queries may go through a whole table: the list of authorities is one. */
type Question = [string, (on: On) => Promise<unknown>, number?];
/** What moved since then was meant to be met. */
const staleAtMost = (error: unknown) => {
  if (!(error instanceof Refusal)) throw error;
};

const questions: Question[] = [
  ["the medium-term facts", async (on) => mediumTermFacts(on, "a1", await versionById(on, viewer, "a1-v"), "2024/25", "2026/27")],
  ["the facts of a published version", (on) => publishedFacts(on, "a1-v")],
  ["the current version", (on) => currentVersion(on, viewer, "a1")],
  ["one authority", (on) => authorityById(on, viewer, "a1")],
  ["authorities, the first page", (on) => authorities(on, viewer, {}, {}), 1],
  ["authorities by code", (on) => authorities(on, viewer, { code: "881" }, {}), 1],
  ["authorities of an officer", (on) => authorities(on, officer, {}, {}), 1],
  ["the authority with most amounts", (on) => fullestAuthority(on, viewer), 1],
  ["the first subject with outcomes", (on) => firstWithOutcomes(on, ["a1", "a2"], [["a1-1"], ["a1-2", "a2-2"]])],
  ["cost centres", (on) => costCentres(on, viewer, { authorityId: "a1" }, { first: 5 })],
  ["cost centres, a later page", (on) => costCentres(on, viewer, { authorityId: "a1" }, { first: 5, after: cursor(4, "a1-4") })],
  ["cost centres by name, backwards", (on) => costCentres(on, viewer, { authorityId: "a1", by: "name", nameContains: "1" }, { descending: true, after: cursor("a1-4", "a1-4") })],
  ["cost centres of an officer", (on) => costCentres(on, officer, { authorityId: "a1" }, {})],
  ["cost centres in their places", (on) => placedRows(on, "costCentre", "a1")],
  ["commitments in their places", (on) => placedRows(on, "commitment", "a1")],
  ["names of new cost centres", (on) => newNameRefusals(on, "a1", [{ name: "a1-1" }, { name: "New" }], "rows")],
  ["cost centres by id", (on) => costCentresById(on, viewer, "a1", ["a1-1", "a1-2"], "id")],
  ["versions", (on) => budgetVersions(on, viewer, { authorityId: "a1" }, {})],
  ["versions by state, a later page", (on) => budgetVersions(on, viewer, { authorityId: "a1", state: "draft" }, { after: cursor("2020-01-01T00:00:00.000Z", "x") })],
  ["lines", (on) => budgetLines(on, viewer, { authorityId: "a1" }, { first: 5 })],
  [
    "lines of years, a later page",
    (on) => budgetLines(on, viewer, { authorityId: "a1", fromYear: "2025/26", toYear: "2026/27" }, { first: 5, after: cursor("2025/26", "a1-4-2025/26") }),
  ],
  ["lines of a version", (on) => budgetLines(on, viewer, { authorityId: "a1", versionId: "a1-v" }, {})],
  ["lines of a cost centre", (on) => budgetLines(on, officer, { authorityId: "a1", costCentreId: "a1-3" }, {})],
  ["uplift series with their rates", (on) => upliftSeriesPage(on, viewer, "a1", { first: 5 })],
  ["commitments with their terms", (on) => commitments(on, viewer, { authorityId: "a1" }, { first: 5 })],
  ["commitments by name, a later page", (on) => commitments(on, officer, { authorityId: "a1", by: "name", statusId: "a1-approved" }, { first: 5, after: cursor("a1-1", "a1-1") })],
  ["commitments of a kind", (on) => commitments(on, viewer, { authorityId: "a1", kind: "approved" }, { first: 5 })],
  ["statuses, a later page", (on) => commitmentStatuses.page(on, officer, "a1", { first: 2, after: cursor(1, "a1-proposed") })],
  ["the first status of a kind", (on) => firstOfKind(on, "a1", "approved")],
  ["one commitment", (on) => commitmentById(on, viewer, "a1-3")],
  ["arrangements with their parts", (on) => arrangements.page(on, viewer, "a1", { first: 5 })],
  ["arrangements by name, a later page", (on) => arrangements.page(on, officer, "a1", { first: 5, after: cursor("a1-1", "a1-1") }, { by: "name", nameContains: "1" })],
  ["all arrangements", (on) => arrangements.all(on, officer, "a1")],
  ["one arrangement", (on) => arrangements.byId(on, viewer, "a1-3")],
  ["what is committed under arrangements", (on) => commitmentsUnder(on, "a1")],
  ["block cases", (on) => blockCases.page(on, viewer, "a1", { first: 5 })],
  ["block cases, a later page", (on) => blockCases.page(on, officer, "a1", { first: 5, after: cursor(4, "a1-4") })],
  ["one block case", (on) => blockCases.byId(on, viewer, "a1-3")],
  ["partnerships with their parts", (on) => partnerships.page(on, viewer, "a1", { first: 5 })],
  ["one partnership", (on) => partnerships.byId(on, officer, "a1-3")],
  ["what was settled of a partnership", (on) => settlementRows(on, "a1-3")],
  ["uses of places", (on) => placeUses(on, viewer, "a1-3", { first: 5 })],
  ["a settlement period", (on) => periodById(on, viewer, "a1-3")],
  ["commitments in pools", (on) => pooledCommitments(on, "a1")],
  ["printed figures", (on) => figures.all(on, officer, "a1")],
  ["KPIs with their targets", (on) => kpis.page(on, viewer, "a1", { first: 5 })],
  ["every KPI", (on) => kpis.all(on, officer, "a1")],
  ["subjects with their neighbours", (on) => kpiSubjects.all(on, officer, "a1")],
  ["publications", (on) => publications.all(on, viewer, "a1")],
  ["saved views of a sheet", (on) => savedViews(on, viewer, "a1", "commitments", { first: 5 })],
  ["reports with their tables", (on) => reports.page(on, officer, "a1", { first: 5, after: cursor(4, "a1-4") })],
  ["one report", (on) => reports.byId(on, viewer, "a1-3")],
  ["what there is to make tables of", (on) => tableSources(on, officer, { id: "a1", name: "a1", oldCode: null, gssCode: "E10000012" })],
  ["saved mappings", (on) => importMaps.page(on, viewer, "a1", {})],
  ["benefits with their reviews", (on) => benefits.all(on, officer, "a1")],
  ["outcomes of a KPI in a year, of everybody", (on) => outcomesRead(on, viewer, "a1", { kpiIds: ["a1-3"], from: "2023-04-01", to: "2024-04-01", breakdown: "" })],
  ["outcomes of one subject", (on) => outcomesRead(on, officer, "a1", { kpiIds: ["a1-1", "a1-2", "a1-3"], subjectIds: ["a1-3"], breakdown: "" })],
  ["outcomes that are stated again", (on) => outcomeChanges(on, "a1", [statedAgain], () => "")],
  ["placements' activity", (on) => activityRead(on, viewer, "a1", { from: "2024-04-01" })],
  ["revisions of a KPI", (on) => revisionsOf(on, wholeCounts, "a1", "a1-3", 50)],
  ["the version that is monitored", (on) => monitoredVersion(on, officer, { id: "a1", name: "a1" })],
  ["what is monitored", async (on) => monitoredBudget(on, await versionById(on, viewer, "a1-v"), "2024/25", "2024/25")],
  ["virements, a later page", (on) => virements(on, officer, { authorityId: "a1" }, { first: 5, after: cursor(9, "a1-9") })],
  ["virements of a cost centre in a version and a year", (on) => virements(on, viewer, { authorityId: "a1", versionId: "a1-v", year: "2024/25", costCentreId: "a1-3" }, {})],
  ["one virement", (on) => virementById(on, viewer, "a1-3")],
  ["what virements move", (on) => movementsOf(on, { id: "a1-v", authorityId: "a1" })],
  ["whether a cost centre is monitored", (on) => isMonitored(on, "a1", "a1-3")],
  ["forecasts of a year", (on) => forecastsOf(on, "a1", "2024/25")],
  ["forecasts of some cost centres", (on) => forecastsOfCentres(on, "a1", ["a1-1", "a1-2"], ["2024/25"])],
  ["the months that were forecast", (on) => forecastMonths(on, "a1", "2024/25")],
  ["settings for monitoring", (on) => monitoringSettings(on, "a1")],
  ["history", (on) => history(on, viewer, { authorityId: "a1" }, { first: 5 })],
  ["history, a later page", (on) => history(on, officer, { authorityId: "a1" }, { first: 5, after: cursor(2, 2) })],
  ["history of a row", (on) => history(on, viewer, { authorityId: "a1", rowId: "a1-3" }, { first: 5 })],
  [
    "what was kept since",
    (on) =>
      changesSince(
        on,
        new Map([
          ["a1", 0],
          ["a2", 1],
        ]),
        5,
      ),
  ],
  [
    "who changed cells that two wrote to",
    (on) =>
      conflicting(on, "a1", [
        { field: "edits[0]", cell: "budget:a1-3:2024/25", table: "budgetLine", rowId: "a1-3-2024/25", owner: {}, current: 1 },
        { field: "edits[1]", cell: "budget:a1-3:2025/26", table: "budgetLine", rowId: null, owner: { costCentreId: "a1-3", year: "2025/26" }, current: null },
      ]),
  ],
  ["history of a cell", (on) => cellHistory(on, officer, "a1", { kind: "cell", cell: "a1-v:a1-3:2024/25" }, { first: 5 })],
  ["history of a thing with its parts, a later page", (on) => cellHistory(on, viewer, "a1", { kind: "thing", id: "a1-3" }, { first: 5, after: cursor(99, 99) })],
  ["what a person may take back", (on) => undoable(on, viewer, "a1")],
  ["what a person may take back of the figures alone", (on) => undoable(on, viewer, "a1", ["facts"])],
  ["what has been taken back", async (on) => takenBack(on, (await history(on, viewer, { authorityId: "a1" }, {})).nodes)],
  [
    "who came first",
    (on) => changedSince(on, "a1", 1, { table: "budgetLine", id: "a1-3-2024/25", field: "*", from: null, to: { versionId: "a1-v", costCentreId: "a1-3", year: "2024/25" } }),
  ],
  [
    "rows as they are, or as they were",
    (on) =>
      rowImages(on, "a1", [
        { table: "commitment", id: "a1-3" },
        { table: "costCentre", id: "gone" },
      ]),
  ],
  ["notes with their answers", (on) => notes(on, wholeCounts, "a1", { sheet: "medium-term", subject: "" }, { first: 5 })],
  ["notes, a later page", (on) => notes(on, officer, "a1", { sheet: "medium-term", subject: "a1-v" }, { after: cursor("2020-01-01T00:00:00.000Z", "x") })],
  ["what moved since", async (on) => refuseIfMovedSince(on, "a1", ["a1-3"], 0, "id").catch(staleAtMost)],
  ["what was removed since", async (on) => refuseIfRemovedSince(on, "a1", "outcome", 0, "id", () => true).catch(staleAtMost)],
  ...rules.map(
    (rule): Question => [
      `the rule: ${rule.name}`,
      // These rows are made for their number, and not to make sense.
      (on) =>
        checkAll({ ...on, rules: [rule] }, "a1").catch((error) => {
          if (!(error instanceof InputError || error instanceof Refusal)) throw error;
        }),
      // All of the outcomes are read here; a write reads none but those that it touched.
      rule.runsOn.includes("outcome") ? 1 : 0,
    ],
  ),
  ["what moved since in tables", async (on) => refuseIfTablesMovedSince(on, "a1", ["budgetLine", "commitment"], 0, "id").catch(staleAtMost)],
];

describe.each(engines)("plans on %s", (engine) => {
  let store: TestStore;
  let watched: Watched;
  beforeAll(async () => {
    store = await freshStore(engine, []);
    await load(store);
    watched = await watch(engine, store);
  });
  afterAll(async () => {
    await watched.close();
    await store.remove();
  });

  test.each(questions)("%s: by an index, and of one authority", async (_, ask, whole = 0) => {
    watched.asked.length = 0;
    await ask(watched.on);
    // The numbers are asked of all authorities, and have a test of their own below.
    const queries = watched.asked.filter(({ query }) => /^\(?select/i.test(query) && !/^select "id", coalesce\(\(\(?select max/.test(query));
    expect(queries.length).toBeGreaterThan(0);
    const through: string[] = [];
    for (const query of queries) {
      const steps = await watched.plan(query);
      expect(steps.length).toBeGreaterThan(0);
      through.push(...unbounded(steps).map((step) => `${step} — ${query.query}`));
      for (const step of steps.filter((each) => /SEARCH|Index (Only )?Scan \S+ \(/.test(each))) expect(step).toMatch(bounds);
    }
    expect(through.length, through.join("\n")).toBeLessThanOrEqual(whole);
    for (const step of through) expect(step).toMatch(/authority/);
  });

  test("an authority's numbers are the last entry of an index, and so are everybody's", async () => {
    watched.asked.length = 0;
    const all = await logNumbers(watched.on);
    expect(all.get("a1")).toBe((await numbersOf(watched.on, "a1")).logNumber);
    const [everybodys, own] = await Promise.all(watched.asked.map((query) => watched.plan(query)));
    if (engine === "sqlite") {
      expect(own).toEqual([expect.stringMatching(/^SEARCH change_batch USING INDEX change_batch_log_number \(authority_id=\?\)$/)]);
      expect(everybodys).toContainEqual(expect.stringMatching(/^SEARCH change_batch USING COVERING INDEX change_batch_log_number \(authority_id=\?\)$/));
    } else {
      expect(own?.join("\n")).toMatch(/Limit[\s\S]*Index Scan change_batch_log_number/);
      expect(everybodys?.join("\n")).toMatch(/Limit[\s\S]*Index Only Scan change_batch_log_number/);
    }
  });

  test("a query without its index is seen by this test", async () => {
    watched.asked.length = 0;
    await watched.on.q.select().from(watched.on.t.commitment).where(eq(watched.on.t.commitment.rateSource, "x"));
    expect(unbounded(await watched.plan(watched.asked[0] as Asked))).toHaveLength(1);
  });
});
