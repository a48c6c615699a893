// Of every answer that is kept it is known whose facts it was made from: all of them, and of tables nobody else's.
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { insertion } from "../../db/write/change.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { makeApp } from "../../server/http/app.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { everyAddress, everyKind, serveTables } from "../export/everyTable.ts";
import type { Answer, Served } from "../setup/served.ts";
import { get, given } from "./officer.ts";

/** Every text that the store has answered with since it was last emptied. */
const met = new Set<unknown>();
const { prepare } = Database.prototype;

let served: Served;
let authorities: string[];
beforeAll(async () => {
  // Below everything that Tabled reads with: whoever reads, and by whichever way, is seen.
  Database.prototype.prepare = function (this: Database.Database, source: string) {
    const statement = prepare.call(this, source);
    if (/max\("log_number"\)/.test(source)) return statement;
    for (const way of ["all", "get"] as const) {
      const read = statement[way].bind(statement) as (...params: unknown[]) => unknown;
      statement[way] = (...params: unknown[]) => {
        const found = read(...params);
        for (const row of way === "all" ? (found as unknown[]) : [found]) for (const value of Object.values((row as object | undefined) ?? {})) met.add(value);
        return found as never;
      };
    }
    return statement;
  } as typeof prepare;
  served = await serveTables();
  authorities = given(await served.ask(`{ authorities(first: 500) { nodes { id } } }`)).authorities.nodes.map(({ id }: { id: string }) => id);
});
afterAll(async () => {
  Database.prototype.prepare = prepare;
  await served.stop();
});

test("its tag moves when any of them writes, and a table's with no other", async () => {
  const addresses = await everyAddress(served);
  for (const kind of everyKind) expect(addresses.some((address) => address.startsWith(kind))).toBe(true);
  const lists = authorities.flatMap((id) =>
    ["reports", "budgetVersions", "costCentres", "commitments", "partnerships", "kpis", "history"].map((list) => `{ ${list}(authority: "${id}") { nodes { id } } }`),
  );
  const questions = [
    ...addresses.map((address) => `{ reportTable(id: ${JSON.stringify(address)}) { title notes rows { key label cells { shown } } } }`),
    ...lists,
    `{ authorities { nodes { name } } }`,
    `{ openingAuthority { name } mediumTermTable(authority: "essex") { title } }`,
  ];
  const app = await makeApp(served.db, { today: () => "2026-11-21" });
  try {
    const asked = async (question: string) => {
      met.clear();
      const { headers, body } = await get(app, question);
      given(JSON.parse(body) as Answer);
      return { tag: String(headers.etag), of: authorities.filter((id) => met.has(id)) };
    };
    const answers = new Map<string, Awaited<ReturnType<typeof asked>>>();
    for (const question of questions) answers.set(question, await asked(question));
    for (const [index, writer] of authorities.entries()) {
      const row = { id: `centre-${writer}`, authorityId: writer, name: "Added", code: null, serviceGroup: null, fundingSource: "general fund", position: 900 + index };
      await served.db.write((on) => applyBatch(on, machineOwner, { authorityId: writer, why: "Add", changes: [insertion("costCentre", row)] }));
      for (const question of questions) {
        const before = answers.get(question) as Awaited<ReturnType<typeof asked>>;
        const now = await asked(question);
        const moved = now.tag !== before.tag;
        if (before.of.includes(writer)) expect([question, writer, moved]).toEqual([question, writer, true]);
        else if (/reportTable|\(authority/.test(question) && !question.includes("openingAuthority")) expect([question, writer, moved]).toEqual([question, writer, false]);
        // What was not made anew has met nobody.
        answers.set(question, moved ? now : before);
      }
    }
  } finally {
    await app.close();
  }
});
