// The statuses of commitments over HTTP: an authority's own words, each with which kind it is.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { statusIdOf } from "../../db/commitmentStatuses.ts";
import { latest } from "../setup/latest.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { addCommitment, given, nineBeds, refusal, type Sheet, shownTable, startSheet, statedIn } from "./officer.ts";

const creating = `mutation($a: ID!, $input: CommitmentStatusInput!) { createCommitmentStatus(authority: $a, input: $input) { id batchId } }`;
const changing = `mutation($id: ID!, $i: CommitmentStatusInput!) { changeCommitmentStatus(seen: ${latest}, id: $id, input: $i) { batchId } }`;
const removing = `mutation($id: ID!) { removeCommitmentStatus(seen: ${latest}, id: $id) { batchId } }`;

describe.each(engines)("statuses on %s", (engine) => {
  let served: Served;
  let sheet: Sheet;
  let count = 0;
  beforeAll(async () => {
    served = await serve(engine);
  });
  afterAll(() => served.stop());
  beforeEach(async () => {
    sheet = await startSheet(served, `Status ${++count}`);
  });

  const held = async (authority = sheet.authority) =>
    given(await served.ask(`query($a: ID!) { commitmentStatuses(authority: $a) { nodes { id name kind } } }`, { a: authority })).commitmentStatuses.nodes as {
      id: string;
      name: string;
      kind: string;
    }[];
  const names = async (authority?: string) => (await held(authority)).map(({ name }) => name);
  const make = async (name: string, kind: string) => given(await served.ask(creating, { a: sheet.authority, input: { name, kind } })).createCommitmentStatus.id as string;

  test("a new authority begins with one of each kind, and an example with its report's own words", async () => {
    expect((await held()).map(({ name, kind }) => [name, kind])).toEqual([
      ["Proposed", "PROPOSED"],
      ["In governance", "IN_GOVERNANCE"],
      ["Approved", "APPROVED"],
      ["Contracted", "CONTRACTED"],
      ["Ended", "ENDED"],
    ]);
    expect(await names("essex")).toEqual(["proposed", "in governance", "at Design Authority", "approved", "block bookings", "ended"]);
  });

  test("one is added behind the others, renamed and removed, and each of it taken back", async () => {
    const before = await held();
    const id = await make("At panel", "IN_GOVERNANCE");
    expect((await held()).at(-1)).toEqual({ id, name: "At panel", kind: "IN_GOVERNANCE" });
    given(await served.ask(changing, { id, i: { name: "At the panel", kind: "APPROVED" } }));
    expect((await held()).at(-1)).toEqual({ id, name: "At the panel", kind: "APPROVED" });
    given(await served.ask(removing, { id }));
    expect(await held()).toEqual(before);
    given(await served.ask(`mutation($a: ID!) { undoLast(authority: $a) { batchId } }`, { a: sheet.authority }));
    expect(await names()).toContain("At the panel");
  });

  test("a name that is taken, an empty one and a kind that is none are refused, with their fields", async () => {
    const refused = async (input: object) => refusal(await served.ask(creating, { a: sheet.authority, input }));
    expect(await refused({ name: "Proposed", kind: "ENDED" })).toMatchObject({ code: "DUPLICATE", field: "name" });
    expect(await refused({ name: "  ", kind: "ENDED" })).toMatchObject({ code: "BAD_INPUT", field: "input.name" });
    expect(await refused({ name: "Firm", kind: "FIRM" })).toMatchObject({ code: "BAD_INPUT", field: "input.kind" });
  });

  test("one that a commitment has stays, in plain words", async () => {
    const id = await make("At panel", "IN_GOVERNANCE");
    await addCommitment(served, sheet.authority, { ...nineBeds, statusId: id });
    const before = await held();
    const found = refusal(await served.ask(removing, { id }));
    expect(found).toMatchObject({ code: "IN_USE" });
    expect(found.message).toMatch(/still uses this/);
    expect(await held()).toEqual(before);
  });

  test("a kind changes no figure, and a new name stands in every table", async () => {
    const id = await make("At panel", "PROPOSED");
    await addCommitment(served, sheet.authority, { ...nineBeds, statusId: id });
    const before = await shownTable(served, sheet);
    given(await served.ask(changing, { id, i: { name: "bought", kind: "ENDED" } }));
    expect(await shownTable(served, sheet)).toEqual(before);
    const { mediumTermTable, commitmentRegister } = given(
      await served.ask(`query($a: ID!) { mediumTermTable(authority: $a) { rows { label status } } commitmentRegister(authority: $a) { rows { cells { shown } } } }`, {
        a: sheet.authority,
      }),
    );
    expect(mediumTermTable.rows.find((row: { label: string }) => row.label === nineBeds.name).status).toBe("bought");
    expect(commitmentRegister.rows[0].cells[0].shown).toBe("Bought");
  });

  test("another authority's is not there: of a commitment, of a list, of an adoption", async () => {
    const other = await startSheet(served, `Status ${count} next door`);
    const theirs = statusIdOf(other.authority, "Approved");
    const input = { ...nineBeds, statusId: theirs };
    const adding = `mutation($a: ID!, $i: CommitmentInput!) { createCommitment(authority: $a, input: $i) { id } }`;
    expect(refusal(await served.ask(adding, { a: sheet.authority, i: input }))).toMatchObject({ code: "NOT_FOUND", field: "input.statusId" });
    const asked = `query($a: ID!, $s: ID!) { commitmentRegister(authority: $a, filter: { statusId: $s }) { title } }`;
    expect(refusal(await served.ask(asked, { a: sheet.authority, s: theirs }))).toMatchObject({ code: "NOT_FOUND", field: "filter.statusId" });
    const option = await optionWithOwn();
    expect(refusal(await served.ask(adopting, { id: option, s: theirs }))).toMatchObject({ code: "NOT_FOUND", field: "status" });
  });

  const adopting = `mutation($id: ID!, $s: ID) { adoptOption(seen: ${latest}, id: $id, status: $s) { batchId } }`;
  async function optionWithOwn(): Promise<string> {
    const id = given(await served.ask(`mutation($a: ID!) { createOption(authority: $a, input: { decision: "D", name: "O" }) { id } }`, { a: sheet.authority })).createOption.id;
    given(await served.ask(`mutation($o: ID!, $i: CommitmentInput!) { addToOption(option: $o, input: $i) { id } }`, { o: id, i: statedIn(sheet.authority) }));
    return id;
  }
  const statusOfFirst = async () =>
    given(await served.ask(`query($a: ID!) { commitments(authority: $a) { nodes { status { name } } } }`, { a: sheet.authority })).commitments.nodes[0].status.name as string;

  test("an adopted option's own commitments get the first that is proposed, unless another is said", async () => {
    given(await served.ask(adopting, { id: await optionWithOwn() }));
    expect(await statusOfFirst()).toBe("Proposed");
    sheet = await startSheet(served, `Status ${count} again`);
    given(await served.ask(adopting, { id: await optionWithOwn(), s: statusIdOf(sheet.authority, "Contracted") }));
    expect(await statusOfFirst()).toBe("Contracted");
  });

  test("where none is proposed, an adoption has to say which", async () => {
    given(await served.ask(changing, { id: statusIdOf(sheet.authority, "Proposed"), i: { name: "Put forward", kind: "IN_GOVERNANCE" } }));
    expect(refusal(await served.ask(adopting, { id: await optionWithOwn() }))).toMatchObject({ code: "BAD_INPUT", field: "status" });
  });

  test("the history says their names", async () => {
    const id = await addCommitment(served, sheet.authority, nineBeds);
    const input = { ...nineBeds, statusId: statusIdOf(sheet.authority, "Approved") };
    given(await served.ask(`mutation($id: ID!, $i: CommitmentInput!) { changeCommitment(seen: ${latest}, id: $id, input: $i) { batchId } }`, { id, i: input }));
    const { nodes } = given(
      await served.ask(`query($a: ID!) { history(authority: $a, first: 1) { nodes { changes { field what fieldSaid fromSaid toSaid } } } }`, { a: sheet.authority }),
    ).history;
    expect(nodes[0].changes).toEqual([{ field: "statusId", what: nineBeds.name, fieldSaid: "status", fromSaid: "Proposed", toSaid: "Approved" }]);
  });
});
