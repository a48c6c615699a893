// The DfE's list of statistical neighbours, read and imported: each council with its neighbours in their order, and the same again changes nothing.
import { beforeEach, describe, expect, test } from "vitest";
import { neighboursIn } from "../../server/reading/neighbours.ts";
import { added, undo } from "../api/commissioner.ts";
import { given } from "../api/officer.ts";
import { tableOf } from "../reading/given.ts";
import type { Served } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { importing } from "./importing.ts";

describe.each(engines)("statistical neighbours on %s", (engine) => {
  const importer = importing(engine);
  let served: Served;
  let authority: string;
  beforeEach(() => {
    ({ served, authority } = importer.now());
  });
  const run = (...rows: string[]) => {
    const { clean } = neighboursIn(tableOf(["old_la_code|la_name|SN_1|SN_1P|SN_2|SN_2P", ...rows]));
    return importer.run([clean?.table.columns ?? [], ...(clean?.table.rows.map(({ values }) => values) ?? [])].map((row) => row.join(",")).join("\n"), clean?.map ?? {});
  };
  const stored = async () => {
    const { nodes } = given(
      await served.ask("query($a: ID!) { kpiSubjects(authority: $a, first: 500) { nodes { id name oldCode neighbours { neighbourId } } } }", { a: authority }),
    ).kpiSubjects;
    const names = new Map(nodes.map(({ id, name }: { id: string; name: string }) => [id, name]));
    return Object.fromEntries(
      nodes.map(({ name, neighbours }: { name: string; neighbours: { neighbourId: string }[] }) => [name, neighbours.map(({ neighbourId }) => names.get(neighbourId))]),
    );
  };
  const list = ["881|Essex|886|Close|938|Close", "886|Kent|938|Close|881|Close", "938|West Sussex|881|Close|886|Close"];

  test("are stored of every council in their order, with councils that are not there yet, and taken back", async () => {
    await added(served, "KpiSubject", authority, { kind: "AUTHORITY", name: "Kent" });
    const first = await run(...list);
    expect(first).toMatchObject({ rows: 6, stated: 6, added: 6, errors: [] });
    const whole = { Essex: ["Kent", "West Sussex"], Kent: ["West Sussex", "Essex"], "West Sussex": ["Essex", "Kent"] };
    expect(await stored()).toEqual(whole);
    expect(await run(...list)).toMatchObject({ added: 0, revised: 0, batchId: null });
    expect(await run("881|Essex|938|Close|886|Close", ...list.slice(1))).toMatchObject({ added: 0, revised: 2 });
    expect(await stored()).toEqual({ ...whole, Essex: ["West Sussex", "Kent"] });
  });

  test("are refused by their line where a code is nobody's", async () => {
    expect(await run(...list.slice(0, 2))).toMatchObject({ added: 0, errors: [{ line: 3, column: "Neighbour", reason: expect.stringContaining("“938” is neither") }] });
    expect(await stored()).toEqual({});
  });

  test("are found by name where a list has no codes, and one that is not known is told by its line", async () => {
    for (const name of ["Havering", "Bexley", "Medway"]) await added(served, "KpiSubject", authority, { kind: "AUTHORITY", name });
    const named = (...rows: string[]) => {
      const { clean } = neighboursIn(tableOf(["Local authority|Neighbour 1|Neighbour 2", ...rows]));
      return importer.run([clean?.table.columns ?? [], ...(clean?.table.rows.map(({ values }) => values) ?? [])].map((row) => row.join(",")).join("\n"), clean?.map ?? {});
    };
    expect(await named("Havering|Bexley|Nowhere")).toMatchObject({
      added: 0,
      errors: [{ line: 3, column: "Neighbour", reason: expect.stringContaining("“Nowhere” is neither the name nor the code of a council in this set") }],
    });
    expect(await named("Havering|Bexley|Medway", "Medway|Havering|Bexley")).toMatchObject({ added: 4, errors: [] });
    expect(await stored()).toMatchObject({ Havering: ["Bexley", "Medway"], Medway: ["Havering", "Bexley"] });
  });

  test("go with an undo of their import", async () => {
    given(await undo(served, String((await run(...list)).batchId)));
    expect(await stored()).toEqual({});
  });
});
