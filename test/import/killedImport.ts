// An import in a process of its own, which waits for its end at the stage that it is told.
import { writeSync } from "node:fs";
import { openDb, type StoreAddress } from "../../db/engine/store.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { type ImportAsked, importFile } from "../../server/import/importFile.ts";
import { rules } from "../../server/rules/rules.ts";

/** A stage of an import with what of it is done, "writing 4", or "saved". */
export interface Killed {
  readonly address: StoreAddress;
  readonly asked: Omit<ImportAsked, "onProgress" | "signal">;
  readonly at: string;
}

const { address, asked, at } = JSON.parse(process.argv[2] as string) as Killed;

function reached(stage: string): void {
  writeSync(1, `${stage}\n`);
  // Without an end: nothing goes on in this process any more.
  if (stage === at) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

const db = await openDb(address, rules);
await importFile(db, machineOwner, { ...asked, onProgress: ({ stage, done, of }) => reached(stage === "writing" ? `writing ${done} of ${of}` : stage) });
reached("saved");
