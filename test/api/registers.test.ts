// The registers as tables over HTTP: all that the paged lists hold, narrowed as they are.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { statusIdOf } from "../../db/commitmentStatuses.ts";
import { latest } from "../setup/latest.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { newAuthority, nothingStored } from "./commissioner.ts";
import { addCommitment, given, nineBeds, type Sheet, startSheet, statedAmounts } from "./officer.ts";

const statuses = ["Proposed", "In governance", "Approved", "Contracted", "Ended"];
const cells = `rows { key label status cells { shown pence derivation { workings } } }`;

describe.each(engines)("Registers on %s", (engine) => {
  let served: Served;
  let sheet: Sheet;
  let framework: string;
  const commitmentRegister = async (args: string) =>
    given(await served.ask(`{ commitmentRegister(authority: "${sheet.authority}"${args}) { title unit notes dataVersion ${cells} } }`)).commitmentRegister;
  const virementRegister = async (args = "") => given(await served.ask(`{ virementRegister(authority: "${sheet.authority}"${args}) { title notes ${cells} } }`)).virementRegister;
  const labels = ({ rows }: { rows: { label: string }[] }) => rows.map(({ label }) => label);

  beforeAll(async () => {
    served = await serve(engine, { examples: false });
    sheet = await startSheet(served, "Mineshire");
    const arranged = await served.ask(`mutation($a: ID!) { createArrangement(authority: $a, input: { name: "The framework", kind: FRAMEWORK }) { id } }`, { a: sheet.authority });
    framework = given(arranged).createArrangement.id;
    for (const [index, status] of statuses.entries()) {
      const name = `Commitment ${index + 1}`;
      const statusId = statusIdOf(sheet.authority, status);
      await addCommitment(served, sheet.authority, index % 2 === 0 ? { ...nineBeds, name, statusId, arrangementId: framework } : { ...statedAmounts, name, statusId });
    }
  });
  afterAll(() => served.stop());

  test("of commitments say of each what its cost follows from, with the places of the day, and its status as the form does", async () => {
    const table = await commitmentRegister(`, asAt: "2024-04-01"`);
    expect(table.title).toBe("Mineshire: commitments on 1 April 2024");
    expect(table.rows.map((row: { cells: { shown: string }[] }) => row.cells.slice(0, 4).map(({ shown }) => shown))).toEqual(
      statuses.map((status, index) => (index % 2 === 0 ? [status, "A price a week", "1,000.00", "9"] : [status, "Stated year by year", "", ""])),
    );
    expect((await commitmentRegister(`, asAt: "2024-03-31", unit: THOUSANDS`)).rows[0].cells.slice(2, 4)).toMatchObject([{ shown: "1", pence: 100_000 }, { shown: "0" }]);
  });

  test("of commitments are narrowed as the list is, and say so", async () => {
    const narrowed = async (filter: string) => {
      const { nodes } = given(await served.ask(`{ commitments(authority: "${sheet.authority}", filter: ${filter}) { nodes { name } } }`)).commitments;
      const table = await commitmentRegister(`, filter: ${filter}`);
      expect(labels(table)).toEqual(nodes.map(({ name }: { name: string }) => name));
      return table;
    };
    expect((await narrowed(`{ nameContains: "MENT 2" }`)).notes[0]).toBe("Only commitments with “MENT 2” in their name are listed.");
    expect((await narrowed(`{ statusId: "${statusIdOf(sheet.authority, "Contracted")}", basis: null }`)).notes[0]).toBe(
      "Only commitments with the status “Contracted” are listed.",
    );
    const ofKind = await narrowed(`{ kind: IN_GOVERNANCE }`);
    expect(ofKind.notes[0]).toBe("Only commitments with a status that is in governance are listed.");
    expect(labels(ofKind)).toEqual(["Commitment 2"]);
    expect((await narrowed(`{ basis: AMOUNTS_BY_YEAR }`)).notes[0]).toBe("Only commitments whose cost follows from “Stated year by year” are listed.");
    const under = await narrowed(`{ arrangementId: "${framework}" }`);
    expect(under.notes[0]).toBe("Only commitments under The framework are listed.");
    expect(labels(under)).toEqual(["Commitment 1", "Commitment 3", "Commitment 5"]);
  });

  test("of commitments hold more of them than a page does", async () => {
    const many = await startSheet(served, "Manyshire");
    const amounts = statedAmounts.amounts.map(({ year, amountPence }) => `{ year: "${year}", amountPence: ${amountPence} }`).join(" ");
    // Thirty a request: as many aliases as one may hold.
    for (let start = 1; start <= 510; start += 30) {
      const made = Array.from({ length: 30 }, (_, index) => start + index).map(
        (number) =>
          `c${number}: createCommitment(authority: "${many.authority}", input: { name: "Commitment ${number}", statusId: "${statusIdOf(many.authority, "Approved")}", basis: AMOUNTS_BY_YEAR, amounts: [${amounts}] }) { id }`,
      );
      given(await served.ask(`mutation { ${made.join("\n")} }`));
    }
    const { rows } = given(await served.ask(`{ commitmentRegister(authority: "${many.authority}") { rows { label } } }`)).commitmentRegister;
    expect(labels({ rows })).toEqual(Array.from({ length: 510 }, (_, index) => `Commitment ${index + 1}`));
  });

  test("of virements say from where to where, newest first, also of a cost centre that was removed since", async () => {
    const [north, south] = sheet.centres;
    const move = async (reference: string, from: string, to: string, permanent: boolean) =>
      given(
        await served.ask(`mutation($a: ID!, $i: VirementInput!) { createVirement(authority: $a, input: $i) { id } }`, {
          a: sheet.authority,
          i: {
            version: sheet.version,
            year: "2024/25",
            permanent,
            approver: "Director of finance",
            reference,
            approvedOn: "2024-07-01",
            lines: [
              { costCentreId: from, amountPence: -1_234_500 },
              { costCentreId: to, amountPence: 1_234_500 },
            ],
          },
        }),
      ).createVirement.id as string;
    expect((await virementRegister()).rows).toEqual([]);
    const first = await move("FP/1", north, south, false);
    const reversal = given(
      await served.ask(
        `mutation($id: ID!) { reverseVirement(id: $id, input: { approver: "Cabinet", reference: "FP/2", approvedOn: "2024-08-01", reason: "Not needed" }) { id } }`,
        {
          id: first,
        },
      ),
    ).reverseVirement.id;
    const table = await virementRegister();
    expect(table.title).toBe("Mineshire: virements, Draft");
    expect(
      table.rows.map((row: { key: string; label: string; status: string; cells: { shown: string }[] }) => [row.key, row.label, row.status, ...row.cells.map(({ shown }) => shown)]),
    ).toEqual([
      [reversal, "FP/2", "a reversal", "2", "South", "North", "12,345.00", "2024/25 only", "1 Aug 2024", "Cabinet", "Not needed"],
      [first, "FP/1", "reversed", "1", "North", "South", "12,345.00", "2024/25 only", "1 Jul 2024", "Director of finance", ""],
    ]);
    expect(table.rows[0].cells[3]).toEqual({ shown: "12,345.00", pence: 1_234_500, derivation: { workings: "North £12,345.00" } });
    expect(await virementRegister(`, version: "${sheet.version}", costCentre: "${north}"`)).toMatchObject({
      notes: ["Only virements that move the budget of North are listed.", expect.any(String)],
    });
    const copy = given(await served.ask(`mutation($v: ID!) { copyVersion(version: $v, name: "Next") { id } }`, { v: sheet.version })).copyVersion.id;
    expect((await virementRegister(`, version: "${copy}"`)).rows).toEqual([]);
    given(await served.ask(`mutation($v: ID!) { publishVersion(seen: ${latest}, version: $v) { id } }`, { v: sheet.version }));
    given(await served.ask(`mutation($a: ID!, $c: ID!) { removeCostCentres(seen: ${latest}, authority: $a, ids: [$c]) { id } }`, { a: sheet.authority, c: south }));
    const later = await virementRegister(`, costCentre: "${south}"`);
    expect(later.rows.map((row: { cells: { shown: string }[] }) => row.cells[1]?.shown)).toEqual(["South", "North"]);
    expect(later.notes[0]).toBe("Only virements that move the budget of South are listed.");
  });

  test.each([
    ["a day outside the years", () => `{ commitmentRegister(authority: "${sheet.authority}", asAt: "1066-10-14") { title } }`, "BAD_INPUT", "asAt"],
    [
      "an arrangement that there is none of",
      () => `{ commitmentRegister(authority: "${sheet.authority}", filter: { arrangementId: "x" }) { title } }`,
      "NOT_FOUND",
      "filter.arrangementId",
    ],
    ["an option that there is none of", () => `{ commitmentRegister(authority: "${sheet.authority}", filter: { optionId: "x" }) { title } }`, "NOT_FOUND", "filter.optionId"],
    ["a cost centre that there is none of", () => `{ virementRegister(authority: "${sheet.authority}", costCentre: "x") { title } }`, "NOT_FOUND", "costCentre"],
    ["a version that there is none of", () => `{ virementRegister(authority: "${sheet.authority}", version: "x") { title } }`, "NOT_FOUND", "version"],
  ])("of %s are refused", async (_, query, code, field) => {
    expect(await nothingStored(served, () => served.ask(query()))).toMatchObject({ code, field });
  });

  test("of an authority without a budget are refused for virements, and empty for commitments", async () => {
    const bare = await newAuthority(served, "Bareshire");
    expect(given(await served.ask(`{ commitmentRegister(authority: "${bare}") { rows { key } notes } }`)).commitmentRegister).toEqual({ rows: [], notes: [] });
    expect(await nothingStored(served, () => served.ask(`{ virementRegister(authority: "${bare}") { title } }`))).toMatchObject({ code: "NOT_FOUND", field: "version" });
  });
});
