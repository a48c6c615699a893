// What becomes of the statuses of a store of the last release, which were words of Tabled's: of the facts, of the log, of views, files and reports.
import { describe, expect, test } from "vitest";
import { openDb } from "../../db/engine/store.ts";
import { makeApp } from "../../server/http/app.ts";
import { rules } from "../../server/rules/rules.ts";
import { given, post } from "../api/officer.ts";
import type { Answer } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { type Earlier, earlierStore, made } from "./earlierStores.ts";
import { replayed, storedFacts, storedLog } from "./rows.ts";

type StoredRow = Record<string, string | number | null>;
const filter = (status: string) => encodeURIComponent(JSON.stringify({ status }));
const heldBefore = `status=BLOCK_BOOKING&where=${encodeURIComponent("status among Block%20booking")}`;
const addressBefore = `commitmentRegister?authority=sefton&filter=${filter("AT_DESIGN_AUTHORITY")}`;

/** A store as the last release left it, in which Ann has also changed a status, and kept a view, a mapping and a report that name some. */
function withStatuses(): Earlier {
  const store = earlierStore("version-0004.json.gz");
  const table = (name: string) => (store.tables[name] ??= []);
  const last = (name: string) => Math.max(...table(name).map(({ id }) => Number(id)));
  const write = (why: string, changes: StoredRow[]) => {
    const id = last("change_batch") + 1;
    table("change_batch").push({ id, authority_id: "essex", made_by: "Ann", made_at: "2026-01-01T00:00:00.000Z", why, request_key: null, undoes_id: null });
    for (const change of changes) table("change").push({ id: last("change") + 1, authority_id: "essex", batch_id: id, from_value: null, to_value: null, part_of: null, ...change });
  };
  const woodlands = table("commitment").find(({ id }) => id === "essex-woodlands") as StoredRow;
  woodlands.status = "approved";
  write("Change Woodlands", [{ table_name: "commitment", row_id: "essex-woodlands", field: "status", from_value: '"in governance"', to_value: '"approved"' }]);
  const make = (why: string, name: string, stored: string, row: Record<string, string | number | null>) => {
    table(stored).push(Object.fromEntries(Object.entries(row).map(([column, value]) => [column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value])));
    write(why, [{ table_name: name, row_id: row.id as string, field: "*", to_value: JSON.stringify(row) }]);
  };
  make("Save Blocks", "savedView", "saved_view", { id: "view", authorityId: "essex", sheet: "commitments", name: "Blocks", held: heldBefore, position: 1 });
  const map = JSON.stringify({ target: "commitments", name: "Name", statusIs: "At design authority", years: { "2024/25": "Cost" } });
  make("Save a mapping", "importMap", "import_map", { id: "map", authorityId: "essex", name: "Costs", target: "commitments", map, position: 1 });
  make("Save Cabinet", "report", "report", { id: "report", authorityId: "essex", name: "Cabinet", position: 1 });
  make("Save Cabinet", "reportItem", "report_item", { id: "item", authorityId: "essex", reportId: "report", position: 1, address: addressBefore, heading: null });
  return store;
}

describe.each(engines)("a store of the last release on %s", (engine) => {
  test("has its words as its authorities' own, in the facts and in all that names them, and its log comes to the same", async () => {
    const { address, remove } = await made(engine, withStatuses());
    const db = await openDb(address, rules);
    const facts = await storedFacts(db);
    const log = await storedLog(db);
    expect(replayed(log)).toEqual(facts);
    const own = (authority: string) =>
      Object.values(facts.commitmentStatus ?? {})
        .filter(({ authorityId }) => authorityId === authority)
        .sort((one, other) => Number(one.position) - Number(other.position))
        .map(({ name, kind }) => [name, kind]);
    const ofEach = [
      ["proposed", "proposed"],
      ["in governance", "in governance"],
      ["approved", "approved"],
      ["contracted", "contracted"],
      ["ended", "ended"],
    ];
    expect(own("havering")).toEqual(ofEach);
    // Sefton's commitments never had it: a report asks for those of Sefton that do.
    expect(own("sefton")).toEqual([...ofEach.slice(0, 2), ["at Design Authority", "in governance"], ...ofEach.slice(2)]);
    expect(own("essex")).toEqual([...ofEach.slice(0, 2), ["at Design Authority", "in governance"], ...ofEach.slice(2, 4), ["block bookings", "contracted"], ["ended", "ended"]]);
    expect(facts.commitment?.["essex-woodlands"]?.statusId).toBe("essex-status-approved");
    expect(facts.savedView?.view?.held).toBe(`status=essex-status-block-bookings&where=${encodeURIComponent("status among Block%20bookings")}`);
    expect(facts.reportItem?.item?.address).toBe(addressBefore.replace(filter("AT_DESIGN_AUTHORITY"), encodeURIComponent('{"statusId":"sefton-status-at-design-authority"}')));

    const app = await makeApp(db);
    const ask = async (query: string, variables = {}) => given((await post(app, query, variables, { "tabled-person": "Ann" })).json() as Answer);
    const { rows } = (await ask(`query($address: ID!) { reportTable(id: $address) { rows { label } } }`, { address: facts.reportItem?.item?.address })).reportTable;
    expect(rows).toEqual([]);
    await app.close();
    await db.close();
    remove();
  });

  test("takes back and does again a change of a status that was made before, and says both names", async () => {
    const { address, remove } = await made(engine, withStatuses());
    const db = await openDb(address, rules);
    const app = await makeApp(db);
    const ask = async (query: string) => given((await post(app, query, {}, { "tabled-person": "Ann" })).json() as Answer);
    const status = async () => (await ask(`{ commitment(id: "essex-woodlands") { status { name kind } } }`)).commitment.status;
    const { nodes } = (await ask(`{ history(authority: "essex", row: "essex-woodlands", first: 1) { nodes { id changes { fieldSaid fromSaid toSaid } } } }`)).history;
    expect(nodes[0].changes).toEqual([{ fieldSaid: "status", fromSaid: "in governance", toSaid: "approved" }]);
    expect(await status()).toEqual({ name: "approved", kind: "APPROVED" });
    const { batchId } = (await ask(`mutation { undoBatch(batch: "${nodes[0].id}") { batchId } }`)).undoBatch;
    expect(await status()).toEqual({ name: "in governance", kind: "IN_GOVERNANCE" });
    await ask(`mutation { undoBatch(batch: "${batchId}") { batchId } }`);
    expect(await status()).toEqual({ name: "approved", kind: "APPROVED" });
    // A commitment that was removed before comes back with its status.
    const removed = (await storedLog(db)).find(({ why }) => why === "Remove Roach Vale")?.id;
    await ask(`mutation { undoBatch(batch: "${removed}") { batchId } }`);
    expect((await ask(`{ commitment(id: "essex-roach-vale") { status { name } } }`)).commitment.status.name).toBe("approved");
    expect(replayed(await storedLog(db))).toEqual(await storedFacts(db));
    await app.close();
    await db.close();
    remove();
  });
});
