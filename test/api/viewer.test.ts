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
import { type Answer, type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { addCommitment, given, nineBeds, post, refusal, type Sheet, startSheet, statedAmounts } from "./officer.ts";

interface Holding extends Sheet {
  commitment: string;
  stated: string;
  series: string;
  batch: string;
}

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
  history: (of) => `{ history(authority: "${of.authority}") { nodes { id why changes { toValue } } } }`,
  mediumTermTable: (of) => `{ mediumTermTable(authority: "${of.authority}") { title rows { label cells { pence edits } } } }`,
};
/** It reads no store, so there is nothing of anybody's in it. */
const queriesOfNobody = ["projectCommitment"];

/** Every mutation of the schema, on what an authority holds. */
const mutations: Record<string, (of: Holding) => string> = {
  createVersion: (of) => `mutation { createVersion(authority: "${of.authority}", input: { name: "Mine", firstYear: "2024/25", yearCount: 1 }) { id } }`,
  changeVersion: (of) => `mutation { changeVersion(version: "${of.version}", input: { name: "Mine" }) { id } }`,
  copyVersion: (of) => `mutation { copyVersion(version: "${of.version}", name: "Mine") { id } }`,
  publishVersion: (of) => `mutation { publishVersion(version: "${of.version}") { id } }`,
  editCells: (of) => `mutation { editCells(authority: "${of.authority}", version: "${of.version}", edits: [{ cell: "${cellOf(of)}", pence: 1, expected: 10000000 }]) { id } }`,
  addCostCentres: (of) => `mutation { addCostCentres(version: "${of.version}", rows: [{ name: "Mine" }]) { id } }`,
  changeCostCentre: (of) => `mutation { changeCostCentre(id: "${of.centres[0]}", input: { name: "Mine" }) { id } }`,
  createUpliftSeries: (of) => `mutation { createUpliftSeries(input: { authority: "${of.authority}", name: "Mine", rates: [] }) { id } }`,
  changeUpliftRates: (of) => `mutation { changeUpliftRates(id: "${of.series}", rates: []) { id } }`,
  createCommitment: (of) => `mutation { createCommitment(authority: "${of.authority}", input: { name: "Mine", status: APPROVED, basis: AMOUNTS_BY_YEAR }) { id } }`,
  changeCommitment: (of) => `mutation { changeCommitment(id: "${of.commitment}", input: { name: "Mine", status: APPROVED, basis: AMOUNTS_BY_YEAR }) { id } }`,
  endCommitment: (of) => `mutation { endCommitment(id: "${of.commitment}", endsOn: "2025-03-31") { id } }`,
  removeCommitment: (of) => `mutation { removeCommitment(id: "${of.commitment}") { id } }`,
  undoBatch: (of) => `mutation { undoBatch(batch: "${of.batch}") { id } }`,
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
      given(await served.ask(`mutation($id: ID!, $name: String!) { changeCostCentre(id: $id, input: { name: $name }) { id } }`, { id, name: `${name} ${index}` }));
    given(await served.ask(`mutation($id: ID!, $name: String!) { changeVersion(version: $id, input: { name: $name }) { id } }`, { id: sheet.version, name: `${name} draft` }));
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
    const { nodes } = given(await served.ask(`query($id: ID!) { history(authority: $id, first: 1) { nodes { id } } }`, { id: sheet.authority })).history;
    return { ...sheet, series, stated, commitment, batch: String(nodes[0].id) };
  }

  beforeAll(async () => {
    served = await serve(engine, { examples: false, viewerOf: (request) => viewers[String(request.headers["x-as"] ?? "owner")] ?? (viewers.nobody as Viewer) });
    mine = await holding("Mineshire");
    theirs = await holding("Secretshire");
    viewers.officer = { name: "Officer", reads: [mine.authority], changes: [mine.authority] };
    viewers.reader = { name: "Reader", reads: [mine.authority], changes: [] };
  });
  afterAll(() => served.stop());

  const leaksNothing = (body: string) => {
    expect(body).not.toContain("Secretshire");
    // Lines of 100, 110 and 200 (£000s), the rate, and the places are theirs as well as mine; ids are theirs alone.
    for (const id of [theirs.centres[0], theirs.centres[1], theirs.stated, theirs.series]) expect(body).not.toContain(id);
  };

  describe.each(Object.entries(queries))("%s", (name, query) => {
    test("of another authority is refused or holds nothing of it, though its owner has just been answered", async () => {
      for (let turn = 0; turn < 3; turn += 1) {
        const owners = await as("owner", query(theirs));
        expect(owners.body).toMatch(/Secretshire|10000000/);
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
      expect(reader.body).toMatch(/Mineshire|10000000/);
      if (name !== "authorities" && name !== "mediumTermTable") expect(reader.body).toBe(owners.body);
      const nobody = await as("nobody", query(mine));
      expect(nobody.body).not.toContain("Mineshire");
    });

    test("is refused in the same words where there is nothing at all", async () => {
      if (name === "authorities") return;
      const nothing: Holding = { authority: "x", version: "x", centres: ["x", "x"], commitment: "x", stated: "x", series: "x", batch: "999999999" };
      expect((await as("officer", query(theirs))).answer.errors).toEqual((await as("officer", query(nothing))).answer.errors);
    });

    test("is refused by the compiled form itself, and as by graphql-js", async () => {
      const document = parse(query(theirs));
      const compiled = compileQuery(tabledSchema(), document);
      if (!isCompiledQuery(compiled)) throw new Error("This query cannot be compiled.");
      const contextValue = (who: string): Context => ({ db: served.db, viewer: viewers[who] as Viewer, limits: usualLimits, today: "2026-11-21", outcome: { cacheable: false } });
      expect(JSON.stringify(await compiled.query(undefined, contextValue("owner"), {}))).toMatch(/Secretshire|10000000/);
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
    const nothing: Holding = { ...theirs, version: "x", commitment: "x", series: "x", batch: "999999999", centres: ["x", "x"] };
    for (const name of ["undoBatch", "removeCommitment", "changeVersion", "copyVersion", "publishVersion", "changeUpliftRates", "changeCostCentre", "endCommitment"]) {
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
    ]) {
      expect(refusal((await as("officer", mutation)).answer).code).toBe("NOT_FOUND");
    }
    expect(await everything(served.db)).toEqual(before);
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
