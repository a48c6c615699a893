// A file of the DfE's layout with 200,000 rows, imported by the command that an officer runs.
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Db } from "../../db/engine/open.ts";
import { openDb } from "../../db/engine/store.ts";
import { insertion } from "../../db/write/change.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { rules } from "../../server/rules/rules.ts";
import { randomFrom } from "./generate.ts";

export const importedRows = 200_000;

/** Seconds from the command to its end, on a new store. `store` is a folder or a Postgres address. */
export async function measureImport(folder: string, store: { dataDir: string; databaseUrl?: string }): Promise<number> {
  const db = await openDb(store, rules);
  await generateImporting(db);
  await db.close();
  const [file, map] = [join(folder, "open-data.csv"), join(folder, "map.json")];
  await writeOpenData(file);
  writeFileSync(map, JSON.stringify(openDataMap));
  const began = performance.now();
  const command = spawnSync(process.execPath, ["--import", "tsx", fileURLToPath(new URL("../../server/import/main.ts", import.meta.url)), "outcomes", file, "--map", map], {
    env: { ...process.env, DATA_DIR: store.dataDir, DATABASE_URL: store.databaseUrl ?? "" },
    encoding: "utf8",
  });
  const seconds = (performance.now() - began) / 1_000;
  if (!command.stdout.includes(`${importedRows} rows: ${importedRows} added`)) throw new Error(`${command.stdout}${command.stderr}`);
  return seconds;
}

/** Who imports, and the KPI that the file has. */
export async function generateImporting(db: Db): Promise<void> {
  const kpi = { id: "imported", code: "imported", version: 1, name: "Imported", category: "general", unit: "percent", polarity: "neither", frequency: "financial year" };
  const changes = [
    insertion("authority", { id: "importing", name: "Importing" }),
    insertion("kpi", { ...kpi, counts: "over the period", decimals: 1, ofPeople: true, position: 1 }),
  ];
  const viewer = { name: "Generator", reads: "all", changes: "all", wholeCounts: "all" } as const;
  await db.write((on) => applyBatch(on, viewer, { authorityId: "importing", why: "Generate", changes }));
}

export const openDataMap = {
  target: "outcomes",
  authority: "importing",
  layout: "dfe",
  breakdowns: ["characteristic"],
  values: [{ kpi: "imported", numerator: "number", denominator: "total" }],
};

/** As the DfE publishes it: a byte-order mark, the country, regions and authorities by code, and marks among the numbers. */
export async function writeOpenData(file: string): Promise<void> {
  const random = randomFrom(5);
  const out = createWriteStream(file);
  out.write("\uFEFFtime_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,characteristic,number,total\r\n");
  const country = "E92000001,England";
  const places = [
    `National,${country},,,,,`,
    ...Array.from({ length: 9 }, (_, index) => `Regional,${country},E1200000${index + 1},Region ${index + 1},,,`),
    ...Array.from(
      { length: 152 },
      (_, index) => `Local authority,${country},E1200000${(index % 9) + 1},Region ${(index % 9) + 1},${201 + index},E0${6000001 + index},Authority ${index + 1}`,
    ),
  ];
  let written = 0;
  for (let year = 2000; written < importedRows; year += 1) {
    for (let part = 0; part < 60 && written < importedRows; part += 1) {
      const lines = places.slice(0, importedRows - written).map((place) => {
        const total = 1 + Math.floor(random() * 400);
        const figures = random() < 0.03 ? (["c,c", "z,z", "x,x", "low,low"][Math.floor(random() * 4)] as string) : `${Math.floor(random() * (total + 1))},${total}`;
        return `${year}${String((year + 1) % 100).padStart(2, "0")},Financial year,${place},${part === 0 ? "Total" : `Group ${part}`},${figures}`;
      });
      written += lines.length;
      if (!out.write(`${lines.join("\r\n")}\r\n`)) await once(out, "drain");
    }
  }
  out.end();
  await once(out, "finish");
}

/** Sends the file, imports it, and waits until it is; false where it was not while others were asked. */
export async function importedThere(port: number, file: string, going: () => boolean): Promise<boolean> {
  const { id } = await sent(port, "/imports?authority=importing&name=open-data.csv", "application/octet-stream", new Uint8Array(readFileSync(file)));
  await sent(port, `/imports/${id}`, "application/json", JSON.stringify({ preview: false, map: openDataMap }));
  while (going()) {
    const { state, result, error } = await (await fetch(`http://127.0.0.1:${port}/imports/${id}`)).json();
    if (state === "failed" || result?.errorCount > 0) throw new Error(JSON.stringify(error ?? result));
    if (state === "done") return true;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return false;
}

export async function sent(port: number, path: string, type: string, body: string | Uint8Array<ArrayBuffer>) {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: "POST", headers: { "content-type": type }, body });
  const answer = await response.json();
  if (response.status !== 200 || answer.errors) throw new Error(`${path}: ${JSON.stringify(answer)}`);
  return answer;
}
