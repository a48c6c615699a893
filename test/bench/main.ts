// `npm run bench`: what Tabled costs beside code that does one thing only. One run, medians of interleaved rounds.
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { openDb } from "../../db/engine/store.ts";
import { loadExamples } from "../../db/examples/load.ts";
import { rules } from "../../server/rules/rules.ts";
import { runPostgres } from "../setup/postgres.ts";
import { measureBesideImport } from "./besideImport.ts";
import { measureBrowser } from "./browser.ts";
import { exportedSize, generateExported, measureExport } from "./exporting.ts";
import { authorityIdOf, generate, generatedFirstYear, usualSize } from "./generate.ts";
import { grown, measureGrowth } from "./growth.ts";
import { importedRows, measureImport } from "./importing.ts";
import { generateLargeSheet, largeSheet, measureLargeSheet } from "./largeSheet.ts";
import { type MediumTermResult, measureMediumTerm } from "./mediumTerm.ts";
import { measureMemory } from "./memory.ts";
import { measureNeighbours, writesASecond } from "./neighbours.ts";
import { measureOpening } from "./opening.ts";
import { generateOutcomes, measureOutcomes, outcomesInAll } from "./outcomes.ts";
import { measurePasting, measureSelecting, pasted, selectedSize } from "./pasting.ts";
import { measureProjection } from "./projection.ts";
import type { Asked } from "./question.ts";
import { generateRegion, measureRegion, regionAddress, regionSize } from "./region.ts";
import { measureBesideRegion, measureRegionImport, newFolders, regionFile, regionRows } from "./regionImport.ts";
import { generateTogether, measureTogether } from "./together.ts";
import { measureWriters, writers } from "./writers.ts";

const rounds = { mediumTerm: 25, projection: 25, growth: 5, opening: 15, region: 9, outcomes: 15, browser: 9, pasting: 5, largeSheet: 5, writers: 5, regionImport: 5 };
const roundMilliseconds = 350;
const projected = 10_000;

const authority = authorityIdOf(7);
const generated: Asked = { authority, version: `${authority}-draft`, from: generatedFirstYear, years: usualSize.years, unit: "THOUSANDS" };
const essex: Asked = { authority: "essex", version: "essex-mtrs-2023", from: "2023/24", years: 4, unit: "THOUSANDS" };

