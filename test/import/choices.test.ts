// What a person says of a table's rows and columns, by the reading that the page and the command have: what then comes in, what cannot, and what is remembered.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "../../db/viewer.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { commandAsked } from "../../server/import/asked.ts";
import type { Choices, Proposal } from "../../server/reading/proposal.ts";
import { newAuthority } from "../api/commissioner.ts";
import { given } from "../api/officer.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";

const viewers: Record<string, Viewer> = { owner: machineOwner };

/** Play is 100 + 200 and 150 + 250 by chance. */
const book = ["Service,2026/27 (£),2027/28 (£)", "Care,£100,£150", "Foster,£200,£250", "Play,£300,£400", "Respite,£50,£60", "Total,£650,£860"].join("\n");

describe.each(engines)("what is said of rows and columns, on %s", (engine) => {
  let served: Served;
  let authority: string;
  const call = async (method: "GET" | "POST", url: string, payload?: string | Buffer, type = "application/json") => {
    const asked = { method, url, headers: { host: "localhost", ...(payload !== undefined && { "content-type": type }) }, ...(payload !== undefined && { payload }) };
    return (await served.app.inject(asked)).json();
  };
  const send = async (content: string): Promise<string> => (await call("POST", `/imports?authority=${authority}&name=Table`, Buffer.from(content), "application/octet-stream")).id;
  const read = (id: string, choices: Choices = {}): Promise<Proposal> => call("POST", `/imports/${id}/reading`, JSON.stringify(choices));
  const run = async (id: string, choices: Choices) => {
    await call("POST", `/imports/${id}`, JSON.stringify({ choices, preview: false }));
    for (;;) {
      const found = await call("GET", `/imports/${id}`);
      if (found.state !== "running") return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const lines = ({ clean }: Proposal) => clean?.table.rows.map(({ values }) => values[0]);
  const whyOf = ({ leftOut }: Proposal, label: string) => leftOut.filter((each) => each.label === label).map(({ why }) => why);

  beforeAll(async () => {
    served = await serve(engine, { examples: false, viewerOf: () => viewers.owner as Viewer });
    authority = await newAuthority(served, "Northam Borough Council");
    given(await served.ask(`mutation($a: ID!) { createVersion(authority: $a, input: { name: "Draft", firstYear: "2026/27", yearCount: 4 }) { id } }`, { a: authority }));
  });
  afterAll(() => served.stop());

  test("a row is what somebody says, and its totals are sums of what is then a line", async () => {
    const id = await send(book);
    const first = await read(id);
    expect(lines(first)).toEqual(["Care", "Foster", "Respite"]);
    expect(first.totals.map(({ label, agrees }) => [label, agrees])).toEqual([
      ["Play", [true, true]],
      ["Total", [false, false]],
    ]);
    const line = await read(id, { rows: { 4: "leaf" } });
    expect(lines(line)).toEqual(["Care", "Foster", "Play", "Respite"]);
    expect(line.totals).toMatchObject([{ label: "Total", agrees: [true, true] }]);
    const others = await read(id, { rows: { 2: "heading", 3: "memorandum", 4: "out", 5: "total" } });
    expect(lines(others)).toBeUndefined();
    expect(others.rows).toMatchObject({ heading: 1, memorandum: 1, excluded: 1, total: 2 });
    expect(["Care", "Foster", "Play"].map((name) => whyOf(others, name)[0])).toEqual(["you said that it is a heading", "you said that it is a memorandum", "you left it out"]);
    expect(await read(id, { rows: { 4: "sum" } } as unknown as Choices)).toMatchObject({ errors: [{ extensions: { field: "choices.rows" } }] });
  });

  test("what is said of a row is remembered by its name, and taken where one row alone has it", async () => {
    expect(await run(await send(book), { rows: { 4: "leaf" } })).toMatchObject({ result: { added: 8 } });
    const next = await read(await send(book.replace("Care,", "More,£0,£0\nCare,")));
    expect([next.remembered, lines(next)]).toEqual([{ rows: { Play: "leaf" } }, ["More", "Care", "Foster", "Play", "Respite"]]);
    // Two rows are called so: which is meant, nobody knows.
    const twice = await read(await send(book.replace("Total,", "Play,£1,£2\nTotal,")));
    expect(twice.seen.filter(({ label }) => label === "Play").map(({ kind, chosen }) => [kind, chosen])).toEqual([
      ["subtotal", undefined],
      ["leaf", undefined],
    ]);
    // What is said now goes before what was.
    expect(lines(await read(await send(book), { rows: { 4: "total" } }))).toEqual(["Care", "Foster", "Respite"]);
  });

  test("a column comes in where somebody says so, or it is said why it cannot", async () => {
    const list = "Cost code,Service,Child ID,Team,2026/27 (£),Places\nAB12,Care,98765,a,100,1\nAB13,Foster,98766,b,200,2\n";
    const id = await send(list);
    const first = await read(id);
    expect(Object.fromEntries(first.columns.map(({ name, leftOut }) => [name, leftOut]))).toEqual({
      "Cost code": "no amount depends on it",
      Service: null,
      "Child ID": "no record of a child is kept here",
      Team: "no amount depends on it",
      "2026/27 (£)": null,
      Places: "it is no money",
    });
    const chosen = await read(id, { columns: { "cost code": "in", "Child ID": "in", Team: "in" } });
    expect(chosen.clean?.table).toEqual({
      columns: ["Cost centre", "Service group", "Code", "2026/27"],
      rows: [
        { at: 2, values: ["Care", "a", "AB12", "100.00"] },
        { at: 3, values: ["Foster", "b", "AB13", "200.00"] },
      ],
    });
    expect(whyOf(chosen, "Child ID")).toEqual(["no record of a child is kept here, so that it cannot come in"]);
    expect(chosen.columns.map(({ never }) => never)).toEqual([false, false, true, false, false, false]);
    expect(JSON.stringify(chosen)).not.toContain("98765");
  });

  test("a near name is asked, comes in as the stored one or as new, and is that in the next file; exchanged names are seen", async () => {
    const first = (north: number, south: number, third = "South Care Limited") => `Service,2028/29 (£)\nNorth,${north}\nSouth,${south}\n${third},70\n`;
    expect(await run(await send(first(10, 20)), {})).toMatchObject({ result: { added: 3 } });
    const id = await send(first(20, 10, "South Care Ltd"));
    const asked = await read(id);
    expect([asked.clean, asked.asks.filter(({ taken }) => taken === undefined).map(({ about }) => about)]).toEqual([null, ["near", "exchanged"]]);
    expect(asked.names.map(({ name, how, stored }) => [name, how, stored])).toEqual([
      ["North", "exchanged", "South"],
      ["South", "exchanged", "North"],
      ["South Care Ltd", "near", "South Care Limited"],
    ]);
    expect(lines(await read(id, { near: "new", exchanged: "exchanged" }))).toEqual(["South", "North", "South Care Ltd"]);
    const same = { names: { "South Care Ltd": "South Care Limited", North: "North", South: "South" } };
    expect(lines(await read(id, same))).toEqual(["North", "South", "South Care Limited"]);
    expect(await run(id, same)).toMatchObject({ result: { added: 0, revised: 2 } });
    // Of the next file that of the near name is remembered, and an exchange is seen again.
    const next = await read(await send(first(10, 20, "South Care Ltd")));
    expect([next.remembered, next.asks.filter(({ taken }) => taken === undefined).map(({ about }) => about)]).toEqual([
      { names: { "South Care Ltd": "South Care Limited" } },
      ["exchanged"],
    ]);
  });

  test("providers and commitments are known by near names too, and two homes with each other's price are seen", async () => {
    const list = (provider: string, elm: number, oak: number) =>
      `Provider,Home,Start date,Weekly cost\n${provider},Elm House,13/04/2024,£${elm}\n${provider},Oak House,13/04/2024,£${oak}\n`;
    expect(await run(await send(list("South Care Limited", 1000, 2000)), {})).toMatchObject({ result: { added: 2 } });
    const id = await send(list("South Care Ltd", 2000, 1000));
    const asked = await read(id);
    expect(asked.names.map(({ of, name, how }) => [of, name, how])).toEqual([
      ["provider", "South Care Ltd", "near"],
      ["commitment", "South Care Limited, Elm House", "exchanged"],
      ["commitment", "South Care Limited, Oak House", "exchanged"],
    ]);
    expect(asked.asks.filter(({ taken }) => taken === undefined).map(({ about }) => about)).toEqual(["near", "exchanged"]);
    expect(lines(await read(id, { near: "new" }))).toEqual(["South Care Ltd, Elm House", "South Care Ltd, Oak House"]);
    const same = await read(id, { near: "same", exchanged: "as they are" });
    expect(same.clean?.table.rows.map(({ values }) => values.slice(0, 2))).toEqual([
      ["South Care Limited, Elm House", "South Care Limited"],
      ["South Care Limited, Oak House", "South Care Limited"],
    ]);
    expect(await run(id, { near: "same", exchanged: "as they are" })).toMatchObject({ result: { added: 0, revised: 2 } });
    expect((await read(await send(list("South Care Ltd", 2000, 1000)))).remembered).toEqual({ names: { "South Care Ltd": "South Care Limited" } });
  });

  test("of a list of placements it is noted with the commitment, and of outcomes it names what is measured", async () => {
    const placements = await send("Provider,Home,Start date,Weekly cost,Region,DOB\nAlder,Elm,13/04/2024,£10,East,14/02/2011\n");
    const noted = await read(placements, { columns: { Region: "in", DOB: "in" } });
    expect(noted.clean?.table.rows[0]?.values).toEqual(["Alder, Elm", "Alder", "1", "2024-04-13", "", "10", "Region: East"]);
    expect(whyOf(noted, "DOB")).toEqual(["no record of a child is kept here, so that it cannot come in"]);
    const outcomes = await send(
      "LA Name,Period,Indicator,Region,Numerator,Denominator,Percent\nEssex,2024/25,Visits,East,1,2,50\nKent,2024/25,Visits,South,1,4,25\nDorset,2024/25,Visits,West,1,5,20\nDevon,2024/25,Visits,West,1,8,12.5\n",
    );
    const guessed = await read(outcomes);
    expect([guessed.as, guessed.columns.map(({ leftOut }) => leftOut).filter(Boolean)]).toEqual([
      "outcomes",
      ["it follows from the place", "it is Numerator over Denominator, times 100, which is computed"],
    ]);
    const told = await read(outcomes, { columns: { Region: "in", Indicator: "in", Percent: "in" } });
    expect(told.columns.map(({ leftOut }) => leftOut).filter(Boolean)).toEqual([]);
    expect(told.clean?.table.rows.length).toBe(8);
    // A row that somebody leaves out is left out, whatever the table is read as.
    const out = await read(outcomes, { rows: { 3: "out" } });
    expect([out.incoming.count, whyOf(out, "Visits").length + whyOf(out, "Kent").length]).toEqual([3, 1]);
  });
});

test("the command says the same", () => {
  const { by } = commandAsked(["x.csv", "--row", "12=leaf", "--row", "a=b=out", "--column", "DOB=out"]) ?? {};
  expect(by).toEqual({ choices: { rows: { 12: "leaf", "a=b": "out" }, columns: { DOB: "out" } } });
  expect(() => commandAsked(["x.csv", "--row", "12"])).toThrow(/has no “=”/);
});
