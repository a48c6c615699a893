// Whoever changes or removes what is there says at which data version she read it, and meets what another changed since; a key is good for every mutation.
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { isNonNullType } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { On } from "../../db/engine/open.ts";
import { numbersOf } from "../../db/read/numbers.ts";
import type { FactTable } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { fieldChanges, insertion, removal } from "../../db/write/change.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { undoing } from "../../db/write/undoing.ts";
import { tabledSchema } from "../../server/http/schema.ts";
import { everything } from "../db/rows.ts";
import { type Answer, type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { type Holding, holding, mutations } from "./holding.ts";
import { given, refusal } from "./officer.ts";

/** The mutations that need no data version, each with why. */
const withoutSeen: Record<string, string> = {
  ...Object.fromEntries(
    [
      "Arrangement",
      "Authority",
      "Benefit",
      "BlockCase",
      "Commitment",
      "CommitmentStatus",
      "Kpi",
      "KpiSubject",
      "Option",
      "OutcomePublication",
      "Partnership",
      "PrintedFigure",
      "UpliftSeries",
    ].map((noun) => [`create${noun}`, "adds"]),
  ),
  createPublisher: "adds",
  usePublisher: "adds",
  createVersion: "adds",
  copyVersion: "adds",
  createVirement: "adds",
  reverseVirement: "adds an opposite one; a virement itself never changes",
  addCostCentres: "adds",
  addToOption: "adds",
  duplicate: "adds",
  editFields: "each field names the value that it expects",
  editCells: "each cell names the value that it expects",
  editForecasts: "each cell names the value that it expects",
  undoBatch: "each change expects what the batch left",
  undoLast: "each change expects what the batch left",
  redoLast: "each change expects what the batch left",
};
/** These also add, and ask for a data version where they do not. */
const seenIfThere = ["saveNote", "saveReport", "writeSettlementPeriod"];

test("every mutation takes the data version seen, or is among those that need none; and every one takes a key", () => {
  const fields = tabledSchema().getMutationType()?.getFields() ?? {};
  const argument = (name: string, of: string) => fields[name]?.args.find((each) => each.name === of);
  const without = Object.keys(fields).filter((name) => !argument(name, "seen"));
  expect(without.sort()).toEqual(Object.keys(withoutSeen).sort());
  for (const name of Object.keys(fields)) {
    const seen = argument(name, "seen");
    if (seen) expect([name, isNonNullType(seen.type)]).toEqual([name, !seenIfThere.includes(name)]);
    expect([name, argument(name, "key")?.type.toString()]).toEqual([name, "String"]);
  }
});

type Touched = [table: Exclude<FactTable, "authority">, id: (of: Holding) => string, field: string];
const commitment: Touched = ["commitment", (of) => of.commitment, "provider"];
const status: Touched = ["commitmentStatus", (of) => of.status, "name"];
const centre: Touched = ["costCentre", (of) => of.centres[0], "name"];
const arrangement: Touched = ["arrangement", (of) => of.arrangement, "source"];
const blockCase: Touched = ["blockCase", (of) => of.blockCase, "source"];
const partnership: Touched = ["partnership", (of) => of.partnership, "source"];
const figure: Touched = ["printedFigure", (of) => of.figure, "reference"];
const kpi: Touched = ["kpi", (of) => of.kpi, "note"];
const subject: Touched = ["kpiSubject", (of) => of.subject, "name"];
const outcome: Touched = ["outcome", (of) => of.outcome, "note"];
const publication: Touched = ["outcomePublication", (of) => of.publication, "name"];
const report: Touched = ["report", (of) => of.report, "name"];
const benefit: Touched = ["benefit", (of) => of.benefit, "accountable"];
const option: Touched = ["option", (of) => of.option, "summary"];
const note: Touched = ["note", (of) => of.note, "said"];

/** What another person changes in the meantime, of what each mutation would change or remove. */
const touched: Record<string, Touched> = {
  changeVersion: ["budgetVersion", (of) => of.version, "source"],
  publishVersion: commitment,
  changeMonitoringSettings: ["monitoringSetting", (of) => `monitoring-${of.authority}`, "toleranceShare"],
  arrangeCostCentres: ["costCentre", (of) => of.centres[0], "serviceGroup"],
  removeCostCentres: centre,
  arrangeCommitments: ["commitment", (of) => of.commitment, "groupName"],
  removeCommitments: commitment,
  changeCostCentre: centre,
  changeUpliftRates: ["upliftSeries", (of) => of.series, "source"],
  changeCommitment: commitment,
  endCommitment: commitment,
  removeCommitment: commitment,
  changeCommitmentStatus: status,
  removeCommitmentStatus: status,
  changeArrangement: arrangement,
  removeArrangement: arrangement,
  changeBlockCase: blockCase,
  removeBlockCase: blockCase,
  changePartnership: partnership,
  removePartnership: partnership,
  recordPlaceUses: ["placeUse", (of) => of.use, "buyer"],
  writeSettlementPeriod: ["settlementPeriod", (of) => of.period, "costPence"],
  issueStatements: ["settlementPeriod", (of) => of.period, "costPence"],
  changePrintedFigure: figure,
  removePrintedFigure: figure,
  changeKpi: kpi,
  removeKpi: kpi,
  changeKpiSubject: subject,
  removeKpiSubject: subject,
  enterOutcomes: outcome,
  removeOutcomes: outcome,
  enterActivity: ["placementActivity", () => "of the subject", "source"],
  changeOutcomePublication: publication,
  removeOutcomePublication: publication,
  saveView: ["savedView", (of) => of.view, "held"],
  removeView: ["savedView", (of) => of.view, "held"],
  saveReport: report,
  removeReport: report,
  saveImportMap: ["importMap", (of) => of.importMap, "map"],
  removeImportMap: ["importMap", (of) => of.importMap, "map"],
  changeBenefit: benefit,
  removeBenefit: benefit,
  changeOption: option,
  removeOption: option,
  adoptOption: option,
  saveNote: note,
  removeNote: note,
};

/** Parts that another person removes and brings back, or adds and removes, by the mutations of what they are parts of. */
const parts: [table: Exclude<FactTable, "authority">, of: string[], added?: object][] = [
  ["arrangementLot", ["changeArrangement", "removeArrangement"]],
  ["poolAmount", ["changePartnership", "removePartnership"]],
  ["optionPoint", ["changeOption", "removeOption", "adoptOption"]],
  ["commitmentPlaces", ["changeCommitment", "endCommitment", "removeCommitment", "removeCommitments", "publishVersion"], { startsOn: "2025-04-01" }],
  ["upliftRate", ["changeUpliftRates", "publishVersion"]],
  ["reportItem", ["saveReport", "removeReport"]],
];

const bob: Viewer = { name: "Bob", reads: "all", changes: "all", wholeCounts: "all" };

describe.each(engines)("what was seen, on %s", (engine) => {
  let served: Served;
  let of: Holding;
  beforeAll(async () => {
    served = await serve(engine, { examples: false });
    of = await holding(served, "Mineshire");
  });
  afterAll(() => served.stop());

  const rowOf = async (on: On, table: Exclude<FactTable, "authority">, id: string): Promise<Record<string, unknown> & { id: string }> => {
    const stored = on.t[table] as On["t"]["costCentre"];
    const rows = await on.q.select().from(stored).where(eq(stored.authorityId, of.authority));
    return (rows.find((row) => row.id === id) ?? rows[0]) as unknown as Record<string, unknown> & { id: string };
  };
  /** The number by which what a mutation writes is known to have been read. */
  const seenOf = async (name: string) => {
    const numbers = await served.db.read((on) => numbersOf(on, of.authority));
    return /Report|View|ImportMap|Note$/.test(name) ? numbers.logNumber : numbers.dataVersion;
  };
  let turn = 0;
  const bobChanges = ([table, id, field]: Touched) =>
    served.db.write(async (on) => {
      turn += 1;
      const row = await rowOf(on, table, id(of));
      const to = field === "toleranceShare" ? `0.${turn}` : typeof row[field] === "number" ? Number(row[field]) + 1 : `Bob's ${turn}`;
      return applyBatch(on, bob, { authorityId: of.authority, why: "Bob's change", changes: fieldChanges(table, row.id, row, { [field]: to }, "input") });
    });
  /** The mutation as its holder sends it, on the view that has the name of the one that is stored. */
  const sent = (name: string, seen: number) =>
    (mutations[name] as (of: Holding, seen: number) => string)(of, seen)
      .replace(`name: "Mine", held`, `name: "Mineshire view", held`)
      .replace(`name: "Mine", map`, `name: "Mineshire map", map`);
  const refusedStale = async (name: string, seen: number) => {
    const before = await everything(served.db);
    const refused = refusal(await served.ask(sent(name, seen)));
    expect([name, refused.code]).toEqual([name, "STALE"]);
    expect(refused.message).toContain("Bob changed this after you opened it");
    expect(await everything(served.db)).toEqual(before);
  };

  test.each(Object.keys(mutations).filter((name) => !withoutSeen[name]))("%s is refused where another has changed it since, and leaves everything as it was", async (name) => {
    const seen = await seenOf(name);
    await bobChanges(touched[name] as Touched);
    await refusedStale(name, seen);
  });

  test.each(parts)("%s: one that another has removed or added since is met, too", async (table, names, added) => {
    const seen = await seenOf(names[0] as string);
    const removed = await served.db.write(async (on) => {
      const stored = on.t[table] as On["t"]["costCentre"];
      const rows = (await on.q.select().from(stored).where(eq(stored.authorityId, of.authority))) as unknown as (Record<string, unknown> & { id: string })[];
      const known = new Set<unknown>(Object.values(of));
      const row = rows.find((each) => Object.values(each).filter((value) => value !== of.authority && known.has(value)).length > 0) as (typeof rows)[number];
      return applyBatch(on, bob, {
        authorityId: of.authority,
        why: "Bob's removal",
        changes: [added ? insertion(table, { ...row, ...added, id: randomUUID() }) : removal(table, row)],
      });
    });
    for (const name of names) await refusedStale(name, seen);
    const again = await seenOf(names[0] as string);
    await served.db.write(async (on) => applyBatch(on, bob, (await undoing(on, bob, removed.batchId as number))[0]));
    for (const name of names) await refusedStale(name, again);
  });

  test.each([
    ["outcome", "enterOutcomes"],
    ["placementActivity", "enterActivity"],
    ["savedView", "saveView"],
    ["importMap", "saveImportMap"],
  ] as const)("%s: what another has removed since is not added again unread by %s", async (table, name) => {
    const seen = await seenOf(name);
    const known = new Set<unknown>([of.outcome, of.view, of.importMap]);
    const removed = await served.db.write(async (on) => {
      const stored = on.t[table as Exclude<FactTable, "authority">] as On["t"]["costCentre"];
      const rows = (await on.q.select().from(stored).where(eq(stored.authorityId, of.authority))) as unknown as (Record<string, unknown> & { id: string })[];
      const row = rows.find(({ id }) => table === "placementActivity" || known.has(id)) as (typeof rows)[number];
      return applyBatch(on, bob, { authorityId: of.authority, why: "Bob's removal", changes: [removal(table, row)] });
    });
    await refusedStale(name, seen);
    await served.db.write(async (on) => applyBatch(on, bob, (await undoing(on, bob, removed.batchId as number))[0]));
  });

  test.each(Object.keys(mutations).filter((name) => !withoutSeen[name]))(
    "%s is refused a data version that the log has not reached, as after a backup was restored",
    async (name) => {
      const before = await everything(served.db);
      expect([name, refusal(await served.ask(sent(name, (await seenOf(name)) + 1))).code]).toEqual([name, "STALE"]);
      expect(await everything(served.db)).toEqual(before);
    },
  );

  test.each(seenIfThere)("%s of what is there asks for the data version", async (name) => {
    const before = await everything(served.db);
    expect(refusal(await served.ask(sent(name, 0).replace("seen: 0, ", "")))).toMatchObject({ code: "BAD_INPUT", field: "seen" });
    expect(await everything(served.db)).toEqual(before);
  });
});

/** What cannot be undone comes last. */
const forGood = ["issueStatements", "publishVersion"];

describe.each(engines)("a key, on %s", (engine) => {
  let served: Served;
  let of: Holding;
  beforeAll(async () => {
    served = await serve(engine, { examples: false });
    of = await holding(served, "Mineshire");
    // What can be removed, since nothing is bought under it or counted of it.
    const spare = async (name: string): Promise<string> =>
      given(await served.ask((mutations[name] as (of: Holding) => string)(of).replaceAll("Mine", "Spare").replaceAll('"mine"', '"spare"')))[name].id;
    const arrangement = await spare("createArrangement");
    const partnership = await spare("createPartnership");
    given(await served.ask(`mutation { addCostCentres(version: "${of.version}", rows: [{ name: "Spare" }]) { batchId } }`));
    const { nodes } = given(await served.ask(`{ costCentres(authority: "${of.authority}", filter: { nameContains: "Spare" }) { nodes { id } } }`)).costCentres;
    spares = {
      changeArrangement: { arrangement },
      changePartnership: { partnership },
      removeCostCentres: { centres: [nodes[0].id, nodes[0].id] },
      removeArrangement: { arrangement },
      removePartnership: { partnership },
      removeKpi: { kpi: await spare("createKpi") },
      removeKpiSubject: { subject: await spare("createKpiSubject") },
    };
  });
  afterAll(() => served.stop());
  let spares: Record<string, Partial<Holding>> = {};

  const names = Object.keys(mutations).filter((name) => name !== "undoBatch" && name !== "redoLast" && !forGood.includes(name));
  test.each([...names, ...forGood])("%s sent twice under one is done once", async (name) => {
    const asked = (mutations[name] as (of: Holding) => string)({ ...of, ...spares[name] })
      .replace(`${name}(`, `${name}(key: "${name}", `)
      .replace(/\{ \w+ \}( \})$/, "{ batchId repeated }$1");
    const first = given((await served.ask(asked)) as Answer)[name];
    expect(first.repeated).toBe(false);
    const before = await everything(served.db);
    expect(given(await served.ask(asked))[name]).toEqual({ batchId: first.batchId, repeated: true });
    expect(await everything(served.db)).toEqual(before);
    if (forGood.includes(name)) return;
    // The next one finds what was there; and undone, it is still known to have been done.
    const undoing = `mutation { undoBatch(batch: "${first.batchId}", key: "undo ${name}") { batchId repeated } }`;
    const undone = given(await served.ask(undoing)).undoBatch;
    expect(given(await served.ask(undoing)).undoBatch).toEqual({ batchId: undone.batchId, repeated: true });
    expect(given(await served.ask(asked))[name]).toEqual({ batchId: first.batchId, repeated: true });
  });
});
