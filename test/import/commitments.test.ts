// Importing commitments: at a weekly price or by amounts for each year, and what a file does not state of one that is there stays.
import { beforeEach, describe, expect, test } from "vitest";
import { statusIdOf } from "../../db/commitmentStatuses.ts";
import { undo } from "../api/commissioner.ts";
import { addCommitment, given, nineBeds, statedAmounts } from "../api/officer.ts";
import { latest } from "../setup/latest.ts";
import type { Served } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { importing } from "./importing.ts";

describe.each(engines)("commitments on %s", (engine) => {
  const importer = importing(engine);
  const { run, refusedWhole, faults } = importer;
  let served: Served;
  let authority: string;
  beforeEach(() => {
    ({ served, authority } = importer.now());
  });
  const priced = {
    target: "commitments",
    name: "Name",
    status: "Status",
    provider: "Provider",
    places: "Beds",
    startsOn: "From",
    endsOn: "To",
    weeklyPrice: "Price",
  };
  const byYear = { target: "commitments", name: "Name", statusIs: "approved", years: { "2024/25": "24/25", "2025/26": "25/26" }, unit: "thousands" };
  const stored = async () =>
    given(
      await served.ask(
        `query($a: ID!) { commitments(authority: $a, first: 500) { nodes { name status { name } basis provider weeklyRatePounds weeksPerYear partYear endsOn places { places startsOn label } amounts { year amountPence } } } }`,
        { a: authority },
      ),
    ).commitments.nodes;
  const header = "Name,Status,Provider,Beds,From,To,Price\n";

  test("at a weekly price, again, changed, and taken back", async () => {
    const text = `${header}Nine beds,proposed,Home One,9,2024-04-01,,"£1,000.00"\nTwo beds,Approved,,2,2024-10-01,2026-03-31,950.5\n`;
    const first = await run(text, priced);
    expect(first).toMatchObject({ rows: 2, stated: 2, added: 2, revised: 0 });
    const before = await stored();
    expect(before).toMatchObject([
      {
        name: "Nine beds",
        status: { name: "Proposed" },
        basis: "WEEKLY_PRICE",
        provider: "Home One",
        weeklyRatePounds: "1000.00",
        endsOn: null,
        places: [{ places: 9, startsOn: "2024-04-01" }],
      },
      { name: "Two beds", status: { name: "Approved" }, provider: null, weeklyRatePounds: "950.5", endsOn: "2026-03-31" },
    ]);
    expect(await run(text, priced)).toMatchObject({ added: 0, revised: 0, batchId: null });
    const second = await run(`${header}Nine beds,approved,Home One,10,2024-05-01,,"£1,100.00"\nTwo beds,Approved,,2,2024-10-01,2026-03-31,950.5\n`, priced);
    expect(second).toMatchObject({ stated: 2, added: 0, revised: 1 });
    expect((await stored())[0]).toMatchObject({ status: { name: "Approved" }, weeklyRatePounds: "1100.00", places: [{ places: 10, startsOn: "2024-05-01" }] });
    given(await undo(served, String(second.batchId)));
    expect(await stored()).toEqual(before);
    given(await undo(served, String(first.batchId)));
    expect(await stored()).toEqual([]);
  });

  test("by amounts for each year, again, and one that is there with more years", async () => {
    await addCommitment(served, authority, { ...statedAmounts, amounts: [{ year: "2023/24", amountPence: 1 }, ...statedAmounts.amounts] });
    const result = await run("Name,24/25,25/26\nStated,51,62\nNew,10,\n", byYear);
    expect(result).toMatchObject({ rows: 2, stated: 2, added: 1, revised: 1 });
    expect(await stored()).toMatchObject([
      {
        name: "Stated",
        amounts: [
          { year: "2023/24", amountPence: 1 },
          { year: "2024/25", amountPence: 5_100_000 },
          { year: "2025/26", amountPence: 6_200_000 },
        ],
      },
      { name: "New", status: { name: "Approved" }, amounts: [{ year: "2024/25", amountPence: 1_000_000 }] },
    ]);
    expect(await run("Name,24/25,25/26\nStated,51,62\nNew,10,\n", byYear)).toMatchObject({ added: 0, revised: 0, batchId: null });
    // A preview counts the commitment once, however much of it is changed.
    expect(await run("Name,24/25,25/26\nStated,1,2\nNew,10,\n", { ...byYear, statusIs: "proposed" }, { preview: true })).toMatchObject({ stated: 2, added: 0, revised: 2 });
  });

  test("what the file does not state of one that is there stays", async () => {
    await addCommitment(served, authority, { ...nineBeds, provider: "Home One", statusId: statusIdOf(authority, "In governance") });
    const [before] = await stored();
    const map = { target: "commitments", name: "Name", places: "Beds", startsOn: "From", weeklyPrice: "Price" };
    expect(await run("Name,Beds,From,Price\nNine beds,9,2024-04-01,1050\n", map)).toMatchObject({ added: 0, revised: 1 });
    expect(await stored()).toEqual([{ ...before, weeklyRatePounds: "1050" }]);
    expect(await run("Name,Beds,From,Price\nNine beds,9,2024-04-01,1050\n", { ...map, weeksPerYear: "365/7 weeks", partYear: "by days" })).toMatchObject({ revised: 1 });
    expect((await stored())[0]).toMatchObject({ weeksPerYear: "WEEKS_365_7", partYear: "BY_DAYS" });
  });

  test("each bad row is told with the file's own column, and none is stored", async () => {
    const rows = [
      "Good,approved,,1,2024-04-01,,1",
      "Good,approved,,1,2024-04-01,,1",
      ",approved,,1,2024-04-01,,1",
      "A,maybe,,1,2024-04-01,,1",
      "B,approved,,1.5,2024-04-01,,1",
      "C,approved,,,2024-04-01,,1",
      "D,approved,,-1,2024-04-01,,1",
      "E,approved,,1,2024-02-30,,1",
      "F,approved,,1,2024-04-01,2023-03-31,1",
      "G,approved,,1,2024-04-01,,a lot",
      "H,approved,,1,2024-04-01,,-5",
      `I,approved,,1,2024-04-01,,"1,5"`,
      `J,approved,,"1,5",2024-04-01,,1`,
      "K,approved,,1e3,2024-04-01,,1",
    ];
    expect((await faults(`${header}${rows.join("\n")}\n`, priced)).map(({ line, column }) => [line, column])).toEqual([
      [3, "Name"],
      [4, "Name"],
      [5, "Status"],
      [6, "Beds"],
      [7, "Beds"],
      [8, "Beds"],
      [9, "From"],
      [10, expect.stringMatching(/^(From|To)$/)],
      [11, "Price"],
      [12, "Price"],
      [13, "Price"],
      [14, "Beds"],
      [15, "Beds"],
    ]);
    expect(await faults("Name,24/25,25/26\nA,(5),1\nB,1,x\n", byYear)).toMatchObject([{ line: 3, column: "25/26" }]);
  });

  test("with a status in the authority's own words, whatever their case; of any other it is said which there are", async () => {
    given(await served.ask(`mutation($a: ID!) { createCommitmentStatus(authority: $a, input: { name: "At Design Authority", kind: IN_GOVERNANCE }) { id } }`, { a: authority }));
    expect(await run(`${header}A,at design authority,,1,2024-04-01,,1\n`, priced)).toMatchObject({ added: 1 });
    expect((await stored())[0].status).toEqual({ name: "At Design Authority" });
    expect(await faults(`${header}B,block bookings,,1,2024-04-01,,1\n`, priced)).toMatchObject([
      { line: 2, column: "Status", reason: "There is no status “block bookings”. There are Proposed, In governance, Approved, Contracted, Ended and At Design Authority." },
    ]);
  });

  test("of no status, where none is proposed: a new one is refused, and one that is there keeps its own", async () => {
    const map = { ...byYear, statusIs: undefined };
    await addCommitment(served, authority, statedAmounts);
    const input = { name: "Put forward", kind: "IN_GOVERNANCE" };
    const changing = `mutation($id: ID!, $i: CommitmentStatusInput!) { changeCommitmentStatus(seen: ${latest}, id: $id, input: $i) { id } }`;
    given(await served.ask(changing, { id: statusIdOf(authority, "Proposed"), i: input }));
    expect(await run("Name,24/25,25/26\nStated,51,62\n", map)).toMatchObject({ revised: 1 });
    expect((await stored())[0].status).toEqual({ name: "Put forward" });
    expect(await faults("Name,24/25,25/26\nNew,51,62\n", map)).toMatchObject([
      { line: 2, column: "Name", reason: expect.stringMatching(/^No status of this authority is proposed/) },
    ]);
  });

  test("with weeks, parts of years or a status that are none are refused", async () => {
    const text = `${header}A,approved,,1,2024-04-01,,1\n`;
    for (const [field, value] of [
      ["weeksPerYear", "53"],
      ["partYear", "by moons"],
      ["statusIs", "maybe"],
    ] as const)
      expect(await refusedWhole(text, { ...priced, status: undefined, [field]: value })).toMatchObject({ code: "BAD_INPUT", field: `map.${field}` });
  });
});
