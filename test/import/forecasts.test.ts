// Forecasts out of a file: read, imported, the same again no change, undone; and the monitoring table as Tabled exports it, read back.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeOds } from "hucre/ods";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { machineOwner } from "../../server/http/viewer.ts";
import { importFile } from "../../server/import/importFile.ts";
import { readFileAs } from "../../server/import/reading.ts";
import type { Choices } from "../../server/reading/proposal.ts";
import { newAuthority, undo } from "../api/commissioner.ts";
import { given } from "../api/officer.ts";
import { everything } from "../db/rows.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";

describe.each(engines)("forecasts on %s", (engine) => {
  const folder = mkdtempSync(join(tmpdir(), "tabled-forecasts-"));
  let served: Served;
  let authority: string;
  let version: string;
  let count = 0;
  beforeAll(async () => {
    served = await serve(engine, { examples: false });
  });
  afterAll(async () => {
    await served.stop();
    rmSync(folder, { recursive: true });
  });
  const file = (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const imported = (path: string, choices: Choices = {}) => importFile(served.db, machineOwner, { authorityId: authority, path, name: "forecasts", choices, preview: false });
  const read = (path: string, choices: Choices = {}) => readFileAs({ db: served.db, viewer: machineOwner, authorityId: authority }, { path, choices });
  const monitoring = async (asAt: string) => {
    const { monitoringTable } = given(
      await served.ask(`{ monitoringTable(authority: "${authority}", year: "2025/26", asAt: "${asAt}", unit: POUNDS) { columns { key } rows { label kind cells { shown } } } }`),
    );
    const at = monitoringTable.columns.findIndex(({ key }: { key: string }) => key === "forecast");
    return Object.fromEntries(
      monitoringTable.rows.flatMap(({ label, kind, cells }: { label: string; kind: string; cells: { shown: string }[] }) =>
        kind === "COST_CENTRE" ? [[label, cells[at]?.shown]] : [],
      ),
    );
  };
  beforeEach(async () => {
    authority = await newAuthority(served, `Forecasts ${++count}`);
    version = given(await served.ask(`mutation($a: ID!) { createVersion(authority: $a, input: { name: "Budget", firstYear: "2025/26", yearCount: 1 }) { id } }`, { a: authority }))
      .createVersion.id;
    await importFile(served.db, machineOwner, {
      authorityId: authority,
      path: file("budget.csv", "Cost centre,2025/26\nResidential North,4600000\nFostering & carers,2000000\n"),
      name: "budget",
      choices: { unit: "pounds", as: "budget" },
      preview: false,
    });
  });
  const months = [
    "£000s,,,",
    "Cost centre,Apr-25,May-25,Jun-25",
    '"Residential, North","4,650","4,700","4,700"',
    'Fostering and carers,"2,000",,"2,010"',
    'Total,"6,650","4,700","6,710"',
  ].join("\n");

  test("by month come in by their cost centres, told from a month's own by the budget, and are undone whole", async () => {
    const path = file("months.csv", months);
    const proposal = await read(path);
    expect(proposal).toMatchObject({ as: "forecasts", unit: "thousands", years: ["2025/26"], incoming: { count: 5, sumPence: 1_806_000_000 }, refused: null });
    expect(proposal.asks).toMatchObject([{ about: "months", taken: "the whole year" }]);
    const first = await imported(path);
    expect(first).toMatchObject({ stated: 5, added: 5, revised: 0, errors: [] });
    expect(await monitoring("2025-05-31")).toEqual({ "Residential North": "4,700,000.00", "Fostering & carers": "2,000,000.00" });
    expect(await monitoring("2025-06-30")).toEqual({ "Residential North": "4,700,000.00", "Fostering & carers": "2,010,000.00" });
    expect(await imported(path)).toMatchObject({ added: 0, revised: 0, batchId: null });
    const second = await imported(file("months.csv", months.replace('"4,700","4,700"', '"4,800","4,700"')));
    expect(second).toMatchObject({ added: 0, revised: 1 });
    expect(await monitoring("2025-06-30")).toMatchObject({ "Residential North": "4,700,000.00" });
    given(await undo(served, String(second.batchId)));
    given(await undo(served, String(first.batchId)));
    expect(await monitoring("2025-04-30")).toEqual({ "Residential North": "[x]", "Fostering & carers": "[x]" });
  });

  test("of what is no cost centre are left out once that was seen", async () => {
    const path = file("other.csv", `${months}\nElsewhere,"1,000","1,000","1,000"\n`);
    const proposal = await read(path);
    expect(proposal.clean).toBeNull();
    expect(proposal.asks.filter(({ taken }) => taken === undefined)).toMatchObject([
      { about: "unknown", question: expect.stringContaining("“Elsewhere”"), options: ["leave them out"] },
    ]);
    expect(proposal.leftOut).toContainEqual(expect.objectContaining({ at: "row 6", label: "Elsewhere", why: "there is no cost centre of this name" }));
    expect(await imported(path, { unknown: "leave them out" })).toMatchObject({ added: 5, errorCount: 0 });
  });

  test("gross with income take the place of a net one, and a net one does not take theirs", async () => {
    await imported(file("net.csv", "Cost centre,Month,Forecast outturn\nResidential North,Apr-25,£100\nResidential North,May-25,£110\n"), {
      months: "the whole year",
      as: "forecasts",
    });
    const gross = file("gross.csv", "Cost centre,Month,Gross expenditure,Gross income\nResidential North,Apr-25,£120,(£30)\n");
    expect(await imported(gross, { as: "forecasts" })).toMatchObject({ errorCount: 0 });
    expect(await monitoring("2025-04-30")).toMatchObject({ "Residential North": "90.00" });
    const result = await imported(file("net.csv", "Cost centre,Month,Forecast outturn\nResidential North,Apr-25,£95\nFostering & carers,Apr-25,£1\n"), { as: "forecasts" });
    expect(result).toMatchObject({ errorCount: 1, errors: [{ line: 2, column: "Amount", reason: expect.stringContaining("gross expenditure") }] });
  });

  test("in a monitoring table that is read back as it was exported are no change, and what was edited is", async () => {
    await imported(file("months.csv", months.replace('"4,650"', "£4.6504996m")));
    const exported = async (format: string, unit: string, more = "") => {
      const url = `/export/monitoringTable.${format}?authority=${authority}&version=${version}&year=2025%2F26&asAt=2025-05-31&unit=${unit}${more}`;
      const answer = await served.app.inject({ method: "GET", url, headers: { host: "localhost" } });
      expect(answer.statusCode, answer.body).toBe(200);
      return answer.rawPayload;
    };
    const before = await everything(served.db);
    for (const [format, unit] of [
      ["csv", "THOUSANDS"],
      ["xlsx", "THOUSANDS"],
      ["ods", "POUNDS"],
      ["json", "MILLIONS"],
    ] as const) {
      const path = file(`back.${format}`, await exported(format, unit));
      expect(await read(path), format).toMatchObject({ as: "forecasts", incoming: { count: 2 }, refused: null });
      expect(await imported(path), format).toMatchObject({ added: 0, revised: 0, errorCount: 0, batchId: null });
    }
    expect(await everything(served.db)).toEqual(before);
    const csv = (await exported("csv", "THOUSANDS")).toString();
    expect(await imported(file("edited.csv", csv.replace(/(Residential North.*)4700/, "$14711")))).toMatchObject({ added: 0, revised: 1 });
    // As LibreOffice writes it: a sheet again, another cell edited.
    const rows = [
      ["Item", "Original budget 2025/26", "Latest budget 2025/26", "Forecast outturn as at May 2025", "Variance"],
      ["Residential North", 4_600_000, 4_600_000, 4_711_000, 111_000],
      ["Fostering & carers", 2_000_000, 2_000_000, 2_050_000, 50_000],
      ["Total", 6_600_000, 6_600_000, 6_761_000, 161_000],
    ];
    const edited = [{ name: "Table_1", rows }];
    expect(await imported(file("edited.ods", await writeOds({ sheets: edited })))).toMatchObject({ added: 1, revised: 0 });
    expect(await monitoring("2025-05-31")).toEqual({ "Residential North": "4,711,000.00", "Fostering & carers": "2,050,000.00" });
  });
});
