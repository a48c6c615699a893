// One row a placement: rows of one name become periods of places of one commitment, and the same rows again change nothing.
import { beforeEach, describe, expect, test } from "vitest";
import { given } from "../api/officer.ts";
import type { Served } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { importing } from "./importing.ts";

const map = { target: "commitments", name: "Name", provider: "Provider", places: "Places", startsOn: "From", placesEndOn: "To", weeklyPrice: "Price", fields: { notes: "Notes" } };
const header = "Name,Provider,Places,From,To,Price,Notes\n";
const rows = [
  "Oak House,Oak Ltd,1,2024-06-15,2025-03-31,5963,",
  "Elm Lodge,Elm Homes,1,2024-09-01,,6450.50,no end agreed",
  "Oak House,Oak Ltd,1,2024-04-01,2025-03-31,5963,",
  "Oak House,Oak Ltd,1,2024-04-01,,5963,",
];

describe.each(engines)("rows of one name on %s", (engine) => {
  const importer = importing(engine);
  const run = (...lines: string[]) => importer.run(`${header}${lines.join("\n")}\n`, map);
  let served: Served;
  let authority: string;
  beforeEach(() => {
    ({ served, authority } = importer.now());
  });
  const stored = async () =>
    given(
      await served.ask("query($a: ID!) { commitments(authority: $a, first: 500) { nodes { name provider endsOn weeklyRatePounds notes places { places startsOn endsOn } } } }", {
        a: authority,
      }),
    ).commitments.nodes.map((each: { places: { startsOn: string; endsOn: string | null }[] }) => ({
      ...each,
      places: each.places.map(({ startsOn, endsOn }) => `${startsOn} to ${endsOn ?? "open"}`).sort(),
    }));

  test("are its periods of places, each with its own end or open, and the same again in any order change nothing", async () => {
    expect(await run(...rows)).toMatchObject({ rows: 4, stated: 4, added: 2, errors: [] });
    const before = await stored();
    expect(before).toEqual([
      {
        name: "Oak House",
        provider: "Oak Ltd",
        endsOn: null,
        weeklyRatePounds: "5963",
        notes: null,
        places: ["2024-04-01 to 2025-03-31", "2024-04-01 to open", "2024-06-15 to 2025-03-31"],
      },
      { name: "Elm Lodge", provider: "Elm Homes", endsOn: null, weeklyRatePounds: "6450.50", notes: "no end agreed", places: ["2024-09-01 to open"] },
    ]);
    expect(await run(...rows)).toMatchObject({ added: 0, revised: 0, batchId: null });
    expect(await run(...[...rows].reverse())).toMatchObject({ added: 0, revised: 0, batchId: null });
    // One ends and another begins.
    expect(await run(...rows.slice(0, 3), "Oak House,Oak Ltd,1,2024-04-01,2024-12-31,5963,", "Oak House,Oak Ltd,1,2025-01-01,,5963,")).toMatchObject({ revised: 1, added: 0 });
    expect((await stored())[0].places).toEqual(["2024-04-01 to 2024-12-31", "2024-04-01 to 2025-03-31", "2024-06-15 to 2025-03-31", "2025-01-01 to open"]);
  });

  test("are refused by their line where they state anything else twice", async () => {
    const { errors } = await run(...rows, "Oak House,Oak Ltd,1,2024-04-01,,6000,", "Oak House,Ash Ltd,1,2024-04-01,,5963,", "Oak House,Oak Ltd,1,2025-04-01,2024-01-01,5963,");
    expect(errors.map(({ line, column }) => [line, column])).toEqual([
      [6, "Price"],
      [7, "Provider"],
      [8, "To"],
    ]);
    expect(await stored()).toEqual([]);
  });
});
