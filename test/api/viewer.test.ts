// Who may read one authority sees nothing of another, who may only read changes nothing, and compiled queries and kept answers are no way round.
import { graphql, parse } from "graphql";
import { compileQuery, isCompiledQuery } from "graphql-jit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "../../db/viewer.ts";
import type { Context } from "../../server/context.ts";
import { tabledSchema } from "../../server/schema.ts";
import { usualLimits } from "../../server/settings.ts";
import { machineOwner } from "../../server/viewer.ts";
import { everything } from "../db/rows.ts";
import { latest } from "../setup/latest.ts";
import { type Answer, type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { addCommitment, given, nineBeds, post, refusal, type Sheet, startSheet, statedAmounts } from "./officer.ts";

interface Holding extends Sheet {
  commitment: string;
  stated: string;
  series: string;
  batch: string;
  arrangement: string;
  blockCase: string;
  partnership: string;
  partner: string;
  use: string;
  period: string;
  figure: string;
  option: string;
  kpi: string;
  subject: string;
  outcome: string;
  benefit: string;
  publication: string;
  importMap: string;
  view: string;
  report: string;
  note: string;
  virement: string;
  copy: string;
}

/** Ids that nothing has. */
const none: Holding = {
  authority: "x",
  version: "x",
  centres: ["x", "x"],
  commitment: "x",
  stated: "x",
  series: "x",
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

const cellOf = (of: Holding) => `budget:${of.centres[0]}:2024/25`;

/** Every query of the schema, asked of what an authority holds. */
const queries: Record<string, (of: Holding) => string> = {
  authorities: () => `{ authorities(first: 500) { nodes { id name } } }`,
  authority: (of) => `{ authority(id: "${of.authority}") { id name } }`,
  costCentres: (of) => `{ costCentres(authority: "${of.authority}") { nodes { id name } } }`,
  budgetVersions: (of) => `{ budgetVersions(authority: "${of.authority}") { nodes { id name } } }`,
  budgetLines: (of) => `{ budgetLines(authority: "${of.authority}") { nodes { id amountPence } } }`,
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
  virements: (of) => `{ virements(authority: "${of.authority}") { nodes { id reference reason lines { costCentreId } } } }`,
  virementRegister: (of) => `{ virementRegister(authority: "${of.authority}", costCentre: "${of.centres[1]}") { title notes rows { label cells { shown } } } }`,
  monitoringTable: (of) => `{ monitoringTable(authority: "${of.authority}") { title notes rows { label cells { pence edits } } } }`,
  forecastMonths: (of) => `{ forecastMonths(authority: "${of.authority}", year: "2024/25") }`,
  monitoringSettings: (of) => `{ monitoringSettings(authority: "${of.authority}") { varianceSign tolerancePence own } }`,
  versionComparison: (of) => `{ versionComparison(authority: "${of.authority}", one: "${of.version}", other: "${of.copy}") { title notes rows { label cells { pence } } } }`,
  mediumTermTable: (of) => `{ mediumTermTable(authority: "${of.authority}") { title rows { label cells { pence edits } } } }`,
};
/** They read no store, so there is nothing of anybody's in them. */
const queriesOfNobody = ["readEntries", "projectCommitment", "apportion"];

const blockCaseInput = `{ name: "Mine", places: 4, priceUnit: YEAR, spotPounds: "2", blockPounds: "1", termMonths: 12 }`;
const partnershipInput = `{ name: "Mine", firstYear: "2024/25", yearCount: 1, partners: [{ name: "One" }] }`;
const figureInput = `{ reference: "1", what: "Mine", unit: NUMBER, workings: "1 + 1" }`;

const approval = `approver: "A post", reference: "Mine", approvedOn: "2024-07-01"`;
const kpiInput = `{ code: "mine", name: "Mine", category: GENERAL, unit: PERCENT, polarity: HIGHER_IS_BETTER, frequency: FINANCIAL_YEAR }`;
const subjectInput = `{ kind: AUTHORITY, name: "Mine" }`;
const benefitInput = `{ name: "Mine", accountable: "A post", frequency: ONCE }`;
const mapping = JSON.stringify(JSON.stringify({ target: "commitments", name: "Name", years: { "2024/25": "Cost" } }));

/** Every mutation of the schema, on what an authority holds. */
const mutations: Record<string, (of: Holding) => string> = {
  createVersion: (of) => `mutation { createVersion(authority: "${of.authority}", input: { name: "Mine", firstYear: "2024/25", yearCount: 1 }) { id } }`,
  changeVersion: (of) => `mutation { changeVersion(seen: ${latest}, version: "${of.version}", input: { name: "Mine" }) { id } }`,
  copyVersion: (of) => `mutation { copyVersion(version: "${of.version}", name: "Mine") { id } }`,
  publishVersion: (of) => `mutation { publishVersion(seen: ${latest}, version: "${of.version}") { id } }`,
  editCells: (of) => `mutation { editCells(authority: "${of.authority}", version: "${of.version}", edits: [{ cell: "${cellOf(of)}", pence: 1, expected: 10000000 }]) { id } }`,
  createVirement: (of) =>
    `mutation { createVirement(authority: "${of.authority}", input: { version: "${of.version}", ${approval}, year: "2024/25", permanent: false, lines: [{ costCentreId: "${of.centres[0]}", amountPence: -1 }, { costCentreId: "${of.centres[1]}", amountPence: 1 }] }) { id } }`,
  reverseVirement: (of) => `mutation { reverseVirement(id: "${of.virement}", input: { ${approval} }) { id } }`,
  editForecasts: (of) => `mutation { editForecasts(authority: "${of.authority}", edits: [{ cell: "forecast:net:${of.centres[0]}:2024/25:2024-09-30", pence: 1 }]) { id } }`,
  changeMonitoringSettings: (of) => `mutation { changeMonitoringSettings(seen: ${latest}, authority: "${of.authority}", input: { varianceSign: BRACKETS }) { id } }`,
  addCostCentres: (of) => `mutation { addCostCentres(version: "${of.version}", rows: [{ name: "Mine" }]) { id } }`,
  arrangeCostCentres: (of) => `mutation { arrangeCostCentres(seen: ${latest}, authority: "${of.authority}", ids: ["${of.centres[0]}"], after: "${of.centres[1]}") { id } }`,
  removeCostCentres: (of) => `mutation { removeCostCentres(seen: ${latest}, authority: "${of.authority}", ids: ["${of.centres[0]}"]) { id } }`,
  arrangeCommitments: (of) => `mutation { arrangeCommitments(seen: ${latest}, authority: "${of.authority}", ids: ["${of.commitment}"], after: "${of.stated}") { id } }`,
  removeCommitments: (of) => `mutation { removeCommitments(seen: ${latest}, authority: "${of.authority}", ids: ["${of.commitment}"]) { id } }`,
  changeCostCentre: (of) => `mutation { changeCostCentre(seen: ${latest}, id: "${of.centres[0]}", input: { name: "Mine" }) { id } }`,
  createUpliftSeries: (of) => `mutation { createUpliftSeries(input: { authority: "${of.authority}", name: "Mine", rates: [] }) { id } }`,
  changeUpliftRates: (of) => `mutation { changeUpliftRates(seen: ${latest}, id: "${of.series}", rates: []) { id } }`,
  createCommitment: (of) => `mutation { createCommitment(authority: "${of.authority}", input: { name: "Mine", status: APPROVED, basis: AMOUNTS_BY_YEAR }) { id } }`,
  changeCommitment: (of) => `mutation { changeCommitment(seen: ${latest}, id: "${of.commitment}", input: { name: "Mine", status: APPROVED, basis: AMOUNTS_BY_YEAR }) { id } }`,
  endCommitment: (of) => `mutation { endCommitment(seen: ${latest}, id: "${of.commitment}", endsOn: "2025-03-31") { id } }`,
  removeCommitment: (of) => `mutation { removeCommitment(seen: ${latest}, id: "${of.commitment}") { id } }`,
  createArrangement: (of) => `mutation { createArrangement(authority: "${of.authority}", input: { name: "Mine", kind: FRAMEWORK }) { id } }`,
  changeArrangement: (of) => `mutation { changeArrangement(seen: ${latest}, id: "${of.arrangement}", input: { name: "Mine", kind: FRAMEWORK }) { id } }`,
  removeArrangement: (of) => `mutation { removeArrangement(seen: ${latest}, id: "${of.arrangement}") { id } }`,
  createBlockCase: (of) => `mutation { createBlockCase(authority: "${of.authority}", input: ${blockCaseInput}) { id } }`,
  changeBlockCase: (of) => `mutation { changeBlockCase(seen: ${latest}, id: "${of.blockCase}", input: ${blockCaseInput}) { id } }`,
  removeBlockCase: (of) => `mutation { removeBlockCase(seen: ${latest}, id: "${of.blockCase}") { id } }`,
  createPartnership: (of) => `mutation { createPartnership(authority: "${of.authority}", input: ${partnershipInput}) { id } }`,
  changePartnership: (of) => `mutation { changePartnership(seen: ${latest}, id: "${of.partnership}", input: ${partnershipInput}) { id } }`,
  removePartnership: (of) => `mutation { removePartnership(seen: ${latest}, id: "${of.partnership}") { id } }`,
  recordPlaceUses: (of) => `mutation { recordPlaceUses(seen: ${latest}, partnership: "${of.partnership}", uses: [], removed: ["${of.use}"]) { id } }`,
  writeSettlementPeriod: (of) =>
    `mutation { writeSettlementPeriod(seen: ${latest}, partnership: "${of.partnership}", period: "${of.period}", input: { name: "Mine", startsOn: "2024-04-01", endsOn: "2024-06-30", costPence: 1 }) { id } }`,
  issueStatements: (of) => `mutation { issueStatements(seen: ${latest}, period: "${of.period}") { id } }`,
  createPrintedFigure: (of) => `mutation { createPrintedFigure(authority: "${of.authority}", input: ${figureInput}) { id } }`,
  changePrintedFigure: (of) => `mutation { changePrintedFigure(seen: ${latest}, authority: "${of.authority}", id: "${of.figure}", input: ${figureInput}) { id } }`,
  removePrintedFigure: (of) => `mutation { removePrintedFigure(seen: ${latest}, id: "${of.figure}") { id } }`,
  createKpi: (of) => `mutation { createKpi(authority: "${of.authority}", input: ${kpiInput}) { id } }`,
  changeKpi: (of) => `mutation { changeKpi(seen: ${latest}, id: "${of.kpi}", input: ${kpiInput}) { id } }`,
  removeKpi: (of) => `mutation { removeKpi(seen: ${latest}, id: "${of.kpi}") { id } }`,
  createKpiSubject: (of) => `mutation { createKpiSubject(authority: "${of.authority}", input: ${subjectInput}) { id } }`,
  changeKpiSubject: (of) => `mutation { changeKpiSubject(seen: ${latest}, id: "${of.subject}", input: ${subjectInput}) { id } }`,
  removeKpiSubject: (of) => `mutation { removeKpiSubject(seen: ${latest}, id: "${of.subject}") { id } }`,
  enterOutcomes: (of) =>
    `mutation { enterOutcomes(seen: ${latest}, authority: "${of.authority}", outcomes: [{ kpiId: "${of.kpi}", subjectId: "${of.subject}", period: "2024/25", value: "0.5" }]) { id } }`,
  removeOutcomes: (of) => `mutation { removeOutcomes(seen: ${latest}, authority: "${of.authority}", ids: ["${of.outcome}"]) { id } }`,
  enterActivity: (of) => `mutation { enterActivity(seen: ${latest}, authority: "${of.authority}", subject: "${of.subject}", period: "2024/25", rows: []) { id } }`,
  createOutcomePublication: (of) => `mutation { createOutcomePublication(authority: "${of.authority}", input: { name: "Mine" }) { id } }`,
  changeOutcomePublication: (of) => `mutation { changeOutcomePublication(seen: ${latest}, id: "${of.publication}", input: { name: "Mine" }) { id } }`,
  removeOutcomePublication: (of) => `mutation { removeOutcomePublication(seen: ${latest}, id: "${of.publication}") { id } }`,
  saveView: (of) => `mutation { saveView(seen: ${latest}, authority: "${of.authority}", sheet: "commitments", name: "Mine", held: "sort=label") { id } }`,
  removeView: (of) => `mutation { removeView(seen: ${latest}, id: "${of.view}") { id } }`,
  saveReport: (of) => `mutation { saveReport(seen: ${latest}, authority: "${of.authority}", name: "Mine", items: [], id: "${of.report}") { id } }`,
  removeReport: (of) => `mutation { removeReport(seen: ${latest}, id: "${of.report}") { id } }`,
  saveImportMap: (of) => `mutation { saveImportMap(seen: ${latest}, authority: "${of.authority}", name: "Mine", map: ${mapping}) { id } }`,
  removeImportMap: (of) => `mutation { removeImportMap(seen: ${latest}, id: "${of.importMap}") { id } }`,
  createBenefit: (of) => `mutation { createBenefit(authority: "${of.authority}", input: ${benefitInput}) { id } }`,
  changeBenefit: (of) => `mutation { changeBenefit(seen: ${latest}, id: "${of.benefit}", input: ${benefitInput}) { id } }`,
  removeBenefit: (of) => `mutation { removeBenefit(seen: ${latest}, id: "${of.benefit}") { id } }`,
  createOption: (of) => `mutation { createOption(authority: "${of.authority}", input: { decision: "Mine", name: "Mine" }) { id } }`,
  changeOption: (of) => `mutation { changeOption(seen: ${latest}, id: "${of.option}", input: { decision: "Mine", name: "Mine" }) { id } }`,
  removeOption: (of) => `mutation { removeOption(seen: ${latest}, id: "${of.option}") { id } }`,
  addToOption: (of) => `mutation { addToOption(option: "${of.option}", input: { name: "Mine", status: APPROVED, basis: AMOUNTS_BY_YEAR }) { id } }`,
  adoptOption: (of) => `mutation { adoptOption(seen: ${latest}, id: "${of.option}") { id } }`,
  undoBatch: (of) => `mutation { undoBatch(batch: "${of.batch}") { id } }`,
  undoLast: (of) => `mutation { undoLast(authority: "${of.authority}") { batchId } }`,
  redoLast: (of) => `mutation { redoLast(authority: "${of.authority}") { batchId } }`,
  saveNote: (of) => `mutation { saveNote(seen: ${latest}, authority: "${of.authority}", input: { id: "${of.note}", said: "Mine" }) { id } }`,
  removeNote: (of) => `mutation { removeNote(seen: ${latest}, id: "${of.note}") { id } }`,
};
const mutationsOfAll = { createAuthority: `mutation { createAuthority(input: { name: "Mine" }) { id } }` };

test("every query and every mutation of the schema is asked here", () => {
  const schema = tabledSchema();
  const names = (type: { getFields(): object } | null | undefined) => Object.keys(type?.getFields() ?? {}).sort();
  expect([...Object.keys(queries), ...queriesOfNobody].sort()).toEqual(names(schema.getQueryType()));
  expect([...Object.keys(mutations), ...Object.keys(mutationsOfAll)].sort()).toEqual(names(schema.getMutationType()));
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

  async function holding(name: string): Promise<Holding> {
    const sheet = await startSheet(served, name);
    // Whatever of this authority is read has its name in it, so that a leak shows.
    for (const [index, id] of sheet.centres.entries())
      given(await served.ask(`mutation($id: ID!, $name: String!) { changeCostCentre(seen: ${latest}, id: $id, input: { name: $name }) { id } }`, { id, name: `${name} ${index}` }));
    given(
      await served.ask(`mutation($id: ID!, $name: String!) { changeVersion(seen: ${latest}, version: $id, input: { name: $name }) { id } }`, {
        id: sheet.version,
        name: `${name} draft`,
      }),
    );
    const series = given(
      await served.ask(
        `mutation($id: ID!, $name: String!) { createUpliftSeries(input: { authority: $id, name: $name, rates: [{ year: "2025/26", rateShare: "0.01234" }] }) { id } }`,
        {
          id: sheet.authority,
          name: `${name} prices`,
        },
      ),
    ).createUpliftSeries.id;
    const stated = await addCommitment(served, sheet.authority, { ...statedAmounts, name: `${name} stated` });
    const commitment = await addCommitment(served, sheet.authority, { ...nineBeds, name: `${name} beds`, priceBaseYear: "2024/25", upliftSeriesId: series });
    const bought = await buying(name, sheet.authority);
    const counted = await counting(name, sheet.authority);
    const note = given(
      await served.ask(
        `mutation($id: ID!, $said: String!) { saveNote(seen: ${latest}, authority: $id, input: { sheet: "medium-term", row: "total", column: "2024/25", place: $said, said: $said }) { id } }`,
        { id: sheet.authority, said: `${name} note` },
      ),
    ).saveNote.id as string;
    const monitored = await monitoring(name, sheet);
    const { nodes } = given(await served.ask(`query($id: ID!) { history(authority: $id, first: 1) { nodes { id } } }`, { id: sheet.authority })).history;
    return { note, ...sheet, ...bought, ...counted, ...monitored, series, stated, commitment, batch: String(nodes[0].id) };
  }

  /** An arrangement, a block case, a partnership with a use and a period, and a printed figure, each under the authority's name. */
  async function buying(name: string, authority: string) {
    const make = async (deed: string, input: string, answer: Record<string, unknown>) =>
      given(await served.ask(`mutation($authority: ID!, $input: ${input}!) { ${deed}(authority: $authority, input: $input) { id } }`, { authority, input: answer }))[deed]
        .id as string;
    const arrangement = await make("createArrangement", "ArrangementInput", {
      name: `${name} framework`,
      kind: "FRAMEWORK",
      opensOn: "2024-04-01",
      terms: [{ months: 36, state: "AGREED" }],
      lots: [{ name: `${name} lot` }],
      participants: [{ name, role: "LEAD" }],
    });
    const blockCase = await make("createBlockCase", "BlockCaseInput", {
      name: `${name} case`,
      arrangementId: arrangement,
      places: 4,
      priceUnit: "YEAR",
      spotPounds: "100000",
      blockPounds: "90000",
    });
    const figure = await make("createPrintedFigure", "PrintedFigureInput", { reference: "1", what: `${name} figure`, unit: "MONTHS", workings: `[term:${arrangement}]` });
    const option = await make("createOption", "OptionInput", { decision: "What to buy", name: `${name} option`, source: name, points: [{ kind: "RISK", said: `${name} risk` }] });
    await make("createOption", "OptionInput", { decision: `${name} decision`, name: `${name} option` });
    const partnership = await make("createPartnership", "PartnershipInput", {
      name: `${name} partnership`,
      arrangementId: arrangement,
      firstYear: "2024/25",
      yearCount: 3,
      internalPricePounds: "1000",
      outsidePricePounds: "1200",
      outsideFeePounds: "10",
      partners: [{ name: `${name} council`, memberId: authority }, { name: "Neighbour" }],
      pools: [{ name: "Placements", kind: "PLACEMENTS", basis: "EQUAL" }],
      amounts: [{ pool: "Placements", year: "2024/25", amountPence: 10_000_001 }],
      allocations: [
        { partner: `${name} council`, places: 5, startsOn: "2024-04-01" },
        { partner: "Neighbour", places: 5, startsOn: "2024-04-01" },
      ],
    });
    const { partners } = given(await served.ask(`query($id: ID!) { partnership(id: $id) { partners { id } } }`, { id: partnership })).partnership;
    const partner: string = partners[0].id;
    given(
      await served.ask(`mutation($id: ID!, $uses: [PlaceUseInput!]!) { recordPlaceUses(seen: ${latest}, partnership: $id, uses: $uses) { batchId } }`, {
        id: partnership,
        uses: [{ buyer: `${name} buyer`, hostId: partner, places: 1, startsOn: "2024-04-01", endsOn: "2024-04-28" }],
      }),
    );
    given(
      await served.ask(`mutation($id: ID!, $input: SettlementPeriodInput!) { writeSettlementPeriod(seen: ${latest}, partnership: $id, input: $input) { batchId } }`, {
        id: partnership,
        input: { name: `${name} quarter`, startsOn: "2024-04-01", endsOn: "2024-06-30", costPence: 10_000_000 },
      }),
    );
    const made = given(await served.ask(`query($id: ID!) { placeUses(partnership: $id) { nodes { id } } partnership(id: $id) { periods { id } } }`, { id: partnership }));
    return { arrangement, blockCase, figure, option, partnership, partner, use: made.placeUses.nodes[0].id as string, period: made.partnership.periods[0].id as string };
  }

  /** A copy of the draft, a virement and a forecast, each under the authority's name. */
  async function monitoring(name: string, { authority, version, centres }: Sheet) {
    const copy = given(await served.ask(`mutation($v: ID!, $n: String!) { copyVersion(version: $v, name: $n) { id } }`, { v: version, n: `${name} copy` })).copyVersion
      .id as string;
    const input = {
      version,
      year: "2024/25",
      permanent: false,
      approver: `${name} director`,
      reference: `${name} 1`,
      approvedOn: "2024-07-01",
      lines: [
        { costCentreId: centres[0], amountPence: -100 },
        { costCentreId: centres[1], amountPence: 100 },
      ],
    };
    given(
      await served.ask(`mutation($a: ID!, $c: String!) { editForecasts(authority: $a, edits: [{ cell: $c, pence: 12345678 }]) { batchId } }`, {
        a: authority,
        c: `forecast:net:${centres[1]}:2024/25:2024-08-31`,
      }),
    );
    given(
      await served.ask(`mutation($a: ID!) { changeMonitoringSettings(seen: ${latest}, authority: $a, input: { varianceSign: PLUS, tolerancePence: 10000000 }) { batchId } }`, {
        a: authority,
      }),
    );
    // The last of all: its words are those of the next step back.
    const virement = given(await served.ask(`mutation($a: ID!, $i: VirementInput!) { createVirement(authority: $a, input: $i) { id } }`, { a: authority, i: input })).createVirement
      .id as string;
    return { copy, virement };
  }

  /** A KPI with a revised outcome, what placements came to, a benefit, a publication and a mapping, each under the authority's name. */
  async function counting(name: string, authority: string) {
    const make = async (deed: string, input: string, answer: Record<string, unknown>) =>
      given(await served.ask(`mutation($authority: ID!, $input: ${input}!) { ${deed}(authority: $authority, input: $input) { id } }`, { authority, input: answer }))[deed]
        .id as string;
    const kpi = await make("createKpi", "KpiInput", {
      code: "k",
      name: `${name} KPI`,
      category: "GENERAL",
      unit: "PERCENT",
      polarity: "HIGHER_IS_BETTER",
      frequency: "FINANCIAL_YEAR",
    });
    const subject = await make("createKpiSubject", "KpiSubjectInput", { kind: "AUTHORITY", name: `${name} subject` });
    const enter = (value: string) =>
      served.ask(
        `mutation($authority: ID!, $outcomes: [OutcomeInput!]!, $why: String) { enterOutcomes(seen: ${latest}, authority: $authority, outcomes: $outcomes, why: $why) { batchId } }`,
        {
          authority,
          outcomes: [{ kpiId: kpi, subjectId: subject, period: "2024/25", value, release: `${name} release` }],
          why: `${name} returns`,
        },
      );
    given(await enter("0.5"));
    given(await enter("0.6"));
    given(
      await served.ask(
        `mutation($authority: ID!, $subject: ID!, $source: String!) { enterActivity(seen: ${latest}, authority: $authority, subject: $subject, period: "2024/25", rows: [{ area: INSIDE, placements: 3, bedWeeks: "9", costPence: 100, source: $source }]) { batchId } }`,
        { authority, subject, source: `${name} ledger` },
      ),
    );
    const benefit = await make("createBenefit", "BenefitInput", { name: `${name} benefit`, accountable: "A post", frequency: "ONCE" });
    const publication = await make("createOutcomePublication", "OutcomePublicationInput", { name: `${name} report` });
    const importMap = given(
      await served.ask(`mutation($authority: ID!, $name: String!) { saveImportMap(seen: ${latest}, authority: $authority, name: $name, map: ${mapping}) { id } }`, {
        authority,
        name: `${name} map`,
      }),
    ).saveImportMap.id;
    const view = given(
      await served.ask(
        `mutation($authority: ID!, $name: String!) { saveView(seen: ${latest}, authority: $authority, sheet: "commitments", name: $name, held: "rows=beds") { id } }`,
        {
          authority,
          name: `${name} view`,
        },
      ),
    ).saveView.id;
    const report = given(
      await served.ask(
        `mutation($authority: ID!, $name: String!, $items: [ReportItemInput!]!) { saveReport(seen: ${latest}, authority: $authority, name: $name, items: $items) { id } }`,
        {
          authority,
          name: `${name} to cabinet`,
          items: [{ address: `mediumTermTable?authority=${authority}`, heading: `${name} table` }],
        },
      ),
    ).saveReport.id;
    const { nodes } = given(await served.ask(`query($authority: ID!) { kpiOutcomes(authority: $authority) { nodes { key } } }`, { authority })).kpiOutcomes;
    return { kpi, subject, benefit, publication, importMap: importMap as string, view: view as string, report: report as string, outcome: nodes[0].key as string };
  }

  beforeAll(async () => {
    served = await serve(engine, { examples: false, viewerOf: (request) => viewers[String(request.headers["x-as"] ?? "owner")] ?? (viewers.nobody as Viewer) });
    mine = await holding("Mineshire");
    theirs = await holding("Secretshire");
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
      if (!["authorities", "mediumTermTable", "monitoringTable", "previewCells", "previewForecasts", "undoable"].includes(name)) expect(reader.body).toBe(owners.body);
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
        outcome: { cacheable: false },
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
      `mutation { createCommitment(authority: "${mine.authority}", input: { name: "Mine", status: APPROVED, basis: AMOUNTS_BY_YEAR, upliftSeriesId: "${theirs.series}" }) { id } }`,
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
    for (const who of ["officer", "reader", "nobody"]) expect(refusal((await as(who, mutationsOfAll.createAuthority)).answer).code).toBe("FORBIDDEN");
    expect(await everything(served.db)).toEqual(before);
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
