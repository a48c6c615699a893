// No record of a child is kept: columns that name one are known by their headings or their values, and nothing of them is read.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { guardedOut, isNhsNumber, isPupilNumber, noChildren } from "../../server/reading/guard.ts";
import { isOfChildren } from "../../server/reading/guardedRows.ts";
import { commitmentsIn } from "../../server/reading/placements.ts";
import type { Target } from "../../server/reading/proposal.ts";
import { runs } from "../setup/samples.ts";
import { tableOf, textsIn } from "./given.ts";

const headings = [
  "Child ID",
  "ChildID",
  "child_id",
  "Child's name",
  "Name of child",
  "Young Person",
  "YP ref",
  "DOB",
  "D.O.B.",
  "Date of birth",
  "Born",
  "UPN",
  "NHS No.",
  "NHS number",
  "UASC ID",
  "Client ref",
  "Case number",
  "LCS ID",
  "Mosaic ID",
  "Liquidlogic no",
  "Person ID",
  "Surname",
  "First name",
  "Initials",
  "Service user",
  "Initials / ID",
  "Initials/ID",
  "Name (young person)",
  "Provider ref / Child's name",
  "Child & placement",
  "Student",
  "Resident",
  "Pupil name",
  "EHCP no",
  "EHC plan number",
  "SU ID",
];
const others = [
  "Children looked after",
  "Number of children",
  "Child population",
  "NHS",
  "Children's homes",
  "Client contributions",
  "Provider name",
  "Home",
  "UASC",
  "No. of children",
  "Children's services",
  "Children & families",
  "Children and young people",
  "Client / provider",
];

/** An NHS number and a pupil number whose check digit and letter are right. */
const nhs = fc.integer({ min: 400_000_000, max: 499_999_999 }).map((nine) => {
  for (let last = 0; last <= 9; last += 1) if (isNhsNumber(`${nine}${last}`)) return `${nine}${last}`;
  return "9434765919";
});
const upn = fc
  .integer({ min: 100_000_000_000, max: 999_999_999_999 })
  .map((digits) => [..."ABCDEFGHJKLMNPQRTUVWXYZ"].map((letter) => `${letter}${digits}`).find(isPupilNumber) as string);

