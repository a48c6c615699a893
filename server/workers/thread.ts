// A thread beside the event loop: it does one task at a time, with connections of its own.
import { readlinkSync } from "node:fs";
import { setPriority } from "node:os";
import { basename } from "node:path";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { WriteTurns } from "../../db/engine/connected.ts";
import type { Db } from "../../db/engine/open.ts";
import { openBeside } from "../../db/engine/store.ts";
import { StoreFailure } from "../../db/engine/storeFailure.ts";
import { publicError } from "../http/errors.ts";
import { faultsGoTo } from "../http/faults.ts";
import { tabledSchema } from "../http/schema.ts";
import { rules } from "../rules/rules.ts";
import type { FromThread, ThreadData, ToThread } from "./messages.ts";
import { type Doing, performTask } from "./tasks.ts";

const port = parentPort as MessagePort;
const { address, limits } = workerData as ThreadData;
/** How much of an answer may be on its way to a reader who has not taken it. */
const mostUntaken = 8_000_000;

const say = (message: FromThread, moved: readonly ArrayBuffer[] = []) => port.postMessage(message, moved);

let untaken = 0;
let stopping = new AbortController();
/** What goes on when there is room again; when the thread may write. */
let roomAgain = () => {};
let myTurn: (waitMs: number | null) => void = () => {};

const turn: WriteTurns = async (work) => {
  const until = await new Promise<number>((resolve, reject) => {
    myTurn = (waitMs) => (waitMs === null ? reject(new StoreFailure("UNAVAILABLE", "Another change is being saved, which takes long.")) : resolve(performance.now() + waitMs));
    say({ kind: "turn" });
  });
  try {
    return await work(until);
  } finally {
    say({ kind: "turnOver" });
  }
};

let opened: Promise<Db> | undefined;

async function tell(value: unknown, bytes = 0, moved: readonly ArrayBuffer[] = []): Promise<void> {
  untaken += bytes;
  say({ kind: "told", value, bytes }, moved);
  while (untaken > mostUntaken && !stopping.signal.aborted) {
    await new Promise<void>((resolve) => {
      roomAgain = resolve;
    });
  }
}

async function perform(name: string, given: unknown): Promise<void> {
  stopping = new AbortController();
  untaken = 0;
  try {
    opened ??= openBeside(address, rules, turn);
    const doing: Doing = { db: await opened, schema: tabledSchema(), limits, signal: stopping.signal, tell };
    const { value, moved } = await performTask(name, given, doing);
    say({ kind: "done", value }, moved);
  } catch (error) {
    // A thread saves nothing, or all of it and then nothing fails.
    say({ kind: "failed", error: publicError(error, false) });
  }
}

port.on("message", (message: ToThread) => {
  if (message.kind === "do") void perform(message.task, message.given);
  else if (message.kind === "turn") myTurn(message.waitMs);
  else {
    if (message.kind === "stop") stopping.abort();
    else untaken -= message.bytes;
    roomAgain();
  }
});

faultsGoTo((fault) => say({ kind: "fault", fault }));
yieldToOthers();
// Both are needed by the first task, which should not wait for them.
tabledSchema();

/** On Linux each thread has a priority of its own: the event loop's goes first, whatever is worked out beside it. */
function yieldToOthers(): void {
  try {
    setPriority(Number(basename(readlinkSync("/proc/thread-self"))), 5);
  } catch {
    // Elsewhere they are equals.
  }
}
