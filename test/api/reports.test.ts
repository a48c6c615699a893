// Reports over HTTP: named sets of tables in their author's order, changed, removed and brought back; what history says of them, and what none can hold.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { latest } from "../setup/latest.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { lastWrite, newAuthority, nothingStored, numbersNow, undo } from "./commissioner.ts";
import { given, refusal } from "./officer.ts";

interface Item {
  address: string;
  heading?: string | null;
}

const saving = `
  mutation($authority: ID!, $name: String!, $items: [ReportItemInput!]!, $id: ID, $seen: DataVersion! = ${latest}, $key: String) {
    saveReport(authority: $authority, name: $name, items: $items, id: $id, seen: $seen, key: $key) { id batchId repeated }
  }`;

describe.each(engines)("Reports on %s", (engine) => {
  let served: Served;
  let authority: string;
  let other: string;
  let mediumTerm: Item;
  let arrangements: Item;
  let benefits: Item;
  const save = (name: string, items: Item[], more: { id?: string; seen?: number; key?: string; authority?: string } = {}) =>
    served.ask(saving, { authority, name, items, ...more });
  const saved = async (...args: Parameters<typeof save>) => given(await save(...args)).saveReport as { id: string; batchId: string; repeated: boolean };
  const report = async (id: string) => given(await served.ask(`query($id: ID!) { report(id: $id) { id name items { address heading } } }`, { id })).report;
  const names = async (more = "") => given(await served.ask(`query($a: ID!) { reports(authority: $a${more}) { nodes { name } endCursor hasNextPage } }`, { a: authority })).reports;
  const history = async () =>
    given(await served.ask(`query($a: ID!) { history(authority: $a, first: 1) { nodes { why changes { what fieldSaid fromSaid toSaid } } } }`, { a: authority })).history.nodes[0];

  beforeAll(async () => {
    served = await serve(engine, { examples: false });
    authority = await newAuthority(served, "Mineshire");
    other = await newAuthority(served, "Nextshire");
    mediumTerm = { address: `mediumTermTable?authority=${authority}`, heading: null };
    arrangements = { address: `arrangementRegister?authority=${other}`, heading: "Arrangements beside us" };
    benefits = { address: `benefitsRegister?authority=${authority}`, heading: null };
  });
  afterAll(() => served.stop());

  test("keep their tables in the order given, each under its heading or its own title, another authority's among them", async () => {
    const { id } = await saved(" Cabinet  ", [mediumTerm, arrangements, { ...mediumTerm, heading: "Again" }]);
    expect(await report(id)).toEqual({ id, name: "Cabinet", items: [mediumTerm, arrangements, { ...mediumTerm, heading: "Again" }] });
    const before = await lastWrite(served);
    await saved("Cabinet", [benefits, { ...arrangements, heading: " " }, mediumTerm], { id });
    expect(await report(id)).toEqual({ id, name: "Cabinet", items: [benefits, { ...arrangements, heading: null }, mediumTerm] });
    expect(await lastWrite(served)).toBe(before + 1);
  });

  test("are listed a page at a time, in the order that they were made in", async () => {
    await saved("Scrutiny", []);
    expect((await names()).nodes).toEqual([{ name: "Cabinet" }, { name: "Scrutiny" }]);
    const first = await names(", first: 1");
    expect(first).toMatchObject({ nodes: [{ name: "Cabinet" }], hasNextPage: true });
    expect(await names(`, first: 1, after: "${first.endCursor}"`)).toMatchObject({ nodes: [{ name: "Scrutiny" }], hasNextPage: false });
  });

  test("say in history what was done to them, and are as they were once it is taken back", async () => {
    const { id } = await saved("Panel", [mediumTerm, arrangements]);
    expect(await history()).toEqual({
      why: "Add Panel",
      changes: [
        { what: "Panel", fieldSaid: null, fromSaid: "", toSaid: "added" },
        { what: "Panel, medium term table", fieldSaid: null, fromSaid: "", toSaid: "added" },
        { what: "Panel, Arrangements beside us", fieldSaid: null, fromSaid: "", toSaid: "added" },
      ],
    });
    const before = await report(id);
    const { batchId } = await saved("Panel, revised", [arrangements, { ...mediumTerm, heading: "The table" }], { id });
    expect(await history()).toEqual({
      why: "Change Panel",
      changes: expect.arrayContaining([
        { what: "Panel, revised", fieldSaid: "name", fromSaid: "Panel", toSaid: "Panel, revised" },
        { what: "Panel, revised, Arrangements beside us", fieldSaid: "position", fromSaid: "2", toSaid: "1" },
        { what: "Panel, revised, The table", fieldSaid: "heading", fromSaid: "nothing", toSaid: "The table" },
      ]),
    });
    given(await undo(served, batchId));
    expect(await report(id)).toEqual(before);
    const removed = given(await served.ask(`mutation($id: ID!) { removeReport(seen: ${latest}, id: $id) { batchId } }`, { id })).removeReport.batchId;
    expect(refusal(await served.ask(`query($id: ID!) { report(id: $id) { name } }`, { id }))).toMatchObject({ code: "NOT_FOUND", field: "id" });
    given(await undo(served, removed));
    expect(await report(id)).toEqual(before);
  });

  test("are left as somebody else has made them since, and are added once under one key", async () => {
    const key = "one";
    const first = await saved("Board", [mediumTerm], { key });
    expect(await saved("Board", [mediumTerm], { key })).toEqual({ id: null, batchId: first.batchId, repeated: true });
    const seen = (await numbersNow(served, authority)).logNumber;
    await saved("Board", [], { id: first.id, seen });
    expect(await nothingStored(served, () => save("Board", [benefits], { id: first.id, seen }))).toMatchObject({ code: "STALE", field: "id" });
    expect(
      await nothingStored(served, () => served.ask(`mutation($id: ID!, $seen: DataVersion! = ${latest}) { removeReport(id: $id, seen: $seen) { id } }`, { id: first.id, seen })),
    ).toMatchObject({ code: "STALE", field: "id" });
  });

  test("give a link to a file of theirs", async () => {
    const { id } = await saved("Linked", [mediumTerm]);
    const { report } = given(await served.ask(`query($id: ID!) { report(id: $id) { docx: export(format: DOCX) csv: export(format: VALUES_CSV) } }`, { id }));
    expect(report).toEqual({ docx: `/export/report.docx?id=${id}`, csv: `/export/report.values.csv?id=${id}` });
  });

  test.each([
    ["a name that is none", () => save(" ", []), "BAD_INPUT", "name"],
    ["a name that another has", () => save("Scrutiny", []), "DUPLICATE", "name"],
    ["a table that there is none of", () => save("Bad", [mediumTerm, { address: "=HYPERLINK(1)" }]), "NOT_FOUND", "items[1].address"],
    ["an argument that the table does not take", () => save("Bad", [{ address: "benefitsRegister?authority=a&unit=POUNDS" }]), "BAD_INPUT", "items[0].address"],
    ["a table of nobody", () => save("Bad", [{ address: "benefitsRegister" }]), "BAD_INPUT", "items[0].address"],
    ["a heading of two lines", () => save("Bad", [{ ...mediumTerm, heading: "a\nb" }]), "BAD_INPUT", "items[0].heading"],
    [
      "too many tables",
      () =>
        save(
          "Bad",
          Array.from({ length: 101 }, () => mediumTerm),
        ),
      "BAD_INPUT",
      "items",
    ],
    ["an id that nothing has", () => save("Bad", [], { id: "x" }), "NOT_FOUND", "id"],
    ["an authority that there is none of", () => save("Bad", [], { authority: "x" }), "NOT_FOUND", "authority"],
  ])("with %s are refused", async (_, asking, code, field) => {
    expect(await nothingStored(served, asking)).toMatchObject({ code, field });
  });

  test("of one authority are not changed under another's name", async () => {
    const { id } = await saved("Own", [mediumTerm]);
    expect(await nothingStored(served, () => save("Own", [], { id, authority: other }))).toMatchObject({ code: "NOT_FOUND", field: "id" });
  });

  test("keep an address in its one form, however it was written", async () => {
    const { id } = await saved("Written otherwise", [{ address: `mediumTermTable?unit=THOUSANDS&byCostCentre=true&authority=${authority}` }]);
    expect((await report(id)).items).toEqual([{ address: `mediumTermTable?authority=${authority}&byCostCentre=true&unit=THOUSANDS`, heading: null }]);
  });

  test("hold a hundred tables", async () => {
    const items = Array.from({ length: 100 }, (_, index) => ({ ...mediumTerm, heading: `Table ${index + 1}` }));
    const { id } = await saved("Hundred", items);
    expect((await report(id)).items).toEqual(items);
  });
});
