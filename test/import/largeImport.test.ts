// Importing 20,000 rows: how far it is, others reading meanwhile, stopped without a trace, and one data version whatever the size.
import { beforeEach, describe, expect, test } from "vitest";
import type { ImportProgress } from "../../server/import/importFile.ts";
import { added, lastWrite, percentage } from "../api/commissioner.ts";
import { given } from "../api/officer.ts";
import type { Served } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { dfe, dfeMap, importing, national, regional, rowsMap } from "./importing.ts";

describe.each(engines)("many rows on %s", (engine) => {
  const importer = importing(engine);
  const { run, refusedWhole } = importer;
  let served: Served;
  let authority: string;
  const homes = (rows: number) =>
    Array.from({ length: rows }, (_, index) => `${1991 + (index % 40)}/${String((1992 + (index % 40)) % 100).padStart(2, "0")},Home ${Math.floor(index / 40)},10,40`);
  const long = (rows = 20_000) => `Year,Place,Moved,Children\n${homes(rows).join("\n")}\n`;
  beforeEach(async () => {
    ({ served, authority } = importer.now());
    await added(served, "Kpi", authority, percentage);
  });

  test("tell how far they are, and others read meanwhile", async () => {
    const told: ImportProgress[] = [];
    let done = false;
    const importing = run(long(), { ...rowsMap, newSubjects: true }, { onProgress: (progress) => told.push(progress) }).finally(() => {
      done = true;
    });
    let reads = 0;
    while (!done) {
      const seen = await served.ask(`{ kpiSubjects(authority: "${authority}", first: 1) { nodes { name } } }`);
      // Half an import is never seen.
      if (!done) expect([0, 1]).toContain(given(seen).kpiSubjects.nodes.length);
      reads += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(await importing).toMatchObject({ rows: 20_000, added: 20_000, revised: 0 });
    expect(reads).toBeGreaterThan(5);
    expect([...new Set(told.map(({ stage }) => stage))]).toEqual(["reading", "comparing", "writing"]);
    for (const stage of ["reading", "writing"] as const) {
      const of = told.filter((each) => each.stage === stage);
      expect(of.length).toBeGreaterThan(3);
      expect(of.map(({ done: at }) => at)).toEqual([...of.map(({ done: at }) => at)].sort((a, b) => a - b));
      for (const each of of) expect(each.done).toBeLessThanOrEqual(each.of);
    }
  });

  test.each<ImportProgress["stage"]>(["reading", "comparing", "writing"])("stopped while %s leave nothing", async (stage) => {
    const stopping = new AbortController();
    const onProgress = (progress: ImportProgress) => {
      if (progress.stage === stage) stopping.abort();
    };
    expect(await refusedWhole(long(10_000), { ...rowsMap, newSubjects: true }, { signal: stopping.signal, onProgress })).toMatchObject({
      field: "file",
      message: "The import was stopped, and nothing was written.",
    });
  });

  test("few rows stopped before they are written leave nothing too", async () => {
    const stopping = new AbortController();
    const onProgress = ({ stage }: ImportProgress) => stage === "comparing" && stopping.abort();
    expect(await refusedWhole(long(10), { ...rowsMap, newSubjects: true }, { signal: stopping.signal, onProgress })).toMatchObject({ field: "file" });
    expect(await refusedWhole(long(10), { ...rowsMap, newSubjects: true }, { signal: AbortSignal.abort() })).toMatchObject({ field: "file" });
  });

  test("the data version moves once with an import, whatever its size", async () => {
    const before = await lastWrite(served);
    await run(dfe(national("Total,1,1"), regional("Total,1,2")), dfeMap);
    expect(await lastWrite(served)).toBe(before + 1);
  });
});
