// Saved views of sheets over HTTP: kept under a name, replaced, removed and brought back; and what a view cannot hold.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { viewKeys } from "../../client/address.ts";
import { viewParts } from "../../server/entry/savedView.ts";
import { latest } from "../setup/latest.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { newAuthority, nothingStored, undo } from "./commissioner.ts";
import { given } from "./officer.ts";

test("A view may hold every part of an address but whose sheet it is and what is of the moment", () => {
  expect([...viewParts].sort()).toEqual([...viewKeys].sort());
});

describe.each(engines)("Saved views on %s", (engine) => {
  let served: Served;
  let authority: string;
  const save = (name: string, held: string, sheet = "medium-term") =>
    served.ask(`mutation($a: ID!, $s: String!, $n: String!, $h: String!) { saveView(seen: ${latest}, authority: $a, sheet: $s, name: $n, held: $h) { id batchId } }`, {
      a: authority,
      s: sheet,
      n: name,
      h: held,
    });
  const views = async (sheet = "medium-term", more = "") =>
    given(await served.ask(`query($a: ID!, $s: String!) { savedViews(authority: $a, sheet: $s${more}) { nodes { id name held sheet } hasNextPage } }`, { a: authority, s: sheet }))
      .savedViews;

  beforeAll(async () => {
    served = await serve(engine, { examples: false });
    authority = await newAuthority(served, "Mineshire");
  });
  afterAll(() => served.stop());

  test("are kept by sheet, in the order that they were saved in, and replaced under their name", async () => {
    const { id } = given(await save(" Cabinet ", "sort=2023%2F24+down")).saveView;
    given(await save("Officers", "where=2023/24 over 1000;2024/25 missing&freeze=1"));
    given(await save("Cabinet", "rows=beds", "commitments"));
    expect((await views()).nodes).toEqual([
      { id, name: "Cabinet", held: "sort=2023%2F24+down", sheet: "medium-term" },
      { id: expect.any(String), name: "Officers", held: "where=2023%2F24+over+1000%3B2024%2F25+missing&freeze=1", sheet: "medium-term" },
    ]);
    expect((await views("commitments")).nodes).toMatchObject([{ name: "Cabinet", held: "rows=beds" }]);
    expect(given(await save("Cabinet", "hide=2024%2F25")).saveView.id).toBe(id);
    expect((await views()).nodes.map(({ name, held }: { name: string; held: string }) => [name, held])).toEqual([
      ["Cabinet", "hide=2024%2F25"],
      ["Officers", "where=2023%2F24+over+1000%3B2024%2F25+missing&freeze=1"],
    ]);
    expect(await views("medium-term", ", first: 1")).toMatchObject({ nodes: [{ name: "Cabinet" }], hasNextPage: true });
  });

  test("are removed, and brought back as they were", async () => {
    const before = (await views()).nodes;
    const { batchId } = given(await served.ask(`mutation($id: ID!) { removeView(seen: ${latest}, id: $id) { batchId } }`, { id: before[0].id })).removeView;
    expect((await views()).nodes).toEqual(before.slice(1));
    given(await undo(served, batchId));
    expect((await views()).nodes).toEqual(before);
  });

  test.each([
    ["a name that is none", () => save("  ", "rows=a"), "name"],
    ["a sheet that is none", () => save("Bad", "rows=a", "../etc"), "sheet"],
    ["a part that no address has", () => save("Bad", "rows=a&script=1"), "held"],
    ["whose sheet it is", () => save("Bad", "authority=essex"), "held"],
    ["a cell", () => save("Bad", "cell=total%7C2023%2F24"), "held"],
    ["a part twice", () => save("Bad", "rows=a&rows=b"), "held"],
    ["a control character", () => save("Bad", "rows=%00"), "held"],
    ["too much", () => save("Bad", `rows=${"a".repeat(4_000)}`), "held"],
  ])("with %s are refused", async (_, saving, field) => {
    expect(await nothingStored(served, saving)).toMatchObject({ code: "BAD_INPUT", field });
  });
});
