// Who may read one authority sees nothing of another, who may only read changes nothing, and compiled queries and kept answers are no way round.
import { graphql, parse } from "graphql";
import { compileQuery, isCompiledQuery } from "graphql-jit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "../../db/viewer.ts";
import { type Context, newOutcome } from "../../server/http/context.ts";
import { tabledSchema } from "../../server/http/schema.ts";
import { usualLimits } from "../../server/http/settings.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { KeptTables } from "../../server/tables/builtTables.ts";
import { everything } from "../db/rows.ts";
import { latest } from "../setup/latest.ts";
import { type Answer, type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { cellOf, figureInput, type Holding, holding, mutations } from "./holding.ts";
import { given, post, refusal } from "./officer.ts";

/** Ids that nothing has. */
const none: Holding = {
  authority: "x",
  version: "x",
  centres: ["x", "x"],
  commitment: "x",
  stated: "x",
  series: "x",
  status: "x",
  batch: "999999999",
  arrangement: "x",
  blockCase: "x",
  partnership: "x",
  partner: "x",
  use: "x",
  period: "x",
  figure: "x",
  option: "x",
  kpi: "x",
  subject: "x",
  outcome: "x",
  benefit: "x",
  publication: "x",
  importMap: "x",
  view: "x",
  report: "x",
  note: "x",
  virement: "x",
  copy: "y",
};

/** Every query of the schema, asked of what an authority holds. */
const queries: Record<string, (of: Holding) => string> = {
  authorities: () => `{ authorities(first: 500) { nodes { id name } } }`,
  authority: (of) => `{ authority(id: "${of.authority}") { id name } }`,
  costCentres: (of) => `{ costCentres(authority: "${of.authority}") { nodes { id name } } }`,
  budgetVersions: (of) => `{ budgetVersions(authority: "${of.authority}") { nodes { id name } } }`,
  budgetLines: (of) => `{ budgetLines(authority: "${of.authority}") { nodes { id amountPence } } }`,
  commitmentStatuses: (of) => `{ commitmentStatuses(authority: "${of.authority}") { nodes { id name kind } } }`,
  upliftSeries: (of) => `{ upliftSeries(authority: "${of.authority}") { nodes { id name rates { rateShare } } } }`,
  commitments: (of) => `{ commitments(authority: "${of.authority}") { nodes { id name places { places } } } }`,
  commitment: (of) => `{ commitment(id: "${of.commitment}") { id name places { places } } }`,
  commitmentRegister: (of) => `{ commitmentRegister(authority: "${of.authority}") { title rows { label cells { shown } } } }`,
  history: (of) => `{ history(authority: "${of.authority}") { nodes { id why changes { toValue } } } }`,
  cellHistory: (of) => `{ cellHistory(authority: "${of.authority}", thing: "${of.centres[0]}") { nodes { what why toValue toSaid } } }`,
  undoable: (of) => `{ undoable(authority: "${of.authority}") { undo { batchId why } redo { why } } }`,
  notes: (of) => `{ notes(authority: "${of.authority}", sheet: "medium-term") { nodes { id place said answers { said } } } }`,
  arrangements: (of) => `{ arrangements(authority: "${of.authority}") { nodes { id name lots { name } gaps { sentence } } } }`,
  arrangement: (of) => `{ arrangement(id: "${of.arrangement}") { id name participants { name } value { committedPence } } }`,
  arrangementRegister: (of) => `{ arrangementRegister(authority: "${of.authority}") { title notes rows { label cells { shown } } } }`,
  blockCases: (of) => `{ blockCases(authority: "${of.authority}") { nodes { id name spotPounds } } }`,
  blockCase: (of) => `{ blockCase(id: "${of.blockCase}") { name table { rows { cells { pence } } } } }`,
  partnerships: (of) => `{ partnerships(authority: "${of.authority}") { nodes { id name partners { name } } } }`,
  partnership: (of) => `{ partnership(id: "${of.partnership}") { id name periods { name } } }`,
  contributionTable: (of) => `{ contributionTable(partnership: "${of.partnership}") { title rows { label cells { pence } } } }`,
  placeUses: (of) => `{ placeUses(partnership: "${of.partnership}") { nodes { id buyer places } } }`,
  settlement: (of) => `{ settlement(period: "${of.period}") { period { name } table { rows { label } } statements { title } } }`,
  printedFigures: (of) => `{ printedFigures(authority: "${of.authority}") { id what sentence } }`,
  printedFiguresTable: (of) => `{ printedFiguresTable(authority: "${of.authority}") { title rows { label cells { shown note } } } }`,
  decisions: (of) => `{ decisions(authority: "${of.authority}") { decision options } }`,
  options: (of) => `{ options(authority: "${of.authority}") { nodes { id name points { said } } } }`,
  optionsTable: (of) => `{ optionsTable(authority: "${of.authority}", decision: "What to buy") { title rows { label cells { pence } } } }`,
  kpis: (of) => `{ kpis(authority: "${of.authority}") { nodes { id name targets { target } } } }`,
  kpi: (of) => `{ kpi(id: "${of.kpi}") { name } }`,
  kpiSubjects: (of) => `{ kpiSubjects(authority: "${of.authority}") { nodes { id name } } }`,
  openingSubject: (of) => `{ openingSubject(authority: "${of.authority}") { id name } }`,
  kpiOutcomes: (of) => `{ kpiOutcomes(authority: "${of.authority}") { nodes { key shown kpi { name } subject { name } release } } }`,
  outcomesByPeriod: (of) => `{ outcomesByPeriod(authority: "${of.authority}") { title rows { label cells { shown } } } }`,
  outcomesBySubject: (of) => `{ outcomesBySubject(authority: "${of.authority}") { title rows { label cells { shown } } } }`,
  outcomesOfKpi: (of) => `{ outcomesOfKpi(authority: "${of.authority}", kpi: "${of.kpi}") { title rows { label cells { shown } } } }`,
  outcomesRanked: (of) => `{ outcomesRanked(authority: "${of.authority}", kpi: "${of.kpi}") { title rows { label cells { shown } } } }`,
  kpiRevisions: (of) => `{ kpiRevisions(kpi: "${of.kpi}") { why field from to } }`,
  placementActivity: (of) => `{ placementActivity(authority: "${of.authority}") { placements source } }`,
  outcomePublications: (of) => `{ outcomePublications(authority: "${of.authority}") { nodes { id name hiddenUpTo } } }`,
  savedViews: (of) => `{ savedViews(authority: "${of.authority}", sheet: "commitments") { nodes { id name held } } }`,
  reports: (of) => `{ reports(authority: "${of.authority}") { nodes { id name items { heading } } } }`,
  report: (of) => `{ report(id: "${of.report}") { id name items { heading } export(format: DOCX) } }`,
  reportTables: (of) => `{ reportTables(authority: "${of.authority}") { nodes { address title place } } }`,
  reportTable: (of) => `{ reportTable(id: "versionComparison?authority=${of.authority}&one=${of.version}&other=${of.copy}") { title rows { label cells { pence } } } }`,
  importMaps: (of) => `{ importMaps(authority: "${of.authority}") { nodes { id name map } } }`,
  benefits: (of) => `{ benefits(authority: "${of.authority}", asAt: "2026-01-01") { nodes { id name state } } }`,
  benefitsRegister: (of) => `{ benefitsRegister(authority: "${of.authority}", asAt: "2026-01-01") { title rows { label cells { shown } } } }`,
  previewCostCentres: (of) => `{ previewCostCentres(version: "${of.version}", rows: [{ name: "Mine", amounts: ["£100,000"] }]) { name error cells { pence shown error } } }`,
  previewCells: (of) =>
    `{ previewCells(authority: "${of.authority}", version: "${of.version}", edits: [{ cell: "${cellOf(of)}", typed: "£100,000", expected: 10000000 }]) { pence shown error } }`,
  previewForecasts: (of) =>
    `{ previewForecasts(authority: "${of.authority}", edits: [{ cell: "forecast:net:${of.centres[1]}:2024/25:2024-08-31", typed: "£100,000", expected: 12345678 }]) { pence shown error } }`,
  previewFields: (of) => `{ previewFields(authority: "${of.authority}", edits: [{ cell: "commitment:${of.commitment}:provider", typed: "10000000" }]) { cells { shown error } } }`,
  virements: (of) => `{ virements(authority: "${of.authority}") { nodes { id reference reason lines { costCentreId } } } }`,
  virementRegister: (of) => `{ virementRegister(authority: "${of.authority}", costCentre: "${of.centres[1]}") { title notes rows { label cells { shown } } } }`,
  monitoringTable: (of) => `{ monitoringTable(authority: "${of.authority}") { title notes rows { label cells { pence edits } } } }`,
  forecastMonths: (of) => `{ forecastMonths(authority: "${of.authority}", year: "2024/25") }`,
  monitoringSettings: (of) => `{ monitoringSettings(authority: "${of.authority}") { varianceSign tolerancePence own } }`,
  versionComparison: (of) => `{ versionComparison(authority: "${of.authority}", one: "${of.version}", other: "${of.copy}") { title notes rows { label cells { pence } } } }`,
  mediumTermTable: (of) => `{ mediumTermTable(authority: "${of.authority}") { title rows { label cells { pence edits } } } }`,
};
/** It is asked of nobody in particular, and has a test of its own. */
const queriesOfAll = ["openingAuthority"];
/** They tell a number alone; `numbers.test.ts` asks them of one who may not know it. */
const queriesOfNumbers = ["numbers", "blanksWereNilUntil"];
/** They take a publisher beside an authority; `publishers.test.ts` asks them. */
const queriesOfPublishers = ["publishers", "replacementByPublisher"];
const mutationsOfPublishers = ["usePublisher", "stopUsingPublisher", "replaceByPublisher", "changeOwnTargets"];
/** They read no store, so there is nothing of anybody's in them. */
const queriesOfNobody = ["readEntries", "checkTable", "projectCommitment", "apportion"];

const mutationsOfAll = {
  createAuthority: `mutation { createAuthority(input: { name: "Mine" }) { id } }`,
  createPublisher: `mutation { createPublisher(input: { name: "Mine, published" }) { id } }`,
};

test("every query and every mutation of the schema is asked here", () => {
  const schema = tabledSchema();
  const names = (type: { getFields(): object } | null | undefined) => Object.keys(type?.getFields() ?? {}).sort();
  expect([...Object.keys(queries), ...queriesOfNobody, ...queriesOfAll, ...queriesOfNumbers, ...queriesOfPublishers].sort()).toEqual(names(schema.getQueryType()));
  expect([...Object.keys(mutations), ...Object.keys(mutationsOfAll), ...mutationsOfPublishers].sort()).toEqual(names(schema.getMutationType()));
});

describe.each(engines)("viewers on %s", (engine) => {
  let served: Served;
  let mine: Holding;
  let theirs: Holding;
  const viewers: Record<string, Viewer> = {
    owner: machineOwner,
    nobody: { name: "Nobody", reads: [], changes: [] },
  };
  const as = async (who: string, query: string) => {
    const response = await post(served.app, query, {}, { "x-as": who });
    return { answer: response.json() as Answer, body: response.body, response };
  };

  beforeAll(async () => {
    served = await serve(engine, { examples: false, viewerOf: (request) => viewers[String(request.headers["x-as"] ?? "owner")] ?? (viewers.nobody as Viewer) });
    mine = await holding(served, "Mineshire");
    theirs = await holding(served, "Secretshire");
    viewers.officer = { name: "Officer", reads: [mine.authority], changes: [mine.authority], wholeCounts: [mine.authority] };
    viewers.reader = { name: "Reader", reads: [mine.authority], changes: [], wholeCounts: [mine.authority] };
  });
  afterAll(() => served.stop());

  const leaksNothing = (body: string) => {
    expect(body).not.toContain("Secretshire");
    // Lines of 100, 110 and 200 (£000s), the rate, and the places are theirs as well as mine; ids are theirs alone.
    for (const id of [theirs.centres[0], theirs.centres[1], theirs.stated, theirs.series, theirs.partner, theirs.use, theirs.subject, theirs.outcome])
      expect(body).not.toContain(id);
  };

  test("a page opens with an authority that its reader may read, and with none for nobody", async () => {
    const opening = async (who: string) => given((await as(who, "{ openingAuthority { name } }")).answer).openingAuthority;
    expect(await opening("reader")).toEqual({ name: "Mineshire" });
    expect(await opening("nobody")).toBeNull();
  });

  describe.each(Object.entries(queries))("%s", (name, query) => {
    test("of another authority is refused or holds nothing of it, though its owner has just been answered", async () => {
      for (let turn = 0; turn < 3; turn += 1) {
        const owners = await as("owner", query(theirs));
        expect(owners.body).toMatch(/Secretshire|10000000|2024-08-31/);
        // Only compiled execution marks an answer as one to keep, so the tag says that the compiled form of this very query has run.
        expect(owners.response.headers.etag).toBeTruthy();
        for (const who of ["officer", "reader", "nobody"]) {
          const asked = await as(who, query(theirs));
          leaksNothing(asked.body);
          if (name === "authorities") {
            expect(given(asked.answer).authorities.nodes.map((node: { id: string }) => node.id)).toEqual(who === "nobody" ? [] : [mine.authority]);
          } else {
            expect(refusal(asked.answer).code).toBe("NOT_FOUND");
            expect(asked.response.headers.etag).toBeUndefined();
          }
        }
      }
    });

    test("of an authority that may be read is answered, and to nobody else", async () => {
      const owners = await as("owner", query(mine));
      const reader = await as("reader", query(mine));
      // Of her own changes there are none, whatever others have changed.
      if (name === "undoable") expect(given(reader.answer).undoable).toEqual({ undo: null, redo: null });
      else expect(reader.body).toMatch(/Mineshire|10000000|2024-08-31/);
      // What may be changed differs with who asks, and so do these.
      if (!["authorities", "mediumTermTable", "monitoringTable", "previewCells", "previewFields", "previewForecasts", "undoable"].includes(name))
        expect(reader.body).toBe(owners.body);
      const nobody = await as("nobody", query(mine));
      expect(nobody.body).not.toContain("Mineshire");
    });

    test("is refused in the same words where there is nothing at all", async () => {
      if (name === "authorities") return;
      const nothing = { ...none, authority: "x" };
      expect((await as("officer", query(theirs))).answer.errors).toEqual((await as("officer", query(nothing))).answer.errors);
    });

    test("is refused by the compiled form itself, and as by graphql-js", async () => {
      const document = parse(query(theirs));
      const compiled = compileQuery(tabledSchema(), document);
      if (!isCompiledQuery(compiled)) throw new Error("This query cannot be compiled.");
      const contextValue = (who: string): Context => ({
        db: served.db,
        schema: tabledSchema(),
        viewer: viewers[who] as Viewer,
        limits: usualLimits,
        today: "2026-11-21",
        tables: new KeptTables(),
        outcome: newOutcome(),
      });
      expect(JSON.stringify(await compiled.query(undefined, contextValue("owner"), {}))).toMatch(/Secretshire|10000000|2024-08-31/);
      const found = await compiled.query(undefined, contextValue("officer"), {});
      leaksNothing(JSON.stringify(found.data));
      const plain = await graphql({ schema: tabledSchema(), source: query(theirs), contextValue: contextValue("officer") });
      expect(JSON.parse(JSON.stringify(found.data))).toEqual(JSON.parse(JSON.stringify(plain.data)));
      expect(found.errors?.map((error) => error.message)).toEqual(plain.errors?.map((error) => error.message));
      expect(found.errors === undefined).toBe(name === "authorities");
    });
  });

  test("another authority's things, named under one's own, are nothing", async () => {
    const own = mine.authority;
    const empty = async (call: string) => {
      const asked = await as("officer", `{ list: ${call} { nodes { id } } }`);
      expect(given(asked.answer).list.nodes).toEqual([]);
    };
    await empty(`budgetLines(authority: "${own}", filter: { version: "${theirs.version}" })`);
    await empty(`budgetLines(authority: "${own}", filter: { costCentre: "${theirs.centres[0]}" })`);
    await empty(`history(authority: "${own}", row: "${theirs.centres[0]}")`);
    for (const filter of [`arrangementId: "${theirs.arrangement}"`, `optionId: "${theirs.option}"`])
      expect(refusal((await as("officer", `{ commitmentRegister(authority: "${own}", filter: { ${filter} }) { title } }`)).answer).code).toBe("NOT_FOUND");
    for (const of of [`version: "${theirs.version}"`, `costCentre: "${theirs.centres[0]}"`])
      expect(refusal((await as("officer", `{ virementRegister(authority: "${own}", ${of}) { title } }`)).answer).code).toBe("NOT_FOUND");
    await empty(`authorities(filter: { nameContains: "Secret" })`);
    const table = await as("officer", `{ mediumTermTable(authority: "${own}", version: "${theirs.version}") { title } }`);
    expect(refusal(table.answer).code).toBe("NOT_FOUND");
  });

  describe.each(Object.entries(mutations))("%s", (_, mutation) => {
    test("on another authority is refused as if it were not there, and changes nothing", async () => {
      const before = await everything(served.db);
      for (const who of ["officer", "reader", "nobody"]) {
        // Twice, so that the second is the compiled form of the first.
        for (let turn = 0; turn < 2; turn += 1) {
          const asked = await as(who, mutation(theirs));
          expect(refusal(asked.answer).code).toBe("NOT_FOUND");
          leaksNothing(asked.body);
        }
      }
      expect(await everything(served.db)).toEqual(before);
    });

    test("by who may only read is forbidden, and changes nothing", async () => {
      const before = await everything(served.db);
      expect(refusal((await as("reader", mutation(mine))).answer)).toMatchObject({ code: "FORBIDDEN", field: "authority" });
      expect(await everything(served.db)).toEqual(before);
    });
  });

  test("a batch, a commitment and a version of others are refused in the words of those that never were", async () => {
    const nothing = { ...none, authority: theirs.authority };
    const byId = ["undoBatch", "removeCommitment", "changeVersion", "copyVersion", "publishVersion", "changeUpliftRates", "changeCostCentre", "endCommitment"];
    const bought = ["changeArrangement", "removeArrangement", "changeBlockCase", "removeBlockCase", "changePartnership", "removePartnership", "removePrintedFigure"];
    for (const name of [...byId, ...bought, "recordPlaceUses", "writeSettlementPeriod", "issueStatements", "changePrintedFigure"]) {
      const mutation = mutations[name] as (of: Holding) => string;
      expect((await as("officer", mutation(theirs))).answer.errors).toEqual((await as("officer", mutation(nothing))).answer.errors);
    }
  });

  test("another authority's parts cannot be drawn into one's own", async () => {
    const before = await everything(served.db);
    for (const mutation of [
      `mutation { editCells(authority: "${mine.authority}", version: "${theirs.version}", edits: [{ cell: "${cellOf(mine)}", pence: 1, expected: 10000000 }]) { id } }`,
      `mutation { editCells(authority: "${mine.authority}", version: "${mine.version}", edits: [{ cell: "${cellOf(theirs)}", pence: 1, expected: 10000000 }]) { id } }`,
      `mutation { editCells(authority: "${mine.authority}", version: "${mine.version}", edits: [{ cell: "commitment:${theirs.stated}:2024/25", pence: 1, expected: 5000000 }]) { id } }`,
      `mutation { createCommitment(authority: "${mine.authority}", input: { name: "Mine", statusId: "${mine.authority}-status-approved", basis: AMOUNTS_BY_YEAR, upliftSeriesId: "${theirs.series}" }) { id } }`,
      `mutation { createArrangement(authority: "${mine.authority}", input: { name: "Mine", kind: FRAMEWORK, followsId: "${theirs.arrangement}" }) { id } }`,
      `mutation { createArrangement(authority: "${mine.authority}", input: { name: "Mine", kind: FRAMEWORK, lots: [{ name: "One", wasId: "${theirs.arrangement}" }] }) { id } }`,
      `mutation { changeArrangement(seen: ${latest}, id: "${mine.arrangement}", input: { name: "Mine", kind: FRAMEWORK, followsId: "${theirs.arrangement}" }) { id } }`,
      `mutation { createBlockCase(authority: "${mine.authority}", input: { name: "Mine", arrangementId: "${theirs.arrangement}", places: 4, priceUnit: YEAR, spotPounds: "2", blockPounds: "1" }) { id } }`,
      `mutation { createPartnership(authority: "${mine.authority}", input: { name: "Mine", arrangementId: "${theirs.arrangement}", firstYear: "2024/25", yearCount: 1, partners: [{ name: "One" }] }) { id } }`,
      `mutation { createPartnership(authority: "${mine.authority}", input: { name: "Mine", firstYear: "2024/25", yearCount: 1, partners: [{ name: "One", memberId: "${theirs.authority}" }] }) { id } }`,
      `mutation { createPrintedFigure(authority: "${mine.authority}", input: { reference: "1", what: "Mine", unit: NUMBER, workings: "1", arrangementId: "${theirs.arrangement}" }) { id } }`,
      `mutation { changePrintedFigure(seen: ${latest}, authority: "${mine.authority}", id: "${theirs.figure}", input: ${figureInput}) { id } }`,
      `mutation { recordPlaceUses(seen: ${latest}, partnership: "${mine.partnership}", uses: [], removed: ["${theirs.use}"]) { id } }`,
      `mutation { writeSettlementPeriod(seen: ${latest}, partnership: "${mine.partnership}", period: "${theirs.period}", input: { name: "Mine", startsOn: "2024-07-01", endsOn: "2024-09-30", costPence: 1 }) { id } }`,
    ]) {
      expect(refusal((await as("officer", mutation)).answer).code).toBe("NOT_FOUND");
    }
    expect(await everything(served.db)).toEqual(before);
  });

  test("another authority's figures, named in workings, are called nothing", async () => {
    const refused = async (name: string) => {
      const asked = await as(
        "officer",
        `mutation { createPrintedFigure(authority: "${mine.authority}", input: { reference: "1", what: "Mine", unit: NUMBER, workings: "[${name}]" }) { id } }`,
      );
      leaksNothing(asked.body.replaceAll(name, ""));
      return refusal(asked.answer);
    };
    for (const name of [
      `commitment:${theirs.commitment}:2024/25`,
      `value:${theirs.arrangement}`,
      `term:${theirs.arrangement}`,
      `blockCase:${theirs.blockCase}:saving:yearAll`,
      `contribution:${theirs.partnership}:${theirs.partner}:2024/25`,
    ])
      expect(await refused(name)).toMatchObject({ code: "BAD_INPUT", field: "input.workings", message: `Nothing here is called [${name.slice(0, 80)}].` });
  });

  test("only who may change everything adds an authority", async () => {
    const before = await everything(served.db);
    for (const who of ["officer", "reader", "nobody"])
      for (const mutation of Object.values(mutationsOfAll)) expect(refusal((await as(who, mutation)).answer).code).toBe("FORBIDDEN");
    expect(await everything(served.db)).toEqual(before);
  });

  test("a register offers fields for typing only to who may change them", async () => {
    const query = `{ commitmentRegister(authority: "${mine.authority}") { rows { edits cells { edits } } } }`;
    const edits = async (who: string) =>
      given((await as(who, query)).answer)
        .commitmentRegister.rows.flatMap((row: { edits: string | null; cells: { edits: string | null }[] }) => [row, ...row.cells])
        .filter((cell: { edits: string | null }) => cell.edits !== null).length;
    expect(await edits("reader")).toBe(0);
    expect(await edits("officer")).toBeGreaterThan(8);
    expect(await edits("owner")).toBe(await edits("officer"));
  });

  test("a table offers cells for editing only to who may change them", async () => {
    const query = `{ mediumTermTable(authority: "${mine.authority}") { rows { cells { edits } } } }`;
    const edits = async (who: string) =>
      given((await as(who, query)).answer)
        .mediumTermTable.rows.flatMap((row: { cells: { edits: string | null }[] }) => row.cells)
        .filter((cell: { edits: string | null }) => cell.edits !== null).length;
    // Two scopes that read the same rows: each keeps an answer of its own.
    for (let turn = 0; turn < 2; turn += 1) expect([await edits("owner"), await edits("reader"), await edits("officer")]).toEqual([9, 0, 9]);
  });

  test("an officer's change is kept under the officer's name", async () => {
    const asked = await as("officer", (mutations.editCells as (of: Holding) => string)(mine));
    given(asked.answer);
    const { nodes } = given((await as("reader", `{ history(authority: "${mine.authority}", first: 1) { nodes { madeBy } } }`)).answer).history;
    expect(nodes).toEqual([{ madeBy: "Officer" }]);
  });
});
