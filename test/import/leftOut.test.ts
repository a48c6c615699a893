// What a file leaves out of a thing that is there stays as it is, in every column that there is, whichever columns are added to the tables later.
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Row, sqliteTables } from "../../db/tables.ts";
import { type Change, insertion } from "../../db/write/change.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { projectCommitment } from "../../server/finance/commitment.ts";
import { readTerms } from "../../server/finance/facts.ts";
import { yearsFrom } from "../../server/finance/financialYear.ts";
import { figureOf } from "../../server/finance/unknown.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { importFile } from "../../server/import/importFile.ts";
import { randomFrom, randomTerms } from "../bench/generate.ts";
import { storedFacts } from "../db/rows.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";

type Image = Record<string, unknown>;
const years = yearsFrom("2024/25", 4);
const columnsOf = (table: "commitment" | "commitmentPlaces" | "budgetLine" | "costCentre" | "outcome") => Object.keys(sqliteTables[table]).filter((name) => name !== "enableRLS");
const folder = mkdtempSync(join(tmpdir(), "tabled-left-out-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file's columns, which of them the mapping names, and the stored columns that they state. */
interface Stated {
  map: Image;
  cells: Record<string, string>;
  columns: string[];
}
const optional: Record<string, Stated> = {
  status: { map: { status: "Status" }, cells: { Status: "approved" }, columns: ["statusId"] },
  provider: { map: { provider: "Home" }, cells: { Home: "Another home" }, columns: ["provider"] },
  endsOn: { map: { endsOn: "To" }, cells: { To: "2030-03-31" }, columns: ["endsOn"] },
  weeksPerYear: { map: { weeksPerYear: "52 weeks" }, cells: {}, columns: ["weeksPerYear"] },
  partYear: { map: { partYear: "by months" }, cells: {}, columns: ["partYear"] },
};
const price: Stated = {
  map: { places: "Beds", startsOn: "From", weeklyPrice: "Price" },
  cells: { Beds: "7", From: "2024-04-01", Price: "1234.5" },
  columns: ["basis", "weeklyRatePounds"],
};
const amounts: Stated = { map: { years: { "2024/25": "24/25", "2025/26": "25/26" }, unit: "pounds" }, cells: { "24/25": "100", "25/26": "" }, columns: ["basis"] };

const file = fc.tuple(fc.boolean(), fc.subarray(Object.keys(optional))).map(([isPrice, more]): Stated => {
  const own = isPrice ? more : more.filter((name) => name === "status" || name === "provider");
  const parts = [isPrice ? price : amounts, ...own.map((name) => optional[name] as Stated)];
  return { map: Object.assign({}, ...parts.map((each) => each.map)), cells: Object.assign({}, ...parts.map((each) => each.cells)), columns: parts.flatMap((each) => each.columns) };
});

describe.each(engines)("importing over what is there on %s", (engine) => {
  let served: Served;
  beforeAll(async () => {
    served = await serve(engine);
  });
  afterAll(() => served.stop());

  const authorityId = "havering";
  const write = (changes: Change[]) => served.db.write((on) => applyBatch(on, machineOwner, { authorityId, why: "Random", changes }));
  async function imported(map: Image, cells: Record<string, string>) {
    const path = join(folder, `${randomUUID()}.csv`);
    writeFileSync(path, `${Object.keys(cells).join(",")}\n${Object.values(cells).join(",")}\n`);
    return importFile(served.db, machineOwner, { authorityId, path, name: "a file.csv", map: JSON.stringify(map), preview: false });
  }

  test("a commitment keeps every column that the file does not state", async () => {
    const facts = await storedFacts(served.db);
    const oneOf = (table: string) => Object.values(facts[table] ?? {}).find((row) => row.authorityId === authorityId)?.id as string;
    const [poolId, arrangementId, costCentreId] = [oneOf("costPool"), oneOf("arrangement"), randomUUID()];
    expect([poolId, arrangementId]).not.toContain(undefined);
    await write([insertion("costCentre", { id: costCentreId, name: "Drawn from", fundingSource: "grant", position: 1 })]);
    let taken = 0;
    let dropped = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.boolean(), file, async (seed, ended, stated) => {
        const id = randomUUID();
        const { facts: terms } = randomTerms(seed % 20, years, randomFrom(seed));
        const { places, amounts: stored, ...row } = terms;
        const more = {
          poolId,
          arrangementId,
          provider: "Home One",
          rateSource: "Tender",
          groupName: "A group",
          mostPlaces: 40,
          position: 1,
          statusId: "havering-status-in-governance",
          upliftSeriesId: null,
        };
        // One period at most, which is what a row of a file can state.
        const period = places[0];
        await write([
          insertion("commitment", { ...row, ...more, id, name: id, endsOn: row.endsOn ?? (ended ? "2031-03-31" : null) }),
          ...(period ? [insertion("commitmentPlaces", { ...period, label: "First", id: `${id}-places`, commitmentId: id })] : []),
          ...stored.map((amount) => insertion("commitmentAmount", { ...amount, id: `${id}-${amount.year}`, commitmentId: id })),
          insertion("commitmentDraw", { id: `${id}-draw`, commitmentId: id, costCentreId, drawnShare: "1", position: 1 }),
        ]);
        const of = (all: Awaited<ReturnType<typeof storedFacts>>, table: string) => Object.values(all[table] ?? {}).filter((each) => each.commitmentId === id || each.id === id);
        const before = await storedFacts(served.db);
        const result = await imported({ target: "commitments", name: "Name", ...stated.map }, { Name: id, ...stated.cells }).catch((error: { code: string }) => error);
        const after = await storedFacts(served.db);
        if ("code" in result || result.errorCount > 0) {
          expect(after).toEqual(before);
          return;
        }
        taken += 1;
        const [was, is] = [of(before, "commitment")[0] as Image, of(after, "commitment")[0] as Image];
        const needed = stated.columns.includes("weeklyRatePounds") ? ["weeksPerYear", "partYear"].filter((column) => was[column] === null) : [];
        for (const column of columnsOf("commitment")) if (![...stated.columns, ...needed].includes(column)) expect([column, is[column]]).toEqual([column, was[column]]);
        if (was.basis !== is.basis) dropped += 1;
        expect(of(after, "commitmentDraw")).toEqual(of(before, "commitmentDraw"));
        const [period0, period1] = [of(before, "commitmentPlaces")[0], of(after, "commitmentPlaces")[0]];
        if (period0 && period1)
          for (const column of columnsOf("commitmentPlaces")) if (!["places", "startsOn"].includes(column)) expect([column, period1[column]]).toEqual([column, period0[column]]);
        // A year that the file says nothing of keeps its amount, where amounts are what there was.
        if (was.basis === is.basis) {
          const rest = (all: typeof after) => of(all, "commitmentAmount").filter((each) => each.year !== "2024/25");
          expect(rest(after)).toEqual(rest(before));
        }
      }),
      { numRuns: 40, seed: 12 },
    );
    expect([taken > 15, dropped > 5]).toEqual([true, true]);
  });

  test("amounts over a commitment that had a price leave its end, its ceiling and its pool, and nothing is charged after the end", async () => {
    const facts = await storedFacts(served.db);
    const poolId = Object.values(facts.costPool ?? {}).find((row) => row.authorityId === authorityId)?.id as string;
    const id = randomUUID();
    const { facts: terms } = randomTerms(0, years, randomFrom(1));
    const { places: _places, amounts: _amounts, ...row } = { ...terms, partYear: "by days" as const, endYearShare: null, endsOn: "2025-03-31", mostPlaces: 3, poolId };
    await write([
      insertion("commitment", { ...row, id, name: "Ended", statusId: "havering-status-approved", position: 1 }),
      insertion("commitmentPlaces", { id: `${id}-places`, commitmentId: id, places: 1, startsOn: "2024-04-01" }),
    ]);
    await imported(
      { target: "commitments", name: "Name", years: { "2024/25": "24/25", "2026/27": "26/27" }, unit: "pounds" },
      { Name: "Ended", "24/25": "50000", "26/27": "100000" },
    );
    const stored = (await storedFacts(served.db)).commitment?.[id];
    expect(stored).toMatchObject({ basis: "amounts by year", endsOn: "2025-03-31", mostPlaces: 3, poolId });
    const amounts = Object.values((await storedFacts(served.db)).commitmentAmount ?? {}).filter((each) => each.commitmentId === id) as Row<"commitmentAmount">[];
    const charged = projectCommitment(readTerms({ ...(stored as Row<"commitment">), places: [], amounts }, null, "terms"), years.slice(0, 3));
    expect(charged.map((known) => figureOf(known)?.value.toString())).toEqual(["50000", "0", "0"]);
  });

  test("a budget line and its cost centre keep every column but the amount and how it was typed", async () => {
    const version = randomUUID();
    const centre = randomUUID();
    await write([
      insertion("budgetVersion", { id: version, name: version, state: "draft", firstYear: "2024/25", yearCount: 3, createdAt: "2024-01-01T00:00:00.000Z" }),
      insertion("costCentre", { id: centre, name: "Kept", code: "K1", serviceGroup: "Group", fundingSource: "grant", position: 77 }),
      ...years
        .slice(0, 3)
        .map((year) => insertion("budgetLine", { id: `${version}-${year}`, versionId: version, costCentreId: centre, year, amountPence: 100, entered: "=1 in £" })),
    ]);
    const before = await storedFacts(served.db);
    await imported({ target: "budget lines", version, costCentre: "Centre", years: { "2024/25": "24/25" }, unit: "pounds" }, { Centre: "Kept", "24/25": "2" });
    const after = await storedFacts(served.db);
    expect(after.costCentre).toEqual(before.costCentre);
    const changed = `${version}-2024/25`;
    expect(after.budgetLine).toEqual({ ...before.budgetLine, [changed]: { ...before.budgetLine?.[changed], amountPence: 200, entered: null } });
  });

  test("an outcome keeps its release and its note where the file names none", async () => {
    const [kpiId, subjectId, id] = [randomUUID(), randomUUID(), randomUUID()];
    const facts = await storedFacts(served.db);
    const kpi = Object.values(facts.kpi ?? {}).find((each) => each.unit === "count" && each.computed === null) as unknown as Row<"kpi">;
    await write([
      insertion("kpi", { ...kpi, id: kpiId, authorityId, code: kpiId, name: kpiId, frequency: "financial year" }),
      insertion("kpiSubject", { id: subjectId, kind: "provider", name: subjectId, position: 900 }),
      insertion("outcome", { id, kpiId, subjectId, startsOn: "2024-04-01", breakdown: "", value: "1", release: "Return of 2025", note: "Counted by hand" }),
    ]);
    const map = { target: "outcomes", layout: "rows", period: "Year", subject: "Place", values: [{ kpi: kpiId, value: "Value" }] };
    const before = (await storedFacts(served.db)).outcome?.[id];
    await imported(map, { Year: "2024/25", Place: subjectId, Value: "2" });
    expect((await storedFacts(served.db)).outcome?.[id]).toEqual({ ...before, value: "2" });
    await imported({ ...map, release: "Return of 2026" }, { Year: "2024/25", Place: subjectId, Value: "3" });
    expect((await storedFacts(served.db)).outcome?.[id]).toEqual({ ...before, value: "3", release: "Return of 2026" });
  });
});
