// An authority that holds one of everything, and every mutation of the schema on what it holds.
import { latest } from "../setup/latest.ts";
import type { Served } from "../setup/served.ts";
import { addCommitment, given, nineBeds, type Sheet, startSheet, statedAmounts } from "./officer.ts";

export interface Holding extends Sheet {
  commitment: string;
  stated: string;
  series: string;
  status: string;
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

export const cellOf = (of: Holding) => `budget:${of.centres[0]}:2024/25`;

const blockCaseInput = `{ name: "Mine", places: 4, priceUnit: YEAR, spotPounds: "2", blockPounds: "1", termMonths: 12 }`;
const partnershipInput = `{ name: "Mine", firstYear: "2024/25", yearCount: 1, partners: [{ name: "One" }] }`;
export const figureInput = `{ reference: "1", what: "Mine", unit: NUMBER, workings: "1 + 1" }`;

const approval = `approver: "A post", reference: "Mine", approvedOn: "2024-07-01"`;
const kpiInput = `{ code: "mine", name: "Mine", category: GENERAL, unit: PERCENT, polarity: HIGHER_IS_BETTER, frequency: FINANCIAL_YEAR }`;
const subjectInput = `{ kind: AUTHORITY, name: "Mine" }`;
const benefitInput = `{ name: "Mine", accountable: "A post", frequency: ONCE }`;
const mapping = JSON.stringify(JSON.stringify({ target: "commitments", name: "Name", years: { "2024/25": "Cost" } }));

/** Every mutation of the schema, on what an authority holds. */
export const mutations: Record<string, (of: Holding, seen?: number) => string> = {
  createVersion: (of) => `mutation { createVersion(authority: "${of.authority}", input: { name: "Mine", firstYear: "2024/25", yearCount: 1 }) { id } }`,
  changeVersion: (of, seen = latest) => `mutation { changeVersion(seen: ${seen}, version: "${of.version}", input: { name: "Mine" }) { id } }`,
  copyVersion: (of) => `mutation { copyVersion(version: "${of.version}", name: "Mine") { id } }`,
  publishVersion: (of, seen = latest) => `mutation { publishVersion(seen: ${seen}, version: "${of.version}") { id } }`,
  editCells: (of) => `mutation { editCells(authority: "${of.authority}", version: "${of.version}", edits: [{ cell: "${cellOf(of)}", pence: 1, expected: 10000000 }]) { id } }`,
  editFields: (of) => `mutation { editFields(edits: [{ cell: "commitment:${of.commitment}:provider", typed: "Mine" }]) { id } }`,
  duplicate: (of) => `mutation { duplicate(thing: "commitment:${of.commitment}") { id } }`,
  createVirement: (of) =>
    `mutation { createVirement(authority: "${of.authority}", input: { version: "${of.version}", ${approval}, year: "2024/25", permanent: false, lines: [{ costCentreId: "${of.centres[0]}", amountPence: -1 }, { costCentreId: "${of.centres[1]}", amountPence: 1 }] }) { id } }`,
  reverseVirement: (of) => `mutation { reverseVirement(id: "${of.virement}", input: { ${approval} }) { id } }`,
  editForecasts: (of) => `mutation { editForecasts(authority: "${of.authority}", edits: [{ cell: "forecast:net:${of.centres[0]}:2024/25:2024-09-30", pence: 1 }]) { id } }`,
  changeMonitoringSettings: (of, seen = latest) => `mutation { changeMonitoringSettings(seen: ${seen}, authority: "${of.authority}", input: { varianceSign: BRACKETS }) { id } }`,
  addCostCentres: (of) => `mutation { addCostCentres(version: "${of.version}", rows: [{ name: "Mine" }]) { id } }`,
  arrangeCostCentres: (of, seen = latest) =>
    `mutation { arrangeCostCentres(seen: ${seen}, authority: "${of.authority}", ids: ["${of.centres[0]}"], after: "${of.centres[1]}") { id } }`,
  removeCostCentres: (of, seen = latest) => `mutation { removeCostCentres(seen: ${seen}, authority: "${of.authority}", ids: ["${of.centres[0]}"]) { id } }`,
  arrangeCommitments: (of, seen = latest) =>
    `mutation { arrangeCommitments(seen: ${seen}, authority: "${of.authority}", ids: ["${of.commitment}"], before: "${of.stated}") { id } }`,
  removeCommitments: (of, seen = latest) => `mutation { removeCommitments(seen: ${seen}, authority: "${of.authority}", ids: ["${of.commitment}"]) { id } }`,
  changeCostCentre: (of, seen = latest) => `mutation { changeCostCentre(seen: ${seen}, id: "${of.centres[0]}", input: { name: "Mine" }) { id } }`,
  createUpliftSeries: (of) => `mutation { createUpliftSeries(input: { authority: "${of.authority}", name: "Mine", rates: [] }) { id } }`,
  changeUpliftRates: (of, seen = latest) => `mutation { changeUpliftRates(seen: ${seen}, id: "${of.series}", rates: []) { id } }`,
  createCommitment: (of) =>
    `mutation { createCommitment(authority: "${of.authority}", input: { name: "Mine", statusId: "${of.authority}-status-approved", basis: AMOUNTS_BY_YEAR }) { id } }`,
  changeCommitment: (of, seen = latest) =>
    `mutation { changeCommitment(seen: ${seen}, id: "${of.commitment}", input: { name: "Mine", statusId: "${of.authority}-status-approved", basis: AMOUNTS_BY_YEAR }) { id } }`,
  createCommitmentStatus: (of) => `mutation { createCommitmentStatus(authority: "${of.authority}", input: { name: "Mine", kind: ENDED }) { id } }`,
  changeCommitmentStatus: (of, seen = latest) => `mutation { changeCommitmentStatus(seen: ${seen}, id: "${of.status}", input: { name: "Mine", kind: ENDED }) { id } }`,
  removeCommitmentStatus: (of, seen = latest) => `mutation { removeCommitmentStatus(seen: ${seen}, id: "${of.status}") { id } }`,
  endCommitment: (of, seen = latest) => `mutation { endCommitment(seen: ${seen}, id: "${of.commitment}", endsOn: "2025-03-31") { id } }`,
  removeCommitment: (of, seen = latest) => `mutation { removeCommitment(seen: ${seen}, id: "${of.commitment}") { id } }`,
  createArrangement: (of) => `mutation { createArrangement(authority: "${of.authority}", input: { name: "Mine", kind: FRAMEWORK }) { id } }`,
  changeArrangement: (of, seen = latest) => `mutation { changeArrangement(seen: ${seen}, id: "${of.arrangement}", input: { name: "Mine", kind: FRAMEWORK }) { id } }`,
  removeArrangement: (of, seen = latest) => `mutation { removeArrangement(seen: ${seen}, id: "${of.arrangement}") { id } }`,
  createBlockCase: (of) => `mutation { createBlockCase(authority: "${of.authority}", input: ${blockCaseInput}) { id } }`,
  changeBlockCase: (of, seen = latest) => `mutation { changeBlockCase(seen: ${seen}, id: "${of.blockCase}", input: ${blockCaseInput}) { id } }`,
  removeBlockCase: (of, seen = latest) => `mutation { removeBlockCase(seen: ${seen}, id: "${of.blockCase}") { id } }`,
  createPartnership: (of) => `mutation { createPartnership(authority: "${of.authority}", input: ${partnershipInput}) { id } }`,
  changePartnership: (of, seen = latest) => `mutation { changePartnership(seen: ${seen}, id: "${of.partnership}", input: ${partnershipInput}) { id } }`,
  removePartnership: (of, seen = latest) => `mutation { removePartnership(seen: ${seen}, id: "${of.partnership}") { id } }`,
  recordPlaceUses: (of, seen = latest) => `mutation { recordPlaceUses(seen: ${seen}, partnership: "${of.partnership}", uses: [], removed: ["${of.use}"]) { id } }`,
  writeSettlementPeriod: (of, seen = latest) =>
    `mutation { writeSettlementPeriod(seen: ${seen}, partnership: "${of.partnership}", period: "${of.period}", input: { name: "Mine", startsOn: "2024-04-01", endsOn: "2024-06-30", costPence: 1 }) { id } }`,
  issueStatements: (of, seen = latest) => `mutation { issueStatements(seen: ${seen}, period: "${of.period}") { id } }`,
  createPrintedFigure: (of) => `mutation { createPrintedFigure(authority: "${of.authority}", input: ${figureInput}) { id } }`,
  changePrintedFigure: (of, seen = latest) => `mutation { changePrintedFigure(seen: ${seen}, authority: "${of.authority}", id: "${of.figure}", input: ${figureInput}) { id } }`,
  removePrintedFigure: (of, seen = latest) => `mutation { removePrintedFigure(seen: ${seen}, id: "${of.figure}") { id } }`,
  createKpi: (of) => `mutation { createKpi(authority: "${of.authority}", input: ${kpiInput}) { id } }`,
  changeKpi: (of, seen = latest) => `mutation { changeKpi(seen: ${seen}, id: "${of.kpi}", input: ${kpiInput}) { id } }`,
  removeKpi: (of, seen = latest) => `mutation { removeKpi(seen: ${seen}, id: "${of.kpi}") { id } }`,
  createKpiSubject: (of) => `mutation { createKpiSubject(authority: "${of.authority}", input: ${subjectInput}) { id } }`,
  changeKpiSubject: (of, seen = latest) => `mutation { changeKpiSubject(seen: ${seen}, id: "${of.subject}", input: ${subjectInput}) { id } }`,
  removeKpiSubject: (of, seen = latest) => `mutation { removeKpiSubject(seen: ${seen}, id: "${of.subject}") { id } }`,
  enterOutcomes: (of, seen = latest) =>
    `mutation { enterOutcomes(seen: ${seen}, authority: "${of.authority}", outcomes: [{ kpiId: "${of.kpi}", subjectId: "${of.subject}", period: "2024/25", value: "0.5" }]) { id } }`,
  removeOutcomes: (of, seen = latest) => `mutation { removeOutcomes(seen: ${seen}, authority: "${of.authority}", ids: ["${of.outcome}"]) { id } }`,
  enterActivity: (of, seen = latest) => `mutation { enterActivity(seen: ${seen}, authority: "${of.authority}", subject: "${of.subject}", period: "2024/25", rows: []) { id } }`,
  createOutcomePublication: (of) => `mutation { createOutcomePublication(authority: "${of.authority}", input: { name: "Mine" }) { id } }`,
  changeOutcomePublication: (of, seen = latest) => `mutation { changeOutcomePublication(seen: ${seen}, id: "${of.publication}", input: { name: "Mine" }) { id } }`,
  removeOutcomePublication: (of, seen = latest) => `mutation { removeOutcomePublication(seen: ${seen}, id: "${of.publication}") { id } }`,
  saveView: (of, seen = latest) => `mutation { saveView(seen: ${seen}, authority: "${of.authority}", sheet: "commitments", name: "Mine", held: "sort=label") { id } }`,
  removeView: (of, seen = latest) => `mutation { removeView(seen: ${seen}, id: "${of.view}") { id } }`,
  saveReport: (of, seen = latest) => `mutation { saveReport(seen: ${seen}, authority: "${of.authority}", name: "Mine", items: [], id: "${of.report}") { id } }`,
  removeReport: (of, seen = latest) => `mutation { removeReport(seen: ${seen}, id: "${of.report}") { id } }`,
  saveImportMap: (of, seen = latest) => `mutation { saveImportMap(seen: ${seen}, authority: "${of.authority}", name: "Mine", map: ${mapping}) { id } }`,
  removeImportMap: (of, seen = latest) => `mutation { removeImportMap(seen: ${seen}, id: "${of.importMap}") { id } }`,
  createBenefit: (of) => `mutation { createBenefit(authority: "${of.authority}", input: ${benefitInput}) { id } }`,
  changeBenefit: (of, seen = latest) => `mutation { changeBenefit(seen: ${seen}, id: "${of.benefit}", input: ${benefitInput}) { id } }`,
  removeBenefit: (of, seen = latest) => `mutation { removeBenefit(seen: ${seen}, id: "${of.benefit}") { id } }`,
  createOption: (of) => `mutation { createOption(authority: "${of.authority}", input: { decision: "Mine", name: "Mine" }) { id } }`,
  changeOption: (of, seen = latest) => `mutation { changeOption(seen: ${seen}, id: "${of.option}", input: { decision: "Mine", name: "Mine" }) { id } }`,
  removeOption: (of, seen = latest) => `mutation { removeOption(seen: ${seen}, id: "${of.option}") { id } }`,
  addToOption: (of) => `mutation { addToOption(option: "${of.option}", input: { name: "Mine", statusId: "${of.authority}-status-approved", basis: AMOUNTS_BY_YEAR }) { id } }`,
  adoptOption: (of, seen = latest) => `mutation { adoptOption(seen: ${seen}, id: "${of.option}") { id } }`,
  undoBatch: (of) => `mutation { undoBatch(batch: "${of.batch}") { id } }`,
  undoLast: (of) => `mutation { undoLast(authority: "${of.authority}") { batchId } }`,
  redoLast: (of) => `mutation { redoLast(authority: "${of.authority}") { batchId } }`,
  saveNote: (of, seen = latest) => `mutation { saveNote(seen: ${seen}, authority: "${of.authority}", input: { id: "${of.note}", said: "Mine" }) { id } }`,
  removeNote: (of, seen = latest) => `mutation { removeNote(seen: ${seen}, id: "${of.note}") { id } }`,
};
export async function holding(served: Served, name: string): Promise<Holding> {
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
  const status = given(
    await served.ask(`mutation($id: ID!, $name: String!) { createCommitmentStatus(authority: $id, input: { name: $name, kind: APPROVED }) { id } }`, {
      id: sheet.authority,
      name: `${name} status`,
    }),
  ).createCommitmentStatus.id;
  const stated = await addCommitment(served, sheet.authority, { ...statedAmounts, name: `${name} stated` });
  const commitment = await addCommitment(served, sheet.authority, { ...nineBeds, name: `${name} beds`, priceBaseYear: "2024/25", upliftSeriesId: series });
  const bought = await buying(served, name, sheet.authority);
  const counted = await counting(served, name, sheet.authority);
  const note = given(
    await served.ask(
      `mutation($id: ID!, $said: String!) { saveNote(seen: ${latest}, authority: $id, input: { sheet: "medium-term", row: "total", column: "2024/25", place: $said, said: $said }) { id } }`,
      { id: sheet.authority, said: `${name} note` },
    ),
  ).saveNote.id as string;
  const monitored = await monitoring(served, name, sheet);
  const { nodes } = given(await served.ask(`query($id: ID!) { history(authority: $id, first: 1) { nodes { id } } }`, { id: sheet.authority })).history;
  return { note, ...sheet, ...bought, ...counted, ...monitored, series, status, stated, commitment, batch: String(nodes[0].id) };
}

/** An arrangement, a block case, a partnership with a use and a period, and a printed figure, each under the authority's name. */
async function buying(served: Served, name: string, authority: string) {
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
async function monitoring(served: Served, name: string, { authority, version, centres }: Sheet) {
  const copy = given(await served.ask(`mutation($v: ID!, $n: String!) { copyVersion(version: $v, name: $n) { id } }`, { v: version, n: `${name} copy` })).copyVersion.id as string;
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
async function counting(served: Served, name: string, authority: string) {
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
