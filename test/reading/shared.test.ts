// Real public files, where they stand beside the repository: what was expected of each comes in without a mapping written by hand. In the long run alone.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { gridRow } from "../../server/reading/grid.ts";
import { neighboursIn } from "../../server/reading/neighbours.ts";
import { outcomesIn } from "../../server/reading/outcomes.ts";
import { commitmentsIn } from "../../server/reading/placements.ts";
import type { Proposed } from "../../server/reading/proposal.ts";
import { readTable, type TableReading } from "../../server/reading/table.ts";
import { targetOf } from "../../server/reading/targetOf.ts";
import { long } from "../setup/samples.ts";

const folder = fileURLToPath(new URL("../../../shared/files/", import.meta.url));

interface Expected {
  readonly file: string;
  readonly as: string;
  readonly outcomes: number;
  readonly kpis: number;
  readonly kpi: string;
  readonly subjects: number;
  readonly councils: number;
  readonly cells: Record<string, unknown>;
  readonly leftOut: readonly string[];
}

function read(name: string): TableReading {
  const bytes = readFileSync(`${folder}${name}`);
  const isUtf8 = !new TextDecoder().decode(bytes).includes("\ufffd");
  const text = new TextDecoder(isUtf8 ? "utf-8" : "windows-1252").decode(bytes);
  const records = parse(text, { relax_column_count: true, bom: true }) as string[][];
  return readTable(records.map((cells, index) => gridRow(index + 1, cells))) as TableReading;
}

/** The figures of each place by its name: "22140/83300", or a value. */
function figures(proposed: Proposed, kpi: string): Map<string, string> {
  const { columns, rows } = (proposed.clean as NonNullable<Proposed["clean"]>).table;
  const at = (name: string) => columns.indexOf(name);
  return new Map(
    rows.flatMap(({ values }): [string, string][] => {
      if (values[at("KPI")] !== kpi) return [];
      const name = values[at("la_name")] || values[at("region_name")] || values[at("country_name")] || "";
      return [[name, values[at("Value")] || `${values[at("Numerator")]}/${values[at("Denominator")]}`]];
    }),
  );
}

describe.runIf(long && existsSync(folder))("files that people really have", () => {
  const all = () => JSON.parse(readFileSync(`${folder}expected.json`, "utf8")) as Expected[];
  const expected = (file: string) => all().find((each) => each.file === file) as Expected;

  test("are told what they are", () => {
    for (const { file, as } of all().filter((each) => each.file.endsWith(".csv"))) expect([file, targetOf(read(file))]).toEqual([file, expect.objectContaining({ as, ask: null })]);
  });

  test("with a denominator in another row", () => {
    const { outcomes, kpi, cells } = expected("social-workers-in-year.csv");
    const proposed = outcomesIn(read("social-workers-in-year.csv"));
    expect([proposed.incoming.count, proposed.period]).toEqual([outcomes, "2024 (reporting year)"]);
    const found = figures(proposed, kpi);
    for (const [place, counts] of Object.entries(cells)) expect([place, found.get(place)]).toEqual([place, (counts as number[]).join("/")]);
  });

  test("with several definitions in a column", () => {
    const { outcomes, kpis } = expected("looked-after-number-and-rate.csv");
    const proposed = outcomesIn(read("looked-after-number-and-rate.csv"));
    expect(proposed.incoming.count).toBe(outcomes);
    expect((proposed.clean as { map: { newKpis?: unknown[] } }).map.newKpis).toHaveLength(kpis);
  });

  test("with a KPI a column, and a period that a person says once", () => {
    const { subjects, cells } = expected("looked-after-2017-wide.csv");
    const table = read("looked-after-2017-wide.csv");
    expect(outcomesIn(table)).toMatchObject({ clean: null, asks: [{ about: "period", options: ["2017"] }] });
    const proposed = outcomesIn(table, { period: "2017" });
    for (const [kpi, places] of Object.entries(cells)) {
      const found = figures(proposed, kpi);
      expect(found.size).toBe(subjects);
      for (const [place, value] of Object.entries(places as Record<string, number>)) expect([kpi, place, found.get(place)]).toEqual([kpi, place, String(value)]);
    }
  });

  test("of statistical neighbours", () => {
    const { councils, cells } = expected("statistical-neighbours-2025.csv");
    const proposed = neighboursIn(read("statistical-neighbours-2025.csv"));
    expect(proposed.incoming.count).toBe(councils);
    for (const [council, codes] of Object.entries(cells))
      expect([council, proposed.clean?.table.rows.filter(({ values }) => values[1] === council).map(({ values }) => values[2])]).toEqual([council, codes]);
  });

  test("of placements, with children left out", () => {
    const proposed = commitmentsIn(read("placements.csv"));
    const names = proposed.clean?.table.rows.map(({ values }) => values[0]) ?? [];
    expect([...new Set(names)].map((name) => names.filter((each) => each === name).length)).toEqual([2, 1, 2]);
    expect(proposed.clean?.table.rows.filter(({ values }) => values[4] === "")).toHaveLength(1);
    const guarded = commitmentsIn(read("placements-with-children.csv"));
    expect(guarded.incoming.count).toBe(2);
    expect(expected("placements-with-children.csv").leftOut.map((name) => guarded.columnsLeftOut[name])).toEqual(Array(2).fill("no record of a child is kept here"));
  });
});
