// Files that are no budgets, as they come: a list of placements with children's columns, returns in the DfE's long form, and neighbours, each read and imported without a mapping.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newAuthority } from "../api/commissioner.ts";
import { given } from "../api/officer.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";

const placements = `Child ID,DOB,Provider,Home,Start date,End date,Weekly cost
98765,14/02/2011,Alder Care Ltd,Alder House,01/04/2024,31/03/2025,"£5,963.00"
98766,03/11/2009,Alder Care Ltd,Alder House,15/06/2024,31/03/2025,"£5,963.00"
98767,21/07/2010,Birch Homes,Birch Lodge,01/09/2024,,"£6,450.50"
`;
const places = [
  ["National", "E92000001", "England", "", "", "", ""],
  ["Local authority", "E92000001", "England", "E12000006", "East of England", "E10000012", "Essex"],
  ["Local authority", "E92000001", "England", "E12000007", "London", "E09000016", "Havering"],
];
const workers = [
  ["time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,new_la_code,la_name,stability,number,percentage"],
  ...places.flatMap(([level, cc, c, rc, r, code, name], index) => {
    const [all, some] = [200 + index * 100, 50 + index * 10];
    const row = (what: string, number: number, percentage: number) => [`2024,Reporting year,${level},${cc},${c},${rc},${r},${code},${name},${what},${number},${percentage}`];
    return [row("Total children", all, 100), row("3 or more social workers", some, Math.round((some / all) * 100))];
  }),
]
  .flat()
  .join("\n");

describe.each(engines)("on %s", (engine) => {
  let served: Served;
  let authority: string;
  beforeAll(async () => {
    served = await serve(engine, { examples: false });
    authority = await newAuthority(served, "Essex County Council");
  });
  afterAll(() => served.stop());

  const call = async (method: "GET" | "POST", url: string, payload?: string | object) =>
    (
      await served.app.inject({
        method,
        url,
        headers: { host: "localhost", "content-type": typeof payload === "string" ? "application/octet-stream" : "application/json" },
        ...(payload !== undefined && { payload: typeof payload === "string" ? payload : JSON.stringify(payload) }),
      })
    ).json();
  async function imported(name: string, file: string) {
    const { id } = await call("POST", `/imports?authority=${authority}&name=${name}`, file);
    const proposal = await call("POST", `/imports/${id}/reading`, {});
    expect(proposal.errors).toBeUndefined();
    await call("POST", `/imports/${id}`, { choices: {}, preview: false });
    await expect.poll(async () => (await call("GET", `/imports/${id}`)).state).not.toBe("running");
    return { proposal, done: await call("GET", `/imports/${id}`) };
  }

  test("a list of placements is commitments, a home at its price each, and no record of a child comes in", async () => {
    const { proposal, done } = await imported("placements.csv", placements);
    expect(proposal).toMatchObject({ as: "commitments", incoming: { count: 2 }, refused: null });
    expect(proposal.columns.filter(({ leftOut }: { leftOut: string | null }) => leftOut).map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(["Child ID", "DOB"]),
    );
    expect(JSON.stringify(proposal)).not.toMatch(/98765|98766|14\/02\/2011/);
    expect(done.result).toMatchObject({ added: 2, errorCount: 0 });
    const found = given(await served.ask(`{ commitments(authority: "${authority}") { nodes { name provider places { places startsOn endsOn } } } }`)).commitments.nodes;
    expect(found.map(({ provider, places: periods }: { provider: string; places: object[] }) => [provider, periods])).toEqual([
      [
        "Alder Care Ltd",
        [
          { places: 1, startsOn: "2024-04-01", endsOn: "2025-03-31" },
          { places: 1, startsOn: "2024-06-15", endsOn: "2025-03-31" },
        ],
      ],
      ["Birch Homes", [{ places: 1, startsOn: "2024-09-01", endsOn: null }]],
    ]);
  });

  test("a return with its denominator in another row is outcomes that can be added", async () => {
    const { proposal, done } = await imported("workers.csv", workers);
    expect(proposal).toMatchObject({ as: "outcomes", incoming: { count: 3 }, refused: null });
    expect(done).toMatchObject({ state: "done", error: null, result: { errorCount: 0 } });
    const outcomes = given(await served.ask(`{ kpiOutcomes(authority: "${authority}", groupBy: [DEFINITION, SUBJECT]) { nodes { numerator denominator subject { name } } } }`))
      .kpiOutcomes.nodes;
    expect(
      outcomes.map((each: { subject: { name: string }; numerator: string; denominator: string }) => `${each.subject.name} ${each.numerator}/${each.denominator}`).sort(),
    ).toEqual(["England 50/200", "Essex 60/300", "Havering 70/400"]);
  });
});