describe("columns that name a child", () => {
  test("are known by their headings, and those that count children or take money from the NHS are not", () => {
    const lines = (heading: string, ...values: string[]) => [`Provider|${heading}|Weekly cost`, ...values.map((value, index) => `Oak Ltd ${index}|${value}|${index + 1},000`)];
    for (const heading of headings) expect([heading, tableOf(lines(heading, "98765", "98766", "98777")).guarded.length]).toEqual([heading, 1]);
    for (const heading of others) expect([heading, tableOf(lines(heading, "1,250", "12", "960")).guarded]).toEqual([heading, []]);
  });

  test("take a name and an address beside them with them, which are a home's or a provider's otherwise", () => {
    const guarded = (lines: readonly string[]) => tableOf(lines).guarded.map(({ name }) => name);
    expect(guarded(["Name|Address|DOB|Provider|Weekly cost", "A B|1 High Street|14/02/2011|Oak Ltd|1,000", "C D|2 High Street|15/02/2011|Elm Ltd|2,000"])).toEqual([
      "Name",
      "Address",
      "DOB",
    ]);
    expect(guarded(["Name|Address|Weekly cost", "Oak House|1 High Street|1,000", "Elm House|2 High Street|2,000"])).toEqual([]);
  });

  test("are a name in a list of placements where persons' names stand in it, and never those of homes or providers", () => {
    const list = (heading: string, ...names: string[]) =>
      tableOf([`${heading}|Placement type|Start date|End date|Weekly cost`, ...names.map((name, at) => `${name}|Residential|1${at}/04/2024||£5,963`)]).guarded.length;
    for (const heading of ["Name", "Full name", "Person", "Client", "Resident"]) expect([heading, list(heading, "Jamie Smith", "Aisha Bello", "T. O’Neill")]).toEqual([heading, 1]);
    for (const heading of ["Name", "Home", "Provider", "Placement", "Service"])
      expect([heading, list(heading, "Alder House", "Birch Care Ltd", "The Willows")]).toEqual([heading, 0]);
    expect(list("Name", "Residential block", "Short breaks", "Advocacy for all")).toBe(0);
    for (const heading of ["Provider", "Home", "Service"]) expect([heading, list(heading, "Jamie Smith", "Aisha Bello", "Priory")]).toEqual([heading, 0]);
  });

  test("are those whose values call a child so, whatever stands over them", () => {
    const over = (heading: string, ...values: string[]) => tableOf([`${heading}|Cost`, ...values.map((value) => `${value}|£5,963`)]).guarded.length;
    expect(over("Placement", "LAC10231", "LAC10232", "LAC10240")).toBe(1);
    expect(over("Line", "Child A", "Child B", "Child C")).toBe(1);
    expect(over("Cost centre", "LAC10231", "LAC10232", "LAC10240")).toBe(0);
  });

  test("leave no table of lines or outcomes behind, where nothing else says what its rows are", () => {
    const isRefused = (as: Target, ...lines: string[]) => isOfChildren(tableOf(lines), as);
    expect(isRefused("outcomes", "Pupil|Attainment 8|Progress 8", "A Jones|45|0.1", "B Smith|52|0.4")).toBe(true);
    expect(isRefused("forecasts", "Child ref|Apr-26|May-26", "C1001|1000|1000", "C1002|2000|2000")).toBe(true);
    expect(isRefused("budget", "Client name|Package|2026/27 (£)", "Jamie Smith|Solo|300000", "Aisha Bello|Solo|250000")).toBe(true);
    expect(isRefused("budget", "Mosaic ref|Placement|2026/27 (£)", "1234567|Alder House|300000", "1234568|Birch Lodge|250000")).toBe(false);
    expect(isRefused("activity", "Child ID|Placement type|Nights|Cost", "1234567|Residential|90|£9", "1234568|Fostering|80|£8")).toBe(false);
    expect(isRefused("budget", "Line|Cost", "Homes|£10", "Fostering|£20")).toBe(false);
  });

  test("are known by check letters and digits, and by days under 19 years before the row's others", () => {
    // 9×10 + 4×9 + 3×8 + 4×7 + 7×6 + 6×5 + 5×4 + 9×3 + 1×2 = 299 = 27×11 + 2, and 11 − 2 = 9
    expect([isNhsNumber("943 476 5919"), isNhsNumber("9434765918"), isNhsNumber("1111111111")]).toEqual([true, false, false]);
    // A temporary one ends in a letter.
    expect([isPupilNumber("H801200001001"), isPupilNumber("A801200001001"), isPupilNumber("H80120000100")]).toEqual([true, false, false]);
    const days = (heading: string) =>
      tableOf([`Provider|${heading}|Start date|Weekly cost`, "Oak|14/02/2011|01/04/2024|100", "Elm|03/11/2009|01/09/2024|200"]).guarded.map(({ name }) => name);
    expect(days("Date 2")).toEqual(["Date 2"]);
    expect(days("Contract date")).toEqual([]);
  });

  test("leave nothing behind: no value of theirs is in what was read, nor in what comes in", () => {
    const row = fc.record({
      id: fc.integer({ min: 700_000, max: 799_999 }),
      nhs,
      upn,
      born: fc.date({ min: new Date("2008-01-01"), max: new Date("2017-12-31"), noInvalidDate: true }),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (children) => {
        const born = (date: Date) => date.toISOString().slice(0, 10).split("-").reverse().join("/");
        const secrets = children.flatMap((child) => [`${child.id}`, child.nhs, child.upn, born(child.born), child.born.toISOString().slice(0, 10)]);
        const table = tableOf([
          "Child no|Ref 1|Ref 2|Birthday|Provider|Start date|End date|Weekly cost",
          ...children.map((child, index) => `${child.id}|${child.nhs}|${child.upn}|${born(child.born)}|Oak ${index}|01/04/2025||£1,000.00`),
        ]);
        expect(guardedOut(table)).toEqual({ "Child no": noChildren, "Ref 1": noChildren, "Ref 2": noChildren, Birthday: noChildren });
        const read = commitmentsIn(table);
        expect(read.incoming.count).toBe(children.length);
        const texts = [...textsIn(table), ...textsIn(read)].join("\n");
        expect(secrets.filter((secret) => texts.includes(secret))).toEqual([]);
      }),
      runs(60),
    );
  });
});
