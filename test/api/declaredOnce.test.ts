// A column that is declared once is wherever its thing is: form, API, register, export, history, undo and import. These were added to show it.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { machineOwner } from "../../server/http/viewer.ts";
import { importFile } from "../../server/import/importFile.ts";
import { latest } from "../setup/latest.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { given, refusal, type Sheet, startSheet, statedIn } from "./officer.ts";

const notes = "Ask the provider.\nRenew by June.";
const things = [
  { noun: "Commitment", query: "commitment", register: "commitmentRegister", field: "notes", label: "Working notes", value: notes },
  { noun: "Arrangement", query: "arrangement", register: "arrangementRegister", field: "notes", label: "Working notes", value: notes },
  { noun: "Arrangement", query: "arrangement", register: "arrangementRegister", field: "contractReference", label: "Contract reference", value: "CS/2024/117" },
] as const;

describe.each(engines)("What is declared once, on %s", (engine) => {
  let served: Served;
  let sheet: Sheet;
  beforeAll(async () => {
    served = await serve(engine, { examples: false });
    sheet = await startSheet(served, "Declared once");
  });
  afterAll(() => served.stop());

  test.each(things)("$label of a $query: kept, read, listed, exported, in the history, undone, typed over", async ({ noun, query, register, field, label, value }) => {
    const plain = noun === "Commitment" ? { ...statedIn(sheet.authority), name: `A ${label}` } : { name: `An ${label}`, kind: "FRAMEWORK" };
    const create = `mutation($a: ID!, $i: ${noun}Input!) { made: create${noun}(authority: $a, input: $i) { id seen } }`;
    const { id, seen } = given(await served.ask(create, { a: sheet.authority, i: plain })).made;
    const read = async () => given(await served.ask(`{ one: ${query}(id: "${id}") { ${field} } }`)).one[field];
    expect(await read()).toBeNull();

    const change = `mutation($i: ${noun}Input!) { changed: change${noun}(id: "${id}", seen: ${seen}, input: $i) { batchId } }`;
    const { batchId: changed } = given(await served.ask(change, { i: { ...plain, [field]: ` ${value} ` } })).changed;
    expect(await read()).toBe(value);
    const history = given(await served.ask(`{ history(authority: "${sheet.authority}", first: 1) { nodes { changes { fieldSaid toSaid } } } }`)).history.nodes[0];
    expect(history.changes).toMatchObject([{ fieldSaid: field === "notes" ? "notes" : label.toLowerCase(), toSaid: value }]);

    const table = given(await served.ask(`{ table: ${register}(authority: "${sheet.authority}") { columns { key label } rows { subjectId cells { shown edits } } } }`)).table;
    const column = table.columns.findIndex((each: { key: string }) => each.key === field);
    expect(table.columns[column]).toEqual({ key: field, label });
    const cell = table.rows.find((row: { subjectId: string }) => row.subjectId === id).cells[column];
    expect(cell).toEqual({ shown: value, edits: `${query}:${id}:${field}` });
    const csv = await served.app.inject({ url: `/export/${register}.csv?authority=${sheet.authority}`, headers: { host: "localhost" } });
    expect(csv.body).toContain(field === "notes" ? "Ask the provider." : value);

    given(await served.ask(`mutation { undoBatch(batch: "${changed}") { batchId } }`));
    expect(await read()).toBeNull();
    given(await served.ask(`mutation($c: String!) { editFields(edits: [{ cell: $c, typed: "Typed over" }]) { batchId } }`, { c: cell.edits }));
    expect(await read()).toBe("Typed over");
    const tooLong = await served.ask(change.replace(`seen: ${seen}`, `seen: ${latest}`), { i: { ...plain, [field]: "x".repeat(2_001) } });
    expect(refusal(tooLong).field).toBe(`input.${field}`);
  });

  test("a file's column is read into it, and one that is not there is named", async () => {
    const folder = mkdtempSync(join(tmpdir(), "tabled-imports-"));
    try {
      const path = join(folder, "a.csv");
      writeFileSync(path, "Name,24/25,Remarks\nImported,100,Ask first\n");
      const run = (fields: object) => {
        const map = { target: "commitments", name: "Name", years: { "2024/25": "24/25" }, fields };
        return importFile(served.db, machineOwner, { authorityId: sheet.authority, path, name: "a.csv", map: JSON.stringify(map), preview: false });
      };
      expect(await run({ notes: "Remarks" })).toMatchObject({ added: 1, errors: [] });
      const found = given(await served.ask(`{ commitments(authority: "${sheet.authority}", filter: { nameContains: "Imported" }) { nodes { notes } } }`)).commitments.nodes;
      expect(found).toEqual([{ notes: "Ask first" }]);
      await expect(run({ remarks: "Remarks" })).rejects.toThrow(/There is no such field\. It is one of .*notes/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
