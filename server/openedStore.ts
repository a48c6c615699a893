// Opens the store for a command: one that cannot be opened is told in a sentence, and ends the command.
import type { Db } from "../db/engine/open.ts";
import { openDb, type StoreAddress } from "../db/engine/store.ts";
import { StoreFailure } from "../db/engine/storeFailure.ts";
import { rules } from "./rules/rules.ts";

export async function openedStore(address: StoreAddress): Promise<Db> {
  try {
    return await openDb(address, rules);
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
