// Monitoring over HTTP: forecasts month by month, gross and net, variances by the authority's convention, and what is not held.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { everything } from "../db/rows.ts";
import { latest } from "../setup/latest.ts";
import { type Answer, type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { edit, given, refusal, type Sheet, startSheet } from "./officer.ts";

interface Cell {
  shown: string;
  pence: number | null;
  exact: string | null;
  partial: { shown: string; known: number; of: number; parts: string } | null;
  note: string | null;
  rag: string | null;
  edits: string | null;
  entry: string | null;
  derivation: { workings: string; result: string } | null;
}

describe.each(engines)("monitoring on %s", (engine) => {
  let served: Served;
  let sheet: Sheet;
  const [july, august, september] = ["2024-07-31", "2024-08-31", "2024-09-30"] as const;
  const cell = (centre: number, asAt: string = july, part = "net") => `forecast:${part}:${sheet.centres[centre]}:2024/25:${asAt}`;
  const forecast = (edits: object[], more: { unit?: string; key?: string } = {}): Promise<Answer> =>
    served.ask(`mutation($a: ID!, $e: [CellEditInput!]!, $u: MoneyUnit, $k: String) { editForecasts(authority: $a, edits: $e, unit: $u, key: $k) { batchId repeated } }`, {
      a: sheet.authority,
      e: edits,
      u: more.unit ?? null,
      k: more.key ?? null,
    });
  const undo = (batch: string) => served.ask(`mutation($b: ID!) { undoBatch(batch: $b) { batchId } }`, { b: batch });
  const settings = (input: object) =>
    served.ask(`mutation($a: ID!, $i: MonitoringSettingsInput!) { changeMonitoringSettings(seen: ${latest}, authority: $a, input: $i) { batchId } }`, {
      a: sheet.authority,
      i: input,
    });
  async function table(more: { asAt?: string; gross?: boolean; year?: string; unit?: string } = {}) {
    const answer = await served.ask(
      `query($a: ID!, $y: FinancialYear, $d: Day, $g: Boolean, $u: MoneyUnit) {
        monitoringTable(authority: $a, year: $y, asAt: $d, gross: $g, unit: $u) {
          title notes columns { key label status } rows { label kind cells { shown pence exact partial { shown known of parts } note rag edits entry derivation { workings result } } }
        }
      }`,
      { a: sheet.authority, y: more.year ?? "2024/25", d: more.asAt ?? null, g: more.gross ?? null, u: more.unit ?? null },
    );
    const { rows, columns, notes } = given(answer).monitoringTable;
    const at = (key: string) => columns.findIndex((column: { key: string }) => column.key === key);
    const of = (label: string, key: string): Cell => rows.find((row: { label: string }) => row.label === label).cells[at(key)];
    return {
      of,
      notes: notes.join("\n") as string,
      columns: columns as { key: string; label: string; status: string }[],
      shown: (label: string) => rows.find((row: { label: string }) => row.label === label).cells.map((each: Cell) => each.shown) as string[],
    };
  }
  async function refused(answer: () => Promise<Answer>) {
    const before = await everything(served.db);
    const found = refusal(await answer());
    expect(await everything(served.db)).toEqual(before);
    return found;
  }

  beforeAll(async () => {
    served = await serve(engine, { examples: false });
  });
  afterAll(() => served.stop());
  beforeEach(async () => {
    sheet = await startSheet(served, `Monitorshire ${crypto.randomUUID()}`);
  });

  test("forecasts are seen beforehand, with every refusal and nothing stored", async () => {
    given(await forecast([{ cell: cell(0), pence: 10_000_000 }]));
    const before = await everything(served.db);
    const answer = await served.ask(`query($a: ID!, $e: [CellEditInput!]!, $u: MoneyUnit) { previewForecasts(authority: $a, edits: $e, unit: $u) { pence shown error } }`, {
      a: sheet.authority,
      u: "THOUSANDS",
      e: [
        { cell: cell(0), typed: "4,700", expected: 10_000_000 },
        { cell: cell(1), typed: "lots" },
        { cell: cell(1), typed: "(12)" },
        { cell: cell(1), typed: "13" },
        { cell: cell(0, september), typed: "1", expected: 5 },
        { cell: cell(0, august), typed: "", expected: 470_000_000 },
        { cell: cell(1, august, "income"), typed: "3" },
        { cell: `forecast:net:nobody:2024/25:${july}`, typed: "1" },
      ],
    });
    expect(given(answer).previewForecasts).toEqual([
      { pence: 470_000_000, shown: "4,700", error: null },
      { pence: null, shown: null, error: expect.stringMatching(/“lots” is not an amount/) },
      { pence: -1_200_000, shown: "(12)", error: null },
      { pence: 1_300_000, shown: "13", error: "This cell is changed twice in one batch. Say once what it should be." },
      // What stands there is what the first of them makes of July.
      { pence: 100_000, shown: "1", error: expect.stringMatching(/Somebody changed this first\..* It is now 4,700\.$/) },
      { pence: null, shown: "[x]", error: expect.stringMatching(/carried forward from July 2024/) },
      { pence: -300_000, shown: "(3)", error: null },
      { pence: 100_000, shown: "1", error: "There is no such cost centre in this authority." },
    ]);
    expect(await everything(served.db)).toEqual(before);
  });

  test("shows [x] and no variance where nothing is forecast", async () => {
    const { shown, notes, columns, of } = await table();
    expect(columns.map(({ label }) => label)).toEqual(["Original budget", "Movements", "Latest budget", "Forecast outturn", "Variance", "Variance %", "RAG"]);
    expect(shown("North")).toEqual(["100", "–", "100", "[x]", "[x]", "[x]", "[x]"]);
    expect(shown("Total")).toEqual(["300", "–", "300", "[x]", "[x]", "[x]", "[x]"]);
    expect(notes).toContain("Draft is a draft: its amounts are the original budget until it is published.");
    expect(notes).toContain("No virement moves budget in 2024/25.");
    expect(notes).toContain("[x]: no amount is recorded, so it is not known");
    expect(of("North", "forecast").edits).toMatch(/^forecast:net:/);
    expect(of("Total", "forecast").edits).toBeNull();
  });

  test("takes forecasts as one batch, with variances, percentages, ratings and how each was made", async () => {
    const { batchId } = given(
      await forecast([
        { cell: cell(0), typed: "102" },
        { cell: cell(1), typed: "£190,000.50" },
      ]),
    ).editForecasts;
    const { shown, of, notes } = await table({ unit: "POUNDS" });
    // 102,000 less 100,000; 190,000.50 less 200,000; 2,000 over 100,000 is 2.0%, within the usual 2%.
    expect(shown("North")).toEqual(["100,000.00", "–", "100,000.00", "102,000.00", "+2,000.00", "+2.0%", "Amber"]);
    expect(shown("South")).toEqual(["200,000.00", "–", "200,000.00", "190,000.50", "–9,999.50", "–5.0%", "Green"]);
    expect(shown("Total Homes")).toEqual(["300,000.00", "–", "300,000.00", "292,000.50", "–7,999.50", "–2.7%", "Green"]);
    expect(of("North", "rag").rag).toBe("AMBER");
    expect(of("South", "variance")).toMatchObject({ pence: -999_950, derivation: { workings: "Forecast outturn £190,000.50 – Latest budget £200,000.00", result: "–£9,999.50" } });
    expect(of("North", "variancePercent")).toMatchObject({ exact: "0.02", pence: null, derivation: { workings: "Variance £2,000.00 ÷ Latest budget £100,000.00" } });
    expect(of("Total", "forecast").derivation?.workings).toBe("Total Homes £292,000.50");
    expect(notes).toContain("an overspend is shown as +, an underspend as –. Variance % is variance over latest budget.");
    expect(notes).toContain("Amber: over by no more than 2% of latest budget. Red: over by more. This is the usual tolerance");
    const taken = given(await undo(batchId)).undoBatch.batchId;
    expect((await table()).shown("North")[3]).toBe("[x]");
    given(await undo(taken));
    expect((await table()).shown("North")[3]).toBe("102");
  });

  test("has no total variance until every forecast is there, and says what there is of it", async () => {
    given(await forecast([{ cell: cell(0), typed: "110" }]));
    const { shown, of } = await table();
    expect(shown("Total Homes")).toEqual(["300", "–", "300", "[x]", "[x]", "[x]", "[x]"]);
    const partial = { known: 1, of: 2, parts: "cost centres" };
    expect(["forecast", "variance", "variancePercent"].map((column) => of("Total", column).partial)).toEqual([
      { ...partial, shown: "110" },
      { ...partial, shown: "+10" },
      { ...partial, shown: "+10.0%" },
    ]);
  });

  test("has no variance of a forecast that has no budget, and adds it to none", async () => {
    const asAt = "2025-07-31";
    given(await forecast([{ cell: `forecast:net:${sheet.centres[1]}:2025/26:${asAt}`, typed: "5" }]));
    const { shown, of } = await table({ year: "2025/26" });
    expect(shown("South")).toEqual(["[x]", "–", "[x]", "5", "[x]", "[x]", "[x]"]);
    expect(of("South", "variance").note).toContain("No budget is recorded for it");
    // Moving budget to it does not make known what it was given: neither its latest budget, nor its variance, nor the total's.
    const moved = await served.ask(`mutation($a: ID!, $i: VirementInput!) { createVirement(authority: $a, input: $i) { id } }`, {
      a: sheet.authority,
      i: {
        version: sheet.version,
        year: "2025/26",
        permanent: false,
        approver: "Director",
        reference: "CS/25/01",
        approvedOn: "2025-07-01",
        lines: [
          { costCentreId: sheet.centres[0], amountPence: -1_000_000 },
          { costCentreId: sheet.centres[1], amountPence: 1_000_000 },
        ],
      },
    });
    given(moved);
    given(await forecast([{ cell: `forecast:net:${sheet.centres[0]}:2025/26:${asAt}`, typed: "99" }]));
    const after = await table({ year: "2025/26" });
    expect(after.shown("South")).toEqual(["[x]", "10", "[x]", "5", "[x]", "[x]", "[x]"]);
    // North: 110 – 10 = 100; 99 – 100 = –1.
    expect(after.shown("North")).toEqual(["110", "(10)", "100", "99", "–1", "–1.0%", "Green"]);
    expect(after.shown("Total")).toEqual(["[x]", "–", "[x]", "104", "[x]", "[x]", "[x]"]);
    expect(after.of("Total", "latest").partial).toMatchObject({ shown: "100", known: 1, of: 2 });
    expect(after.of("Total", "variance").partial).toMatchObject({ shown: "–1", known: 1, of: 2 });
    expect(after.notes).not.toContain("across");
  });

  test("keeps each month's forecast, carries the last one forward, and says so", async () => {
    given(
      await forecast([
        { cell: cell(0, july), typed: "102" },
        { cell: cell(1, july), typed: "200" },
      ]),
    );
    given(await forecast([{ cell: cell(0, august), expected: 10_200_000, typed: "105" }]));
    const newest = await table();
    expect(newest.columns.map(({ label, status }) => `${label} ${status}`)).toContain("Forecast rose since Jul 2024");
    expect([newest.of("North", "forecast").shown, newest.of("North", "change").shown]).toEqual(["105", "3"]);
    expect(newest.of("South", "forecast")).toMatchObject({ shown: "200", note: "Carried forward from July 2024: none is recorded as at August 2024." });
    expect(newest.notes).toContain("Carried forward from July 2024, as nothing later is recorded: South.");
    expect((await table({ asAt: "2024-07-05" })).of("North", "forecast").shown).toBe("102");
    expect((await table({ asAt: "2024-06-30" })).of("North", "forecast").shown).toBe("[x]");
    const months = given(await served.ask(`query($a: ID!) { forecastMonths(authority: $a, year: "2024/25") }`, { a: sheet.authority })).forecastMonths;
    expect(months).toEqual([august, july]);
    expect(await refused(() => forecast([{ cell: cell(1, august), expected: 20_000_000, typed: "" }]))).toMatchObject({
      field: "edits[0]",
      message: "Nothing is recorded here as at August 2024: the amount is carried forward from July 2024. Empty it there, or type another here.",
    });
    given(await forecast([{ cell: cell(0, august), expected: 10_500_000, typed: "" }]));
    expect((await table({ asAt: august })).of("North", "forecast").shown).toBe("102");
  });

  test("holds gross expenditure and income apart, and net follows", async () => {
    given(await forecast([{ cell: cell(0, july), typed: "102" }]));
    given(
      await forecast([
        { cell: cell(0, july, "expenditure"), typed: "130" },
        { cell: cell(0, july, "income"), typed: "(25)" },
      ]),
    );
    const gross = await table({ gross: true });
    expect(gross.shown("North")).toEqual(["100", "–", "100", "130", "(25)", "105", "+5", "+5.0%", "Red"]);
    expect(gross.of("North", "forecast").derivation?.workings).toBe("Gross expenditure £130,000.00 – Gross income £25,000.00");
    expect(gross.notes).toContain("Budgets are held net.");
    expect(gross.of("North", "income")).toMatchObject({ pence: -2_500_000, entry: "-25" });
    const net = await table();
    expect(net.of("North", "forecast")).toMatchObject({ shown: "105", edits: null });
    // An income typed either way is income.
    given(await forecast([{ cell: cell(0, july, "income"), expected: -2_500_000, typed: "30" }]));
    expect((await table()).of("North", "forecast").shown).toBe("100");
    expect((await refused(() => forecast([{ cell: cell(0, july), expected: 10_000_000, typed: "1" }]))).message).toContain("gross expenditure less gross income");
    // A later net forecast takes their place.
    given(await forecast([{ cell: cell(0, august), expected: 10_000_000, typed: "99" }]));
    expect((await table({ gross: true })).shown("North").slice(3, 6)).toEqual(["[x]", "[x]", "99"]);
    // Income alone is no outturn, and neither is expenditure: of neither is the net known.
    given(await forecast([{ cell: cell(1, september, "income"), typed: "30" }]));
    const income = await table({ gross: true });
    expect(income.shown("South").slice(3, 6)).toEqual(["[x]", "(30)", "[x]"]);
    expect(income.of("South", "forecast").note).toBe("Gross income is recorded without gross expenditure: type 0 where there is none.");
    given(await forecast([{ cell: cell(1, september, "income"), expected: -3_000_000, typed: "" }]));
    given(await forecast([{ cell: cell(1, september, "expenditure"), typed: "210" }]));
    const expenditure = await table({ gross: true });
    expect(expenditure.shown("South").slice(3)).toEqual(["210", "[x]", "[x]", "[x]", "[x]", "[x]", "[x]"]);
    expect(expenditure.of("South", "forecast").note).toBe("Gross expenditure is recorded without gross income: type 0 where there is none.");
    expect((await table()).of("South", "forecast").note).toContain("type 0 where there is none");
    given(await forecast([{ cell: cell(1, september, "income"), typed: "0" }]));
    expect((await table({ gross: true })).shown("South").slice(3, 6)).toEqual(["210", "–", "210"]);
  });

  test("does not know how far a forecast rose from a net one to a gross one of which a part is not recorded", async () => {
    given(await forecast([{ cell: cell(0, july), typed: "100" }]));
    given(await forecast([{ cell: cell(0, august, "expenditure"), typed: "130" }]));
    expect((await table()).of("North", "change")).toMatchObject({ shown: "[x]", pence: null });
    given(await forecast([{ cell: cell(0, august, "income"), typed: "25" }]));
    // 130 – 25 = 105.
    expect((await table()).of("North", "change").shown).toBe("5");
  });

  test("takes a variance over the size of a budget of income, and says so where it is worked out and in the note", async () => {
    given(await edit(served, sheet, [{ cell: `budget:${sheet.centres[1]}:2024/25`, expected: 20_000_000, typed: "(50)" }]));
    given(await forecast([{ cell: cell(1), typed: "(40)" }]));
    const { of, notes } = await table();
    // –40 less –50 is 10; 10 over 50 is 20%.
    expect(of("South", "variancePercent")).toMatchObject({
      shown: "+20.0%",
      derivation: { workings: "Variance £10,000.00 ÷ Size of the latest budget £50,000.00", result: "20.0%" },
    });
    expect(notes).toContain("Variance % is variance over latest budget, or over its size where it is negative.");
  });

  test("refuses what is wrong, naming the cell, and stores nothing", async () => {
    const other = await startSheet(served, `Elsewhere ${crypto.randomUUID()}`);
    given(await forecast([{ cell: cell(0), typed: "102" }]));
    const cases: [object[], string, string, string][] = [
      [[], "edits", "BAD_INPUT", "nothing to change"],
      [[{ cell: cell(0), typed: "1" }], "edits[0]", "STALE", "Somebody changed this first"],
      [
        [
          { cell: cell(1), typed: "1" },
          { cell: cell(0), expected: 1, typed: "1" },
        ],
        "edits[1]",
        "STALE",
        "Somebody changed this first",
      ],
      [[{ cell: cell(1), typed: "x" }], "edits[0].typed", "BAD_INPUT", "not an amount"],
      [[{ cell: cell(1), typed: "1", pence: 1 }], "edits[0].pence", "BAD_INPUT", "once"],
      [
        [
          { cell: cell(1), typed: "1" },
          { cell: cell(1), typed: "2" },
        ],
        "edits[1]",
        "BAD_INPUT",
        "twice",
      ],
      [[{ cell: `budget:${sheet.centres[0]}:2024/25`, typed: "1" }], "edits[0].cell", "BAD_INPUT", "not the address of a forecast"],
      [[{ cell: cell(0, "2026-10-31"), typed: "1" }], "edits[0].cell", "BAD_INPUT", "from April 2024 to September 2025"],
      [[{ cell: cell(0, "2024-02-30"), typed: "1" }], "edits[0].cell", "BAD_INPUT", "not in the calendar"],
      [[{ cell: `forecast:net:${other.centres[0]}:2024/25:${july}`, typed: "1" }], "edits[0].cell", "NOT_FOUND", "no such cost centre"],
    ];
    for (const [edits, field, code, words] of cases) {
      const found = await refused(() => forecast(edits));
      expect(found, JSON.stringify(edits)).toMatchObject({ field, code });
      expect(found.message).toContain(words);
    }
    expect((await refused(() => forecast([{ cell: cell(0), typed: "1" }]))).current).toBe(10_200_000);
    const year = refusal(await served.ask(`query($a: ID!) { monitoringTable(authority: $a, year: "2030/31") { title } }`, { a: sheet.authority }));
    expect(year).toMatchObject({ field: "year", message: "Draft covers 2024/25 to 2026/27; 2030/31 is outside it." });
    const month = refusal(await served.ask(`query($a: ID!) { monitoringTable(authority: $a, year: "2024/25", asAt: "2020-01-01") { title } }`, { a: sheet.authority }));
    expect(month.field).toBe("asAt");
  });

  test("has a history for each forecast, through its being emptied and filled again, and tells every conflict", async () => {
    const cellHistory = `query($a: ID!, $c: ID!) { cellHistory(authority: $a, cell: $c) { nodes { what fromSaid toSaid } } }`;
    given(await forecast([{ cell: cell(0), pence: 500_000_00 }]));
    given(await forecast([{ cell: cell(0), expected: 500_000_00 }]));
    given(await forecast([{ cell: cell(0), pence: 510_000_00 }]));
    given(await forecast([{ cell: cell(1), pence: 1_00 }]));
    const { nodes } = given(await served.ask(cellHistory, { a: sheet.authority, c: cell(0) })).cellHistory;
    expect(nodes.map(({ fromSaid, toSaid }: { fromSaid: string; toSaid: string }) => [fromSaid, toSaid])).toEqual([
      ["nothing", "£510,000.00"],
      ["£500,000.00", "nothing"],
      ["nothing", "£500,000.00"],
    ]);
    expect(nodes[0].what).toMatch(/, 2024\/25, forecast as at 31 Jul/);
    const stale = await forecast([
      { cell: cell(0), pence: 1, expected: 2 },
      { cell: cell(1), pence: 1, expected: 2 },
    ]);
    expect(stale.errors?.[0]?.extensions).toMatchObject({
      code: "STALE",
      conflicts: [
        { field: "edits[0]", cell: cell(0), current: 510_000_00, by: expect.any(String) },
        { field: "edits[1]", cell: cell(1), current: 1_00, by: expect.any(String) },
      ],
    });
  });

  test("keeps an expression beside its amount, in the unit that it was typed in, until another amount takes its place", async () => {
    given(await forecast([{ cell: cell(0), typed: "=110+2.5" }]));
    const inThousands = (await table({ asAt: july })).of("North", "forecast");
    expect(inThousands).toMatchObject({ pence: 112_500_00, entry: "=110+2.5" });
    expect(inThousands.derivation?.workings).toContain("typed as =110+2.5 in £000s");
    // F2 in another unit means the same amount.
    expect((await table({ asAt: july, unit: "POUNDS" })).of("North", "forecast").entry).toBe("=110+2.5 in £000s");
    const preview = await served.ask(`query($a: ID!, $e: [CellEditInput!]!) { previewForecasts(authority: $a, edits: $e) { pence note error } }`, {
      a: sheet.authority,
      e: [
        { cell: cell(0), typed: "=£10/3", expected: 112_500_00 },
        { cell: cell(1), typed: "=10/0" },
      ],
    });
    expect(given(preview).previewForecasts).toEqual([
      { pence: 333, note: "=£10/3 is £3.33, rounded to the penny.", error: null },
      { pence: null, note: null, error: expect.stringMatching(/./) },
    ]);
    given(await forecast([{ cell: cell(0), typed: "100", expected: 112_500_00 }]));
    expect((await table({ asAt: july })).of("North", "forecast")).toMatchObject({ pence: 100_000_00, entry: "100" });
  });

  test("keeps a batch once under one key", async () => {
    const first = given(await forecast([{ cell: cell(0), typed: "102" }], { key: "one" })).editForecasts;
    expect(given(await forecast([{ cell: cell(0), typed: "102" }], { key: "one" })).editForecasts).toMatchObject({ batchId: first.batchId, repeated: true });
  });

  test("prints and rates variances as the authority has set", async () => {
    given(
      await forecast([
        { cell: cell(0), typed: "102" },
        { cell: cell(1), typed: "190" },
      ]),
    );
    const read = async () =>
      given(await served.ask(`query($a: ID!) { monitoringSettings(authority: $a) { varianceSign toleranceShare tolerancePence own } }`, { a: sheet.authority })).monitoringSettings;
    expect(await read()).toEqual({ varianceSign: "PLUS", toleranceShare: "0.02", tolerancePence: null, own: false });

    const { batchId } = given(await settings({ varianceSign: "BRACKETS_AND_WORDS", toleranceShare: "0.05", tolerancePence: 199_999 })).changeMonitoringSettings;
    expect(await read()).toEqual({ varianceSign: "BRACKETS_AND_WORDS", toleranceShare: "0.05", tolerancePence: 199_999, own: true });
    const words = await table();
    expect(words.shown("North").slice(4)).toEqual(["(2) ADV", "(2.0%)", "Red"]);
    expect(words.shown("South").slice(4)).toEqual(["10 FAV", "5.0%", "Green"]);
    expect(words.of("North", "variance").pence).toBe(200_000);
    expect(words.columns.find(({ key }) => key === "variance")?.status).toBe("overspend ( ) ADV");
    expect(words.notes).toContain("an overspend is in brackets with ADV (adverse), an underspend is shown with FAV (favourable)");
    expect(words.notes).toContain("Amber: over by no more than 5% of latest budget and no more than £1,999.99. Red: over by more.");
    expect(words.notes).not.toContain("usual");

    given(await settings({ varianceSign: "BRACKETS" }));
    const plain = await table();
    expect(plain.shown("North").slice(4)).toEqual(["(2)", "(2.0%)", "Red"]);
    expect(plain.shown("South").slice(4)).toEqual(["10", "5.0%", "Green"]);
    expect(plain.notes).toContain("No tolerance is set, so nothing is amber.");
    expect(refusal(await undo(batchId)).code).toBe("STALE");
    for (const [input, field] of [
      [{ toleranceShare: "1.01" }, "input.toleranceShare"],
      [{ toleranceShare: "-0.01" }, "input.toleranceShare"],
      [{ tolerancePence: -1 }, "input.tolerancePence"],
    ] as const)
      expect((await refused(() => settings({ varianceSign: "PLUS", ...input }))).field).toBe(field);
  });

  test("stands against the approved version as it was published, whatever changes after", async () => {
    given(await served.ask(`mutation($v: ID!) { publishVersion(seen: ${latest}, version: $v) { batchId } }`, { v: sheet.version }));
    const draft = given(await served.ask(`mutation($v: ID!) { copyVersion(version: $v, name: "Next") { id } }`, { v: sheet.version })).copyVersion.id;
    given(await served.ask(`mutation($v: ID!) { addCostCentres(version: $v, rows: [{ name: "Later", amounts: ["7"] }]) { batchId } }`, { v: draft }));
    const { notes, shown } = await table();
    expect(notes).toContain("The original budget is Draft as it was published.");
    expect(shown("Total")[0]).toBe("300");
    expect(() => shown("Later")).toThrow();
  });
});
