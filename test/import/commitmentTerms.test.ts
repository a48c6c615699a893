// What a file of commitments does not state: a new price is counted in the usual way, and what a commitment has beside its price stays.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Row } from "../../db/tables.ts";
import { fieldChanges } from "../../db/write/change.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { importFile } from "../../server/import/importFile.ts";
import { addCommitment, nineBedsIn, statedAmounts, statedIn } from "../api/officer.ts";
import { storedFacts } from "../db/rows.ts";
import { type Served, serve } from "../setup/served.ts";

const authority = "havering";
const priced = { target: "commitments", name: "Name", places: "Beds", startsOn: "From", weeklyPrice: "Price" };
const byYear = { target: "commitments", name: "Name", years: { "2024/25": "24/25" }, unit: "pounds" };

describe("importing commitments", () => {
  const folder = mkdtempSync(join(tmpdir(), "tabled-imports-"));
  let served: Served;
  beforeAll(async () => {
    served = await serve("sqlite");
  });
  afterAll(async () => {
    await served.stop();
    rmSync(folder, { recursive: true });
  });

  const run = (content: string, map: object) => {
    const path = join(folder, "a.csv");
    writeFileSync(path, content);
    return importFile(served.db, machineOwner, { authorityId: authority, path, name: "a.csv", map: JSON.stringify(map), preview: false });
  };
  const stored = async (name: string) => {
    const found = Object.values((await storedFacts(served.db)).commitment ?? {}).find((row) => row.name === name && row.authorityId === authority);
    if (!found) throw new Error(`There is no commitment ${name}.`);
    return found as unknown as Row<"commitment">;
  };

  test("counts the weeks of a new price as 365/7 and its part years by days, where the mapping does not say", async () => {
    expect(await run("Name,Beds,From,Price\nNew homes,9,2024-10-01,1000\n", priced)).toMatchObject({ added: 1, errors: [] });
    expect(await stored("New homes")).toMatchObject({ weeksPerYear: "365/7 weeks", partYear: "by days" });
    // A price put in place of amounts is a new price.
    await addCommitment(served, authority, { ...statedAmounts, name: "Was amounts" });
    expect(await run("Name,Beds,From,Price\nWas amounts,9,2024-10-01,1000\n", priced)).toMatchObject({ revised: 1, errors: [] });
    expect(await stored("Was amounts")).toMatchObject({ basis: "weekly price", weeksPerYear: "365/7 weeks", partYear: "by days" });
  });

  test("leaves a commitment's own way of counting, and the pool that it is paid from", async () => {
    const { costPool } = await storedFacts(served.db);
    const pool = Object.values(costPool ?? {}).find((row) => row.authorityId === authority)?.id as string;
    for (const [name, input] of [
      ["By the week", { ...nineBedsIn(authority), name: "By the week" }],
      ["By the year", { ...statedIn(authority), name: "By the year" }],
    ] as const) {
      await addCommitment(served, authority, input);
      const { id, ...row } = await stored(name);
      await served.db.write((on) =>
        applyBatch(on, machineOwner, { authorityId: authority, why: "Pay it from the pool", changes: fieldChanges("commitment", id, row, { poolId: pool }, "input") }),
      );
    }
    expect(await run("Name,Beds,From,Price\nBy the week,10,2024-04-01,1050\n", priced)).toMatchObject({ revised: 1, errors: [] });
    expect(await stored("By the week")).toMatchObject({ weeklyRatePounds: "1050", weeksPerYear: "52 weeks", partYear: "stated", poolId: pool });
    expect(await run("Name,24/25\nBy the year,70000\n", byYear)).toMatchObject({ revised: 1, errors: [] });
    expect(await stored("By the year")).toMatchObject({ poolId: pool });
    // The pool stays where the basis changes, too.
    expect(await run("Name,24/25\nBy the week,70000\n", byYear)).toMatchObject({ revised: 1, errors: [] });
    expect(await stored("By the week")).toMatchObject({ basis: "amounts by year", poolId: pool });
  });
});