const say = (text = "") => console.log(text);
const dataDir = mkdtempSync(join(tmpdir(), "tabled-bench-"));
try {
  const { authorities, costCentres, years, commitments } = usualSize;
  say(
    `Node ${process.version}, ${availableParallelism()} cores. Essex, and ${authorities} generated authorities of ${costCentres} cost centres, ${commitments} commitments, ${years} years.`,
  );
  say("Each number is the median of interleaved rounds after a warm-up; each ratio is of two medians.");
  const db = await openDb({ dataDir }, rules);
  await loadExamples(db);
  await generate(db);
  await db.close();

  const [ofGenerated, ofEssex] = (await measureMediumTerm(dataDir, [generated, essex], rounds.mediumTerm, roundMilliseconds)) as [MediumTermResult, MediumTermResult];
  sayMediumTerm(`a generated authority, ${costCentres} cost centres × ${years} years`, ofGenerated);
  sayMediumTerm("Essex, 5 cost centres × 4 years", ofEssex);

  const projection = await measureProjection(projected, years, rounds.projection);
  say(`\nProjection of ${projected.toLocaleString("en-GB")} commitments over ${years} years, ${rounds.projection} rounds, the same sum to the penny`);
  line("bare BigInt loop", `${projection.loop.toFixed(1)} ms`, "1.00", "");
  line("projectCommitment", `${projection.projected.toFixed(1)} ms`, (projection.projected / projection.loop).toFixed(2), "aim: 3.00 or less");

  const growth = await measureGrowth(rounds.growth);
  say(`\nA medium-term table of ${grown.commitments.toLocaleString("en-GB")} commitments, each in places of another, ${rounds.growth} rounds`);
  line(`${grown.tables} tables of a tenth each`, `${growth.tenths.toFixed(0)} ms`, "1.00", "");
  line("one table of all", `${growth.whole.toFixed(0)} ms`, (growth.whole / growth.tenths).toFixed(2), "aim: 1.50 or less");

  say(`\nOpening a generated authority, nothing kept, ${rounds.opening} rounds`);
  for (const [name, milliseconds] of Object.entries(await measureOpening(dataDir, generated, rounds.opening))) {
    line(name === "medium-term table" ? name : `first page of ${name}`, `${milliseconds.toFixed(1)} ms`, "", "");
  }

  const regionDir = join(dataDir, "region");
  const regionStore = await openDb({ dataDir: regionDir }, rules);
  await generateRegion(regionStore);
  await regionStore.close();
  const { milliseconds: contributions, bytes } = await measureRegion(regionDir, rounds.region);
  say(
    `\nContribution table of a region: ${regionSize.authorities} authorities, ${regionSize.commitments.toLocaleString("en-GB")} commitments, ${regionSize.years} years, three pools, ${bytes.toLocaleString("en-GB")} bytes, ${rounds.region} rounds`,
  );
  line("answered, worked out anew", `${contributions.toFixed(0)} ms`, "", "aim: 1,000 ms or less");

  const postgres = await runPostgres();
  try {
    const inSqlite = { dataDir: join(dataDir, "outcomes") };
    const inPostgres = { dataDir: "", databaseUrl: `${postgres.url}/postgres` };
    for (const [engine, store] of [
      ["SQLite", inSqlite],
      ["Postgres", inPostgres],
    ] as const) {
      const beside = "databaseUrl" in store ? store.databaseUrl : dataDir;
      if ("databaseUrl" in store) {
        const same = await openDb(store, rules);
        await generate(same);
        await same.close();
      }
      const { rate, quiet, beside: besideOthers, writes } = await measureNeighbours(beside, generated);
      say(`\nA reader's table on ${engine} while others write ${writesASecond} times a second, ${writes} writes`);
      line("answered from what is kept", rate.toFixed(3), "", "aim: 0.950 or more");
      line("nobody writes", `${quiet.toFixed(1)} ms`, "1.00", "");
      line("others write", `${besideOthers.toFixed(1)} ms`, (besideOthers / quiet).toFixed(2), "aim: 2.00 or less");

      if ("databaseUrl" in store) {
        const { bare, tabled, ratio, statements } = await measureWriters(store.databaseUrl, rounds.writers);
        say(
          `\n${writers} writers of as many authorities on Postgres, each edit in ${statements} statements and a transaction, ${rounds.writers} rounds; the ratio is the median of theirs`,
        );
        line("bare pg, without a lock", `${bare.toFixed(0)} edits a second`, "1.00", "");
        line("through editCells", `${tabled.toFixed(0)} edits a second`, ratio.toFixed(2), "aim: 0.50 or more");
      }

      const set = await openDb(store, rules);
      await generateOutcomes(set);
      await set.close();
      say(`\nA set of ${outcomesInAll.toLocaleString("en-GB")} outcomes on ${engine}, worked out anew, ${rounds.outcomes} rounds`);
      for (const [name, milliseconds] of Object.entries(await measureOutcomes("databaseUrl" in store ? store.databaseUrl : store.dataDir, rounds.outcomes)))
        line(name, `${milliseconds.toFixed(0)} ms`, "", "aim: 200 ms or less");
      const seconds = await measureImport(dataDir, store);
      line(`import of ${importedRows.toLocaleString("en-GB")} rows`, `${seconds.toFixed(1)} s`, "", "aim: 30 s or less");
    }
    const besideUrl = await anotherDatabase(inPostgres.databaseUrl, "beside");
    for (const [engine, aim, store] of [
      ["SQLite", 250, { dataDir: join(dataDir, "beside") }],
      ["Postgres", 50, { dataDir: "", databaseUrl: besideUrl }],
    ] as const) {
      const { quiet, beside, refused, seconds } = await measureBesideImport(dataDir, store);
      say(`\nAn edit on ${engine} beside an import of ${importedRows.toLocaleString("en-GB")} rows of the same authority, ${seconds.toFixed(1)} s long`);
      for (const [name, { p50, p99, longest, times }] of Object.entries({ "nothing is imported": quiet, "beside the import": beside }))
        line(
          name,
          `p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(0)} ms`,
          "",
          `longest ${longest.toFixed(0)} ms of ${times}${name.startsWith("beside") ? `; ${refused} refused; aim: p99 ${aim} ms or less` : ""}`,
        );
    }
    let databases = 0;
    const newDatabase = async () => ({ dataDir: "", databaseUrl: await anotherDatabase(inPostgres.databaseUrl, `region_${databases++}`) });
    for (const [engine, aim, edits, newStore] of [
      ["SQLite", 15_000, 250, newFolders(join(dataDir, "regions"))],
      ["Postgres", 7_500, 50, newDatabase],
    ] as const) {
      const { bare, imported } = await measureRegionImport(dataDir, newStore, rounds.regionImport);
      const rate = (rows: number) => `${Math.round(rows).toLocaleString("en-GB")} rows a second`;
      say(
        `\nA region's file of ${regionFile.authorities} authorities × ${regionFile.lines} lines, ${regionRows.toLocaleString("en-GB")} rows, as one import on ${engine}, ${rounds.regionImport} rounds on new stores`,
      );
      line("bare insert of what it leaves", rate(bare), "1.00", "");
      line("imported, from file to commit", rate(imported), (imported / bare).toFixed(2), `aim: ${aim.toLocaleString("en-GB")} rows a second or more`);
      const { quiet, beside, seconds, rest, peak } = await measureBesideRegion(dataDir, await newStore());
      line("an edit, nothing imported", `p50 ${quiet.p50.toFixed(1)}, p99 ${quiet.p99.toFixed(0)} ms`, "", `longest ${quiet.longest.toFixed(0)} ms of ${quiet.times}`);
      line(
        "an edit of one of them beside it",
        `p50 ${beside.p50.toFixed(1)}, p99 ${beside.p99.toFixed(0)} ms`,
        "",
        `longest ${beside.longest.toFixed(0)} ms of ${beside.times} in ${seconds.toFixed(1)} s; aim: p99 ${edits} ms or less`,
      );
      line("the server's memory", `${peak.toFixed(0)} MB`, "", `${rest.toFixed(0)} MB before it`);
    }
  } finally {
    await postgres.stop();
  }

  say(`\nOpening a sheet in Chromium, from the address to its first figures, ${rounds.browser} rounds`);
  const sheets = { "a generated authority": mediumTermAddress(generated), Essex: mediumTermAddress(essex) };
  for (const [name, milliseconds] of Object.entries(await measureBrowser(dataDir, sheets, rounds.browser)))
    line(name, `${milliseconds.toFixed(0)} ms`, "", "aim: 1,000 ms or less");
  for (const [name, milliseconds] of Object.entries(await measureBrowser(regionDir, { "a region's contributions": regionAddress }, rounds.browser)))
    line(name, `${milliseconds.toFixed(0)} ms`, "", "aim: 1,000 ms or less");

  say(`\nPasting and selecting in Chromium, from the key to the frame that shows it, ${rounds.pasting} rounds`);
  const pasting = await measurePasting(join(dataDir, "pasting"), rounds.pasting);
  const cells = (pasted.rows * pasted.columns).toLocaleString("en-GB");
  line(`preview of ${cells} cells`, `${pasting.preview.toFixed(0)} ms`, "", "");
  line(`${cells} cells to new figures`, `${pasting.pasted.toFixed(0)} ms`, "", "aim: 1,000 ms or less");
  const selecting = await measureSelecting(join(dataDir, "selecting"), rounds.pasting);
  const sheet = `${(selectedSize.costCentres * selectedSize.years).toLocaleString("en-GB")} cells`;
  line(`${sheet} selected`, `${selecting.all.toFixed(0)} ms`, "", "aim: 100 ms or less");
  line(`${sheet} summed`, `${selecting.summed.toFixed(0)} ms`, "", "aim: 100 ms or less");
  line(`${sheet} copied`, `${selecting.copied.toFixed(0)} ms`, "", "");

  const largeDir = join(dataDir, "large");
  const large = await openDb({ dataDir: largeDir }, rules);
  await generateLargeSheet(large);
  await large.close();
  say(`\nA sheet of ${largeSheet.rows.toLocaleString("en-GB")} rows × ${largeSheet.columns} columns in Chromium, worked out anew each time, ${rounds.largeSheet} rounds`);
  const { opening, whole, scrolling } = await measureLargeSheet(largeDir, rounds.largeSheet);
  line("opened, to the first figures", `${opening.toFixed(0)} ms`, "", "aim: 1,500 ms or less");
  line("to its last row", `${whole.toFixed(0)} ms`, "", "");
  for (const [way, { frame, longest, over50, frames }] of Object.entries(scrolling))
    line(way, `${frame.toFixed(0)} ms, longest ${longest.toFixed(0)}`, "", `${over50} of ${frames} frames over 50 ms; aim: none`);

  const togetherDir = join(dataDir, "together");
  const many = await openDb({ dataDir: togetherDir }, rules);
  await generateTogether(many);
  await many.close();
  const { waited: waits, done, seconds, peak } = await measureTogether(togetherDir);
  const meanwhile = Object.entries(done).map(([name, times]) => `${name} ${times} times`);
  say(
    `\nOthers, while an import of ${importedRows.toLocaleString("en-GB")} rows runs and is ${seconds === null ? "not done" : `done in ${seconds.toFixed(1)} s`}, beside ${meanwhile.join(", ")}`,
  );
  for (const [name, { p50, p99, longest, times }] of Object.entries(waits))
    line(name, `p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(0)} ms`, "", `longest ${longest.toFixed(0)} ms of ${times}; aim: p99 50 ms or less`);
  line("the server's memory", `${peak.toFixed(0)} MB`, "", "");

  say("\nThe most memory of a server's process with its threads, each time of one that has done nothing else");
  await measureMemory(join(dataDir, "memory"), (name, { peak, seconds }, aim) => line(name, `${peak.toFixed(0)} MB, ${seconds.toFixed(1)} s`, "", aim));

  for (const rows of [exportedSize.fewerRows, exportedSize.rows]) {
    const exportedDir = join(dataDir, `exported-${rows}`);
    const store = await openDb({ dataDir: exportedDir }, rules);
    await generateExported(store, rows);
    await store.close();
    say(`\nA table of ${rows.toLocaleString("en-GB")} rows × ${exportedSize.years} years, worked out anew by a server of its own each time; peak memory of its process`);
    for (const [name, { seconds, bytes, peak, waited }] of Object.entries(await measureExport(exportedDir)))
      line(
        name,
        `${seconds.toFixed(1)} s, ${peak.toFixed(0)} MB`,
        "",
        `${(bytes / 1e6).toFixed(1)} MB sent; /health waited ${waited.before.toFixed(0)} ms for the table, ${waited.during.toFixed(0)} ms for the file`,
      );
  }
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}

/** The address of a new database on the same Postgres. */
async function anotherDatabase(url: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return url.replace(/[^/]+$/, name);
}

function mediumTermAddress({ authority, version, from, unit }: Asked): string {
  return `/medium-term?${new URLSearchParams({ authority, version, from, unit })}`;
}

function sayMediumTerm(what: string, { bytes, bare, uncached, repeated }: MediumTermResult): void {
  say(`\nMedium-term table over HTTP: ${what}, ${bytes.toLocaleString("en-GB")} bytes, ${rounds.mediumTerm} rounds`);
  const rate = (answers: number) => `${answers.toFixed(answers < 100 ? 1 : 0)} answers a second`;
  line("bare server", rate(bare), "1.00", "");
  line("Tabled, uncached", rate(uncached), (uncached / bare).toFixed(2), "aim: 0.75 or more");
  line("Tabled, repeated", rate(repeated), (repeated / bare).toFixed(2), "aim: 10.00 or more");
}

function line(name: string, value: string, ratio: string, aim: string): void {
  say(`  ${name.padEnd(32)}${value.padStart(26)}${ratio.padStart(9)}   ${aim}`.trimEnd());
}
