// Two versions compared over HTTP: drafts and published ones, cell by cell, with what stands in one of them alone.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { latest } from "../setup/latest.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { addCommitment, edit, given, nineBeds, refusal, type Sheet, startSheet } from "./officer.ts";

interface Row {
  label: string;
  kind: string;
  status: string | null;
  cells: { shown: string; pence: number | null; edits: string | null; derivation: { workings: string; result: string } | null }[];
}

describe.each(engines)("comparing versions on %s", (engine) => {
  let served: Served;
  let sheet: Sheet;
  let copy: string;
  const asking = `query($a: ID!, $one: ID!, $other: ID!, $from: FinancialYear, $years: Int, $d: Boolean) {
    versionComparison(authority: $a, one: $one, other: $other, from: $from, years: $years, differing: $d) {
      title notes columns { key label } rows { label kind status cells { shown pence edits derivation { workings result } } }
    }
  }`;
  const ask = (more: object = {}) => served.ask(asking, { a: sheet.authority, one: sheet.version, other: copy, ...more });
  const compared = async (more: object = {}) => {
    const found = given(await ask(more)).versionComparison as { notes: string[]; columns: { key: string; label: string }[]; rows: Row[] };
    return { ...found, notes: found.notes.join("\n"), shown: Object.fromEntries(found.rows.map((row) => [row.label, row.cells.map((cell) => cell.shown)])) };
  };
  const copied = async (name: string) =>
    given(await served.ask(`mutation($v: ID!, $n: String!) { copyVersion(version: $v, name: $n) { id } }`, { v: sheet.version, n: name })).copyVersion.id as string;
  const publish = async (version: string) => given(await served.ask(`mutation($v: ID!) { publishVersion(seen: ${latest}, version: $v) { batchId } }`, { v: version }));

  beforeAll(async () => {
    served = await serve(engine, { examples: false });
  });
  afterAll(() => served.stop());
  beforeEach(async () => {
    sheet = await startSheet(served, `Compareshire ${crypto.randomUUID()}`);
    await addCommitment(served, sheet.authority, nineBeds);
    copy = await copied("Second");
  });

  test("shows – throughout where both hold the same", async () => {
    const { rows, notes, columns } = await compared();
    expect(columns.slice(0, 3).map(({ label }) => label.replaceAll("\u00a0", " "))).toEqual(["2024/25 A", "2024/25 B", "2024/25 B – A"]);
    expect(columns).toHaveLength(9);
    // South has nothing in 2025/26, in either: nor is known what adds it.
    const unknown = ["South", "Total Homes", "Total budget", "Remaining unallocated budget"];
    for (const row of rows) for (const at of [2, 5, 8]) expect(row.cells[at]?.shown, `${row.label} ${at}`).toBe(at === 5 && unknown.includes(row.label) ? "[x]" : "–");
    expect(notes).toContain("[x]: no amount is recorded in that version, so a difference from it is not known either. That is not nil.");
    expect(notes).toContain("What is known of the two is the same in these years.");
    expect(rows.every((row) => row.cells.every((cell) => cell.edits === null))).toBe(true);
  });

  test("shows differences to the penny, which add up to the totals'", async () => {
    given(await edit(served, { authority: sheet.authority, version: copy }, [{ cell: `budget:${sheet.centres[0]}:2024/25`, expected: 10_000_000, typed: "£90,000.01" }]));
    given(await edit(served, { authority: sheet.authority, version: copy }, [{ cell: `budget:${sheet.centres[1]}:2025/26`, expected: null, typed: "15" }]));
    const { rows, shown, notes } = await compared();
    const of = (label: string) => rows.find((row) => row.label === label) as Row;
    expect(of("North").cells[2]).toMatchObject({ shown: "(10)", pence: -999_999, derivation: { workings: "Second £90,000.01 – Draft £100,000.00", result: "–£9,999.99" } });
    expect(shown.South?.slice(3, 6)).toEqual(["[x]", "15", "[x]"]);
    expect(notes).not.toContain("Where only one of the two has the row");
    for (const label of ["Total Homes", "Total budget", "Remaining unallocated budget"]) {
      expect(of(label).cells[2]?.pence).toBe(-999_999);
      expect(of(label).cells[5]).toMatchObject({ shown: "[x]", pence: null });
    }
    expect(shown["Total budget"]?.slice(3, 6)).toEqual(["[x]", "125", "[x]"]);
    const swapped = given(await served.ask(asking, { a: sheet.authority, one: copy, other: sheet.version })).versionComparison.rows as Row[];
    expect(swapped.find((row) => row.label === "North")?.cells[2]?.pence).toBe(999_999);
  });

  test("leaves out what is the same where that is asked, and says how much", async () => {
    given(await edit(served, { authority: sheet.authority, version: copy }, [{ cell: `budget:${sheet.centres[0]}:2024/25`, expected: 10_000_000, typed: "90" }]));
    const { rows, notes } = await compared({ d: true });
    expect(rows.map((row) => row.label)).toEqual(["North", "South", "Total Homes", "Total budget", "Remaining unallocated budget"]);
    expect(notes).toContain("Left out, because they are the same in both: 1 row.");
    // In the last year nothing differs.
    expect((await compared({ d: true, from: "2026/27", years: 1 })).rows.map((row) => row.label)).toEqual(["Total budget", "Remaining unallocated budget"]);
  });

  test("compares a published version as it was published, with what came and went since", async () => {
    await publish(sheet.version);
    const [north] = sheet.centres;
    given(await served.ask(`mutation($id: ID!) { changeCostCentre(seen: ${latest}, id: $id, input: { name: "Far North" }) { batchId } }`, { id: north }));
    given(await served.ask(`mutation($v: ID!) { addCostCentres(version: $v, rows: [{ name: "East", amounts: ["7"] }]) { batchId } }`, { v: copy }));
    await addCommitment(served, sheet.authority, { ...nineBeds, name: "More beds", places: [{ places: 1, startsOn: "2024-04-01" }] });
    const { rows, shown } = await compared({ years: 1 });
    const status = Object.fromEntries(rows.map((row) => [row.label, row.status]));
    expect(status).toMatchObject({ "Far North": "North in A", East: "only in B", "More beds": "Proposed; only in B", "Nine beds": "Proposed" });
    expect(shown["Far North"]).toEqual(["100", "100", "–"]);
    expect(shown.East).toEqual(["[x]", "7", "7"]);
    // One place at £1,000 for 52 weeks.
    expect(shown["More beds"]).toEqual(["[x]", "(52)", "(52)"]);
    expect(shown["Total budget"]).toEqual(["300", "307", "7"]);
    expect(shown["Remaining unallocated budget"]).toEqual(["(168)", "(213)", "(45)"]);
    const back = given(await served.ask(asking, { a: sheet.authority, one: copy, other: sheet.version, years: 1 })).versionComparison.rows as Row[];
    expect(back.find((row) => row.label === "East")?.status).toBe("only in A");
  });

  test("refuses a version with itself, one of another authority, and years that cannot be", async () => {
    expect(refusal(await ask({ other: sheet.version })).field).toBe("other");
    const elsewhere = await startSheet(served, `Elsewhere ${crypto.randomUUID()}`);
    expect(refusal(await ask({ one: elsewhere.version }))).toMatchObject({ code: "NOT_FOUND", field: "version" });
    expect(refusal(await ask({ years: 31 })).field).toBe("years");
  });
});
