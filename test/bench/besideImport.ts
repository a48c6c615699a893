// What somebody's edit waits for while a file of 200,000 rows is imported for the same authority, beside what it waits for when nothing is.
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openDb } from "../../db/engine/store.ts";
import { rules } from "../../server/rules/rules.ts";
import { generateImporting, importedThere, writeOpenData } from "./importing.ts";
import { start } from "./started.ts";
import { told, type Waited } from "./together.ts";

const quietSeconds = 6;
/** As fast as anybody types. */
const editEveryMs = 50;

export interface BesideImport {
  quiet: Waited;
  beside: Waited;
  /** How many edits beside it were refused. */
  refused: number;
  seconds: number;
}

/** On a new store: a folder, or a Postgres address. */
export async function measureBesideImport(folder: string, store: { dataDir: string; databaseUrl?: string }): Promise<BesideImport> {
  const db = await openDb(store, rules);
  await generateImporting(db);
  await db.close();
  const file = join(folder, "beside.csv");
  await writeOpenData(file);
  const server = await start("tabledServer.ts", store.databaseUrl ?? store.dataDir, "0", "threads");
  let edits = 0;
  let refused = 0;
  async function editing(going: () => boolean): Promise<Waited> {
    const taken: number[] = [];
    for (; going(); await pause(editEveryMs)) {
      edits += 1;
      const query = `mutation { createVersion(authority: "importing", input: { name: "Edit ${edits}", firstYear: "2024/25", yearCount: 1 }) { id } }`;
      const from = performance.now();
      const answer = await fetch(`http://127.0.0.1:${server.port}/graphql`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ query }) });
      const { errors } = (await answer.json()) as { errors?: unknown };
      taken.push(performance.now() - from);
      if (errors) refused += 1;
    }
    return told(taken);
  }
  try {
    const until = (seconds: number) => {
      const end = performance.now() + seconds * 1_000;
      return () => performance.now() < end;
    };
    await editing(until(1));
    const quiet = await editing(until(quietSeconds));
    let going = true;
    const began = performance.now();
    const importing = importedThere(server.port, file, () => true).finally(() => {
      going = false;
    });
    const beside = await editing(() => going);
    await importing;
    return { quiet, beside, refused, seconds: (performance.now() - began) / 1_000 };
  } finally {
    server.stop();
  }
}
